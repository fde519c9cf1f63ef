import type { ConsolidatedReport, IndicatorResult } from '@haidang/domain/consolidation/consolidated-report'
import { answeredText, noFigure } from '@haidang/domain/consolidation/printed-figures'
import { isInWords } from '@haidang/domain/indicators/indicator'
import { row, table, textParagraph } from '../docx/write-xml.ts'
import { textCell } from './annex.ts'

/** TT, unit, answer. */
const columns = [560, 3726, 10_000]
const sizePt = 10

/** What units answered in words, an indicator a table, each unit that owes it a line: words are not added up, and a silent unit is named. */
export const answerTables = (report: ConsolidatedReport): string =>
  report.indicators
    .filter(({ kind, units }) => isInWords(kind) && units.length > 0)
    .map((indicator, index) => answerTable(report, indicator, index + 1))
    .join('')

function answerTable({ units }: ConsolidatedReport, indicator: IndicatorResult, number: number): string {
  const names = new Map(units.map(({ id, shortName }) => [id, shortName]))
  const format = (column: number) => ({ width: columns[column] ?? 0, sizePt })
  const head = row(
    ['TT', 'Cơ quan, đơn vị', 'Câu trả lời'].map((text, column) => textCell('HeadCell', text, format(column))),
    { head: true },
  )
  const lines = indicator.units.map(({ unitId, words }, index) =>
    // A long answer may go on over the page.
    row(
      [
        textCell('CentreCell', String(index + 1), format(0)),
        textCell('TextCell', names.get(unitId) ?? unitId, format(1)),
        textCell('TextCell', words ?? noFigure, { ...format(2), shaded: words === undefined }),
      ],
      { mayBreak: true },
    ),
  )
  return (
    textParagraph('TableCaption', `Biểu 3.${number}. ${indicator.name} (chỉ tiêu ${indicator.order}): ${answeredText(indicator)}`) +
    table([head, ...lines], { columns, borders: true, cellMargin: 70 })
  )
}
