import { definitionsSchema } from '@haidang/api/indicators'
import type { IndicatorPage, OpenQuestions, WireDefinition } from '@haidang/api/indicators'
import type { Proof, Scoreboard } from '@haidang/api/consolidation'
import type { Problem } from '@haidang/api/problem'
import type { Report, Snapshot } from '@haidang/api/reports'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { approveReport, submitReport } from '../reports/actions.ts'
import { registerReportsRoutes } from '../reports/routes.ts'
import { saveEntries } from '../reports/save-entries.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { registerScoreboardRoutes } from '../scoreboard/routes.ts'
import { registerIndicatorsRoutes } from './routes.ts'

let first: TestOffice
let office: Omit<TestOffice, 'neighbour' | 'close'>
let plan: TestPlan

beforeAll(async () => {
  first = await testOffice({ register: [registerIndicatorsRoutes, registerScoreboardRoutes, registerReportsRoutes] })
})
afterAll(() => first.close())
beforeEach(async () => {
  office = await first.neighbour()
  plan = await issueTestPlan(office)
  const city = {
    tenant_id: office.tenantId,
    regime_id: plan.regimeId,
    level: 'city',
    unit_id: office.units.culture,
    moved_because: null,
    form: '[]',
  } as const
  const months = [
    ['2024-05', '2024-04-10', '2024-05-10'],
    ['2024-06', '2024-05-10', '2024-06-10'],
    ['2024-07', '2024-06-10', '2024-07-10'],
  ] as const
  for (const [period, from, to] of months) {
    const dues = { nominal_due: `${period}-25`, due_at: `${period}-25T10:00:00.000Z`, created_at: '2024-04-20T02:00:00.000Z' }
    await office.services.db
      .insertInto('obligations')
      .values({ ...city, ...dues, id: newId(), period, window_from: from, window_to: to })
      .execute()
  }
  await office.setClock('2024-07-11T02:00:00.000Z')
})

async function send<T>(
  person: PersonName,
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  body?: object,
): Promise<{ status: number; body: T }> {
  const reply = await office.app.inject({ method, url, headers: office.signedIn(person), ...(body === undefined ? {} : { payload: body }) })
  return { status: reply.statusCode, body: reply.json<T>() }
}
const page = async (id: string, period?: string): Promise<IndicatorPage> => {
  const { status, body } = await send<IndicatorPage>(
    'thu',
    'GET',
    `/api/indicators/${id}${period === undefined ? '' : `?period=${period}`}`,
  )
  expect(status).toBe(200)
  return body
}

/** A month of a unit, typed, handed in and approved; left out: nothing to say. */
async function report(
  unit: 'ward7' | 'ward5',
  period: string,
  { online, meetings }: { online?: readonly [string, string]; meetings?: string },
) {
  const person = unit === 'ward5' ? 'lan' : 'hung'
  const id = plan.reportOf(office.units[unit], period)
  const call = office.callAs(person)
  const entry = (indicatorId: string, numerator: string, denominator: string | null) => ({
    indicatorId,
    numerator,
    denominator,
    note: '',
    baseRevision: 0,
  })
  const entries = [
    ...(online ? [entry(plan.indicators.online, online[0], online[1])] : []),
    ...(meetings === undefined ? [] : [entry(plan.indicators.meetings, meetings, null)]),
  ]
  await saveEntries(call, id, { changeKey: newId(), entries })
  const given = new Set(entries.map(({ indicatorId }) => indicatorId))
  const missing = Object.values(plan.indicators)
    .filter((one) => !given.has(one))
    .map((indicatorId) => ({ indicatorId, reason: 'chưa có' }))
  const outcome = await submitReport(call, id, { missing })
  expect(outcome).not.toHaveProperty('refused')
  expect(await approveReport(office.callAs('minh'), id)).not.toHaveProperty('refused')
}

const definition = (more: Partial<WireDefinition> = {}): WireDefinition => ({
  pillar: 'Chính quyền số',
  name: 'Tỷ lệ hồ sơ nộp trực tuyến',
  numeratorLabel: 'hồ sơ trực tuyến',
  denominatorLabel: 'hồ sơ tiếp nhận',
  unitOfMeasure: '%',
  digits: 2,
  target: { op: '>=', value: '85', unit: '%' },
  rollUp: 'sumRatio',
  lineagePolicy: null,
  periodMethod: null,
  formula: null,
  source: '',
  ownerUnitId: null,
  cascadeRule: null,
  checks: null,
  ...more,
})
const define = (
  id: string,
  given: WireDefinition,
  {
    base = 0,
    from = '2024-05',
    person = 'minh',
    breaks = false,
  }: { base?: number; from?: string; person?: PersonName; breaks?: boolean } = {},
) =>
  send<{ version: number } & Problem>(person, 'PUT', `/api/indicators/${id}/definition`, {
    baseVersion: base,
    fromPeriod: from,
    definition: given,
    breaksSeries: breaks,
    reason: 'theo công văn mới',
  })

test('a new meaning begins after what was approved by the old one, and the months before keep theirs', async () => {
  const { online } = plan.indicators
  await report('ward7', '2024-05', { online: ['8', '10'] })
  await report('ward5', '2024-05', { online: ['90', '100'] })
  const other = definition({ name: 'Tỷ lệ hồ sơ toàn trình', numeratorLabel: 'hồ sơ toàn trình', digits: 0, periodMethod: 'sum' })

  const tooEarly = await define(online, other)
  expect([tooEarly.status, tooEarly.body.reason, tooEarly.body.help]).toEqual([422, 'periodHasFigures', { lastPeriod: '2024-05' }])
  expect((await define(online, other, { from: '2024-06', breaks: true })).body).toEqual({ version: 1 })
  await report('ward7', '2024-06', { online: ['9', '10'] })

  const { definitions, series, definition: now } = await page(online, '2024-06')
  expect(now.name).toBe('Tỷ lệ hồ sơ toàn trình')
  expect(definitions).toMatchObject([{ version: 1, fromPeriod: '2024-06', breaksSeries: true, reason: 'theo công văn mới' }])
  expect(series.map(({ period, result, breaks }) => [period, result, breaks])).toEqual([
    ['2024-05', '89.09', false],
    ['2024-06', '90', true],
  ])
  expect((await page(online, '2024-05')).definition.name).toBe('Tỷ lệ hồ sơ nộp trực tuyến')
  const board = async (period: string) => (await send<Scoreboard>('thu', 'GET', `/api/scoreboard?period=${period}`)).body.indicators[0]
  expect([(await board('2024-05'))?.name, (await board('2024-06'))?.name]).toEqual(['Tỷ lệ hồ sơ nộp trực tuyến', 'Tỷ lệ hồ sơ toàn trình'])
  // The unit reads what its own month asks.
  const form = await send<Report>('hung', 'GET', `/api/reports/${plan.reportOf(office.units.ward7, '2024-06')}`)
  expect(form.body.indicators[0]).toMatchObject({ name: 'Tỷ lệ hồ sơ toàn trình', numeratorLabel: 'hồ sơ toàn trình', digits: 0 })

  // As a leader saw it before the change.
  const known = await send<Scoreboard>(
    'thu',
    'GET',
    `/api/scoreboard?period=2024-06&knownAt=${encodeURIComponent('2024-07-11T01:59:59.000Z')}`,
  )
  expect(known.body.indicators[0]?.name).toBe('Tỷ lệ hồ sơ nộp trực tuyến')
})

test('what only explains an indicator may be said of the past too; who saw another version is told', async () => {
  const { online } = plan.indicators
  await report('ward7', '2024-05', { online: ['8', '10'] })
  const explained = definition({ source: 'Cổng dịch vụ công', ownerUnitId: office.units.culture, periodMethod: 'cumulative' })
  expect((await define(online, explained)).status).toBe(200)
  expect((await page(online)).owner?.id).toBe(office.units.culture)
  const late = await define(online, explained)
  expect([late.status, late.body.code, late.body.current]).toEqual([409, 'changedMeanwhile', { version: 1 }])
})

test.each([
  [definition({ rollUp: 'sum' }), 'definitionFaulty'],
  [definition({ denominatorLabel: null }), 'definitionFaulty'],
  [definition({ ownerUnitId: '0d1f6c1e-5a44-4f2c-8a7d-7d9c3f8f0a01' }), 'unknownUnit'],
] as const)('a definition that cannot be is refused, and nothing is written', async (given, reason) => {
  const refused = await define(plan.indicators.online, given)
  expect([refused.status, refused.body.reason]).toEqual([422, reason])
  expect(
    await office.services.db.selectFrom('indicator_definitions').selectAll().where('tenant_id', '=', office.tenantId).execute(),
  ).toEqual([])
})

test('a period of another regime is refused; who may only look is told so', async () => {
  expect((await define(plan.indicators.online, definition(), { from: '2031-01' })).body.reason).toBe('unknownPeriod')
  expect((await define(plan.indicators.online, definition(), { person: 'thu' })).status).toBe(403)
  expect((await define(plan.indicators.online, definition(), { person: 'lan' })).status).toBe(404)
})

const computed = (formula: string, more: Partial<WireDefinition> = {}) =>
  definition({
    name: 'Tỷ lệ tính lại',
    pillar: 'Kinh tế số',
    numeratorLabel: null,
    denominatorLabel: null,
    rollUp: 'formula',
    formula,
    ...more,
  })
const add = (code: string, given: WireDefinition) =>
  send<{ id: string } & Problem>('minh', 'POST', `/api/plans/${plan.planId}/indicators`, {
    code,
    definition: given,
    reason: 'thêm chỉ tiêu tính toán',
  })

test('what is computed stands on the board, on its own page and opens to what it came from', async () => {
  await report('ward7', '2024-05', { online: ['8', '10'], meetings: '3' })
  await report('ward5', '2024-05', { online: ['90', '100'], meetings: '2' })
  const amount = { unitOfMeasure: 'buổi', digits: 1, target: { op: '>=', value: '4', unit: 'buổi' } } as const
  const { status } = await add('9.1', computed('[meetings] / 2', amount))
  expect(status).toBe(201)
  const share = await add('9.2', computed('[online]'))

  const board = (await send<Scoreboard>('thu', 'GET', '/api/scoreboard?period=2024-05')).body
  expect(board.indicators.map(({ code, result, attainment }) => [code, result, attainment]).slice(-2)).toEqual([
    ['9.1', '2.5', 'notReached'],
    ['9.2', '89.09', 'reached'],
  ])
  expect(board.pillars.find(({ pillar }) => pillar === 'Kinh tế số')).toMatchObject({ reached: 1, notReached: 1, noData: 0 })
  expect(board.indicators.at(-1)).toMatchObject({ reportedUnits: 2, assignedUnits: 2 })

  const opened = await page(share.body.id, '2024-05')
  expect(opened.series).toMatchObject([{ period: '2024-05', result: '89.09', numerator: null }])
  expect(opened.others.filter(({ isInput }) => isInput).map(({ code }) => code)).toEqual(['online'])
  const proof = (await send<Proof>('thu', 'GET', `/api/scoreboard/indicators/${share.body.id}?period=2024-05`)).body
  expect(proof.city).toMatchObject({ result: '89.09', attainment: 'reached' })
  expect(proof.formula).toEqual({
    text: '[online]',
    inputs: [
      { id: plan.indicators.online, code: 'online', name: 'Tỷ lệ hồ sơ nộp trực tuyến', result: '89.09', unitOfMeasure: '%', digits: 2 },
    ],
  })
})

test('a formula that makes no sense, or that others would lose theirs by, is refused with the place', async () => {
  expect((await add('9.1', computed('[online] + [meetings]'))).body.help).toMatchObject({
    faults: [{ fault: 'formulaFaulty', at: { fault: 'unitsDiffer', at: 9, left: '', right: 'buổi' } }],
  })
  expect((await add('online', computed('[meetings] / [meetings]'))).body).toMatchObject({ reason: 'codeTaken', help: { code: 'online' } })
  const { body } = await add('9.1', computed('[online]'))
  const ring = await define(body.id, computed('[9.1] / 2'), { base: 1 })
  expect(ring.body.help).toMatchObject({ faults: [{ at: { fault: 'cycle', codes: ['9.1', '9.1'] } }] })

  await add('9.2', computed('[meetings] * 2', { unitOfMeasure: 'buổi', target: { op: '>=', value: '4', unit: 'buổi' } }))
  const meetings = definition({
    name: 'Số giờ',
    unitOfMeasure: 'giờ',
    digits: 0,
    target: { op: '>=', value: '4', unit: 'giờ' },
    rollUp: 'sum',
    numeratorLabel: null,
    denominatorLabel: null,
  })
  expect((await define(plan.indicators.meetings, meetings)).body).toMatchObject({ reason: 'formulasBreak', help: { codes: ['9.2'] } })
})

test('a path says where it should stand, and its page whether it does', async () => {
  const { online } = plan.indicators
  await report('ward7', '2024-05', { online: ['40', '100'] })
  await report('ward7', '2024-06', { online: ['40', '100'] })
  const path = {
    pace: 'linear',
    steps: [
      { period: '2024-05', value: '40' },
      { period: '2024-07', value: '60' },
    ],
    thresholds: [{ name: 'cần chú ý', percent: '80' }],
  }
  const set = (given: object, base = 0) =>
    send<{ version: number } & Problem>('minh', 'PUT', `/api/indicators/${online}/path`, {
      baseVersion: base,
      path: given,
      reason: 'lộ trình',
    })
  expect((await set(path)).body).toEqual({ version: 1 })
  expect(
    (await page(online)).series.map(({ period, pace, standing, threshold }) => [period, pace, standing, threshold?.name ?? null]),
  ).toEqual([
    ['2024-05', '40', 'onPace', null],
    ['2024-06', '50', 'behind', 'cần chú ý'],
    ['2024-07', '60', 'noData', null],
  ])
  expect((await set({ ...path, steps: [{ period: '2030-01', value: '1' }] }, 1)).body).toMatchObject({
    reason: 'pathFaulty',
    help: { faults: [{ fault: 'notAPeriod', at: 0, value: '2030-01' }] },
  })
  expect((await set({ ...path, pace: 'steps' }, 1)).body).toEqual({ version: 2 })
  expect((await page(online)).paths.map(({ version, path: { pace } }) => [version, pace])).toEqual([
    [2, 'steps'],
    [1, 'linear'],
  ])
})

test('revised targets of units reach the reports that nobody has handed in, and are kept in history', async () => {
  const { online } = plan.indicators
  await report('ward7', '2024-05', { online: ['88', '100'] })
  await define(online, definition({ cascadeRule: 'each' }))
  const { status, body } = await send<{ version: number; reports: number } & Problem>(
    'minh',
    'PUT',
    `/api/indicators/${online}/unit-targets`,
    {
      baseVersion: 0,
      fromPeriod: '2024-05',
      targets: [{ unitId: office.units.ward7, target: { op: '>=', value: '70', unit: '%' } }],
      reason: 'giao lại cho phường',
    },
  )
  expect([status, body]).toEqual([200, { version: 1, reports: 2 }])
  const targetIn = async (period: string) =>
    (await page(online, period)).units.find(({ unit }) => unit.id === office.units.ward7)?.target?.value
  expect([await targetIn('2024-05'), await targetIn('2024-06')]).toEqual(['85', '70'])
  const { cascade, revisions } = await page(online, '2024-06')
  expect(cascade).toMatchObject({ holds: false, below: [office.units.ward7] })
  expect(revisions).toMatchObject([
    { version: 1, fromPeriod: '2024-05', targets: [{ unit: { id: office.units.ward7 }, before: { value: '85' }, after: { value: '70' } }] },
  ])
  const stranger = await send<Problem>('minh', 'PUT', `/api/indicators/${online}/unit-targets`, {
    baseVersion: 1,
    fromPeriod: '2024-06',
    targets: [{ unitId: office.units.culture, target: { op: '>=', value: '70', unit: '%' } }],
    reason: 'giao lại',
  })
  expect(stranger.body).toMatchObject({ reason: 'notOwed', help: { unitIds: [office.units.culture] } })
})

test('over the months of a year by the declared way; missing months are named; ranked only where enough is approved', async () => {
  const { online } = plan.indicators
  await report('ward7', '2024-05', { online: ['8', '10'] })
  await report('ward5', '2024-05', { online: ['90', '100'] })
  await report('ward7', '2024-06', { online: ['1', '10'] })
  await define(online, definition({ periodMethod: 'sum' }))
  expect((await page(online, '2024-07')).yearToDate).toEqual({ numerator: '99', denominator: '120', result: '82.5', missing: ['2024-07'] })
  const may = await page(online, '2024-05')
  expect(may.ranking).toEqual({ isComplete: true, fromPercent: 90 })
  expect(may.units.map(({ unit, rank }) => [unit.id, rank]).toSorted((a, b) => Number(a[1]) - Number(b[1]))).toEqual([
    [office.units.ward5, 1],
    [office.units.ward7, 2],
  ])
  const june = await page(online, '2024-06')
  expect([june.ranking.isComplete, june.units.map(({ rank }) => rank)]).toEqual([false, [null, null]])
})

test('the questions that the programme has not answered are counted and named', async () => {
  const ask = async () => (await send<OpenQuestions>('thu', 'GET', `/api/plans/${plan.planId}/open-questions`)).body
  const before = await ask()
  expect(before.counts).toMatchObject({ owner: 3, source: 3, unconfirmed: 0 })
  await define(plan.indicators.online, definition({ source: 'Cổng dịch vụ công', ownerUnitId: office.units.culture, periodMethod: 'sum' }))
  const after = await ask()
  expect(after.indicators.map(({ code }) => code)).toEqual(['meetings', 'portal'])
  expect(after.indicatorCount).toBe(3)
})

test('what indicators mean is told with all their definitions, to whoever may see the plan', async () => {
  const changed = definition({ name: 'Tỷ lệ hồ sơ trực tuyến toàn trình' })
  expect(await define(plan.indicators.online, changed, { from: '2024-06', breaks: true })).toMatchObject({ status: 200 })
  const reply = await office.app.inject({ url: `/api/definitions?planId=${plan.planId}`, headers: office.signedIn('lan') })
  const [told] = definitionsSchema.parse(reply.json()).plans
  const online = told?.indicators.find(({ id }) => id === plan.indicators.online)
  expect(online).toMatchObject({
    kind: 'ratio',
    definitions: [
      {
        version: 0,
        fromPeriod: null,
        definition: { name: 'Tỷ lệ hồ sơ nộp trực tuyến', rollUp: 'sumRatio', target: { op: '>=', unit: '%' } },
      },
      { version: 1, fromPeriod: '2024-06', breaksSeries: true, definition: changed },
    ],
  })
  const other = await office.app.inject({ url: `/api/definitions?planId=${newId()}`, headers: office.signedIn('lan') })
  expect(other.statusCode).toBe(404)
})

test('a check that asks for a reason is declared from a month on; the unit’s answer is kept with its report, its snapshot and its proof', async () => {
  const { online, meetings, portal } = plan.indicators
  await define(online, definition({ checks: { demands: { jump: 'reason' } } }), { from: '2024-06' })
  await report('ward5', '2024-05', { online: ['20', '100'] })
  const june = plan.reportOf(office.units.ward5, '2024-06')
  await saveEntries(office.callAs('lan'), june, {
    changeKey: newId(),
    entries: [{ indicatorId: online, numerator: '90', denominator: '100', note: 'sổ', baseRevision: 0 }],
  })
  const missing = [meetings, portal].map((indicatorId) => ({ indicatorId, reason: 'chưa có' }))
  const lines = await office.countAuditLines()
  const hand = (explained?: object[]) => send<Problem>('lan', 'POST', `/api/reports/${june}/submit`, { missing, explained })

  const refused = await hand()
  expect(refused).toMatchObject({ status: 422, body: { reason: 'unexplained' } })
  expect(refused.body.help).toMatchObject({ findings: [{ indicatorId: online, cell: 'numerator', code: 'jump', severity: 'reason' }] })
  expect((await hand([{ indicatorId: online, code: 'jump', reason: '…' }])).status).toBe(422)
  expect(await office.countAuditLines()).toBe(lines)

  const answer = { indicatorId: online, code: 'jump', reason: 'Mở thêm quầy trực tuyến từ 15/5' }
  expect((await hand([answer])).status).toBe(200)
  expect(await office.countAuditLines()).toBe(lines + 1)
  const { body } = await send<Report>('minh', 'GET', `/api/reports/${june}`)
  expect(body.events).toMatchObject([{ kind: 'submitted', by: 'Trần Thị Lan', explained: [answer] }])
  expect(body.indicators[0]).toMatchObject({ checks: { demands: { jump: 'reason' } }, previous: { numerator: '20', sameFor: 1 } })
  const { indicatorId: _, ...told } = answer
  const proof = async () =>
    (await send<Proof>('thu', 'GET', `/api/scoreboard/indicators/${online}?period=2024-06`)).body.cells.find(
      ({ unit }) => unit.id === office.units.ward5,
    )
  expect(await proof()).toMatchObject({ explained: [told], reporter: 'Trần Thị Lan' })

  expect(await approveReport(office.callAs('minh'), june)).not.toHaveProperty('refused')
  expect(await proof()).toMatchObject({ explained: [told], approver: 'Lê Quang Minh' })
  const snapshot = await send<Snapshot>('minh', 'GET', `/api/reports/${june}/versions/1`)
  expect(snapshot.body.figures[0]).toMatchObject({ explained: [told] })
  expect(snapshot.body.figures[1]).not.toHaveProperty('explained')
})
