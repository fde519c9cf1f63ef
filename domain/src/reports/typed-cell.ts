import { isInWords, isYesOrNo } from '../indicators/indicator.ts'
import type { Figure, Indicator, IndicatorKind } from '../indicators/indicator.ts'
import { longestWords, wordsOf } from '../indicators/words.ts'
import { fold } from '../plans/addressees.ts'
import { formatDecimal, multiplyDecimals, parseDecimal, parseVietnameseNumber } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import type { Cell, FindingCode } from './check-entries.ts'

/** What stands in a cell of somebody's spreadsheet, before it is known what is asked there. Blank is `null`, never zero. */
export type TypedCell =
  | null
  | string
  /** `isPercent`: it is kept as a fraction and shown times a hundred. */
  | { readonly number: string; readonly isPercent?: boolean }
  | { readonly date: string }
  /** "#REF!", or a formula that nobody has reckoned. */
  | { readonly error: string }

/** How words write their numbers: "1.234,5" or "1234.5". Never guessed: "1.234" is a different number in each. */
export type NumberStyle = 'vietnamese' | 'machine'

export type CellFaultCode =
  | FindingCode
  | 'dateNotNumber'
  | 'formulaError'
  | 'percentNotCount'
  | 'tooManyDigits'
  | 'noSuchCell'
  | 'noteTooLong'

export type ReadCell =
  | { readonly value: Decimal | undefined }
  | { readonly words: string | undefined }
  | { readonly fault: CellFaultCode; readonly text: string }

/** Only a ratio has two figures. */
export const asksDenominator = (kind: IndicatorKind): boolean => kind === 'ratio'

export const longestNote = 2000

/** A cell that asks for a figure of this indicator. */
export function readFigureCell(
  { kind, unitOfMeasure }: Pick<Indicator, 'kind' | 'unitOfMeasure'>,
  field: Cell,
  cell: TypedCell,
  numbers: NumberStyle = 'vietnamese',
): ReadCell {
  if (isInWords(kind) && field === 'numerator') return readWordsCell(cell)
  if (isBlank(cell)) return { value: undefined }
  if (field === 'denominator' && !asksDenominator(kind)) return { fault: 'noSuchCell', text: cellText(cell) }
  if (isYesOrNo(kind)) {
    const answer = typeof cell === 'object' && !('number' in cell) ? undefined : parseYesOrNo(cellText(cell))
    return answer === undefined ? { fault: faultOfKind(cell) ?? 'notYesOrNo', text: cellText(cell) } : { value: answer }
  }
  return readNumberCell(cell, { numbers, asksPercent: unitOfMeasure === '%' && !asksDenominator(kind) })
}

/** The one cell of an indicator of words; what looks like a number there is words too, as its reader sees it. */
function readWordsCell(cell: TypedCell): ReadCell {
  if (cell !== null && typeof cell === 'object' && 'error' in cell) return { fault: 'formulaError', text: cell.error }
  const words = wordsOf(cellText(cell))
  return words !== undefined && words.length > longestWords ? { fault: 'wordsTooLong', text: `${words.slice(0, 40)}…` } : { words }
}

/** What two read cells of an indicator are together. */
export function figureIn(numerator: Exclude<ReadCell, { fault: unknown }>, denominator: Exclude<ReadCell, { fault: unknown }>): Figure {
  if ('words' in numerator) return numerator.words === undefined ? {} : { words: numerator.words }
  const below = 'value' in denominator ? denominator.value : undefined
  return {
    ...(numerator.value === undefined ? {} : { numerator: numerator.value }),
    ...(below === undefined ? {} : { denominator: below }),
  }
}

/** A percentage is taken only where a percentage is asked: the figures of a ratio are what was counted. */
function readNumberCell(
  cell: Exclude<TypedCell, null>,
  { numbers, asksPercent }: { readonly numbers: NumberStyle; readonly asksPercent: boolean },
): ReadCell {
  const text = cellText(cell)
  const kindFault = faultOfKind(cell)
  if (kindFault !== undefined) return { fault: kindFault, text }
  const isPercent = typeof cell === 'string' ? cell.trim().endsWith('%') : 'isPercent' in cell && cell.isPercent === true
  if (isPercent && !asksPercent) return { fault: 'percentNotCount', text }
  const number = numberOf(cell, numbers)
  if (number === undefined) return { fault: 'notANumber', text }
  return fits(number, typeof cell === 'string' ? 24 : 15) ? { value: number } : { fault: 'tooManyDigits', text }
}

function numberOf(cell: Exclude<TypedCell, null>, numbers: NumberStyle): Decimal | undefined {
  if (typeof cell === 'string') {
    const plain = cell.trim().replace(/\s*%$/u, '')
    return numbers === 'vietnamese' ? parseVietnameseNumber(plain) : parseDecimal(plain)
  }
  const number = 'number' in cell ? parseDecimal(cell.number) : undefined
  return number !== undefined && 'isPercent' in cell && cell.isPercent === true ? multiplyDecimals(number, '100') : number
}

function faultOfKind(cell: TypedCell): CellFaultCode | undefined {
  if (cell === null || typeof cell === 'string' || 'number' in cell) return undefined
  return 'date' in cell ? 'dateNotNumber' : 'formulaError'
}

/** Words beside a figure; whatever stands there is taken as it is read. */
export function readNoteCell(cell: TypedCell): { readonly value: string } | { readonly fault: CellFaultCode; readonly text: string } {
  if (cell !== null && typeof cell === 'object' && 'error' in cell) return { fault: 'formulaError', text: cell.error }
  const text = cellText(cell).normalize('NFC').trim()
  return text.length > longestNote ? { fault: 'noteTooLong', text: `${text.slice(0, 40)}…` } : { value: text }
}

export const isBlank = (cell: TypedCell): cell is null => cell === null || (typeof cell === 'string' && cell.trim() === '')

/** The cell as its reader sees it. */
export function cellText(cell: TypedCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if ('date' in cell) return cell.date
  if ('error' in cell) return cell.error
  const number = parseDecimal(cell.number)
  if (number === undefined) return cell.number
  return cell.isPercent === true ? `${formatDecimal(multiplyDecimals(number, '100'))}%` : formatDecimal(number)
}

/** "1", "có", "x", "đã triển khai" or "0", "chưa", "không". */
export function parseYesOrNo(text: string): '1' | '0' | undefined {
  const words = fold(text)
  if (['1', 'x', 'co', 'yes', 'y', 'dat', 'roi', 'true', 'hoan thanh'].includes(words) || /^da\b/u.test(words)) return '1'
  if (['0', 'no', 'n', 'k', 'false'].includes(words) || /^(?:chua|khong)\b/u.test(words)) return '0'
  return undefined
}

/** A figure has at most 24 digits and ten behind the comma, here and on the wire; of a number a spreadsheet itself keeps only fifteen. */
function fits(number: Decimal, mostWhole: 15 | 24): boolean {
  const [whole = '', decimals = ''] = number.replace('-', '').split('.')
  return whole.length <= mostWhole && decimals.length <= 10
}
