import { figureNow, holdersOf, isUntouched, usualLineagePolicy } from '../indicators/as-it-is.ts'
import type { Contribution, FigureNow, HoldersQuestion, Part, WithNobody } from '../indicators/as-it-is.ts'
import { formatTarget, isComplete, isOneNumber } from '../indicators/indicator.ts'
import type { Figure, Indicator, LineagePolicy, Target } from '../indicators/indicator.ts'
import type { Day } from '../periods/day.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { scoreboard } from './scoreboard.ts'
import type { Coverage, Scoreboard, ScoreboardInput, UnitFigures } from './scoreboard.ts'

export type AsItIsBoardQuestion = HoldersQuestion & {
  /** Who owed the period. */
  readonly unitIds: readonly string[]
  /** Of a unit that owed the period the last day of its window on which it stood. */
  readonly dayOf: (unitId: string) => Day
  /** What a unit weighs on a day in a weighted mean; undefined where nobody counted. */
  readonly sizeOf?: (unitId: string, day: Day) => Decimal | undefined
}

/** An indicator of a unit of the day. Without a target where those of its parts do not say one: nobody gave it one. */
export type CellNow = FigureNow & { readonly indicatorId: string; readonly target?: Target; readonly targetsDiffer: boolean }

export type ScoreboardAsItIs = {
  /** Results on the units of the day; coverage counts the reports of the units of the time. */
  readonly scores: Scoreboard
  /** The same period on the units of the time. */
  readonly asItWas: Scoreboard
  readonly units: readonly { readonly unitId: string; readonly from: readonly Contribution[] }[]
  readonly withNobody: readonly WithNobody[]
  /** Units and indicators of the city with a figure that was apportioned by shares. */
  readonly estimated: ReadonlySet<string>
  /** Units that have no target of an indicator because the units before them had not all the same. */
  readonly targetsDiffer: ReadonlySet<string>
}

/** A period's scores on the units of a day: figures rolled along the lineage first, then the rules of every board. */
export function scoreboardAsItIs(input: ScoreboardInput, question: AsItIsBoardQuestion): ScoreboardAsItIs {
  const owed = Map.groupBy(input.assignments, ({ indicatorId }) => indicatorId)
  const cells = input.indicators.map((indicator) => cellsAsItIs(indicator, owed.get(indicator.id) ?? [], input, question))
  const all = cells.flat()
  const asItWas = scoreboard(input)
  const now = scoreboard({ indicators: input.indicators, assignments: all, figuresByUnit: figuresOf(all) })
  const coverages = new Map(asItWas.units.map(({ unitId, coverage }) => [unitId, coverage]))
  const unitsThen = question.unitIds.map((unitId) => ({
    unitId,
    day: question.dayOf(unitId),
    coverage: coverages.get(unitId) ?? { expected: 0, reported: 0, approved: 0 },
  }))
  const { byHolder, withNobody } = holdersOf(unitsThen, question)
  const lost = new Set(withNobody.map(({ unitId }) => unitId))
  return {
    scores: {
      indicators: now.indicators.map((one, index) => ({ ...one, coverage: asItWas.indicators[index]?.coverage ?? one.coverage })),
      pillars: now.pillars.map((one, index) => ({ ...one, coverage: asItWas.pillars[index]?.coverage ?? one.coverage })),
      units: now.units.map((one) => ({ ...one, coverage: coverageOf(byHolder.get(one.unitId) ?? []) })),
      total: { ...now.total, coverage: asItWas.total.coverage },
    },
    asItWas,
    units: [...byHolder].map(([unitId, parts]) => ({ unitId, from: parts.map(({ contribution }) => contribution) })),
    withNobody,
    estimated: new Set([
      ...all.flatMap(({ unitId, isEstimated }) => (isEstimated ? [unitId] : [])),
      ...input.indicators.flatMap((indicator, index) => (isCityEstimated(indicator, cells[index] ?? [], lost) ? [indicator.id] : [])),
    ]),
    targetsDiffer: new Set(all.flatMap(({ unitId, targetsDiffer }) => (targetsDiffer ? [unitId] : []))),
  }
}

type Owed = ScoreboardInput['assignments'][number]
type CellThen = { readonly unitId: string; readonly day: Day; readonly figure: Figure; readonly target: Target | undefined }

/** One indicator's cells on the units of a day; only what counts for the city is rolled. */
export function cellsAsItIs(
  indicator: Indicator,
  owed: readonly Owed[],
  { figuresByUnit, includeUnapproved }: Pick<ScoreboardInput, 'figuresByUnit' | 'includeUnapproved'>,
  { dayOf, sizeOf, ...question }: Omit<AsItIsBoardQuestion, 'unitIds'>,
): readonly CellNow[] {
  const then = owed.map(({ unitId, target }): CellThen => {
    const report = figuresByUnit[unitId]
    const figure = report?.figures[indicator.id]
    const isCounted = isComplete(indicator, figure) && (includeUnapproved === true || report?.isApproved === true)
    return { unitId, day: dayOf(unitId), figure: isCounted ? (figure ?? {}) : {}, target }
  })
  const policy = policyOf(indicator)
  return [...holdersOf(then, question).byHolder].map(([unitId, parts]) => ({
    indicatorId: indicator.id,
    ...figureNow(unitId, parts, { policy, digits: indicator.digits, sizeOf: (id) => sizeOf?.(id, dayOf(id)) }),
    ...targetNow(indicator, policy, parts),
  }))
}

const policyOf = (indicator: Indicator): LineagePolicy => indicator.lineagePolicy ?? usualLineagePolicy(indicator)

/** Equal targets carry over, different ones are never weighed against each other. */
function targetNow(
  { kind }: Indicator,
  policy: LineagePolicy,
  parts: readonly Part<CellThen>[],
): Pick<CellNow, 'targetsDiffer'> & { readonly target?: Target } {
  const targets = parts.map(({ was }) => was.target)
  const [first] = targets
  const isAlike = targets.every((target) => target && first && formatTarget(target) === formatTarget(first))
  // What was asked of each of two units is not what is asked of both together, where amounts are added.
  const isOneAmount = !isOneNumber(kind) || policy !== 'sum' || isUntouched(parts)
  if (first && isAlike && isOneAmount) return { target: first, targetsDiffer: false }
  return { targetsDiffer: targets.some((target) => target !== undefined) }
}

function figuresOf(cells: readonly CellNow[]): Readonly<Record<string, UnitFigures>> {
  const byUnit = Map.groupBy(cells, ({ unitId }) => unitId)
  return Object.fromEntries(
    [...byUnit].map(([unitId, own]) => [
      unitId,
      { figures: Object.fromEntries(own.map(({ indicatorId, figure }) => [indicatorId, figure])), isApproved: true },
    ]),
  )
}

/** A sum of what was apportioned is exact again, unless a part of it is with nobody. */
export function isCityEstimated(
  indicator: Indicator,
  cells: readonly Pick<CellNow, 'isEstimated' | 'from'>[],
  lost: ReadonlySet<string>,
): boolean {
  const isSum = policyOf(indicator) === 'sum' && (indicator.rollUp === 'sum' || indicator.rollUp === 'sumRatio')
  return cells.some(({ isEstimated, from }) => isEstimated && (!isSum || from.some(({ unitId }) => lost.has(unitId))))
}

function coverageOf(parts: readonly Part<{ readonly unitId: string; readonly coverage: Coverage }>[]): Coverage {
  const sum = (of: keyof Coverage): number => parts.reduce((total, { was }) => total + was.coverage[of], 0)
  return { expected: sum('expected'), reported: sum('reported'), approved: sum('approved') }
}
