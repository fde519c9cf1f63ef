import { describe, expect, test } from 'vitest'
import { homeOf, pageAfterSignIn } from './home.ts'

const leader = { roles: ['leader' as const] }
const lan = { roles: ['focalPoint' as const] }

test('a leader begins at the board, everybody else at what waits for them', () => {
  expect(homeOf(leader)).toBe('/bang-dieu-hanh')
  for (const role of ['focalPoint', 'synthesis', 'auditor', 'administrator'] as const)
    expect(homeOf({ roles: [role] })).toBe('/viec-cua-toi')
})

describe('after signing in', () => {
  test('one comes back to the page that was asked for', () => {
    expect(pageAfterSignIn('/bao-cao?ky=2024-05', leader)).toBe('/bao-cao?ky=2024-05')
    expect(pageAfterSignIn('/viec-cua-toi', leader)).toBe('/viec-cua-toi')
  })

  test('nothing asked for is home', () => {
    expect(pageAfterSignIn(null, leader)).toBe('/bang-dieu-hanh')
    expect(pageAfterSignIn('/', leader)).toBe('/bang-dieu-hanh')
    expect(pageAfterSignIn(null, lan)).toBe('/viec-cua-toi')
  })

  test.each(['https://example.org', '//example.org', '/\\example.org', '/dang-nhap?toi=/', 'javascript:alert(1)'])(
    '%s leads home',
    (next) => {
      expect(pageAfterSignIn(next, lan)).toBe('/viec-cua-toi')
    },
  )
})
