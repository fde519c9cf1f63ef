import { nationalCalendar } from '@haidang/domain/periods/calendar'
import { reminderNow, usualReminders } from '@haidang/domain/periods/reminders'
import type { ReminderRules } from '@haidang/domain/periods/reminders'
import { calendarOf } from '../calendar/store.ts'
import { lockedAmong } from '../locks/store.ts'
import { allOffices, systemCall } from '../platform/call.ts'
import type { Call, Services } from '../platform/call.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { owedUntil, reminderSettings, saveNotices, toldBefore } from './reminder-store.ts'
import type { NewNotice, Owed, Told } from './reminder-store.ts'

/** Tells people what falls due or fell due, as the office's settings say; nothing twice, however often it runs. Answers how many notices are new. */
export const remindOffice = (call: Call): Promise<number> =>
  inTransaction(call, async (tx) => {
    const rules = await reminderRules(tx, call.tenantId)
    const named = [usualReminders, ...rules.settings]
    const daysAhead = Math.max(0, ...named.flatMap(({ daysBefore }) => daysBefore)) + 1
    const owed = (await owedUntil(tx, call, new Date(Date.parse(call.now) + daysAhead * 86_400_000).toISOString())).filter(({ to }) =>
      named.some((setting) => setting.to.includes(to)),
    )
    // Whoever is locked out is asked for nothing: who may let in is who knows.
    const locked = await lockedAmong(
      tx,
      call,
      owed.filter(({ kind }) => kind === 'report').map(({ id }) => id),
    )
    const told = lastTold(await toldBefore(tx, call, [...new Set(owed.map(({ accountId }) => accountId))]))
    const open = owed.filter(({ kind, id }) => kind !== 'report' || !locked.has(id))
    const notices = open.flatMap((one) => noticeNow(one, told.get(keyOf(one)), call.now, rules))
    return notices.length === 0 ? 0 : saveNotices(tx, call, notices)
  })

export async function reminderRules(tx: Tx, tenantId: number): Promise<ReminderRules> {
  return {
    settings: await reminderSettings(tx, tenantId),
    calendar: [...nationalCalendar, ...(await calendarOf(tx, tenantId))],
  }
}

const keyOf = ({ accountId, id, period, dueAt }: Pick<Owed, 'accountId' | 'id' | 'period' | 'dueAt'>): string =>
  `${accountId} ${id} ${period ?? ''} ${Date.parse(dueAt)}`

const lastTold = (told: readonly Told[]): ReadonlyMap<string, string> => new Map(told.map((one) => [keyOf(one), one.at]))

function noticeNow(owed: Owed, toldAt: string | undefined, now: string, rules: ReminderRules): readonly NewNotice[] {
  const { kind, id, accountId, to, dueAt, title, period, count } = owed
  const reminder = reminderNow(dueAt, { to, toldAt, now }, rules)
  if (reminder === undefined) return []
  const named = { report: 'reportId', task: 'taskId', units: 'regimeId' }[kind]
  return [
    {
      account_id: accountId,
      subject_key: [kind, id, ...(kind === 'units' ? [period] : []), reminder.since, dueAt].join(':'),
      kind: `${kind}Due.${reminder.moment}`,
      subject: { [named]: id, dueAt, title, ...(period !== null && { period }), ...(count !== null && { count }) },
    },
  ]
}

/** All offices, one after the other: one office's fault must not keep the others' reminders back. */
export async function remindAll(services: Services): Promise<void> {
  const offices = await allOffices(services)
  const faults: unknown[] = []
  for (const tenantId of offices) {
    try {
      await remindOffice(await systemCall(services, tenantId, 'Hải Đăng'))
    } catch (error) {
      faults.push(error)
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `Reminders failed in ${faults.length} of ${offices.length} offices`)
}
