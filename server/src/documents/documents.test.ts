import { randomUUID } from 'node:crypto'
import type { DocumentList, PlanComparison, RegisteredDocument } from '@haidang/api/documents'
import type { Import } from '@haidang/api/imports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { featureRoutes } from '../features.ts'
import { directiveText } from '../plans/directive.test-data.ts'
import { registerPlansJobs } from '../plans/jobs.ts'
import { acceptAll, change, readDirective, requestsOf } from '../plans/testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'

/** The plan of the year before, and the one that replaces it: one level raised, one indicator and one task new, one of each gone. */
const olderText = directiveText.replace('Số: /KH-UBND', 'Số: 28/KH-UBND').replace('năm 2024 tại hai', 'năm 2023 tại hai')
const newerText = directiveText
  .replace('Số: /KH-UBND', 'Số: 70/KH-UBND')
  .replace('85% hồ sơ thanh toán trực tuyến', '95% hồ sơ thanh toán trực tuyến')
  .replace('98,27% hồ sơ thủ tục hành chính được người dân thực hiện trực tuyến', '40% hộ gia đình ở khu phố có đường truyền cáp quang')

let office: TestOffice
let older: Import
let newer: Import
let draft: Import
let plans: { readonly older: string; readonly newer: string }

beforeAll(async () => {
  office = await testOffice({ register: featureRoutes, jobs: [registerPlansJobs] })
  await office.setClock('2024-05-10T02:00:00.000Z')
  older = await readDirective(office, olderText)
  newer = await readDirective(office, newerText)
  draft = await readDirective(office, directiveText)
  await addCitation(newer, {
    type: 'kế hoạch',
    number: '28 / KH - UBND',
    date: '2024-01-15',
    issuer: 'UBND thành phố Vũng Tàu',
    relation: 'supersedes',
    text: 'thay thế Kế hoạch số 28 / KH - UBND ngày 15 tháng 01 năm 2024',
  })
  plans = {
    older: await issue(older, { issuedOn: '2024-01-15', number: '28', title: 'Kế hoạch chuyển đổi số năm 2023' }),
    newer: await issue(newer, { issuedOn: '2024-04-20', number: '70/KH-UBND', title: 'Kế hoạch chuyển đổi số năm 2024' }),
  }
}, 120_000)
afterAll(() => office.close())

/** As an officer adds what the reader did not find. */
async function addCitation({ id }: Import, value: object): Promise<void> {
  const body = { changeKey: randomUUID(), baseRevision: 0, kind: 'citation', state: 'accepted', value }
  const reply = await requestsOf(office, 'minh').send('PUT', `/api/imports/${id}/items/${randomUUID()}`, body)
  expect(reply).toMatchObject({ status: 200 })
}

async function issue(read: Import, order: object): Promise<string> {
  await acceptAll(office, read)
  const { status, body } = await requestsOf(office, 'minh').send<{ planId: string }>('POST', `/api/imports/${read.id}/issue`, order)
  expect({ status, body }).toMatchObject({ status: 200 })
  return body.planId
}

const find = async (query: Record<string, string>, person: PersonName = 'minh') =>
  (await requestsOf(office, person).send<DocumentList>('GET', `/api/documents?${new URLSearchParams(query).toString()}`)).body
const open = async (id: string, person: PersonName = 'minh') =>
  requestsOf(office, person).send<RegisteredDocument>('GET', `/api/documents/${id}`)
const found = async (query: Record<string, string>) => (await find(query)).documents.map(({ id }) => id)

test('everything that came in stands in the register, the last to come first, with how far it is', async () => {
  const { documents, total, next, isLoose } = await find({})
  expect(documents.map(({ id, number, state, planId }) => ({ id, number, state, planId }))).toEqual([
    { id: draft.id, number: null, state: 'read', planId: null },
    { id: newer.id, number: '70/KH-UBND', state: 'issued', planId: plans.newer },
    { id: older.id, number: '28/KH-UBND', state: 'issued', planId: plans.older },
  ])
  expect({ total, next, isLoose }).toEqual({ total: 3, next: null, isLoose: false })
  expect(documents[0]).toMatchObject({ fileName: 'ke-hoach.txt', receivedBy: 'Lê Quang Minh', kind: 'kế hoạch' })
})

test.each(['70 / KH - UBND', '70/kh-ubnd', '70/KH–UBND', 'số 70/KH', '070/KH-UBND'])(
  'the number %j in any writing finds the plan first',
  async (q) => {
    expect((await found({ q }))[0]).toBe(newer.id)
  },
)

test('a number that is cited finds who cites it, with the words around it', async () => {
  const { documents } = await find({ q: '968 / QĐ - UBND' })
  expect(documents).toHaveLength(3)
  const text = documents[0]?.found.text
  expect(text?.marks.map(({ start, end }) => text.piece.slice(start, end))).toContain('968/QĐ-UBND')
})

test.each(['cáp quang', 'cap quang', 'CÁP QUANG', 'khu pho cap qu'])(
  '%j finds by the words of the text, with or without diacritics',
  async (q) => {
    const { documents, isLoose } = await find({ q })
    expect(documents.map(({ id }) => id)).toEqual([newer.id])
    expect(isLoose).toBe(false)
    expect(documents[0]?.found.text?.piece).toContain('đường truyền cáp quang')
  },
)

test('words are asked for together, and their place in the title is told', async () => {
  expect(await found({ q: 'cap quang 2023' })).toEqual([])
  const [first] = (await find({ q: 'chuyen doi so nam 2023' })).documents
  expect(first?.found.title.map(({ start, end }) => first.title.slice(start, end))).toEqual(['chuyển đổi số năm 2023'])
  const [apart] = (await find({ q: '2023 so chuyen' })).documents
  expect(apart?.found.title.map(({ start, end }) => apart.title.slice(start, end))).toEqual(['chuyển', 'số', '2023'])
})

test('where nothing has the words whole, what comes close is shown and said to be that', async () => {
  const { documents, isLoose } = await find({ q: 'ruyền cáp quang' })
  expect(documents.map(({ id }) => id)).toEqual([newer.id])
  expect(isLoose).toBe(true)
  expect(await find({ q: 'không có ở đâu cả xyz' })).toMatchObject({ documents: [], total: 0 })
  expect(await find({ q: ' /// ' })).toMatchObject({ documents: [], total: 0 })
  expect(await find({ q: "%' or 1=1 --" })).toMatchObject({ documents: [] })
})

test('where pg_trgm is installed, a word that was mistyped still finds the title', async ({ skip }) => {
  const { owner: pool } = office.services
  const { rows } = await pool.query(`select from pg_available_extensions where name = 'pg_trgm'`)
  if (rows.length === 0) skip('this PostgreSQL comes without pg_trgm')
  await pool.query('create extension pg_trgm')
  const { documents, isLoose } = await find({ q: 'ke hoach chuyen doy so nam' })
  await pool.query('drop extension pg_trgm')
  expect(isLoose).toBe(true)
  expect(documents.length).toBeGreaterThan(0)
})

test('kind and year narrow the list, and each says what the other would leave', async () => {
  expect(await find({ year: '2024' })).toMatchObject({
    total: 2,
    kinds: [{ kind: 'kế hoạch', count: 2 }],
    years: [{ year: '2024', count: 2 }],
  })
  expect(await find({ kind: 'quyết định' })).toMatchObject({ total: 0, kinds: [{ kind: 'kế hoạch', count: 3 }] })
})

test('pages follow each other', async () => {
  expect(await find({ from: '2' })).toMatchObject({ documents: [{ id: older.id }], total: 3, next: null })
  expect(await find({ from: '9' })).toMatchObject({ documents: [], next: null })
})

test('a plan leads to the one that it replaces, and that one back; what is not in the register is a plain citation', async () => {
  const { body: now } = await open(newer.id)
  expect(now.cites.find(({ relation }) => relation === 'supersedes')).toMatchObject({
    number: '28 / KH - UBND',
    date: '2024-01-15',
    document: { id: older.id, number: '28/KH-UBND', planId: plans.older },
  })
  expect(now.cites.find(({ number }) => number === '968/QĐ-UBND')).toMatchObject({
    document: null,
    passage: expect.stringContaining('968'),
  })
  expect(now.plan).toMatchObject({ id: plans.newer, indicatorCount: 2, taskCount: 1 })

  const { body: before } = await open(older.id)
  expect(before.citedBy).toMatchObject([{ relation: 'supersedes', document: { id: newer.id, planId: plans.newer } }])
  expect(before.text?.text).toContain('CHỈ TIÊU')
})

test('a document is found by its own id too, as plans name it', async () => {
  const { document_id: id } = await office.services.db
    .selectFrom('plans')
    .select('document_id')
    .where('id', '=', plans.newer)
    .executeTakeFirstOrThrow()
  expect((await open(id)).body.id).toBe(newer.id)
})

test('a citation that is corrected points elsewhere at once', async () => {
  const { send } = requestsOf(office, 'minh')
  const citation = draft.items.find(({ kind }) => kind === 'citation')
  if (citation?.kind !== 'citation') throw new Error('The test directive cites a decision')
  const value = { ...citation.value, number: '70/KH-UBND', date: '2024-04-20', relation: 'implements' }
  expect((await send('PUT', `/api/imports/${draft.id}/items/${citation.id}`, change(citation, { value }))).status).toBe(200)
  expect((await open(draft.id)).body.cites).toMatchObject([{ relation: 'implements', document: { id: newer.id } }])
  expect((await open(newer.id)).body.citedBy).toMatchObject([{ relation: 'implements', document: { id: draft.id, state: 'read' } }])
})

test('the replaced plan is laid beside the new one: raised, new, kept and dropped', async () => {
  const { body } = await requestsOf(office, 'lan').send<PlanComparison>('GET', `/api/plans/${plans.newer}/comparisons/${plans.older}`)
  expect(body).toMatchObject({ before: { number: '28/KH-UBND' }, after: { number: '70/KH-UBND' } })
  expect(body.indicators.map(({ fate }) => fate)).toEqual(['changed', 'added', 'dropped'])
  expect(body.indicators[0]).toMatchObject({ differs: ['target'], before: { target: { value: '85' } }, after: { target: { value: '95' } } })
  expect(body.tasks.map(({ fate }) => fate)).toEqual(['kept'])
})

test('who sees plans only opens what was issued, without its text, its file and the drafts that cite it', async () => {
  const { status, body } = await open(newer.id, 'lan')
  expect(status).toBe(200)
  expect(body).toMatchObject({ number: '70/KH-UBND', text: null, file: null, importId: null, citedBy: [] })
  expect(body.cites.find(({ relation }) => relation === 'supersedes')?.document?.id).toBe(older.id)
})

test('drafts, the register and another office’s documents are closed, and nothing is written', async () => {
  const lines = await office.countAuditLines()
  const neighbour = await office.neighbour()
  for (const person of ['lan', 'hung', 'thu', 'an'] as const) {
    expect((await open(draft.id, person)).status).toBe(404)
    expect((await requestsOf(office, person).send('GET', '/api/documents?q=ke hoach')).status).toBe(403)
  }
  const foreign = requestsOf(neighbour, 'minh')
  expect((await foreign.send('GET', `/api/documents/${newer.id}`)).status).toBe(404)
  expect((await foreign.send('GET', `/api/plans/${plans.newer}/comparisons/${plans.older}`)).status).toBe(404)
  expect((await foreign.send<DocumentList>('GET', '/api/documents')).body.total).toBe(0)
  expect((await open(randomUUID())).status).toBe(404)
  expect((await requestsOf(office, 'quan').send<DocumentList>('GET', '/api/documents')).body.total).toBe(3)
  expect(await office.countAuditLines()).toBe(lines)
})

test('what was put aside stays in the register and is pointed to no more', async () => {
  const { send } = requestsOf(office, 'minh')
  expect((await send('DELETE', `/api/imports/${draft.id}`)).status).toBe(204)
  expect((await find({})).documents.find(({ id }) => id === draft.id)?.state).toBe('discarded')
  expect((await open(newer.id)).body.citedBy).toEqual([])
})
