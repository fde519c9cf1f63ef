import type { Scoreboard } from '@haidang/api/consolidation'

export type BoardIndicator = Scoreboard['indicators'][number]

const rank = { notReached: 0, noData: 1, reached: 2 } as const

/** What is not reached first, the furthest from its target before the rest; then what nobody reported; then what is reached. */
export const worstFirst = (indicators: readonly BoardIndicator[]): readonly BoardIndicator[] =>
  indicators.toSorted(
    (a, b) =>
      rank[a.attainment] - rank[b.attainment] || shortfall(b) - shortfall(a) || a.code.localeCompare(b.code, 'vi', { numeric: true }),
  )

/** How far below the target, as a part of it: points of a small target weigh more. For the order only. */
function shortfall({ distance, target }: BoardIndicator): number {
  const goal = Number(target.value ?? '0')
  return distance === null || goal === 0 ? 0 : -Number(distance) / Math.abs(goal)
}
