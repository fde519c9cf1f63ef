import type { WorkbookChange } from '@haidang/api/workbooks'
import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import { asksDenominator } from '@haidang/domain/reports/typed-cell'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { valueIn } from '@haidang/domain/reports/form-workbook'
import type { WorkbookField } from '@haidang/domain/reports/form-workbook'
import { Table } from '../ui/table.tsx'
import type { Translated } from '../words/catalogue.ts'
import { useWords } from '../words/catalogue.ts'
import { workbooksWords } from '../words/workbooks.ts'
import type { workbooksVi } from '../words/workbooks.vi.ts'
import type { CellChange } from './agreed-changes.ts'
import { byUnit } from './agreed-changes.ts'

type Words = Translated<typeof workbooksVi>

/** Before and after, cell by cell; in a month of units each under its name, folded where there are many. */
export function Changes({ cells, isOfAllUnits }: { readonly cells: readonly CellChange[]; readonly isOfAllUnits: boolean }) {
  const words = useWords(workbooksWords)
  const units = [...byUnit(cells, ({ change }) => change).values()]
  if (!isOfAllUnits) return <ChangesTable cells={cells} caption={words.changesTitle(cells.length)} />
  return units.map((ofUnit) => {
    const { reportId, unit } = ofUnit[0]?.change ?? { reportId: '', unit: '' }
    const caption = words.ofUnit(unit, ofUnit.length)
    return (
      <details key={reportId} className="workbook-unit" open={units.length === 1}>
        <summary>{caption}</summary>
        <ChangesTable cells={ofUnit} caption={caption} />
      </details>
    )
  })
}

function ChangesTable({ cells, caption }: { readonly cells: readonly CellChange[]; readonly caption: string }) {
  const words = useWords(workbooksWords)
  return (
    <Table
      caption={caption}
      rows={cells}
      rowKey={({ change, field }) => `${change.reportId} ${change.indicatorId} ${field}`}
      columns={[
        { key: 'indicator', head: words.columns.indicator, rowHead: true, cell: ({ change }) => `${change.code} ${change.indicator}` },
        { key: 'field', head: words.columns.field, cell: ({ change, field }) => fieldName(change, field, words) },
        {
          key: 'before',
          head: words.columns.before,
          number: true,
          cell: ({ change, field }) => (
            <span className="workbook-before">{valueText(change, valueIn(change.before, field), field, words)}</span>
          ),
        },
        {
          key: 'after',
          head: words.columns.after,
          number: true,
          cell: ({ change, field, isCleared }) => (
            <>
              <span className="workbook-after">{valueText(change, valueIn(change.after, field), field, words)}</span>
              {isCleared ? <div className="soft small">{words.clearMark}</div> : null}
            </>
          ),
        },
      ]}
    />
  )
}

const fieldName = ({ kind }: WorkbookChange, field: WorkbookField, { fields }: Words): string =>
  field === 'numerator' && !asksDenominator(kind) ? (isInWords(kind) ? fields.words : fields.value) : fields[field]

function valueText({ kind }: WorkbookChange, value: string | null, field: WorkbookField, words: Words): string {
  if (value === null || value === '') return words.empty
  if (field === 'note' || isInWords(kind)) return value
  if (isYesOrNo(kind)) return value === '1' ? words.yes : words.no
  return formatDecimal(value)
}
