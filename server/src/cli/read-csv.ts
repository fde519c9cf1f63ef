import { csvRows, UnclosedQuotation } from '@haidang/documents/text/csv-rows'
import type { CsvRow } from '@haidang/documents/text/csv-rows'
import { mistake } from './command.ts'

export type { CsvRow }

/**
 * A CSV list with a head row, whose order is free: its rows, one by one, the cells trimmed and in the order in which the columns were asked for;
 * those of an optional column that is not there are empty. Rows without a word in them are left out.
 */
export function* readCsv(text: string, columns: readonly string[], optional: readonly string[] = []): Generator<CsvRow> {
  let places: readonly number[] | undefined
  for (const { line, cells } of readCsvRows(text)) {
    if (places === undefined) places = placesOf(cells, columns, optional)
    else if (cells.some((cell) => cell.trim() !== '')) yield { line, cells: places.map((place) => (cells[place] ?? '').trim()) }
  }
  if (places === undefined) placesOf([], columns, optional)
}

function placesOf(head: readonly string[], columns: readonly string[], optional: readonly string[]): readonly number[] {
  const names = head.map((name) => name.trim().toLowerCase())
  const missing = columns.filter((column) => !names.includes(column))
  if (missing.length > 0)
    throw mistake(`Dòng đầu thiếu cột ${missing.join(', ')}.`, `The first line lacks the columns ${missing.join(', ')}.`)
  return [...columns, ...optional].map((column) => names.indexOf(column))
}

/** All rows as they stand, one by one. */
export function* readCsvRows(text: string): Generator<CsvRow> {
  try {
    yield* csvRows(text)
  } catch (error) {
    if (!(error instanceof UnclosedQuotation)) throw error
    throw mistake(`Dòng ${error.line}: dấu ngoặc kép không đóng.`, `Line ${error.line}: a quotation mark is not closed.`)
  }
}
