import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOfWeek } from './day.ts'
import { anyDay } from './days.test-data.ts'
import {
  addPeriods,
  dayInPeriod,
  endsBy,
  formatPeriod,
  frequencyOf,
  isPeriod,
  isSpan,
  lastPeriodOf,
  periodOfDay,
  repeatingFrequencies,
} from './period.ts'

const anyFrequency = fc.constantFrom(...repeatingFrequencies)

test('a period says how often it comes', () => {
  expect(['2024-05', '2024-W19', '2024-Q2', '2024-H1', '2024-N9', '2024', '2024-05-31'].map(frequencyOf)).toEqual([
    'monthly',
    'weekly',
    'quarterly',
    'halfYear',
    'nineMonth',
    'yearly',
    'once',
  ])
})

test('what is no period is refused', () => {
  const wrong = [
    '2024-5',
    '2024-13',
    '2024-00',
    '24-05',
    '2024-Q5',
    '2024-Q0',
    '2024-H3',
    '2024-N6',
    '2024-W00',
    '2024-W54',
    '2024-02-30',
    '',
  ]
  expect(wrong.filter(isPeriod)).toEqual([])
  expect(() => frequencyOf('2024-13')).toThrow('"2024-13" is not a period')
})

describe('weeks', () => {
  test('are of the year that their Thursday is in: 53/2020 ends in 2021, 1/2025 begins in 2024', () => {
    expect(['2021-01-03', '2021-01-04', '2024-12-29', '2024-12-30', '2025-01-05'].map((day) => periodOfDay('weekly', day))).toEqual([
      '2020-W53',
      '2021-W01',
      '2024-W52',
      '2025-W01',
      '2025-W01',
    ])
    expect([dayInPeriod('2020-W53', 0, 1), dayInPeriod('2020-W53', 0, 7), dayInPeriod('2025-W01', 0, 1)]).toEqual([
      '2020-12-28',
      '2021-01-03',
      '2024-12-30',
    ])
  })

  test('week 53 is there only in years that have it', () => {
    expect([2015, 2020, 2026, 2032].map((year) => lastPeriodOf('weekly', year))).toEqual(['2015-W53', '2020-W53', '2026-W53', '2032-W53'])
    expect([lastPeriodOf('weekly', 2024), isPeriod('2024-W53'), isPeriod('2026-W53')]).toEqual(['2024-W52', false, true])
  })

  test('follow each other over the turn of the year', () => {
    expect([addPeriods('2020-W53', 1), addPeriods('2021-W01', -1), addPeriods('2024-W52', 1)]).toEqual(['2021-W01', '2020-W53', '2025-W01'])
  })
})

test('periods follow each other over the turn of the year', () => {
  expect(['2024-12', '2024-Q4', '2024-H2', '2024-N9', '2024'].map((period) => addPeriods(period, 1))).toEqual([
    '2025-01',
    '2025-Q1',
    '2025-H1',
    '2025-N9',
    '2025',
  ])
  expect(() => addPeriods('2024-05-31', 1)).toThrow('asked for once')
})

test('a day is counted from the period’s last month, and a shorter month ends with its last day', () => {
  expect(dayInPeriod('2024-Q1', -3, 15)).toBe('2023-12-15')
  expect(dayInPeriod('2024-H2', 0, 15)).toBe('2024-12-15')
  expect(dayInPeriod('2024-N9', 0, 15)).toBe('2024-09-15')
  expect(dayInPeriod('2024', 1, 31)).toBe('2025-01-31')
  expect([dayInPeriod('2024-02', 0, 31), dayInPeriod('2023-02', 0, 31), dayInPeriod('2024-Q1', -1, 30)]).toEqual([
    '2024-02-29',
    '2023-02-28',
    '2024-02-29',
  ])
})

test('of two kinds the calendar says which ends by the other', () => {
  expect(['2024-06', '2024-Q2', '2024-H1', '2024-W25', '2024-06-30', '2023'].filter((period) => endsBy(period, '2024-Q2'))).toEqual([
    '2024-06',
    '2024-Q2',
    '2024-H1',
    '2024-W25',
    '2024-06-30',
    '2023',
  ])
  expect(['2024-07', '2024-Q3', '2024-N9', '2024-W27', '2024-07-01', '2024'].filter((period) => endsBy(period, '2024-Q2'))).toEqual([])
  expect([endsBy('2024-Q2', '2024-06'), endsBy('2024-Q2', '2024-05')]).toEqual([true, false])
})

test('a span is of periods of one kind, not turned and not too long', () => {
  expect([isSpan('2024-01', '2024-12', 12), isSpan('2024-W01', '2024-W01', 1), isSpan('2024-05-31', '2024-05-31', 1)]).toEqual([
    true,
    true,
    true,
  ])
  expect([isSpan('2024-01', '2025-01', 12), isSpan('2024-02', '2024-01', 12), isSpan('2024-01', '2024-Q4', 12)]).toEqual([
    false,
    false,
    false,
  ])
  expect(isSpan('2024-05-30', '2024-05-31', 12)).toBe(false)
})

test('their names are those of the papers', () => {
  expect(['2024-05', '2025-01', '2024-W09', '2024-Q2', '2024-H1', '2024-H2', '2024-N9', '2024', '2024-02-29'].map(formatPeriod)).toEqual([
    'tháng 5 năm 2024',
    'tháng 01 năm 2025',
    'tuần 9 năm 2024',
    'quý II năm 2024',
    '6 tháng đầu năm 2024',
    '6 tháng cuối năm 2024',
    '9 tháng đầu năm 2024',
    'năm 2024',
    'đợt ngày 29/02/2024',
  ])
})

test('text order is time order, one step leads to the next, and back', () => {
  fc.assert(
    fc.property(anyFrequency, anyDay, fc.integer({ min: -60, max: 60 }), (frequency, day, count) => {
      const period = periodOfDay(frequency, day)
      expect([isPeriod(period), frequencyOf(period)]).toEqual([true, frequency])
      const other = addPeriods(period, count)
      expect(addPeriods(other, -count)).toBe(period)
      expect(Math.sign(count)).toBe(other < period ? -1 : Number(other > period))
    }),
  )
})

test('every day is in one week, which is found again from each of its days', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const week = periodOfDay('weekly', day)
      const monday = dayInPeriod(week, 0, 1)
      expect([dayOfWeek(monday), monday <= day, day <= addDays(monday, 6)]).toEqual([1, true, true])
    }),
  )
})
