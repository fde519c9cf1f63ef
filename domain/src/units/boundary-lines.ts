import type { Boundary } from './boundary.ts'
import { boxOf, covers, doubledArea, eachSide } from './ring.ts'
import type { Ring } from './ring.ts'

/** From a point to the next, ground on the left; `owner` is the place of its boundary in the list that was given. */
export type Line = { readonly ax: number; readonly ay: number; readonly bx: number; readonly by: number; readonly owner: number }

/** The lines that no other boundary has the other way round: where neighbours share a line, joining them leaves none. */
export function unsharedLines(boundaries: readonly Boundary[]): readonly Line[] {
  const lines = new Map<string, Line[]>()
  for (const [owner, boundary] of boundaries.entries())
    for (const ring of boundary.flat())
      eachSide(ring, (ax, ay, bx, by) => {
        const back = lines.get(`${bx} ${by} ${ax} ${ay}`)
        if (back !== undefined && back.length > 0) return void back.pop()
        const key = `${ax} ${ay} ${bx} ${by}`
        const same = lines.get(key)
        if (same) same.push({ ax, ay, bx, by, owner })
        else lines.set(key, [{ ax, ay, bx, by, owner }])
      })
  return [...lines.values()].flat()
}

/** Several boundaries as one, without the lines that they share. What lies between lines that differ a little stays as a thin hole. */
export function joined(boundaries: readonly Boundary[]): Boundary {
  const rings = ringsOf(unsharedLines(boundaries))
  const outer = rings.filter((ring) => doubledArea(ring) > 0).map((ring) => ({ ring, box: boxOf([ring]), part: [ring] }))
  outer.sort((a, b) => doubledArea(a.ring) - doubledArea(b.ring))
  for (const hole of rings.filter((ring) => doubledArea(ring) < 0)) {
    const box = boxOf([hole])
    const [x = 0, y = 0] = hole
    const around = outer.filter((one) => one.box[0] <= box[0] && one.box[1] <= box[1] && one.box[2] >= box[2] && one.box[3] >= box[3])
    // The smallest that it lies in; a hole that touches the ring around it in its first point is told by its box alone.
    const holder = around.find(({ ring }) => covers([ring], x, y)) ?? around[0]
    holder?.part.push(hole)
  }
  return outer.map(({ part }) => part)
}

/** Puts lines together to rings. Where several meet in a point the way turns left as far as it can, so that parts which only touch stay apart. */
function ringsOf(lines: readonly Line[]): readonly Ring[] {
  const from = Map.groupBy(lines, ({ ax, ay }) => `${ax} ${ay}`)
  const take = ({ bx, by, ax, ay }: Line): Line | undefined => {
    const leaving = from.get(`${bx} ${by}`) ?? []
    const back = Math.atan2(ay - by, ax - bx)
    const turn = (next: Line): number => {
      const angle = back - Math.atan2(next.by - next.ay, next.bx - next.ax)
      return angle <= 0 ? angle + 2 * Math.PI : angle
    }
    const [first, ...others] = leaving
    if (first === undefined) return undefined
    const best = others.reduce((least, next) => (turn(next) < turn(least) ? next : least), first)
    leaving.splice(leaving.indexOf(best), 1)
    return best
  }
  const rings: Ring[] = []
  for (const leaving of from.values())
    for (let line = leaving.pop(); line; line = leaving.pop()) {
      const ring: number[] = []
      for (let at: Line | undefined = line; at; at = at.bx === line.ax && at.by === line.ay ? undefined : take(at)) ring.push(at.ax, at.ay)
      if (ring.length >= 6) rings.push(ring)
    }
  return rings
}
