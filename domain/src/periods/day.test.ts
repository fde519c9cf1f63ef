import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  compareInstants,
  dayOf,
  dayOfWeek,
  daysBetween,
  formatDay,
  formatDayInWords,
  instantAt,
  isDay,
  lastDayOfMonth,
  lastDayOfQuarter,
  lastDayOfYear,
  startOfDay,
  timeOf,
} from './day.ts'
import { anyDay } from './days.test-data.ts'

describe('days', () => {
  test.each(['2024-02-29', '2023-12-31', '1975-06-13'])('%s is a day', (text) => {
    expect(isDay(text)).toBe(true)
  })

  test.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-5-1', '12/5/2024', '', '2024-05-01T00:00:00Z', '0000-01-01'])(
    '"%s" is none',
    (text) => {
      expect(isDay(text)).toBe(false)
    },
  )

  test('12 May 2024 is a Sunday', () => {
    expect(dayOfWeek('2024-05-12')).toBe(0)
    expect(dayOfWeek('1969-12-31')).toBe(3)
  })

  test('a month added to 31 January is the last of February', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28')
    expect(addMonths('2024-01-10', -1)).toBe('2023-12-10')
    expect(addMonths('2024-12-10', 1)).toBe('2025-01-10')
  })

  test('months, quarters and years end on their last day', () => {
    expect(lastDayOfMonth('2024-02-10')).toBe('2024-02-29')
    expect(lastDayOfMonth('2024-12-01')).toBe('2024-12-31')
    expect(lastDayOfQuarter('2024-04-01')).toBe('2024-06-30')
    expect(lastDayOfQuarter('2024-12-31')).toBe('2024-12-31')
    expect(lastDayOfYear('2024-05-12')).toBe('2024-12-31')
  })

  test('a text that is no day is refused by name', () => {
    expect(() => addDays('2024-02-30', 1)).toThrow('"2024-02-30" is not a day')
  })

  test('adding days and counting them are one thing, and weekdays follow', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count)
        expect(dayOfWeek(addDays(day, count))).toBe((((dayOfWeek(day) + count) % 7) + 7) % 7)
        expect(addDays(day, count) < day).toBe(count < 0)
      }),
    )
  })
})

describe('instants', () => {
  test('17:00 in Vietnam is 10:00 UTC', () => {
    expect(instantAt('2024-05-13', '17:00')).toBe('2024-05-13T10:00:00.000Z')
  })

  test('early morning in Vietnam is still yesterday in UTC', () => {
    expect(instantAt('2024-01-01', '06:59')).toBe('2023-12-31T23:59:00.000Z')
    expect(dayOf('2023-12-31T23:59:00.000Z')).toBe('2024-01-01')
    expect(timeOf('2023-12-31T23:59:00.000Z')).toBe('06:59')
  })

  test('24:00 is the start of the next day', () => {
    expect(instantAt('2024-05-13', '24:00')).toBe(startOfDay('2024-05-14'))
  })

  test.each(['5pm', '25:00', '24:01', '17:60', '7:00', ''])('"%s" is no time of day', (time) => {
    expect(() => instantAt('2024-05-13', time)).toThrow('is not a time of day')
  })

  test('the same moment written twice is the same moment', () => {
    expect(compareInstants('2024-05-13T10:00:00Z', '2024-05-13T17:00:00+07:00')).toBe(0)
    expect(compareInstants('2024-05-13T10:00:00.000Z', '2024-05-13T10:00:00.001Z')).toBe(-1)
  })

  test('what is no instant is refused by name', () => {
    expect(() => dayOf('hôm qua')).toThrow('"hôm qua" is not an instant')
  })

  test('day and time of an instant are what it was made from', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        expect(dayOf(instantAt(day, time))).toBe(day)
        expect(timeOf(instantAt(day, time))).toBe(time)
      }),
    )
  })
})

describe('written as Decree 30/2020 asks', () => {
  test.each([
    ['2024-05-12', '12/5/2024', 'ngày 12 tháng 5 năm 2024'],
    ['2024-01-05', '05/01/2024', 'ngày 05 tháng 01 năm 2024'],
    ['2024-02-29', '29/02/2024', 'ngày 29 tháng 02 năm 2024'],
    ['2026-08-03', '03/8/2026', 'ngày 03 tháng 8 năm 2026'],
    ['2024-10-09', '09/10/2024', 'ngày 09 tháng 10 năm 2024'],
  ])('%s is %s and %s', (day, short, long) => {
    expect(formatDay(day)).toBe(short)
    expect(formatDayInWords(day)).toBe(long)
  })
})
