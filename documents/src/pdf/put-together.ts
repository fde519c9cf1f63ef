import type { Block, ReadableDocument } from '@haidang/domain/plans/reading'
import { buildBlocks, isPageNumber, type TextLine } from '../text/build-blocks.ts'
import { frameOf, layCell, layLines, type LaidLine, type PdfWord } from './lay-lines.ts'
import { findTables } from './find-tables.ts'
import { impliedRules } from './implied-rules.ts'
import { outlineMark } from '../text/outline-mark.ts'
import { normalText } from '../text/normal-text.ts'
import { isRule } from '../text/rule-line.ts'
import type { Rules } from './ruled-lines.ts'

export type PdfPage = { readonly words: readonly PdfWord[]; readonly rules: Rules }

type TextCell = { text: string; readonly colSpan: number; rowSpan: number }
type PageTable = { readonly kind: 'table'; readonly page: number; readonly columns: readonly number[]; readonly rows: TextCell[][] }
type PageLine = LaidLine & { readonly kind: 'line'; readonly page: number }
type PageItem = PageLine | PageTable

/** Pages to one text: what stands on every page is left out, tables and sentences that a page break tore apart are whole again. */
export function putTogether(pages: readonly PdfPage[]): ReadableDocument {
  const items = joinTables(withoutMargins(pages.map((page, index) => layPage(page, index + 1))))
  const written: string[] = []
  let length = 0
  const write = (text: string) => {
    written.push(text)
    length += text.length
  }
  const tables: { readonly at: number; readonly block: Block }[] = []
  const lines: TextLine[] = []
  let above: PageLine | undefined
  let isIndented = false
  for (const item of items) {
    if (item.kind === 'table') {
      above = undefined
      if (length > 0) write('\n\n')
      const start = length
      const rows = item.rows.map((row, at) => {
        const cells = row.map((cell, index) => {
          if (index > 0) write('\t')
          const from = length
          write(cell.text)
          return {
            start: from,
            end: length,
            ...(cell.colSpan > 1 ? { colSpan: cell.colSpan } : {}),
            ...(cell.rowSpan === 1 ? {} : { rowSpan: cell.rowSpan }),
          }
        })
        if (at < item.rows.length - 1) write('\n')
        return cells
      })
      tables.push({ at: lines.length, block: { kind: 'table', start, end: length, page: item.page, rows } })
      continue
    }
    const text = normalText(item.text).trim()
    if (text === '' || isRule(text)) continue
    const last = lines.at(-1)
    const isSure = above !== undefined && isIndented && goesOnFrom(above, item)
    if (length > 0 && !isSure && item.paragraphBefore) write('\n\n')
    else if (length > 0 && !(above !== undefined && isOneNumber(above.text.trimEnd(), text))) write('\n')
    if (isSure && last !== undefined) lines.splice(-1, 1, { ...last, end: length + text.length })
    else {
      isIndented = item.indented
      lines.push({
        start: length,
        end: length + text.length,
        blankBefore: item.paragraphBefore,
        page: item.page,
        ...(item.paragraphBefore ? {} : { joined: true }),
        ...(above !== undefined && beginsSurely(above, item) ? { ownParagraph: true } : {}),
      })
    }
    write(text)
    above = item
  }
  if (length > 0) write('\n')
  const text = written.join('')
  const blocks: Block[] = []
  let from = 0
  for (const { at, block } of [...tables, { at: lines.length, block: undefined }]) {
    if (at > from) blocks.push(...buildBlocks(text, lines.slice(from, at)))
    if (block !== undefined) blocks.push(block)
    from = at
  }
  return { text, blocks }
}

/** Below the indented first line of a paragraph, a line that begins at the edge after one that is full is the same paragraph, over pages too. */
function goesOnFrom(above: PageLine, line: PageLine): boolean {
  if (!above.full || line.indented || (line.paragraphBefore && line.page === above.page)) return false
  const mark = outlineMark(line.text.trim())
  // "Phòng Kế hoạch" / "- Tài chính" is one name; a number may begin an item wherever it stands.
  return mark === undefined || (mark.kind === 'dash' && !/[.;:]$/u.test(above.text.trimEnd()))
}

/** An indented line below one that ends early, on one page: no rule of language is needed to part them. */
const beginsSurely = (above: PageLine, line: PageLine): boolean => line.indented && !above.full && line.page === above.page

/** "Quyết định số 12/QĐ-" / "UBND", "Kế hoạch số 12/KH" / "-UBND": the number is one, wherever its line ended. */
const isOneNumber = (above: string, line: string): boolean =>
  (/\d\/[\p{Lu}-]+-$/u.test(above) && /^\p{Lu}{2}/u.test(line)) || (/\d\/\p{Lu}+$/u.test(above) && /^-\p{Lu}{2}/u.test(line))

/** Lines and tables of a page from top to bottom. */
function layPage({ words, rules }: PdfPage, page: number): readonly PageItem[] {
  const ruled = findTables(words, rules)
  const implied = findTables(ruled.others, impliedRules(ruled.others))
  const tables = [...ruled.tables, ...implied.tables].toSorted((one, other) => other.top - one.top)
  const { others } = implied
  const frame = frameOf(others)
  const items: PageItem[] = []
  let rest = others
  const layAbove = (height: number) => {
    const above = rest.filter(({ y }) => y > height)
    rest = rest.filter(({ y }) => y <= height)
    items.push(...layLines(above, frame).map((line): PageItem => ({ kind: 'line', page, ...line })))
  }
  for (const { top, columns, rows } of tables) {
    layAbove(top)
    items.push({
      kind: 'table',
      page,
      columns,
      rows: rows.map((row) => row.map(({ words: own, colSpan, rowSpan }) => ({ text: layCell(own), colSpan, rowSpan }))),
    })
  }
  layAbove(-Infinity)
  return items
}

const edgeLines = 3

/** Pages without their numbers, and without what stands at the same place at the head or the foot of most of them. */
function withoutMargins(pages: readonly (readonly PageItem[])[]): readonly (readonly PageItem[])[] {
  const edgesOf = (items: readonly PageItem[]): readonly PageLine[] => {
    const isLine = (item: PageItem): item is PageLine => item.kind === 'line'
    const head = items.slice(0, edgeLines).filter(isLine)
    return [...head, ...items.slice(Math.max(edgeLines, items.length - edgeLines)).filter(isLine)]
  }
  // Numbers differ from page to page: "Trang 3/14", "3 | Kế hoạch".
  const sameness = ({ text, y }: PageLine) =>
    `${Math.round(y / 4)} ${text.normalize('NFC').replace(/\d+/gu, '#').replace(/\s+/gu, ' ').trim()}`
  const times = new Map<string, number>()
  for (const items of pages) for (const key of new Set(edgesOf(items).map(sameness))) times.set(key, (times.get(key) ?? 0) + 1)
  const most = Math.max(2, pages.length / 2)
  return pages.map((items) => {
    const edges = new Set<PageItem>(edgesOf(items).filter((line) => (times.get(sameness(line)) ?? 0) >= most))
    const [first, last] = [items[0], items.at(-1)]
    for (const end of [first, last]) if (end?.kind === 'line' && isPageNumber(end.text)) edges.add(end)
    return items.filter((item) => !edges.has(item) && !(item.kind === 'line' && signingStamp.test(item.text)))
  })
}

/** What a programme for signing prints over a page. */
const signingStamp = /^\s*(?:Signature Not Verified|Digitally signed by|(?:Thời gian|Ngày) ký\s*:\s*\d|(?:Người ký|Ký bởi)\s*:)/iu

/** A table that goes on at the head of the next page is one table; its head is not repeated, a row that was torn apart is whole again. */
function joinTables(pages: readonly (readonly PageItem[])[]): readonly PageItem[] {
  const items: PageItem[] = []
  for (const page of pages) {
    const [first, ...rest] = page
    const last = items.at(-1)
    if (first?.kind !== 'table' || last?.kind !== 'table' || !haveSameColumns(first, last)) {
      items.push(...page)
      continue
    }
    goOn(last.rows, first.rows)
    items.push(...rest)
  }
  return items
}

const haveSameColumns = (one: PageTable, other: PageTable): boolean =>
  one.columns.length === other.columns.length && one.columns.every((place, index) => Math.abs(place - (other.columns[index] ?? 0)) < 5)

function goOn(rows: TextCell[][], added: readonly TextCell[][]): void {
  const textOf = (row: readonly TextCell[] | undefined) => (row ?? []).map(({ text }) => text).join('\t')
  let head = 0
  while (head < Math.min(4, added.length) && textOf(added[head]) === textOf(rows[head])) head++
  const [first, ...others] = added.slice(head)
  const last = rows.at(-1)
  if (first === undefined) return
  if (last !== undefined && goesOn(last, first, rows))
    for (const [index, cell] of last.entries()) cell.text = sewn(cell.text, first[index]?.text ?? '')
  else rows.push(first)
  rows.push(...others)
}

/** A row without a number whose cells go on in the middle of what the row above says. */
function goesOn(last: readonly TextCell[], first: readonly TextCell[], rows: readonly (readonly TextCell[])[]): boolean {
  const isSameShape = last.length === first.length && last.every(({ colSpan }, index) => colSpan === first[index]?.colSpan)
  if (!isSameShape || first[0]?.text !== '' || last[0]?.text === '') return false
  const pairs = first.map((cell, index) => [last[index]?.text ?? '', cell.text] as const).filter(([, text]) => text !== '')
  if (pairs.length === 0 || pairs.some(([above]) => above === '')) return false
  const isNumbered = rows.slice(1).every((row) => row[0]?.text !== '' && row[0]?.rowSpan === 1)
  return isNumbered || pairs.some(([above, text]) => /^[\p{Ll}\d]/u.test(text) && !/[.;:!?]$/u.test(above))
}

const sewn = (above: string, below: string): string => (above === '' || below === '' ? above + below : `${above} ${below}`)
