/** Chance that a seed repeats: the same seed makes the same file on every machine. */
export type Chance = {
  /** From 0 up to, but not, `below`. */
  readonly below: (below: number) => number
  readonly oneOf: <Thing>(things: readonly Thing[]) => Thing
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  // mulberry32: small, and good enough to choose places in a file.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    oneOf: (things) => {
      const thing = things[below(things.length)]
      if (thing === undefined) throw new RangeError('One of nothing was asked for')
      return thing
    },
  }
}
