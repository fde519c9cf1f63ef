import { demandOf, usualSamePeriods } from '../indicators/declared-checks.ts'
import type { CheckRule, Demand, Relation } from '../indicators/declared-checks.ts'
import { isComplete, isInWords, isOneNumber, isYesOrNo } from '../indicators/indicator.ts'
import { longestWords } from '../indicators/words.ts'
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
  | 'wordsTooLong'
  | 'numeratorAboveDenominator'
  | 'zeroDenominator'
  | 'missingNumerator'
  | 'missingDenominator'
  | 'jump'
  | 'denominatorChanged'
  | 'sameForPeriods'
  | 'digits'
  | 'related'

/** `reason`: the report goes once the unit has said why. */
export type Severity = 'error' | 'reason' | 'warning' | 'hint'

export type Cell = 'numerator' | 'denominator'

/** Codes and values only; the words are the screen's. */
export type Finding = {
  readonly code: FindingCode
  readonly severity: Severity
  readonly indicatorId: string
  /** The cell to stand at. */
  readonly cell: Cell
  readonly values: Readonly<Record<string, Decimal>>
  /** The other indicator, where two of them disagree. */
  readonly other?: { readonly indicatorId: string; readonly cell: Cell; readonly op: Relation['op'] }
}

/** What the unit said last, and for how many periods in a row it had said just that. */
export type PastFigure = Figure & { readonly sameFor?: number }

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
export function checkEntry(indicator: Indicator, figure: Figure, previous?: PastFigure, options: CheckOptions = {}): readonly Finding[] {
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
  return [
    ...findings,
    ...asked(indicator, [
      ...surprises(indicator, figure, previous, limits, find),
      ...tooFine(indicator, figure, find),
      ...unmoved(indicator, figure, previous, find),
    ]),
  ]
}

export type ReportCheck = {
  readonly errors: readonly Finding[]
  /** Each needs a reason. */
  readonly questions: readonly Finding[]
  readonly warnings: readonly Finding[]
  /** Indicators of the form without any figure: each needs a figure or a reason. */
  readonly missing: readonly string[]
}

export type Figures = Readonly<Record<string, Figure | undefined>>
export type PastFigures = Readonly<Record<string, PastFigure | undefined>>

/** A whole form as it is about to be submitted. */
export function checkReport(
  form: readonly Indicator[],
  figures: Figures,
  previous: PastFigures = {},
  limits: CheckLimits = usualLimits,
): ReportCheck {
  const findings = form.flatMap((indicator) => [
    ...checkEntry(indicator, figures[indicator.id] ?? {}, previous[indicator.id], { moment: 'submitting', limits }),
    ...disagreements(indicator, figures),
  ])
  return {
    errors: findings.filter(({ severity }) => severity === 'error'),
    questions: findings.filter(({ severity }) => severity === 'reason'),
    warnings: findings.filter(({ severity }) => severity === 'warning'),
    missing: form.filter(({ id }) => isEmpty(figures[id])).map(({ id }) => id),
  }
}

type Asked = Finding & { readonly code: CheckRule }

const severities = { notice: 'warning', reason: 'reason', block: 'error' } as const satisfies Record<Exclude<Demand, 'none'>, Severity>

/** What an indicator's declared checks ask about a finding; nothing where they ask nothing. */
function asked(indicator: Indicator, findings: readonly Asked[]): readonly Finding[] {
  return findings.flatMap((finding) => {
    const demand = demandOf(indicator.checks, finding.code)
    return demand === 'none' ? [] : [{ ...finding, severity: severities[demand] }]
  })
}

/** Where a figure and one of another indicator do not stand to each other as was declared; a missing one says nothing. */
export function disagreements(indicator: Indicator, figures: Figures): readonly Finding[] {
  return asked(
    indicator,
    (indicator.checks?.relations ?? []).flatMap(({ cell, op, indicatorId, other }) => {
      const [mine, theirs] = [figures[indicator.id]?.[cell], figures[indicatorId]?.[other]]
      if (mine === undefined || theirs === undefined || stands(mine, op, theirs)) return []
      const values = { mine, theirs }
      return [
        { code: 'related', severity: 'reason', indicatorId: indicator.id, cell, values, other: { indicatorId, cell: other, op } } as const,
      ]
    }),
  )
}

function stands(mine: Decimal, op: Relation['op'], theirs: Decimal): boolean {
  const order = compareDecimals(mine, theirs)
  if (op === '=') return order === 0
  return op === '<=' ? order <= 0 : order >= 0
}

/** For how many periods in a row, up to the last, the figures were the same; `figures` with the oldest first. A silent period ends it. */
export function sameFor(figures: readonly (Figure | undefined)[]): number {
  const last = figures.at(-1)
  if (last === undefined || isEmpty(last)) return 0
  const before = figures.findLastIndex((figure) => !isSame(figure ?? {}, last))
  return figures.length - 1 - before
}

const isSame = (a: Figure, b: Figure): boolean => a.numerator === b.numerator && a.denominator === b.denominator && a.words === b.words

type Find = (code: FindingCode, severity: Severity, cell: Cell, values?: Record<string, Decimal>) => Finding

function unreadableCells(text: Readonly<Partial<Record<Cell, string>>>, find: Find): readonly Finding[] {
  return (['numerator', 'denominator'] as const).flatMap((cell) => {
    const typed = text[cell]?.trim() ?? ''
    return typed === '' || parseVietnameseNumber(typed) !== undefined ? [] : [find('notANumber', 'error', cell)]
  })
}

function impossibleValues(indicator: Indicator, figure: Figure, find: Find): readonly Finding[] {
  const { numerator, denominator } = figure
  if (isInWords(indicator.kind)) return tooManyWords(figure, find)
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

function tooManyWords({ words = '' }: Figure, find: Find): readonly Finding[] {
  return words.length > longestWords ? [find('wordsTooLong', 'error', 'numerator', { length: String(words.length) })] : []
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

/** The same to the digit, period after period: a figure that was copied and not counted. An answer may well stay what it is. */
function unmoved(indicator: Indicator, figure: Figure, previous: PastFigure | undefined, find: Find): readonly Asked[] {
  if (
    isYesOrNo(indicator.kind) ||
    isInWords(indicator.kind) ||
    previous?.sameFor === undefined ||
    isEmpty(figure) ||
    !isSame(figure, previous)
  )
    return []
  const periods = previous.sameFor + 1
  if (periods < (indicator.checks?.samePeriods ?? usualSamePeriods)) return []
  return [surprise(find, 'sameForPeriods', 'numerator', { periods: String(periods) })]
}

/** More decimals than are kept. What is counted for a ratio has none of its own: the digits are the percentage's. */
function tooFine(indicator: Indicator, { numerator }: Figure, find: Find): readonly Asked[] {
  if (!isOneNumber(indicator.kind) || numerator === undefined) return []
  const digits = numerator.split('.')[1]?.length ?? 0
  if (digits <= indicator.digits) return []
  return [surprise(find, 'digits', 'numerator', { numerator, digits: String(indicator.digits) })]
}

function surprises(indicator: Indicator, figure: Figure, previous: Figure | undefined, limits: CheckLimits, find: Find): readonly Asked[] {
  if (previous === undefined || !isComplete(indicator, previous) || !isComplete(indicator, figure)) return []
  if (indicator.kind === 'ratio') return [...jumpOfRatio(figure, previous, limits, find), ...changeOfBase(figure, previous, limits, find)]
  if (!isOneNumber(indicator.kind) || figure.numerator === undefined || previous.numerator === undefined) return []

  return isFurtherApart(figure.numerator, previous.numerator, limits.jumpFactor)
    ? [surprise(find, 'jump', 'numerator', { from: previous.numerator, to: figure.numerator })]
    : []
}

const surprise = (find: Find, code: CheckRule & FindingCode, cell: Cell, values: Record<string, Decimal>): Asked => ({
  ...find(code, 'warning', cell, values),
  code,
})

function jumpOfRatio(figure: Figure, previous: Figure, limits: CheckLimits, find: Find): readonly Asked[] {
  const [to, from] = [percentOf(figure), percentOf(previous)]
  if (to === undefined || from === undefined) return []

  const difference = subtractDecimals(to, from)
  const points = isNegative(difference) ? subtractDecimals('0', difference) : difference
  return compareDecimals(points, limits.jumpPoints) > 0 ? [surprise(find, 'jump', 'numerator', { from, to, points })] : []
}

function changeOfBase(figure: Figure, previous: Figure, limits: CheckLimits, find: Find): readonly Asked[] {
  const [to, from] = [figure.denominator, previous.denominator]
  if (to === undefined || from === undefined || !isFurtherApart(to, from, limits.denominatorFactor)) return []
  return [surprise(find, 'denominatorChanged', 'denominator', { from, to })]
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
  return figure?.numerator === undefined && figure?.denominator === undefined && figure?.words === undefined
}
