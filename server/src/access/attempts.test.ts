import { problemSchema } from '@haidang/api/problem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testOffice, type TestOffice } from '../platform/testing.ts'
import { removeOldTraces } from './attempts.ts'
import { hashPassword } from './passwords.ts'
import { registerAccessRoutes } from './routes.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerAccessRoutes], settings: { trustProxy: ['127.0.0.1'] } })
  const hash = await hashPassword(right)
  await office.services.db.updateTable('accounts').set({ password_hash: hash }).where('login', 'in', ['minh', 'lan']).execute()
})
afterAll(() => office.close())

const right = 'sóng lặng trên bến cá 47'
const wrong = 'không phải mật khẩu ấy'
const ownPage = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }
const [desk, neighbourDesk, cafe] = ['192.0.2.7', '192.0.2.8', '198.51.100.9']

/** Comes in, or tries to, from an address and perhaps with the cookie of a device. */
async function come(
  login: string,
  password: string,
  { from = desk, device = '' }: { readonly from?: string; readonly device?: string } = {},
) {
  const reply = await office.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { ...ownPage, 'x-forwarded-for': from, ...(device === '' ? {} : { cookie: `hd_device=${device}` }) },
    payload: { office: office.slug, login, password },
  })
  const code = reply.statusCode === 200 ? 'in' : problemSchema.parse(reply.json()).code
  return {
    code,
    seconds: Number(reply.headers['retry-after'] ?? 0),
    device: reply.cookies.find(({ name }) => name === 'hd_device')?.value ?? '',
    session: reply.cookies.find(({ name }) => name === 'hd_session')?.value ?? '',
  }
}

const failTimes = async (times: number, login: string, options: { readonly from?: string; readonly device?: string } = {}) => {
  const codes: string[] = []
  for (let count = 0; count < times; count += 1) codes.push((await come(login, wrong, options)).code)
  return codes
}

beforeEach(async () => {
  await office.services.db.deleteFrom('sign_in_failures').execute()
  await office.services.db.deleteFrom('known_devices').execute()
})

/** As if the time of every lock had passed. */
const letLocksPass = () =>
  office.services.db
    .updateTable('sign_in_failures')
    .set({ locked_until: new Date(Date.now() - 1000).toISOString() })
    .where('locked_until', 'is not', null)
    .execute()

describe.each([
  ['somebody’s', 'minh'],
  ['nobody’s', 'khong.co.ai'],
])('with %s login', (_whose, login) => {
  test('the fifth mistake costs half a minute, the sixth a minute, and the answers are those of every other login', async () => {
    expect(await failTimes(5, login)).toEqual(Array(5).fill('wrongSignIn'))
    const locked = await come(login, right)
    expect(locked.code).toBe('signInLocked')
    expect(locked.seconds).toBeGreaterThan(25)
    expect(locked.seconds).toBeLessThanOrEqual(30)
    expect(locked.session).toBe('')

    await letLocksPass()
    expect((await come(login, wrong)).code).toBe('wrongSignIn')
    expect((await come(login, wrong)).seconds).toBeGreaterThan(50)
  })

  test('two mistakes at once are counted as two', async () => {
    await Promise.all([come(login, wrong), come(login, wrong), come(login, wrong)])
    const rows = await office.services.db.selectFrom('sign_in_failures').select(['place', 'failures']).orderBy('place').execute()
    expect(rows).toEqual([
      { place: `address ${desk}`, failures: 3 },
      { place: 'anywhere', failures: 3 },
    ])
  })

  test('the table does not tell what was typed', async () => {
    await come(login, wrong)
    const rows = await office.services.db.selectFrom('sign_in_failures').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(login)
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(login).toString('hex'))
  })
})

test('a stranger at another address does not hold up the person', async () => {
  await failTimes(6, 'minh', { from: cafe })
  expect((await come('minh', right, { from: cafe })).code).toBe('signInLocked')
  expect((await come('minh', right)).code).toBe('in')
})

test('nor does a stranger at the same address, where the person has come in before from this device', async () => {
  const { device } = await come('minh', right)
  await failTimes(6, 'minh')
  expect((await come('minh', right)).code).toBe('signInLocked')
  expect((await come('minh', right, { device })).code).toBe('in')
})

test('strangers everywhere hold up other strangers, and not the device that is known', async () => {
  const { device } = await come('minh', right)
  for (let street = 0; street < 10; street += 1) await failTimes(4, 'minh', { from: `203.0.113.${street}` })
  expect((await come('minh', right, { from: '203.0.113.200' })).code).toBe('signInLocked')
  expect((await come('minh', right, { from: '203.0.113.200', device })).code).toBe('in')
}, 30_000)

test('a device is known to whom it let in, and is a stranger’s to everybody else', async () => {
  const { device } = await come('lan', right)
  await failTimes(6, 'minh')
  expect((await come('minh', right, { device })).code).toBe('signInLocked')
  await failTimes(5, 'lan', { device })
  expect((await come('lan', right, { device })).code, 'who has the device tries no more often than others').toBe('signInLocked')
})

test('the same login elsewhere, another login at the same place, and another half of an address of version 6', async () => {
  await failTimes(6, 'minh', { from: '2001:db8:1:2::1' })
  expect((await come('minh', right, { from: '2001:db8:1:2:ffff::9' })).code).toBe('signInLocked')
  expect((await come('lan', right, { from: '2001:db8:1:2::1' })).code).toBe('in')
  expect((await come('minh', right, { from: neighbourDesk })).code).toBe('in')
})

test('who comes in begins anew there, and what was wrong a day ago is forgotten', async () => {
  await failTimes(4, 'minh')
  expect((await come('minh', right)).code).toBe('in')
  expect(await failTimes(4, 'minh')).toEqual(Array(4).fill('wrongSignIn'))
  expect((await come('minh', right)).code).toBe('in')

  await failTimes(4, 'minh')
  const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString()
  await office.services.db.updateTable('sign_in_failures').set({ failed_at: yesterday }).execute()
  await failTimes(1, 'minh')
  expect((await come('minh', right)).code).toBe('in')

  await office.services.db.updateTable('sign_in_failures').set({ failed_at: yesterday }).execute()
  await removeOldTraces(office.services)
  expect(await office.services.db.selectFrom('sign_in_failures').selectAll().execute()).toEqual([])
})

test('in an open session wrong passwords hold up that session, and its holder comes in elsewhere', async () => {
  const { session } = await come('minh', right)
  const change = async () =>
    (
      await office.app.inject({
        method: 'PUT',
        url: '/api/session/password',
        headers: { ...ownPage, cookie: `hd_session=${session}` },
        payload: { current: wrong, next: 'thuyền về bến số 13' },
      })
    ).statusCode
  const tries: number[] = []
  for (let attempt = 0; attempt < 6; attempt += 1) tries.push(await change())
  expect(tries).toEqual([401, 401, 401, 401, 401, 429])
  expect((await come('minh', right)).code).toBe('in')
})

test('what failed is told of somebody, with the address, and of nobody is told nothing', async () => {
  const before = await office.countAuditLines()
  await come('khong.co.ai', wrong)
  expect(await office.countAuditLines()).toBe(before)
  await come('minh', wrong, { from: cafe })
  const line = await office.services.db
    .selectFrom('audit_lines')
    .select(['action', 'payload'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(line.action).toBe('signInFailed')
  expect(JSON.parse(line.payload)).toMatchObject({ detail: { by: 'password', failures: 1, lockedSeconds: 0, address: cafe } })
})
