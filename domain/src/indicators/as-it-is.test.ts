import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDecimals, divideDecimals } from '../quantities/decimal.ts'
import { anyHistory } from '../units/histories.test-data.ts'
import { lineageOf } from '../units/lineage.ts'
import { unitsOn } from '../units/unit.ts'
import { asItIs, isAnsweredBySums, usualLineagePolicy } from './as-it-is.ts'
import type { AsItIsQuestion, FigureThen } from './as-it-is.ts'
import { lineagePolicies } from './indicator.ts'
import type { Figure, IndicatorKind, LineagePolicy } from './indicator.ts'
import { rollUpMethods } from './roll-up.ts'

const day = '2024-05-10'
const then = (unitId: string, numerator?: string, denominator?: string): FigureThen => ({
  unitId,
  day,
  figure: { ...(numerator === undefined ? {} : { numerator }), ...(denominator === undefined ? {} : { denominator }) },
})
const merged = lineageOf([
  {
    effectiveOn: '2025-07-01',
    ends: ['a', 'b'],
    edges: [
      { from: 'a', to: 'n', extent: 'whole' },
      { from: 'b', to: 'n', extent: 'whole' },
    ],
  },
])
const parted = lineageOf([
  {
    effectiveOn: '2025-07-01',
    ends: ['a'],
    edges: [
      { from: 'a', to: 'b', extent: 'part', shares: { population: '0.25' } },
      { from: 'a', to: 'c', extent: 'part', shares: { population: '0.75' } },
    ],
  },
])
const ask = (figures: readonly FigureThen[], question: Partial<AsItIsQuestion> = {}) =>
  asItIs(figures, { lineage: merged, on: '2025-07-01', policy: 'sum', ...question })

describe('older figures on the units of today', () => {
  test('8/10 and 90/100 are 98/110, which is 89.1 % and not the mean of two percentages', () => {
    const { figures } = ask([then('a', '8', '10'), then('b', '90', '100')])
    expect(figures).toEqual([
      {
        unitId: 'n',
        figure: { numerator: '98', denominator: '110' },
        isEstimated: false,
        from: [
          { unitId: 'a', share: '1', isEstimated: false },
          { unitId: 'b', share: '1', isEstimated: false },
        ],
        missing: [],
      },
    ])
    expect(divideDecimals('9800', '110', 1)).toBe('89.1')
  })

  test('as it was: asked for a day before, nothing moves', () => {
    const figures = [then('a', '8', '10'), then('b', '90', '100')]
    expect(ask(figures, { on: '2025-06-30' }).figures.map(({ unitId, figure }) => ({ unitId, figure }))).toEqual(
      figures.map(({ unitId, figure }) => ({ unitId, figure })),
    )
  })

  test('a part is apportioned by its share, and said to be an estimate', () => {
    const { figures } = ask([then('a', '40', '80'), then('b', '1', '2')], { lineage: parted })
    expect(figures).toEqual([
      {
        unitId: 'b',
        figure: { numerator: '11', denominator: '22' },
        isEstimated: true,
        from: [
          { unitId: 'a', share: '0.25', isEstimated: true },
          { unitId: 'b', share: '1', isEstimated: false },
        ],
        missing: [],
      },
      expect.objectContaining({ unitId: 'c', figure: { numerator: '30', denominator: '60' }, isEstimated: true }),
    ])
  })

  test('who is silent is missing and not zero', () => {
    expect(ask([then('a', '8', '10'), then('b')]).figures).toEqual([
      expect.objectContaining({ figure: { numerator: '8', denominator: '10' }, missing: ['b'] }),
    ])
    expect(ask([then('a'), then('b')]).figures).toEqual([expect.objectContaining({ figure: {}, missing: ['a', 'b'] })])
  })

  test('without one denominator there is no quotient', () => {
    expect(ask([then('a', '8', '10'), then('b', '90')]).figures[0]?.figure).toEqual({ numerator: '98' })
  })

  test('another policy, where the indicator declares one', () => {
    const means = [then('a', '10'), then('b', '40')]
    expect(ask(means, { policy: 'mean' }).figures[0]?.figure).toEqual({ numerator: '25' })
    const sizes = new Map([
      ['a', '300'],
      ['b', '100'],
    ])
    expect(ask(means, { policy: 'weightedMean', sizeOf: (unitId) => sizes.get(unitId) }).figures[0]?.figure).toEqual({ numerator: '17.5' })
    expect(ask(means, { policy: 'weightedMean', sizeOf: () => undefined }).figures[0]).toMatchObject({ figure: {}, missing: ['a', 'b'] })
    expect(ask(means, { policy: 'notComparable' }).figures[0]?.figure).toEqual({})
    expect(ask(means, { policy: 'greatest' }).figures[0]?.figure).toEqual({ numerator: '40' })
  })

  test('yes is said by all of them, no by one; who has not answered leaves it open', () => {
    const answers = (a?: string, b?: string) => ask([then('a', a), then('b', b)], { policy: 'every' }).figures[0]?.figure
    expect([answers('1', '1'), answers('1', '0'), answers('1'), answers('0')]).toEqual([
      { numerator: '1' },
      { numerator: '0' },
      {},
      { numerator: '0' },
    ])
  })

  test('of a part nobody knows whether it has what the whole had, nor whether the greatest was its own', () => {
    const ofPart = (policy: LineagePolicy, numerator: string) =>
      ask([then('a', numerator)], { lineage: parted, policy }).figures.map(({ figure, missing }) => [figure.numerator, missing])
    expect(ofPart('every', '1')).toEqual([
      [undefined, ['a']],
      [undefined, ['a']],
    ])
    expect(ofPart('every', '0')).toEqual([
      ['0', []],
      ['0', []],
    ])
    expect(ofPart('greatest', '7')).toEqual([
      [undefined, ['a']],
      [undefined, ['a']],
    ])
  })

  test('what an indicator declares where it says nothing', () => {
    const usual = (kind: IndicatorKind) => rollUpMethods[kind].map((rollUp) => usualLineagePolicy({ kind, rollUp }))
    expect(usual('ratio')).toEqual(['sum', 'sum', 'sum', 'sum'])
    expect(usual('count')).toEqual(['sum', 'notComparable', 'greatest', 'mean'])
    expect([...usual('unitCount'), ...usual('milestone')]).toEqual(['every', 'every'])
  })

  test('what nobody has changed comes out as it went in, whatever the policy', () => {
    for (const policy of lineagePolicies)
      expect(ask([then('c', '7', '9')], { policy }).figures).toEqual([
        expect.objectContaining({ unitId: 'c', figure: { numerator: '7', denominator: '9' } }),
      ])
  })

  test('what is with nobody is named', () => {
    const lineage = lineageOf([{ effectiveOn: '2025-07-01', ends: ['a'], edges: [] }])
    expect(ask([then('a', '8', '10')], { lineage })).toEqual({ figures: [], withNobody: [{ unitId: 'a', because: 'abolished' }] })
  })
})

test('in any history of parts and wholes the sum over the old units is the sum over the new, for numerators and denominators', () => {
  const amounts = fc.array(fc.tuple(fc.nat(100_000), fc.nat(100_000)), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(anyHistory(['merge', 'split', 'give', 'rename']), amounts, ({ first, events, versions }, drawn) => {
      const figures = first.map(({ id }, index): FigureThen => {
        const [numerator = 0, denominator = 0] = drawn[index] ?? []
        return { unitId: id, day: '2020-01-01', figure: { numerator: String(numerator), denominator: String(denominator) } }
      })
      const now = asItIs(figures, { lineage: lineageOf(events), on: '2030-01-01', policy: 'sum' })
      const total = (all: readonly { readonly figure: Figure }[], part: 'numerator' | 'denominator') =>
        addDecimals('0', ...all.map(({ figure }) => figure[part] ?? '0'))
      for (const part of ['numerator', 'denominator'] as const) expect(total(now.figures, part)).toBe(total(figures, part))
      const standing = new Set(unitsOn(versions, '2030-01-01').map(({ id }) => id))
      expect(now.figures.filter(({ unitId }) => !standing.has(unitId))).toEqual([])
    }),
  )
})

test.each([
  ['a ratio of sums', 'ratio', 'sumRatio', undefined, [true, true, true]],
  ['a ratio of which the city counts who reached it', 'ratio', 'unitsReached', undefined, [false, false, true]],
  ['a count that adds up', 'count', 'sum', undefined, [true, true, true]],
  ['a count of which the mean is taken', 'count', 'mean', undefined, [false, false, false]],
  ['n of n units', 'unitCount', 'unitsReached', undefined, [true, false, false]],
  ['a milestone', 'milestone', 'milestone', undefined, [false, false, false]],
  ['a count that a reorganisation must not add', 'count', 'sum', 'notComparable', [true, false, false]],
] as const)('sums of %s answer for an area as it was, as it is, and for an heir: %#', (_, kind, rollUp, declared, [was, is, heir]) => {
  const indicator = { kind, rollUp, ...(declared === undefined ? {} : { lineagePolicy: declared }) }
  expect(isAnsweredBySums(indicator, { ofArea: true, asItIs: false })).toBe(was)
  expect(isAnsweredBySums(indicator, { ofArea: true, asItIs: true })).toBe(is)
  expect(isAnsweredBySums(indicator, { ofArea: false, asItIs: true })).toBe(heir)
})
