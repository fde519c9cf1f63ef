/** A line that was drawn upright or across, or the thin edge of a filled box; y grows upwards. */
export type Rule = { readonly at: number; readonly from: number; readonly to: number }
export type Rules = { readonly across: readonly Rule[]; readonly upright: readonly Rule[] }

export type Matrix = readonly [number, number, number, number, number, number]
type Point = readonly [x: number, y: number]
export type Drawing = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }
/** The operations of the PDF library by name. */
export type Operations = Readonly<Record<string, number>>

const thin = 2.5
/** No more lines than this stand beside each other at one height. */
const besides = 60
/** Pictures that were drawn line by line have more; they hold no table. */
const maxRules = 4000

/** How a page is turned before it is looked at: by none, one, two or three quarters, clockwise. */
export function turnOf(degrees: number): Matrix {
  const quarters = ((Math.round(degrees / 90) % 4) + 4) % 4
  const turns: readonly Matrix[] = [
    [1, 0, 0, 1, 0, 0],
    [0, -1, 1, 0, 0, 0],
    [-1, 0, 0, -1, 0, 0],
    [0, 1, -1, 0, 0, 0],
  ]
  return turns[quarters] ?? [1, 0, 0, 1, 0, 0]
}

export const placeOf = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Point => [a * x + c * y + e, b * x + d * y + f]

/** The straight lines of a page, as its drawing operations leave them and as it is turned. */
export function rulesOf({ fnArray, argsArray }: Drawing, operations: Operations, turn: Matrix): Rules {
  const across: Rule[] = []
  const upright: Rule[] = []
  const draw = ([x1, y1]: Point, [x2, y2]: Point) => {
    if (Math.abs(y1 - y2) <= thin && Math.abs(x1 - x2) > thin)
      across.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) })
    else if (Math.abs(x1 - x2) <= thin && Math.abs(y1 - y2) > thin)
      upright.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) })
  }
  const strokes = named(operations, ['stroke', 'closeStroke', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'])
  const fills = named(operations, ['fill', 'eoFill'])
  let matrix = turn
  const kept: Matrix[] = []
  for (const [index, operation] of fnArray.entries()) {
    const args = argsArray[index]
    if (operation === operations['save']) kept.push(matrix)
    else if (operation === operations['restore']) matrix = kept.pop() ?? matrix
    else if (operation === operations['transform']) matrix = times(matrix, args)
    else if (operation === operations['constructPath'] && Array.isArray(args)) {
      const [painting, paths] = args as readonly unknown[]
      for (const path of Array.isArray(paths) ? (paths as readonly unknown[]) : []) {
        for (const shape of shapesOf(path)) {
          const points = shape.map(([x, y]) => placeOf(matrix, x, y))
          if (strokes.has(Number(painting))) for (const [at, point] of points.entries()) if (at > 0) draw(points[at - 1] ?? point, point)
          if (fills.has(Number(painting))) drawBox(points, draw)
        }
      }
    }
    if (across.length + upright.length > maxRules) return { across: [], upright: [] }
  }
  return { across: joined(across), upright: joined(upright) }
}

const named = (operations: Operations, names: readonly string[]): ReadonlySet<number> =>
  new Set(names.map((name) => operations[name] ?? -1))

function times(matrix: Matrix, args: unknown): Matrix {
  if (!Array.isArray(args)) return matrix
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = args.map(Number)
  const [ma, mb, mc, md, me, mf] = matrix
  return [ma * a + mc * b, mb * a + md * b, ma * c + mc * d, mb * c + md * d, ma * e + mc * f + me, mb * e + md * f + mf]
}

/** Word draws its borders as filled boxes that are as thin as a line. */
function drawBox(points: readonly Point[], draw: (from: Point, to: Point) => void): void {
  if (points.length < 4 || points.length > 5) return
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (high - low <= thin) draw([left, (low + high) / 2], [right, (low + high) / 2])
  else if (right - left <= thin) draw([(left + right) / 2, low], [(left + right) / 2, high])
}

/** The straight parts of a path: numbers in a row, each step begun by what it does (0 move, 1 line, 2 and 3 curves, 4 close). */
function shapesOf(path: unknown): readonly (readonly Point[])[] {
  if (!(path instanceof Float32Array)) return []
  const shapes: Point[][] = []
  for (let at = 0; at < path.length;) {
    const step = path[at]
    const point: Point = [path[at + 1] ?? 0, path[at + 2] ?? 0]
    if (step === 0) shapes.push([point])
    else if (step === 1) shapes.at(-1)?.push(point)
    else if (step === 2) shapes.push([[path[at + 5] ?? 0, path[at + 6] ?? 0]])
    else if (step === 3) shapes.push([[path[at + 3] ?? 0, path[at + 4] ?? 0]])
    else if (step === 4) {
      const shape = shapes.at(-1)
      const [first] = shape ?? []
      if (first) shape?.push(first)
    } else return shapes
    at += [3, 3, 7, 5, 1][step] ?? 1
  }
  return shapes
}

/** Pieces of one line, as they are drawn cell by cell, made one. */
function joined(rules: readonly Rule[]): readonly Rule[] {
  const whole: { at: number; from: number; to: number }[] = []
  for (const rule of rules.toSorted((one, other) => one.at - other.at || one.from - other.from)) {
    const sameLine = whole
      .slice(-besides)
      .findLast((one) => rule.at - one.at <= thin && rule.from <= one.to + thin && rule.to >= one.from - thin)
    if (sameLine === undefined) whole.push({ ...rule })
    else {
      sameLine.from = Math.min(sameLine.from, rule.from)
      sameLine.to = Math.max(sameLine.to, rule.to)
    }
  }
  return whole
}
