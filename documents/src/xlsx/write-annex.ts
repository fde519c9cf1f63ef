import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { createdAt } from '../decree30/write-report.ts'
import { answerSheet } from './answer-sheet.ts'
import { indicatorSheet } from './indicator-sheet.ts'
import { silentUnitSheet } from './silent-unit-sheet.ts'
import { taskSheet } from './task-sheet.ts'
import { writeWorkbook } from './write-workbook.ts'

/** The report's annexes as a workbook whose figures are numbers. The same report gives the same bytes. */
export function writeAnnexXlsx(report: ConsolidatedReport): Promise<Uint8Array> {
  const answers = answerSheet(report)
  const sheets = [indicatorSheet(report), ...(answers === undefined ? [] : [answers]), taskSheet(report), silentUnitSheet(report)]
  return writeWorkbook(sheets, {
    title: `Phụ lục kèm theo Báo cáo ${report.title}`,
    creator: report.letterhead.issuer,
    created: createdAt(report),
  })
}
