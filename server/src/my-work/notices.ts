import type { Notice, Notices, NoticesRead } from '@haidang/api/notices'
import { unitsActedFor } from '@haidang/domain/access/roles'
import type { Instant } from '@haidang/domain/periods/day'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Call } from '../platform/call.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'

const shownAtMost = 50

/** What the reminders write: `<about>Due.<moment>` and a subject that names the report or the task; of a feed that is silent, `feed.silent`. */
const kindPattern = /^(?<about>report|task|feed)(?:Due)?\.(?<moment>soon|today|after|silent)$/u
const kindSchema = z.object({ about: z.enum(['report', 'task', 'feed']), moment: z.enum(['soon', 'today', 'after', 'silent']) })
const subjectSchema = z.object({
  title: z.string(),
  dueAt: z.string(),
  period: z.string().optional(),
  reportId: z.string().optional(),
  taskId: z.string().optional(),
  feedId: z.string().optional(),
})

type NoticeRow = {
  readonly key: string
  readonly kind: string
  readonly subject: unknown
  readonly at: Instant
  readonly readAt: Instant | null
  readonly settled: boolean
}

/** The viewer's own reminders, newest first; what was told together, the longest due first. */
export const listNotices = (call: Call): Promise<Notices> =>
  inReading(call, async (tx) => {
    const { tenantId, viewer } = call
    const { rows } = await sql<NoticeRow>`
      select n.subject_key as key, n.kind, n.subject, n.at, n.read_at as "readAt",
        r.first_submitted_at is not null or coalesce(r.state = 'passedOn', false) or coalesce(d.state in ('done', 'passedOn'), false)
          or coalesce(f.state = 'paused' or f.newest_at > n.at, false) as settled
      from notices n
      left join reports r on r.tenant_id = n.tenant_id and r.id = (n.subject ->> 'reportId')::uuid
      left join task_assignments d
        on d.tenant_id = n.tenant_id and d.task_id = (n.subject ->> 'taskId')::uuid and d.unit_id = any(${unitsActedFor(viewer)})
      left join feeds f on f.tenant_id = n.tenant_id and f.id = (n.subject ->> 'feedId')::uuid
      where n.tenant_id = ${tenantId} and n.account_id = ${viewer.accountId}
      order by n.at desc, n.subject ->> 'dueAt', n.subject_key limit ${shownAtMost}`.execute(tx.q)
    return { unread: await countUnread(tx, call), notices: rows.map(noticeOf) }
  })

function noticeOf({ key, kind, subject, at, readAt, settled }: NoticeRow): Notice {
  const { about, moment } = kindSchema.parse(kindPattern.exec(kind)?.groups)
  const { title, dueAt, period, reportId, taskId, feedId } = subjectSchema.parse(subject)
  const href = { report: `/bao-cao/${reportId}`, task: `/nhiem-vu?mo=${taskId}`, feed: `/nguon-du-lieu/${feedId}` }[about]
  return { key, about, moment, title, period: period ?? null, dueAt, href, at, readAt, settled }
}

/**
 * Marks the viewer's own reminders as read up to an instant. No line in the log: that somebody looked at a reminder changes nothing of the
 * programme, and a log of who opened what when would watch people instead of figures.
 */
export const readNotices = (call: Call, upTo: Instant): Promise<NoticesRead> =>
  inTransaction(call, async (tx) => {
    const { tenantId, viewer, now } = call
    await tx.q
      .updateTable('notices')
      .set({ read_at: now })
      .where('tenant_id', '=', tenantId)
      .where('account_id', '=', viewer.accountId)
      .where('read_at', 'is', null)
      .where('at', '<=', upTo)
      .execute()
    return { unread: await countUnread(tx, call) }
  })

async function countUnread(tx: Tx, { tenantId, viewer }: Call): Promise<number> {
  const { unread } = await tx.q
    .selectFrom('notices')
    .select(({ fn }) => fn.countAll<number>().as('unread'))
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', viewer.accountId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return unread
}
