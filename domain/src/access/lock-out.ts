/** Where a wrong proof is counted: at one place (a device that is known, an address, a session), and for all strange places together. */
export type CountedAt = 'place' | 'anywhere'

/** Wrong proofs that cost nothing: people mistype; from everywhere else together far more, since whoever comes so late has not been there before. */
const freeAttempts: Readonly<Record<CountedAt, number>> = { place: 4, anywhere: 39 }
const longestSeconds = 3600

/** What was wrong longer ago is forgotten. */
export const rememberedHours = 24

/** How long nobody comes in after the n-th wrong proof in a row: half a minute, then twice as long each time, up to an hour. */
export function lockSeconds(at: CountedAt, failures: number): number {
  const beyond = failures - freeAttempts[at]
  return beyond <= 0 ? 0 : Math.min(30 * 2 ** (beyond - 1), longestSeconds)
}

/** An address as its holder has it: one of version 4, and of version 6 the half that a household or an office is given whole. */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/iu.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address

  const [head, tail] = (address.toLowerCase().split('%')[0] ?? '').split('::').map((part) => (part === '' ? [] : part.split(':')))
  const left = head ?? []
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - tail.length)).fill('0'), ...tail]
  const upper = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/u, ''))
  return `${upper.join(':')}::/64`
}
