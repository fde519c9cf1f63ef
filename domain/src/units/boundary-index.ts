import type { Boundary, BoundaryOf } from './boundary.ts'
import { boxOf, covers, perDegree } from './ring.ts'
import type { Box, Position, Ring } from './ring.ts'

/** Finds whose ground a point is on: all of them, since units of several levels, or two that overlap, may have it. */
export type BoundaryIndex = { readonly at: (position: Position) => readonly string[] }

type Entry = { readonly unitId: string; readonly rings: readonly Ring[]; readonly box: Box }

/** Boundaries by the cells of a grid over all of them, each part in the cells that its box touches; answers in the order given. */
export function boundaryIndex(of: readonly BoundaryOf[]): BoundaryIndex {
  const entries = of.flatMap(({ unitId, boundary }) => boundary.map((rings): Entry => ({ unitId, rings, box: boxOf(rings) })))
  const [west, south, east, north] = boxOf(entries.map(({ box }) => box))
  // About four cells a part: neighbours in a city lie dense, and most cells are sea.
  const across = Math.max(1, Math.ceil(Math.sqrt(entries.length) * 2))
  const [width, height] = [(east - west + 1) / across, (north - south + 1) / across]
  const cellOf = (x: number, y: number): number => Math.floor((y - south) / height) * across + Math.floor((x - west) / width)

  const cells = new Map<number, Entry[]>()
  for (const entry of entries) {
    const [left, below, right, above] = entry.box
    const [first, last] = [cellOf(left, below), cellOf(right, above)]
    for (let row = Math.floor(first / across); row <= Math.floor(last / across); row += 1)
      for (let column = first % across; column <= last % across; column += 1) {
        const cell = row * across + column
        const there = cells.get(cell)
        if (there) there.push(entry)
        else cells.set(cell, [entry])
      }
  }
  return {
    at: ([lon = NaN, lat = NaN]) => {
      const [x, y] = [Math.round(lon * perDegree), Math.round(lat * perDegree)]
      if (!(x >= west && x <= east && y >= south && y <= north)) return []
      const found: string[] = []
      for (const { unitId, rings, box } of cells.get(cellOf(x, y)) ?? [])
        if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] && !found.includes(unitId) && covers(rings, x, y)) found.push(unitId)
      return found
    },
  }
}

/** The box of a boundary. */
export const boundaryBox = (boundary: Boundary): Box => boxOf(boundary.flat())
