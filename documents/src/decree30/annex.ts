import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { cell, textParagraph } from '../docx/write-xml.ts'
import type { CellFormat } from '../docx/write-xml.ts'
import { dateOfReport, numberAndSymbol } from '@haidang/domain/consolidation/letterhead'

/** Label, title and reference of an annex (Decree 30/2020, Annex I, III); Roman, because a report has two. */
export const annexHead = (report: ConsolidatedReport, numeral: string, title: string): string =>
  textParagraph('AnnexLabel', `Phụ lục ${numeral}`) +
  textParagraph('AnnexTitle', title.toUpperCase()) +
  textParagraph('AnnexReference', annexReference(report))

export const annexReference = ({ letterhead, period }: ConsolidatedReport): string =>
  `(Kèm theo Báo cáo số ${numberAndSymbol(letterhead)} ${dateOfReport(letterhead, period)} của ${letterhead.issuer})`

export type CellText = CellFormat & { readonly sizePt?: number; readonly bold?: boolean; readonly italic?: boolean }

export const textCell = (
  style: 'HeadCell' | 'TextCell' | 'CentreCell' | 'FigureCell',
  text: string,
  { sizePt, bold, italic, ...format }: CellText,
): string =>
  cell(
    textParagraph(style, text, {
      ...(sizePt === undefined ? {} : { sizePt }),
      ...(bold === undefined ? {} : { bold }),
      ...(italic === undefined ? {} : { italic }),
    }),
    { verticalAlign: 'center', ...format },
  )
