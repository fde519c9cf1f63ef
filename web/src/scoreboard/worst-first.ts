import type { Scoreboard } from '@haidang/api/consolidation'
import { isInWords } from '@haidang/domain/indicators/indicator'

export type BoardIndicator = Scoreboard['indicators'][number]

const rank = { notReached: 0, noData: 1, reached: 2 } as const

/** What is not reached first, the furthest from its target before the rest; then what nobody reported; then what is reached; words at the end. */
export const worstFirst = (indicators: readonly BoardIndicator[]): readonly BoardIndicator[] =>
  indicators.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || shortfall(b) - shortfall(a) || a.code.localeCompare(b.code, 'vi', { numeric: true }),
  )

const rankOf = ({ kind, attainment }: BoardIndicator): number => (isInWords(kind) ? 3 : rank[attainment])

/** How far below the target, as a part of it: points of a small target weigh more. For the order only. */
function shortfall({ distance, target }: BoardIndicator): number {
  const goal = Number(target.value ?? '0')
  return distance === null || goal === 0 ? 0 : -Number(distance) / Math.abs(goal)
}
