import { describe, expect, test } from 'vitest'
import { reorganisationFromTable, rowsOfTable } from './reorganisation-table.ts'
import type { ReorganisationRow } from './reorganisation-table.ts'
import { reorganisationFaults, reorganised } from './reorganisation.ts'
import { unitsOn } from './unit.ts'
import type { Unit } from './unit.ts'

const day = '2025-07-01'
const old = (id: string, name: string, code: string, parentId?: string): Unit => ({
  id,
  name,
  shortName: name.replace('Phường ', 'P. '),
  group: parentId === undefined ? 'area' : 'ward',
  code,
  ...(parentId === undefined ? {} : { parentId }),
  validFrom: '2003-01-01',
})
const versions = [
  old('t', 'Tỉnh Cửa Biển', '77'),
  { ...old('h', 'Huyện Đảo Xa', '755'), kind: 'huyện' },
  old('a', 'Phường An Hòa', '101', 't'),
  old('b', 'Phường Bến Cát', '102', 't'),
  old('c', 'Xã Cồn Xanh', '103', 't'),
  old('d', 'Xã Đông Hải', '104', 't'),
]
const row = (line: number, part: Partial<ReorganisationRow>): ReorganisationRow => ({
  line,
  oldCode: '',
  oldName: '',
  newCode: '',
  newName: '',
  newKind: '',
  newParentCode: '',
  extent: '',
  shares: {},
  ...part,
})
const read = (...rows: readonly ReorganisationRow[]) => {
  let made = 0
  return reorganisationFromTable(rows, { versions, effectiveOn: day, id: 'e', newId: () => `new${(made += 1)}` })
}
const eventOf = (...rows: readonly ReorganisationRow[]) => {
  const outcome = read(...rows)
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults))
  expect(reorganisationFaults(versions, outcome.event)).toEqual([])
  return outcome.event
}

describe('the table of a resolution', () => {
  test('knows a unit by the name that is short for its office, which it keeps where it goes on', () => {
    const office = (id: string, place: string): Unit => ({ ...old(id, `UBND ${place}`, id, 't'), shortName: place })
    const outcome = reorganisationFromTable(
      [
        row(1, { oldName: 'Phường Năm', newName: 'Phường Năm', extent: 'một phần' }),
        row(2, { oldName: 'phường Bảy', newName: 'Phường Năm', extent: 'một phần' }),
        row(3, { oldName: 'Phường Tám', newName: 'Phường Tám', newKind: 'phường' }),
      ],
      {
        versions: [...versions, office('5', 'Phường Năm'), office('7', 'Phường Bảy'), office('8', 'Phường Tám')],
        effectiveOn: day,
        id: 'e',
        newId: () => 'new',
      },
    )
    expect(outcome).toMatchObject({
      event: {
        becomes: [
          { id: '5', name: 'UBND Phường Năm' },
          { id: '8', name: 'UBND Phường Tám', shortName: 'Phường Tám', kind: 'phường' },
        ],
      },
    })
  })

  test('merges under the code of one of them, and is another identity', () => {
    const event = eventOf(
      row(2, { oldCode: '101', oldName: 'Phường An Hoà', newCode: '101', newName: 'Phường Cửa Biển', newKind: 'phường' }),
      row(3, { oldCode: '102', newCode: '101', newName: 'Phường Cửa Biển' }),
    )
    expect(event).toEqual({
      id: 'e',
      effectiveOn: day,
      becomes: [
        {
          id: 'new1',
          name: 'Phường Cửa Biển',
          shortName: 'Phường Cửa Biển',
          group: 'ward',
          code: '101',
          kind: 'phường',
          parentId: 't',
          line: 2,
        },
      ],
      ends: ['a', 'b'],
      edges: [
        { from: 'a', to: 'new1', extent: 'whole', line: 2 },
        { from: 'b', to: 'new1', extent: 'whole', line: 3 },
      ],
    })
  })

  test('calls a new unit for short by its place, without "UBND"', () => {
    const event = eventOf(
      row(2, { oldCode: '101', newCode: '101', newName: 'UBND phường Cửa Biển' }),
      row(3, { oldCode: '102', newCode: '101', newName: 'UBND phường Cửa Biển' }),
    )
    expect('becomes' in event && event.becomes[0]).toMatchObject({ name: 'UBND phường Cửa Biển', shortName: 'Phường Cửa Biển' })
  })

  test('lets go on as itself who goes whole and alone under its name, also under another parent', () => {
    const event = eventOf(
      row(2, { oldCode: '104', newCode: '204', newName: 'Xã Đông Hải', newParentCode: '79' }),
      row(3, { oldCode: '77', newCode: '79', newName: 'Tỉnh Biển Lớn' }),
      ...['101', '102', '103'].map((code, index) =>
        row(4 + index, { oldCode: code, newCode: '300', newName: 'Phường Mới', newParentCode: '79' }),
      ),
    )
    const units = unitsOn(reorganised(versions, event), day)
    expect(units.map(({ id, code, parentId }) => [id, code, parentId])).toEqual([
      ['h', '755', undefined],
      ['d', '204', 'new1'],
      ['new1', '79', undefined],
      ['new2', '300', 'new1'],
    ])
    expect(event.edges.filter(({ from }) => from === 'd')).toEqual([])
  })

  test('leaves a unit that only gives a part away, and one that only gets a part, who they are', () => {
    const event = eventOf(
      row(2, { oldCode: '103', newCode: '103', newName: 'Xã Cồn Xanh', extent: 'part' }),
      row(3, { oldCode: '103', newCode: '104', newName: 'Xã Đông Hải', extent: 'part', shares: { population: '0.3' } }),
      row(4, { oldCode: '104', newCode: '104', newName: 'Xã Đông Hải' }),
    )
    expect(event.ends).toEqual([])
    expect(event.edges).toEqual([{ from: 'c', to: 'd', extent: 'part', shares: { population: '0.3' }, line: 3 }])
  })

  test('renames under its code, and what the table does not say of a unit that goes on stays', () => {
    const event = eventOf(
      row(2, { oldCode: '101', newCode: '101', newName: 'Phường Bến Thử' }),
      row(3, { oldCode: '755', newCode: '755', newName: 'Huyện Đảo Xa', newParentCode: '77' }),
      row(4, { oldCode: '755', newCode: '102', newName: 'Phường Bến Cát', extent: 'part' }),
      row(5, { oldCode: '102', newCode: '102', newName: 'Phường Bến Cát' }),
    )
    expect(event.becomes.map(({ id, name, kind, parentId }) => [id, name, kind, parentId])).toEqual([
      ['a', 'Phường Bến Thử', undefined, 't'],
      ['h', 'Huyện Đảo Xa', 'huyện', 't'],
      ['b', 'Phường Bến Cát', undefined, 't'],
    ])
    expect(event.edges.map(({ from, to }) => [from, to])).toEqual([['h', 'b']])
  })

  test('says who heads a new unit and its identifier, in any of its rows; who goes on keeps its own where nothing is said', () => {
    const had = { identifier: 'H06.07', head: { name: 'Lê Văn Nam', post: 'Chủ tịch UBND xã' } }
    const outcome = reorganisationFromTable(
      [
        row(2, { oldCode: '101', newCode: '101', newName: 'Phường Cửa Biển' }),
        row(3, {
          oldCode: '102',
          newCode: '101',
          newName: 'Phường Cửa Biển',
          newIdentifier: 'h06.01',
          newHead: 'Trần Thị Hoa',
          newHeadPost: 'Chủ tịch UBND phường',
        }),
        row(4, { oldCode: '103', newCode: '103', newName: 'Xã Cồn Xanh', newKind: 'phường' }),
      ],
      { versions: versions.map((unit) => (unit.id === 'c' ? { ...unit, ...had } : unit)), effectiveOn: day, id: 'e', newId: () => 'new' },
    )
    expect('event' in outcome && outcome.event.becomes).toMatchObject([
      { id: 'new', identifier: 'H06.01', head: { name: 'Trần Thị Hoa', post: 'Chủ tịch UBND phường' }, line: 3 },
      { id: 'c', ...had },
    ])
  })

  test('parts with their shares, a unit that gives a part away and goes on, an abolition and a founding', () => {
    const parted = eventOf(
      row(2, { oldCode: '103', newCode: '401', newName: 'Xã Một', extent: 'một phần', shares: { population: '0.4', area: '0.10' } }),
      row(3, { oldCode: '103', newCode: '402', newName: 'Xã Hai', extent: 'part', shares: { population: '0.6', area: '0.9' } }),
      row(4, { oldCode: '755' }),
      row(5, { newCode: '403', newName: 'Xã Ba', newParentCode: '77' }),
    )
    expect(parted.edges.map(({ extent, shares }) => [extent, shares])).toEqual([
      ['part', { population: '0.4', area: '0.1' }],
      ['part', { population: '0.6', area: '0.9' }],
    ])
    expect(parted.ends).toEqual(['c', 'h'])
    expect(parted.becomes.at(-1)).toMatchObject({ name: 'Xã Ba', parentId: 't' })
  })
})

test.each<[string, readonly ReorganisationRow[], readonly unknown[]]>([
  ['an old code that nobody bears', [row(2, { oldCode: '999', newCode: '1', newName: 'Xã' })], [[2, 'oldCode', '999', 'unknown']]],
  [
    'the name of another beside a code',
    [row(2, { oldCode: '101', oldName: 'Phường Bến Cát', newCode: '1', newName: 'Xã' })],
    [[2, 'oldName', 'Phường Bến Cát', 'differs']],
  ],
  ['a row without codes', [row(2, {})], [[2, 'oldCode', '', 'missing']]],
  ['a new unit without a name', [row(2, { oldCode: '101', newCode: '1' })], [[2, 'newName', '', 'missing']]],
  [
    'one new code under two names',
    [row(2, { oldCode: '101', newCode: '1', newName: 'Xã Một' }), row(3, { oldCode: '102', newCode: '1', newName: 'Xã Hai' })],
    [[3, 'newName', 'Xã Hai', 'differs']],
  ],
  [
    'a parent that does not stand then',
    [row(2, { oldCode: '101', newCode: '1', newName: 'Xã Một', newParentCode: '88' })],
    [[2, 'newParentCode', '88', 'unknown']],
  ],
  [
    'a share that is no number',
    [row(2, { oldCode: '101', newCode: '1', newName: 'Xã Một', extent: 'part', shares: { area: 'nửa' } })],
    [[2, 'area', 'nửa', 'notAShare']],
  ],
  [
    'what is no identifier',
    [row(2, { oldCode: '101', newCode: '1', newName: 'Xã Một', newIdentifier: '26506' })],
    [[2, 'newIdentifier', '26506', 'notAnIdentifier']],
  ],
  [
    'a head without a post',
    [row(2, { oldCode: '101', newCode: '1', newName: 'Xã Một', newHead: 'Lê Văn Nam' })],
    [[2, 'newHeadPost', '', 'missing']],
  ],
  [
    'two heads of one new unit',
    [
      row(2, { oldCode: '101', newCode: '1', newName: 'Xã Một', newHead: 'Lê Văn Nam', newHeadPost: 'Chủ tịch' }),
      row(3, { oldCode: '102', newCode: '1', newName: 'Xã Một', newHead: 'Trần Thị Hoa', newHeadPost: 'Chủ tịch' }),
    ],
    [[3, 'newHead', 'Trần Thị Hoa', 'differs']],
  ],
  ['a head of no new unit', [row(2, { oldCode: '101', newHead: 'Lê Văn Nam', newHeadPost: 'Chủ tịch' })], [[2, 'newName', '', 'missing']]],
])('%s is refused with its line', (_what, rows, faults) => {
  const outcome = read(...rows)
  expect('faults' in outcome && outcome.faults.map(({ line, field, value, fault }) => [line, field, value, fault])).toEqual(faults)
})

test('knows units without a code by their names, and keeps what it does not speak of', () => {
  const event = eventOf(
    row(2, { oldName: 'phuong an hòa', newName: 'Phường Hải Triều' }),
    row(3, { oldName: 'Phường Bến Cát', newName: 'Phường Hải Triều' }),
  )
  expect(event).toMatchObject({ becomes: [{ id: 'new1', name: 'Phường Hải Triều' }], ends: ['a', 'b'] })
  expect(event.becomes[0]).not.toHaveProperty('code')
  expect(eventOf(row(2, { oldName: 'Xã Cồn Xanh', newName: 'Xã Cồn Xanh', newKind: 'phường' })).becomes).toEqual([
    { id: 'c', name: 'Xã Cồn Xanh', shortName: 'Xã Cồn Xanh', group: 'ward', code: '103', kind: 'phường', parentId: 't', line: 2 },
  ])
  expect(read(row(2, { oldName: 'Xã Không Có', newName: 'Xã Mới' }))).toEqual({
    faults: [{ line: 2, field: 'oldName', value: 'Xã Không Có', fault: 'unknown' }],
  })
})

test('is found under a title, with Vietnamese heads in any order', () => {
  const sheet = [
    ['Danh sách kèm theo Nghị quyết'],
    ['Đơn vị mới', 'Mã mới', 'Mã cũ', 'Tỷ lệ dân số', 'Mã định danh điện tử', 'Thủ trưởng', 'Chức vụ'],
    [],
    ['Phường Cửa Biển', '101', '102', '0,4', 'H06.01', 'Trần Thị Hoa', 'Chủ tịch UBND phường'],
    ['Xã Gò Đồi', '102', '103'],
  ]
  expect(rowsOfTable(sheet.map((cells, index) => ({ line: index + 1, cells })))).toEqual({
    rows: [
      row(4, {
        oldCode: '102',
        newCode: '101',
        newName: 'Phường Cửa Biển',
        newIdentifier: 'H06.01',
        newHead: 'Trần Thị Hoa',
        newHeadPost: 'Chủ tịch UBND phường',
        shares: { population: '0,4' },
      }),
      row(5, { oldCode: '103', newCode: '102', newName: 'Xã Gò Đồi' }),
    ],
  })
  expect(rowsOfTable([{ line: 1, cells: ['Tên', 'Mã'] }])).toEqual({ missing: ['new_name', 'old_code'] })
})
