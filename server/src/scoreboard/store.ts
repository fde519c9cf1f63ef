import { sql } from 'kysely'
import type { Instant } from '@haidang/domain/periods/day'
import type { TaskState } from '@haidang/domain/tasks/task'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type ProofRow = {
  readonly unitId: string
  readonly name: string
  readonly shortName: string
  readonly group: 'committee' | 'department' | 'agency' | 'ward'
  readonly reportId: string
  readonly state: 'open' | 'submitted' | 'returned' | 'approved'
  readonly version: number
  readonly target: unknown
  readonly numerator: string | null
  readonly denominator: string | null
  readonly note: string
  readonly counted: boolean
  readonly countedVersion: number | null
  readonly reporter: string | null
  readonly submittedAt: Instant | null
  readonly approver: string | null
  readonly approvedAt: Instant | null
}

/** Every unit that owes the indicator in the period: the approved figure where one counts, else what was handed in, and who stands behind it. */
export async function proofRows(
  tx: Tx,
  { tenantId }: Call,
  regimeId: string,
  period: string,
  indicatorId: string,
): Promise<readonly ProofRow[]> {
  const { rows } = await sql<ProofRow>`
    select o.unit_id "unitId", v.name, v.short_name "shortName", v.unit_group "group", r.id "reportId", r.state, r.version,
           (select f -> 'target' from jsonb_array_elements(o.form) f where f ->> 'indicatorId' = ${indicatorId}) target,
           case when s.version is not null then a.numerator when r.state = 'submitted' then e.numerator end numerator,
           case when s.version is not null then a.denominator when r.state = 'submitted' then e.denominator end denominator,
           coalesce(e.note, '') note, a.report_id is not null counted, s.version "countedVersion",
           sa.full_name reporter, r.submitted_at "submittedAt", aa.full_name approver, s.approved_at "approvedAt"
      from obligations o
      join reports r on r.tenant_id = o.tenant_id and r.id = o.id
      join unit_versions v on v.tenant_id = o.tenant_id and v.unit_id = o.unit_id and v.valid_from <= o.window_to and (v.valid_to is null or v.valid_to > o.window_to)
      left join report_snapshots s on s.tenant_id = r.tenant_id and s.report_id = r.id
       and s.version = (select max(x.version) from report_snapshots x where x.tenant_id = ${tenantId} and x.report_id = r.id)
      left join approved_figures a on a.tenant_id = r.tenant_id and a.period = o.period and a.indicator_id = ${indicatorId} and a.unit_id = o.unit_id
      left join report_entries e on e.tenant_id = r.tenant_id and e.report_id = r.id and e.indicator_id = ${indicatorId}
      left join accounts sa on sa.tenant_id = r.tenant_id and sa.id = r.submitted_by
      left join accounts aa on aa.tenant_id = s.tenant_id and aa.id = s.approved_by
     where o.tenant_id = ${tenantId} and o.regime_id = ${regimeId} and o.level = 'unit' and o.period = ${period}
       and exists (select 1 from jsonb_array_elements(o.form) f where f ->> 'indicatorId' = ${indicatorId})
     order by v.position, v.name collate "vi-x-icu"`.execute(tx.q)
  return rows
}

/** The regime and period that an indicator's proof is asked in. */
export async function planOfIndicator(tx: Tx, tenantId: number, indicatorId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    planId: string
  }>`select plan_id "planId" from indicators where tenant_id = ${tenantId} and id = ${indicatorId}`.execute(tx.q)
  return rows[0]?.planId
}

export type PeriodStamp = { readonly period: string; readonly stamp: string }

/** For each period up to `period`, newest last, what its scores were drawn from: equal stamps mean equal scores. */
export const stampsOf = (tx: Tx, tenantId: number, regimeId: string, period: string, months: number): Promise<readonly PeriodStamp[]> =>
  tx.hot<PeriodStamp>(
    'scoreboard-stamps',
    `select o.period, md5(string_agg(r.id || r.state || r.version || coalesce(r.submitted_at::text, '') || coalesce(r.approved_at::text, ''), ',' order by r.id)) stamp
       from obligations o join reports r on r.tenant_id = o.tenant_id and r.id = o.id
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period <= $3
      group by o.period order by o.period desc limit $4`,
    [tenantId, regimeId, period, months],
  )

export type FormRow = { readonly period: string; readonly unitId: string; readonly form: unknown }

export const formsOf = (tx: Tx, tenantId: number, regimeId: string, periods: readonly string[]): Promise<readonly FormRow[]> =>
  tx.hot<FormRow>(
    'scoreboard-forms',
    `select period, unit_id "unitId", form from obligations where tenant_id = $1 and regime_id = $2 and level = 'unit' and period = any($3::text[])`,
    [tenantId, regimeId, periods],
  )

export type BoardUnit = {
  readonly unitId: string
  readonly name: string
  readonly shortName: string
  readonly group: 'committee' | 'department' | 'agency' | 'ward'
  readonly reportId: string
  readonly reported: boolean
  readonly approved: boolean
}

/** The units that owe a report for the period, under the names they bore then. */
export const boardUnits = (tx: Tx, tenantId: number, regimeId: string, period: string): Promise<readonly BoardUnit[]> =>
  tx.hot<BoardUnit>(
    'scoreboard-units',
    `select o.unit_id "unitId", v.name, v.short_name "shortName", v.unit_group "group", r.id "reportId", r.first_submitted_at is not null reported,
            exists (select 1 from report_snapshots s where s.tenant_id = o.tenant_id and s.report_id = o.id) approved
       from obligations o
       join reports r on r.tenant_id = o.tenant_id and r.id = o.id
       join unit_versions v on v.tenant_id = o.tenant_id and v.unit_id = o.unit_id
        and v.valid_from <= o.window_to and (v.valid_to is null or v.valid_to > o.window_to)
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = $3
      order by v.position, v.name collate "vi-x-icu"`,
    [tenantId, regimeId, period],
  )

export type TaskDuties = {
  readonly taskId: string
  readonly deadlineAt: Instant | null
  readonly state: TaskState | null
  readonly doneAt: Instant | null
}

/** Of each task of a plan one row for each state that its lead units are in, with the last moment of it: as much as its timeliness hangs on. */
export const dutiesByState = (tx: Tx, tenantId: number, planId: string): Promise<readonly TaskDuties[]> =>
  tx.hot<TaskDuties>(
    'scoreboard-duties',
    `select t.id "taskId", t.deadline_at "deadlineAt", a.state, max(a.done_at) "doneAt"
       from tasks t
       left join task_assignments a on a.tenant_id = t.tenant_id and a.task_id = t.id and a.part = 'lead'
      where t.tenant_id = $1 and t.plan_id = $2
      group by t.id, t.deadline_at, a.state
      order by t.id`,
    [tenantId, planId],
  )
