import { perDegree } from '@haidang/domain/units/ring'
import { wards } from './units.ts'

/**
 * A schematic map of the sample city, drawn by us: a coast of our own, and for each ward what is nearest to a centre that we chose. It resembles
 * the place and decides nothing about it; an office puts in the boundaries that its own authority publishes.
 */
export const boundarySource = 'Sơ đồ minh họa của thành phố mẫu, không phải địa giới'

type Point = readonly [lon: number, lat: number]

/** The coast of the peninsula, from its tip against the clock, and that of the island. */
const peninsula: readonly Point[] = [
  [107.071, 10.324],
  [107.09, 10.323],
  [107.099, 10.333],
  [107.105, 10.345],
  [107.12, 10.356],
  [107.142, 10.37],
  [107.166, 10.386],
  [107.193, 10.399],
  [107.203, 10.42],
  [107.186, 10.441],
  [107.16, 10.443],
  [107.138, 10.43],
  [107.118, 10.421],
  [107.1, 10.41],
  [107.082, 10.398],
  [107.064, 10.388],
  [107.055, 10.374],
  [107.062, 10.36],
  [107.058, 10.345],
  [107.066, 10.335],
]
const island: readonly Point[] = [
  [107.068, 10.432],
  [107.094, 10.426],
  [107.114, 10.44],
  [107.113, 10.463],
  [107.09, 10.475],
  [107.066, 10.464],
  [107.056, 10.447],
]

const centres: Readonly<Record<string, Point>> = {
  'phuong-1': [107.068, 10.348],
  'phuong-2': [107.082, 10.331],
  'phuong-3': [107.083, 10.347],
  'phuong-4': [107.078, 10.358],
  'phuong-5': [107.063, 10.372],
  'phuong-7': [107.089, 10.361],
  'phuong-8': [107.101, 10.355],
  'phuong-9': [107.094, 10.376],
  'phuong-10': [107.131, 10.381],
  'phuong-11': [107.151, 10.403],
  'phuong-12': [107.178, 10.417],
  'thang-nhat': [107.105, 10.39],
  'thang-nhi': [107.077, 10.377],
  'thang-tam': [107.095, 10.341],
  'nguyen-an-ninh': [107.112, 10.37],
  'rach-dua': [107.126, 10.404],
}
/** The ward that is an island has no neighbour to be cut from. */
const onIsland = 'long-son'

type SampleBoundary = { readonly unitId: string; readonly ring: readonly Point[] }

/** The 17 boundaries; what neighbours share is the same point by point. */
export const boundaries: readonly SampleBoundary[] = wards.map(({ key, id }) => ({
  unitId: id,
  ring: closed((key === onIsland ? rounded(island) : cellOf(key)).map(([lon, lat]) => [toCentimetre(lon), toCentimetre(lat)])),
}))

/** Of the land what is nearer to a centre than to any other. */
function cellOf(key: string): readonly Point[] {
  const centre = centres[key]
  if (centre === undefined) throw new RangeError(`The sample city has no place for "${key}".`)
  const others = Object.values(centres).filter((other) => other !== centre)
  return others.reduce<readonly Point[]>((land, other) => nearer(land, centre, other), rounded(peninsula))
}

/** The part of a piece of land on the side of one point of the line in the middle between two (Sutherland and Hodgman). */
function nearer(land: readonly Point[], one: Point, other: Point): readonly Point[] {
  const middle: Point = [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2]
  const side = ([lon, lat]: Point): number => (lon - middle[0]) * (one[0] - other[0]) + (lat - middle[1]) * (one[1] - other[1])
  return land.flatMap((point, index): readonly Point[] => {
    const before = land.at(index - 1) ?? point
    const [from, to] = [side(before), side(point)]
    const share = from / (from - to)
    const crossing: Point = [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])]
    if (from >= 0) return to >= 0 ? [point] : [crossing]
    return to >= 0 ? [crossing, point] : []
  })
}

/** A coast through its points without corners (Catmull and Rom). */
function rounded(points: readonly Point[]): readonly Point[] {
  return points.flatMap((point, index) => {
    const [before, next, after] = [points.at(index - 1), points.at((index + 1) % points.length), points.at((index + 2) % points.length)]
    if (before === undefined || next === undefined || after === undefined) return []
    return [0, 0.25, 0.5, 0.75].map((way): Point => {
      const along = (axis: 0 | 1): number =>
        point[axis] +
        (way / 2) *
          (next[axis] -
            before[axis] +
            way * (2 * before[axis] - 5 * point[axis] + 4 * next[axis] - after[axis]) +
            way * way * (3 * (point[axis] - next[axis]) + after[axis] - before[axis]))
      return [along(0), along(1)]
    })
  })
}

/** As exact as a boundary is kept, so that what two wards share is rounded alike. */
function toCentimetre(degrees: number): number {
  return Math.round(degrees * perDegree) / perDegree
}

function closed(ring: readonly Point[]): readonly Point[] {
  return [...ring, ...ring.slice(0, 1)]
}
