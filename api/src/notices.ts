import { z } from 'zod'
import { instantSchema, periodSchema } from './common.ts'

/** A reminder, told once per moment: from three days before, on the day itself, and once it is too late; of a feed, once for each silence. */
export const noticeSchema = z.object({
  key: z.string(),
  about: z.enum(['report', 'task', 'feed']),
  moment: z.enum(['soon', 'today', 'after', 'silent']),
  /** The plan's title for a report, the task's text for a task, the feed's name. */
  title: z.string(),
  period: periodSchema.nullable(),
  dueAt: instantSchema,
  href: z.string(),
  at: instantSchema,
  readAt: instantSchema.nullable(),
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
