import type { MyReports, ReportSummary } from '@haidang/api/reports'

/** A period with its reports: one, or one for each plan that asks for one. */
export type PeriodReports = { readonly period: string; readonly reports: readonly ReportSummary[] }

/** The period to be filled next and those due before it, the latest first; and those to come, the nearest first. Periods of all kinds go by their due instants. */
export function reportsByPeriod({ period: atHand, reports }: MyReports): {
  readonly reached: readonly PeriodReports[]
  readonly toCome: readonly PeriodReports[]
} {
  const dueAt = ({ reports: ofPeriod }: PeriodReports): string =>
    ofPeriod.reduce((latest, report) => (report.dueAt > latest ? report.dueAt : latest), '')
  const periods = [...Map.groupBy(reports, ({ period }) => period)]
    .map(([period, ofPeriod]) => ({ period, reports: ofPeriod }))
    .toSorted((a, b) => (dueAt(a) === dueAt(b) ? Number(a.period > b.period) : dueAt(a) < dueAt(b) ? -1 : 1))
  const next = periods.findIndex(({ period }) => period === atHand) + 2
  return { reached: periods.slice(0, next).toReversed(), toCome: periods.slice(next) }
}
