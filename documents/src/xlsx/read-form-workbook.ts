import type { FilledRow } from '@haidang/domain/reports/form-workbook'
import { isBlank } from '@haidang/domain/reports/typed-cell'
import type { TypedCell } from '@haidang/domain/reports/typed-cell'
import { columnMarks } from './form-workbook.ts'
import { readTypedSheets } from './read-typed-sheets.ts'
import type { TypedReading, TypedSheet } from './read-typed-sheets.ts'
import { stampIn } from './workbook-stamp.ts'

export type FilledWorkbook = {
  readonly stamp: string
  readonly rows: readonly FilledRow[]
  /** Where its figures stand, for whoever marks them. */
  readonly sheet: string
  readonly columns: FigureColumns
}
export type FigureColumns = Readonly<Record<'numerator' | 'denominator' | 'note', number>>

export type FilledReading = FilledWorkbook | { readonly refused: Extract<TypedReading, { refused: string }>['refused'] | 'notAForm' }

/** A form workbook as it came back: its stamp, and its rows by what their hidden column says. */
export async function readFormWorkbook(bytes: Uint8Array): Promise<FilledReading> {
  const reading = await readTypedSheets(bytes)
  if ('refused' in reading) return reading
  const stamp = stampIn(reading)
  const found = reading.sheets.flatMap((sheet) => {
    const marks = markRowOf(sheet)
    return marks === undefined ? [] : [{ sheet, ...marks }]
  })[0]
  if (stamp === undefined || found === undefined) return { refused: 'notAForm' }
  const { sheet, row: markRow, key, ...columns } = found
  const rows = sheet.rows.slice(markRow + 1).flatMap((cells, index): FilledRow[] => {
    const line = lineOf(cells[key] ?? null)
    const filled = {
      numerator: cells[columns.numerator] ?? null,
      denominator: cells[columns.denominator] ?? null,
      note: cells[columns.note] ?? null,
    }
    if (line === undefined && (index === 0 || Object.values(filled).every(isBlank))) return []
    return [{ row: markRow + 1 + index, line, ...filled }]
  })
  return { stamp, rows, sheet: sheet.name, columns }
}

/** The row that names the columns stands just above their heads. */
const rowsAbove = 50

function markRowOf({ rows }: TypedSheet): ({ readonly row: number; readonly key: number } & FigureColumns) | undefined {
  for (const [row, cells] of rows.slice(0, rowsAbove).entries()) {
    const at = (mark: string): number => cells.indexOf(mark)
    const [key, numerator, denominator, note] = [
      at(columnMarks.key),
      at(columnMarks.numerator),
      at(columnMarks.denominator),
      at(columnMarks.note),
    ]
    if ([key, numerator, denominator, note].every((column) => column >= 0)) return { row, key, numerator, denominator, note }
  }
  return undefined
}

function lineOf(key: TypedCell): FilledRow['line'] {
  const match = typeof key === 'string' ? /^r(\d{1,6})\.(\d{1,6})$/u.exec(key.trim()) : null
  return match === null ? undefined : { report: Number(match[1]), position: Number(match[2]) }
}
