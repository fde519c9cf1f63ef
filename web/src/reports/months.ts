import type { MyReports, ReportSummary } from '@haidang/api/reports'

/** A month with its reports: one, or one for each plan that asks for one. */
export type Month = { readonly period: string; readonly reports: readonly ReportSummary[] }

/** The month to be filled next and those before it, the latest first; and those to come, the nearest first. */
export function monthsOf({ period: atHand, reports }: MyReports): {
  readonly reached: readonly Month[]
  readonly toCome: readonly Month[]
} {
  const months = [...Map.groupBy(reports, ({ period }) => period)]
    .map(([period, ofMonth]) => ({ period, reports: ofMonth }))
    .toSorted((a, b) => (a.period < b.period ? -1 : 1))
  const next = months.find(({ period }) => period > atHand)?.period ?? atHand
  return {
    reached: months.filter(({ period }) => period <= next).toReversed(),
    toCome: months.filter(({ period }) => period > next),
  }
}
