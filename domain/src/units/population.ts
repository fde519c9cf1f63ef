import type { Day } from '../periods/day.ts'
import type { Decimal } from '../quantities/decimal.ts'

/** How many people lived in a unit on a day, as somebody counted. */
export type PopulationCount = { readonly unitId: string; readonly countedOn: Day; readonly people: number }

/**
 * What a unit weighs on a day in a mean weighted by people: the last count on or before it; where there is none, the first one after. Undefined
 * of a unit whose people nobody counted.
 */
export function populationsOf(counts: readonly PopulationCount[]): (unitId: string, day: Day) => Decimal | undefined {
  const byUnit = Map.groupBy(
    counts.toSorted((a, b) => (a.countedOn < b.countedOn ? -1 : 1)),
    ({ unitId }) => unitId,
  )
  return (unitId, day) => {
    const own = byUnit.get(unitId) ?? []
    const count = own.findLast(({ countedOn }) => countedOn <= day) ?? own[0]
    return count && String(count.people)
  }
}
