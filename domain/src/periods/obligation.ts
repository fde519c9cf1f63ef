import type { Calendar } from './calendar.ts'
import type { Day, Instant } from './day.ts'
import { dueOf, windowOf } from './regime.ts'
import type { Period, Regime } from './regime.ts'

/** Who owed which report, when: made once when a regime takes effect and kept, so that no later setting changes it. */
export type Obligation = {
  readonly unitId: string
  readonly period: Period
  readonly windowFrom: Day
  /** Half open: the first day that no longer counts. */
  readonly windowTo: Day
  readonly nominalDue: Day
  readonly dueAt: Instant
  readonly movedBecause?: string
}

/** One obligation per unit and period, by period and then in the order of the units. */
export function obligationsFor(
  regime: Regime,
  units: readonly { readonly id: string }[],
  periods: readonly Period[],
  calendar: Calendar,
): readonly Obligation[] {
  return periods.flatMap((period) => {
    const window = windowOf(regime, period)
    const due = dueOf(regime, period, 'unit', calendar)
    return units.map((unit) => ({
      unitId: unit.id,
      period,
      windowFrom: window.from,
      windowTo: window.to,
      nominalDue: due.nominal,
      dueAt: due.at,
      ...(due.movedBecause === undefined ? {} : { movedBecause: due.movedBecause }),
    }))
  })
}
