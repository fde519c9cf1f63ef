/** Columns and rows from 0, as a spreadsheet names them: "AB12". */
export const addressOf = (row: number, column: number): string => `${letterOf(column)}${row + 1}`

export const letterOf = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letterOf(Math.floor(column / 26) - 1) + letterOf(column % 26)
