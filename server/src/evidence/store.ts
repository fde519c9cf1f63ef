import type { Evidence } from '@haidang/api/common'
import type { Instant } from '@haidang/domain/periods/day'
import { sql } from 'kysely'
import type { Call } from '../platform/call.ts'
import type { StoredFile } from '../platform/files.ts'
import type { Tx } from '../platform/transaction.ts'

export type EvidenceRow = Evidence

/** Where a file stands as proof: behind a report (perhaps one of its indicators), or behind a unit's task. */
export type EvidencePlace =
  | { readonly unitId: string; readonly reportId: string; readonly indicatorId: string | null }
  | { readonly unitId: string; readonly taskId: string }

const columns = sql`
  e.id, e.file_name as "fileName", e.media_type as "mediaType", e.size, e.sha256, e.added_at as "addedAt", coalesce(a.full_name, '') as "addedBy",
  e.indicator_id as "indicatorId", e.task_id as "taskId"`

export async function evidenceOfReport(tx: Tx, { tenantId }: Call, reportId: string): Promise<readonly EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select ${columns}
    from evidence e left join accounts a on a.tenant_id = e.tenant_id and a.id = e.added_by
    where e.tenant_id = ${tenantId} and e.report_id = ${reportId} and e.removed_at is null order by e.added_at, e.id`.execute(tx.q)
  return rows
}

export type FoundEvidence = EvidenceRow & { readonly unitId: string; readonly reportId: string | null; readonly removedAt: string | null }

export async function findEvidence(tx: Tx, { tenantId }: Call, id: string): Promise<FoundEvidence | undefined> {
  const { rows } = await sql<FoundEvidence>`
    select ${columns}, e.unit_id as "unitId", e.report_id as "reportId", e.removed_at as "removedAt"
    from evidence e left join accounts a on a.tenant_id = e.tenant_id and a.id = e.added_by
    where e.tenant_id = ${tenantId} and e.id = ${id}`.execute(tx.q)
  return rows[0]
}

export async function unitsOfTask(tx: Tx, { tenantId }: Call, taskId: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    unit_id: string
  }>`select unit_id from task_assignments where tenant_id = ${tenantId} and task_id = ${taskId}`.execute(tx.q)
  return rows.map(({ unit_id }) => unit_id)
}

export async function addEvidenceRow(
  tx: Tx,
  { tenantId, viewer, now }: Call,
  evidence: { readonly id: string; readonly fileName: string; readonly file: StoredFile; readonly place: EvidencePlace },
): Promise<void> {
  const { id, fileName, file, place } = evidence
  await tx.q
    .insertInto('evidence')
    .values({
      tenant_id: tenantId,
      id,
      unit_id: place.unitId,
      report_id: 'reportId' in place ? place.reportId : null,
      indicator_id: 'reportId' in place ? place.indicatorId : null,
      task_id: 'taskId' in place ? place.taskId : null,
      sha256: file.sha256,
      file_name: fileName,
      media_type: file.mediaType,
      size: file.size,
      added_at: now,
      added_by: viewer.accountId,
      removed_at: null,
      removed_by: null,
    })
    .execute()
}

/** The row stays as a fact of history, and the file with it: a snapshot may refer to it. */
export async function markEvidenceRemoved(tx: Tx, { tenantId, viewer, now }: Call, id: string): Promise<void> {
  await tx.q
    .updateTable('evidence')
    .set({ removed_at: now, removed_by: viewer.accountId })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** What stands behind one indicator's figures in several reports, or stood at a moment. */
export async function evidenceOfIndicator(
  tx: Tx,
  { tenantId }: Call,
  reportIds: readonly string[],
  indicatorId: string,
  knownAt?: Instant,
): Promise<readonly (EvidenceRow & { readonly reportId: string })[]> {
  const isThere =
    knownAt === undefined
      ? sql`e.removed_at is null`
      : sql`e.added_at <= ${knownAt} and (e.removed_at is null or e.removed_at > ${knownAt})`
  const { rows } = await sql<EvidenceRow & { reportId: string }>`
    select ${columns}, e.report_id as "reportId"
    from evidence e left join accounts a on a.tenant_id = e.tenant_id and a.id = e.added_by
    where e.tenant_id = ${tenantId} and e.report_id = any(${reportIds}::uuid[]) and e.indicator_id = ${indicatorId} and ${isThere}
    order by e.added_at, e.id`.execute(tx.q)
  return rows
}
