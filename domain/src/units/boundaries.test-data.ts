import fc from 'fast-check'
import type { Boundary, BoundaryOf } from './boundary.ts'
import { joined } from './boundary-lines.ts'
import type { Position, Ring } from './ring.ts'
import { perDegree } from './ring.ts'

/** A closed ring in degrees around a corner, `size` thousandths of a degree wide. */
export const squareAt = (lon: number, lat: number, size: number): readonly Position[] => {
  const [east, north] = [lon + size / 1000, lat + size / 1000]
  return [
    [lon, lat],
    [east, lat],
    [east, north],
    [lon, north],
    [lon, lat],
  ]
}

/** About a kilometre. */
const step = 100_000
const [west, south] = [107 * perDegree, 10 * perDegree]

export type Tessellation = {
  readonly units: readonly BoundaryOf[]
  /** Units that have others on every side. */
  readonly inner: readonly string[]
  readonly corners: readonly (readonly [number, number])[]
}

/** Crooked cells that fill a piece of land without rest, some of them put together to larger ones. */
export const anyTessellation: fc.Arbitrary<Tessellation> = fc
  .record({
    across: fc.integer({ min: 3, max: 6 }),
    up: fc.integer({ min: 3, max: 6 }),
    moves: fc.array(fc.tuple(fc.integer({ min: -24, max: 24 }), fc.integer({ min: -24, max: 24 })), { minLength: 49, maxLength: 49 }),
    pairs: fc.array(fc.nat(35), { maxLength: 4 }),
  })
  .map(({ across, up, moves, pairs }) => {
    const corner = (column: number, row: number): readonly [number, number] => {
      const [dx, dy] = moves[row * 7 + column] ?? [0, 0]
      return [west + column * step + (dx * step) / 100, south + row * step + (dy * step) / 100]
    }
    const cells = new Map<string, Boundary>()
    const inner = new Set<string>()
    for (let row = 0; row < up; row += 1)
      for (let column = 0; column < across; column += 1) {
        const ring: Ring = [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)].flat()
        cells.set(`${column}-${row}`, [[ring]])
        if (column > 0 && row > 0 && column < across - 1 && row < up - 1) inner.add(`${column}-${row}`)
      }
    for (const pair of pairs) {
      const [column, row] = [pair % across, Math.floor(pair / across)]
      const [one, other] = [cells.get(`${column}-${row}`), cells.get(`${column + 1}-${row}`)]
      if (one === undefined || other === undefined) continue
      cells.delete(`${column + 1}-${row}`)
      cells.set(`${column}-${row}`, joined([one, other]))
      if (!inner.has(`${column + 1}-${row}`)) inner.delete(`${column}-${row}`)
      inner.delete(`${column + 1}-${row}`)
    }
    const corners = Array.from({ length: (across + 1) * (up + 1) }, (_, index) =>
      corner(index % (across + 1), Math.floor(index / (across + 1))),
    )
    return { units: [...cells].map(([unitId, boundary]) => ({ unitId, boundary })), inner: [...inner], corners }
  })
