import type { ReminderPreview, Reminders, WireReminderSetting } from '@haidang/api/reminders'
import { canAdminister } from '@haidang/domain/access/roles'
import { dayOf } from '@haidang/domain/periods/day'
import { inForce } from '@haidang/domain/periods/in-force'
import { recipients, reminderFaults, tellings, usualReminders } from '@haidang/domain/periods/reminders'
import type { ReminderFault, ReminderRules, ReminderSetting } from '@haidang/domain/periods/reminders'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import { holdRegister } from '../units/store.ts'
import { countSynthesis, nextDues, reminderSettings, saveReminderSetting } from './reminder-store.ts'
import { reminderRules } from './reminders.ts'

export const readReminders = (call: Call): Promise<Reminders> =>
  inReading(call, async (tx) => {
    const settings = await reminderSettings(tx, call.tenantId)
    return {
      now: onWire(inForce(settings, dayOf(call.now)) ?? usualReminders),
      settings: settings
        .map((setting) => ({ ...onWire(setting), recordedAt: setting.recordedAt, recordedBy: setting.recordedBy }))
        .toReversed(),
      can: { change: canAdminister(call.viewer) },
    }
  })

const onWire = ({ from, daysBefore, onTheDay, daysAfter, to, quiet }: ReminderSetting): WireReminderSetting => ({
  from,
  daysBefore: [...daysBefore],
  onTheDay,
  daysAfter: [...daysAfter],
  to: [...to],
  quiet: { hours: quiet.hours === undefined ? null : { ...quiet.hours }, daysOff: quiet.daysOff },
})

const fromWire = ({ quiet, ...setting }: WireReminderSetting): ReminderSetting => ({
  ...setting,
  quiet: { ...(quiet.hours !== null && { hours: quiet.hours }), daysOff: quiet.daysOff },
})

export type ReminderRefusal = { readonly refused: ReminderFault }

/** Who would be told when of what falls due next, were a setting recorded. */
export const previewReminders = (call: Call, wanted: WireReminderSetting): Promise<ReminderPreview | ReminderRefusal> =>
  inReading<ReminderPreview | ReminderRefusal>(call, async (tx) => {
    const setting = fromWire(wanted)
    const [fault] = reminderFaults(setting, dayOf(call.now))
    if (fault !== undefined) return { refused: fault }

    const rules = await reminderRules(tx, call.tenantId)
    const synthesis = await countSynthesis(tx, call.tenantId)
    const dues = await nextDues(tx, call)
    return {
      dues: dues.map(({ focalPoints, heads, unitsWithoutFocalPoint, ...due }) => ({
        ...due,
        people: { focalPoint: focalPoints, head: heads, synthesis },
        unitsWithoutFocalPoint: [...unitsWithoutFocalPoint],
        tellings: [...tellingsOf(due.dueAt, { ...rules, settings: [...rules.settings, setting] }, call.now)],
      })),
    }
  })

/** What is still to be said, to all who hear it at the same moment. */
function tellingsOf(dueAt: string, rules: ReminderRules, now: string): ReminderPreview['dues'][number]['tellings'] {
  const said = recipients.flatMap((to) => tellings(dueAt, to, rules).map((one) => ({ ...one, to })))
  const together = Map.groupBy(
    said.filter(({ at }) => at >= now),
    ({ at }) => at,
  )
  return [...together]
    .map(([at, all]) => ({ at, moment: all[0]?.moment ?? 'soon', to: all.map(({ to }) => to) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

/** Records when the office reminds, from a day on; what held before stays in the list. */
export const setReminders = (call: Call, wanted: WireReminderSetting): Promise<{ readonly ok: true } | ReminderRefusal> =>
  inTransaction<{ readonly ok: true } | ReminderRefusal>(call, async (tx) => {
    const setting = fromWire(wanted)
    const [fault] = reminderFaults(setting, dayOf(call.now))
    if (fault !== undefined) return { refused: fault }

    await holdRegister(tx, call.tenantId)
    const seq = await saveReminderSetting(tx, call, setting)
    await audit(tx, call, { stream: 'office', action: 'remindersSet', subject: String(seq), detail: onWire(setting) })
    return { ok: true }
  })
