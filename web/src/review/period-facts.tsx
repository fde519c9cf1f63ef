import type { Report } from '@haidang/api/reports'
import { addDays, formatDay } from '@haidang/domain/periods/day'
import { shortDay, shortInstant, whyMoved } from '../app/format.ts'
import { Explain } from '../ui/tooltip.tsx'
import { useWords } from '../words/catalogue.ts'
import { extensionsWords } from '../words/extensions.ts'
import { reviewWords } from '../words/review.ts'

/** Our reading of the window, and the plan's own words behind ⓘ. */
export function WindowFact({ window, quote }: Pick<Report, 'window' | 'quote'>) {
  const words = useWords(reviewWords).window
  const said = (day: (one: string) => string): string =>
    window === null ? '' : words.fromTo(day(window.from), day(addDays(window.to, -1)))
  return (
    <span>
      {window === null ? (
        words.none
      ) : (
        <>
          {words.label} <strong>{said(shortDay)}</strong>
        </>
      )}{' '}
      <Explain label={words.explain}>
        {window === null ? null : (
          <p>
            {words.ours} <strong>{said(formatDay)}</strong>.
          </p>
        )}
        <p className="soft">{words.words}:</p>
        <blockquote>{quote}</blockquote>
        {window === null ? null : <p className="soft small">{words.note}</p>}
      </Explain>
    </span>
  )
}

export function DueFact({ report }: { readonly report: Pick<Report, 'dueAt' | 'nominalDue' | 'movedBecause' | 'extendedFrom'> }) {
  const words = useWords(reviewWords).due
  const extensions = useWords(extensionsWords)
  return (
    <span>
      {words.label} <strong>{shortInstant(report.dueAt)}</strong>
      {report.extendedFrom === null
        ? report.movedBecause === null
          ? null
          : ` (${words.moved(shortDay(report.nominalDue), whyMoved(report.movedBecause))})`
        : ` (${extensions.extendedFrom(shortInstant(report.extendedFrom))})`}
    </span>
  )
}
