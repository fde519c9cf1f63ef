import type { Readable } from 'node:stream'
import { canAdminister } from '@haidang/domain/access/roles'
import type { Day } from '@haidang/domain/periods/day'
import type { Overlap } from '@haidang/domain/units/boundary-neighbours'
import type { BoundaryFindings } from '@haidang/domain/units/check-boundaries'
import type { Matching, MatchKey } from '@haidang/domain/units/match-boundaries'
import type { Unit } from '@haidang/domain/units/unit'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { geometriesOf, groundStamp, piecesOf, recordBoundaries } from './boundary-store.ts'
import { standingBoundaries } from './ground.ts'
import type { MapQuestion, MapRefusal } from './map-file.ts'
import { readMapFileApart } from './read-map-file.ts'
import type { MapLimits } from './read-map-file.ts'
import { holdRegister } from './store.ts'

export type BoundariesAsked = {
  readonly on: Day
  /** Who published the boundaries, and when. */
  readonly source: string
  readonly key?: MatchKey | undefined
  readonly property?: string | undefined
  readonly skipUnknown?: boolean | undefined
  readonly acceptOverlaps?: boolean | undefined
  readonly preview?: boolean | undefined
}

export type BoundariesImported = {
  readonly matching: Matching
  readonly came: number
  /** Of those the ones that stood so already, from the same source. */
  readonly unchanged: number
  readonly skipped: number
  readonly findings: BoundaryFindings
  readonly units: readonly Unit[]
}
export type BoundariesRefusal =
  | MapRefusal
  | { readonly refused: 'overlapping'; readonly overlaps: readonly Overlap[]; readonly units: readonly Unit[] }

/**
 * Records the boundaries of a GeoJSON or TopoJSON file for the units of a day, all or none. Ground that two units claim is refused unless it is
 * accepted by a word; gaps are only named, since a lake or a neighbour's exclave is no fault.
 */
export async function importBoundaries(
  call: Call,
  file: Readable,
  asked: BoundariesAsked,
  limits?: MapLimits,
): Promise<BoundariesImported | BoundariesRefusal> {
  if (call.actor.id !== null && !canAdminister(call.viewer)) throw problem('notAllowed')

  const { services, tenantId } = call
  const { on, source, acceptOverlaps = false, preview = false } = asked
  const stored = await services.files.put(tenantId, file, { limitBytes: services.limits.mapBytes, allowed: ['text'] })
  const { question, stamp } = await inReading(call, (tx) => questionOn(tx, tenantId, asked))
  const read = await readMapFileApart(services.files.path(tenantId, stored.sha256), question, limits)
  if ('refused' in read) return read
  const { units } = question
  if (read.findings.overlaps.length > 0 && !acceptOverlaps && !preview)
    return { refused: 'overlapping', overlaps: read.findings.overlaps, units }

  return inTransaction<BoundariesImported>(call, async (tx) => {
    await holdRegister(tx, tenantId)
    // What was checked against must be what stands: units and boundaries may have changed while the file was read.
    if ((await groundStamp(tx, tenantId)) !== stamp) throw problem('changedMeanwhile')
    const { standing } = await standingBoundaries(tx, tenantId, on)
    const isUnchanged = ({ unitId, digest }: { readonly unitId: string; readonly digest: string }): boolean => {
      const { of: [row] = [], state } = standing.get(unitId) ?? {}
      return state === 'own' && row?.digest === digest && row.source === source
    }
    const written = read.boundaries.filter((boundary) => !isUnchanged(boundary))
    const { findings, matching, skipped } = read
    if (!preview && written.length > 0) {
      await services.files.record(tx, call, stored)
      await recordBoundaries(tx, call, written, { on, source, fileSha256: stored.sha256 })
      await audit(tx, call, {
        stream: 'office',
        action: 'boundariesImported',
        subject: String(tenantId),
        detail: {
          on,
          source,
          boundaries: written.length,
          sha256: stored.sha256,
          overlaps: findings.overlaps.length,
          gaps: findings.gaps.length,
        },
      })
    }
    return { matching, came: read.boundaries.length, unchanged: read.boundaries.length - written.length, skipped, findings, units }
  })
}

async function questionOn(
  tx: Tx,
  tenantId: number,
  { on, key, property, skipUnknown = false }: BoundariesAsked,
): Promise<{ readonly question: MapQuestion; readonly stamp: string }> {
  const stamp = await groundStamp(tx, tenantId)
  const { units, standing } = await standingBoundaries(tx, tenantId, on)
  // A level above that is put together from below it says nothing new.
  const known = [...standing].filter(([, { state }]) => state !== 'below')
  const geometries = await geometriesOf(
    tx,
    tenantId,
    known.flatMap(([, { of }]) => of),
  )
  return {
    stamp,
    question: {
      units,
      standing: known.map(([unitId, { of }]) => ({ unitId, pieces: piecesOf(of, geometries) })),
      skipUnknown,
      ...(key === undefined ? {} : { key }),
      ...(property === undefined ? {} : { property }),
    },
  }
}
