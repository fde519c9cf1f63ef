import { colleaguesSchema, delegationSchema, delegationsSchema } from '@haidang/api/delegations'
import { problemSchema } from '@haidang/api/problem'
import { sessionSchema } from '@haidang/api/session'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import { registerReportsRoutes } from '../reports/routes.ts'
import { registerAccessRoutes } from './routes.ts'

let office: TestOffice
let report5: string
let report7: string
let online: string
beforeAll(async () => {
  office = await testOffice({ register: [registerAccessRoutes, registerReportsRoutes] })
  await office.setClock('2024-05-11T02:00:00.000Z')
  const plan = await issueTestPlan(office, { first: '2024-05', last: '2024-06' })
  report5 = plan.reportOf(office.units.ward5, '2024-05')
  report7 = plan.reportOf(office.units.ward7, '2024-05')
  online = plan.indicators.online
})
afterAll(() => office.close())
beforeEach(() => office.setClock('2024-05-11T02:00:00.000Z'))

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const ask = (person: PersonName, method: Method, url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
const order = (change: object = {}) => ({
  holderId: office.people.lan.id,
  unitId: null,
  receiverId: office.people.hung.id,
  roles: ['focalPoint'],
  from: '2024-05-11',
  until: '2024-05-20',
  reason: 'Nghỉ phép',
  document: 'GP 3/VP',
  ...change,
})
const give = async (change: object = {}, by: PersonName = 'lan') =>
  delegationSchema.parse((await ask(by, 'POST', '/api/delegations', order(change))).json())
const act = (person: PersonName, delegationId: string | null) => ask(person, 'PUT', '/api/session/acting', { delegationId })
const session = async (person: PersonName) => sessionSchema.parse((await ask(person, 'GET', '/api/session')).json())
const told = (reply: Awaited<ReturnType<typeof ask>>) => problemSchema.parse(reply.json())
let revision = 0
let typed = 0
/** Types a value into a report; its revision goes on where it was written. */
async function type(person: PersonName, reportId: string) {
  const reply = await ask(person, 'PUT', `/api/reports/${reportId}/entries`, {
    changeKey: crypto.randomUUID(),
    entries: [
      {
        indicatorId: online,
        numerator: String((typed += 1)),
        denominator: '100',
        note: '',
        baseRevision: reportId === report5 ? revision : 0,
      },
    ],
  })
  if (reply.statusCode === 200 && reportId === report5) revision += 1
  return reply.statusCode
}
const lastLine = async (unitId: string) => {
  const { payload } = await office.services.db
    .selectFrom('audit_lines')
    .select('payload')
    .where('stream', '=', `unit:${unitId}`)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  return JSON.parse(payload) as { readonly actor: object }
}

describe('rights given for some days', () => {
  test('are used by who acts under them, in that unit alone, and every act says for whom', async () => {
    const { id, state, can } = await give()
    expect({ state, can }).toEqual({ state: 'inForce', can: { end: true } })
    expect(await type('hung', report5), 'given is not used').toBe(404)
    expect((await session('hung')).mayActFor).toEqual([{ id, holder: 'Trần Thị Lan', unit: 'UBND Phường 5', until: '2024-05-20' }])

    const acting = sessionSchema.parse((await act('hung', id)).json())
    expect(acting).toMatchObject({
      account: { name: 'Phạm Văn Hùng' },
      unit: { shortName: 'Phường 5' },
      roles: ['focalPoint'],
      acting: { id, holder: 'Trần Thị Lan', until: '2024-05-20' },
    })
    for (let count = 0; count < 2; count += 1) {
      expect(await type('hung', report5)).toBe(200)
      expect(await lastLine(office.units.ward5)).toMatchObject({
        actor: { name: 'Phạm Văn Hùng', onBehalfOf: { name: 'Trần Thị Lan', unit: 'UBND Phường 5' } },
      })
    }
    expect(await type('hung', report7), 'one’s own work waits meanwhile').toBe(404)

    expect((await act('hung', null)).statusCode).toBe(200)
    expect(await type('hung', report5)).toBe(404)
    expect(await type('hung', report7)).toBe(200)
    expect(await lastLine(office.units.ward7)).toMatchObject({ actor: { name: 'Phạm Văn Hùng', unit: 'UBND Phường 7' } })
  })

  test.each<readonly [string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['the last day is over', () => office.setClock('2024-05-20T17:00:02.000Z'), async () => undefined],
    [
      'the holder has the role no more',
      () =>
        office.services.db.updateTable('account_roles').set({ role: 'leader' }).where('account_id', '=', office.people.lan.id).execute(),
      () =>
        office.services.db
          .updateTable('account_roles')
          .set({ role: 'focalPoint' })
          .where('account_id', '=', office.people.lan.id)
          .execute(),
    ],
    [
      'the holder’s account is closed',
      () =>
        office.services.db
          .updateTable('accounts')
          .set({ disabled_at: '2024-05-11T00:00:00Z' })
          .where('id', '=', office.people.lan.id)
          .execute(),
      () => office.services.db.updateTable('accounts').set({ disabled_at: null }).where('id', '=', office.people.lan.id).execute(),
    ],
    [
      'the holder works elsewhere',
      () =>
        office.services.db.updateTable('accounts').set({ unit_id: office.units.culture }).where('id', '=', office.people.lan.id).execute(),
      () =>
        office.services.db.updateTable('accounts').set({ unit_id: office.units.ward5 }).where('id', '=', office.people.lan.id).execute(),
    ],
  ])('are no more when %s, also in the middle of typing', async (_when, change, back) => {
    const { id } = await give()
    expect((await act('hung', id)).statusCode).toBe(200)
    expect(await type('hung', report5)).toBe(200)
    await change()
    expect(await type('hung', report5)).toBe(404)
    expect((await session('hung')).acting).toBeNull()
    expect(told(await act('hung', id)).reason).toBe('notInForce')
    await back()
    await office.setClock('2024-05-11T02:00:00.000Z')
    await act('hung', null)
    await ask('lan', 'DELETE', `/api/delegations/${id}`)
  })

  test('are ended by who gave, holds or has them or administers, and the session falls back', async () => {
    for (const by of ['lan', 'hung', 'an'] as const) {
      const { id } = await give()
      await act('hung', id)
      expect((await ask('minh', 'DELETE', `/api/delegations/${id}`)).statusCode).toBe(404)
      if (by === 'hung') await act('hung', null)
      expect(delegationSchema.parse((await ask(by, 'DELETE', `/api/delegations/${id}`)).json())).toMatchObject({ state: 'ended' })
      expect((await session('hung')).acting).toBeNull()
      const lines = await office.countAuditLines()
      expect(told(await ask(by, 'DELETE', `/api/delegations/${id}`)).reason).toBe('overAlready')
      expect(await office.countAuditLines()).toBe(lines)
    }
  })

  test('are not passed on, and what one has not is not given; nothing is written then', async () => {
    const { id } = await give()
    await act('hung', id)
    const count = async () => [
      await office.countAuditLines(),
      (await office.services.db.selectFrom('delegations').select('id').execute()).length,
    ]
    const before = await count()
    const refused = async (change: object, by: PersonName = 'lan') => told(await ask(by, 'POST', '/api/delegations', order(change)))
    expect((await refused({ receiverId: office.people.minh.id }, 'hung')).reason).toBe('passedOn')
    expect((await refused({ holderId: office.people.hung.id, receiverId: office.people.minh.id }, 'hung')).reason).toBe('passedOn')
    expect(await refused({ roles: ['focalPoint', 'leader'] })).toMatchObject({ reason: 'notHeld', help: { roles: ['leader'] } })
    expect((await refused({ holderId: office.people.an.id, roles: ['administrator'] }, 'an')).reason).toBe('notDelegable')
    expect((await refused({ holderId: office.people.hung.id, receiverId: office.people.minh.id })).code).toBe('notAllowed')
    expect((await refused({ holderId: null, unitId: office.units.ward5, roles: ['leader'] })).code).toBe('notAllowed')
    expect((await refused({ until: '2024-05-10' })).reason).toBe('endsBefore')
    expect((await refused({ receiverId: '0197f3a0-0000-7000-8000-000000000000' })).code).toBe('notFound')
    expect((await refused({ reason: ' ' })).code).toBe('badInput')
    expect(told(await act('minh', id)).code).toBe('notFound')
    expect(await count()).toEqual(before)
    await act('hung', null)
    await ask('lan', 'DELETE', `/api/delegations/${id}`)
  })

  test('are seen by whom they concern and by who looks after everybody, who gives what others hold', async () => {
    const { id } = await give({ from: '2024-06-01', until: '2024-06-30' }, 'an')
    const seen = async (person: PersonName) =>
      delegationsSchema
        .parse((await ask(person, 'GET', '/api/delegations')).json())
        .delegations.filter((one) => one.id === id)
        .map(({ state, can }) => ({ state, can }))
    for (const person of ['lan', 'hung', 'an'] as const) expect(await seen(person)).toEqual([{ state: 'waiting', can: { end: true } }])
    expect(await seen('quan')).toEqual([{ state: 'waiting', can: { end: false } }])
    expect(await seen('minh')).toEqual([])
    expect(told(await act('hung', id)).reason).toBe('notInForce')
    const { colleagues } = colleaguesSchema.parse((await ask('lan', 'GET', '/api/colleagues')).json())
    expect(colleagues.map(({ name }) => name)).toEqual(['Đỗ Thị Thu', 'Lê Quang Minh', 'Ngô Bình An', 'Phạm Văn Hùng', 'Vũ Anh Quân'])
  })
})

test('an acting head has the rights that the administrator names, in the unit, until the day', async () => {
  const head = { holderId: null, unitId: office.units.ward5, receiverId: office.people.minh.id, roles: ['leader', 'focalPoint'] }
  const { id, holder } = await give(head, 'an')
  expect(holder).toBeNull()
  expect(sessionSchema.parse((await act('minh', id)).json())).toMatchObject({
    unit: { shortName: 'Phường 5' },
    roles: ['focalPoint', 'leader'],
    acting: { holder: null },
    can: { review: false, report: true },
  })
  expect(await type('minh', report5)).toBe(200)
  expect(await lastLine(office.units.ward5)).toMatchObject({
    actor: { name: 'Lê Quang Minh', onBehalfOf: { name: null, unit: 'UBND Phường 5' } },
  })
  await act('minh', null)
})
