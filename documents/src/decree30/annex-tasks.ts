import type { ConsolidatedReport, TaskResult } from '@haidang/domain/consolidation/consolidated-report'
import { row, table, textParagraph } from '../docx/write-xml.ts'
import { annexHead, textCell } from './annex.ts'
import { dueRateSentence } from '@haidang/domain/consolidation/printed-body'
import { withinSentence } from '@haidang/domain/consolidation/wording'

export const timelinessText: Readonly<Record<TaskResult['timeliness'], string>> = {
  doneOnTime: 'Hoàn thành đúng hạn',
  doneLate: 'Hoàn thành trễ hạn',
  openWithinDeadline: 'Chưa hoàn thành, trong hạn',
  openOverdue: 'Chưa hoàn thành, quá hạn',
}

/** A task that goes on is no task whose deadline was forgotten. */
export const noDeadline = 'Không ghi thời hạn'

const columns = [560, 4300, 2100, 2300, 1500, 1500, 2026]
const heads = ['TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời hạn', 'Tình trạng', 'Ghi chú']
const countColumns = [2400, 2400, 2400, 2400, 2400]

export const taskAnnex = (report: ConsolidatedReport): string =>
  annexHead(report, 'II', `Tình hình thực hiện các nhiệm vụ ${report.periodText}`) +
  textParagraph('TableCaption', 'Biểu 1. Tổng hợp nhiệm vụ theo tiến độ') +
  countTable(report) +
  textParagraph('TableNote', `Ghi chú: ${withinSentence(dueRateSentence(report.taskCounts))}`) +
  textParagraph('TableCaption', 'Biểu 2. Danh mục nhiệm vụ') +
  taskTable(report.tasks) +
  textParagraph('Source', '')

function countTable({ tasks, taskCounts }: ConsolidatedReport): string {
  const counts = [
    ['Tổng số nhiệm vụ', tasks.length],
    [timelinessText.doneOnTime, taskCounts.doneOnTime],
    [timelinessText.doneLate, taskCounts.doneLate],
    [timelinessText.openWithinDeadline, taskCounts.openWithinDeadline],
    [timelinessText.openOverdue, taskCounts.openOverdue],
  ] as const
  return table(
    [
      row(
        counts.map(([head], index) => textCell('HeadCell', head, { width: countColumns[index] ?? 0 })),
        { head: true },
      ),
      row(counts.map(([, count], index) => textCell('CentreCell', String(count), { width: countColumns[index] ?? 0 }))),
    ],
    { columns: countColumns, borders: true, cellMargin: 70, align: 'center' },
  )
}

const taskTable = (tasks: readonly TaskResult[]): string =>
  table(
    [
      row(
        heads.map((head, index) => textCell('HeadCell', head, { width: columns[index] ?? 0 })),
        { head: true },
      ),
      ...tasks.map((task) =>
        row(
          [
            String(task.order),
            task.text,
            task.lead,
            task.cooperating,
            task.deadlineText === '' ? noDeadline : task.deadlineText,
            timelinessText[task.timeliness],
            task.note,
          ].map((value, index) =>
            textCell(index === 0 || index === 4 || index === 5 ? 'CentreCell' : 'TextCell', value, {
              width: columns[index] ?? 0,
              ...(index === 5 && task.timeliness === 'openOverdue' ? { bold: true } : {}),
            }),
          ),
        ),
      ),
    ],
    { columns, borders: true, cellMargin: 70 },
  )
