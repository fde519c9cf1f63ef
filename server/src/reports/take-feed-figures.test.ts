import { randomUUID } from 'node:crypto'
import { proofSchema, scoreboardSchema } from '@haidang/api/consolidation'
import { reportSchema, snapshotSchema } from '@haidang/api/reports'
import type { Report } from '@haidang/api/reports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerFeedsRoutes } from '../feeds/routes.ts'
import { administrator, dossiersFeed } from '../feeds/testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { registerScoreboardRoutes } from '../scoreboard/routes.ts'
import { registerReportsRoutes } from './routes.ts'
import { issueTestPlan } from './testing.ts'
import type { TestPlan } from './testing.ts'

let office: TestOffice
let plan: TestPlan
let portal: (trucTuyen: number, tiepNhan: number | null) => Promise<string>
beforeAll(async () => {
  office = await testOffice({ register: [registerFeedsRoutes, registerReportsRoutes, registerScoreboardRoutes] })
  await office.setClock('2024-05-11T02:00:00.000Z')
  plan = await issueTestPlan(office, { first: '2024-05', last: '2024-09' })
  await cityOwes('2024-05')
  const an = administrator(office)
  const token = await an.token(await an.make(dossiersFeed(plan.indicators.online)))
  portal = async (trucTuyen, tiepNhan) => {
    const body = JSON.stringify({
      data: ['05', '06', '07', '08', '09'].map((month) => ({ donVi: 'Phường 5', ky: `${month}/2024`, trucTuyen, tiepNhan })),
    })
    return (await an.send(token, randomUUID(), body)).json<{ id: string }>().id
  }
})
afterAll(() => office.close())

/** The city's own duty, by which a board knows the plan of a month. */
const cityOwes = (period: string) =>
  office.services.db
    .insertInto('obligations')
    .values({
      tenant_id: office.tenantId,
      id: randomUUID(),
      regime_id: plan.regimeId,
      level: 'city',
      unit_id: office.units.culture,
      period,
      window_from: '2024-04-10',
      window_to: '2024-05-10',
      nominal_due: '2024-05-25',
      due_at: '2024-05-27T10:00:00.000Z',
      moved_because: null,
      form: '[]',
      created_at: '2024-04-20T02:00:00.000Z',
    })
    .execute()

const ask = (person: PersonName, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
const report = (month: string) => plan.reportOf(office.units.ward5, month)
const lineOf = (page: Report) => {
  const line = page.indicators.find(({ id }) => id === plan.indicators.online)
  if (line === undefined) throw new Error('the indicator is on the form')
  return line
}
const line = async (month: string) => lineOf(reportSchema.parse((await ask('lan', 'GET', `/api/reports/${report(month)}`)).json()))
const take = (month: string, runId: string, baseRevision: number, person: PersonName = 'lan', changeKey: string = randomUUID()) =>
  ask(person, 'POST', `/api/reports/${report(month)}/feed-figures`, {
    changeKey,
    cells: [{ indicatorId: plan.indicators.online, runId, baseRevision }],
  })
const type = (month: string, numerator: string | null, denominator: string | null, baseRevision: number, note = '') =>
  ask('lan', 'PUT', `/api/reports/${report(month)}/entries`, {
    changeKey: randomUUID(),
    entries: [{ indicatorId: plan.indicators.online, numerator, denominator, note, baseRevision }],
  })

test('what a feed says stands beside the cell; a person takes it over, and whoever types over it makes it his own', async () => {
  const runId = await portal(412, 655)
  expect(await line('2024-05')).toMatchObject({
    entry: { numerator: null, revision: 0 },
    feeds: [{ runId, system: 'Cổng dịch vụ công của tỉnh', numerator: '412', denominator: '655' }],
    taken: null,
  })
  const key = randomUUID()
  const took = await take('2024-05', runId, 0, 'lan', key)
  expect(took.statusCode).toBe(200)
  expect(lineOf(reportSchema.parse(took.json()))).toMatchObject({
    entry: { numerator: '412', denominator: '655', revision: 1, updatedBy: office.people.lan.name },
    taken: { revision: 1, system: 'Cổng dịch vụ công của tỉnh' },
  })
  const lines = await office.countAuditLines()
  expect((await take('2024-05', runId, 0, 'lan', key)).json()).toEqual(took.json())
  expect(await office.countAuditLines()).toBe(lines)

  await type('2024-05', '413', '655', 1)
  expect(await line('2024-05')).toMatchObject({ entry: { numerator: '413', revision: 2 }, feeds: [{ numerator: '412' }], taken: null })
})

test('a new delivery never touches what was typed, and what no longer stands cannot be taken over', async () => {
  const old = await portal(412, 655)
  await type('2024-06', '5', '6', 0, 'đếm tay')
  const now = await portal(420, 660)
  expect(await line('2024-06')).toMatchObject({ entry: { numerator: '5', denominator: '6' }, feeds: [{ runId: now, numerator: '420' }] })
  expect((await take('2024-06', old, 1)).json()).toMatchObject({
    reason: 'feedSaidOtherwise',
    help: { indicatorIds: [plan.indicators.online] },
  })
  expect((await take('2024-06', now, 0)).statusCode).toBe(409)
  await take('2024-06', now, 1)
  expect(await line('2024-06')).toMatchObject({ entry: { numerator: '420', denominator: '660', note: 'đếm tay' }, taken: { revision: 2 } })
})

test('what equals it already is confirmed, not written again', async () => {
  const runId = await portal(430, 670)
  await type('2024-07', '430', '670', 0)
  await take('2024-07', runId, 1)
  expect(await line('2024-07')).toMatchObject({ entry: { revision: 1 }, taken: { revision: 1 } })
})

test('only who writes the report takes figures over, and only while it is written', async () => {
  const runId = await portal(440, 680)
  const lines = await office.countAuditLines()
  expect((await take('2024-08', runId, 0, 'hung')).statusCode).toBe(404)
  expect((await take('2024-08', runId, 0, 'minh')).statusCode).toBe(403)
  expect(await office.countAuditLines()).toBe(lines)
  await take('2024-08', runId, 0)
  const missing = [plan.indicators.meetings, plan.indicators.portal].map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' }))
  await ask('lan', 'POST', `/api/reports/${report('2024-08')}/submit`, { missing })
  expect((await take('2024-08', runId, 1)).json()).toMatchObject({ reason: 'notEditable' })
})

test('approval keeps where the figure came from: in the snapshot, on the board and in its proof, until a correction types over it', async () => {
  const runId = await portal(450, 690)
  const { entry } = await line('2024-05')
  await take('2024-05', runId, entry.revision)
  const missing = [plan.indicators.meetings, plan.indicators.portal].map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' }))
  const act = async (person: PersonName, what: string, payload: object = {}) =>
    expect((await ask(person, 'POST', `/api/reports/${report('2024-05')}/${what}`, payload)).statusCode).toBe(200)
  const proof = async (more = '') =>
    proofSchema
      .parse((await ask('thu', 'GET', `/api/scoreboard/indicators/${plan.indicators.online}?period=2024-05${more}`)).json())
      .cells.map(({ unit, feed }) => [unit.shortName, feed?.system ?? null])
  const board = async () =>
    scoreboardSchema
      .parse((await ask('thu', 'GET', '/api/scoreboard?period=2024-05')).json())
      .indicators.find(({ id }) => id === plan.indicators.online)?.feeds

  await act('lan', 'submit', { missing })
  const system = 'Cổng dịch vụ công của tỉnh'
  expect(await proof()).toContainEqual(['Phường 5', system])
  expect(await board()).toEqual([])
  await office.setClock('2024-05-13T02:00:00.000Z')
  await act('minh', 'approve')
  expect(await proof()).toContainEqual(['Phường 5', system])
  expect(await board()).toMatchObject([{ system, units: 1 }])
  const snapshot = snapshotSchema.parse((await ask('minh', 'GET', `/api/reports/${report('2024-05')}/versions/1`)).json())
  expect(snapshot.figures.map(({ numerator, feed }) => [numerator, feed?.runId])).toContainEqual(['450', runId])

  await office.setClock('2024-05-14T02:00:00.000Z')
  await act('minh', 'correct', { reason: 'Đếm sót' })
  const opened = await line('2024-05')
  await type('2024-05', '451', '690', opened.entry.revision)
  await act('lan', 'submit', { missing })
  expect(await proof()).toContainEqual(['Phường 5', system])
  await office.setClock('2024-05-15T02:00:00.000Z')
  await act('minh', 'approve')
  expect(await proof()).toContainEqual(['Phường 5', null])
  expect(await board()).toEqual([])
  // As known before the correction, it was the portal's.
  expect(await proof('&knownAt=2024-05-13T12:00:00.000Z')).toContainEqual(['Phường 5', system])
})
