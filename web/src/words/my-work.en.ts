import type { Translated } from './catalogue.ts'
import type { myWorkVi } from './my-work.vi.ts'

export const myWorkEn: Translated<typeof myWorkVi> = {
  title: 'My work',
  keys: 'move, open',
  tally: (returned, late, due) => `${returned} returned · ${late} overdue · ${due} due`,
  groups: {
    returned: 'Returned, to be mended',
    late: 'Overdue',
    review: 'Waiting for approval',
    undated: 'Without a date',
  },
  kinds: {
    reportReturned: 'Report returned',
    reportOverdue: 'Report overdue',
    reportDue: 'Report due',
    taskOverdue: 'Task overdue',
    taskDue: 'Task due',
    reportsToReview: 'Reports to review',
    consolidationDue: 'Consolidated report',
    draftToReview: 'Draft to review',
    correctionOpen: 'Correction open',
  },
  due: 'Due',
  emptyTitle: 'Nothing is waiting',
  emptyDetail: 'Reports of the month, tasks coming due and whatever is returned will appear here.',
}
