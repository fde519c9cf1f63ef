import './review.css'
import type { Report, ReportList, Snapshot } from '@haidang/api/reports'
import { lazy, useMemo, useState } from 'react'
import { formatInstant, formatPeriod, shortInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { navigate, openQuery, setQuery } from '../app/router.tsx'
import { ReportLockBanner } from '../locks/report-lock-banner.tsx'
import { CorrectDialog } from '../reports/correct-dialog.tsx'
import { ExtensionPart } from '../reports/extension-part.tsx'
import { ReportEvidence } from '../reports/report-evidence.tsx'
import { RowDrawer } from '../reports/row-drawer.tsx'
import { sheetRows } from '../reports/sheet.ts'
import { useSession } from '../session/session.tsx'
import { useKeptDraft } from '../app/kept-draft.ts'
import { Button } from '../ui/button.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { reviewWords } from '../words/review.ts'
import { ActBar } from './act-bar.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import { Cells } from './cells.tsx'
import { Changes } from './changes.tsx'
import { checksOf, isShown } from './checks.ts'
import type { Shown } from './checks.ts'
import { contentOf, differences } from './differences.ts'
import { CompareDialog, ReviewHistory, VersionDialog } from './history.tsx'
import { withMark } from './marks.ts'
import type { Marks } from './marks.ts'
import { DueFact, WindowFact } from './period-facts.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { Punctuality, StandingPill } from './standing-pill.tsx'
import { nextWaiting } from './standing.ts'
import { Duties } from './duties.tsx'
import { useKeys } from './use-keys.ts'

const WritingPage = lazy(async () => ({ default: (await import('../reports/report-page.tsx')).ReportPage }))

type ReviewPageProps = {
  readonly id: string
  readonly openRow: string | null
  readonly version: string | null
  readonly compared: string | null
}

export function ReviewPage(props: ReviewPageProps) {
  const words = useWords(reviewWords)
  const report = useQuery<Report>(`/api/reports/${props.id}`)
  // Somebody who reviews all units may also be the one who writes for his own.
  if (report.data?.can.edit) return <WritingPage id={props.id} openRow={props.openRow} />
  return (
    <>
      {report.data ? null : <PageHead title={words.title} back={{ href: '/bao-cao', label: words.back }} />}
      {report.error !== undefined && !report.data ? <ProblemState error={report.error} onRetry={() => void report.reload()} /> : null}
      {report.loading ? <Skeleton rows={16} /> : null}
      {report.data ? <Review {...props} report={report.data} onChange={report.setData} /> : null}
    </>
  )
}

type Draft = { readonly marks: Marks; readonly reason: string }
const noDraft: Draft = { marks: {}, reason: '' }

function Review({
  report,
  openRow,
  version,
  compared,
  onChange,
}: Omit<ReviewPageProps, 'id'> & { readonly report: Report; readonly onChange: (change: (report: Report) => Report) => void }) {
  const words = useWords(reviewWords)
  const reports = useWords(reportsWords)
  const session = useSession()
  const list = useQuery<ReportList>(session.can.review ? `/api/reports?period=${report.period}` : null)
  const [dialog, setDialog] = useState<'return' | 'approve' | 'correct' | null>(null)
  const [shown, setShown] = useState<Shown>('all')
  // Marks belong to what was submitted: a new submission starts with none.
  const kept = useKeptDraft<Draft>(`haidang.review/${session.account.id}/${report.id}/${report.version}/${report.submittedAt ?? ''}`)
  const { marks, reason } = kept.draft ?? noDraft
  const checks = useMemo(() => checksOf(report), [report])
  const mayMark = report.can.return
  const next = list.data ? nextWaiting(list.data.reports, report.id) : undefined
  const waiting = list.data?.reports.filter(({ state }) => state === 'submitted').length ?? 0
  const mark = (indicatorId: string, why: string | null): void => kept.keep({ marks: withMark(marks, indicatorId, why), reason })
  const done = (after: Report, sentence: string): void => {
    setDialog(null)
    kept.drop()
    onChange(() => after)
    refreshQueries('/api/reports?')
    refreshQueries('/api/my-work')
    refreshQueries('/api/scoreboard')
    refreshQueries('/api/consolidations')
    toast({ title: sentence, tone: 'good' })
    navigate(next ? `/bao-cao/${next.id}` : `/bao-cao?ky=${report.period}`)
  }
  useKeys({
    n: () => (next ? navigate(`/bao-cao/${next.id}`) : false),
    a: () => (report.can.approve ? setDialog('approve') : false),
    r: () => (report.can.return ? setDialog('return') : false),
    m: () => {
      const row = document.activeElement?.closest<HTMLElement>('tr[data-row]')?.dataset.row
      if (!mayMark || row === undefined) return false
      mark(row, marks[row] === undefined ? '' : null)
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-mark="${row}"]`)?.focus())
      return true
    },
  })
  const lines = report.indicators.filter(({ id }) => isShown(shown, id, checks, marks))
  const count = (one: Shown): number => report.indicators.filter(({ id }) => isShown(one, id, checks, marks)).length
  return (
    <div className="review">
      <Head report={report} />
      <Banners report={report} onChange={onChange} />
      {report.version > 1 ? <Correction report={report} /> : null}
      <nav className="review-sections screen-only" aria-label={words.sections.label}>
        {(['figures', 'narrative', 'tasks', 'evidence', 'history'] as const).map((section) => (
          <a key={section} href={`#${section}`}>
            {words.sections[section]}
          </a>
        ))}
      </nav>
      <section id="figures" aria-labelledby="figures-title">
        <div className="review-part-head">
          <h2 id="figures-title">{words.sections.figures}</h2>
          <FilterChips
            label={words.show.label}
            value={shown}
            onChange={setShown}
            chips={(['all', 'look', 'missing', ...(mayMark ? (['marked'] as const) : [])] as const).map((one) => ({
              value: one,
              label: words.show[one],
              count: count(one),
            }))}
          />
        </div>
        {checks.findings === 0 && report.state === 'submitted' ? <p className="soft">{words.allGood}</p> : null}
        {lines.length === 0 ? <p className="soft review-nothing">{words.nothingToShow}</p> : null}
        {lines.length === 0 ? null : (
          <Cells
            report={report}
            lines={lines}
            checks={checks}
            marks={marks}
            onMark={mayMark ? mark : undefined}
            onOpen={({ id }) => openQuery('chi-tieu', id)}
          />
        )}
      </section>
      <section id="narrative" aria-labelledby="narrative-title">
        <h2 id="narrative-title">{words.sections.narrative}</h2>
        <div className="review-narratives">
          {report.narratives.map(({ heading, text }) => (
            <section key={heading}>
              <h3>{reports.narrative[heading]}</h3>
              {text === '' ? <p className="soft">{words.emptyNarrative}</p> : <p className="review-text">{text}</p>}
            </section>
          ))}
        </div>
      </section>
      <section id="tasks" aria-labelledby="tasks-title">
        <h2 id="tasks-title">{words.sections.tasks}</h2>
        <Duties tasks={report.tasks} />
      </section>
      <section id="evidence" aria-labelledby="evidence-title">
        <h2 id="evidence-title">{words.evidence}</h2>
        <ReportEvidence report={report} indicatorId={null} label={words.wholeReport} onChange={onChange} />
      </section>
      <section id="history" aria-labelledby="history-title">
        <h2 id="history-title">{words.sections.history}</h2>
        <ReviewHistory report={report} />
        {report.can.correct ? (
          <p className="screen-only">
            <Button icon="edit" onClick={() => setDialog('correct')}>
              {words.correction.open}
            </Button>
          </p>
        ) : null}
      </section>
      {session.can.review ? (
        <ActBar report={report} marked={Object.keys(marks).length} waiting={waiting} next={next} onAct={setDialog} />
      ) : null}
      {dialog === 'return' ? (
        <ReturnDialog
          report={report}
          marks={marks}
          reason={reason}
          onReason={(text) => kept.keep({ marks, reason: text })}
          onMark={mark}
          onClose={() => setDialog(null)}
          onDone={(after) => done(after, words.returning.done(report.unit.shortName))}
        />
      ) : null}
      {dialog === 'approve' ? (
        <ApproveDialog
          report={report}
          checks={checks}
          marked={Object.keys(marks).length}
          onClose={() => setDialog(null)}
          onDone={(after) => done(after, words.approving.done(report.unit.shortName))}
        />
      ) : null}
      {dialog === 'correct' ? (
        <CorrectDialog
          report={report}
          onClose={() => setDialog(null)}
          onOpened={(after) => {
            setDialog(null)
            onChange(() => after)
            refreshQueries('/api/reports?')
            toast({ title: words.correction.done(report.unit.shortName), tone: 'good' })
          }}
        />
      ) : null}
      <RowDrawer
        report={report}
        row={openRow === null ? undefined : sheetRows(report, new Map()).find(({ line }) => line.id === openRow)}
        onClose={() => setQuery('chi-tieu', null)}
        onChange={onChange}
      />
      {version === null ? null : <VersionDialog report={report} version={version} />}
      {compared === null ? null : <CompareDialog report={report} version={compared} />}
    </div>
  )
}

function Head({ report }: { readonly report: Report }) {
  const words = useWords(reviewWords)
  const reports = useWords(reportsWords)
  return (
    <PageHead
      title={words.pageTitle(formatPeriod(report.period), report.unit.name)}
      back={{ href: `/bao-cao?ky=${report.period}`, label: words.back }}
      actions={
        <Button small look="quiet" icon="print" onClick={() => window.print()}>
          {reports.foot.print}
        </Button>
      }
      facts={
        <>
          <StandingPill report={report} />
          <WindowFact window={report.window} quote={report.quote} />
          <DueFact report={report} />
          {report.firstSubmittedAt === null ? (
            <Punctuality report={report} />
          ) : (
            <span title={formatInstant(report.firstSubmittedAt)}>
              {words.firstSubmitted(shortInstant(report.firstSubmittedAt))}, <Punctuality report={report} />
              {report.submittedAt !== null && report.submittedAt !== report.firstSubmittedAt
                ? ` · ${words.again(shortInstant(report.submittedAt))}`
                : ''}
              {report.submittedBy ? ` · ${report.submittedBy}` : ''}
            </span>
          )}
        </>
      }
    />
  )
}

function Banners({ report, onChange }: { readonly report: Report; readonly onChange: (change: (report: Report) => Report) => void }) {
  const words = useWords(reviewWords)
  const reports = useWords(reportsWords)
  const returned = report.state === 'returned' ? report.events.findLast(({ kind }) => kind === 'returned') : undefined
  const isUnsubmitted = report.state === 'open'
  return (
    <div className="review-banners">
      <ReportLockBanner report={report} />
      <ExtensionPart report={report} onChange={(next) => onChange(() => next)} />
      {isUnsubmitted ? <Banner>{words.notSubmitted}</Banner> : null}
      {returned ? (
        <Banner tone="warn" title={reports.returned.title(returned.by, formatInstant(returned.at))}>
          <p className="review-text">{returned.reason}</p>
          <p className="soft">{words.returnedWaits}</p>
        </Banner>
      ) : null}
    </div>
  )
}

/** A correction is judged by what it changes: shown before everything else. */
function Correction({ report }: { readonly report: Report }) {
  const words = useWords(reviewWords)
  const earlier = report.state === 'approved' ? report.version - 1 : (report.versions.at(-1)?.version ?? report.version - 1)
  const before = useQuery<Snapshot>(`/api/reports/${report.id}/versions/${earlier}`)
  const title = words.changes.correction(String(earlier))
  return (
    <section className="review-correction" aria-label={words.correction.title(String(report.version))}>
      <h2>{words.correction.title(String(report.version))}</h2>
      {report.correctionReason ? <p className="review-text">{words.correction.reason(report.correctionReason)}</p> : null}
      <h3>{title}</h3>
      {before.loading ? <Skeleton rows={2} /> : null}
      {before.error !== undefined && !before.data ? <ProblemState error={before.error} onRetry={() => void before.reload()} /> : null}
      {before.data ? <Changes changes={differences(before.data, contentOf(report))} caption={title} lines={report.indicators} /> : null}
    </section>
  )
}
