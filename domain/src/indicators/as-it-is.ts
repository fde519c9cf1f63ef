import type { Day } from '../periods/day.ts'
import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import type { Lineage } from '../units/lineage.ts'
import { isInWords, isYesOrNo } from './indicator.ts'
import type { Figure, Indicator, IndicatorKind, LineagePolicy } from './indicator.ts'

/** The policies that an indicator of a kind can declare: a ratio is two figures, an answer is no amount, and a formula has no figures of its own. */
export function lineagePoliciesOf(kind: IndicatorKind): readonly LineagePolicy[] {
  if (kind === 'formula') return []
  if (isInWords(kind)) return ['oneByOne', 'notComparable']
  if (kind === 'ratio') return ['sum', 'notComparable']
  return isYesOrNo(kind) ? ['every', 'notComparable'] : ['sum', 'weightedMean', 'mean', 'greatest', 'notComparable']
}

/** What holds for an indicator that declares nothing (docs/decisions/0012-lenses.md says why). */
export function usualLineagePolicy({ kind, rollUp }: Pick<Indicator, 'kind' | 'rollUp'>): LineagePolicy {
  // A ratio is its two figures, however the city counts its units.
  if (kind === 'ratio') return 'sum'
  if (isInWords(kind)) return 'oneByOne'
  if (kind === 'unitCount' || kind === 'yesNo' || kind === 'milestone') return 'every'
  if (rollUp === 'sum' || rollUp === 'mean') return rollUp
  return rollUp === 'maximum' ? 'greatest' : 'notComparable'
}

/**
 * Whether figures of several units, added up, are the figure of all of them: of an area by the indicator's own roll-up, of the unit that holds them
 * now by its policy. What is asked as it is of an area has been through both.
 */
export function isAnsweredBySums(
  indicator: Pick<Indicator, 'kind' | 'rollUp' | 'lineagePolicy'>,
  { ofArea, asItIs }: { readonly ofArea: boolean; readonly asItIs: boolean },
): boolean {
  const policy = indicator.lineagePolicy ?? usualLineagePolicy(indicator)
  if (asItIs && policy !== 'sum') return false
  return !ofArea || indicator.rollUp === 'sumRatio' || indicator.rollUp === 'sum' || indicator.kind === 'unitCount'
}

/** A figure of a unit as it stood on a day: the last of its window. */
export type FigureThen = { readonly unitId: string; readonly day: Day; readonly figure: Figure }

/** One figure behind another: whose it was and which share of it is counted. */
export type Contribution = { readonly unitId: string; readonly share: Decimal; readonly isEstimated: boolean }

/** What a unit answered in words. */
export type Answer = { readonly unitId: string; readonly words: string }

export type FigureNow = {
  readonly unitId: string
  readonly figure: Figure
  /** True where a part was apportioned by share; the shares stand in `from`. */
  readonly isEstimated: boolean
  readonly from: readonly Contribution[]
  /** Of an indicator of words whose answers came from other units: who had given which. */
  readonly answers?: readonly Answer[]
  /** Old units of it that have no figure: they are missing, and not zero. */
  readonly missing: readonly string[]
}

/** A unit whose figures are with nobody on the day: abolished without a successor, or parted without a share. */
export type WithNobody = { readonly unitId: string; readonly because: 'abolished' | 'sharesMissing' }

export type AsItIs = { readonly figures: readonly FigureNow[]; readonly withNobody: readonly WithNobody[] }

/** Where older units are asked for: the day, and the lineage that leads to it. */
export type HoldersQuestion = { readonly lineage: Lineage; readonly on: Day }

export type AsItIsQuestion = HoldersQuestion & {
  readonly policy: LineagePolicy
  /** Digits of a mean. */
  readonly digits?: number
  /** What a unit weighs in a weighted mean (its people, its households); one that is not known is left out, and named as missing. */
  readonly sizeOf?: (unitId: string) => Decimal | undefined
}

type Policy = Omit<AsItIsQuestion, keyof HoldersQuestion>

/** What one unit holds of another: the thing that was the other's, and which share of it. */
export type Part<Was extends { readonly unitId: string }> = { readonly was: Was; readonly contribution: Contribution }

/** Who holds on the day what units had on an earlier one. */
export function holdersOf<Was extends { readonly unitId: string; readonly day: Day }>(
  all: readonly Was[],
  { lineage, on }: HoldersQuestion,
): { readonly byHolder: ReadonlyMap<string, readonly Part<Was>[]>; readonly withNobody: readonly WithNobody[] } {
  const withNobody: WithNobody[] = []
  const byHolder = new Map<string, Part<Was>[]>()
  for (const was of all) {
    const heirs = lineage(was.unitId, was.day, on)
    if ('unknown' in heirs) {
      withNobody.push({ unitId: was.unitId, because: 'sharesMissing' })
      continue
    }
    if (heirs.lost !== '0') withNobody.push({ unitId: was.unitId, because: 'abolished' })
    for (const { unitId, share, isEstimated } of heirs.heirs) {
      const of = byHolder.get(unitId) ?? []
      of.push({ was, contribution: { unitId: was.unitId, share, isEstimated } })
      byHolder.set(unitId, of)
    }
  }
  return { byHolder, withNobody }
}

/** Whether all that a unit holds is one whole unit's: then its figure and target need no policy. */
export const isUntouched = (parts: readonly Part<{ readonly unitId: string }>[]): boolean =>
  parts.length === 1 && parts[0]?.contribution.share === '1'

/** Figures of one period rolled along the lineage to the units of a day. Those of units that still stand come out as they went in. */
export function asItIs(figures: readonly FigureThen[], question: AsItIsQuestion): AsItIs {
  const { byHolder, withNobody } = holdersOf(figures, question)
  return { figures: [...byHolder].map(([unitId, parts]) => figureNow(unitId, parts, question)), withNobody }
}

export function figureNow(unitId: string, parts: readonly Part<FigureThen>[], question: Policy): FigureNow {
  const counted = parts.filter((part) => weightOf(part, question) !== undefined)
  const [only] = parts
  return {
    unitId,
    figure: only && isUntouched(parts) ? only.was.figure : combined(counted, question, parts.length),
    // A no of the whole is certain of every part, and words are nobody's share.
    isEstimated:
      question.policy !== 'every' && question.policy !== 'oneByOne' && counted.some(({ contribution }) => contribution.isEstimated),
    from: counted.map(({ contribution }) => contribution),
    ...(question.policy === 'oneByOne' && !isUntouched(parts) && { answers: answersIn(counted) }),
    missing: parts.filter((part) => !counted.includes(part)).map(({ was }) => was.unitId),
  }
}

const answersIn = (parts: readonly Part<FigureThen>[]): readonly Answer[] =>
  parts.flatMap(({ was: { unitId, figure } }) => (figure.words === undefined ? [] : [{ unitId, words: figure.words }]))

/** What a part counts; undefined where it has no figure, or no known size where sizes count. */
function weightOf({ was, contribution }: Part<FigureThen>, { policy, sizeOf }: Policy): Decimal | undefined {
  if (policy === 'oneByOne') return was.figure.words === undefined ? undefined : '1'
  if (was.figure.numerator === undefined) return undefined
  if (policy === 'mean') return '1'
  // A whole that has it may have it in its other part; a whole that lacks it lacks it in every part.
  if (policy === 'every') return contribution.share === '1' || isNo(was.figure) ? '1' : undefined
  // The greatest of a whole may be that of its other part.
  if (policy === 'greatest') return contribution.share === '1' ? '1' : undefined
  if (policy === 'sum') return contribution.share
  const size = policy === 'weightedMean' ? sizeOf?.(was.unitId) : '1'
  return size === undefined ? undefined : multiplyDecimals(contribution.share, size)
}

const isNo = ({ numerator = '0' }: Figure): boolean => compareDecimals(numerator, '1') < 0

function combined(parts: readonly Part<FigureThen>[], question: Policy, all: number): Figure {
  const { policy, digits = 2 } = question
  if (parts.length === 0 || policy === 'notComparable') return {}
  if (policy === 'oneByOne')
    return {
      words: answersIn(parts)
        .map(({ words }) => words)
        .join('\n'),
    }
  if (policy === 'every') {
    if (parts.some(({ was }) => isNo(was.figure))) return { numerator: '0' }
    return parts.length === all ? { numerator: '1' } : {}
  }
  if (policy === 'greatest') {
    const amounts = parts.flatMap(({ was }) => was.figure.numerator ?? [])
    return { numerator: amounts.reduce((greatest, amount) => (compareDecimals(amount, greatest) > 0 ? amount : greatest)) }
  }
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
