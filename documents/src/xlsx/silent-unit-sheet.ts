import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { unitNames } from '@haidang/domain/consolidation/wording'
import { countCell, orderCell, styles, textCell } from './cells.ts'
import type { SheetCell, WorkbookSheet } from './write-workbook.ts'

/** Who has not reported, and who did after the due instant. */
export function silentUnitSheet(report: ConsolidatedReport): WorkbookSheet {
  const { expected, received, onTime, late, approved } = report.reported
  const listed = [
    ...unitNames(report, report.missingUnits).map((name) => ({ name, state: 'Chưa gửi báo cáo' })),
    ...unitNames(report, report.lateUnits).map((name) => ({ name, state: 'Gửi báo cáo trễ hạn' })),
  ]
  const counts: readonly (readonly [string, number])[] = [
    ['Số đơn vị phải báo cáo', expected],
    ['Đã nhận báo cáo', received],
    ['Đúng hạn', onTime],
    ['Trễ hạn', late],
    ['Đã được phê duyệt', approved],
  ]
  const rows: (readonly (SheetCell | null)[])[] = [
    [textCell(`Đơn vị chưa báo cáo ${report.periodText}`, styles.title)],
    [],
    ...counts.map(([label, count]) => [null, textCell(label), countCell(count)]),
    [],
    ['TT', 'Cơ quan, đơn vị', 'Tình trạng'].map((head) => textCell(head, styles.head)),
    ...listed.map(({ name, state }, index) => [orderCell(index + 1), textCell(name), textCell(state, styles.centre)]),
  ]
  const headRow = rows.length - listed.length
  return {
    name: 'Đơn vị chưa báo cáo',
    columnWidths: [5, 60, 26],
    rows,
    merges: [],
    frozen: { rows: headRow, columns: 0 },
    rowHeights: new Map([[headRow - 1, 24]]),
    print: { titleRows: `$${headRow}:$${headRow}`, fitToWidth: true },
  }
}
