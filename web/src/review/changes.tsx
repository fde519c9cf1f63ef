import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { formatQuantity } from '../app/format.ts'
import type { Line } from '../reports/sheet.ts'
import { Said } from '../ui/said.tsx'
import { NoValue } from '../ui/state-pill.tsx'
import { Table } from '../ui/table.tsx'
import { TextChanges } from '../ui/text-changes.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { reviewWords } from '../words/review.ts'
import { isSame } from './differences.ts'
import type { Differences } from './differences.ts'

type Change = Differences['figures'][number]

/** What became of each figure, text and file. */
type ChangesProps = {
  readonly changes: Differences
  readonly caption: string
  readonly lines: readonly Line[]
}

export function Changes({ changes, caption, lines }: ChangesProps) {
  const words = useWords(reviewWords).changes
  const reports = useWords(reportsWords)
  const lineOf = ({ indicatorId }: Change): Line | undefined => lines.find(({ id }) => id === indicatorId)
  const hasNotes = changes.figures.some(({ before, after }) => before?.note !== after?.note)
  if (isSame(changes)) return <p className="soft">{words.none}</p>
  return (
    <div className="stack">
      {changes.figures.length > 0 ? (
        <Table
          caption={caption}
          rows={changes.figures}
          rowKey={({ indicatorId }) => indicatorId}
          columns={[
            { key: 'name', head: words.figure, rowHead: true, width: 'wide', cell: ({ name }) => name },
            {
              key: 'before',
              head: words.before,
              number: true,
              cell: (change) => <Side change={change} side="before" line={lineOf(change)} />,
            },
            {
              key: 'after',
              head: words.after,
              number: true,
              cell: (change) => <Side change={change} side="after" line={lineOf(change)} />,
            },
            ...(hasNotes
              ? [
                  {
                    key: 'note',
                    head: words.note,
                    cell: ({ before, after }: Change) => <TextChanges before={before?.note ?? ''} after={after?.note ?? ''} />,
                  },
                ]
              : []),
          ]}
        />
      ) : null}
      {changes.narratives.map(({ heading, before, after }) => (
        <section key={heading}>
          <h3>{reports.narrative[heading]}</h3>
          <p className="review-text">
            <TextChanges before={before} after={after} />
          </p>
        </section>
      ))}
      {changes.evidenceAdded.length > 0 ? (
        <p>
          {words.evidenceAdded}: {changes.evidenceAdded.join(', ')}
        </p>
      ) : null}
      {changes.evidenceRemoved.length > 0 ? (
        <p>
          {words.evidenceRemoved}: {changes.evidenceRemoved.join(', ')}
        </p>
      ) : null}
    </div>
  )
}

/** What of an answer is other than before, word by word. */
const SaidChanges = ({ change: { before, after } }: { readonly change: Change }) =>
  after?.words === undefined ? (
    <NoValue />
  ) : (
    <span className="said">
      <TextChanges before={before?.words ?? ''} after={after.words} />
    </span>
  )

function Side({ change, side, line }: { readonly change: Change; readonly side: 'before' | 'after'; readonly line: Line | undefined }) {
  const words = useWords(reviewWords).cells
  const figure = change[side]
  if (line && isInWords(line.kind)) return side === 'after' ? <SaidChanges change={change} /> : <Said words={figure?.words} />
  if (!figure || (figure.numerator === null && figure.denominator === null)) return <NoValue />
  if (line && isYesOrNo(line.kind)) return <>{figure.numerator === '1' ? words.yes : words.no}</>
  const amount = (value: string | null): string => (value === null ? '–' : formatDecimal(value))
  if (line?.kind !== 'ratio') return <>{amount(figure.numerator)}</>
  return (
    <>
      {amount(figure.numerator)} / {amount(figure.denominator)}
      {figure.result === null ? null : <strong className="review-result">{formatQuantity(figure.result, line.digits, '%')}</strong>}
    </>
  )
}
