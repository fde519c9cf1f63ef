import { isInWords, isOneAnswer } from '@haidang/domain/indicators/indicator'
import { figuresOfUnit, milestoneText } from '@haidang/domain/consolidation/printed-figures'
import { annexHeads } from '@haidang/domain/consolidation/target-annex'
import type { AnnexLine, TargetAnnex } from '@haidang/domain/consolidation/target-annex'
import { amountCell, emptyCell, missingCell, orderCell, resultCell, styles, textCell } from './cells.ts'
import type { SheetCell, WorkbookSheet } from './write-workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

const legend = 'Ô gạch chéo: chưa có số liệu (không phải bằng 0).'

/** A plan's annexes of targets as a workbook whose figures are numbers. The same annex gives the same bytes. */
export function writeTargetAnnexXlsx(annex: TargetAnnex): Promise<Uint8Array> {
  const { city, units, planTitle, issuer, until } = annex
  const sheets = [
    ...(city === undefined
      ? []
      : [sheetOf(annex, { name: 'Chung', title: 'Chỉ tiêu chung', parts: [{ name: '', lines: city }], hasUnits: false })]),
    ...(units.length === 0
      ? []
      : [sheetOf(annex, { name: 'Đơn vị', title: 'Chỉ tiêu của các cơ quan, đơn vị', parts: units, hasUnits: true })]),
  ]
  return writeWorkbook(sheets, { title: `Phụ lục chỉ tiêu kèm theo ${planTitle}`, creator: issuer, created: `${until}T00:00:00Z` })
}

function sheetOf(
  annex: TargetAnnex,
  {
    name,
    title,
    parts,
    hasUnits,
  }: { readonly name: string; readonly title: string; readonly parts: TargetAnnex['units']; readonly hasUnits: boolean },
): WorkbookSheet {
  const heads = annexHeads(annex)
  const head = (text: string): SheetCell => ({ value: text === '' ? null : text, style: styles.head })
  const targets = [heads.city, ...(hasUnits ? [heads.unit] : [])]
  const columnWidths = [5, 64, 14, 13, 13, 13, ...targets.map(() => 18), 20]
  const rows: (readonly (SheetCell | null)[])[] = [
    [textCell(`Phụ lục. ${title}`, styles.title)],
    [textCell(`(${annex.planTitle}; số liệu ${annex.periodText})`, styles.reference)],
    [textCell(legend, styles.reference)],
    [head('TT'), head('Chỉ tiêu'), head('Đơn vị tính'), head(heads.result), head(''), head(''), ...targets.map(head), head('Ghi chú')],
    [head(''), head(''), head(''), head('Tử số'), head('Mẫu số'), head('Kết quả'), ...targets.map(() => head('')), head('')],
  ]
  const headRow = 3
  const figuresAt = 3
  const heights = new Map([
    [headRow, 32],
    [headRow + 1, 20],
  ])
  const alone = columnWidths.map((_, column) => column).filter((column) => column < 3 || column > 5)
  const merges: [number, number, number, number][] = [
    ...alone.map((column): [number, number, number, number] => [headRow, column, headRow + 1, column]),
    [headRow, 3, headRow, 5],
  ]
  const across = (text: string): void => {
    merges.push([rows.length, 0, rows.length, columnWidths.length - 1])
    rows.push([textCell(text, styles.group), ...columnWidths.slice(1).map(() => ({ value: null, style: styles.group }))])
  }
  for (const part of parts) {
    if (part.name !== '') across(part.name)
    let pillar: string | undefined
    for (const [index, line] of part.lines.entries()) {
      if (line.pillar !== pillar) across((pillar = line.pillar))
      // Words have no parts: they stand over the three columns of figures, as high as they take.
      if (line.words !== undefined) {
        merges.push([rows.length, figuresAt, rows.length, figuresAt + 2])
        heights.set(rows.length, heightOfWords(line.words))
      }
      rows.push(lineCells(line, index + 1, hasUnits))
    }
  }
  return {
    name,
    columnWidths,
    rows,
    merges,
    frozen: { rows: headRow + 2, columns: 2 },
    rowHeights: heights,
    print: { titleRows: `$${headRow + 1}:$${headRow + 2}`, fitToWidth: true },
  }
}

/** About forty letters find room over the three columns. */
const heightOfWords = (words: string): number =>
  2 +
  14.5 *
    Math.min(
      27,
      words.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / 38)), 0),
    )

function lineCells(line: AnnexLine, order: number, ofUnit: boolean): readonly SheetCell[] {
  const { numerator, denominator, result, attainment } = line
  const figures = ofUnit ? figuresOfUnit(line) : line
  const missing = result === null ? missingCell : emptyCell
  return [
    orderCell(order),
    textCell(line.name),
    line.unitOfMeasure === '' ? emptyCell : textCell(line.unitOfMeasure, styles.centre),
    ...(isInWords(line.kind)
      ? [line.words === undefined ? missing : textCell(line.words), emptyCell, emptyCell]
      : isOneAnswer(line.kind)
        ? [missing, missing, result === null ? missingCell : textCell(milestoneText[attainment], styles.centre)]
        : [
            numerator === null ? missing : amountCell(numerator),
            denominator === null ? missing : amountCell(denominator),
            resultCell(result, figures),
          ]),
    textCell(line.cityTarget, styles.centre),
    ...(ofUnit ? [line.unitTarget === '' ? emptyCell : textCell(line.unitTarget, styles.centre)] : []),
    line.note === '' ? emptyCell : textCell(line.note, styles.centre),
  ]
}
