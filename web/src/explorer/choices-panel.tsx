import type { AnalyticsChoices } from '@haidang/api/analytics'
import { formatDay } from '@haidang/domain/periods/day'
import { areAlike } from '@haidang/domain/periods/period'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { shortPeriod } from '../app/format.ts'
import { navigate } from '../app/router.tsx'
import { IconButton } from '../ui/button.tsx'
import { Combobox, MultiCombobox } from '../ui/combobox.tsx'
import { Select } from '../ui/select.tsx'
import type { Option } from '../ui/select.tsx'
import { appWords } from '../words/app.ts'
import { useWords } from '../words/catalogue.ts'
import { explorerWords } from '../words/explorer.ts'
import { addressOf, changed, measures, sides } from './question.ts'
import type { Group, Question, Side } from './question.ts'

/** What is asked: indicators, units, months, measure, and how the table stands. Each change is in the address at once. */
export function ChoicesPanel({ choices, question }: { readonly choices: AnalyticsChoices; readonly question: Question }) {
  const words = useWords(explorerWords)
  const plan = choices.plans.find(({ id }) => id === question.planId)
  const ask = (change: Partial<Question>): void => navigate(addressOf(changed(question, change)), { replace: true })
  const periods = plan?.periods.map((period) => ({ value: period, label: shortPeriod(period) })) ?? []
  return (
    <details className="explorer-choices screen-only" open={isWide()}>
      <summary>{words.question}</summary>
      <div className="explorer-what">
        <MultiCombobox
          label={words.indicators}
          hint={words.indicatorsHint}
          placeholder={words.allIndicators(formatDecimal(String(plan?.indicators.length ?? 0)))}
          options={plan?.indicators.map(({ id, code, name, pillar }) => ({ value: id, label: `${code} ${name}`, note: pillar })) ?? []}
          values={question.indicatorIds}
          onChange={(indicatorIds) => ask({ indicatorIds, drawn: null })}
        />
        {choices.seesAll || choices.units.length > 1 ? <UnitsField choices={choices} question={question} onAsk={ask} /> : null}
      </div>
      <div className="explorer-how">
        {choices.plans.length > 1 ? (
          <Select
            label={words.plan}
            options={choices.plans.map(({ id, title }) => ({ value: id, label: title }))}
            value={question.planId}
            onChange={(planId) => navigate(`/tra-cuu?ke-hoach=${planId}`)}
          />
        ) : null}
        <Select
          label={words.from}
          options={periods}
          value={question.from}
          onChange={(from) => ask({ from, to: isBefore(question.to, from) ? from : question.to })}
        />
        <Select
          label={words.to}
          options={periods}
          value={question.to}
          onChange={(to) => ask({ to, from: isBefore(to, question.from) ? to : question.from })}
        />
        <Select
          label={words.measure}
          options={measures.map((measure) => ({ value: measure, label: words.measures[measure] }))}
          value={question.measure}
          onChange={(measure) => ask({ measure })}
        />
        <SideField label={words.rows} value={question.rows} onChange={(rows) => ask({ rows })} />
        <SideField label={words.columns} value={question.columns} onChange={(columns) => ask({ columns })} />
        <IconButton icon="redo" look="plain" label={words.turn} onClick={() => ask({ rows: question.columns, columns: question.rows })} />
      </div>
    </details>
  )
}

/** Before it, or of another form: a question goes over periods of one form. */
const isBefore = (to: string, from: string): boolean => !areAlike(from, to) || to < from

/** On a phone the answer comes first, and the question opens when it is pressed. */
const isWide = (): boolean => window.matchMedia('(min-width: 641px)').matches

function SideField({ label, value, onChange }: { readonly label: string; readonly value: Side; readonly onChange: (side: Side) => void }) {
  const words = useWords(explorerWords)
  return (
    <Select label={label} options={sides.map((side) => ({ value: side, label: words.sides[side] }))} value={value} onChange={onChange} />
  )
}

/** Groups and single units in one field; an area narrows them where there are areas. */
function UnitsField({
  choices,
  question,
  onAsk,
}: {
  readonly choices: AnalyticsChoices
  readonly question: Question
  readonly onAsk: (change: Partial<Question>) => void
}) {
  const words = useWords(explorerWords)
  const groupWords = useWords(appWords).groups
  const groups: readonly Group[] = choices.seesAll ? ['city', ...choices.groups] : []
  const isGroup = (value: string): value is Group => groups.some((group) => group === value)
  const options: readonly Option[] = [
    ...groups.map((group) => ({ value: group, label: group === 'city' ? words.city : groupWords[group] })),
    ...choices.units.map(({ id, name, lastDay }) => ({
      value: id,
      label: name,
      ...(lastDay === null ? {} : { note: words.ended(formatDay(lastDay)) }),
    })),
  ]
  const areas = choices.units.filter(({ group }) => group === 'area')
  return (
    <>
      <MultiCombobox
        label={words.units}
        hint={words.unitsHint}
        options={options}
        values={[...question.groups, ...question.unitIds]}
        onChange={(values) => onAsk({ groups: values.filter(isGroup), unitIds: values.filter((value) => !isGroup(value)) })}
      />
      {areas.length === 0 ? null : (
        <Combobox
          label={words.under}
          placeholder={words.underAll}
          options={areas.map(({ id, name }) => ({ value: id, label: name }))}
          value={question.under}
          onChange={(under) => onAsk({ under })}
        />
      )}
    </>
  )
}
