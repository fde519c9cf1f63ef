import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { createdAt } from '../decree30/write-report.ts'
import { indicatorSheet } from './indicator-sheet.ts'
import { silentUnitSheet } from './silent-unit-sheet.ts'
import { taskSheet } from './task-sheet.ts'
import { writeWorkbook } from './write-workbook.ts'

/** The report's annexes as a workbook whose figures are numbers. The same report gives the same bytes. */
export const writeAnnexXlsx = (report: ConsolidatedReport): Promise<Uint8Array> =>
  writeWorkbook([indicatorSheet(report), taskSheet(report), silentUnitSheet(report)], {
    title: `Phụ lục kèm theo Báo cáo ${report.title}`,
    creator: report.letterhead.issuer,
    created: createdAt(report),
  })
