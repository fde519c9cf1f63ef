import type { Day } from '../periods/day.ts'
import { addDecimals, divideDecimals, multiplyDecimals } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import type { Lineage } from '../units/lineage.ts'
import type { Figure } from './indicator.ts'

/**
 * How figures of old units become one of the unit that holds them now. `sum`: numerators and denominators apart, apportioned by share;
 * `weightedMean`: a mean in which each counts by its share of its size; `mean`: each counts once; `notComparable`: it must not be done.
 */
export const lineagePolicies = ['sum', 'weightedMean', 'mean', 'notComparable'] as const
export type LineagePolicy = (typeof lineagePolicies)[number]

/** A figure of a unit as it stood on a day: the last of its window. */
export type FigureThen = { readonly unitId: string; readonly day: Day; readonly figure: Figure }

/** One figure behind another: whose it was and which share of it is counted. */
export type Contribution = { readonly unitId: string; readonly share: Decimal; readonly isEstimated: boolean }

export type FigureNow = {
  readonly unitId: string
  readonly figure: Figure
  /** True where a part was apportioned by share; the shares stand in `from`. */
  readonly isEstimated: boolean
  readonly from: readonly Contribution[]
  /** Old units of it that have no figure: they are missing, and not zero. */
  readonly missing: readonly string[]
}

export type AsItIs = {
  readonly figures: readonly FigureNow[]
  /** Units whose figures are with nobody on the day: abolished without a successor, or parted without a share. */
  readonly withNobody: readonly { readonly unitId: string; readonly because: 'abolished' | 'sharesMissing' }[]
}

export type AsItIsQuestion = {
  readonly lineage: Lineage
  /** The day whose units are asked for. */
  readonly on: Day
  readonly policy: LineagePolicy
  /** Digits of a mean. */
  readonly digits?: number
  /** What a unit weighs in a weighted mean (its people, its households); one that is not known is left out, and named as missing. */
  readonly sizeOf?: (unitId: string) => Decimal | undefined
}

/** Figures of one period rolled along the lineage to the units of a day. Those of units that still stand come out as they went in. */
export function asItIs(figures: readonly FigureThen[], question: AsItIsQuestion): AsItIs {
  const { lineage, on } = question
  const withNobody: AsItIs['withNobody'][number][] = []
  const byHeir = new Map<string, { readonly was: FigureThen; readonly contribution: Contribution }[]>()
  for (const was of figures) {
    const heirs = lineage(was.unitId, was.day, on)
    if ('unknown' in heirs) {
      withNobody.push({ unitId: was.unitId, because: 'sharesMissing' })
      continue
    }
    if (heirs.lost !== '0') withNobody.push({ unitId: was.unitId, because: 'abolished' })
    for (const { unitId, share, isEstimated } of heirs.heirs) {
      const of = byHeir.get(unitId) ?? []
      of.push({ was, contribution: { unitId: was.unitId, share, isEstimated } })
      byHeir.set(unitId, of)
    }
  }
  return { figures: [...byHeir].map(([unitId, parts]) => figureNow(unitId, parts, question)), withNobody }
}

type Part = { readonly was: FigureThen; readonly contribution: Contribution }

function figureNow(unitId: string, parts: readonly Part[], question: AsItIsQuestion): FigureNow {
  const counted = parts.filter((part) => weightOf(part, question) !== undefined)
  const [only] = parts
  // What nobody has changed needs no policy.
  const isUntouched = parts.length === 1 && only?.contribution.share === '1'
  return {
    unitId,
    figure: isUntouched ? only.was.figure : combined(counted, question),
    isEstimated: counted.some(({ contribution }) => contribution.isEstimated),
    from: counted.map(({ contribution }) => contribution),
    missing: parts.filter((part) => !counted.includes(part)).map(({ was }) => was.unitId),
  }
}

/** What a part counts; undefined where it has no figure, or no known size where sizes count. */
function weightOf({ was, contribution }: Part, { policy, sizeOf }: AsItIsQuestion): Decimal | undefined {
  if (was.figure.numerator === undefined) return undefined
  if (policy === 'mean') return '1'
  if (policy === 'sum') return contribution.share
  const size = policy === 'weightedMean' ? sizeOf?.(was.unitId) : '1'
  return size === undefined ? undefined : multiplyDecimals(contribution.share, size)
}

function combined(parts: readonly Part[], question: AsItIsQuestion): Figure {
  const { policy, digits = 2 } = question
  if (parts.length === 0 || policy === 'notComparable') return {}
  const weighted = (pick: (figure: Figure) => Decimal | undefined): readonly Decimal[] =>
    parts.flatMap((part) => {
      const [amount, weight] = [pick(part.was.figure), weightOf(part, question)]
      return amount === undefined || weight === undefined ? [] : [multiplyDecimals(amount, weight)]
    })
  const numerators = weighted(({ numerator }) => numerator)
  const numerator = addDecimals(...numerators)
  if (policy === 'sum') {
    const denominators = weighted(({ denominator }) => denominator)
    // A denominator that one of them lacks would make the quotient a lie.
    return { numerator, ...(denominators.length === parts.length ? { denominator: addDecimals(...denominators) } : {}) }
  }
  const weight = addDecimals(...parts.map((part) => weightOf(part, question) ?? '0'))
  const mean = divideDecimals(numerator, weight, digits)
  return mean === undefined ? {} : { numerator: mean }
}
