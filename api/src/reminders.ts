import { recipients } from '@haidang/domain/periods/reminders'
import { z } from 'zod'
import { daySchema, instantSchema, periodSchema } from './common.ts'

const recipientSchema = z.enum(recipients)

/** When an office reminds of what is due, from a day on. */
export const reminderSettingSchema = z.object({
  from: daySchema,
  daysBefore: z.array(z.number().int()).max(20),
  onTheDay: z.boolean(),
  /** 0: as soon as it is too late. */
  daysAfter: z.array(z.number().int()).max(20),
  to: z.array(recipientSchema).max(10),
  /** What would be told in these hours, or on a day off, waits for their end. */
  quiet: z.object({ hours: z.object({ from: z.string(), to: z.string() }).nullable(), daysOff: z.boolean() }),
})
export type WireReminderSetting = z.infer<typeof reminderSettingSchema>

/** GET /api/reminders: `now` is what holds today; the recorded settings, the newest first. POST /api/reminders records one and answers the same. */
export const remindersSchema = z.object({
  now: reminderSettingSchema,
  settings: z.array(reminderSettingSchema.extend({ recordedAt: instantSchema, recordedBy: z.string() })),
  can: z.object({ change: z.boolean() }),
})
export type Reminders = z.infer<typeof remindersSchema>

/** POST /api/reminders/preview: who would be told when of what falls due next in each regime, by a setting; nothing is written. */
export const reminderPreviewSchema = z.object({
  dues: z.array(
    z.object({
      planTitle: z.string(),
      name: z.string(),
      period: periodSchema,
      dueAt: instantSchema,
      units: z.number().int(),
      /** Accounts of each kind that would be told. */
      people: z.object({ focalPoint: z.number().int(), head: z.number().int(), synthesis: z.number().int() }),
      /** Units that nobody reports for: who would be told of them? */
      unitsWithoutFocalPoint: z.array(z.string()),
      tellings: z.array(z.object({ at: instantSchema, moment: z.enum(['soon', 'today', 'after']), to: z.array(recipientSchema) })),
    }),
  ),
})
export type ReminderPreview = z.infer<typeof reminderPreviewSchema>
