import { expect, test } from 'vitest'
import { defaultSecurityRules, securityRulesFrom, versionInForce } from './security-rules.ts'

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
