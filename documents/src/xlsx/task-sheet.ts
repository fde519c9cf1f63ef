import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { annexReference } from '../decree30/annex.ts'
import { noDeadline, timelinessText } from '../decree30/annex-tasks.ts'
import { dueRateSentence } from '@haidang/domain/consolidation/printed-body'
import { countCell, emptyCell, orderCell, resultCell, styles, textCell } from './cells.ts'
import type { SheetCell, WorkbookSheet } from './write-workbook.ts'

const heads = ['TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời hạn', 'Tình trạng', 'Ghi chú']

/** Annex II: the four counts with their rate and its definition, then the tasks. */
export function taskSheet(report: ConsolidatedReport): WorkbookSheet {
  const { tasks, taskCounts } = report
  const blankOr = (text: string): SheetCell => (text === '' ? emptyCell : textCell(text))
  const rows: (readonly (SheetCell | null)[])[] = [
    [textCell(`Phụ lục II. Tình hình thực hiện các nhiệm vụ ${report.periodText}`, styles.title)],
    [textCell(annexReference(report), styles.reference)],
    [],
    [null, textCell('Tổng số nhiệm vụ'), countCell(tasks.length)],
    [null, textCell(timelinessText.doneOnTime), countCell(taskCounts.doneOnTime)],
    [null, textCell(timelinessText.doneLate), countCell(taskCounts.doneLate)],
    [null, textCell(timelinessText.openWithinDeadline), countCell(taskCounts.openWithinDeadline)],
    [null, textCell(timelinessText.openOverdue), countCell(taskCounts.openOverdue)],
    [null, textCell('Tỷ lệ hoàn thành nhiệm vụ đến hạn'), resultCell(taskCounts.dueCompletionRate, { digits: 2, unitOfMeasure: '%' })],
    [textCell(dueRateSentence(taskCounts), styles.reference)],
    [],
    heads.map((head) => textCell(head, styles.head)),
    ...tasks.map((task) => [
      orderCell(task.order),
      textCell(task.text),
      blankOr(task.lead),
      blankOr(task.cooperating),
      textCell(task.deadlineText === '' ? noDeadline : task.deadlineText, styles.centre),
      textCell(timelinessText[task.timeliness], styles.centre),
      blankOr(task.note),
    ]),
  ]
  const headRow = rows.length - tasks.length
  return {
    name: 'Phụ lục II',
    columnWidths: [5, 60, 26, 30, 20, 20, 30],
    rows,
    merges: [],
    frozen: { rows: headRow, columns: 2 },
    rowHeights: new Map([[headRow - 1, 24]]),
    print: { titleRows: `$${headRow}:$${headRow}`, fitToWidth: true },
  }
}
