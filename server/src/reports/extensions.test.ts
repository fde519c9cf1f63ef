import { reportListSchema, reportSchema, myWorkSchema } from '@haidang/api/reports'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { registerMyWorkRoutes } from '../my-work/routes.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { registerReportsRoutes } from './routes.ts'
import { issueTestPlan } from './testing.ts'
import type { TestPlan } from './testing.ts'

let office: TestOffice
let plan: TestPlan
beforeAll(async () => {
  office = await testOffice({ register: [registerReportsRoutes, registerMyWorkRoutes] })
  await office.setClock('2024-05-11T02:00:00.000Z')
  plan = await issueTestPlan(office, { first: '2024-05', last: '2024-09' })
})
afterAll(() => office.close())

// The report of month 5 is due on Monday 13 May: the 12th is a Sunday.
const firstDue = '2024-05-13T10:00:00.000Z'
const reason = 'Cổng dịch vụ công bảo trì đến ngày 14'
const reportId = (month: string) => plan.reportOf(office.units.ward5, month)
const send = (person: PersonName, method: 'GET' | 'POST', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
const ask = (month: string, wantedDay: string, person: PersonName = 'lan', why = reason) =>
  send(person, 'POST', `/api/reports/${reportId(month)}/extensions`, { wantedDay, reason: why })
const read = async (month: string, person: PersonName = 'lan') =>
  reportSchema.parse((await send(person, 'GET', `/api/reports/${reportId(month)}`)).json())
const asked = async (month: string) => (await read(month)).extensions.asked.at(-1)?.id ?? ''
const answer = async (month: string, grantedDay: string | null, why = '', person: PersonName = 'minh') =>
  send(person, 'POST', `/api/reports/${reportId(month)}/extensions/${await asked(month)}`, { grantedDay, reason: why })
const submit = (month: string) =>
  send('lan', 'POST', `/api/reports/${reportId(month)}/submit`, {
    missing: Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' })),
  })
const kinds = async (person: PersonName) =>
  myWorkSchema.parse((await send(person, 'GET', '/api/my-work')).json()).items.map(({ kind, note, count }) => [kind, note, count])
const refusal = (reply: Awaited<ReturnType<typeof send>>) => reply.json<{ reason: string }>().reason

test('a unit asks, the officer grants; what it hands in after the first due and before the granted one is on time', async () => {
  expect((await read('2024-05')).extensions).toEqual({ asked: [], can: { ask: true, answer: false } })
  expect((await ask('2024-05', '2024-05-16')).statusCode).toBe(200)
  expect((await read('2024-05')).extensions).toMatchObject({
    asked: [{ wantedDay: '2024-05-16', reason, askedBy: office.people.lan.name, answer: null }],
    can: { ask: false, answer: false },
  })
  expect(await kinds('minh')).toContainEqual(['extensionsAsked', undefined, 1])
  expect(await kinds('lan')).toContainEqual(['reportDue', 'extensionAsked', undefined])
  expect(refusal(await ask('2024-05', '2024-05-17'))).toBe('alreadyAsked')

  // The officer answers when the first due is over already.
  await office.setClock('2024-05-14T02:00:00.000Z')
  expect(await kinds('lan')).toContainEqual(['reportOverdue', 'extensionAsked', undefined])
  expect((await answer('2024-05', '2024-05-15', 'Trước khi tổng hợp')).statusCode).toBe(200)
  expect(await read('2024-05')).toMatchObject({
    dueAt: '2024-05-15T10:00:00.000Z',
    extendedFrom: firstDue,
    extension: 'granted',
    punctuality: 'due',
    extensions: {
      asked: [{ answer: 'granted', answerReason: 'Trước khi tổng hợp', dueBefore: firstDue, dueAfter: '2024-05-15T10:00:00.000Z' }],
    },
  })
  expect(await kinds('lan')).toContainEqual(['reportDue', 'extended', undefined])
  expect(await kinds('minh')).not.toContainEqual(['extensionsAsked', undefined, 1])

  await office.setClock('2024-05-15T02:00:00.000Z')
  expect((await submit('2024-05')).statusCode).toBe(200)
  const list = reportListSchema.parse((await send('minh', 'GET', '/api/reports?period=2024-05')).json())
  expect(list.counts).toMatchObject({ onTime: 1, late: 0 })
  const { rows } = await office.services.owner.query('select due_before, due_after from extensions where tenant_id = $1', [office.tenantId])
  expect(rows).toEqual([{ due_before: firstDue, due_after: '2024-05-15T10:00:00.000Z' }])
})

test('a refusal says why, and the due stays; on the day itself nobody asks any more', async () => {
  expect((await ask('2024-06', '2024-06-14')).statusCode).toBe(200)
  expect(refusal(await answer('2024-06', null, ''))).toBe('reasonRequired')
  expect((await answer('2024-06', null, 'Thành phố phải báo cáo tỉnh ngày 13')).statusCode).toBe(200)
  expect(await read('2024-06')).toMatchObject({ dueAt: '2024-06-12T10:00:00.000Z', extendedFrom: null, extension: 'refused' })
  expect(refusal(await answer('2024-06', '2024-06-20'))).toBe('notAsked')
  await office.setClock('2024-06-11T17:00:30.000Z')
  expect(refusal(await ask('2024-06', '2024-06-14'))).toBe('askedTooLate')
  expect((await read('2024-06')).extensions.can.ask).toBe(false)
})

test('nobody else asks or answers, and nothing is written by who may not', async () => {
  const lines = await office.countAuditLines()
  expect((await ask('2024-07', '2024-07-20', 'hung')).statusCode).toBe(404)
  expect((await ask('2024-07', '2024-07-20', 'minh')).statusCode).toBe(403)
  expect(refusal(await ask('2024-07', '2024-07-12'))).toBe('notLater')
  expect(refusal(await ask('2024-07', '2024-07-20', 'lan', '…'))).toBe('reasonRequired')
  expect(await office.countAuditLines()).toBe(lines)
  await ask('2024-07', '2024-07-20')
  expect((await answer('2024-07', '2024-07-20', '', 'lan')).statusCode).toBe(403)
  expect((await answer('2024-07', '2024-07-20', '', 'thu')).statusCode).toBe(403)
  expect(await office.countAuditLines()).toBe(lines + 1)
})

test('who hands in on time while waiting needs no answer', async () => {
  expect((await submit('2024-07')).statusCode).toBe(200)
  expect(refusal(await answer('2024-07', '2024-07-20'))).toBe('alreadySubmitted')
  expect(await kinds('minh')).not.toContainEqual(['extensionsAsked', undefined, 1])
})

test('a later due is granted on the calendar that stands: while it is being changed, the answer waits', async () => {
  await office.setClock('2024-08-05T02:00:00.000Z')
  expect((await ask('2024-08', '2024-08-20')).statusCode).toBe(200)
  const { owner, pool } = office.services
  const changing = await owner.connect()
  try {
    await changing.query('begin')
    await changing.query('select 1 from tenants where tenant_id = $1 for no key update', [office.tenantId])
    const answered = answer('2024-08', '2024-08-20')
    await vi.waitFor(async () => {
      const { rows } = await pool.query("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
      expect(rows).toHaveLength(1)
    })
    await changing.query("update obligations set due_at = due_at + interval '1 day' where tenant_id = $1 and id = $2", [
      office.tenantId,
      reportId('2024-08'),
    ])
    await changing.query('commit')
    expect((await answered).statusCode).toBe(200)
  } finally {
    changing.release()
  }
  expect((await read('2024-08')).extensions.asked).toMatchObject([{ dueBefore: '2024-08-13T10:00:00.000Z' }])
})
