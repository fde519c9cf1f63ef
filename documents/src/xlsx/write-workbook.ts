import { unzipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import type { NamedRange, RowDef } from 'hucre'
import type { Cell, CellStyle, CellValue, DataValidation, WriteSheet } from 'hucre/xlsx'
import { zipOfficeFile } from '../docx/write-zip.ts'
import { rowHeightsOf } from './row-heights.ts'

/** The only file that knows which library writes spreadsheets. Rows and columns are counted from 0. */
export type SheetCell = {
  readonly value: CellValue
  readonly style?: CellStyle
  /** What reckons the value; the value is its result as it stands. */
  readonly formula?: string
  readonly comment?: string
  /** Another cell of the workbook, "'Số liệu'!A5". */
  readonly linkTo?: string
}

export type WorkbookSheet = {
  readonly name: string
  readonly columnWidths: readonly number[]
  /** `null` leaves a cell out altogether. */
  readonly rows: readonly (readonly (SheetCell | null)[])[]
  /** [first row, first column, last row, last column], all included. */
  readonly merges: readonly (readonly [number, number, number, number])[]
  readonly frozen: { readonly rows: number; readonly columns: number }
  readonly rowHeights: ReadonlyMap<number, number>
  readonly hiddenRows?: readonly number[]
  readonly hiddenColumns?: readonly number[]
  /** Only cells whose style says so can be typed in. */
  readonly isLocked?: boolean
  readonly filter?: string
  readonly validations?: readonly DataValidation[]
  readonly print: {
    readonly titleRows: string
    readonly titleColumns?: string
    readonly fitToWidth: boolean
    readonly scale?: number
    readonly paper?: 'a3'
    /** The columns that begin a new printed page. */
    readonly newPageAt?: readonly number[]
  }
}

export type WorkbookProperties = {
  readonly title: string
  readonly creator: string
  readonly created: string
  readonly custom?: Readonly<Record<string, string>>
  /** Sheets of words that nobody sees or is asked to print. */
  readonly hidden?: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[]
}

const inch = (millimetres: number): number => millimetres / 25.4

export async function writeWorkbook(
  sheets: readonly WorkbookSheet[],
  { title, creator, created, custom, hidden = [] }: WorkbookProperties,
): Promise<Uint8Array> {
  const day = new Date(created)
  const written = await writeXlsx({
    sheets: [...sheets.map(toLibrary), ...hidden.map(({ name, rows }) => ({ name, rows: rows.map((row) => [...row]), veryHidden: true }))],
    namedRanges: sheets.map(printTitles),
    properties: { title, creator, lastModifiedBy: creator, created: day, modified: day, ...(custom === undefined ? {} : { custom }) },
    defaultFont: { name: 'Times New Roman', size: 11 },
  })
  // The library packs with the platform's compressor and the order of its own steps; packed again, the bytes are ours.
  const parts = Object.entries(unzipSync(written)).sort(([a], [b]) => (a < b ? -1 : 1))
  return zipOfficeFile(new Map(parts))
}

/**
 * Rows and columns repeated on each printed page. The library's own setting leaves the sheet's name without quotes, and
 * Excel takes a file whose names have spaces for damaged.
 */
function printTitles({ name, print }: WorkbookSheet): NamedRange {
  const sheet = `'${name.replaceAll("'", "''")}'`
  const ranges = [...(print.titleColumns === undefined ? [] : [print.titleColumns]), print.titleRows]
  return { name: '_xlnm.Print_Titles', range: ranges.map((range) => `${sheet}!${range}`).join(','), scope: name }
}

// Whoever fills it in may still widen columns and rows and filter; without a password, whoever must may unlock it.
const locked = { sheet: true, selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true, autoFilter: true }

const libraryCell = ({ value, style, formula, comment, linkTo }: SheetCell): Partial<Cell> => ({
  value,
  ...(style === undefined ? {} : { style }),
  ...(formula === undefined ? {} : { formula, formulaResult: value }),
  ...(comment === undefined ? {} : { comment: { author: 'Hải Đăng', text: comment } }),
  ...(linkTo === undefined ? {} : { hyperlink: { target: '', location: linkTo } }),
})

function toLibrary(sheet: WorkbookSheet): WriteSheet {
  const { name, columnWidths, rows, merges, frozen, print } = sheet
  const cells = new Map<string, Partial<Cell>>()
  rows.forEach((row, rowIndex) =>
    row.forEach((cell, columnIndex) => {
      if (cell?.style !== undefined) cells.set(`${rowIndex},${columnIndex}`, libraryCell(cell))
    }),
  )
  return {
    name,
    columns: columnWidths.map((width, column) => ({ width, ...(sheet.hiddenColumns?.includes(column) ? { hidden: true } : {}) })),
    rows: rows.map((row) => row.map((cell) => cell?.value ?? null)),
    cells,
    merges: merges.map(([startRow, startCol, endRow, endCol]) => ({ startRow, startCol, endRow, endCol })),
    freezePane: frozen,
    rowDefs: new Map<number, RowDef>([
      ...[...rowHeightsOf(sheet)].map(([row, height]): [number, RowDef] => [row, { height }]),
      ...(sheet.hiddenRows ?? []).map((row): [number, RowDef] => [row, { hidden: true }]),
    ]),
    ...(sheet.isLocked ? { protection: locked } : {}),
    ...(sheet.filter === undefined ? {} : { autoFilter: { range: sheet.filter } }),
    ...(sheet.validations === undefined ? {} : { dataValidations: [...sheet.validations] }),
    pageSetup: {
      paperSize: print.paper ?? 'a4',
      orientation: 'landscape',
      ...(print.fitToWidth ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } : {}),
      ...(print.scale === undefined ? {} : { scale: print.scale }),
      margins: { top: inch(20), bottom: inch(20), left: inch(30), right: inch(15), header: inch(10), footer: inch(10) },
    },
    // The library counts the column before the break.
    ...(print.newPageAt === undefined ? {} : { colBreaks: print.newPageAt.map((column) => column - 1) }),
    headerFooter: { differentFirst: true, oddHeader: '&C&"Times New Roman,Regular"&14&P', firstHeader: '' },
  }
}
