import { csvRows, UnclosedQuotation } from '@haidang/documents/text/csv-rows'
import type { CsvRow } from '@haidang/documents/text/csv-rows'
import { mistake } from './command.ts'

export type { CsvRow }

/**
 * A CSV list with a head row, whose order is free: its rows, the cells trimmed and in the order in which the columns were asked for; those of an
 * optional column that is not there are empty. Rows without a word in them are left out.
 */
export function readCsv(text: string, columns: readonly string[], optional: readonly string[] = []): readonly CsvRow[] {
  const [head, ...rows] = readCsvRows(text)
  const names = head?.cells.map((name) => name.trim().toLowerCase()) ?? []
  const missing = columns.filter((column) => !names.includes(column))
  if (missing.length > 0)
    throw mistake(`Dòng đầu thiếu cột ${missing.join(', ')}.`, `The first line lacks the columns ${missing.join(', ')}.`)
  const places = [...columns, ...optional].map((column) => names.indexOf(column))
  const found: CsvRow[] = []
  for (const { line, cells } of rows)
    if (cells.some((cell) => cell.trim() !== '')) found.push({ line, cells: places.map((place) => (cells[place] ?? '').trim()) })
  return found
}

/** All rows as they stand. */
export function readCsvRows(text: string): readonly CsvRow[] {
  try {
    return csvRows(text)
  } catch (error) {
    if (!(error instanceof UnclosedQuotation)) throw error
    throw mistake(`Dòng ${error.line}: dấu ngoặc kép không đóng.`, `Line ${error.line}: a quotation mark is not closed.`)
  }
}
