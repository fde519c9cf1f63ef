import type { MyWork } from '@haidang/api/reports'
import { dayOf } from '@haidang/domain/periods/day'
import { lastDayOf } from '../app/format.ts'

export type WorkItem = MyWork['items'][number]
export type WorkGroup = {
  readonly key: string
  readonly name: 'returned' | 'late' | 'review' | 'day' | 'undated'
  readonly day: string | null
  readonly items: readonly WorkItem[]
}

/** What came back first, then what is late, then what waits for approval, then day by day; the order within a group is the server's. */
export function groupWork(items: readonly WorkItem[]): readonly WorkGroup[] {
  const groups = new Map<string, { name: WorkGroup['name']; day: string | null; items: WorkItem[] }>()
  for (const item of items) {
    const { key, ...head } = placeOf(item)
    const group = groups.get(key) ?? { ...head, items: [] }
    group.items.push(item)
    groups.set(key, group)
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, group]) => ({ key, ...group }))
}

function placeOf(item: WorkItem): { readonly key: string; readonly name: WorkGroup['name']; readonly day: string | null } {
  switch (item.kind) {
    case 'reportReturned':
    case 'correctionOpen':
      return { key: '0', name: 'returned', day: null }
    case 'reportOverdue':
    case 'taskOverdue':
      return { key: '1', name: 'late', day: null }
    case 'reportsToReview':
    case 'draftToReview':
      return { key: '2', name: 'review', day: null }
    case 'taskDue':
      return dayPlace(item.at === null ? null : lastDayOf(item.at))
    case 'reportDue':
    case 'consolidationDue':
      return dayPlace(item.at === null ? null : dayOf(item.at))
  }
}

function dayPlace(day: string | null): { readonly key: string; readonly name: WorkGroup['name']; readonly day: string | null } {
  return day === null ? { key: '9', name: 'undated', day } : { key: `3 ${day}`, name: 'day', day }
}
