import type { Typed, ValueOf } from './draft-edit.ts'
import { TextArea, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { ParsedField } from './parsed-field.tsx'
import type { Change } from './parsed-field.tsx'
import { printedDayText, readPrintedDay } from './read-text.ts'

type FormProps<Value> = { readonly value: Value; readonly typed: Typed; readonly onChange: Change<Value> }

export function DocumentForm({ value, typed, onChange }: FormProps<ValueOf<'document'>>) {
  const words = useWords(plansWords)
  const { fields } = words
  const text = (field: 'type' | 'number' | 'symbol' | 'issuer' | 'place' | 'signer' | 'signerRole') => (
    <TextField label={fields[field]} value={value[field]} onChange={(next) => onChange({ ...value, [field]: next })} />
  )
  return (
    <>
      <TextArea label={fields.title} rows={2} value={value.title} onChange={(title) => onChange({ ...value, title })} />
      <div className="form-row">
        {text('type')}
        {text('number')}
        {text('symbol')}
      </div>
      <div className="form-row">
        <DayField value={value} typed={typed} onChange={onChange} />
        {text('place')}
      </div>
      {text('issuer')}
      <div className="form-row">
        {text('signer')}
        {text('signerRole')}
      </div>
      <TextArea
        label={fields.recipients}
        value={value.recipients.join('\n')}
        onChange={(lines) => onChange({ ...value, recipients: lines.split('\n') })}
        onBlur={() => {
          const recipients = value.recipients.map((line) => line.trim()).filter((line) => line !== '')
          if (recipients.length !== value.recipients.length) onChange({ ...value, recipients })
        }}
      />
    </>
  )
}

const relations = ['basis', 'implements', 'supersedes', 'amends', 'mentions'] as const

export function CitationForm({ value, typed, onChange }: FormProps<ValueOf<'citation'>>) {
  const words = useWords(plansWords)
  const { fields } = words
  return (
    <>
      <div className="form-row">
        <TextField label={fields.type} value={value.type} onChange={(type) => onChange({ ...value, type })} />
        <TextField label={fields.citationNumber} value={value.number} onChange={(number) => onChange({ ...value, number })} />
      </div>
      <div className="form-row">
        <DayField value={value} typed={typed} onChange={onChange} />
        <Select
          label={fields.relation}
          options={relations.map((relation) => ({ value: relation, label: words.relations[relation] }))}
          value={value.relation}
          onChange={(relation) => onChange({ ...value, relation })}
        />
      </div>
      <TextField label={fields.issuer} value={value.issuer} onChange={(issuer) => onChange({ ...value, issuer })} />
      <TextArea label={fields.text} rows={2} value={value.text} onChange={(next) => onChange({ ...value, text: next })} />
    </>
  )
}

function DayField<Value extends { readonly date: string }>({ value, typed, onChange }: FormProps<Value>) {
  const words = useWords(plansWords)
  return (
    <ParsedField
      label={words.fields.date}
      hint={words.hints.date}
      name="date"
      typed={typed}
      content={value.date}
      format={printedDayText}
      parse={readPrintedDay}
      wrong={words.wrong.date}
      onRead={(date, typedNow) => onChange({ ...value, date }, typedNow)}
      onTyped={(typedNow) => onChange(value, typedNow)}
    />
  )
}
