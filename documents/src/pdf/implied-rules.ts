import type { PdfWord } from './lay-lines.ts'
import type { Rule, Rules } from './ruled-lines.ts'

type Line = { readonly words: readonly PdfWord[]; readonly middle: number; readonly height: number }
type Span = { readonly from: number; readonly to: number }

const columnGap = 6
const maxLines = 400

/**
 * The lines that a table without lines, or the scan of one, would have been drawn with. Its head begins with "TT"; its columns are parted where
 * no word of any row stands; its rows begin with their numbers. What is not as regular as that stays text.
 */
export function impliedRules(words: readonly PdfWord[]): Rules {
  const lines = linesOf(words)
  const across: Rule[] = []
  const upright: Rule[] = []
  for (let at = 0; at < lines.length; at++) {
    const table = tableAt(lines, at)
    if (table === undefined) continue
    across.push(...table.across)
    upright.push(...table.upright)
    at = table.last
  }
  return { across, upright }
}

function linesOf(words: readonly PdfWord[]): readonly Line[] {
  const lines: { words: PdfWord[]; middle: number; height: number }[] = []
  const middleOf = ({ y, height }: PdfWord) => y + height * 0.3
  for (const word of words.filter(({ text }) => text.trim() !== '').toSorted((one, other) => middleOf(other) - middleOf(one))) {
    const last = lines.at(-1)
    if (last && last.middle - middleOf(word) < Math.max(3, word.height * 0.45)) last.words.push(word)
    else lines.push({ words: [word], middle: middleOf(word), height: word.height })
  }
  return lines.map(({ words: own, middle, height }) => ({ words: own.toSorted((one, other) => one.x - other.x), middle, height }))
}

function tableAt(lines: readonly Line[], at: number): (Rules & { readonly last: number }) | undefined {
  const head = lines[at]
  if (!head || !isHeadMark(head.words)) return undefined
  const columns = spansOf([head], head.height * 0.8).length
  if (columns < 3) return undefined

  const fits = (more: readonly Line[]) => gapsOf(spansOf(more, columnGap)).length >= columns - 1
  const body: Line[] = [head]
  const spanning = new Set<Line>()
  let last = at
  for (let next = at + 1; next < Math.min(lines.length, at + maxLines); next++) {
    const line = lines[next]
    const above = lines[next - 1]
    if (!line || !above || above.middle - line.middle > line.height * 6) break
    const isInside = fits([...body.filter((one) => !spanning.has(one)), line])
    // The name of a group stands over all columns, between rows that keep to them.
    const after = lines[next + 1]
    if (!isInside && !(after && isNumbered(after) && fits([...body.filter((one) => !spanning.has(one)), after]))) break
    if (!isInside) spanning.add(line)
    body.push(line)
    last = next
  }
  const rows = body.filter((line) => line !== head && !spanning.has(line))
  if (rows.filter(isNumbered).length < 2) return undefined
  // The head may be higher than the line of its "TT".
  const raised = lines.slice(Math.max(0, at - 2), at).toReversed()
  for (const line of raised) {
    const below = body[0]
    if (!below || line.middle - below.middle > line.height * 1.7 || !fits([...rows, line])) break
    body.unshift(line)
  }
  return { ...drawn(body, spanning, gapsOf(spansOf([head, ...rows], columnGap))), last }
}

const isHeadMark = ([first]: readonly PdfWord[]): boolean => /^(?:S?TT|T\/T|Số TT)\.?$/iu.test(first?.text.trim() ?? '')

/** The places that words take up across, those that are no further apart than `least` made one. */
function spansOf(lines: readonly Line[], least: number): readonly Span[] {
  const spans: { from: number; to: number }[] = []
  const words = lines.flatMap((line) => line.words).toSorted((one, other) => one.x - other.x)
  for (const { x, width } of words) {
    const last = spans.at(-1)
    if (last && x - last.to < least) last.to = Math.max(last.to, x + width)
    else spans.push({ from: x, to: x + width })
  }
  return spans
}

const gapsOf = (spans: readonly Span[]): readonly number[] =>
  spans.slice(1).map(({ from }, index) => ((spans[index]?.to ?? from) + from) / 2)

const isNumbered = ({ words }: Line): boolean =>
  /^(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[a-hđ]|[A-H])[.)]?$/u.test(words[0]?.text.trim() ?? '')

function drawn(lines: readonly Line[], spanning: ReadonlySet<Line>, gaps: readonly number[]): Rules {
  const words = lines.flatMap((line) => line.words)
  const [from, to] = [Math.min(...words.map(({ x }) => x)) - 4, Math.max(...words.map(({ x, width }) => x + width)) + 4]
  const rowsBegin = startsOfRows(lines)
  const starts = lines.map(
    (line, index) => index === 0 || spanning.has(line) || spanning.has(lines[index - 1] ?? line) || rowsBegin.has(index),
  )
  const across: Rule[] = []
  const upright: Rule[] = []
  let top = (lines[0]?.middle ?? 0) + (lines[0]?.height ?? 0)
  let first: Line | undefined = lines[0]
  const endRow = (bottom: number) => {
    across.push({ at: top, from, to })
    const posts = first && spanning.has(first) ? [from, to] : [from, ...gaps, to]
    upright.push(...posts.map((at) => ({ at, from: bottom, to: top })))
    top = bottom
  }
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1]
    if (!above || !starts[index]) continue
    endRow((above.middle + line.middle) / 2)
    first = line
  }
  const bottom = (lines.at(-1)?.middle ?? 0) - (lines.at(-1)?.height ?? 0)
  endRow(bottom)
  across.push({ at: bottom, from, to })
  return { across, upright }
}

/** Where rows begin: at their numbers; where those stand in the middle of their rows, at the widest space between two of them. */
function startsOfRows(lines: readonly Line[]): ReadonlySet<number> {
  const numbers = lines.flatMap((line, at) => (isNumbered(line) ? [at] : []))
  const head = lines.findIndex(({ words }) => isHeadMark(words))
  const widest = numbers.map((after, order) => {
    const before = numbers[order - 1] ?? head
    const spaces = Array.from(
      { length: after - before },
      (_space, step) => (lines[before + step]?.middle ?? 0) - (lines[before + step + 1]?.middle ?? 0),
    )
    const most = Math.max(...spaces)
    return { at: before + spaces.indexOf(most) + 1, after, isClear: most > Math.min(...spaces) * 1.15 }
  })
  const isCentred = widest.filter(({ at, after, isClear }) => isClear && at < after).length > widest.length / 2
  return new Set(isCentred ? widest.map(({ at }) => at) : numbers)
}
