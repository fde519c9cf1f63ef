import { subtractDecimals } from '../quantities/decimal.ts'
import { attainmentOf, compareFigures, isComplete, sumOf } from './indicator.ts'
import type { Figure, Indicator, IndicatorKind, PeriodMethod, Target } from './indicator.ts'

/**
 * Which methods mean something for a kind: a ratio has no mean, the sum of yes is not a yes. `sum`: each period counts what happened in it.
 * `cumulative`: each says what happened since the year began, so that within a year the last holds and years are added. `last`: a state;
 * `reached`: in how many periods the target was reached.
 */
export const periodMethodsOf: Readonly<Record<IndicatorKind, readonly PeriodMethod[]>> = {
  ratio: ['sum', 'cumulative', 'last', 'maximum', 'reached'],
  count: ['sum', 'cumulative', 'last', 'mean', 'maximum', 'reached'],
  amount: ['sum', 'cumulative', 'last', 'mean', 'maximum', 'reached'],
  unitCount: ['last', 'maximum', 'reached'],
  yesNo: ['last', 'reached'],
  milestone: ['last'],
  score: ['last', 'mean', 'maximum', 'reached'],
  formula: [],
  text: [],
}

export type FigureOfPeriod = { readonly period: string; readonly figure: Figure | undefined }

export type OverPeriods = {
  readonly figure: Figure
  /** Periods without a figure that the answer would have needed: it is then of the others only, and says so. */
  readonly missing: readonly string[]
  /** The period whose figure it is, of a method that takes one. */
  readonly period?: string
}

/** One figure of several periods, given in order of time; `undefined` where none of them has any. `target` is what `reached` asks for. */
export function rollUpPeriods(
  indicator: Indicator,
  method: PeriodMethod,
  figures: readonly FigureOfPeriod[],
  target: Target = indicator.target,
): OverPeriods | undefined {
  if (!periodMethodsOf[indicator.kind].includes(method))
    throw new RangeError(`Indicator ${indicator.code} is a ${indicator.kind} and cannot be rolled up over periods by "${method}".`)
  const complete = figures.flatMap(({ period, figure }) => (figure && isComplete(indicator, figure) ? [{ period, figure }] : []))
  const last = complete.at(-1)
  if (last === undefined) return undefined
  const missing = figures.filter(({ period }) => !complete.some((one) => one.period === period)).map(({ period }) => period)

  switch (method) {
    case 'sum':
      return { figure: added(complete), missing }
    case 'cumulative':
      return ofYears(complete, figures)
    case 'last':
      return { figure: last.figure, period: last.period, missing: missing.filter((period) => period > last.period) }
    case 'mean':
      return { figure: { ...added(complete), denominator: String(complete.length) }, missing }
    case 'maximum': {
      const greatest = complete.reduce((best, one) => (compareFigures(one.figure, best.figure) > 0 ? one : best))
      return { ...greatest, missing }
    }
    case 'reached': {
      const reached = complete.filter(({ figure }) => attainmentOf(indicator, figure, target) === 'reached')
      return { figure: { numerator: String(reached.length), denominator: String(figures.length) }, missing }
    }
  }
}

/** What happened in a period of which only the state since the year began is reported; `undefined` where either of the two is missing. */
export function flowOf(now: Figure | undefined, before: Figure | undefined, isFirstOfYear: boolean): Figure | undefined {
  if (now?.numerator === undefined || isFirstOfYear) return now
  if (before?.numerator === undefined) return undefined
  return {
    numerator: subtractDecimals(now.numerator, before.numerator),
    ...(now.denominator !== undefined && before.denominator !== undefined
      ? { denominator: subtractDecimals(now.denominator, before.denominator) }
      : {}),
  }
}

type Known = { readonly period: string; readonly figure: Figure }

const yearOf = (period: string): string => period.slice(0, 4)

/** Of each year the last that is known; a later period of a year without a figure is missing, an earlier one is in the later ones. */
function ofYears(complete: readonly Known[], figures: readonly FigureOfPeriod[]): OverPeriods {
  const lastOfYear = new Map(complete.map((one) => [yearOf(one.period), one]))
  const missing = figures.filter(({ period }) => period > (lastOfYear.get(yearOf(period))?.period ?? '')).map(({ period }) => period)
  return { figure: added([...lastOfYear.values()]), missing }
}

function added(known: readonly Known[]): Figure {
  const [numerator, denominator] = [
    sumOf(known.map(({ figure }) => figure.numerator)),
    sumOf(known.map(({ figure }) => figure.denominator)),
  ]
  return { ...(numerator === undefined ? {} : { numerator }), ...(denominator === undefined ? {} : { denominator }) }
}
