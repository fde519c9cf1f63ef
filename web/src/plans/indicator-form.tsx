import { isInWords, isOneAnswer } from '@haidang/domain/indicators/indicator'
import type { Import } from '@haidang/api/imports'
import { usualRollUp } from '@haidang/domain/plans/suggest-indicator'
import { rollUpMethods } from '@haidang/domain/indicators/roll-up'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { TextArea, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { DeadlineFields } from './deadline-fields.tsx'
import type { Typed, ValueOf } from './draft-edit.ts'
import { ParsedField } from './parsed-field.tsx'
import type { Change } from './parsed-field.tsx'
import { readQuantity, readWhole } from './read-text.ts'
import { UnitPicker } from './unit-picker.tsx'

type Indicator = ValueOf<'indicator'>
type IndicatorFormProps = {
  readonly value: Indicator
  readonly typed: Typed
  readonly units: Import['units']
  readonly onChange: Change<Indicator>
}

/** What units report; one that is computed is defined in its plan. */
const kinds = ['ratio', 'count', 'amount', 'unitCount', 'yesNo', 'milestone', 'score', 'text'] as const
const operators = ['=', '>=', '>', '<=', '<', 'range'] as const

export function IndicatorForm({ value, typed, units, onChange }: IndicatorFormProps) {
  const words = useWords(plansWords)
  const { fields } = words
  const change = (part: Partial<Indicator>, typedNow?: Typed): void => onChange({ ...value, ...part }, typedNow)
  const chooseKind = (kind: Indicator['kind']): void => {
    const { target } = value
    const op = isOneAnswer(kind) ? 'milestone' : target.op === 'milestone' ? '=' : target.op
    change({ kind, rollUp: usualRollUp(kind), target: { ...target, op } })
  }
  return (
    <>
      <TextArea label={fields.name} rows={2} value={value.name} onChange={(name) => change({ name })} />
      <div className="form-row">
        <TextField label={fields.pillar} value={value.pillar} onChange={(pillar) => change({ pillar })} list="pillars" autoComplete="off" />
        <Select
          label={fields.kind}
          options={kinds.map((kind) => ({ value: kind, label: words.indicatorKinds[kind] }))}
          value={value.kind}
          onChange={chooseKind}
        />
      </div>
      {value.kind === 'ratio' ? (
        <>
          <TextArea
            label={fields.numeratorLabel}
            rows={2}
            value={value.numeratorLabel}
            onChange={(numeratorLabel) => change({ numeratorLabel })}
          />
          <TextArea
            label={fields.denominatorLabel}
            rows={2}
            value={value.denominatorLabel}
            onChange={(denominatorLabel) => change({ denominatorLabel })}
          />
        </>
      ) : null}
      {isOneAnswer(value.kind) || isInWords(value.kind) ? null : <TargetFields value={value} typed={typed} onChange={onChange} />}
      <DeadlineFields
        label={fields.deadline}
        deadline={value.target.deadline ?? null}
        typed={typed}
        onChange={(deadline, typedNow) => {
          const { deadline: _deadline, ...target } = value.target
          change({ target: deadline === null ? target : { ...target, deadline } }, typedNow)
        }}
      />
      <Select
        label={fields.rollUp}
        options={rollUpMethods[value.kind].map((method) => ({ value: method, label: words.rollUps[method] }))}
        value={value.rollUp}
        onChange={(rollUp) => change({ rollUp })}
      />
      <UnitPicker label={fields.unitIds} units={units} unitIds={value.unitIds} onChange={(unitIds) => change({ unitIds })} />
      <TextArea label={fields.text} rows={2} value={value.text} onChange={(text) => change({ text })} />
    </>
  )
}

function TargetFields({ value, typed, onChange }: Pick<IndicatorFormProps, 'value' | 'typed' | 'onChange'>) {
  const words = useWords(plansWords)
  const { fields } = words
  const { target } = value
  const give = (part: Partial<Indicator['target']>, typedNow?: Typed): void =>
    onChange({ ...value, target: { ...target, ...part } }, typedNow)
  const number = (label: string, name: string, content: string | null, onRead: (content: string | null, typedNow: Typed) => void) => (
    <ParsedField
      label={label}
      name={name}
      typed={typed}
      content={content}
      format={(one) => (one === null ? '' : formatDecimal(one))}
      parse={readQuantity}
      wrong={words.wrong.number}
      onRead={onRead}
      onTyped={(typedNow) => onChange(value, typedNow)}
      isNumber
    />
  )
  return (
    <>
      <div className="form-row">
        <Select
          label={fields.operator}
          options={operators.map((op) => ({ value: op, label: words.operators[op] }))}
          value={target.op === 'milestone' ? null : target.op}
          onChange={(op) => give({ op })}
        />
        {number(target.op === 'range' ? fields.targetFrom : fields.targetValue, 'target.value', target.value, (content, typedNow) =>
          give({ value: content }, typedNow),
        )}
        {target.op === 'range'
          ? number(fields.targetTo, 'target.value2', target.value2 ?? null, (content, typedNow) => give({ value2: content }, typedNow))
          : null}
        <TextField
          label={fields.unitOfMeasure}
          value={value.unitOfMeasure}
          // The target is in the indicator's own measure; one field writes both.
          onChange={(unitOfMeasure) =>
            onChange({ ...value, unitOfMeasure, target: { ...target, unit: unitOfMeasure === '' ? null : unitOfMeasure } })
          }
        />
      </div>
      <div className="form-row">
        <ParsedField
          label={fields.outOf}
          name="target.outOf"
          typed={typed}
          content={target.outOf ?? null}
          format={(one) => (one === null ? '' : String(one))}
          parse={(text) => (text.trim() === '' ? null : readWhole(text, 1, 999_999))}
          wrong={words.wrong.whole}
          onRead={(content, typedNow) => {
            const { outOf: _outOf, ...rest } = target
            onChange({ ...value, target: content === null ? rest : { ...rest, outOf: content } }, typedNow)
          }}
          onTyped={(typedNow) => onChange(value, typedNow)}
          isNumber
        />
        <ParsedField
          label={fields.digits}
          name="digits"
          typed={typed}
          content={value.digits}
          format={String}
          parse={(text) => readWhole(text, 0, 6)}
          wrong={words.wrong.digits}
          onRead={(digits, typedNow) => onChange({ ...value, digits }, typedNow)}
          onTyped={(typedNow) => onChange(value, typedNow)}
          isNumber
        />
      </div>
    </>
  )
}
