import type { Consolidation, ConsolidationEdits } from '@haidang/api/consolidation'
import { formatDayInWords } from '@haidang/domain/periods/day'
import { TextArea, TextField } from '../ui/field.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { isSendable } from './edits.ts'
import { LinesField } from './lines-field.tsx'

type LetterheadFormProps = {
  readonly edits: ConsolidationEdits
  readonly report: Consolidation['preview']
  readonly onChange: (edits: ConsolidationEdits) => void
}

/** What the office adds to the figures before the report is a paper. */
export function LetterheadForm({ edits, report, onChange }: LetterheadFormProps) {
  const words = useWords(consolidationWords).form
  const { signature } = edits
  return (
    <div className="letterhead">
      <div className="letterhead-pair">
        <TextField
          label={words.number}
          hint={words.numberHint}
          maxLength={20}
          inputMode="numeric"
          value={edits.number ?? ''}
          onChange={(number) => onChange({ ...edits, number: orNull(number.trim()) })}
        />
        <TextField
          label={words.date}
          hint={edits.date === null ? words.dateHint : words.dateReads(formatDayInWords(edits.date))}
          type="date"
          value={edits.date ?? ''}
          onChange={(date) => onChange({ ...edits, date: orNull(date) })}
        />
      </div>
      <TextArea
        label={words.title}
        rows={3}
        maxLength={500}
        value={edits.title}
        onChange={(title) => onChange({ ...edits, title: title.replaceAll('\n', ' ') })}
        {...(isSendable(edits) ? {} : { error: words.titleShort })}
      />
      <fieldset className="letterhead-signature">
        <legend>{words.signature}</legend>
        <LinesField
          label={words.authority}
          hint={words.authorityHint}
          rows={2}
          most={3}
          longest={100}
          lines={signature.authority}
          onChange={(authority) => onChange({ ...edits, signature: { ...signature, authority } })}
        />
        <div className="letterhead-pair">
          <TextField
            label={words.role}
            maxLength={100}
            value={signature.role}
            onChange={(role) => onChange({ ...edits, signature: { ...signature, role } })}
          />
          <TextField
            label={words.name}
            hint={words.nameHint}
            maxLength={100}
            value={signature.name ?? ''}
            onChange={(name) => onChange({ ...edits, signature: { ...signature, name: orNull(name) } })}
          />
        </div>
      </fieldset>
      <LinesField
        label={words.recipients}
        hint={words.recipientsHint}
        rows={6}
        most={40}
        longest={200}
        lines={edits.recipients}
        onChange={(recipients) => onChange({ ...edits, recipients })}
      />
      <LinesField
        label={words.bases}
        hint={words.basesHint}
        rows={5}
        most={30}
        longest={1000}
        lines={report.legalBases}
        onChange={(legalBases) => onChange({ ...edits, legalBases })}
      />
    </div>
  )
}

const orNull = (text: string): string | null => (text === '' ? null : text)
