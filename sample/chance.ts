import { createHash } from 'node:crypto'

/** A repeatable source of chance: the same seed gives the same city on every machine. */
export type Chance = {
  /** At least 0, below 1. */
  readonly next: () => number
  /** A whole number from `from` to `to`, both included. */
  readonly whole: (from: number, to: number) => number
  readonly between: (from: number, to: number) => number
  readonly isTrue: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  /** `count` different items in random order (all of them where there are fewer). */
  readonly some: <T>(items: readonly T[], count: number) => readonly T[]
}

/** Each place where chance is used has its own name, so that a new use changes no figure elsewhere. */
export function chanceFor(seed: string, ...name: readonly (string | number)[]): Chance {
  let state = createHash('sha256')
    .update([seed, ...name].join('\u0000'))
    .digest()
    .readUInt32LE(0)

  // mulberry32: 32 bits of state are plenty for a few hundred draws per name.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const some = <T>(items: readonly T[], count: number): readonly T[] => {
    const left = [...items]
    const taken: T[] = []
    while (taken.length < count && left.length > 0) taken.push(...left.splice(whole(0, left.length - 1), 1))
    return taken
  }
  const pick = <T>(items: readonly T[]): T => {
    const [item] = some(items, 1)
    if (item === undefined) throw new RangeError('There is nothing to pick from.')
    return item
  }
  return { next, whole, between: (from, to) => from + next() * (to - from), isTrue: (probability) => next() < probability, pick, some }
}

/** The same name has the same id in every load (a UUID of version 8, RFC 9562). */
export function idFor(...name: readonly string[]): string {
  return written(createHash('sha256').update(name.join('\u0000')).digest().subarray(0, 16), 8)
}

/** The id of a name within another id (a UUID of version 5, RFC 9562). */
export function idWithin(id: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  return written(bytes, 5)
}

function written(bytes: Buffer, version: number): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
