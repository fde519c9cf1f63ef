import type { Translated } from './catalogue.ts'
import type { noticesVi } from './notices.vi.ts'

export const noticesEn: Translated<typeof noticesVi> = {
  title: 'Reminders',
  bell: (unread) => (unread === 0 ? 'Reminders' : `Reminders: ${unread} unread`),
  isNew: 'new',
  report: (month) => `Report of ${month}`,
  due: (at) => `Due ${at}`,
  feed: 'Data feed',
  silentSince: (at) => `Something new was due by ${at}`,
  told: (ago) => `told ${ago}`,
  moments: { soon: 'Due soon', today: 'Due on that day', after: 'Overdue', moved: 'Due moved', silent: 'Nothing new' },
  unitsMissing: (count) => `${count} ${count === 1 ? 'unit has' : 'units have'} not handed in`,
  movedTitle: (document) => `The working calendar changed by ${document}`,
  movedFromTo: (from, to) => `from ${from} to ${to}`,
  settled: { report: 'Handed in', task: 'Done', units: 'All handed in', calendar: 'Due moved', feed: 'Delivered again, or paused' },
  about:
    'Told before the due, on the day itself and once overdue, as the office’s settings say; once when a due moves with the calendar; administrators once of a feed that is silent. At most the latest 50 are shown.',
  emptyTitle: 'No reminders yet',
  emptyDetail:
    'A unit’s focal point is reminded before a report or a task it leads is due, on the day itself and when it is overdue, as the office’s settings say.',
}
