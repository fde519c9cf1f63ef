import type { Instant } from '../periods/day.ts'
import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { attainment, attainmentOf, compareFigures, isComplete, resultOf, sumOf, unitTargetOf } from './indicator.ts'
import type { Attainment, Figure, Indicator, IndicatorKind, RollUpMethod } from './indicator.ts'

export type UnitFigure = {
  readonly unitId: string
  readonly figure: Figure
  /** When the figure was established; only `latest` asks. */
  readonly asOf?: Instant
}

export type RolledUp = {
  readonly numerator?: Decimal
  readonly denominator?: Decimal
  readonly result?: Decimal
  readonly attainment: Attainment
  readonly reportedUnits: number
  readonly assignedUnits: number
}

/** Which methods mean something for a kind. A ratio has no `mean`: the mean of percentages is not the percentage of anything. */
export const rollUpMethods: Readonly<Record<IndicatorKind, readonly [RollUpMethod, ...RollUpMethod[]]>> = {
  ratio: ['sumRatio', 'unitsReached', 'latest', 'maximum'],
  count: ['sum', 'latest', 'maximum', 'mean'],
  amount: ['sum', 'latest', 'maximum', 'mean'],
  unitCount: ['unitsReached'],
  yesNo: ['milestone'],
  milestone: ['milestone'],
  score: ['latest', 'mean', 'maximum'],
  formula: ['formula'],
  text: ['oneByOne'],
}

/**
 * The city's figure from the units' figures, by the indicator's own method; the formula comes after the aggregation. A unit without a
 * complete figure is missing: it is in `assigned`, in nothing else, and never counts as zero.
 */
export function rollUp(indicator: Indicator, unitFigures: readonly UnitFigure[], assigned: number): RolledUp {
  if (!rollUpMethods[indicator.kind].includes(indicator.rollUp)) {
    throw new RangeError(`Indicator ${indicator.code} is a ${indicator.kind} and cannot be rolled up by "${indicator.rollUp}".`)
  }
  const reported = unitFigures.filter(({ figure }) => isComplete(indicator, figure))
  const counts = { reportedUnits: reported.length, assignedUnits: assigned }
  if (reported.length === 0) return { attainment: 'noData', ...counts }

  return { ...cityFigure(indicator, reported, assigned), ...counts }
}

type CityFigure = Pick<RolledUp, 'numerator' | 'denominator' | 'result' | 'attainment'>

function cityFigure(indicator: Indicator, reported: readonly UnitFigure[], assigned: number): CityFigure {
  switch (indicator.rollUp) {
    case 'sumRatio':
    case 'sum':
      return shown(indicator, {
        numerator: sumOf(reported.map(({ figure }) => figure.numerator)),
        denominator: indicator.rollUp === 'sum' ? undefined : sumOf(reported.map(({ figure }) => figure.denominator)),
      })
    case 'latest':
      return shown(indicator, latestOf(reported))
    case 'maximum':
      return shown(indicator, greatestOf(reported))
    case 'unitsReached':
      return unitsReached(indicator, reported, assigned)
    case 'mean':
      return meanOf(indicator, reported)
    case 'milestone':
      return shown(indicator, milestoneOf(reported, assigned))
    case 'formula':
      // Of figures that other indicators have (formula.ts); no unit reports any of its own.
      return { attainment: 'noData' }
    case 'oneByOne':
      // Words have no sum: of several units there is how many of them answered.
      return { attainment: 'noData' }
  }
}

function shown(indicator: Indicator, figure: Figure): CityFigure {
  const result = resultOf(indicator, figure)
  return { ...defined(figure), ...(result === undefined ? {} : { result }), attainment: attainmentOf(indicator, figure) }
}

/** Units that reached what they owe, out of all that owe it: a silent unit has not shown that it did. */
function unitsReached(indicator: Indicator, reported: readonly UnitFigure[], assigned: number): CityFigure {
  const unitTarget = unitTargetOf(indicator) ?? indicator.target
  const numerator = String(reported.filter(({ figure }) => attainmentOf(indicator, figure, unitTarget) === 'reached').length)
  const figure = { numerator, denominator: String(assigned) }
  if (indicator.kind === 'unitCount') return shown(indicator, figure)

  // Of a ratio: the share of units that got to the target, whose own target is all of them.
  const result = divideDecimals(multiplyDecimals(numerator, '100'), figure.denominator, indicator.digits)
  const all = { op: '=', value: '100', unit: '%' } as const
  return { ...figure, ...(result === undefined ? {} : { result }), attainment: attainment(all, figure) }
}

function meanOf(indicator: Indicator, reported: readonly UnitFigure[]): CityFigure {
  const numerator = addDecimals(...reported.map(({ figure }) => figure.numerator ?? '0'))
  const denominator = String(reported.length)
  const result = divideDecimals(numerator, denominator, indicator.digits)
  // A mean of amounts is in the amounts' own unit, so a target in percent is compared without another hundred.
  const target = { ...indicator.target, unit: null }
  return { numerator, denominator, ...(result === undefined ? {} : { result }), attainment: attainment(target, { numerator, denominator }) }
}

/** Reached when every unit that owes it says so, not reached as soon as one says no, unknown in between. */
function milestoneOf(reported: readonly UnitFigure[], assigned: number): Figure {
  if (reported.some(({ figure }) => compareDecimals(figure.numerator ?? '0', '1') < 0)) return { numerator: '0' }
  return reported.length >= assigned ? { numerator: '1' } : {}
}

function latestOf(reported: readonly UnitFigure[]): Figure {
  const ordered = reported.toSorted((a, b) => ((a.asOf ?? '') < (b.asOf ?? '') ? -1 : Number((a.asOf ?? '') > (b.asOf ?? ''))))
  return ordered.at(-1)?.figure ?? {}
}

function greatestOf(reported: readonly UnitFigure[]): Figure {
  return reported.map(({ figure }) => figure).reduce((greatest, figure) => (compareFigures(figure, greatest) > 0 ? figure : greatest))
}

function defined({ numerator, denominator }: Figure): Figure {
  return { ...(numerator === undefined ? {} : { numerator }), ...(denominator === undefined ? {} : { denominator }) }
}
