import { spanOf, type BodyCell, type BodyItem, type BodyTable, flatText } from '../body/body.ts'
import { encodingOfFont } from '../text/legacy-encodings.ts'
import { readWords, typeOn, type TypedWords } from '../text/typed-words.ts'
import { noNumbering, startCounting, type Numbering } from './read-numbering.ts'
import { resolveStyle, type Style, type Styles } from './read-styles.ts'
import { isPictureFont, signOf, wordsInPictures } from './symbols.ts'
import { walkXml } from './read-xml.ts'

type Paragraph = {
  words: TypedWords[]
  numId: string | undefined
  level: number | undefined
  style: string
  outline: number | undefined
  boxes: BodyItem[]
  markDeleted: boolean
  markHidden: boolean
}
type Run = { style: string; font: string | undefined; hidden: boolean | undefined; capitals: boolean | undefined }
type Row = { readonly cells: BodyCell[]; deleted: boolean }
type Attribute = (local: string) => string | undefined

export type BodyContext = {
  readonly numbering?: Numbering
  readonly styles?: Styles
  readonly footnotes?: ReadonlyMap<string, string>
  readonly endnotes?: ReadonlyMap<string, string>
}

/** The body of a document, and the notes of a part that holds notes. */
type Body = { readonly items: readonly BodyItem[]; readonly notes: ReadonlyMap<string, string> }

/**
 * Reads word/document.xml (or a part built like it). Tracked changes are accepted: inserted words stay, deleted and moved
 * words go. Of an alternate content the first choice is read, so that a text box does not come twice.
 */
export const readBody = (xml: string, fileName: string, context: BodyContext): readonly BodyItem[] => readPart(xml, fileName, context).items

/** word/footnotes.xml or word/endnotes.xml: the words of each note by its id. */
export const readNotes = (xml: string, fileName: string, context: BodyContext): ReadonlyMap<string, string> =>
  readPart(xml, fileName, context).notes

function readPart(xml: string, fileName: string, context: BodyContext): Body {
  const styles = context.styles ?? new Map<string, Style>()
  const count = startCounting(context.numbering ?? noNumbering, styles)
  const root: BodyItem[] = []
  const notes = new Map<string, string>()
  const containers: BodyItem[][] = [root]
  const tables: { readonly item: BodyTable; readonly rows: Row[] }[] = []
  const cells: (BodyCell & { content: BodyItem[] })[] = []
  const paragraphs: Paragraph[] = []
  const choices: number[] = []
  const fields: ('code' | 'result')[] = []
  let note: { readonly id: string; readonly items: BodyItem[] } | undefined
  let run: Run = plainRun()
  let skipped = 0
  let inText = false
  let inRunProperties = false
  let inParagraphProperties = false
  let inRowProperties = false
  /** Words of a paragraph whose end was deleted: they go on in the next one. */
  let torn: TypedWords[] = []
  /** Notes stand below the paragraph or the table that refers to them, numbered as they come. */
  let pendingNotes: string[] = []
  let noteCount = 0

  const add = (text: string) => {
    const paragraph = paragraphs.at(-1)
    if (!paragraph || inParagraphProperties || fields.includes('code')) return
    const style = resolveStyle(styles, paragraph.style)
    const own = run.style === '' ? {} : resolveStyle(styles, run.style)
    if (run.hidden ?? own.hidden ?? style.hidden) return
    const font = run.font ?? own.font ?? style.font ?? ''
    const legacy = encodingOfFont(font)
    const capitals = (run.capitals ?? own.capitals ?? style.capitals ?? false) || (legacy?.capitals ?? false)
    const shown = isPictureFont(font) ? wordsInPictures(text, font) : text
    typeOn(paragraph.words, { text: shown, encoding: legacy?.encoding, capitals })
  }
  const refer = (id: string | undefined, texts: ReadonlyMap<string, string> | undefined) => {
    const text = texts?.get(id ?? '')
    if (text !== undefined && skipped === 0) pendingNotes.push(`[${++noteCount}] ${text}`)
  }
  const placeNotes = () => {
    if (cells.length > 0 || paragraphs.length > 0) return
    for (const text of pendingNotes) containers.at(-1)?.push({ kind: 'paragraph', text, heading: false })
    pendingNotes = []
  }
  const inRun = () => inRunProperties && !inParagraphProperties

  const opens: Readonly<Record<string, (attribute: Attribute) => void>> = {
    p: () => {
      paragraphs.push({
        words: torn,
        numId: undefined,
        level: undefined,
        style: '',
        outline: undefined,
        boxes: [],
        markDeleted: false,
        markHidden: false,
      })
      torn = []
      run = plainRun()
    },
    pPr: () => (inParagraphProperties = true),
    rPr: () => (inRunProperties = true),
    r: () => (run = plainRun()),
    t: () => (inText = true),
    pStyle: (attribute) => set(paragraphs, 'style', attribute('val') ?? ''),
    numId: (attribute) => inParagraphProperties && set(paragraphs, 'numId', attribute('val') ?? ''),
    ilvl: (attribute) => inParagraphProperties && set(paragraphs, 'level', Number(attribute('val') ?? 0)),
    outlineLvl: (attribute) => inParagraphProperties && set(paragraphs, 'outline', Number(attribute('val') ?? 9)),
    rStyle: (attribute) => inRun() && (run.style = attribute('val') ?? ''),
    rFonts: (attribute) => inRun() && (run.font = attribute('hAnsi') ?? attribute('ascii') ?? run.font),
    caps: (attribute) => inRun() && (run.capitals = isOn(attribute('val'))),
    vanish: (attribute) => {
      if (inRun()) run.hidden = isOn(attribute('val'))
      else if (inRunProperties) set(paragraphs, 'markHidden', isOn(attribute('val')))
    },
    tab: () => add('\t'),
    ptab: () => add('\t'),
    br: () => add('\n'),
    cr: () => add('\n'),
    noBreakHyphen: () => add('-'),
    // In the ".Vn" fonts the place of the soft hyphen is the letter ư.
    softHyphen: () => add('\u00ad'),
    sym: (attribute) => add(signOf(Number.parseInt(attribute('char') ?? '', 16) || 0, attribute('font') ?? '')),
    fldChar: (attribute) => {
      const type = attribute('fldCharType')
      if (type === 'begin') fields.push('code')
      else if (type === 'separate' && fields.length > 0) fields.splice(-1, 1, 'result')
      else if (type === 'end') fields.pop()
    },
    footnoteReference: (attribute) => refer(attribute('id'), context.footnotes),
    endnoteReference: (attribute) => refer(attribute('id'), context.endnotes),
    txbxContent: () => containers.push(paragraphs.at(-1)?.boxes ?? root),
    tbl: () => {
      const item: BodyTable = { kind: 'table', rows: [] }
      containers.at(-1)?.push(item)
      tables.push({ item, rows: [] })
    },
    tr: () => tables.at(-1)?.rows.push({ cells: [], deleted: false }),
    gridBefore: (attribute) =>
      tables
        .at(-1)
        ?.rows.at(-1)
        ?.cells.push({ ...emptyCell(), colSpan: spanOf(attribute('val')) }),
    tc: () => {
      const cell = { ...emptyCell(), content: [] }
      cells.push(cell)
      containers.push(cell.content)
    },
    gridSpan: (attribute) => set(cells, 'colSpan', spanOf(attribute('val'))),
    vMerge: (attribute) => set(cells, 'continues', attribute('val') !== 'restart'),
  }
  const noteOpens = (attribute: Attribute) => {
    const isSeparator = /separator|notice/iu.test(attribute('type') ?? '')
    note = isSeparator ? undefined : { id: attribute('id') ?? '', items: [] }
    containers.push(note?.items ?? [])
  }
  const noteCloses = () => {
    containers.pop()
    const text = flatText(note?.items ?? [])
      .replace(/\s+/gu, ' ')
      .trim()
    if (note && text !== '') notes.set(note.id, text)
  }

  const closes: Readonly<Record<string, () => void>> = {
    pPr: () => (inParagraphProperties = false),
    rPr: () => (inRunProperties = false),
    t: () => (inText = false),
    p: () => {
      const paragraph = paragraphs.pop()
      if (paragraph) containers.at(-1)?.push(...finished(paragraph))
      // A field whose code is still open at the end of its paragraph never comes to a result.
      while (fields.at(-1) === 'code') fields.pop()
      placeNotes()
    },
    txbxContent: () => containers.pop(),
    tc: () => {
      containers.pop()
      const cell = cells.pop()
      if (cell) tables.at(-1)?.rows.at(-1)?.cells.push(cell)
    },
    tbl: () => {
      const table = tables.pop()
      if (!table) return
      table.item.rows.push(...mergeRows(table.rows.filter((row) => !row.deleted).map((row) => row.cells)))
      placeNotes()
    },
  }

  walkXml(xml, fileName, {
    open: (name, attribute) => {
      if (skipped === 0 && name === 'AlternateContent') choices.push(0)
      if (skipped === 0 && name === 'Choice') choices.push((choices.pop() ?? 0) + 1)
      // An empty mark within properties says that the mark of the paragraph, or the row, is deleted.
      if (skipped === 0 && (name === 'del' || name === 'moveFrom')) {
        if (inParagraphProperties && inRunProperties) set(paragraphs, 'markDeleted', true)
        const row = tables.at(-1)?.rows.at(-1)
        if (row && inRowProperties) row.deleted = true
      }
      if (skipped > 0 || skippedNames.has(name) || (name === 'Choice' && (choices.at(-1) ?? 0) > 1)) {
        skipped++
        return
      }
      if (name === 'trPr') inRowProperties = true
      if (name === 'footnote' || name === 'endnote') noteOpens(attribute)
      else if (Object.hasOwn(opens, name)) opens[name]?.(attribute)
    },
    close: (name) => {
      if (skipped > 0) {
        skipped--
        return
      }
      if (name === 'AlternateContent') choices.pop()
      if (name === 'trPr') inRowProperties = false
      if (name === 'footnote' || name === 'endnote') noteCloses()
      else if (Object.hasOwn(closes, name)) closes[name]?.()
    },
    text: (value) => {
      if (skipped === 0 && inText) add(value)
    },
  })
  return { items: root, notes }

  function finished(paragraph: Paragraph): readonly BodyItem[] {
    if (paragraph.markDeleted) {
      torn = paragraph.words
      return paragraph.boxes
    }
    const style = resolveStyle(styles, paragraph.style)
    const numId = paragraph.numId ?? style.numId
    const written = readWords(paragraph.words)
    const isGone = written === '' && paragraph.markHidden
    // Word counts an empty paragraph of a list too.
    const mark = numId === undefined || isGone ? '' : count({ numId, level: paragraph.level ?? style.level, style: paragraph.style })
    const outline = paragraph.outline ?? style.outline
    const heading = outline !== undefined && outline < 9
    const items: BodyItem[] = written === '' ? [] : [{ kind: 'paragraph', text: mark === '' ? written : `${mark} ${written}`, heading }]
    return [...items, ...paragraph.boxes]
  }
}

const plainRun = (): Run => ({ style: '', font: undefined, hidden: undefined, capitals: undefined })
const emptyCell = (): BodyCell => ({ content: [], colSpan: 1, rowSpan: 1, continues: false })

/** Sets a property of the innermost thing that is open, if any is. */
function set<Thing extends object, Key extends keyof Thing>(open: readonly Thing[], key: Key, value: Thing[Key]): void {
  const innermost = open.at(-1)
  if (innermost) innermost[key] = value
}

/** Deleted and moved words, field codes, comments, the second form of an alternate content, drawings' own numbers. */
const skippedNames: ReadonlySet<string> = new Set([
  'del',
  'moveFrom',
  'delText',
  'instrText',
  'delInstrText',
  'Fallback',
  'sdtPr',
  'rt',
  'pPrChange',
  'rPrChange',
  'tblPrChange',
  'tblGridChange',
  'trPrChange',
  'tcPrChange',
  'numPrChange',
  'sectPrChange',
])

const isOn = (value: string | undefined): boolean => value !== '0' && value !== 'false' && value !== 'none'

/** A cell merged downwards is written again, empty, in each row: the first one grows, the others go. */
function mergeRows(rows: readonly (readonly BodyCell[])[]): BodyCell[][] {
  const open = new Map<number, BodyCell>()
  return rows.map((row) => {
    let column = 0
    return row.map((cell) => {
      const at = column
      column += cell.colSpan
      const above = open.get(at)
      if (cell.continues && above) {
        above.rowSpan++
        return { ...cell, content: [], rowSpan: 0 }
      }
      open.set(at, cell)
      return cell
    })
  })
}
