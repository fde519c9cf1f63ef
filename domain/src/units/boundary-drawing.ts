import { boundaryBox } from './boundary-index.ts'
import type { BoundaryOf } from './boundary.ts'
import { boxOf, perDegree } from './ring.ts'
import type { Ring } from './ring.ts'

/** Boundaries for a screen: rings of steps on a grid. The first pair of a ring is where it begins, each other one the way from the point before. */
export type Drawing = {
  /** Where the grid begins, in degrees, and the width of its steps. */
  readonly west: number
  readonly south: number
  readonly step: number
  readonly shapes: readonly { readonly unitId: string; readonly rings: readonly (readonly number[])[] }[]
}

/** So many steps are the longer side of the picture: half a pixel on a wide screen. */
const stepsAcross = 2048

/**
 * Every point is moved to the nearest one of a grid, so that what neighbours share stays shared; what becomes nothing by it is left out, but for
 * a point of a unit that would be lost whole.
 */
export function drawing(of: readonly BoundaryOf[]): Drawing {
  const [west, south, east, north] = boxOf(of.map(({ boundary }) => boundaryBox(boundary)))
  if (!Number.isFinite(west)) return { west: 0, south: 0, step: 1, shapes: [] }
  const step = Math.max(1, Math.ceil(Math.max(east - west, north - south) / stepsAcross))
  return {
    west: west / perDegree,
    south: south / perDegree,
    step: step / perDegree,
    shapes: of.map(({ unitId, boundary }) => {
      const rings = boundary.flat().flatMap((ring) => drawnRing(ring, west, south, step))
      const [first = 0, second = 0] = boundary[0]?.[0] ?? []
      return { unitId, rings: rings.length > 0 ? rings : [[Math.round((first - west) / step), Math.round((second - south) / step)]] }
    }),
  }
}

function drawnRing(ring: Ring, west: number, south: number, step: number): readonly (readonly number[])[] {
  const way: number[] = []
  let [lastX, lastY] = [0, 0]
  for (let index = 0; index < ring.length; index += 2) {
    const x = Math.round(((ring[index] ?? 0) - west) / step)
    const y = Math.round(((ring[index + 1] ?? 0) - south) / step)
    if (index > 0 && x === lastX && y === lastY) continue
    way.push(x - lastX, y - lastY)
    lastX = x
    lastY = y
  }
  // Three points that are not two: less has no inside.
  return way.length >= 6 ? [way] : []
}

/** The rings of a drawn shape in degrees, each ending where it began. */
export const drawnPositions = (
  { west, south, step }: Omit<Drawing, 'shapes'>,
  rings: readonly (readonly number[])[],
): readonly (readonly [number, number][])[] =>
  rings.map((way) => {
    let [x, y] = [0, 0]
    const positions: [number, number][] = []
    for (let index = 0; index < way.length; index += 2) {
      x += way[index] ?? 0
      y += way[index + 1] ?? 0
      positions.push([west + x * step, south + y * step])
    }
    const [first] = positions
    return first === undefined ? [] : [...positions, first]
  })
