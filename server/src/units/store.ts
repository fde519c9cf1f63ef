import type { UnitRef } from '@haidang/api/common'
import type { UnitLife, UnitVersion } from '@haidang/api/units'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { foldedWords } from '@haidang/domain/plans/document-number'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { lineageOf } from '@haidang/domain/units/lineage'
import type { Applied, Lineage } from '@haidang/domain/units/lineage'
import type { PopulationCount } from '@haidang/domain/units/population'
import type { LineageEdge, Measure } from '@haidang/domain/units/reorganisation'
import { unitsOn } from '@haidang/domain/units/unit'
import type { Unit } from '@haidang/domain/units/unit'
import type { UnitVersionsTable } from '../database/tables.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

const columns = [
  'unit_id',
  'name',
  'short_name',
  'unit_group',
  'kind',
  'official_code',
  'identifier',
  'head_name',
  'head_post',
  'parent_id',
  'valid_from',
  'valid_to',
] as const

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

/** The register as it stood on a day, by what is known now or was at a moment. */
export async function unitsOnDay(tx: Tx, tenantId: number, day: Day, knownAt?: Instant): Promise<readonly Unit[]> {
  if (knownAt !== undefined) return unitsOn(await unitVersionsKnownAt(tx, tenantId, knownAt), day)
  const rows = await tx.q
    .selectFrom('unit_versions')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]))
    .orderBy('position')
    .orderBy('name')
    .execute()
  return rows.map(toUnit)
}

/**
 * Of the units of a day that are what and where they are for longer than their version, because only a head or identifier became another: since
 * when they are.
 */
export async function standingSince(tx: Tx, tenantId: number, day: Day, knownAt?: Instant): Promise<ReadonlyMap<string, Day>> {
  const rows = await tx.raw<{ readonly unitId: string; readonly since: Day }>(
    `with known as (
       select unit_id, valid_from, valid_to, row(name, short_name, unit_group, kind, official_code, parent_id) place
         from ${knownAt === undefined ? 'unit_versions' : 'unit_versions_known'} where tenant_id = $1 and valid_from <= $2
          and ($3::timestamptz is null ${knownAt === undefined ? '' : 'or known_from <= $3 and (known_until is null or known_until > $3)'})
     )
     select v.unit_id "unitId", min(w.valid_from) since from known v join known w on w.unit_id = v.unit_id and w.valid_from < v.valid_from
      where (v.valid_to is null or v.valid_to > $2)
        and not exists (select 1 from known o where o.unit_id = v.unit_id and o.valid_from >= w.valid_from and o.place is distinct from v.place)
      group by v.unit_id`,
    [tenantId, day, knownAt ?? null],
  )
  return new Map(rows.map(({ unitId, since }) => [unitId, since]))
}

/** The lineage of an office's units, as it is known now or was at a moment. */
export async function officeLineage(
  tx: Tx,
  tenantId: number,
  { measure, knownAt }: { readonly measure?: Measure; readonly knownAt?: Instant } = {},
): Promise<Lineage> {
  return lineageOf(await appliedEvents(tx, tenantId, knownAt), measure)
}

/** The reorganisations that are in force, or were at a moment, oldest first. */
export function appliedEvents(tx: Tx, tenantId: number, knownAt?: Instant): Promise<readonly Applied[]> {
  return tx.raw<Applied>(
    `select r.id, r.effective_on "effectiveOn",
            coalesce((select json_agg(u.unit_id) from reorganised_units u
              where u.tenant_id = $1 and u.reorganisation_id = r.id and u.change = 'ended'), '[]'::json) ends,
            coalesce((select json_agg(json_build_object('from', e.from_unit_id, 'to', e.to_unit_id, 'extent', e.extent, 'shares', e.shares)
                order by e.from_unit_id, e.to_unit_id) from lineage_edges e
              where e.tenant_id = $1 and e.reorganisation_id = r.id and ${isKnown('e.known_from', 'e.known_until')}), '[]'::json) edges
       from reorganisations r
      where r.tenant_id = $1 and r.applied_at is not null and ${isKnown('r.applied_at', 'r.undone_at')}
      order by r.effective_on, r.applied_at`,
    [tenantId, knownAt ?? null],
  )
}

/** In a statement whose parameter `moment` says when: by what is known now where it is null. */
export const isKnown = (from: string, until: string, moment = '$2'): string =>
  `(case when ${moment}::timestamptz is null then ${until} is null else ${from} <= ${moment} and (${until} is null or ${until} > ${moment}) end)`

/** The days on which reorganisations that are in force, or were at a moment, changed what units there are; oldest first. */
export async function changeDays(tx: Tx, tenantId: number, knownAt?: Instant): Promise<readonly Day[]> {
  const rows = await tx.raw<{ day: Day }>(
    `select distinct effective_on as day from reorganisations r
      where tenant_id = $1 and applied_at <= coalesce($2, applied_at) and (undone_at is null or undone_at > $2)
        and (exists (select 1 from lineage_edges e where e.tenant_id = $1 and e.reorganisation_id = r.id)
          or exists (select 1 from reorganised_units u where u.tenant_id = $1 and u.reorganisation_id = r.id and u.change <> 'particulars'))
      order by 1`,
    [tenantId, knownAt ?? null],
  )
  return rows.map(({ day }) => day)
}

const parentOf = `p.tenant_id = $1 and p.unit_id = v.parent_id and p.valid_from <= v.valid_from and (p.valid_to is null or p.valid_to > v.valid_from)`
const parentKnown = (moment: string): string => `${parentOf} and ${isKnown('p.known_from', 'p.known_until', moment)}`

/** A version with the name that the unit above bore when it began. */
export type LifeVersion = Unit & { readonly parentName: string | null }

/** Every version of one unit, as known now or at a moment, oldest first. */
export async function lifeOfUnit(tx: Tx, tenantId: number, id: string, knownAt?: Instant): Promise<readonly LifeVersion[]> {
  const rows = await tx.raw<LifeRow>(
    `select ${columns.map((column) => `v.${column}`).join(', ')}, p.name parent_name
       from unit_versions_known v
       left join unit_versions_known p on ${parentKnown('$3')}
      where v.tenant_id = $1 and v.unit_id = $2 and ${isKnown('v.known_from', 'v.known_until', '$3')} order by v.valid_from`,
    [tenantId, id, knownAt ?? null],
  )
  return rows.map(toLifeVersion)
}

/** Every count of people in the office's units, as known now or at a moment. */
export function populationCounts(tx: Tx, tenantId: number, knownAt?: Instant): Promise<readonly PopulationCount[]> {
  return tx.raw<PopulationCount>(
    `select unit_id "unitId", counted_on "countedOn", people from unit_populations
      where tenant_id = $1 and ${isKnown('known_from', 'known_until')}`,
    [tenantId, knownAt ?? null],
  )
}

/** The counts of one unit with their sources, the newest first. */
export function populationsOfUnit(tx: Tx, tenantId: number, id: string, knownAt?: Instant): Promise<UnitLife['populations']> {
  return tx.raw(
    `select counted_on "countedOn", people, source from unit_populations
      where tenant_id = $1 and unit_id = $3 and ${isKnown('known_from', 'known_until')} order by counted_on desc`,
    [tenantId, knownAt ?? null, id],
  )
}

/** Whether the office ever entered a unit under this id, undone since or not. */
export async function wasEverFounded(tx: Tx, tenantId: number, id: string): Promise<boolean> {
  return (await tx.raw('select 1 from units where tenant_id = $1 and id = $2', [tenantId, id])).length > 0
}

type LifeRow = UnitRow & { readonly parent_name: string | null }
const toLifeVersion = (row: LifeRow): LifeVersion => ({ ...toUnit(row), parentName: row.parent_name })

export type LifeEvent = {
  readonly id: string
  readonly effectiveOn: Day
  readonly title: string
  readonly documentNumber: string
  /** What it did to the unit itself; null where others only got a part of it, or it a part of others. */
  readonly change: 'founded' | 'changed' | 'particulars' | 'ended' | null
  /** The unit as it was known just before, and as this recorded it; null where it does not stand. */
  readonly before: LifeVersion | null
  readonly after: LifeVersion | null
  /** Those of the unit, and those by which its heirs got others too. */
  readonly edges: readonly (Omit<LineageEdge, 'shares'> & { readonly shares: NonNullable<LineageEdge['shares']> })[]
}

/** The reorganisations in force now, or at a moment, that touched a unit, oldest first. */
export async function eventsOfUnit(tx: Tx, tenantId: number, id: string, knownAt?: Instant): Promise<readonly LifeEvent[]> {
  const known = (which: string): string =>
    `(select to_jsonb(one) from (
       select ${columns.map((column) => `v.${column}`).join(', ')}, p.name parent_name
         from unit_versions_known v left join unit_versions_known p on ${parentKnown('$3')}
        where v.tenant_id = $1 and v.unit_id = $2 and ${which}) one)`
  const isEdge = isKnown('e.known_from', 'e.known_until', '$3')
  const rows = await tx.raw<Omit<LifeEvent, 'before' | 'after'> & { readonly was: LifeRow | null; readonly recorded: LifeRow | null }>(
    `with own as (
       select * from lineage_edges e where tenant_id = $1 and ${isEdge} and (from_unit_id = $2 or to_unit_id = $2)
     ), moved as (select reorganisation_id, change from reorganised_units where tenant_id = $1 and unit_id = $2)
     select r.id, r.effective_on "effectiveOn", r.title, r.document_number "documentNumber",
            (select change from moved where reorganisation_id = r.id) change,
            ${known(`v.known_from < r.applied_at and (v.known_until is null or v.known_until >= r.applied_at)
              and v.valid_from <= r.effective_on and (v.valid_to is null or v.valid_to > r.effective_on)`)} was,
            ${known('v.known_from = r.applied_at and v.valid_from = r.effective_on')} recorded,
            coalesce((select json_agg(json_build_object('from', e.from_unit_id, 'to', e.to_unit_id, 'extent', e.extent, 'shares', e.shares)
                order by e.from_unit_id, e.to_unit_id) from lineage_edges e
              where e.tenant_id = $1 and e.reorganisation_id = r.id and ${isEdge}
                and (e.from_unit_id = $2 or e.to_unit_id = $2
                  or e.to_unit_id in (select to_unit_id from own where reorganisation_id = r.id and from_unit_id = $2))), '[]'::json) edges
       from reorganisations r
      where r.tenant_id = $1 and r.applied_at is not null and ${isKnown('r.applied_at', 'r.undone_at', '$3')}
        and r.id in (select reorganisation_id from own union select reorganisation_id from moved)
      order by r.effective_on, r.applied_at`,
    [tenantId, id, knownAt ?? null],
  )
  return rows.map(({ was, recorded, ...event }) => {
    // Who only got a part of another, or gave one, is recorded as nothing else.
    const after = event.change === 'ended' ? null : (recorded ?? was)
    return { ...event, before: was && toLifeVersion(was), after: after && toLifeVersion(after) }
  })
}

/** Heads and identifiers of a unit that wait for their day, the next first. */
export const particularsWaiting = (tx: Tx, tenantId: number, id: string): Promise<UnitLife['waiting']> =>
  tx.raw(
    `select id "reorganisationId", effective_on "on", title from reorganisations
      where tenant_id = $1 and state = 'waiting' and draft->'particulars'->>'unitId' = $2 order by effective_on, prepared_at`,
    [tenantId, id],
  )

/** Every version of some units, as known now or at a moment, in the order of the register. */
export async function versionsOf(tx: Tx, tenantId: number, ids: readonly string[], knownAt?: Instant): Promise<readonly Unit[]> {
  const rows = await tx.raw<UnitRow>(
    `select ${columns.join(', ')} from unit_versions_known
      where tenant_id = $1 and unit_id = any($2::uuid[]) and ${isKnown('known_from', 'known_until', '$3')}
      order by position, name, valid_from`,
    [tenantId, ids, knownAt ?? null],
  )
  return rows.map(toUnit)
}

/** For units that ended, by their ids, the units that hold on a day what was theirs, followed through every change since that is known. */
export async function heirsOn(
  tx: Tx,
  tenantId: number,
  ids: readonly string[],
  day: Day,
  knownAt?: Instant,
): Promise<ReadonlyMap<string, readonly UnitRef[]>> {
  const rows = await tx.raw<{ readonly root: string; readonly unit: UnitRef }>(
    `with recursive held (root, unit_id, since) as (
       select unit_id, unit_id, max(valid_to) - 1 from unit_versions_known
        where tenant_id = $1 and unit_id = any($2::uuid[]) and ${isKnown('known_from', 'known_until', '$4')} group by unit_id
       union
       select h.root, e.to_unit_id, r.effective_on from held h
         join reorganisations r on r.tenant_id = $1 and r.applied_at is not null and ${isKnown('r.applied_at', 'r.undone_at', '$4')}
          and r.effective_on > h.since and r.effective_on <= $3
         join lineage_edges e on e.tenant_id = $1 and e.reorganisation_id = r.id and e.from_unit_id = h.unit_id
          and ${isKnown('e.known_from', 'e.known_until', '$4')}
     )
     select h.root, json_build_object('id', v.unit_id, 'name', v.name, 'shortName', v.short_name, 'group', v.unit_group) unit
       from (select distinct root, unit_id from held) h
       join unit_versions_known v on v.tenant_id = $1 and v.unit_id = h.unit_id and ${isKnown('v.known_from', 'v.known_until', '$4')}
        and v.valid_from <= $3 and (v.valid_to is null or v.valid_to > $3)
      where h.unit_id <> h.root order by v.position, v.name`,
    [tenantId, ids, day, knownAt ?? null],
  )
  return new Map([...Map.groupBy(rows, ({ root }) => root)].map(([root, found]) => [root, found.map(({ unit }) => unit)]))
}

export type FoundVersion = { readonly version: Unit; readonly parentName: string | null; readonly nameToday: string | null }

/**
 * The versions that bore a name or code, with or without diacritics, nearest first: the very name or code, its end ("Thắng Tam" of "Phường
 * Thắng Tam"), its beginning, then every word's beginning; and first what is written as it was typed.
 */
export async function searchVersions(tx: Tx, tenantId: number, typed: string, today: Day): Promise<readonly FoundVersion[]> {
  const words = foldedWords(typed)
  if (words.length === 0) return []
  const name = words.join(' ')
  const rows = await tx.raw<UnitRow & { readonly parent_name: string | null; readonly name_today: string | null }>(
    `select v.*, p.name parent_name, n.name name_today
       from (select ${columns.join(', ')}, row_number() over (order by
               case when found_by like $3 then 0 when found_by like $4 then 1 when found_by like $5 then 2 else 3 end,
               strpos(lower(name), lower($6)) = 0, position, valid_from) place
               from unit_versions where tenant_id = $1 and found_by like all ($2) order by place limit 60) v
       left join unit_versions p on ${parentOf}
       left join unit_versions n on n.tenant_id = $1 and n.unit_id = v.unit_id and n.valid_from <= $7 and (n.valid_to is null or n.valid_to > $7)
      order by v.place`,
    [tenantId, words.map((word) => `% ${word}%`), `%| ${name} |%`, `% ${name} |%`, `%| ${name}%`, typed.normalize('NFC'), today],
  )
  return rows.map((row) => ({ version: toUnit(row), parentName: row.parent_name, nameToday: row.name_today }))
}

export const wireVersion = ({ kind, code, identifier, head, parentId, validTo, ...unit }: Unit): UnitVersion => ({
  ...unit,
  kind: kind ?? null,
  code: code ?? null,
  identifier: identifier ?? null,
  head: head ?? null,
  parentId: parentId ?? null,
  validTo: validTo ?? null,
})

export function unitRef({ id, name, shortName, group }: Unit): UnitRef {
  return { id, name, shortName, group }
}

/** As `v`, the unit of an obligation as it stood on the last day of the window; one that had ended by then, as it stood last. */
export const unitAtEndOf = (owed: string): string => `lateral (
       select u.name, u.short_name, u.unit_group, u.position from unit_versions u
        where u.tenant_id = ${owed}.tenant_id and u.unit_id = ${owed}.unit_id
        order by (u.valid_from < ${owed}.window_to) desc, u.valid_from desc limit 1) v`

/** In which office, and when by its clock. */
type AtWork = Pick<Call, 'tenantId' | 'now'>

/** From here to the end of the transaction nobody else changes the register of the office: who decides by what it says asks for this first. */
export async function holdRegister(tx: Tx, tenantId: number): Promise<void> {
  await tx.raw('select 1 from tenants where tenant_id = $1 for no key update', [tenantId])
}

/**
 * From here to the end of the transaction nobody changes the register, and others may share it. Asked for before anything else is locked: who
 * changes the register goes on to lock reports.
 */
export async function shareRegister(tx: Tx, tenantId: number): Promise<void> {
  await tx.hot('share-register', 'select 1 from tenants where tenant_id = $1 for share', [tenantId])
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
  await tx.raw(writeVersions, [tenantId, moment, JSON.stringify(written.map((unit) => ({ ...toRow(unit), found_by: foldedNames(unit) })))])
  await tx.raw(rememberVersions, [tenantId, moment])
  return moment
}

const keyOf = ({ id, validFrom }: Unit): string => `${id} ${validFrom}`
const isSame = (a: Unit | undefined, b: Unit): boolean => a !== undefined && canonicalJson(toRow(a)) === canonicalJson(toRow(b))

const versionKeys = (first: number): string => `unnest($${first}::uuid[], $${first + 1}::date[]) v (unit_id, valid_from)`
const keyArrays = (units: readonly Unit[]): readonly unknown[] => [units.map(({ id }) => id), units.map(({ validFrom }) => validFrom)]

/** A unit keeps its place in the register; new ones come after all others, in their order. */
const writeVersions = `
insert into unit_versions as u (tenant_id, position, recorded_at, ${columns.join(', ')}, found_by)
select $1, coalesce(had.position, last.position + v.row), $2, ${columns.map((column) => `v.${column}`).join(', ')}, v.found_by
  from rows from (jsonb_to_recordset($3) as (unit_id uuid, valid_from date, valid_to date, name text, short_name text, unit_group text, kind text,
       official_code text, identifier text, head_name text, head_post text, parent_id uuid, found_by text)) with ordinality
       as v (unit_id, valid_from, valid_to, name, short_name, unit_group, kind, official_code, identifier, head_name, head_post, parent_id, found_by, row)
 cross join (select coalesce(max(position), -1) position from unit_versions where tenant_id = $1) last
  left join lateral (select p.position from unit_versions p where p.tenant_id = $1 and p.unit_id = v.unit_id limit 1) had on true
on conflict (tenant_id, unit_id, valid_from) do update
  set recorded_at = excluded.recorded_at, found_by = excluded.found_by, ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`

const rememberVersions = `
insert into unit_versions_known (tenant_id, known_from, position, ${columns.join(', ')})
select tenant_id, recorded_at, position, ${columns.join(', ')} from unit_versions where tenant_id = $1 and recorded_at = $2`

/** "| ubnd phuong 5 | phuong 5 | 26518 | h06 02 15 |": what a search looks in. */
function foldedNames({ name, shortName, code, identifier }: Unit): string {
  const names = [name, shortName, code, identifier].filter((one) => one !== undefined)
  return `| ${names.map((one) => foldedWords(one).join(' ')).join(' | ')} |`
}

type UnitRow = Pick<UnitVersionsTable, (typeof columns)[number]>

const toRow = (unit: Unit): UnitRow => ({
  unit_id: unit.id,
  name: unit.name,
  short_name: unit.shortName,
  unit_group: unit.group,
  kind: unit.kind ?? null,
  official_code: unit.code ?? null,
  identifier: unit.identifier ?? null,
  head_name: unit.head?.name ?? null,
  head_post: unit.head?.post ?? null,
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
    ...(row.identifier === null ? {} : { identifier: row.identifier }),
    ...(row.head_name === null || row.head_post === null ? {} : { head: { name: row.head_name, post: row.head_post } }),
    ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
  }
}
