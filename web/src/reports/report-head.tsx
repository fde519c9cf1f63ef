import type { Report } from '@haidang/api/reports'
import type { ReactNode } from 'react'
import { useNow } from '../app/clock.ts'
import { formatInstant, formatPeriod, timeLeft } from '../app/format.ts'
import { DueFact, WindowFact } from '../review/period-facts.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Button } from '../ui/button.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'

const stateTones: Record<Report['state'], Tone> = {
  open: 'plain',
  submitted: 'accent',
  returned: 'bad',
  approved: 'good',
  passedOn: 'plain',
}
const stateMarks = { open: 'edit', submitted: 'check', returned: 'return', approved: 'lock', passedOn: 'external' } as const

export function ReportHead({ report, saved }: { readonly report: Report; readonly saved: ReactNode }) {
  const words = useWords(reportsWords)
  const now = useNow()
  const title = words.title(formatPeriod(report.period), report.unit.name)
  const isWaiting = report.firstSubmittedAt === null
  return (
    <PageHead
      title={title}
      back={{ href: '/bao-cao', label: words.back }}
      actions={
        <Button small look="quiet" icon="print" className="report-print" onClick={() => window.print()}>
          {words.foot.print}
        </Button>
      }
      facts={
        <>
          <StatePill tone={stateTones[report.state]} mark={stateMarks[report.state]}>
            {words.states[report.state]}
            {report.version > 1 ? `, ${words.version(String(report.version))}` : ''}
          </StatePill>
          <WindowFact window={report.window} quote={report.quote} />
          <span>
            <DueFact report={report} />
            {isWaiting ? (
              <span className={report.punctuality === 'overdue' ? 'late' : ''} title={formatInstant(report.dueAt)}>
                {' · '}
                {timeLeft(report.dueAt, now)}
              </span>
            ) : null}
          </span>
          {saved}
        </>
      }
    />
  )
}
