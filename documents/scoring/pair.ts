/**
 * The pairing of rows with columns that has the greatest sum of likenesses, no pair below `least`: shortest augmenting paths over prices
 * (the Hungarian method), so that one early likeness does not take the partner of a better one.
 */
export function pairUp(likenesses: readonly (readonly number[])[], least: number): readonly (readonly [row: number, column: number])[] {
  const [rows, columns] = [likenesses.length, likenesses[0]?.length ?? 0]
  const size = Math.max(rows, columns)
  const isPair = (row: number, column: number) => (likenesses[row]?.[column] ?? -1) >= least
  const cost = (row: number, column: number) => (isPair(row, column) ? 1 - (likenesses[row]?.[column] ?? 0) : 1)

  const rowPrice = new Float64Array(size)
  const columnPrice = new Float64Array(size)
  const rowOf = new Int32Array(size).fill(-1)
  for (let start = 0; start < size; start += 1) {
    const slack = new Float64Array(size).fill(Infinity)
    const cameFrom = new Int32Array(size).fill(-1)
    const reached = new Uint8Array(size)
    let row = start
    let at = -1
    while (row !== -1) {
      if (at !== -1) reached[at] = 1
      let nearest = -1
      for (let column = 0; column < size; column += 1) {
        if (reached[column] === 1) continue
        const reduced = cost(row, column) - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0)
        if (reduced < (slack[column] ?? 0)) {
          slack[column] = reduced
          cameFrom[column] = at
        }
        if (nearest === -1 || (slack[column] ?? 0) < (slack[nearest] ?? 0)) nearest = column
      }
      const step = slack[nearest] ?? 0
      rowPrice[start] = (rowPrice[start] ?? 0) + step
      for (let column = 0; column < size; column += 1) {
        if (reached[column] === 1) {
          const owner = rowOf[column] ?? -1
          rowPrice[owner] = (rowPrice[owner] ?? 0) + step
          columnPrice[column] = (columnPrice[column] ?? 0) - step
        } else slack[column] = (slack[column] ?? 0) - step
      }
      at = nearest
      row = rowOf[at] ?? -1
    }
    while (at !== -1) {
      const before = cameFrom[at] ?? -1
      rowOf[at] = before === -1 ? start : (rowOf[before] ?? -1)
      at = before
    }
  }
  return [...rowOf].flatMap((row, column) => (isPair(row, column) ? [[row, column] as const] : []))
}
