import type { ReminderPreview, Reminders, WireReminderSetting } from '@haidang/api/reminders'
import { dayOf, isDay } from '@haidang/domain/periods/day'
import { recipients, reminderFaults } from '@haidang/domain/periods/reminders'
import type { ReminderFault } from '@haidang/domain/periods/reminders'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { ProblemError, post } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { remindersWords } from '../words/reminders.ts'
import { uiWords } from '../words/ui.ts'
import { PreviewPart } from './preview-part.tsx'
import { daysTyped } from './setting-sentences.ts'

type Typed = {
  readonly from: string
  readonly before: string
  readonly onTheDay: boolean
  readonly after: string
  readonly to: WireReminderSetting['to']
  readonly hasHours: boolean
  readonly hours: { readonly from: string; readonly to: string }
  readonly daysOff: boolean
}

const usualHours = { from: '18:00', to: '07:00' }

/** What was typed as a setting; days that are no numbers are out of every range. */
const settingOf = ({ from, before, onTheDay, after, to, hasHours, hours, daysOff }: Typed): WireReminderSetting => ({
  from: isDay(from) ? from : '0000-00-00',
  daysBefore: daysTyped(before) ?? [-1],
  onTheDay,
  daysAfter: daysTyped(after) ?? [-1],
  to: [...to],
  quiet: { hours: hasHours ? { ...hours } : null, daysOff },
})

/** First it is seen who would be told when, then it is recorded. */
export function SettingDialog({
  setting,
  onClose,
  onDone,
}: {
  /** To begin with: what holds today. */
  readonly setting: WireReminderSetting
  readonly onClose: () => void
  readonly onDone: (next: Reminders) => void
}) {
  const words = useWords(remindersWords).dialog
  const ui = useWords(uiWords)
  const today = dayOf(useNow())
  const [typed, setTyped] = useState<Typed>({
    from: today,
    before: setting.daysBefore.join(', '),
    onTheDay: setting.onTheDay,
    after: setting.daysAfter.join(', '),
    to: setting.to,
    hasHours: setting.quiet.hours !== null,
    hours: setting.quiet.hours ?? usualHours,
    daysOff: setting.quiet.daysOff,
  })
  const [tried, setTried] = useState(false)
  const [seen, setSeen] = useState<{ readonly key: string; readonly preview: ReminderPreview } | null>(null)
  const preview = useMutation((input: WireReminderSetting) => post<ReminderPreview>('/api/reminders/preview', input))
  const record = useMutation((input: WireReminderSetting) => post<Reminders>('/api/reminders', input))
  const wanted = settingOf(typed)
  const { quiet } = wanted
  const faults = reminderFaults({ ...wanted, quiet: { ...(quiet.hours && { hours: quiet.hours }), daysOff: quiet.daysOff } }, today)
  const key = JSON.stringify(wanted)
  const isSeen = seen?.key === key
  const faultOf = (fault: ReminderFault): string | undefined => (tried && faults.includes(fault) ? words.wrong[fault] : undefined)
  const change = (part: Partial<Typed>): void => {
    preview.reset()
    record.reset()
    setTyped({ ...typed, ...part })
  }
  const look = async (): Promise<void> => {
    setTried(true)
    if (faults.length > 0) return
    const found = await preview.run(wanted)
    if (found !== undefined) setSeen({ key, preview: found })
  }
  const save = async (): Promise<void> => {
    const next = await record.run(wanted)
    if (next === undefined) return
    toast({ title: words.done, tone: 'good' })
    onDone(next)
  }
  const error = record.error ?? preview.error
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          {isSeen ? (
            <Button look="primary" icon="check" busy={record.busy} onClick={() => void save()}>
              {words.save}
            </Button>
          ) : (
            <Button look="primary" icon="next" busy={preview.busy} onClick={() => void look()}>
              {words.preview}
            </Button>
          )}
        </>
      }
    >
      {error === undefined ? null : (
        <Banner tone="bad" title={words.refused}>
          {reasonOf(error, words.wrong) ?? uiSentence(error, ui).detail}
        </Banner>
      )}
      <div className="reminders-row">
        <TextField
          type="date"
          required
          label={words.from}
          value={typed.from}
          onChange={(from) => change({ from })}
          error={faultOf('fromPast')}
        />
      </div>
      <div className="reminders-row">
        <TextField
          label={words.before}
          hint={words.beforeHint}
          value={typed.before}
          maxLength={60}
          onChange={(before) => change({ before })}
          error={faultOf('daysBefore')}
        />
        <TextField
          label={words.after}
          hint={words.afterHint}
          value={typed.after}
          maxLength={60}
          onChange={(after) => change({ after })}
          error={faultOf('daysAfter')}
        />
      </div>
      <Checkbox label={words.onTheDay} checked={typed.onTheDay} onChange={(onTheDay) => change({ onTheDay })} />
      <fieldset className="reminders-choices">
        <legend>{words.to}</legend>
        {recipients.map((one) => (
          <Checkbox
            key={one}
            label={words.recipients[one]}
            checked={typed.to.includes(one)}
            onChange={(isTold) => change({ to: recipients.filter((each) => (each === one ? isTold : typed.to.includes(each))) })}
          />
        ))}
        {faultOf('nobody') === undefined ? null : (
          <p className="field-error" role="alert">
            {faultOf('nobody')}
          </p>
        )}
      </fieldset>
      <fieldset className="reminders-choices">
        <legend>{words.quiet}</legend>
        <p className="field-hint">{words.quietAbout}</p>
        <Checkbox label={words.evenings} checked={typed.hasHours} onChange={(hasHours) => change({ hasHours })} />
        {typed.hasHours ? (
          <div className="reminders-hours">
            <TextField
              type="time"
              label={words.quietFrom}
              value={typed.hours.from}
              onChange={(from) => change({ hours: { ...typed.hours, from } })}
              error={faultOf('hours')}
            />
            <TextField
              type="time"
              label={words.quietTo}
              value={typed.hours.to}
              onChange={(to) => change({ hours: { ...typed.hours, to } })}
            />
          </div>
        ) : null}
        <Checkbox label={words.daysOff} checked={typed.daysOff} onChange={(daysOff) => change({ daysOff })} />
      </fieldset>
      {isSeen ? <PreviewPart preview={seen.preview} /> : null}
    </Dialog>
  )
}

const reasonOf = (error: unknown, wrong: Readonly<Record<string, string>>): string | undefined =>
  error instanceof ProblemError && error.problem.reason !== undefined ? wrong[error.problem.reason] : undefined
