import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import type { Report, Snapshot } from '@haidang/api/reports'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { formatInstant, formatQuantity } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Said } from '../ui/said.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { ExtensionHistory } from '../reports/extension-part.tsx'
import { reportsWords } from '../words/reports.ts'
import { reviewWords } from '../words/review.ts'
import { Changes } from './changes.tsx'
import { differences } from './differences.ts'

/** Who did what when; every approved version, and what made it differ from the one before. */
export function ReviewHistory({ report }: { readonly report: Report }) {
  const words = useWords(reviewWords)
  const { history } = words
  return (
    <div className="review-history">
      <ol className="review-events">
        {report.events.length === 0 ? <li className="soft">{history.none}</li> : null}
        {report.events.map((event) => (
          <li key={`${event.at} ${event.kind}`}>
            <span className="soft figures">{formatInstant(event.at)}</span>
            <span>
              <strong>{history[event.kind]}</strong>
              {event.version > 1 ? ` (${words.version(String(event.version))})` : ''}, {event.by}
              {event.cells && event.cells.length > 0 ? (
                <span className="soft">
                  {' · '}
                  {event.kind === 'returned' ? history.cells(event.cells.length) : history.missingCells(event.cells.length)}
                </span>
              ) : null}
              {event.reason ? <span className="review-text review-block">{event.reason}</span> : null}
            </span>
          </li>
        ))}
      </ol>
      <ExtensionHistory report={report} />
      <section className="stack">
        <h3>{history.versions}</h3>
        {report.versions.length === 0 ? <p className="soft">{history.noVersion}</p> : null}
        <ol className="review-events">
          {report.versions.map((one) => (
            <li key={one.version}>
              <span className="soft figures">{formatInstant(one.approvedAt)}</span>
              <span>
                <strong>{words.version(String(one.version))}</strong>, {one.approvedBy}
                {one.reason ? <span className="review-text review-block">{words.snapshot.reason(one.reason)}</span> : null}
                <span className="review-block soft small">
                  {history.seal} <code title={one.sha256}>{one.sha256.slice(0, 16)}…</code>
                </span>
                <span className="row screen-only">
                  <Button small onClick={() => setQuery('ban', String(one.version))}>
                    {history.open}
                  </Button>
                  {one.version > 1 ? (
                    <Button small onClick={() => setQuery('khac', String(one.version))}>
                      {history.compare}
                    </Button>
                  ) : null}
                </span>
              </span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}

export function VersionDialog({ report, version }: { readonly report: Report; readonly version: string }) {
  const words = useWords(reviewWords)
  const reports = useWords(reportsWords)
  const snapshot = useQuery<Snapshot>(`/api/reports/${report.id}/versions/${encodeURIComponent(version)}`)
  const lineOf = (id: string) => report.indicators.find((line) => line.id === id)
  const { data } = snapshot
  return (
    <Dialog
      open
      wide
      onClose={() => setQuery('ban', null)}
      title={words.snapshot.title(version)}
      {...(data ? { description: words.snapshot.frozen(formatInstant(data.approvedAt), data.approvedBy) } : {})}
    >
      {snapshot.error !== undefined && !data ? <ProblemState error={snapshot.error} onRetry={() => void snapshot.reload()} /> : null}
      {snapshot.loading ? <Skeleton /> : null}
      {data ? (
        <>
          {data.reason ? <p className="review-text">{words.snapshot.reason(data.reason)}</p> : null}
          <Table
            caption={words.snapshot.title(version)}
            rows={data.figures}
            rowKey={({ indicatorId }) => indicatorId}
            columns={[
              {
                key: 'name',
                head: words.cells.indicator,
                rowHead: true,
                width: 'wide',
                cell: ({ name, note }) => (
                  <>
                    {name}
                    {note ? <span className="review-note">{note}</span> : null}
                  </>
                ),
              },
              {
                key: 'numerator',
                head: words.cells.numerator,
                number: true,
                cell: (figure) => (
                  <Side
                    value={figure.numerator}
                    isYesNo={isAsked(lineOf(figure.indicatorId))}
                    isInWords={isSaid(lineOf(figure.indicatorId))}
                  />
                ),
              },
              {
                key: 'denominator',
                head: words.cells.denominator,
                number: true,
                cell: ({ denominator }) => (denominator === null ? '' : formatDecimal(denominator)),
              },
              {
                key: 'result',
                head: words.cells.result,
                number: true,
                cell: ({ result, indicatorId, words: said }) => {
                  const line = lineOf(indicatorId)
                  if (said !== undefined) return <Said words={said} />
                  if (result === null) return <NoValue />
                  if (isAsked(line)) return result === '1' ? words.cells.yes : words.cells.no
                  return <strong>{formatQuantity(result, line?.digits ?? 2, line?.kind === 'ratio' ? '%' : null)}</strong>
                },
              },
              {
                key: 'attainment',
                head: words.cells.target,
                cell: ({ indicatorId, attainment }) => (isSaid(lineOf(indicatorId)) ? null : <AttainmentPill attainment={attainment} />),
              },
            ]}
          />
          {data.narratives.map(({ heading, text }) => (
            <section key={heading}>
              <h3>{reports.narrative[heading]}</h3>
              <p className="review-text">{text || words.emptyNarrative}</p>
            </section>
          ))}
          <p className="soft small">
            {words.history.seal}: <code className="review-digest">{data.sha256}</code>{' '}
            <Button
              small
              onClick={() => void navigator.clipboard.writeText(data.sha256).then(() => toast({ title: words.history.copied }))}
            >
              {words.history.copy}
            </Button>
          </p>
        </>
      ) : null}
    </Dialog>
  )
}

const isSaid = (line: Report['indicators'][number] | undefined): boolean => line !== undefined && isInWords(line.kind)
const isAsked = (line: Report['indicators'][number] | undefined): boolean => line !== undefined && isYesOrNo(line.kind)

const Side = ({
  value,
  isYesNo,
  isInWords: isSaidOf,
}: {
  readonly value: string | null
  readonly isYesNo: boolean
  readonly isInWords: boolean
}) => (isSaidOf ? null : value === null ? <NoValue /> : isYesNo ? null : <>{formatDecimal(value)}</>)

export function CompareDialog({ report, version }: { readonly report: Report; readonly version: string }) {
  const words = useWords(reviewWords).changes
  const earlier = String(Number(version) - 1)
  const before = useQuery<Snapshot>(`/api/reports/${report.id}/versions/${encodeURIComponent(earlier)}`)
  const after = useQuery<Snapshot>(`/api/reports/${report.id}/versions/${encodeURIComponent(version)}`)
  const error = before.error ?? after.error
  const title = words.title(earlier, version)
  return (
    <Dialog open wide onClose={() => setQuery('khac', null)} title={title} description={after.data?.reason ?? undefined}>
      {error === undefined || (before.data && after.data) ? null : <ProblemState error={error} />}
      {before.loading || after.loading ? <Skeleton /> : null}
      {before.data && after.data ? (
        <Changes changes={differences(before.data, after.data)} caption={title} lines={report.indicators} />
      ) : null}
    </Dialog>
  )
}
