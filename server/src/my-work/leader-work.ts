import type { MyWork } from '@haidang/api/reports'
import { dayOf } from '@haidang/domain/periods/day'
import { punctuality } from '@haidang/domain/reports/report'
import { timeliness } from '@haidang/domain/tasks/task'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'
import { periodsOfViewer, reportsOfPeriod } from '../reports/store.ts'
import { notReachedIn } from '../scoreboard/actions.ts'
import { newestIssued, openLeads } from './store.ts'
import { titleOf } from './title-of.ts'

type Item = MyWork['items'][number]

/** What needs a leader: each line one count, and the page where it is undone. */
export async function leaderWork(tx: Tx, call: Call): Promise<readonly Item[]> {
  return [...(await silentUnits(tx, call)), ...(await cityTasksOverdue(tx, call)), ...(await indicatorsNotReached(tx, call))]
}

/** Units that were silent when the last reports fell due; what has closed since and is not due yet is passed over. */
async function silentUnits(tx: Tx, call: Call): Promise<readonly Item[]> {
  const today = dayOf(call.now)
  const closed = (await periodsOfViewer(tx, call)).filter(({ windowTo }) => windowTo <= today).map(({ period }) => period)
  for (const period of closed.toReversed().slice(0, closedAtMost)) {
    const fellDue = (await reportsOfPeriod(tx, call, period)).filter(({ dueAt }) => isOverdue(dueAt, call))
    const [first] = fellDue
    if (first === undefined) continue

    const silent = fellDue.filter(({ firstSubmittedAt }) => firstSubmittedAt === null)
    if (silent.length === 0) return []
    return [
      {
        key: `silent:${period}`,
        kind: 'unitsSilent',
        title: titleOf(period),
        period,
        at: first.dueAt,
        href: `/bao-cao?ky=${period}&loc=chua-nop`,
        detail: named(silent.map(({ unit }) => unit.shortName)),
        count: silent.length,
      },
    ]
  }
  return []
}

/** In the middle of December a month, a quarter, a half-year and a year may have closed that are not due yet. */
const closedAtMost = 8

const isOverdue = (dueAt: string, { now }: Call): boolean => punctuality(dueAt, undefined, now) === 'overdue'

async function cityTasksOverdue(tx: Tx, call: Call): Promise<readonly Item[]> {
  const late = (await openLeads(tx, call)).filter(({ deadlineAt }) => timeliness({ deadline: deadlineAt }, call.now) === 'openOverdue')
  const [oldest] = late
  if (oldest === undefined) return []
  return [
    {
      key: 'cityTasks',
      kind: 'cityTasksOverdue',
      title: [...new Set(late.map(({ planTitle }) => planTitle))].join('; '),
      at: oldest.deadlineAt,
      href: '/nhiem-vu?thoi-han=openOverdue',
      detail: named(late.map(({ unit }) => unit)),
      count: late.length,
    },
  ]
}

/** Of the newest period whose report was issued: an open one would call red what nobody has reported yet. */
async function indicatorsNotReached(tx: Tx, call: Call): Promise<readonly Item[]> {
  const issued = await newestIssued(tx, call)
  const count = issued === undefined ? 0 : await notReachedIn(tx, call, issued)
  if (issued === undefined || count === 0) return []
  const { period, issuedAt, planTitle } = issued
  return [
    {
      key: `notReached:${period}`,
      kind: 'indicatorsNotReached',
      title: titleOf(period),
      period,
      at: issuedAt,
      href: `/bang-dieu-hanh?ky=${period}`,
      detail: planTitle,
      count,
    },
  ]
}

const namedAtMost = 8

/** Each once, those of most first. */
function named(units: readonly string[]): string {
  const byCount = [...Map.groupBy(units, (unit) => unit)].toSorted(([, a], [, b]) => b.length - a.length).map(([unit]) => unit)
  return byCount.length > namedAtMost ? `${byCount.slice(0, namedAtMost).join(', ')}, …` : byCount.join(', ')
}
