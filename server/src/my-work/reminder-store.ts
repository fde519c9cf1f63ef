import type { Instant } from '@haidang/domain/periods/day'
import { recipients } from '@haidang/domain/periods/reminders'
import type { Recipient, ReminderSetting } from '@haidang/domain/periods/reminders'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type RecordedSetting = ReminderSetting & { readonly recordedAt: Instant; readonly recordedBy: string }

/** In the order in which they were recorded. */
export async function reminderSettings(tx: Tx, tenantId: number): Promise<readonly RecordedSetting[]> {
  const rows = await tx.q
    .selectFrom('reminder_settings as s')
    .innerJoin('accounts as a', (join) => join.onRef('a.tenant_id', '=', 's.tenant_id').onRef('a.id', '=', 's.recorded_by'))
    .selectAll('s')
    .select('a.full_name')
    .where('s.tenant_id', '=', tenantId)
    .orderBy('s.seq')
    .execute()
  return rows.map((row) => ({
    from: row.from_day,
    daysBefore: row.days_before,
    onTheDay: row.on_the_day,
    daysAfter: row.days_after,
    to: recipients.filter((one) => row.recipients.includes(one)),
    quiet: {
      ...(row.quiet_from !== null && row.quiet_to !== null && { hours: { from: row.quiet_from, to: row.quiet_to } }),
      daysOff: row.quiet_on_days_off,
    },
    recordedAt: row.recorded_at,
    recordedBy: row.full_name,
  }))
}

export async function saveReminderSetting(
  tx: Tx,
  { tenantId, now, viewer }: Call,
  { from, daysBefore, onTheDay, daysAfter, to, quiet }: ReminderSetting,
): Promise<number> {
  const [row] = await tx.raw<{ seq: number }>(
    `insert into reminder_settings (tenant_id, seq, from_day, days_before, on_the_day, days_after, recipients, quiet_from, quiet_to,
                                    quiet_on_days_off, recorded_at, recorded_by)
     select $1, coalesce(max(s.seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 from reminder_settings s where s.tenant_id = $1
     returning seq`,
    [
      tenantId,
      from,
      daysBefore,
      onTheDay,
      daysAfter,
      to,
      quiet.hours?.from ?? null,
      quiet.hours?.to ?? null,
      quiet.daysOff,
      now,
      viewer.accountId,
    ],
  )
  return row?.seq ?? 0
}

/** Something that is due, and somebody who may have to hear of it. */
export type Owed = {
  readonly kind: 'report' | 'task' | 'units'
  /** The report, the task, or the regime of the units' reports. */
  readonly id: string
  readonly accountId: string
  readonly to: Recipient
  readonly dueAt: Instant
  readonly title: string
  readonly period: string | null
  /** Of units: how many have not handed in. */
  readonly count: number | null
}

/** The account's unit is the one that owes, or has taken it over. */
const actsFor = (unit: string): string => `(a.unit_id = ${unit} or exists (
      select 1 from takeovers o where o.tenant_id = a.tenant_id and o.unit_id = a.unit_id and o.from_unit_id = ${unit} and o.ended_at is null
    ))`

/** Who hears of what a unit owes: whoever reports for it, and whoever leads it. */
const tellable = `join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role in ('focalPoint', 'leader')`
const recipientOf = `case l.role when 'leader' then 'head' else 'focalPoint' end as "to"`

/** What is owed until an instant, or is overdue, with everybody who could be told of it. */
export const owedUntil = (tx: Tx, { tenantId }: Call, horizon: Instant): Promise<readonly Owed[]> =>
  tx.raw<Owed>(
    `select 'report' as kind, r.id, a.id as "accountId", ${recipientOf}, o.due_at as "dueAt", p.title, r.period, null::int as count
       from reports r
       join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
       join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
       join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
       join accounts a on a.tenant_id = r.tenant_id and ${actsFor('r.unit_id')} and a.disabled_at is null
       ${tellable}
      where r.tenant_id = $1 and r.first_submitted_at is null and r.state <> 'passedOn' and o.due_at < $2
     union all
     select 'task', t.id, a.id, ${recipientOf}, t.deadline_at, t.text, null, null
       from task_assignments d
       join tasks t on t.tenant_id = d.tenant_id and t.id = d.task_id
       join accounts a on a.tenant_id = d.tenant_id and ${actsFor('d.unit_id')} and a.disabled_at is null
       ${tellable}
      where d.tenant_id = $1 and d.part = 'lead' and d.state not in ('done', 'passedOn') and t.deadline_at < $2
     union all
     select 'units', s.regime_id, a.id, 'synthesis', s.due_at, s.title, s.period, s.missing
       from (
         select o.regime_id, o.period, o.due_at, p.title, count(*)::int as missing
           from reports r
           join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
           join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
           join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
          where r.tenant_id = $1 and r.first_submitted_at is null and r.state <> 'passedOn' and o.due_at < $2
          group by o.regime_id, o.period, o.due_at, p.title
       ) s
       join accounts a on a.tenant_id = $1 and a.disabled_at is null
       join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role = 'synthesis'`,
    [tenantId, horizon],
  )

export type Told = {
  readonly accountId: string
  readonly id: string
  readonly period: string | null
  readonly dueAt: Instant
  readonly at: Instant
}

/** When people were last told of which due. */
export const toldBefore = (tx: Tx, { tenantId }: Call, accountIds: readonly string[]): Promise<readonly Told[]> =>
  tx.raw<Told>(
    `select n.account_id as "accountId", coalesce(n.subject ->> 'reportId', n.subject ->> 'taskId', n.subject ->> 'regimeId') as id,
            n.subject ->> 'period' as period, n.subject ->> 'dueAt' as "dueAt", max(n.at) as at
       from notices n
      where n.tenant_id = $1 and n.account_id = any($2::uuid[]) and n.kind ~ '^(report|task|units)Due[.]'
      group by 1, 2, 3, 4`,
    [tenantId, accountIds],
  )

export type NewNotice = {
  readonly account_id: string
  readonly subject_key: string
  readonly kind: string
  readonly subject: Readonly<Record<string, unknown>>
}

/** Answers how many of them are new. */
export async function saveNotices(tx: Tx, { tenantId, now }: Call, notices: readonly NewNotice[]): Promise<number> {
  const saved = await tx.raw(
    `insert into notices (tenant_id, account_id, subject_key, kind, subject, at)
     select $1, n.account_id, n.subject_key, n.kind, n.subject, $2
       from jsonb_to_recordset($3) as n (account_id uuid, subject_key text, kind text, subject jsonb)
     on conflict (tenant_id, account_id, subject_key) do nothing returning 1`,
    [tenantId, now, JSON.stringify(notices)],
  )
  return saved.length
}

export type NextDue = {
  readonly planTitle: string
  readonly name: string
  readonly period: string
  readonly dueAt: Instant
  readonly units: number
  readonly focalPoints: number
  readonly heads: number
  readonly unitsWithoutFocalPoint: readonly string[]
}

/** Of each regime what units owe next, and how many people could be told. */
export const nextDues = (tx: Tx, { tenantId, now }: Call): Promise<readonly NextDue[]> =>
  tx.raw<NextDue>(
    `select n.title as "planTitle", n.name, n.period, n.due_at as "dueAt", cardinality(n.unit_ids) as units,
            (select count(distinct a.id)::int from unnest(n.unit_ids) u (id) join accounts a on a.tenant_id = $1 and ${actsFor('u.id')} and a.disabled_at is null
               join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role = 'focalPoint') as "focalPoints",
            (select count(distinct a.id)::int from unnest(n.unit_ids) u (id) join accounts a on a.tenant_id = $1 and ${actsFor('u.id')} and a.disabled_at is null
               join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role = 'leader') as heads,
            array(
              select v.name from unnest(n.unit_ids) u (id)
              cross join lateral (
                select x.name from unit_versions x where x.tenant_id = $1 and x.unit_id = u.id order by x.valid_from desc limit 1
              ) v
              where not exists (
                select 1 from accounts a join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role = 'focalPoint'
                 where a.tenant_id = $1 and ${actsFor('u.id')} and a.disabled_at is null
              )
              order by v.name collate "vi-x-icu"
            ) as "unitsWithoutFocalPoint"
       from (
         select distinct on (o.regime_id) o.regime_id, p.title, g.definition ->> 'name' as name, o.period, o.due_at, array_agg(o.unit_id) as unit_ids
           from obligations o
           join reports r on r.tenant_id = o.tenant_id and r.id = o.id and r.state <> 'passedOn'
           join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
           join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
          where o.tenant_id = $1 and o.level = 'unit' and o.due_at > $2
          group by o.regime_id, p.title, g.definition ->> 'name', o.period, o.due_at
          order by o.regime_id, o.due_at, count(*) desc
       ) n
      order by n.due_at, n.title`,
    [tenantId, now],
  )

export async function countSynthesis(tx: Tx, tenantId: number): Promise<number> {
  const [row] = await tx.raw<{ count: number }>(
    `select count(*)::int as count from accounts a join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role = 'synthesis'
      where a.tenant_id = $1 and a.disabled_at is null`,
    [tenantId],
  )
  return row?.count ?? 0
}
