import { isInWords, isOneAnswer } from '@haidang/domain/indicators/indicator'
import type { Attainment, ConsolidatedReport, IndicatorResult, UnitResult } from '@haidang/domain/consolidation/consolidated-report'
import { noIndicatorsAsked } from '@haidang/domain/consolidation/printed-body'
import { annexReference } from '../decree30/annex.ts'
import { answeredText, attainmentText, figuresOfUnit, milestoneText } from '@haidang/domain/consolidation/printed-figures'
import type { Figures } from '@haidang/domain/consolidation/printed-figures'
import { localityOf } from '@haidang/domain/consolidation/wording'
import { amountCell, countCell, emptyCell, missingCell, notOwedCell, orderCell, resultCell, styles, targetCell, textCell } from './cells.ts'
import type { SheetCell, WorkbookSheet } from './write-workbook.ts'

const fixedWidths = [5, 60, 12, 14, 12, 14, 14, 12, 16, 10, 10]
const unitHeads = ['Chỉ tiêu', 'Tử số', 'Mẫu số', 'Kết quả', 'Đạt/chưa đạt']
const unitWidths = [9, 11, 11, 10, 13]
const unitsBesideCity = 1
const unitsAcrossPage = 4
const headRow = 3

const legend = 'Ô gạch chéo: chưa có số liệu (không phải bằng 0). Ô nền xám: không giao chỉ tiêu cho đơn vị.'

/** Annex I on one sheet: a line per indicator, the city's columns frozen by its name, then five columns for every unit. */
export function indicatorSheet(report: ConsolidatedReport): WorkbookSheet {
  const locality = localityOf(report.letterhead.issuer)
  const { units, indicators } = report
  const columnCount = fixedWidths.length + units.length * unitHeads.length
  const fixedHeads = [
    'TT',
    'Chỉ tiêu',
    'Đơn vị tính',
    `Chỉ tiêu của ${locality}`,
    'Giá trị chỉ tiêu',
    'Tử số',
    'Mẫu số',
    'Kết quả đến nay',
    'Đạt/chưa đạt',
    'Số đơn vị được giao',
    'Số đơn vị đã có số liệu',
  ]
  const head = (text: string) => (text === '' ? { value: null, style: styles.head } : textCell(text, styles.head))
  const rows: (readonly (SheetCell | null)[])[] = [
    [textCell(`Phụ lục I. Kết quả thực hiện các chỉ tiêu ${report.periodText}`, styles.title)],
    [textCell(annexReference(report), styles.reference)],
    [textCell(indicators.length === 0 ? noIndicatorsAsked : legend, styles.reference)],
    [...fixedHeads.map(head), ...units.flatMap((unit) => [head(unit.shortName), ...unitHeads.slice(1).map(() => head(''))])],
    [...fixedHeads.map(() => head('')), ...units.flatMap(() => unitHeads.map(head))],
  ]
  const merges: [number, number, number, number][] = [
    ...fixedHeads.map((_, column): [number, number, number, number] => [headRow, column, headRow + 1, column]),
    ...units.map((_, index): [number, number, number, number] => {
      const column = fixedWidths.length + index * unitHeads.length
      return [headRow, column, headRow, column + unitHeads.length - 1]
    }),
  ]

  let pillar: string | undefined
  for (const indicator of indicators) {
    if (indicator.pillar !== pillar) {
      pillar = indicator.pillar
      merges.push([rows.length, 0, rows.length, fixedWidths.length - 1])
      rows.push([textCell(pillar, styles.group), ...Array.from({ length: columnCount - 1 }, () => ({ value: null, style: styles.group }))])
    }
    const byUnit = new Map(indicator.units.map((value) => [value.unitId, value]))
    rows.push([...cityCells(indicator), ...units.flatMap((unit) => unitCells(indicator, byUnit.get(unit.id)))])
  }
  rows.push([], [textCell(`Mã kiểm tra nguồn số liệu: ${report.sourceDigest}`, styles.reference)])

  return {
    name: 'Phụ lục I',
    columnWidths: [...fixedWidths, ...units.flatMap(() => unitWidths)],
    rows,
    merges,
    frozen: { rows: headRow + 2, columns: 2 },
    rowHeights: new Map([
      [headRow, 32],
      [headRow + 1, 32],
    ]),
    // The city's columns on the first page, then whole units beside the indicators' names; smaller than A3 nobody could read it.
    print: {
      titleRows: `$${headRow + 1}:$${headRow + 2}`,
      titleColumns: '$A:$B',
      fitToWidth: false,
      scale: 68,
      paper: 'a3',
      newPageAt: Array.from(
        { length: Math.ceil(Math.max(0, units.length - unitsBesideCity) / unitsAcrossPage) },
        (_, page) => fixedWidths.length + (unitsBesideCity + page * unitsAcrossPage) * unitHeads.length,
      ),
    },
  }
}

const cityCells = (indicator: IndicatorResult): readonly SheetCell[] => [
  orderCell(indicator.order),
  textCell(indicator.name),
  indicator.unitOfMeasure === '' ? emptyCell : textCell(indicator.unitOfMeasure, styles.centre),
  textCell(indicator.targetText, styles.centre),
  isInWords(indicator.kind) ? emptyCell : targetCell(indicator.target, indicator.unitOfMeasure),
  ...(isInWords(indicator.kind)
    ? [emptyCell, emptyCell, indicator.reportedUnits === 0 ? missingCell : textCell(answeredText(indicator), styles.centre), emptyCell]
    : figureCells(indicator, indicator.cityNumerator, indicator.cityDenominator, indicator.cityResult, indicator.cityAttainment)),
  countCell(indicator.assignedUnits),
  countCell(indicator.reportedUnits),
]

const unitCells = (indicator: IndicatorResult, value: UnitResult | undefined): readonly SheetCell[] =>
  value === undefined
    ? unitHeads.map(() => notOwedCell)
    : isInWords(indicator.kind)
      ? [emptyCell, emptyCell, emptyCell, value.words === undefined ? missingCell : textCell('Đã trả lời', styles.centre), emptyCell]
      : [
          isOneAnswer(indicator.kind)
            ? textCell(indicator.targetText, styles.centre)
            : targetCell(value.target, figuresOfUnit(indicator).unitOfMeasure),
          ...figureCells(figuresOfUnit(indicator), value.numerator, value.denominator, value.result, value.attainment),
        ]

function figureCells(
  indicator: Figures,
  numerator: UnitResult['numerator'],
  denominator: UnitResult['denominator'],
  result: UnitResult['result'],
  attainment: Attainment,
): readonly SheetCell[] {
  const noData = attainment === 'noData'
  // What has no numerator by its nature is not a missing one; a result without a target cannot be judged, and is not missing.
  const empty = noData && result === null ? missingCell : emptyCell
  const judged = noData ? empty : textCell(attainmentText[attainment], styles.centre)
  if (isOneAnswer(indicator.kind)) return [empty, empty, noData ? empty : textCell(milestoneText[attainment], styles.centre), judged]
  return [
    numerator === null ? empty : amountCell(numerator),
    denominator === null ? empty : amountCell(denominator),
    result === null ? empty : resultCell(result, indicator),
    judged,
  ]
}
