import type { UnitGroup } from '@haidang/domain/units/unit'
import { sql } from 'kysely'
import type { Instant } from '@haidang/domain/periods/day'
import type { TaskState } from '@haidang/domain/tasks/task'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type ProofRow = {
  readonly unitId: string
  readonly name: string
  readonly shortName: string
  readonly group: UnitGroup
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

/** For each of $4 periods up to the given one what its scores were drawn from: equal stamps mean equal scores. */
function stampsOfRegime(regime: string, period: string): string {
  return `
    select o.period, md5(string_agg(r.id || r.state || r.version || coalesce(r.submitted_at::text, '') || coalesce(r.approved_at::text, ''), ',' order by r.id)) stamp
      from obligations o join reports r on r.tenant_id = o.tenant_id and r.id = o.id
     where o.tenant_id = $1 and o.regime_id = ${regime} and o.level = 'unit' and o.period <= ${period}
     group by o.period order by o.period desc limit $4`
}

export const stampsOf = (tx: Tx, tenantId: number, regimeId: string, period: string, months: number): Promise<readonly PeriodStamp[]> =>
  tx.hot<PeriodStamp>('scoreboard-stamps', stampsOfRegime('$2', '$3'), [tenantId, regimeId, period, months])

export type FormRow = { readonly period: string; readonly unitId: string; readonly form: unknown }

export const formsOf = (tx: Tx, tenantId: number, regimeId: string, periods: readonly string[]): Promise<readonly FormRow[]> =>
  tx.hot<FormRow>(
    'scoreboard-forms',
    `select period, unit_id "unitId", form from obligations where tenant_id = $1 and regime_id = $2 and level = 'unit' and period = any($3::text[])`,
    [tenantId, regimeId, periods],
  )

/** What a board is drawn from, beside the figures that the stamps stand for. */
export type Drawn = {
  readonly regimeId: string
  readonly planId: string
  readonly planTitle: string
  readonly period: string
  readonly periods: readonly string[]
  readonly units: readonly {
    readonly unitId: string
    readonly name: string
    readonly shortName: string
    readonly group: UnitGroup
    readonly reportId: string
    readonly reported: boolean
    readonly approved: boolean
  }[]
  /** Of each task a row for each state that its lead units are in, with the last moment of it: as much as its timeliness hangs on. */
  readonly duties: readonly {
    readonly taskId: string
    readonly deadlineAt: Instant | null
    readonly isPast: boolean | null
    readonly state: TaskState | null
    readonly doneAt: Instant | null
  }[]
  /** Of the periods up to this one, oldest first. */
  readonly stamps: readonly PeriodStamp[]
}

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/**
 * All of `Drawn` as one JSON text from one statement, so from one snapshot: the same text is the same board (`isPast` tells when a deadline has
 * passed since). Undefined where the city owes nothing for the period (under the plan); the newest plan's where several owe it and none is named.
 */
export async function drawnAs(
  db: Pick<Tx, 'hot'>,
  tenantId: number,
  {
    period,
    planId,
    months,
    now,
  }: { readonly period: string; readonly planId: string | undefined; readonly months: number; readonly now: Instant },
): Promise<string | undefined> {
  const [row] = await db.hot<{ drawn: string }>('scoreboard-drawn', drawnStatement, [tenantId, period, planId ?? null, months, now])
  return row?.drawn
}

const drawnStatement = `
with owed as (
  select r.id regime_id, p.id plan_id, p.title, o.period
    from obligations o
    join regimes r on r.tenant_id = o.tenant_id and r.id = o.regime_id
    join plans p on p.tenant_id = r.tenant_id and p.id = r.plan_id
   where o.tenant_id = $1 and o.level = 'city' and o.period = $2 and ($3::uuid is null or p.id = $3)
   order by r.issued_at desc limit 1
)
select json_build_object(
  'regimeId', w.regime_id, 'planId', w.plan_id, 'planTitle', w.title, 'period', w.period,
  'periods', (select json_agg(o.period order by o.period) from obligations o
               where o.tenant_id = $1 and o.regime_id = w.regime_id and o.level = 'city'),
  'units', (
    select coalesce(json_agg(json_build_object('unitId', o.unit_id, 'name', v.name, 'shortName', v.short_name, 'group', v.unit_group, 'reportId', r.id,
             'reported', r.first_submitted_at is not null,
             'approved', exists (select 1 from report_snapshots s where s.tenant_id = $1 and s.report_id = o.id))
             order by v.position, v.name collate "vi-x-icu"), '[]'::json)
      from obligations o
      join reports r on r.tenant_id = $1 and r.id = o.id
      join unit_versions v on v.tenant_id = $1 and v.unit_id = o.unit_id
       and v.valid_from <= o.window_to and (v.valid_to is null or v.valid_to > o.window_to)
     where o.tenant_id = $1 and o.regime_id = w.regime_id and o.level = 'unit' and o.period = w.period),
  'duties', (
    select coalesce(json_agg(json_build_object('taskId', d.id, 'deadlineAt', ${instant('d.deadline_at')}, 'isPast', d.deadline_at <= $5::timestamptz,
             'state', d.state, 'doneAt', ${instant('d.done_at')}) order by d.id, d.state), '[]'::json)
      from (select t.id, t.deadline_at, a.state, max(a.done_at) done_at
              from tasks t
              left join task_assignments a on a.tenant_id = $1 and a.task_id = t.id and a.part = 'lead'
             where t.tenant_id = $1 and t.plan_id = w.plan_id
             group by t.id, t.deadline_at, a.state) d),
  'stamps', (
    select json_agg(json_build_object('period', p.period, 'stamp', p.stamp) order by p.period)
      from (${stampsOfRegime('w.regime_id', 'w.period')}) p)
)::text drawn
from owed w`
