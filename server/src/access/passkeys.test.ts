import { passkeysSchema, type Assertion } from '@haidang/api/passkeys'
import { peopleSchema } from '@haidang/api/people'
import { problemSchema } from '@haidang/api/problem'
import { sessionSchema } from '@haidang/api/session'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sessionCookie } from '../platform/sessions.ts'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { giveLink } from './actions.ts'
import { hashPassword } from './passwords.ts'
import { registerAccessRoutes } from './routes.ts'
import { testKey, type Change, type TestKey } from './testing-key.ts'

const origin = 'https://hai-dang.example'
const password = 'sóng lặng trên bến cá 47'
let office: TestOffice
let hashed: string
beforeAll(async () => {
  office = await testOffice({ register: [registerAccessRoutes], settings: { publicUrl: origin } })
  hashed = await hashPassword(password)
})
afterAll(() => office.close())
beforeEach(async () => {
  for (const table of ['passkeys', 'passkey_challenges', 'recovery_codes', 'second_factors', 'sign_in_failures', 'security_rules'] as const)
    await office.services.db.deleteFrom(table).execute()
  await office.services.db.updateTable('accounts').set({ password_hash: hashed }).where('login', 'in', ['minh', 'lan']).execute()
  await office.services.db.updateTable('sessions').set({ proved_at: new Date().toISOString() }).execute()
})

const ownPage = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const send = (method: Method, url: string, headers: Readonly<Record<string, string>>, payload?: object) =>
  office.app.inject({ method, url, headers: { ...ownPage, ...headers }, ...(payload === undefined ? {} : { payload }) })
const as = (person: PersonName, method: Method, url: string, payload?: object) => send(method, url, office.signedIn(person), payload)
type Reply = Awaited<ReturnType<typeof send>>
const codeOf = (reply: Reply) => {
  if (reply.statusCode < 300) return 'done'
  const { code, reason } = problemSchema.parse(reply.json())
  return reason ?? code
}
const challengeIn = (reply: Reply) => reply.json<{ challenge: string }>().challenge
const lines = async (action: string) => {
  const rows = await office.services.db.selectFrom('audit_lines').select('payload').where('action', '=', action).orderBy('seq').execute()
  return rows.map(({ payload }) => (JSON.parse(payload) as { readonly detail: object }).detail)
}

async function add(person: PersonName, name = 'Máy ở cơ quan', key = testKey(origin), change: Change = {}) {
  const asked = await as(person, 'POST', '/api/passkeys/challenge')
  const reply = await as(person, 'POST', '/api/passkeys', { name, answer: key.attest(challengeIn(asked), change) })
  return { key, reply }
}
const askAtDoor = async (slug = office.slug) => challengeIn(await send('POST', '/api/session/passkey', {}, { office: slug }))
const answer = (given: Assertion, slug = office.slug) => send('PUT', '/api/session/passkey', {}, { office: slug, answer: given })
const signIn = async (key: TestKey, change: Change = {}) => answer(key.assert(await askAtDoor(), change))
const byPassword = (login: string) => send('POST', '/api/session', {}, { office: office.slug, login, password })
const demand = (roles: readonly string[]) =>
  office.services.db
    .insertInto('security_rules')
    .values({
      tenant_id: office.tenantId,
      version: 1,
      valid_from: '2026-01-01',
      rules: JSON.stringify({ factorRoles: roles }),
      source: 'Quy chế 12/QĐ-UBND',
      recorded_at: new Date().toISOString(),
      recorded_by: office.people.an.id,
    })
    .execute()

test('who has a key signs in by it, without login, password and code', async () => {
  const { key, reply } = await add('lan')
  expect(passkeysSchema.parse(reply.json()).keys).toMatchObject([{ name: 'Máy ở cơ quan', lastUsedAt: null }])
  const came = await signIn(key)
  expect(sessionSchema.parse(came.json()).account.login).toBe('lan')
  expect((await lines('signedIn')).at(-1)).toMatchObject({ by: 'passkey', name: 'Máy ở cơ quan' })
  expect(passkeysSchema.parse((await as('lan', 'GET', '/api/passkeys')).json()).keys[0]?.lastUsedAt).not.toBeNull()
})

test('from then on the password alone lets nobody in, nor does a link', async () => {
  const { key } = await add('lan')
  expect(codeOf(await byPassword('lan'))).toBe('passkeyNeeded')
  const token = await giveLink(office.callAs('an'), office.people.lan.id, 24)
  expect(codeOf(await send('POST', '/api/session/link', {}, { token }))).toBe('passkeyNeeded')
  expect(codeOf(await signIn(key))).toBe('done')
})

test('the first key ends what began without one, and a second one nothing', async () => {
  const other = await byPassword('minh')
  const cookie = other.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const open = async () => (await send('GET', '/api/session', { cookie })).statusCode
  expect(await open()).toBe(200)
  const { key } = await add('minh')
  expect(await open()).toBe(401)
  const again = (await signIn(key)).cookies.find(({ name }) => name.endsWith(sessionCookie))
  await add('minh', 'Điện thoại')
  expect((await send('GET', '/api/session', { cookie: `${again?.name ?? ''}=${again?.value ?? ''}` })).statusCode).toBe(200)
})

describe('nothing is opened', () => {
  test.each<readonly [string, Change]>([
    ['from a page elsewhere', { origin: 'https://hai-dang.example.ke-khac.vn' }],
    ['for another host', { host: 'ke-khac.vn' }],
    ['by who has only touched it, and not said who they are', { isVerified: false }],
    ['where its count goes back, as of a copy', { counter: 1 }],
  ])('%s; and that it was tried is told', async (_how, change) => {
    const { key } = await add('lan')
    expect(codeOf(await signIn(key))).toBe('done')
    const count = (await lines('signInFailed')).length
    expect(codeOf(await signIn(key, change))).toBe('wrongKey')
    expect((await lines('signInFailed')).slice(count)).toMatchObject([{ by: 'passkey', name: 'Máy ở cơ quan' }])
  })

  test('by an answer given twice, to no question, or too late; and no line is written', async () => {
    const { key } = await add('lan')
    const given = key.assert(await askAtDoor())
    expect(codeOf(await answer(given))).toBe('done')
    const count = await office.countAuditLines()
    expect(codeOf(await answer(given))).toBe('wrongKey')
    expect(codeOf(await answer(key.assert('khong-ai-hoi')))).toBe('wrongKey')
    const late = await askAtDoor()
    await office.services.db.updateTable('passkey_challenges').set({ expires_at: '2026-01-01T00:00:00Z' }).execute()
    expect(codeOf(await answer(key.assert(late)))).toBe('wrongKey')
    const asked = challengeIn(await as('lan', 'POST', '/api/session/proof/passkey'))
    expect(codeOf(await answer(key.assert(asked))), 'what was asked for something else').toBe('wrongKey')
    expect(await office.countAuditLines()).toBe(count)
  })

  test('in another office, by a key that nobody has kept, or that was taken away', async () => {
    const { key, reply } = await add('lan')
    const neighbour = await office.neighbour()
    expect(codeOf(await answer(key.assert(await askAtDoor(neighbour.slug)), neighbour.slug))).toBe('wrongKey')
    expect(codeOf(await signIn(testKey(origin)))).toBe('wrongKey')
    const [kept] = passkeysSchema.parse(reply.json()).keys
    expect(codeOf(await as('lan', 'DELETE', `/api/passkeys/${kept?.id ?? ''}`))).toBe('done')
    expect(codeOf(await signIn(key))).toBe('wrongKey')
    expect(codeOf(await byPassword('lan'))).toBe('done')
  })

  test('of an account that is closed', async () => {
    const { key } = await add('lan')
    await office.services.db.updateTable('accounts').set({ disabled_at: '2026-01-01T00:00:00Z' }).where('login', '=', 'lan').execute()
    expect(codeOf(await signIn(key))).toBe('wrongKey')
    await office.services.db.updateTable('accounts').set({ disabled_at: null }).where('login', '=', 'lan').execute()
  })
})

test.each<readonly [string, Change]>([
  ['made for a page elsewhere', { origin: 'https://ke-khac.vn' }],
  ['whose device has not asked who holds it', { isVerified: false }],
])('a key %s is not kept, and nothing is written', async (_how, change) => {
  const count = await office.countAuditLines()
  expect(codeOf((await add('lan', 'Máy', testKey(origin), change)).reply)).toBe('wrongKey')
  expect(await office.countAuditLines()).toBe(count)
  expect(passkeysSchema.parse((await as('lan', 'GET', '/api/passkeys')).json()).keys).toEqual([])
})

test('what one person was asked, another does not answer; nor is one key two people’s', async () => {
  const { key } = await add('lan')
  const asked = challengeIn(await as('lan', 'POST', '/api/passkeys/challenge'))
  expect(codeOf(await as('minh', 'POST', '/api/passkeys', { name: 'Máy', answer: testKey(origin).attest(asked) }))).toBe('wrongKey')
  expect(codeOf((await add('minh', 'Máy', key)).reply)).toBe('keyThere')
})

test('where the office asks a second factor of a role, a key is one, and the last is not taken away', async () => {
  await demand(['synthesis'])
  expect(codeOf(await as('minh', 'GET', '/api/tokens'))).toBe('factorRequired')
  const { key, reply } = await add('minh')
  expect(codeOf(await as('minh', 'GET', '/api/tokens'))).toBe('done')
  const [kept] = passkeysSchema.parse(reply.json()).keys
  const count = await office.countAuditLines()
  expect(codeOf(await as('minh', 'DELETE', `/api/passkeys/${kept?.id ?? ''}`))).toBe('factorDemanded')
  expect(await office.countAuditLines()).toBe(count)
  expect(codeOf(await signIn(key))).toBe('done')
})

test('before a dangerous act one’s own key says again who sits there; another’s and a password do not', async () => {
  const { key } = await add('lan')
  const { key: other } = await add('minh')
  const stale = () => office.services.db.updateTable('sessions').set({ proved_at: '2026-01-01T00:00:00Z' }).execute()
  const make = () =>
    as('lan', 'POST', '/api/tokens', {
      name: 'Kho',
      scopes: ['units:read'],
      expiresOn: new Date(Date.now() + 864e5).toISOString().slice(0, 10),
    })
  await stale()
  const asked = await make()
  expect(problemSchema.parse(asked.json())).toMatchObject({ code: 'proofNeeded', help: { by: 'passkey', hasPasskey: true } })
  expect(codeOf(await as('lan', 'POST', '/api/session/proof', { secret: password }))).toBe('proofNeeded')
  const prove = async (by: TestKey) =>
    as('lan', 'PUT', '/api/session/proof/passkey', {
      answer: by.assert(challengeIn(await as('lan', 'POST', '/api/session/proof/passkey'))),
    })
  expect(codeOf(await prove(other))).toBe('wrongKey')
  expect(codeOf(await make())).toBe('proofNeeded')
  expect(codeOf(await prove(key))).toBe('done')
  expect((await lines('provedAgain')).at(-1)).toMatchObject({ by: 'passkey' })
  expect(codeOf(await make())).toBe('done')

  await stale()
  expect(codeOf(await as('lan', 'POST', '/api/passkeys/challenge')), 'another key is asked for by who sits there').toBe('proofNeeded')
})

test('one’s own keys are named and taken away by oneself alone', async () => {
  const { reply } = await add('lan')
  const [kept] = passkeysSchema.parse(reply.json()).keys
  const count = await office.countAuditLines()
  expect((await as('minh', 'PUT', `/api/passkeys/${kept?.id ?? ''}`, { name: 'Của Minh' })).statusCode).toBe(404)
  expect((await as('minh', 'DELETE', `/api/passkeys/${kept?.id ?? ''}`)).statusCode).toBe(404)
  expect(await office.countAuditLines()).toBe(count)
  const renamed = await as('lan', 'PUT', `/api/passkeys/${kept?.id ?? ''}`, { name: 'Điện thoại' })
  expect(passkeysSchema.parse(renamed.json()).keys).toMatchObject([{ name: 'Điện thoại' }])
})

test('who has lost every key is let in again by somebody who vouches', async () => {
  const { key } = await add('hung')
  const told = peopleSchema.parse((await as('an', 'GET', '/api/people')).json())
  expect(told.people.find(({ login }) => login === 'hung')?.hasFactor).toBe(true)
  expect(codeOf(await as('an', 'DELETE', `/api/people/${office.people.hung.id}/factor`))).toBe('done')
  expect((await lines('factorReset')).at(-1)).toEqual({ keys: ['Máy ở cơ quan'] })
  expect(codeOf(await signIn(key))).toBe('wrongKey')
})
