import type { Import } from '@haidang/api/imports'
import { dayOf } from '@haidang/domain/periods/day'
import { useNow } from '../app/clock.ts'
import { Checkbox, TextArea, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import type { Typed, ValueOf } from './draft-edit.ts'
import { regimeDates } from './issue-preview.ts'
import { ParsedField } from './parsed-field.tsx'
import type { Change } from './parsed-field.tsx'
import { printedDayText, readMonth, readTime, readWhole } from './read-text.ts'
import { RegimeTable } from './regime-table.tsx'
import { UnitPicker } from './unit-picker.tsx'

type Reporting = ValueOf<'reporting'>
type ReportingFormProps = {
  readonly value: Reporting
  readonly typed: Typed
  readonly units: Import['units']
  readonly makesRegime: boolean
  readonly onChange: Change<Reporting>
}
type DayName = 'windowFromDay' | 'windowToDay' | 'unitDueDay' | 'consolidatedDueDay'

const frequencies = ['monthly', 'weekly', 'quarterly', 'semiannual', 'annual', 'once', 'as-required'] as const
const dayOffs = ['next', 'stay', 'previous'] as const
const headings = ['results', 'shortcomings', 'remedies'] as const

/** The plan's words, our reading of them, and the year that follows: one above the other, so that nobody has to believe. */
export function ReportingForm({ value, typed, units, makesRegime, onChange }: ReportingFormProps) {
  const words = useWords(plansWords)
  const { fields, regime } = words
  const change = (part: Partial<Reporting>, typedNow?: Typed): void => onChange({ ...value, ...part }, typedNow)
  const day = (name: DayName) => (
    <ParsedField
      label={fields[name]}
      name={name}
      typed={typed}
      content={value[name]}
      format={(one) => (one === null ? '' : String(one))}
      parse={(text) => (text.trim() === '' ? null : readWhole(text, 1, 28))}
      wrong={words.wrong.dayOfMonth}
      onRead={(content, typedNow) => change({ [name]: content }, typedNow)}
      onTyped={(typedNow) => onChange(value, typedNow)}
      isNumber
    />
  )
  const month = (name: 'firstPeriod' | 'lastPeriod') => (
    <ParsedField
      label={fields[name]}
      hint={words.hints.period}
      name={name}
      typed={typed}
      content={value[name]}
      format={(one) => printedDayText(one ?? '')}
      parse={readMonth}
      wrong={words.wrong.period}
      onRead={(content, typedNow) => change({ [name]: content }, typedNow)}
      onTyped={(typedNow) => onChange(value, typedNow)}
    />
  )
  return (
    <>
      <TextField label={fields.reportingName} value={value.name} onChange={(name) => change({ name })} />
      <TextArea label={fields.reportingText} rows={2} value={value.text} onChange={(text) => change({ text })} />
      <Select
        label={fields.frequency}
        options={frequencies.map((frequency) => ({ value: frequency, label: words.frequencies[frequency] }))}
        value={value.frequency}
        onChange={(frequency) => change({ frequency })}
      />
      {value.frequency === 'monthly' ? (
        <>
          <div className="form-row">
            {day('windowFromDay')}
            {day('windowToDay')}
          </div>
          <p className="field-hint">{words.hints.window}</p>
          <div className="form-row">
            {day('unitDueDay')}
            {day('consolidatedDueDay')}
            <ParsedField
              label={fields.closingTime}
              name="closingTime"
              typed={typed}
              content={value.closingTime}
              format={(time) => time}
              parse={readTime}
              wrong={words.wrong.time}
              onRead={(closingTime, typedNow) => change({ closingTime }, typedNow)}
              onTyped={(typedNow) => onChange(value, typedNow)}
            />
          </div>
          <Select
            label={fields.dayOff}
            options={dayOffs.map((one) => ({ value: one, label: words.dayOffs[one] }))}
            value={value.dayOff}
            onChange={(dayOff) => change({ dayOff })}
          />
          <p className="field-hint">{regime.ours}</p>
          <div className="form-row">
            {month('firstPeriod')}
            {month('lastPeriod')}
          </div>
        </>
      ) : (
        <p className="field-hint">{words.onlyMonthly}</p>
      )}
      <TextField label={fields.whoText} value={value.whoText} onChange={(whoText) => change({ whoText })} />
      <UnitPicker label={fields.reportingUnitIds} units={units} unitIds={value.unitIds} onChange={(unitIds) => change({ unitIds })} />
      <TextField label={fields.toText} value={value.toText} onChange={(toText) => change({ toText })} />
      <fieldset className="unit-picker">
        <legend className="field-label">{fields.outline}</legend>
        {headings.map((heading) => (
          <Checkbox
            key={heading}
            label={words.headings[heading]}
            checked={value.outline.includes(heading)}
            onChange={(isIn) => change({ outline: headings.filter((one) => (one === heading ? isIn : value.outline.includes(one))) })}
          />
        ))}
      </fieldset>
      {value.frequency === 'monthly' ? <RegimeReading value={value} makesRegime={makesRegime} /> : null}
    </>
  )
}

/** What the plan says beside what we make of it. */
export function RegimeReading({ value, makesRegime }: { readonly value: Reporting; readonly makesRegime: boolean }) {
  const words = useWords(plansWords)
  const { regime, review } = words
  const today = dayOf(useNow())
  const { lacks, faults, rows } = regimeDates(value, today)
  return (
    <section className="regime-reading">
      {value.text === '' ? null : (
        <div>
          <p className="strong">{regime.quote}</p>
          <blockquote className="quote" lang="vi">
            {value.text}
          </blockquote>
        </div>
      )}
      <div>
        <p className="strong">{regime.reading}</p>
        <p className="soft small">{makesRegime ? words.makesRegime : words.otherMakesRegime}</p>
        {lacks.length > 0 ? <Banner tone="warn">{review.lacks(lacks.map((lack) => review.lack[lack]).join(', '))}</Banner> : null}
        {faults.map((fault) => (
          <Banner key={fault} tone="warn">
            {regime.faults[fault]}
          </Banner>
        ))}
        {lacks.length > 0 || faults.length > 0 ? null : (
          <>
            <RegimeTable
              lines={rows.map(({ period, window, unit, city }) => ({
                period,
                windowFrom: window.from,
                windowTo: window.to,
                nominalDue: unit.nominal,
                dueAt: unit.at,
                movedBecause: unit.movedBecause ?? null,
                cityNominal: city.nominal,
                cityDueAt: city.at,
                cityMovedBecause: city.movedBecause ?? null,
              }))}
            />
            <p className="soft small">{regime.calendar}</p>
          </>
        )}
      </div>
    </section>
  )
}
