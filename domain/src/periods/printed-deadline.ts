import { formatDay, lastDayOfMonth, paddedMonth, partsOf } from './day.ts'
import type { Day } from './day.ts'

export type DeadlinePrecision = 'minute' | 'day' | 'month' | 'quarter' | 'year'

/** A deadline as a document prints it. `iso` is the last day of what was printed, or as much of it as was legible ("2023-07"). */
export type PrintedDeadline = {
  readonly raw: string
  readonly iso: string | null
  readonly time?: string
  readonly precision?: DeadlinePrecision
}

/** "quý II/2024", "tháng 6/2024", "năm 2024", "30/6/2024"; the printed words where no day could be read. */
export function formatTerm(deadline: PrintedDeadline): string {
  const day = fullDay(deadline.iso)
  if (day === undefined) return deadline.raw

  const { year, month } = partsOf(day)
  switch (deadline.precision) {
    case 'year':
      return `năm ${year}`
    case 'quarter':
      return `quý ${['I', 'II', 'III', 'IV'][Math.ceil(month / 3) - 1] ?? ''}/${year}`
    case 'month':
      return `tháng ${paddedMonth(month)}/${year}`
    case 'minute':
      return `${deadline.time === undefined ? '' : `${deadline.time} ngày `}${formatDay(day)}`
    case 'day':
    case undefined:
      return formatDay(day)
  }
}

/** The last day of what was printed, also where only the month or the year was. */
export function fullDay(iso: string | null): Day | undefined {
  if (iso === null) return undefined
  if (/^\d{4}$/u.test(iso)) return `${iso}-12-31`
  return /^\d{4}-\d\d$/u.test(iso) ? lastDayOfMonth(`${iso}-01`) : iso
}
