import { formatDecimal, isNegative } from '@haidang/domain/quantities/decimal'
import { formatInstant } from '../app/format.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { feedStandings } from './feed-figures.ts'
import type { FeedStanding } from './feed-figures.ts'
import { numberOf } from './outbox-entries.ts'
import type { RowText } from './outbox-entries.ts'
import type { Line } from './sheet.ts'

type FeedNotesProps = {
  readonly line: Line
  readonly text: Pick<RowText, 'numerator' | 'denominator'>
  /** Who writes the report may take a feed's figure over; others read what it says. */
  readonly onTake?: ((runId: string) => void) | undefined
}

/** "theo nguồn X lúc …": what other systems say of a cell, beside it and never in it until a person takes it over. */
export function FeedNotes({ line, text, onTake }: FeedNotesProps) {
  const words = useWords(reportsWords).feeds
  const typed = { numerator: numberOf(text.numerator) ?? null, denominator: numberOf(text.denominator) ?? null }
  return (
    <>
      {feedStandings(line, typed).map((standing) => {
        const { said, is } = standing
        return (
          <div key={said.runId} className={`feed-note feed-note-${is}`}>
            <Icon name="download" size={14} />
            <span className="figures">
              {is === 'taken' ? words.taken(said.system, formatInstant(said.at)) : words.says(said.system, formatInstant(said.at))}{' '}
              <strong>{figureText(line, said)}</strong>
              {is === 'same' ? ` · ${words.same}` : ''}
              {is === 'differs' ? ` · ${differenceText(standing, words)}` : ''}
            </span>
            {onTake && (is === 'untyped' || is === 'differs') ? (
              <Button small onClick={() => onTake(said.runId)} aria-label={words.takeFor(line.name)}>
                {words.take}
              </Button>
            ) : null}
          </div>
        )
      })}
    </>
  )
}

function figureText(
  { kind }: Line,
  { numerator, denominator }: { readonly numerator: string | null; readonly denominator: string | null },
): string {
  const shown = (value: string | null): string => (value === null ? '–' : formatDecimal(value))
  return kind === 'ratio' ? `${shown(numerator)} / ${shown(denominator)}` : shown(numerator)
}

function differenceText(
  { numeratorBy, denominatorBy }: FeedStanding,
  words: { readonly numeratorBy: (by: string) => string; readonly denominatorBy: (by: string) => string },
): string {
  const signed = (by: string): string => (isNegative(by) ? `−${formatDecimal(by.slice(1))}` : `+${formatDecimal(by)}`)
  return [
    ...(numeratorBy === null ? [] : [words.numeratorBy(signed(numeratorBy))]),
    ...(denominatorBy === null ? [] : [words.denominatorBy(signed(denominatorBy))]),
  ].join(', ')
}
