import type {
  Passage,
  PrintedDeadline,
  ReadableDocument,
  ReadIndicator,
  ReadReporting,
  ReadTarget,
  ReadTask,
} from '@haidang/domain/plans/reading'
import { cleanPassage } from '../text/clean-text.ts'
import type { OutlineMark } from '../text/outline-mark.ts'
import { headingText, isHeading, sectionOf, type OutlineNode } from './outline.ts'
import { readCitations, withoutCitations, type FoundCitation } from './read-citations.ts'
import { readPlainDeadline } from './read-dates.ts'
import { readFigures } from './read-figures.ts'
import { readLead } from './read-lead.ts'
import { pillarName, pillarOf, readIndicators, yearDeadline } from './read-indicators.ts'
import { readReporting, sentences } from './read-reporting.ts'
import { cellTarget, notedDeadline } from './row-targets.ts'
import { ditto, readSections, spread, type Column, type Row, type TableCell } from './table-columns.ts'
import { leadAndCooperating } from './detail-lines.ts'
import { splitUnits } from './units.ts'

type TableFacts = {
  readonly indicators: readonly ReadIndicator[]
  readonly tasks: readonly ReadTask[]
  readonly reporting: readonly ReadReporting[]
  readonly citations: readonly FoundCitation[]
}

/** Tasks and targets of a table whose first rows name its columns ("Nội dung", "Cơ quan chủ trì", "Thời gian hoàn thành"). */
export function readTableFacts(doc: ReadableDocument, node: OutlineNode, year: number | null): TableFacts {
  const rows = (node.block.rows ?? []).map((row) =>
    row.map((cell) => ({ passage: cell, clean: cleanPassage(doc.text, cell.start, cell.end), colSpan: cell.colSpan ?? 1 })),
  )
  const citations = rows.flat().flatMap((cell) => readCitations(cell.clean, 'body'))
  const heading = sectionTitle(node) ?? ''
  const setsTargets = node.purposes.has('targets') || /chỉ tiêu|mục tiêu/iu.test(heading)
  const sections = readSections(rows, setsTargets)
  // A budget has its years and figures as well: they are no targets.
  if (sections.length === 0 || node.purposes.has('assessment') || /kinh phí|dự toán|khái toán/iu.test(heading))
    return { indicators: [], tasks: [], reporting: [], citations }
  const indicators: ReadIndicator[] = []
  const tasks: ReadTask[] = []
  const reporting: ReadReporting[] = []
  let group: string | undefined = pillarOf(node) ?? (heading === '' ? undefined : pillarName(heading))
  let groupDeadline = yearDeadline(heading)
  let above: Partial<Record<Column, string>> = {}
  // How many tasks there were when the row above had set one, or -1.
  let goesOnFrom = -1
  for (const { columns, row, isFirst } of sections.flatMap(({ columns, rows }) =>
    rows.map((row, order) => ({ columns, row, isFirst: order === 0 })),
  )) {
    if (isFirst) above = {}
    const hasTask = columns.at.has('lead') || columns.at.has('deadline')
    const cells = spread(row)
    const textAt = (at: number | undefined): string => (at === undefined ? '' : (cells[at]?.clean.text ?? ''))
    const value = (column: Column): string => {
      const text = textAt(columns.at.get(column))
      return ditto.test(text) ? (above[column] ?? '') : text
    }
    const targets = columns.targets
      .flatMap((target) => severalTargets(openedBy(doc, cells[target.at]) + textAt(target.at)).map((cell) => ({ ...target, cell })))
      .filter(({ cell }) => cell !== '')
    const filled = row.filter((cell) => cell.clean.text !== '')
    const said = value('text')
    const open = tasks.at(-1)
    if (
      open &&
      goesOnFrom === tasks.length &&
      value('order') === '' &&
      (columns.at.has('order') || said === '') &&
      mayGoOn(open) &&
      isRest(said, value)
    ) {
      tasks[tasks.length - 1] = continued(open, said, value, rowPassage(row).end)
      continue
    }
    const isGroup =
      filled.length <= 2 &&
      filled.some((cell) => /\p{L}{2}/u.test(cell.clean.text)) &&
      value('lead') === '' &&
      targets.length === 0 &&
      value('deadline') === ''
    if (isGroup || said === '') {
      const title = filled.map((cell) => cell.clean.text).find((text) => /\p{L}{2}/u.test(text) && !/^[IVXLC]+$/u.test(text))
      if (title) {
        const words = title.replace(/^(?:[IVX]+|\d+|[A-Z])[.)]\s*/u, '')
        groupDeadline = yearDeadline(words) ?? groupDeadline
        if (!onlyYear.test(words)) group = pillarName(words)
      }
      above = {}
      goesOnFrom = -1
      continue
    }
    const passage = rowPassage(row)
    // A merged cell of lead or deadline speaks for the rows below it; tables that came as text lost the merging.
    const merged = (column: Column): string => (value(column) === '' ? (above[column] ?? '') : value(column))
    above = {
      lead: merged('lead'),
      cooperating: cells[columns.at.get('cooperating') ?? -1]?.passage.rowSpan === 0 ? merged('cooperating') : value('cooperating'),
      deadline: columns.targets.length > 0 ? value('deadline') : merged('deadline'),
    }
    const { lead = [], cooperating } = columns.namesBoth ? besideStroke(above.lead ?? '') : leadAndCooperating(above.lead ?? '')
    const plain = above.deadline ? readPlainDeadline(above.deadline, year) : null
    const due = plain?.iso ? plain : (notedDeadline(value('note'), year) ?? undefined)
    const set: ReadIndicator[] = targets.flatMap((column): readonly ReadIndicator[] => {
      const target = cellTarget(column.cell, value('unit'), said) ?? (column.cell.length > 3 ? toBeReached : null)
      const deadline = due ?? yearDeadline(column.name) ?? bareYear(column.name) ?? groupDeadline ?? planYear(year)
      return target ? [{ rule: 'indicator.table', text: said, target, ...rowSays(group, deadline, lead), ...passage }] : []
    })
    const inWords = columns.targets.length === 0 && !hasTask ? readFigures(said, false)[0] : undefined
    if (inWords) {
      const deadline = due ?? yearDeadline(said) ?? groupDeadline ?? planYear(year)
      set.push({ rule: 'indicator.table', text: said, target: inWords.target, ...rowSays(group, deadline, lead), ...passage })
    }
    indicators.push(...set)
    if (set.length > 0 || !hasTask || said.length < 8) continue
    tasks.push({
      rule: 'task.table',
      text: said,
      lead: lead.length === 0 ? null : lead.length === 1 ? (lead[0] ?? null) : lead,
      cooperating: above.cooperating ? splitUnits(above.cooperating) : (cooperating ?? []),
      deadline: plain,
      section: [sectionOf(node), value('order')].filter((part) => part !== '').join('.'),
      ...passage,
    })
    goesOnFrom = tasks.length
    indicators.push(
      ...promisesOf(
        node,
        [cells[columns.at.get('text') ?? -1], cells[columns.at.get('deadline') ?? -1], cells[columns.at.get('product') ?? -1]],
        { year, lead },
      ),
    )
    reporting.push(...regularReports(cells[columns.at.get('text') ?? -1], lead))
  }
  return { indicators, tasks, reporting, citations }
}

/** "≤ 3 trong khu vực; ≤ 50 thế giới": a cell may set more than one target. */
function severalTargets(cell: string): readonly string[] {
  const parts = cell.split(/;\s+/u)
  return parts.length > 1 &&
    parts.every((part) => /^(?:[≤≥<>=]\s*\d|(?:trên|dưới|tối thiểu|ít nhất|không quá|nhóm|tốp|top)\s+\d)/iu.test(part))
    ? parts
    : [cell]
}

/** "…, báo cáo Tổ công tác hằng quý" within the work of a row: whoever leads it reports. */
const regularReports = (cell: TableCell | undefined, lead: readonly string[]): readonly ReadReporting[] =>
  cell === undefined
    ? []
    : sentences(cell.clean.text, 0)
        .flatMap((sentence) => readReporting(cell.clean, sentence, { masked: cell.clean.text, leadOf: readLead, above: lead }))
        .filter(({ frequency }) => frequency !== 'once' && frequency !== 'as-required')

/** Figures to be reached within the work, the time and the product of a row: "…; 80% doanh nghiệp kết nối năm 2028". */
const promisesOf = (
  node: OutlineNode,
  cells: readonly (TableCell | undefined)[],
  { year, lead }: { readonly year: number | null; readonly lead: readonly string[] },
): readonly ReadIndicator[] =>
  cells.flatMap((cell) => {
    if (cell === undefined || cell.clean.text === '') return []
    const masked = withoutCitations(cell.clean.text, readCitations(cell.clean, 'body'))
    const item: OutlineNode = { ...node, clean: cell.clean, mark: itemMark, rank: itemMark.rank, body: cell.clean.text, bodyAt: 0 }
    return readIndicators(item, masked, {
      year,
      horizon: undefined,
      lead: lead.length === 0 ? undefined : lead.join('; '),
      setsTargets: false,
    }).filter(({ rule }) => rule === 'indicator.sentence')
  })

const itemMark: OutlineMark = { kind: 'dash', label: '-', length: 0, rank: 9 }

/** "Sở A/Sở B, Sở C" where the column is of those in charge and those who help. */
function besideStroke(value: string): ReturnType<typeof leadAndCooperating> {
  const at = value.search(/\/\s*(?=\p{Lu}|các )/u)
  if (at < 0) return leadAndCooperating(value)
  return { lead: splitUnits(value.slice(0, at).trim()), cooperating: splitUnits(value.slice(at + 1).trim()) }
}

/** A cell that opens with ">" means more than; elsewhere that sign marks what is quoted, and is left out. */
function openedBy(doc: ReadableDocument, cell: TableCell | undefined): string {
  if (!cell || cell.clean.text === '' || !/^[\s|*]*\\?>/u.test(doc.text.slice(cell.passage.start, cell.passage.end))) return ''
  return cell.clean.text.startsWith('=') ? '>' : '> '
}

/** "Đạt mức trên trung bình của thế giới": to be reached, without a figure. */
const toBeReached: ReadTarget = { op: 'milestone', value: null, unit: null }
const onlyYear = /^(?:(?:đến|hết|trong|mục tiêu|chỉ tiêu|giai đoạn)\s+)*(?:năm\s+)?20\d{2}(?:\s*[-–]\s*20\d{2})?\.?$/iu

const planYear = (year: number | null): PrintedDeadline | undefined =>
  year === null ? undefined : { raw: `năm ${year}`, iso: `${year}-12-31`, precision: 'year' }

const bareYear = (name: string): PrintedDeadline | undefined => {
  const found = /(?<!\d)(20\d{2})\s*$/u.exec(name)
  return found ? { raw: name, iso: `${found[1]}-12-31`, precision: 'year' } : undefined
}

const rowSays = (pillar: string | undefined, deadline: PrintedDeadline | undefined, lead: readonly string[]) => ({
  ...(pillar ? { pillar } : {}),
  ...(deadline ? { deadline } : {}),
  ...(lead.length === 0 ? {} : { lead: lead.join('; ') }),
})

function rowPassage(row: Row): Passage {
  const filled = row.filter((cell) => cell.clean.text !== '')
  const first = filled[0]?.clean
  const last = filled.at(-1)?.clean
  if (!first || !last) return { start: row[0]?.passage.start ?? 0, end: row[0]?.passage.end ?? 0 }
  return { start: first.passage(0, 1).start, end: last.passage(0, last.text.length).end }
}

function sectionTitle(node: OutlineNode): string | undefined {
  return node.parent && isHeading(node.parent) ? headingText(node.parent) : undefined
}

type Value = (column: Column) => string

/** No task of an office is longer, and no table of a hostile file may make one so. */
const mayGoOn = (task: ReadTask): boolean => task.text.length < 3000 && [task.lead ?? []].flat().length + task.cooperating.length < 40

/** A row without a number that names another body under the task above, or ends the sentence that a page break tore. */
const isRest = (said: string, value: Value): boolean =>
  said === ''
    ? value('deadline') === '' && (value('lead') !== '' || value('cooperating') !== '')
    : /^\p{Ll}/u.test(said) && value('lead') === '' && value('deadline') === ''

function continued(task: ReadTask, said: string, value: Value, end: number): ReadTask {
  const lead = [...[task.lead ?? []].flat(), ...splitUnits(value('lead'))]
  return {
    ...task,
    text: said === '' ? task.text : `${task.text} ${said}`,
    lead: lead.length === 0 ? null : lead.length === 1 ? (lead[0] ?? null) : lead,
    cooperating: [...task.cooperating, ...splitUnits(value('cooperating'))],
    end: Math.max(task.end, end),
  }
}
