import type { Report } from '@haidang/api/reports'
import { addDays, formatDay } from '@haidang/domain/periods/day'
import { shortDay, shortInstant, whyMoved } from '../app/format.ts'
import { Explain } from '../ui/tooltip.tsx'
import { useWords } from '../words/catalogue.ts'
import { reviewWords } from '../words/review.ts'

/** Our reading of the window, and the plan's own words behind ⓘ. */
export function WindowFact({ report }: { readonly report: Pick<Report, 'windowFrom' | 'windowTo' | 'quote'> }) {
  const words = useWords(reviewWords).window
  const to = addDays(report.windowTo, -1)
  return (
    <span>
      {words.label} <strong>{words.fromTo(shortDay(report.windowFrom), shortDay(to))}</strong>{' '}
      <Explain label={words.explain}>
        <p>
          {words.ours} <strong>{words.fromTo(formatDay(report.windowFrom), formatDay(to))}</strong>.
        </p>
        <p className="soft">{words.words}:</p>
        <blockquote>{report.quote}</blockquote>
        <p className="soft small">{words.note}</p>
      </Explain>
    </span>
  )
}

export function DueFact({ report }: { readonly report: Pick<Report, 'dueAt' | 'nominalDue' | 'movedBecause'> }) {
  const words = useWords(reviewWords).due
  return (
    <span>
      {words.label} <strong>{shortInstant(report.dueAt)}</strong>
      {report.movedBecause === null ? null : ` (${words.moved(shortDay(report.nominalDue), whyMoved(report.movedBecause))})`}
    </span>
  )
}
