import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base32, fromBase32, matchingStep, newTotpSecret, otpauthAddress, stepAt, totpCode } from './totp.ts'

/** RFC 6238, appendix B, of which an authenticator shows the last six digits. */
const rfcSecret = base32(Buffer.from('12345678901234567890'))
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code of the standard’s secret is %s', (second, code) => {
  expect(totpCode(rfcSecret, stepAt(second * 1000))).toBe(code)
})

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foobar', 'MZXW6YTBOI'],
])('"%s" is %s in base 32 (RFC 4648, section 10)', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded)
})

test('base 32 gives back every secret', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect([...fromBase32(base32(bytes))]).toEqual([...bytes])
    }),
  )
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/u)
})

test('a clock may be half a minute off either way, and no more', () => {
  const at = Date.parse('2026-11-28T08:00:10Z')
  const offBy = (steps: number) => matchingStep(rfcSecret, totpCode(rfcSecret, stepAt(at) + steps), at, null)
  expect([-2, -1, 0, 1, 2].map((steps) => offBy(steps) !== undefined)).toEqual([false, true, true, true, false])
})

test('a step that was used opens nothing again, nor does one before it', () => {
  const step = fc.integer({ min: 2, max: 100_000_000 })
  fc.assert(
    fc.property(step, fc.constantFrom(-1, 0, 1), fc.integer({ min: -3, max: 3 }), (now, off, last) => {
      const found = matchingStep(rfcSecret, totpCode(rfcSecret, now + off), now * 30_000, now + last)
      expect(found).toBe(off > last ? now + off : undefined)
    }),
    { numRuns: 300 },
  )
})

test.each(['', '1', '28708', '2870822', 'abcdef', '２８７０８２', '28708é'])('"%s" is no code', (code) => {
  expect(matchingStep(rfcSecret, code, 59_000, null)).toBeUndefined()
})

test('the address names the place and the person, and survives what is in their names', () => {
  const address = new URL(otpauthAddress({ secret: rfcSecret, login: 'tran.thi.lan', place: 'Vũng Tàu & Côn Đảo' }))
  expect(address.host).toBe('totp')
  expect(decodeURIComponent(address.pathname)).toBe('/Hải Đăng Vũng Tàu & Côn Đảo:tran.thi.lan')
  expect(address.searchParams.get('issuer')).toBe('Hải Đăng Vũng Tàu & Côn Đảo')
  expect(address.href).not.toContain('+')
})
