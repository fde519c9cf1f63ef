import { movedDueSchema, noticeSchema } from '@haidang/api/notices'
import type { Notice, Notices, NoticesRead } from '@haidang/api/notices'
import { unitsActedFor } from '@haidang/domain/access/roles'
import type { Instant } from '@haidang/domain/periods/day'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Call } from '../platform/call.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'

const shownAtMost = 50

/**
 * What is written of a notice: `<about>Due.<moment>` of a reminder, with a subject that names the report, the task or the regime; `feed.silent` of a
 * feed, `calendar.moved` of dues that moved.
 */
const kindPattern = /^(?<about>report|task|units|calendar|feed)(?:Due)?\.(?<moment>soon|today|after|moved|silent)$/u
const kindSchema = noticeSchema.pick({ about: true, moment: true })
const subjectSchema = z.object({
  title: z.string(),
  dueAt: z.string(),
  period: z.string().optional(),
  reportId: z.string().optional(),
  taskId: z.string().optional(),
  feedId: z.string().optional(),
  count: z.number().optional(),
  moves: z.array(movedDueSchema.omit({ href: true }).extend({ reportId: z.string() })).optional(),
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
          or coalesce(f.state = 'paused' or f.newest_at > n.at, false)
          or (n.kind like 'unitsDue.%' and not exists (
            select 1 from obligations o join reports m on m.tenant_id = o.tenant_id and m.id = o.id
            where o.tenant_id = n.tenant_id and o.regime_id = (n.subject ->> 'regimeId')::uuid and o.period = n.subject ->> 'period'
              and m.first_submitted_at is null and m.state <> 'passedOn'
          )) as settled
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
  const { title, dueAt, period, reportId, taskId, feedId, count, moves = [] } = subjectSchema.parse(subject)
  const href = {
    report: `/bao-cao/${reportId}`,
    task: `/nhiem-vu?mo=${taskId}`,
    units: `/bao-cao?ky=${period}&loc=chua-nop`,
    calendar: moves.length === 1 ? `/bao-cao/${moves[0]?.reportId}` : '/bao-cao',
    feed: `/nguon-du-lieu/${feedId}`,
  }[about]
  return {
    key,
    about,
    moment,
    title,
    period: period ?? null,
    dueAt,
    href,
    at,
    readAt,
    count: count ?? null,
    moves: moves.map(({ reportId: of, ...moved }) => ({ ...moved, href: `/bao-cao/${of}` })),
    settled,
  }
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
