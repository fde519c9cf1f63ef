import { lockSentence } from '@haidang/api/lock-sentence'
import type { Report } from '@haidang/api/reports'
import { useEffect } from 'react'
import { useNow } from '../app/clock.ts'
import { formatInstant } from '../app/format.ts'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { useLanguage } from '../words/language.ts'
import { locksWords } from '../words/locks.ts'

/** Why nothing can be written into the report, or until when it can all the same. `hasUnsent`: typed here, and not on the server. */
export function ReportLockBanner({
  report,
  hasUnsent = false,
  onOver,
}: {
  readonly report: Report
  readonly hasUnsent?: boolean
  /** The exception has ended while somebody looked. */
  readonly onOver?: () => Promise<void>
}) {
  const words = useWords(locksWords)
  const language = useLanguage()
  const now = useNow()
  const { periodLock, unit, period } = report
  const isOver = periodLock?.exception !== undefined && periodLock.exception !== null && periodLock.exception.until <= now
  useEffect(() => {
    if (isOver) void onOver?.()
  }, [isOver, onOver])
  if (periodLock === null) return null
  const { lock, ask, exception } = periodLock
  if (exception === null)
    return (
      <Banner tone="warn" title={words.reportLocked}>
        <p className="report-reason">{lockSentence({ lock, unit: unit.name, period, ask })[language]}</p>
        {hasUnsent ? <p>{words.keptHere}</p> : null}
      </Banner>
    )
  const until = formatInstant(exception.until)
  return (
    <Banner tone="good" title={exception.isForAll ? words.allExcepted(until) : words.reportExcepted(until)}>
      <p className="report-reason">{words.exceptedBy(exception.by, exception.reason)}</p>
      <p className="soft">{words.standsAgain}</p>
    </Banner>
  )
}
