import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../periods/day.ts'
import { admits, latestExpiry, scopes, tokenFault, type ScopeNeeded } from './scopes.ts'

test('a token opens what it was let, and nothing beside it', () => {
  const needed = fc.constantFrom<ScopeNeeded>(...scopes, 'session', 'public')
  fc.assert(
    fc.property(fc.subarray([...scopes]), needed, (held, wanted) => {
      expect(admits(held, wanted)).toBe(wanted === 'public' || held.some((scope) => scope === wanted))
    }),
  )
})

test('no token does what only a person who sits there does', () => {
  expect(admits(scopes, 'session')).toBe(false)
})

test('to write is not to read', () => {
  expect(admits(['reports:write'], 'reports:read')).toBe(false)
})

test('a token is let something, and ends within the days that the office’s rules give it', () => {
  const rules = { tokenDays: 90 }
  const ask = (expiresOn: string, wanted = scopes.slice(0, 1)) => tokenFault({ scopes: wanted, expiresOn }, '2026-03-01', rules)
  expect(ask('2026-03-01')).toBeUndefined()
  expect(ask('2026-05-30')).toBeUndefined()
  expect(latestExpiry('2026-03-01', rules)).toBe('2026-05-30')
  expect(ask('2026-05-31')).toBe('expiresTooLate')
  expect(ask('2026-02-28')).toBe('expiresTooEarly')
  expect(ask('2026-03-02', [])).toBe('noScope')
})

test('whatever the rules say, the last day that they give is one that they take', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 730 }), fc.integer({ min: 0, max: 800 }), (tokenDays, ahead) => {
      const today = '2026-03-01'
      const fault = tokenFault({ scopes: ['units:read'], expiresOn: addDays(today, ahead) }, today, { tokenDays })
      expect(fault).toBe(ahead > tokenDays ? 'expiresTooLate' : undefined)
    }),
  )
})
