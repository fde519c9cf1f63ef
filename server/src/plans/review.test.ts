import { randomUUID } from 'node:crypto'
import type { DraftItem, Import } from '@haidang/api/imports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { registerPlansJobs } from './jobs.ts'
import { registerPlansRoutes } from './routes.ts'
import { acceptAll, change, readDirective, requestsOf } from './testing.ts'

let office: TestOffice
let draft: Import
beforeAll(async () => {
  office = await testOffice({ register: [registerPlansRoutes], jobs: [registerPlansJobs] })
  await office.setClock('2024-04-20T02:00:00.000Z')
  draft = await readDirective(office)
})
afterAll(() => office.close())

const minh = () => requestsOf(office, 'minh')
const itemOf = <Kind extends DraftItem['kind']>(kind: Kind, from: Import = draft): Extract<DraftItem, { kind: Kind }> => {
  const found = from.items.find((item): item is Extract<DraftItem, { kind: Kind }> => item.kind === kind && item.state !== 'dropped')
  if (!found) throw new Error(`no ${kind} was read`)
  return found
}
const page = async () => (await minh().send<Import>('GET', `/api/imports/${draft.id}`)).body
const itemUrl = (id: string) => `/api/imports/${draft.id}/items/${id}`

test('Minh corrects an item; the reading stays beside it and the line tells what changed', async () => {
  const item = itemOf('indicator')
  const { status, body } = await minh().send<DraftItem>(
    'PUT',
    itemUrl(item.id),
    change(item, { value: { ...item.value, name: 'Hồ sơ thanh toán trực tuyến' } }),
  )

  expect(status).toBe(200)
  expect(body).toMatchObject({
    revision: item.revision + 1,
    state: 'accepted',
    updatedBy: 'Lê Quang Minh',
    value: { name: 'Hồ sơ thanh toán trực tuyến' },
    original: item.value,
  })
  const [line] = await office.services.db
    .selectFrom('audit_lines')
    .select('payload')
    .where('action', '=', 'draftItemChanged')
    .orderBy('seq', 'desc')
    .limit(1)
    .execute()
  expect(JSON.parse(line?.payload ?? '').detail).toMatchObject({
    before: { state: 'unseen', name: item.value.name },
    after: { state: 'accepted', name: 'Hồ sơ thanh toán trực tuyến' },
  })
})

test('the same request twice gives the same answer and one change', async () => {
  const item = itemOf('task')
  const request = change(item, { value: { ...item.value, text: 'Tập huấn kỹ năng số cho người dân' } })
  const first = await minh().send<DraftItem>('PUT', itemUrl(item.id), request)
  const lines = await office.countAuditLines()
  const second = await minh().send<DraftItem>('PUT', itemUrl(item.id), request)

  expect(second).toEqual(first)
  expect(await office.countAuditLines()).toBe(lines)
})

test('a second tab with an old revision is told what stands there, and nothing is overwritten', async () => {
  const item = itemOf('citation', await page())
  await minh().send('PUT', itemUrl(item.id), change(item, { value: { ...item.value, issuer: 'UBND tỉnh' } }))
  const late = await minh().send<{ code: string; current: DraftItem }>(
    'PUT',
    itemUrl(item.id),
    change(item, { value: { ...item.value, issuer: 'Chính phủ' } }),
  )

  expect(late).toMatchObject({
    status: 409,
    body: { code: 'changedMeanwhile', current: { revision: item.revision + 1, value: { issuer: 'UBND tỉnh' } } },
  })
  expect(itemOf('citation', await page()).value.issuer).toBe('UBND tỉnh')
})

test('of two who change the same revision at once one is told to look again', async () => {
  const item = itemOf('reporting', await page())
  const answers = await Promise.all(
    ['Báo cáo tháng', 'Báo cáo hằng tháng'].map((name) =>
      minh().send('PUT', itemUrl(item.id), change(item, { value: { ...item.value, name } })),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('an item that a person adds has no source, and adding it twice at once adds one', async () => {
  const id = randomUUID()
  const value = { ...itemOf('task').value, text: 'Lập tổ công nghệ số cộng đồng ở hai phường' }
  const request = { changeKey: randomUUID(), baseRevision: 0, kind: 'task', state: 'accepted', value }
  const answers = await Promise.all([1, 2].map(() => minh().send<DraftItem>('PUT', itemUrl(id), request)))

  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect((await page()).items.filter((item) => item.id === id)).toMatchObject([{ revision: 1, source: null, original: null, value }])
})

test('a value of the wrong shape names the field, a passage outside the document too', async () => {
  const item = itemOf('indicator', await page())
  const wrong = await minh().send<{ fields: readonly { path: string }[] }>(
    'PUT',
    itemUrl(item.id),
    change(item, { value: { ...item.value, digits: 'hai' } }),
  )
  expect(wrong).toMatchObject({ status: 400, body: { code: 'badInput' } })
  expect(wrong.body.fields.map(({ path }) => path)).toEqual(['value.digits'])

  const outside = await minh().send('PUT', itemUrl(item.id), { ...change(item), source: { start: 0, end: 10_000_000 } })
  expect(outside.status).toBe(400)
})

test('an auditor sees the draft and may not change it; a focal point does not see it', async () => {
  const item = itemOf('indicator', await page())
  const lines = await office.countAuditLines()
  expect((await requestsOf(office, 'quan').send('GET', `/api/imports/${draft.id}`)).status).toBe(200)
  expect((await requestsOf(office, 'quan').send('PUT', itemUrl(item.id), change(item))).status).toBe(403)
  expect((await requestsOf(office, 'lan').send('PUT', itemUrl(item.id), change(item))).status).toBe(403)
  expect(
    (
      await requestsOf(office, 'hung').send('POST', `/api/imports/${draft.id}/items/merge`, {
        itemIds: [item.id, randomUUID()],
        newId: randomUUID(),
      })
    ).status,
  ).toBe(403)
  expect(await office.countAuditLines()).toBe(lines)
  expect(itemOf('indicator', await page()).revision).toBe(item.revision)
})

test('an item is cut in two where the passage was clicked, and two items become one again', async () => {
  const other = await readDirective(office)
  const task = itemOf('task', other)
  const at = other.text.indexOf('và lập danh sách', task.source?.start)
  const newIds = [randomUUID(), randomUUID()]
  const url = `/api/imports/${other.id}/items`
  const split = await minh().send<{ items: DraftItem[] }>('POST', `${url}/${task.id}/split`, { baseRevision: task.revision, at, newIds })
  expect(split.status).toBe(200)
  const parts = split.body.items.filter(({ id }) => newIds.some((newId) => newId === id))
  expect(parts.map((item) => (item.kind === 'task' ? item.value.text : ''))).toEqual([
    expect.stringMatching(/cho người dân$/u),
    expect.stringMatching(/^và lập danh sách/u),
  ])
  expect(split.body.items.find(({ id }) => id === task.id)?.state).toBe('dropped')
  expect(
    (await minh().send<{ items: DraftItem[] }>('POST', `${url}/${task.id}/split`, { baseRevision: task.revision, at, newIds })).body,
  ).toEqual(split.body)

  const newId = randomUUID()
  const merged = await minh().send<{ items: DraftItem[] }>('POST', `${url}/merge`, { itemIds: newIds, newId })
  const whole = merged.body.items.find(({ id }) => id === newId)
  expect(whole?.kind === 'task' && whole.value.text).toBe(task.value.text)
  expect(merged.body.items.filter(({ state }) => state === 'dropped')).toHaveLength(2)

  const mixed = await minh().send<{ reason: string }>('POST', `${url}/merge`, {
    itemIds: [newId, itemOf('indicator', other).id],
    newId: randomUUID(),
  })
  expect(mixed).toMatchObject({ status: 422, body: { code: 'refused', reason: 'differentKinds' } })
})

test('a draft with an incomplete item is not issued; the items are named and nothing is written', async () => {
  const other = await readDirective(office)
  await acceptAll(office, other)
  const indicator = itemOf('indicator', (await minh().send<Import>('GET', `/api/imports/${other.id}`)).body)
  await minh().send(
    'PUT',
    `/api/imports/${other.id}/items/${indicator.id}`,
    change(indicator, { value: { ...indicator.value, name: ' ' } }),
  )
  const lines = await office.countAuditLines()

  const refused = await minh().send<{ help: { itemIds: string[] } }>('POST', `/api/imports/${other.id}/issue`, {
    issuedOn: '2024-04-20',
    number: '15/KH-UBND',
    title: 'Chuyển đổi số năm 2024',
  })
  expect(refused).toMatchObject({ status: 422, body: { code: 'refused', reason: 'incomplete', help: { itemIds: [indicator.id] } } })
  expect(await office.countAuditLines()).toBe(lines)
  expect((await minh().send<unknown[]>('GET', '/api/plans')).body).toEqual([])
})
