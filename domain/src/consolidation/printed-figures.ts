import type { Attainment, IndicatorResult, Quantity } from './consolidated-report.ts'
import { formatDecimal } from '../quantities/decimal.ts'

/** What stands where nothing was reported: never 0, never an empty cell that looks forgotten. */
export const noFigure = '–'

export type Figures = Pick<IndicatorResult, 'digits' | 'unitOfMeasure' | 'kind'>

export const isMissing = (quantity: Quantity): quantity is null => quantity === null

/** A counted or given amount as it was given: no rounding. */
export const amountText = (amount: Quantity): string => (amount === null ? noFigure : formatDecimal(amount))

/** "98,27%": a result rounded half up at the indicator's own digits. */
export function resultText(result: Quantity, { digits, unitOfMeasure }: Figures): string {
  if (result === null) return noFigure
  return `${formatDecimal(result, digits)}${unitOfMeasure === '%' ? '%' : ''}`
}

export function targetQuantityText(target: Quantity, { unitOfMeasure }: Figures): string {
  if (target === null) return noFigure
  return `${formatDecimal(target)}${unitOfMeasure === '%' ? '%' : ''}`
}

/**
 * What one unit answers to an indicator. To a count of units ("17/17 phường, xã", "100% phường, xã") it answers 1 or 0,
 * whatever the city's measure is.
 */
export const figuresOfUnit = ({ digits, unitOfMeasure, kind }: Figures): Figures => ({
  digits,
  kind,
  unitOfMeasure: kind === 'unitCount' ? '' : unitOfMeasure,
})

/** Of words there is no sum: how many of those who owe an answer gave one. */
export const answeredText = ({ reportedUnits, assignedUnits }: Pick<IndicatorResult, 'reportedUnits' | 'assignedUnits'>): string =>
  `${amountText(String(reportedUnits))}/${amountText(String(assignedUnits))} đơn vị đã trả lời`

/** A milestone has no figure of its own: it is there or it is not. */
export const milestoneText: Readonly<Record<Attainment, string>> = {
  reached: 'Hoàn thành',
  notReached: 'Chưa hoàn thành',
  noData: noFigure,
}

/** "23.391/23.802": product promise that every ratio is shown with its figures. */
export function figuresText(numerator: Quantity, denominator: Quantity): string {
  if (numerator === null && denominator === null) return noFigure
  if (denominator === null) return amountText(numerator)
  return `${amountText(numerator)}/${amountText(denominator)}`
}

export const attainmentText: Readonly<Record<Attainment, string>> = {
  reached: 'Đạt',
  notReached: 'Chưa đạt',
  noData: 'Chưa có số liệu',
}

/** One letter in the narrow columns of the units' tables; explained under the title of the annex. */
export const attainmentLetter: Readonly<Record<Attainment, string>> = { reached: 'Đ', notReached: 'C', noData: noFigure }
