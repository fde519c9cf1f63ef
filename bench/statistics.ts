/** One question asked of the system, answered: what was measured, what it is held against, and what was promised. */
export type Figure = {
  readonly measure: string
  readonly unit: string
  readonly value: number
  /** The same work without the program around it; left out where a figure stands for itself. */
  readonly floor?: number
  readonly ratio?: Ratio
  readonly goal?: Goal
  /** Other things that were seen on the way, for people. */
  readonly note?: string
}

export type Ratio = { readonly median: number; readonly least: number; readonly most: number; readonly rounds: number }

export type Goal = { readonly atLeast: number } | { readonly atMost: number }

export type Verdict = 'met' | 'missed' | 'reported'

/** A round measures both in turn, so what else the machine does meanwhile hits both. */
export type Round = { readonly value: number; readonly floor: number }

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  if (lower === undefined || upper === undefined) throw new RangeError('The median of no rounds was asked for')
  return (lower + upper) / 2
}

/** The number below which so large a part of them lies: 0.95 is the 95th percentile, 1 the greatest. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)]
  if (value === undefined) throw new RangeError('A quantile of no numbers was asked for')
  return value
}

/** The median of the rounds' own ratios: two medians of different rounds would compare two different moments. */
export function ratioOf(rounds: readonly Round[]): Ratio {
  const ratios = rounds.map(({ value, floor }) => value / floor)
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios), rounds: ratios.length }
}

export function compared(measure: string, unit: string, rounds: readonly Round[], goal?: Goal, note?: string): Figure {
  return {
    measure,
    unit,
    value: median(rounds.map(({ value }) => value)),
    floor: median(rounds.map(({ floor }) => floor)),
    ratio: ratioOf(rounds),
    ...(goal === undefined ? {} : { goal }),
    ...(note === undefined ? {} : { note }),
  }
}

/** The ratio is held against the goal; where a figure stands for itself, the figure. */
export function verdictOf({ value, ratio, goal }: Figure): Verdict {
  if (goal === undefined) return 'reported'
  const held = ratio?.median ?? value
  const isMet = 'atLeast' in goal ? held >= goal.atLeast : held <= goal.atMost
  return isMet ? 'met' : 'missed'
}

/** 1 where a promise is not kept, so that a machine can watch. */
export const exitCodeOf = (figures: readonly Figure[]): 0 | 1 => (figures.some((figure) => verdictOf(figure) === 'missed') ? 1 : 0)
