import type { LockRules, SetLockRule } from '@haidang/api/locks'
import { addDays, dayOf, formatDay, isDay } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { inForce } from '@haidang/domain/periods/in-force'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { post } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation, useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { locksWords } from '../words/locks.ts'
import { uiWords } from '../words/ui.ts'

/** When periods lock by themselves: what holds, what will, and what did. */
export function LockRulePart() {
  const words = useWords(locksWords).rule
  const today = dayOf(useNow())
  const rules = useQuery<LockRules>('/api/lock-rules')
  const [isOpen, setOpen] = useState(false)
  if (rules.error !== undefined && !rules.data) return <ProblemState error={rules.error} onRetry={() => void rules.reload()} />
  if (!rules.data) return null
  const { rules: all, can } = rules.data
  const held = inForce(all.toReversed(), today)
  return (
    <section aria-labelledby="lock-rule">
      <div className="reminders-head">
        <h2 id="lock-rule">{words.title}</h2>
        {can.change ? (
          <Button icon="lock" onClick={() => setOpen(true)}>
            {words.set}
          </Button>
        ) : null}
      </div>
      <p className="soft">{words.about}</p>
      {all.length === 0 ? <p>{words.none}</p> : null}
      <ul className="plain-list" aria-label={words.title}>
        {all.map((rule) => (
          <li key={`${rule.from} ${rule.recordedAt}`}>
            <StatePill tone={rule === held ? 'good' : rule.from > today ? 'accent' : 'plain'}>
              {rule === held ? words.inForce : rule.from > today ? words.ahead : words.past}
            </StatePill>{' '}
            <strong>{rule.workingDays === null ? words.off : words.days(String(rule.workingDays))}</strong>,{' '}
            {words.from(formatDay(rule.from))}
            <span className="soft small"> · {words.recorded(rule.recordedBy, formatInstant(rule.recordedAt))}</span>
          </li>
        ))}
      </ul>
      {isOpen ? (
        <RuleDialog
          today={today}
          onClose={() => setOpen(false)}
          onDone={(next) => {
            rules.setData(() => next)
            setOpen(false)
          }}
        />
      ) : null}
    </section>
  )
}

function RuleDialog({
  today,
  onClose,
  onDone,
}: {
  readonly today: Day
  readonly onClose: () => void
  readonly onDone: (next: LockRules) => void
}) {
  const words = useWords(locksWords).rule
  const ui = useWords(uiWords)
  const [from, setFrom] = useState(addDays(today, 1))
  const [kind, setKind] = useState<'days' | 'off'>('days')
  const [days, setDays] = useState('3')
  const [tried, setTried] = useState(false)
  const set = useMutation((input: SetLockRule) => post<LockRules>('/api/lock-rules', input))
  const isFromWrong = !isDay(from) || from <= today
  const areDaysWrong = kind === 'days' && !(/^\d{1,2}$/u.test(days.trim()) && Number(days) <= 60)
  const send = async (): Promise<void> => {
    setTried(true)
    if (isFromWrong || areDaysWrong) return
    const next = await set.run({ from, workingDays: kind === 'off' ? null : Number(days) })
    if (next === undefined) return
    toast({ title: words.done, tone: 'good' })
    onDone(next)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.setTitle}
      description={words.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={set.busy} onClick={() => void send()}>
            {words.save}
          </Button>
        </>
      }
    >
      {set.error === undefined ? null : <Banner tone="bad">{uiSentence(set.error, ui).detail}</Banner>}
      <TextField
        type="date"
        required
        label={words.fromDay}
        hint={words.fromHint}
        value={from}
        onChange={setFrom}
        error={tried && isFromWrong ? words.wrong.from : undefined}
      />
      <Select
        label={words.kind}
        options={[
          { value: 'days', label: words.byDays },
          { value: 'off', label: words.off },
        ]}
        value={kind}
        onChange={setKind}
      />
      {kind === 'days' ? (
        <TextField
          label={words.daysField}
          hint={words.daysHint}
          inputMode="numeric"
          value={days}
          onChange={setDays}
          error={tried && areDaysWrong ? words.wrong.days : undefined}
        />
      ) : null}
    </Dialog>
  )
}
