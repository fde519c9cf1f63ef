import { compareDecimals, divideDecimals } from '../quantities/decimal.ts'
import type { Instant } from '../periods/day.ts'
import { punctuality } from './report.ts'
import type { Punctuality } from './report.ts'

/** One duty of a unit: what it owed by when, when it first handed in, and how many of the figures asked for came with it. */
export type Duty = {
  readonly dueAt: Instant
  readonly firstSubmittedAt?: Instant
  readonly expected: number
  readonly entered: number
}

/** How a unit kept its duties. Only what has fallen due or has come in counts; what is not due yet says nothing of anybody. */
export type Discipline = {
  readonly onTime: number
  readonly late: number
  readonly missing: number
  readonly notDue: number
  /** Figures that came of those asked for; a report that did not come brought none of them. */
  readonly expected: number
  readonly entered: number
}

export function disciplineOf(duties: readonly Duty[], now: Instant): Discipline {
  const judged = duties.map((duty) => ({ ...duty, is: punctuality(duty.dueAt, duty.firstSubmittedAt, now) }))
  const count = (is: Punctuality): number => judged.filter((one) => one.is === is).length
  const counted = judged.filter(({ is }) => is !== 'due')
  return {
    onTime: count('onTime'),
    late: count('late'),
    missing: count('overdue'),
    notDue: count('due'),
    expected: sum(counted.map(({ expected }) => expected)),
    entered: sum(counted.map(({ firstSubmittedAt, entered }) => (firstSubmittedAt === undefined ? 0 : entered))),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

export const judgedCount = ({ onTime, late, missing }: Pick<Discipline, 'onTime' | 'late' | 'missing'>): number => onTime + late + missing

/** A share as a percentage, rounded at two digits; undefined where there is nothing to share. */
export const shareOf = (part: number, whole: number): string | undefined => divideDecimals(String(part * 100), String(whole), 2)

/** A unit is ranked from so many judged reports on; there is a ranking at all where so many percent of the units have them. */
export const rankingRule = { leastReports: 3, leastUnitsPercent: 80 }

/**
 * Places by on-time share, then by figures that came; equals share a place, and the next counts on. A unit with too few judged reports has none,
 * and nobody has one where too few units have enough: an order of a few is no order of the whole.
 */
export function ranks(units: ReadonlyMap<string, Discipline>): ReadonlyMap<string, number> {
  const ranked = [...units].filter(([, discipline]) => judgedCount(discipline) >= rankingRule.leastReports)
  if (units.size === 0 || ranked.length * 100 < units.size * rankingRule.leastUnitsPercent) return new Map()

  const inOrder = ranked.toSorted(([, a], [, b]) => better(a, b))
  const places = new Map<string, number>()
  for (const [index, [id, discipline]] of inOrder.entries()) {
    const before = inOrder[index - 1]
    const isEqual = before !== undefined && better(before[1], discipline) === 0
    places.set(id, isEqual ? (places.get(before[0]) ?? index + 1) : index + 1)
  }
  return places
}

/** Shares are compared by their parts, not as they are rounded. */
function better(a: Discipline, b: Discipline): number {
  const [came, cameOfOther] = [figuresThatCame(a), figuresThatCame(b)]
  return (
    compareDecimals(String(b.onTime * judgedCount(a)), String(a.onTime * judgedCount(b))) ||
    compareDecimals(String(cameOfOther.entered * came.expected), String(came.entered * cameOfOther.expected))
  )
}

/** Who was asked for no figures lacks none; a share of nothing would equal every other, and units that differ would tie through it. */
const figuresThatCame = ({ entered, expected }: Discipline) => (expected === 0 ? { entered: 1, expected: 1 } : { entered, expected })
