import { changesSchema, savedViewSchema, savedViewsSchema } from '@haidang/api/analytics'
import type { Changes } from '@haidang/api/analytics'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { featureRoutes } from '../features.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { approveReport, correctReport, returnReport } from '../reports/actions.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { handIn } from './testing.ts'

let first: TestOffice
let office: Omit<TestOffice, 'neighbour' | 'close'>
let plan: TestPlan

beforeAll(async () => {
  first = await testOffice({ register: featureRoutes })
})
afterAll(() => first.close())
beforeEach(async () => {
  office = await first.neighbour()
  plan = await issueTestPlan(office)
  await office.setClock('2024-05-20T02:00:00.000Z')
})

async function changes(query = '', person: PersonName = 'thu'): Promise<Changes> {
  const reply = await office.app.inject({ url: `/api/changes?${query}`, headers: office.signedIn(person) })
  expect({ status: reply.statusCode, body: reply.body }).toMatchObject({ status: 200 })
  return changesSchema.parse(reply.json())
}

const minh = (at: string) => office.callAs('minh', at)

test('a week has what was approved, corrected and returned in it, the newest first, each person what is his to see', async () => {
  const five = await handIn(office, plan, { person: 'lan', period: '2024-05', at: '2024-05-11T02:00:00.000Z' }, ['90', '100'])
  await approveReport(minh('2024-05-13T16:59:59.999Z'), five)
  await correctReport(minh('2024-05-15T02:00:00.000Z'), five, 'Đếm sót')
  await handIn(office, plan, { person: 'lan', period: '2024-05', at: '2024-05-15T03:00:00.000Z' }, ['95', '100'], 1)
  await approveReport(minh('2024-05-16T02:00:00.000Z'), five)
  const seven = await handIn(office, plan, { person: 'hung', period: '2024-05', at: '2024-05-12T02:00:00.000Z' }, ['8', '10'])
  await returnReport(minh('2024-05-17T02:00:00.000Z'), seven, { reason: 'Thiếu minh chứng', cells: [] })

  const week = await changes()
  expect([week.from, week.to, week.more]).toEqual(['2024-05-14', '2024-05-20', 0])
  expect(week.changes).toMatchObject([
    {
      kind: 'returned',
      by: 'Lê Quang Minh',
      reason: 'Thiếu minh chứng',
      report: { id: seven, period: '2024-05', unit: { shortName: 'Phường 7' } },
    },
    {
      kind: 'corrected',
      report: { id: five },
      figures: [
        {
          indicatorId: plan.indicators.online,
          before: { numerator: '90', denominator: '100' },
          after: { numerator: '95', denominator: '100' },
        },
      ],
    },
  ])
  expect(week.indicators).toEqual([{ id: plan.indicators.online, name: 'Tỷ lệ hồ sơ nộp trực tuyến', digits: 2, unitOfMeasure: '%' }])
  // The first approval was on the last instant of the 13th, by the office's day.
  expect((await changes('from=2024-05-13&to=2024-05-13')).changes).toMatchObject([{ kind: 'approved', report: { id: five } }])
  expect((await changes('', 'hung')).changes).toMatchObject([{ kind: 'returned' }])
  expect((await changes('', 'lan')).changes).toMatchObject([{ kind: 'corrected' }])
})

test('targets and definitions that were changed are told with their reasons', async () => {
  const path = { pace: 'steps', steps: [{ period: '2024-05', value: '40' }], thresholds: [] }
  const reply = await office.app.inject({
    method: 'PUT',
    url: `/api/indicators/${plan.indicators.online}/path`,
    headers: office.signedIn('minh'),
    payload: { baseVersion: 0, path, reason: 'theo công văn 12' },
  })
  expect({ status: reply.statusCode, body: reply.body }).toMatchObject({ status: 200 })
  expect((await changes()).changes).toMatchObject([
    {
      kind: 'path',
      reason: 'theo công văn 12',
      indicator: { id: plan.indicators.online, from: null },
      plan: { id: plan.planId },
      report: null,
    },
  ])
})

test('a longer time than a quarter is not asked for', async () => {
  const reply = await office.app.inject({ url: '/api/changes?from=2024-01-01&to=2024-05-20', headers: office.signedIn('thu') })
  expect(reply.statusCode).toBe(400)
})

test('a person’s questions are kept by their names, each name once, and are nobody else’s', async () => {
  const send = (person: PersonName, method: 'GET' | 'POST' | 'PUT' | 'DELETE', id = '', payload?: object) =>
    office.app.inject({
      method,
      url: `/api/analytics/views${id}`,
      headers: office.signedIn(person),
      ...(payload === undefined ? {} : { payload }),
    })
  const views = async (person: PersonName) => savedViewsSchema.parse((await send(person, 'GET')).json()).views
  const view = { name: ' Ba phường ', question: 'tu=2024-05&den=2024-07&don-vi=ward' }
  const { id, name } = savedViewSchema.parse((await send('thu', 'POST', '', view)).json())
  expect(name).toBe('Ba phường')
  const lines = await office.countAuditLines()
  const again = await send('thu', 'POST', '', view)
  expect([again.statusCode, again.json()]).toEqual([422, expect.objectContaining({ reason: 'nameTaken' })])
  expect(await office.countAuditLines()).toBe(lines)
  expect((await send('minh', 'PUT', `/${id}`, view)).statusCode).toBe(404)
  expect((await send('minh', 'DELETE', `/${id}`)).statusCode).toBe(404)
  expect((await send('thu', 'PUT', `/${id}`, { ...view, name: 'Áp dụng' })).statusCode).toBe(200)
  await send('thu', 'POST', '', { ...view, name: 'Anh' })
  expect((await views('thu')).map((one) => one.name)).toEqual(['Anh', 'Áp dụng'])
  expect(await views('minh')).toEqual([])
  expect((await send('thu', 'DELETE', `/${id}`)).statusCode).toBe(204)
  expect((await views('thu')).map((one) => one.name)).toEqual(['Anh'])
})
