import { addDays, isDay, startOfDay } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'

/** How an address says by the end of which day something was known: `?da-biet=2024-05-20`. */
export const knownName = 'da-biet'

/** The day by whose end it is asked what was known; null for now, and for one that is not over. */
export function knownDayIn(query: URLSearchParams, today: Day): Day | null {
  const day = query.get(knownName)
  return day !== null && isDay(day) && day < today ? day : null
}

/** As the API asks: a day is known by its last millisecond. */
export const knownAtOf = (day: Day): string => new Date(Date.parse(startOfDay(addDays(day, 1))) - 1).toISOString()
