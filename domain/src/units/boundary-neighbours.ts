import type { Boundary, BoundaryOf } from './boundary.ts'
import { boundaryIndex } from './boundary-index.ts'
import { unsharedLines } from './boundary-lines.ts'
import type { Line } from './boundary-lines.ts'
import { sideFrom, sidesOf, sweep } from './boundary-sweep.ts'
import type { Strip } from './boundary-sweep.ts'
import type { Position } from './ring.ts'

/** Ground in m² that two units both claim, and the middle of its largest piece. */
export type Overlap = { readonly unitIds: readonly [string, string]; readonly area: number; readonly at: Position }
/** Ground in m² that no unit has though it is enclosed by some, and which those are. */
export type Gap = { readonly unitIds: readonly string[]; readonly area: number; readonly at: Position }

/** Less than this in m² (50 m by 50 m) is how exactly lines were drawn, and not whose the ground is. */
export const toleratedArea = 2500

/** A passage narrower than this (in units: a centimetre) from one uncovered place to another is none. */
const passage = 1

/**
 * What units of one level claim twice, and what none of them has. A gap is ground that they enclose: a bay in their outer line cannot be told
 * from the shape of the land, unless `within`, the boundary of the unit above, says that they should cover it.
 */
export function neighbourFindings(
  units: readonly BoundaryOf[],
  { within, tolerated = toleratedArea }: { readonly within?: Boundary; readonly tolerated?: number } = {},
): { readonly overlaps: readonly Overlap[]; readonly gaps: readonly Gap[] } {
  const lines = unsharedLines(units.map(({ boundary }) => boundary))
  const sides = lines.flatMap(({ ax, ay, bx, by, owner }) => (ay === by ? [] : [sideFrom(ax, ay, bx, by, owner)]))
  const frame = within === undefined ? [] : sidesOf(within.flat(), frameOwner)
  const claimed = claimedTwice(units)
  const uncovered = enclosedGround(lines, within !== undefined)
  sweep([...sides, ...frame], (strip) => {
    let times = 0
    let framed = within === undefined ? 1 : 0
    const open: number[] = []
    for (let index = -1; index < strip.sides.length; index += 1) {
      const side = strip.sides[index]
      if (side?.owner === frameOwner) framed += side.enters
      else if (side) times += side.enters
      if (times > 1) claimed.add(strip, index)
      else if (times === 0 && framed > 0) open.push(index)
    }
    uncovered.add(strip, open)
  })
  return {
    overlaps: claimed.found().filter(({ area }) => area > tolerated),
    gaps: uncovered
      .found()
      .filter(({ area }) => area > tolerated)
      .map(({ owners, area, at }) => ({ unitIds: [...owners].flatMap((owner) => units[owner]?.unitId ?? []), area, at })),
  }
}

const frameOwner = -1

/** Adds up ground that is covered more than once, by the units that have its middle. */
function claimedTwice(units: readonly BoundaryOf[]) {
  const index = boundaryIndex(units)
  const pairs = new Map<string, { unitIds: readonly [string, string]; area: number; at: Position; largest: number }>()
  return {
    add: (strip: Strip, after: number): void => {
      const area = strip.areaAfter(after)
      if (area < dust) return
      const at = strip.middleAfter(after)
      const owners = index.at(at).toSorted()
      for (const [place, one] of owners.entries())
        for (const other of owners.slice(place + 1)) {
          const key = `${one} ${other}`
          const had = pairs.get(key) ?? { unitIds: [one, other], area: 0, at, largest: 0 }
          pairs.set(key, {
            ...had,
            area: had.area + area,
            ...(area > had.largest ? { at, largest: area } : {}),
          })
        }
    },
    found: (): readonly Overlap[] => [...pairs.values()].map(({ unitIds, area, at }) => ({ unitIds, area, at })),
  }
}

/** In m²; less is not asked whose it is. */
const dust = 0.01

type Place = { into: Place | undefined; area: number; largest: number; at: Position; isOutside: boolean; readonly owners: Set<number> }
type Span = { readonly from: number; readonly to: number; readonly place: Place }

/** Puts uncovered ground of one strip together with that of the next where they meet; what is connected with the outside is no gap. */
function enclosedGround(lines: readonly Line[], isFramed: boolean) {
  const places: Place[] = []
  const flat = Map.groupBy(
    lines.filter(({ ay, by }) => ay === by),
    ({ ay }) => ay,
  )
  const newPlace = (isOutside: boolean): Place => {
    const place: Place = { into: undefined, area: 0, largest: 0, at: [], isOutside, owners: new Set() }
    places.push(place)
    return place
  }
  const everywhere = (): readonly Span[] => (isFramed ? [] : [{ from: -Infinity, to: Infinity, place: newPlace(true) }])
  let below = everywhere()

  const touch = (y: number, spans: readonly Span[]): void => {
    for (const { ax, bx, owner } of flat.get(y) ?? [])
      for (const { from, to, place } of spans)
        if (Math.min(Math.max(ax, bx), to) - Math.max(Math.min(ax, bx), from) > passage) wholeOf(place).owners.add(owner)
  }
  return {
    add: (strip: Strip, open: readonly number[]): void => {
      const { low, high, sides, lowX, highX } = strip
      const above: Span[] = []
      let from = 0
      const starting: Span[] = []
      for (const after of open) {
        const [west, east] = [sides[after], sides[after + 1]]
        const isOuter = west === undefined || east === undefined
        const [left, right] = [lowX[after] ?? -Infinity, lowX[after + 1] ?? Infinity]
        let place: Place | undefined
        // Both run from west to east, so what lies west of this span lies west of all that come.
        while (from < below.length && (below[from]?.to ?? 0) <= left) from += 1
        for (let next = from; next < below.length; next += 1) {
          const other = below[next]
          if (other === undefined || other.from >= right) break
          if (Math.min(other.to, right) - Math.max(other.from, left) > passage) place = together(place, other.place)
        }
        place ??= newPlace(false)
        if (isOuter) {
          if (!isFramed) place.isOutside = true
        } else {
          const area = strip.areaAfter(after)
          place.area += area
          if (area > place.largest) {
            place.largest = area
            place.at = strip.middleAfter(after)
          }
          if (west.owner >= 0) place.owners.add(west.owner)
          if (east.owner >= 0) place.owners.add(east.owner)
        }
        starting.push({ from: left, to: right, place })
        above.push({ from: highX[after] ?? -Infinity, to: highX[after + 1] ?? Infinity, place })
      }
      touch(low, starting)
      touch(high, above)
      below = above
    },
    found: (): readonly Place[] => {
      if (!isFramed) for (const { from, to, place } of below) if (to - from > passage) together(place, newPlace(true))
      const found = places.filter(({ into }) => into === undefined)
      return found.filter(({ isOutside }) => !isOutside)
    },
  }
}

function wholeOf(place: Place): Place {
  let whole = place
  while (whole.into) whole = whole.into
  return whole
}

/** Two places that are one. */
function together(one: Place | undefined, other: Place): Place {
  const [a, b] = [wholeOf(other), wholeOf(one ?? other)]
  if (a === b) return a
  const [small, large] = a.owners.size < b.owners.size ? [a, b] : [b, a]
  small.into = large
  large.area += small.area
  if (small.largest > large.largest) Object.assign(large, { largest: small.largest, at: small.at })
  large.isOutside ||= small.isOutside
  for (const owner of small.owners) large.owners.add(owner)
  return large
}
