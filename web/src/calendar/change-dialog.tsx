import type { CalendarMoves, ChangeCalendar, OfficeCalendar } from '@haidang/api/calendar'
import { calendarFaults } from '@haidang/domain/periods/calendar-change'
import type { DayChange } from '@haidang/domain/periods/calendar-change'
import { dayOf, isDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { post, ProblemError } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { calendarWords } from '../words/calendar.ts'
import { uiWords } from '../words/ui.ts'
import { MovesList } from './moves-list.tsx'

export type TypedDay = DayChange

/** Days with the document that orders them: first what would move is looked at, then it is recorded. */
export function ChangeDialog({
  own,
  after,
  rows,
  year,
  onClose,
  onDone,
}: {
  readonly own: OfficeCalendar['own']
  /** The newest change that is known here. */
  readonly after: string | null
  /** To begin with; none is one empty row. */
  readonly rows: readonly TypedDay[]
  readonly year: number
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const all = useWords(calendarWords)
  const words = all.dialog
  const ui = useWords(uiWords)
  const today = dayOf(useNow())
  const [days, setDays] = useState<readonly TypedDay[]>(rows.length > 0 ? rows : [emptyDay])
  const [document, setDocument] = useState({ number: '', day: today })
  const [tried, setTried] = useState(false)
  const [seen, setSeen] = useState<{ readonly key: string; readonly moves: CalendarMoves } | null>(null)
  const preview = useMutation((input: { readonly days: readonly TypedDay[] }) => post<CalendarMoves>('/api/calendar/preview', input))
  const record = useMutation((input: ChangeCalendar) => post<CalendarMoves>('/api/calendar/changes', input))
  const said = days.map((one) => ({ ...one, name: one.kind === 'usual' ? '' : one.name.trim() }))
  const key = JSON.stringify(said)
  const isSeen = seen?.key === key
  const faults = days.map((day, index) => faultsOf(day, said.slice(0, index), words.wrong))
  const numberFault = document.number.trim() === '' ? words.wrong.number : undefined
  const dayFault = isDay(document.day) ? undefined : words.wrong.day
  const areDaysRight = faults.every((fault) => Object.keys(fault).length === 0)
  const [ruleFault] = areDaysRight ? calendarFaults(own, said) : []
  const change = (index: number, part: Partial<TypedDay>): void => {
    preview.reset()
    record.reset()
    setDays(days.map((day, at) => (at === index ? { ...day, ...part } : day)))
  }
  const look = async (): Promise<void> => {
    setTried(true)
    if (!areDaysRight || ruleFault !== undefined) return
    const moves = await preview.run({ days: said })
    if (moves !== undefined) setSeen({ key, moves })
  }
  const save = async (): Promise<void> => {
    if (numberFault !== undefined || dayFault !== undefined) return setTried(true)
    const made = await record.run({ days: [...said], documentNumber: document.number.trim(), documentDay: document.day, after })
    if (made === undefined) return
    toast({ title: `${words.done}. ${sumOf(made, all.moves)}`, tone: 'good' })
    onDone()
  }
  const error = record.error ?? preview.error
  const refused = error === undefined ? (tried && ruleFault !== undefined ? words.reasons[ruleFault] : undefined) : reasonOf(error, words)
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
      {refused === undefined && error === undefined ? null : (
        <Banner tone="bad" title={words.refused}>
          {refused ?? uiSentence(error, ui).detail}
        </Banner>
      )}
      <div className="calendar-document">
        <TextField
          label={words.number}
          hint={words.numberHint}
          required
          maxLength={100}
          autoComplete="off"
          value={document.number}
          onChange={(number) => setDocument({ ...document, number })}
          error={tried ? numberFault : undefined}
        />
        <TextField
          type="date"
          label={words.documentDay}
          hint={words.documentDayHint}
          required
          value={document.day}
          onChange={(day) => setDocument({ ...document, day })}
          error={tried ? dayFault : undefined}
        />
      </div>
      <div className="calendar-rows">
        {days.map((day, index) => (
          <div key={index} className="calendar-row" role="group" aria-label={words.row(String(index + 1))}>
            <TextField
              type="date"
              label={all.day}
              value={day.day}
              min={`${year - 1}-01-01`}
              onChange={(next) => change(index, { day: next })}
              error={tried ? faults[index]?.day : undefined}
            />
            <Select
              label={all.kind}
              options={(['off', 'work', 'usual'] as const).map((kind) => ({ value: kind, label: all.kinds[kind] }))}
              value={day.kind}
              onChange={(kind) => change(index, { kind })}
            />
            {day.kind === 'usual' ? (
              <span />
            ) : (
              <TextField
                label={all.name}
                maxLength={200}
                value={day.name}
                onChange={(name) => change(index, { name })}
                error={tried ? faults[index]?.name : undefined}
              />
            )}
            <IconButton
              icon="trash"
              label={words.removeDay(String(index + 1))}
              disabled={days.length === 1}
              onClick={() => setDays(days.filter((_, at) => at !== index))}
            />
          </div>
        ))}
        <div>
          <Button small icon="plus" onClick={() => setDays([...days, { ...emptyDay, name: days.at(-1)?.name ?? '' }])}>
            {words.addDay}
          </Button>
        </div>
      </div>
      {isSeen ? <MovesList moves={seen.moves} /> : null}
    </Dialog>
  )
}

const emptyDay: TypedDay = { day: '', kind: 'off', name: '' }

type Wrong = { readonly day: string; readonly nameMissing: string; readonly dayTwice: string }

function faultsOf(
  { day, kind, name }: TypedDay,
  above: readonly TypedDay[],
  wrong: Wrong,
): { readonly day?: string; readonly name?: string } {
  return {
    ...(isDay(day) ? (above.some((one) => one.day === day) ? { day: wrong.dayTwice } : {}) : { day: wrong.day }),
    ...(kind !== 'usual' && name.trim() === '' ? { name: wrong.nameMissing } : {}),
  }
}

function sumOf({ moved }: CalendarMoves, words: { readonly none: string; readonly sum: (count: string) => string }): string {
  const count = moved.reduce((sum, one) => sum + one.count, 0)
  return count === 0 ? words.none : `${words.sum(String(count))}.`
}

function reasonOf(
  error: unknown,
  { reasons, meanwhile }: { readonly reasons: Readonly<Record<string, string>>; readonly meanwhile: string },
): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { code, reason } = error.problem
  if (code === 'changedMeanwhile') return meanwhile
  return reason === undefined ? undefined : reasons[reason]
}
