import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import { useState } from 'react'
import { timeAgo } from '../app/format.ts'
import { useNow } from '../app/clock.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import type { Theirs } from '../app/outbox.ts'
import { conflictingCells, putTogether } from './outbox-entries.ts'
import type { RowText } from './outbox-entries.ts'
import type { Line } from './sheet.ts'

type Side = 'mine' | 'theirs'
type ConflictNoteProps = {
  readonly line: Line
  readonly mine: RowText
  readonly base: RowText
  readonly theirs: Theirs<RowText>
  readonly onResolve: (value: RowText, isSomethingOfMineDropped: boolean) => void
}

/** Both values stand here until a person chooses, cell by cell where more than one differs; neither is lost. */
export function ConflictNote({ line, mine, base, theirs, onResolve }: ConflictNoteProps) {
  const words = useWords(reportsWords)
  const now = useNow()
  const [chosen, setChosen] = useState<Readonly<Partial<Record<keyof RowText, Side>>>>({})
  const by = theirs.by ?? words.conflict.someone
  const cells = conflictingCells(mine, base, theirs.value)
  const choose = (picked: typeof chosen): void => {
    setChosen(picked)
    if (cells.every((cell) => picked[cell] !== undefined))
      onResolve(putTogether(mine, base, theirs.value, picked), Object.values(picked).includes('theirs'))
  }
  const figures = (text: RowText): string => {
    if (isInWords(line.kind)) return text.words ?? ''
    const answer = text.numerator === '1' ? words.yes : text.numerator === '0' ? words.no : ''
    return isYesOrNo(line.kind)
      ? answer
      : [text.numerator, ...(line.kind === 'ratio' ? [text.denominator] : [])].map((one) => one || '–').join(' / ')
  }
  const whole = (text: RowText): string => [figures(text), text.note].filter(Boolean).join(' · ') || words.conflict.empty
  const one = (text: RowText, cell: keyof RowText): string =>
    (isYesOrNo(line.kind) && cell === 'numerator' ? figures(text) : text[cell]) || words.conflict.empty
  const isOfMany = cells.length > 1
  const cellNames = words.columns
  return (
    <div className="conflict" role="alert">
      <span className="strong">{words.conflict.title(by, theirs.at === null ? '' : timeAgo(theirs.at, now))}</span>
      {cells.map((cell) => (
        <div key={cell} role="group" aria-label={cellNames[cell]}>
          {isOfMany ? <span className="soft">{cellNames[cell]}</span> : null}
          {(['mine', 'theirs'] as const).map((side) => {
            const text = side === 'mine' ? mine : theirs.value
            return (
              <span key={side} className="conflict-side figures">
                {words.conflict[side]}: <strong>{isOfMany ? one(text, cell) : whole(text)}</strong>
                <Button
                  small
                  aria-pressed={isOfMany ? chosen[cell] === side : undefined}
                  onClick={() => choose({ ...chosen, [cell]: side })}
                >
                  {side === 'mine' ? words.conflict.keepMine : words.conflict.keepTheirs}
                </Button>
              </span>
            )
          })}
        </div>
      ))}
    </div>
  )
}
