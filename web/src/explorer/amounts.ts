import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import { formatDecimal, isNegative, isZero } from '@haidang/domain/quantities/decimal'
import { formatQuantity, formatTarget } from '../app/format.ts'
import type { Cell, Cells, Place } from './pivot.ts'
import type { Measure } from './question.ts'

/** How a cell is read: its amount in words, or why there is none; undefined where nothing is owed. */
export type Shown = { readonly text: string } | { readonly missing: 'cell' | 'change' | 'target' }

export function shownIn(
  cells: Cells,
  place: Place,
  measure: Measure,
  answers: { readonly yes: string; readonly no: string },
): Shown | undefined {
  const cell = cells.at(place)
  if (cell === undefined) return undefined
  const { indicator, unit } = place
  const amount = cells.amount(place, measure)
  if (isInWords(indicator.kind) && measure !== 'coverage') return measure === 'result' ? wordsShown(cell, place) : undefined
  if (measure === 'coverage') return { text: `${formatDecimal(String(cell.reported))}/${formatDecimal(String(cell.expected))}` }
  if (measure === 'target') return cell.target === null ? { missing: 'target' } : { text: formatTarget(cell.target) }
  if (amount === null || amount === undefined) return { missing: measure === 'change' || measure === 'yearChange' ? 'change' : 'cell' }
  if (measure === 'numerator' || measure === 'denominator') return { text: formatDecimal(amount) }
  if (measure === 'change' || measure === 'yearChange') return { text: signed(amount, indicator.digits) }
  if (isYesOrNo(indicator.kind) && unit.group !== 'city' && unit.group !== 'area')
    return { text: isZero(amount) ? answers.no : answers.yes }
  return { text: formatQuantity(amount, indicator.digits, unitOf(indicator.unitOfMeasure)) }
}

/** Of an area and of the city there is how many answered. */
function wordsShown({ words, approved, expected }: Cell, { unit }: Place): Shown {
  if (words !== null) return { text: words }
  if (unit.group !== 'city' && unit.group !== 'area') return { missing: 'cell' }
  return { text: `${formatDecimal(String(approved))}/${formatDecimal(String(expected))}` }
}

/** "+1,50", "−3", "0". */
function signed(amount: string, digits: number): string {
  const text = formatDecimal(amount, digits)
  if (isZero(amount)) return text
  return isNegative(amount) ? `−${text.replace(/^-/u, '')}` : `+${text}`
}

/** A percentage clings to its number; other units stand in the head. */
export const unitOf = (unitOfMeasure: string): '%' | null => (unitOfMeasure === '%' ? '%' : null)
