import { problemSchema } from '@haidang/api/problem'
import { begunFactorSchema, factorStateSchema, recoveryCodesSchema, sessionSchema } from '@haidang/api/session'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { registerMyWorkRoutes } from '../my-work/routes.ts'
import { giveLink } from './actions.ts'
import { resetFactor } from './factors.ts'
import { hashPassword } from './passwords.ts'
import { registerAccessRoutes } from './routes.ts'
import { stepAt, totpCode } from './totp.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerAccessRoutes, registerMyWorkRoutes] })
  await office.services.db
    .updateTable('accounts')
    .set({ password_hash: await hashPassword(password) })
    .where('login', 'in', ['minh', 'lan'])
    .execute()
})
afterAll(() => office.close())
beforeEach(async () => {
  for (const table of ['recovery_codes', 'second_factors', 'sign_in_failures', 'security_rules'] as const)
    await office.services.db.deleteFrom(table).execute()
})

const password = 'sóng lặng trên bến cá 47'
const ownPage = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }

type Reply = {
  readonly statusCode: number
  readonly cookies: readonly { readonly name: string; readonly value: string }[]
  json: () => unknown
}
const codeOf = (reply: Reply) => (reply.statusCode < 300 ? 'done' : problemSchema.parse(reply.json()).code)
const sessionOf = ({ cookies }: Reply) => `hd_session=${cookies.find(({ name }) => name === 'hd_session')?.value ?? ''}`
const signIn = (more: object = {}, login = 'minh') =>
  office.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: ownPage,
    payload: { office: office.slug, login, password, ...more },
  })
const comeByLink = (token: string, more: object = {}) =>
  office.app.inject({ method: 'POST', url: '/api/session/link', headers: ownPage, payload: { token, ...more } })
const ask = (method: 'GET' | 'POST' | 'PUT', path: string, cookie: string, payload?: object) =>
  office.app.inject({
    method,
    url: `/api/session/factor${path}`,
    headers: { ...ownPage, cookie },
    ...(payload === undefined ? {} : { payload }),
  })

const codeIn = (secret: string, steps = 0) => totpCode(secret, stepAt(Date.now()) + steps)
/** As if no step had been used: another thirty seconds have passed. */
const letStepsPass = () => office.services.db.updateTable('second_factors').set({ last_step: null }).execute()
const lastAction = async () =>
  (
    await office.services.db
      .selectFrom('audit_lines')
      .select(['action', 'payload'])
      .where('tenant_id', '=', office.tenantId)
      .where('stream', '=', 'office')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
  ).action

/** Sets it up as a person does, and answers what was shown. */
async function setUp(cookie: string) {
  const { secret, address } = begunFactorSchema.parse((await ask('POST', '', cookie)).json())
  const confirmed = await ask('PUT', '', cookie, { code: codeIn(secret) })
  expect(confirmed.statusCode).toBe(200)
  return { secret, address, ...recoveryCodesSchema.parse(confirmed.json()) }
}
const signedIn = (person: PersonName) => office.signedIn(person)['cookie'] ?? ''

test('a factor that was begun asks nothing of anybody before its first code, and a wrong one does not make it count', async () => {
  const cookie = signedIn('minh')
  const { secret, address } = begunFactorSchema.parse((await ask('POST', '', cookie)).json())
  expect(new URL(address).searchParams.get('secret')).toBe(secret)
  expect(codeOf(await ask('PUT', '', cookie, { code: '000000' }))).toBe('wrongCode')
  expect(factorStateSchema.parse((await ask('GET', '', cookie)).json())).toEqual({ since: null, codesLeft: 0, demanded: false })
  expect(codeOf(await signIn())).toBe('done')

  const again = begunFactorSchema.parse((await ask('POST', '', cookie)).json())
  expect(codeOf(await ask('PUT', '', cookie, { code: codeIn(secret) })), 'the first secret is no longer it').toBe('wrongCode')
  expect(codeOf(await ask('PUT', '', cookie, { code: codeIn(again.secret) }))).toBe('done')
  expect(await lastAction()).toBe('factorConfirmed')
  expect(codeOf(await ask('POST', '', cookie)), 'one is not replaced without a code').toBe('refused')
})

test('from then on one comes in with password and code, and other sessions that began without end', async () => {
  const other = sessionOf(await signIn())
  const { secret } = await setUp(signedIn('minh'))
  expect((await office.app.inject({ url: '/api/session', headers: { cookie: other } })).statusCode).toBe(401)

  const lines = await office.countAuditLines()
  expect(codeOf(await signIn())).toBe('codeNeeded')
  expect(await office.countAuditLines(), 'that a code is needed is no failure').toBe(lines)
  expect(
    codeOf(await signIn({ password: 'không phải mật khẩu', code: codeIn(secret, 1) })),
    'the code does not stand for the password',
  ).toBe('wrongSignIn')
  expect(codeOf(await signIn({ code: '000000' }))).toBe('wrongCode')
  expect(await lastAction()).toBe('signInFailed')
  expect(codeOf(await signIn({ code: codeIn(secret, 1) }))).toBe('done')
})

test('a code that was used, here or to set it up, opens nothing again; of two who use it at once one comes in', async () => {
  const { secret } = await setUp(signedIn('minh'))
  expect(codeOf(await signIn({ code: codeIn(secret) })), 'it was used to set it up').toBe('wrongCode')
  const code = codeIn(secret, 1)
  const both = await Promise.all([signIn({ code }), signIn({ code })])
  expect(both.map(codeOf).toSorted()).toEqual(['done', 'wrongCode'])
  expect(codeOf(await signIn({ code }))).toBe('wrongCode')
})

test('codes are not tried through: wrong ones lock as wrong passwords do', async () => {
  await setUp(signedIn('minh'))
  const tries: string[] = []
  for (let attempt = 0; attempt < 6; attempt += 1) tries.push(codeOf(await signIn({ code: `00000${attempt}` })))
  expect(tries).toEqual([...Array<string>(5).fill('wrongCode'), 'signInLocked'])
  const inside: string[] = []
  for (let attempt = 0; attempt < 6; attempt += 1)
    inside.push(codeOf(await ask('POST', '/removal', signedIn('minh'), { code: `00000${attempt}` })))
  expect(inside).toEqual([...Array<string>(5).fill('wrongCode'), 'signInLocked'])
})

test('ten recovery codes each open once, in any writing, and are nowhere as they are', async () => {
  const { codes, secret } = await setUp(signedIn('minh'))
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/u)
  const [first = '', second = ''] = codes
  expect(codeOf(await signIn({ code: first.toUpperCase().replace('-', ' ') }))).toBe('done')
  expect(codeOf(await signIn({ code: first }))).toBe('wrongCode')
  expect(codeOf(await signIn({ code: second }))).toBe('done')
  expect(factorStateSchema.parse((await ask('GET', '', signedIn('minh'))).json()).codesLeft).toBe(8)

  const { rows } = await office.services.owner.query<{ all: string }>(
    `select string_agg(t, ' ') as all from (select payload t from audit_lines union all select encode(secret, 'escape') from second_factors union all select encode(code_hash, 'escape') from recovery_codes) s`,
  )
  for (const kept of [secret, first.replace('-', ''), second.replace('-', '')]) expect(rows[0]?.all).not.toContain(kept)
})

test('new codes void the old; a code of the app is asked for them and for the end of it all', async () => {
  const cookie = signedIn('minh')
  const { codes, secret } = await setUp(cookie)
  const lines = await office.countAuditLines()
  expect((await ask('POST', '/codes', cookie, {})).statusCode).toBe(400)
  expect(await office.countAuditLines()).toBe(lines)
  const fresh = recoveryCodesSchema.parse((await ask('POST', '/codes', cookie, { code: codeIn(secret, 1) })).json()).codes
  expect(codeOf(await signIn({ code: codes[0] ?? '' }))).toBe('wrongCode')
  expect(codeOf(await ask('POST', '/removal', cookie, { code: fresh[0] ?? '' }))).toBe('done')
  expect(await lastAction()).toBe('factorRemoved')
  expect(codeOf(await signIn())).toBe('done')
  expect(codeOf(await ask('POST', '/removal', cookie, { code: '123456' }))).toBe('refused')
})

test('a one-time link stands for the password and not for the code, and is not used up by a wrong one', async () => {
  const { secret } = await setUp(signedIn('minh'))
  const token = await giveLink(office.callAs('an'), office.people.minh.id, 24)
  expect(codeOf(await comeByLink(token))).toBe('codeNeeded')
  expect(codeOf(await comeByLink(token, { code: '000000' }))).toBe('wrongCode')
  expect(codeOf(await comeByLink(token, { code: codeIn(secret, 1) }))).toBe('done')
  await letStepsPass()
  expect(codeOf(await comeByLink(token, { code: codeIn(secret) }))).toBe('linkExpired')
})

test('where the office asks it of a role, who has it sets it up before anything else, and does not take it away', async () => {
  const payload = {
    rules: { leastPasswordLength: 12, idleDays: null, factorRoles: ['synthesis'], proofMinutes: 10 },
    source: 'Quy chế 12/QĐ-UBND',
    validFrom: '2026-01-01',
    after: 0,
  }
  const set = await office.app.inject({ method: 'PUT', url: '/api/security-rules', headers: office.signedIn('an'), payload })
  expect(set.statusCode).toBe(200)
  const cookie = sessionOf(await signIn())
  const work = () => office.app.inject({ url: '/api/my-work', headers: { cookie } })
  expect(codeOf(await work())).toBe('factorRequired')
  expect((await office.app.inject({ url: '/api/my-work', headers: office.signedIn('lan') })).statusCode).toBe(200)
  const see = async () => sessionSchema.parse((await office.app.inject({ url: '/api/session', headers: { cookie } })).json())
  expect((await see()).mustSetUpFactor).toBe(true)

  const { codes } = await setUp(cookie)
  expect((await see()).mustSetUpFactor).toBe(false)
  expect((await work()).statusCode).toBe(200)
  const lines = await office.countAuditLines()
  const removal = await ask('POST', '/removal', cookie, { code: codes[0] ?? '' })
  expect(problemSchema.parse(removal.json())).toMatchObject({ code: 'refused', reason: 'factorDemanded' })
  expect(await office.countAuditLines()).toBe(lines)
})

test('who has lost the telephone is let in again by somebody who vouches, and what was open ends', async () => {
  await setUp(signedIn('lan'))
  expect(await resetFactor(office.callAs('an'), office.people.lan.id)).toEqual({ done: true })
  expect(await lastAction()).toBe('factorReset')
  expect((await office.app.inject({ url: '/api/session', headers: office.signedIn('lan') })).statusCode).toBe(401)
  expect(codeOf(await signIn({}, 'lan'))).toBe('done')
  expect(await resetFactor(office.callAs('an'), office.people.lan.id)).toEqual({ refused: 'noFactor' })
})
