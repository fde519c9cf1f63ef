import type { Report } from '@haidang/api/reports'
import { saysWhy } from '@haidang/domain/reports/report'
import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { uiWords } from '../words/ui.ts'

export function CorrectDialog({
  report,
  onClose,
  onOpened,
}: {
  readonly report: Report
  readonly onClose: () => void
  readonly onOpened: (report: Report) => void
}) {
  const words = useWords(reportsWords).correction
  const ui = useWords(uiWords)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const correct = useMutation((input: { reason: string }) => post<Report>(`/api/reports/${report.id}/correct`, input))
  const send = async (): Promise<void> => {
    setTried(true)
    if (!saysWhy(reason)) return
    const opened = await correct.run({ reason })
    if (opened) onOpened(opened)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.about(formatPeriod(report.period), report.unit.name)}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={correct.busy} onClick={() => void send()}>
            {words.go}
          </Button>
        </>
      }
    >
      {correct.error === undefined ? null : <Banner tone="bad">{uiSentence(correct.error, ui).detail}</Banner>}
      <TextArea
        label={words.field}
        required
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={tried && !saysWhy(reason) ? words.needed : undefined}
      />
    </Dialog>
  )
}
