import './review.css'
import type { Report, ReportList, ReportSummary } from '@haidang/api/reports'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { formatInstant, formatPeriod, shortInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate, setQuery } from '../app/router.tsx'
import { PeriodLocksPart } from '../locks/period-locks.tsx'
import { useSession } from '../session/session.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { DropVeil, useFileDrop } from '../ui/file-drop.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Meter } from '../ui/meter.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Select } from '../ui/select.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { appWords } from '../words/app.ts'
import { useWords } from '../words/catalogue.ts'
import { disciplineWords } from '../words/discipline.ts'
import { extensionsWords } from '../words/extensions.ts'
import { locksWords } from '../words/locks.ts'
import { reviewWords } from '../words/review.ts'
import { workbooksWords } from '../words/workbooks.ts'
import { MonthWorkbookDialog } from './month-workbook-dialog.tsx'
import { DueFact, WindowFact } from './period-facts.tsx'
import { countsOf, filterNamed, filterNames, filters, found, isAsking, nextWaiting } from './standing.ts'
import { Punctuality, StandingPill } from './standing-pill.tsx'
import { startAtRow, useKeys } from './use-keys.ts'

export function PeriodPage({ period, filterName }: { readonly period: string | null; readonly filterName: string | null }) {
  const words = useWords(reviewWords)
  const excelWords = useWords(workbooksWords)
  const discipline = useWords(disciplineWords)
  const list = useQuery<ReportList>(`/api/reports${period === null ? '' : `?period=${encodeURIComponent(period)}`}`)
  // The window and the plan's words about it are the same for every report of the period that one plan asks for.
  const [first] = list.data?.reports ?? []
  const regime = useQuery<Report>(first ? `/api/reports/${first.id}` : null)
  const { can } = useSession()
  // The workbook of all units: `null` while it is not asked for, with the file where one was dropped.
  const [excel, setExcel] = useState<{ readonly file: File | null } | null>(null)
  const drop = useFileDrop((file) => setExcel({ file }))
  const next = list.data && can.review ? nextWaiting(list.data.reports, null) : undefined
  useKeys({
    j: () => startAtRow('first'),
    k: () => startAtRow('last'),
    arrowdown: () => startAtRow('first'),
    n: () => (next ? navigate(`/bao-cao/${next.id}`) : false),
  })
  if (list.data?.periods.length === 0 || (list.data?.reports.length === 0 && period === null)) {
    return (
      <>
        <PageHead title={words.title} />
        <EmptyState
          title={words.emptyTitle}
          {...(can.importDirective ? { action: <LinkButton href="/van-ban">{words.emptyAction}</LinkButton> } : {})}
        >
          {words.emptyDetail}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHead
        title={list.data ? words.listTitle(formatPeriod(list.data.period)) : words.title}
        facts={
          list.data ? (
            <>
              <span>
                <strong>{words.tally(list.data.counts.submitted, list.data.counts.expected)}</strong>
              </span>
              {first && first.roundName !== null ? <span>{first.roundName}</span> : null}
              {regime.data ? <WindowFact window={regime.data.window} quote={regime.data.quote} /> : null}
              {first ? <DueFact report={first} /> : null}
            </>
          ) : null
        }
        actions={
          list.data ? (
            <>
              <PeriodChoice list={list.data} />
              <LinkButton icon="programme" href="/dung-han">
                {discipline.open}
              </LinkButton>
              {can.review ? (
                <Button icon="upload" onClick={() => setExcel({ file: null })}>
                  {excelWords.title}
                </Button>
              ) : null}
              {can.review ? <NextButton next={next} /> : null}
            </>
          ) : null
        }
      />
      {list.error !== undefined && !list.data ? <ProblemState error={list.error} onRetry={() => void list.reload()} /> : null}
      {list.loading ? <Skeleton rows={14} /> : null}
      {list.data ? (
        <div className="drop-target" {...(can.review ? drop.handlers : {})}>
          {can.review && drop.isOver ? <DropVeil>{excelWords.dropHere}</DropVeil> : null}
          {list.data.reports.length > 0 ? <PeriodLocksPart period={list.data.period} /> : null}
          <Reports list={list.data} filterName={filterName} />
        </div>
      ) : null}
      {list.data && excel ? (
        <MonthWorkbookDialog period={list.data.period} reports={list.data.reports} dropped={excel.file} onClose={() => setExcel(null)} />
      ) : null}
    </>
  )
}

function PeriodChoice({ list }: { readonly list: ReportList }) {
  const words = useWords(reviewWords)
  return (
    <Select
      label={words.period}
      labelHidden
      options={list.periods.map((period) => ({ value: period, label: formatPeriod(period) }))}
      value={list.period}
      onChange={(period) => setQuery('ky', period)}
    />
  )
}

function NextButton({ next }: { readonly next: ReportSummary | undefined }) {
  const words = useWords(reviewWords)
  if (!next) return <span className="soft review-none-waiting">{words.noneWaiting}</span>
  return (
    <LinkButton look="primary" href={`/bao-cao/${next.id}`}>
      {words.nextWaiting(next.unit.shortName)} <Kbd>N</Kbd>
    </LinkButton>
  )
}

function Reports({ list, filterName }: { readonly list: ReportList; readonly filterName: string | null }) {
  const words = useWords(reviewWords)
  const groups = useWords(appWords).groups
  const [text, setText] = useState('')
  const filter = filterNamed(filterName)
  const counts = countsOf(list.reports)
  const shown = found(list.reports, filter, text)
  return (
    <>
      <div className="review-tools">
        <FilterChips
          label={words.filters.label}
          chips={filters.map((one) => ({ value: one, label: words.filters[one], count: counts[one] }))}
          value={filter}
          onChange={(one) => setQuery('loc', one === 'all' ? null : filterNames[one])}
        />
        <div className="review-find screen-only">
          <TextField label={words.find} labelHidden placeholder={words.find} type="search" value={text} onChange={setText} />
        </div>
        <span className="review-keys screen-only">
          <Kbd>J</Kbd> <Kbd>K</Kbd> <Kbd>Enter</Kbd> {words.keys.list}
        </span>
      </div>
      {shown.length === 0 ? (
        <p className="soft review-nothing row">
          {words.emptyFiltered}
          <Button
            small
            onClick={() => {
              setText('')
              setQuery('loc', null)
            }}
          >
            {words.showAll}
          </Button>
        </p>
      ) : null}
      {shown.length === 0 ? null : (
        <Table
          caption={words.listTitle(formatPeriod(list.period))}
          rows={shown}
          rowKey={({ id }) => id}
          groupOf={({ unit }) => groups[unit.group]}
          onOpen={({ id }) => navigate(`/bao-cao/${id}`)}
          columns={[
            {
              key: 'unit',
              head: words.columns.unit,
              rowHead: true,
              cell: ({ id, unit }) => (
                <a className="review-unit" href={`/bao-cao/${id}`}>
                  {unit.name}
                </a>
              ),
            },
            { key: 'state', head: words.columns.state, cell: (report) => <State report={report} /> },
            { key: 'submitted', head: words.columns.submitted, cell: (report) => <Submitted report={report} /> },
            { key: 'punctuality', head: words.columns.punctuality, cell: (report) => <Punctuality report={report} /> },
            { key: 'entered', head: words.columns.entered, cell: (report) => <Entered report={report} /> },
            {
              key: 'approved',
              head: words.columns.approved,
              cell: ({ approvedAt }) =>
                approvedAt === null ? (
                  ''
                ) : (
                  <span className="nowrap" title={formatInstant(approvedAt)}>
                    {shortInstant(approvedAt)}
                  </span>
                ),
            },
          ]}
        />
      )}
    </>
  )
}

function State({ report }: { readonly report: ReportSummary }) {
  const { states } = useWords(extensionsWords)
  const locks = useWords(locksWords)
  return (
    <>
      <StandingPill report={report} />
      {report.lock === 'excepted' ? <div className="soft small">{locks.states.excepted}</div> : null}
      {report.extension === null || (report.extension === 'asked' && !isAsking(report)) ? null : (
        <div className="soft small">{states[report.extension]}</div>
      )}
    </>
  )
}

function Submitted({ report: { firstSubmittedAt, submittedAt } }: { readonly report: ReportSummary }) {
  const words = useWords(reviewWords)
  if (firstSubmittedAt === null) return <span className="soft">–</span>
  return (
    <span className="nowrap" title={formatInstant(firstSubmittedAt)}>
      {shortInstant(firstSubmittedAt)}
      {submittedAt === null || submittedAt === firstSubmittedAt ? null : (
        <span className="soft review-again">{words.again(shortInstant(submittedAt))}</span>
      )}
    </span>
  )
}

function Entered({ report: { entered, expected, unit } }: { readonly report: ReportSummary }) {
  const words = useWords(reviewWords)
  if (expected === 0) return <span className="soft">{words.inWords}</span>
  const text = words.enteredOf(formatDecimal(String(entered)), formatDecimal(String(expected)))
  return (
    <span className="review-entered" title={text}>
      <span className="figures">
        {entered}/{expected}
      </span>
      <Meter value={entered} of={expected} label={`${unit.shortName}: ${text}`} />
    </span>
  )
}
