import type { Indicator } from '../indicators/indicator.ts'
import { exactDigits, stateOf } from './cells.ts'
import type { Cell } from './cells.ts'
import { withComputed } from './computed-scores.ts'
import type { IndicatorScore, Scoreboard } from './scoreboard.ts'

/** What one unit, one area or the city has in a period; `indicators` as they were defined in it, the computed ones among them. */
export type PeriodCells = { readonly period: string; readonly indicators: readonly Indicator[]; readonly cells: ReadonlyMap<string, Cell> }

/**
 * The cells of computed indicators by period and id, from the place's own cells; periods in order of time. Only where targets are the place's own (the
 * city's) is the result held against one.
 */
export function computedCells(
  periods: readonly PeriodCells[],
  { hasTargets }: { readonly hasTargets: boolean },
): ReadonlyMap<string, ReadonlyMap<string, Cell>> {
  const rounded = withComputed(periods.map(boardOf))
  const exact = withComputed(
    periods.map((one) => boardOf({ ...one, indicators: one.indicators.map((indicator) => ({ ...indicator, digits: exactDigits })) })),
  )
  return new Map(
    periods.map(({ period, indicators, cells }, at) => {
      const isEstimated = [...cells.values()].some((cell) => cell.isEstimated)
      const computed = indicators.flatMap(({ id, kind, target }, index): readonly (readonly [string, Cell])[] => {
        const score = rounded[at]?.scores.indicators[index]
        if (kind !== 'formula' || score === undefined || score.coverage.expected === 0) return []
        const { result, attainment, coverage } = score
        const unrounded = exact[at]?.scores.indicators[index]?.result
        return [
          [
            id,
            {
              figure: {},
              ...(result === undefined ? {} : { value: result }),
              ...(unrounded === undefined ? {} : { exact: unrounded }),
              ...(hasTargets ? { target, attainment } : {}),
              coverage,
              state: result === undefined ? 'missing' : stateOf(coverage, []),
              isEstimated: isEstimated && result !== undefined,
            },
          ],
        ]
      })
      return [period, new Map(computed)]
    }),
  )
}

const nothing = { expected: 0, reported: 0, approved: 0 }

function boardOf({ period, indicators, cells }: PeriodCells): { period: string; indicators: readonly Indicator[]; scores: Scoreboard } {
  const scores = indicators.map(({ id, pillar }): IndicatorScore => {
    const { figure = {}, value, attainment = 'noData', coverage = nothing } = cells.get(id) ?? {}
    return {
      indicatorId: id,
      pillar,
      ...figure,
      ...(value === undefined ? {} : { result: value }),
      attainment,
      reportedUnits: coverage.approved,
      assignedUnits: coverage.expected,
      coverage,
    }
  })
  return {
    period,
    indicators,
    scores: { indicators: scores, pillars: [], units: [], total: { reached: 0, notReached: 0, noData: 0, coverage: nothing } },
  }
}
