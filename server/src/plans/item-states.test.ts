import { randomUUID } from 'node:crypto'
import type { DraftItem, Import } from '@haidang/api/imports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { registerPlansJobs } from './jobs.ts'
import { registerPlansRoutes } from './routes.ts'
import { change, readDirective, requestsOf } from './testing.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerPlansRoutes], jobs: [registerPlansJobs] })
  await office.setClock('2024-04-20T02:00:00.000Z')
})
afterAll(() => office.close())

const minh = () => requestsOf(office, 'minh')
const asked = (items: readonly DraftItem[], more: object = {}) => ({
  changeKey: randomUUID(),
  state: 'accepted',
  items: items.map(({ id, revision }) => ({ id, revision })),
  ...more,
})
const statesOf = (draft: Import, body: object) =>
  minh().send<{ items: DraftItem[]; code?: string; reason?: string }>('POST', `/api/imports/${draft.id}/items/states`, body)
const lastLine = async () => {
  const line = await office.services.db
    .selectFrom('audit_lines')
    .select('payload')
    .where('stream', '=', 'plan')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  return JSON.parse(line.payload) as { action: string; detail: object }
}

test('what is read carries its rule and how sure it is; the document’s own fields carry none', async () => {
  const draft = await readDirective(office)
  for (const item of draft.items) {
    if (item.kind === 'document') expect(item).toMatchObject({ rule: null, confidence: null })
    else {
      expect(item.rule).toMatch(new RegExp(`^${item.kind}\\.`, 'u'))
      expect(item.confidence).toBeGreaterThan(0)
      expect(item.confidence).toBeLessThan(1)
    }
  }
})

test('many items are accepted with one line, and one undo opens them again', async () => {
  const draft = await readDirective(office)
  const lines = await office.countAuditLines()
  const request = asked(draft.items, { atLeast: 0.8 })
  const accepted = await statesOf(draft, request)

  expect(accepted.status).toBe(200)
  expect(accepted.body.items.map(({ state, revision }) => ({ state, revision }))).toEqual(
    draft.items.map(({ revision }) => ({ state: 'accepted', revision: revision + 1 })),
  )
  expect(await office.countAuditLines()).toBe(lines + 1)
  expect(await lastLine()).toMatchObject({
    action: 'draftItemsAccepted',
    detail: { count: draft.items.length, atLeast: '0.8', itemIds: draft.items.map(({ id }) => id) },
  })
  expect((await statesOf(draft, request)).body).toEqual(accepted.body)
  expect(await office.countAuditLines()).toBe(lines + 1)

  const undone = await statesOf(draft, asked(accepted.body.items, { state: 'unseen' }))
  expect(undone.body.items.every(({ state }) => state === 'unseen')).toBe(true)
  expect(await office.countAuditLines()).toBe(lines + 2)
  expect(await lastLine()).toMatchObject({ action: 'draftItemsReopened' })
})

test('what somebody changed meanwhile is left as it is, and comes back as it stands', async () => {
  const draft = await readDirective(office)
  const task = draft.items.find(({ kind }) => kind === 'task')
  if (!task) throw new Error('the test directive has a task')
  await minh().send(
    'PUT',
    `/api/imports/${draft.id}/items/${task.id}`,
    change(task, { state: 'unseen', value: { ...task.value, text: 'Sửa rồi' } }),
  )
  const { body } = await statesOf(draft, asked(draft.items))

  expect(body.items.find(({ id }) => id === task.id)).toMatchObject({ state: 'unseen', value: { text: 'Sửa rồi' } })
  expect(body.items.filter(({ state }) => state === 'accepted')).toHaveLength(draft.items.length - 1)
})

test('an item that is not there, a draft put aside, and who may not: nothing is written', async () => {
  const draft = await readDirective(office)
  const untouched = async () => ({
    lines: await office.countAuditLines(),
    items: (await minh().send<Import>('GET', `/api/imports/${draft.id}`)).body.items,
  })
  const before = await untouched()

  const stranger = draft.items.slice(0, 1).map((item) => ({ ...item, id: randomUUID() }))
  expect((await statesOf(draft, asked([...draft.items, ...stranger]))).status).toBe(404)
  for (const [person, status] of [
    ['quan', 403],
    ['lan', 403],
    ['hung', 403],
    ['thu', 403],
  ] as const)
    expect((await requestsOf(office, person).send('POST', `/api/imports/${draft.id}/items/states`, asked(draft.items))).status).toBe(status)
  expect(await untouched()).toEqual(before)

  await minh().send('DELETE', `/api/imports/${draft.id}`)
  const aside = await untouched()
  expect(await statesOf(draft, asked(draft.items))).toMatchObject({ status: 422, body: { code: 'refused', reason: 'notEditable' } })
  expect(await untouched()).toEqual(aside)
})
