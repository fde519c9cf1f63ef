import { unzipSync } from 'fflate'
import { HucreError } from 'hucre'
import { streamXlsxRows } from 'hucre/xlsx'

/** The only file that knows which library reads spreadsheets. */
export type SheetValue = string | number | boolean | Date | null

export type SheetLimits = {
  /** Unpacked size of all parts together, as the file declares it. */
  readonly maxUnpackedBytes: number
  readonly maxRows: number
  readonly maxColumns: number
}

export type SheetReading =
  | { readonly rows: readonly (readonly SheetValue[])[] }
  | { readonly refused: 'notASpreadsheet' | 'tooManyBytes' | 'tooManyRows' | 'tooManyColumns' | 'noSuchSheet' }

export const usualSheetLimits: SheetLimits = { maxUnpackedBytes: 64 * 1024 * 1024, maxRows: 20_000, maxColumns: 4_000 }

/** Reads one sheet (the first, or the one named or counted from 0). An empty cell is `null`; empty rows keep their place. */
export async function readSheet(bytes: Uint8Array, limits: SheetLimits = usualSheetLimits, sheet: string | number = 0): Promise<SheetReading> {
  const unpacked = declaredSize(bytes)
  if (unpacked === undefined) return { refused: 'notASpreadsheet' }
  if (unpacked > limits.maxUnpackedBytes) return { refused: 'tooManyBytes' }

  const rows: SheetValue[][] = []
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
      if (index >= limits.maxRows) return { refused: 'tooManyRows' }
      if (values.length > limits.maxColumns) return { refused: 'tooManyColumns' }
      while (rows.length < index) rows.push([])
      rows.push(values)
    }
  } catch (error) {
    if (!(error instanceof HucreError)) throw error
    return { refused: /sheet .*not found|not found.*sheet/i.test(error.message) ? 'noSuchSheet' : 'notASpreadsheet' }
  }
  return { rows }
}

function declaredSize(bytes: Uint8Array): number | undefined {
  let size = 0
  let isSpreadsheet = false
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        size += originalSize
        isSpreadsheet ||= name === 'xl/workbook.xml'
        return false
      },
    })
  } catch {
    // fflate throws on anything that is not a zip archive, which is the answer here.
    return undefined
  }
  return isSpreadsheet ? size : undefined
}
