import { unshaped } from '@haidang/api/draft-shape'
import type { Import } from '@haidang/api/imports'
import type { PeriodDates } from '@haidang/api/regimes'
import type { Calendar } from '@haidang/domain/periods/calendar'
import { dayOf, partsOf } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { owedDates } from '@haidang/domain/periods/obligation'
import type { OwedDates } from '@haidang/domain/periods/obligation'
import { lastPeriodOf, periodOfDay, yearOf, addPeriods } from '@haidang/domain/periods/period'
import type { Period, RepeatingFrequency } from '@haidang/domain/periods/period'
import { periodsFrom, regimeFaults } from '@haidang/domain/periods/regime'
import type { RegimeFault } from '@haidang/domain/periods/regime'
import { issuePlan, regimeOf } from '@haidang/domain/plans/issue-plan'
import type { ChosenPeriods, IssueRefusal, RegimeLack } from '@haidang/domain/plans/issue-plan'
import type { ValueOf } from './draft-edit.ts'
import { unitVersions } from './new-item.ts'
import type { ReviewItem } from './review-items.ts'

export type Chosen = { readonly issuedOn: Day; readonly periods: Readonly<Record<string, ChosenPeriods>> }

export type RegimePreview = {
  readonly itemId: string
  readonly obligations: number
  readonly units: number
  readonly periods: readonly Period[]
}

export type IssuePreview = {
  readonly indicators: number
  readonly tasks: number
  readonly regimes: readonly RegimePreview[]
  readonly unassignedIndicators: readonly string[]
  readonly unassignedTasks: readonly string[]
  readonly unseenItems: readonly string[]
}

/** What issuing would do, by the very rule that the server decides with. */
export function previewIssue(
  items: readonly ReviewItem[],
  units: Import['units'],
  { issuedOn, periods }: Chosen,
  calendar: Calendar,
): IssueRefusal | IssuePreview {
  const outcome = issuePlan({ items: items.map(unshaped), units: unitVersions(units), calendar, issuedOn, periods })
  if ('refused' in outcome) return outcome
  return {
    indicators: outcome.indicators.length,
    tasks: outcome.tasks.length,
    regimes: outcome.regimes.map(({ regime, obligations, consolidationDues }) => ({
      itemId: regime.id,
      obligations: obligations.length,
      units: new Set(obligations.map(({ unitId }) => unitId)).size,
      periods: consolidationDues.map(({ period }) => period),
    })),
    unassignedIndicators: outcome.unassignedIndicators,
    unassignedTasks: outcome.unassignedTasks,
    unseenItems: outcome.unseenItems,
  }
}

export type RegimeDates = {
  readonly lacks: readonly RegimeLack[]
  readonly faults: readonly RegimeFault[]
  readonly rows: readonly PeriodDates[]
}

/** The dates of the periods that fall due after `from`, to the end of the plan's year; without them, what lacks or is wrong. */
export function regimeDates(value: ValueOf<'reporting'>, from: Day, calendar: Calendar): RegimeDates {
  const item = unshaped({ id: '', kind: 'reporting', state: 'accepted', source: null, rule: null, confidence: null, value })
  if (item.kind !== 'reporting') return { lacks: [], faults: [], rows: [] }
  const settled = regimeOf(item)
  if ('refused' in settled) return { lacks: settled.lacks, faults: [], rows: [] }
  const { regime } = settled
  const faults = regimeFaults(regime)
  if (faults.length > 0) return { lacks: [], faults, rows: [] }

  const { firstPeriod: first, lastPeriod: last } = item.value
  const lastYear = last === undefined ? partsOf(from).year : yearOf(last)
  const rows = periodsFrom(regime, { day: from, lastYear, first, last })
    .slice(0, 60)
    .map((period) => [owedDates(regime, period, 'unit', calendar), owedDates(regime, period, 'city', calendar)] as const)
    .filter(([unit]) => dayOf(unit.dueAt) > from)
  return {
    lacks: [],
    faults: rows.some(([unit, city]) => city.dueAt < unit.dueAt) ? ['consolidatedBeforeUnits'] : [],
    rows: rows.map(([unit, city]) => datesOnWire(unit, city)),
  }
}

const datesOnWire = (unit: OwedDates, city: OwedDates): PeriodDates => ({
  period: unit.period,
  window: unit.windowFrom === undefined ? null : { from: unit.windowFrom, to: unit.windowTo },
  unit: { nominal: unit.nominalDue, at: unit.dueAt, movedBecause: unit.movedBecause ?? null },
  city: { nominal: city.nominalDue, at: city.dueAt, movedBecause: city.movedBecause ?? null },
})

/** Periods to choose from: from the one before that of a day to the end of the next year, and those that are chosen already. */
export function periodsAround(frequency: RepeatingFrequency, day: Day, chosen: readonly (Period | null)[]): readonly Period[] {
  const last = lastPeriodOf(frequency, partsOf(day).year + 1)
  const periods = new Set(chosen.filter((period) => period !== null))
  for (let period = addPeriods(periodOfDay(frequency, day), -1); period <= last; period = addPeriods(period, 1)) periods.add(period)
  return [...periods].toSorted()
}
