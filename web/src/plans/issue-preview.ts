import { unshaped } from '@haidang/api/draft-shape'
import type { Import } from '@haidang/api/imports'
import { nationalCalendar } from '@haidang/domain/periods/calendar'
import type { Day } from '@haidang/domain/periods/day'
import { addPeriods, dueOf, periodFromDay, periodsOf, regimeFaults, windowOf } from '@haidang/domain/periods/regime'
import type { Due, Period, RegimeFault, Window } from '@haidang/domain/periods/regime'
import { issuePlan, regimeFromItems, regimeItemOf } from '@haidang/domain/plans/issue-plan'
import type { IssueRefusal, RegimeLack } from '@haidang/domain/plans/issue-plan'
import type { ValueOf } from './draft-edit.ts'
import { unitVersions } from './new-item.ts'
import type { ReviewItem } from './review-items.ts'

export type Chosen = { readonly issuedOn: Day; readonly first: Period | null; readonly last: Period | null }

export type IssuePreview = {
  readonly indicators: number
  readonly tasks: number
  readonly obligations: number
  readonly units: number
  readonly periods: readonly Period[]
  readonly unassignedIndicators: readonly string[]
  readonly unassignedTasks: readonly string[]
  readonly unseenItems: readonly string[]
}

/** What issuing would do, by the very rule that the server decides with; only the office's own days off are not known here. */
export function previewIssue(
  items: readonly ReviewItem[],
  units: Import['units'],
  { issuedOn, first, last }: Chosen,
): IssueRefusal | { readonly refused: 'periodsTurned' } | IssuePreview {
  if (first !== null && last !== null && first > last) return { refused: 'periodsTurned' }
  const shapedItems = items.map(unshaped)
  const regimeItem = regimeItemOf(shapedItems.filter(({ state }) => state === 'accepted'))
  const reporters = regimeItem?.value.reportingUnits.unitIds ?? []
  const outcome = issuePlan({
    items: shapedItems,
    units: unitVersions(units),
    calendar: nationalCalendar,
    issuedOn,
    planYear: Number((last ?? issuedOn).slice(0, 4)),
    ...(reporters.length > 0 ? { reportingUnitIds: reporters } : {}),
  })
  if ('refused' in outcome) return outcome

  const obligations = outcome.obligations.filter(({ period }) => (first === null || period >= first) && (last === null || period <= last))
  return {
    indicators: outcome.indicators.length,
    tasks: outcome.tasks.length,
    obligations: obligations.length,
    units: new Set(obligations.map(({ unitId }) => unitId)).size,
    periods: [...new Set(obligations.map(({ period }) => period))],
    unassignedIndicators: outcome.unassignedIndicators,
    unassignedTasks: outcome.unassignedTasks,
    unseenItems: outcome.unseenItems,
  }
}

/** The reporting item that makes the regime, of those that were not dropped. */
export function regimeMakerOf(items: readonly ReviewItem[]): string | undefined {
  const shapedItems = items.filter(({ kind }) => kind === 'reporting').map(unshaped)
  const accepted = regimeItemOf(shapedItems.filter(({ state }) => state === 'accepted'))
  return (accepted ?? regimeItemOf(shapedItems))?.id
}

export type RegimeRow = { readonly period: Period; readonly window: Window; readonly unit: Due; readonly city: Due }

export type RegimeDates = {
  readonly lacks: readonly RegimeLack[]
  readonly faults: readonly RegimeFault[]
  readonly rows: readonly RegimeRow[]
}

/** The dates of the periods that fall due after `from`, to the end of the plan's year; without them, what lacks or is wrong. */
export function regimeDates(value: ValueOf<'reporting'>, from: Day): RegimeDates {
  const settled = regimeFromItems([
    unshaped({ id: '', kind: 'reporting', state: 'accepted', source: null, rule: null, confidence: null, value }),
  ])
  if ('refused' in settled) return { lacks: settled.lacks, faults: [], rows: [] }
  const { regime } = settled
  if (regime === undefined) return { lacks: ['unitDueDay'], faults: [], rows: [] }
  const faults = regimeFaults(regime)
  if (faults.length > 0) return { lacks: [], faults, rows: [] }

  const last = value.lastPeriod ?? `${(value.firstPeriod ?? from).slice(0, 4)}-12`
  const periods = periodsOf(regime, value.firstPeriod ?? periodFromDay(from), last).slice(0, 36)
  const rows = periods.map((period) => ({
    period,
    window: windowOf(regime, period),
    unit: dueOf(regime, period, 'unit', nationalCalendar),
    city: dueOf(regime, period, 'city', nationalCalendar),
  }))
  return { lacks: [], faults, rows: rows.filter(({ unit }) => unit.day > from) }
}

/** Months to choose from: the year of the day of issue and the one after. */
export function monthsFrom(issuedOn: Day): readonly Period[] {
  const first = periodFromDay(issuedOn)
  const months = Array.from({ length: 24 }, (_, index) => addPeriods(first, index))
  return months.filter((month) => month <= `${Number(first.slice(0, 4)) + 1}-12`)
}
