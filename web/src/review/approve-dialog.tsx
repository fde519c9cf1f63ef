import type { Report } from '@haidang/api/reports'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { post } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { reviewWords } from '../words/review.ts'
import { uiWords } from '../words/ui.ts'
import type { Checks } from './checks.ts'

type ApproveDialogProps = {
  readonly report: Report
  readonly checks: Checks
  readonly marked: number
  readonly onClose: () => void
  readonly onDone: (report: Report) => void
}

/** What is frozen, what is accepted with it, and how it can still change. */
export function ApproveDialog({ report, checks, marked, onClose, onDone }: ApproveDialogProps) {
  const all = useWords(reviewWords)
  const words = all.approving
  const ui = useWords(uiWords)
  const approve = useMutation(() => post<Report>(`/api/reports/${report.id}/approve`, {}))
  const send = async (): Promise<void> => {
    const done = await approve.run(undefined)
    if (done) onDone(done)
  }
  const figures = formatDecimal(String(report.indicators.length - checks.missing.size))
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(formatPeriod(report.period), report.unit.name)}
      description={words.freezes(figures, formatDecimal(String(report.evidence.length)), String(report.version))}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" icon="lock" busy={approve.busy} onClick={() => void send()}>
            {words.go}
          </Button>
        </>
      }
    >
      {approve.error === undefined ? null : (
        <Banner tone="bad" title={all.refused}>
          {uiSentence(approve.error, ui).detail}
        </Banner>
      )}
      {marked > 0 ? <Banner tone="warn">{words.marks(marked)}</Banner> : null}
      {checks.findings > 0 ? <Banner tone="warn">{words.warnings(checks.findings)}</Banner> : null}
      {checks.missing.size > 0 ? <Banner tone="warn">{words.missing(checks.missing.size)}</Banner> : null}
      <p>
        {words.counts} {words.later}
      </p>
    </Dialog>
  )
}
