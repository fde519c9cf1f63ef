import { tmpdir } from 'node:os'
import { problemSchema } from '@haidang/api/problem'
import { sessionSchema } from '@haidang/api/session'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveLink } from '../access/actions.ts'
import { featureRoutes } from '../features.ts'
import { issueTestPlan, type TestPlan } from '../reports/testing.ts'
import { route, type App } from './routes.ts'
import { testOffice, type PersonName, type TestOffice } from './testing.ts'

const failWith = (app: App, path: string, code: string): void =>
  route(app, `GET /api/trial/${path}`, {}, async () => {
    throw Object.assign(new Error(`insert into accounts failed at ${tmpdir()}`), { code })
  })

let office: TestOffice
let plan: TestPlan
beforeAll(async () => {
  office = await testOffice({
    register: [
      ...featureRoutes,
      (app) => failWith(app, 'disk', 'ENOSPC'),
      (app) => failWith(app, 'database-disk', '53100'),
      (app) => failWith(app, 'lock', '55P03'),
      (app) => failWith(app, 'statement', '57014'),
    ],
    settings: { host: '127.0.0.1', webDist: tmpdir() },
  })
  plan = await issueTestPlan(office)
})
afterAll(() => office.close())

const id = '6f1c9a52-3a6e-4f0e-9d3b-1d6a3c0f7a11'
const ownPage = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }

describe('what no column can hold is a mistake of the request, and no failure of ours', () => {
  const change = { changeKey: id, baseRevision: 0 }
  const openReport = () => `/api/reports/${plan.reportOf(office.units.ward5, '2024-05')}`
  const entry = (more: object) => ({
    changeKey: id,
    entries: [{ indicatorId: plan.indicators.online, numerator: '1', denominator: '2', note: '', baseRevision: 0, ...more }],
  })
  type Trial = readonly [what: string, person: PersonName, method: 'GET' | 'PUT' | 'POST', url: () => string, payload?: () => object]
  const trials: readonly Trial[] = [
    ['a NUL in a text', 'lan', 'PUT', () => `${openReport()}/narratives/results`, () => ({ ...change, text: 'tốt\0' })],
    ['a NUL in a note', 'lan', 'PUT', () => `${openReport()}/entries`, () => entry({ note: '\0' })],
    ['a revision beyond counting', 'lan', 'PUT', () => `${openReport()}/entries`, () => entry({ baseRevision: 2 ** 40 })],
    [
      'a block with such a revision',
      'lan',
      'PUT',
      () => `${openReport()}/narratives/results`,
      () => ({ ...change, baseRevision: 2 ** 40, text: 'a' }),
    ],
    ['a version beyond counting', 'lan', 'GET', () => `${openReport()}/versions/99999999999`],
    ['a NUL in a reason', 'minh', 'POST', () => `${openReport()}/return`, () => ({ reason: 'vì\0', cells: [] })],
    ['a NUL in a filter', 'quan', 'GET', () => '/api/audit/lines?stream=%00'],
    ['a place in the log that is no moment', 'quan', 'GET', () => '/api/audit/lines?before=2024-99-99T99:99Z%7C1%7Coffice'],
    ['an instant that is none', 'an', 'PUT', () => '/api/office/clock', () => ({ now: '2024-02-30T00:00:00Z' })],
  ]
  test.each(trials.map((trial) => [trial[0], trial] as const))('%s', async (_what, [, person, method, url, payload]) => {
    const before = await office.countAuditLines()
    const reply = await office.app.inject({ method, url: url(), headers: office.signedIn(person), ...(payload && { payload: payload() }) })
    expect(reply.statusCode).toBeGreaterThanOrEqual(400)
    expect(reply.statusCode).toBeLessThan(500)
    expect(reply.body).not.toMatch(/select|invalid byte|syntax|out of range for type/iu)
    expect(await office.countAuditLines()).toBe(before)
  })

  test('a login with a NUL, in an office with one', async () => {
    for (const payload of [
      { office: office.slug, login: 'lan\0', password: 'a' },
      { office: 'a\0', login: 'lan', password: 'a' },
    ]) {
      const reply = await office.app.inject({ method: 'POST', url: '/api/session', headers: ownPage, payload })
      expect(reply.statusCode).toBeGreaterThanOrEqual(400)
      expect(reply.statusCode).toBeLessThan(500)
    }
  })

  test('half a million brackets', async () => {
    const deep = `{"changeKey":"${id}","baseRevision":0,"kind":"task","state":"accepted","value":${'['.repeat(400_000)}${']'.repeat(400_000)}}`
    const reply = await office.app.inject({
      method: 'PUT',
      url: `/api/imports/${id}/items/${id}`,
      headers: { ...office.signedIn('minh'), 'content-type': 'application/json' },
      payload: deep,
    })
    expect(reply.statusCode).toBeGreaterThanOrEqual(400)
    expect(reply.statusCode).toBeLessThan(500)
  })
})

test.each([
  ['disk', /hết chỗ lưu trữ/u],
  ['database-disk', /hết chỗ lưu trữ/u],
  ['lock', /đang khởi động lại hoặc quá tải/u],
  ['statement', /đang khởi động lại hoặc quá tải/u],
])('trouble of the %s asks to try again, and tells nothing of the inside', async (which, words) => {
  const reply = await office.app.inject({ url: `/api/trial/${which}`, headers: office.signedIn('lan') })
  expect(reply.statusCode).toBe(503)
  expect(reply.headers['retry-after']).toBeDefined()
  expect(problemSchema.parse(reply.json()).detail).toMatch(words)
  expect(reply.body).not.toMatch(/accounts|tmp/u)
})

test.each(['localhost:8080', '127.0.0.1:8080', '[::1]:8080', 'haidang.localhost', '127.8.9.1'])(
  'on its own machine it answers to %s',
  async (host) => {
    expect((await office.app.inject({ url: '/api/offices', headers: { host } })).statusCode).toBe(200)
  },
)

test.each(['evil.example:8080', 'localhost.evil.example', '127.0.0.1.evil.example', 'a b'])(
  'on its own machine it does not answer to "%s", which somebody may have pointed here',
  async (host) => {
    for (const url of ['/api/offices', '/metrics', '/', '/api/openapi.json']) {
      const reply = await office.app.inject({ url, headers: { host } })
      expect(reply.statusCode).toBe(403)
      expect(reply.body).not.toContain(office.slug)
    }
  },
)

test('what comes through a proxy does not read the metrics', async () => {
  expect((await office.app.inject('/metrics')).statusCode).toBe(200)
  expect((await office.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '10.9.8.7' } })).statusCode).toBe(404)
  expect((await office.app.inject({ url: '/metrics', headers: { forwarded: 'for=10.9.8.7' } })).statusCode).toBe(404)
})

test('the browser keeps to itself what the pages do not need', async () => {
  const { headers } = await office.app.inject('/api/offices')
  expect(headers['permissions-policy']).toContain('geolocation=()')
  expect(headers['referrer-policy']).toBe('same-origin')
})

test('by https the cookie is bound to the host, HTTPS is promised, and the session works by that cookie only', async () => {
  const secure = await testOffice({
    register: featureRoutes,
    settings: { host: '127.0.0.1', publicUrl: 'https://baocao.example.vn', webDist: tmpdir() },
  })
  const token = await giveLink(secure.callAs('an'), secure.people.lan.id, 1)
  const reply = await secure.app.inject({
    method: 'POST',
    url: '/api/session/link',
    headers: { ...ownPage, host: 'baocao.example.vn' },
    payload: { token },
  })
  expect(reply.headers['set-cookie']).toMatchObject([
    expect.stringMatching(/^__Host-hd_session=\d+\.[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/u),
    expect.stringMatching(/^__Host-hd_device=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/u),
  ])
  expect(reply.headers['strict-transport-security']).toBe('max-age=31536000')
  const value = reply.cookies[0]?.value ?? ''
  const see = (cookie: string) => secure.app.inject({ url: '/api/session', headers: { cookie } })
  expect(sessionSchema.parse((await see(`__Host-hd_session=${value}`)).json()).account.login).toBe('lan')
  expect((await see(`hd_session=${value}`)).statusCode).toBe(401)
  const out = await secure.app.inject({
    method: 'DELETE',
    url: '/api/session',
    headers: { ...ownPage, cookie: `__Host-hd_session=${value}` },
  })
  // A browser takes a "__Host-" cookie, and so its end too, only with Secure and the path.
  expect(out.headers['set-cookie']).toMatch(/^__Host-hd_session=;.*Path=\/.*Secure/u)
  await secure.close()
})

test('without the general limit, that of signing in holds', async () => {
  const open = await testOffice({ register: featureRoutes, settings: { requestsPerMinute: 0, signInsPerMinute: 3, webDist: tmpdir() } })
  const statuses = []
  for (let turn = 0; turn < 5; turn += 1) {
    const payload = { token: 'x'.repeat(40) }
    statuses.push((await open.app.inject({ method: 'POST', url: '/api/session/link', headers: ownPage, payload })).statusCode)
  }
  expect(statuses).toEqual([410, 410, 410, 429, 429])
  const reads = await Promise.all(Array.from({ length: 50 }, () => open.app.inject('/api/offices')))
  expect(new Set(reads.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  await open.close()
})

test('nothing that is waited for, in the database, is waited for without end', async () => {
  const { rows } = await office.services.owner.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by 1`,
  )
  expect(rows.map(({ name, setting }) => [name, Number(setting) > 0])).toEqual([
    ['idle_in_transaction_session_timeout', true],
    ['lock_timeout', true],
    ['statement_timeout', true],
  ])
})

test('when all connections are taken, who comes is told to try again and does not hang', async () => {
  const { pool } = office.services
  const held = await Promise.all(Array.from({ length: 8 }, () => pool.connect()))
  const start = performance.now()
  const reply = await office.app.inject('/api/offices')
  expect(reply.statusCode).toBe(503)
  expect(performance.now() - start).toBeLessThan(15_000)
  for (const client of held) client.release()
  expect((await office.app.inject('/api/offices')).statusCode).toBe(200)
}, 30_000)
