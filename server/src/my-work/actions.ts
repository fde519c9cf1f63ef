import type { MyWork } from '@haidang/api/reports'
import { canConsolidate, canReviewPlan, is } from '@haidang/domain/access/roles'
import { addDays, dayOf, startOfDay } from '@haidang/domain/periods/day'
import { formatPeriod } from '@haidang/domain/periods/regime'
import { canReview } from '@haidang/domain/reports/policy'
import { punctuality } from '@haidang/domain/reports/report'
import { timeliness } from '@haidang/domain/tasks/task'
import type { Call } from '../platform/call.ts'
import { inReading } from '../platform/transaction.ts'
import { officeWork, openDuties, reportsInHand } from './store.ts'
import type { OfficeWork, OpenDuty, ReportInHand } from './store.ts'

type Item = MyWork['items'][number]

/** Deadlines this near are work of now. */
const daysAhead = 14

/** What came back first, then what is late, then what waits for review, then what falls due. */
const order: readonly Item['kind'][] = [
  'reportReturned',
  'correctionOpen',
  'reportOverdue',
  'taskOverdue',
  'reportsToReview',
  'draftToReview',
  'reportDue',
  'taskDue',
  'consolidationDue',
]

/** One list of what waits for the viewer, in at most three queries. */
export const myWork = (call: Call): Promise<MyWork> =>
  inReading(call, async (tx) => {
    const { viewer, now } = call
    const today = dayOf(now)
    const who = { reports: is(viewer, 'focalPoint'), reviews: canReview(viewer) }
    const reports = who.reports || who.reviews ? await reportsInHand(tx, call, { today, ...who }) : []
    const duties = who.reports ? await openDuties(tx, call, startOfDay(addDays(today, daysAhead))) : []
    const office = canConsolidate(viewer) || canReviewPlan(viewer) ? await officeWork(tx, call, today) : []

    const own = reports.filter(({ state, unitId }) => state !== 'submitted' && unitId === viewer.unitId)
    const items = [
      ...own.map((report) => reportItem(report, call)),
      ...reviewItems(reports.filter(({ state }) => state === 'submitted')),
      ...duties.map((duty) => taskItem(duty, call)),
      ...office.map(officeItem),
    ]
    return { now, items: items.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || compareText(a.at ?? '', b.at ?? '')) }
  })

function reportItem(report: ReportInHand, { now }: Call): Item {
  const base = { key: `report:${report.id}`, title: titleOf(report.period), href: `/bao-cao/${report.id}` }
  if (report.state === 'returned') return { ...base, kind: 'reportReturned', at: report.eventAt, detail: report.reason ?? '' }
  if (report.version > 1) return { ...base, kind: 'correctionOpen', at: report.eventAt, detail: report.reason ?? '' }

  const isOverdue = punctuality(report.dueAt, undefined, now) === 'overdue'
  return { ...base, kind: isOverdue ? 'reportOverdue' : 'reportDue', at: report.dueAt, detail: report.planTitle }
}

/** One line per month: the officer reviews a list, not forty lines here. */
function reviewItems(submitted: readonly ReportInHand[]): readonly Item[] {
  return [...Map.groupBy(submitted, ({ period }) => period)].map(([period, reports]) => ({
    key: `review:${period}`,
    kind: 'reportsToReview' as const,
    title: titleOf(period),
    // Waiting since the first of them came in.
    at: reports.map(({ submittedAt }) => submittedAt ?? '').toSorted()[0] ?? null,
    href: `/bao-cao?period=${period}`,
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
    href: `/nhiem-vu?task=${taskId}`,
    detail: deadlineText,
  }
}

function officeItem({ kind, key, title, at, open }: OfficeWork): Item {
  return kind === 'draft'
    ? { key: `draft:${key}`, kind: 'draftToReview', title, at, href: `/van-ban/${key}`, detail: '', count: open }
    : { key: `consolidation:${key}`, kind: 'consolidationDue', title: titleOf(key), at, href: `/tong-hop/${key}`, detail: title }
}

/** "Tháng 5 năm 2024", as a title begins. */
function titleOf(period: string): string {
  const words = formatPeriod(period)
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1)
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
