import type { MyWork } from '@haidang/api/reports'
import { canConsolidate, canReviewPlan, is, worksIn } from '@haidang/domain/access/roles'
import { addDays, dayOf, startOfDay } from '@haidang/domain/periods/day'
import { formatPeriod } from '@haidang/domain/periods/period'
import { canReview } from '@haidang/domain/reports/policy'
import { punctuality } from '@haidang/domain/reports/report'
import { timeliness } from '@haidang/domain/tasks/task'
import { lockedAmong } from '../locks/store.ts'
import type { Call } from '../platform/call.ts'
import { inReading } from '../platform/transaction.ts'
import { leaderWork } from './leader-work.ts'
import { extensionsAsked, officeWork, openDuties, reportsInHand } from './store.ts'
import type { AskedExtensions, OfficeWork, OpenDuty, ReportInHand } from './store.ts'
import { titleOf } from './title-of.ts'

type Item = MyWork['items'][number]

/** Deadlines this near are work of now. */
const daysAhead = 14

/** What came back first, then what is late, then what needs a leader, then what falls due, nearest first, then what waits for review. */
const ranks: Readonly<Record<Item['kind'], number>> = {
  reportReturned: 0,
  correctionOpen: 0,
  reportOverdue: 1,
  taskOverdue: 1,
  consolidationOverdue: 1,
  unitsSilent: 2,
  cityTasksOverdue: 3,
  indicatorsNotReached: 4,
  reportDue: 5,
  taskDue: 5,
  consolidationDue: 5,
  extensionsAsked: 6,
  reportsToReview: 6,
  draftToReview: 7,
}

/** One list of what waits for the viewer, each part of it in one query. */
export const myWork = (call: Call): Promise<MyWork> =>
  inReading(call, async (tx) => {
    const { viewer, now } = call
    const today = dayOf(now)
    const who = { reports: is(viewer, 'focalPoint'), reviews: canReview(viewer) }
    const reports = who.reports || who.reviews ? await reportsInHand(tx, call, { today, ...who }) : []
    const own = reports.filter(({ state, unitId }) => state !== 'submitted' && worksIn(viewer, unitId))
    const locked = await lockedAmong(
      tx,
      call,
      own.map(({ id }) => id),
    )
    const duties = who.reports ? await openDuties(tx, call, startOfDay(addDays(today, daysAhead))) : []
    const office = canConsolidate(viewer) || canReviewPlan(viewer) ? await officeWork(tx, call, today) : []
    const leading = is(viewer, 'leader') ? await leaderWork(tx, call) : []

    const items = [
      ...own.map((report) => reportItem(report, locked.has(report.id), call)),
      ...reviewItems(reports.filter(({ state }) => state === 'submitted')),
      ...(who.reviews ? extensionItems(await extensionsAsked(tx, call)) : []),
      ...duties.map((duty) => taskItem(duty, call)),
      ...office.map((work) => officeItem(work, call)),
      ...leading,
    ]
    return { now, items: items.toSorted((a, b) => ranks[a.kind] - ranks[b.kind] || compareText(a.at ?? '', b.at ?? '')) }
  })

function reportItem(report: ReportInHand, isLocked: boolean, { now, viewer }: Call): Item {
  const note = isLocked ? ('locked' as const) : report.extension && extensionNotes[report.extension]
  const base = {
    key: `report:${report.id}`,
    title: report.roundName === null ? titleOf(report.period) : `${report.roundName} (${formatPeriod(report.period)})`,
    period: report.period,
    ...(report.roundName === null ? {} : { roundName: report.roundName }),
    ...(report.unitId === viewer.unitId ? {} : { unit: report.unit }),
    ...(note === null ? {} : { note }),
    href: `/bao-cao/${report.id}`,
  }
  if (report.state === 'returned') return { ...base, kind: 'reportReturned', at: report.eventAt, detail: report.reason ?? '' }
  if (report.version > 1) return { ...base, kind: 'correctionOpen', at: report.eventAt, detail: report.reason ?? '' }

  const isOverdue = punctuality(report.dueAt, undefined, now) === 'overdue'
  return { ...base, kind: isOverdue ? 'reportOverdue' : 'reportDue', at: report.dueAt, detail: report.planTitle }
}

const extensionNotes = { asked: 'extensionAsked', granted: 'extended', refused: 'extensionRefused' } as const

/** One line per period: which units ask stands in the list. */
function extensionItems(asked: readonly AskedExtensions[]): readonly Item[] {
  return asked.map(({ period, count, since }) => ({
    key: `extensions:${period}`,
    kind: 'extensionsAsked' as const,
    title: titleOf(period),
    period,
    at: since,
    href: `/bao-cao?ky=${period}&loc=xin-lui-han`,
    detail: '',
    count,
  }))
}

/** One line per month: the officer reviews a list, not forty lines here. */
function reviewItems(submitted: readonly ReportInHand[]): readonly Item[] {
  return [...Map.groupBy(submitted, ({ period }) => period)].map(([period, reports]) => ({
    key: `review:${period}`,
    kind: 'reportsToReview' as const,
    title: titleOf(period),
    period,
    // Waiting since the first of them came in.
    at: reports.map(({ submittedAt }) => submittedAt ?? '').toSorted()[0] ?? null,
    href: `/bao-cao?ky=${period}&loc=cho-duyet`,
    detail: [...new Set(reports.map(({ planTitle }) => planTitle))].join('; '),
    count: reports.length,
  }))
}

function taskItem({ taskId, text, deadlineText, deadlineAt }: OpenDuty, { now }: Call): Item {
  const isOverdue = timeliness({ deadline: deadlineAt }, now) === 'openOverdue'
  return {
    key: `task:${taskId}`,
    kind: isOverdue ? 'taskOverdue' : 'taskDue',
    title: text,
    at: deadlineAt,
    href: `/nhiem-vu?mo=${taskId}`,
    detail: deadlineText,
  }
}

function officeItem({ kind, key, title, at, open }: OfficeWork, { now }: Call): Item {
  if (kind === 'draft')
    return { key: `draft:${key}`, kind: 'draftToReview', title, at, href: `/van-ban/nhap/${key}`, detail: '', count: open }

  const isOverdue = punctuality(at, undefined, now) === 'overdue'
  return {
    key: `consolidation:${key}`,
    kind: isOverdue ? 'consolidationOverdue' : 'consolidationDue',
    title: titleOf(key),
    period: key,
    at,
    href: `/tong-hop/${key}`,
    detail: title,
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
