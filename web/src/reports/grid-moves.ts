import type { Field } from './paste-plan.ts'

/** Which cells each row has, in the order of the columns. */
export type GridShape = readonly (readonly Field[])[]
export type Place = { readonly row: number; readonly field: Field }
export type Range = { readonly from: Place; readonly to: Place }

/** The fields that stand in each column, of which a row has one at most: words are in the first. */
const columns: readonly (readonly Field[])[] = [['numerator', 'words'], ['denominator'], ['note']]

const columnOf = (field: Field): number => columns.findIndex((fields) => fields.includes(field))

/** The cell of a row that stands in the column of a field. */
export const cellBeside = (cells: readonly Field[] | undefined, field: Field): Field | undefined =>
  cells?.find((one) => columnOf(one) === columnOf(field))

/** The nearest row above or below that has this column; the same place at the edge. */
export function moveRow(shape: GridShape, { row, field }: Place, step: 1 | -1): Place {
  for (let next = row + step; next >= 0 && next < shape.length; next += step) {
    const beside = cellBeside(shape[next], field)
    if (beside !== undefined) return { row: next, field: beside }
  }
  return { row, field }
}

export function moveColumn(shape: GridShape, { row, field }: Place, step: 1 | -1): Place {
  const cells = shape[row] ?? []
  return { row, field: cells[cells.indexOf(field) + step] ?? field }
}

/** Tab: across, then on to the next row; `undefined` leaves the grid. */
export function tabTo(shape: GridShape, { row, field }: Place, step: 1 | -1): Place | undefined {
  const cells = shape[row] ?? []
  const across = cells[cells.indexOf(field) + step]
  if (across) return { row, field: across }
  const next = shape[row + step]
  const start = step === 1 ? next?.[0] : next?.at(-1)
  return start ? { row: row + step, field: start } : undefined
}

export function edgeOf(shape: GridShape, { row }: Place, edge: 'start' | 'end', whole: boolean): Place {
  const at = whole ? (edge === 'start' ? 0 : shape.length - 1) : row
  const cells = shape[at] ?? []
  return { row: at, field: (edge === 'start' ? cells[0] : cells.at(-1)) ?? 'numerator' }
}

/** Every cell of a range, row by row; a row without the column has an empty place there, so that a copied block keeps its shape. */
export function cellsOf(shape: GridShape, { from, to }: Range): readonly (readonly (Place | undefined)[])[] {
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)]
  const [left, right] = columnsOf({ from, to })
  return Array.from({ length: bottom - top + 1 }, (_, step) => top + step).map((row) =>
    columns.slice(left, right + 1).map((fields) => {
      const field = fields.find((one) => shape[row]?.includes(one))
      return field === undefined ? undefined : { row, field }
    }),
  )
}

export function columnsOf({ from, to }: Range): readonly [number, number] {
  const [a, b] = [columnOf(from.field), columnOf(to.field)]
  return [Math.min(a, b), Math.max(a, b)]
}

export function isSingle({ from, to }: Range): boolean {
  return from.row === to.row && from.field === to.field
}

/** A block for the clipboard: what stands in a spreadsheet when it is pasted there. */
export function blockText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => (/[\t\n"]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\r\n')
}
