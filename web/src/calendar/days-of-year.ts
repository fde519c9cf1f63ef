import type { OfficeCalendar } from '@haidang/api/calendar'
import { nationalCalendar } from '@haidang/domain/periods/calendar'
import type { CalendarDay } from '@haidang/domain/periods/calendar'

export type ListedDay = CalendarDay & { readonly changeId: string | null }

/** What is listed of a year, in its order: the office's own word of a day stands before the nation's. */
export function daysOfYear(own: OfficeCalendar['own'], year: number): readonly ListedDay[] {
  const listed = new Map<string, ListedDay>([
    ...nationalCalendar.map((entry) => [entry.day, { ...entry, changeId: null }] as const),
    ...own.map((entry) => [entry.day, entry] as const),
  ])
  return [...listed.values()].filter(({ day }) => Number(day.slice(0, 4)) === year).toSorted((a, b) => (a.day < b.day ? -1 : 1))
}
