import type { ConsolidatedReport, IndicatorResult, UnitResult } from '@haidang/domain/consolidation/consolidated-report'
import { cell, paragraph, row, run, table, textParagraph } from '../docx/write-xml.ts'
import { textCell } from './annex.ts'
import { landscape, textWidthOf } from './page.ts'
import { attainmentLetter, figuresOfUnit, milestoneText, figuresText, noFigure, resultText, targetQuantityText } from './quantities.ts'
import { textWidthTwips } from './text-width.ts'

/**
 * Forty units do not fit beside forty indicators on A4. The office's own form is used: units down the page, the indicators
 * of one pillar across it in bands, so that each unit finds itself on one line and 400 units only make the table longer.
 */
type Column = { readonly head: string; readonly share: number; readonly of: (cell: CellValues) => string; readonly centred?: boolean }
type CellValues = {
  readonly target: string
  readonly figures: string
  readonly result: string
  readonly attainment: string
  readonly missing: boolean
}
type Unit = ConsolidatedReport['units'][number]

const sizePt = 8.5
const orderColumn = 454
const narrowestUnitColumn = 2438
const widestUnitColumn = 3118
const indicatorsWidth = textWidthOf(landscape) - orderColumn - narrowestUnitColumn
const cellMargin = 40
/** A longer table begins on a page of its own: its head and a single line at the foot of a page help nobody. */
const mostRowsInTheFlow = 8
const notAssigned = 'x'

const target: Column = { head: 'Chỉ tiêu', share: 665, of: (values) => values.target, centred: true }
const figures: Column = { head: 'Tử số/\nmẫu số', share: 1095, of: (values) => values.figures }
const result: Column = { head: 'Kết quả', share: 725, of: (values) => values.result }
const attainment: Column = { head: 'Đạt', share: 350, of: (values) => values.attainment, centred: true }

const groups: readonly { readonly group: Unit['group']; readonly name: string }[] = [
  { group: 'department', name: 'Phòng, ban chuyên môn' },
  { group: 'agency', name: 'Cơ quan, đơn vị phối hợp' },
  { group: 'ward', name: 'Phường, xã' },
]

export function unitTables(report: ConsolidatedReport, locality: string): string {
  const pillars = Map.groupBy(
    report.indicators.filter((indicator) => indicator.units.length > 0),
    (indicator) => indicator.pillar,
  )
  const bands = [...pillars].flatMap(([pillar, indicators]) => bandsOf(indicators).map((band) => ({ pillar, indicators: band })))
  if (bands.length === 0) return ''

  return (
    textParagraph(
      'TableNote',
      `Ký hiệu trong các biểu dưới đây: “Đ” là đạt; “C” là chưa đạt; “${noFigure}” trên nền xám là chưa có số liệu, không có nền xám là không giao mức cụ thể; “${notAssigned}” là không giao chỉ tiêu cho đơn vị; với chỉ tiêu tính theo số đơn vị, “1” là đã thực hiện, “0” là chưa thực hiện.`,
    ) + bands.map((band, index) => bandTable(report, locality, band, index + 1)).join('')
  )
}

const columnsOf = (indicator: IndicatorResult): readonly Column[] => {
  const hasFigures = indicator.kind === 'ratio' || indicator.units.some((unit) => unit.denominator !== null)
  const wide = (column: Column): Column => ({ ...column, share: column.share + 240 })
  return hasFigures ? [target, figures, result, attainment] : [wide(target), wide(result), attainment]
}

const shareOf = (indicator: IndicatorResult): number => columnsOf(indicator).reduce((sum, column) => sum + column.share, 0)

/** As few bands as fit the page, filled evenly, so that the last one is not a single lost column. */
function bandsOf(indicators: readonly IndicatorResult[]): readonly (readonly IndicatorResult[])[] {
  const widest = Math.max(...indicators.map(shareOf))
  const perBand = Math.max(1, Math.floor(indicatorsWidth / widest))
  const bandCount = Math.ceil(indicators.length / perBand)
  const bands: IndicatorResult[][] = []
  for (let index = 0; index < bandCount; index += 1) {
    const from = Math.round((index * indicators.length) / bandCount)
    bands.push(indicators.slice(from, Math.round(((index + 1) * indicators.length) / bandCount)))
  }
  return bands
}

type Band = { readonly pillar: string; readonly indicators: readonly IndicatorResult[] }
type Laid = {
  readonly indicator: IndicatorResult
  readonly columns: readonly Column[]
  readonly widths: readonly number[]
  readonly byUnit: ReadonlyMap<string, UnitResult>
}

function bandTable({ units }: ConsolidatedReport, locality: string, { pillar, indicators }: Band, number: number): string {
  const laid = layOut(indicators)
  const unitColumn = narrowestUnitColumn + spareForUnits(indicators)
  const columns = [orderColumn, unitColumn, ...laid.flatMap(({ widths }) => widths)]
  const tableWidth = columns.reduce((sum, column) => sum + column, 0)
  const owing = new Set(indicators.flatMap((indicator) => indicator.units.map((unit) => unit.unitId)))

  const rows = headRows(laid, unitColumn)
  let order = 0
  for (const { group, name } of groups) {
    const members = units.filter((unit) => unit.group === group && owing.has(unit.id))
    if (members.length === 0) continue
    rows.push(
      row([
        cell(paragraph('TextCell', run(name, { bold: true, italic: true, sizePt: 9 }), '<w:keepNext/>'), {
          width: tableWidth,
          span: columns.length,
        }),
      ]),
    )
    for (const unit of members) {
      order += 1
      rows.push(unitRow(unit, order, laid, unitColumn))
    }
  }
  rows.push(totalRow(locality, laid, unitColumn))
  const caption = `Biểu 2.${number}. Kết quả của các cơ quan, đơn vị: ${pillar} (chỉ tiêu ${rangeOf(indicators)})`
  return (
    paragraph('TableCaption', run(caption), order > mostRowsInTheFlow ? '<w:pageBreakBefore/>' : '') +
    table(rows, { columns, borders: true, cellMargin, align: 'center' })
  )
}

const rangeOf = (indicators: readonly IndicatorResult[]): string => indicators.map((indicator) => String(indicator.order)).join(', ')

/** Room that few indicators leave goes first to the names of the units. */
const spareForUnits = (indicators: readonly IndicatorResult[]): number =>
  Math.max(
    0,
    Math.min(widestUnitColumn - narrowestUnitColumn, indicatorsWidth - indicators.reduce((sum, indicator) => sum + shareOf(indicator), 0)),
  )

function layOut(indicators: readonly IndicatorResult[]): readonly Laid[] {
  const total = indicators.reduce((sum, indicator) => sum + shareOf(indicator), 0)
  const stretch = Math.min(1.7, (indicatorsWidth - spareForUnits(indicators)) / total)
  return indicators.map((indicator) => {
    const columns = columnsOf(indicator)
    return {
      indicator,
      columns,
      widths: columns.map((column) => Math.floor(column.share * stretch)),
      byUnit: new Map(indicator.units.map((unit) => [unit.unitId, unit])),
    }
  })
}

function headRows(laid: readonly Laid[], unitColumn: number): string[] {
  const above = laid.map(({ indicator, widths }) =>
    textCell('HeadCell', `(${indicator.order}) ${indicator.name}`, {
      width: widths.reduce((sum, one) => sum + one, 0),
      span: widths.length,
      sizePt,
    }),
  )
  const below = laid.flatMap(({ columns, widths }) =>
    columns.map((column, index) => textCell('HeadCell', column.head, { width: widths[index] ?? 0, sizePt })),
  )
  const fixed = (merge: 'begin' | 'continue') => [
    textCell('HeadCell', merge === 'begin' ? 'TT' : '', { width: orderColumn, merge, sizePt: 9 }),
    textCell('HeadCell', merge === 'begin' ? 'Cơ quan, đơn vị' : '', { width: unitColumn, merge, sizePt: 9 }),
  ]
  return [row([...fixed('begin'), ...above], { head: true }), row([...fixed('continue'), ...below], { head: true })]
}

const unitRow = (unit: Unit, order: number, laid: readonly Laid[], unitColumn: number): string =>
  row([
    textCell('CentreCell', String(order), { width: orderColumn, sizePt }),
    textCell('TextCell', unit.shortName, { width: unitColumn, sizePt: 9 }),
    ...laid.flatMap((place) => {
      const value = place.byUnit.get(unit.id)
      return value === undefined ? [notAssignedCell(place)] : valueCells(place, valuesOf(place.indicator, value), false)
    }),
  ])

const totalRow = (locality: string, laid: readonly Laid[], unitColumn: number): string =>
  row([
    textCell('CentreCell', '', { width: orderColumn, sizePt }),
    textCell('TextCell', `Toàn ${locality}`, { width: unitColumn, sizePt: 9, bold: true }),
    ...laid.flatMap((place) => {
      const { indicator } = place
      return valueCells(
        place,
        {
          target: indicator.targetText,
          figures: figuresText(indicator.cityNumerator, indicator.cityDenominator),
          result: indicator.kind === 'milestone' ? milestoneText[indicator.cityAttainment] : resultText(indicator.cityResult, indicator),
          attainment: attainmentLetter[indicator.cityAttainment],
          missing: indicator.cityAttainment === 'noData' && indicator.cityResult === null,
        },
        true,
      )
    }),
  ])

function valuesOf(indicator: IndicatorResult, value: UnitResult): CellValues {
  return {
    // A milestone's target is its date, which the plan words for all.
    target: indicator.kind === 'milestone' ? indicator.targetText : targetQuantityText(value.target, figuresOfUnit(indicator)),
    figures: figuresText(value.numerator, value.denominator),
    result: indicator.kind === 'milestone' ? milestoneText[value.attainment] : resultText(value.result, figuresOfUnit(indicator)),
    attainment: attainmentLetter[value.attainment],
    missing: value.attainment === 'noData' && value.result === null,
  }
}

const notAssignedCell = ({ widths }: Laid): string =>
  textCell('CentreCell', notAssigned, { width: widths.reduce((sum, one) => sum + one, 0), span: widths.length, sizePt })

const valueCells = ({ columns, widths }: Laid, values: CellValues, bold: boolean): readonly string[] =>
  columns.map((column, index) =>
    textCell(
      column.centred === true ? 'CentreCell' : 'FigureCell',
      withinCell(column.of(values), (widths[index] ?? 0) - 2 * cellMargin, bold),
      {
        width: widths[index] ?? 0,
        sizePt,
        ...(bold ? { bold } : {}),
        shaded: values.missing && column.head !== target.head,
      },
    ),
  )

/** Figures too long for their column ("12.345.678.900/23.456.789.000") break after the stroke, not within a number. */
const withinCell = (text: string, width: number, bold: boolean): string =>
  textWidthTwips(text, { sizePt, bold }) > width ? text.replace('/', '/\n') : text
