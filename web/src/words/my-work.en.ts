import type { Translated } from './catalogue.ts'
import type { myWorkVi } from './my-work.vi.ts'

export const myWorkEn: Translated<typeof myWorkVi> = {
  title: 'My work',
  keys: 'move, open',
  tally: {
    returned: (count) => `${count} returned`,
    late: (count) => `${count} overdue`,
    leading: (count) => (count === 1 ? '1 needs a leader' : `${count} need a leader`),
    due: (count) => `${count} coming due`,
    review: (count) => `${count} to review`,
  },
  groups: {
    returned: 'Returned, to be mended',
    late: 'Overdue',
    leading: 'Needs a leader',
    review: 'Waiting for approval',
    undated: 'Without a date',
  },
  kinds: {
    reportReturned: 'Report returned',
    reportOverdue: 'Report overdue',
    reportDue: 'Report due',
    taskOverdue: 'Task overdue',
    taskDue: 'Task due',
    extensionsAsked: 'Asks for a later due',
    reportsToReview: 'Reports to review',
    consolidationDue: 'Consolidated report',
    consolidationOverdue: 'City report overdue',
    unitsSilent: 'Units not reporting',
    cityTasksOverdue: 'Tasks overdue',
    indicatorsNotReached: 'Targets not reached',
    draftToReview: 'Draft to review',
    correctionOpen: 'Correction open',
  },
  notes: {
    locked: 'the period is locked',
    extensionAsked: 'a later due was asked for',
    extended: 'due moved',
    extensionRefused: 'due not moved',
  },
  empty: {
    own: {
      title: 'Nothing is waiting',
      detail: 'Reports of the period, tasks coming due and whatever is returned will appear here.',
      action: '',
    },
    leader: {
      title: 'Nothing needs a leader',
      detail:
        'Units that have not reported when it was due, overdue tasks of the whole city, and indicators not reached in the period last issued will appear here.',
      action: 'Open the board',
    },
    watch: {
      title: 'Nothing is assigned to you',
      detail:
        'Your role receives no reports and no tasks. In the audit log every change has a line saying who and when; press verify, and every line is computed anew to tell whether one was changed or removed.',
      action: 'Open the audit log',
    },
  },
}
