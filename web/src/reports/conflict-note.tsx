import { isYesOrNo } from '@haidang/domain/indicators/indicator'
import { timeAgo } from '../app/format.ts'
import { useNow } from '../app/clock.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import type { Theirs } from '../app/outbox.ts'
import type { RowText } from './outbox-entries.ts'
import type { Line } from './sheet.ts'

type ConflictNoteProps = {
  readonly line: Line
  readonly mine: RowText
  readonly theirs: Theirs<RowText>
  readonly onResolve: (whose: 'mine' | 'theirs') => void
}

/** Both values stand here until a person chooses; neither is lost. */
export function ConflictNote({ line, mine, theirs, onResolve }: ConflictNoteProps) {
  const words = useWords(reportsWords)
  const now = useNow()
  const by = theirs.by ?? words.conflict.someone
  const described = (text: RowText): string => {
    const answer = text.numerator === '1' ? words.yes : text.numerator === '0' ? words.no : ''
    const figures = isYesOrNo(line.kind)
      ? answer
      : [text.numerator, ...(line.kind === 'ratio' ? [text.denominator] : [])].map((one) => one || '–').join(' / ')
    return [figures, text.note].filter(Boolean).join(' · ') || words.conflict.empty
  }
  return (
    <div className="conflict" role="alert">
      <span className="strong">{words.conflict.title(by, theirs.at === null ? '' : timeAgo(theirs.at, now))}</span>
      <span className="conflict-side figures">
        {words.conflict.mine}: <strong>{described(mine)}</strong>
        <Button small onClick={() => onResolve('mine')}>
          {words.conflict.keepMine}
        </Button>
      </span>
      <span className="conflict-side figures">
        {words.conflict.theirs}: <strong>{described(theirs.value)}</strong>
        <Button small onClick={() => onResolve('theirs')}>
          {words.conflict.keepTheirs}
        </Button>
      </span>
    </div>
  )
}
