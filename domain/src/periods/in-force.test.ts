import { expect, test } from 'vitest'
import { inForce } from './in-force.ts'

const first = { from: '2024-05-01', days: 3 }
const second = { from: '2024-06-01', days: 5 }

test('a setting holds from its day on, and nothing holds before the first', () => {
  const settings = [first, second]
  expect(inForce(settings, '2024-04-30')).toBeUndefined()
  expect(inForce(settings, '2024-05-01')).toBe(first)
  expect(inForce(settings, '2024-05-31')).toBe(first)
  expect(inForce(settings, '2024-06-01')).toBe(second)
})

test('of two from one day the one recorded later holds, and an earlier day recorded later does not overrule a later day', () => {
  const corrected = { from: '2024-06-01', days: 4 }
  expect(inForce([first, second, corrected], '2024-06-02')).toBe(corrected)
  expect(inForce([second, first], '2024-06-02')).toBe(second)
})
