import { randomUUID } from 'node:crypto'
import type { Consolidation, Scoreboard } from '@haidang/api/consolidation'
import type { IndicatorPage } from '@haidang/api/indicators'
import type { RoundMade } from '@haidang/api/regimes'
import type { MyReports, MyWork, Report, ReportList } from '@haidang/api/reports'
import type { Regime } from '@haidang/domain/periods/regime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { featureRoutes } from '../features.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { requestsOf } from './testing.ts'

let office: TestOffice
let plan: TestPlan
const as = (person: PersonName) => requestsOf(office, person)
const get = async <Reply>(person: PersonName, url: string): Promise<Reply> => (await as(person).send<Reply>('GET', url)).body
const asked = {
  name: 'Rà soát hạ tầng số',
  quote: 'Công văn số 1570/UBND-VX ngày 02/6/2024',
  unitDue: '2024-06-08',
  cityDue: '2024-06-11',
  closingTime: '11:00',
  dayOff: 'next',
  window: { from: '2024-01-01', to: '2024-06-01' },
  outline: ['results'],
}
const ask = (part: object = {}) =>
  as('minh').send<RoundMade & { reason?: string; help?: object }>('POST', `/api/plans/${plan.planId}/rounds`, {
    ...asked,
    unitIds: [office.units.ward5],
    indicatorIds: [plan.indicators.meetings, plan.indicators.online],
    ...part,
  })

async function regimes() {
  const rows = await office.services.db
    .selectFrom('regimes')
    .select('definition')
    .where('tenant_id', '=', office.tenantId)
    .where('plan_id', '=', plan.planId)
    .orderBy('issued_at')
    .orderBy('id')
    .execute()
  return rows.map(({ definition }) => {
    const { name, frequency, asksFigures } = definition as Regime
    return [name, frequency, asksFigures]
  })
}

beforeAll(async () => {
  office = await testOffice({ register: featureRoutes })
  plan = await issueTestPlan(office)
  await office.setClock('2024-06-03T02:00:00.000Z')
})
afterAll(() => office.close())

test('what cannot be asked is refused with its reason, and nothing is written', async () => {
  const lines = await office.countAuditLines()
  expect(await ask({ unitDue: '2024-06-02', cityDue: '2024-06-02', window: null, dayOff: 'stay' })).toMatchObject({
    status: 422,
    body: { reason: 'duePast' },
  })
  expect(await ask({ unitIds: [office.units.committee] })).toMatchObject({ status: 422, body: { reason: 'unitsNotReporting' } })
  expect(await ask({ unitIds: [office.units.culture] })).toMatchObject({
    status: 422,
    body: { reason: 'unitsWithoutIndicators', help: { unitIds: [office.units.culture] } },
  })
  expect((await ask({ indicatorIds: [randomUUID()] })).status).toBe(404)
  expect(
    (await as('lan').send('POST', `/api/plans/${plan.planId}/rounds`, { ...asked, unitIds: [office.units.ward5], indicatorIds: [] }))
      .status,
  ).toBe(403)
  expect(await office.countAuditLines()).toBe(lines)
  expect(await regimes()).toHaveLength(1)
})

test('a round asked for is owed on its instant, a Saturday moved to Monday, with one audit line', async () => {
  const lines = await office.countAuditLines()
  expect(await ask()).toMatchObject({ status: 201, body: { period: '2024-06-08', dueAt: '2024-06-10T04:00:00.000Z', reports: 1 } })
  expect(await office.countAuditLines()).toBe(lines + 1)
  expect(await ask()).toMatchObject({ status: 422, body: { reason: 'periodTaken', help: { period: '2024-06-08' } } })
  expect((await get<MyWork>('lan', '/api/my-work')).items.map(({ title }) => title)).toContain('Rà soát hạ tầng số (đợt ngày 08/6/2024)')
  expect((await get<MyReports>('hung', '/api/my-reports')).reports.map(({ period }) => period)).not.toContain('2024-06-08')
})

test('its report has what was asked, with the targets of the unit; it is handed in, approved and consolidated as any other', async () => {
  const { reports } = await get<MyReports>('lan', '/api/my-reports')
  const id = reports.find(({ period }) => period === '2024-06-08')?.id ?? ''
  const report = await get<Report>('lan', `/api/reports/${id}`)
  expect(report).toMatchObject({
    window: { from: '2024-01-01', to: '2024-06-01' },
    dueAt: '2024-06-10T04:00:00.000Z',
    movedBecause: 'saturday',
    narratives: [{ heading: 'results' }],
    indicators: [
      { code: 'online', target: { value: '85' } },
      { code: 'meetings', target: { value: '4' } },
    ],
  })
  const entries = report.indicators.map(({ id: indicatorId }, index) => ({
    indicatorId,
    numerator: '45',
    denominator: index === 0 ? '50' : null,
    note: '',
    baseRevision: 0,
  }))
  expect((await as('lan').send('PUT', `/api/reports/${id}/entries`, { changeKey: randomUUID(), entries })).status).toBe(200)
  expect((await as('lan').send('POST', `/api/reports/${id}/submit`, { missing: [] })).status).toBe(200)
  expect((await as('minh').send('POST', `/api/reports/${id}/approve`, {})).status).toBe(200)
  expect((await get<ReportList>('minh', '/api/reports?period=2024-06-08')).reports).toMatchObject([{ punctuality: 'onTime' }])
  const board = await get<Scoreboard>('thu', '/api/scoreboard?period=2024-06-08')
  expect(board).toMatchObject({ coverage: { expected: 1, approved: 1 } })
  const round = await get<Consolidation>('minh', '/api/consolidations/2024-06-08')
  expect(round.preview).toMatchObject({ periodText: 'đợt ngày 08/6/2024', windowText: 'số liệu từ 01/01/2024 đến hết 31/5/2024' })
})

test('an indicator is still looked at by its months', async () => {
  const page = await get<IndicatorPage>('minh', `/api/indicators/${plan.indicators.online}`)
  expect(page.periods).toEqual(['2024-05', '2024-06', '2024-07'])
  expect(page.otherPeriods).toEqual(['2024-06-08'])
})

test('words alone may be asked for, of units that report no indicator', async () => {
  expect(
    await ask({ unitDue: '2024-06-14', cityDue: '2024-06-14', window: null, unitIds: [office.units.culture], indicatorIds: [] }),
  ).toMatchObject({
    status: 201,
    body: { reports: 1 },
  })
  expect(await regimes()).toEqual([
    ['Báo cáo tháng', 'monthly', true],
    [asked.name, 'adHoc', true],
    [asked.name, 'adHoc', false],
  ])
})
