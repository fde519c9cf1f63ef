import type { Calendar } from './calendar.ts'
import { dayOf, partsOf, startOfDay } from './day.ts'
import type { Day, Instant } from './day.ts'
import { owedDates } from './obligation.ts'
import type { OwedDates } from './obligation.ts'
import { lastPeriodOf, periodOfDay } from './period.ts'
import { periodsOf } from './regime.ts'
import type { Regime } from './regime.ts'

/** When a report was handed in for the first time; `windowTo` as its obligation has it. */
export type PastSubmission = { readonly unitId: string; readonly windowTo: Day; readonly firstSubmittedAt: Instant }

/** How long after its window had closed a unit usually hands in: the middle of what it did, the earlier of two. */
export type Habit = { readonly unitId: string; readonly count: number; readonly minutesAfter: number }

export function habitsOf(submissions: readonly PastSubmission[]): readonly Habit[] {
  const byUnit = Map.groupBy(submissions, ({ unitId }) => unitId)
  return [...byUnit].flatMap(([unitId, own]) => {
    const minutes = own
      .map(({ windowTo, firstSubmittedAt }) => Math.round((Date.parse(firstSubmittedAt) - Date.parse(startOfDay(windowTo))) / 60_000))
      .toSorted((a, b) => a - b)
    const middle = minutes[Math.floor((minutes.length - 1) / 2)]
    return middle === undefined ? [] : [{ unitId, count: minutes.length, minutesAfter: middle }]
  })
}

/** A period as it would be owed, and who would hand it in too late by habit. A unit that has none is neither late nor on time. */
export type SimulatedPeriod = {
  readonly unit: OwedDates
  readonly city: OwedDates
  readonly late: readonly { readonly unitId: string; readonly usualAt: Instant }[]
}

/** The reports that units would owe in a year by a regime, whatever period they are of. Nothing is recorded. */
export function simulateYear(
  regime: Regime,
  { year, calendar, habits }: { readonly year: number; readonly calendar: Calendar; readonly habits: readonly Habit[] },
): readonly SimulatedPeriod[] {
  // Due days are counted from their period, up to two years from it.
  const periods =
    'rounds' in regime
      ? periodsOf(regime, `${year - 1}-01-01`, `${year + 1}-12-31`)
      : periodsOf(regime, periodOfDay(regime.frequency, `${year - 2}-01-01`), lastPeriodOf(regime.frequency, year + 2))
  return periods
    .map((period) => owedDates(regime, period, 'unit', calendar))
    .filter(({ dueAt }) => partsOf(dayOf(dueAt)).year === year)
    .map((unit) => ({
      unit,
      city: owedDates(regime, unit.period, 'city', calendar),
      late: habits
        .map(({ unitId, minutesAfter }) => ({ unitId, usualAt: usuallyAt(unit.windowTo, minutesAfter) }))
        .filter(({ usualAt }) => usualAt > unit.dueAt),
    }))
}

const usuallyAt = (windowTo: Day, minutesAfter: number): Instant =>
  new Date(Date.parse(startOfDay(windowTo)) + minutesAfter * 60_000).toISOString()
