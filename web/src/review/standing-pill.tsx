import type { ReportSummary } from '@haidang/api/reports'
import { formatSpan, timeLeft } from '../app/format.ts'
import { useNow } from '../app/clock.ts'
import type { IconName } from '../ui/icon.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { useWords } from '../words/catalogue.ts'
import { reviewWords } from '../words/review.ts'
import { standingOf } from './standing.ts'
import type { Standing } from './standing.ts'

const looks: Readonly<Record<Standing, readonly [Tone, IconName]>> = {
  missing: ['none', 'dash'],
  waiting: ['accent', 'clock'],
  returned: ['warn', 'return'],
  approved: ['good', 'lock'],
  correcting: ['warn', 'edit'],
  passedOn: ['none', 'external'],
}

export function StandingPill({ report }: { readonly report: Pick<ReportSummary, 'state' | 'version'> }) {
  const words = useWords(reviewWords)
  const standing = standingOf(report)
  const [tone, mark] = looks[standing]
  return (
    <StatePill tone={tone} mark={mark}>
      {words.standing[standing]}
      {report.version > 1 ? `, ${words.version(String(report.version))}` : ''}
    </StatePill>
  )
}

/** The first submission against the due instant; without one, how long there is. */
export function Punctuality({ report }: { readonly report: Pick<ReportSummary, 'punctuality' | 'firstSubmittedAt' | 'dueAt'> }) {
  const words = useWords(reviewWords)
  const now = useNow()
  const { punctuality, firstSubmittedAt, dueAt } = report
  if (punctuality === 'overdue') return <span className="review-late">{timeLeft(dueAt, now)}</span>
  if (punctuality === 'due') return <span className="soft">{timeLeft(dueAt, now)}</span>
  if (firstSubmittedAt === null) return null
  const span = formatSpan(Date.parse(firstSubmittedAt) - Date.parse(dueAt))
  if (punctuality === 'late') return <span className="review-late">{words.lateBy(span)}</span>
  return <span>{words.punctuality.onTime}</span>
}
