import { describe, expect, test } from 'vitest'
import { distanceTo } from './indicator.ts'

describe('the distance to a target', () => {
  test('is negative where the result falls short, in points of the measure', () => {
    expect(distanceTo({ op: '>=', value: '85', unit: '%' }, '81.4')).toBe('-3.6')
    expect(distanceTo({ op: '=', value: '17', outOf: '17', unit: 'phường, xã' }, '17')).toBe('0')
  })

  test('of a ceiling is negative above it', () => {
    expect(distanceTo({ op: '<=', value: '5', unit: '%' }, '7')).toBe('-2')
  })

  test('of a range is negative on either side of it', () => {
    const target = { op: 'range', value: '10', value2: '20', unit: '%' } as const
    expect([distanceTo(target, '8'), distanceTo(target, '25'), distanceTo(target, '12')]).toEqual(['-2', '-5', '2'])
  })

  test('without data or of a milestone is not a number', () => {
    expect(distanceTo({ op: '>=', value: '85', unit: '%' }, undefined)).toBeUndefined()
    expect(distanceTo({ op: 'milestone', value: null, unit: null }, '1')).toBeUndefined()
  })
})
