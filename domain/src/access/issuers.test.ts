import fc from 'fast-check'
import { expect, test } from 'vitest'
import { admission, loginFrom, type KnownAccount } from './issuers.ts'

const open: KnownAccount = { id: 'lan', isOpen: true, isPerson: true }
const claimed = { login: 'lan' }
const nobody = { bySubject: undefined, byLogin: undefined, claimed, makesAccounts: false }

test('the subject leads, whatever the claim says by now', () => {
  const other = { ...open, id: 'minh' }
  expect(admission({ ...nobody, bySubject: open, byLogin: other })).toEqual({ enters: 'lan', isNew: false })
  expect(admission({ ...nobody, bySubject: open, claimed: { fault: 'claimMissing' } })).toEqual({ enters: 'lan', isNew: false })
})

test('who comes for the first time is who the declared claim says', () => {
  expect(admission({ ...nobody, byLogin: open })).toEqual({ enters: 'lan', isNew: true })
})

test('who is not known is turned away, unless the office has said that accounts are made', () => {
  expect(admission(nobody)).toEqual({ turnedAway: 'noAccount' })
  expect(admission({ ...nobody, makesAccounts: true })).toEqual({ makes: 'lan' })
  expect(admission({ ...nobody, claimed: { login: 'a b' }, makesAccounts: true })).toEqual({ turnedAway: 'noAccount' })
})

test('a closed account stays closed, and none is made in its place', () => {
  const closed = { ...open, isOpen: false }
  expect(admission({ ...nobody, bySubject: closed, makesAccounts: true })).toEqual({ turnedAway: 'closed' })
  expect(admission({ ...nobody, byLogin: closed, makesAccounts: true })).toEqual({ turnedAway: 'closed' })
})

test('nobody comes in as a program', () => {
  expect(admission({ ...nobody, byLogin: { ...open, isPerson: false }, makesAccounts: true })).toEqual({ turnedAway: 'noAccount' })
})

test('only an account that is open is ever entered', () => {
  const account = fc.option(fc.record({ id: fc.uuid(), isOpen: fc.boolean(), isPerson: fc.boolean() }), { nil: undefined })
  fc.assert(
    fc.property(account, account, fc.string(), fc.boolean(), (bySubject, byLogin, text, makesAccounts) => {
      const outcome = admission({ bySubject, byLogin, claimed: loginFrom({ ten: text }, 'ten'), makesAccounts })
      const entered = 'enters' in outcome ? [bySubject, byLogin].find((one) => one?.id === outcome.enters)?.isOpen : true
      expect(entered).toBe(true)
      expect('makes' in outcome && (bySubject !== undefined || byLogin !== undefined)).toBe(false)
    }),
  )
})

test('the login is what the declared claim says, in small letters; an address only where it was verified', () => {
  expect(loginFrom({ preferred_username: ' LAN ' }, 'preferred_username')).toEqual({ login: 'lan' })
  for (const value of [undefined, null, 7, '', '  ', ['lan'], 'x'.repeat(81)])
    expect(loginFrom({ preferred_username: value }, 'preferred_username')).toEqual({ fault: 'claimMissing' })
  expect(loginFrom({ email: 'lan@p5.vn' }, 'email')).toEqual({ fault: 'emailUnverified' })
  expect(loginFrom({ email: 'lan@p5.vn', email_verified: 'true' }, 'email')).toEqual({ fault: 'emailUnverified' })
  expect(loginFrom({ email: 'lan@p5.vn', email_verified: true }, 'email')).toEqual({ login: 'lan@p5.vn' })
})
