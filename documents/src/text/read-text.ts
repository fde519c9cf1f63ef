import type { Block, Passage, ReadableDocument } from '@haidang/domain/plans/reading'
import { isBlankForPen } from './blank-for-pen.ts'
import { fromLegacy, guessLegacy } from './legacy-encodings.ts'
import { normalText } from './normal-text.ts'
import { buildBlocks, isPageNumber, wrappingOf, type TextLine } from './build-blocks.ts'
import { isPageBreak, isRule } from './rule-line.ts'

/** Reads .txt and .md: the text stays as it was written, marks of emphasis included; blocks lie over it. */
export function readText(bytes: Uint8Array): ReadableDocument {
  return readableFromText(normalText(decodeText(bytes)))
}

export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const letters = new TextDecoder('windows-1252').decode(bytes)
    const legacy = guessLegacy(letters)
    // Neither UTF-8 nor older than it: Windows-1258, whose letters come apart and are put together by NFC.
    return legacy === undefined ? new TextDecoder('windows-1258').decode(bytes) : fromLegacy(letters, legacy)
  }
}

export function readableFromText(text: string): ReadableDocument {
  const parts: (readonly TextLine[] | Block)[] = []
  let lines: TextLine[] = []
  let table: Passage[] = []
  const closeLines = () => {
    if (lines.length > 0) parts.push(lines)
    lines = []
  }
  const closeTable = () => {
    if (table.length > 0) parts.push(tableBlock(text, table))
    table = []
  }
  let blankBefore = true
  let pageBefore = false
  let position = 0
  const written = text.split('\n')
  const bareRows = bareRowsOf(written)
  for (const [order, raw] of written.entries()) {
    const start = position
    position += raw.length + 1
    const trimmed = raw.trim()
    if (trimmed === '' || isRule(trimmed) || isPageNumber(trimmed)) {
      blankBefore = true
      pageBefore ||= isPageBreak(trimmed)
      continue
    }
    const from = start + raw.indexOf(trimmed)
    if ((trimmed.startsWith('|') && trimmed.length > 1) || bareRows.has(order)) {
      closeLines()
      table.push({ start: from, end: from + trimmed.length })
      blankBefore = true
      continue
    }
    closeTable()
    const last = lines.at(-1)
    // A page ended in the middle of a full line that says nothing to its end: the next page goes on with it.
    const joined = pageBefore && last !== undefined && last.end - last.start > fullLine && !isLetterheadLine(trimmed)
    for (const part of columns(trimmed))
      lines.push({ start: from + part.start, end: from + part.end, blankBefore, ...(joined && part.start === 0 ? { joined } : {}) })
    blankBefore = false
    pageBefore = false
  }
  closeLines()
  closeTable()
  const wrapping = wrappingOf(
    text,
    parts.flatMap((part) => ('kind' in part ? [] : part)),
  )
  return { text, blocks: parts.flatMap((part) => ('kind' in part ? [part] : buildBlocks(text, part, wrapping))) }
}

/** "TT | Nhiệm vụ | Cơ quan": copies of pages lose the strokes around a row; two such lines of as many cells, three or more, are a table. */
function bareRowsOf(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>()
  let last: { order: number; cells: number } | undefined
  for (const [order, line] of lines.entries()) {
    if (line.trim() === '') continue
    const cells = line.trimStart().startsWith('|') ? 0 : line.split(' | ').length
    if (cells >= 3 && last?.cells === cells) found.add(last.order).add(order)
    last = { order, cells }
  }
  return found
}

const fullLine = 60
const isLetterheadLine = (line: string): boolean =>
  /^(?:Nơi nhận|Kính gửi|Căn cứ|Phụ lục|Số\s*:)/u.test(line) || line === line.toUpperCase()

/** Heads and signatures of text files stand in two columns: the parts of such a line are lines of their own. */
function columns(line: string): readonly Passage[] {
  if (!/\t| {4}/.test(line)) return [{ start: 0, end: line.length }]
  const parts: Passage[] = []
  for (const found of line.matchAll(/\S+(?:[^\S\t]{1,3}\S+)*/g)) parts.push({ start: found.index, end: found.index + found[0].length })
  for (let i = parts.length - 1; i > 0; i--) {
    const [before, after] = [parts[i - 1], parts[i]]
    if (!before || !after) continue
    if (isBlankForPen(line.slice(before.start, before.end), line.slice(after.start, after.end)))
      parts.splice(i - 1, 2, { start: before.start, end: after.end })
  }
  const first = parts[0]
  // "-<tab>text" is one line: its first part is only the mark.
  const isMark =
    first !== undefined && /^(?:[-–+•]|\(?[\p{L}\d]{1,3}[.)]|[IVX]+[.)]|\d+(?:\.\d+)*\.?)$/u.test(line.slice(first.start, first.end))
  const isLong = parts.some((part) => part.end - part.start > 90)
  return isMark || isLong || parts.length > 3 ? [{ start: 0, end: line.length }] : parts
}

function tableBlock(text: string, rows: readonly Passage[]): Block {
  const cells = rows
    .filter((row) => !/^\|[\s:|-]*$/.test(text.slice(row.start, row.end)))
    .map((row) => {
      const found: (Passage & { readonly colSpan?: number })[] = []
      let at = text[row.start] === '|' ? row.start + 1 : row.start
      for (let i = at; i <= row.end; i++) {
        if (i < row.end && (text[i] !== '|' || text[i - 1] === '\\')) continue
        if (i === row.end && at >= row.end) break
        found.push({ start: at, end: i })
        at = i + 1
      }
      return text[row.start] === '|' ? found : withMerged(text, found)
    })
  return { kind: 'table', start: rows[0]?.start ?? 0, end: rows.at(-1)?.end ?? 0, rows: cells }
}

/** A merged cell comes as the same words in each of its columns. */
function withMerged(text: string, cells: readonly Passage[]): readonly (Passage & { readonly colSpan?: number })[] {
  const merged: (Passage & { readonly colSpan?: number })[] = []
  for (const cell of cells) {
    const last = merged.at(-1)
    const said = text.slice(cell.start, cell.end).trim()
    if (last && said.length > 12 && said === text.slice(last.start, last.end).trim())
      merged[merged.length - 1] = { ...last, colSpan: (last.colSpan ?? 1) + 1 }
    else merged.push(cell)
  }
  return merged
}
