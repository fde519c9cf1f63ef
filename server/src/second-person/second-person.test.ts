import { delegationSchema } from '@haidang/api/delegations'
import { periodLocksSchema } from '@haidang/api/locks'
import { problemSchema } from '@haidang/api/problem'
import { secondPersonRequestSchema, secondPersonRequestsSchema } from '@haidang/api/second-person'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerAccessRoutes } from '../access/routes.ts'
import { actsOfTwo } from '../features.ts'
import { registerLocksRoutes } from '../locks/routes.ts'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import { registerUnitsRoutes } from '../units/routes.ts'
import { registerSecondPersonRoutes } from './routes.ts'

const period = '2024-05'
let office: TestOffice
let regimeId: string
beforeAll(async () => {
  office = await testOffice({
    register: [registerAccessRoutes, registerLocksRoutes, registerUnitsRoutes, registerSecondPersonRoutes(actsOfTwo)],
  })
  await office.setClock('2024-05-11T02:00:00.000Z')
  regimeId = (await issueTestPlan(office, { first: period, last: '2024-06' })).regimeId
  // Thu reviews as Minh does.
  await office.services.db
    .insertInto('account_roles')
    .values({ tenant_id: office.tenantId, account_id: office.people.thu.id, role: 'synthesis' })
    .execute()
})
afterAll(() => office.close())

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const ask = (person: PersonName, method: Method, url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
type Reply = Awaited<ReturnType<typeof ask>>
const told = (reply: Reply) => problemSchema.parse(reply.json())
const declare = async (secondPersonActs: readonly string[], person: PersonName = 'an') => {
  const { versions } = (await ask('an', 'GET', '/api/security-rules')).json<{ versions: readonly { version: number }[] }>()
  const rules = { leastPasswordLength: 12, idleDays: null, factorRoles: [], proofMinutes: 10, secondPersonActs, secondPersonHours: 24 }
  return ask(person, 'PUT', '/api/security-rules', {
    rules,
    source: 'Quy chế 12',
    validFrom: '2024-01-01',
    after: versions[0]?.version ?? 0,
  })
}
const say = (person: PersonName, says: 'locked' | 'unlocked') =>
  ask(person, 'POST', '/api/locks', { regimeId, period, says, reason: 'Đếm sót hồ sơ' })
const isLocked = async () =>
  periodLocksSchema.parse((await ask('minh', 'GET', `/api/locks?period=${period}`)).json()).regimes[0]?.lock !== null
const unlocking = () => ({
  act: 'unlockPeriod',
  input: { regimeId, period, says: 'unlocked', reason: 'Đếm sót hồ sơ' },
  reason: 'Phường 5 đếm sót',
})
const request = async (person: PersonName = 'minh') =>
  secondPersonRequestSchema.parse((await ask(person, 'POST', '/api/second-person', unlocking())).json())
const decide = (person: PersonName, id: string, approve: boolean) =>
  ask(person, 'POST', `/api/second-person/${id}/decision`, { approve, reason: approve ? null : 'Chưa đủ căn cứ' })
const written = async () => [await office.countAuditLines(), await isLocked()]

beforeEach(async () => {
  await office.setClock('2024-05-11T02:00:00.000Z')
  await office.services.db.deleteFrom('security_rules').execute()
  await office.services.owner.query('delete from second_person_requests')
  if (!(await isLocked())) await say('minh', 'locked')
})

describe('an act that the office has declared', () => {
  test('is done by one where it has not, and asks for another where it has', async () => {
    expect((await say('minh', 'unlocked')).statusCode).toBe(200)
    expect((await say('minh', 'locked')).statusCode).toBe(200)
    expect(told(await ask('minh', 'POST', '/api/second-person', unlocking())).reason).toBe('notDeclared')

    expect((await declare(['unlockPeriod'])).statusCode).toBe(200)
    const before = await written()
    const needed = told(await say('minh', 'unlocked'))
    expect(needed).toMatchObject({ code: 'secondPersonNeeded', help: { act: 'unlockPeriod', input: unlocking().input, hours: 24 } })
    expect(await written()).toEqual(before)
    const except = { regimeId, period, unitId: null, until: '2024-05-12T02:00:00.000Z', reason: 'Đếm sót hồ sơ' }
    expect((await ask('minh', 'POST', '/api/locks/exceptions', except)).statusCode, 'what is not declared').toBe(201)
  })

  test('is done once, when another says yes, and every line of it has both names', async () => {
    await declare(['unlockPeriod'])
    const { id, about, state, expiresAt } = await request()
    expect({ state, expiresAt }).toEqual({ state: 'waiting', expiresAt: expect.stringMatching(/^2024-05-12T0[12]:/u) as string })
    expect(about).toContain('tháng 5 năm 2024')
    expect(await isLocked(), 'the trial leaves nothing').toBe(true)
    expect(told(await ask('minh', 'POST', '/api/second-person', unlocking())).reason).toBe('askedAlready')

    const both = await Promise.all([decide('thu', id, true), decide('thu', id, true)])
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 422])
    expect(await isLocked()).toBe(false)
    const lines = await office.services.db
      .selectFrom('audit_lines')
      .select(['action', 'payload'])
      .where('action', 'in', ['periodUnlocked', 'secondPersonApproved'])
      .orderBy('seq', 'desc')
      .limit(2)
      .execute()
    expect(lines.map(({ action }) => action)).toEqual(['secondPersonApproved', 'periodUnlocked'])
    expect(JSON.parse(lines[1]?.payload ?? '{}')).toMatchObject({ actor: { name: 'Đỗ Thị Thu', askedBy: { name: 'Lê Quang Minh' } } })
    const [listed] = secondPersonRequestsSchema.parse((await ask('minh', 'GET', '/api/second-person')).json()).requests
    expect(listed).toMatchObject({ state: 'approved', decided: { by: 'Đỗ Thị Thu' }, can: { decide: false, withdraw: false } })
  })

  test('is not done by who asked, by who has not the right, too late, or after a no; nothing is written then', async () => {
    await declare(['unlockPeriod'])
    const { id } = await request()
    const before = await written()
    expect(told(await decide('minh', id, true)).reason).toBe('ownRequest')
    expect((await decide('quan', id, true)).statusCode).toBe(403)
    expect((await decide('lan', id, true)).statusCode).toBe(404)
    expect((await ask('thu', 'DELETE', `/api/second-person/${id}`)).statusCode).toBe(403)
    expect((await ask('lan', 'POST', '/api/second-person', unlocking())).statusCode).toBe(403)
    expect((await ask('thu', 'POST', `/api/second-person/${id}/decision`, { approve: false, reason: ' ' })).statusCode).toBe(400)
    await office.setClock('2024-05-12T03:00:00.000Z')
    expect(told(await decide('thu', id, true)).reason).toBe('tooLate')
    await office.setClock('2024-05-11T02:00:00.000Z')
    expect(await written()).toEqual(before)

    const refused = secondPersonRequestSchema.parse((await decide('thu', id, false)).json())
    expect(refused).toMatchObject({ state: 'refused', decided: { by: 'Đỗ Thị Thu', reason: 'Chưa đủ căn cứ' } })
    expect(told(await decide('thu', id, true)).reason).toBe('decidedAlready')
    expect(await isLocked()).toBe(true)
  })

  test('is not answered by who acts for whoever asked', async () => {
    await declare(['unlockPeriod'])
    const { id } = await request()
    const given = delegationSchema.parse(
      (
        await ask('minh', 'POST', '/api/delegations', {
          holderId: office.people.minh.id,
          unitId: null,
          receiverId: office.people.hung.id,
          roles: ['synthesis'],
          from: '2024-05-11',
          until: '2024-05-20',
          reason: 'Nghỉ phép',
          document: '',
        })
      ).json(),
    )
    await ask('hung', 'PUT', '/api/session/acting', { delegationId: given.id })
    expect(told(await decide('hung', id, true)).reason).toBe('ownRequest')
    await ask('hung', 'PUT', '/api/session/acting', { delegationId: null })
    expect(await isLocked()).toBe(true)
  })

  test('that cannot be is not asked for, and what cannot be any more is not done', async () => {
    await declare(['unlockPeriod', 'undoReorganisation'])
    const { id } = await request()
    const nothing = { act: 'undoReorganisation', input: { id: office.units.ward5, reason: 'Nhập nhầm ngày' }, reason: 'Nhập nhầm ngày' }
    const lines = await office.countAuditLines()
    expect(told(await ask('an', 'POST', '/api/second-person', nothing)).reason).toBe('unknown')
    expect((await ask('an', 'POST', '/api/second-person', { ...nothing, input: {} })).statusCode).toBe(400)
    expect(await office.countAuditLines()).toBe(lines)

    await office.services.db.deleteFrom('security_rules').execute()
    expect((await say('thu', 'unlocked')).statusCode).toBe(200)
    const before = await written()
    expect((await decide('thu', id, true)).statusCode).toBe(422)
    expect(await written()).toEqual(before)
    expect(secondPersonRequestSchema.parse((await ask('minh', 'DELETE', `/api/second-person/${id}`)).json()).state).toBe('withdrawn')
  })

  test('stays declared until two persons say otherwise', async () => {
    await declare(['unlockPeriod'])
    const needed = told(await declare([]))
    expect(needed).toMatchObject({ code: 'secondPersonNeeded', help: { act: 'loosenRules' } })
    expect((await declare(['unlockPeriod', 'exceptFromLock'])).statusCode, 'more is asked by one').toBe(200)
    const { help } = told(await declare([]))
    const asked = { act: 'loosenRules', input: help?.['input'], reason: 'Ít người quá' }
    const { id } = secondPersonRequestSchema.parse((await ask('an', 'POST', '/api/second-person', asked)).json())
    await office.services.db
      .insertInto('account_roles')
      .values({ tenant_id: office.tenantId, account_id: office.people.thu.id, role: 'administrator' })
      .execute()
    expect((await decide('thu', id, true)).statusCode).toBe(200)
    expect((await say('minh', 'unlocked')).statusCode).toBe(200)
    await office.services.db
      .deleteFrom('account_roles')
      .where('account_id', '=', office.people.thu.id)
      .where('role', '=', 'administrator')
      .execute()
  })
})
