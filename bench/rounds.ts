import type { Round } from './statistics.ts'

export type Sides = {
  readonly rounds: number
  /** Each answers with its own figure: seconds, or so many a second. */
  readonly value: () => Promise<number> | number
  readonly floor: () => Promise<number> | number
  /** Rounds before those that count. */
  readonly warmUp?: number
}

/** Value and floor in turn, the one that goes first changing from round to round: neither always follows the other's mess. */
export async function alternate({ rounds, value, floor, warmUp = 1 }: Sides): Promise<readonly Round[]> {
  const measured: Round[] = []
  for (let round = -warmUp; round < rounds; round += 1) {
    const valueFirst = round % 2 === 0
    const first = await (valueFirst ? value() : floor())
    const second = await (valueFirst ? floor() : value())
    if (round >= 0) measured.push(valueFirst ? { value: first, floor: second } : { value: second, floor: first })
  }
  return measured
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
