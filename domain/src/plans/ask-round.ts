import type { Calendar } from '../periods/calendar.ts'
import type { Instant } from '../periods/day.ts'
import { obligationsFor, owedDates } from '../periods/obligation.ts'
import type { Obligation, OwedDates } from '../periods/obligation.ts'
import type { Period } from '../periods/period.ts'
import { regimeFaults } from '../periods/regime.ts'
import type { Regime, RegimeFault, Round } from '../periods/regime.ts'
import { isReportingUnit } from '../units/unit.ts'
import type { Unit } from '../units/unit.ts'

/** A report asked for outside a plan's regimes: a regime of its own with one round, so that it stays a fact like the others. */
export type RoundAsked = {
  readonly regime: Omit<Extract<Regime, { readonly rounds: unknown }>, 'frequency' | 'rounds' | 'asksFigures'>
  readonly round: Round
  readonly unitIds: readonly string[]
  /** What of the plan is asked for; none is words by the outline only. */
  readonly indicatorIds: readonly string[]
}

export type PlanAsked = {
  /** The units that stand on the day of asking. */
  readonly units: readonly Unit[]
  /** Which of the indicators that are asked for each unit reports, by unit. */
  readonly reported: ReadonlyMap<string, ReadonlySet<string>>
  /** Periods that the plan asks for already: plan and period say which report is meant. */
  readonly periods: readonly Period[]
  readonly calendar: Calendar
  readonly now: Instant
}

export type RoundRefusal =
  | { readonly refused: 'roundFaulty'; readonly faults: readonly RegimeFault[] }
  | { readonly refused: 'duePast'; readonly dueAt: Instant }
  | { readonly refused: 'periodTaken'; readonly period: Period }
  | { readonly refused: 'unitsNotReporting' | 'unitsWithoutIndicators'; readonly unitIds: readonly string[] }

export type AskedRound = {
  readonly regime: Regime
  readonly obligations: readonly Obligation[]
  readonly consolidationDue: OwedDates
  /** In the order of asking, by unit. */
  readonly forms: ReadonlyMap<string, readonly string[]>
}

export function askRound({ regime: settings, round, unitIds, indicatorIds }: RoundAsked, plan: PlanAsked): AskedRound | RoundRefusal {
  const regime = { ...settings, frequency: 'adHoc', rounds: [round], asksFigures: indicatorIds.length > 0 } as const
  const faults = regimeFaults(regime)
  if (faults.length > 0) return { refused: 'roundFaulty', faults }

  const period = round.due.unit
  if (plan.periods.includes(period)) return { refused: 'periodTaken', period }
  const [unitsDue, consolidationDue] = [owedDates(regime, period, 'unit', plan.calendar), owedDates(regime, period, 'city', plan.calendar)]
  if (unitsDue.dueAt <= plan.now) return { refused: 'duePast', dueAt: unitsDue.dueAt }

  const reporting = plan.units.filter(isReportingUnit).filter(({ id }) => unitIds.includes(id))
  const notReporting = unitIds.filter((id) => !reporting.some((unit) => unit.id === id))
  if (notReporting.length > 0 || reporting.length === 0) return { refused: 'unitsNotReporting', unitIds: notReporting }

  const forms = new Map(
    reporting.map(({ id }) => [id, indicatorIds.filter((indicatorId) => plan.reported.get(id)?.has(indicatorId) === true)]),
  )
  const without = [...forms].flatMap(([unitId, form]) => (form.length === 0 ? [unitId] : []))
  if (indicatorIds.length > 0 && without.length > 0) return { refused: 'unitsWithoutIndicators', unitIds: without }

  return { regime, obligations: obligationsFor(regime, reporting, [period], plan.calendar), consolidationDue, forms }
}
