import type { SavedMapping } from '@haidang/api/own-tables'
import { sql } from 'kysely'
import { toJson } from '../database/tables.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type KeptMapping = SavedMapping & { readonly headKey: string }

/** How tables are read for a plan, by name. */
export async function mappingsOf(tx: Tx, { tenantId }: Call, planId: string): Promise<readonly KeptMapping[]> {
  const { rows } = await sql<KeptMapping>`
    select m.id, m.name, m.heads, m.head_key as "headKey", m.mapping, m.saved_at as "savedAt", a.full_name as "savedBy"
    from table_mappings m join accounts a on a.tenant_id = m.tenant_id and a.id = m.saved_by
    where m.tenant_id = ${tenantId} and m.plan_id = ${planId}
    order by m.name collate "vi-x-icu", m.id`.execute(tx.q)
  return rows
}

/** One a plan and heads: what was saved for the same heads gives way. */
export async function saveMappingRow(
  tx: Tx,
  { tenantId, now, viewer }: Call,
  planId: string,
  { id, name, heads, headKey, mapping }: Omit<KeptMapping, 'savedAt' | 'savedBy'>,
): Promise<void> {
  await tx.q
    .deleteFrom('table_mappings')
    .where('tenant_id', '=', tenantId)
    .where('plan_id', '=', planId)
    .where((eb) => eb.or([eb('id', '=', id), eb('head_key', '=', headKey)]))
    .execute()
  await tx.q
    .insertInto('table_mappings')
    .values({
      tenant_id: tenantId,
      plan_id: planId,
      id,
      name,
      heads: toJson(heads),
      head_key: headKey,
      mapping: toJson(mapping),
      saved_at: now,
      saved_by: viewer.accountId,
    })
    .execute()
}

/** All names that units ever bore and their codes, by unit. */
export async function namesOfUnits(
  tx: Tx,
  { tenantId }: Call,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ unitId: string; names: string[] }>`
    select v.unit_id as "unitId", array_agg(distinct n.name) as names
    from unit_versions v cross join lateral (values (v.name), (v.short_name), (v.official_code)) as n (name)
    where v.tenant_id = ${tenantId} and v.unit_id = any(${unitIds}) and n.name is not null
    group by v.unit_id`.execute(tx.q)
  return new Map(rows.map(({ unitId, names }) => [unitId, names]))
}
