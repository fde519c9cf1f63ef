import { addDays, compareInstants, dayOf } from '@haidang/domain/periods/day'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { sql } from 'kysely'
import { systemCall } from '../platform/call.ts'
import type { Call, Services } from '../platform/call.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'

export type Moment = 'soon' | 'today' | 'after'

const daysBefore = 3

/** Which reminder it is time for: from three days before, on the day itself, and once it is too late. */
export function reminderMoment({ lastDay, dueAt }: { readonly lastDay: Day; readonly dueAt: Instant }, now: Instant): Moment | undefined {
  if (compareInstants(now, dueAt) > 0) return 'after'
  const today = dayOf(now)
  if (today === lastDay) return 'today'
  return today >= addDays(lastDay, -daysBefore) ? 'soon' : undefined
}

type Owed = {
  readonly kind: 'report' | 'task'
  readonly id: string
  readonly accountId: string
  readonly dueAt: Instant
  readonly title: string
  readonly period: string | null
  /** A due that was moved on request is reminded of anew. */
  readonly isExtended: boolean
}

/** Tells focal points what falls due or fell due; said once per moment, however often it runs. Answers how many notices are new. */
export const remindOffice = (call: Call): Promise<number> =>
  inTransaction(call, async (tx) => {
    const notices = (await owedBy(tx, call)).flatMap((owed) => {
      const moment = reminderMoment({ lastDay: lastDayOf(owed), dueAt: owed.dueAt }, call.now)
      return moment === undefined ? [] : [{ ...owed, moment }]
    })
    if (notices.length === 0) return 0

    const rows = notices.map(({ accountId, kind, id, moment, dueAt, title, period, isExtended }) => ({
      account_id: accountId,
      subject_key: `${kind}:${id}:${moment}${isExtended ? `:${dueAt}` : ''}`,
      kind: `${kind}Due.${moment}`,
      subject: { [`${kind}Id`]: id, dueAt, title, ...(period === null ? {} : { period }) },
    }))
    const { numAffectedRows } = await sql`
      insert into notices (tenant_id, account_id, subject_key, kind, subject, at)
      select ${call.tenantId}, n.account_id, n.subject_key, n.kind, n.subject, ${call.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}) as n (account_id uuid, subject_key text, kind text, subject jsonb)
      on conflict (tenant_id, account_id, subject_key) do nothing`.execute(tx.q)
    return Number(numAffectedRows ?? 0)
  })

/** A task's deadline is the first instant that is too late, so at midnight its last day is the one before. */
const lastDayOf = ({ dueAt }: Owed): Day => dayOf(new Date(Date.parse(dueAt) - 1).toISOString())

/** The account's unit is the one that owes, or has taken it over. */
const actsFor = (owes: 'r' | 'd') => sql`(a.unit_id = ${sql.ref(`${owes}.unit_id`)} or exists (
      select 1 from takeovers o where o.tenant_id = a.tenant_id and o.unit_id = a.unit_id and o.from_unit_id = ${sql.ref(`${owes}.unit_id`)} and o.ended_at is null
    ))`

async function owedBy(tx: Tx, { tenantId, now }: Call): Promise<readonly Owed[]> {
  const horizon = new Date(Date.parse(now) + (daysBefore + 1) * 86_400_000).toISOString()
  const { rows } = await sql<Owed>`
    select 'report' as kind, r.id, a.id as "accountId", o.due_at as "dueAt", p.title, r.period,
      exists (select 1 from extensions x where x.tenant_id = r.tenant_id and x.report_id = r.id and x.answer = 'granted') as "isExtended"
    from reports r
    join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
    join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
    join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
    join accounts a on a.tenant_id = r.tenant_id and ${actsFor('r')} and a.disabled_at is null
    join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role = 'focalPoint'
    where r.tenant_id = ${tenantId} and r.first_submitted_at is null and r.state <> 'passedOn' and o.due_at < ${horizon}
    union all
    select 'task', t.id, a.id, t.deadline_at, t.text, null, false
    from task_assignments d
    join tasks t on t.tenant_id = d.tenant_id and t.id = d.task_id
    join accounts a on a.tenant_id = d.tenant_id and ${actsFor('d')} and a.disabled_at is null
    join account_roles l on l.tenant_id = a.tenant_id and l.account_id = a.id and l.role = 'focalPoint'
    where d.tenant_id = ${tenantId} and d.part = 'lead' and d.state not in ('done', 'passedOn') and t.deadline_at < ${horizon}`.execute(
    tx.q,
  )
  return rows
}

/** All offices, one after the other: one office's fault must not keep the others' reminders back. */
export async function remindAll(services: Services): Promise<void> {
  const offices = await services.db.selectFrom('tenants').select('tenant_id').orderBy('tenant_id').execute()
  const faults: unknown[] = []
  for (const { tenant_id } of offices) {
    try {
      await remindOffice(await systemCall(services, tenant_id, 'Hải Đăng'))
    } catch (error) {
      faults.push(error)
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `Reminders failed in ${faults.length} of ${offices.length} offices`)
}
