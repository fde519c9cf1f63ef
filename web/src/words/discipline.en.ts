import type { Translated } from './catalogue.ts'
import type { disciplineVi } from './discipline.vi.ts'

export const disciplineEn: Translated<typeof disciplineVi> = {
  title: 'In time, in full',
  back: 'Reports',
  about: 'By the first submission; what came in time and was returned stays in time. Where a due was moved on request, by the granted one.',
  form: 'Which report',
  upTo: 'Up to',
  upToPeriod: (period) => `up to ${period}`,
  unit: 'Unit',
  rank: 'Place',
  noRank: 'too few periods for a place',
  onTime: 'On time',
  entered: 'Figures that came',
  all: 'On time, all units',
  totalOf: (onTime, late, missing) => `${onTime} on time, ${late} late, ${missing} missing`,
  rule: (reports, percent) =>
    `Places go by the share on time, then by figures that came; only for units of which ${reports} reports have fallen due or come in, and only where at least ${percent}% of the units have as many. A report that did not come brought no figure.`,
  notRanked: 'No places yet: too few units have enough periods.',
  key: 'Signs',
  marks: { onTime: 'on time', late: 'late', overdue: 'missing and overdue', due: 'not due yet' },
  handedIn: (at) => `first handed in ${at}`,
  due: (at) => `due ${at}`,
  extended: 'due moved on request',
  enteredOf: (entered, expected) => `${entered} of ${expected} figures`,
  open: 'In time, in full',
  emptyTitle: 'The data of no period are closed yet',
  emptyDetail: 'Once the first period has closed, here stands which units handed in on time and in full.',
}
