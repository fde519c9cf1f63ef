import type { Calendar } from './calendar.ts'
import { addDays } from './day.ts'
import type { Day, Instant } from './day.ts'
import type { Period } from './period.ts'
import { dueOf, windowOf } from './regime.ts'
import type { DueLevel, Regime } from './regime.ts'

/** What is owed of a period at one level, of units or of the city. */
export type OwedDates = {
  readonly period: Period
  /** None where a report is asked for without saying the days that it covers. */
  readonly windowFrom?: Day
  /** Half open: the first day that no longer counts; without a window the day after units owe the report. A unit is what it was on the day before. */
  readonly windowTo: Day
  readonly nominalDue: Day
  readonly dueAt: Instant
  readonly movedBecause?: string
}

/** Who owed which report, when: made once when a regime takes effect and kept, so that no later setting changes it. */
export type Obligation = OwedDates & { readonly unitId: string }

/** One obligation per unit and period, by period and then in the order of the units. */
export function obligationsFor(
  regime: Regime,
  units: readonly { readonly id: string }[],
  periods: readonly Period[],
  calendar: Calendar,
): readonly Obligation[] {
  return periods.flatMap((period) => {
    const dates = owedDates(regime, period, 'unit', calendar)
    return units.map((unit) => ({ unitId: unit.id, ...dates }))
  })
}

export function owedDates(regime: Regime, period: Period, level: DueLevel, calendar: Calendar): OwedDates {
  const window = windowOf(regime, period)
  const { nominal, at, movedBecause } = dueOf(regime, period, level, calendar)
  return {
    period,
    ...(window === undefined
      ? { windowTo: addDays(dueOf(regime, period, 'unit', calendar).nominal, 1) }
      : { windowFrom: window.from, windowTo: window.to }),
    nominalDue: nominal,
    dueAt: at,
    ...(movedBecause === undefined ? {} : { movedBecause }),
  }
}
