import { taskListSchema } from '@haidang/api/reports'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { registerReportsRoutes } from '../reports/routes.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { registerTasksRoutes } from './routes.ts'

let office: TestOffice
let plan: TestPlan

beforeAll(async () => {
  office = await testOffice({ register: [registerTasksRoutes, registerReportsRoutes] })
})
afterAll(() => office.close())
beforeEach(async () => {
  plan = await issueTestPlan(office)
  await office.setClock('2024-05-10T02:00:00.000Z')
})

const list = async (person: PersonName, query = '') =>
  taskListSchema.parse(
    (await office.app.inject({ url: `/api/tasks?planId=${plan.planId}${query}`, headers: office.signedIn(person) })).json(),
  )
const put = (person: PersonName, unitId: string, change: object) =>
  office.app.inject({
    method: 'PUT',
    url: `/api/tasks/${plan.tasks.cameras}/units/${unitId}`,
    headers: office.signedIn(person),
    payload: { changeKey: crypto.randomUUID(), baseRevision: 1, note: '', ...change },
  })
const upload = (person: PersonName, unitId: string) =>
  office.app.inject({
    method: 'POST',
    url: `/api/tasks/${plan.tasks.cameras}/units/${unitId}/evidence`,
    headers: { ...office.signedIn(person), 'content-type': 'multipart/form-data; boundary=b' },
    payload: '--b\r\ncontent-disposition: form-data; name="file"; filename="nghiem-thu.txt"\r\n\r\nĐã nghiệm thu 12 điểm.\r\n--b--\r\n',
  })

async function unchangedBy(
  act: () => Promise<{ readonly statusCode: number; readonly json: () => { readonly code: string; readonly reason?: string } }>,
) {
  const lines = await office.countAuditLines()
  const before = await list('minh')
  const reply = await act()
  expect(await list('minh')).toEqual(before)
  expect(await office.countAuditLines()).toBe(lines)
  return { status: reply.statusCode, code: reply.json().code, reason: reply.json().reason }
}

describe('the list', () => {
  test('is of every unit for Minh, with the four counts of leads and what nobody leads', async () => {
    await office.setClock('2024-06-02T02:00:00.000Z')
    const { tasks, counts, unassigned } = await list('minh')
    expect(tasks.map(({ unit, part, timeliness }) => [unit.shortName, part, timeliness])).toEqual([
      ['Phường 5', 'lead', 'openOverdue'],
      ['Phường 7', 'cooperating', 'openOverdue'],
      ['Phường 7', 'lead', 'openWithinDeadline'],
    ])
    expect(counts).toEqual({ doneOnTime: 0, doneLate: 0, openWithinDeadline: 1, openOverdue: 1, dueCompletionRate: '0' })
    expect(unassigned.map(({ text }) => text)).toEqual(['Rà soát thủ tục'])
    expect((await list('minh', '&timeliness=openOverdue')).tasks).toHaveLength(2)
  })

  test('is of one’s own unit for Lan, and another’s is not there', async () => {
    const { tasks, unassigned } = await list('lan')
    expect(tasks.map(({ unit, can }) => [unit.id, can.update])).toEqual([[office.units.ward5, true]])
    expect(unassigned).toEqual([])
    const foreign = await office.app.inject({ url: `/api/tasks?unitId=${office.units.ward7}`, headers: office.signedIn('lan') })
    expect(foreign.statusCode).toBe(404)
  })
})

describe('a task', () => {
  test('is done when its lead says so, and done late after its deadline', async () => {
    await office.setClock('2024-05-31T16:59:59.000Z')
    expect((await put('lan', office.units.ward5, { state: 'done', note: 'Đã lắp 12 điểm' })).json()).toMatchObject({
      state: 'done',
      timeliness: 'doneOnTime',
      revision: 2,
      notes: [{ state: 'done', note: 'Đã lắp 12 điểm', by: 'Trần Thị Lan' }],
    })

    await put('lan', office.units.ward5, { state: 'inProgress', note: 'Còn thiếu 2 điểm', baseRevision: 2 })
    await office.setClock('2024-05-31T17:00:01.000Z')
    expect((await put('lan', office.units.ward5, { state: 'done', note: 'Đã lắp đủ', baseRevision: 3 })).json()).toMatchObject({
      timeliness: 'doneLate',
      revision: 4,
    })
    expect((await list('minh')).counts).toMatchObject({ doneLate: 1, dueCompletionRate: '100' })
  })

  test('keeps when it was done when only the note changes', async () => {
    await put('lan', office.units.ward5, { state: 'done', note: 'Đã lắp 12 điểm' })
    await office.setClock('2024-07-01T02:00:00.000Z')
    expect(
      (await put('lan', office.units.ward5, { state: 'done', note: 'Đã lắp 12 điểm, có biên bản', baseRevision: 2 })).json().timeliness,
    ).toBe('doneOnTime')
  })

  test('opened again without a word is refused', async () => {
    await put('lan', office.units.ward5, { state: 'done', note: 'Đã lắp 12 điểm' })
    expect(await unchangedBy(() => put('lan', office.units.ward5, { state: 'inProgress', note: '', baseRevision: 2 }))).toMatchObject({
      status: 422,
      reason: 'reasonRequired',
    })
  })

  test('the same request again is answered and not applied twice; an old one learns what stands there', async () => {
    const changeKey = crypto.randomUUID()
    await put('lan', office.units.ward5, { changeKey, state: 'inProgress', note: 'Đang khảo sát' })
    expect(
      await unchangedBy(() => put('lan', office.units.ward5, { changeKey, state: 'inProgress', note: 'Đang khảo sát' })),
    ).toMatchObject({ status: 200 })
    const late = () => put('lan', office.units.ward5, { state: 'done', note: 'Xong' })
    expect(await unchangedBy(late)).toMatchObject({ status: 409, code: 'changedMeanwhile' })
    const { updatedAt } = (await list('lan')).tasks[0] ?? {}
    expect((await late()).json().current).toMatchObject({
      state: 'inProgress',
      note: 'Đang khảo sát',
      updatedBy: 'Trần Thị Lan',
      updatedAt,
    })
  })

  test('is updated only by the unit that leads it', async () => {
    expect((await unchangedBy(() => put('hung', office.units.ward7, { state: 'done', note: 'Xong việc' }))).status).toBe(403)
    expect((await unchangedBy(() => put('hung', office.units.ward5, { state: 'done', note: 'Xong việc' }))).status).toBe(403)
    expect((await unchangedBy(() => put('minh', office.units.ward5, { state: 'done', note: 'Xong việc' }))).status).toBe(403)
    expect((await unchangedBy(() => put('lan', office.units.culture, { state: 'done', note: 'Xong việc' }))).status).toBe(404)
    const neighbour = await office.neighbour()
    const reply = await office.app.inject({
      method: 'PUT',
      url: `/api/tasks/${plan.tasks.cameras}/units/${office.units.ward5}`,
      headers: neighbour.signedIn('lan'),
      payload: { changeKey: crypto.randomUUID(), baseRevision: 1, state: 'done', note: 'Xong việc' },
    })
    expect(reply.statusCode).toBe(404)
  })

  test('has evidence from its lead, which a cooperating unit may see', async () => {
    const added = await upload('lan', office.units.ward5)
    expect(added.statusCode).toBe(201)
    expect((await list('minh')).tasks[0]?.evidence.map(({ fileName }) => fileName)).toEqual(['nghiem-thu.txt'])
    expect((await office.app.inject({ url: `/api/evidence/${added.json().id}/file`, headers: office.signedIn('hung') })).body).toBe(
      'Đã nghiệm thu 12 điểm.',
    )
    expect((await unchangedBy(() => upload('hung', office.units.ward7))).status).toBe(403)
    expect((await unchangedBy(() => upload('quan', office.units.ward5))).status).toBe(403)
  })

  test('nobody has said anything of just after it was assigned', async () => {
    expect((await list('lan')).tasks[0]).toMatchObject({ updatedBy: null, updatedAt: null })
  })

  test('gives its evidence back to its lead alone, and the log keeps that it was there', async () => {
    const { id } = (await upload('lan', office.units.ward5)).json()
    const take = (person: PersonName, { task = plan.tasks.cameras, unit = office.units.ward5, evidence = id } = {}) =>
      office.app.inject({
        method: 'DELETE',
        url: `/api/tasks/${task}/units/${unit}/evidence/${evidence}`,
        headers: office.signedIn(person),
      })
    expect((await unchangedBy(() => take('hung'))).status).toBe(403)
    expect((await unchangedBy(() => take('minh'))).status).toBe(403)
    expect((await unchangedBy(() => take('thu'))).status).toBe(403)
    expect((await unchangedBy(() => take('hung', { unit: office.units.ward7 }))).status).toBe(403)
    // A task that Hùng's unit leads has no such file, though he may change that task.
    expect((await unchangedBy(() => take('hung', { task: plan.tasks.training, unit: office.units.ward7 }))).status).toBe(404)
    expect((await unchangedBy(() => take('lan', { evidence: crypto.randomUUID() }))).status).toBe(404)
    const neighbour = await office.neighbour()
    const foreign = await office.app.inject({
      method: 'DELETE',
      url: `/api/tasks/${plan.tasks.cameras}/units/${office.units.ward5}/evidence/${id}`,
      headers: neighbour.signedIn('lan'),
    })
    expect(foreign.statusCode).toBe(404)

    const lines = await office.countAuditLines()
    expect((await take('lan')).json()).toEqual({ ok: true })
    expect((await list('minh')).tasks[0]?.evidence).toEqual([])
    expect((await office.app.inject({ url: `/api/evidence/${id}/file`, headers: office.signedIn('lan') })).statusCode).toBe(404)
    expect(await office.countAuditLines()).toBe(lines + 1)
    expect((await unchangedBy(() => take('lan'))).status).toBe(200)
  })
})
