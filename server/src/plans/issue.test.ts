import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Import, Plan, PlanSummary } from '@haidang/api/imports'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { directiveText } from './directive.test-data.ts'
import { registerPlansJobs } from './jobs.ts'
import { registerPlansRoutes } from './routes.ts'
import { acceptAll, change, readDirective, requestsOf } from './testing.ts'

let office: TestOffice
let draft: Import
beforeAll(async () => {
  office = await testOffice({ register: [registerPlansRoutes], jobs: [registerPlansJobs] })
  await office.setClock('2024-04-20T02:00:00.000Z')
  draft = await readDirective(office)
  await acceptAll(office, draft)
})
afterAll(() => office.close())

type Issued = { planId: string; indicators: number; tasks: number; obligations: number; units: number }
const minh = () => requestsOf(office, 'minh')
const order = { issuedOn: '2024-04-20', number: '15/KH-UBND', title: 'Chuyển đổi số năm 2024 tại hai phường thí điểm' }
const issueUrl = () => `/api/imports/${draft.id}/issue`
const plans = async () => (await minh().send<PlanSummary[]>('GET', '/api/plans')).body

test('only the synthesis officer issues; refused to others with nothing written', async () => {
  const lines = await office.countAuditLines()
  for (const person of ['lan', 'thu', 'quan', 'an'] as const)
    expect((await requestsOf(office, person).send('POST', issueUrl(), order)).status).toBe(403)
  expect(await office.countAuditLines()).toBe(lines)
  expect(await plans()).toEqual([])
})

test('two clicks at once, and a third later, make one plan', async () => {
  const clicks = await Promise.all([1, 2].map(() => minh().send<Issued>('POST', issueUrl(), order)))
  const later = await minh().send<Issued>('POST', issueUrl(), { ...order, title: 'Một tên khác' })

  expect(clicks.map(({ status }) => status)).toEqual([200, 200])
  expect(clicks[0]?.body).toEqual(clicks[1]?.body)
  expect(later.body).toEqual(clicks[0]?.body)
  expect(clicks[0]?.body).toMatchObject({ indicators: 2, obligations: 16, units: 2 })
  expect(await plans()).toHaveLength(1)
  const issuedLines = await office.services.db.selectFrom('audit_lines').select('payload').where('action', '=', 'planIssued').execute()
  expect(issuedLines).toHaveLength(1)
  expect(JSON.parse(issuedLines[0]?.payload ?? '').detail.counts).toMatchObject({
    indicators: 2,
    obligations: 16,
    units: 2,
    assignments: 4,
  })
})

test('everybody reads the plan: our dates beside its words, exact targets, its clauses and its bases', async () => {
  const [line] = await plans()
  const { body: plan } = await requestsOf(office, 'lan').send<Plan>('GET', `/api/plans/${line?.id}`)

  expect(plan).toMatchObject({
    title: order.title,
    year: 2024,
    version: 1,
    issuedOn: '2024-04-20',
    issuedBy: 'Lê Quang Minh',
    document: { number: '15', symbol: 'KH-UBND', importId: null },
  })
  expect(line?.document.importId).toBe(draft.id)
  expect(plan.indicators.map(({ target }) => target.value)).toEqual(['85', '98.27'])
  expect(plan.indicators[0]).toMatchObject({
    code: '1.1',
    kind: 'ratio',
    unitIds: expect.arrayContaining([office.units.ward5, office.units.ward7]),
  })
  expect(draft.text.slice(plan.indicators[0]?.source?.start, plan.indicators[0]?.source?.end)).toContain('85% hồ sơ')
  expect(
    plan.tasks.some(({ deadlineText, deadlineAt }) => deadlineText.includes('30/6/2024') && deadlineAt === '2024-06-29T17:00:00.000Z'),
  ).toBe(true)
  expect(plan.relations).toContainEqual(expect.objectContaining({ relation: 'basis', number: '968/QĐ-UBND', date: '2024-04-10' }))

  const [regime] = plan.regimes
  expect(regime?.regime.quote).toContain('thời điểm chốt số liệu báo cáo từ 10 tháng trước đến ngày 10 tháng tiếp theo')
  expect(regime).toMatchObject({ firstPeriod: '2024-05', lastPeriod: '2024-12', regime: { closingTime: '17:00', dayOff: 'next' } })
  // 12/5/2024 is a Sunday, 25/5/2024 a Saturday.
  expect(regime?.dates[0]).toEqual({
    period: '2024-05',
    window: { from: '2024-04-10', to: '2024-05-10' },
    unit: { nominal: '2024-05-12', at: '2024-05-13T10:00:00.000Z', movedBecause: 'sunday' },
    city: { nominal: '2024-05-25', at: '2024-05-27T10:00:00.000Z', movedBecause: 'saturday' },
  })
})

test('each unit owes its own form month by month, and the office owes the consolidated report', async () => {
  const { db } = office.services
  const owed = await db.selectFrom('obligations').selectAll().orderBy('period').execute()
  const ofWard5 = owed.filter(({ unit_id, level }) => level === 'unit' && unit_id === office.units.ward5)
  expect(ofWard5.map(({ period }) => period)).toEqual([
    '2024-05',
    '2024-06',
    '2024-07',
    '2024-08',
    '2024-09',
    '2024-10',
    '2024-11',
    '2024-12',
  ])
  expect(ofWard5[0]?.form).toMatchObject([
    { target: { op: '=', value: '85', unit: '%' } },
    { target: { op: '=', value: '98.27', unit: '%' } },
  ])
  expect(owed.filter(({ level }) => level === 'city').map(({ unit_id }) => unit_id)).toEqual(
    Array.from({ length: 8 }, () => office.units.culture),
  )
  const reports = await db
    .selectFrom('reports')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  expect(reports.count).toBe(16)
})

test('the version that is kept can be proved by its hash', async () => {
  const version = await office.services.db.selectFrom('plan_versions').select(['content', 'content_sha256']).executeTakeFirstOrThrow()
  expect(createHash('sha256').update(canonicalJson(version.content)).digest('hex')).toBe(version.content_sha256)
})

test('an issued draft is changed and thrown away no more', async () => {
  const { body } = await minh().send<Import>('GET', `/api/imports/${draft.id}`)
  expect(body).toMatchObject({ state: 'issued', can: { edit: false, issue: false, discard: false } })
  const lines = await office.countAuditLines()
  const [item] = body.items
  if (!item) throw new Error('the draft is empty')
  const edit = await minh().send('PUT', `/api/imports/${draft.id}/items/${item.id}`, change(item))
  expect(edit).toMatchObject({ status: 422, body: { reason: 'notEditable', help: { state: 'issued' } } })
  expect(await minh().send('DELETE', `/api/imports/${draft.id}`)).toMatchObject({ status: 422, body: { reason: 'alreadyIssued' } })
  expect(await office.countAuditLines()).toBe(lines)
})

test('the officer may say from which month to which the units report', async () => {
  const other = await readDirective(office)
  await acceptAll(office, other)
  const itemId = other.items.find((item) => item.kind === 'reporting' && item.value.makesRegime)?.id ?? ''
  const issueWith = (first: string, last: string) =>
    minh().send<Issued>('POST', `/api/imports/${other.id}/issue`, { ...order, periods: { [itemId]: { first, last } } })
  expect(await issueWith('2024-09', '2024-06')).toMatchObject({ status: 422, body: { reason: 'periodsTurned', help: { itemId } } })
  expect(await issueWith('2024-Q3', '2024-Q4')).toMatchObject({ status: 422, body: { reason: 'periodsTurned' } })

  expect((await issueWith('2024-06', '2024-07')).body.obligations).toBe(4)
})

test('what a later directive sets otherwise than a plan in force, and whom it names that is no unit, is doubted', async () => {
  const later = directiveText
    .replace('- 85% hồ sơ thanh toán', '- 95% hồ sơ thanh toán')
    .replace('- Phòng Văn hóa và Thông tin chủ trì', '- Trung tâm Công nghệ số chủ trì')
  const { doubts } = await readDirective(office, later)
  expect(doubts.find(({ code }) => code === 'contradictsPlan')?.message).toMatch(
    /^Kế hoạch đang có hiệu lực .*85%; văn bản này giao 95%\.$/u,
  )
  expect(doubts.find(({ code }) => code === 'unknownUnit')).toMatchObject({
    message: expect.stringContaining('"Trung tâm Công nghệ số"'),
    places: [{}],
  })
})

test('a plan that is not there, or of another office, is not found', async () => {
  const [line] = await plans()
  const neighbour = await office.neighbour()
  expect((await requestsOf(neighbour, 'minh').send('GET', `/api/plans/${line?.id}`)).status).toBe(404)
  expect((await minh().send('GET', `/api/plans/${randomUUID()}`)).status).toBe(404)
})

describe.skipIf(!process.env['HAIDANG_SHARED'])('[shared] the plan of the seed', () => {
  test('everything that is read of it can be accepted and issued with the plan’s own dates', async () => {
    const folder = join(process.env['HAIDANG_SHARED'] ?? '', 'seeds')
    const seed = readdirSync(folder).find((name) => name.startsWith('001')) ?? ''
    const read = await readDirective(office, readFileSync(join(folder, seed), 'utf8'))
    expect(read.items.filter(({ kind }) => kind === 'indicator').length).toBeGreaterThanOrEqual(41)
    await acceptAll(office, read)

    const { body } = await minh().send<Issued>('POST', `/api/imports/${read.id}/issue`, { ...order, title: 'Kế hoạch của thành phố' })
    expect(body).toMatchObject({ units: 2, obligations: 16 })
    const plan = (await minh().send<Plan>('GET', `/api/plans/${body.planId}`)).body
    expect(plan.regimes[0]).toMatchObject({
      regime: {
        window: { from: { shift: -1, date: 10 }, to: { shift: 0, date: 10 } },
        due: { unit: { date: 12 }, city: { date: 25 } },
      },
    })
    expect(plan.relations.map(({ number }) => number)).toContain('968/QĐ-UBND')
  })
})
