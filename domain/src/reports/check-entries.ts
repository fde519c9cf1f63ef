import { isComplete, isOneNumber } from '../indicators/indicator.ts'
import type { Figure, Indicator } from '../indicators/indicator.ts'
import {
  compareDecimals,
  divideDecimals,
  isNegative,
  isWhole,
  isZero,
  multiplyDecimals,
  parseVietnameseNumber,
  subtractDecimals,
} from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'

export type FindingCode =
  | 'notANumber'
  | 'negative'
  | 'notWhole'
  | 'notYesOrNo'
  | 'numeratorAboveDenominator'
  | 'zeroDenominator'
  | 'missingNumerator'
  | 'missingDenominator'
  | 'jump'
  | 'denominatorChanged'

export type Severity = 'error' | 'warning' | 'hint'

export type Cell = 'numerator' | 'denominator'

/** Codes and values only; the words are the screen's. */
export type Finding = {
  readonly code: FindingCode
  readonly severity: Severity
  readonly indicatorId: string
  /** The cell to stand at. */
  readonly cell: Cell
  readonly values: Readonly<Record<string, Decimal>>
}

export type CheckLimits = {
  /** A ratio that moved by more points than this since last month is asked about. */
  readonly jumpPoints: Decimal
  /** So is an amount that grew or shrank by more than this factor. */
  readonly jumpFactor: Decimal
  /** And a denominator that grew or shrank by more than this factor: whoever counts another base has another ratio. */
  readonly denominatorFactor: Decimal
}

export const usualLimits: CheckLimits = { jumpPoints: '20', jumpFactor: '2', denominatorFactor: '1.5' }

export type CheckOptions = {
  /** While typing, half a pair is only a hint. */
  readonly moment?: 'typing' | 'submitting'
  /** What stands in the cells, where it is not yet a number. */
  readonly text?: Readonly<Partial<Record<Cell, string>>>
  readonly limits?: CheckLimits
}

/** What to say beside one entry, worst first; `previous` is last month's approved or submitted figure. */
export function checkEntry(indicator: Indicator, figure: Figure, previous?: Figure, options: CheckOptions = {}): readonly Finding[] {
  const { moment = 'typing', limits = usualLimits, text = {} } = options
  const find = (code: FindingCode, severity: Severity, cell: Cell, values: Record<string, Decimal> = {}): Finding => ({
    code,
    severity,
    indicatorId: indicator.id,
    cell,
    values,
  })
  const findings = [
    ...unreadableCells(text, find),
    ...impossibleValues(indicator, figure, find),
    ...halfPair(indicator, figure, text, moment, find),
  ]
  if (findings.some(({ severity }) => severity === 'error')) return findings
  return [...findings, ...surprises(indicator, figure, previous, limits, find)]
}

export type ReportCheck = {
  readonly errors: readonly Finding[]
  readonly warnings: readonly Finding[]
  /** Indicators of the form without any figure: each needs a figure or a reason. */
  readonly missing: readonly string[]
}

export type Figures = Readonly<Record<string, Figure | undefined>>

/** A whole form as it is about to be submitted. */
export function checkReport(
  form: readonly Indicator[],
  figures: Figures,
  previous: Figures = {},
  limits: CheckLimits = usualLimits,
): ReportCheck {
  const findings = form.flatMap((indicator) =>
    checkEntry(indicator, figures[indicator.id] ?? {}, previous[indicator.id], { moment: 'submitting', limits }),
  )
  return {
    errors: findings.filter(({ severity }) => severity === 'error'),
    warnings: findings.filter(({ severity }) => severity === 'warning'),
    missing: form.filter(({ id }) => isEmpty(figures[id])).map(({ id }) => id),
  }
}

type Find = (code: FindingCode, severity: Severity, cell: Cell, values?: Record<string, Decimal>) => Finding

function unreadableCells(text: Readonly<Partial<Record<Cell, string>>>, find: Find): readonly Finding[] {
  return (['numerator', 'denominator'] as const).flatMap((cell) => {
    const typed = text[cell]?.trim() ?? ''
    return typed === '' || parseVietnameseNumber(typed) !== undefined ? [] : [find('notANumber', 'error', cell)]
  })
}

function impossibleValues(indicator: Indicator, figure: Figure, find: Find): readonly Finding[] {
  const { numerator, denominator } = figure
  const findings: Finding[] = []
  if (numerator !== undefined && isNegative(numerator)) findings.push(find('negative', 'error', 'numerator', { numerator }))
  if (denominator !== undefined && isNegative(denominator)) findings.push(find('negative', 'error', 'denominator', { denominator }))

  if (indicator.kind === 'ratio') return [...findings, ...impossiblePair(numerator, denominator, find)]
  if (numerator === undefined || isNegative(numerator)) return findings
  if (isOneNumber(indicator.kind)) {
    return indicator.kind === 'count' && indicator.digits === 0 && !isWhole(numerator)
      ? [...findings, find('notWhole', 'error', 'numerator', { numerator })]
      : findings
  }
  return numerator === '0' || numerator === '1' ? findings : [...findings, find('notYesOrNo', 'error', 'numerator', { numerator })]
}

function impossiblePair(numerator: Decimal | undefined, denominator: Decimal | undefined, find: Find): readonly Finding[] {
  if (denominator === undefined || isNegative(denominator)) return []
  // Nothing over nothing is not a ratio either: the unit leaves the cells empty and says why.
  if (isZero(denominator)) return [find('zeroDenominator', 'error', 'denominator', { denominator })]
  if (numerator === undefined || compareDecimals(numerator, denominator) <= 0) return []
  return [find('numeratorAboveDenominator', 'error', 'numerator', { numerator, denominator })]
}

/** A ratio without its figures: "98,27%" alone proves nothing and cannot be added up. */
function halfPair(
  indicator: Indicator,
  figure: Figure,
  text: CheckOptions['text'],
  moment: CheckOptions['moment'],
  find: Find,
): readonly Finding[] {
  if (indicator.kind !== 'ratio' || isEmpty(figure) || isComplete(indicator, figure)) return []
  const [cell, code] =
    figure.numerator === undefined ? (['numerator', 'missingNumerator'] as const) : (['denominator', 'missingDenominator'] as const)
  // A cell with unreadable text is not empty; that has been said already.
  if ((text?.[cell]?.trim() ?? '') !== '') return []
  return [find(code, moment === 'submitting' ? 'error' : 'hint', cell)]
}

function surprises(
  indicator: Indicator,
  figure: Figure,
  previous: Figure | undefined,
  limits: CheckLimits,
  find: Find,
): readonly Finding[] {
  if (previous === undefined || !isComplete(indicator, previous) || !isComplete(indicator, figure)) return []
  if (indicator.kind === 'ratio') return [...jumpOfRatio(figure, previous, limits, find), ...changeOfBase(figure, previous, limits, find)]
  if (!isOneNumber(indicator.kind) || figure.numerator === undefined || previous.numerator === undefined) return []

  return isFurtherApart(figure.numerator, previous.numerator, limits.jumpFactor)
    ? [find('jump', 'warning', 'numerator', { from: previous.numerator, to: figure.numerator })]
    : []
}

function jumpOfRatio(figure: Figure, previous: Figure, limits: CheckLimits, find: Find): readonly Finding[] {
  const [to, from] = [percentOf(figure), percentOf(previous)]
  if (to === undefined || from === undefined) return []

  const difference = subtractDecimals(to, from)
  const points = isNegative(difference) ? subtractDecimals('0', difference) : difference
  return compareDecimals(points, limits.jumpPoints) > 0 ? [find('jump', 'warning', 'numerator', { from, to, points })] : []
}

function changeOfBase(figure: Figure, previous: Figure, limits: CheckLimits, find: Find): readonly Finding[] {
  const [to, from] = [figure.denominator, previous.denominator]
  if (to === undefined || from === undefined || !isFurtherApart(to, from, limits.denominatorFactor)) return []
  return [find('denominatorChanged', 'warning', 'denominator', { from, to })]
}

function isFurtherApart(a: Decimal, b: Decimal, factor: Decimal): boolean {
  if (isZero(a) || isZero(b)) return false
  return compareDecimals(a, multiplyDecimals(b, factor)) > 0 || compareDecimals(b, multiplyDecimals(a, factor)) > 0
}

function percentOf({ numerator, denominator }: Figure): Decimal | undefined {
  return numerator === undefined || denominator === undefined
    ? undefined
    : divideDecimals(multiplyDecimals(numerator, '100'), denominator, 2)
}

function isEmpty(figure: Figure | undefined): boolean {
  return figure?.numerator === undefined && figure?.denominator === undefined
}
