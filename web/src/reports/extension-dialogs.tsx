import type { AnswerExtension, AskExtension, Report } from '@haidang/api/reports'
import { addDays, dayOf, formatDay, isDay } from '@haidang/domain/periods/day'
import { answeredDue, askingRefusal } from '@haidang/domain/reports/extension'
import { saysWhy } from '@haidang/domain/reports/report'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useNow } from '../app/clock.ts'
import { ProblemError, post } from '../app/fetch.ts'
import { formatInstant, formatPeriod } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { refreshQueries, useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { extensionsWords } from '../words/extensions.ts'
import { uiWords } from '../words/ui.ts'

type DialogProps = { readonly report: Report; readonly onClose: () => void; readonly onDone: (report: Report) => void }

/** A unit asks for a later day, and says why. */
export function AskDialog({ report, onClose, onDone }: DialogProps) {
  const words = useWords(extensionsWords)
  const ui = useWords(uiWords)
  const now = useNow()
  const [wantedDay, setWantedDay] = useState(addDays(dayOf(report.dueAt), 1))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const ask = useMutation((input: AskExtension) => post<Report>(`/api/reports/${report.id}/extensions`, input))
  const refused = isDay(wantedDay)
    ? askingRefusal({ dueAt: report.dueAt, isAsking: false }, { at: now, wantedDay, reason })?.refused
    : 'notLater'
  const send = async (): Promise<void> => {
    setTried(true)
    if (refused === 'notLater' || refused === 'reasonRequired') return
    const after = await ask.run({ wantedDay, reason })
    if (after === undefined) return
    refreshQueries('/api/my-work')
    toast({ title: words.askedDone, tone: 'good' })
    onDone(after)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.askTitle(formatPeriod(report.period))}
      description={words.askAbout(formatInstant(report.dueAt))}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={ask.busy} onClick={() => void send()}>
            {words.send}
          </Button>
        </>
      }
    >
      <Refused error={ask.error} />
      <TextField
        type="date"
        required
        label={words.wantedDay}
        value={wantedDay}
        onChange={setWantedDay}
        error={tried && refused === 'notLater' ? words.refusals.notLater : undefined}
      />
      <TextArea
        required
        label={words.reason}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={tried && !saysWhy(reason) ? words.refusals.reasonRequired : undefined}
      />
    </Dialog>
  )
}

type Asked = Report['extensions']['asked'][number]

/** The officer grants a day, the wanted one or another, or refuses with a reason. */
export function AnswerDialog({ report, asked, onClose, onDone }: DialogProps & { readonly asked: Asked }) {
  const words = useWords(extensionsWords)
  const ui = useWords(uiWords)
  const now = useNow()
  const [grantedDay, setGrantedDay] = useState(asked.wantedDay)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState<'grant' | 'refuse' | null>(null)
  const answer = useMutation((input: AnswerExtension) => post<Report>(`/api/reports/${report.id}/extensions/${asked.id}`, input))
  const owed = {
    dueAt: report.dueAt,
    isAsking: true,
    ...(report.firstSubmittedAt === null ? {} : { firstSubmittedAt: report.firstSubmittedAt }),
  }
  const granted = isDay(grantedDay) ? answeredDue(owed, { grantedDay }, now) : ({ refused: 'notLater' } as const)
  const send = async (input: AnswerExtension): Promise<void> => {
    const after = await answer.run(input)
    if (after === undefined) return
    for (const path of ['/api/my-work', '/api/reports?']) refreshQueries(path)
    toast({ title: input.grantedDay === null ? words.refusedDone : words.grantedDone, tone: 'good' })
    onDone(after)
  }
  const grant = (): void => {
    setTried('grant')
    if (!('refused' in granted)) void send({ grantedDay, reason })
  }
  const refuse = (): void => {
    setTried('refuse')
    if (saysWhy(reason)) void send({ grantedDay: null, reason })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.answerTitle(report.unit.shortName, formatPeriod(report.period))}
      description={words.answerAbout(asked.askedBy, formatDay(asked.wantedDay), formatInstant(report.dueAt))}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button busy={answer.busy} onClick={refuse}>
            {words.refuse}
          </Button>
          <Button look="primary" busy={answer.busy} onClick={grant}>
            {words.grant}
          </Button>
        </>
      }
    >
      <Refused error={answer.error} />
      <blockquote className="quote">{asked.reason}</blockquote>
      <TextField
        type="date"
        label={words.grantedDay}
        value={grantedDay}
        onChange={setGrantedDay}
        error={tried === 'grant' && 'refused' in granted ? words.refusals[granted.refused] : undefined}
      />
      <TextArea
        label={words.answerReason}
        hint={words.answerReasonHint}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={tried === 'refuse' && !saysWhy(reason) ? words.refusals.reasonRequired : undefined}
      />
    </Dialog>
  )
}

function Refused({ error }: { readonly error: unknown }): ReactNode {
  const { refusals } = useWords(extensionsWords)
  const ui = useWords(uiWords)
  if (error === undefined) return null
  const reason = error instanceof ProblemError ? error.problem.reason : undefined
  return <Banner tone="bad">{Object.entries(refusals).find(([name]) => name === reason)?.[1] ?? uiSentence(error, ui).detail}</Banner>
}
