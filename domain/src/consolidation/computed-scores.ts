import { codesOf, computeFormula, parseFormula } from '../indicators/formula.ts'
import type { FigurePart, Formula } from '../indicators/formula.ts'
import { attainment } from '../indicators/indicator.ts'
import type { Figure, Indicator } from '../indicators/indicator.ts'
import { rollUpPeriods } from '../indicators/over-periods.ts'
import { divideFractions, fractionOf, multiplyFractions, roundFraction } from '../quantities/fraction.ts'
import type { Fraction } from '../quantities/fraction.ts'
import { withScores } from './scoreboard.ts'
import type { IndicatorScore, Scoreboard } from './scoreboard.ts'

/** The board of one period, with the indicators as they were defined in it. */
export type PeriodBoard = { readonly period: string; readonly indicators: readonly Indicator[]; readonly scores: Scoreboard }

const hundred = fractionOf('100')

/**
 * The boards with what is computed from their figures, each as its own formula of the period says: aggregated first, then computed. What a formula needs
 * and nobody reported is missing, and so is its result. Boards in order of time; the periods of one regime, so that the one before is the one before.
 */
export function withComputed(boards: readonly PeriodBoard[]): readonly PeriodBoard[] {
  if (!boards.some(({ indicators }) => indicators.some(({ kind }) => kind === 'formula'))) return boards
  const figures = figuresOf(boards)
  return boards.map((board, at) => {
    const computed = board.indicators.flatMap((indicator, index) => {
      const score = board.scores.indicators[index]
      return indicator.kind === 'formula' && score
        ? [[indicator.id, computedScore(indicator, score, board, figures.computed(indicator, at))] as const]
        : []
    })
    return { ...board, scores: withScores(board.scores, new Map(computed)) }
  })
}

function computedScore(
  indicator: Indicator,
  score: IndicatorScore,
  { indicators, scores }: PeriodBoard,
  value: Fraction | undefined,
): IndicatorScore {
  const least = leastCovered(indicator, indicators, scores)
  const covered = least
    ? { reportedUnits: least.reportedUnits, assignedUnits: least.assignedUnits, coverage: least.coverage }
    : { reportedUnits: score.reportedUnits, assignedUnits: score.assignedUnits, coverage: score.coverage }
  const { indicatorId, pillar } = score
  if (value === undefined) return { indicatorId, pillar, attainment: 'noData', ...covered }
  const shown = indicator.unitOfMeasure === '%' ? multiplyFractions(value, hundred) : value
  return {
    indicatorId,
    pillar,
    result: roundFraction(shown, indicator.digits),
    attainment: attainment(indicator.target, { numerator: value.above.toString(), denominator: value.below.toString() }),
    ...covered,
  }
}

/** A number is as complete as the least complete of those that it was computed from. */
function leastCovered(
  indicator: Indicator,
  indicators: readonly Indicator[],
  { indicators: scores }: Scoreboard,
): IndicatorScore | undefined {
  const named = new Set(codesBehind(indicator, indicators))
  const inputs = scores.filter((score, index) => score.assignedUnits > 0 && named.has(indicators[index]?.code ?? ''))
  return inputs.toSorted((a, b) => a.reportedUnits * b.assignedUnits - b.reportedUnits * a.assignedUnits)[0]
}

/** The codes of what is reported, through formulas of formulas. */
export function codesBehind(indicator: Indicator, indicators: readonly Indicator[], seen: readonly string[] = []): readonly string[] {
  const formula = formulaOf(indicator)
  if (formula === undefined || seen.includes(indicator.code)) return [indicator.code]
  return codesOf(formula).flatMap((code) => {
    const named = indicators.find((one) => one.code === code)
    return named ? codesBehind(named, indicators, [...seen, indicator.code]) : []
  })
}

function formulaOf({ kind, formula: written = '' }: Indicator): Formula | undefined {
  if (kind !== 'formula') return undefined
  const formula = parseFormula(written)
  return 'fault' in formula ? undefined : formula
}

/** Figures of all boards by their places in time; what was computed once is kept. */
function figuresOf(boards: readonly PeriodBoard[]) {
  const places = new Map(boards.map(({ period }, at) => [period, at]))
  const byCode = boards.map(({ indicators }) => new Map(indicators.map((indicator, index) => [indicator.code, { indicator, index }])))
  const kept = new Map<string, Fraction | undefined>()

  const computed = (indicator: Indicator, at: number): Fraction | undefined => {
    const key = `${indicator.code} ${at}`
    if (kept.has(key)) return kept.get(key)
    // A formula that comes back to itself is refused when it is written; here it would be missing.
    kept.set(key, undefined)
    const formula = formulaOf(indicator)
    const value =
      formula && computeFormula(formula, at, { figure, previous: (to) => (to > 0 ? to - 1 : undefined), aYearBefore, yearToDate })
    kept.set(key, value)
    return value
  }

  const figure = (code: string, part: FigurePart, at: number): Fraction | undefined => {
    const named = byCode[at]?.get(code)
    if (named === undefined) return undefined
    if (named.indicator.kind === 'formula') return part === 'result' ? computed(named.indicator, at) : undefined
    return partOf(named.indicator, boards[at]?.scores.indicators[named.index] ?? {}, part)
  }

  const aYearBefore = (at: number): number | undefined => {
    const period = boards[at]?.period ?? ''
    return places.get(`${Number(period.slice(0, 4)) - 1}${period.slice(4)}`)
  }

  const yearToDate = (code: string, part: FigurePart, at: number): Fraction | undefined => {
    const named = byCode[at]?.get(code)?.indicator
    const year = boards[at]?.period.slice(0, 4) ?? ''
    if (named?.periodMethod === undefined || named.kind === 'formula') return undefined
    const figures = boards.slice(0, at + 1).flatMap(({ period, scores }, place) => {
      const index = byCode[place]?.get(code)?.index
      return period.startsWith(year) ? [{ period, figure: index === undefined ? undefined : scores.indicators[index] }] : []
    })
    const whole = rollUpPeriods(named, named.periodMethod, figures)
    if (whole === undefined || whole.missing.length > 0) return undefined
    return partOf(named.periodMethod === 'mean' ? { ...named, rollUp: 'mean' } : named, whole.figure, part)
  }

  return { computed }
}

/** A ratio is a share of one, whatever it is shown as; one number stands for itself; a mean is what it is the mean of. */
function partOf({ kind, rollUp, target }: Indicator, { numerator, denominator }: Figure, part: FigurePart): Fraction | undefined {
  const [above, below] = [
    numerator === undefined ? undefined : fractionOf(numerator),
    denominator === undefined ? undefined : fractionOf(denominator),
  ]
  if (part !== 'result') return part === 'numerator' ? above : below
  const isQuotient = kind === 'ratio' || rollUp === 'mean' || (kind === 'unitCount' && target.unit === '%')
  if (!isQuotient) return above
  return above && below && divideFractions(above, below)
}
