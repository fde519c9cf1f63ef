import { textWidthTwips } from '../decree30/text-width.ts'
import type { CellStyle } from 'hucre/xlsx'

/** One character's width of the default font, which column widths are counted in, and the room a cell keeps at its sides. */
const widthUnitTwips = 107
const cellSideTwips = 100
const usualHeight = 15
const linePt = 14.5
/** Higher no program shows a row. */
const mostHeight = 409

/** What the height of a row depends on; a sheet of the workbook has it. */
type SizedSheet = {
  readonly columnWidths: readonly number[]
  readonly rows: readonly (readonly ({ readonly value: unknown; readonly style?: CellStyle } | null)[])[]
  readonly merges: readonly (readonly [number, number, number, number])[]
  readonly rowHeights: ReadonlyMap<number, number>
}

/**
 * Heights of the rows whose words need more than one line. Not every program fits rows to wrapped text that it did not
 * wrap itself: LibreOffice printed two lines over the row below.
 */
export function rowHeightsOf({ rows, columnWidths, merges, rowHeights }: SizedSheet): ReadonlyMap<number, number> {
  const merged = new Set(merges.map(([row, column]) => `${row},${column}`))
  const heights = new Map<number, number>()
  rows.forEach((row, rowIndex) => {
    const lines = row.map((cell, column) => {
      const wraps = cell?.style?.alignment?.wrapText === true && typeof cell.value === 'string' && !merged.has(`${rowIndex},${column}`)
      return wraps
        ? linesWithin(String(cell.value), (columnWidths[column] ?? 8) * widthUnitTwips - cellSideTwips, cell.style?.font?.bold)
        : 1
    })
    const most = Math.max(1, ...lines)
    if (most > 1) heights.set(rowIndex, Math.min(mostHeight, Math.max(usualHeight, most * linePt + 2)))
  })
  return new Map([...heights, ...rowHeights])
}

/** Words are broken at spaces, as the sheet's program breaks them. */
function linesWithin(text: string, width: number, bold = false): number {
  const face = { sizePt: 11, bold }
  return text.split('\n').reduce((sum, part) => {
    let lines = 1
    let used = 0
    for (const word of part.split(' ')) {
      const length = textWidthTwips(`${word} `, face)
      if (used > 0 && used + length > width) {
        lines += 1
        used = 0
      }
      used += length
    }
    return sum + lines
  }, 0)
}
