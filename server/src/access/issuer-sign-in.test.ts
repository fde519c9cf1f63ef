import { issuersSchema, type SetIssuer } from '@haidang/api/issuers'
import { problemSchema } from '@haidang/api/problem'
import { begunFactorSchema, issuerAddressSchema, officesSchema, sessionSchema, signedOutSchema } from '@haidang/api/session'
import { SignJWT, generateKeyPair } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { journeyCookieFor, sessionCookie } from '../platform/sessions.ts'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { hashPassword } from './passwords.ts'
import { registerAccessRoutes } from './routes.ts'
import { openTestIssuer, testClient, type TestIssuer } from './testing-issuer.ts'
import { stepAt, totpCode } from './totp.ts'

let office: TestOffice
let issuer: TestIssuer
let address: string
let issuerId: string
let version = 0

const host = () => ({ host: new URL(address).host })
const ownPage = () => ({ ...host(), 'x-haidang': '1', 'sec-fetch-site': 'same-origin' })
const settings: SetIssuer['settings'] = {
  name: 'Cổng đăng nhập của tỉnh',
  issuer: '',
  clientId: testClient.clientId,
  scope: 'openid profile email',
  claim: 'preferred_username',
  isOn: true,
  standsForFactor: false,
  provision: null,
}
const ask = (person: PersonName, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: { ...office.signedIn(person), ...host() }, ...(payload === undefined ? {} : { payload }) })
type Reply = Awaited<ReturnType<typeof ask>>
const codeOf = (reply: Reply) => {
  if (reply.statusCode < 300) return 'done'
  const { code, reason } = problemSchema.parse(reply.json())
  return reason ?? code
}
const source = 'Quy chế an toàn thông tin 12/QĐ-UBND'
async function set(change: Partial<SetIssuer['settings']>): Promise<string> {
  const body = { id: issuerId, after: version, settings: { ...settings, ...change }, source, validFrom: '2026-01-01' }
  const reply = await ask('an', 'POST', '/api/issuers', body)
  if (reply.statusCode === 201) version += 1
  return codeOf(reply)
}
const lines = async (action: string) => {
  const rows = await office.services.db
    .selectFrom('audit_lines')
    .select('payload')
    .where('tenant_id', '=', office.tenantId)
    .where('action', '=', action)
    .orderBy('seq')
    .execute()
  return rows.map(({ payload }) => JSON.parse(payload) as { readonly actor: { readonly name: string }; readonly detail: object })
}

beforeAll(async () => {
  const secrets = { issuer: '', clientId: testClient.clientId, secret: testClient.secret }
  office = await testOffice({
    register: [registerAccessRoutes],
    feedHosts: ['127.0.0.1'],
    issuerSecrets: async () => [secrets],
  })
  address = await office.app.listen({ host: '127.0.0.1', port: 0 })
  issuer = await openTestIssuer({
    redirectUri: `${address}/dang-nhap/noi-khac`,
    backTo: `${address}/dang-nhap`,
    // The test's issuer is asked for before it has an id here: what it is told leads there.
    logoutAt: () => `${address}/api/offices/${office.slug}/issuers/0197f3a0-0000-7000-8000-000000000001/logout`,
  })
  secrets.issuer = issuer.issuer
  Object.assign(settings, { issuer: issuer.issuer })
  const made = await ask('an', 'POST', '/api/issuers', { id: null, after: 0, settings, source, validFrom: '2026-01-01' })
  if (made.statusCode !== 201) throw new Error(made.body)
  issuerId = '0197f3a0-0000-7000-8000-000000000001'
  await office.services.db.updateTable('issuer_versions').set({ issuer_id: issuerId }).execute()
  version = 1
  issuer.people.set('sub-lan', { preferred_username: 'Lan', name: 'Trần Thị Lan', email: 'lan@p5.vn', email_verified: false })
  issuer.people.set('sub-moi', { preferred_username: 'moi.nguoi', name: 'Hồ Thị Mới' })
})
afterAll(async () => {
  await issuer.close()
  await office.close()
})
beforeEach(async () => {
  for (const table of ['issuer_identities', 'issuer_attempts', 'recovery_codes', 'second_factors', 'sign_in_failures'] as const)
    await office.services.db.deleteFrom(table).execute()
})

type Sent = { readonly address: string; readonly browser: string }
async function go(): Promise<Sent> {
  const reply = await office.app.inject({
    method: 'POST',
    url: '/api/session/issuer',
    headers: ownPage(),
    payload: { office: office.slug, issuer: issuerId },
  })
  expect(reply.statusCode, `answered: ${reply.body}`).toBe(200)
  const cookie = reply.cookies.find(({ name }) => name === journeyCookieFor(undefined))
  return { address: issuerAddressSchema.parse(reply.json()).address, browser: `${cookie?.name ?? ''}=${cookie?.value ?? ''}` }
}
const back = (query: string, browser: string, code?: string) =>
  office.app.inject({
    method: 'POST',
    url: '/api/session/issuer/return',
    headers: { ...ownPage(), cookie: browser },
    payload: { query, ...(code === undefined ? {} : { code }) },
  })
async function comeAs(subject: string, jar?: Map<string, string>) {
  const sent = await go()
  return back(await issuer.signIn(sent.address, subject, jar), sent.browser)
}
const cookieIn = (reply: Reply) => `${sessionCookie}=${reply.cookies.find(({ name }) => name === sessionCookie)?.value ?? ''}`
const stillIn = async (cookie: string) =>
  (await office.app.inject({ url: '/api/session', headers: { ...host(), cookie } })).statusCode === 200

test('the page of signing in names who signs people in', async () => {
  const [home] = officesSchema.parse((await office.app.inject('/api/offices')).json())
  expect(home).toMatchObject({ issuers: [{ id: issuerId, name: 'Cổng đăng nhập của tỉnh' }], passwordsFor: 'everybody' })
})

test('whom the issuer vouches for comes in as the account of the declared claim, and from then on by the subject', async () => {
  const came = await comeAs('sub-lan')
  expect(sessionSchema.parse(came.json()).account.login).toBe('lan')
  expect(await stillIn(cookieIn(came))).toBe(true)
  expect((await lines('signedIn')).at(-1)?.detail).toMatchObject({ by: 'issuer', issuer: 'Cổng đăng nhập của tỉnh' })
  expect((await lines('identityLearned')).length).toBe(1)

  issuer.people.set('sub-lan', { preferred_username: 'an' })
  expect(sessionSchema.parse((await comeAs('sub-lan')).json()).account.login, 'not the administrator').toBe('lan')
  issuer.people.set('sub-lan', { preferred_username: 'Lan', email: 'lan@p5.vn', email_verified: false })
  expect((await lines('identityLearned')).length).toBe(1)
})

test('the way there carries a challenge, a state and a nonce, and comes back to our own address only', async () => {
  const asked = new URL((await go()).address)
  expect(asked.origin).toBe(issuer.issuer)
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/u),
    state: expect.stringMatching(/^\d+\.[\w-]{43}$/u),
    nonce: expect.stringMatching(/^[\w-]{43}$/u),
    redirect_uri: `${address}/dang-nhap/noi-khac`,
  })
  expect(asked.search).not.toContain(testClient.secret)
})

describe('nobody comes in', () => {
  test('by a journey of another browser, twice, or too late; and no line is written', async () => {
    const sent = await go()
    const query = await issuer.signIn(sent.address, 'sub-lan')
    const count = await office.countAuditLines()
    expect(codeOf(await back(query, ''))).toBe('journeyOver')
    expect(codeOf(await back(query, (await go()).browser))).toBe('journeyOver')
    expect(await office.countAuditLines()).toBe(count)
    expect(codeOf(await back(query, sent.browser))).toBe('done')
    expect(codeOf(await back(query, sent.browser))).toBe('journeyOver')

    const late = await go()
    const lateQuery = await issuer.signIn(late.address, 'sub-lan')
    await office.services.db.updateTable('issuer_attempts').set({ expires_at: '2026-01-01T00:00:00Z' }).execute()
    expect(codeOf(await back(lateQuery, late.browser))).toBe('journeyOver')
  })

  test('by a code of another journey, a made-up one, or one asked for with another nonce or challenge', async () => {
    const [first, second] = [await go(), await go()]
    const stolen = new URLSearchParams(await issuer.signIn(first.address, 'sub-lan'))
    stolen.set('state', new URL(second.address).searchParams.get('state') ?? '')
    expect(codeOf(await back(stolen.toString(), second.browser))).toBe('issuerFailed')

    const third = await go()
    const made = new URLSearchParams({ code: 'x', state: new URL(third.address).searchParams.get('state') ?? '', iss: issuer.issuer })
    expect(codeOf(await back(made.toString(), third.browser))).toBe('issuerFailed')

    const fourth = await go()
    const bent = new URL(fourth.address)
    bent.searchParams.set('nonce', 'cua-ke-khac')
    expect(codeOf(await back(await issuer.signIn(bent.href, 'sub-lan'), fourth.browser))).toBe('issuerFailed')
  })

  test('who left the issuer’s page', async () => {
    const sent = await go()
    const state = new URL(sent.address).searchParams.get('state') ?? ''
    expect(codeOf(await back(`error=access_denied&state=${state}`, sent.browser))).toBe('issuerRefused')
  })

  test.each<readonly [string, string, Record<string, unknown>, Partial<SetIssuer['settings']>]>([
    ['noAccount', 'who has no account here', { preferred_username: 'nguoi.la' }, {}],
    ['claimMissing', 'of whom the issuer does not say who they are here', {}, {}],
    ['emailUnverified', 'by an address that nobody has verified', { email: 'lan', email_verified: false }, { claim: 'email' }],
  ])('%s: %s, and that is told', async (reason, _who, claims, change) => {
    expect(await set(change)).toBe('done')
    issuer.people.set('sub-thu', claims)
    expect(codeOf(await comeAs('sub-thu'))).toBe(reason)
    expect((await lines('signInFailed')).at(-1)).toMatchObject({
      actor: { name: 'Cổng đăng nhập của tỉnh' },
      detail: { by: 'issuer', because: reason },
    })
    expect(await office.services.db.selectFrom('issuer_identities').selectAll().execute()).toEqual([])
    expect(await set({})).toBe('done')
  })

  test('by an account that is closed', async () => {
    await comeAs('sub-lan')
    await ask('an', 'POST', `/api/people/${office.people.lan.id}/close`)
    expect(codeOf(await comeAs('sub-lan'))).toBe('closed')
    await ask('an', 'POST', `/api/people/${office.people.lan.id}/open`)
  })

  test('by an issuer that is off', async () => {
    expect(await set({ isOn: false })).toBe('done')
    const reply = await office.app.inject({
      method: 'POST',
      url: '/api/session/issuer',
      headers: ownPage(),
      payload: { office: office.slug, issuer: issuerId },
    })
    expect(reply.statusCode).toBe(404)
    expect(await set({})).toBe('done')
  })
})

test('an account is made only where the office has said so, with what it has said', async () => {
  expect(codeOf(await comeAs('sub-moi'))).toBe('noAccount')
  const provision = { unitId: office.units.ward5, post: 'Công chức', roles: ['focalPoint' as const] }
  expect(await set({ provision })).toBe('done')
  const session = sessionSchema.parse((await comeAs('sub-moi')).json())
  expect(session).toMatchObject({
    account: { login: 'moi.nguoi', name: 'Hồ Thị Mới', post: 'Công chức' },
    unit: { id: office.units.ward5 },
    roles: ['focalPoint'],
  })
  expect((await lines('personAdded')).at(-1)?.detail).toMatchObject({ login: 'moi.nguoi', issuer: 'Cổng đăng nhập của tỉnh' })
  expect(await set({})).toBe('done')
})

test('a second factor of ours is asked besides, unless the office has said that the issuer asks one', async () => {
  const headers = { ...ownPage(), cookie: cookieIn(await comeAs('sub-lan')) }
  const begun = await office.app.inject({ method: 'POST', url: '/api/session/factor', headers })
  const { secret } = begunFactorSchema.parse(begun.json())
  const codeNow = (steps: number) => totpCode(secret, stepAt(Date.now()) + steps)
  await office.app.inject({ method: 'PUT', url: '/api/session/factor', headers, payload: { code: codeNow(0) } })

  const sent = await go()
  const query = await issuer.signIn(sent.address, 'sub-lan')
  expect(codeOf(await back(query, sent.browser))).toBe('codeNeeded')
  expect(codeOf(await back(query, sent.browser, '000000'))).toBe('wrongCode')
  expect(codeOf(await back(query, '', codeNow(1)))).toBe('journeyOver')
  expect(codeOf(await back(query, sent.browser, codeNow(1)))).toBe('done')

  expect(await set({ standsForFactor: true })).toBe('done')
  expect(codeOf(await comeAs('sub-lan'))).toBe('done')
  expect(await set({})).toBe('done')
})

test('whom the issuer meant is forgotten when an administrator says so, and what was open ends', async () => {
  const cookie = cookieIn(await comeAs('sub-lan'))
  expect(codeOf(await ask('minh', 'DELETE', `/api/people/${office.people.lan.id}/identities`))).toBe('notAllowed')
  expect(await stillIn(cookie)).toBe(true)
  expect(codeOf(await ask('an', 'DELETE', `/api/people/${office.people.lan.id}/identities`))).toBe('done')
  expect(await stillIn(cookie)).toBe(false)
  expect(codeOf(await ask('an', 'DELETE', `/api/people/${office.people.lan.id}/identities`))).toBe('noIdentity')
})

describe('signing out', () => {
  const leave = async (cookie: string) =>
    signedOutSchema.parse((await office.app.inject({ method: 'DELETE', url: '/api/session', headers: { ...ownPage(), cookie } })).json())
      .leaveAt

  test('here leads to the issuer, which ends its own session and tells the others, whose sessions here end', async () => {
    const jar = new Map<string, string>()
    const here = cookieIn(await comeAs('sub-lan', jar))
    const there = cookieIn(await comeAs('sub-lan', jar))
    const stranger = cookieIn(await comeAs('sub-lan'))
    const leaveAt = await leave(here)
    expect(leaveAt).toMatch(new RegExp(`^${issuer.issuer}/session/end\\?.*post_logout_redirect_uri=`, 'u'))
    expect(await stillIn(here)).toBe(false)
    expect(await stillIn(there)).toBe(true)

    await issuer.signOut(leaveAt ?? '', jar)
    await expect.poll(() => stillIn(there), { timeout: 10_000 }).toBe(false)
    expect(await stillIn(stranger), 'another session of the issuer').toBe(true)
    expect((await lines('endedAtIssuer')).at(-1)?.detail).toEqual({ issuer: 'Cổng đăng nhập của tỉnh', count: 1 })
  })

  test('who came by a link is led nowhere', async () => {
    const headers = { ...office.signedIn('hung'), ...host() }
    expect(signedOutSchema.parse((await office.app.inject({ method: 'DELETE', url: '/api/session', headers })).json())).toEqual({
      ok: true,
    })
  })

  test('a token that the issuer has not signed, or that is none of signing out, ends nothing', async () => {
    const cookie = cookieIn(await comeAs('sub-lan'))
    const { privateKey } = await generateKeyPair('RS256')
    const forged = await new SignJWT({ sub: 'sub-lan', jti: 'x', events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(issuer.issuer)
      .setAudience(testClient.clientId)
      .setIssuedAt()
      .sign(privateKey)
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged.split('.')[1] ?? ''}.`
    const row = await office.services.db
      .selectFrom('sessions')
      .select('id_token')
      .where('begun_by', '=', 'issuer')
      .executeTakeFirstOrThrow()
    expect(row.id_token?.toString('utf8')).not.toContain('eyJ')
    const count = await office.countAuditLines()
    for (const token of [forged, unsigned, 'x']) {
      const reply = await office.app.inject({
        method: 'POST',
        url: `/api/offices/${office.slug}/issuers/${issuerId}/logout`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ logout_token: token }).toString(),
      })
      expect(reply.statusCode).toBe(400)
    }
    expect(await stillIn(cookie)).toBe(true)
    expect(await office.countAuditLines()).toBe(count)
  })
})

describe('who signs people in', () => {
  test('is told with every version, and whether its secret is there, which is nowhere', async () => {
    const reply = await ask('quan', 'GET', '/api/issuers')
    const told = issuersSchema.parse(reply.json())
    expect(told).toMatchObject({
      issuers: [{ id: issuerId, hasSecret: true, inForce: version }],
      returnAddress: `${address}/dang-nhap/noi-khac`,
      can: { change: false },
    })
    expect(reply.body).not.toContain(testClient.secret)
    const { rows } = await office.services.owner.query<{ all: string }>(
      `select string_agg(t, ' ') as all from (select payload t from audit_lines union all select settings::text from issuer_versions) s`,
    )
    expect(rows[0]?.all).not.toContain(testClient.secret)
  })

  test.each<readonly [string, Partial<SetIssuer['settings']>]>([
    ['issuerFixed', { issuer: 'https://ke-khac.example', isOn: false }],
    ['issuerInsecure', { issuer: 'http://dang-nhap.example' }],
    ['issuerUnreachable', { issuer: 'https://khong-co.invalid' }],
    ['issuerUnreachable', { issuer: 'https://127.0.0.2' }],
    ['unitUnknown', { provision: { unitId: '0197f3a0-0000-7000-8000-000000000009', post: 'Công chức', roles: ['focalPoint'] } }],
  ])('%s is refused, and nothing is written', async (reason, change) => {
    const count = await office.countAuditLines()
    expect(await set(change)).toBe(reason)
    expect(await office.countAuditLines()).toBe(count)
  })

  test('is not said by who does not know the newest version, nor by who may not', async () => {
    const body = { id: issuerId, after: version - 1, settings, source, validFrom: '2026-01-01' }
    const count = await office.countAuditLines()
    expect(codeOf(await ask('an', 'POST', '/api/issuers', body))).toBe('changedMeanwhile')
    expect(codeOf(await ask('quan', 'POST', '/api/issuers', { ...body, after: version }))).toBe('notAllowed')
    expect(await office.countAuditLines()).toBe(count)
  })

  test('from a later day signs in from then on', async () => {
    const body = { id: issuerId, after: version, settings: { ...settings, name: 'Cổng mới' }, source, validFrom: '2999-01-01' }
    expect(codeOf(await ask('an', 'POST', '/api/issuers', body))).toBe('done')
    version += 1
    const [home] = officesSchema.parse((await office.app.inject('/api/offices')).json())
    expect(home?.issuers.map(({ name }) => name)).toEqual(['Cổng đăng nhập của tỉnh'])
  })
})

test('where the office has said so, only administrators come in by a password', async () => {
  const password = 'sóng lặng trên bến cá 47'
  const passwordHash = await hashPassword(password)
  await office.services.db.updateTable('accounts').set({ password_hash: passwordHash }).where('login', 'in', ['an', 'lan']).execute()
  const rules = (passwordsFor: string, after: number) =>
    ask('an', 'PUT', '/api/security-rules', {
      rules: { leastPasswordLength: 12, idleDays: null, factorRoles: [], proofMinutes: 10, passwordsFor },
      source,
      validFrom: '2026-01-01',
      after,
    })
  const signIn = (login: string, typed = password) =>
    office.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: ownPage(),
      payload: { office: office.slug, login, password: typed },
    })
  expect(codeOf(await rules('administrators', 0))).toBe('done')
  expect(codeOf(await signIn('lan'))).toBe('passwordsClosed')
  expect(codeOf(await signIn('lan', 'không phải mật khẩu')), 'said to who has it right').toBe('wrongSignIn')
  expect(codeOf(await signIn('an'))).toBe('done')
  expect(codeOf(await comeAs('sub-lan'))).toBe('done')

  expect(await set({ isOn: false }), 'it is the only way in').toBe('lastIssuer')
  expect(codeOf(await rules('everybody', 1))).toBe('done')
  expect(await set({ isOn: false })).toBe('done')
  const count = await office.countAuditLines()
  expect(codeOf(await rules('administrators', 2))).toBe('noIssuer')
  expect(await office.countAuditLines()).toBe(count)
})
