import { dayOf, formatDay } from '../periods/day.ts'
import type { Instant } from '../periods/day.ts'
import { formatPeriod } from '../periods/period.ts'
import type { Period } from '../periods/period.ts'

/** A correction of approved figures as the report prints it: what, whose, which version, when approved, why. */
export const correctionSentence = (correction: {
  readonly unit: string
  readonly period: Period
  readonly version: number
  readonly approvedAt: Instant
  readonly reason: string
}): string =>
  `Đính chính số liệu ${formatPeriod(correction.period)} của ${correction.unit} (bản ${correction.version}, duyệt ngày ${formatDay(dayOf(correction.approvedAt))}): ${correction.reason.trim().replace(/[.;\s]+$/u, '')}.`
