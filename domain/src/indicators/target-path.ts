import { areAlike } from '../periods/period.ts'
import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals, subtractDecimals } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { attainmentOf, isCeiling, isComplete } from './indicator.ts'
import type { Attainment, Figure, Indicator, Target } from './indicator.ts'

/**
 * Where an indicator should stand on its way to its target. `steps`: so much at each period named, which holds until the next; `linear`: evenly from
 * one period named to the next ("should be at 41 % by May"). The last step is the target itself.
 */
export type TargetPath = {
  readonly pace: 'steps' | 'linear'
  /** In order of time, each period once. */
  readonly steps: readonly { readonly period: string; readonly value: Decimal }[]
  /** How much of the pace, in percent, is still called that: below the last of them it is red. From the highest to the lowest. */
  readonly thresholds: readonly Threshold[]
}

export type Threshold = { readonly name: string; readonly percent: Decimal }

export type TargetPathFault =
  | { readonly fault: 'noSteps' }
  | { readonly fault: 'notAPeriod' | 'twice' | 'outOfOrder' | 'notANumber'; readonly at: number; readonly value: string }
  | { readonly fault: 'thresholdOutOfRange' | 'thresholdsOutOfOrder' | 'thresholdUnnamed'; readonly at: number; readonly value: string }

/** `isPeriod` says what a period of the regime looks like; text order is time order. */
export function targetPathFaults(path: TargetPath, isPeriod: (text: string) => boolean): readonly TargetPathFault[] {
  if (path.steps.length === 0) return [{ fault: 'noSteps' }]
  const steps = path.steps.flatMap(({ period }, at): readonly TargetPathFault[] => {
    if (!isPeriod(period)) return [{ fault: 'notAPeriod', at, value: period }]
    const before = path.steps[at - 1]?.period
    if (before === undefined || before < period) return []
    return [{ fault: before === period ? 'twice' : 'outOfOrder', at, value: period }]
  })
  const thresholds = path.thresholds.flatMap(({ name, percent }, at): readonly TargetPathFault[] => {
    if (name.trim() === '') return [{ fault: 'thresholdUnnamed', at, value: percent }]
    if (compareDecimals(percent, '0') <= 0 || compareDecimals(percent, '100') > 0)
      return [{ fault: 'thresholdOutOfRange', at, value: percent }]
    const before = path.thresholds[at - 1]?.percent
    return before === undefined || compareDecimals(before, percent) > 0 ? [] : [{ fault: 'thresholdsOutOfOrder', at, value: percent }]
  })
  return [...steps, ...thresholds]
}

/**
 * Where the indicator should stand at the end of a period; nothing is asked before the first step. `count` numbers periods evenly, so that half of the
 * way is half of the time. A linear pace is rounded at so many digits.
 */
export function paceAt(
  path: TargetPath,
  period: string,
  { count, digits }: { readonly count: (period: string) => number; readonly digits: number },
): Decimal | undefined {
  // A path through months says nothing of a quarter: its figure is of other days.
  if (path.steps.some((step) => !areAlike(step.period, period))) return undefined
  const before = path.steps.findLast((step) => step.period <= period)
  const after = path.steps.find((step) => step.period > period)
  if (before === undefined) return undefined
  if (after === undefined || path.pace === 'steps') return before.value
  const [done, all] = [count(period) - count(before.period), count(after.period) - count(before.period)]
  const part = divideDecimals(multiplyDecimals(subtractDecimals(after.value, before.value), String(done)), String(all), digits)
  return part === undefined ? before.value : addDecimals(before.value, part)
}

/** `reached`: the whole target; `onPace`: as far as it should be; otherwise behind, by the first threshold whose share of the pace it still has. */
export type Standing =
  | { readonly standing: 'reached' | 'onPace' | 'noData' | 'noPace' }
  | { readonly standing: 'behind'; /** None: below all of them. */ readonly threshold?: Threshold }

export function standingOf(
  indicator: Indicator,
  figure: Figure | undefined,
  { pace, thresholds = [] }: { readonly pace: Decimal | undefined; readonly thresholds?: readonly Threshold[] },
): Standing {
  if (!isComplete(indicator, figure)) return { standing: 'noData' }
  if (!isCeiling(indicator.target) && attainmentOf(indicator, figure) === 'reached') return { standing: 'reached' }
  if (pace === undefined) return { standing: 'noPace' }
  if (meets(indicator, figure, pace) === 'reached') return { standing: 'onPace' }
  const threshold = thresholds.find(({ percent }) => meets(indicator, figure, levelOf(indicator.target, pace, percent)) === 'reached')
  return { standing: 'behind', ...(threshold === undefined ? {} : { threshold }) }
}

/** Of a ceiling, 80 % of the pace is a quarter above it. */
function levelOf(target: Target, pace: Decimal, percent: Decimal): Decimal {
  if (!isCeiling(target)) return divideDecimals(multiplyDecimals(pace, percent), '100', 12) ?? pace
  return divideDecimals(multiplyDecimals(pace, '100'), percent, 12) ?? pace
}

const meets = (indicator: Indicator, figure: Figure | undefined, value: Decimal): Attainment => {
  const { value2: _above, ...target } = indicator.target
  return attainmentOf(indicator, figure, { ...target, op: target.op === 'range' ? '>=' : target.op, value })
}
