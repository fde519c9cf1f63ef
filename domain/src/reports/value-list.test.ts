import { describe, expect, test } from 'vitest'
import type { TypedCell } from './typed-cell.ts'
import { ColumnsMissing, valuesOfList } from './value-list.ts'

const lines = (...rows: readonly (readonly TypedCell[])[]) => rows.map((cells, index) => ({ line: index + 1, cells }))

describe('a list of values', () => {
  test('has columns by Vietnamese or English names, in any order; empty lines are none', () => {
    const list = lines(
      [null, ' '],
      ['Kỳ báo cáo', 'Mẫu số', 'TỬ SỐ', 'Mã chỉ tiêu', 'Đơn vị'],
      ['2024-05', '23802', '23391', 'I.1', ' UBND Phường 5 '],
      [null, null, '', null, null],
      ['2024-05', null, 'đã có', 'I.2', 'Phường 7'],
    )
    expect([...valuesOfList(list)]).toEqual([
      { row: 3, unit: 'UBND Phường 5', period: '2024-05', indicator: 'I.1', numerator: '23391', denominator: '23802' },
      { row: 5, unit: 'Phường 7', period: '2024-05', indicator: 'I.2', numerator: 'đã có', denominator: null },
    ])
  })

  test('keeps the cells of a spreadsheet as they are, but a code of figures is a name and a first day a month', () => {
    const list = lines(['unit', 'period', 'indicator', 'value'], [{ number: '26506' }, { date: '2024-05-01' }, 'I.1', { number: '12.5' }])
    expect([...valuesOfList(list)]).toEqual([
      { row: 2, unit: '26506', period: '2024-05', indicator: 'I.1', numerator: { number: '12.5' }, denominator: null },
    ])
  })

  test('needs no column of periods where one is named for all', () => {
    const [value] = valuesOfList(lines(['unit', 'indicator', 'value'], ['Phường 5', 'I.1', '1']), '2024-Q2')
    expect(value?.period).toBe('2024-Q2')
  })

  test.each([
    [[], undefined, ['unit', 'indicator', 'numerator', 'period']],
    [lines(['unit', 'chỉ tiêu', 'kỳ']), undefined, ['numerator']],
    [lines(['a', 'b']), '2024-05', ['unit', 'indicator', 'numerator']],
  ] as const)('says which columns it lacks: %j', (list, period, columns) => {
    const whole = () => [...valuesOfList(list, period)]
    expect(whole).toThrow(ColumnsMissing)
    expect(whole).toThrow(new ColumnsMissing(columns))
  })
})
