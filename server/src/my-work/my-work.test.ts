import { myWorkSchema } from '@haidang/api/reports'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { inTransaction } from '../platform/transaction.ts'
import { approveReport, correctReport, returnReport, submitReport } from '../reports/actions.ts'
import { saveEntries } from '../reports/save-entries.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { registerMyWorkJobs } from './jobs.ts'
import { registerMyWorkRoutes } from './routes.ts'

let office: TestOffice
let plan: TestPlan

beforeAll(async () => {
  office = await testOffice({ register: [registerMyWorkRoutes], jobs: [registerMyWorkJobs] })
  plan = await issueTestPlan(office)
  await oweConsolidated(office)
})
afterAll(() => office.close())

async function oweConsolidated({ services, tenantId, units }: TestOffice): Promise<void> {
  await services.db
    .insertInto('obligations')
    .values({
      tenant_id: tenantId,
      id: newId(),
      regime_id: plan.regimeId,
      level: 'city',
      unit_id: units.culture,
      period: '2024-05',
      window_from: '2024-04-10',
      window_to: '2024-05-10',
      nominal_due: '2024-05-25',
      due_at: '2024-05-27T10:00:00.000Z',
      moved_because: 'saturday',
      form: '[]',
      created_at: '2024-04-20T00:00:00.000Z',
    })
    .execute()
}

const items = async (person: PersonName) =>
  myWorkSchema.parse((await office.app.inject({ url: '/api/my-work', headers: office.signedIn(person) })).json()).items
const work = async (person: PersonName) => (await items(person)).map(({ kind, title, detail }) => [kind, title, detail] as const)
const planTitle = 'Kế hoạch chuyển đổi số năm 2024'

async function submitMay(at: string): Promise<string> {
  const report = plan.reportOf(office.units.ward5, '2024-05')
  const entry = (indicatorId: string, numerator: string, denominator: string | null) => ({
    indicatorId,
    numerator,
    denominator,
    note: '',
    baseRevision: 0,
  })
  await saveEntries(office.callAs('lan', at), report, {
    changeKey: newId(),
    entries: [
      entry(plan.indicators.online, '85', '100'),
      entry(plan.indicators.meetings, '4', null),
      entry(plan.indicators.portal, '1', null),
    ],
  })
  await submitReport(office.callAs('lan', at), report, { missing: [] })
  return report
}

describe('one list', () => {
  test('of Lan: what is due, then late, with her tasks; nothing of months to come', async () => {
    await office.setClock('2024-05-08T02:00:00.000Z')
    expect(await work('lan')).toEqual([['reportDue', 'Tháng 5 năm 2024', planTitle]])
    await office.setClock('2024-06-05T02:00:00.000Z')
    expect(await work('lan')).toEqual([
      ['reportOverdue', 'Tháng 5 năm 2024', planTitle],
      ['taskOverdue', 'Lắp camera tại các điểm đen', 'trước ngày 01/6/2024'],
      ['reportDue', 'Tháng 6 năm 2024', planTitle],
    ])
    expect(await work('hung')).toEqual([
      ['reportOverdue', 'Tháng 5 năm 2024', planTitle],
      ['reportDue', 'Tháng 6 năm 2024', planTitle],
    ])
  })

  test('of Minh and of Lan while a report goes back and forth', async () => {
    await office.setClock('2024-05-14T02:00:00.000Z')
    expect(await work('minh')).toEqual([['consolidationDue', 'Tháng 5 năm 2024', planTitle]])

    const report = await submitMay('2024-05-12T02:00:00.000Z')
    expect(await work('minh')).toContainEqual(['reportsToReview', 'Tháng 5 năm 2024', planTitle])
    expect(await work('lan')).toEqual([['reportDue', 'Tháng 6 năm 2024', planTitle]])

    await returnReport(office.callAs('minh'), report, { reason: 'Đề nghị đối chiếu lại', cells: [] })
    expect((await work('lan'))[0]).toEqual(['reportReturned', 'Tháng 5 năm 2024', 'Đề nghị đối chiếu lại'])

    await submitReport(office.callAs('lan'), report, { missing: [] })
    await approveReport(office.callAs('minh'), report)
    await correctReport(office.callAs('minh'), report, 'Bổ sung hồ sơ một cửa')
    expect((await work('lan'))[0]).toEqual(['correctionOpen', 'Tháng 5 năm 2024', 'Bổ sung hồ sơ một cửa'])
  })

  test('of Minh has the city’s report overdue from its due instant on, above what waits for review', async () => {
    await office.setClock('2024-05-27T09:59:00.000Z')
    expect((await items('minh'))[0]).toMatchObject({ kind: 'consolidationDue', href: '/tong-hop/2024-05', at: '2024-05-27T10:00:00.000Z' })
    await office.setClock('2024-05-27T10:00:10.000Z')
    expect((await items('minh'))[0]).toMatchObject({ kind: 'consolidationOverdue', title: 'Tháng 5 năm 2024' })
  })

  test('of those who only look on is empty, and none is for who is not signed in', async () => {
    expect([await work('quan'), await work('an')]).toEqual([[], []])
    expect((await office.app.inject({ url: '/api/my-work' })).statusCode).toBe(401)
  })
})

describe('reminders', () => {
  test('are told once per moment to the focal points who owe, and not to who handed in', async () => {
    const { services, tenantId, people } = office
    const notices = () =>
      services.db
        .selectFrom('notices')
        .select(['account_id', 'kind', 'subject'])
        .where('tenant_id', '=', tenantId)
        .orderBy('kind')
        .orderBy('account_id')
        .execute()
    const run = async (now: string) => {
      await office.setClock(now)
      await services.queue.start()
      await inTransaction(office, (tx) => services.queue.enqueue(tx, 'remind', {}))
      await office.runJobs()
      return notices()
    }
    const june = plan.reportOf(office.units.ward7, '2024-06')
    const first = await run('2024-06-09T18:00:00.000Z')
    expect(
      first
        .filter(({ kind }) => kind === 'reportDue.soon')
        .map(({ account_id }) => account_id)
        .toSorted(),
    ).toEqual([people.lan.id, people.hung.id].toSorted())
    // Lan handed in May; Hùng did not.
    expect(first.filter(({ kind }) => kind === 'reportDue.after').map(({ account_id }) => account_id)).toEqual([people.hung.id])
    expect(first.filter(({ kind }) => kind === 'taskDue.after').map(({ account_id }) => account_id)).toEqual([people.lan.id])
    expect(first.find(({ kind, account_id }) => kind === 'reportDue.soon' && account_id === people.hung.id)?.subject).toMatchObject({
      reportId: june,
      period: '2024-06',
    })

    expect(await run('2024-06-10T02:00:00.000Z')).toEqual(first)
    expect((await run('2024-06-12T02:00:00.000Z')).filter(({ kind }) => kind === 'reportDue.today')).toHaveLength(2)
  })
})
