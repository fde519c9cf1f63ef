import type { Passage, ReadableDocument, ReadIndicator, ReadTask, TargetOperator } from '@haidang/domain/plans/reading'
import { cleanPassage, fold, type CleanText } from '../text/clean-text.ts'
import { headingText, isHeading, sectionOf, type OutlineNode } from './outline.ts'
import { readCitations, type FoundCitation } from './read-citations.ts'
import { readPlainDeadline } from './read-dates.ts'
import { figureValue, readFigures } from './read-figures.ts'
import { pillarOf } from './read-indicators.ts'
import { splitUnits } from './units.ts'

type Column = 'order' | 'text' | 'lead' | 'cooperating' | 'deadline' | 'target' | 'unit'
type TableFacts = {
  readonly indicators: readonly ReadIndicator[]
  readonly tasks: readonly ReadTask[]
  readonly citations: readonly FoundCitation[]
}

const columnWords: readonly (readonly [Column, RegExp])[] = [
  ['order', /^(?:tt|stt|so tt)$/],
  ['cooperating', /phoi hop/],
  ['lead', /chu tri|don vi thuc hien|co quan thuc hien|don vi thuc hien|phan cong|trach nhiem|dau moi|don vi, ca nhan/],
  ['deadline', /thoi gian|thoi han|tien do|hoan thanh/],
  ['unit', /don vi tinh|^dvt$/],
  [
    'target',
    /chi tieu (?:nam|giao|den|cua|thanh pho|tinh)|muc tieu (?:nam|den)|^muc tieu$|ke hoach nam|chi tieu ke hoach|^nam 20\d\d$|^chi tieu$/,
  ],
  ['text', /noi dung|nhiem vu|chi tieu|ten|cong viec|muc tieu|giai phap|hoat dong/],
]

/** Tasks and targets of a table whose first rows name its columns ("Nội dung", "Cơ quan chủ trì", "Thời gian hoàn thành"). */
export function readTableFacts(doc: ReadableDocument, node: OutlineNode, year: number | null): TableFacts {
  const rows = (node.block.rows ?? []).map((row) =>
    row.map((cell) => ({ passage: cell, clean: cleanPassage(doc.text, cell.start, cell.end), colSpan: cell.colSpan ?? 1 })),
  )
  const citations = rows.flat().flatMap((cell) => readCitations(cell.clean, 'body'))
  const found = findHeader(rows.slice(0, 4))
  if (!found || node.purposes.has('assessment')) return { indicators: [], tasks: [], citations }
  const { columns, headerRow } = found
  const indicators: ReadIndicator[] = []
  const tasks: ReadTask[] = []
  const hasTask = columns.has('lead') || columns.has('deadline')
  let group: string | undefined = pillarOf(node) ?? sectionTitle(node)
  let above: Partial<Record<Column, string>> = {}
  for (const row of rows.slice(headerRow + 1)) {
    const cells = spread(row)
    const value = (column: Column): string => {
      const at = columns.get(column)
      return at === undefined ? '' : (cells[at]?.clean.text ?? '')
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
    const lead = splitUnits(above.lead ?? '')
    tasks.push({
      rule: 'task.table',
      text: said,
      lead: lead.length === 0 ? null : lead.length === 1 ? (lead[0] ?? null) : lead,
      cooperating: splitUnits(above.cooperating ?? ''),
      deadline: above.deadline ? readPlainDeadline(above.deadline, year) : null,
      section: [sectionOf(node), value('order')].filter((part) => part !== '').join('.'),
      ...passage,
    })
  }
  return { indicators, tasks, citations }
}

type Cell = { readonly passage: Passage & { readonly rowSpan?: number }; readonly clean: CleanText; readonly colSpan: number }

function findHeader(
  rows: readonly (readonly Cell[])[],
): { readonly columns: ReadonlyMap<Column, number>; readonly headerRow: number } | null {
  for (const [index, row] of rows.entries()) {
    const columns = new Map<Column, number>()
    for (const [at, cell] of spread(row).entries()) {
      const name = fold(cell.clean.text)
      if (name.length > 80) continue
      const column = columnWords.find(([key, words]) => !columns.has(key) && words.test(name))?.[0]
      if (column) columns.set(column, at)
    }
    if (
      columns.has('text') &&
      columns.size >= 2 &&
      (columns.has('lead') || columns.has('deadline') || columns.has('target') || columns.has('unit'))
    )
      return { columns, headerRow: index }
  }
  return null
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
