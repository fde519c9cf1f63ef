import { type BodyCell } from '../body/body.ts'

export type WrittenCell = BodyCell & { readonly rows: number }

/** Rows as a table draws them: a cell that reaches down stands again, empty, in the rows below it. Undefined where there would be too many. */
export function drawnRows(written: readonly (readonly WrittenCell[])[], maxCells: number): BodyCell[][] | undefined {
  const reaching = new Map<number, { readonly cell: WrittenCell; left: number }>()
  const drawn: BodyCell[][] = []
  let count = 0
  for (const row of written) {
    const cells: BodyCell[] = []
    let column = 0
    const reachDown = () => {
      for (let above = reaching.get(column); above !== undefined; above = reaching.get(column)) {
        above.cell.rowSpan++
        if (--above.left === 0) reaching.delete(column)
        cells.push({ content: [], colSpan: above.cell.colSpan, rowSpan: 0, continues: true })
        column += above.cell.colSpan
      }
    }
    for (const cell of row) {
      reachDown()
      cells.push(cell)
      if (cell.rows > 1) reaching.set(column, { cell, left: cell.rows - 1 })
      column += cell.colSpan
    }
    reachDown()
    count += cells.length
    if (count > maxCells) return undefined
    drawn.push(cells)
  }
  return drawn
}
