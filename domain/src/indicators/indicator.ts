import { formatTerm } from '../periods/printed-deadline.ts'
import type { PrintedDeadline } from '../periods/printed-deadline.ts'
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  formatDecimal,
  multiplyDecimals,
  roundDecimal,
  subtractDecimals,
} from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import type { DeclaredChecks } from './declared-checks.ts'

/**
 * `ratio`: numerator over denominator, in percent. `count`: a number of pieces, `amount`: one of money, time, land. `unitCount`: n of n units
 * ("17/17 phường, xã"); a unit answers 1 (yes) or 0 (no), the city counts the units that did. `milestone`: 1 when it is there, 0 when not, by a day;
 * `yesNo`: the same without a day, and it may be lost again. `score`: points of an index. `formula`: computed from others (formula.ts), reported by nobody.
 * `text`: what a unit answers in words (words.ts), with which no target is compared and of which there is no sum.
 */
export const indicatorKinds = ['ratio', 'count', 'amount', 'unitCount', 'yesNo', 'milestone', 'score', 'formula', 'text'] as const
export type IndicatorKind = (typeof indicatorKinds)[number]

export type RollUpMethod = 'sumRatio' | 'sum' | 'unitsReached' | 'latest' | 'maximum' | 'mean' | 'milestone' | 'formula' | 'oneByOne'

/** One number without a denominator, which is compared as it is. */
export const isOneNumber = (kind: IndicatorKind): boolean => kind === 'count' || kind === 'amount' || kind === 'score'

/** There or not, for the city as for a unit. */
export const isOneAnswer = (kind: IndicatorKind): boolean => kind === 'yesNo' || kind === 'milestone'

/** Answered in words: neither reached nor missed, and never added up. */
export const isInWords = (kind: IndicatorKind): boolean => kind === 'text'

/** A unit answers 1 or 0, and nothing between. */
export const isYesOrNo = (kind: IndicatorKind): boolean => kind === 'unitCount' || isOneAnswer(kind)

/**
 * How figures of old units become one of the unit that holds them now. `sum`: numerators and denominators apart, apportioned by share;
 * `weightedMean`: a mean in which each counts by its share of its size; `mean`: each counts once; `every`: yes where all of them say yes;
 * `greatest`: the greatest of them; `oneByOne`: words stand beside each other, each with the old unit's name; `notComparable`: it must not be done.
 */
export const lineagePolicies = ['sum', 'weightedMean', 'mean', 'every', 'greatest', 'oneByOne', 'notComparable'] as const
export type LineagePolicy = (typeof lineagePolicies)[number]

/**
 * How an indicator's figures of several periods become one, which is another question than how units' figures do (over-periods.ts). What is not
 * declared is not rolled up.
 */
export const periodMethods = ['sum', 'cumulative', 'last', 'mean', 'maximum', 'reached'] as const
export type PeriodMethod = (typeof periodMethods)[number]

export type Comparison = '=' | '>=' | '>' | '<=' | '<' | 'range' | 'milestone'

export type Target = {
  readonly op: Comparison
  /** `null` for a milestone, which has a deadline instead. */
  readonly value: Decimal | null
  readonly value2?: Decimal
  /** The 17 below the line of "17/17". */
  readonly outOf?: Decimal
  readonly unit: string | null
  readonly deadline?: PrintedDeadline
  /** What a bare figure asks where it is no level to get to: not to be passed, to be met to the digit, or to be kept. */
  readonly direction?: Direction
}

export const directions = ['atMost', 'exactly', 'keep'] as const
export type Direction = (typeof directions)[number]

/** The words of the plan that an indicator or task comes from, with their place in the document where it was read from one. */
export type Clause = { readonly text: string; readonly start?: number; readonly end?: number }

export type Indicator = {
  readonly id: string
  readonly code: string
  readonly pillar: string
  readonly name: string
  readonly kind: IndicatorKind
  readonly numeratorLabel?: string
  readonly denominatorLabel?: string
  readonly unitOfMeasure: string
  readonly digits: number
  readonly target: Target
  readonly rollUp: RollUpMethod
  /** Declared where it is another than the usual one of its kind and roll-up. */
  readonly lineagePolicy?: LineagePolicy
  readonly periodMethod?: PeriodMethod
  /** Of the kind `formula` (formula.ts). */
  readonly formula?: string
  readonly checks?: DeclaredChecks
  readonly clause?: Clause
}

/** What a unit reports. `undefined` is "not reported", never zero and never an empty text. Only a ratio uses the denominator, and only a text the words. */
export type Figure = { readonly numerator?: Decimal; readonly denominator?: Decimal; readonly words?: string }

export type Attainment = 'reached' | 'notReached' | 'noData'

/** Whether the figure says all that the indicator asks; half a pair is not a figure. */
export function isComplete(indicator: Pick<Indicator, 'kind'>, figure: Figure | undefined): boolean {
  if (isInWords(indicator.kind)) return figure?.words !== undefined
  if (figure?.numerator === undefined) return false
  return indicator.kind !== 'ratio' || figure.denominator !== undefined
}

/** The number to show, rounded half up at the indicator's digits; a ratio in percent. Compare with `attainment`, never with this. */
export function resultOf(indicator: Pick<Indicator, 'kind' | 'digits' | 'target'>, figure: Figure | undefined): Decimal | undefined {
  if (figure?.numerator === undefined) return undefined

  const isShare = indicator.kind === 'ratio' || (indicator.kind === 'unitCount' && indicator.target.unit === '%')
  if (!isShare) return roundDecimal(figure.numerator, indicator.digits)
  if (figure.denominator === undefined) return undefined
  return divideDecimals(multiplyDecimals(figure.numerator, '100'), figure.denominator, indicator.digits)
}

/**
 * Compares the exact fraction with the target: 84.999 % has not reached 85 %, whatever it rounds to. A figure with a denominator is a
 * share (in percent where the target is), one without is compared as it is.
 *
 * Our reading of a plan's bare figure: "85% hồ sơ …" or "100% …" (operator `=`) is a level to get to, so it is reached at or
 * above it; no authority marks 86 % as a failure of 85 %. "Trên 90%" (`>`) is strict.
 */
export function attainment(target: Target, measured: Decimal | Figure | undefined): Attainment {
  const figure: Figure | undefined = typeof measured === 'string' ? { numerator: measured } : measured
  if (figure?.numerator === undefined) return 'noData'
  if (target.op === 'milestone') return compareDecimals(figure.numerator, '1') >= 0 ? 'reached' : 'notReached'
  if (target.value === null) return 'noData'

  const denominator = figure.denominator ?? '1'
  if (compareDecimals(denominator, '0') <= 0) return 'noData'

  // numerator / denominator against value / scale, without dividing.
  const scale = figure.denominator === undefined ? '1' : (target.outOf ?? (target.unit === '%' ? '100' : '1'))
  const reached = multiplyDecimals(figure.numerator, scale)
  const compareWith = (value: Decimal): -1 | 0 | 1 => compareDecimals(reached, multiplyDecimals(value, denominator))
  return meets(target, target.value, compareWith) ? 'reached' : 'notReached'
}

/** The attainment of one unit or of the city, by what the indicator's kind counts as a figure. */
export function attainmentOf(indicator: Indicator, figure: Figure | undefined, target: Target = indicator.target): Attainment {
  if (!isComplete(indicator, figure)) return 'noData'
  if (isOneNumber(indicator.kind)) return attainment(target, figure?.numerator)
  return attainment(indicator.kind === 'ratio' ? { ...target, unit: '%' } : target, figure)
}

/** How far a result stands from the target, in the target's own measure: negative falls short, for a ceiling negative is above it. */
export function distanceTo(target: Target, result: Decimal | undefined): Decimal | undefined {
  if (result === undefined || target.value === null || target.op === 'milestone') return undefined

  const above = subtractDecimals(result, target.value)
  if (target.op === 'range')
    return compareDecimals(result, target.value2 ?? target.value) > 0 ? subtractDecimals(target.value2 ?? target.value, result) : above
  return isCeiling(target) ? subtractDecimals(target.value, result) : above
}

/** Whether the target is not to be passed. */
export const isCeiling = ({ op, direction }: Pick<Target, 'op' | 'direction'>): boolean =>
  op === '<=' || op === '<' || (op === '=' && direction === 'atMost')

/** What one unit owes of the city's target: its own yes for a count of units, the same level for a ratio, nothing assumed for an amount. */
export function unitTargetOf({ kind, target }: Pick<Indicator, 'kind' | 'target'>): Target | undefined {
  if (kind === 'unitCount') return { op: '=', value: '1', unit: null }
  return kind === 'count' || kind === 'amount' || kind === 'formula' || isInWords(kind) ? undefined : target
}

/** What an indicator of words asks for: an answer, and no level of anything. */
export const noTarget: Target = { op: '=', value: null, unit: null }

/** "85%", "≥ 55%", "> 90%", "17/17", "27 mô hình", "quý II/2024": the plan's operator in the plan's order; "–" where no level is asked for. */
export function formatTarget(target: Target): string {
  if (target.op === 'milestone') return target.deadline ? formatTerm(target.deadline) : 'có'
  if (target.value === null) return target.deadline ? formatTerm(target.deadline) : '–'

  const amount = (value: Decimal): string => withUnit(formatDecimal(value), target)
  if (target.op === 'range') return `${formatDecimal(target.value)} – ${amount(target.value2 ?? target.value)}`
  if (target.outOf !== undefined) return `${signOf(target.op)}${formatDecimal(target.value)}/${formatDecimal(target.outOf)}`
  return `${signOf(target.op)}${amount(target.value)}`
}

/** By their exact values, without dividing: 89.994 % is more than 89.991 %, whatever both are shown as. A share of nothing is less than any. */
export function compareFigures(a: Figure, b: Figure): -1 | 0 | 1 {
  const [belowA, belowB] = [a.denominator ?? '1', b.denominator ?? '1']
  const [isA, isB] = [compareDecimals(belowA, '0') > 0, compareDecimals(belowB, '0') > 0]
  if (!isA || !isB) return isA === isB ? 0 : isA ? 1 : -1
  return compareDecimals(multiplyDecimals(a.numerator ?? '0', belowB), multiplyDecimals(b.numerator ?? '0', belowA))
}

/** The sum of figures, for methods that add; a figure that was not reported adds nothing and is not zero. */
export function sumOf(values: readonly (Decimal | undefined)[]): Decimal | undefined {
  const reported = values.filter((value) => value !== undefined)
  return reported.length === 0 ? undefined : addDecimals(...reported)
}

function meets(target: Target, value: Decimal, compareWith: (value: Decimal) => -1 | 0 | 1): boolean {
  switch (target.op) {
    case '=':
      if (target.direction === 'atMost') return compareWith(value) <= 0
      return target.direction === 'exactly' ? compareWith(value) === 0 : compareWith(value) >= 0
    case '>=':
      return compareWith(value) >= 0
    case '>':
      return compareWith(value) > 0
    case '<=':
      return compareWith(value) <= 0
    case '<':
      return compareWith(value) < 0
    case 'range':
      return compareWith(value) >= 0 && compareWith(target.value2 ?? value) <= 0
    case 'milestone':
      return false
  }
}

function signOf(op: Comparison): string {
  return { '=': '', '>=': '≥ ', '>': '> ', '<=': '≤ ', '<': '< ', range: '', milestone: '' }[op]
}

function withUnit(amount: string, target: Target): string {
  if (target.unit === null || target.unit === '') return amount
  return target.unit === '%' ? `${amount}%` : `${amount} ${target.unit}`
}
