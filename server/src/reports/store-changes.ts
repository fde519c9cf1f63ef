import type { NarrativeHeading } from '@haidang/domain/periods/regime'
import type { Explained, Report } from '@haidang/domain/reports/report'
import { sql } from 'kysely'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type StandingNarrative = {
  readonly text: string
  readonly revision: number
  readonly changeKey: string | null
  readonly updatedAt: string | null
  readonly updatedBy: string | null
}

/** Read under the report's lock, so that what is read stands until the write. */
export async function narrativeForChange(
  tx: Tx,
  { tenantId }: Call,
  reportId: string,
  heading: NarrativeHeading,
): Promise<StandingNarrative> {
  const { rows } = await sql<StandingNarrative>`
    select n.text, n.revision, n.change_key as "changeKey", n.updated_at as "updatedAt", a.full_name as "updatedBy"
    from report_narratives n left join accounts a on a.tenant_id = n.tenant_id and a.id = n.updated_by
    where n.tenant_id = ${tenantId} and n.report_id = ${reportId} and n.heading = ${heading}`.execute(tx.q)
  return rows[0] ?? { text: '', revision: 0, changeKey: null, updatedAt: null, updatedBy: null }
}

export async function saveNarrativeRow(
  tx: Tx,
  { tenantId, viewer, now }: Call,
  row: {
    readonly reportId: string
    readonly heading: NarrativeHeading
    readonly text: string
    readonly revision: number
    readonly changeKey: string
  },
): Promise<void> {
  await sql`
    insert into report_narratives (tenant_id, report_id, heading, text, revision, change_key, updated_at, updated_by)
    values (${tenantId}, ${row.reportId}, ${row.heading}, ${row.text}, ${row.revision}, ${row.changeKey}, ${now}, ${viewer.accountId})
    on conflict (tenant_id, report_id, heading) do update
      set text = excluded.text, revision = excluded.revision, change_key = excluded.change_key, updated_at = excluded.updated_at,
        updated_by = excluded.updated_by`.execute(tx.q)
}

/** Writes what the domain decided. Who submitted and who approved are accounts here, names in the log. */
export async function saveReportState(tx: Tx, { tenantId, viewer, now }: Call, report: Report, { approved = false } = {}): Promise<void> {
  const submittedNow = report.state === 'submitted'
  await sql`
    update reports set state = ${report.state}, version = ${report.version}, correction_reason = ${report.correctionReason ?? null},
      first_submitted_at = ${report.firstSubmittedAt ?? null}, submitted_at = ${report.lastSubmittedAt ?? null}
      ${submittedNow ? sql`, submitted_by = ${viewer.accountId}` : sql``}
      ${approved ? sql`, approved_at = ${now}, approved_by = ${viewer.accountId}` : sql``}
    where tenant_id = ${tenantId} and id = ${report.id}`.execute(tx.q)
}

export type NewEvent = {
  readonly reportId: string
  readonly kind: 'submitted' | 'returned' | 'approved' | 'correctionOpened'
  readonly version: number
  readonly reason: string | null
  readonly cells: readonly { readonly indicatorId: string; readonly reason: string }[] | null
  readonly explained?: readonly Explained[]
}

export async function saveEvent(tx: Tx, { tenantId, viewer, now }: Call, event: NewEvent): Promise<void> {
  await tx.q
    .insertInto('report_events')
    .values({
      tenant_id: tenantId,
      id: crypto.randomUUID(),
      report_id: event.reportId,
      kind: event.kind,
      version: event.version,
      at: now,
      by_account: viewer.accountId,
      reason: event.reason,
      cells: event.cells === null ? null : JSON.stringify(event.cells),
      explained: event.explained === undefined ? null : JSON.stringify(event.explained),
    })
    .execute()
}
