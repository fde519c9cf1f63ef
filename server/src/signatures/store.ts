import { sql } from 'kysely'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type RootRow = {
  readonly id: string
  readonly certificate: Buffer
  readonly sha256: string
  readonly trustedFrom: string
  readonly source: string
  readonly recordedAt: string
  readonly recordedBy: string
  readonly until: string | null
  readonly reason: string | null
  readonly endedAt: string | null
  readonly endedBy: string | null
}

/** Every root that the office ever trusted, the newest first. */
export async function rootRows(tx: Tx, { tenantId }: Pick<Call, 'tenantId'>): Promise<readonly RootRow[]> {
  const { rows } = await sql<RootRow>`
    select r.id, r.certificate, r.sha256, r.trusted_from "trustedFrom", r.source, r.recorded_at "recordedAt", a.full_name "recordedBy",
           r.trusted_until until, r.end_reason reason, r.ended_at "endedAt", e.full_name "endedBy"
      from trusted_roots r
      join accounts a on a.tenant_id = r.tenant_id and a.id = r.recorded_by
      left join accounts e on e.tenant_id = r.tenant_id and e.id = r.ended_by
     where r.tenant_id = ${tenantId} order by r.recorded_at desc, r.id desc`.execute(tx.q)
  return rows
}

/** False where the office trusts it already. */
export async function insertRoot(
  tx: Tx,
  { tenantId, now, viewer }: Call,
  root: { readonly id: string; readonly certificate: Buffer; readonly sha256: string; readonly from: string; readonly source: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into trusted_roots (tenant_id, id, certificate, sha256, trusted_from, source, recorded_at, recorded_by)
    values (${tenantId}, ${root.id}, ${root.certificate}, ${root.sha256}, ${root.from}, ${root.source}, ${now}, ${viewer.accountId})
    on conflict (tenant_id, sha256) where trusted_until is null do nothing returning id`.execute(tx.q)
  return rows.length > 0
}

export async function saveEnd(
  tx: Tx,
  { tenantId, now, viewer }: Call,
  end: { readonly id: string; readonly until: string; readonly reason: string },
): Promise<void> {
  await sql`
    update trusted_roots set trusted_until = ${end.until}, end_reason = ${end.reason}, ended_at = ${now}, ended_by = ${viewer.accountId}
     where tenant_id = ${tenantId} and id = ${end.id} and trusted_until is null`.execute(tx.q)
}

/** The file of an import, whose right was asked before. */
export async function importedFile(tx: Tx, { tenantId }: Pick<Call, 'tenantId'>, importId: string) {
  const { rows } = await sql<{ sha256: string; fileName: string; mediaType: string }>`
    select i.file_sha256 sha256, i.file_name "fileName", f.media_type "mediaType"
      from plan_imports i join stored_files f on f.tenant_id = i.tenant_id and f.sha256 = i.file_sha256
     where i.tenant_id = ${tenantId} and i.id = ${importId}`.execute(tx.q)
  return rows[0]
}
