import { problemSchema } from '@haidang/api/problem'
import { securityRulesSchema } from '@haidang/api/security'
import { sessionSchema } from '@haidang/api/session'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemCall } from '../platform/call.ts'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { registerMyWorkRoutes } from '../my-work/routes.ts'
import { giveLink } from './actions.ts'
import { giveFirstPassword, newFirstPassword } from './first-passwords.ts'
import { addPersonWithLink, addPersonWithPassword } from './people.ts'
import { registerAccessRoutes } from './routes.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerAccessRoutes, registerMyWorkRoutes] })
})
afterAll(() => office.close())

const ownPage = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }
const mine = 'thuyền về bến số 13'

type Reply = {
  readonly statusCode: number
  readonly cookies: readonly { readonly name: string; readonly value: string }[]
  json: () => unknown
}
const cookieOf = ({ cookies }: Reply): string => `hd_session=${cookies.find(({ name }) => name === 'hd_session')?.value ?? ''}`
const signIn = (login: string, password: string) =>
  office.app.inject({ method: 'POST', url: '/api/session', headers: ownPage, payload: { office: office.slug, login, password } })
const comeByLink = async (person: PersonName) => {
  const token = await giveLink(office.callAs('an'), office.people[person].id, 24)
  return office.app.inject({ method: 'POST', url: '/api/session/link', headers: ownPage, payload: { token } })
}
const change = (cookie: string, payload: object) =>
  office.app.inject({ method: 'PUT', url: '/api/session/password', headers: { ...ownPage, cookie }, payload })
const see = (url: string, cookie: string) => office.app.inject({ url, headers: { cookie } })
const codeOf = (reply: Reply) => problemSchema.parse(reply.json()).code

describe('a first password', () => {
  test('opens only the way to one of one’s own', async () => {
    const password = await giveFirstPassword(office.callAs('an'), office.people.lan.id)
    const came = await signIn('lan', password)
    expect(came.statusCode).toBe(200)
    expect(sessionSchema.parse(came.json()).account).toMatchObject({ mustChangePassword: true, needsCurrentPassword: true })
    const cookie = cookieOf(came)

    const lines = await office.countAuditLines()
    for (const url of ['/api/my-work', '/api/sessions']) {
      const reply = await see(url, cookie)
      expect(reply.statusCode).toBe(403)
      expect(codeOf(reply)).toBe('passwordChangeRequired')
    }
    const ended = await office.app.inject({ method: 'DELETE', url: '/api/sessions', headers: { ...ownPage, cookie } })
    expect(codeOf(ended)).toBe('passwordChangeRequired')
    expect(await office.countAuditLines()).toBe(lines)
    expect((await see('/api/session', cookie)).statusCode).toBe(200)

    expect(codeOf(await change(cookie, { current: password, next: password }))).toBe('weakPassword')
    expect((await change(cookie, { current: password, next: mine })).statusCode).toBe(200)
    expect((await see('/api/my-work', cookie)).statusCode).toBe(200)
    expect((await signIn('lan', password)).statusCode).toBe(401)
    expect((await signIn('lan', mine)).statusCode).toBe(200)
  })

  test('ends what its holder had open, and takes back links', async () => {
    const open = cookieOf(await comeByLink('hung'))
    const link = await giveLink(office.callAs('an'), office.people.hung.id, 24)
    await giveFirstPassword(office.callAs('an'), office.people.hung.id)
    expect((await see('/api/session', open)).statusCode).toBe(401)
    const late = await office.app.inject({ method: 'POST', url: '/api/session/link', headers: ownPage, payload: { token: link } })
    expect(codeOf(late)).toBe('linkExpired')
  })

  test('is said easily, is never the same, and is nowhere in the log', async () => {
    const many = new Set(Array.from({ length: 500 }, newFirstPassword))
    expect(many.size).toBe(500)
    for (const password of many) expect(password).toMatch(/^([bcdghklmnprstvxz][aeiou]){3}(-([bcdghklmnprstvxz][aeiou]){3}){2}$/u)
    const given = await giveFirstPassword(office.callAs('an'), office.people.quan.id)
    const lines = await office.services.db.selectFrom('audit_lines').select(['action', 'payload']).orderBy('seq', 'desc').execute()
    expect(lines.some(({ action }) => action === 'firstPasswordGiven')).toBe(true)
    expect(lines.some(({ payload }) => payload.includes(given))).toBe(false)
  })
})

test('whoever forgot the password comes by a link and sets another, for ten minutes', async () => {
  const first = cookieOf(await comeByLink('thu'))
  expect((await change(first, { next: mine })).statusCode).toBe(200)

  const again = cookieOf(await comeByLink('thu'))
  expect(sessionSchema.parse((await see('/api/session', again)).json()).account.needsCurrentPassword).toBe(false)
  expect((await change(again, { next: 'gió mùa đông bắc tràn về' })).statusCode).toBe(200)

  const left = cookieOf(await comeByLink('thu'))
  const before = new Date(Date.now() - 11 * 60_000).toISOString()
  await office.services.db.updateTable('sessions').set({ proved_at: before }).where('account_id', '=', office.people.thu.id).execute()
  const lines = await office.countAuditLines()
  expect((await change(left, { next: 'mây trắng bay qua núi' })).statusCode).toBe(401)
  expect(await office.countAuditLines()).toBe(lines)
  expect((await signIn('thu', 'gió mùa đông bắc tràn về')).statusCode).toBe(200)
})

test('in an office that is no practice everybody begins with a password of their own', async () => {
  const real = await office.neighbour()
  await office.services.db.updateTable('tenants').set({ practice: false }).where('tenant_id', '=', real.tenantId).execute()
  const call = await systemCall(office.services, real.tenantId, 'haidang person add')
  const person = { login: 'hoa', fullName: 'Đỗ Thị Hoa', post: 'Công chức', unit: 'UBND Phường 5', roles: ['focalPoint'] as const }
  const token = await addPersonWithLink(call, person)
  const came = await office.app.inject({ method: 'POST', url: '/api/session/link', headers: ownPage, payload: { token } })
  const cookie = cookieOf(came)
  expect(sessionSchema.parse(came.json()).account).toMatchObject({ mustChangePassword: true, needsCurrentPassword: false })
  expect(codeOf(await see('/api/my-work', cookie))).toBe('passwordChangeRequired')
  expect((await change(cookie, { next: mine })).statusCode).toBe(200)
  expect((await see('/api/my-work', cookie)).statusCode).toBe(200)

  const password = await addPersonWithPassword(call, { ...person, login: 'mai' })
  const mai = { office: real.slug, login: 'mai', password }
  expect((await office.app.inject({ method: 'POST', url: '/api/session', headers: ownPage, payload: mai })).statusCode).toBe(200)
})

describe('the rules of the office', () => {
  const rules = { leastPasswordLength: 16, idleDays: null, factorRoles: [], proofMinutes: 10 }
  const set = (person: PersonName, body: object) =>
    office.app.inject({ method: 'PUT', url: '/api/security-rules', headers: office.signedIn(person), payload: body })
  const order = { rules, source: 'Quy chế 12/QĐ-UBND', validFrom: '2026-01-01', after: 0 }
  const read = async () =>
    securityRulesSchema.parse((await office.app.inject({ url: '/api/security-rules', headers: office.signedIn('an') })).json())

  test('are the program’s until the administrator sets others, which nobody else does', async () => {
    expect(await read()).toMatchObject({ inForce: { leastPasswordLength: 12, idleDays: null }, version: 0, versions: [] })
    const lines = await office.countAuditLines()
    for (const person of ['lan', 'minh'] as const) expect((await set(person, order)).statusCode).not.toBe(200)
    expect((await set('an', { ...order, source: ' ' })).statusCode).toBe(400)
    expect((await set('an', { ...order, rules: { ...rules, leastPasswordLength: 6 } })).statusCode).toBe(400)
    expect((await set('an', { ...order, after: 3 })).statusCode).toBe(409)
    expect(await office.countAuditLines()).toBe(lines)
    expect((await read()).versions).toEqual([])
  })

  test('hold with the next password, from their day on', async () => {
    const tomorrow = new Date(Date.now() + 2 * 24 * 3_600_000).toISOString().slice(0, 10)
    expect((await set('an', { ...order, rules: { ...rules, leastPasswordLength: 20 }, validFrom: tomorrow })).statusCode).toBe(200)
    expect((await read()).inForce.leastPasswordLength).toBe(12)
    expect((await set('an', { ...order, after: 1 })).statusCode).toBe(200)
    expect((await read()).inForce.leastPasswordLength).toBe(16)

    const cookie = cookieOf(await comeByLink('minh'))
    expect(sessionSchema.parse((await see('/api/session', cookie)).json()).rules.leastPasswordLength).toBe(16)
    const short = await change(cookie, { next: 'mười lăm chữ đó' })
    expect(problemSchema.parse(short.json())).toMatchObject({ reason: 'tooShort', help: { leastLength: 16 } })
    expect((await change(cookie, { next: 'mười sáu chữ đó!' })).statusCode).toBe(200)
    expect((await set('an', order)).statusCode, 'somebody was there before').toBe(409)
  })
})
