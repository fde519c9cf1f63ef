import type { TableLook, TableReading, UnknownName } from '@haidang/api/own-tables'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import type { Option } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { ownTablesWords } from '../words/own-tables.ts'

/** Stands in the choice for rows that are no unit or indicator at all. */
const leftOut = 'leftOut'
type Answers = Readonly<Record<string, string | null>>

type NamesFormProps = {
  readonly reading: Extract<TableReading, { kind: 'names' }>
  readonly look: TableLook
  readonly again: ReactNode
  readonly onSave: (units: Answers, indicators: Answers) => void
}

/** Names that the register does not have: whose they are is said once and kept. */
export function NamesForm({ reading, look, again, onSave }: NamesFormProps) {
  const words = useWords(ownTablesWords)
  const [units, setUnits] = useState<Answers>({})
  const [indicators, setIndicators] = useState<Answers>({})
  const open = [...reading.units.filter(({ key }) => !(key in units)), ...reading.indicators.filter(({ key }) => !(key in indicators))]
    .length
  return (
    <div className="workbook-result">
      <Banner tone="warn" title={words.namesTitle(reading.units.length + reading.indicators.length)}>
        {words.namesAbout}
      </Banner>
      <Names
        caption={words.unknownUnits}
        names={reading.units}
        options={look.units.map(({ id, name }) => ({ value: id, label: name }))}
        answers={units}
        onAnswers={setUnits}
      />
      <Names
        caption={words.unknownIndicators}
        names={reading.indicators}
        options={look.indicators.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
        answers={indicators}
        onAnswers={setIndicators}
      />
      <div className="workbook-acts">
        {again}
        <Button look="primary" disabled={open > 0} onClick={() => onSave(units, indicators)}>
          {words.saveNames}
        </Button>
      </div>
    </div>
  )
}

function Names({
  caption,
  names,
  options,
  answers,
  onAnswers,
}: {
  readonly caption: string
  readonly names: readonly UnknownName[]
  readonly options: readonly Option[]
  readonly answers: Answers
  readonly onAnswers: (answers: Answers) => void
}) {
  const words = useWords(ownTablesWords)
  if (names.length === 0) return null
  return (
    <section>
      <h3 className="workbook-part">{caption}</h3>
      <Table
        caption={caption}
        rows={names}
        rowKey={({ key }) => key}
        columns={[
          { key: 'name', head: words.nameInTable, rowHead: true, cell: ({ name }) => name || words.noName },
          {
            key: 'cells',
            head: words.cells,
            number: true,
            cell: ({ cells, isAmbiguous }) => (isAmbiguous ? words.ambiguous(cells) : cells),
          },
          {
            key: 'whose',
            head: words.whose,
            cell: ({ name, key }) => (
              <Combobox
                label={words.whoseIs(name)}
                labelHidden
                placeholder={words.choose}
                options={[{ value: leftOut, label: words.leftOut }, ...options]}
                value={key in answers ? (answers[key] ?? leftOut) : null}
                onChange={(chosen) => {
                  const { [key]: _, ...others } = answers
                  onAnswers(chosen === null ? others : { ...others, [key]: chosen === leftOut ? null : chosen })
                }}
              />
            ),
          },
        ]}
      />
    </section>
  )
}
