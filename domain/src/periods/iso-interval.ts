import { daysBetween, partsOf } from './day.ts'
import type { Day } from './day.ts'

/**
 * Half-open days as ISO 8601 writes a start and how long it goes on: [10/4, 10/5) is "2024-04-10/P1M". Whole months and years where both ends fall on
 * one date of their months, else days.
 */
export function isoInterval(from: Day, until: Day): string {
  if (until <= from) throw new RangeError(`No days lie between ${from} and ${until}.`)
  const [first, after] = [partsOf(from), partsOf(until)]
  const months = (after.year - first.year) * 12 + after.month - first.month
  if (first.date !== after.date) return `${from}/P${daysBetween(from, until)}D`
  return months % 12 === 0 ? `${from}/P${months / 12}Y` : `${from}/P${months}M`
}
