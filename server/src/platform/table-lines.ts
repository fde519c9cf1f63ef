import { readFile } from 'node:fs/promises'
import { readSheetInChild } from '@haidang/documents/read-in-child'
import { csvRows, UnclosedQuotation } from '@haidang/documents/text/csv-rows'
import { UnreadableFile } from '@haidang/documents/unreadable-file'
import type { TableLine } from '@haidang/domain/units/table-columns'

export const largestTable = 5 * 1024 * 1024
export const rowsAtMost = 20_000

export type TableRefusal =
  | { readonly refused: 'columnsMissing'; readonly columns: readonly string[] }
  | { readonly refused: 'tableUnreadable' | 'tooManyRows' }
  | { readonly refused: 'quotationOpen'; readonly line: number }

/** The lines of a table (.csv, .xlsx) as they stand. What could harm is opened in a process of its own. */
export async function linesOfTable(path: string, fileName: string): Promise<readonly TableLine[] | TableRefusal> {
  const bytes = await readFile(path)
  try {
    // A .xlsx is an archive, whatever its name says.
    if (bytes.subarray(0, 2).toString('latin1') !== 'PK') {
      const lines = [...csvRows(new TextDecoder('utf-8', { fatal: true }).decode(bytes))]
      return lines.length > rowsAtMost ? { refused: 'tooManyRows' } : lines
    }
    const sheet = await readSheetInChild(path, fileName)
    if ('refused' in sheet) return { refused: sheet.refused === 'tooManyRows' ? 'tooManyRows' : 'tableUnreadable' }
    return sheet.rows.map((cells, index) => ({
      line: index + 1,
      cells: cells.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))),
    }))
  } catch (error) {
    if (error instanceof UnclosedQuotation) return { refused: 'quotationOpen', line: error.line }
    if (error instanceof UnreadableFile || error instanceof TypeError) return { refused: 'tableUnreadable' }
    throw error
  }
}
