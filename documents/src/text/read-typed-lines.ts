import { typedSheetLimits } from '../xlsx/read-typed-sheets.ts'
import type { TypedReading } from '../xlsx/read-typed-sheets.ts'
import { csvRows, UnclosedQuotation } from './csv-rows.ts'
import { decodeText } from './read-text.ts'

/** A .csv or .tsv as a workbook of one sheet, in which everything is words. */
export function readTypedLines(bytes: Uint8Array, limits = typedSheetLimits): TypedReading {
  const rows: (readonly string[])[] = []
  // The bytes of some other kind of file: words have none of it.
  if (bytes.includes(0) && !(bytes[0] === 0xff || bytes[0] === 0xfe)) return { refused: 'notASpreadsheet' }
  try {
    for (const { cells } of csvRows(decodeText(bytes))) {
      if (rows.length === limits.maxRows) return { refused: 'tooManyRows' }
      if (cells.length > limits.maxColumns) return { refused: 'tooManyColumns' }
      rows.push(cells.map((cell) => cell.replace(/\r$/u, '')))
    }
  } catch (error) {
    if (!(error instanceof UnclosedQuotation)) throw error
    return { refused: 'notASpreadsheet' }
  }
  return { sheets: [{ name: 'CSV', isHidden: false, rows }], properties: {} }
}
