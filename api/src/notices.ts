import { z } from 'zod'
import { instantSchema, periodSchema } from './common.ts'

/** A due that moved because the working calendar changed. */
export const movedDueSchema = z.object({
  title: z.string(),
  period: periodSchema,
  from: instantSchema,
  to: instantSchema,
  href: z.string(),
})

/**
 * What somebody is told once: of a report or a task when the office's settings say so, of the units that have not handed in, of dues that moved with
 * the calendar, once for each change, and of a feed once for each silence.
 */
export const noticeSchema = z.object({
  key: z.string(),
  about: z.enum(['report', 'task', 'units', 'calendar', 'feed']),
  moment: z.enum(['soon', 'today', 'after', 'moved', 'silent']),
  /** The plan's title for reports, the task's text for a task, the document that changed the calendar, the feed's name. */
  title: z.string(),
  period: periodSchema.nullable(),
  dueAt: instantSchema,
  href: z.string(),
  at: instantSchema,
  readAt: instantSchema.nullable(),
  /** Of units: how many had not handed in when it was told. */
  count: z.number().int().nullable(),
  /** Of a calendar: the dues that moved. */
  moves: z.array(movedDueSchema),
  /** What it is about has been handed in, done or delivered since. */
  settled: z.boolean(),
})
export type Notice = z.infer<typeof noticeSchema>

/** GET /api/notices: the viewer's own, newest first, at most 50; `unread` counts all of them. */
export const noticesSchema = z.object({ unread: z.number().int(), notices: z.array(noticeSchema).max(50) })
export type Notices = z.infer<typeof noticesSchema>

/** POST /api/notices/read: marks the viewer's own up to this instant (the newest one seen), so that one told meanwhile stays unread. */
export const readNoticesSchema = z.object({ upTo: instantSchema })
export const noticesReadSchema = z.object({ unread: z.number().int() })
export type NoticesRead = z.infer<typeof noticesReadSchema>
