import { readReorganisationInChild } from '@haidang/documents/read-in-child'
import { UnreadableFile } from '@haidang/documents/unreadable-file'
import { canAdminister } from '@haidang/domain/access/roles'
import { rowsOfTable } from '@haidang/domain/units/reorganisation-table'
import type { ReorganisationRow } from '@haidang/domain/units/reorganisation-table'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { withReceivedFile } from '../platform/received-file.ts'
import type { ReceivedFile } from '../platform/received-file.ts'
import { largestTable, linesOfTable, rowsAtMost } from '../platform/table-lines.ts'
import type { TableRefusal } from '../platform/table-lines.ts'

export type ResolutionRefusal = TableRefusal | { readonly refused: 'nothingReorganised' }

/** What is no table is read as the resolution itself. */
const isTable = (fileName: string): boolean => /\.(?:csv|tsv|xlsx)$/iu.test(fileName)

/** The rows of a resolution's table (.csv, .xlsx) as typed, or of the resolution as read; nothing is kept. What could harm is opened in a process of its own. */
export async function readReorganisationTable(
  { viewer, services }: Call,
  { fileName, stream }: ReceivedFile,
): Promise<{ readonly rows: readonly ReorganisationRow[] } | ResolutionRefusal> {
  if (!canAdminister(viewer)) throw problem('notAllowed')
  return withReceivedFile(stream, isTable(fileName) ? largestTable : services.limits.directiveBytes, async (path) => {
    if (isTable(fileName)) return rowsOfFile(path, fileName)
    // A table may have been saved as plain text.
    const table = /\.txt$/iu.test(fileName) ? await rowsOfFile(path, fileName) : undefined
    return table !== undefined && 'rows' in table ? table : rowsOfResolution(path, fileName)
  })
}

async function rowsOfFile(path: string, fileName: string): Promise<{ readonly rows: readonly ReorganisationRow[] } | ResolutionRefusal> {
  const lines = await linesOfTable(path, fileName)
  if ('refused' in lines) return lines
  const table = rowsOfTable(lines)
  return 'missing' in table ? { refused: 'columnsMissing', columns: table.missing } : table
}

async function rowsOfResolution(
  path: string,
  fileName: string,
): Promise<{ readonly rows: readonly ReorganisationRow[] } | ResolutionRefusal> {
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
