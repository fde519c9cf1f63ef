import { compareInstants, dayOf, instantAt, timeOf } from '../periods/day.ts'
import type { Day, Instant } from '../periods/day.ts'
import { saysWhy } from './report.ts'

/** What is known of a report when its due is spoken of. */
export type OwedReport = { readonly dueAt: Instant; readonly firstSubmittedAt?: Instant; readonly isAsking: boolean }

export type ExtensionRefusal = {
  readonly refused: 'alreadySubmitted' | 'alreadyAsked' | 'askedTooLate' | 'notLater' | 'inThePast' | 'notAsked' | 'reasonRequired'
}

/** A due on another day closes at the same hour. */
export const extendedDue = (dueAt: Instant, day: Day): Instant => instantAt(day, timeOf(dueAt))

/** What keeps a unit from asking for a later due: it asks before the day on which it is due, once at a time, and says why. */
export function askingRefusal(
  { dueAt, firstSubmittedAt, isAsking }: OwedReport,
  { at, wantedDay, reason }: { readonly at: Instant; readonly wantedDay: Day; readonly reason: string },
): ExtensionRefusal | undefined {
  if (firstSubmittedAt !== undefined) return { refused: 'alreadySubmitted' }
  if (isAsking) return { refused: 'alreadyAsked' }
  if (!isTimeToAsk(dueAt, at)) return { refused: 'askedTooLate' }
  if (wantedDay <= dayOf(dueAt)) return { refused: 'notLater' }
  return saysWhy(reason) ? undefined : { refused: 'reasonRequired' }
}

const isTimeToAsk = (dueAt: Instant, at: Instant): boolean => dayOf(at) < dayOf(dueAt)

/** Whether a unit may ask at all now; the day and the reason are judged when it does. */
export const canAskNow = ({ dueAt, firstSubmittedAt, isAsking }: OwedReport, now: Instant): boolean =>
  firstSubmittedAt === undefined && !isAsking && isTimeToAsk(dueAt, now)

/** Whether there is something to answer: whoever handed in on time needs no answer any more, whoever was late while waiting does. */
export const isToAnswer = ({ dueAt, firstSubmittedAt, isAsking }: OwedReport): boolean =>
  isAsking && (firstSubmittedAt === undefined || compareInstants(firstSubmittedAt, dueAt) > 0)

export type Answer = { readonly grantedDay: Day } | { readonly refusedBecause: string }

/**
 * The due that an answer gives, or what keeps it from being given. Who asked in time loses nothing by a late answer, but nobody is given a due
 * that is over before he hears of it.
 */
export function answeredDue(report: OwedReport, answer: Answer, at: Instant): { readonly dueAt: Instant } | ExtensionRefusal {
  if (!report.isAsking) return { refused: 'notAsked' }
  if (!isToAnswer(report)) return { refused: 'alreadySubmitted' }
  if ('refusedBecause' in answer) return saysWhy(answer.refusedBecause) ? { dueAt: report.dueAt } : { refused: 'reasonRequired' }

  const dueAt = extendedDue(report.dueAt, answer.grantedDay)
  if (compareInstants(dueAt, report.dueAt) <= 0) return { refused: 'notLater' }
  if (report.firstSubmittedAt === undefined && compareInstants(dueAt, at) <= 0) return { refused: 'inThePast' }
  return { dueAt }
}
