import { addDays, dayOf, instantAt } from '../periods/day.ts'
import type { Instant } from '../periods/day.ts'

/** How often a feed is asked: every so many hours, or once a day at a time on a clock in Vietnam. */
export type Schedule = { readonly everyHours: number } | { readonly dailyAt: string }

/** Since when a feed is expected to deliver (made, or resumed), and when it was asked last. */
export type Asked = { readonly since: Instant; readonly last?: { readonly startedAt: Instant; readonly failed: boolean } }

/** What failed is tried again after this long, where the schedule would wait longer. */
const hoursToRetry = 1

/** When a feed is asked next. Asked later than now means that the office's clock was put back: then at once. */
export function nextRun(schedule: Schedule, { since, last }: Asked, now: Instant): Instant {
  const from = last?.startedAt ?? since
  if (from > now) return now

  const regular = regularRun(schedule, { since, ...(last === undefined ? {} : { last }) })
  const retry = last?.failed === true ? hoursAfter(from, hoursToRetry) : regular
  return retry < regular ? retry : regular
}

function regularRun(schedule: Schedule, { since, last }: Asked): Instant {
  if ('everyHours' in schedule) return last === undefined ? since : hoursAfter(last.startedAt, schedule.everyHours)

  const from = last?.startedAt ?? since
  const sameDay = instantAt(dayOf(from), schedule.dailyAt)
  return sameDay > from ? sameDay : instantAt(addDays(dayOf(from), 1), schedule.dailyAt)
}

/** From when on a feed is silent: nothing new has come for longer than it may take. */
export const silentFrom = (freshnessHours: number, newest: Instant): Instant => hoursAfter(newest, freshnessHours)

const hoursAfter = (instant: Instant, hours: number): Instant => new Date(Date.parse(instant) + hours * 3_600_000).toISOString()
