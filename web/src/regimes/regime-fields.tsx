import './regimes.css'
import { addDays, formatDay } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { frequencies, lengthOf } from '@haidang/domain/periods/period'
import type { Frequency, RepeatingFrequency } from '@haidang/domain/periods/period'
import type { CountedDay, DueRule } from '@haidang/domain/periods/regime'
import { windowPresetOf } from '@haidang/domain/periods/window-presets'
import type { Typed } from '../plans/draft-edit.ts'
import { ParsedField } from '../plans/parsed-field.tsx'
import { readTime, readWhole, readWholeDay } from '../plans/read-text.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { regimesWords } from '../words/regimes.ts'
import { dueInWords, isByRounds, monthInWords, weekdayInWords, windowInWords } from './regime-sentences.ts'
import type { RegimeSettings, RoundSettings } from './regime-sentences.ts'

type Change<Value> = (value: Value, typed?: Typed) => void
type FieldsProps = {
  readonly value: RegimeSettings
  readonly typed: Typed
  /** On which day windows set by the state are looked up. */
  readonly today: Day
  readonly onChange: Change<Partial<RegimeSettings>>
}

const dayOffs = ['next', 'stay', 'previous'] as const

/** How often, over which days, due when: everything that makes the dates of a regime. */
export function RegimeFields({ value, typed, today, onChange }: FieldsProps) {
  const words = useWords(regimesWords)
  const { frequency } = value
  return (
    <>
      <Select
        label={words.fields.frequency}
        options={frequencies.map((one) => ({ value: one, label: words.frequencies[one] }))}
        value={frequency}
        onChange={(next) => onChange(inFrequency(value, next))}
      />
      {isByRounds(frequency) ? (
        <Rounds value={value} typed={typed} onChange={onChange} />
      ) : (
        <Rules value={value} frequency={frequency} typed={typed} today={today} onChange={onChange} />
      )}
      <div className="regime-row">
        <ParsedField
          label={words.fields.closingTime}
          name="closingTime"
          typed={typed}
          content={value.closingTime}
          format={(time) => time}
          parse={readTime}
          wrong={words.wrong.time}
          onRead={(closingTime, typedNow) => onChange({ closingTime }, typedNow)}
          onTyped={(typedNow) => onChange({}, typedNow)}
        />
        <Select
          label={words.fields.dayOff}
          options={dayOffs.map((one) => ({ value: one, label: words.dayOffs[one] }))}
          value={value.dayOff}
          onChange={(dayOff) => onChange({ dayOff })}
        />
      </div>
    </>
  )
}

/** What was set stays where it means the same in another frequency: the days of months, and the months from the period's end. */
export function inFrequency(value: RegimeSettings, frequency: Frequency): Partial<RegimeSettings> {
  const isOtherKind = isByRounds(frequency) || isByRounds(value.frequency) || (frequency === 'weekly') !== (value.frequency === 'weekly')
  if (isOtherKind)
    return { frequency, windowFrom: null, windowTo: null, unitDue: null, cityDue: null, rounds: isByRounds(frequency) ? value.rounds : [] }
  const { windowFrom, windowTo } = value
  return { frequency, windowFrom: windowFrom && { ...windowFrom, shift: (windowTo?.shift ?? 0) - lengthOf(frequency) } }
}

type RulesProps = FieldsProps & { readonly frequency: RepeatingFrequency }

function Rules({ value, frequency, typed, today, onChange }: RulesProps) {
  const words = useWords(regimesWords)
  const { fields } = words
  const { windowFrom, windowTo } = value
  const isWeekly = frequency === 'weekly'
  const shift = windowTo?.shift ?? 0
  const startsAt = (date: number | null): CountedDay | null => (date === null ? null : { shift: shift - lengthOf(frequency), date })
  const endsAt = (date: number | null): CountedDay | null => (date === null ? null : { shift, date })
  const closeIn = (next: number): void =>
    onChange({
      windowFrom: windowFrom && { ...windowFrom, shift: next - lengthOf(frequency) },
      windowTo: windowTo === null ? { shift: next, date: 1 } : { ...windowTo, shift: next },
    })
  const day = (name: 'windowFrom' | 'windowTo', at: (date: number | null) => CountedDay | null) =>
    isWeekly ? (
      <Weekday
        label={name === 'windowFrom' ? fields.weekFrom : fields.weekTo}
        date={value[name]?.date ?? null}
        onChange={(date) => onChange({ [name]: at(date) })}
      />
    ) : (
      <ParsedField
        label={fields[name]}
        name={name}
        typed={typed}
        content={value[name]?.date ?? null}
        format={(date) => (date === null ? '' : String(date))}
        parse={(text) => (text.trim() === '' ? null : readWhole(text, 1, 28))}
        wrong={words.wrong.dayOfMonth}
        onRead={(date, typedNow) => onChange({ [name]: at(date) }, typedNow)}
        onTyped={(typedNow) => onChange({}, typedNow)}
        isNumber
      />
    )
  return (
    <>
      <div className="form-row">
        {day('windowFrom', startsAt)}
        {day('windowTo', endsAt)}
      </div>
      <Shift
        label={isWeekly ? fields.ofWeek : fields.ofWindow}
        frequency={frequency}
        shifts={[-1, 0, 1]}
        shift={shift}
        onChange={closeIn}
      />
      <p className="field-hint">
        {windowFrom !== null && windowTo !== null ? `${capitalised(windowInWords(frequency, windowFrom, windowTo, words))}. ` : ''}
        {words.windowHint}
      </p>
      <Preset value={value} frequency={frequency} today={today} onChange={onChange} />
      <DueFields name="unitDue" value={value} frequency={frequency} typed={typed} onChange={onChange} />
      <DueFields name="cityDue" value={value} frequency={frequency} typed={typed} onChange={onChange} />
      {isWeekly ? null : <p className="field-hint">{words.lastDayHint}</p>}
    </>
  )
}

/** The window that the state sets for whoever sets none, with the clause that says so. */
function Preset({ value, frequency, today, onChange }: Pick<RulesProps, 'value' | 'frequency' | 'today' | 'onChange'>) {
  const words = useWords(regimesWords)
  const preset = windowPresetOf(frequency, today)
  if (preset === undefined) return null
  const { from, to } = preset.window
  const isSame = (a: CountedDay | null, b: CountedDay): boolean => a?.shift === b.shift && a.date === b.date
  if (isSame(value.windowFrom, from) && isSame(value.windowTo, to)) return <p className="soft small">{words.presetInUse(preset.source)}</p>
  return (
    <div className="regime-preset">
      <Button small onClick={() => onChange({ windowFrom: from, windowTo: to })}>
        {words.preset(preset.source)}
      </Button>
      <span className="soft small">{windowInWords(frequency, from, to, words)}</span>
    </div>
  )
}

type DueProps = Omit<RulesProps, 'today'> & { readonly name: 'unitDue' | 'cityDue' }

function DueFields({ name, value, frequency, typed, onChange }: DueProps) {
  const words = useWords(regimesWords)
  const { fields } = words
  const rule = value[name]
  const isWeekly = frequency === 'weekly'
  const give = (next: DueRule | null, typedNow?: Typed): void => onChange({ [name]: next }, typedNow)
  const shift = rule?.kind === 'day' ? rule.shift : 0
  const giveDate = (date: number | null, typedNow?: Typed): void => give(date === null ? null : { kind: 'day', shift, date }, typedNow)
  return (
    <fieldset className="regime-due">
      <legend className="field-label">{fields[name]}</legend>
      <Select
        label={fields.dueKind}
        labelHidden
        options={[
          { value: 'day', label: isWeekly ? words.dueKinds.weekday : words.dueKinds.day },
          { value: 'workingDays', label: words.dueKinds.workingDays },
        ]}
        value={rule?.kind ?? 'day'}
        onChange={(kind) => give(kind === 'workingDays' ? { kind, count: 2 } : null)}
      />
      <div className="regime-row">
        {rule?.kind === 'workingDays' ? (
          <ParsedField
            label={fields.dueCount}
            name={name}
            typed={typed}
            content={rule.count}
            format={String}
            parse={(text) => readWhole(text, 1, 60)}
            wrong={words.wrong.count}
            onRead={(count, typedNow) => give({ kind: 'workingDays', count }, typedNow)}
            onTyped={(typedNow) => onChange({}, typedNow)}
            isNumber
          />
        ) : isWeekly ? (
          <Weekday label={fields.dueWeekday} date={rule?.date ?? null} onChange={giveDate} />
        ) : (
          <ParsedField
            label={fields.dueDate}
            name={name}
            typed={typed}
            content={rule?.date ?? null}
            format={(date) => (date === null ? '' : String(date))}
            parse={(text) => (text.trim() === '' ? null : readWhole(text, 1, 31))}
            wrong={words.wrong.dueDay}
            onRead={giveDate}
            onTyped={(typedNow) => onChange({}, typedNow)}
            isNumber
          />
        )}
        {rule?.kind === 'workingDays' ? null : (
          <Shift
            label={isWeekly ? fields.dueWeek : fields.dueMonth}
            frequency={frequency}
            shifts={frequency === 'yearly' || frequency === 'nineMonth' ? [-2, -1, 0, 1, 2, 3] : [-1, 0, 1]}
            shift={shift}
            onChange={(next) => give({ kind: 'day', shift: next, date: rule?.date ?? 1 })}
          />
        )}
      </div>
      {rule === null ? null : <p className="soft small">{capitalised(dueInWords(frequency, rule, words))}.</p>}
    </fieldset>
  )
}

function Weekday({
  label,
  date,
  onChange,
}: {
  readonly label: string
  readonly date: number | null
  readonly onChange: (date: number) => void
}) {
  const words = useWords(regimesWords)
  return (
    <Select
      label={label}
      options={[1, 2, 3, 4, 5, 6, 7].map((one) => ({ value: String(one), label: weekdayInWords(one, words) }))}
      value={date === null ? null : String(date)}
      onChange={(one) => onChange(Number(one))}
    />
  )
}

function Shift({
  label,
  frequency,
  shifts,
  shift,
  onChange,
}: {
  readonly label: string
  readonly frequency: RepeatingFrequency
  readonly shifts: readonly number[]
  readonly shift: number
  readonly onChange: (shift: number) => void
}) {
  const words = useWords(regimesWords)
  const all = shifts.includes(shift) ? shifts : [...shifts, shift].toSorted((a, b) => a - b)
  return (
    <Select
      label={label}
      options={all.map((one) => ({ value: String(one), label: monthInWords(frequency, one, words) }))}
      value={String(shift)}
      onChange={(one) => onChange(Number(one))}
    />
  )
}

function Rounds({ value, typed, onChange }: Omit<FieldsProps, 'today'>) {
  const words = useWords(regimesWords)
  const { rounds } = value
  const change = (index: number, part: Partial<RoundSettings>, typedNow?: Typed): void =>
    onChange({ rounds: rounds.map((round, at) => (at === index ? { ...round, ...part } : round)) }, typedNow)
  // What cannot be read is kept by the number of its round: without one of them the others' numbers are others.
  const remove = (index: number): void => onChange({ rounds: rounds.filter((_, at) => at !== index) }, withoutRounds(typed))
  return (
    <fieldset className="regime-rounds">
      <legend className="field-label">{words.fields.rounds}</legend>
      {rounds.length === 0 && value.frequency === 'adHoc' ? <p className="soft small">{words.noRounds}</p> : null}
      {rounds.map((round, index) => (
        <RoundFields
          key={index}
          number={index + 1}
          round={round}
          typed={typed}
          onChange={(part, typedNow) => change(index, part, typedNow)}
          onRemove={() => remove(index)}
        />
      ))}
      <div>
        <Button
          small
          icon="plus"
          onClick={() => onChange({ rounds: [...rounds, { unitDue: null, cityDue: null, closingTime: null, window: null }] })}
        >
          {words.addRound}
        </Button>
      </div>
    </fieldset>
  )
}

const withoutRounds = (typed: Typed): Typed => Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith('rounds.')))

type RoundProps = {
  readonly number: number
  readonly round: RoundSettings
  readonly typed: Typed
  readonly onChange: Change<Partial<RoundSettings>>
  readonly onRemove?: () => void
}

/** A report asked for by its day; the days that it covers where somebody says them. */
export function RoundFields({ number, round, typed, onChange, onRemove }: RoundProps) {
  const words = useWords(regimesWords)
  const { fields } = words
  const day = (part: string, name: string, content: Day | null, give: (day: Day | null) => Partial<RoundSettings>) => (
    <ParsedField
      label={part}
      name={`rounds.${number}.${name}`}
      typed={typed}
      content={content}
      format={(one) => (one === null ? '' : formatDay(one))}
      parse={(text) => (text.trim() === '' ? null : readWholeDay(text))}
      wrong={words.wrong.day}
      onRead={(one, typedNow) => onChange(give(one), typedNow)}
      onTyped={(typedNow) => onChange({}, typedNow)}
    />
  )
  const { window } = round
  const lastDay = window === null ? null : addDays(window.to, -1)
  return (
    <fieldset className="regime-round">
      <legend className="field-label">{words.round(String(number))}</legend>
      <div className="form-row">
        {day(fields.roundUnit, 'unitDue', round.unitDue, (unitDue) => ({ unitDue }))}
        {day(fields.roundCity, 'cityDue', round.cityDue, (cityDue) => ({ cityDue }))}
        <ParsedField
          label={fields.roundTime}
          name={`rounds.${number}.closingTime`}
          typed={typed}
          content={round.closingTime}
          format={(time) => time ?? ''}
          parse={(text) => (text.trim() === '' ? null : readTime(text))}
          wrong={words.wrong.time}
          onRead={(closingTime, typedNow) => onChange({ closingTime }, typedNow)}
          onTyped={(typedNow) => onChange({}, typedNow)}
        />
      </div>
      <div className="form-row">
        {day(fields.roundFrom, 'from', window?.from ?? null, (from) => ({
          window: from === null ? null : { from, to: window?.to ?? addDays(from, 1) },
        }))}
        {day(fields.roundTo, 'to', lastDay, (last) => ({
          window: last === null ? null : { from: window?.from ?? last, to: addDays(last, 1) },
        }))}
        {onRemove === undefined ? null : (
          <Button small look="quiet" icon="trash" onClick={onRemove}>
            {words.removeRound(String(number))}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
