import type { ConsolidatedReport, NarrativeHeading, NarrativeSection } from '@haidang/domain/consolidation/consolidated-report'
import { contributionsInAnnex, writtenContributions } from '@haidang/domain/consolidation/printed-body'
import { cell, row, table, textParagraph } from '../docx/write-xml.ts'
import { annexHead, textCell } from './annex.ts'
import { linesOf, sentence } from '@haidang/domain/consolidation/wording'

const headingText: Readonly<Record<NarrativeHeading, string>> = {
  results: 'Kết quả thực hiện',
  shortcomings: 'Tồn tại, hạn chế và nguyên nhân',
  remedies: 'Nhiệm vụ, giải pháp trong thời gian tới',
}

const columns = [500, 1750, 7104]
const sizePt = 11
/** A row of more letters than this would leave half a page empty if it had to stay whole. */
const mostLettersKeptWhole = 1200

export const contributionAnnex = (report: ConsolidatedReport): string =>
  annexHead(report, 'III', `Tổng hợp báo cáo của các đơn vị ${report.periodText}`) +
  report.narrative
    .filter(contributionsInAnnex)
    .map(
      (section, index) => textParagraph('TableCaption', `Biểu ${index + 1}. ${headingText[section.heading]}`) + contributionTable(section),
    )
    .join('') +
  textParagraph('Source', '')

const contributionTable = (section: NarrativeSection): string =>
  table(
    [
      row(
        ['TT', 'Cơ quan, đơn vị', 'Nội dung báo cáo'].map((head, index) =>
          textCell('HeadCell', head, { width: columns[index] ?? 0, sizePt }),
        ),
        { head: true },
      ),
      ...writtenContributions(section).map(({ unit, text }, index) =>
        row(
          [
            textCell('CentreCell', String(index + 1), { width: columns[0] ?? 0, sizePt, verticalAlign: 'top' }),
            textCell('TextCell', unit, { width: columns[1] ?? 0, sizePt, verticalAlign: 'top' }),
            cell(
              linesOf(text)
                .map((line) => textParagraph('ProseCell', sentence(line), { sizePt }))
                .join(''),
              { width: columns[2] ?? 0, verticalAlign: 'top' },
            ),
          ],
          { mayBreak: text.length > mostLettersKeptWhole },
        ),
      ),
    ],
    { columns, borders: true, cellMargin: 70 },
  )
