import { lineagePoliciesOf } from '@haidang/domain/indicators/as-it-is'
import type { IndicatorPage, WireDefinition } from '@haidang/api/indicators'
import { cascadeRules } from '@haidang/domain/indicators/cascade'
import { parseFormula } from '@haidang/domain/indicators/formula'
import { checkRules, demands } from '@haidang/domain/indicators/declared-checks'
import type { CheckRule } from '@haidang/domain/indicators/declared-checks'
import { isInWords, isOneAnswer, isOneNumber } from '@haidang/domain/indicators/indicator'
import { periodMethodsOf } from '@haidang/domain/indicators/over-periods'
import { rollUpMethods } from '@haidang/domain/indicators/roll-up'
import { formatDecimal, parseVietnameseNumber } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { Combobox } from '../ui/combobox.tsx'
import { NumberField, TextArea, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { plansWords } from '../words/plans.ts'
import { formulaSentence } from './sentences.ts'

type FieldsProps = {
  readonly kind: IndicatorPage['kind']
  readonly value: WireDefinition
  readonly units: IndicatorPage['unitChoices']
  readonly onChange: (value: WireDefinition) => void
}

const operators = ['=', '>=', '>', '<=', '<', 'range'] as const
const undeclared = 'undeclared'

/** A choice that may be left undeclared. */
function Declared<Value extends string>({
  label,
  options,
  value,
  none,
  onChange,
}: {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value | null
  readonly none: string
  readonly onChange: (value: Value | null) => void
}) {
  return (
    <Select<Value | typeof undeclared>
      label={label}
      options={[{ value: undeclared, label: none }, ...options]}
      value={value ?? undeclared}
      onChange={(chosen) => onChange(chosen === undeclared ? null : chosen)}
    />
  )
}

/** What figures are asked about; `undeclared` is as it is usual. */
function ChecksFields({
  kind,
  value,
  onChange,
}: {
  readonly kind: IndicatorPage['kind']
  readonly value: WireDefinition['checks']
  readonly onChange: (value: WireDefinition['checks']) => void
}) {
  const words = useWords(indicatorsWords).checks
  const rules = checkRules.filter((rule) => rule !== 'related' && rulesOf(kind).includes(rule))
  if (rules.length === 0) return null
  return (
    <fieldset className="definition-checks">
      <legend className="field-label">{words.title}</legend>
      <p className="field-hint">{words.about}</p>
      <div className="form-row">
        {rules.map((rule) => (
          <Declared
            key={rule}
            label={words.rules[rule]}
            none={words.usual[rule]}
            options={demands.map((demand) => ({ value: demand, label: words.demands[demand] }))}
            value={value?.demands[rule] ?? null}
            onChange={(demand) => {
              const { [rule]: _, ...others } = value?.demands ?? {}
              onChange({ ...value, demands: demand === null ? others : { ...others, [rule]: demand } })
            }}
          />
        ))}
      </div>
    </fieldset>
  )
}

function rulesOf(kind: IndicatorPage['kind']): readonly CheckRule[] {
  if (kind === 'ratio') return ['jump', 'denominatorChanged', 'sameForPeriods']
  return isOneNumber(kind) ? ['jump', 'sameForPeriods', 'digits'] : []
}

export function DefinitionFields({ kind, value, units, onChange }: FieldsProps) {
  const all = useWords(indicatorsWords)
  const words = all.definition
  const plans = useWords(plansWords)
  const change = (part: Partial<WireDefinition>): void => onChange({ ...value, ...part })
  const { target } = value
  return (
    <>
      <TextArea label={words.name} rows={2} value={value.name} onChange={(name) => change({ name })} />
      <TextField label={words.pillar} value={value.pillar} onChange={(pillar) => change({ pillar })} />
      {kind === 'formula' ? <FormulaField value={value.formula ?? ''} onChange={(formula) => change({ formula })} /> : null}
      {kind === 'ratio' ? (
        <>
          <TextArea
            label={words.numeratorLabel}
            rows={2}
            value={value.numeratorLabel ?? ''}
            onChange={(numeratorLabel) => change({ numeratorLabel })}
          />
          <TextArea
            label={words.denominatorLabel}
            rows={2}
            value={value.denominatorLabel ?? ''}
            onChange={(denominatorLabel) => change({ denominatorLabel })}
          />
        </>
      ) : null}
      {isOneAnswer(kind) || isInWords(kind) ? null : (
        <div className="form-row">
          <Select
            label={words.operator}
            options={operators.map((op) => ({ value: op, label: plans.operators[op] }))}
            value={target.op === 'milestone' ? null : target.op}
            onChange={(op) => change({ target: { ...target, op } })}
          />
          <TypedNumber
            label={words.targetValue}
            value={target.value}
            onRead={(content) => change({ target: { ...target, value: content } })}
          />
          {target.op === 'range' ? (
            <TypedNumber
              label={words.targetTo}
              value={target.value2 ?? null}
              onRead={(content) => change({ target: { ...target, value2: content } })}
            />
          ) : null}
          <TextField
            label={words.unitOfMeasure}
            value={value.unitOfMeasure}
            onChange={(unitOfMeasure) =>
              change({ unitOfMeasure, target: { ...target, unit: unitOfMeasure === '' ? null : unitOfMeasure } })
            }
          />
          <TypedNumber
            label={words.digits}
            value={String(value.digits)}
            onRead={(digits) => change({ digits: digits === null ? -1 : Number(digits) })}
          />
        </div>
      )}
      {kind === 'formula' ? null : (
        <>
          <Select
            label={words.rollUp}
            options={rollUpMethods[kind].map((method) => ({ value: method, label: plans.rollUps[method] }))}
            value={value.rollUp}
            onChange={(rollUp) => change({ rollUp })}
          />
          {isInWords(kind) ? null : (
            <Declared
              label={words.periodMethod}
              none={words.notDeclared}
              options={periodMethodsOf[kind].map((method) => ({ value: method, label: all.periodMethods[method] }))}
              value={value.periodMethod}
              onChange={(periodMethod) => change({ periodMethod })}
            />
          )}
          <Declared
            label={words.lineagePolicy}
            none={words.usual}
            options={lineagePoliciesOf(kind).map((policy) => ({ value: policy, label: all.lineagePolicies[policy] }))}
            value={value.lineagePolicy}
            onChange={(lineagePolicy) => change({ lineagePolicy })}
          />
          {isInWords(kind) ? null : (
            <Declared
              label={words.cascadeRule}
              none={words.notDeclared}
              options={cascadeRules.map((rule) => ({ value: rule, label: all.cascade.rules[rule] }))}
              value={value.cascadeRule}
              onChange={(cascadeRule) => change({ cascadeRule })}
            />
          )}
          <ChecksFields kind={kind} value={value.checks} onChange={(checks) => change({ checks })} />
          <TextField label={words.source} hint={words.sourceHint} value={value.source} onChange={(source) => change({ source })} />
        </>
      )}
      <Combobox
        label={words.owner}
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.ownerUnitId}
        onChange={(ownerUnitId) => change({ ownerUnitId })}
      />
    </>
  )
}

/** A formula, read as it is typed: what is wrong with it is said at once, where it can be said without the plan. */
function FormulaField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const words = useWords(indicatorsWords)
  const read = value.trim() === '' ? undefined : parseFormula(value)
  const error = read !== undefined && 'fault' in read ? formulaSentence(read, words) : undefined
  return (
    <TextArea
      label={words.definition.formula}
      hint={words.definition.formulaHint}
      rows={2}
      spellCheck={false}
      value={value}
      onChange={onChange}
      {...(error === undefined ? {} : { error })}
    />
  )
}

/** What is typed stays as typed; what is no number is said at the field and read as missing. */
export function TypedNumber({
  label,
  value,
  onRead,
}: {
  readonly label: string
  readonly value: string | null
  readonly onRead: (value: string | null) => void
}) {
  const words = useWords(indicatorsWords)
  const [text, setText] = useState(value === null ? '' : formatDecimal(value))
  const isWrong = text.trim() !== '' && parseVietnameseNumber(text) === undefined
  return (
    <NumberField
      label={label}
      value={text}
      onChange={(typed) => {
        setText(typed)
        onRead(parseVietnameseNumber(typed) ?? null)
      }}
      {...(isWrong ? { error: words.wrongNumber } : {})}
    />
  )
}
