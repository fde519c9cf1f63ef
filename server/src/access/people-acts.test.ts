import { peopleSchema, givenLinkSchema, personSchema } from '@haidang/api/people'
import { problemSchema } from '@haidang/api/problem'
import { begunFactorSchema } from '@haidang/api/session'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { registerAuditRoutes } from '../audit/routes.ts'
import { registerUnitsRoutes } from '../units/routes.ts'
import { hashPassword } from './passwords.ts'
import { registerAccessRoutes } from './routes.ts'
import { stepAt, totpCode } from './totp.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerAccessRoutes, registerUnitsRoutes, registerAuditRoutes] })
})
afterAll(() => office.close())

const password = 'sóng lặng trên bến cá 47'
const ownPage = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }
const ask = (person: PersonName, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
type Reply = Awaited<ReturnType<typeof ask>>
const codeOf = (reply: Reply) => (reply.statusCode < 300 ? 'done' : problemSchema.parse(reply.json()).code)
const reasonOf = (reply: Reply) => problemSchema.parse(reply.json()).reason
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const proved = (minutes: number) =>
  office.services.db
    .updateTable('sessions')
    .set({ proved_at: minutesAgo(minutes) })
    .execute()
const givePassword = async (hash: string | null) =>
  office.services.db.updateTable('accounts').set({ password_hash: hash }).where('id', '=', office.people.an.id).execute()
const close = () => ask('an', 'POST', `/api/people/${office.people.hung.id}/close`)
const open = () => ask('an', 'POST', `/api/people/${office.people.hung.id}/open`)
const prove = (secret: string) => ask('an', 'POST', '/api/session/proof', { secret })

beforeEach(async () => {
  for (const table of ['recovery_codes', 'second_factors', 'sign_in_failures'] as const)
    await office.services.db.deleteFrom(table).execute()
  await proved(0)
})

describe('before a dangerous act', () => {
  test('whoever has not said for ten minutes who they are is asked, nothing is done, and goes on where they were', async () => {
    await givePassword(await hashPassword(password))
    await proved(11)
    const lines = await office.countAuditLines()
    const asked = await close()
    expect(asked.statusCode).toBe(403)
    expect(problemSchema.parse(asked.json())).toMatchObject({ code: 'proofNeeded', help: { by: 'password' } })
    expect(codeOf(await prove('không phải mật khẩu'))).toBe('wrongSignIn')
    expect(codeOf(await close())).toBe('proofNeeded')
    expect(await office.countAuditLines(), 'the wrong password').toBe(lines + 1)
    expect((await ask('hung', 'GET', '/api/session')).statusCode).toBe(200)

    expect(codeOf(await prove(password))).toBe('done')
    expect(codeOf(await close())).toBe('done')
    expect((await ask('hung', 'GET', '/api/session')).statusCode).toBe(401)
    expect(codeOf(await open()), 'nor is one asked again within ten minutes').toBe('done')
  })

  test.each([
    ['the undoing of a reorganisation', 'POST', '/api/reorganisations/0197f3a0-0000-7000-8000-000000000000/undo', { reason: 'nhầm ngày' }],
    ['other rules of signing in', 'PUT', '/api/security-rules', {}],
    ['roles', 'PUT', '/api/people/0197f3a0-0000-7000-8000-000000000000/roles', {}],
    ['the second factor of somebody else', 'DELETE', '/api/people/0197f3a0-0000-7000-8000-000000000000/factor', undefined],
    ['a link for somebody else', 'POST', '/api/people/0197f3a0-0000-7000-8000-000000000000/link', undefined],
    ['what was tried wrong', 'POST', '/api/people/0197f3a0-0000-7000-8000-000000000000/unlock', undefined],
    ['the whole log to take away', 'POST', '/api/audit/export', undefined],
    ['a second factor of one’s own', 'POST', '/api/session/factor', undefined],
  ] as const)('%s is one', async (_what, method, url, payload) => {
    await givePassword(await hashPassword(password))
    await proved(11)
    const before = await office.countAuditLines()
    const filled =
      url === '/api/security-rules'
        ? {
            rules: { leastPasswordLength: 12, idleDays: null, factorRoles: [], proofMinutes: 10 },
            source: 'Quy chế',
            validFrom: '2026-01-01',
            after: 0,
          }
        : url.endsWith('/roles')
          ? { roles: ['auditor'], before: [] }
          : payload
    expect(codeOf(await ask('an', method, url, filled))).toBe('proofNeeded')
    expect(await office.countAuditLines()).toBe(before)
  })

  test('who may not do it is not asked who they are', async () => {
    await proved(11)
    expect(codeOf(await ask('lan', 'POST', `/api/people/${office.people.hung.id}/close`))).toBe('notAllowed')
  })

  test('where there is a second factor it is asked, and the password alone is not enough', async () => {
    await givePassword(await hashPassword(password))
    const { secret } = begunFactorSchema.parse((await ask('an', 'POST', '/api/session/factor')).json())
    expect(codeOf(await ask('an', 'PUT', '/api/session/factor', { code: totpCode(secret, stepAt(Date.now())) }))).toBe('done')
    await proved(11)
    expect(problemSchema.parse((await close()).json()).help).toMatchObject({ by: 'code' })
    expect(codeOf(await prove(password))).toBe('wrongCode')
    expect(codeOf(await prove(totpCode(secret, stepAt(Date.now()) + 1)))).toBe('done')
    expect(codeOf(await close())).toBe('done')
    await open()
  })

  test('whoever has neither comes in by a new link: one does not give oneself a password to prove by', async () => {
    await givePassword(null)
    await proved(11)
    expect(codeOf(await close()), 'in a practice office there is nothing to prove by').toBe('done')
    await open()
    const isReal = (real: boolean) =>
      office.services.db.updateTable('tenants').set({ practice: !real }).where('tenant_id', '=', office.tenantId).execute()
    await isReal(true)
    expect(problemSchema.parse((await close()).json()).help).toMatchObject({ by: 'link' })
    expect(codeOf(await prove('gì cũng được'))).toBe('proofNeeded')
    const lines = await office.countAuditLines()
    expect(codeOf(await ask('an', 'PUT', '/api/session/password', { next: password }))).toBe('proofNeeded')
    expect(await office.countAuditLines()).toBe(lines)
    await proved(1)
    expect(codeOf(await close())).toBe('done')
    expect(codeOf(await open())).toBe('done')
    await isReal(false)
  })

  test('proofs are not tried through', async () => {
    await givePassword(await hashPassword(password))
    const tries: string[] = []
    for (let attempt = 0; attempt < 6; attempt += 1) tries.push(codeOf(await prove(`đoán thử ${attempt}`)))
    expect(tries).toEqual([...Array<string>(5).fill('wrongSignIn'), 'signInLocked'])
    expect(codeOf(await prove(password))).toBe('signInLocked')
  })
})

describe('people', () => {
  const people = async (person: PersonName = 'an') => peopleSchema.parse((await ask(person, 'GET', '/api/people')).json())
  const setRoles = (id: string, roles: readonly string[], before: readonly string[]) =>
    ask('an', 'PUT', `/api/people/${id}/roles`, { roles, before })

  test('stand with their units, roles and how they come in, for administrators to change and auditors to see', async () => {
    const { people: all, can } = await people()
    expect(all.map(({ login }) => login).toSorted()).toEqual(['an', 'hung', 'lan', 'minh', 'quan', 'thu'])
    expect(all.find(({ login }) => login === 'lan')).toMatchObject({
      name: 'Trần Thị Lan',
      unit: { name: 'UBND Phường 5' },
      roles: ['focalPoint'],
      closedBecause: null,
      hasPassword: false,
      hasFactor: false,
      hasIssuer: false,
      isProgram: false,
      lockedUntil: null,
    })
    expect(can).toEqual({ change: true })
    expect((await people('quan')).can).toEqual({ change: false })
    expect((await ask('lan', 'GET', '/api/people')).statusCode).toBe(403)
  })

  test('get and lose roles, as both are told in the log, and not where somebody was there before', async () => {
    const { id } = office.people.thu
    const lines = await office.countAuditLines()
    expect(codeOf(await setRoles(id, ['auditor'], ['synthesis']))).toBe('changedMeanwhile')
    expect(reasonOf(await setRoles(id, ['leader'], ['leader']))).toBe('sameRoles')
    expect((await setRoles(id, [], ['leader'])).statusCode).toBe(400)
    expect(await office.countAuditLines()).toBe(lines)

    const changed = personSchema.parse((await setRoles(id, ['auditor', 'leader'], ['leader'])).json())
    expect(changed.roles).toEqual(['auditor', 'leader'])
    expect((await ask('thu', 'GET', '/api/people')).statusCode).toBe(200)
    expect(codeOf(await setRoles(id, ['leader'], ['leader', 'auditor']))).toBe('done')
    expect((await ask('thu', 'GET', '/api/people')).statusCode).toBe(403)
  })

  test('the last administrator stays one, also when two go at once', async () => {
    const { an, quan } = office.people
    expect(reasonOf(await setRoles(an.id, ['auditor'], ['administrator']))).toBe('lastAdministrator')
    expect(codeOf(await setRoles(quan.id, ['auditor', 'administrator'], ['auditor']))).toBe('done')
    const both = await Promise.all([
      setRoles(quan.id, ['auditor'], ['auditor', 'administrator']),
      ask('quan', 'PUT', `/api/people/${an.id}/roles`, { roles: ['auditor'], before: ['administrator'] }),
    ])
    expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    await office.services.db.deleteFrom('account_roles').where('account_id', 'in', [an.id, quan.id]).execute()
    await office.services.db
      .insertInto('account_roles')
      .values([
        { tenant_id: office.tenantId, account_id: an.id, role: 'administrator' },
        { tenant_id: office.tenantId, account_id: quan.id, role: 'auditor' },
      ])
      .execute()
  })

  test('who was held up is seen so, and is let in; a link comes once and not for a closed account', async () => {
    const attempt = () =>
      office.app.inject({
        method: 'POST',
        url: '/api/session',
        headers: ownPage,
        payload: { office: office.slug, login: 'lan', password: 'không phải mật khẩu' },
      })
    for (let count = 0; count < 5; count += 1) await attempt()
    const { id } = office.people.lan
    const lan = async () => (await people()).people.find((person) => person.id === id)
    expect((await lan())?.lockedUntil).not.toBeNull()
    expect(codeOf(await ask('an', 'POST', `/api/people/${id}/unlock`))).toBe('done')
    expect((await lan())?.lockedUntil).toBeNull()

    const { token } = givenLinkSchema.parse((await ask('an', 'POST', `/api/people/${id}/link`)).json())
    const come = () => office.app.inject({ method: 'POST', url: '/api/session/link', headers: ownPage, payload: { token } })
    expect([(await come()).statusCode, (await come()).statusCode]).toEqual([200, 410])
    await close()
    expect(reasonOf(await ask('an', 'POST', `/api/people/${office.people.hung.id}/link`))).toBe('closedAlready')
    await open()
  })
})
