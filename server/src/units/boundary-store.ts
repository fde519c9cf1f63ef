import type { Day, Instant } from '@haidang/domain/periods/day'
import type { Coordinates } from '@haidang/domain/units/boundary'
import type { RecordedBoundary } from '@haidang/domain/units/boundary-of-day'
import type { MultiPolygon } from '../database/tables.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'
import type { ReadBoundary } from './map-file.ts'
import { isKnown } from './store.ts'

/** A boundary that is recorded, without its geometry; the key finds that. */
export type BoundaryRow = RecordedBoundary & {
  readonly key: string
  readonly knownFrom: Instant
  readonly source: string
  readonly digest: string
}

/** Every boundary of the office, as it is known now or was at a moment. */
export async function recordedBoundaries(tx: Tx, tenantId: number, knownAt?: Instant): Promise<readonly BoundaryRow[]> {
  const rows = await tx.raw<Omit<BoundaryRow, 'key' | 'validTo'> & { readonly validTo: Day | null }>(
    `select unit_id "unitId", valid_from "validFrom", valid_to "validTo", known_from "knownFrom", source, digest
       from unit_boundaries where tenant_id = $1 and ${isKnown('known_from', 'known_until')}`,
    [tenantId, knownAt ?? null],
  )
  return rows.map(({ validTo, ...row }) => ({ ...row, key: keyOf(row), ...(validTo === null ? {} : { validTo }) }))
}

const keyOf = ({ unitId, validFrom, knownFrom }: Pick<BoundaryRow, 'unitId' | 'validFrom' | 'knownFrom'>): string =>
  `${unitId} ${validFrom} ${knownFrom}`

/** The coordinates of recorded boundaries, by their keys. */
export async function geometriesOf(tx: Tx, tenantId: number, rows: readonly BoundaryRow[]): Promise<ReadonlyMap<string, Coordinates>> {
  const found = await tx.raw<Pick<BoundaryRow, 'unitId' | 'validFrom' | 'knownFrom'> & { readonly geometry: MultiPolygon }>(
    `select b.unit_id "unitId", b.valid_from "validFrom", b.known_from "knownFrom", b.geometry
       from unnest($2::uuid[], $3::date[], $4::timestamptz[]) k (unit_id, valid_from, known_from)
       join unit_boundaries b on b.tenant_id = $1 and b.unit_id = k.unit_id and b.valid_from = k.valid_from and b.known_from = k.known_from`,
    [tenantId, rows.map(({ unitId }) => unitId), rows.map(({ validFrom }) => validFrom), rows.map(({ knownFrom }) => knownFrom)],
  )
  return new Map(found.map((row) => [keyOf(row), row.geometry.coordinates]))
}

/** The pieces that a boundary is put together from. */
export const piecesOf = (of: readonly BoundaryRow[], geometries: ReadonlyMap<string, Coordinates>): readonly Coordinates[] =>
  of.flatMap(({ key }) => {
    const coordinates = geometries.get(key)
    return coordinates === undefined ? [] : [coordinates]
  })

/** Changes with everything that decides whose ground a point is on: the register, its reorganisations, the boundaries. */
export async function groundStamp(tx: Pick<Tx, 'hot'>, tenantId: number): Promise<string> {
  const latest = (table: string): string => `(select max(greatest(known_from, known_until)) from ${table} where tenant_id = $1)`
  const [row] = await tx.hot<{ stamp: string }>(
    'ground-stamp',
    `select concat_ws(' ', ${latest('unit_boundaries')}, ${latest('unit_versions_known')}, ${latest('lineage_edges')}) stamp`,
    [tenantId],
  )
  return row?.stamp ?? ''
}

export type Recording = { readonly on: Day; readonly source: string; readonly fileSha256: string | null }

/**
 * Records that boundaries hold from a day, until the next day from which another is known. What was recorded for days before stays; what was
 * recorded from the day or over it is closed, and what was known until now stays known as that.
 */
export async function recordBoundaries(
  tx: Tx,
  { tenantId, now, actor }: Pick<Call, 'tenantId' | 'now' | 'actor'>,
  boundaries: readonly ReadBoundary[],
  { on, source, fileSha256 }: Recording,
): Promise<Instant> {
  const [known] = await tx.raw<{ moment: Instant }>(
    `select greatest($2::timestamptz, max(greatest(known_from, known_until)) + interval '1 millisecond') moment
       from unit_boundaries where tenant_id = $1`,
    [tenantId, now],
  )
  const moment = known?.moment ?? now
  const values = [tenantId, boundaries.map(({ unitId }) => unitId), on, moment]
  const isOver = 'tenant_id = $1 and unit_id = any($2::uuid[]) and known_until is null and (valid_to is null or valid_to > $3)'
  await tx.raw(`update unit_boundaries set known_until = $4 where ${isOver} and valid_from <= $3`, values)
  await tx.raw(
    `insert into unit_boundaries (${copied}, known_from, valid_to)
     select ${copied}, $4, $3 from unit_boundaries
      where tenant_id = $1 and unit_id = any($2::uuid[]) and known_until = $4 and valid_from < $3`,
    values,
  )
  for (let first = 0; first < boundaries.length; first += rowsAtOnce)
    await tx.raw(writeBoundaries, [
      tenantId,
      on,
      moment,
      source,
      fileSha256,
      actor.id,
      JSON.stringify(boundaries.slice(first, first + rowsAtOnce).map(toRow)),
    ])
  return moment
}

const copied =
  'tenant_id, unit_id, valid_from, geometry, west, south, east, north, points, area_m2, digest, source, file_sha256, recorded_by'

/** A whole country in one statement would be one text of its size. */
const rowsAtOnce = 500

const writeBoundaries = `
insert into unit_boundaries (tenant_id, unit_id, valid_from, known_from, valid_to, geometry, west, south, east, north, points, area_m2, digest,
       source, file_sha256, recorded_by)
select $1, v.unit_id, $2, $3, next.day, v.geometry, v.west, v.south, v.east, v.north, v.points, v.area_m2, v.digest, $4, $5, $6
  from jsonb_to_recordset($7) as v (unit_id uuid, geometry jsonb, west double precision, south double precision, east double precision,
       north double precision, points int, area_m2 double precision, digest text)
  left join lateral (select min(valid_from) as day from unit_boundaries b
        where b.tenant_id = $1 and b.unit_id = v.unit_id and b.known_until is null and b.valid_from > $2) next on true`

const toRow = ({ unitId, coordinates, box: [west, south, east, north], points, area, digest }: ReadBoundary) => ({
  unit_id: unitId,
  geometry: { type: 'MultiPolygon', coordinates },
  west,
  south,
  east,
  north,
  points,
  area_m2: area,
  digest,
})
