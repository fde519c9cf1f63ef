import type { PdfWord } from './lay-lines.ts'
import type { Rule, Rules } from './ruled-lines.ts'

export type RuledCell = { readonly words: readonly PdfWord[]; readonly colSpan: number; readonly rowSpan: number }
export type RuledTable = {
  readonly top: number
  readonly bottom: number
  /** Where its columns are parted, from left to right, the outer lines included. */
  readonly columns: readonly number[]
  /** Cells as a table draws them: one that reaches down stands again, empty and with a span of 0, in the rows below. */
  readonly rows: readonly (readonly RuledCell[])[]
}
export type FoundTables = { readonly tables: readonly RuledTable[]; readonly others: readonly PdfWord[] }

const near = 3
const maxGridCells = 20_000

/** Tables by their lines, from top to bottom, and the words that stand in none. */
export function findTables(words: readonly PdfWord[], rules: Rules): FoundTables {
  const grids = groupsOf(rules)
    .map(gridOf)
    .filter((grid) => grid.xs.length >= 3 && grid.ys.length >= 2 && grid.xs.length * grid.ys.length <= maxGridCells)
    .toSorted((one, other) => (other.ys[0] ?? 0) - (one.ys[0] ?? 0))
  let others = words
  const tables: RuledTable[] = []
  for (const grid of grids) {
    const [left = 0, right = 0] = [grid.xs[0], grid.xs.at(-1)]
    const [top = 0, bottom = 0] = [grid.ys[0], grid.ys.at(-1)]
    const isInside = (word: PdfWord) => {
      const middle = word.x + word.width / 2
      return middle > left && middle < right && isBetween(word, top, bottom)
    }
    const inside = others.filter(isInside)
    if (inside.every(({ text }) => text.trim() === '')) continue
    const rows = cellsOf(grid, inside)
    // Two lines of a frame around a title are no table.
    if (rows.every((row) => row.length < 2)) continue
    others = others.filter((word) => !isInside(word))
    tables.push({ top, bottom, columns: grid.xs, rows })
  }
  return { tables, others }
}

/** The middle of its small letters lies between two heights. */
const isBetween = ({ y, height }: PdfWord, top: number, bottom: number): boolean => y + height * 0.3 <= top && y + height * 0.3 > bottom

type Grid = { readonly xs: readonly number[]; readonly ys: readonly number[]; readonly rules: Rules }

/** Lines that touch each other, however far. */
function groupsOf({ across, upright }: Rules): readonly Rules[] {
  const parent = Array.from({ length: across.length + upright.length }, (_line, index) => index)
  const rootOf = (index: number): number => {
    let at = index
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at
      at = parent[at] ?? at
    }
    return at
  }
  for (const [a, line] of across.entries()) {
    for (const [u, post] of upright.entries()) {
      const meets = post.at >= line.from - near && post.at <= line.to + near && line.at >= post.from - near && line.at <= post.to + near
      if (meets) parent[rootOf(a)] = rootOf(across.length + u)
    }
  }
  const groups = new Map<number, { across: Rule[]; upright: Rule[] }>()
  const groupAt = (index: number) => {
    const root = rootOf(index)
    const group = groups.get(root) ?? { across: [], upright: [] }
    groups.set(root, group)
    return group
  }
  for (const [a, line] of across.entries()) groupAt(a).across.push(line)
  for (const [u, post] of upright.entries()) groupAt(across.length + u).upright.push(post)
  return [...groups.values()]
}

const gridOf = (rules: Rules): Grid => ({
  xs: places(rules.upright),
  ys: places(rules.across).toReversed(),
  rules,
})

function places(rules: readonly Rule[]): readonly number[] {
  const found: number[] = []
  for (const at of rules.map((rule) => rule.at).toSorted((one, other) => one - other))
    if (at - (found.at(-1) ?? -Infinity) > near) found.push(at)
  return found
}

const isDrawn = (rules: readonly Rule[], at: number, over: number): boolean =>
  rules.some((rule) => Math.abs(rule.at - at) <= near && rule.from <= over && rule.to >= over)

function cellsOf({ xs, ys, rules }: Grid, words: readonly PdfWord[]): readonly (readonly RuledCell[])[] {
  const [columns, rowCount] = [xs.length - 1, ys.length - 1]
  const middle = (places: readonly number[], index: number) => ((places[index] ?? 0) + (places[index + 1] ?? 0)) / 2
  const isParted = (row: number, column: number) => isDrawn(rules.upright, xs[column] ?? 0, middle(ys, row))
  const isUnderlined = (row: number, column: number) => isDrawn(rules.across, ys[row + 1] ?? 0, middle(xs, column))

  const taken = new Set<number>()
  const drawn: (RuledCell & { readonly column: number })[][] = Array.from({ length: rowCount }, () => [])
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken.has(row * columns + column)) continue
      let colSpan = 1
      while (column + colSpan < columns && !taken.has(row * columns + column + colSpan) && !isParted(row, column + colSpan)) colSpan++
      const reachesDown = (to: number) =>
        Array.from({ length: colSpan }, (_cell, offset) => column + offset).every(
          (one) => !isUnderlined(to - 1, one) && !taken.has(to * columns + one),
        )
      let rowSpan = 1
      while (row + rowSpan < rowCount && reachesDown(row + rowSpan)) rowSpan++
      const [left = 0, right = 0, top = 0, bottom = 0] = [xs[column], xs[column + colSpan], ys[row], ys[row + rowSpan]]
      const own = words.filter((word) => isBetween(word, top, bottom)).flatMap((word) => partWithin(word, left, right))
      for (let r = 0; r < rowSpan; r++) {
        for (let c = 0; c < colSpan; c++) taken.add((row + r) * columns + column + c)
        drawn[row + r]?.push({ column, words: r === 0 ? own : [], colSpan, rowSpan: r === 0 ? rowSpan : 0 })
      }
    }
  }
  return drawn.map((cells) =>
    cells.toSorted((one, other) => one.column - other.column).map(({ words: own, colSpan, rowSpan }) => ({ words: own, colSpan, rowSpan })),
  )
}

/** Words that were written in one go over the line between two cells are cut at their nearest space. */
function partWithin(word: PdfWord, left: number, right: number): readonly PdfWord[] {
  const { text, x, width } = word
  const middle = x + width / 2
  const overLeft = x < left - near && x + width > left + near
  const overRight = x + width > right + near && x < right - near
  if (!overLeft && !overRight) return middle > left && middle <= right ? [word] : []
  const letter = width / Math.max(1, text.length)
  const cut = (at: number): number => {
    const wanted = Math.round((at - x) / letter)
    const spaces = [...text.matchAll(/\s/gu)]
      .map(({ index }) => index)
      .toSorted((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted))
    return spaces[0] ?? (middle > at ? 0 : text.length)
  }
  const from = overLeft ? cut(left) : 0
  const to = overRight ? cut(right) : text.length
  const part = text.slice(from, to)
  return part.trim() === '' ? [] : [{ ...word, text: part, x: x + from * letter, width: (to - from) * letter }]
}
