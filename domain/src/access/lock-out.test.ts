import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressGroup, lockSeconds } from './lock-out.ts'

test('four mistakes at a place cost nothing, then each costs twice the time, up to an hour', () => {
  expect([1, 4, 5, 6, 7, 8, 11, 12, 500].map((failures) => lockSeconds('place', failures))).toEqual([
    0, 0, 30, 60, 120, 240, 1920, 3600, 3600,
  ])
})

test('strangers who try from everywhere are held up together, later than anybody at one place', () => {
  expect([39, 40, 41, 500].map((failures) => lockSeconds('anywhere', failures))).toEqual([0, 30, 60, 3600])
})

test('another mistake never shortens the time', () => {
  fc.assert(
    fc.property(fc.constantFrom('place' as const, 'anywhere' as const), fc.nat(2000), (at, failures) => {
      expect(lockSeconds(at, failures + 1)).toBeGreaterThanOrEqual(lockSeconds(at, failures))
    }),
  )
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8::2:3:4:5:6', '2001:db8:0:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
])('%s is counted as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group)
})

test('whoever holds the lower half of an address cannot be somebody else by changing it', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16))
  const half = fc.tuple(group, group, group, group)
  fc.assert(
    fc.property(half, half, half, (upper, lower, other) => {
      expect(addressGroup([...upper, ...lower].join(':'))).toBe(addressGroup([...upper, ...other].join(':')))
    }),
  )
})
