import type { ReportSummary } from '@haidang/api/reports'
import { fold } from '../ui/fold.ts'

/** A report as its reviewer sees it. `correcting`: open again after an approval. */
export type Standing = 'missing' | 'waiting' | 'returned' | 'approved' | 'correcting' | 'passedOn'
type Judged = Pick<ReportSummary, 'state' | 'version' | 'firstSubmittedAt' | 'punctuality' | 'extension'>

export function standingOf({ state, version }: Pick<Judged, 'state' | 'version'>): Standing {
  if (state === 'submitted') return 'waiting'
  if (state === 'open') return version > 1 ? 'correcting' : 'missing'
  return state
}

export const filters = ['all', 'missing', 'late', 'asking', 'waiting', 'returned', 'approved'] as const
export type Filter = (typeof filters)[number]

/** The words of a filter in the address. */
export const filterNames: Readonly<Record<Filter, string>> = {
  all: 'tat-ca',
  missing: 'chua-nop',
  late: 'nop-muon',
  asking: 'xin-lui-han',
  waiting: 'cho-duyet',
  returned: 'da-tra-lai',
  approved: 'da-duyet',
}

export function filterNamed(name: string | null): Filter {
  return filters.find((filter) => filterNames[filter] === name) ?? 'all'
}

/** Late stays late after a return and an approval; a unit that has submitted nothing is missing, whatever the hour. */
export function isIn(filter: Filter, report: Judged): boolean {
  if (filter === 'all') return true
  if (filter === 'late') return report.punctuality === 'late'
  if (filter === 'asking') return isAsking(report)
  return standingOf(report) === filter
}

/** Whoever handed in on time meanwhile needs no answer any more. */
export const isAsking = ({ extension, punctuality }: Pick<Judged, 'extension' | 'punctuality'>): boolean =>
  extension === 'asked' && punctuality !== 'onTime'

export function countsOf(reports: readonly Judged[]): Readonly<Record<Filter, number>> {
  const count = (filter: Filter): number => reports.filter((report) => isIn(filter, report)).length
  return {
    all: reports.length,
    missing: count('missing'),
    late: count('late'),
    asking: count('asking'),
    waiting: count('waiting'),
    returned: count('returned'),
    approved: count('approved'),
  }
}

export function found(reports: readonly ReportSummary[], filter: Filter, text: string): readonly ReportSummary[] {
  const wanted = fold(text)
  return reports.filter(
    (report) => isIn(filter, report) && (fold(report.unit.name).includes(wanted) || fold(report.unit.shortName).includes(wanted)),
  )
}

/** The next report that waits for review, after this one and around the end of the list. */
export function nextWaiting(reports: readonly ReportSummary[], afterId: string | null): ReportSummary | undefined {
  const at = reports.findIndex(({ id }) => id === afterId)
  return [...reports.slice(at + 1), ...reports.slice(0, Math.max(at, 0))].find(({ state }) => state === 'submitted')
}
