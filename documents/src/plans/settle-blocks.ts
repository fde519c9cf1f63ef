import type { Block, Passage, ReadableDocument } from '@haidang/domain/plans/reading'
import { blockOver } from '../text/build-blocks.ts'
import { cleanPassage, type CleanText } from '../text/clean-text.ts'
import { outlineMark } from '../text/outline-mark.ts'
import { headCuts, headingCuts, maxHeadBlocks } from './head-cuts.ts'
import { listCuts } from './list-cuts.ts'

/**
 * Blocks as a person would set them. Copies from web pages put a letterhead, or a list, in one line, repeat the name of the
 * document above every article, and leave numbers alone on a line: each is brought back to one block for one thing said.
 */
export function settleBlocks(doc: ReadableDocument): ReadableDocument {
  let inHead = true
  const blocks: Block[] = []
  for (const [index, block] of doc.blocks.entries()) {
    if (block.kind === 'table') {
      blocks.push(...(index < maxHeadBlocks ? letterheadLines(doc.text, block) : [block]))
      continue
    }
    const clean = cleanPassage(doc.text, block.start, block.end)
    if (index >= maxHeadBlocks || outlineMark(clean.text)) inHead = false
    const isBelowHead = /^Căn cứ/u.test(nextText(doc, index))
    blocks.push(...settled(doc.text, block, clean, (text) => (inHead ? headCuts(text, isBelowHead) : [])))
  }
  return { ...doc, blocks: joinLoneNumbers(doc.text, blocks) }
}

const motto = /CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM/u

/** A letterhead in a table of two columns: what each line of its cells says is a block of its own. */
function letterheadLines(text: string, block: Block): readonly Block[] {
  const raw = text.slice(block.start, block.end)
  if (!motto.test(raw) || !/<br\s?\/?>|\s-{3,}/iu.test(raw)) return [block]
  const ends = [
    ...[...raw.matchAll(/<br\s?\/?>|[|\n]|\s-{3,}(?=\s)/giu)].map((cut) => ({ at: cut.index, next: cut.index + cut[0].length })),
    { at: raw.length, next: raw.length },
  ]
  return ends
    .map(({ at }, index) => ({ start: ends[index - 1]?.next ?? 0, end: at }))
    .filter(({ start, end }) => /[\p{L}\d]/u.test(raw.slice(start, end)))
    .map(({ start, end }) => blockOver(text, { start: block.start + start, end: block.start + end }, block.page))
}

const nextText = (doc: ReadableDocument, index: number): string => {
  const next = doc.blocks[index + 1]
  return next ? cleanPassage(doc.text, next.start, Math.min(next.end, next.start + 40)).text : ''
}

function settled(text: string, block: Block, clean: CleanText, cutHead: (text: string) => readonly number[]): readonly Block[] {
  const from = runningHeadLength(clean.text)
  const cuts = [...new Set([...cutHead(clean.text), ...headingCuts(clean.text, from), ...listCuts(clean.text)])]
    .filter((cut) => cut > from && cut < clean.text.length)
    .toSorted((a, b) => a - b)
  if (from === 0 && cuts.length === 0) return [block]
  const bounds = [from, ...cuts, clean.text.length]
  return bounds
    .slice(0, -1)
    .map((start, index): Passage => clean.passage(start, bounds[index + 1] ?? clean.text.length))
    .filter((passage) => /[^\s*#|_-]/u.test(text.slice(passage.start, passage.end)))
    .map((passage) => blockOver(text, passage, block.page))
}

const kindAndYear =
  /^(?:Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Nghị định|Thông tư|Công văn|Thông báo|Chương trình)(?: số)? \d{1,5}[\p{L}\d/&-]+ năm \d{4}\.\s+/u

/** "Quyết định 12/QĐ-UBND năm 2020. Điều 2. …": some copies repeat above every part which document it is of. */
function runningHeadLength(text: string): number {
  const named = kindAndYear.exec(text)
  if (!named) return 0
  const rest = text.slice(named[0].length)
  // "… năm 2020. CHƯƠNG TRÌNH HÀNH ĐỘNG. II. NỘI DUNG": so it does with the name of what is enclosed.
  const enclosed = /^\p{Lu}{2}[\p{Lu}\s]{4,40}\.\s+(?=[IVX]{1,5}\.\s|\d{1,2}\.\s|Điều \d|Chương )/u.exec(rest)
  return named[0].length + (enclosed?.[0].length ?? 0)
}

const loneNumber = /^(?:\d{1,2}(?:\.\d{1,2})*\.|\d{1,2}(?:\.\d{1,2})+|[a-zđ]\)|[IVX]{1,5}\.)$/u

/** "2.4." alone on a line numbers the paragraph below it. */
function joinLoneNumbers(text: string, blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = []
  let open: Block | null = null
  for (const block of blocks) {
    if (open && block.kind !== 'table' && block.mark === undefined) {
      joined.push(blockOver(text, { start: open.start, end: block.end }, open.page))
      open = null
      continue
    }
    if (open) joined.push(open)
    const isNumber: boolean =
      block.kind !== 'table' && block.end - block.start < 16 && loneNumber.test(cleanPassage(text, block.start, block.end).text)
    open = isNumber ? block : null
    if (!isNumber) joined.push(block)
  }
  return open ? [...joined, open] : joined
}
