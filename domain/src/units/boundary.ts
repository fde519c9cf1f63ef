import { sidesOf, sweep } from './boundary-sweep.ts'
import { doubledArea, perDegree, reversed } from './ring.ts'
import type { Position, Ring } from './ring.ts'

/** The coordinates of a GeoJSON MultiPolygon: parts; in each an outer ring and its holes; each ring ends where it began. */
export type Coordinates = readonly (readonly (readonly Position[])[])[]

/** An outer ring, ground on its left, and holes, ground on their left too. */
export type Part = readonly Ring[]
export type Boundary = readonly Part[]

export type BoundaryOf = { readonly unitId: string; readonly boundary: Boundary }

export type BoundaryFaultKind =
  | 'empty'
  | 'tooManyPoints'
  | 'outOfRange'
  | 'notClosed'
  | 'tooFewPoints'
  | 'noGround'
  | 'crossesItself'
  | 'holeOutside'
  | 'partsOverlap'
/** What is wrong with a boundary by itself, and where: longitude and latitude. */
export type BoundaryFault = { readonly fault: BoundaryFaultKind; readonly at?: Position }

/** More points than this are no boundary of a unit: all of the country's coast, island by island, has fewer. */
export const pointsAtMost = 200_000

/**
 * Ground that may be covered twice before a ring crosses itself, of all that it covers: what rounding and thinning of lines do. It counts once
 * (`covers`), so that nothing goes wrong by it.
 */
const crossedAtMost = (ground: number): number => Math.max(50, ground / 10_000)

/**
 * A boundary that can be used, or everything that is wrong with it. What a ring covers decides whether it crosses itself, not its lines: a spike
 * or a point where it touches itself covers nothing and is no fault.
 */
export function readBoundary(coordinates: Coordinates): { readonly boundary: Boundary } | { readonly faults: readonly BoundaryFault[] } {
  const points = coordinates.reduce((sum, part) => sum + part.reduce((inPart, ring) => inPart + ring.length, 0), 0)
  if (points === 0 || coordinates.some((part) => part.length === 0)) return { faults: [{ fault: 'empty' }] }
  if (points > pointsAtMost) return { faults: [{ fault: 'tooManyPoints' }] }

  const faults = coordinates.flatMap((part) => part.flatMap(ringFaults))
  if (faults.length > 0) return { faults }
  const boundary = boundaryFrom(coordinates)
  const misplaced = groundFaults(boundary)
  return misplaced.length > 0 ? { faults: misplaced } : { boundary }
}

/** The boundary of coordinates that were found sound before. */
export const boundaryFrom = (coordinates: Coordinates): Boundary =>
  coordinates.map((part) => part.map((ring, index) => turned(ringOf(ring), index === 0)))

function ringFaults(ring: readonly Position[]): readonly BoundaryFault[] {
  const [first] = ring
  const last = ring.at(-1)
  if (first === undefined || last === undefined) return [{ fault: 'tooFewPoints' }]
  const far = ring.find(([lon = NaN, lat = NaN]) => !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
  if (far) return [{ fault: 'outOfRange', at: far }]
  if (first[0] !== last[0] || first[1] !== last[1]) return [{ fault: 'notClosed', at: last }]
  if (ring.length < 4) return [{ fault: 'tooFewPoints', at: first }]
  if (doubledArea(ringOf(ring)) === 0) return [{ fault: 'noGround', at: first }]
  return []
}

/** Without its last point, and without points that are the one before. */
function ringOf(positions: readonly Position[]): Ring {
  const ring: number[] = []
  for (const [lon = 0, lat = 0] of positions.slice(0, -1)) {
    const [x, y] = [Math.round(lon * perDegree), Math.round(lat * perDegree)]
    if (ring.at(-2) !== x || ring.at(-1) !== y) ring.push(x, y)
  }
  return ring.length > 2 && ring[0] === ring.at(-2) && ring[1] === ring.at(-1) ? ring.slice(0, -2) : ring
}

/** Outer rings run against the clock and holes with it. */
const turned = (ring: Ring, isOuter: boolean): Ring => (doubledArea(ring) > 0 === isOuter ? ring : reversed(ring))

/** Every place must be covered once or not at all: by each ring alone, then by the parts with their holes, then by all parts. */
function groundFaults(boundary: Boundary): readonly BoundaryFault[] {
  const faults: BoundaryFault[] = []
  for (const part of boundary) {
    for (const [index, ring] of part.entries())
      faults.push(...coveredWrongly([index === 0 ? ring : reversed(ring)]).map((at) => ({ fault: 'crossesItself', at }) as const))
    if (faults.length === 0 && part.length > 1) faults.push(...coveredWrongly(part).map((at) => ({ fault: 'holeOutside', at }) as const))
  }
  if (faults.length > 0 || boundary.length === 1) return faults
  return coveredWrongly(boundary.flat()).map((at) => ({ fault: 'partsOverlap', at }))
}

/** Where rings cover most that is covered twice, or taken away where nothing was; empty where that is within what rounding does. */
function coveredWrongly(rings: readonly Ring[]): readonly Position[] {
  let [wrong, all, largest] = [0, 0, 0]
  let at: Position = []
  sweep(sidesOf(rings, 0), (strip) => {
    let times = 0
    for (const [index, side] of strip.sides.entries()) {
      times += side.enters
      if (times === 0) continue
      const area = strip.areaAfter(index)
      all += area
      if (times === 1) continue
      wrong += area
      if (area <= largest) continue
      largest = area
      at = strip.middleAfter(index)
    }
  })
  return wrong > crossedAtMost(all) ? [at] : []
}

/** The ground that a boundary covers in m². On a sphere: within 0.6 % of the ellipsoid, enough to compare and to name, not to sell land by. */
export function areaOf(boundary: Boundary): number {
  let area = 0
  sweep(sidesOf(boundary.flat(), 0), (strip) => {
    let times = 0
    for (const [index, side] of strip.sides.entries()) {
      times += side.enters
      if (times > 0) area += strip.areaAfter(index)
    }
  })
  return area
}

/** The coordinates of a GeoJSON MultiPolygon. */
export const coordinatesOf = (boundary: Boundary): Coordinates => boundary.map((part) => part.map(positionsOf))

function positionsOf(ring: Ring): readonly Position[] {
  const positions: Position[] = []
  for (let index = 0; index < ring.length; index += 2) positions.push([(ring[index] ?? 0) / perDegree, (ring[index + 1] ?? 0) / perDegree])
  const [first] = positions
  return first === undefined ? [] : [...positions, first]
}
