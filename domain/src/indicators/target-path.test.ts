import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Indicator } from './indicator.ts'
import { paceAt, standingOf, targetPathFaults } from './target-path.ts'
import type { TargetPath } from './target-path.ts'

const indicator: Indicator = {
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
const count = (period: string): number => Number(period.slice(0, 4)) * 12 + Number(period.slice(5))
const isMonth = (text: string): boolean => /^\d{4}-\d\d$/u.test(text)
const path = (pace: TargetPath['pace'], ...steps: readonly (readonly [string, string])[]): TargetPath => ({
  pace,
  steps: steps.map(([period, value]) => ({ period, value })),
  thresholds: [
    { name: 'cần chú ý', percent: '90' },
    { name: 'chậm', percent: '70' },
  ],
})
const ofRatio = (percent: number) => ({ numerator: String(percent), denominator: '100' })

test('where it should be: step by step, or evenly between them', () => {
  const steps = path('steps', ['2024-03', '30'], ['2024-06', '50'])
  const asked = (of: TargetPath, period: string) => paceAt(of, period, { count, digits: 2 })
  expect(['2024-02', '2024-03', '2024-05', '2024-06', '2025-01'].map((period) => asked(steps, period))).toEqual([
    undefined,
    '30',
    '30',
    '50',
    '50',
  ])
  const linear = path('linear', ['2024-01', '25'], ['2024-12', '80'])
  expect(['2024-01', '2024-05', '2024-12', '2025-01'].map((period) => asked(linear, period))).toEqual(['25', '45', '80', '80'])
  expect(asked(path('linear', ['2023-12', '0'], ['2024-03', '100']), '2024-01')).toBe('33.33')
})

test('standing: reached, on its pace, behind by a threshold, behind all of them, nothing known', () => {
  const { thresholds } = path('steps', ['2024-01', '40'])
  const standing = (percent: number, pace?: string) => standingOf(indicator, ofRatio(percent), { pace, thresholds })
  expect(standing(80, '40')).toEqual({ standing: 'reached' })
  expect(standing(40, '40')).toEqual({ standing: 'onPace' })
  expect(standing(36, '40')).toEqual({ standing: 'behind', threshold: { name: 'cần chú ý', percent: '90' } })
  expect(standing(28, '40')).toEqual({ standing: 'behind', threshold: { name: 'chậm', percent: '70' } })
  expect(standing(27, '40')).toEqual({ standing: 'behind' })
  expect(standing(27)).toEqual({ standing: 'noPace' })
  expect(standingOf(indicator, { numerator: '1' }, { pace: '40' })).toEqual({ standing: 'noData' })
})

test('a ceiling is kept while it is below its pace', () => {
  const ceiling: Indicator = { ...indicator, kind: 'count', target: { op: '<=', value: '10', unit: 'vụ' }, rollUp: 'sum' }
  const standing = (value: string) =>
    standingOf(ceiling, { numerator: value }, { pace: '4', thresholds: [{ name: 'chú ý', percent: '80' }] })
  expect(standing('4')).toEqual({ standing: 'onPace' })
  expect(standing('5')).toEqual({ standing: 'behind', threshold: { name: 'chú ý', percent: '80' } })
  expect(standing('6')).toEqual({ standing: 'behind' })
})

test('what is wrong with a path is named by its place', () => {
  expect(targetPathFaults({ pace: 'steps', steps: [], thresholds: [] }, isMonth)).toEqual([{ fault: 'noSteps' }])
  const faults = targetPathFaults(
    {
      pace: 'steps',
      steps: [
        { period: '2024-03', value: '1' },
        { period: '2024-03', value: '2' },
        { period: '2024-01', value: '3' },
        { period: 'tháng tư', value: '4' },
      ],
      thresholds: [
        { name: 'a', percent: '70' },
        { name: 'b', percent: '90' },
        { name: ' ', percent: '10' },
        { name: 'd', percent: '0' },
      ],
    },
    isMonth,
  )
  expect(faults.map(({ fault }) => fault)).toEqual([
    'twice',
    'outOfOrder',
    'notAPeriod',
    'thresholdsOutOfOrder',
    'thresholdUnnamed',
    'thresholdOutOfRange',
  ])
})

test('an even pace never leaves the steps that it goes between', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 1, max: 12 }),
      (first, last, month) => {
        const of = path('linear', ['2024-01', String(first)], ['2024-12', String(last)])
        const pace = Number(paceAt(of, `2024-${String(month).padStart(2, '0')}`, { count, digits: 3 }))
        expect(pace).toBeGreaterThanOrEqual(Math.min(first, last))
        expect(pace).toBeLessThanOrEqual(Math.max(first, last))
      },
    ),
  )
})
