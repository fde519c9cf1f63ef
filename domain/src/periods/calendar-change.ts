import { listedDay } from './calendar.ts'
import type { Calendar, CalendarDay } from './calendar.ts'
import type { Day, Instant } from './day.ts'
import { owedDates } from './obligation.ts'
import type { OwedDates } from './obligation.ts'
import type { Period } from './period.ts'
import type { DueLevel, Regime } from './regime.ts'

/** What an office says of a day by a document; `usual` takes back what it said before, so that the nation's calendar and the weekday hold again. */
export type DayChange = { readonly day: Day; readonly kind: CalendarDay['kind'] | 'usual'; readonly name: string }

export type CalendarFault = 'nothingChanged' | 'dayTwice' | 'nameMissing' | 'usualAlready'

/** What keeps a change of an office's own calendar from being recorded. */
export function calendarFaults(own: Calendar, changes: readonly DayChange[]): readonly CalendarFault[] {
  const found: readonly (readonly [CalendarFault, boolean])[] = [
    ['nothingChanged', changes.every((change) => isSaid(own, change))],
    ['dayTwice', new Set(changes.map(({ day }) => day)).size < changes.length],
    ['nameMissing', changes.some(({ kind, name }) => kind !== 'usual' && name.trim() === '')],
    ['usualAlready', changes.some(({ day, kind }) => kind === 'usual' && listedDay(day, own) === undefined)],
  ]
  return found.filter(([, isFault]) => isFault).map(([fault]) => fault)
}

function isSaid(own: Calendar, { day, kind, name }: DayChange): boolean {
  const said = listedDay(day, own)
  return said === undefined ? kind === 'usual' : said.kind === kind && said.name === name && said.source === 'confirmed'
}

/** An office's own calendar after a change: what a document orders is confirmed. */
export function changedCalendar(own: Calendar, changes: readonly DayChange[]): Calendar {
  const days = new Set(changes.map(({ day }) => day))
  const said = changes.flatMap(({ day, kind, name }): Calendar => (kind === 'usual' ? [] : [{ day, kind, name, source: 'confirmed' }]))
  return [...own.filter(({ day }) => !days.has(day)), ...said].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/** A due as it stands: one line for all the units that owe it at the same instant. */
export type StandingDue = { readonly regime: Regime; readonly period: Period; readonly level: DueLevel; readonly dueAt: Instant }

/** `past` where it would have to move into what is over: it stays, since nobody can still keep it. */
export type Moved = { readonly moves: OwedDates } | 'stays' | 'past'

/**
 * Where a due goes when the calendar changes. Only what is still ahead moves, and only to what is still ahead, so a change makes nobody late
 * and takes no lateness away. What the change itself does not touch stays, whatever calendar it was once counted by.
 */
export function movedBy({ regime, period, level, dueAt }: StandingDue, { before, after, now }: CalendarChange): Moved {
  if (dueAt <= now) return 'stays'
  const [was, is] = [before, after].map((calendar) => owedDates(regime, period, level, calendar))
  if (was === undefined || is === undefined || (was.dueAt === is.dueAt && was.nominalDue === is.nominalDue) || is.dueAt === dueAt)
    return 'stays'
  return is.dueAt <= now ? 'past' : { moves: is }
}

export type CalendarChange = { readonly before: Calendar; readonly after: Calendar; readonly now: Instant }
