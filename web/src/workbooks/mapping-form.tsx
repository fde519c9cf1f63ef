import type { PutMapping, TableLook, TableSheet } from '@haidang/api/own-tables'
import { headsOf, mappingFaults, suggestUses } from '@haidang/domain/reports/own-table'
import type { ColumnUse } from '@haidang/domain/reports/own-table'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { ownTablesWords } from '../words/own-tables.ts'

const uses = ['none', 'unit', 'indicator', 'numerator', 'denominator'] as const
const samplesShown = 3

type MappingFormProps = {
  readonly look: TableLook
  readonly sheet: TableSheet
  readonly fileName: string
  readonly again: ReactNode
  readonly onSheet: (sheet: TableSheet) => void
  readonly onSave: (id: string, body: PutMapping) => void
}

/** What each column of a table is, with a few of its cells beside it. */
export function MappingForm({ look, sheet, fileName, again, onSheet, onSave }: MappingFormProps) {
  const words = useWords(ownTablesWords)
  const { saved, suggested, lines } = sheet
  const [mapping, setMapping] = useState(saved?.mapping ?? suggested)
  const [name, setName] = useState(saved?.name ?? fileName.replace(/\.\w+$/u, ''))
  const { columns, headFrom, headTo } = mapping
  const heads = headsOf(lines, mapping)
  const faults = mappingFaults(mapping, false)
  const isLong = columns.some(({ use }) => use === 'indicator')
  const setColumn = (at: number, use: ColumnUse): void =>
    setMapping({ ...mapping, columns: columns.map((before, index) => (index === at ? use : before)) })
  const setHeads = (from: number, to: number): void => {
    const moved = headsOf(lines, { headFrom: from, headTo: to })
    setMapping({ ...mapping, headFrom: from, headTo: to, columns: [...suggestUses(moved, look.indicators)] })
  }
  const lineOptions = lines.map((line, index) => ({
    value: String(index),
    label: words.line(index + 1, line.find((cell) => cell !== '') ?? ''),
  }))
  const rows = columns
    .map((use, index) => ({ use, index, head: heads[index] ?? '' }))
    .filter(({ head, use }) => head !== '' || use.use !== 'none')

  return (
    <div className="workbook-result">
      <p className="soft">{words.mappingAbout}</p>
      <div className="mapping-fields">
        <TextField label={words.name} value={name} onChange={setName} required />
        {look.sheets.length > 1 ? (
          <Select
            label={words.sheet}
            options={look.sheets.map((one) => ({ value: one.name, label: one.name }))}
            value={sheet.name}
            onChange={(chosen) => onSheet(look.sheets.find((one) => one.name === chosen) ?? sheet)}
          />
        ) : null}
        <Select
          label={words.headFrom}
          options={lineOptions}
          value={String(headFrom)}
          onChange={(line) => setHeads(Number(line), Math.max(Number(line), headTo))}
        />
        <Select
          label={words.headTo}
          options={lineOptions}
          value={String(headTo)}
          onChange={(line) => setHeads(Math.min(Number(line), headFrom), Number(line))}
        />
        <Select
          label={words.numbers}
          options={[
            { value: 'vietnamese', label: words.vietnamese },
            { value: 'machine', label: words.machine },
          ]}
          value={mapping.numbers}
          onChange={(numbers) => setMapping({ ...mapping, numbers })}
        />
      </div>
      <Table
        caption={words.columnsOf(sheet.name)}
        rows={rows}
        rowKey={({ index }) => String(index)}
        columns={[
          { key: 'head', head: words.head, rowHead: true, cell: ({ head, index }) => head || words.column(index + 1) },
          {
            key: 'samples',
            head: words.samples,
            cell: ({ index }) => <span className="soft">{samplesOf(lines.slice(headTo + 1), index) || words.emptyColumn}</span>,
          },
          {
            key: 'use',
            head: words.use,
            cell: ({ use, index, head }) => (
              <Select
                label={words.useOf(head)}
                labelHidden
                options={uses.map((value) => ({ value, label: words.uses[value] }))}
                value={use.use}
                onChange={(chosen) =>
                  setColumn(
                    index,
                    chosen === 'numerator' || chosen === 'denominator' ? { use: chosen, indicatorId: null } : { use: chosen },
                  )
                }
              />
            ),
          },
          {
            key: 'indicator',
            head: words.indicator,
            cell: ({ use, index, head }) =>
              'indicatorId' in use && !isLong ? (
                <Combobox
                  label={words.indicatorOf(head)}
                  labelHidden
                  placeholder={words.chooseIndicator}
                  options={look.indicators
                    .filter(({ isRatio }) => isRatio || use.use === 'numerator')
                    .map(({ id, code, name: label }) => ({ value: id, label: `${code} ${label}` }))}
                  value={use.indicatorId}
                  onChange={(indicatorId) => setColumn(index, { ...use, indicatorId })}
                />
              ) : null,
          },
        ]}
      />
      {faults.length === 0 ? null : (
        <Banner tone="warn" title={words.notYet}>
          <ul className="workbook-list">
            {faults.map((fault) => (
              <li key={fault}>{words.faults[fault]}</li>
            ))}
          </ul>
        </Banner>
      )}
      <div className="workbook-acts">
        {again}
        <Button
          look="primary"
          disabled={faults.length > 0 || name.trim() === ''}
          onClick={() => onSave(saved?.id ?? crypto.randomUUID(), { name, heads: [...heads], mapping })}
        >
          {words.save}
        </Button>
      </div>
    </div>
  )
}

const samplesOf = (lines: readonly (readonly string[])[], column: number): string =>
  lines
    .map((line) => line[column] ?? '')
    .filter((cell) => cell.trim() !== '')
    .slice(0, samplesShown)
    .join(' · ')
