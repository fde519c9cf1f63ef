import { expect, test } from 'vitest'
import { runMeasures } from './run.ts'
import type { Measures } from './run.ts'
import { alternate, secondsOf } from './rounds.ts'
import { compared, exitCodeOf, median, quantile, ratioOf, verdictOf } from './statistics.ts'
import type { Measure } from './measure.ts'

test('the median of an even number of rounds lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([9, 1, 5])).toBe(5)
  expect(() => median([])).toThrow(RangeError)
})

test('a quantile is one of the numbers: the first that so large a part does not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_one, index) => 100 - index)
  expect([quantile(hundred, 0.95), quantile(hundred, 0.5), quantile(hundred, 1), quantile([7], 0.95)]).toEqual([95, 50, 100, 7])
  expect(() => quantile([], 0.95)).toThrow(RangeError)
})

test('the ratio is the median of the rounds’ own, not of two medians', () => {
  // A neighbour slowed the machine down tenfold in the second round, for both.
  const rounds = [
    { value: 2, floor: 1 },
    { value: 20, floor: 10 },
    { value: 3, floor: 1 },
  ]
  expect(ratioOf(rounds)).toEqual({ median: 2, least: 2, most: 3, rounds: 3 })
})

test('a goal is met at its very figure, from either side', () => {
  const at = (value: number) => [{ value, floor: 1 }]
  expect(verdictOf(compared('saving', '/s', at(0.6), { atLeast: 0.6 }))).toBe('met')
  expect(verdictOf(compared('saving', '/s', at(0.59), { atLeast: 0.6 }))).toBe('missed')
  expect(verdictOf(compared('import', 's', at(2.5), { atMost: 2.5 }))).toBe('met')
  expect(verdictOf(compared('import', 's', at(2.51), { atMost: 2.5 }))).toBe('missed')
})

test('a figure without a goal is reported and fails nothing', () => {
  const figure = { measure: 'whole', unit: 's', value: 1000 }
  expect(verdictOf(figure)).toBe('reported')
  expect(exitCodeOf([figure])).toBe(0)
})

test('a figure that stands for itself is held against its goal', () => {
  const figure = { measure: 'whole', unit: 's', goal: { atMost: 2 } }
  expect(verdictOf({ ...figure, value: 2 })).toBe('met')
  expect(exitCodeOf([{ ...figure, value: 2.01 }])).toBe(1)
})

test('value and floor take turns at going first', async () => {
  const order: string[] = []
  const side = (name: string) => () => (order.push(name), 1)
  await alternate({ rounds: 3, warmUp: 1, value: side('value'), floor: side('floor') })
  expect(order).toEqual(['floor', 'value', 'value', 'floor', 'floor', 'value', 'value', 'floor'])
})

/** Works `times` as long as its floor. */
const slower =
  (times: number): Measure =>
  async () => {
    const work = (milliseconds: number) => secondsOf(() => new Promise((done) => setTimeout(done, milliseconds)))
    return [compared('planted', 's', await alternate({ rounds: 3, value: () => work(20 * times), floor: () => work(20) }), { atMost: 1.5 })]
  }

async function bench(args: readonly string[], measures: Measures) {
  const [out, said]: [string[], string[]] = [[], []]
  const code = await runMeasures(args, measures, { out: (text) => out.push(text), say: (text) => said.push(text) })
  return { code, out: out.join(''), said: said.join('') }
}

test('a planted slow measure misses its goal and ends with 1', async () => {
  const { code, out } = await bench([], { planted: slower(4), other: slower(1) })
  expect(code).toBe(1)
  expect(out).toMatch(/planted .* MISSED/u)
})

test('a quick one ends with 0', async () => {
  const { code, out } = await bench(['planted'], { planted: slower(1) })
  expect(code).toBe(0)
  expect(out).toMatch(/planted .* met/u)
})

test('a name that is not known ends with 2, says which there are, and runs nothing', async () => {
  let ran = false
  const { code, said, out } = await bench(['raeding'], { reading: async () => ((ran = true), []) })
  expect({ code, ran, out }).toEqual({ code: 2, ran: false, out: '' })
  expect(said).toContain('"raeding"')
  expect(said).toContain('reading')
})

test('--json tells the machine, the commit and the verdict', async () => {
  const { code, out } = await bench(['planted', '--json'], { planted: slower(4) })
  const told = JSON.parse(out) as Record<string, unknown>
  expect(code).toBe(1)
  expect(told).toMatchObject({
    machine: { cpu: expect.any(String), cores: expect.any(Number), node: process.version, postgresql: null },
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u),
    figures: [{ measure: 'planted', verdict: 'missed', goal: { atMost: 1.5 }, ratio: { median: expect.any(Number), rounds: 3 } }],
  })
})

test('a name may stand for several measures, each of which runs once', async () => {
  const ran: string[] = []
  const one =
    (name: string): Measure =>
    async () => (ran.push(name), [])
  const measures = { reading: one('reading'), saving: one('saving'), other: one('other'), programme: ['saving', 'reading'] }
  expect((await bench(['programme', 'reading'], measures)).code).toBe(0)
  expect(ran).toEqual(['saving', 'reading'])
  await bench([], measures)
  expect(ran.slice(2)).toEqual(['reading', 'saving', 'other'])
})
