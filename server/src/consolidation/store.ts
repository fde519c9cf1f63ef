import type { UnitGroup } from '@haidang/domain/units/unit'
import type { Target } from '@haidang/domain/indicators/indicator'
import { sql } from 'kysely'
import type { Tx } from '../platform/transaction.ts'
import { unitAtEndOf } from '../units/store.ts'
import { targetOf } from '@haidang/api/targets'

/** The regime whose period is consolidated, with its plan and the city's own due instant. */
export type RegimeRow = {
  /** The city's own obligation: a consolidation goes by its id. */
  readonly id: string
  readonly period: string
  readonly regimeId: string
  readonly definition: Record<string, unknown>
  readonly planId: string
  readonly planTitle: string
  readonly year: number
  readonly documentNumber: string | null
  readonly documentType: string
  readonly documentIssuer: string | null
  readonly documentIssuedOn: string | null
  readonly documentImportId: string | null
  /** Null where no days were said that the report covers. */
  readonly windowFrom: string | null
  readonly windowTo: string
  readonly dueAt: string
}

/** What the city owes: by its id, or for a period (the newest plan's where several owe it and none is named). */
export async function cityObligation(
  tx: Tx,
  tenantId: number,
  by: { id: string } | { period: string; planId?: string | undefined },
): Promise<RegimeRow | undefined> {
  const which =
    'id' in by
      ? sql`o.id = ${by.id}`
      : by.planId === undefined
        ? sql`o.period = ${by.period}`
        : sql`o.period = ${by.period} and p.id = ${by.planId}`
  const { rows } = await sql<RegimeRow>`
    select o.id, o.period, r.id "regimeId", r.definition, p.id "planId", p.title "planTitle", p.year,
           coalesce(d.number, '') || coalesce('/' || nullif(d.symbol, ''), '') "documentNumber", d.type "documentType", d.issuer "documentIssuer",
           d.issued_on "documentIssuedOn", d.import_id "documentImportId", o.window_from "windowFrom", o.window_to "windowTo", o.due_at "dueAt"
      from obligations o
      join regimes r on r.tenant_id = o.tenant_id and r.id = o.regime_id
      join plans p on p.tenant_id = r.tenant_id and p.id = r.plan_id
      join documents d on d.tenant_id = p.tenant_id and d.id = p.document_id
     where o.tenant_id = ${tenantId} and o.level = 'city' and ${which}
     order by r.issued_at desc limit 1`.execute(tx.q)
  return rows[0]
}

/** The periods that the city owes by a plan, whatever their regime: the first that closes first. */
export async function periodsOf(tx: Tx, tenantId: number, planId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ period: string }>`
    select o.period from obligations o join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
     where o.tenant_id = ${tenantId} and g.plan_id = ${planId} and o.level = 'city' order by o.window_to, o.period`.execute(tx.q)
  return rows.map((row) => row.period)
}

/** The oftener a regime asks, the lower; what does not come again by itself has none and is last. */
export const rankOfFrequency = (regime: string): string =>
  `array_position(array['weekly', 'monthly', 'quarterly', 'halfYear', 'nineMonth', 'yearly'], ${regime}.definition ->> 'frequency')`

/** True of a regime that asks for figures, and not only for words. */
export const asksFigures = (regime: string): string => `(${regime}.definition ->> 'asksFigures') is distinct from 'false'`

/**
 * The period that figures are looked at by: the newest whose window is closed, of the regime that comes most often among those that go on; before
 * the first has closed, that one.
 */
export async function currentPeriod(tx: Tx, tenantId: number, today: string): Promise<string | undefined> {
  const { rows } = await sql<{ period: string }>`
    select o.period from obligations o
      join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
     cross join lateral (select o.window_to <= ${today}::date as is_closed, ${today}::date - o.window_to < o.window_to - o.window_from as is_newest) w
     where o.tenant_id = ${tenantId} and o.level = 'city' and ${sql.raw(asksFigures('g'))}
     order by w.is_closed desc, (w.is_closed and w.is_newest) desc nulls last,
       case when w.is_closed and w.is_newest then ${sql.raw(rankOfFrequency('g'))} end,
       case when w.is_closed then o.window_to end desc, o.window_to limit 1`.execute(tx.q)
  return rows[0]?.period
}

export type LetterheadRow = {
  readonly name: string
  readonly issuer: string
  readonly superiorBody: string | null
  readonly place: string
  readonly symbolSuffix: string
  readonly practice: boolean
}

export async function letterheadOf(tx: Tx, tenantId: number): Promise<LetterheadRow> {
  const { rows } = await sql<LetterheadRow>`
    select name, issuer, superior_body "superiorBody", place, symbol_suffix "symbolSuffix", practice from tenants where tenant_id = ${tenantId}`.execute(
    tx.q,
  )
  const row = rows[0]
  if (row === undefined) throw new Error(`Tenant ${tenantId} is not there.`)
  return row
}

/** Who owes what in the period, from the frozen forms, with the state of the report. */
export type ObligationRow = {
  readonly reportId: string
  readonly unitId: string
  readonly name: string
  readonly shortName: string
  readonly group: UnitGroup
  readonly form: unknown
  readonly dueAt: string
  readonly state: 'open' | 'submitted' | 'returned' | 'approved'
  readonly version: number
  readonly firstSubmittedAt: string | null
  /** The last approved version, if any: a correction under way does not take its figures away. */
  readonly approvedVersion: number | null
}

/** The frozen form of one unit: which indicators it owes, with its own targets. */
export function owedBy({
  unitId,
  form,
}: Pick<ObligationRow, 'unitId' | 'form'>): readonly { indicatorId: string; unitId: string; target?: Target }[] {
  if (!Array.isArray(form)) return []
  return form.map((line: { indicatorId: string; target?: unknown }) => ({
    indicatorId: line.indicatorId,
    unitId,
    ...(line.target === undefined || line.target === null ? {} : { target: targetOf(line.target) }),
  }))
}

export async function obligationsOf(tx: Tx, tenantId: number, regimeId: string, period: string): Promise<readonly ObligationRow[]> {
  const { rows } = await sql<ObligationRow>`
    select o.id "reportId", o.unit_id "unitId", v.name, v.short_name "shortName", v.unit_group "group", o.form, o.due_at "dueAt",
           r.state, r.version, r.first_submitted_at "firstSubmittedAt",
           (select max(s.version) from report_snapshots s where s.tenant_id = o.tenant_id and s.report_id = o.id) "approvedVersion"
      from obligations o
      join reports r on r.tenant_id = o.tenant_id and r.id = o.id
      cross join ${sql.raw(unitAtEndOf('o'))}
     where o.tenant_id = ${tenantId} and o.regime_id = ${regimeId} and o.level = 'unit' and o.period = ${period} and r.state <> 'passedOn'
     order by v.position, v.name collate "vi-x-icu"`.execute(tx.q)
  return rows
}

export type SnapshotRow = {
  readonly reportId: string
  readonly unitId: string
  readonly unit: string
  readonly period: string
  readonly version: number
  readonly approvedAt: string
  readonly reason: string | null
  readonly sha256: string
  readonly content: unknown
}

/** The last approved snapshot of each unit for the period: figures and narratives as they were approved. */
export async function approvedSnapshots(tx: Tx, tenantId: number, regimeId: string, period: string): Promise<readonly SnapshotRow[]> {
  const { rows } = await sql<SnapshotRow>`
    select distinct on (s.report_id) s.report_id "reportId", o.unit_id "unitId", v.short_name unit, o.period, s.version, s.approved_at "approvedAt", s.reason, s.sha256, s.content
      from report_snapshots s
      join obligations o on o.tenant_id = s.tenant_id and o.id = s.report_id
      cross join ${sql.raw(unitAtEndOf('o'))}
     where s.tenant_id = ${tenantId} and o.regime_id = ${regimeId} and o.period = ${period}
     order by s.report_id, s.version desc`.execute(tx.q)
  return rows
}

export type CorrectionRow = {
  readonly unit: string
  readonly period: string
  readonly version: number
  readonly approvedAt: string
  readonly reason: string
}

/** Corrections to be printed with `period`: of the period itself, and of earlier ones approved after the last issue before it. */
export async function correctionsOf(tx: Tx, tenantId: number, regimeId: string, period: string): Promise<readonly CorrectionRow[]> {
  const { rows } = await sql<CorrectionRow>`
    select v.name unit, o.period, s.version, s.approved_at "approvedAt", coalesce(s.reason, '') reason
      from report_snapshots s
      join obligations o on o.tenant_id = s.tenant_id and o.id = s.report_id
      cross join ${sql.raw(unitAtEndOf('o'))}
     where s.tenant_id = ${tenantId} and o.regime_id = ${regimeId} and s.version > 1 and o.period <= ${period}
       and (o.period = ${period} or s.approved_at > coalesce(
             (select max(i.issued_at) from consolidation_issues i
                join consolidations c on c.tenant_id = i.tenant_id and c.id = i.consolidation_id
               where i.tenant_id = ${tenantId} and c.regime_id = ${regimeId} and c.period < ${period}), 'infinity'::timestamptz))
     order by o.period, v.position, s.version`.execute(tx.q)
  return rows
}

export type TaskRow = {
  readonly taskId: string
  readonly position: number
  readonly text: string
  readonly leadText: string
  readonly cooperatingText: string
  readonly deadlineText: string
  readonly deadlineAt: string | null
  /** The duties of the lead units, in the units' order. */
  readonly duties: readonly { unit: string; state: 'assigned' | 'inProgress' | 'done'; doneAt: string | null; note: string }[]
}

export async function tasksOf(tx: Tx, tenantId: number, planId: string): Promise<readonly TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select t.id "taskId", t.position, t.text, t.lead_text "leadText", t.cooperating_text "cooperatingText", t.deadline_text "deadlineText", t.deadline_at "deadlineAt",
           coalesce((select json_agg(json_build_object('unit', v.short_name, 'state', a.state,
                       'doneAt', to_char(a.done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'note', a.note) order by v.position)
                       from task_assignments a
                       cross join lateral (select u.short_name, u.position from unit_versions u
                         where u.tenant_id = a.tenant_id and u.unit_id = a.unit_id order by u.valid_from desc limit 1) v
                      where a.tenant_id = t.tenant_id and a.task_id = t.id and a.part = 'lead' and a.state <> 'passedOn'), '[]'::json) duties
      from tasks t where t.tenant_id = ${tenantId} and t.plan_id = ${planId} order by t.position`.execute(tx.q)
  return rows
}

export type ConsolidationRow = { readonly revision: number; readonly edits: unknown; readonly changeKey: string | null }

/** What the officer has edited of it, if anything. */
export async function editsOf(tx: Tx, tenantId: number, id: string): Promise<ConsolidationRow | undefined> {
  const { rows } = await sql<ConsolidationRow>`
    select revision, edits, change_key "changeKey" from consolidations where tenant_id = ${tenantId} and id = ${id}`.execute(tx.q)
  return rows[0]
}

/** The row to write to, made where it is the first time, and held until the transaction ends. */
export async function editsForChange(
  tx: Tx,
  row: { tenantId: number; id: string; regimeId: string; period: string; edits: object; at: string; by: string },
): Promise<ConsolidationRow> {
  await sql`
    insert into consolidations (tenant_id, id, regime_id, period, edits, revision, updated_at, updated_by)
    values (${row.tenantId}, ${row.id}, ${row.regimeId}, ${row.period}, ${JSON.stringify(row.edits)}::jsonb, 0, ${row.at}, ${row.by})
    on conflict do nothing`.execute(tx.q)
  const { rows } = await sql<ConsolidationRow>`
    select revision, edits, change_key "changeKey" from consolidations where tenant_id = ${row.tenantId} and id = ${row.id} for no key update`.execute(
    tx.q,
  )
  const held = rows[0]
  if (held === undefined) throw new Error(`Consolidation ${row.id} is not there.`)
  return held
}

export async function saveEdits(
  tx: Tx,
  row: { tenantId: number; id: string; edits: object; changeKey: string; at: string; by: string },
): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    update consolidations set edits = ${JSON.stringify(row.edits)}::jsonb, revision = revision + 1, change_key = ${row.changeKey}, updated_at = ${row.at}, updated_by = ${row.by}
     where tenant_id = ${row.tenantId} and id = ${row.id} returning revision`.execute(tx.q)
  return rows[0]?.revision ?? 0
}

export type IssueRow = {
  readonly version: number
  readonly content: unknown
  readonly sha256: string
  readonly issuedAt: string
  readonly issuedBy: string
  readonly state: 'writing' | 'written' | 'failed'
  readonly failure: { message: string } | null
  readonly docx: string | null
  readonly xlsx: string | null
  readonly pdf: string | null
  readonly pdfMissing: string | null
  /** The address on the paper by which anybody verifies it. */
  readonly address: string | null
  readonly recalledAt: string | null
  readonly recalledBy: string | null
  readonly recallReason: string | null
}

export async function issuesOf(tx: Tx, tenantId: number, consolidationId: string): Promise<readonly Omit<IssueRow, 'content'>[]> {
  const { rows } = await sql<Omit<IssueRow, 'content'>>`
    select i.version, i.sha256, i.issued_at "issuedAt", a.full_name "issuedBy", i.state, i.failure, i.docx_sha256 docx, i.xlsx_sha256 xlsx, i.pdf_sha256 pdf, i.pdf_missing "pdfMissing",
           i.address, i.recalled_at "recalledAt", r.full_name "recalledBy", i.recall_reason "recallReason"
      from consolidation_issues i join accounts a on a.tenant_id = i.tenant_id and a.id = i.issued_by
      left join accounts r on r.tenant_id = i.tenant_id and r.id = i.recalled_by
     where i.tenant_id = ${tenantId} and i.consolidation_id = ${consolidationId} order by i.version desc`.execute(tx.q)
  return rows
}

export async function issueOf(tx: Tx, tenantId: number, consolidationId: string, version: number) {
  const { rows } = await sql<{
    content: unknown
    sha256: string
    state: string
    docx: string | null
    xlsx: string | null
    pdf: string | null
    address: string | null
    period: string
  }>`
    select i.content, i.sha256, i.state, i.docx_sha256 docx, i.xlsx_sha256 xlsx, i.pdf_sha256 pdf, i.address, c.period
      from consolidation_issues i join consolidations c on c.tenant_id = i.tenant_id and c.id = i.consolidation_id
     where i.tenant_id = ${tenantId} and i.consolidation_id = ${consolidationId} and i.version = ${version}`.execute(tx.q)
  return rows[0]
}

export async function insertIssue(
  tx: Tx,
  row: {
    tenantId: number
    consolidationId: string
    version: number
    content: object
    sha256: string
    at: string
    by: string
    printed: { token: string; address: string } | undefined
  },
): Promise<void> {
  await sql`
    insert into consolidation_issues (tenant_id, consolidation_id, version, content, sha256, issued_at, issued_by, state, token, address)
    values (${row.tenantId}, ${row.consolidationId}, ${row.version}, ${JSON.stringify(row.content)}::jsonb, ${row.sha256}, ${row.at}, ${row.by}, 'writing',
            ${row.printed?.token ?? null}, ${row.printed?.address ?? null})`.execute(tx.q)
}

export async function saveFiles(
  tx: Tx,
  row: {
    tenantId: number
    consolidationId: string
    version: number
    docx: string
    xlsx: string
    pdf: string | null
    pdfMissing: string | null
  },
): Promise<void> {
  await sql`
    update consolidation_issues set state = 'written', failure = null, docx_sha256 = ${row.docx}, xlsx_sha256 = ${row.xlsx}, pdf_sha256 = ${row.pdf}, pdf_missing = ${row.pdfMissing}
     where tenant_id = ${row.tenantId} and consolidation_id = ${row.consolidationId} and version = ${row.version}`.execute(tx.q)
}

export async function saveFailure(
  tx: Tx,
  row: { tenantId: number; consolidationId: string; version: number; message: string },
): Promise<void> {
  await sql`
    update consolidation_issues set state = 'failed', failure = ${JSON.stringify({ message: row.message })}::jsonb
     where tenant_id = ${row.tenantId} and consolidation_id = ${row.consolidationId} and version = ${row.version} and state <> 'written'`.execute(
    tx.q,
  )
}
