import { expect, test } from 'vitest'
import { populationsOf } from './population.ts'

test('a unit weighs by its last count on or before the day, else by the first after; nothing where nobody counted', () => {
  const sizeOf = populationsOf([
    { unitId: 'a', countedOn: '2024-12-31', people: 12_000 },
    { unitId: 'a', countedOn: '2023-12-31', people: 11_000 },
    { unitId: 'b', countedOn: '2024-12-31', people: 900 },
  ])
  expect([sizeOf('a', '2023-12-30'), sizeOf('a', '2023-12-31'), sizeOf('a', '2024-12-30'), sizeOf('a', '2024-12-31')]).toEqual([
    '11000',
    '11000',
    '11000',
    '12000',
  ])
  expect([sizeOf('b', '2020-01-01'), sizeOf('c', '2024-12-31')]).toEqual(['900', undefined])
})
