import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodMethods } from './indicator.ts'
import type { Figure, Indicator } from './indicator.ts'
import { flowOf, periodMethodsOf, rollUpPeriods } from './over-periods.ts'
import type { FigureOfPeriod } from './over-periods.ts'

const ratio: Indicator = {
  id: 'r',
  code: '1.1',
  pillar: 'p',
  name: 'Hồ sơ trực tuyến',
  kind: 'ratio',
  unitOfMeasure: '%',
  digits: 2,
  target: { op: '>=', value: '80', unit: '%' },
  rollUp: 'sumRatio',
}
const count: Indicator = {
  ...ratio,
  kind: 'count',
  unitOfMeasure: 'lớp',
  digits: 0,
  target: { op: '=', value: '10', unit: 'lớp' },
  rollUp: 'sum',
}

const months = (...figures: readonly (readonly [string, string?] | undefined)[]): readonly FigureOfPeriod[] =>
  figures.map((figure, index) => ({
    period: `2024-${String(index + 1).padStart(2, '0')}`,
    figure: figure && { numerator: figure[0], ...(figure[1] === undefined ? {} : { denominator: figure[1] }) },
  }))

test('a ratio over months is the sum over the sum, never the mean of percentages', () => {
  expect(rollUpPeriods(ratio, 'sum', months(['8', '10'], ['90', '100']))).toEqual({
    figure: { numerator: '98', denominator: '110' },
    missing: [],
  })
})

test('a month without a figure is missing and named, not zero', () => {
  expect(rollUpPeriods(count, 'sum', months(['3'], undefined, ['4']))).toEqual({ figure: { numerator: '7' }, missing: ['2024-02'] })
  expect(rollUpPeriods(count, 'mean', months(['3'], undefined, ['4']))).toEqual({
    figure: { numerator: '7', denominator: '2' },
    missing: ['2024-02'],
  })
  expect(rollUpPeriods(count, 'sum', months(undefined, undefined))).toBeUndefined()
  // Half a pair is no figure.
  expect(rollUpPeriods(ratio, 'last', months(['8', '10'], ['90']))).toEqual({
    figure: { numerator: '8', denominator: '10' },
    period: '2024-01',
    missing: ['2024-02'],
  })
})

test('what is cumulative in its year is not added up twice, and years are added', () => {
  const year = (first: string) => [`${first}-11`, `${first}-12`]
  const figures = [...year('2023'), '2024-01', '2024-02'].map((period, index) => ({
    period,
    figure: { numerator: ['90', '100', '7', '15'][index] ?? '0' },
  }))
  expect(rollUpPeriods(count, 'cumulative', figures)).toEqual({ figure: { numerator: '115' }, missing: [] })
  // An earlier month is in the later ones; a later one is not there yet.
  expect(rollUpPeriods(count, 'cumulative', months(undefined, ['5'], undefined))).toEqual({
    figure: { numerator: '5' },
    missing: ['2024-03'],
  })
})

test('the greatest ratio is found without dividing; reached counts periods', () => {
  const figures = months(['1', '3'], ['2', '5'], ['3', '10'])
  expect(rollUpPeriods(ratio, 'maximum', figures)).toMatchObject({ figure: { numerator: '2', denominator: '5' }, period: '2024-02' })
  expect(rollUpPeriods(ratio, 'reached', months(['9', '10'], ['7', '10'], undefined))).toEqual({
    figure: { numerator: '1', denominator: '3' },
    missing: ['2024-03'],
  })
})

test('a method that says nothing of a kind is a mistake of the program', () => {
  expect(() => rollUpPeriods(ratio, 'mean', months(['1', '2']))).toThrow(/cannot be rolled up over periods/u)
  expect(periodMethodsOf.ratio).not.toContain('mean')
})

test('what happened in a month is the difference of two states, of January its own', () => {
  expect(flowOf({ numerator: '15', denominator: '40' }, { numerator: '7', denominator: '30' }, false)).toEqual({
    numerator: '8',
    denominator: '10',
  })
  expect(flowOf({ numerator: '7' }, undefined, true)).toEqual({ numerator: '7' })
  expect(flowOf({ numerator: '7' }, undefined, false)).toBeUndefined()
  expect(flowOf(undefined, { numerator: '7' }, false)).toBeUndefined()
})

test('no method makes a missing figure a zero: leaving it out and not giving it are the same', () => {
  const figure = fc.option(fc.record({ numerator: fc.nat(1000).map(String), denominator: fc.integer({ min: 1, max: 1000 }).map(String) }), {
    nil: undefined,
  })
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1, maxLength: 12 }), fc.constantFrom(...periodMethods), (given, method) => {
      fc.pre(periodMethodsOf.ratio.includes(method) && method !== 'reached')
      const all = given.map((one, index) => ({ period: `2024-${String(index + 1).padStart(2, '0')}`, figure: one as Figure | undefined }))
      const known = all.filter((one) => one.figure !== undefined)
      expect(rollUpPeriods(ratio, method, all)?.figure).toEqual(rollUpPeriods(ratio, method, known)?.figure)
    }),
  )
})
