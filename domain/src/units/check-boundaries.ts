import { neighbourFindings, toleratedArea } from './boundary-neighbours.ts'
import type { Gap, Overlap } from './boundary-neighbours.ts'
import { areaOf } from './boundary.ts'
import type { Boundary } from './boundary.ts'
import { hasGround } from './boundary-of-day.ts'
import type { Unit } from './unit.ts'

export type BoundaryFindings = {
  readonly overlaps: readonly Overlap[]
  readonly gaps: readonly Gap[]
  /** Units beside those that came, under the same unit above, of which no boundary is known. */
  readonly missing: readonly string[]
}

/** Of the ground of the unit above so much may be left over in one place, since both were mostly thinned apart from each other. */
const leftOver = 1 / 1000

/**
 * What stands out where boundaries came in, among all that are known of the day: claimed twice by units of one level, enclosed and nobody's, and
 * left over of a unit above whose units all have a boundary. What was so before between others is not said again.
 */
export function checkBoundaries(
  units: readonly Unit[],
  boundaries: ReadonlyMap<string, Boundary>,
  came: ReadonlySet<string>,
): BoundaryFindings {
  const grounds = units.filter(hasGround)
  const byId = new Map(grounds.map((unit) => [unit.id, unit]))
  const known = grounds.flatMap((unit) => {
    const boundary = boundaries.get(unit.id)
    return boundary === undefined ? [] : [{ unitId: unit.id, boundary, depth: depthOf(unit, byId), parentId: unit.parentId }]
  })
  const isNew = ({ unitIds }: { readonly unitIds: readonly string[] }): boolean => unitIds.some((unitId) => came.has(unitId))

  const overlaps: Overlap[] = []
  const gaps: Gap[] = []
  for (const level of Map.groupBy(known, ({ depth }) => depth).values()) {
    if (!level.some(({ unitId }) => came.has(unitId))) continue
    const found = neighbourFindings(level)
    overlaps.push(...found.overlaps.filter(isNew))
    gaps.push(...found.gaps.filter(isNew))
  }

  const missing: string[] = []
  const below = Map.groupBy(grounds, ({ parentId }) => parentId ?? '')
  for (const [parentId, siblings] of below) {
    if (!siblings.some(({ id }) => came.has(id)) && !came.has(parentId)) continue
    const without = siblings.filter(({ id }) => !boundaries.has(id)).map(({ id }) => id)
    const within = boundaries.get(parentId)
    if (without.length > 0) {
      if (siblings.some(({ id }) => came.has(id))) missing.push(...without)
    } else if (within !== undefined) {
      const own = known.filter((one) => one.parentId === parentId)
      const left = neighbourFindings(own, { within, tolerated: Math.max(toleratedArea, areaOf(within) * leftOver) }).gaps
      // Enclosed by its own units it was found above.
      gaps.push(...left.filter(({ at }) => !gaps.some((gap) => gap.at.join() === at.join())))
    }
  }
  return { overlaps: overlaps.toSorted((a, b) => b.area - a.area), gaps: gaps.toSorted((a, b) => b.area - a.area), missing }
}

function depthOf(unit: Unit, byId: ReadonlyMap<string, Unit>): number {
  let depth = 0
  // No register has more levels; a circle that somebody wrote into one ends here too.
  for (let above = byId.get(unit.parentId ?? ''); above && depth < 10; above = byId.get(above.parentId ?? '')) depth += 1
  return depth
}
