import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nationalCalendar } from './calendar.ts'
import { dayOf, partsOf } from './day.ts'
import { owedDates } from './obligation.ts'
import { anyRegime, anyRoundsRegime, monthlyRegime, regimeOf, roundsRegime } from './regimes.test-data.ts'
import { habitsOf, simulateYear } from './simulate.ts'
import type { Habit } from './simulate.ts'

const day = 24 * 60
const usual = (unitId: string, minutesAfter: number): Habit => ({ unitId, count: 3, minutesAfter })
const run = (regime: Parameters<typeof simulateYear>[0], year: number, habits: readonly Habit[] = []) =>
  simulateYear(regime, { year, calendar: nationalCalendar, habits })
const periodsIn = (regime: Parameters<typeof simulateYear>[0], year: number) => run(regime, year).map(({ unit }) => unit.period)

test('a habit is the middle of what a unit did after its windows closed; of two it is the earlier', () => {
  const of = (unitId: string, windowTo: string, firstSubmittedAt: string) => ({ unitId, windowTo, firstSubmittedAt })
  expect(
    habitsOf([
      of('p5', '2024-05-10', '2024-05-11T02:00:00.000Z'),
      of('p5', '2024-06-10', '2024-06-12T09:30:00.000Z'),
      of('p5', '2024-07-10', '2024-07-30T02:00:00.000Z'),
      of('p7', '2024-05-10', '2024-05-09T03:00:00.000Z'),
      of('p7', '2024-06-10', '2024-06-12T03:00:00.000Z'),
    ]),
  ).toEqual([
    { unitId: 'p5', count: 3, minutesAfter: 2 * day + 16 * 60 + 30 },
    { unitId: 'p7', count: 2, minutesAfter: -14 * 60 },
  ])
  expect(habitsOf([])).toEqual([])
})

test('17:00 sharp is on time, a minute later is not; Sunday the 12th moves and forgives a day', () => {
  const habits = [usual('sharp', 2 * day + 17 * 60), usual('later', 2 * day + 17 * 60 + 1)]
  const year = run(monthlyRegime, 2024, habits)
  const lateIn = (period: string) => year.find(({ unit }) => unit.period === period)?.late
  expect(lateIn('2024-06')).toEqual([{ unitId: 'later', usualAt: '2024-06-12T10:01:00.000Z' }])
  expect(lateIn('2024-05')).toEqual([])
  expect(year.find(({ unit }) => unit.period === '2024-05')?.unit).toMatchObject({ nominalDue: '2024-05-12', movedBecause: 'sunday' })
})

test('a due in Tết moves behind it', () => {
  expect(run(monthlyRegime, 2024).find(({ unit }) => unit.period === '2024-02')?.unit).toMatchObject({
    nominalDue: '2024-02-12',
    dueAt: '2024-02-15T10:00:00.000Z',
    movedBecause: 'Tết Nguyên đán',
  })
})

test('a year has what falls due in it: the fourth quarter of the year before where it is due in January', () => {
  const quarterly = regimeOf('quarterly', { date: 1, shift: 1, unit: 5, city: 10 })
  expect(periodsIn(quarterly, 2025)).toEqual(['2024-Q4', '2025-Q1', '2025-Q2', '2025-Q3'])
  expect(periodsIn(regimeOf('nineMonth', { date: 15, unit: 20, city: 25 }), 2025)).toEqual(['2025-N9'])
})

test('a week whose Wednesday is on 31 December is that year’s, week 1 or 53', () => {
  const weekly = regimeOf('weekly', { date: 3, unit: 3, city: 5 })
  expect(periodsIn(weekly, 2025).at(-1)).toBe('2026-W01')
  expect(periodsIn(weekly, 2020)).toHaveLength(53)
  expect(periodsIn(weekly, 2020).at(-1)).toBe('2020-W53')
})

test('a leap day is counted: the last day of February', () => {
  const lastDay = regimeOf('monthly', { date: 20, unit: 31, city: 31 })
  const months = run(lastDay, 2024)
  expect(months.find(({ unit }) => unit.period === '2024-02')?.unit.nominalDue).toBe('2024-02-29')
  // Sunday 31 December 2023 and New Year's Day are off: that month falls due in the year after.
  expect(months[0]?.unit).toMatchObject({ period: '2023-12', dueAt: '2024-01-02T10:00:00.000Z' })
})

test('what is asked for by days comes in the year of its day', () => {
  const rounds = roundsRegime('once', [
    { due: { unit: '2024-12-30', city: '2025-01-05' } },
    { due: { unit: '2025-03-05', city: '2025-03-06' }, window: { from: '2025-01-01', to: '2025-03-01' } },
  ])
  expect(periodsIn(rounds, 2024)).toEqual(['2024-12-30'])
  expect(run(rounds, 2025, [usual('p5', 5 * day)])[0]?.late).toEqual([{ unitId: 'p5', usualAt: '2025-03-05T17:00:00.000Z' }])
})

test('every due of a regime is in exactly one year', () => {
  fc.assert(
    fc.property(fc.oneof(anyRegime, anyRoundsRegime), fc.integer({ min: 2021, max: 2027 }), (regime, year) => {
      const found = run(regime, year)
      expect(new Set(found.map(({ unit }) => unit.period)).size).toBe(found.length)
      for (const { unit } of found) {
        expect(partsOf(dayOf(unit.dueAt)).year).toBe(year)
        expect(unit).toEqual(owedDates(regime, unit.period, 'unit', nationalCalendar))
        expect(run(regime, year - 1).map((one) => one.unit.period)).not.toContain(unit.period)
      }
    }),
    { numRuns: 15 },
  )
})
