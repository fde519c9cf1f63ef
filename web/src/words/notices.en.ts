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
  moments: { soon: 'Due soon', today: 'Due on that day', after: 'Overdue', silent: 'Nothing new' },
  settled: { report: 'Handed in', task: 'Done', feed: 'Delivered again, or paused' },
  about:
    'Told from three days before, on the day itself, and once overdue; administrators once of a feed that is silent. At most the latest 50 are shown.',
  emptyTitle: 'No reminders yet',
  emptyDetail:
    'A unit’s focal point is reminded from three days before, on the day itself, and when a report or a task it leads is overdue.',
}
