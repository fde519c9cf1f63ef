import type { Day } from '@haidang/domain/periods/day'
import { addDays } from '@haidang/domain/periods/day'
import type { TreeVersion } from './store.ts'

/** Where units stood, on any day. */
export type Tree = {
  readonly idOf: (number: number) => string
  readonly numberOf: (id: string) => number | undefined
  /** What a unit was called on a day, or last before it ended. */
  readonly nameOn: (id: string, day: Day) => string
  /** The areas above a unit on a day, the nearest first. */
  readonly above: (id: string, day: Day) => readonly string[]
  /** The last day of a window (`lastDay`) on which a unit stood: the day of its last version that had begun by the window's end. */
  readonly dayIn: (id: string, lastDay: Day) => Day
}

export function treeOf(versions: readonly TreeVersion[]): Tree {
  const ids = new Map(versions.map(({ number, id }) => [number, id]))
  const numbers = new Map(versions.map(({ number, id }) => [id, number]))
  const byUnit = Map.groupBy(versions, ({ id }) => id)
  const parentOn = (id: string, day: Day): string | null | undefined =>
    byUnit.get(id)?.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day))?.parentId
  // Communes of one province on one day have the same areas above.
  const known = new Map<string, readonly string[]>()
  const above = (id: string, day: Day): readonly string[] => {
    const parent = parentOn(id, day)
    if (parent === null || parent === undefined) return []
    const key = `${parent} ${day}`
    const areas = known.get(key) ?? [parent, ...above(parent, day)]
    known.set(key, areas)
    return areas
  }
  return {
    // Whoever has no version in the register is called by nobody.
    idOf: (number) => ids.get(number) ?? String(number),
    numberOf: (id) => numbers.get(id),
    nameOn: (id, day) => (byUnit.get(id)?.findLast(({ validFrom }) => validFrom <= day) ?? byUnit.get(id)?.[0])?.shortName ?? '',
    above,
    dayIn: (id, lastDay) => {
      const last = byUnit.get(id)?.findLast(({ validFrom }) => validFrom <= addDays(lastDay, 1))
      return last?.validTo === null || last === undefined || last.validTo > lastDay ? lastDay : addDays(last.validTo, -1)
    },
  }
}
