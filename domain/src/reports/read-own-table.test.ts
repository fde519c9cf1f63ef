import { describe, expect, test } from 'vitest'
import type { Indicator } from '../indicators/indicator.ts'
import { guessHeads, headsOf, suggestUses } from './own-table.ts'
import type { TableLines, TableMapping } from './own-table.ts'
import { readOwnTable } from './read-own-table.ts'
import type { NamedReport } from './read-own-table.ts'

const n = (number: string) => ({ number })
const online: Indicator = {
  id: 'online',
  code: '1.1',
  pillar: 'Chính quyền số',
  name: 'Tỷ lệ hồ sơ trực tuyến',
  kind: 'ratio',
  unitOfMeasure: '%',
  target: { op: '>=', value: '85', unit: '%' },
  rollUp: 'sumRatio',
  digits: 2,
}
const trained: Indicator = {
  ...online,
  id: 'trained',
  code: '1.2',
  name: 'Số lượt cán bộ tập huấn',
  kind: 'count',
  digits: 0,
  rollUp: 'sum',
}

const lineOf = (indicator: Indicator, numerator: string | null = null, denominator: string | null = null) => ({
  indicator,
  numerator,
  denominator,
  note: 'sổ',
  revision: 3,
  changedAt: null,
  changedBy: null,
  isFromWorkbook: false,
})
const ward = (number: number, lines = [lineOf(online), lineOf(trained)]): NamedReport => ({
  id: `r${number}`,
  unitId: `u${number}`,
  unit: `UBND Phường ${number}`,
  names: [`Phường ${number}`, `2650${number}`],
  state: 'open',
  form: '',
  lines,
})
const wide = (...rows: TableLines): TableLines => [
  ['Phường, xã', 'Tỷ lệ hồ sơ trực tuyến · Tử số', 'Tỷ lệ hồ sơ trực tuyến · Mẫu số', 'Số lượt cán bộ tập huấn'],
  ...rows,
]
const mappingOf = (lines: TableLines, more: Partial<TableMapping> = {}): TableMapping => ({
  ...guessHeads(lines),
  columns: suggestUses(headsOf(lines, guessHeads(lines)), [online, trained]),
  numbers: 'vietnamese',
  units: {},
  indicators: {},
  ...more,
})
const read = (lines: TableLines, reports: readonly NamedReport[] = [ward(5), ward(7)], more: Partial<TableMapping> = {}) =>
  readOwnTable(lines, mappingOf(lines, more), reports)

describe('an office’s own table', () => {
  test('changes what it says and leaves what it does not say', () => {
    const reports = [ward(5, [lineOf(online, '400', '655'), lineOf(trained, '12')]), ward(7)]
    expect(read(wide(['Phường 5', n('412'), null, n('12')], ['26507', '1.234', '2.000', null]), reports)).toEqual({
      changes: [
        {
          reportId: 'r5',
          indicatorId: 'online',
          before: { numerator: '400', denominator: '655', note: 'sổ' },
          after: { numerator: '412', denominator: '655', note: 'sổ' },
          baseRevision: 3,
        },
        {
          reportId: 'r7',
          indicatorId: 'online',
          before: { numerator: null, denominator: null, note: 'sổ' },
          after: { numerator: '1234', denominator: '2000', note: 'sổ' },
          baseRevision: 3,
        },
      ],
      unchanged: 1,
    })
  })

  test('with a name that nobody has is asked about before anything else, each name once', () => {
    const table = wide(['Phường 5', 'x', null, null], ['P7', n('1'), n('2'), null], ['Tổng cộng', n('1'), n('2'), n('3')])
    expect(read(table)).toEqual({
      units: [
        { name: 'P7', cells: 2, isAmbiguous: false },
        { name: 'Tổng cộng', cells: 3, isAmbiguous: false },
      ],
      indicators: [],
    })
    expect(read(table, undefined, { units: { p7: 'u7', 'tong cong': null } })).toMatchObject({ faults: [{ line: 2, column: 2 }] })
  })

  test('with a name that two units have belongs to neither', () => {
    const twins = [ward(5), { ...ward(7), names: ['Phường 5'] }]
    expect(read(wide(['Phường 5', n('1'), n('2'), null]), twins)).toMatchObject({ units: [{ name: 'Phường 5', isAmbiguous: true }] })
  })

  test('names every bad cell at its place', () => {
    const faults = read(
      wide(
        ['Phường 5', n('7'), n('5'), n('1.5')],
        ['Phường 7', { number: '0.5', isPercent: true }, { date: '2024-05-01' }, { error: '#REF!' }],
        ['UBND Phường 5', n('1'), null, null],
      ),
    )
    expect('faults' in faults && faults.faults.map(({ line, column, code, unit }) => [line, column, code, unit])).toEqual([
      [2, 2, 'numeratorAboveDenominator', 'UBND Phường 5'],
      [2, 4, 'notWhole', 'UBND Phường 5'],
      [3, 2, 'percentNotCount', 'UBND Phường 7'],
      [3, 3, 'dateNotNumber', 'UBND Phường 7'],
      [3, 4, 'formulaError', 'UBND Phường 7'],
      [4, 2, 'rowTwice', 'UBND Phường 5'],
    ])
  })

  test('with a figure for a unit that does not owe it is a fault', () => {
    expect(read(wide(['Phường 7', null, null, n('4')]), [ward(5), ward(7, [lineOf(online)])])).toMatchObject({
      faults: [{ code: 'notOnForm', unit: 'UBND Phường 7', indicator: 'Số lượt cán bộ tập huấn' }],
    })
  })

  test('is refused where it would change a report that was handed in, and not where it says the same', () => {
    const closed = { ...ward(7, [lineOf(online, '1', '2'), lineOf(trained)]), state: 'submitted' as const }
    expect(read(wide(['Phường 7', n('1'), n('2'), null]), [ward(5), closed])).toEqual({ changes: [], unchanged: 2 })
    expect(read(wide(['Phường 7', n('2'), n('2'), null]), [ward(5), closed])).toEqual({
      refused: 'notEditable',
      units: [{ unit: 'UBND Phường 7', state: 'submitted' }],
    })
  })

  test('is refused where it would change a report whose period is locked', () => {
    const locked = { ...ward(7, [lineOf(online, '1', '2'), lineOf(trained)]), isLocked: true }
    expect(read(wide(['Phường 7', n('1'), n('2'), null]), [ward(5), locked])).toEqual({ changes: [], unchanged: 2 })
    expect(read(wide(['Phường 7', n('2'), n('2'), null]), [ward(5), locked])).toEqual({
      refused: 'notEditable',
      units: [{ unit: 'UBND Phường 7', state: 'locked' }],
    })
  })

  test('whose rows say indicators by code or name is read the same', () => {
    const long: TableLines = [
      ['Đơn vị', 'Chỉ tiêu', 'Tử số', 'Mẫu số'],
      ['Phường 5', '1.1', n('5'), n('10')],
      [null, 'số lượt cán bộ tập huấn', n('12'), null],
      [null, 'Số máy tính', n('3'), null],
    ]
    expect(read(long)).toMatchObject({ indicators: [{ name: 'Số máy tính', cells: 1 }] })
    expect(read(long, undefined, { indicators: { 'so may tinh': null } })).toMatchObject({
      changes: [{ indicatorId: 'online' }, { indicatorId: 'trained', after: { numerator: '12', denominator: null } }],
    })
  })
})
