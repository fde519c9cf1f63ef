import type { UnitVersion } from '@haidang/api/units'
import { expect, test } from 'vitest'
import { rowsOf, treeOf } from './unit-tree.ts'

const unit = (id: string, group: UnitVersion['group'], parentId: string | null = null): UnitVersion => ({
  id,
  name: id,
  shortName: id,
  group,
  kind: null,
  code: null,
  identifier: null,
  head: null,
  parentId,
  validFrom: '2020-01-01',
  validTo: null,
})
const province = [
  unit('p1', 'ward', 'tp'),
  unit('tinh', 'area'),
  unit('tp', 'area', 'tinh'),
  unit('so', 'department'),
  unit('lac', 'ward', 'x'),
]
const named = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((row) => `${row.level} ${row.unit === undefined ? `+${row.left}` : row.unit.id}`)

test('only the top is drawn until a unit is opened; who stands under no unit of the day is at the top', () => {
  const tree = treeOf(province)
  expect(named(rowsOf(tree, new Set(), new Map()))).toEqual(['0 so', '0 lac', '0 tinh'])
  expect(named(rowsOf(tree, new Set(['tinh']), new Map()))).toEqual(['0 so', '0 lac', '0 tinh', '1 tp'])
  const open = rowsOf(tree, new Set(['tinh', 'tp']), new Map())
  expect(named(open)).toEqual(['0 so', '0 lac', '0 tinh', '1 tp', '2 p1'])
  expect(open.map(({ root }) => root)).toEqual(['department', 'ward', 'area', 'area', 'area'])
})

test('of a long list the first are drawn, and more when they are asked for', () => {
  const tree = treeOf(Array.from({ length: 450 }, (_, index) => unit(`p${index}`, 'ward')))
  expect(rowsOf(tree, new Set(), new Map()).at(-1)).toMatchObject({ level: 0, left: 250 })
  expect(rowsOf(tree, new Set(), new Map([['', 3]]))).toHaveLength(450)
})
