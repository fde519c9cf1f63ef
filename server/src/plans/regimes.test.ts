import { randomUUID } from 'node:crypto'
import type { Consolidation, Scoreboard } from '@haidang/api/consolidation'
import type { Figures, UnitFigures } from '@haidang/api/figures'
import type { Import, Plan } from '@haidang/api/imports'
import type { MyReports, MyWork, Report, ReportList } from '@haidang/api/reports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { featureRoutes } from '../features.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { keepAllMonths } from '../figures/jobs.ts'
import { registerPlansJobs } from './jobs.ts'
import { acceptAll, change, readDirective, requestsOf } from './testing.ts'

// One plan that asks for reports of four kinds, followed from its issue to the pages that read them.
let office: TestOffice
let draft: Import
let planId: string
const as = (person: PersonName) => requestsOf(office, person)
const get = async <Reply>(person: PersonName, url: string): Promise<Reply> => {
  const { status, body } = await as(person).send<Reply>('GET', url)
  expect(status, `${url}: ${JSON.stringify(body).slice(0, 300)}`).toBe(200)
  return body
}

const quarterly = {
  name: 'Báo cáo quý',
  frequency: 'quarterly',
  windowFrom: { shift: -3, date: 15 },
  windowTo: { shift: 0, date: 15 },
  unitDue: { kind: 'workingDays', count: 2 },
  cityDue: { kind: 'day', shift: 0, date: 25 },
}
const yearly = {
  name: 'Tổng kết năm',
  frequency: 'yearly',
  asksFigures: false,
  windowFrom: { shift: -12, date: 15 },
  windowTo: { shift: 0, date: 15 },
  unitDue: { kind: 'day', shift: 0, date: 18 },
  cityDue: { kind: 'day', shift: 0, date: 31 },
}
const once = {
  name: 'Rà soát camera',
  frequency: 'once',
  rounds: [{ unitDue: '2024-05-31', cityDue: '2024-06-05', closingTime: '10:00', window: null }],
}

async function addRegime(changes: object, position: number): Promise<string> {
  const monthly = draft.items.find((item) => item.kind === 'reporting' && item.value.makesRegime)
  const id = randomUUID()
  const none = { windowFrom: null, windowTo: null, unitDue: null, cityDue: null, rounds: [] }
  const { status } = await as('minh').send('PUT', `/api/imports/${draft.id}/items/${id}`, {
    changeKey: randomUUID(),
    baseRevision: 0,
    kind: 'reporting',
    state: 'accepted',
    position,
    source: null,
    value: { ...monthly?.value, ...none, ...changes },
  })
  expect(status).toBe(200)
  return id
}

const order = { issuedOn: '2024-04-20', number: '15', title: 'Chuyển đổi số năm 2024' }
const issue = () => as('minh').send<{ planId: string }>('POST', `/api/imports/${draft.id}/issue`, order)
beforeAll(async () => {
  office = await testOffice({ register: featureRoutes, jobs: [registerPlansJobs] })
  await office.setClock('2024-04-20T02:00:00.000Z')
  draft = await readDirective(office)
  await acceptAll(office, draft)
})
afterAll(() => office.close())

test('two regimes of one frequency are refused by name with nothing written; a quarter, a year and a day beside the month are not', async () => {
  const monthlyId = draft.items.find((item) => item.kind === 'reporting' && item.value.makesRegime)?.id
  const second = await addRegime({ ...quarterly, frequency: 'monthly', windowFrom: { shift: -1, date: 15 } }, 101)
  const lines = await office.countAuditLines()
  expect(await issue()).toMatchObject({ status: 422, body: { reason: 'regimesCollide', help: { itemId: second, otherId: monthlyId } } })
  expect(await office.countAuditLines()).toBe(lines)

  const standing = (await get<Import>('minh', `/api/imports/${draft.id}`)).items.find(({ id }) => id === second)
  if (!standing) return expect.fail('The second regime is gone.')
  await as('minh').send('PUT', `/api/imports/${draft.id}/items/${second}`, change(standing, { value: { ...standing.value, ...quarterly } }))
  await addRegime(yearly, 102)
  await addRegime(once, 103)
  const issued = await issue()
  expect(issued).toMatchObject({ status: 200, body: { units: 2, obligations: 2 * (8 + 3 + 1 + 1) } })
  planId = issued.body.planId
})

test('the plan shows each regime with its own dates', async () => {
  const { regimes } = await get<Plan>('lan', `/api/plans/${planId}`)
  expect(Object.fromEntries(regimes.map(({ regime, firstPeriod, lastPeriod }) => [regime.frequency, [firstPeriod, lastPeriod]]))).toEqual({
    monthly: ['2024-05', '2024-12'],
    quarterly: ['2024-Q2', '2024-Q4'],
    yearly: ['2024', '2024'],
    once: ['2024-05-31', '2024-05-31'],
  })
  const datesOf = (frequency: string) => regimes.find(({ regime }) => regime.frequency === frequency)?.dates[0]
  expect(datesOf('quarterly')).toEqual({
    period: '2024-Q2',
    window: { from: '2024-03-15', to: '2024-06-15' },
    unit: { nominal: '2024-06-18', at: '2024-06-18T10:00:00.000Z', movedBecause: null },
    city: { nominal: '2024-06-25', at: '2024-06-25T10:00:00.000Z', movedBecause: null },
  })
  expect(datesOf('once')).toMatchObject({ window: null, unit: { at: '2024-05-31T03:00:00.000Z' } })
})

const reportOf = async (person: PersonName, period: string): Promise<Report> => {
  const { reports } = await get<MyReports>(person, '/api/my-reports')
  return get<Report>(person, `/api/reports/${reports.find((one) => one.period === period)?.id}`)
}

test('a unit has them all in the order in which their windows close; what is asked for once says no window', async () => {
  const { reports } = await get<MyReports>('lan', '/api/my-reports')
  expect(reports.map(({ period }) => period).slice(0, 5)).toEqual(['2024-05', '2024-05-31', '2024-06', '2024-Q2', '2024-07'])
  expect(reports.at(-1)?.period).toBe('2024-Q4')
  expect(await reportOf('lan', '2024-05-31')).toMatchObject({
    window: null,
    closingTime: '10:00',
    dueAt: '2024-05-31T03:00:00.000Z',
    expected: 2,
  })
  expect(await reportOf('lan', '2024')).toMatchObject({ expected: 0, indicators: [], narratives: [{ heading: 'results' }, {}, {}] })
})

test('my work names what has begun: the quarter from its window on, the round thirty days before', async () => {
  const titles = async (person: PersonName) => (await get<MyWork>(person, '/api/my-work')).items.map(({ title }) => title)
  expect(await titles('lan')).toEqual(['Tháng 5 năm 2024', 'Quý II năm 2024', 'Năm 2024'])
  await office.setClock('2024-05-02T02:00:00.000Z')
  expect(await titles('lan')).toEqual(['Tháng 5 năm 2024', 'Rà soát camera (đợt ngày 31/5/2024)', 'Quý II năm 2024', 'Năm 2024'])
})

test('a quarter is reported and approved, and stands on the board beside the months', async () => {
  await office.setClock('2024-06-18T09:00:00.000Z')
  const lan = as('lan')
  for (const [period, numerator] of [
    ['2024-06', '40'],
    ['2024-Q2', '123'],
  ] as const) {
    const report = await reportOf('lan', period)
    const entries = report.indicators.map(({ id }) => ({ indicatorId: id, numerator, denominator: '200', note: '', baseRevision: 0 }))
    expect((await lan.send('PUT', `/api/reports/${report.id}/entries`, { changeKey: randomUUID(), entries })).status).toBe(200)
    expect((await lan.send('POST', `/api/reports/${report.id}/submit`, { missing: [] })).status).toBe(200)
    expect((await as('minh').send('POST', `/api/reports/${report.id}/approve`, {})).status).toBe(200)
  }
  const list = await get<ReportList>('minh', '/api/reports?period=2024-Q2')
  expect(list.reports.map(({ unit, punctuality }) => [unit.shortName, punctuality])).toEqual([
    ['Phường 5', 'onTime'],
    ['Phường 7', 'due'],
  ])
  expect((await get<ReportList>('minh', '/api/reports')).period).toBe('2024-Q2')

  const board = await get<Scoreboard>('thu', '/api/scoreboard?period=2024-Q2')
  expect(board).toMatchObject({ period: '2024-Q2', coverage: { expected: 2, reported: 1, approved: 1 } })
  expect(board.indicators[0]).toMatchObject({ numerator: '123', denominator: '200', trend: [{ period: '2024-Q2' }] })
  // The words of the year have no figures to look at.
  expect(board.periods).toEqual([
    '2024-05',
    '2024-05-31',
    '2024-06',
    '2024-Q2',
    '2024-07',
    '2024-08',
    '2024-09',
    '2024-Q3',
    '2024-10',
    '2024-11',
    '2024-12',
    '2024-Q4',
  ])
  // The months come most often: they are what the board opens with.
  expect((await get<Scoreboard>('thu', '/api/scoreboard')).period).toBe('2024-06')
})

test('figures are asked for by periods of one kind', async () => {
  const [indicator] = (await get<Plan>('minh', `/api/plans/${planId}`)).indicators
  const ask = (from: string, to: string) => `/api/figures?indicatorId=${indicator?.id}&from=${from}&to=${to}&group=ward`
  const numerators = async (from: string, to: string) =>
    (await get<Figures>('minh', ask(from, to))).months.map((month) => [month.period, month.numerators])
  expect(await numerators('2024-Q1', '2024-Q4')).toEqual([
    ['2024-Q2', ['123']],
    ['2024-Q3', []],
    ['2024-Q4', []],
  ])
  expect((await numerators('2024-05', '2024-07')).map(([period]) => period)).toEqual(['2024-05', '2024-06', '2024-07'])
  for (const [from, to] of [
    ['2024-05', '2024-Q2'],
    ['2024-Q3', '2024-Q2'],
    ['2024-01', '2027-01'],
  ] as const)
    expect((await as('minh').send('GET', ask(from, to))).status).toBe(400)
  await keepAllMonths(office.services)
  expect((await numerators('2024-Q1', '2024-Q4'))[0]).toEqual(['2024-Q2', ['123']])

  const unit = await get<UnitFigures>('lan', `/api/units/${office.units.ward5}/figures?period=2024-Q2`)
  expect(unit).toMatchObject({ period: '2024-Q2', lastDay: '2024-06-14', indicators: [{ numerator: '123' }, {}] })
  expect(unit.periods).not.toContain('2024')
  expect((await get<UnitFigures>('lan', `/api/units/${office.units.ward5}/figures`)).period).toBe('2024-06')
})

test('each kind is consolidated under its own name; words only where no figures were asked for', async () => {
  const quarter = await get<Consolidation>('minh', '/api/consolidations/2024-Q2')
  expect(quarter.preview).toMatchObject({
    periodText: 'quý II năm 2024',
    windowText: 'số liệu từ 15/3/2024 đến hết 14/6/2024',
    title: 'Kết quả thực hiện Chuyển đổi số năm 2024 quý II năm 2024',
    reported: { expected: 2, received: 1 },
  })
  expect(quarter.preview.indicators[0]?.cityNumerator).toBe('123')
  expect(quarter.periods).toContain('2024')
  const round = await get<Consolidation>('minh', '/api/consolidations/2024-05-31')
  expect(round.preview).toMatchObject({ periodText: 'đợt ngày 31/5/2024', windowText: '' })
  expect((await get<Consolidation>('minh', '/api/consolidations/2024')).preview.indicators).toEqual([])
  for (const wrong of ['2024-Q5', '2024-W99', '2024-02-30'])
    expect((await as('minh').send('GET', `/api/consolidations/${wrong}`)).status).toBe(404)
})
