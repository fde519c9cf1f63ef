import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, isWorkingDay, nationalCalendar, nextWorkingDay, previousWorkingDay } from './calendar.ts'
import type { CalendarDay } from './calendar.ts'
import { addDays, daysBetween } from './day.ts'
import { anyDay } from './days.test-data.ts'

const shared = process.env['HAIDANG_SHARED']

describe('working days', () => {
  test('Monday to Friday are worked, Saturday and Sunday are not', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map((count) => addDays('2024-05-06', count))
    expect(week.map((day) => isWorkingDay(day, []))).toEqual([true, true, true, true, true, false, false])
  })

  test('a holiday is off, a Saturday worked in exchange counts', () => {
    expect(isWorkingDay('2024-04-30', nationalCalendar)).toBe(false)
    expect(isWorkingDay('2024-04-29', nationalCalendar)).toBe(false)
    expect(isWorkingDay('2024-05-04', nationalCalendar)).toBe(true)
    expect(isWorkingDay('2026-11-24', nationalCalendar)).toBe(false)
    expect(isWorkingDay('2025-11-24', nationalCalendar)).toBe(true)
  })

  test("an administrator's entry overrides the nation's", () => {
    const own: CalendarDay = { day: '2024-04-29', kind: 'work', name: 'Làm việc bình thường', source: 'confirmed' }
    expect(isWorkingDay('2024-04-29', [...nationalCalendar, own])).toBe(true)
  })

  test('the long holiday of 2024 is stepped over', () => {
    expect(nextWorkingDay('2024-04-26', nationalCalendar)).toBe('2024-05-02')
    expect(previousWorkingDay('2024-05-02', nationalCalendar)).toBe('2024-04-26')
    expect(nextWorkingDay('2024-05-03', nationalCalendar)).toBe('2024-05-04')
  })

  test('two working days start on the day after the event', () => {
    expect(addWorkingDays('2024-05-10', 2, nationalCalendar)).toBe('2024-05-14')
    expect(addWorkingDays('2024-05-11', 1, nationalCalendar)).toBe('2024-05-13')
    expect(addWorkingDays('2024-05-13', -1, nationalCalendar)).toBe('2024-05-10')
    expect(addWorkingDays('2024-05-12', 0, nationalCalendar)).toBe('2024-05-12')
  })

  test('a calendar without any working day is a mistake and is said so', () => {
    const closed = Array.from({ length: 400 }, (_, count): CalendarDay => ({
      day: addDays('2024-01-01', count),
      kind: 'off',
      name: 'Nghỉ',
      source: 'confirmed',
    }))
    expect(() => nextWorkingDay('2024-01-01', closed)).toThrow('no working day within 366 days of 2024-01-01')
  })

  test('between a day and its next working day nobody works', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const next = nextWorkingDay(day, nationalCalendar)
        expect(next > day && isWorkingDay(next, nationalCalendar)).toBe(true)
        for (let count = 1; count < daysBetween(day, next); count += 1)
          expect(isWorkingDay(addDays(day, count), nationalCalendar)).toBe(false)
        expect(previousWorkingDay(next, nationalCalendar) <= day).toBe(true)
      }),
    )
  })
})

describe('the calendar of the nation', () => {
  test('is in order, names every day once and says where it is from', () => {
    const days = nationalCalendar.map(({ day }) => day)
    expect(days).toEqual([...new Set(days)].toSorted())
    expect(nationalCalendar.every(({ name, source }) => name !== '' && source !== 'confirmed')).toBe(true)
  })

  test('exchanges weekends only: a worked day is a Saturday', () => {
    const worked = nationalCalendar.filter(({ kind }) => kind === 'work')
    expect(worked.map(({ day }) => day)).toEqual(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'])
    expect(worked.every(({ day }) => !isWorkingDay(day, []))).toBe(true)
  })
})

describe.skipIf(!shared)('[shared] the calendar of the nation', () => {
  test('agrees with the collected facts, day by day', () => {
    const facts = JSON.parse(readFileSync(join(shared ?? '', 'data/holidays.json'), 'utf8')) as {
      days: Record<string, [string, string, string][]>
    }
    const expected = Object.values(facts.days)
      .flat()
      .map(([day, kind, source]) => [day, kind === 'swap_work' ? 'work' : 'off', source === 'seen' ? 'seen' : 'unconfirmed'])
    // The first day of Tết 2027 is certain by the moon; the official days around it are not.
    const ours = nationalCalendar.filter(({ day }) => day !== '2027-02-06').map(({ day, kind, source }) => [day, kind, source])
    expect(ours).toEqual(expected)
  })
})
