import { readFile } from 'node:fs/promises'
import { readReorganisationInChild, readSheetInChild } from '@haidang/documents/read-in-child'
import { csvRows, UnclosedQuotation } from '@haidang/documents/text/csv-rows'
import type { CsvRow } from '@haidang/documents/text/csv-rows'
import { UnreadableFile } from '@haidang/documents/unreadable-file'
import { canAdminister } from '@haidang/domain/access/roles'
import { rowsOfTable } from '@haidang/domain/units/reorganisation-table'
import type { ReorganisationRow } from '@haidang/domain/units/reorganisation-table'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { withReceivedFile } from '../platform/received-file.ts'
import type { ReceivedFile } from '../platform/received-file.ts'

const largestTable = 5 * 1024 * 1024
const rowsAtMost = 20_000

export type TableRefusal =
  | { readonly refused: 'columnsMissing'; readonly columns: readonly string[] }
  | { readonly refused: 'tableUnreadable' | 'tooManyRows' | 'nothingReorganised' }
  | { readonly refused: 'quotationOpen'; readonly line: number }

/** What is no table is read as the resolution itself. */
const isTable = (fileName: string): boolean => /\.(?:csv|tsv|xlsx)$/iu.test(fileName)

/** The rows of a resolution's table (.csv, .xlsx) as typed, or of the resolution as read; nothing is kept. What could harm is opened in a process of its own. */
export async function readReorganisationTable(
  { viewer, services }: Call,
  { fileName, stream }: ReceivedFile,
): Promise<{ readonly rows: readonly ReorganisationRow[] } | TableRefusal> {
  if (!canAdminister(viewer)) throw problem('notAllowed')
  return withReceivedFile(stream, isTable(fileName) ? largestTable : services.limits.directiveBytes, async (path) => {
    if (isTable(fileName)) return rowsOfFile(path, fileName)
    // A table may have been saved as plain text.
    const table = /\.txt$/iu.test(fileName) ? await rowsOfFile(path, fileName) : undefined
    return table !== undefined && 'rows' in table ? table : rowsOfResolution(path, fileName)
  })
}

async function rowsOfFile(path: string, fileName: string): Promise<{ readonly rows: readonly ReorganisationRow[] } | TableRefusal> {
  const lines = await linesOf(path, fileName)
  if ('refused' in lines) return lines
  if (lines.length > rowsAtMost) return { refused: 'tooManyRows' }
  const table = rowsOfTable(lines)
  return 'missing' in table ? { refused: 'columnsMissing', columns: table.missing } : table
}

async function rowsOfResolution(path: string, fileName: string): Promise<{ readonly rows: readonly ReorganisationRow[] } | TableRefusal> {
  try {
    const rows = await readReorganisationInChild(path, fileName)
    if (rows.length > rowsAtMost) return { refused: 'tooManyRows' }
    return rows.length === 0 ? { refused: 'nothingReorganised' } : { rows }
  } catch (error) {
    // Its sentence names the file, what is wrong with it and what to do.
    if (error instanceof UnreadableFile) throw problem('fileKindRefused', { detail: error.sentence })
    throw error
  }
}

async function linesOf(path: string, fileName: string): Promise<readonly CsvRow[] | TableRefusal> {
  const bytes = await readFile(path)
  try {
    // A .xlsx is an archive, whatever its name says.
    if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return [...csvRows(new TextDecoder('utf-8', { fatal: true }).decode(bytes))]
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
