import type { Report, ReportSummary } from '@haidang/api/reports'
import { Button, LinkButton } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useWords } from '../words/catalogue.ts'
import { reviewWords } from '../words/review.ts'

type ActBarProps = {
  readonly report: Report
  readonly marked: number
  readonly waiting: number
  readonly next: ReportSummary | undefined
  readonly onAct: (act: 'return' | 'approve') => void
}

/** What the reviewer does with this report, always in reach, and the way to the next one. */
export function ActBar({ report, marked, waiting, next, onAct }: ActBarProps) {
  const words = useWords(reviewWords).act
  if (!report.can.approve && !report.can.return && !next) return null
  return (
    <div className="act-bar screen-only" role="group" aria-label={words.label}>
      <span className="soft act-bar-said">
        {waiting > 0 ? words.waiting(waiting) : ''}
        {marked > 0 ? ` · ${words.keptHere}` : ''}
      </span>
      {next ? (
        <LinkButton look="quiet" href={`/bao-cao/${next.id}`}>
          {words.nextTo(next.unit.shortName)} <Kbd>N</Kbd>
        </LinkButton>
      ) : null}
      {report.can.return ? (
        <Button look="danger" icon="return" onClick={() => onAct('return')}>
          {marked > 0 ? words.returnMarked(marked) : words.return} <Kbd>R</Kbd>
        </Button>
      ) : null}
      {report.can.approve ? (
        <Button look="primary" icon="check" onClick={() => onAct('approve')}>
          {words.approve} <Kbd>A</Kbd>
        </Button>
      ) : null}
    </div>
  )
}
