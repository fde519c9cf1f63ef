import { disciplineSchema } from '@haidang/api/discipline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { registerReportsRoutes } from './routes.ts'
import { issueTestPlan } from './testing.ts'
import type { TestPlan } from './testing.ts'

let office: TestOffice
let plan: TestPlan
beforeAll(async () => {
  office = await testOffice({ register: [registerReportsRoutes] })
  plan = await issueTestPlan(office, { first: '2024-05', last: '2024-09' })
})
afterAll(() => office.close())

const send = (person: PersonName, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
const read = async (person: PersonName = 'thu', query = '') =>
  disciplineSchema.parse((await send(person, 'GET', `/api/discipline${query}`)).json())
const reportId = (month: string) => plan.reportOf(office.units.ward5, month)
async function handIn(month: string, at: string): Promise<void> {
  await office.setClock(at)
  const entries = [{ indicatorId: plan.indicators.online, numerator: '3', denominator: '4', note: '', baseRevision: 0 }]
  await send('lan', 'PUT', `/api/reports/${reportId(month)}/entries`, { changeKey: crypto.randomUUID(), entries })
  const missing = [plan.indicators.meetings, plan.indicators.portal].map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' }))
  const reply = await send('lan', 'POST', `/api/reports/${reportId(month)}/submit`, { missing })
  expect(reply.statusCode).toBe(200)
}

test('credit is for the first submission; a return does not take it, silence counts as missing, and what is ahead counts nowhere', async () => {
  await handIn('2024-05', '2024-05-12T02:00:00.000Z')
  await send('minh', 'POST', `/api/reports/${reportId('2024-05')}/return`, { reason: 'Đề nghị đối chiếu lại', cells: [] })
  await handIn('2024-06', '2024-06-12T10:00:30.000Z')
  await office.setClock('2024-07-15T02:00:00.000Z')
  const { units, totals, periods, isRanked, rule } = await read()
  expect(periods).toEqual(['2024-05', '2024-06', '2024-07'])
  expect(
    units.map(({ unit, onTime, late, missing, notDue, expected, entered, onTimeShare, rank }) => [
      unit.shortName,
      [onTime, late, missing, notDue],
      [entered, expected],
      onTimeShare,
      rank,
    ]),
  ).toEqual([
    ['Phường 5', [1, 1, 1, 0], [2, 9], '33.33', 1],
    ['Phường 7', [0, 0, 3, 0], [0, 9], '0', 2],
  ])
  expect(totals.map(({ period, onTime, late, missing }) => [period, onTime, late, missing])).toEqual([
    ['2024-05', 1, 0, 1],
    ['2024-06', 0, 1, 1],
    ['2024-07', 0, 0, 2],
  ])
  expect(isRanked).toBe(true)
  expect(rule).toEqual({ leastReports: 3, leastUnitsPercent: 80 })
})

test('with fewer judged reports than the rule asks for nobody has a place', async () => {
  const { units, isRanked, periods } = await read('minh', '?upTo=2024-06')
  expect(periods).toEqual(['2024-05', '2024-06'])
  expect([isRanked, ...units.map(({ rank }) => rank)]).toEqual([false, null, null])
})

test('a unit’s own people do not see how others did', async () => {
  expect((await send('lan', 'GET', '/api/discipline')).statusCode).toBe(403)
})
