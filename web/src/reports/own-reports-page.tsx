import '../ui/table.css'
import './report.css'
import type { MyReports, ReportSummary } from '@haidang/api/reports'
import { formatInstant, formatPeriod, shortInstant, timeLeft } from '../app/format.ts'
import { useNow } from '../app/clock.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill, NoValue } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { extensionsWords } from '../words/extensions.ts'
import { locksWords } from '../words/locks.ts'
import { reportsWords } from '../words/reports.ts'
import { reportsByPeriod } from './reports-by-period.ts'
import type { PeriodReports } from './reports-by-period.ts'
import { UnsentNotice } from './unsent-notice.tsx'

const stateTones: Record<ReportSummary['state'], Tone> = {
  open: 'plain',
  submitted: 'accent',
  returned: 'bad',
  approved: 'good',
  passedOn: 'plain',
}
const stateMarks = { open: 'edit', submitted: 'check', returned: 'return', approved: 'lock', passedOn: 'external' } as const
const punctualityTones: Record<ReportSummary['punctuality'], Tone> = { onTime: 'good', late: 'warn', due: 'plain', overdue: 'bad' }

/** A unit's months, what is still owed above what is done. */
export function OwnReportsPage() {
  const words = useWords(reportsWords).list
  const { unit } = useSession()
  const list = useQuery<MyReports>('/api/my-reports')
  return (
    <>
      <PageHead title={words.title} facts={<span>{unit.name}</span>} />
      <UnsentNotice />
      {list.error !== undefined && !list.data ? <ProblemState error={list.error} onRetry={() => void list.reload()} /> : null}
      {list.loading ? <Skeleton /> : null}
      {list.data?.reports.length === 0 ? <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState> : null}
      {list.data && list.data.reports.length > 0 ? <Months list={list.data} /> : null}
    </>
  )
}

function Months({ list }: { readonly list: MyReports }) {
  const words = useWords(reportsWords).list
  const { reached, toCome } = reportsByPeriod(list)
  return (
    <div className="table-frame">
      <table className="table table-opens">
        <caption className="visually-hidden">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.month}</th>
            <th scope="col">{words.state}</th>
            <th scope="col" className="number">
              {words.entered}
            </th>
            <th scope="col">{words.due}</th>
            <th scope="col">{words.submitted}</th>
            <th scope="col">{words.punctuality}</th>
          </tr>
        </thead>
        <tbody>
          {reached.map((month) => (
            <Rows key={month.period} month={month} />
          ))}
        </tbody>
        {toCome.length > 0 ? (
          <tbody>
            <tr className="table-group">
              <th scope="rowgroup" colSpan={6}>
                {words.toCome}
              </th>
            </tr>
            {toCome.map((month) => (
              <Rows key={month.period} month={month} />
            ))}
          </tbody>
        ) : null}
      </table>
    </div>
  )
}

function Rows({ month: { period, reports } }: { readonly month: PeriodReports }) {
  const words = useWords(reportsWords)
  const extensions = useWords(extensionsWords)
  const locks = useWords(locksWords)
  const now = useNow()
  return reports.map((report) => (
    <tr
      key={report.id}
      tabIndex={0}
      // The link in the row goes there by itself.
      onClick={(event) => !(event.target instanceof Element && event.target.closest('a')) && navigate(`/bao-cao/${report.id}`)}
      onKeyDown={(event) => event.key === 'Enter' && event.target === event.currentTarget && navigate(`/bao-cao/${report.id}`)}
    >
      <th scope="row">
        <a className="strong report-month" href={`/bao-cao/${report.id}`}>
          {formatPeriod(period)}
        </a>
        {report.roundName === null && reports.length === 1 ? null : (
          <div className="soft small">{report.roundName ?? report.planTitle}</div>
        )}
      </th>
      <td data-label={words.list.state}>
        <StatePill tone={stateTones[report.state]} mark={stateMarks[report.state]}>
          {words.states[report.state === 'open' && report.entered === 0 ? 'untouched' : report.state]}
        </StatePill>
        {report.lock === null ? null : <div className="soft small">{locks.list[report.lock]}</div>}
        {report.state === 'returned' && report.returnReason ? <div className="report-why">{report.returnReason}</div> : null}
      </td>
      <td className="number" data-label={words.list.entered}>
        {report.expected === 0 ? words.list.inWords : words.list.enteredOf(String(report.entered), String(report.expected))}
      </td>
      <td data-label={words.list.due}>
        {shortInstant(report.dueAt)}{' '}
        {report.extension === null ? null : <span className="soft">{extensions.states[report.extension]} </span>}
        {report.firstSubmittedAt === null ? <span className="soft">{timeLeft(report.dueAt, now)}</span> : null}
      </td>
      <td data-label={words.list.submitted}>
        {report.firstSubmittedAt === null ? <NoValue why={words.history.none} /> : formatInstant(report.firstSubmittedAt)}
      </td>
      <td data-label={words.list.punctuality}>
        <StatePill tone={punctualityTones[report.punctuality]}>{words.punctuality[report.punctuality]}</StatePill>
      </td>
    </tr>
  ))
}
