import type { UnitRef } from '@haidang/api/common'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { lineageOf } from '@haidang/domain/units/lineage'
import type { Applied, Lineage } from '@haidang/domain/units/lineage'
import type { Measure } from '@haidang/domain/units/reorganisation'
import { unitsOn } from '@haidang/domain/units/unit'
import type { Unit } from '@haidang/domain/units/unit'
import type { UnitVersionsTable } from '../database/tables.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

const columns = ['unit_id', 'name', 'short_name', 'unit_group', 'kind', 'official_code', 'parent_id', 'valid_from', 'valid_to'] as const

/** Every version of every unit of the office as it is known now, in the order of the register. */
export async function unitVersions(tx: Tx, tenantId: number): Promise<readonly Unit[]> {
  const rows = await tx.q
    .selectFrom('unit_versions')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .orderBy('name')
    .orderBy('valid_from')
    .execute()
  return rows.map(toUnit)
}

/** The same as it was known at a moment: what a reader saw then, whatever was learnt or undone since. */
export async function unitVersionsKnownAt(tx: Tx, tenantId: number, at: Instant): Promise<readonly Unit[]> {
  const rows = await tx.q
    .selectFrom('unit_versions_known')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('known_from', '<=', at)
    .where((where) => where.or([where('known_until', 'is', null), where('known_until', '>', at)]))
    .orderBy('position')
    .orderBy('name')
    .orderBy('valid_from')
    .execute()
  return rows.map(toUnit)
}

/** The register as it stood on a day. */
export async function unitsOnDay(tx: Tx, tenantId: number, day: Day): Promise<readonly Unit[]> {
  return unitsOn(await unitVersions(tx, tenantId), day)
}

/** The lineage of an office's units, as it is known now or was at a moment. */
export async function officeLineage(
  tx: Tx,
  tenantId: number,
  { measure, knownAt }: { readonly measure?: Measure; readonly knownAt?: Instant } = {},
): Promise<Lineage> {
  const at = knownAt ?? null
  const rows = await tx.raw<Applied & { readonly id: string }>(
    `select r.id, r.effective_on "effectiveOn",
            coalesce((select json_agg(u.unit_id) from reorganised_units u
              where u.tenant_id = $1 and u.reorganisation_id = r.id and u.change = 'ended'), '[]'::json) ends,
            coalesce((select json_agg(json_build_object('from', e.from_unit_id, 'to', e.to_unit_id, 'extent', e.extent, 'shares', e.shares)
                order by e.from_unit_id, e.to_unit_id) from lineage_edges e
              where e.tenant_id = $1 and e.reorganisation_id = r.id and ${isKnown('e.known_from', 'e.known_until')}), '[]'::json) edges
       from reorganisations r
      where r.tenant_id = $1 and ${isKnown('r.applied_at', 'r.undone_at')}
      order by r.effective_on, r.applied_at`,
    [tenantId, at],
  )
  return lineageOf(rows, measure)
}

const isKnown = (from: string, until: string): string =>
  `(case when $2::timestamptz is null then ${until} is null else ${from} <= $2 and (${until} is null or ${until} > $2) end)`

export function unitRef({ id, name, shortName, group }: Unit): UnitRef {
  return { id, name, shortName, group }
}

/** In which office, and when by its clock. */
type AtWork = Pick<Call, 'tenantId' | 'now'>

/** From here to the end of the transaction nobody else changes the register of the office: who decides by what it says asks for this first. */
export async function holdRegister(tx: Tx, tenantId: number): Promise<void> {
  await tx.raw('select 1 from tenants where tenant_id = $1 for no key update', [tenantId])
}

/** Enters new units into the register, in the order given. */
export async function foundUnits(tx: Tx, call: AtWork, units: readonly Unit[]): Promise<void> {
  await addIdentities(tx, call, [...new Set(units.map(({ id }) => id))])
  await recordVersions(tx, call, [], units)
}

export async function addIdentities(tx: Tx, { tenantId, now }: AtWork, ids: readonly string[]): Promise<void> {
  await tx.raw('insert into units (tenant_id, id, created_at) select $1, id, $3 from unnest($2::uuid[]) id', [tenantId, ids, now])
}

/**
 * Makes the register's versions what `after` says where it said `before`, and keeps what was known until then; answers the moment from which it
 * is known so. Moments of one office go up: one at a time, each after all before it, whatever its clock says.
 */
export async function recordVersions(tx: Tx, { tenantId, now }: AtWork, before: readonly Unit[], after: readonly Unit[]): Promise<Instant> {
  await holdRegister(tx, tenantId)
  const [known] = await tx.raw<{ moment: Instant }>(
    `select greatest($2::timestamptz, max(greatest(known_from, known_until)) + interval '1 millisecond') moment
       from unit_versions_known where tenant_id = $1`,
    [tenantId, now],
  )
  const moment = known?.moment ?? now
  const standing = new Map(before.map((unit) => [keyOf(unit), unit]))
  const wanted = new Set(after.map(keyOf))
  const removed = before.filter((unit) => !wanted.has(keyOf(unit)))
  const written = after.filter((unit) => !isSame(standing.get(keyOf(unit)), unit))
  const touched = [...removed, ...written.filter((unit) => standing.has(keyOf(unit)))]

  await tx.raw(
    `update unit_versions_known k set known_until = $2 from ${versionKeys(3)}
      where k.tenant_id = $1 and k.unit_id = v.unit_id and k.valid_from = v.valid_from and k.known_until is null`,
    [tenantId, moment, ...keyArrays(touched)],
  )
  await tx.raw(
    `delete from unit_versions u using ${versionKeys(2)} where u.tenant_id = $1 and u.unit_id = v.unit_id and u.valid_from = v.valid_from`,
    [tenantId, ...keyArrays(removed)],
  )
  await tx.raw(writeVersions, [tenantId, moment, JSON.stringify(written.map(toRow))])
  await tx.raw(rememberVersions, [tenantId, moment])
  return moment
}

const keyOf = ({ id, validFrom }: Unit): string => `${id} ${validFrom}`
const isSame = (a: Unit | undefined, b: Unit): boolean => a !== undefined && canonicalJson(toRow(a)) === canonicalJson(toRow(b))

const versionKeys = (first: number): string => `unnest($${first}::uuid[], $${first + 1}::date[]) v (unit_id, valid_from)`
const keyArrays = (units: readonly Unit[]): readonly unknown[] => [units.map(({ id }) => id), units.map(({ validFrom }) => validFrom)]

/** A unit keeps its place in the register; new ones come after all others, in their order. */
const writeVersions = `
insert into unit_versions as u (tenant_id, unit_id, valid_from, valid_to, position, name, short_name, unit_group, kind, official_code, parent_id, recorded_at)
select $1, v.unit_id, v.valid_from, v.valid_to, coalesce(had.position, last.position + v.row), v.name, v.short_name, v.unit_group, v.kind, v.official_code, v.parent_id, $2
  from rows from (jsonb_to_recordset($3) as (unit_id uuid, valid_from date, valid_to date, name text, short_name text, unit_group text, kind text,
       official_code text, parent_id uuid)) with ordinality
       as v (unit_id, valid_from, valid_to, name, short_name, unit_group, kind, official_code, parent_id, row)
 cross join (select coalesce(max(position), -1) position from unit_versions where tenant_id = $1) last
  left join lateral (select p.position from unit_versions p where p.tenant_id = $1 and p.unit_id = v.unit_id limit 1) had on true
on conflict (tenant_id, unit_id, valid_from) do update
  set valid_to = excluded.valid_to, name = excluded.name, short_name = excluded.short_name, unit_group = excluded.unit_group,
      kind = excluded.kind, official_code = excluded.official_code, parent_id = excluded.parent_id, recorded_at = excluded.recorded_at`

const rememberVersions = `
insert into unit_versions_known (tenant_id, unit_id, valid_from, known_from, valid_to, position, name, short_name, unit_group, kind, official_code, identifier, parent_id)
select tenant_id, unit_id, valid_from, recorded_at, valid_to, position, name, short_name, unit_group, kind, official_code, identifier, parent_id
  from unit_versions where tenant_id = $1 and recorded_at = $2`

type UnitRow = Pick<UnitVersionsTable, (typeof columns)[number]>

const toRow = (unit: Unit): UnitRow => ({
  unit_id: unit.id,
  name: unit.name,
  short_name: unit.shortName,
  unit_group: unit.group,
  kind: unit.kind ?? null,
  official_code: unit.code ?? null,
  parent_id: unit.parentId ?? null,
  valid_from: unit.validFrom,
  valid_to: unit.validTo ?? null,
})

function toUnit(row: UnitRow): Unit {
  return {
    id: row.unit_id,
    name: row.name,
    shortName: row.short_name,
    group: row.unit_group,
    validFrom: row.valid_from,
    ...(row.kind === null ? {} : { kind: row.kind }),
    ...(row.official_code === null ? {} : { code: row.official_code }),
    ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
  }
}
