/** GeoJSON, WGS84: longitude, latitude, and an altitude that is not read. */
export type Position = readonly number[]

/**
 * A ring in whole ten-millionths of a degree (a centimetre on the ground): longitude, latitude, longitude, latitude …; its last point is not its
 * first one. Whole numbers, so that what two neighbours share is the same to both, and which side of a line a point is on has one answer.
 */
export type Ring = readonly number[]

export const perDegree = 10_000_000

export function reversed(ring: Ring): Ring {
  const back: number[] = []
  for (let index = ring.length - 2; index >= 0; index -= 2) back.push(ring[index] ?? 0, ring[index + 1] ?? 0)
  return back
}

/** Twice the signed area in square units, above zero for a ring that runs against the clock. */
export function doubledArea(ring: Ring): number {
  // From its first point, so that the products stay small enough to be exact for everything of the size of a unit.
  const [fromX = 0, fromY = 0] = ring
  let sum = 0
  eachSide(ring, (ax, ay, bx, by) => (sum += (ax - fromX) * (by - fromY) - (bx - fromX) * (ay - fromY)))
  return sum
}

/** Each line from a point of a ring to the next, and from the last to the first. */
export function eachSide(ring: Ring, visit: (ax: number, ay: number, bx: number, by: number) => void): void {
  let [ax, ay] = [ring.at(-2) ?? 0, ring.at(-1) ?? 0]
  for (let index = 0; index < ring.length; index += 2) {
    const [bx, by] = [ring[index] ?? 0, ring[index + 1] ?? 0]
    visit(ax, ay, bx, by)
    ax = bx
    ay = by
  }
}

/** West, south, east, north in ten-millionths of a degree. */
export type Box = readonly [number, number, number, number]

export function boxOf(rings: readonly Ring[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings)
    for (let index = 0; index < ring.length; index += 2) {
      const [x, y] = [ring[index] ?? 0, ring[index + 1] ?? 0]
      if (x < west) west = x
      if (x > east) east = x
      if (y < south) south = y
      if (y > north) north = y
    }
  return [west, south, east, north]
}

/**
 * Whether a point in ten-millionths of a degree is in what rings cover. A point on a line belongs to the ground east of it, on a line that runs
 * due west–east to the ground north of it: so of neighbours that share a line exactly one has it, and of any that meet at a corner exactly one.
 */
export function covers(rings: readonly Ring[], x: number, y: number): boolean {
  let times = 0
  for (const ring of rings) {
    let ax = ring[ring.length - 2] ?? 0
    let ay = ring[ring.length - 1] ?? 0
    for (let index = 0; index < ring.length; index += 2) {
      const bx = ring[index] ?? 0
      const by = ring[index + 1] ?? 0
      if (ay > y !== by > y) {
        // Going up, the ground is on the left; the line is west of the point, or through it, where the point is not left of it.
        if (by > ay) times -= sideOf(ax, ay, bx, by, x, y) <= 0 ? 1 : 0
        else times += sideOf(bx, by, ax, ay, x, y) <= 0 ? 1 : 0
      }
      ax = bx
      ay = by
    }
  }
  return times > 0
}

/** Above zero where a point is left of the line that goes up from a to b, zero on it: exact. */
function sideOf(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const [left, right] = [(bx - ax) * (y - ay), (x - ax) * (by - ay)]
  const turn = left - right
  if (Math.abs(turn) > (Math.abs(left) + Math.abs(right)) * 1e-15) return turn
  return Number(BigInt(bx - ax) * BigInt(y - ay) - BigInt(x - ax) * BigInt(by - ay))
}
