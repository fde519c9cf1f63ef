import type { PrintedDeadline } from '@haidang/domain/plans/reading'
import type { ValueOf, Typed } from './draft-edit.ts'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { deadlineInWords } from './draft-words.ts'
import { ParsedField } from './parsed-field.tsx'
import { printedDayText, readPrintedDay, readTime } from './read-text.ts'

type WireDeadline = NonNullable<ValueOf<'task'>['deadline']>

const precisions = ['minute', 'day', 'month', 'quarter', 'year'] as const

/** A deadline as printed, our reading of it, and what follows from both. */
export function DeadlineFields({
  label,
  deadline,
  typed,
  onChange,
  disabled = false,
}: {
  readonly label: string
  readonly deadline: WireDeadline | null
  readonly typed: Typed
  readonly onChange: (deadline: WireDeadline | null, typed: Typed) => void
  readonly disabled?: boolean
}) {
  const words = useWords(plansWords)
  const now: WireDeadline = deadline ?? { raw: '', iso: null }
  const give = (next: WireDeadline, typedNow: Typed = typed): void => onChange(next.raw === '' && next.iso === null ? null : next, typedNow)
  return (
    <fieldset className="deadline-fields" disabled={disabled}>
      <legend className="field-label">{label}</legend>
      <TextField label={words.fields.deadlineRaw} value={now.raw} onChange={(raw) => give({ ...now, raw })} disabled={disabled} />
      <div className="form-row">
        <ParsedField
          label={words.fields.deadlineDay}
          name="deadline.iso"
          typed={typed}
          content={now.iso}
          format={(iso) => printedDayText(iso ?? '')}
          parse={(text) => (text.trim() === '' ? null : readPrintedDay(text))}
          wrong={words.wrong.date}
          onRead={(iso, typedNow) => give({ ...now, iso }, typedNow)}
          onTyped={(typedNow) => give(now, typedNow)}
          disabled={disabled}
        />
        <ParsedField
          label={words.fields.deadlineTime}
          name="deadline.time"
          typed={typed}
          content={now.time ?? ''}
          format={(time) => time}
          parse={(text) => (text.trim() === '' ? '' : readTime(text))}
          wrong={words.wrong.time}
          onRead={(time, typedNow) => {
            const { time: _time, ...rest } = now
            give(time === '' ? rest : { ...rest, time, precision: 'minute' }, typedNow)
          }}
          onTyped={(typedNow) => give(now, typedNow)}
          disabled={disabled}
        />
        <Select
          label={words.fields.precision}
          options={precisions.map((precision) => ({ value: precision, label: words.precisions[precision] }))}
          value={now.precision ?? null}
          onChange={(precision) => give({ ...now, precision })}
          disabled={disabled}
        />
      </div>
      <p className="form-reading">{deadlineInWords(plainDeadline(deadline), words)}</p>
    </fieldset>
  )
}

/** Without the members that are there and undefined, which the domain does not know. */
export function plainDeadline(deadline: WireDeadline | null): PrintedDeadline | null {
  if (deadline === null) return null
  const { raw, iso, time, precision } = deadline
  return { raw, iso, ...(time === undefined ? {} : { time }), ...(precision === undefined ? {} : { precision }) }
}
