import { isUntouched } from '../indicators/as-it-is.ts'
import type { Answer, Contribution, Part } from '../indicators/as-it-is.ts'
import { attainmentOf, isComplete, isInWords, resultOf } from '../indicators/indicator.ts'
import type { Attainment, Figure, Indicator, Target } from '../indicators/indicator.ts'
import { rollUp } from '../indicators/roll-up.ts'
import type { UnitFigure } from '../indicators/roll-up.ts'
import type { Day } from '../periods/day.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { cellsAsItIs, isCityEstimated } from './scoreboard-as-it-is.ts'
import type { AsItIsBoardQuestion } from './scoreboard-as-it-is.ts'
import type { Coverage } from './scoreboard.ts'

/** `partial`: approved of some of the units that stand behind it. `missing`: nothing was handed in, or it was handed in without a figure. */
export type CellState = 'approved' | 'partial' | 'submitted' | 'returned' | 'missing'

/** What a unit owes of an indicator in a period, and what came of it. The figure is there where it was approved, and whole. */
export type OwedCell = {
  readonly unitId: string
  readonly target?: Target
  readonly figure?: Figure
  readonly state: Exclude<CellState, 'partial'>
}

/** An indicator in a period, of a unit, of an area or of the city. */
export type Cell = {
  readonly figure: Figure
  /** Rounded at the indicator's digits. */
  readonly value?: Decimal
  /** At ten decimals, as far as a quotient is told. */
  readonly exact?: Decimal
  readonly target?: Target
  /** Undefined where nothing is asked for that it could reach. */
  readonly attainment?: Attainment
  readonly coverage: Coverage
  readonly state: CellState
  readonly isEstimated: boolean
}

/** `from`: the units of the time that are counted in it. */
export type CellNow = Cell & { readonly unitId: string; readonly from: readonly Contribution[]; readonly answers?: readonly Answer[] }

export const exactDigits = 10

/** A unit's cell by what stands there: an approved figure counts, half a pair is none; what waits for approval is only known to be there. */
export function owedCell(
  indicator: Indicator,
  {
    unitId,
    target,
    approved,
    isHandedIn,
    isReturned,
  }: {
    readonly unitId: string
    readonly target: Target | undefined
    readonly approved: Figure | undefined
    readonly isHandedIn: boolean
    readonly isReturned: boolean
  },
): OwedCell {
  const owed = { unitId, ...(target === undefined ? {} : { target }) }
  if (approved !== undefined && isComplete(indicator, approved)) return { ...owed, figure: approved, state: 'approved' }
  if (isHandedIn) return { ...owed, state: 'submitted' }
  return { ...owed, state: isReturned ? 'returned' : 'missing' }
}

/** A unit's own cell, as it was. */
export function cellOfUnit(indicator: Indicator, owed: OwedCell): Cell {
  return { ...shown(indicator, owed.figure ?? {}, owed.target), coverage: coverageOf([owed]), state: owed.state, isEstimated: false }
}

/** The cell of an area or of the city, as it was, by the indicator's own roll-up; `target` is what is asked of all of them. */
export function cellOfSeveral(indicator: Indicator, owed: readonly OwedCell[], target?: Target): Cell {
  const counted = owed.flatMap(({ unitId, figure }) => (figure === undefined ? [] : [{ unitId, figure }]))
  const coverage = coverageOf(owed)
  return { ...rolled(indicator, counted, owed.length, target), coverage, state: stateOf(coverage, owed), isEstimated: false }
}

/** Who holds today, or on another day, what units owed in a period: of each holder the units of the time. */
export type Holders = {
  readonly byHolder: ReadonlyMap<string, readonly Part<{ readonly unitId: string; readonly day: Day }>[]>
  readonly question: Omit<AsItIsBoardQuestion, 'unitIds'>
}

/** The cells of the units of a day: figures rolled along the lineage, then the rules of every cell. Whoever nothing was put to is as it was. */
export function cellsNow(indicator: Indicator, owed: readonly OwedCell[], { byHolder, question }: Holders): readonly CellNow[] {
  const owing = new Map(owed.map((one) => [one.unitId, one]))
  const cells: CellNow[] = []
  const moved = new Map<string, readonly OwedCell[]>()
  for (const [unitId, parts] of byHolder) {
    const counting = parts.filter(({ was }) => owing.has(was.unitId))
    const then = counting.flatMap(({ was }) => owing.get(was.unitId) ?? [])
    const [only] = then
    if (only === undefined) continue
    if (isUntouched(counting))
      cells.push({ unitId, ...cellOfUnit(indicator, only), from: [{ unitId: only.unitId, share: '1', isEstimated: false }] })
    else moved.set(unitId, then)
  }
  const movedUnits = [...new Set([...moved.values()].flat())]
  const figuresByUnit = Object.fromEntries(
    movedUnits.map(({ unitId, figure }) => [unitId, { figures: { [indicator.id]: figure }, isApproved: figure !== undefined }]),
  )
  const movedOwed = movedUnits.map(({ unitId, target }) => ({
    indicatorId: indicator.id,
    unitId,
    ...(target === undefined ? {} : { target }),
  }))
  for (const { unitId, figure, target, isEstimated, from, answers } of cellsAsItIs(indicator, movedOwed, { figuresByUnit }, question)) {
    const then = moved.get(unitId)
    if (then === undefined) continue
    const coverage = coverageOf(then)
    const state = isComplete(indicator, figure) && coverage.approved === coverage.expected ? 'approved' : stateOf(coverage, then)
    cells.push({ unitId, ...shown(indicator, figure, target), coverage, state, isEstimated, from, ...(answers && { answers }) })
  }
  return cells
}

/** All that the city owes in the period, and the units of the time of which a part is with nobody. */
export type OfCity = { readonly target: Target; readonly owed: readonly OwedCell[]; readonly lost: ReadonlySet<string> }

/**
 * The cell of an area on the units of a day, or of the city. The city's coverage counts the reports of the time, because those are what stands
 * behind; and its sum of what was apportioned is exact again where none of it is with nobody.
 */
export function cellOfSeveralNow(indicator: Indicator, cells: readonly CellNow[], ofCity?: OfCity): Cell {
  const counted = cells.flatMap(({ unitId, figure }) => (isComplete(indicator, figure) ? [{ unitId, figure }] : []))
  const coverage = ofCity === undefined ? cells.reduce((sum, cell) => added(sum, cell.coverage), noCoverage) : coverageOf(ofCity.owed)
  return {
    ...rolled(indicator, counted, cells.length, ofCity?.target),
    coverage,
    state: stateOf(coverage, cells),
    isEstimated: ofCity === undefined ? cells.some(({ isEstimated }) => isEstimated) : isCityEstimated(indicator, cells, ofCity.lost),
  }
}

function shown(
  indicator: Indicator,
  figure: Figure,
  target: Target | undefined,
): Pick<Cell, 'figure' | 'value' | 'exact' | 'target' | 'attainment'> {
  const measured = { ...indicator, target: target ?? indicator.target }
  const [value, exact] = [resultOf(measured, figure), resultOf({ ...measured, digits: exactDigits }, figure)]
  return {
    figure,
    ...(value === undefined ? {} : { value }),
    ...(exact === undefined ? {} : { exact }),
    ...(isAsked(indicator, target) ? { target, attainment: attainmentOf(indicator, figure, target) } : {}),
  }
}

/** Nothing is asked of words that they could reach. */
const isAsked = ({ kind }: Indicator, target: Target | undefined): target is Target => target !== undefined && !isInWords(kind)

function rolled(
  indicator: Indicator,
  counted: readonly UnitFigure[],
  assigned: number,
  target: Target | undefined,
): Pick<Cell, 'figure' | 'value' | 'exact' | 'target' | 'attainment'> {
  const { numerator, denominator, result, attainment } = rollUp(indicator, counted, assigned)
  const exact = result === undefined ? undefined : rollUp({ ...indicator, digits: exactDigits }, counted, assigned).result
  return {
    figure: { ...(numerator === undefined ? {} : { numerator }), ...(denominator === undefined ? {} : { denominator }) },
    ...(result === undefined ? {} : { value: result }),
    ...(exact === undefined ? {} : { exact }),
    ...(isAsked(indicator, target) ? { target, attainment } : {}),
  }
}

const noCoverage: Coverage = { expected: 0, reported: 0, approved: 0 }
const added = (a: Coverage, b: Coverage): Coverage => ({
  expected: a.expected + b.expected,
  reported: a.reported + b.reported,
  approved: a.approved + b.approved,
})

function coverageOf(owed: readonly OwedCell[]): Coverage {
  let [reported, approved] = [0, 0]
  for (const { state } of owed) {
    if (state === 'approved' || state === 'submitted') reported += 1
    if (state === 'approved') approved += 1
  }
  return { expected: owed.length, reported, approved }
}

export function stateOf({ expected, reported, approved }: Coverage, of: readonly { readonly state: CellState }[]): CellState {
  if (approved > 0) return approved === expected ? 'approved' : 'partial'
  if (reported > 0) return 'submitted'
  return of.some(({ state }) => state === 'returned') ? 'returned' : 'missing'
}
