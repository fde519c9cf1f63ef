import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import { asksDenominator } from '@haidang/domain/reports/typed-cell'
import type { CellHistory, Report } from '@haidang/api/reports'
import { parseDecimal } from '@haidang/domain/quantities/decimal'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import type { Translated } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import type { reportsVi } from '../words/reports.vi.ts'
import { cellText } from './outbox-entries.ts'

type Line = Report['indicators'][number]
type Value = CellHistory['changes'][number]['after']

/** Everything that was ever in a cell: typed, given up for what another had put there, taken from a feed; the newest first. */
export function CellChanges({ reportId, line }: { readonly reportId: string; readonly line: Line }) {
  const words = useWords(reportsWords)
  const history = useQuery<CellHistory>(`/api/reports/${reportId}/indicators/${line.id}/history?revision=${line.entry.revision}`)
  if (!history.data)
    return history.loading ? <Skeleton rows={2} /> : <ProblemState error={history.error} onRetry={() => void history.reload()} />
  if (history.data.changes.length === 0) return <p className="soft small">{words.drawer.neverEntered}</p>
  return (
    <ol className="history">
      {history.data.changes.map(({ at, by, kind, before, after }) => (
        <li key={`${at} ${kind}`}>
          <span className="figures soft">{formatInstant(at)}</span>
          <span>
            <strong>{words.drawer.changes[kind]}</strong>
            {after === null ? null : <span className="figures"> {valueText(after, line, words)}</span>}, {by}
            {kind === 'givenUp' && before !== null ? (
              <span className="history-reason">{words.drawer.preferred(valueText(before, line, words))}</span>
            ) : null}
            {after === null || after.note === '' ? null : <span className="history-reason">{after.note}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** As the grid shows it; what was given up may be no number. */
function valueText(
  { numerator, denominator, words: said }: NonNullable<Value>,
  { kind }: Line,
  words: Translated<typeof reportsVi>,
): string {
  const shown = (text: string | null): string =>
    text === null || text === '' ? '–' : parseDecimal(text) === undefined ? text : cellText(text)
  if (isInWords(kind)) return said === undefined || said === '' ? '–' : `“${said}”`
  if (isYesOrNo(kind)) return numerator === '1' ? words.yes : numerator === '0' ? words.no : shown(numerator)
  return asksDenominator(kind) ? `${shown(numerator)} / ${shown(denominator)}` : shown(numerator)
}
