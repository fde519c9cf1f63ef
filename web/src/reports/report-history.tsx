import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import type { Report, Snapshot } from '@haidang/api/reports'
import { useState } from 'react'
import { formatInstant, formatQuantity } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Said } from '../ui/said.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { ExtensionHistory } from './extension-part.tsx'
import { cellText } from './outbox-entries.ts'

/** Who did what when, and every approved version as it was approved. */
export function ReportHistory({ report }: { readonly report: Report }) {
  const words = useWords(reportsWords)
  const [version, setVersion] = useState<number | null>(null)
  return (
    <div className="stack">
      {report.events.length === 0 ? <p className="soft">{words.history.none}</p> : null}
      <ol className="history">
        {report.events.map((event) => (
          <li key={`${event.at} ${event.kind}`}>
            <span className="figures soft">{formatInstant(event.at)}</span>
            <span>
              <strong>{words.history[event.kind]}</strong>
              {event.version > 1 ? ` (${words.version(String(event.version))})` : ''}, {event.by}
              {event.reason ? <span className="history-reason">{event.reason}</span> : null}
            </span>
          </li>
        ))}
      </ol>
      <ExtensionHistory report={report} />
      {report.versions.length > 0 ? (
        <section className="drawer-part">
          <h3>{words.history.versions}</h3>
          <ul className="history">
            {report.versions.map((one) => (
              <li key={one.version}>
                <span className="figures soft">{formatInstant(one.approvedAt)}</span>
                <span>
                  <strong>{words.history.version(String(one.version))}</strong>, {one.approvedBy}{' '}
                  <Button small onClick={() => setVersion(one.version)}>
                    {words.history.open}
                  </Button>
                  {one.reason ? <span className="history-reason">{one.reason}</span> : null}
                  <span className="history-seal">
                    {words.history.seal} <code>{one.sha256.slice(0, 16)}…</code>
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {version === null ? null : <SnapshotDialog report={report} version={version} onClose={() => setVersion(null)} />}
    </div>
  )
}

const isWords = (line: Report['indicators'][number] | undefined): boolean => line !== undefined && isInWords(line.kind)

function SnapshotDialog({ report, version, onClose }: { readonly report: Report; readonly version: number; readonly onClose: () => void }) {
  const words = useWords(reportsWords)
  const snapshot = useQuery<Snapshot>(`/api/reports/${report.id}/versions/${version}`)
  const names = words.columns
  const lineOf = (id: string) => report.indicators.find((line) => line.id === id)
  const isAnswer = ({ indicatorId }: Snapshot['figures'][number]): boolean => {
    const line = lineOf(indicatorId)
    return line !== undefined && (isYesOrNo(line.kind) || isInWords(line.kind))
  }
  const result = ({ indicatorId, result: value, words: said }: Snapshot['figures'][number]) => {
    const line = lineOf(indicatorId)
    if (said !== undefined) return <Said words={said} />
    if (value === null) return <NoValue />
    if (line && isYesOrNo(line.kind)) return value === '1' ? words.yes : words.no
    return formatQuantity(value, line?.digits ?? 2, line?.kind === 'ratio' ? '%' : null)
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.snapshot.title(String(version))}
      {...(snapshot.data ? { description: words.snapshot.frozen(formatInstant(snapshot.data.approvedAt), snapshot.data.approvedBy) } : {})}
    >
      {snapshot.error !== undefined && !snapshot.data ? (
        <ProblemState error={snapshot.error} onRetry={() => void snapshot.reload()} />
      ) : null}
      {snapshot.loading ? <Skeleton /> : null}
      {snapshot.data ? (
        <>
          <Table
            caption={words.snapshot.title(String(version))}
            rows={snapshot.data.figures}
            rowKey={(figure) => figure.indicatorId}
            columns={[
              { key: 'name', head: names.indicator, rowHead: true, width: 'wide', cell: (figure) => figure.name },
              {
                key: 'numerator',
                head: names.numerator,
                number: true,
                cell: (figure) => (isAnswer(figure) ? '' : figure.numerator === null ? <NoValue /> : cellText(figure.numerator)),
              },
              {
                key: 'denominator',
                head: names.denominator,
                number: true,
                cell: (figure) => (figure.denominator === null ? '' : cellText(figure.denominator)),
              },
              { key: 'result', head: names.result, number: true, cell: result },
              {
                key: 'attainment',
                head: names.target,
                cell: (figure) => (isWords(lineOf(figure.indicatorId)) ? null : <AttainmentPill attainment={figure.attainment} />),
              },
              { key: 'note', head: names.note, cell: (figure) => figure.note },
            ]}
          />
          {snapshot.data.narratives.map(({ heading, text }) => (
            <section key={heading}>
              <h3>{words.narrative[heading]}</h3>
              <p className="narrative-text">{text || words.narrative.empty}</p>
            </section>
          ))}
          <p className="soft small">
            {words.history.seal}: <code className="seal">{snapshot.data.sha256}</code>
          </p>
        </>
      ) : null}
    </Dialog>
  )
}
