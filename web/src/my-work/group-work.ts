import type { MyWork } from '@haidang/api/reports'
import { dayOf } from '@haidang/domain/periods/day'
import { lastDayOf } from '../app/format.ts'

export type WorkItem = MyWork['items'][number]
export type WorkKind = WorkItem['kind']
export type WorkGroupName = 'returned' | 'late' | 'leading' | 'day' | 'undated' | 'review'
export type WorkGroup = {
  readonly key: string
  readonly name: WorkGroupName
  readonly day: string | null
  readonly items: readonly WorkItem[]
}

const groupNames: Readonly<Record<WorkKind, Exclude<WorkGroupName, 'undated'>>> = {
  reportReturned: 'returned',
  correctionOpen: 'returned',
  reportOverdue: 'late',
  taskOverdue: 'late',
  consolidationOverdue: 'late',
  unitsSilent: 'leading',
  cityTasksOverdue: 'leading',
  indicatorsNotReached: 'leading',
  reportDue: 'day',
  taskDue: 'day',
  consolidationDue: 'day',
  extensionsAsked: 'review',
  reportsToReview: 'review',
  draftToReview: 'review',
}

/** What came back, what is late, what needs a leader, then day by day, then what waits for approval. */
const order: readonly WorkGroupName[] = ['returned', 'late', 'leading', 'day', 'undated', 'review']

/** The order within a group is the server's. */
export function groupWork(items: readonly WorkItem[]): readonly WorkGroup[] {
  const groups = new Map<string, { name: WorkGroupName; day: string | null; items: WorkItem[] }>()
  for (const item of items) {
    const day = dayOfItem(item)
    const name = groupNames[item.kind] === 'day' && day === null ? 'undated' : groupNames[item.kind]
    const key = `${order.indexOf(name)} ${day ?? ''}`.trim()
    const group = groups.get(key) ?? { name, day, items: [] }
    group.items.push(item)
    groups.set(key, group)
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, group]) => ({ key, ...group }))
}

/** The day a line stands under, where lines stand under days: a task under the last day on which it is in time. */
function dayOfItem({ kind, at }: WorkItem): string | null {
  if (at === null || groupNames[kind] !== 'day') return null
  return kind === 'taskDue' ? lastDayOf(at) : dayOf(at)
}

export const isLate = (kind: WorkKind): boolean => groupNames[kind] === 'late'

export type Tally = Readonly<Record<'returned' | 'late' | 'leading' | 'due' | 'review', number>>

/** How many lines there are of each sort. */
export function tallyOf(items: readonly WorkItem[]): Tally {
  const count = (name: WorkGroupName): number => items.filter(({ kind }) => groupNames[kind] === name).length
  return { returned: count('returned'), late: count('late'), leading: count('leading'), due: count('day'), review: count('review') }
}
