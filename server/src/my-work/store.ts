import { unitsActedFor } from '@haidang/domain/access/roles'
import type { Day, Instant } from '@haidang/domain/periods/day'
import type { ReportState } from '@haidang/domain/reports/report'
import type { TaskState } from '@haidang/domain/tasks/task'
import { sql } from 'kysely'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'
import { asksFigures } from '../consolidation/store.ts'

export type ReportInHand = {
  readonly id: string
  readonly unitId: string
  readonly unit: string
  readonly period: string
  readonly state: ReportState
  readonly version: number
  readonly dueAt: Instant
  readonly submittedAt: Instant | null
  readonly planTitle: string
  readonly roundName: string | null
  /** The last thing that happened to it, and why. */
  readonly eventAt: Instant | null
  readonly reason: string | null
  /** The newest later due that was asked for. */
  readonly extension: 'asked' | 'granted' | 'refused' | null
}

/** What a focal point has in hand: reports whose windows have opened (without one, of the next thirty days), and what waits for the synthesis officer. */
export const reportsInHand = (
  tx: Tx,
  { tenantId, viewer }: Call,
  { today, reports, reviews }: { readonly today: Day; readonly reports: boolean; readonly reviews: boolean },
): Promise<readonly ReportInHand[]> =>
  tx.hot<ReportInHand>('my work: reports in hand', reportsInHandText, [tenantId, unitsActedFor(viewer), today, reports, reviews])

const reportsInHandText = `
    select r.id, r.unit_id as "unitId", u.short_name as unit, r.period, r.state, r.version, o.due_at as "dueAt", r.submitted_at as "submittedAt", p.title as "planTitle",
      case when g.definition ->> 'frequency' in ('adHoc', 'once') then g.definition ->> 'name' end as "roundName",
      e.at as "eventAt", e.reason,
      (select coalesce(x.answer, 'asked') from extensions x where x.tenant_id = r.tenant_id and x.report_id = r.id order by x.asked_at desc, x.id desc limit 1) as extension
    from reports r
    join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
    join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
    join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
    cross join lateral (
      select v.short_name from unit_versions v where v.tenant_id = r.tenant_id and v.unit_id = r.unit_id order by v.valid_from desc limit 1
    ) u
    left join lateral (
      select at, reason from report_events x where x.tenant_id = r.tenant_id and x.report_id = r.id order by x.at desc limit 1
    ) e on true
    where r.tenant_id = $1 and (
      ($4::boolean and r.unit_id = any($2::uuid[]) and r.state in ('open', 'returned') and coalesce(o.window_from, o.nominal_due - 30) <= $3::date)
      or ($5::boolean and r.state = 'submitted')
    )
    order by o.due_at, p.title, r.id`

export type AskedExtensions = { readonly period: string; readonly count: number; readonly since: Instant }

/** Later dues that wait for an answer, by period; who handed in on time meanwhile needs none. */
export async function extensionsAsked(tx: Tx, { tenantId }: Call): Promise<readonly AskedExtensions[]> {
  const { rows } = await sql<AskedExtensions>`
    select r.period, count(*)::int as count, min(x.asked_at) as since
    from extensions x
    join reports r on r.tenant_id = x.tenant_id and r.id = x.report_id
    join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
    where x.tenant_id = ${tenantId} and x.answer is null and r.state <> 'passedOn' and (r.first_submitted_at is null or r.first_submitted_at > o.due_at)
    group by r.period order by min(x.asked_at)`.execute(tx.q)
  return rows
}

/** Tells focal points which of their dues a change of the calendar moved: one notice for each, in the transaction of the change. */
export async function tellMovedDues(tx: Tx, { tenantId, now }: Call, changeId: string): Promise<void> {
  const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  await tx.raw(
    `insert into notices (tenant_id, account_id, subject_key, kind, subject, at)
     select $1, a.id, 'calendar:' || $2::text, 'calendar.moved',
       jsonb_build_object('title', c.document_number, 'dueAt', ${utc('min(m.due_after)')}, 'moves', jsonb_agg(
         jsonb_build_object('reportId', r.id, 'title', p.title, 'period', r.period, 'from', ${utc('m.due_before')}, 'to', ${utc('m.due_after')})
         order by m.due_after, p.title, r.id)), $3
       from moved_dues m
       join calendar_changes c on c.tenant_id = m.tenant_id and c.id = m.change_id
       join reports r on r.tenant_id = m.tenant_id and r.id = m.obligation_id and r.first_submitted_at is null and r.state <> 'passedOn'
       join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
       join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
       join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
       join accounts a on a.tenant_id = r.tenant_id and a.disabled_at is null and (a.unit_id = r.unit_id or exists (
         select 1 from takeovers t where t.tenant_id = a.tenant_id and t.unit_id = a.unit_id and t.from_unit_id = r.unit_id and t.ended_at is null
       ))
       join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role = 'focalPoint'
      where m.tenant_id = $1 and m.change_id = $2::uuid
      group by a.id, c.document_number
     on conflict (tenant_id, account_id, subject_key) do nothing`,
    [tenantId, changeId, now],
  )
}

export type OpenDuty = {
  readonly taskId: string
  readonly text: string
  readonly deadlineText: string
  readonly deadlineAt: Instant
  readonly state: TaskState
}

/** Tasks that the viewer's unit leads, that are not done, and whose deadline comes before `until`. */
export async function openDuties(tx: Tx, { tenantId, viewer }: Call, until: Instant): Promise<readonly OpenDuty[]> {
  const { rows } = await sql<OpenDuty>`
    select t.id as "taskId", t.text, t.deadline_text as "deadlineText", t.deadline_at as "deadlineAt", a.state
    from task_assignments a join tasks t on t.tenant_id = a.tenant_id and t.id = a.task_id
    where a.tenant_id = ${tenantId} and a.unit_id = any(${unitsActedFor(viewer)}) and a.part = 'lead' and a.state not in ('done', 'passedOn') and t.deadline_at < ${until}
    order by t.deadline_at, t.position`.execute(tx.q)
  return rows
}

export type OpenLead = { readonly deadlineAt: Instant; readonly unit: string; readonly planTitle: string }

/** Every unit's led tasks that are not done and whose deadline has come, the oldest first. */
export async function openLeads(tx: Tx, { tenantId, now }: Call): Promise<readonly OpenLead[]> {
  const { rows } = await sql<OpenLead>`
    select t.deadline_at as "deadlineAt", u.short_name as unit, p.title as "planTitle"
    from task_assignments a
    join tasks t on t.tenant_id = a.tenant_id and t.id = a.task_id
    join plans p on p.tenant_id = t.tenant_id and p.id = t.plan_id
    cross join lateral (
      select v.short_name from unit_versions v
      where v.tenant_id = a.tenant_id and v.unit_id = a.unit_id order by v.valid_from desc limit 1
    ) u
    where a.tenant_id = ${tenantId} and a.part = 'lead' and a.state not in ('done', 'passedOn') and t.deadline_at <= ${now}
    order by t.deadline_at, t.position, u.short_name collate "vi-x-icu"`.execute(tx.q)
  return rows
}

export type Issued = { readonly period: string; readonly planId: string; readonly planTitle: string; readonly issuedAt: Instant }

/** The newest period of figures whose consolidated report was issued, with its first issue. */
export async function newestIssued(tx: Tx, { tenantId }: Call): Promise<Issued | undefined> {
  const { rows } = await sql<Issued>`
    select c.period, p.id as "planId", p.title as "planTitle", i.issued_at as "issuedAt"
    from consolidation_issues i
    join consolidations c on c.tenant_id = i.tenant_id and c.id = i.consolidation_id
    join regimes g on g.tenant_id = c.tenant_id and g.id = c.regime_id
    join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
    join obligations o on o.tenant_id = c.tenant_id and o.id = c.id
    where i.tenant_id = ${tenantId} and ${sql.raw(asksFigures('g'))}
    order by o.window_to desc, g.issued_at desc, i.version limit 1`.execute(tx.q)
  return rows[0]
}

export type OfficeWork = {
  readonly kind: 'consolidation' | 'draft'
  readonly key: string
  readonly title: string
  readonly at: Instant
  readonly open: number
}

/** Consolidated reports whose data are closed and that nobody has issued, and drafts that wait for review. */
export async function officeWork(tx: Tx, { tenantId }: Call, today: Day): Promise<readonly OfficeWork[]> {
  const { rows } = await sql<OfficeWork>`
    select 'consolidation' as kind, o.period as key, p.title, o.due_at as at, 0 as open
    from obligations o
    join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
    join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
    where o.tenant_id = ${tenantId} and o.level = 'city' and o.window_to <= ${today}
      and not exists (
        select 1 from consolidations c
        join consolidation_issues i on i.tenant_id = c.tenant_id and i.consolidation_id = c.id
        where c.tenant_id = o.tenant_id and c.regime_id = o.regime_id and c.period = o.period
      )
    union all
    select 'draft', m.id::text, m.file_name, m.created_at,
      (select count(*)::int from draft_items d where d.tenant_id = m.tenant_id and d.import_id = m.id and d.state = 'unseen')
    from plan_imports m where m.tenant_id = ${tenantId} and m.state = 'read'
    order by at, key`.execute(tx.q)
  return rows
}
