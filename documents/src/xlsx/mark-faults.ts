import { unzipSync } from 'fflate'
import type { NamedRange, Sheet } from 'hucre'
import { openXlsx, saveXlsx } from 'hucre/xlsx'
import type { Cell, CellStyle, RoundtripWorkbook } from 'hucre/xlsx'
import { zipOfficeFile } from '../docx/write-zip.ts'
import { addressOf } from './addresses.ts'
import { styles } from './cells.ts'
import { inputFill } from './form-workbook.ts'

/** A cell of the figures' sheet (row and column from 0) and what is to be mended in it. */
export type FaultMark = {
  readonly row: number
  readonly column: number
  readonly unit: string
  readonly indicator: string
  readonly text: string
  readonly sentence: string
}

export const faultsSheetName = 'Lỗi cần sửa'
const commentMark = 'Cần sửa: '
const faultFill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC7CE' } } as const

/**
 * The workbook as it came, everything that was typed in it kept, with its faults: each cell red with a comment, and a first sheet that lists them
 * and leads to them. Marks of an earlier look are taken off.
 */
export async function markFaults(bytes: Uint8Array, sheetName: string, marks: readonly FaultMark[]): Promise<Uint8Array> {
  const workbook = await openXlsx(bytes, { readStyles: true })
  const figures = workbook.sheets.find(({ name }) => name === sheetName)
  if (figures === undefined) throw new RangeError(`The workbook has no sheet "${sheetName}"; read it first.`)

  clearMarks(figures)
  for (const mark of marks) markCell(figures, mark)
  workbook.sheets = [faultsSheet(sheetName, marks), ...workbook.sheets.filter(({ name }) => name !== faultsSheetName)]
  quoteTitles(workbook)
  const saved = await saveXlsx(workbook)
  return zipOfficeFile(new Map(Object.entries(unzipSync(saved)).sort(([a], [b]) => (a < b ? -1 : 1))))
}

function clearMarks(sheet: Sheet): void {
  for (const cell of sheet.cells?.values() ?? []) {
    if (cell.comment?.text.startsWith(commentMark)) delete cell.comment
    if (isMarked(cell.style)) cell.style = { ...cell.style, fill: inputFill }
  }
}

const isMarked = (style: CellStyle | undefined): boolean =>
  style?.fill?.type === 'pattern' && style.fill.fgColor?.rgb?.slice(-6) === faultFill.fgColor.rgb

function markCell(sheet: Sheet, { row, column, sentence }: FaultMark): void {
  const cells = (sheet.cells ??= new Map<string, Cell>())
  const key = `${row},${column}`
  const cell = cells.get(key) ?? { value: sheet.rows[row]?.[column] ?? null, type: 'string' as const }
  cells.set(key, {
    ...cell,
    style: { ...cell.style, fill: faultFill },
    comment: { author: 'Hải Đăng', text: `${commentMark}${sentence}` },
  })
}

function faultsSheet(sheetName: string, marks: readonly FaultMark[]): Sheet {
  const hasUnits = new Set(marks.map(({ unit }) => unit)).size > 1
  const columns = [
    { head: 'Ô', width: 8, of: ({ row, column }: FaultMark) => addressOf(row, column) },
    ...(hasUnits ? [{ head: 'Đơn vị', width: 26, of: ({ unit }: FaultMark) => unit }] : []),
    { head: 'Chỉ tiêu', width: 46, of: ({ indicator }: FaultMark) => indicator },
    { head: 'Đang ghi', width: 18, of: ({ text }: FaultMark) => text },
    { head: 'Cần sửa', width: 70, of: ({ sentence }: FaultMark) => sentence },
  ]
  const rows = [
    [`${marks.length} ô cần sửa. Bấm ô ở cột đầu để tới nơi; sửa, lưu rồi thả lại tệp này vào trang báo cáo.`],
    columns.map(({ head }) => head),
    ...marks.map((mark) => columns.map(({ of }) => of(mark))),
  ]
  const cells = new Map<string, Cell>()
  for (const [row, values] of rows.entries())
    for (const [column, value] of values.entries())
      cells.set(`${row},${column}`, {
        value,
        type: 'string',
        style: row === 0 ? styles.title : row === 1 ? styles.head : styles.text,
        ...(row > 1 && column === 0
          ? { style: linkStyle, hyperlink: { target: '', location: `'${sheetName.replaceAll("'", "''")}'!${value}` } }
          : {}),
      })
  return {
    name: faultsSheetName,
    rows,
    cells,
    columns: columns.map(({ width }) => ({ width })),
    freezePane: { rows: 2, columns: 0 },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}

const linkStyle: CellStyle = { ...styles.centre, font: { ...styles.centre.font, underline: true, color: { rgb: '0B5394' } } }

/** As write-workbook.ts has it: the library leaves a sheet's name without quotation marks, and Excel takes such a file for damaged. */
function quoteTitles(workbook: RoundtripWorkbook): void {
  const titles = workbook.sheets.flatMap(({ name, pageSetup }): NamedRange[] => {
    const ranges = [pageSetup?.printTitlesColumn, pageSetup?.printTitlesRow].filter((range) => range !== undefined)
    delete pageSetup?.printTitlesColumn
    delete pageSetup?.printTitlesRow
    if (ranges.length === 0) return []
    const sheet = `'${name.replaceAll("'", "''")}'`
    return [{ name: '_xlnm.Print_Titles', range: ranges.map((range) => `${sheet}!${range}`).join(','), scope: name }]
  })
  workbook.namedRanges = [...(workbook.namedRanges ?? []), ...titles]
}
