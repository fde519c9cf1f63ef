import type { Passage } from '@haidang/domain/plans/reading'
import { cleanPassage, fold, type CleanText } from '../text/clean-text.ts'
import { startsUnit } from './units.ts'

export type TableCell = {
  readonly passage: Passage & { readonly rowSpan?: number }
  readonly clean: CleanText
  readonly colSpan: number
}
export type Row = readonly TableCell[]
export type Column = 'order' | 'text' | 'lead' | 'cooperating' | 'deadline' | 'unit' | 'note' | 'product'

/** What each column says, which columns hold figures to be reached, and how many rows name them. */
export type Columns = {
  readonly at: ReadonlyMap<Column, number>
  readonly targets: readonly { readonly at: number; readonly name: string }[]
  readonly headRows: number
  /** "Đơn vị chủ trì/phối hợp": one cell names both, with a stroke between. */
  readonly namesBoth: boolean
}

const columnWords: readonly (readonly [Column, RegExp])[] = [
  ['order', /^(?:tt|stt|so tt|so thu tu|so|#)$/],
  ['note', /ghi chu/],
  [
    'lead',
    /chu tri|(?:don vi|co quan|bo phan|nguoi|ca nhan)(?:,? (?:don vi|ca nhan|bo phan))? (?:duoc giao |truc tiep )?(?:thuc hien|phu trach|tham muu|theo doi)|phan cong|trach nhiem|dau moi|don vi, ca nhan/,
  ],
  ['cooperating', /phoi hop/],
  ['deadline', /thoi gian|thoi han|thoi diem|tien do|lo trinh|hoan thanh|^han(?: |$)/],
  ['unit', /don vi tinh|^dvt$|^don vi do$/],
  ['product', /^(?:san pham|ket qua dau ra)/],
]
const textWords = /noi dung|nhiem vu|chi tieu|ten|cong viec|muc tieu|giai phap|hoat dong|tieu chi|chi so|hang muc/
/** "Đơn vị" alone: a measure in one table, whose work it is in the next. */
const bareBody = /^(?:don vi|co quan|thuc hien|bo phan|can bo)$/
/** "Chỉ tiêu", "Mục tiêu", "Phấn đấu" say themselves that a figure is to be reached; a year or "Kế hoạch" only beside them. */
const targetName = /chi tieu|muc tieu|phan dau|can dat/
const targetOrYear =
  /chi tieu|muc tieu|phan dau|can dat|ke hoach|^kh\b|^ket qua$|(?:^|nam |den )20\d\d(?!\d)|giai doan|^gia tri$|^so luong$/
const isResult =
  /thuc hien (?:nam|den|20)|^thuc hien$|uoc|hien trang|da dat|ket qua (?:thuc hien|nam)|cung ky|so sanh|^nam truoc|kinh phi|von|diem chuan/

/** A header and the rows under it: a page break repeats the header, and a second table that follows at once has one of its own. */
export type Section = { readonly columns: Columns; readonly rows: readonly Row[] }

/** The parts of a table that each have a header; none where the first rows name no columns. `setsTargets`: the heading speaks of targets. */
export function readSections(rows: readonly Row[], setsTargets: boolean): readonly Section[] {
  const heads = rows.flatMap((row, order) => (isHead(row) ? [order] : []))
  if (heads[0] === undefined || heads[0] > 3) return headless(rows)
  return heads.flatMap((order, nth): readonly Section[] => {
    const own = rows.slice(order, heads[nth + 1])
    const columns = readColumns(own, setsTargets)
    return columns ? [{ columns, rows: own.slice(columns.headRows) }] : []
  })
}

/** A table that lost its header tells its columns by what stands in them: numbers, work, bodies, days. */
function headless(rows: readonly Row[]): readonly Section[] {
  const width = Math.max(0, ...rows.map((row) => spread(row).length))
  if (rows.length < 2 || width < 3 || width > 8 || shareOf(rows, 0, (cell) => /^\d{1,3}\.?$/u.test(cell)) < 0.6) return []
  const places = Array.from({ length: width }, (_, column) => column).slice(1)
  const bodies = places.filter((column) => shareOf(rows, column, (cell) => cell.length < 160 && startsUnit(cell)) >= 0.6)
  const days = places.filter((column) => shareOf(rows, column, isDay) >= 0.6)
  const text = places.find(
    (column) => !bodies.includes(column) && !days.includes(column) && shareOf(rows, column, (cell) => cell.length > 12) >= 0.6,
  )
  const [lead, cooperating] = bodies
  if (text === undefined || lead === undefined || lead < text) return []
  const at = new Map<Column, number>([
    ['order', 0],
    ['text', text],
    ['lead', lead],
  ])
  if (cooperating !== undefined) at.set('cooperating', cooperating)
  if (days[0] !== undefined) at.set('deadline', days[0])
  return [{ columns: { at, targets: [], headRows: 0, namesBoth: false }, rows }]
}

const isDay = (cell: string): boolean =>
  cell.length < 60 &&
  /^(?:(?:trước|từ|đến|hết|trong|cuối|xong|ngày|hoàn thành)\s+)*(?:\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|tháng\s+\d|quý\s+[IV\d]|năm\s+\d{4}|\d{1,2}\/\d{4}|20\d{2}$|thường xuyên|h[ằà]ng (?:năm|quý|tháng|tuần))/iu.test(
    cell,
  )

const foldedCells = (row: Row): readonly string[] => spread(row).map((cell) => fold(cell.clean.text))

function isHead(row: Row): boolean {
  const names = foldedCells(row)
  if (/^\d/.test(names[0] ?? '') || names.some((name) => name.length > 80)) return false
  const named = namedColumns(names)
  const others = names.filter((name) => name !== '' && !columnWords.some(([, words]) => words.test(name)))
  const isTextNamed = others.some((name) => textWords.test(name))
  return (
    isTextNamed &&
    (named.has('lead') ||
      named.has('deadline') ||
      named.has('unit') ||
      others.some((name) => bareBody.test(name)) ||
      others.filter((name) => targetOrYear.test(name)).length > 1)
  )
}

function namedColumns(names: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>()
  for (const [at, name] of names.entries()) {
    const column = columnWords.find(([key, words]) => !columns.has(key) && words.test(name))?.[0]
    if (column) columns.set(column, at)
  }
  return columns
}

/** The columns of the rows whose first names them. */
function readColumns(rows: readonly Row[], setsTargets: boolean): Columns | null {
  const [row, below] = rows
  if (!row) return null
  const names = headNames(row, below)
  const at = namedColumns(names)
  const under = below ? subHead(below, names) : null
  for (const [column, place] of under ?? []) at.set(column, place)
  const headRows = under || (below && isUnderHead(below)) ? 2 : 1
  const body = rows.slice(headRows)
  const bare = names.findIndex((name) => bareBody.test(name))
  if (bare >= 0) {
    const isBody = names[bare] !== 'don vi' || shareOf(body, bare, (cell) => startsUnit(cell) || ditto.test(cell)) > 0.5
    const column = isBody ? 'lead' : 'unit'
    if (!at.has(column)) at.set(column, bare)
  }
  const used = new Set(at.values())
  const isOfTargets = setsTargets || names.some((name) => targetName.test(name))
  const targets = names.flatMap((name, column) =>
    isOfTargets && !used.has(column) && targetOrYear.test(name) && !isResult.test(name) && shareOf(body, column, isFigure) >= 0.4
      ? [{ at: column, name: yearsUnder(row, below, column) }]
      : [],
  )
  const text = names.findIndex(
    (name, column) => !used.has(column) && textWords.test(name) && !targets.some((target) => target.at === column),
  )
  if (text < 0) return null
  at.set('text', text)
  const leadName = names[at.get('lead') ?? -1] ?? ''
  return { at, targets, headRows, namesBoth: /chu tri/.test(leadName) && /phoi hop/.test(leadName) }
}

/** "-nt-", two strokes: the same as above. */
export const ditto = /^(?:[-–]?\s*nt\s*[-–]?|["”“'’]{1,2}|như trên)$/iu

/** "Chủ trì" and "Phối hợp" in a row of their own under "Đơn vị thực hiện". */
function subHead(row: Row, upper: readonly string[]): ReadonlyMap<Column, number> | null {
  const names = foldedCells(row)
  const text = upper.findIndex((name) => textWords.test(name))
  if ((names[text] ?? '') !== '' || names.some((name) => name.length > 80)) return null
  const below = namedColumns(names)
  return below.has('lead') || below.has('cooperating') ? below : null
}

/** A figure to be reached, with what may stand before it: "≥ 98", "Trên 92", "60-65", "14/14". */
const isFigure = (cell: string): boolean =>
  /^(?:[≥≤<>=~]+|trên|từ|dưới|tối thiểu|ít nhất|không quá|không dưới|khoảng|đạt|top|nhóm|tốp|\s)*\d/iu.test(cell) &&
  cell.length < 60 &&
  !/^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|^\d{1,2}\/20\d\d$/u.test(cell)

function shareOf(rows: readonly Row[], column: number, holds: (cell: string) => boolean): number {
  const filled = rows.map((row) => spread(row)[column]?.clean.text ?? '').filter((text) => text !== '')
  return filled.length === 0 ? 0 : filled.filter(holds).length / filled.length
}

/** "Mục tiêu" above "2025 | 2030": the name of the upper row goes on over the cells beside it. */
function headNames(row: Row, below: Row | undefined): readonly string[] {
  const upper = foldedCells(row)
  if (!below || !isUnderHead(below)) return upper
  const lower = foldedCells(below)
  let last = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const own = upper[column] ?? ''
    if (own !== '') last = own
    return isYear(lower[column] ?? '') ? `${own === '' ? last : own} ${lower[column]}`.trim() : own
  })
}

const isYear = (folded: string): boolean => /^(?:den |het |kh |ke hoach |muc tieu )*(?:nam )?20\d\d$|^giai doan 20\d\d/u.test(folded)

/** Years under the names above, or the letters and numbers by which a form counts its columns. */
function isUnderHead(row: Row): boolean {
  const filled = row.map((cell) => fold(cell.clean.text)).filter((text) => text !== '')
  return (
    filled.length > 0 && (filled.every(isYear) || (filled.length > 2 && filled.every((text) => /^\(?(?:\d{1,2}|[a-z])\)?$/u.test(text))))
  )
}

/** The name of a column as printed, with the year under it. */
function yearsUnder(row: Row, below: Row | undefined, column: number): string {
  const own = spread(row)[column]?.clean.text ?? ''
  return below && isUnderHead(below) ? `${own} ${spread(below)[column]?.clean.text ?? ''}`.trim() : own
}

/** Cells by column: a cell that spans three columns stands in the first and leaves two empty. */
export function spread(row: Row): readonly TableCell[] {
  return row.flatMap((cell) => [
    cell,
    ...Array.from({ length: Math.min(cell.colSpan, 60) - 1 }, () => ({ ...cell, clean: cleanPassage('', 0, 0), colSpan: 1 })),
  ])
}
