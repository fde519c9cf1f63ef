import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { printedBody } from '@haidang/domain/consolidation/printed-body'
import type { BodyPart } from '@haidang/domain/consolidation/printed-body'
import { cell, paragraph, row, run, table, textParagraph } from '../docx/write-xml.ts'
import { textWidthTwips } from './text-width.ts'

export const bodyOfReport = (report: ConsolidatedReport): string => printedBody(report).map(written).join('')

const styles = { basis: 'LegalBasis', part: 'Part', clause: 'Clause', text: 'BodyText' } as const

function written(part: BodyPart): string {
  switch (part.kind) {
    case 'held':
      return paragraph('BodyText', run(part.text), held)
    case 'unit':
      return paragraph('BodyText', run(`- ${part.unit}: `, { bold: true }) + run(part.text))
    case 'tally':
      return tallyTable(part)
    case 'shortfall':
      return shortfallTable(part)
    default:
      return textParagraph(styles[part.kind], part.text)
  }
}

const held = '<w:keepNext/>'
const tallyColumns = [680, 4394, 1070, 1070, 1070, 1070]

/** TT, indicator, unit of measure, what the plan sets, result, figures. */
const shortfallColumns = [620, 3714, 1050, 1120, 1150, 1700]
const shortfallSizePt = 11
const shortfallCellMargin = 70

function shortfallTable({ caption, head, pillars }: Extract<BodyPart, { kind: 'shortfall' }>): string {
  const size = { sizePt: shortfallSizePt }
  const cellStyles = ['CentreCell', 'TextCell', 'CentreCell', 'CentreCell', 'FigureCell', 'FigureCell'] as const
  const line = (values: readonly string[], isHead = false) =>
    row(
      values.map((value, index) =>
        cell(textParagraph(isHead ? 'HeadCell' : (cellStyles[index] ?? 'TextCell'), value, size), {
          width: shortfallColumns[index] ?? 0,
          verticalAlign: 'center',
        }),
      ),
      { head: isHead },
    )
  const pillarLine = (pillar: string) =>
    row([
      cell(paragraph('TextCell', run(pillar, { ...size, bold: true }), held), {
        width: shortfallColumns.reduce((sum, column) => sum + column, 0),
        span: shortfallColumns.length,
      }),
    ])
  return (
    textParagraph('TableCaption', caption) +
    table(
      [line(head, true), ...pillars.flatMap(({ pillar, rows }) => [pillarLine(pillar), ...rows.map((values) => line(fitted(values)))])],
      {
        columns: shortfallColumns,
        borders: true,
        cellMargin: shortfallCellMargin,
      },
    )
  )
}

/** A ratio too long for its column breaks after the stroke. */
function fitted(values: readonly string[]): readonly string[] {
  const room = (shortfallColumns.at(-1) ?? 0) - 2 * shortfallCellMargin
  return values.map((value, index) =>
    index === values.length - 1 && textWidthTwips(value, { sizePt: shortfallSizePt }) > room ? value.replace('/', '/\n') : value,
  )
}

function tallyTable({ caption, head, rows }: Extract<BodyPart, { kind: 'tally' }>): string {
  const size = { sizePt: 12 }
  const line = (style: string, bold: boolean, values: readonly string[], keep: string) =>
    values.map((value, index) =>
      cell(paragraph(index === 1 && style !== 'HeadCell' ? 'TextCell' : style, run(value, bold ? { ...size, bold } : size), keep), {
        width: tallyColumns[index] ?? 0,
        verticalAlign: 'center',
      }),
    )
  const last = rows.length - 1
  return (
    textParagraph('TableCaption', caption) +
    table(
      [
        row(line('HeadCell', true, head, held), { head: true }),
        // A page break leaves no line alone: the first stays with the head, the last with the total.
        ...rows.map((values, index) =>
          row(line('CentreCell', index === last, values, index < last && (index === 0 || index === last - 1) ? held : '')),
        ),
      ],
      { columns: tallyColumns, borders: true, cellMargin: 85 },
    )
  )
}
