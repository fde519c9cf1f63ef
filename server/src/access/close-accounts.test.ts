import { problemSchema } from '@haidang/api/problem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { closePerson, reopenPerson, unlockPerson } from './close-accounts.ts'
import { giveLink } from './actions.ts'
import { registerAccessJobs } from './jobs.ts'
import { registerAccessRoutes } from './routes.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerAccessRoutes], jobs: [registerAccessJobs] })
  await office.runJobs()
})
afterAll(() => office.close())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const lastIn = (person: PersonName, days: number) =>
  office.services.db
    .updateTable('accounts')
    .set({ idle_since: daysAgo(days) })
    .where('id', '=', office.people[person].id)
    .execute()
const closed = async () => {
  const rows = await office.services.db
    .selectFrom('accounts')
    .select(['login', 'disabled_because'])
    .where('tenant_id', '=', office.tenantId)
    .where('disabled_at', 'is not', null)
    .orderBy('login')
    .execute()
  return rows.map(({ login, disabled_because: because }) => `${login} ${because}`)
}
const setIdleDays = async (idleDays: number | null, version: number) => {
  const rules = { leastPasswordLength: 12, idleDays, factorRoles: [], proofMinutes: 10 }
  const payload = { rules, source: 'Quy chế 12/QĐ-UBND', validFrom: '2026-01-01', after: version - 1 }
  const reply = await office.app.inject({ method: 'PUT', url: '/api/security-rules', headers: office.signedIn('an'), payload })
  expect(reply.statusCode).toBe(200)
}
const tend = async () => {
  await registerAccessJobs(office.services)
  await office.runJobs()
}
beforeEach(async () => {
  await office.services.db
    .updateTable('accounts')
    .set({ disabled_at: null, disabled_because: null, idle_since: daysAgo(0) })
    .execute()
})

test('nobody is closed where the office has not said after how long', async () => {
  await lastIn('lan', 900)
  await tend()
  expect(await closed()).toEqual([])
})

test('who has not come in for as long as the rules say is closed with all that is open, and told in the log; the last administrator is not', async () => {
  await setIdleDays(45, 1)
  await lastIn('lan', 46)
  await lastIn('hung', 44)
  await lastIn('an', 400)
  const link = await giveLink(office.callAs('an'), office.people.lan.id, 24)
  const lines = await office.countAuditLines()
  await tend()
  expect(await closed()).toEqual(['lan idle'])
  expect(await office.countAuditLines()).toBe(lines + 1)
  const payload = { token: link }
  const late = await office.app.inject({
    method: 'POST',
    url: '/api/session/link',
    headers: { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' },
    payload,
  })
  expect(problemSchema.parse(late.json()).code).toBe('linkExpired')

  await tend()
  expect(await office.countAuditLines(), 'a second look finds nothing more').toBe(lines + 1)
  expect(await reopenPerson(office.callAs('an'), office.people.lan.id)).toEqual({ done: true })
  await tend()
  expect(await closed(), 'opened again it begins anew').toEqual([])
})

test('coming in is use', async () => {
  await lastIn('thu', 60)
  const token = await giveLink(office.callAs('an'), office.people.thu.id, 24)
  const headers = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }
  expect((await office.app.inject({ method: 'POST', url: '/api/session/link', headers, payload: { token } })).statusCode).toBe(200)
  await tend()
  expect(await closed()).toEqual([])
})

test('an account is closed and opened by name, the last administrator’s never', async () => {
  const lines = await office.countAuditLines()
  expect(await closePerson(office.callAs('an'), office.people.an.id)).toEqual({ refused: 'lastAdministrator' })
  expect(await reopenPerson(office.callAs('an'), office.people.hung.id)).toEqual({ refused: 'openAlready' })
  expect(await unlockPerson(office.callAs('an'), office.people.hung)).toEqual({ refused: 'notLocked' })
  expect(await office.countAuditLines()).toBe(lines)

  expect(await closePerson(office.callAs('an'), office.people.hung.id)).toEqual({ done: true })
  expect(await closed()).toEqual(['hung administrator'])
  expect((await office.app.inject({ url: '/api/session', headers: office.signedIn('hung') })).statusCode).toBe(401)
  expect(await closePerson(office.callAs('an'), office.people.hung.id)).toEqual({ refused: 'closedAlready' })
})

test('whoever was held up by wrong attempts comes in at once where somebody vouches', async () => {
  const attempt = () =>
    office.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' },
      payload: { office: office.slug, login: 'minh', password: 'không phải mật khẩu' },
    })
  for (let count = 0; count < 5; count += 1) await attempt()
  expect((await attempt()).statusCode).toBe(429)
  expect(await unlockPerson(office.callAs('an'), office.people.minh)).toEqual({ done: true })
  expect((await attempt()).statusCode).toBe(401)
})
