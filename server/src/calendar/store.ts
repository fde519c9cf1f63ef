import { dayChangeSchema } from '@haidang/api/calendar'
import type { OfficeCalendar } from '@haidang/api/calendar'
import type { Calendar } from '@haidang/domain/periods/calendar'
import type { DayChange } from '@haidang/domain/periods/calendar-change'
import type { Day, Instant } from '@haidang/domain/periods/day'
import type { OwedDates } from '@haidang/domain/periods/obligation'
import type { DueLevel } from '@haidang/domain/periods/regime'
import { z } from 'zod'
import { toJson } from '../database/tables.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

const sourceSchema = z.enum(['seen', 'unconfirmed', 'confirmed']).catch('confirmed')
const beforeSchema = z.object({ kind: z.enum(['off', 'work']), name: z.string() }).nullable()
const saidSchema = z.array(dayChangeSchema.extend({ before: beforeSchema }))

/** The office's own calendar: what an administrator keeps, to be laid over the nation's. */
export async function calendarOf(tx: Tx, tenantId: number): Promise<Calendar> {
  return (await ownDays(tx, tenantId)).map(({ day, kind, name, source }) => ({ day, kind, name, source }))
}

export async function ownDays(tx: Tx, tenantId: number): Promise<OfficeCalendar['own']> {
  const days = await tx.q
    .selectFrom('calendar_days')
    .select(['day', 'kind', 'name', 'source', 'change_id as changeId'])
    .where('tenant_id', '=', tenantId)
    .orderBy('day')
    .execute()
  return days.map((entry) => ({ ...entry, source: sourceSchema.parse(entry.source) }))
}

export async function calendarChanges(tx: Tx, tenantId: number): Promise<OfficeCalendar['changes']> {
  const rows = await tx.raw<Omit<OfficeCalendar['changes'][number], 'days'> & { readonly days: unknown }>(
    `select c.id, c.document_number "documentNumber", c.document_day "documentDay", c.days, c.recorded_at "recordedAt", a.full_name "recordedBy",
            (select count(*)::int from moved_dues m where m.tenant_id = $1 and m.change_id = c.id) "movedDues"
       from calendar_changes c join accounts a on a.tenant_id = c.tenant_id and a.id = c.recorded_by
      where c.tenant_id = $1 order by c.seq desc limit 100`,
    [tenantId],
  )
  return rows.map((row) => ({ ...row, days: saidSchema.parse(row.days) }))
}

export async function newestChange(tx: Tx, tenantId: number): Promise<{ readonly id: string; readonly seq: number } | undefined> {
  const [row] = await tx.raw<{ id: string; seq: number }>(
    'select id, seq from calendar_changes where tenant_id = $1 order by seq desc limit 1',
    [tenantId],
  )
  return row
}

export type DueAhead = {
  readonly planId: string
  readonly planTitle: string
  readonly regimeId: string
  readonly definition: unknown
  readonly period: string
  readonly level: DueLevel
  readonly dueAt: Instant
  /** The obligations that are due at that instant. */
  readonly ids: readonly string[]
}

/**
 * What has not fallen due, one line for all that are due together; what was passed on to an heir is owed by nobody any more, and a due that was
 * granted to a unit is a day that somebody chose: the calendar does not move it.
 */
export function duesAhead(tx: Tx, tenantId: number, now: Instant): Promise<readonly DueAhead[]> {
  return tx.raw<DueAhead>(
    `select p.id "planId", p.title "planTitle", g.id "regimeId", g.definition, o.period, o.level, o.due_at "dueAt", json_agg(o.id) ids
       from obligations o
       join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
       join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
       left join reports r on r.tenant_id = o.tenant_id and r.id = o.id
      where o.tenant_id = $1 and o.due_at > $2 and r.state is distinct from 'passedOn'
        and not exists (select 1 from extensions x where x.tenant_id = o.tenant_id and x.report_id = o.id and x.answer = 'granted')
      group by p.id, p.title, g.id, g.definition, o.period, o.level, o.due_at
      order by o.due_at, p.title, o.period, o.level`,
    [tenantId, now],
  )
}

export type ChangeToSave = {
  readonly id: string
  readonly seq: number
  readonly documentNumber: string
  readonly documentDay: Day
  readonly days: readonly (DayChange & { readonly before: { readonly kind: string; readonly name: string } | null })[]
}

export async function saveCalendarChange(
  tx: Tx,
  { tenantId, now, viewer }: Call,
  { id, seq, documentNumber, documentDay, days }: ChangeToSave,
): Promise<void> {
  await tx.q
    .insertInto('calendar_changes')
    .values({
      tenant_id: tenantId,
      id,
      seq,
      document_number: documentNumber,
      document_day: documentDay,
      days: toJson(days),
      recorded_at: now,
      recorded_by: viewer.accountId,
    })
    .execute()
  await tx.raw('delete from calendar_days where tenant_id = $1 and day = any($2::date[])', [tenantId, days.map(({ day }) => day)])
  await tx.raw(
    `insert into calendar_days (tenant_id, day, kind, name, source, change_id)
     select $1, n.day, n.kind, n.name, 'confirmed', $2 from jsonb_to_recordset($3) as n (day date, kind text, name text) where n.kind <> 'usual'`,
    [tenantId, id, JSON.stringify(days)],
  )
}

/** Moves dues and keeps where they stood. */
export async function moveDues(
  tx: Tx,
  tenantId: number,
  changeId: string,
  moved: readonly { readonly due: DueAhead; readonly to: OwedDates }[],
): Promise<void> {
  const rows = moved.flatMap(({ due, to }) =>
    due.ids.map((id) => ({ id, nominal: to.nominalDue, at: to.dueAt, because: to.movedBecause ?? null })),
  )
  const read = 'jsonb_to_recordset($2) as n (id uuid, nominal date, at timestamptz, because text)'
  await tx.raw(
    `insert into moved_dues (tenant_id, obligation_id, change_id, nominal_before, due_before, moved_because_before, due_after)
     select $1, o.id, $3, o.nominal_due, o.due_at, o.moved_because, n.at from ${read} join obligations o on o.tenant_id = $1 and o.id = n.id`,
    [tenantId, JSON.stringify(rows), changeId],
  )
  await tx.raw(
    `update obligations o set nominal_due = n.nominal, due_at = n.at, moved_because = n.because from ${read} where o.tenant_id = $1 and o.id = n.id`,
    [tenantId, JSON.stringify(rows)],
  )
}
