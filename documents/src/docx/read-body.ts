import { noNumbering, startCounting, type Numbering } from './read-numbering.ts'
import { resolveStyle, type Styles } from './read-styles.ts'
import { walkXml } from './read-xml.ts'

/** What stands in a body, in order. `text` has line breaks as "\n"; a number that Word counts is already in front. */
export type BodyParagraph = { readonly kind: 'paragraph'; readonly text: string; readonly heading: boolean }
export type BodyCell = { readonly content: readonly BodyItem[]; colSpan: number; rowSpan: number; readonly continues: boolean }
export type BodyTable = { readonly kind: 'table'; readonly rows: BodyCell[][] }
export type BodyItem = BodyParagraph | BodyTable

type Paragraph = {
  text: string
  numId: string | undefined
  level: number | undefined
  style: string
  outline: number | undefined
  boxes: BodyItem[]
  notes: string[]
  hidden: boolean
  capitals: boolean
}

export type BodyContext = { readonly numbering?: Numbering; readonly styles?: Styles; readonly footnotes?: ReadonlyMap<string, string> }

/**
 * Reads word/document.xml (or a part built like it). Tracked changes are accepted: inserted words stay, deleted and moved
 * words go. Of an alternate content the first choice is read, so that a text box does not come twice.
 */
export function readBody(xml: string, fileName: string, context: BodyContext): readonly BodyItem[] {
  const count = startCounting(context.numbering ?? noNumbering)
  const styles = context.styles ?? new Map()
  const root: BodyItem[] = []
  const containers: BodyItem[][] = [root]
  const tables: BodyTable[] = []
  const cells: { content: BodyItem[]; colSpan: number; rowSpan: number; continues: boolean }[] = []
  const paragraphs: Paragraph[] = []
  let skipped = 0
  let inText = false
  let runHidden = false
  let runCapitals: boolean | undefined
  let inRunProperties = false
  let inParagraphProperties = false

  walkXml(xml, fileName, {
    open: (name, attribute) => {
      if (skipped > 0 || isSkipped(name)) {
        skipped++
        return
      }
      const paragraph = paragraphs.at(-1)
      switch (name) {
        case 'p':
          paragraphs.push({
            text: '',
            numId: undefined,
            level: undefined,
            style: '',
            outline: undefined,
            boxes: [],
            notes: [],
            hidden: false,
            capitals: false,
          })
          break
        case 'pPr':
          inParagraphProperties = true
          break
        case 'rPr':
          inRunProperties = true
          break
        case 'r':
          runHidden = false
          runCapitals = undefined
          break
        case 'pStyle':
          if (paragraph) paragraph.style = attribute('val') ?? ''
          break
        case 'numId':
          if (paragraph && inParagraphProperties) paragraph.numId = attribute('val') ?? ''
          break
        case 'ilvl':
          if (paragraph && inParagraphProperties) paragraph.level = Number(attribute('val') ?? 0)
          break
        case 'outlineLvl':
          if (paragraph && inParagraphProperties) paragraph.outline = Number(attribute('val') ?? 9)
          break
        case 'vanish':
          if (inRunProperties && !inParagraphProperties) runHidden = !isOff(attribute('val'))
          break
        case 'caps':
          if (inRunProperties && !inParagraphProperties) runCapitals = !isOff(attribute('val'))
          break
        case 't':
          inText = true
          break
        case 'tab':
          if (paragraph && !inParagraphProperties) paragraph.text += '\t'
          break
        case 'br':
        case 'cr':
          if (paragraph && attribute('type') !== 'page' && attribute('type') !== 'column') paragraph.text += '\n'
          break
        case 'noBreakHyphen':
          if (paragraph) paragraph.text += '-'
          break
        case 'footnoteReference':
        case 'endnoteReference': {
          const note = context.footnotes?.get(attribute('id') ?? '')
          if (paragraph && note) paragraph.notes.push(note)
          break
        }
        case 'txbxContent':
          containers.push(paragraph ? paragraph.boxes : root)
          break
        case 'tbl': {
          const table: BodyTable = { kind: 'table', rows: [] }
          containers.at(-1)?.push(table)
          tables.push(table)
          break
        }
        case 'tr':
          tables.at(-1)?.rows.push([])
          break
        case 'tc': {
          const cell = { content: [], colSpan: 1, rowSpan: 1, continues: false }
          cells.push(cell)
          containers.push(cell.content)
          break
        }
        case 'gridSpan': {
          const cell = cells.at(-1)
          if (cell) cell.colSpan = Math.min(100, Math.max(1, Number(attribute('val') ?? 1) || 1))
          break
        }
        case 'vMerge': {
          const cell = cells.at(-1)
          if (cell) cell.continues = attribute('val') !== 'restart'
          break
        }
      }
    },
    close: (name) => {
      if (skipped > 0) {
        skipped--
        return
      }
      switch (name) {
        case 'pPr':
          inParagraphProperties = false
          break
        case 'rPr':
          inRunProperties = false
          break
        case 't':
          inText = false
          break
        case 'p': {
          const paragraph = paragraphs.pop()
          if (paragraph) containers.at(-1)?.push(...finished(paragraph))
          break
        }
        case 'txbxContent':
          containers.pop()
          break
        case 'tc': {
          containers.pop()
          const cell = cells.pop()
          const row = tables.at(-1)?.rows.at(-1)
          if (cell && row) row.push(cell)
          break
        }
        case 'tbl': {
          const table = tables.pop()
          if (table) mergeRows(table)
          break
        }
      }
    },
    text: (value) => {
      const paragraph = paragraphs.at(-1)
      if (skipped > 0 || !inText || !paragraph || runHidden) return
      const capitals = runCapitals ?? (paragraph.style !== '' && resolveStyle(styles, paragraph.style).capitals === true)
      paragraph.text += capitals ? value.toUpperCase() : value
    },
  })
  return root

  function finished(paragraph: Paragraph): readonly BodyItem[] {
    const style = paragraph.style === '' ? {} : resolveStyle(styles, paragraph.style)
    const numId = paragraph.numId ?? style.numId
    const written = paragraph.text.normalize('NFC').replace(/^[\s\t]+|\s+$/gu, '')
    const mark = numId !== undefined && written !== '' ? count(numId, paragraph.level ?? style.level ?? 0) : ''
    const outline = paragraph.outline ?? style.outline
    const heading = outline !== undefined && outline < 9
    const items: BodyItem[] = written === '' ? [] : [{ kind: 'paragraph', text: mark === '' ? written : `${mark} ${written}`, heading }]
    for (const note of paragraph.notes) items.push({ kind: 'paragraph', text: note, heading: false })
    return [...items, ...paragraph.boxes]
  }
}

/** Deleted and moved words, field codes, comments, the second form of an alternate content, drawings' own numbers. */
const isSkipped = (name: string): boolean =>
  name === 'del' ||
  name === 'moveFrom' ||
  name === 'delText' ||
  name === 'instrText' ||
  name === 'Fallback' ||
  name === 'sdtPr' ||
  name === 'pPrChange' ||
  name === 'rPrChange' ||
  name === 'tblPrChange' ||
  name === 'tcPrChange' ||
  name === 'numPrChange'

const isOff = (value: string | undefined): boolean => value === '0' || value === 'false' || value === 'none'

/** A cell merged downwards is written again, empty, in each row: the first one grows, the others go. */
function mergeRows(table: BodyTable): void {
  const open = new Map<number, BodyCell>()
  for (const row of table.rows) {
    let column = 0
    const kept: BodyCell[] = []
    for (const cell of row) {
      const above = open.get(column)
      if (cell.continues && above) {
        above.rowSpan++
        kept.push({ ...cell, content: [], rowSpan: 0 })
      } else {
        open.set(column, cell)
        kept.push(cell)
      }
      column += cell.colSpan
    }
    row.splice(0, row.length, ...kept)
  }
}
