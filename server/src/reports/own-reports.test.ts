import { myReportsSchema } from '@haidang/api/reports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { returnReport, submitReport } from './actions.ts'
import { registerReportsRoutes } from './routes.ts'
import { issueTestPlan } from './testing.ts'
import type { TestPlan } from './testing.ts'

let office: TestOffice
let plan: TestPlan

beforeAll(async () => {
  office = await testOffice({ register: [registerReportsRoutes] })
  plan = await issueTestPlan(office)
})
afterAll(() => office.close())

const own = async (person: PersonName) =>
  myReportsSchema.parse((await office.app.inject({ url: '/api/my-reports', headers: office.signedIn(person) })).json())

test('Lan has all months of her ward in one answer, oldest first, and knows which is at hand', async () => {
  await office.setClock('2024-06-11T02:00:00.000Z')
  const { period, reports } = await own('lan')
  expect(period).toBe('2024-06')
  expect(reports.map((report) => [report.id, report.period, report.unit.id, report.punctuality])).toEqual(
    (['2024-05', '2024-06', '2024-07'] as const).map((month) => [
      plan.reportOf(office.units.ward5, month),
      month,
      office.units.ward5,
      month === '2024-05' ? 'overdue' : 'due',
    ]),
  )
})

test('each says where it stands and why it came back, as the report itself does', async () => {
  const may = plan.reportOf(office.units.ward5, '2024-05')
  const missing = Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa phát sinh' }))
  await submitReport(office.callAs('lan'), may, { missing })
  await returnReport(office.callAs('minh'), may, { reason: 'Đề nghị đối chiếu lại', cells: [] })

  const [first] = (await own('lan')).reports
  expect(first).toMatchObject({ state: 'returned', punctuality: 'late', returnReason: 'Đề nghị đối chiếu lại', entered: 0, expected: 3 })
  const page = (await office.app.inject({ url: `/api/reports/${may}`, headers: office.signedIn('lan') })).json()
  expect(page).toMatchObject(first ?? {})
})

test('Hùng has his own ward’s; who belongs to no reporting unit has none; who is not signed in is turned away', async () => {
  expect(new Set((await own('hung')).reports.map(({ unit }) => unit.shortName))).toEqual(new Set(['Phường 7']))
  for (const person of ['minh', 'thu', 'quan', 'an'] as const) expect((await own(person)).reports).toEqual([])
  const neighbour = await office.neighbour()
  expect((await office.app.inject({ url: '/api/my-reports', headers: neighbour.signedIn('lan') })).json().reports).toEqual([])

  const lines = await office.countAuditLines()
  expect((await office.app.inject({ url: '/api/my-reports' })).statusCode).toBe(401)
  expect(await office.countAuditLines()).toBe(lines)
})
