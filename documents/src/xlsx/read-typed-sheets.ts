import type { TypedCell } from '@haidang/domain/reports/typed-cell'
import { HucreError } from 'hucre'
import { readXlsx } from 'hucre/xlsx'
import type { Cell, CellValue } from 'hucre/xlsx'
import { declaredContents } from './declared-contents.ts'
import type { SheetLimits } from './read-sheet.ts'

export type TypedSheet = { readonly name: string; readonly isHidden: boolean; readonly rows: readonly (readonly TypedCell[])[] }

export type TypedReading =
  | { readonly sheets: readonly TypedSheet[]; readonly properties: Readonly<Record<string, string>> }
  | { readonly refused: 'notASpreadsheet' | 'tooManyBytes' | 'tooManyRows' | 'tooManyColumns' | 'tooManySheets' }

/** What people fill in by hand; a list that a system wrote may have more rows. */
export const typedSheetLimits: SheetLimits & { readonly maxSheets: number } = {
  maxUnpackedBytes: 64 * 1024 * 1024,
  maxRows: 20_000,
  maxColumns: 500,
  maxSheets: 100,
}

/** All sheets of a workbook, each cell as the person sees it: a number, a percentage, a date, words, or an error. */
export async function readTypedSheets(bytes: Uint8Array, limits = typedSheetLimits): Promise<TypedReading> {
  const contents = declaredContents(bytes)
  if (contents === undefined) return { refused: 'notASpreadsheet' }
  if (contents.unpackedBytes > limits.maxUnpackedBytes) return { refused: 'tooManyBytes' }
  if (contents.sheetNames.length > limits.maxSheets) return { refused: 'tooManySheets' }
  try {
    const { sheets, properties } = await readXlsx(bytes, { readStyles: true, maxRows: limits.maxRows + 1 })
    if (sheets.some(({ rows }) => rows.length > limits.maxRows)) return { refused: 'tooManyRows' }
    if (sheets.some(({ rows }) => (rows[0]?.length ?? 0) > limits.maxColumns)) return { refused: 'tooManyColumns' }
    return {
      sheets: sheets.map(({ name, rows, cells, hidden, veryHidden }) => ({
        name,
        isHidden: hidden === true || veryHidden === true,
        rows: rows.map((row, index) => row.map((value, column) => typedCell(value, cells?.get(`${index},${column}`)))),
      })),
      properties: Object.fromEntries(Object.entries(properties?.custom ?? {}).map(([name, value]) => [name, String(value)])),
    }
  } catch (error) {
    if (!(error instanceof HucreError)) throw error
    return { refused: 'notASpreadsheet' }
  }
}

function typedCell(value: CellValue, cell: Cell | undefined): TypedCell {
  if (cell?.type === 'error') return { error: String(value ?? '#N/A') }
  // The formula's last result is not in the file: whatever wrote it has never reckoned.
  if (cell?.formula !== undefined && value === null) return { error: `=${cell.formula}` }
  if (value instanceof Date) return { date: value.toISOString().slice(0, 10) }
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value !== 'number') return value
  return { number: plainNumber(value), ...(isPercentFormat(cell?.style?.numFmt) ? { isPercent: true } : {}) }
}

/** As a spreadsheet shows it: fifteen figures, no exponent. */
function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  const [digits = '', exponent = '0'] = value.toExponential(14).split('e')
  const [whole = '', part = ''] = digits.replace('-', '').split('.')
  const all = `${whole}${part}`
  const point = 1 + Number(exponent)
  const plain =
    point <= 0
      ? `0.${'0'.repeat(-point)}${all}`
      : `${all.slice(0, point).padEnd(point, '0')}${all.length > point ? `.${all.slice(point)}` : ''}`
  return `${value < 0 ? '-' : ''}${plain.includes('.') ? plain.replace(/\.?0+$/u, '') : plain}`
}

/** "0.00%"; a sign in quotation marks or behind a backslash is only a letter. */
const isPercentFormat = (format = ''): boolean => format.includes('%') && format.replaceAll(/"[^"]*"|\\./gu, '').includes('%')
