import { isWorkingDay } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import { addDays, compareInstants, dayOf, instantAt, startOfDay, timeOf } from './day.ts'
import type { Day, Instant } from './day.ts'
import { inForce } from './in-force.ts'

/** Who is told: whoever reports for the unit, who leads it, and whoever puts the reports together. */
export const recipients = ['focalPoint', 'head', 'synthesis'] as const
export type Recipient = (typeof recipients)[number]

/** When nobody is told: what falls into it waits for its end. */
export type Quiet = { readonly hours?: { readonly from: string; readonly to: string }; readonly daysOff: boolean }

/** When an office reminds of what is due, from a day on. */
export type ReminderSetting = {
  readonly from: Day
  /** Each at least 1. */
  readonly daysBefore: readonly number[]
  readonly onTheDay: boolean
  /** 0 is as soon as it is too late. */
  readonly daysAfter: readonly number[]
  readonly to: readonly Recipient[]
  readonly quiet: Quiet
}

/** Of an office that has said nothing: three days before, on the day, and once it is too late, to focal points, at any hour. */
export const usualReminders: ReminderSetting = {
  from: '1900-01-01',
  daysBefore: [3],
  onTheDay: true,
  daysAfter: [0],
  to: ['focalPoint'],
  quiet: { daysOff: false },
}

export type ReminderRules = { readonly settings: readonly ReminderSetting[]; readonly calendar: Calendar }

/** How it stands with a due when somebody is told of it. */
export type Moment = 'soon' | 'today' | 'after'

/** What is to be told now, and from when on it was to be: said once for each of those. */
export type Reminder = { readonly moment: Moment; readonly since: Instant }

/** A deadline is the first instant that is too late or the last that is not; at midnight its last day is the one before. */
export const lastDayOf = (dueAt: Instant): Day => dayOf(shifted(dueAt, -1))

const shifted = (instant: Instant, milliseconds: number): Instant => new Date(Date.parse(instant) + milliseconds).toISOString()

const isAfter = (a: Instant, b: Instant): boolean => compareInstants(a, b) > 0

function momentAt(dueAt: Instant, now: Instant): Moment {
  if (isAfter(now, dueAt)) return 'after'
  return dayOf(now) === lastDayOf(dueAt) ? 'today' : 'soon'
}

/** From when on a recipient is to be told, each time by the setting that was in force on that day: a change brings nothing up that lies behind it. */
function beginnings(dueAt: Instant, to: Recipient, settings: readonly ReminderSetting[]): readonly Instant[] {
  const all = [usualReminders, ...settings]
  const lastDay = lastDayOf(dueAt)
  return all
    .flatMap((setting) => {
      const before = [...setting.daysBefore, ...(setting.onTheDay ? [0] : [])].map((days) => startOfDay(addDays(lastDay, -days)))
      const tooLate = shifted(dueAt, 1)
      const after = setting.daysAfter.map((days) => {
        const start = days === 0 ? tooLate : startOfDay(addDays(lastDay, days))
        return isAfter(start, tooLate) ? start : tooLate
      })
      return setting.to.includes(to) ? [...before, ...after].filter((at) => inForce(all, dayOf(at)) === setting) : []
    })
    .toSorted(compareInstants)
}

/**
 * Whether a recipient is to be told now of what is due, and as what. `toldAt` is when he was last told of this due: the same is not told twice,
 * whatever the settings have become since. When several beginnings passed while nobody was told, he is told once, how it stands now.
 */
export function reminderNow(
  dueAt: Instant,
  { to, toldAt, now }: { readonly to: Recipient; readonly toldAt?: Instant | undefined; readonly now: Instant },
  { settings, calendar }: ReminderRules,
): Reminder | undefined {
  if (isQuiet(now, settings, calendar)) return undefined
  const latest = beginnings(dueAt, to, settings).findLast((at) => !isAfter(at, now))
  if (latest === undefined || (toldAt !== undefined && !isAfter(latest, toldAt))) return undefined
  // What was to be said before it was due is no longer worth saying once it is too late.
  return isAfter(now, dueAt) && !isAfter(latest, dueAt) ? undefined : { moment: momentAt(dueAt, now), since: latest }
}

export type Telling = { readonly at: Instant; readonly moment: Moment }

/** All that a recipient will be told of a due that nobody has spoken of yet, with the hours that are waited for. */
export function tellings(dueAt: Instant, to: Recipient, { settings, calendar }: ReminderRules): readonly Telling[] {
  const sent = beginnings(dueAt, to, settings).map((at) => ({ due: at, at: endOfQuiet(at, settings, calendar) }))
  return sent
    .filter(({ due, at }, index) => {
      const next = sent[index + 1]
      const isOvertaken = next !== undefined && !isAfter(next.due, at)
      return !isOvertaken && !(isAfter(at, dueAt) && !isAfter(due, dueAt))
    })
    .map(({ at }) => ({ at, moment: momentAt(dueAt, at) }))
}

function isQuiet(at: Instant, settings: readonly ReminderSetting[], calendar: Calendar): boolean {
  const { hours, daysOff } = quietOn(dayOf(at), settings)
  return (daysOff && !isWorkingDay(dayOf(at), calendar)) || (hours !== undefined && isWithin(timeOf(at), hours))
}

const quietOn = (day: Day, settings: readonly ReminderSetting[]): Quiet => (inForce(settings, day) ?? usualReminders).quiet

/** Hours may pass midnight, "18:00" to "07:00"; their end is no longer quiet. */
const isWithin = (time: string, { from, to }: NonNullable<Quiet['hours']>): boolean =>
  from < to ? from <= time && time < to : time >= from || time < to

/** The first instant from `at` on that is not quiet. */
function endOfQuiet(at: Instant, settings: readonly ReminderSetting[], calendar: Calendar): Instant {
  let instant = at
  while (isQuiet(instant, settings, calendar)) {
    const day = dayOf(instant)
    const { hours, daysOff } = quietOn(day, settings)
    const isOff = daysOff && !isWorkingDay(day, calendar)
    instant = !isOff && hours !== undefined && timeOf(instant) < hours.to ? instantAt(day, hours.to) : startOfDay(addDays(day, 1))
  }
  return instant
}

export type ReminderFault = 'fromPast' | 'daysBefore' | 'daysAfter' | 'nobody' | 'hours'

/** More would be pestering. */
const [mostTimes, longestBefore, longestAfter] = [6, 60, 90]

/** What keeps a setting from being recorded. */
export function reminderFaults(setting: ReminderSetting, today: Day): readonly ReminderFault[] {
  const { from, daysBefore, daysAfter, onTheDay, to, quiet } = setting
  const isCount = (days: readonly number[], least: number, most: number): boolean =>
    days.length <= mostTimes && new Set(days).size === days.length && days.every((n) => Number.isInteger(n) && n >= least && n <= most)
  const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text)
  const found: readonly (readonly [ReminderFault, boolean])[] = [
    ['fromPast', from < today],
    ['daysBefore', !isCount(daysBefore, 1, longestBefore)],
    ['daysAfter', !isCount(daysAfter, 0, longestAfter)],
    ['nobody', to.length === 0 && (onTheDay || daysBefore.length + daysAfter.length > 0)],
    ['hours', quiet.hours !== undefined && (!isTime(quiet.hours.from) || !isTime(quiet.hours.to) || quiet.hours.from === quiet.hours.to)],
  ]
  return found.filter(([, isFault]) => isFault).map(([fault]) => fault)
}
