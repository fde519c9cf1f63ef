import { Parser } from 'htmlparser2'
import type { ReadableDocument } from '@haidang/domain/plans/reading'
import { flatText, spanOf, type BodyItem } from '../body/body.ts'
import { layOut } from '../body/lay-out.ts'
import { printNumber } from '../docx/print-number.ts'
import { encodingOfFont } from '../text/legacy-encodings.ts'
import { outlineMark } from '../text/outline-mark.ts'
import { readWords, typeOn, type TypedWords } from '../text/typed-words.ts'
import { unreadable } from '../unreadable-file.ts'
import { decodeHtml } from './decode-html.ts'
import { drawnRows, type WrittenCell } from './merged-cells.ts'

/** Browsers themselves stop at 512. */
const maxDepth = 512
const maxElements = 2_000_000
const maxCells = 500_000
const maxRowSpan = 1000

type Attributes = Readonly<Record<string, string>>
/** What holds for the words inside an element, its own or taken from the one around it. */
type Open = {
  readonly name: string
  readonly isBlock: boolean
  readonly font: string
  readonly capitals: boolean
  readonly isLink: boolean
  readonly keepsLines: boolean
}
type Paragraph = {
  words: TypedWords[]
  letters: number
  linkedLetters: number
  endsInSpace: boolean
  readonly mark: string
  readonly heading: boolean
}
type List = { readonly format: string; next: number }
type Table = { readonly rows: WrittenCell[][]; cell: WrittenCell | undefined; readonly depth: number }

/** Reads a page that was saved from a portal or by Word: what a person sees of its document, without menus, scripts and hidden words. */
export function readHtml(bytes: Uint8Array, fileName: string): ReadableDocument {
  return layOut(readPage(decodeHtml(bytes), fileName))
}

/** The paragraphs and tables of a page, in order. */
export function readPage(html: string, fileName: string): readonly BodyItem[] {
  const root: BodyItem[] = []
  const containers: BodyItem[][] = [root]
  const open: Open[] = []
  const lists: List[] = []
  const tables: Table[] = []
  const parts: { readonly from: number; to: number; readonly depth: number }[] = []
  let paragraph: Paragraph | undefined
  let pendingMark = ''
  let hidden = 0
  let elements = 0

  const endParagraph = () => {
    const ended = paragraph
    paragraph = undefined
    if (ended === undefined) return
    // A paragraph that is nothing but a link leads elsewhere: menus, related pages, attachments.
    if (ended.linkedLetters === ended.letters && !ended.heading && tables.length === 0) return
    let unwrittenMark = ended.mark === '' ? '' : `${ended.mark} `
    for (const text of readWords(ended.words).split(/\n\s*\n/u)) {
      const lines = text.split('\n').map((line) => line.trim())
      const written = lines.join('\n').trim()
      if (written === '') continue
      const mark = outlineMark(written) === undefined ? unwrittenMark : ''
      unwrittenMark = ''
      containers.at(-1)?.push({ kind: 'paragraph', text: `${mark}${written}`, heading: ended.heading })
    }
  }
  const add = (shown: string, isLink: boolean) => {
    const around = open.at(-1)
    const isBlank = shown.trim() === ''
    if (paragraph === undefined && isBlank) return
    if (paragraph === undefined) {
      paragraph = {
        words: [],
        letters: 0,
        linkedLetters: 0,
        endsInSpace: false,
        mark: pendingMark,
        heading: open.some(({ name }) => /^h[1-6]$/u.test(name)),
      }
      pendingMark = ''
    }
    const legacy = encodingOfFont(around?.font ?? '')
    // Known, not looked up: to look at the end of words that grow costs their whole length each time.
    const seam = paragraph.endsInSpace && !around?.keepsLines ? shown.replace(/^ /u, '') : shown
    if (seam !== '') paragraph.endsInSpace = /\s/u.test(shown.charAt(shown.length - 1))
    typeOn(paragraph.words, {
      text: seam,
      encoding: legacy?.encoding,
      capitals: (around?.capitals ?? false) || (legacy?.capitals ?? false),
    })
    if (isBlank) return
    paragraph.letters += shown.length
    if (isLink) paragraph.linkedLetters += shown.length
  }
  const endCell = () => {
    endParagraph()
    const table = tables.at(-1)
    if (table?.cell === undefined) return
    containers.pop()
    table.cell = undefined
  }
  const endTable = () => {
    endCell()
    const table = tables.pop()
    if (table === undefined) return
    const cells = table.rows.flat()
    // A table around tables, or around a whole page, only places things.
    if (cells.length <= 1 || cells.some(({ content }) => content.some(({ kind }) => kind === 'table'))) {
      containers.at(-1)?.push(...cells.flatMap(({ content }) => content))
      return
    }
    const rows = drawnRows(
      table.rows.filter((row) => row.length > 0),
      maxCells,
    )
    if (rows === undefined) throw tooMany(fileName, maxCells, { vi: 'ô bảng', en: 'table cells' })
    containers.at(-1)?.push({ kind: 'table', rows })
  }

  const opens: Readonly<Record<string, (attributes: Attributes) => void>> = {
    br: () => add('\n', false),
    ol: ({ type = '1', start }) => lists.push({ format: formatOfType.get(type) ?? 'decimal', next: Number.parseInt(start ?? '', 10) || 1 }),
    ul: ({ style = '' }) => lists.push({ format: /list-style(?:-type)?\s*:\s*none/iu.test(style) ? 'none' : 'bullet', next: 1 }),
    li: ({ value }) => {
      const list = lists.at(-1)
      if (list === undefined) return
      const number = Number.parseInt(value ?? '', 10) || list.next
      list.next = number + 1
      pendingMark =
        list.format === 'none' ? '' : list.format === 'bullet' ? '-' : `${printNumber(number, { format: list.format, vietnamese: false })}.`
    },
    table: () => tables.push({ rows: [], cell: undefined, depth: open.length }),
    tr: () => {
      endCell()
      tables.at(-1)?.rows.push([])
    },
    td: (attributes) => beginCell(attributes),
    th: (attributes) => beginCell(attributes),
  }
  const beginCell = ({ colspan, rowspan }: Attributes) => {
    const table = tables.at(-1)
    if (table === undefined) return
    endCell()
    const content: BodyItem[] = []
    const rows = Math.min(maxRowSpan, Math.max(1, Number.parseInt(rowspan ?? '', 10) || 1))
    table.cell = { content, colSpan: spanOf(colspan), rowSpan: 1, continues: false, rows }
    if (table.rows.length === 0) table.rows.push([])
    table.rows.at(-1)?.push(table.cell)
    containers.push(content)
  }
  const closes: Readonly<Record<string, () => void>> = {
    ol: () => lists.pop(),
    ul: () => lists.pop(),
    li: () => (pendingMark = ''),
    td: endCell,
    th: endCell,
    tr: endCell,
    table: endTable,
  }

  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (++elements > maxElements) throw tooMany(fileName, maxElements, { vi: 'phần tử', en: 'elements' })
        if (open.length + hidden >= maxDepth) throw unreadable.tooDeep(fileName, maxDepth)
        const around = open.at(-1)
        const isPageHeader = name === 'header' && !open.some((one) => one.name === 'main' || one.name === 'article')
        if (hidden > 0 || unseen.has(name) || isPageHeader || isHidden(attributes)) {
          hidden++
          return
        }
        const style = attributes['style'] ?? ''
        const isBlock = !inline.has(name) || /display\s*:\s*block/iu.test(style)
        if (isBlock && name !== 'br') endParagraph()
        const font = /font-family\s*:\s*["']?([^"',;]+)/iu.exec(style)?.[1] ?? (name === 'font' ? attributes['face'] : undefined)
        if (isPart(name, attributes)) parts.push({ from: root.length, to: -1, depth: open.length })
        open.push({
          name,
          isBlock,
          font: font ?? around?.font ?? '',
          capitals: /text-transform\s*:\s*uppercase/iu.test(style) || (around?.capitals ?? false),
          isLink: (name === 'a' && 'href' in attributes) || (around?.isLink ?? false),
          keepsLines: name === 'pre' || /white-space\s*:\s*pre/iu.test(style) || (around?.keepsLines ?? false),
        })
        if (Object.hasOwn(opens, name)) opens[name]?.(attributes)
      },
      onclosetag: (name) => {
        if (hidden > 0) {
          hidden--
          return
        }
        const closed = open.pop()
        if (closed?.isBlock && name !== 'br') endParagraph()
        if (Object.hasOwn(closes, name)) closes[name]?.()
        const part = parts.findLast(({ to }) => to < 0)
        if (part?.depth === open.length && containers.length === 1) part.to = root.length
      },
      ontext: (text) => {
        if (hidden > 0) return
        const { keepsLines = false, isLink = false } = open.at(-1) ?? {}
        add(keepsLines ? text.replaceAll('\u00a0', ' ') : text.replace(/[\s\u00a0]+/gu, ' '), isLink)
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  endParagraph()
  while (tables.length > 0) endTable()
  return documentOf(root, parts)
}

const tooMany = (fileName: string, most: number, what: { readonly vi: string; readonly en: string }) =>
  unreadable.tooLarge(fileName, { vi: `có hơn ${most} ${what.vi}`, en: `it has more than ${most} ${what.en}` })

/** The part of the page that says of itself that it is the matter, where most of the words stand in it; otherwise all of it. */
function documentOf(items: readonly BodyItem[], parts: readonly { readonly from: number; readonly to: number }[]): readonly BodyItem[] {
  let length = 0
  const lengthBefore = [0, ...items.map((item) => (length += flatText([item]).length))]
  const lengthOf = ({ from, to }: { readonly from: number; readonly to: number }) => (lengthBefore[to] ?? 0) - (lengthBefore[from] ?? 0)
  const whole = parts.map(({ from, to }) => ({ from, to: to < 0 ? items.length : to })).filter((part) => lengthOf(part) > length / 2)
  const [matter] = whole.toSorted((one, other) => lengthOf(one) - lengthOf(other))
  return matter === undefined ? items : items.slice(matter.from, matter.to)
}

const isPart = (name: string, { role }: Attributes): boolean => name === 'main' || name === 'article' || role === 'main'

const isHidden = ({ hidden, style = '', role }: Attributes): boolean =>
  hidden !== undefined ||
  role === 'navigation' ||
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/iu.test(style)

const formatOfType = new Map([
  ['a', 'lowerLetter'],
  ['A', 'upperLetter'],
  ['i', 'lowerRoman'],
  ['I', 'upperRoman'],
])

/** What nobody reads as the document: machinery, menus, what was struck out, the second form of a phonetic gloss. */
const unseen: ReadonlySet<string> = new Set(
  'script style title template noscript nav aside footer dialog menu select option datalist button textarea input svg math iframe frame object audio video canvas map del s strike rp rt'.split(
    ' ',
  ),
)

const inline: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big br cite code data dfn em font i img ins kbd label mark meta link o:p q ruby samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)
