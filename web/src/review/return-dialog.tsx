import type { Report, ReturnReport } from '@haidang/api/reports'
import { saysWhy } from '@haidang/domain/reports/report'
import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { locksWords } from '../words/locks.ts'
import { reviewWords } from '../words/review.ts'
import { uiWords } from '../words/ui.ts'
import { namedCells } from './marks.ts'
import type { Marks } from './marks.ts'

type ReturnDialogProps = {
  readonly report: Report
  readonly marks: Marks
  readonly reason: string
  readonly onReason: (reason: string) => void
  readonly onMark: (indicatorId: string, reason: string | null) => void
  readonly onClose: () => void
  readonly onDone: (report: Report) => void
}

/** Says what will happen to which report, and asks for the reason in the same place. */
export function ReturnDialog({ report, marks, reason, onReason, onMark, onClose, onDone }: ReturnDialogProps) {
  const all = useWords(reviewWords)
  const words = all.returning
  const locks = useWords(locksWords)
  const ui = useWords(uiWords)
  const [tried, setTried] = useState(false)
  const giveBack = useMutation((input: ReturnReport) => post<Report>(`/api/reports/${report.id}/return`, input))
  const cells = namedCells(marks)
  const nameOf = (id: string): string => report.indicators.find((line) => line.id === id)?.name ?? ''
  const send = async (): Promise<void> => {
    setTried(true)
    if (!saysWhy(reason) || cells.some((cell) => cell.reason === '')) return
    const done = await giveBack.run({ reason, cells: [...cells] })
    if (done) onDone(done)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(formatPeriod(report.period), report.unit.name)}
      description={words.about(report.unit.shortName)}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" icon="return" busy={giveBack.busy} onClick={() => void send()}>
            {words.go(report.unit.shortName)}
          </Button>
        </>
      }
    >
      {giveBack.error === undefined ? null : (
        <Banner tone="bad" title={all.refused}>
          {uiSentence(giveBack.error, ui).detail}
        </Banner>
      )}
      {report.lock === 'locked' ? <Banner tone="warn">{locks.returnedInto(report.unit.shortName)}</Banner> : null}
      <TextArea
        label={words.reason}
        hint={words.reasonHint}
        required
        rows={4}
        maxLength={2000}
        value={reason}
        onChange={onReason}
        {...(tried && !saysWhy(reason) ? { error: words.reasonNeeded } : {})}
      />
      {cells.length > 0 ? <h3>{words.cells(cells.length)}</h3> : null}
      {cells.map(({ indicatorId, reason: cellReason }) => (
        <div key={indicatorId} className="return-cell">
          <TextArea
            label={nameOf(indicatorId)}
            rows={2}
            maxLength={1000}
            value={marks[indicatorId] ?? ''}
            onChange={(next) => onMark(indicatorId, next)}
            {...(tried && cellReason === '' ? { error: words.cellReasonNeeded } : {})}
          />
          <IconButton icon="close" small label={all.unmark(nameOf(indicatorId))} onClick={() => onMark(indicatorId, null)} />
        </div>
      ))}
    </Dialog>
  )
}
