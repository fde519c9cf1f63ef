import { addDays } from '../periods/day.ts'
import type { Day } from '../periods/day.ts'
import type { Applied } from './lineage.ts'
import type { Unit } from './unit.ts'

/** That a boundary is recorded of a unit, from a day until just before another. */
export type RecordedBoundary = { readonly unitId: string; readonly validFrom: Day; readonly validTo?: Day }

/**
 * `own`: recorded for the unit as it stands. `joined`: put together from the boundaries of the units that went into it, until its own is recorded.
 * `below`: put together from those of all units under it. `older`: recorded before a part of it was given away or came to it.
 */
export const boundaryStates = ['own', 'joined', 'below', 'older'] as const
export type BoundaryState = (typeof boundaryStates)[number]

/** Which recorded boundaries, put together, are a unit's on a day, and what that is worth. */
export type StandingBoundary<Recorded> = { readonly of: readonly Recorded[]; readonly state: BoundaryState }

/** The boundaries of the units of a day; nothing is guessed where a part was given away and nobody recorded how. */
export function boundariesOn<Recorded extends RecordedBoundary>(
  versions: readonly Unit[],
  recorded: readonly Recorded[],
  events: readonly Applied[],
): (units: readonly Unit[], on: Day) => ReadonlyMap<string, StandingBoundary<Recorded>> {
  const rowsOf = Map.groupBy(recorded, ({ unitId }) => unitId)
  const versionsOf = Map.groupBy(versions, ({ id }) => id)
  const eventsOf = new Map<string, Applied[]>()
  for (const event of events.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1)))
    for (const unitId of new Set(event.edges.flatMap(({ from, to }) => [from, to]))) {
      const had = eventsOf.get(unitId)
      if (had) had.push(event)
      else eventsOf.set(unitId, [event])
    }
  const stood = (unitId: string, on: Day): boolean => versionsOf.get(unitId)?.some((version) => isIn(version, on)) === true

  function of(unitId: string, on: Day): StandingBoundary<Recorded> | undefined {
    const row = rowsOf.get(unitId)?.find((one) => isIn(one, on))
    const own: StandingBoundary<Recorded> | undefined = row && { of: [row], state: 'own' }
    const last = eventsOf.get(unitId)?.findLast(({ effectiveOn }) => effectiveOn <= on)
    if (last === undefined || (row && row.validFrom >= last.effectiveOn)) return own

    const older: StandingBoundary<Recorded> | undefined = own && { ...own, state: 'older' }
    const coming = last.edges.filter(({ to }) => to === unitId)
    const isParted = last.edges.some(({ from, to, extent }) => extent === 'part' && (from === unitId || to === unitId))
    if (isParted || coming.length === 0) return older
    const before = addDays(last.effectiveOn, -1)
    const olds = [...(stood(unitId, before) ? [unitId] : []), ...coming.map(({ from }) => from)]
    const parts = olds.map((old) => of(old, before))
    if (!parts.every((part) => part !== undefined)) return older
    return { of: parts.flatMap((part) => part.of), state: parts.some(({ state }) => state === 'older') ? 'older' : 'joined' }
  }

  return (units, on) => {
    const standing = new Map<string, StandingBoundary<Recorded>>()
    const below = Map.groupBy(units.filter(hasGround), ({ parentId }) => parentId ?? '')
    const asked = new Set<string>()
    const settle = (unit: Unit): StandingBoundary<Recorded> | undefined => {
      if (asked.has(unit.id)) return standing.get(unit.id)
      asked.add(unit.id)
      const known = of(unit.id, on) ?? together(below.get(unit.id)?.map(settle) ?? [])
      if (known) standing.set(unit.id, known)
      return known
    }
    for (const unit of units) if (hasGround(unit)) settle(unit)
    return standing
  }
}

function together<Recorded>(parts: readonly (StandingBoundary<Recorded> | undefined)[]): StandingBoundary<Recorded> | undefined {
  if (parts.length === 0 || !parts.every((part) => part !== undefined)) return undefined
  return { of: parts.flatMap((part) => part.of), state: 'below' }
}

/** Wards, communes and the levels above them; an office or an agency is a house and no ground. */
export const hasGround = ({ group }: Pick<Unit, 'group'>): boolean => group === 'ward' || group === 'area'

const isIn = ({ validFrom, validTo }: { readonly validFrom: Day; readonly validTo?: Day }, on: Day): boolean =>
  validFrom <= on && (validTo === undefined || on < validTo)
