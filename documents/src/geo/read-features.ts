import type { Coordinates } from '@haidang/domain/units/boundary'
import type { Position } from '@haidang/domain/units/ring'

/** A thing on a map as its file says it: its properties that are texts or numbers, and its ground, or why that cannot be read. */
export type Feature = {
  /** Its place in the file, from 1. */
  readonly number: number
  readonly properties: ReadonlyMap<string, string>
  readonly coordinates: Coordinates | undefined
}
export type FeaturesFault = 'notJson' | 'notGeo' | 'otherCoordinates' | 'tooManyFeatures' | 'tooManyPoints' | 'noFeatures'

export const featuresAtMost = 20_000
/** Of all features together; where TopoJSON uses a line twice it counts twice. */
export const allPointsAtMost = 2_000_000

/**
 * The polygons of a GeoJSON (RFC 7946) or a TopoJSON file. Own reading of both: what a file claims is counted as it is unpacked, since a few
 * kilobytes of TopoJSON can name one line a million times.
 */
export function readFeatures(text: string): { readonly features: readonly Feature[] } | { readonly fault: FeaturesFault } {
  let read: unknown
  try {
    read = JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch {
    return { fault: 'notJson' }
  }
  const file = members(read)
  const isTopology = file.type === 'Topology'
  const things = isTopology ? Object.values(members(file.objects)).flatMap(geometriesIn) : featuresIn(file)
  if (things === undefined) return { fault: 'notGeo' }
  if (isElsewhere(file.crs)) return { fault: 'otherCoordinates' }
  if (things.length === 0) return { fault: 'noFeatures' }
  if (things.length > featuresAtMost) return { fault: 'tooManyFeatures' }

  const count = { points: 0 }
  const ringOf = isTopology ? ringOfArcs(arcsOf(file), count) : ringOfPositions(count)
  const features: Feature[] = []
  for (const [index, thing] of things.entries()) {
    features.push({ number: index + 1, properties: propertiesOf(thing), coordinates: coordinatesIn(thing, ringOf) })
    if (count.points > allPointsAtMost) return { fault: 'tooManyPoints' }
  }
  return { features }
}

type Members = Readonly<Partial<Record<string, unknown>>>
const members = (value: unknown): Members => (isObject(value) ? value : {})
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function featuresIn(file: Members): readonly Members[] | undefined {
  if (file.type === 'FeatureCollection') return list(file.features).map(members)
  return file.type === 'Feature' ? [file] : undefined
}

/** An object of a topology is one geometry or a collection of them; collections in collections are read no deeper. */
function geometriesIn(object: unknown): readonly Members[] {
  const one = members(object)
  return one.type === 'GeometryCollection' ? list(one.geometries).map(members) : [one]
}

/** The member that GeoJSON had before RFC 7946; VN-2000 files of older programs name their projection in it. */
function isElsewhere(crs: unknown): boolean {
  const { name } = members(members(crs).properties)
  return typeof name === 'string' && !/CRS84|EPSG:{1,2}(?:\d*:)?4326$/iu.test(name)
}

function propertiesOf(thing: Members): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  const all = { ...members(thing.properties), ...(thing.id === undefined ? {} : { id: thing.id }) }
  for (const [name, value] of Object.entries(all))
    if (typeof value === 'string' || typeof value === 'number') properties.set(name, String(value).normalize('NFC').trim().slice(0, 300))
  return properties
}

type ReadRing = (ring: unknown) => readonly Position[] | undefined

/** Undefined for anything but a polygon or several. */
function coordinatesIn(thing: Members, ringOf: ReadRing): Coordinates | undefined {
  const geometry = 'geometry' in thing ? members(thing.geometry) : thing
  const held = geometry.coordinates ?? geometry.arcs
  const parts = geometry.type === 'Polygon' ? [held] : geometry.type === 'MultiPolygon' ? list(held) : undefined
  const read = parts?.map((part) => list(part).map(ringOf))
  return read?.every((rings): rings is (readonly Position[])[] => !rings.includes(undefined)) ? read : undefined
}

type Count = { points: number }

const ringOfPositions =
  (count: Count): ReadRing =>
  (ring) => {
    count.points += list(ring).length
    return count.points > allPointsAtMost ? undefined : list(ring).every(isPosition) ? (ring as readonly Position[]) : undefined // As was just asked.
  }

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && value.length >= 2 && typeof value[0] === 'number' && typeof value[1] === 'number'

type Arcs = readonly (readonly Position[] | undefined)[]

/** The lines of a topology in degrees; undefined where one is none. */
function arcsOf(file: Members): Arcs {
  const transform = members(file.transform)
  const [scale, translate] = [transform.scale, transform.translate]
  const isQuantised = isPosition(scale) && isPosition(translate)
  return list(file.arcs).map((arc) => {
    if (!Array.isArray(arc) || !arc.every(isPosition)) return undefined
    if (!isQuantised) return arc
    let [x, y] = [0, 0]
    return arc.map(([dx = 0, dy = 0]) => {
      x += dx
      y += dy
      return [x * (scale[0] ?? 1) + (translate[0] ?? 0), y * (scale[1] ?? 1) + (translate[1] ?? 0)]
    })
  })
}

const ringOfArcs =
  (arcs: Arcs, count: Count): ReadRing =>
  (ring) => {
    const positions: Position[] = []
    for (const index of list(ring)) {
      if (typeof index !== 'number') return undefined
      // A line that is gone the other way round is named by the complement of its place.
      const arc = arcs[index < 0 ? ~index : index]
      if (arc === undefined) return undefined
      count.points += arc.length
      if (count.points > allPointsAtMost) return undefined
      const way = index < 0 ? arc.toReversed() : arc
      // The last point of a line is the first of the next.
      positions.push(...(positions.length === 0 ? way : way.slice(1)))
    }
    return positions
  }
