import { eachSide, perDegree } from './ring.ts'
import type { Position, Ring } from './ring.ts'

/** A line of a ring from its lower to its upper end; `enters` is 1 where the ground begins east of it, -1 where it ends there. */
export type Side = {
  readonly lowX: number
  readonly lowY: number
  readonly highX: number
  readonly highY: number
  readonly enters: 1 | -1
  /** Whose ring it is of, as a number that the caller gave. */
  readonly owner: number
}

/** A strip from west to east in which no two sides cross, with the sides that go through it in their order from the west. */
export type Strip = {
  readonly low: number
  readonly high: number
  readonly sides: readonly Side[]
  /** Where each side enters the strip below and leaves it above. */
  readonly lowX: readonly number[]
  readonly highX: readonly number[]
  /** What lies between a side and the next one east of it: m², and its middle in degrees. */
  readonly areaAfter: (index: number) => number
  readonly middleAfter: (index: number) => Position
}

/** The sides of rings; those that run due west–east bound no strip and are left out. */
export function sidesOf(rings: readonly Ring[], owner: number): readonly Side[] {
  const sides: Side[] = []
  for (const ring of rings) eachSide(ring, (ax, ay, bx, by) => void (ay !== by && sides.push(sideFrom(ax, ay, bx, by, owner))))
  return sides
}

/** The ground is on the left of the way from a to b. */
export const sideFrom = (ax: number, ay: number, bx: number, by: number, owner: number): Side =>
  ay < by ? { lowX: ax, lowY: ay, highX: bx, highY: by, enters: -1, owner } : { lowX: bx, lowY: by, highX: ax, highY: ay, enters: 1, owner }

/**
 * Goes over sides from south to north, strip by strip. Each strip is cut where sides cross, so that what lies between two neighbours in it is a
 * trapezium: areas are exact but for the rounding of doubles, whatever crosses or coincides.
 */
export function sweep(sides: readonly Side[], visit: (strip: Strip) => void): void {
  const waiting = sides.toSorted((a, b) => b.lowY - a.lowY)
  const levels = [...new Set(sides.flatMap(({ lowY, highY }) => [lowY, highY]))].sort((a, b) => a - b)
  let standing: Side[] = []
  let [low] = levels
  for (const high of levels.slice(1)) {
    if (low === undefined) return
    const from = low
    standing = standing.filter(({ highY }) => highY > from)
    for (let next = waiting.at(-1); next && next.lowY === from; next = waiting.at(-1)) {
      standing.push(next)
      waiting.pop()
    }
    let at = from
    for (const cut of [...crossings(standing, from, high), high]) {
      const strip = stripOf(standing, at, cut)
      visit(strip)
      standing = [...strip.sides] // Nearly in order for the next strip, which makes sorting it cheap.
      at = cut
    }
    low = high
  }
}

const xAt = ({ lowX, lowY, highX, highY }: Side, y: number): number =>
  y === highY ? highX : lowX + ((highX - lowX) * (y - lowY)) / (highY - lowY)

/** A crossing whose two sides are nowhere further apart in the strip than this (in units: a hundredth of a millimetre) is rounding. */
const apart = 1e-3

/** The heights inside a strip at which sides cross, from below. */
function crossings(sides: readonly Side[], low: number, high: number): readonly number[] {
  const ends = sides.map((side) => ({ low: xAt(side, low), high: xAt(side, high) })).sort((a, b) => a.low - b.low || a.high - b.high)
  if (ends.every((end, index) => index === 0 || (ends[index - 1]?.high ?? 0) <= end.high)) return []
  const cuts = new Set<number>()
  for (const [index, west] of ends.entries())
    for (let other = index + 1; other < ends.length; other += 1) {
      const east = ends[other]
      if (east === undefined || west.high <= east.high) continue
      const [before, after] = [east.low - west.low, west.high - east.high]
      if (before + after < apart) continue
      const cut = low + ((high - low) * before) / (before + after)
      if (cut > low && cut < high) cuts.add(cut)
    }
  return [...cuts].sort((a, b) => a - b)
}

function stripOf(standing: readonly Side[], low: number, high: number): Strip {
  const middle = (low + high) / 2
  const placed = standing.map((side) => ({ side, x: xAt(side, middle), low: xAt(side, low), high: xAt(side, high) }))
  placed.sort((a, b) => a.x - b.x)
  const [lowX, highX] = [placed.map((one) => one.low), placed.map((one) => one.high)]
  const between = (index: number): number => (placed[index + 1]?.x ?? NaN) - (placed[index]?.x ?? NaN)
  const squareMetres = squareUnit * Math.cos((middle / perDegree) * (Math.PI / 180))
  return {
    low,
    high,
    sides: placed.map(({ side }) => side),
    lowX,
    highX,
    areaAfter: (index) => between(index) * (high - low) * squareMetres,
    middleAfter: (index) => [((placed[index]?.x ?? NaN) + between(index) / 2) / perDegree, middle / perDegree],
  }
}

/** Of a square unit at the equator, in m²: the mean radius of the Earth. */
const squareUnit = ((Math.PI / 180) * (6_371_008.8 / perDegree)) ** 2
