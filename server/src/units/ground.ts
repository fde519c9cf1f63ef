import type { Day, Instant } from '@haidang/domain/periods/day'
import { boundaryIndex } from '@haidang/domain/units/boundary-index'
import type { BoundaryIndex } from '@haidang/domain/units/boundary-index'
import { boundariesOn, hasGround } from '@haidang/domain/units/boundary-of-day'
import type { StandingBoundary } from '@haidang/domain/units/boundary-of-day'
import type { Boundary } from '@haidang/domain/units/boundary'
import { unitsOn } from '@haidang/domain/units/unit'
import type { Unit } from '@haidang/domain/units/unit'
import type { Call } from '../platform/call.ts'
import { inReading, outsideTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { geometriesOf, groundStamp, piecesOf, recordedBoundaries } from './boundary-store.ts'
import type { BoundaryRow } from './boundary-store.ts'
import { joinedPieces } from './map-file.ts'
import { appliedEvents, unitVersions, unitVersionsKnownAt } from './store.ts'

/** Units of a day with their ground: everything that maps and points are answered from. */
export type Ground = {
  readonly units: ReadonlyMap<string, Unit>
  readonly standing: ReadonlyMap<string, StandingBoundary<BoundaryRow>>
  readonly boundaryOf: (unitId: string) => Boundary | undefined
  /** Of what is recorded; a level above that is put together from below it is found by those. */
  readonly index: BoundaryIndex
  /** How many levels are above a unit. */
  readonly depthOf: (unitId: string) => number
}

/** Which recorded boundaries make up those of the units of a day, by what is known now or was at a moment. */
export async function standingBoundaries(tx: Tx, tenantId: number, on: Day, knownAt?: Instant) {
  const versions = knownAt === undefined ? await unitVersions(tx, tenantId) : await unitVersionsKnownAt(tx, tenantId, knownAt)
  const units = unitsOn(versions, on)
  return {
    units,
    standing: boundariesOn(
      versions,
      await recordedBoundaries(tx, tenantId, knownAt),
      await appliedEvents(tx, tenantId, knownAt),
    )(units, on),
  }
}

type Kept = { readonly stamp: string; readonly ground: Promise<Ground> }
/** By the pool that they were read through: tests have many offices in one process. The country's takes some 10 MB. */
const kept = new WeakMap<object, Map<string, Kept>>()
const keptAtMost = 6

/** The ground of a day, as known now or at a moment, read once for a state of the register and its boundaries. */
export async function groundOn(call: Call, on: Day, knownAt?: Instant): Promise<Ground> {
  const { pool } = call.services
  const days = kept.get(pool) ?? new Map<string, Kept>()
  kept.set(pool, days)
  const key = `${call.tenantId} ${on} ${knownAt ?? ''}`
  const stamp = await groundStamp(outsideTransaction(call), call.tenantId)
  const had = days.get(key)
  days.delete(key)
  const one = had?.stamp === stamp ? had : { stamp, ground: readGround(call, on, knownAt) }
  days.set(key, one)
  for (const oldest of days.keys()) {
    if (days.size <= keptAtMost) break
    days.delete(oldest)
  }
  // A reading that failed is not kept.
  one.ground.catch(() => days.get(key) === one && days.delete(key))
  return one.ground
}

const readGround = (call: Call, on: Day, knownAt: Instant | undefined): Promise<Ground> =>
  inReading(call, async (tx) => {
    const { units, standing } = await standingBoundaries(tx, call.tenantId, on, knownAt)
    const rows = [...new Map([...standing.values()].flatMap(({ of }) => of.map((row) => [row.key, row]))).values()]
    const geometries = await geometriesOf(tx, call.tenantId, rows)
    const boundaries = new Map<string, Boundary>()
    const boundaryOf = (unitId: string): Boundary | undefined => {
      const of = standing.get(unitId)?.of
      const known = boundaries.get(unitId)
      if (of === undefined || known !== undefined) return known
      const boundary = joinedPieces(piecesOf(of, geometries))
      boundaries.set(unitId, boundary)
      return boundary
    }
    const byId = new Map(units.filter(hasGround).map((unit) => [unit.id, unit]))
    const recorded = [...byId.keys()].filter((unitId) => (standing.get(unitId)?.state ?? 'below') !== 'below')
    return {
      units: byId,
      standing,
      boundaryOf,
      index: boundaryIndex(recorded.map((unitId) => ({ unitId, boundary: boundaryOf(unitId) ?? [] }))),
      depthOf: (unitId) => chainOf(byId, unitId).length,
    }
  })

/** A unit with those above it, from the highest. */
export function chainOf(units: ReadonlyMap<string, Unit>, unitId: string): readonly Unit[] {
  const chain: Unit[] = []
  for (let at = units.get(unitId); at && !chain.includes(at); at = units.get(at.parentId ?? '')) chain.unshift(at)
  return chain
}
