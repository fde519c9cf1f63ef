import { strFromU8, unzipSync } from 'fflate'
import { HucreError } from 'hucre'
import { streamXlsxRows } from 'hucre/xlsx'
import { SaxesParser } from 'saxes'

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
export async function readSheet(
  bytes: Uint8Array,
  limits: SheetLimits = usualSheetLimits,
  sheet: string | number = 0,
): Promise<SheetReading> {
  const contents = contentsOf(bytes)
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

type Contents = { readonly unpackedBytes: number; readonly sheetNames: readonly string[] }

const workbookPart = 'xl/workbook.xml'
const largestWorkbookPart = 4 * 1024 * 1024

/** What the archive says of itself. The library unpacks no part beyond its stated size, so a part stating none is refused here. */
function contentsOf(bytes: Uint8Array): Contents | undefined {
  let unpackedBytes = 0
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        unpackedBytes += originalSize === 0 && size > 2 ? Number.POSITIVE_INFINITY : originalSize
        return name === workbookPart && originalSize <= largestWorkbookPart
      },
    })
    const workbook = parts[workbookPart]
    return workbook === undefined ? undefined : { unpackedBytes, sheetNames: sheetNamesIn(strFromU8(workbook)) }
  } catch {
    // Not an archive, or its workbook is not XML: for the person who chose the file both are the same answer.
    return undefined
  }
}

function sheetNamesIn(workbook: string): readonly string[] {
  const names: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (/(^|:)sheet$/.test(name)) names.push(attributes.name ?? '')
  })
  parser.write(workbook).close()
  return names
}
