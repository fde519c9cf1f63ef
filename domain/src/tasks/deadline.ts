import { addDays, compareInstants, dayFrom, instantAt, isDay, partsOf, startOfDay } from '../periods/day.ts'
import type { Day, Instant } from '../periods/day.ts'
import { formatTerm, fullDay } from '../periods/printed-deadline.ts'
import type { DeadlinePrecision, PrintedDeadline } from '../periods/printed-deadline.ts'

export type { DeadlinePrecision, PrintedDeadline } from '../periods/printed-deadline.ts'

export type ResolvedDeadline = {
  /**
   * The first instant that is too late. No law ends a day at an office's closing hour, so a deadline in days ends when its last allowed
   * day does, at 24:00 in Vietnam.
   */
  readonly at: Instant
  /** The last day on which the work is in time. */
  readonly lastDay: Day
  readonly precision: DeadlinePrecision
  /** "trước …": the printed day (month, quarter, year) is itself already too late. */
  readonly before: boolean
  /** As printed. */
  readonly text: string
}

/**
 * "trước ngày 03/8" ends with 2 August, "chậm nhất ngày 03/8" with 3 August; "trước ngày 17g00, ngày 01/8" at that minute; a month,
 * quarter or year with its last day. `undefined` where no day was printed ("thường xuyên").
 */
export function resolveDeadline(printed: PrintedDeadline): ResolvedDeadline | undefined {
  const printedDay = fullDay(printed.iso)
  if (printedDay === undefined || !isDay(printedDay)) return undefined

  const before = saysBefore(printed.raw)
  const precision = precisionOf(printed)
  const base = { precision, before, text: printed.raw }
  if (precision === 'minute' && printed.time !== undefined) {
    return { ...base, at: instantAt(printedDay, printed.time), lastDay: printed.time === '00:00' ? addDays(printedDay, -1) : printedDay }
  }
  const lastDay = before ? addDays(firstDayOfPrinted(printedDay, precision), -1) : printedDay
  return { ...base, at: startOfDay(addDays(lastDay, 1)), lastDay }
}

/** "17:00 ngày 01/8/2023", "trước ngày 03/8/2023", "ngày 03/8/2023", "quý II/2024". */
export function formatDeadline(printed: PrintedDeadline): string {
  const term = formatTerm(printed)
  if (fullDay(printed.iso) === undefined) return term

  const named = precisionOf(printed) === 'day' ? `ngày ${term}` : term
  return saysBefore(printed.raw) ? `trước ${named}` : named
}

/** Whether something done (or still open) at `instant` is too late for the deadline. */
export function isPast(deadline: Instant, instant: Instant): boolean {
  return compareInstants(instant, deadline) >= 0
}

/** "trước" right before a day or a time: not "trước hoặc trong ngày", nor the "trước" of "10 tháng trước". */
function saysBefore(raw: string): boolean {
  return /(?<![\p{L}])trước(?=\s+(?:\p{N}|ngày|tháng|quý|năm|giờ|lúc|thời|cuối|hạn|khi))/iu.test(raw.normalize('NFC'))
}

function precisionOf(printed: PrintedDeadline): DeadlinePrecision {
  if (printed.time !== undefined) return 'minute'
  if (printed.precision !== undefined && printed.precision !== 'minute') return printed.precision
  return { 4: 'year' as const, 7: 'month' as const }[printed.iso?.length ?? 0] ?? 'day'
}

function firstDayOfPrinted(lastDay: Day, precision: DeadlinePrecision): Day {
  const { year, month } = partsOf(lastDay)
  if (precision === 'year') return dayFrom(year, 1, 1)
  if (precision === 'quarter') return dayFrom(year, Math.floor((month - 1) / 3) * 3 + 1, 1)
  return precision === 'month' ? dayFrom(year, month, 1) : lastDay
}
