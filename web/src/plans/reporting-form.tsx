import type { Import } from '@haidang/api/imports'
import { dayOf } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { useNow } from '../app/clock.ts'
import { formatPeriod } from '../app/format.ts'
import { useCalendar } from '../calendar/use-calendar.ts'
import { RegimeFields } from '../regimes/regime-fields.tsx'
import { isByRounds, regimeInWords } from '../regimes/regime-sentences.ts'
import { RegimeTable } from '../regimes/regime-table.tsx'
import { Checkbox, TextArea, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { regimesWords } from '../words/regimes.ts'
import type { Typed, ValueOf } from './draft-edit.ts'
import { periodsAround, regimeDates } from './issue-preview.ts'
import type { Change } from './parsed-field.tsx'
import { UnitPicker } from './unit-picker.tsx'

type Reporting = ValueOf<'reporting'>
type ReportingFormProps = {
  readonly value: Reporting
  readonly typed: Typed
  readonly units: Import['units']
  readonly onChange: Change<Reporting>
}

const headings = ['results', 'shortcomings', 'remedies'] as const

/** The plan's words, our reading of them, and the year that follows: one above the other, so that nobody has to believe. */
export function ReportingForm({ value, typed, units, onChange }: ReportingFormProps) {
  const words = useWords(plansWords)
  const { fields, regime } = words
  const today = dayOf(useNow())
  const change = (part: Partial<Reporting>, typedNow?: Typed): void => onChange({ ...value, ...part }, typedNow)
  return (
    <>
      <TextField label={fields.reportingName} value={value.name} onChange={(name) => change({ name })} />
      <TextArea label={fields.reportingText} rows={2} value={value.text} onChange={(text) => change({ text })} />
      <Checkbox label={fields.makesRegime} checked={value.makesRegime} onChange={(makesRegime) => change({ makesRegime })} />
      <RegimeFields
        value={value}
        typed={typed}
        today={today}
        onChange={({ rounds, ...part }, typedNow) =>
          change(
            { ...part, ...(rounds && { rounds: [...rounds] }), ...(part.frequency && { firstPeriod: null, lastPeriod: null }) },
            typedNow,
          )
        }
      />
      <p className="field-hint">{regime.ours}</p>
      <PeriodSpan value={value} today={today} onChange={change} />
      <Checkbox label={fields.asksFigures} checked={value.asksFigures} onChange={(asksFigures) => change({ asksFigures })} />
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
      {value.makesRegime ? <RegimeReading value={value} /> : <p className="soft small">{words.otherMakesRegime}</p>}
    </>
  )
}

const byRule = 'rule'

/** From which period to which; reports that come on said days need no such choice. */
function PeriodSpan({
  value,
  today,
  onChange,
}: {
  readonly value: Reporting
  readonly today: Day
  readonly onChange: (part: Partial<Reporting>) => void
}) {
  const words = useWords(plansWords)
  if (isByRounds(value.frequency)) return null
  const options = [
    { value: byRule, label: words.issue.byRule },
    ...periodsAround(value.frequency, today, [value.firstPeriod, value.lastPeriod]).map((one) => ({
      value: one,
      label: formatPeriod(one),
    })),
  ]
  const give = (chosen: string): string | null => (chosen === byRule ? null : chosen)
  return (
    <div className="form-row">
      <Select
        label={words.fields.firstPeriod}
        options={options}
        value={value.firstPeriod ?? byRule}
        onChange={(one) => onChange({ firstPeriod: give(one) })}
      />
      <Select
        label={words.fields.lastPeriod}
        options={[{ value: byRule, label: words.issue.endOfPlanYear }, ...options.slice(1)]}
        value={value.lastPeriod ?? byRule}
        onChange={(one) => onChange({ lastPeriod: give(one) })}
      />
    </div>
  )
}

/** What the plan says beside what we make of it. */
export function RegimeReading({ value }: { readonly value: Reporting }) {
  const words = useWords(plansWords)
  const sentences = useWords(regimesWords)
  const { regime, review } = words
  const today = dayOf(useNow())
  const calendar = useCalendar()
  const { lacks, faults, rows } = regimeDates(value, today, calendar)
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
        {regimeInWords(value, sentences).map((said) => (
          <p key={said} className="regime-said">
            {said}
          </p>
        ))}
        {lacks.length > 0 ? <Banner tone="warn">{review.lacks(lacks.map((lack) => sentences.lacks[lack]).join(', '))}</Banner> : null}
        {faults.map((fault) => (
          <Banner key={fault} tone="warn">
            {sentences.faults[fault]}
          </Banner>
        ))}
        {lacks.length > 0 || faults.length > 0 ? null : (
          <>
            <RegimeTable lines={rows} />
            <p className="soft small">{regime.calendar}</p>
          </>
        )}
      </div>
    </section>
  )
}
