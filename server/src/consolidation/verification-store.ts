import { sql } from 'kysely'
import type { Tx } from '../platform/transaction.ts'

export type PaperRow = {
  readonly version: number
  readonly content: unknown
  readonly token: string | null
  readonly issuedAt: string
  readonly recalledAt: string | null
  readonly recallReason: string | null
  readonly docx: string | null
  readonly xlsx: string | null
  readonly pdf: string | null
  readonly practice: boolean
}

/** Every version of the paper that bears the token, which is one of them; none where nobody's paper does. */
export async function versionsByToken(tx: Tx, tenantId: number, token: string): Promise<readonly PaperRow[]> {
  const { rows } = await sql<PaperRow>`
    select i.version, i.content, i.token, i.issued_at "issuedAt", i.recalled_at "recalledAt", i.recall_reason "recallReason",
           i.docx_sha256 docx, i.xlsx_sha256 xlsx, i.pdf_sha256 pdf, t.practice
      from consolidation_issues i
      join consolidation_issues known on known.tenant_id = i.tenant_id and known.consolidation_id = i.consolidation_id
      join tenants t on t.tenant_id = i.tenant_id
     where known.tenant_id = ${tenantId} and i.tenant_id = ${tenantId} and known.token = ${token}
     order by i.version`.execute(tx.q)
  return rows
}

export async function signedCopyHashes(tx: Tx, tenantId: number, token: string): Promise<readonly string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select s.sha256 from signed_copies s
      join consolidation_issues i on i.tenant_id = s.tenant_id and i.consolidation_id = s.consolidation_id and i.version = s.version
     where s.tenant_id = ${tenantId} and i.token = ${token} order by s.attached_at, s.sha256`.execute(tx.q)
  return rows.map(({ sha256 }) => sha256)
}

export type SignedCopyRow = {
  readonly version: number
  readonly sha256: string
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly attachedAt: string
  readonly attachedBy: string
}

export async function signedCopiesOf(tx: Tx, tenantId: number, consolidationId: string): Promise<readonly SignedCopyRow[]> {
  const { rows } = await sql<SignedCopyRow>`
    select s.version, s.sha256, s.file_name "fileName", f.media_type "mediaType", f.size::int size, s.attached_at "attachedAt", a.full_name "attachedBy"
      from signed_copies s
      join stored_files f on f.tenant_id = s.tenant_id and f.sha256 = s.sha256
      join accounts a on a.tenant_id = s.tenant_id and a.id = s.attached_by
     where s.tenant_id = ${tenantId} and s.consolidation_id = ${consolidationId} order by s.attached_at, s.sha256`.execute(tx.q)
  return rows
}

export type IssuePlace = { readonly tenantId: number; readonly consolidationId: string; readonly version: number }
type Doing = { readonly at: string; readonly by: string }

/** True where it was not there yet. */
export async function insertSignedCopy(
  tx: Tx,
  row: IssuePlace & Doing & { readonly sha256: string; readonly fileName: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into signed_copies (tenant_id, consolidation_id, version, sha256, file_name, attached_at, attached_by)
    values (${row.tenantId}, ${row.consolidationId}, ${row.version}, ${row.sha256}, ${row.fileName}, ${row.at}, ${row.by})
    on conflict do nothing returning version`.execute(tx.q)
  return rows.length > 0
}

/** False where it was recalled before. */
export async function saveRecall(tx: Tx, row: IssuePlace & Doing & { readonly reason: string }): Promise<boolean> {
  const { rows } = await sql`
    update consolidation_issues set recalled_at = ${row.at}, recalled_by = ${row.by}, recall_reason = ${row.reason}
     where tenant_id = ${row.tenantId} and consolidation_id = ${row.consolidationId} and version = ${row.version} and recalled_at is null
    returning version`.execute(tx.q)
  return rows.length > 0
}
