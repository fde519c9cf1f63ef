import { expect, test } from 'vitest'
import { periods, reportersOf } from './figures.ts'
import { narrativeOf } from './narratives.ts'
import { sampleSeed } from './load-sample.ts'
import { entriesOf } from './timeline.ts'
import { reportingUnits } from './units.ts'

const headings = ['results', 'shortcomings', 'remedies'] as const
const figuresOf = (unit: (typeof reportingUnits)[number], period: (typeof periods)[number]) =>
  new Map(entriesOf(sampleSeed, unit, period).map((entry) => [entry.indicator.name, entry]))
const written = periods.flatMap((period) =>
  reportersOf(period).map((unit) => ({ unit, period, ...narrativeOf(sampleSeed, unit, period, figuresOf(unit, period)) })),
)
const sentencesOf = (text: string): readonly string[] => text.split(/(?<=\.) (?=\p{Lu})/u)

test('each unit writes three to six sentences under every heading, and no two reports are the same', () => {
  for (const { unit, period, ...narrative } of written)
    for (const heading of headings) {
      const count = sentencesOf(narrative[heading]).length
      expect([unit.name, period, heading, count >= 2 && count <= 7]).toEqual([unit.name, period, heading, true])
    }
  for (const heading of headings) expect(new Set(written.map((one) => one[heading])).size).toBe(written.length)
})

test('in one month a sentence is seldom read twice', () => {
  for (const period of periods) {
    const times = new Map<string, number>()
    const sentences = written
      .filter((one) => one.period === period)
      .flatMap(({ results, shortcomings, remedies }) => [results, shortcomings, remedies].flatMap(sentencesOf))
    for (const sentence of sentences) times.set(sentence, (times.get(sentence) ?? 0) + 1)
    expect(Math.max(...times.values())).toBeLessThanOrEqual(9)
    expect(times.size / sentences.length).toBeGreaterThan(0.7)
  }
})

test('every ratio that a unit writes is one of its own figures', () => {
  for (const { unit, period, results, shortcomings } of written) {
    const own = new Set([...figuresOf(unit, period).values()].map(({ numerator, denominator }) => `${numerator}/${denominator}`))
    const quoted = [...`${results} ${shortcomings}`.matchAll(/([\d.]+\/[\d.]+) \(/gu)].map(([, figures = '']) =>
      figures.replaceAll('.', ''),
    )
    expect(quoted.filter((figures) => !own.has(figures))).toEqual([])
  }
})

test('the same seed gives the same words, another seed others', () => {
  const [unit] = reportingUnits
  if (unit === undefined) throw new Error('the sample has no unit')
  const once = narrativeOf(sampleSeed, unit, '2024-06', figuresOf(unit, '2024-06'))
  expect(narrativeOf(sampleSeed, unit, '2024-06', figuresOf(unit, '2024-06'))).toEqual(once)
  expect(narrativeOf('another', unit, '2024-06', figuresOf(unit, '2024-06'))).not.toEqual(once)
})
