import { createHash } from 'node:crypto'
import { readFeatures } from '@haidang/documents/geo/read-features'
import type { Feature, FeaturesFault } from '@haidang/documents/geo/read-features'
import { boundaryBox } from '@haidang/domain/units/boundary-index'
import { areaOf, boundaryFrom, coordinatesOf, readBoundary } from '@haidang/domain/units/boundary'
import type { Boundary, BoundaryFaultKind, Coordinates } from '@haidang/domain/units/boundary'
import { joined } from '@haidang/domain/units/boundary-lines'
import { checkBoundaries } from '@haidang/domain/units/check-boundaries'
import type { BoundaryFindings } from '@haidang/domain/units/check-boundaries'
import { matchBoundaries } from '@haidang/domain/units/match-boundaries'
import type { MatchFault, Matching, MatchKey } from '@haidang/domain/units/match-boundaries'
import { perDegree } from '@haidang/domain/units/ring'
import type { Position } from '@haidang/domain/units/ring'
import type { Unit } from '@haidang/domain/units/unit'

/** What a map file is read against: the units of the day, and the boundaries that others have then, as the pieces that they are joined from. */
export type MapQuestion = {
  readonly units: readonly Unit[]
  readonly standing: readonly { readonly unitId: string; readonly pieces: readonly Coordinates[] }[]
  readonly key?: MatchKey
  readonly property?: string
  /** Leaves out features that are no unit of the day, instead of refusing the file. */
  readonly skipUnknown: boolean
}

export type ReadBoundary = {
  readonly unitId: string
  readonly coordinates: Coordinates
  /** West, south, east, north in degrees. */
  readonly box: readonly [number, number, number, number]
  readonly points: number
  readonly area: number
  readonly digest: string
}

export type MapFault = {
  readonly number: number
  /** What the file calls it. */
  readonly label: string
  readonly fault: MatchFault['fault'] | BoundaryFaultKind | 'notAPolygon'
  readonly at: Position | null
}

export type MapRefusal =
  | { readonly refused: 'unreadableMap'; readonly fault: FeaturesFault | 'tookTooLong' | 'tookTooMuchMemory' }
  | { readonly refused: 'noMatch'; readonly properties: readonly string[] }
  | { readonly refused: 'featuresAtFault'; readonly faults: readonly MapFault[] }

export type MapReading = {
  readonly matching: Matching
  readonly boundaries: readonly ReadBoundary[]
  readonly skipped: number
  readonly findings: BoundaryFindings
}

/** Reads a map file: which unit each feature is, whether its ground is sound, and how it stands to its neighbours'. */
export function readMapFile(text: string, { units, standing, skipUnknown, ...asked }: MapQuestion): MapReading | MapRefusal {
  const file = readFeatures(text)
  if ('fault' in file) return { refused: 'unreadableMap', fault: file.fault }
  const matched = matchBoundaries(file.features, units, asked)
  if (matched === undefined)
    return { refused: 'noMatch', properties: [...new Set(file.features.flatMap(({ properties }) => [...properties.keys()]))].slice(0, 50) }

  const isSkipped = ({ fault }: MatchFault): boolean => skipUnknown && fault === 'unknown'
  const byNumber = new Map(file.features.map((feature) => [feature.number, feature]))
  const faults: MapFault[] = matched.faults
    .filter((fault) => !isSkipped(fault))
    .map(({ number, fault }) => ({ number, label: labelOf(byNumber.get(number)), fault, at: null }))
  const boundaries: ReadBoundary[] = []
  const came = new Map<string, Boundary>()
  for (const feature of file.features) {
    const unitId = matched.unitOf.get(feature.number)
    if (unitId === undefined) continue
    const read = feature.coordinates === undefined ? undefined : readBoundary(feature.coordinates)
    const wrong = read === undefined ? [{ fault: 'notAPolygon' as const }] : 'faults' in read ? read.faults : []
    for (const one of wrong)
      faults.push({ number: feature.number, label: labelOf(feature), fault: one.fault, at: ('at' in one ? one.at : undefined) ?? null })
    if (read === undefined || 'faults' in read) continue
    came.set(unitId, read.boundary)
    boundaries.push(recordOf(unitId, read.boundary))
  }
  if (faults.length > 0) return { refused: 'featuresAtFault', faults: faults.toSorted((a, b) => a.number - b.number) }

  const others = standing.filter(({ unitId }) => !came.has(unitId))
  const all = new Map([...came, ...others.map(({ unitId, pieces }) => [unitId, joinedPieces(pieces)] as const)])
  return {
    matching: matched.matching,
    boundaries,
    skipped: matched.faults.filter(isSkipped).length,
    findings: checkBoundaries(units, all, new Set(came.keys())),
  }
}

/** A boundary as it is recorded. */
export function recordOf(unitId: string, boundary: Boundary): ReadBoundary {
  const coordinates = coordinatesOf(boundary)
  const [west, south, east, north] = boundaryBox(boundary)
  return {
    unitId,
    coordinates,
    box: [west / perDegree, south / perDegree, east / perDegree, north / perDegree],
    points: boundary.flat().reduce((sum, ring) => sum + ring.length / 2, 0),
    area: areaOf(boundary),
    digest: createHash('sha256').update(JSON.stringify(coordinates)).digest('hex'),
  }
}

/** The pieces that a boundary is put together from, as one. */
export function joinedPieces(pieces: readonly Coordinates[]): Boundary {
  const [only, ...others] = pieces.map(boundaryFrom)
  if (only === undefined) return []
  return others.length === 0 ? only : joined([only, ...others])
}

/** What the file says first of a feature that has a letter in it: most often its name. */
function labelOf(feature: Feature | undefined): string {
  const texts = [...(feature?.properties.values() ?? [])]
  return (texts.find((text) => /\p{L}/u.test(text)) ?? texts[0] ?? '').slice(0, 100)
}
