import { expect, test } from 'vitest'
import { cascadeOf } from './cascade.ts'

const units = (...values: readonly (readonly [string | null, string?])[]) =>
  values.map(([value, weight], index) => ({ unitId: `u${index + 1}`, value, ...(weight === undefined ? {} : { weight }) }))
const atLeast = (value: string) => ({ op: '>=' as const, value, unit: null })

test('each owes at least the whole level; who owes less, and who has none, is named', () => {
  expect(cascadeOf('each', atLeast('80'), units(['80'], ['90']))).toMatchObject({ holds: true, below: [] })
  expect(cascadeOf('each', atLeast('80'), units(['80'], ['79'], [null]))).toEqual({
    holds: false,
    below: ['u2'],
    withoutTarget: ['u3'],
    withoutWeight: [],
  })
  expect(cascadeOf('each', { op: '<=', value: '5', unit: null }, units(['5'], ['6']))).toMatchObject({ holds: false, below: ['u2'] })
})

test('a sum says what of the target nobody has been given yet', () => {
  expect(cascadeOf('sum', atLeast('100'), units(['40'], ['35'], [null]))).toMatchObject({
    assigned: '75',
    remainder: '25',
    holds: false,
    withoutTarget: ['u3'],
  })
  expect(cascadeOf('sum', atLeast('100'), units(['40'], ['70']))).toMatchObject({ assigned: '110', remainder: '-10', holds: true })
  expect(cascadeOf('sum', { op: '<=', value: '100', unit: null }, units(['40'], ['70']))).toMatchObject({ remainder: '-10', holds: false })
})

test('ratios come together by what is expected below their line', () => {
  expect(cascadeOf('weightedSum', atLeast('80'), units(['100', '10'], ['70', '90']))).toMatchObject({
    assigned: '73',
    remainder: '7',
    holds: false,
  })
  expect(cascadeOf('weightedSum', atLeast('80'), units(['85', '10'], ['70']))).toMatchObject({
    assigned: '85',
    holds: false,
    withoutWeight: ['u2'],
  })
  expect(cascadeOf('weightedSum', atLeast('80'), units(['85']))).toEqual({
    holds: false,
    withoutTarget: [],
    withoutWeight: ['u1'],
    below: [],
  })
})

test('of own targets nothing follows but that there are some', () => {
  expect(cascadeOf('own', atLeast('80'), units(['1'], ['2']))).toEqual({ holds: true, withoutTarget: [], withoutWeight: [], below: [] })
  expect(cascadeOf('own', atLeast('80'), units(['1'], [null]))).toMatchObject({ holds: false, withoutTarget: ['u2'] })
})
