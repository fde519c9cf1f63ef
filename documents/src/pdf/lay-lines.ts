import { isTypeHeading } from '../plans/read-head.ts'
import { isBlankForPen } from '../text/blank-for-pen.ts'
import { normalText } from '../text/normal-text.ts'
import { outlineMark } from '../text/outline-mark.ts'

/** Words with their place, as a page of a PDF gives them; y grows upwards. */
export type PdfWord = { readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type LaidLine = {
  readonly text: string
  readonly y: number
  readonly paragraphBefore: boolean
  /** It begins further in than the page, as the first line of a paragraph does. */
  readonly indented: boolean
  /** It reaches the right edge, as every line of a paragraph but the last does. */
  readonly full: boolean
}
/** Where the words of a page begin and end, and how far apart its lines are. */
export type Frame = {
  readonly left: number
  readonly right: number
  readonly leading: number
  /** Its long lines end at one edge: one that does not is the last of its paragraph. */
  readonly justified: boolean
}

type Line = {
  readonly y: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly segments: readonly Segment[]
}
type Segment = { readonly text: string; readonly left: number; readonly right: number }

export function frameOf(words: readonly PdfWord[]): Frame {
  const lines = groupLines(words.filter((word) => word.text.trim() !== ''))
  const gaps = lines.slice(1).map((line, index) => (lines[index]?.y ?? 0) - line.y)
  const left = Math.min(...lines.map((line) => line.left))
  const right = Math.max(...lines.map((line) => line.right))
  const long = lines.filter((line) => line.segments.length === 1 && line.right - line.left > (right - left) * 0.7)
  return {
    left,
    right,
    justified: long.length > 5 && long.filter((line) => isFull(line, left, right)).length > long.length * 0.6,
    // Gaps between paragraphs may be more common than gaps within them: the small ones are the leading.
    leading:
      quantile(
        gaps.filter((gap) => gap > 4),
        0.15,
      ) || 16,
  }
}

/** Words to lines from top to bottom; the two columns of letterhead and signature are read one after the other. */
export function layLines(words: readonly PdfWord[], frame: Frame = frameOf(words)): readonly LaidLine[] {
  const { left, right, leading } = frame
  const lines = groupLines(words.filter((word) => word.text.trim() !== ''))
  const laid: LaidLine[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    if (!line) continue
    if (line.segments.length === 2 && isColumnPair(lines, at)) {
      let end = at
      while (end < lines.length && (end === at || isColumnLine(lines[end - 1], lines[end], right - left, left, leading))) end++
      const block = lines.slice(at, end)
      const middle = left + (right - left) * 0.42
      for (const side of ['left', 'right'] as const) {
        for (const row of block) {
          for (const segment of row.segments)
            if ((segment.left < middle && segment.right < left + (right - left) * 0.75 ? 'left' : 'right') === side)
              laid.push({ text: segment.text, y: row.y, paragraphBefore: true, indented: false, full: false })
        }
      }
      at = end - 1
      continue
    }
    const above = lines[at - 1]
    const text = line.segments.map((segment) => segment.text).join('\t')
    laid.push({
      text,
      y: line.y,
      paragraphBefore: above === undefined || startsParagraph(above, line, frame),
      indented: line.left - left > 12,
      full: isFull(line, left, right),
    })
  }
  return laid
}

/** The lines of a cell of a table as one text; a new line only where an item begins. */
export function layCell(words: readonly PdfWord[]): string {
  const lines = groupLines(words.filter((word) => word.text.trim() !== '')).map((line) =>
    normalText(line.segments.map((segment) => segment.text.trim()).join(' ')),
  )
  return lines.reduce((cell, line) => (cell === '' ? line : `${cell}${outlineMark(line) === undefined ? ' ' : '\n'}${line}`), '')
}

/** A line that has two parts far apart where letterheads and signatures do. */
function isColumnPair(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.segments.map((segment) => segment.text).join(' ') ?? ''
  return /CỘNG HO[ÀA]|CỘNG HÒA|ĐẢNG CỘNG|Độc lập|Nơi nhận|^\s*Số\s*:/u.test(text) || /(?:KT|TM|TL|TUQ)\.\s?\p{Lu}/u.test(text)
}

function isColumnLine(above: Line | undefined, line: Line | undefined, width: number, left: number, leading: number): boolean {
  if (!above || !line) return false
  if (line.segments.length === 2) return true
  // "KẾ HOẠCH" in the middle of the page comes after the letterhead, not in one of its columns.
  if (line.segments.length > 2 || isTypeHeading(normalText(line.segments[0]?.text ?? '').trim()) || above.y - line.y > leading * 3)
    return false
  return (line.right < left + width * 0.55 || line.left > left + width * 0.4) && line.right - line.left < width * 0.62
}

const isFull = (line: Line, left: number, right: number): boolean => right - line.right < (right - left) * 0.03

function startsParagraph(above: Line, line: Line, { left, right, leading, justified }: Frame): boolean {
  if (above.y - line.y > leading * 1.45) return true
  const width = right - left
  const indented = line.left - left > 12
  const aboveIndented = above.left - left > 12
  // Justified text fills its line: a line that ends early ends its paragraph.
  if (justified ? !isFull(above, left, right) : right - above.right > width * 0.12) return true
  return indented && !aboveIndented && line.left - left < width * 0.3
}

function groupLines(words: readonly PdfWord[]): readonly Line[] {
  const sorted = words.toSorted((a, b) => b.y - a.y || a.x - b.x)
  const groups: PdfWord[][] = []
  let baseline = Number.POSITIVE_INFINITY
  for (const word of sorted) {
    const group = groups.at(-1)
    // A raised footnote number stays in its line.
    if (group && baseline - word.y < Math.max(3, word.height * 0.45)) group.push(word)
    else {
      groups.push([word])
      baseline = word.y
    }
  }
  return groups.map(toLine)
}

function toLine(words: readonly PdfWord[]): Line {
  const sorted = words.toSorted((a, b) => a.x - b.x)
  const height =
    quantile(
      sorted.map((word) => word.height),
      0.5,
    ) || 12
  const segments: { text: string; left: number; right: number }[] = []
  for (const word of sorted) {
    const last = segments.at(-1)
    const gap = last ? word.x - last.right : 0
    if (!last || (gap > height * 2.2 && !isBlankForPen(last.text.trimEnd(), word.text.trimStart())))
      segments.push({ text: word.text, left: word.x, right: word.x + word.width })
    else {
      const spaced = gap > height * 0.12 && !last.text.endsWith(' ') && !word.text.startsWith(' ')
      last.text += spaced ? ` ${word.text}` : word.text
      last.right = Math.max(last.right, word.x + word.width)
    }
  }
  return { y: sorted[0]?.y ?? 0, height, left: segments[0]?.left ?? 0, right: segments.at(-1)?.right ?? 0, segments }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length * part)] ?? 0
}
