import { problemSchema } from '@haidang/api/problem'
import { madeTokenSchema, serviceAccountsSchema, tokensSchema } from '@haidang/api/tokens'
import { addDays, dayOf } from '@haidang/domain/periods/day'
import { scopes } from '@haidang/domain/access/scopes'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerAuditRoutes } from '../audit/routes.ts'
import { registerUnitsRoutes } from '../units/routes.ts'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { giveLink } from './actions.ts'
import { registerAccessRoutes } from './routes.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({
    register: [registerAccessRoutes, registerUnitsRoutes, registerAuditRoutes],
    settings: { trustProxy: ['127.0.0.1'], tokenRequestsPerMinute: 30 },
  })
})
afterAll(() => office.close())
beforeEach(async () => {
  await office.services.db.deleteFrom('api_tokens').execute()
})

const today = dayOf(new Date().toISOString())
const ask = (person: PersonName, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
type Reply = Awaited<ReturnType<typeof ask>>
const codeOf = (reply: Reply) => (reply.statusCode < 300 ? 'done' : problemSchema.parse(reply.json()).code)
const by = (token: string, url = '/api/units', from = '192.0.2.7') =>
  office.app.inject({ url, headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': from } })

const wanted = { name: 'Kho dữ liệu', scopes: ['units:read'], expiresOn: addDays(today, 30) }
async function make(person: PersonName = 'minh', change: object = {}, url = '/api/tokens') {
  const reply = await ask(person, 'POST', url, { ...wanted, ...change })
  expect(reply.statusCode, `answered: ${reply.body}`).toBe(201)
  return madeTokenSchema.parse(reply.json()).token
}
const own = async (person: PersonName = 'minh') => tokensSchema.parse((await ask(person, 'GET', '/api/tokens')).json()).tokens

const lines = async (action: string) => {
  const rows = await office.services.db
    .selectFrom('audit_lines')
    .select(['payload'])
    .where('tenant_id', '=', office.tenantId)
    .where('action', '=', action)
    .orderBy('seq')
    .execute()
  return rows.map(({ payload }) => JSON.parse(payload) as { readonly actor: object; readonly detail: object })
}

test('a token does what it was let do, is shown once, and is nowhere as it is held', async () => {
  const token = await make()
  expect(token).toMatch(/^hd_\d+\.[\w-]{43}$/u)
  expect((await by(token)).statusCode).toBe(200)
  const { rows } = await office.services.owner.query<{ all: string }>(
    `select string_agg(t, ' ') as all from (select k::text t from api_tokens k union all select payload from audit_lines) s`,
  )
  expect(rows[0]?.all).not.toContain(token.split('.')[1])
  expect(await own()).toMatchObject([{ name: 'Kho dữ liệu', scopes: ['units:read'], state: 'works', lastAddress: '192.0.2.7' }])
  expect((await lines('tokenMade')).at(-1)).toMatchObject({ detail: { name: 'Kho dữ liệu', scopes: ['units:read'] } })
})

test('what it was not let do is refused, and told once in a while', async () => {
  const token = await make()
  const before = (await lines('tokenRefused')).length
  for (let time = 0; time < 3; time += 1) {
    const reply = await by(token, '/api/audit/lines')
    expect(reply.statusCode).toBe(403)
    expect(problemSchema.parse(reply.json())).toMatchObject({ code: 'tokenScope', help: { scope: 'audit:read', held: ['units:read'] } })
  }
  const told = (await lines('tokenRefused')).slice(before)
  expect(told).toMatchObject([{ actor: { token: { name: 'Kho dữ liệu' } }, detail: { because: 'scope', scope: 'audit:read' } }])
})

test('each address from which somebody comes first is told, and no other use', async () => {
  const token = await make()
  const before = (await lines('tokenUsed')).length
  for (const from of ['192.0.2.7', '192.0.2.7', '198.51.100.4', '192.0.2.7']) await by(token, '/api/units', from)
  expect((await lines('tokenUsed')).slice(before).map(({ detail }) => detail)).toEqual([
    { name: 'Kho dữ liệu', address: '192.0.2.7' },
    { name: 'Kho dữ liệu', address: '198.51.100.4' },
  ])
})

test('of many who come first from one address at once, one is told', async () => {
  const token = await make()
  const before = (await lines('tokenUsed')).length
  await Promise.all(Array.from({ length: 6 }, () => by(token)))
  expect((await lines('tokenUsed')).length).toBe(before + 1)
})

test('beside a token no cookie is read: who holds both is the token’s', async () => {
  const token = await make('lan')
  const { cookie = '' } = office.signedIn('an')
  const reply = await office.app.inject({ url: '/api/people', headers: { cookie, authorization: `Bearer ${token}` } })
  expect(codeOf(reply)).toBe('tokenScope')
  const wrong = await office.app.inject({ url: '/api/people', headers: { cookie, authorization: 'Bearer hd_1.nichts' } })
  expect(codeOf(wrong)).toBe('tokenInvalid')
  const proxied = await office.app.inject({ url: '/api/people', headers: { cookie, authorization: 'Basic eDp5' } })
  expect(proxied.statusCode, 'what a proxy asks for is no token').toBe(200)
})

test('a token opens no more than its account may', async () => {
  const token = await make('lan', { scopes: ['audit:read', 'people:read', 'units:write'] })
  expect(codeOf(await by(token, '/api/audit/verification'))).toBe('notAllowed')
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': '192.0.2.7' }
  const write = { method: 'POST', url: '/api/units?since=2024-05-10', headers } as const
  const count = await office.countAuditLines()
  expect(codeOf(await office.app.inject(write))).toBe('notAllowed')
  expect(await office.countAuditLines()).toBe(count)
})

test('the OpenAPI document says which scope each operation wants, and which is none for tokens', async () => {
  const { paths } = (await office.app.inject('/api/openapi.json')).json<{
    paths: Record<string, Record<string, { readonly security?: unknown }>>
  }>()
  expect(paths['/api/units/{id}']?.['get']?.security).toEqual([{ session: [] }, { token: ['units:read'] }])
  expect(paths['/api/tokens']?.['post']?.security).toEqual([{ session: [] }])
})

test.each([
  ['one’s own tokens', 'GET', '/api/tokens'],
  ['making a token', 'POST', '/api/tokens'],
  ['a proof', 'POST', '/api/session/proof'],
  ['a second factor', 'POST', '/api/session/factor'],
  ['other people’s roles', 'PUT', '/api/people/0197f3a0-0000-7000-8000-000000000000/roles'],
  ['the whole log to take away', 'POST', '/api/audit/export'],
] as const)('no token opens %s', async (_what, method, url) => {
  const token = await make('an', { scopes })
  expect(codeOf(await office.app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, payload: {} }))).toBe('tokenScope')
})

describe('a token that is over', () => {
  test.each<readonly [string, (id: string) => Promise<unknown>, string]>([
    ['revoked by its maker', (id) => ask('minh', 'DELETE', `/api/tokens/${id}`), 'revoked'],
    ['revoked by an administrator', (id) => ask('an', 'DELETE', `/api/service-accounts/tokens/${id}`), 'revoked'],
    [
      'expired',
      (id) => office.services.db.updateTable('api_tokens').set({ expires_at: '2026-01-01T00:00:00Z' }).where('id', '=', id).execute(),
      'expired',
    ],
  ])('%s opens nothing, and that it was tried is told', async (_how, end, because) => {
    const token = await make()
    expect((await by(token)).statusCode).toBe(200)
    await end((await own())[0]?.id ?? '')
    expect(codeOf(await by(token))).toBe('tokenInvalid')
    expect((await lines('tokenRefused')).at(-1)).toMatchObject({ detail: { because } })
    expect((await own())[0]?.state).toBe(because)
  })

  test('goes with its account, and does not come back with it', async () => {
    const token = await make('hung')
    await ask('an', 'POST', `/api/people/${office.people.hung.id}/close`)
    expect(codeOf(await by(token))).toBe('tokenInvalid')
    await ask('an', 'POST', `/api/people/${office.people.hung.id}/open`)
    expect(codeOf(await by(token))).toBe('tokenInvalid')
  })
})

test('nobody ends another’s, and nothing is written', async () => {
  await make('minh')
  const [token] = await own()
  const count = await office.countAuditLines()
  expect((await ask('lan', 'DELETE', `/api/tokens/${token?.id ?? ''}`)).statusCode).toBe(404)
  expect((await ask('lan', 'DELETE', `/api/service-accounts/tokens/${token?.id ?? ''}`)).statusCode).toBe(403)
  expect(await office.countAuditLines()).toBe(count)
  expect((await own())[0]?.state).toBe('works')
})

test.each([
  ['noScope', { scopes: [] }],
  ['expiresTooEarly', { expiresOn: addDays(today, -1) }],
  ['expiresTooLate', { expiresOn: addDays(today, 366) }],
])('%s is refused, and nothing is written', async (reason, change) => {
  const count = await office.countAuditLines()
  const reply = await ask('minh', 'POST', '/api/tokens', { ...wanted, ...change })
  expect(problemSchema.parse(reply.json())).toMatchObject({ code: 'refused', reason })
  expect(await office.countAuditLines()).toBe(count)
  expect(await own()).toEqual([])
})

test('one token alone asks no more often than it may; another goes on', async () => {
  const [eager, calm] = [await make(), await make('lan')]
  const codes: string[] = []
  for (let time = 0; time < 32; time += 1) codes.push(codeOf(await by(eager)))
  expect(codes).toContain('tooManyRequests')
  expect(codes.filter((code) => code === 'done').length).toBeGreaterThanOrEqual(30)
  expect(codeOf(await by(calm))).toBe('done')
})

describe('the account of a program', () => {
  const kho = (login: string) => ({
    login,
    name: 'Kho dữ liệu tỉnh',
    purpose: 'Lấy số liệu hằng đêm',
    unitId: office.units.committee,
    roles: ['leader'],
  })
  const add = async (login: string) => {
    const reply = await ask('an', 'POST', '/api/service-accounts', kho(login))
    expect(reply.statusCode, `answered: ${reply.body}`).toBe(201)
    const account = serviceAccountsSchema.parse(reply.json()).accounts.find((one) => one.login === login)
    if (account === undefined) throw new Error('The account is not listed')
    return account
  }

  test('is come in by with a token that an administrator makes, and acts in its own name', async () => {
    const account = await add('kho')
    const token = await make('an', {}, `/api/service-accounts/${account.id}/tokens`)
    expect((await by(token)).statusCode).toBe(200)
    expect((await lines('tokenUsed')).at(-1)).toMatchObject({
      actor: { id: account.id, name: 'Kho dữ liệu tỉnh', token: { name: 'Kho dữ liệu' } },
    })
    const listed = serviceAccountsSchema.parse((await ask('quan', 'GET', '/api/service-accounts')).json())
    expect(listed.can.change).toBe(false)
    expect(listed.accounts[0]?.tokens).toMatchObject([{ name: 'Kho dữ liệu', madeBy: 'Ngô Bình An' }])
  })

  test('nobody signs in to it: it gets no link, and one that was made otherwise opens nothing', async () => {
    const account = await add('kho-2')
    const link = await ask('an', 'POST', `/api/people/${account.id}/link`)
    expect(problemSchema.parse(link.json()).reason).toBe('isProgram')
    const token = await giveLink(office.callAs('an'), account.id, 24)
    const ownPage = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }
    const came = await office.app.inject({ method: 'POST', url: '/api/session/link', headers: ownPage, payload: { token } })
    expect(codeOf(came)).toBe('linkExpired')
  })

  test('with the role of an administrator is no administrator who is left', async () => {
    const account = await add('kho-3')
    await ask('an', 'PUT', `/api/people/${account.id}/roles`, { roles: ['administrator'], before: ['leader'] })
    const close = await ask('an', 'POST', `/api/people/${office.people.an.id}/close`)
    expect(problemSchema.parse(close.json()).reason).toBe('lastAdministrator')
  })

  test('is not added twice, nor in a unit of nobody, nor by who may not; nothing is written', async () => {
    await add('kho-4')
    const count = await office.countAuditLines()
    const again = await ask('an', 'POST', '/api/service-accounts', kho('kho-4'))
    expect(problemSchema.parse(again.json()).reason).toBe('loginTaken')
    const nowhere = await ask('an', 'POST', '/api/service-accounts', { ...kho('kho-5'), unitId: office.people.an.id })
    expect(problemSchema.parse(nowhere.json()).reason).toBe('unitUnknown')
    expect(codeOf(await ask('minh', 'POST', '/api/service-accounts', kho('kho-6')))).toBe('notAllowed')
    expect(codeOf(await ask('an', 'POST', `/api/service-accounts/${office.people.minh.id}/tokens`, wanted))).toBe('notFound')
    expect(await office.countAuditLines()).toBe(count)
  })

  test('whose tokens are used is not idle', async () => {
    const account = await add('kho-7')
    const token = await make('an', {}, `/api/service-accounts/${account.id}/tokens`)
    const accounts = () => office.services.db.updateTable('accounts').set({ idle_since: '2026-01-01T00:00:00Z' })
    await accounts().where('id', 'in', [account.id, office.people.minh.id]).execute()
    await by(token)
    await by(await make('minh'))
    const idle = await office.services.db
      .selectFrom('accounts')
      .select(['id', 'idle_since'])
      .where('id', 'in', [account.id, office.people.minh.id])
      .execute()
    expect(idle.find(({ id }) => id === account.id)?.idle_since).not.toBe('2026-01-01T00:00:00.000Z')
    expect(idle.find(({ id }) => id === office.people.minh.id)?.idle_since, 'a person’s is, whatever their programs do').toBe(
      '2026-01-01T00:00:00.000Z',
    )
  })
})
