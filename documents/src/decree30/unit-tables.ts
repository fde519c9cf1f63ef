import { isInWords, isOneAnswer } from '@haidang/domain/indicators/indicator'
import type { ConsolidatedReport, IndicatorResult, UnitResult } from '@haidang/domain/consolidation/consolidated-report'
import { cell, paragraph, row, run, table, textParagraph } from '../docx/write-xml.ts'
import { textCell } from './annex.ts'
import { landscape, textWidthOf } from './page.ts'
import {
  attainmentLetter,
  attainmentText,
  figuresOfUnit,
  milestoneText,
  figuresText,
  noFigure,
  resultText,
  targetQuantityText,
} from '@haidang/domain/consolidation/printed-figures'
import { textWidthTwips } from './text-width.ts'

/**
 * Forty units do not fit beside forty indicators on A4. The office's own form is used: units down the page, the indicators
 * across it in bands, so that each unit finds itself on one line and 400 units only make the table longer. A band holds
 * indicators that much the same units owe: by pillar alone half of the cells were "x" and the tables twice as many pages.
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
/** To fewer units a line each is plainer than a column over all of them. */
const mostUnitsInList = 6
/** Two tables of so few units mostly find room on one page. */
const mostUnitsInShortTable = 12
/** How much larger than its smallest member's circle the circle of units of a band may be. */
const mostForeignShare = 1.3

const pageHeight = landscape.height - landscape.margin.top - landscape.margin.bottom
/** One line of 9 pt with its rule and space, twips. */
const rowHeight = 260
const captionHeight = 660
/** A line of the head at 8.5 pt, and the space above and below those of a row. */
const headLineHeight = 196
const headSpace = 50
const listHeadHeight = captionHeight + 300
const headRowCount = 2
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
  const owed = report.indicators.filter((indicator) => indicator.units.length > 0 && !isInWords(indicator.kind))
  if (owed.length === 0) return ''

  const isListed = ({ units }: IndicatorResult) => units.length <= mostUnitsInList && report.units.length > 2 * mostUnitsInList
  const listed = owed.filter(isListed)
  const bands = bandsOf(owed.filter((indicator) => !isListed(indicator)))

  const pages = pageBreaks()
  const tables = bands.map((band, index) => bandTable(report, locality, band, index + 1, pages))
  if (listed.length > 0) tables.push(listTable(report, listed, bands.length + 1, pages))
  return (
    textParagraph(
      'TableNote',
      `Ký hiệu trong các biểu dưới đây: “Đ” là đạt; “C” là chưa đạt; “${noFigure}” trên nền xám là chưa có số liệu, không có nền xám là không giao mức cụ thể; “${notAssigned}” là không giao chỉ tiêu cho đơn vị; với chỉ tiêu tính theo số đơn vị, “1” là đã thực hiện, “0” là chưa thực hiện.`,
    ) + tables.join('')
  )
}

const columnsOf = (indicator: IndicatorResult): readonly Column[] => {
  const hasFigures = indicator.kind === 'ratio' || indicator.units.some((unit) => unit.denominator !== null)
  const wide = (column: Column): Column => ({ ...column, share: column.share + 240 })
  return hasFigures ? [target, figures, result, attainment] : [wide(target), wide(result), attainment]
}

const shareOf = (indicator: IndicatorResult): number => columnsOf(indicator).reduce((sum, column) => sum + column.share, 0)

/**
 * Indicators that much the same units owe come together, as many as fit across the page. The bands keep the order of their
 * first indicators, those that leave half a page free after the others: two of them share one.
 */
function bandsOf(indicators: readonly IndicatorResult[]): readonly Band[] {
  const open: { readonly indicators: IndicatorResult[]; owing: ReadonlySet<string> }[] = []
  for (const indicator of indicators) {
    const owing = new Set(indicator.units.map(({ unitId }) => unitId))
    const fitting = open.find(
      (band) =>
        together(band.owing, owing).size <= mostForeignShare * Math.min(band.owing.size, owing.size) &&
        [...band.indicators, indicator].reduce((sum, one) => sum + shareOf(one), 0) <= indicatorsWidth,
    )
    if (fitting === undefined) open.push({ indicators: [indicator], owing })
    else {
      fitting.indicators.push(indicator)
      fitting.owing = together(fitting.owing, owing)
    }
  }
  const isShort = ({ owing }: Band) => owing.size <= mostUnitsInShortTable
  return [...open.filter((band) => !isShort(band)), ...open.filter(isShort)]
}

const together = (some: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> => new Set([...some, ...others])

type Band = { readonly indicators: readonly IndicatorResult[]; readonly owing: ReadonlySet<string> }
type Laid = {
  readonly indicator: IndicatorResult
  readonly columns: readonly Column[]
  readonly widths: readonly number[]
  readonly byUnit: ReadonlyMap<string, UnitResult>
}

function bandTable(
  { units }: ConsolidatedReport,
  locality: string,
  { indicators, owing }: Band,
  number: number,
  pages: PageBreaks,
): string {
  const laid = layOut(indicators)
  const unitColumn = narrowestUnitColumn + spareForUnits(indicators)
  const columns = [orderColumn, unitColumn, ...laid.flatMap(({ widths }) => widths)]
  const tableWidth = columns.reduce((sum, column) => sum + column, 0)

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
  return (
    caption(number, indicators, pages(headHeightOf(laid), rows.length - headRowCount)) +
    table(rows, { columns, borders: true, cellMargin, align: 'center' })
  )
}

const listCaption = (number: number, breaks: boolean): string =>
  paragraph(
    'TableCaption',
    run(`Biểu 2.${number}. Kết quả các chỉ tiêu giao cho một số cơ quan, đơn vị`),
    breaks ? '<w:pageBreakBefore/>' : '',
  )

const caption = (number: number, indicators: readonly IndicatorResult[], breaks: boolean): string => {
  const pillars = [...new Set(indicators.map(({ pillar }) => pillar))].join('; ')
  const words = `Biểu 2.${number}. Kết quả của các cơ quan, đơn vị: ${pillars} (chỉ tiêu ${rangeOf(indicators)})`
  return paragraph('TableCaption', run(words), breaks ? '<w:pageBreakBefore/>' : '')
}

const rangeOf = (indicators: readonly IndicatorResult[]): string => indicators.map((indicator) => String(indicator.order)).join(', ')

const listColumns = [500, 5786, 2400, 1100, 2200, 1200, 1100]
const listHeads = ['TT', 'Chỉ tiêu', 'Cơ quan, đơn vị', 'Chỉ tiêu', 'Tử số/mẫu số', 'Kết quả', 'Đạt/chưa đạt']
const listSizePt = 9

/** What is asked of a few units only would be a table of "x": a line for each of them instead. */
function listTable({ units }: ConsolidatedReport, indicators: readonly IndicatorResult[], number: number, pages: PageBreaks): string {
  const names = new Map(units.map(({ id, shortName }) => [id, shortName]))
  const rows = indicators.flatMap((indicator) =>
    indicator.units.map((value, index) => {
      const merge = indicator.units.length === 1 ? {} : { merge: index === 0 ? ('begin' as const) : ('continue' as const) }
      const { target, figures, result, missing } = valuesOf(indicator, value)
      const width = (column: number) => ({ width: listColumns[column] ?? 0, sizePt: listSizePt })
      const judged = value.attainment === 'noData' ? noFigure : attainmentText[value.attainment]
      return row([
        textCell('CentreCell', index === 0 ? String(indicator.order) : '', { ...width(0), ...merge }),
        textCell('TextCell', index === 0 ? indicator.name : '', { ...width(1), ...merge }),
        textCell('TextCell', names.get(value.unitId) ?? value.unitId, width(2)),
        textCell('CentreCell', target, width(3)),
        textCell('FigureCell', isOneAnswer(indicator.kind) || (!missing && value.denominator === null) ? '' : figures, {
          ...width(4),
          shaded: missing,
        }),
        textCell('FigureCell', result, { ...width(5), shaded: missing }),
        textCell('CentreCell', judged, { ...width(6), shaded: missing }),
      ])
    }),
  )
  const head = row(
    listHeads.map((text, index) => textCell('HeadCell', text, { width: listColumns[index] ?? 0, sizePt: listSizePt })),
    { head: true },
  )
  return (
    listCaption(number, pages(listHeadHeight, rows.length)) +
    table([head, ...rows], { columns: listColumns, borders: true, cellMargin: 70 })
  )
}

type PageBreaks = (headHeight: number, rowCount: number) => boolean

/**
 * Whether the next table begins a new page: always the first, and any that would not end on the page it begins on. Heights
 * are estimates, a little high; a table longer than a page begins one.
 */
function pageBreaks(): PageBreaks {
  let left = 0
  return (headHeight, rowCount) => {
    const height = headHeight + rowCount * rowHeight
    const breaks = height > left
    left = (breaks ? pageHeight : left) - height
    // The last page of a long table: what its rows leave of it.
    while (left < 0) left += pageHeight - headHeight
    return breaks
  }
}

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

/** The names of the indicators take as many lines as their columns ask for; the row below them has two. */
function headHeightOf(laid: readonly Laid[]): number {
  const lines = laid.map(({ indicator, widths }) => {
    const room = widths.reduce((sum, one) => sum + one, 0) - 2 * cellMargin
    return Math.ceil((1.1 * textWidthTwips(headOf(indicator), { sizePt, bold: true })) / room)
  })
  return captionHeight + Math.max(1, ...lines) * headLineHeight + 2 * headLineHeight + 2 * headSpace
}

const headOf = ({ order, name }: IndicatorResult): string => `(${order}) ${name}`

function headRows(laid: readonly Laid[], unitColumn: number): string[] {
  const above = laid.map(({ indicator, widths }) =>
    textCell('HeadCell', headOf(indicator), {
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
          result: isOneAnswer(indicator.kind) ? milestoneText[indicator.cityAttainment] : resultText(indicator.cityResult, indicator),
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
    target: isOneAnswer(indicator.kind) ? indicator.targetText : targetQuantityText(value.target, figuresOfUnit(indicator)),
    figures: figuresText(value.numerator, value.denominator),
    result: isOneAnswer(indicator.kind) ? milestoneText[value.attainment] : resultText(value.result, figuresOfUnit(indicator)),
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
