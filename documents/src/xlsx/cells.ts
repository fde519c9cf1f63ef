import type { Quantity } from '@haidang/domain/consolidation/consolidated-report'
import { divideDecimals, roundDecimal } from '@haidang/domain/quantities/decimal'
import type { CellStyle } from 'hucre/xlsx'
import type { SheetCell } from './write-workbook.ts'

const name = 'Times New Roman'
const side = { style: 'thin' } as const
const border = { top: side, right: side, bottom: side, left: side }
const middle = { vertical: 'center', wrapText: true } as const

export const styles = {
  title: { font: { name, size: 14, bold: true }, alignment: { horizontal: 'left', vertical: 'center' } },
  reference: { font: { name, size: 12, italic: true }, alignment: { horizontal: 'left', vertical: 'center' } },
  head: { font: { name, size: 11, bold: true }, alignment: { ...middle, horizontal: 'center' }, border },
  group: { font: { name, size: 11, bold: true }, alignment: { horizontal: 'left', vertical: 'center' }, border },
  text: { font: { name, size: 11 }, alignment: { ...middle, horizontal: 'left' }, border },
  centre: { font: { name, size: 11 }, alignment: { ...middle, horizontal: 'center' }, border },
  /** An empty cell whose figure was owed and not given. */
  missing: { font: { name, size: 11 }, border, fill: { type: 'pattern', pattern: 'lightUp', fgColor: { rgb: '808080' } } },
  /** An empty cell where nothing was owed. */
  notOwed: { font: { name, size: 11 }, border, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7E6E6' } } },
} as const satisfies Readonly<Record<string, CellStyle>>

const figureStyles = new Map<string, CellStyle>()

// One object per format: the library tells styles apart by comparing them, which is quick where they are the same.
function figureStyle(numFmt: string): CellStyle {
  const known = figureStyles.get(numFmt)
  if (known !== undefined) return known
  const style: CellStyle = { font: { name, size: 11 }, alignment: { horizontal: 'right', vertical: 'center' }, border, numFmt }
  figureStyles.set(numFmt, style)
  return style
}

export const textCell = (value: string, style: CellStyle = styles.text): SheetCell => ({ value, style })
export const countCell = (value: number): SheetCell => ({ value, style: figureStyle('#,##0') })
/** A number of order is no amount: it stands in the middle, away from the words beside it. */
export const orderCell = (value: number): SheetCell => ({ value, style: styles.centre })
export const missingCell: SheetCell = { value: null, style: styles.missing }
export const notOwedCell: SheetCell = { value: null, style: styles.notOwed }
export const emptyCell: SheetCell = { value: null, style: styles.text }

const places = (digits: number): string => (digits === 0 ? '' : `.${'0'.repeat(digits)}`)
const decimalsOf = (quantity: string): number => quantity.split('.')[1]?.length ?? 0

/** An amount as it was given. Beyond fifteen figures a spreadsheet would change it, so it stays text. */
export function amountCell(amount: Quantity): SheetCell {
  if (amount === null) return missingCell
  if (amount.replace(/\D/g, '').length > 15) return { value: amount, style: figureStyle('@') }
  return { value: Number(amount), style: figureStyle(`#,##0${places(decimalsOf(amount))}`) }
}

/** A result at the digits that the paper prints, so that paper and sheet agree to the last one; a percentage is a fraction. */
export function resultCell(
  result: Quantity,
  { digits, unitOfMeasure }: { readonly digits: number; readonly unitOfMeasure: string },
): SheetCell {
  if (result === null) return missingCell
  const rounded = roundDecimal(result, digits)
  if (unitOfMeasure !== '%') return { value: Number(rounded), style: figureStyle(`#,##0${places(digits)}`) }
  return { value: Number(divideDecimals(rounded, '100', digits + 2)), style: figureStyle(`0${places(digits)}%`) }
}

export const targetCell = (target: Quantity, unitOfMeasure: string): SheetCell =>
  target === null ? emptyCell : resultCell(target, { digits: decimalsOf(target), unitOfMeasure })
