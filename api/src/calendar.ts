import { z } from 'zod'
import { daySchema, idSchema, instantSchema, periodSchema } from './common.ts'

const kindSchema = z.enum(['off', 'work'])
const dayNameSchema = z.string().trim().max(200)

/** What an office says of a day; `usual` takes back what it said before. */
export const dayChangeSchema = z.object({ day: daySchema, kind: z.enum(['off', 'work', 'usual']), name: dayNameSchema })
const daysSchema = z.array(dayChangeSchema).min(1).max(100)

/** GET /api/calendar: the office's own days, to be laid over the nation's (`nationalCalendar` of the domain), and the documents that ordered them. */
export const calendarSchema = z.object({
  own: z.array(
    z.object({
      day: daySchema,
      kind: kindSchema,
      name: z.string(),
      source: z.enum(['seen', 'unconfirmed', 'confirmed']),
      changeId: idSchema.nullable(),
    }),
  ),
  /** The newest first. */
  changes: z.array(
    z.object({
      id: idSchema,
      documentNumber: z.string(),
      documentDay: daySchema,
      days: z.array(dayChangeSchema.extend({ before: z.object({ kind: kindSchema, name: z.string() }).nullable() })),
      movedDues: z.number().int(),
      recordedAt: instantSchema,
      recordedBy: z.string(),
    }),
  ),
  can: z.object({ change: z.boolean() }),
})
export type OfficeCalendar = z.infer<typeof calendarSchema>

/** POST /api/calendar/preview: what would move; nothing is written. */
export const previewCalendarSchema = z.object({ days: daysSchema })

const dueSchema = z.object({
  planId: idSchema,
  planTitle: z.string(),
  period: periodSchema,
  level: z.enum(['unit', 'city']),
  /** How many units owe it at that instant. */
  count: z.number().int(),
  from: instantSchema,
})
/** `past`: what would have to move into what is over, and stays. */
export const calendarMovesSchema = z.object({
  moved: z.array(dueSchema.extend({ to: instantSchema, movedBecause: z.string().nullable() })),
  past: z.array(dueSchema),
})
export type CalendarMoves = z.infer<typeof calendarMovesSchema>

/** POST /api/calendar/changes: days with the document that orders them; `after` is the newest change that the writer knows. */
export const changeCalendarSchema = z.object({
  days: daysSchema,
  documentNumber: z.string().trim().min(1).max(100),
  documentDay: daySchema,
  after: idSchema.nullable(),
})
export type ChangeCalendar = z.infer<typeof changeCalendarSchema>
