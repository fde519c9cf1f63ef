import { indicatorPageSchema } from '@haidang/api/indicators'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityOwes } from '../analytics/testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { registerIndicatorsRoutes } from './routes.ts'

let office: TestOffice
let plan: TestPlan

beforeAll(async () => {
  office = await testOffice({ register: [registerIndicatorsRoutes] })
  await office.setClock('2024-05-20T02:00:00.000Z')
  plan = await issueTestPlan(office)
  await cityOwes(office, plan)
})
afterAll(() => office.close())

const get = (id: string, person: PersonName = 'minh') =>
  office.app.inject({ method: 'GET', url: `/api/indicators/${id}?period=2024-05`, headers: office.signedIn(person) })
const together = async (id: string) => indicatorPageSchema.parse((await get(id)).json()).hangsTogether

test('an indicator hangs together with nothing until something says so', async () => {
  expect(await together(plan.indicators.portal)).toEqual({ uses: [], usedBy: [], checks: [], above: [] })
})

test('who does not see the board is told nothing of it', async () => {
  const reply = await get(plan.indicators.online, 'lan')
  expect([reply.statusCode, reply.json().code]).toEqual([404, 'notFound'])
})

test('with the formula that uses it, and the check that stands between two', async () => {
  const { online, meetings } = plan.indicators
  const page = indicatorPageSchema.parse((await get(meetings)).json())
  const formula = {
    ...page.definition,
    name: 'Buổi mỗi hồ sơ',
    formula: '[meetings] / [online].mẫu',
    rollUp: 'formula',
    lineagePolicy: null,
    digits: 2,
  }
  const added = await office.app.inject({
    method: 'POST',
    url: `/api/plans/${plan.planId}/indicators`,
    headers: office.signedIn('minh'),
    payload: { code: '9.1', definition: formula, reason: 'Theo dõi hiệu quả' },
  })
  expect(added.statusCode).toBe(201)
  const checks = { demands: {}, relations: [{ cell: 'numerator', op: '<=', indicatorId: online, other: 'denominator' }] }
  const defined = await office.app.inject({
    method: 'PUT',
    url: `/api/indicators/${meetings}/definition`,
    headers: office.signedIn('minh'),
    payload: {
      baseVersion: 0,
      fromPeriod: '2024-05',
      definition: { ...page.definition, checks },
      breaksSeries: false,
      reason: 'Kiểm tra chéo',
    },
  })
  expect(defined.statusCode).toBe(200)

  expect(await together(meetings)).toMatchObject({
    usedBy: [{ code: '9.1', name: 'Buổi mỗi hồ sơ' }],
    checks: [{ id: online, cell: 'numerator', op: '<=', other: 'denominator', isDeclaredHere: true }],
  })
  expect((await together(online)).checks).toMatchObject([
    { id: meetings, cell: 'denominator', op: '>=', other: 'numerator', isDeclaredHere: false },
  ])
  expect((await together(added.json<{ id: string }>().id)).uses.map(({ id }) => id)).toEqual([online, meetings])
})

test('with the same of the plan that its own implements, and with no other of that', async () => {
  const above = await issueTestPlan(office)
  const { db } = office.services
  const tenant = { tenant_id: office.tenantId }
  const documentOf = async (planId: string) =>
    (await db.selectFrom('plans').select('document_id').where('id', '=', planId).executeTakeFirstOrThrow()).document_id
  const [mine, theirs] = [await documentOf(plan.planId), await documentOf(above.planId)]
  await db
    .insertInto('register_entries')
    .values({
      ...tenant,
      id: newId(),
      import_id: null,
      document_id: theirs,
      kind: 'kế hoạch',
      number: '15',
      symbol: 'KH-UBND',
      issued_on: '2024-01-10',
      issuer: 'UBND tỉnh',
      title: 'Kế hoạch của tỉnh',
      signer: null,
      signer_role: null,
      received_at: '2024-04-20T02:00:00.000Z',
      number_key: '15/kh-ubnd',
      head: '',
    })
    .execute()
  const relation = {
    relation: 'implements',
    target_type: 'kế hoạch',
    target_number: '15/KH-UBND',
    target_date: null,
    target_issuer: null,
    passage: '',
  } as const
  await db
    .insertInto('document_relations')
    .values({
      ...tenant,
      id: newId(),
      document_id: mine,
      ...relation,
      target_number_key: '15/kh-ubnd',
      source_start: null,
      source_end: null,
    })
    .execute()
  expect((await together(plan.indicators.online)).above).toEqual([
    {
      id: above.indicators.online,
      code: 'online',
      name: 'Tỷ lệ hồ sơ nộp trực tuyến',
      relation: 'implements',
      plan: { id: above.planId, title: 'Kế hoạch chuyển đổi số năm 2024' },
      targetText: '≥ 85%',
    },
  ])
})
