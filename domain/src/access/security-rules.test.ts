import { expect, test } from 'vitest'
import { defaultSecurityRules, demandsFactor, isFresh, provesBy, securityRulesFrom, versionInForce } from './security-rules.ts'

const version = (number: number, validFrom: string) => ({ version: number, validFrom, rules: { leastPasswordLength: 10 + number } })

test('in force is the version that begins last, and the newer of two that begin together', () => {
  const versions = [version(1, '2026-01-01'), version(2, '2027-01-01'), version(3, '2026-06-01'), version(4, '2026-06-01')]
  expect(versionInForce(versions, '2025-12-31')).toBeUndefined()
  expect(versionInForce(versions, '2026-05-31')?.version).toBe(1)
  expect(versionInForce(versions, '2026-06-01')?.version).toBe(4)
  expect(versionInForce(versions, '2027-01-01')?.version).toBe(2)
})

test('a rule that an office has not spoken of is as by default', () => {
  expect(securityRulesFrom(null)).toEqual(defaultSecurityRules)
  expect(securityRulesFrom({ leastPasswordLength: 14 })).toEqual({ ...defaultSecurityRules, leastPasswordLength: 14 })
})

test('a proof is fresh for as long as the rules say, and given by the stronger of what there is', () => {
  const at = '2026-11-28T08:00:00.000Z'
  const after = (minutes: number) => isFresh(at, new Date(Date.parse(at) + minutes * 60_000).toISOString(), { proofMinutes: 10 })
  expect([0, 9.9, 10, 60].map(after)).toEqual([true, true, false, false])
  expect(provesBy({ hasFactor: true, hasPassword: true })).toBe('code')
  expect(provesBy({ hasFactor: false, hasPassword: true })).toBe('password')
  expect(provesBy({ hasFactor: false, hasPassword: false })).toBe('link')
})

test('a second factor is asked of whoever has one of the roles', () => {
  const rules = { ...defaultSecurityRules, factorRoles: ['administrator', 'auditor'] as const }
  expect(demandsFactor(rules, ['focalPoint', 'auditor'])).toBe(true)
  expect(demandsFactor(rules, ['focalPoint'])).toBe(false)
})
