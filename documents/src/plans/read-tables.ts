import type { Passage, ReadableDocument, ReadIndicator, ReadTask, TargetOperator } from '@haidang/domain/plans/reading'
import { cleanPassage, fold, type CleanText } from '../text/clean-text.ts'
import { headingText, isHeading, sectionOf, type OutlineNode } from './outline.ts'
import { readCitations, type FoundCitation } from './read-citations.ts'
import { readPlainDeadline } from './read-dates.ts'
import { figureValue, readFigures } from './read-figures.ts'
import { pillarOf } from './read-indicators.ts'
import { leadAndCooperating } from './detail-lines.ts'
import { splitUnits } from './units.ts'

type Column = 'order' | 'text' | 'lead' | 'cooperating' | 'deadline' | 'target' | 'unit'
type TableFacts = {
  readonly indicators: readonly ReadIndicator[]
  readonly tasks: readonly ReadTask[]
  readonly citations: readonly FoundCitation[]
}

const columnWords: readonly (readonly [Column, RegExp])[] = [
  ['order', /^(?:tt|stt|so tt|so thu tu|so)$/],
  [
    'lead',
    /chu tri|(?:don vi|co quan|bo phan|nguoi|ca nhan)(?:,? (?:don vi|ca nhan|bo phan))? (?:duoc giao |truc tiep )?(?:thuc hien|phu trach|tham muu)|phan cong|trach nhiem|dau moi|don vi, ca nhan/,
  ],
  ['cooperating', /phoi hop/],
  ['deadline', /thoi gian|thoi han|thoi diem|tien do|lo trinh|hoan thanh|^han(?: |$)/],
  ['unit', /don vi tinh|^dvt$/],
  [
    'target',
    /chi tieu (?:nam|giao|den|cua|thanh pho|tinh)|muc tieu (?:nam|den)|^muc tieu$|ke hoach nam|chi tieu ke hoach|^nam 20\d\d$|^chi tieu$/,
  ],
  ['text', /noi dung|nhiem vu|chi tieu|ten|cong viec|muc tieu|giai phap|hoat dong/],
]

/** "-nt-", two strokes: the same as above. */
const ditto = /^(?:[-–]?\s*nt\s*[-–]?|["”“'’]{1,2}|như trên)$/iu

/** Tasks and targets of a table whose first rows name its columns ("Nội dung", "Cơ quan chủ trì", "Thời gian hoàn thành"). */
export function readTableFacts(doc: ReadableDocument, node: OutlineNode, year: number | null): TableFacts {
  const rows = (node.block.rows ?? []).map((row) =>
    row.map((cell) => ({ passage: cell, clean: cleanPassage(doc.text, cell.start, cell.end), colSpan: cell.colSpan ?? 1 })),
  )
  const citations = rows.flat().flatMap((cell) => readCitations(cell.clean, 'body'))
  const found = findHeader(rows.slice(0, 4))
  if (!found || node.purposes.has('assessment')) return { indicators: [], tasks: [], citations }
  let { columns } = found
  const indicators: ReadIndicator[] = []
  const tasks: ReadTask[] = []
  let group: string | undefined = pillarOf(node) ?? sectionTitle(node)
  let above: Partial<Record<Column, string>> = {}
  for (const row of rows.slice(found.headerRow + 1)) {
    // A page break repeats the header; a second table that follows at once has one of its own.
    const again = headerOf(row)
    if (again) {
      if ([...again].some(([column, at]) => columns.get(column) !== at)) columns = again
      above = {}
      continue
    }
    const cells = spread(row)
    const hasTask = columns.has('lead') || columns.has('deadline')
    const value = (column: Column): string => {
      const at = columns.get(column)
      const text = at === undefined ? '' : (cells[at]?.clean.text ?? '')
      return ditto.test(text) ? (above[column] ?? '') : text
    }
    const textCell = cells[columns.get('text') ?? -1]
    const filled = row.filter((cell) => cell.clean.text !== '')
    const said = textCell?.clean.text ?? ''
    const isGroup =
      filled.length <= 2 &&
      filled.some((cell) => /\p{L}{3}/u.test(cell.clean.text)) &&
      value('lead') === '' &&
      value('target') === '' &&
      value('deadline') === ''
    if (isGroup || said === '') {
      const title = filled.map((cell) => cell.clean.text).filter((text) => /\p{L}{3}/u.test(text))[0]
      if (title) group = title.replace(/^(?:[IVX]+|\d+|[A-Z])[.)]\s*/u, '')
      above = {}
      continue
    }
    if (!textCell) continue
    const passage = rowPassage(row)
    const target = value('target')
    const isIndicator = (columns.has('target') && target !== '' && /\d/.test(target)) || (!hasTask && readFigures(said, false).length > 0)
    if (isIndicator) {
      const figure = readFigures(target === '' ? said : target, false)[0]
      const plain = /^(?:≥|>|trên|từ|tối thiểu)?\s*(\d[\d.,]*)/iu.exec(target)
      const unit = value('unit') === '' ? null : value('unit').toLowerCase().startsWith('tỷ lệ') ? '%' : value('unit')
      const op: TargetOperator = /≥|từ|tối thiểu|ít nhất/iu.test(target)
        ? '>='
        : /trên|>/iu.test(target)
          ? '>'
          : /≤|không quá|tối đa/iu.test(target)
            ? '<='
            : '='
      const read = figure?.target ?? (plain?.[1] ? { op, value: figureValue(plain[1].replace(/[.,]$/, '')), unit } : null)
      if (read) {
        const deadline = value('deadline') === '' ? null : readPlainDeadline(value('deadline'), year)
        indicators.push({
          rule: 'indicator.table',
          text: said,
          target: read,
          ...(group ? { pillar: group } : {}),
          ...(deadline?.iso
            ? { deadline }
            : year === null
              ? {}
              : { deadline: { raw: `năm ${year}`, iso: `${year}-12-31`, precision: 'year' } }),
          ...(value('lead') === '' ? {} : { lead: splitUnits(value('lead')).join('; ') }),
          ...passage,
        })
        continue
      }
    }
    if (!hasTask || said.length < 8) continue
    // A merged cell of lead or deadline speaks for the rows below it; tables that came as text lost the merging.
    const merged = (column: Column): string => (value(column) === '' ? (above[column] ?? '') : value(column))
    above = {
      lead: merged('lead'),
      cooperating: cells[columns.get('cooperating') ?? -1]?.passage.rowSpan === 0 ? merged('cooperating') : value('cooperating'),
      deadline: merged('deadline'),
    }
    const { lead = [], cooperating } = leadAndCooperating(above.lead ?? '')
    tasks.push({
      rule: 'task.table',
      text: said,
      lead: lead.length === 0 ? null : lead.length === 1 ? (lead[0] ?? null) : lead,
      cooperating: above.cooperating ? splitUnits(above.cooperating) : (cooperating ?? []),
      deadline: above.deadline ? readPlainDeadline(above.deadline, year) : null,
      section: [sectionOf(node), value('order')].filter((part) => part !== '').join('.'),
      ...passage,
    })
  }
  return { indicators, tasks, citations }
}

type Cell = { readonly passage: Passage & { readonly rowSpan?: number }; readonly clean: CleanText; readonly colSpan: number }

type Columns = ReadonlyMap<Column, number>

function findHeader(rows: readonly (readonly Cell[])[]): { readonly columns: Columns; readonly headerRow: number } | null {
  for (const [index, row] of rows.entries()) {
    const columns = headerOf(row)
    if (!columns) continue
    const below = subHeaderOf(rows[index + 1], columns)
    return below ? { columns: new Map([...columns, ...below]), headerRow: index + 1 } : { columns, headerRow: index }
  }
  return null
}

/** The columns that a row names, or null if it is no header. */
function headerOf(row: readonly Cell[]): Columns | null {
  const names = spread(row).map((cell) => fold(cell.clean.text))
  const columns = namedColumns(names)
  // "Đơn vị" alone is whose work it is where nothing is measured.
  const bare = names.findIndex((name) => /^(?:don vi|co quan|thuc hien|bo phan|can bo)$/.test(name))
  if (bare >= 0 && !columns.has('lead') && !columns.has('target')) columns.set('lead', bare)
  const isHeader =
    columns.has('text') &&
    columns.size >= 2 &&
    (columns.has('lead') || columns.has('deadline') || columns.has('target') || columns.has('unit')) &&
    names.every((name) => name.length <= 80)
  return isHeader ? columns : null
}

/** "Chủ trì" and "Phối hợp" in a row of their own under "Đơn vị thực hiện". */
function subHeaderOf(row: readonly Cell[] | undefined, columns: Columns): Columns | null {
  if (!row) return null
  const names = spread(row).map((cell) => fold(cell.clean.text))
  if (names[columns.get('text') ?? -1] !== '' && names[columns.get('text') ?? -1] !== undefined) return null
  const below = namedColumns(names)
  return below.has('lead') || below.has('cooperating') ? below : null
}

function namedColumns(names: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>()
  for (const [at, name] of names.entries()) {
    if (name.length > 80) continue
    const column = columnWords.find(([key, words]) => !columns.has(key) && words.test(name))?.[0]
    if (column) columns.set(column, at)
  }
  return columns
}

/** Cells by column: a cell that spans three columns stands in the first and leaves two empty. */
function spread(row: readonly Cell[]): readonly Cell[] {
  return row.flatMap((cell) => [
    cell,
    ...Array.from({ length: Math.min(cell.colSpan, 60) - 1 }, () => ({ ...cell, clean: cleanPassage('', 0, 0), colSpan: 1 })),
  ])
}

function rowPassage(row: readonly Cell[]): Passage {
  const filled = row.filter((cell) => cell.clean.text !== '')
  const first = filled[0]?.clean
  const last = filled.at(-1)?.clean
  if (!first || !last) return { start: row[0]?.passage.start ?? 0, end: row[0]?.passage.end ?? 0 }
  return { start: first.passage(0, 1).start, end: last.passage(0, last.text.length).end }
}

function sectionTitle(node: OutlineNode): string | undefined {
  return node.parent && isHeading(node.parent) ? headingText(node.parent) : undefined
}
