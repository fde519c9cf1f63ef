import { isInWords, isOneAnswer } from '@haidang/domain/indicators/indicator'
import type { ConsolidatedReport, IndicatorResult } from '@haidang/domain/consolidation/consolidated-report'
import { cell, paragraph, row, run, table, textParagraph } from '../docx/write-xml.ts'
import { annexHead, textCell } from './annex.ts'
import { landscape, textWidthOf } from './page.ts'
import { noIndicatorsAsked } from '@haidang/domain/consolidation/printed-body'
import {
  amountText,
  answeredText,
  attainmentText,
  figuresText,
  isMissing,
  milestoneText,
  noFigure,
  resultText,
} from '@haidang/domain/consolidation/printed-figures'
import { answerTables } from './answer-tables.ts'
import { unitTables } from './unit-tables.ts'
import { localityOf } from '@haidang/domain/consolidation/wording'

const width = textWidthOf(landscape)

/** TT, indicator, unit of measure, common target, figures, result to date, reached, units that reported. */
const columns = [560, 5726, 1000, 1350, 2000, 1300, 1200, 1150]

export function indicatorAnnex(report: ConsolidatedReport): string {
  const locality = localityOf(report.letterhead.issuer)
  const head = annexHead(report, 'I', `Kết quả thực hiện các chỉ tiêu ${report.periodText}`)
  if (report.indicators.length === 0) return head + textParagraph('TableNote', noIndicatorsAsked) + source(report)
  return (
    head +
    textParagraph('TableCaption', `Biểu 1. Kết quả chung của ${locality}`) +
    cityTable(report, locality) +
    textParagraph(
      'TableNote',
      `Ghi chú: tỷ lệ của ${locality} bằng tổng tử số chia cho tổng mẫu số của các đơn vị đã có số liệu; dấu “${noFigure}” trên nền xám là chưa có số liệu, không phải bằng 0.`,
    ) +
    unitTables(report, locality) +
    answerTables(report) +
    source(report)
  )
}

const source = ({ sourceDigest }: ConsolidatedReport): string => textParagraph('Source', `Mã kiểm tra nguồn số liệu: ${sourceDigest}`)

function cityTable({ indicators }: ConsolidatedReport, locality: string): string {
  const heads = [
    'TT',
    'Chỉ tiêu',
    'Đơn vị tính',
    `Chỉ tiêu của ${locality}`,
    'Tử số/mẫu số',
    'Kết quả đến nay',
    'Đạt/chưa đạt',
    'Đơn vị đã có số liệu',
  ]
  const rows = [
    row(
      heads.map((head, index) => textCell('HeadCell', head, { width: columns[index] ?? 0 })),
      { head: true },
    ),
  ]
  let pillar: string | undefined
  for (const indicator of indicators) {
    if (indicator.pillar !== pillar) {
      pillar = indicator.pillar
      rows.push(row([cell(paragraph('TextCell', run(pillar, { bold: true }), '<w:keepNext/>'), { width, span: columns.length })]))
    }
    rows.push(indicatorRow(indicator))
  }
  return table(rows, { columns, borders: true, cellMargin: 70 })
}

function indicatorRow(indicator: IndicatorResult): string {
  const [order = 0, name = 0, unit = 0, target = 0, figures = 0, result = 0, attainment = 0, reported = 0] = columns
  const isSaid = isInWords(indicator.kind)
  const missing = isSaid ? indicator.reportedUnits === 0 : isMissing(indicator.cityResult) && indicator.cityAttainment === 'noData'
  return row([
    textCell('CentreCell', String(indicator.order), { width: order }),
    cell(textParagraph('TextCell', indicator.name) + labels(indicator), { width: name, verticalAlign: 'center' }),
    textCell('CentreCell', indicator.unitOfMeasure, { width: unit }),
    textCell('CentreCell', indicator.targetText, { width: target }),
    textCell(
      'FigureCell',
      isSaid || isOneAnswer(indicator.kind) || (!missing && indicator.cityDenominator === null)
        ? ''
        : figuresText(indicator.cityNumerator, indicator.cityDenominator),
      {
        width: figures,
        shaded: missing && !isSaid,
      },
    ),
    textCell(isSaid ? 'CentreCell' : 'FigureCell', cityResultText(indicator), { width: result, shaded: missing, bold: !isSaid }),
    textCell(
      'CentreCell',
      isSaid ? '' : indicator.cityAttainment === 'noData' && !missing ? noFigure : attainmentText[indicator.cityAttainment],
      {
        width: attainment,
        shaded: missing && !isSaid,
      },
    ),
    textCell('CentreCell', `${amountText(String(indicator.reportedUnits))}/${amountText(String(indicator.assignedUnits))}`, {
      width: reported,
    }),
  ])
}

const cityResultText = (indicator: IndicatorResult): string =>
  isInWords(indicator.kind)
    ? answeredText(indicator)
    : isOneAnswer(indicator.kind)
      ? milestoneText[indicator.cityAttainment]
      : resultText(indicator.cityResult, indicator)

const labels = ({ numeratorLabel, denominatorLabel }: IndicatorResult): string =>
  numeratorLabel === null || denominatorLabel === null
    ? ''
    : textParagraph('TextCell', `Tử số: ${numeratorLabel}; mẫu số: ${denominatorLabel}`, { sizePt: 9, italic: true })
