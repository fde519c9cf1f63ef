import { addDays, formatDay, isDay } from '@haidang/domain/periods/day'
import { TextField } from '../ui/field.tsx'
import { useWords } from '../words/catalogue.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import type { Draft } from './draft.ts'

type HeadFieldsProps = {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
  /** Whether what is missing is said. */
  readonly isChecked: boolean
}

export function HeadFields({ draft, onChange, isChecked }: HeadFieldsProps) {
  const words = useWords(reorganisationsWords).form
  const { title, documentNumber, effectiveOn } = draft
  return (
    <div className="reorganisation-head">
      <TextField
        label={words.title}
        hint={words.titleHint}
        required
        maxLength={500}
        value={title}
        onChange={(next) => onChange({ title: next })}
        {...(isChecked && title.trim().length < 3 ? { error: words.titleShort } : {})}
      />
      <TextField
        label={words.number}
        hint={words.numberHint}
        maxLength={100}
        value={documentNumber}
        onChange={(next) => onChange({ documentNumber: next })}
      />
      <TextField
        type="date"
        label={words.day}
        hint={isDay(effectiveOn) ? words.dayHint(formatDay(addDays(effectiveOn, -1))) : undefined}
        required
        value={effectiveOn}
        onChange={(next) => onChange({ effectiveOn: next })}
        {...(isChecked && !isDay(effectiveOn) ? { error: words.dayMissing } : {})}
      />
    </div>
  )
}
