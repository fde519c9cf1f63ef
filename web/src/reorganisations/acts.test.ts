import type { UnitVersion } from '@haidang/api/units'
import { reorganisationFromTable } from '@haidang/domain/units/reorganisation-table'
import { changeOf, reorganisationFaults } from '@haidang/domain/units/reorganisation'
import type { Unit } from '@haidang/domain/units/unit'
import { expect, test } from 'vitest'
import { asTarget, withAct } from './acts.ts'
import type { Act, Target } from './acts.ts'

const town: UnitVersion = {
  id: 'thi-xa',
  name: 'Thị xã Cửa Biển',
  shortName: 'Thị xã Cửa Biển',
  group: 'area',
  kind: 'thị xã',
  code: '747',
  identifier: null,
  head: null,
  parentId: null,
  validFrom: '2020-01-01',
  validTo: null,
}
const ward = (id: string, name: string, code: string): UnitVersion => ({
  ...town,
  id,
  name,
  shortName: name,
  group: 'ward',
  kind: 'phường',
  code,
  parentId: 'thi-xa',
})
const [one, two, three] = [ward('p1', 'Phường 1', '101'), ward('p2', 'Phường 2', '102'), ward('p3', 'Phường 3', '103')]
const versions: readonly Unit[] = [town, one, two, three].map(
  ({ kind, code, parentId, identifier: _none, head: _nobody, validTo: _to, ...unit }) => ({
    ...unit,
    ...(kind === null ? {} : { kind }),
    ...(code === null ? {} : { code }),
    ...(parentId === null ? {} : { parentId }),
  }),
)
const fresh: Target = { code: '201', name: 'Phường Vọng Hải', kind: 'phường', parentCode: '' }

/** What the domain makes of the rows of these acts, which must be without fault. */
function eventOf(...acts: readonly Act[]) {
  const rows = acts.reduce(withAct, [])
  const outcome = reorganisationFromTable(rows, { versions, effectiveOn: '2025-07-01', id: 'e', newId: () => 'n' })
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults))
  expect(reorganisationFaults(versions, outcome.event)).toEqual([])
  return outcome.event
}
const kindOf = (unitId: string, ...acts: readonly Act[]) => changeOf(versions, eventOf(...acts), unitId)

test('each act does to its units what it says', () => {
  expect(kindOf('n', { act: 'merge', units: [one, two], to: fresh })).toBe('merged')
  expect(kindOf('p1', { act: 'rename', unit: one, to: { ...asTarget(one), name: 'Phường Nhất' } })).toBe('renamed')
  expect(kindOf('p1', { act: 'rename', unit: one, to: { ...asTarget(one), name: 'Xã 1', kind: 'xã' } })).toBe('kindChanged')
  expect(kindOf('p3', { act: 'end', units: [three] })).toBe('abolished')
  expect(kindOf('n', { act: 'found', to: { ...fresh, parentCode: '747' } })).toBe('founded')
  const parts = [
    { to: fresh, share: '0.4' },
    { to: asTarget(two), share: '0.6' },
  ]
  expect(kindOf('p1', { act: 'split', unit: one, parts, measure: 'population' })).toBe('split')
})

test('who gives a part away and who gets it go on as who they were', () => {
  const given: Act = { act: 'part', unit: one, parts: [{ to: asTarget(two), share: '0.25' }], measure: 'area' }
  const event = eventOf(given)
  expect(event.ends).toEqual([])
  expect(event.edges).toMatchObject([{ from: 'p1', to: 'p2', extent: 'part', shares: { area: '0.25' } }])
  // Said twice, they stay once.
  const again: Act = { act: 'part', unit: three, parts: [{ to: asTarget(two), share: '0.5' }], measure: 'area' }
  expect(eventOf(given, again).edges.map(({ from, to }) => [from, to])).toEqual([
    ['p1', 'p2'],
    ['p3', 'p2'],
  ])
})

test('units that move under another keep their names; lines go on behind the last', () => {
  const rows = withAct(withAct([], { act: 'end', units: [three] }), { act: 'parent', units: [one, two], parentCode: '77' })
  expect(rows.map(({ line, oldCode, newCode, newName, newParentCode }) => [line, oldCode, newCode, newName, newParentCode])).toEqual([
    [1, '103', '', '', ''],
    [2, '101', '101', 'Phường 1', '77'],
    [3, '102', '102', 'Phường 2', '77'],
  ])
})

test('who heads a new unit and its identifier are in its rows, and nowhere where nothing is said', () => {
  const headed = { ...fresh, identifier: ' h06.02.15', head: 'Trần Thị Hoa', headPost: 'Chủ tịch UBND phường' }
  expect(eventOf({ act: 'merge', units: [one, two], to: headed }).becomes).toMatchObject([
    { identifier: 'H06.02.15', head: { name: 'Trần Thị Hoa', post: 'Chủ tịch UBND phường' } },
  ])
  expect(withAct([], { act: 'rename', unit: one, to: { ...asTarget(one), name: 'Phường Vọng Hải', head: ' ' } })[0]).not.toHaveProperty(
    'newHead',
  )
})
