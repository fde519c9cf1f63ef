import { divideDecimals } from './decimal.ts'
import type { Decimal } from './decimal.ts'

/** An exact quotient, for what is divided more than once before it is rounded; `below` is never zero and never negative. */
export type Fraction = { readonly above: bigint; readonly below: bigint }

export function fractionOf(value: Decimal): Fraction {
  const [whole = '', decimals = ''] = value.split('.')
  return lowest(BigInt(`${whole}${decimals}`), 10n ** BigInt(decimals.length))
}

export const addFractions = (a: Fraction, b: Fraction): Fraction => lowest(a.above * b.below + b.above * a.below, a.below * b.below)
export const negative = ({ above, below }: Fraction): Fraction => ({ above: -above, below })
export const multiplyFractions = (a: Fraction, b: Fraction): Fraction => lowest(a.above * b.above, a.below * b.below)

/** `undefined` where it would divide by nothing. */
export const divideFractions = (a: Fraction, b: Fraction): Fraction | undefined =>
  b.above === 0n ? undefined : lowest(a.above * b.below, a.below * b.above)

export function compareFractions(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.above * b.below - b.above * a.below
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

/** At so many decimals, half away from zero. */
export function roundFraction({ above, below }: Fraction, digits: number): Decimal {
  const rounded = divideDecimals(above.toString(), below.toString(), digits)
  if (rounded === undefined) throw new RangeError('A fraction with nothing below its line.')
  return rounded
}

function lowest(above: bigint, below: bigint): Fraction {
  const divisor = commonDivisor(above < 0n ? -above : above, below < 0n ? -below : below)
  const sign = below < 0n ? -1n : 1n
  return { above: (sign * above) / divisor, below: (sign * below) / divisor }
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [greater, less] = [a, b]
  while (less !== 0n) [greater, less] = [less, greater % less]
  return greater
}
