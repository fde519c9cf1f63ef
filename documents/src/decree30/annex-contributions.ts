import type { ConsolidatedReport, NarrativeHeading, NarrativeSection } from '@haidang/domain/consolidation/consolidated-report'
import { cell, row, table, textParagraph } from '../docx/write-xml.ts'
import { annexHead, textCell } from './annex.ts'
import { linesOf, sentence } from './wording.ts'

const headingText: Readonly<Record<NarrativeHeading, string>> = {
  results: 'Kết quả thực hiện',
  shortcomings: 'Tồn tại, hạn chế và nguyên nhân',
  remedies: 'Nhiệm vụ, giải pháp trong thời gian tới',
}

const columns = [500, 1750, 7104]
const sizePt = 11
/** A row of more letters than this would leave half a page empty if it had to stay whole. */
const mostLettersKeptWhole = 1200

const written = ({ contributions }: NarrativeSection) => contributions.filter(({ text }) => linesOf(text).length > 0)

/** The units' words leave the body for Annex III where the officer has summed them up. */
export const contributionsInAnnex = (section: NarrativeSection): boolean =>
  linesOf(section.summary).length > 0 && written(section).length > 0

/** The headings that Annex III has, in the order of the report; without one there is no Annex III. */
export const headingsInAnnex = ({ narrative }: ConsolidatedReport): readonly NarrativeHeading[] =>
  narrative.filter(contributionsInAnnex).map(({ heading }) => heading)

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
      ...written(section).map(({ unit, text }, index) =>
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
