import { describe, expect, test } from 'vitest'
import { figuresOf, guessHeads, headKey, headsOf, mappingFaults, suggestUses } from './own-table.ts'
import type { TableLines, TableMapping } from './own-table.ts'

const n = (number: string) => ({ number })
const indicators = [
  { id: 'online', code: '1.1', name: 'Tỷ lệ hồ sơ trực tuyến' },
  { id: 'trained', code: '1.2', name: 'Số lượt cán bộ tập huấn' },
]

/** An office's own table: a title, merged heads in two lines, a line for the sum. */
const wide: TableLines = [
  ['BẢNG TỔNG HỢP SỐ LIỆU THÁNG 5', null, null, null, null],
  [null, null, 'Tỷ lệ hồ sơ trực tuyến', null, 'Số lượt cán bộ tập huấn'],
  ['TT', 'Phường, xã', 'Tử số', 'Mẫu số', 'Kết quả'],
  [n('1'), 'Phường 5', n('412'), n('655'), n('12')],
  [n('2'), 'P. 7', '1.234', '2.000', null],
  [null, 'Tổng cộng', n('1646'), n('2655'), n('12')],
]
const long: TableLines = [
  ['Đơn vị', 'Chỉ tiêu', 'Tử số', 'Mẫu số'],
  ['Phường 5', '1.1', n('5'), n('10')],
  [null, 'Số lượt cán bộ tập huấn', n('12'), null],
  ['Phường 7', '1.1', null, null],
]

describe('the heads of a table', () => {
  test('are found above the figures, those of two lines put together', () => {
    expect(guessHeads(wide)).toEqual({ headFrom: 1, headTo: 2 })
    expect(headsOf(wide, guessHeads(wide))).toEqual([
      'TT',
      'Phường, xã',
      'Tỷ lệ hồ sơ trực tuyến · Tử số',
      'Tỷ lệ hồ sơ trực tuyến · Mẫu số',
      'Số lượt cán bộ tập huấn · Kết quả',
    ])
    expect(guessHeads(long)).toEqual({ headFrom: 0, headTo: 0 })
  })

  test('are known again however they are spaced', () => {
    const again = headsOf([['  đơn vị', 'CHỈ TIÊU', 'Tử  số', 'mẫu số', null]], { headFrom: 0, headTo: 0 })
    expect(headKey(again)).toBe(headKey(headsOf(long, guessHeads(long))))
    expect(headKey(['Đơn vị', 'Chỉ tiêu'])).not.toBe(headKey(['Chỉ tiêu', 'Đơn vị']))
  })

  test('suggest what the columns are', () => {
    expect(suggestUses(headsOf(wide, guessHeads(wide)), indicators)).toEqual([
      { use: 'none' },
      { use: 'unit' },
      { use: 'numerator', indicatorId: 'online' },
      { use: 'denominator', indicatorId: 'online' },
      { use: 'numerator', indicatorId: 'trained' },
    ])
    expect(suggestUses(headsOf(long, guessHeads(long)), indicators)).toEqual([
      { use: 'unit' },
      { use: 'indicator' },
      { use: 'numerator', indicatorId: null },
      { use: 'denominator', indicatorId: null },
    ])
    expect(suggestUses(['Đơn vị tính', 'Ghi chú'], indicators)).toEqual([{ use: 'none' }, { use: 'none' }])
  })
})

const mappingOf = (lines: TableLines, more: Partial<TableMapping> = {}): TableMapping => ({
  ...guessHeads(lines),
  columns: suggestUses(headsOf(lines, guessHeads(lines)), indicators),
  numbers: 'vietnamese',
  units: {},
  indicators: {},
  ...more,
})

describe('the figures of a table', () => {
  test('stand under their unit and their column’s indicator; blank cells are not there', () => {
    const mapping = mappingOf(wide, { units: { 'p 7': 'u7', 'tong cong': null } })
    expect(
      figuresOf(wide, mapping, false).map(({ line, column, unit, indicator, field, cell }) => [line, column, unit, indicator, field, cell]),
    ).toEqual([
      [4, 3, 'Phường 5', { id: 'online' }, 'numerator', n('412')],
      [4, 4, 'Phường 5', { id: 'online' }, 'denominator', n('655')],
      [4, 5, 'Phường 5', { id: 'trained' }, 'numerator', n('12')],
      [5, 3, 'u7', { id: 'online' }, 'numerator', '1.234'],
      [5, 4, 'u7', { id: 'online' }, 'denominator', '2.000'],
    ])
  })

  test('of rows that name indicators are of the unit above them', () => {
    expect(figuresOf(long, mappingOf(long), false).map(({ line, unit, indicator, field }) => [line, unit, indicator, field])).toEqual([
      [2, 'Phường 5', { name: '1.1' }, 'numerator'],
      [2, 'Phường 5', { name: '1.1' }, 'denominator'],
      [3, 'Phường 5', { name: 'Số lượt cán bộ tập huấn' }, 'numerator'],
    ])
    const known = mappingOf(long, { indicators: { 'so luot can bo tap huan': 'trained', '1 1': null } })
    expect(figuresOf(long, known, false).map(({ indicator }) => indicator)).toEqual([{ id: 'trained' }])
  })

  test('of a table of one unit need no column of units', () => {
    expect(figuresOf(long, mappingOf(long), true).every(({ unit }) => unit === undefined)).toBe(true)
  })
})

test('a mapping that cannot be read by says why', () => {
  const faults = (columns: TableMapping['columns'], isOfOneUnit = false) => mappingFaults({ columns }, isOfOneUnit)
  const figure = { use: 'numerator', indicatorId: 'online' } as const
  expect(faults([{ use: 'unit' }, figure])).toEqual([])
  expect(faults([{ use: 'none' }])).toEqual(['noFigures', 'noUnit'])
  expect(faults([figure], true)).toEqual([])
  expect(faults([{ use: 'unit' }, figure, figure])).toEqual(['twoOfOne'])
  expect(faults([{ use: 'unit' }, { use: 'unit' }, figure])).toEqual(['twoOfOne'])
  expect(faults([{ use: 'unit' }, { ...figure, indicatorId: null }])).toEqual(['indicatorMissing'])
  expect(faults([{ use: 'unit' }, { use: 'indicator' }, { ...figure, indicatorId: null }])).toEqual([])
})
