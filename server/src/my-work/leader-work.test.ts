import { scoreboardSchema } from '@haidang/api/consolidation'
import { myWorkSchema, reportListSchema, taskListSchema } from '@haidang/api/reports'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueConsolidation, readConsolidation } from '../consolidation/actions.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { approveReport, submitReport } from '../reports/actions.ts'
import { registerReportsRoutes } from '../reports/routes.ts'
import { saveEntries } from '../reports/save-entries.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { registerScoreboardRoutes } from '../scoreboard/routes.ts'
import { registerTasksRoutes } from '../tasks/routes.ts'
import { registerMyWorkRoutes } from './routes.ts'

let office: TestOffice
let plan: TestPlan

beforeAll(async () => {
  office = await testOffice({ register: [registerMyWorkRoutes, registerReportsRoutes, registerTasksRoutes, registerScoreboardRoutes] })
})
afterAll(() => office.close())
const ask = async (person: PersonName, url: string): Promise<unknown> =>
  (await office.app.inject({ url, headers: office.signedIn(person) })).json()
const leading = async () => myWorkSchema.parse(await ask('thu', '/api/my-work')).items

test('before anything is owed, a leader has nothing', async () => {
  expect(await leading()).toEqual([])
})

test('the units that were silent when their reports fell due are counted and named, and the page of reports counts the same', async () => {
  plan = await issueTestPlan(office)
  await office.setClock('2024-05-13T09:59:00.000Z')
  expect(await leading()).toEqual([])

  await office.setClock('2024-05-13T10:00:01.000Z')
  expect(await leading()).toEqual([
    {
      key: 'silent:2024-05',
      kind: 'unitsSilent',
      title: 'Tháng 5 năm 2024',
      period: '2024-05',
      at: '2024-05-13T10:00:00.000Z',
      href: '/bao-cao?ky=2024-05&loc=chua-nop',
      detail: 'Phường 5, Phường 7',
      count: 2,
    },
  ])
  expect(reportListSchema.parse(await ask('thu', '/api/reports?period=2024-05')).counts.missing).toBe(2)
})

test('one who reports late is not silent any more', async () => {
  await office.setClock('2024-05-14T02:00:00.000Z')
  const report = plan.reportOf(office.units.ward5, '2024-05')
  const entries = [
    { indicatorId: plan.indicators.online, numerator: '40', denominator: '100', note: '', baseRevision: 0 },
    { indicatorId: plan.indicators.meetings, numerator: '4', denominator: null, note: '', baseRevision: 0 },
    { indicatorId: plan.indicators.portal, numerator: '1', denominator: null, note: '', baseRevision: 0 },
  ]
  await saveEntries(office.callAs('lan'), report, { changeKey: newId(), entries })
  await submitReport(office.callAs('lan'), report, { missing: [] })
  await approveReport(office.callAs('minh'), report)
  expect((await leading()).map(({ kind, detail, count }) => [kind, detail, count])).toEqual([['unitsSilent', 'Phường 7', 1]])
})

test('until the next reports fall due, the last silence stands', async () => {
  await office.setClock('2024-06-11T02:00:00.000Z')
  expect((await leading()).find(({ kind }) => kind === 'unitsSilent')).toMatchObject({ key: 'silent:2024-05', count: 1 })
  await office.setClock('2024-06-12T10:00:01.000Z')
  expect((await leading()).find(({ kind }) => kind === 'unitsSilent')).toMatchObject({ key: 'silent:2024-06', count: 2 })
})

test('led tasks that are overdue in the whole city are one line, and the page of tasks counts the same', async () => {
  await office.setClock('2024-05-31T16:59:00.000Z')
  expect((await leading()).map(({ kind }) => kind)).not.toContain('cityTasksOverdue')
  await office.setClock('2024-06-01T02:00:00.000Z')
  expect((await leading()).find(({ kind }) => kind === 'cityTasksOverdue')).toEqual({
    key: 'cityTasks',
    kind: 'cityTasksOverdue',
    title: 'Kế hoạch chuyển đổi số năm 2024',
    at: '2024-05-31T17:00:00.000Z',
    href: '/nhiem-vu?thoi-han=openOverdue',
    detail: 'Phường 5',
    count: 1,
  })
  expect(taskListSchema.parse(await ask('thu', '/api/tasks')).counts.openOverdue).toBe(1)
})

test('what the newest issued month has not reached is counted as its board counts it', async () => {
  await office.setClock('2024-05-28T02:00:00.000Z')
  expect((await leading()).map(({ kind }) => kind)).not.toContain('indicatorsNotReached')
  await oweConsolidated()
  const { id, revision } = await readConsolidation(office.callAs('minh'), '2024-05')
  await issueConsolidation(office.callAs('minh'), id, revision)

  const board = scoreboardSchema.parse(await ask('thu', '/api/scoreboard?period=2024-05'))
  expect(board.tally.notReached).toBeGreaterThan(0)
  expect((await leading()).find(({ kind }) => kind === 'indicatorsNotReached')).toMatchObject({
    title: 'Tháng 5 năm 2024',
    href: '/bang-dieu-hanh?ky=2024-05',
    count: board.tally.notReached,
  })
})

test('these lines are a leader’s alone', async () => {
  const kinds = ['unitsSilent', 'cityTasksOverdue', 'indicatorsNotReached']
  for (const person of ['minh', 'lan', 'hung', 'quan', 'an'] as const) {
    const { items } = myWorkSchema.parse(await ask(person, '/api/my-work'))
    expect(items.filter(({ kind }) => kinds.includes(kind))).toEqual([])
  }
})

async function oweConsolidated(): Promise<void> {
  await office.services.db
    .insertInto('obligations')
    .values({
      tenant_id: office.tenantId,
      id: newId(),
      regime_id: plan.regimeId,
      level: 'city',
      unit_id: office.units.culture,
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
