import { HucreError } from 'hucre'
import { streamXlsxRows } from 'hucre/xlsx'
import { declaredContents } from './declared-contents.ts'

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
export async function readSheet(
  bytes: Uint8Array,
  limits: SheetLimits = usualSheetLimits,
  sheet: string | number = 0,
): Promise<SheetReading> {
  const contents = declaredContents(bytes)
  if (contents === undefined) return { refused: 'notASpreadsheet' }
  if (contents.unpackedBytes > limits.maxUnpackedBytes) return { refused: 'tooManyBytes' }
  if (typeof sheet === 'string' ? !contents.sheetNames.includes(sheet) : sheet >= contents.sheetNames.length)
    return { refused: 'noSuchSheet' }

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
    return { refused: 'notASpreadsheet' }
  }
  return { rows }
}
