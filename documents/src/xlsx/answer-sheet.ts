import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { isInWords } from '@haidang/domain/indicators/indicator'
import { missingCell, orderCell, styles, textCell } from './cells.ts'
import type { SheetCell, WorkbookSheet } from './write-workbook.ts'

const headRow = 3

/** What units answered in words, a line each; undefined where no indicator asks for any. */
export function answerSheet(report: ConsolidatedReport): WorkbookSheet | undefined {
  const asked = report.indicators.filter(({ kind }) => isInWords(kind))
  if (asked.length === 0) return undefined
  const names = new Map(report.units.map(({ id, shortName }) => [id, shortName]))
  const rows: (readonly (SheetCell | null)[])[] = [
    [textCell(`Chỉ tiêu trả lời bằng lời ${report.periodText}`, styles.title)],
    [textCell('Mỗi đơn vị được giao một dòng. Ô gạch chéo: chưa trả lời.', styles.reference)],
    [],
    ['Chỉ tiêu số', 'Chỉ tiêu', 'Cơ quan, đơn vị', 'Câu trả lời'].map((head) => textCell(head, styles.head)),
    ...asked.flatMap(({ order, name, units }) =>
      units.map(({ unitId, words }) => [
        orderCell(order),
        textCell(name),
        textCell(names.get(unitId) ?? unitId),
        words === undefined ? missingCell : textCell(words),
      ]),
    ),
  ]
  return {
    name: 'Trả lời bằng lời',
    columnWidths: [9, 46, 30, 90],
    rows,
    merges: [],
    frozen: { rows: headRow + 1, columns: 0 },
    rowHeights: new Map([[headRow, 32]]),
    print: { titleRows: `$${headRow + 1}:$${headRow + 1}`, fitToWidth: true },
  }
}
