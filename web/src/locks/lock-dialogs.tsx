import type { Except, PeriodLocks, RegimeLock, SayLock } from '@haidang/api/locks'
import { addDays, dayOf, instantAt, isDay } from '@haidang/domain/periods/day'
import { saysWhy } from '@haidang/domain/reports/report'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useNow } from '../app/clock.ts'
import { ProblemError, post } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { locksWords } from '../words/locks.ts'
import { uiWords } from '../words/ui.ts'

type DialogProps = { readonly period: string; readonly onClose: () => void; readonly onDone: (next: PeriodLocks) => void }

/** Locks the whole period, or opens it to everybody again. */
export function SayDialog({
  says,
  regimeId,
  period,
  onClose,
  onDone,
}: DialogProps & { readonly says: SayLock['says']; readonly regimeId: string }) {
  const words = useWords(locksWords)
  const ui = useWords(uiWords)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const say = useMutation((input: SayLock) => post<PeriodLocks>('/api/locks', input))
  const isLocking = says === 'locked'
  const send = async (): Promise<void> => {
    setTried(true)
    if (!saysWhy(reason)) return
    const next = await say.run({ regimeId, period, says, reason })
    if (next === undefined) return
    toast({ title: words.done[says], tone: 'good' })
    onDone(next)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={isLocking ? words.lockTitle(formatPeriod(period)) : words.unlockTitle(formatPeriod(period))}
      description={isLocking ? words.lockAbout : words.unlockAbout}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" {...(isLocking ? { icon: 'lock' as const } : {})} busy={say.busy} onClick={() => void send()}>
            {isLocking ? words.lock : words.unlock}
          </Button>
        </>
      }
    >
      <Refused error={say.error} />
      <Reason reason={reason} onReason={setReason} isWrong={tried && !saysWhy(reason)} />
    </Dialog>
  )
}

const everyUnit = 'every'

/** Lets one unit, or every one, in until a day and a time. */
export function ExceptDialog({ regime, period, onClose, onDone }: DialogProps & { readonly regime: RegimeLock }) {
  const words = useWords(locksWords)
  const ui = useWords(uiWords)
  const now = useNow()
  const [unit, setUnit] = useState<string | null>(null)
  const [end, setEnd] = useState({ day: addDays(dayOf(now), 1), time: '17:00' })
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const except = useMutation((input: Except) => post<PeriodLocks>('/api/locks/exceptions', input))
  const until = isDay(end.day) && /^\d\d:\d\d$/u.test(end.time) ? instantAt(end.day, end.time) : undefined
  const isEndWrong = until === undefined || until <= now
  const send = async (): Promise<void> => {
    setTried(true)
    if (unit === null || until === undefined || isEndWrong || !saysWhy(reason)) return
    const next = await except.run({ regimeId: regime.regimeId, period, unitId: unit === everyUnit ? null : unit, until, reason })
    if (next === undefined) return
    toast({ title: words.done.excepted, tone: 'good' })
    onDone(next)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.exceptTitle(formatPeriod(period))}
      description={words.exceptAbout}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={except.busy} onClick={() => void send()}>
            {words.except}
          </Button>
        </>
      }
    >
      <Refused error={except.error} />
      <Combobox
        label={words.unit}
        required
        options={[...regime.units.map(({ id, name }) => ({ value: id, label: name })), { value: everyUnit, label: words.everyUnit }]}
        value={unit}
        onChange={setUnit}
        error={tried && unit === null ? words.wrongUnit : undefined}
      />
      <div className="lock-end">
        <TextField
          type="date"
          required
          label={words.endDay}
          value={end.day}
          onChange={(day) => setEnd({ ...end, day })}
          error={tried && isEndWrong ? words.refusals.endIsOver : undefined}
        />
        <TextField type="time" required label={words.endTime} value={end.time} onChange={(time) => setEnd({ ...end, time })} />
      </div>
      <Reason reason={reason} onReason={setReason} isWrong={tried && !saysWhy(reason)} />
    </Dialog>
  )
}

function Reason({
  reason,
  onReason,
  isWrong,
}: {
  readonly reason: string
  readonly onReason: (text: string) => void
  readonly isWrong: boolean
}) {
  const words = useWords(locksWords)
  return (
    <TextArea
      required
      label={words.reason}
      hint={words.reasonHint}
      value={reason}
      onChange={onReason}
      maxLength={2000}
      error={isWrong ? words.refusals.reasonRequired : undefined}
    />
  )
}

function Refused({ error }: { readonly error: unknown }): ReactNode {
  const { refusals } = useWords(locksWords)
  const ui = useWords(uiWords)
  if (error === undefined) return null
  const reason = error instanceof ProblemError ? error.problem.reason : undefined
  return <Banner tone="bad">{Object.entries(refusals).find(([name]) => name === reason)?.[1] ?? uiSentence(error, ui).detail}</Banner>
}
