import { attainmentOf, isComplete, isInWords } from '../indicators/indicator.ts'
import type { Attainment, Figure, Indicator, Target } from '../indicators/indicator.ts'
import { rollUp } from '../indicators/roll-up.ts'
import type { RolledUp } from '../indicators/roll-up.ts'

export type UnitFigures = {
  readonly figures: Readonly<Record<string, Figure | undefined>>
  /** Whether these figures were approved, or only submitted. */
  readonly isApproved: boolean
  /** The indicators that it handed in, where their figures are not known any more: what waited for approval on a day that is past. */
  readonly handedIn?: ReadonlySet<string>
}

export type ScoreboardInput = {
  /** In the plan's order. */
  readonly indicators: readonly Indicator[]
  readonly assignments: readonly { readonly indicatorId: string; readonly unitId: string; readonly target?: Target }[]
  readonly figuresByUnit: Readonly<Record<string, UnitFigures | undefined>>
  /** Only approved figures count, unless a provisional picture is asked for. */
  readonly includeUnapproved?: boolean
}

export type Tally = { readonly reached: number; readonly notReached: number; readonly noData: number }

/** How much stands behind a number: units that owe it, that reported it, and whose report is approved. */
export type Coverage = { readonly expected: number; readonly reported: number; readonly approved: number }

export type IndicatorScore = RolledUp & {
  readonly indicatorId: string
  readonly pillar: string
  readonly coverage: Coverage
  /** Answered in words: neither reached nor missed, so that no tally has it. Only its coverage counts. */
  readonly isInWords?: true
}

export type Scoreboard = {
  readonly indicators: readonly IndicatorScore[]
  /** City attainment of the pillar's indicators; coverage counts cells, an indicator of a unit each. */
  readonly pillars: readonly (Tally & { readonly pillar: string; readonly coverage: Coverage })[]
  /** Each unit's own cells against its own targets. */
  readonly units: readonly (Tally & { readonly unitId: string; readonly coverage: Coverage })[]
  readonly total: Tally & { readonly coverage: Coverage }
}

type Cell = {
  readonly indicator: Indicator
  readonly unitId: string
  readonly reached: Attainment
  readonly isReported: boolean
  readonly isApproved: boolean
}

/** Reached, not reached and no data, by pillar and by unit, each with its coverage. */
export function scoreboard(input: ScoreboardInput): Scoreboard {
  const cells = cellsOf(input)
  const byIndicator = Map.groupBy(cells, ({ indicator }) => indicator.id)
  const byUnit = Map.groupBy(cells, ({ unitId }) => unitId)
  const indicators = input.indicators.map((indicator) => indicatorScore(indicator, input, byIndicator.get(indicator.id) ?? []))
  const pillars = [...new Set(input.indicators.map(({ pillar }) => pillar))]
  const unitIds = [...new Set(input.assignments.map(({ unitId }) => unitId))]
  return {
    indicators,
    pillars: pillars.map((pillar) => ({
      pillar,
      ...tallyOfScores(indicators.filter((one) => one.pillar === pillar)),
      coverage: coverageOf(cells.filter(({ indicator }) => indicator.pillar === pillar)),
    })),
    units: unitIds.map((unitId) => {
      const own = byUnit.get(unitId) ?? []
      const judged = own.filter(({ indicator }) => !isInWords(indicator.kind))
      return { unitId, ...tally(judged.map(({ reached }) => reached)), coverage: coverageOf(own) }
    }),
    total: { ...tallyOfScores(indicators), coverage: coverageOf(cells) },
  }
}

/** The same with other scores of some indicators: city attainments are counted again, and cells are what they were. */
export function withScores(board: Scoreboard, others: ReadonlyMap<string, IndicatorScore>): Scoreboard {
  const indicators = board.indicators.map((score) => others.get(score.indicatorId) ?? score)
  return {
    ...board,
    indicators,
    pillars: board.pillars.map((one) => ({
      ...one,
      ...tallyOfScores(indicators.filter(({ pillar }) => pillar === one.pillar)),
    })),
    total: { ...board.total, ...tallyOfScores(indicators) },
  }
}

function cellsOf({ indicators, assignments, figuresByUnit, includeUnapproved }: ScoreboardInput): readonly Cell[] {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]))
  return assignments.flatMap(({ indicatorId, unitId, target }) => {
    const indicator = byId.get(indicatorId)
    if (!indicator) return []

    const report = figuresByUnit[unitId]
    const figure = report?.figures[indicatorId]
    const isReported = report?.handedIn?.has(indicatorId) ?? isComplete(indicator, figure)
    const counts = isComplete(indicator, figure) && (includeUnapproved === true || report?.isApproved === true)
    return [
      {
        indicator,
        unitId,
        reached: counts && target ? attainmentOf(indicator, figure, target) : ('noData' as const),
        isReported,
        isApproved: isReported && report?.isApproved === true,
      },
    ]
  })
}

function indicatorScore(indicator: Indicator, { figuresByUnit, includeUnapproved }: ScoreboardInput, own: readonly Cell[]): IndicatorScore {
  const counted = own.filter(({ isReported, isApproved }) => isApproved || (includeUnapproved === true && isReported))
  const figures = counted.map(({ unitId }) => ({ unitId, figure: figuresByUnit[unitId]?.figures[indicator.id] ?? {} }))
  return {
    indicatorId: indicator.id,
    pillar: indicator.pillar,
    ...rollUp(indicator, figures, own.length),
    coverage: coverageOf(own),
    ...(isInWords(indicator.kind) && { isInWords: true }),
  }
}

const tallyOfScores = (scores: readonly IndicatorScore[]): Tally =>
  tally(scores.filter((score) => score.isInWords !== true).map(({ attainment }) => attainment))

function tally(attainments: readonly Attainment[]): Tally {
  const count = (wanted: Attainment): number => attainments.filter((one) => one === wanted).length
  return { reached: count('reached'), notReached: count('notReached'), noData: count('noData') }
}

function coverageOf(cells: readonly Cell[]): Coverage {
  return {
    expected: cells.length,
    reported: cells.filter(({ isReported }) => isReported).length,
    approved: cells.filter(({ isApproved }) => isApproved).length,
  }
}
