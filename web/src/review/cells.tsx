import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import type { Report } from '@haidang/api/reports'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useMemo } from 'react'
import type { Finding } from '@haidang/domain/reports/check-entries'
import { formatInstant, formatQuantity, formatTarget, shortPeriod } from '../app/format.ts'
import { FeedNotes } from '../reports/feed-notes.tsx'
import { findingSentence } from '../reports/finding-note.tsx'
import { rowTextOf } from '../reports/outbox-entries.ts'
import { hasTarget } from '../reports/sheet.ts'
import type { Line } from '../reports/sheet.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import { Said } from '../ui/said.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import type { Attainment } from '../ui/state-pill.tsx'
import { Table } from '../ui/table.tsx'
import type { Column } from '../ui/table.tsx'
import { TextChanges } from '../ui/text-changes.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { reviewWords } from '../words/review.ts'
import type { Checks } from './checks.ts'
import { contentOf } from './differences.ts'
import type { Marks } from './marks.ts'

type CellsProps = {
  readonly report: Report
  readonly lines: readonly Line[]
  readonly checks: Checks
  readonly marks: Marks
  /** Only who may return the report marks its cells. */
  readonly onMark: ((indicatorId: string, reason: string | null) => void) | undefined
  readonly onOpen: (line: Line) => void
}

export function Cells({ report, lines, checks, marks, onMark, onOpen }: CellsProps) {
  const words = useWords(reviewWords).cells
  const all = useWords(reviewWords)
  const figures = useMemo(() => new Map(contentOf(report).figures.map((figure) => [figure.indicatorId, figure])), [report])
  const resultOf = ({ id }: Line): string | null => figures.get(id)?.result ?? null
  const markColumn: readonly Column<Line>[] = onMark
    ? [
        {
          key: 'mark',
          head: <span className="visually-hidden">{words.mark}</span>,
          cell: (line) => <MarkButton line={line} isMarked={marks[line.id] !== undefined} onMark={onMark} />,
        },
      ]
    : []
  return (
    <Table
      caption={all.sections.figures}
      rows={lines}
      rowKey={({ id }) => id}
      groupOf={({ pillar }) => pillar}
      onOpen={onOpen}
      rowClass={({ id }) => (marks[id] === undefined ? undefined : 'review-marked')}
      columns={[
        {
          key: 'name',
          head: words.indicator,
          rowHead: true,
          width: 'wide',
          cell: (line) => <NameCell report={report} line={line} checks={checks} mark={marks[line.id]} onMark={onMark} onOpen={onOpen} />,
        },
        {
          key: 'numerator',
          head: words.numerator,
          number: true,
          cell: (line) => (isYesOrNo(line.kind) || isInWords(line.kind) ? '' : <Amount value={line.entry.numerator} />),
        },
        {
          key: 'denominator',
          head: words.denominator,
          number: true,
          cell: (line) => (line.kind === 'ratio' ? <Amount value={line.entry.denominator} /> : ''),
        },
        {
          key: 'result',
          head: words.result,
          number: true,
          cell: (line) => (isInWords(line.kind) ? <SaidNow line={line} /> : <Result line={line} result={resultOf(line)} strong />),
        },
        {
          key: 'target',
          head: words.target,
          cell: (line) => <TargetCell line={line} attainment={figures.get(line.id)?.attainment ?? 'noData'} />,
        },
        {
          key: 'previous',
          head: words.previous,
          number: true,
          cell: (line) =>
            isInWords(line.kind) ? <Said words={line.previous?.words} /> : <Result line={line} result={line.previous?.result ?? null} />,
        },
        { key: 'trend', head: words.trend, cell: (line) => <Trend line={line} now={{ period: report.period, result: resultOf(line) }} /> },
        ...markColumn,
      ]}
    />
  )
}

function NameCell({
  report,
  line,
  checks,
  mark,
  onMark,
  onOpen,
}: Omit<CellsProps, 'lines' | 'marks'> & { readonly line: Line; readonly mark: string | undefined }) {
  const words = useWords(reviewWords)
  const reports = useWords(reportsWords)
  const files = report.evidence.filter(({ indicatorId }) => indicatorId === line.id)
  return (
    <div className="review-name">
      <button type="button" className="review-open" title={words.openDetails} onClick={() => onOpen(line)}>
        {line.name}
      </button>
      {line.entry.note ? <span className="review-note">{line.entry.note}</span> : null}
      {(checks.byIndicator.get(line.id) ?? []).map((finding) => (
        <span key={`${finding.code}-${finding.cell}`} className={`review-finding review-finding-${finding.severity}`}>
          <Icon name="warning" size={14} />
          <span>
            {findingSentence(finding, line, '', reports.findings, (id) => report.indicators.find((one) => one.id === id)?.name ?? '')}
            <Answer report={report} finding={finding} />
          </span>
        </span>
      ))}
      <FeedNotes line={line} text={rowTextOf(line.entry)} />
      {line.returnedReason ? (
        <span className="review-finding review-finding-warning">
          <Icon name="return" size={14} />
          <span>
            {words.cells.lastReturned} {line.returnedReason}
          </span>
        </span>
      ) : null}
      {files.length > 0 ? (
        <span className="review-files">
          {files.map((file) => (
            <a key={file.id} href={`/api/evidence/${file.id}/file`} download={file.fileName}>
              <Icon name="clip" size={14} />
              {file.fileName}
            </a>
          ))}
        </span>
      ) : null}
      {mark === undefined || !onMark ? null : (
        <TextArea
          label={words.markReason(line.name)}
          labelHidden
          rows={2}
          maxLength={1000}
          data-mark={line.id}
          placeholder={words.markPlaceholder}
          value={mark}
          onChange={(reason) => onMark(line.id, reason)}
        />
      )}
    </div>
  )
}

/** What the unit said to a finding when it handed in, and who that was. */
function Answer({ report, finding }: { readonly report: Report; readonly finding: Finding }) {
  const words = useWords(reportsWords).findings
  const submitted = report.events.findLast(({ kind }) => kind === 'submitted')
  const answer = submitted?.explained?.find(({ indicatorId, code }) => indicatorId === finding.indicatorId && code === finding.code)
  if (submitted === undefined || answer === undefined) return finding.severity === 'reason' ? <div>{words.unanswered}</div> : null
  return <div className="review-answer">{words.answered(answer.reason, submitted.by, formatInstant(submitted.at))}</div>
}

function MarkButton({
  line,
  isMarked,
  onMark,
}: {
  readonly line: Line
  readonly isMarked: boolean
  readonly onMark: NonNullable<CellsProps['onMark']>
}) {
  const words = useWords(reviewWords)
  return isMarked ? (
    <IconButton icon="close" small label={words.unmark(line.name)} onClick={() => onMark(line.id, null)} />
  ) : (
    <Button small look="quiet" className="nowrap" aria-label={words.mark(line.name)} onClick={() => onMark(line.id, '')}>
      {words.cells.mark}
    </Button>
  )
}

const Amount = ({ value }: { readonly value: string | null }) => (value === null ? <NoValue /> : <>{formatDecimal(value)}</>)

/** The answer with what of it is other than the period before; the first one of all is other than nothing. */
function SaidNow({ line: { entry, previous } }: { readonly line: Line }) {
  if (entry.words === undefined || previous?.words === undefined || previous.words === entry.words) return <Said words={entry.words} />
  return (
    <span className="said">
      <TextChanges before={previous.words} after={entry.words} />
    </span>
  )
}

function Result({ line, result, strong = false }: { readonly line: Line; readonly result: string | null; readonly strong?: boolean }) {
  const words = useWords(reviewWords).cells
  if (result === null) return <NoValue />
  if (isYesOrNo(line.kind)) return <>{result === '1' ? words.yes : words.no}</>
  const text = formatQuantity(result, line.digits, line.kind === 'ratio' ? '%' : null)
  return strong ? <strong>{text}</strong> : <>{text}</>
}

function TargetCell({ line, attainment }: { readonly line: Line; readonly attainment: Attainment }) {
  const words = useWords(reviewWords).cells
  if (isInWords(line.kind)) return null
  if (!hasTarget(line)) return <span className="soft">{words.noTarget}</span>
  return (
    <span className="review-target">
      <span className="nowrap">{formatTarget(line.target)}</span>
      <AttainmentPill attainment={attainment} />
    </span>
  )
}

/** The months before, and this one at their end. */
function Trend({ line, now }: { readonly line: Line; readonly now: Line['trend'][number] }) {
  if (isYesOrNo(line.kind) || isInWords(line.kind)) return null
  return (
    <Sparkline
      points={[...line.trend, now].map(({ period, result }) => ({
        label: shortPeriod(period),
        value: result,
        shown: result === null ? '' : formatQuantity(result, line.digits, line.kind === 'ratio' ? '%' : null),
      }))}
      target={line.kind === 'ratio' ? line.target.value : null}
    />
  )
}
