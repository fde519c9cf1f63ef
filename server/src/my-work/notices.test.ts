import { noticesReadSchema, noticesSchema } from '@haidang/api/notices'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { submitReport } from '../reports/actions.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { updateTask } from '../tasks/actions.ts'
import { remindOffice } from './reminders.ts'
import { registerMyWorkRoutes } from './routes.ts'

let office: TestOffice
let plan: TestPlan

beforeAll(async () => {
  office = await testOffice({ register: [registerMyWorkRoutes] })
  plan = await issueTestPlan(office)
})
afterAll(() => office.close())
beforeEach(() => office.services.db.deleteFrom('notices').where('tenant_id', '=', office.tenantId).execute())

/** The reminders' job at this moment. */
const remind = (at: string) => remindOffice(office.callAs('an', at))

const ask = (person: PersonName) => office.app.inject({ url: '/api/notices', headers: office.signedIn(person) })
const list = async (person: PersonName) => noticesSchema.parse((await ask(person)).json())
const read = (person: PersonName, upTo: string) =>
  office.app.inject({ method: 'POST', url: '/api/notices/read', headers: office.signedIn(person), payload: { upTo } })

const beforeDue = '2024-05-10T02:00:00.000Z'
const onTheDay = '2024-05-13T01:00:00.000Z'
const after = '2024-05-13T10:00:00.001Z'

describe('the list of reminders', () => {
  test('is one’s own, the newest first, and leads to the report', async () => {
    for (const at of [beforeDue, onTheDay, after]) await remind(at)
    const { unread, notices } = await list('hung')
    expect(unread).toBe(3)
    expect(notices.map(({ about, moment, at }) => [about, moment, at])).toEqual([
      ['report', 'after', after],
      ['report', 'today', onTheDay],
      ['report', 'soon', beforeDue],
    ])
    const report = plan.reportOf(office.units.ward7, '2024-05')
    expect(notices[0]).toMatchObject({
      title: 'Kế hoạch chuyển đổi số năm 2024',
      period: '2024-05',
      dueAt: '2024-05-13T10:00:00.000Z',
      href: `/bao-cao/${report}`,
      readAt: null,
      settled: false,
    })
  })

  test('says of a task what it is about and until when', async () => {
    await remind('2024-05-30T02:00:00.000Z')
    expect((await list('lan')).notices.find(({ about }) => about === 'task')).toMatchObject({
      moment: 'soon',
      title: 'Lắp camera tại các điểm đen',
      period: null,
      dueAt: '2024-05-31T17:00:00.000Z',
      href: `/nhiem-vu?mo=${plan.tasks.cameras}`,
    })
  })

  test('knows what has been handed in or done since', async () => {
    await remind('2024-05-30T02:00:00.000Z')
    const missing = Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa phát sinh' }))
    await submitReport(office.callAs('lan', '2024-05-30T03:00:00.000Z'), plan.reportOf(office.units.ward5, '2024-05'), { missing })
    expect((await list('lan')).notices.map(({ about, settled }) => [about, settled])).toEqual([
      ['report', true],
      ['task', false],
    ])
    const done = { changeKey: newId(), baseRevision: 1, state: 'done', note: 'Đã lắp 12 điểm' } as const
    await updateTask(office.callAs('lan', '2024-05-30T04:00:00.000Z'), plan.tasks.cameras, office.units.ward5, done)
    expect((await list('lan')).notices.map(({ settled }) => settled)).toEqual([true, true])
    expect((await list('hung')).notices.map(({ settled }) => settled)).toEqual([false])
  })

  test('holds fifty, while the count is of all', async () => {
    await office.services.db
      .insertInto('notices')
      .values(
        Array.from({ length: 53 }, (_, index) => ({
          tenant_id: office.tenantId,
          account_id: office.people.hung.id,
          subject_key: `task:${index}:after`,
          kind: 'taskDue.after',
          subject: JSON.stringify({ taskId: plan.tasks.training, title: `Việc ${index}`, dueAt: beforeDue }),
          at: new Date(Date.parse(after) + index * 60_000).toISOString(),
          read_at: null,
        })),
      )
      .execute()
    const { unread, notices } = await list('hung')
    expect([unread, notices.length, notices[0]?.title]).toEqual([53, 50, 'Việc 52'])
  })

  test('is empty for who owes nothing, and none is for who is not signed in', async () => {
    await remind(after)
    expect(await list('thu')).toEqual({ unread: 0, notices: [] })
    expect((await office.app.inject({ url: '/api/notices' })).statusCode).toBe(401)
  })
})

describe('reading', () => {
  const readTimes = async () =>
    (
      await office.services.db
        .selectFrom('notices')
        .select(['account_id', 'at', 'read_at'])
        .where('tenant_id', '=', office.tenantId)
        .orderBy('account_id')
        .orderBy('at')
        .execute()
    ).map(({ account_id, at, read_at }) => [account_id, at, read_at])

  test('marks one’s own up to the newest seen; what was told meanwhile stays new, and the log says nothing', async () => {
    for (const at of [beforeDue, onTheDay, after]) await remind(at)
    const lines = await office.countAuditLines()
    const reply = await read('hung', onTheDay)
    expect(noticesReadSchema.parse(reply.json())).toEqual({ unread: 1 })
    expect((await list('hung')).notices.map(({ readAt }) => readAt === null)).toEqual([true, false, false])
    // Lan has not looked.
    expect((await list('lan')).unread).toBe((await list('lan')).notices.length)
    expect(await office.countAuditLines()).toBe(lines)
  })

  test('again keeps when it was read first', async () => {
    await remind(onTheDay)
    await office.setClock('2024-05-13T03:00:00.000Z')
    await read('hung', onTheDay)
    const first = await readTimes()
    await office.setClock('2024-05-14T03:00:00.000Z')
    await read('hung', onTheDay)
    expect(await readTimes()).toEqual(first)
  })

  test('is refused to who is not signed in, from another page and without an instant; nothing is written', async () => {
    await remind(onTheDay)
    const before = await readTimes()
    const lines = await office.countAuditLines()
    const post = (headers: Readonly<Record<string, string>>, payload: object) =>
      office.app.inject({ method: 'POST', url: '/api/notices/read', headers, payload })
    const { 'x-haidang': _ours, ...foreign } = office.signedIn('hung')
    expect((await post({ 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }, { upTo: after })).statusCode).toBe(401)
    expect((await post({ ...foreign, 'sec-fetch-site': 'cross-site' }, { upTo: after })).statusCode).toBe(403)
    expect((await read('hung', 'hôm qua')).statusCode).toBe(400)
    // The office next door has its own Hùng.
    const next = await office.neighbour()
    expect((await post(next.signedIn('hung'), { upTo: after })).json()).toEqual({ unread: 0 })
    expect(await readTimes()).toEqual(before)
    expect(await office.countAuditLines()).toBe(lines)
  })
})
