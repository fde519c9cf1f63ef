import { reorganisationSchema } from '@haidang/api/reorganisations'
import type { ReorganisationView } from '@haidang/api/reorganisations'
import { myReportsSchema, myWorkSchema, reportListSchema, reportSchema } from '@haidang/api/reports'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify.ts'
import { featureRoutes } from '../features.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { registerUnitsJobs } from './jobs.ts'
import { applyWhatWaits } from './reorganisation-drafts.ts'

let office: Omit<TestOffice, 'neighbour' | 'close'>
let first: TestOffice
let plan: TestPlan
beforeAll(async () => {
  first = await testOffice({ register: featureRoutes, jobs: [registerUnitsJobs] })
})
afterAll(() => first.close())
beforeEach(async () => {
  office = await first.neighbour()
  await office.setClock('2024-06-20T02:00:00.000Z')
  plan = await issueTestPlan(office, { first: '2024-05', last: '2024-09' })
})

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const ask = (person: PersonName, method: Method, url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
async function told(person: PersonName, method: Method, url: string, payload?: object): Promise<unknown> {
  const reply = await ask(person, method, url, payload)
  expect(reply.statusCode, `${method} ${url}: ${reply.body.slice(0, 400)}`).toBeLessThan(300)
  return reply.json()
}

const heirName = 'UBND phường Cửa Biển'
const row = (line: number, oldName: string, newName = heirName, more = {}) => ({
  line,
  oldCode: '',
  oldName,
  newCode: '',
  newName,
  newKind: '',
  newParentCode: '',
  extent: '',
  shares: {},
  ...more,
})
const mergeRows = [row(1, 'UBND Phường 5'), row(2, 'UBND Phường 7')]
const prepare = async (effectiveOn = '2024-07-01', more = {}): Promise<ReorganisationView> =>
  reorganisationSchema.parse(
    await told('an', 'POST', '/api/reorganisations', {
      title: 'Sáp nhập Phường 5 và Phường 7',
      documentNumber: '99/NQ-UBTVQH',
      effectiveOn,
      rows: mergeRows,
      heirs: {},
      ...more,
    }),
  )
const view = async (id: string) => reorganisationSchema.parse(await told('an', 'GET', `/api/reorganisations/${id}`))
const apply = async (id: string, revision = 1) =>
  reorganisationSchema.parse(await told('an', 'POST', `/api/reorganisations/${id}/apply`, { revision }))
const undo = (id: string) => told('an', 'POST', `/api/reorganisations/${id}/undo`, { reason: 'Nghị quyết đã bị bãi bỏ' })
const own = async (person: PersonName) =>
  myReportsSchema
    .parse(await told(person, 'GET', '/api/my-reports'))
    .reports.map(({ unit, period, state }) => `${period} ${unit.shortName} ${state}`)
    .toSorted()
const unitsOf = async (period: string) =>
  reportListSchema.parse(await told('minh', 'GET', `/api/reports?period=${period}`)).reports.map(({ unit }) => unit.name)
const report = async (person: PersonName, id: string) => reportSchema.parse(await told(person, 'GET', `/api/reports/${id}`))
const type = (person: PersonName, id: string, numerator: string, indicator = plan.indicators.meetings) =>
  ask(person, 'PUT', `/api/reports/${id}/entries`, {
    changeKey: crypto.randomUUID(),
    entries: [{ indicatorId: indicator, numerator, denominator: null, note: '', baseRevision: 0 }],
  })
const missing = () => ({ missing: Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' })) })

describe('a draft', () => {
  test('shows before it is applied what would pass to whom, and which targets would lose their meaning; nothing changes', async () => {
    const before = JSON.stringify(await told('lan', 'GET', '/api/my-reports'))
    const draft = await prepare()
    expect(draft).toMatchObject({
      state: 'prepared',
      rowFaults: [],
      faults: [],
      revision: 1,
      can: { change: true, apply: true, undo: false, drop: true },
    })
    expect(draft.founded.map(({ name }) => name)).toEqual([heirName])
    expect(draft.passes).toEqual([
      {
        unit: expect.objectContaining({ name: 'UBND Phường 5' }),
        to: expect.objectContaining({ name: heirName }),
        candidates: [expect.objectContaining({ name: heirName })],
        accounts: 1,
        reports: 5,
        tasks: expect.any(Number) as number,
      },
      {
        unit: expect.objectContaining({ name: 'UBND Phường 7' }),
        to: expect.objectContaining({ name: heirName }),
        candidates: [expect.objectContaining({ name: heirName })],
        accounts: 1,
        reports: 5,
        tasks: expect.any(Number) as number,
      },
    ])
    expect(draft.targets).toMatchObject([
      { indicator: 'Trang thông tin phường hoạt động', targetText: '2/2', because: { why: 'countsUnits', before: 2, after: 1 } },
      { indicator: 'Số buổi tuyên truyền', because: { why: 'differs', unitName: heirName, others: ['≥ 4 buổi'] } },
    ])
    expect(JSON.stringify(await told('lan', 'GET', '/api/my-reports'))).toBe(before)
  })

  test('with a fault is shown with its line, and is not applied', async () => {
    const draft = await prepare('2024-06-01', { rows: [row(7, 'UBND Phường Không Có')] })
    expect(draft.rowFaults).toEqual([{ line: 7, field: 'oldName', value: 'UBND Phường Không Có', fault: 'unknown' }])
    const lines = await office.countAuditLines()
    const refused = await ask('an', 'POST', `/api/reorganisations/${draft.id}/apply`, { revision: 1 })
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { reason: 'rowsAtFault' }])
    expect(await office.countAuditLines()).toBe(lines)
  })

  test('typed in two tabs: the second is told and overwrites nothing', async () => {
    const draft = await prepare()
    const typed = (title: string, revision: number) =>
      ask('an', 'PUT', `/api/reorganisations/${draft.id}`, {
        title,
        documentNumber: '',
        effectiveOn: '2024-07-01',
        rows: mergeRows,
        heirs: {},
        revision,
      })
    expect((await typed('Lần một', 1)).statusCode).toBe(200)
    expect((await typed('Lần hai', 1)).statusCode).toBe(409)
    expect(await view(draft.id)).toMatchObject({ title: 'Lần một', revision: 2 })
  })

  test('without a document is not applied', async () => {
    const draft = await prepare('2024-06-01', { documentNumber: '' })
    expect((await ask('an', 'POST', `/api/reorganisations/${draft.id}/apply`, { revision: 1 })).json()).toMatchObject({
      reason: 'documentMissing',
    })
  })

  test('before its day waits, and the program applies it on its day', async () => {
    const draft = await prepare()
    expect(await apply(draft.id)).toMatchObject({ state: 'waiting' })
    await office.runJobs()
    expect(await view(draft.id)).toMatchObject({ state: 'waiting' })
    await office.setClock('2024-07-01T00:00:00.000Z')
    await applyWhatWaits(office.services)
    expect(await view(draft.id)).toMatchObject({ state: 'applied' })
    expect(await own('lan')).toContain('2024-08 Phường Cửa Biển open')
  })

  test('that has become impossible on its day is prepared again, with a line', async () => {
    const [waiting, other] = [await prepare(), await prepare('2024-06-15')]
    await apply(waiting.id)
    await apply(other.id)
    await office.setClock('2024-07-01T00:00:00.000Z')
    await applyWhatWaits(office.services)
    expect(await view(waiting.id)).toMatchObject({ state: 'prepared' })
  })
})

describe('what ended units have open', () => {
  test('of months that they do not see the end of becomes one report of the heir; earlier ones stay theirs, and the heir’s people finish them', async () => {
    expect((await ask('hung', 'POST', `/api/reports/${plan.reportOf(office.units.ward7, '2024-05')}/submit`, missing())).statusCode).toBe(
      200,
    )
    const draft = await prepare('2024-06-15')
    await apply(draft.id)
    expect(await own('lan')).toEqual([
      '2024-05 Phường 5 open',
      '2024-05 Phường 7 submitted',
      '2024-06 Phường 5 open',
      '2024-06 Phường 7 open',
      '2024-07 Phường Cửa Biển open',
      '2024-08 Phường Cửa Biển open',
      '2024-09 Phường Cửa Biển open',
    ])
    expect(await own('hung')).toEqual(await own('lan'))
    const { items } = myWorkSchema.parse(await told('lan', 'GET', '/api/my-work'))
    expect(items.flatMap(({ period, unit }) => (period === undefined ? [] : [`${period} ${unit ?? 'own'}`])).toSorted()).toEqual([
      '2024-05 Phường 5',
      '2024-06 Phường 5',
      '2024-06 Phường 7',
      '2024-07 own',
    ])
    const late = plan.reportOf(office.units.ward7, '2024-06')
    expect((await type('lan', late, '3')).statusCode).toBe(200)
    expect(await report('hung', late)).toMatchObject({ unit: { name: 'UBND Phường 7' }, can: { edit: true, submit: true } })

    const passed = plan.reportOf(office.units.ward5, '2024-07')
    expect(await report('lan', passed)).toMatchObject({ state: 'passedOn', can: { edit: false, submit: false } })
    expect((await type('lan', passed, '3')).json()).toMatchObject({ reason: 'notEditable' })
    expect((await verifyAudit(office.services, office.tenantId)).ok).toBe(true)
  })

  test('a report that is handed over keeps the levels, and of amounts that add up the plan’s word for a unit', async () => {
    const draft = await prepare('2024-06-15')
    await apply(draft.id)
    const mine = myReportsSchema
      .parse(await told('lan', 'GET', '/api/my-reports'))
      .reports.find(({ unit, period }) => unit.name === heirName && period === '2024-07')
    const { indicators } = await report('lan', mine?.id ?? '')
    expect(indicators.map(({ name, target }) => [name, target.value])).toEqual([
      ['Tỷ lệ hồ sơ nộp trực tuyến', '85'],
      ['Số buổi tuyên truyền', null],
      ['Trang thông tin phường hoạt động', '1'],
    ])
  })

  test('a month that one of them has handed in is finished by each for itself', async () => {
    await office.setClock('2024-07-11T02:00:00.000Z')
    expect((await ask('hung', 'POST', `/api/reports/${plan.reportOf(office.units.ward7, '2024-07')}/submit`, missing())).statusCode).toBe(
      200,
    )
    await apply((await prepare()).id)
    expect((await own('lan')).filter((one) => one.startsWith('2024-07'))).toEqual(['2024-07 Phường 5 open', '2024-07 Phường 7 submitted'])
    expect(await unitsOf('2024-07')).toEqual(['UBND Phường 5', 'UBND Phường 7'])
  })

  test('tasks pass to the heir, who may say how far they are; what was done stays with who did it', async () => {
    await apply((await prepare('2024-06-15')).id)
    const { tasks } = (await told('lan', 'GET', '/api/tasks')) as {
      tasks: readonly { taskId: string; unit: { id: string; name: string }; revision: number }[]
    }
    expect(new Set(tasks.map(({ unit }) => unit.name))).toEqual(new Set([heirName]))
    const [task] = tasks
    const change = { changeKey: crypto.randomUUID(), baseRevision: task?.revision ?? 0, state: 'inProgress', note: 'Tiếp nhận' }
    expect((await ask('lan', 'PUT', `/api/tasks/${task?.taskId}/units/${task?.unit.id}`, change)).statusCode).toBe(200)
  })

  test('undone, every answer is byte for byte as before, to the unit, the officer and the leader', async () => {
    await type('lan', plan.reportOf(office.units.ward5, '2024-06'), '3')
    const asked: readonly (readonly [PersonName, string])[] = [
      ['lan', '/api/my-reports'],
      ['hung', '/api/my-work'],
      ['lan', '/api/tasks'],
      ['minh', '/api/reports?period=2024-07'],
      ['lan', `/api/reports/${plan.reportOf(office.units.ward5, '2024-06')}`],
    ]
    const answers = async () => Promise.all(asked.map(async ([person, url]) => withoutMoments((await ask(person, 'GET', url)).body)))
    const before = await answers()
    const draft = await prepare('2024-06-15')
    await apply(draft.id)
    expect(await answers()).not.toEqual(before)
    await undo(draft.id)
    expect(await answers()).toEqual(before)
    expect(await view(draft.id)).toMatchObject({ state: 'undone', undoneBecause: 'Nghị quyết đã bị bãi bỏ' })
    expect((await verifyAudit(office.services, office.tenantId)).ok).toBe(true)
  })

  test('an heir that has reported is not undone: its facts would be nobody’s', async () => {
    const draft = await prepare('2024-06-15')
    await apply(draft.id)
    await office.setClock('2024-07-11T02:00:00.000Z')
    const mine = myReportsSchema
      .parse(await told('lan', 'GET', '/api/my-reports'))
      .reports.find(({ unit, period }) => unit.name === heirName && period === '2024-07')
    expect((await ask('lan', 'POST', `/api/reports/${mine?.id}/submit`, missing())).statusCode).toBe(200)
    const refused = await ask('an', 'POST', `/api/reorganisations/${draft.id}/undo`, { reason: 'Nghị quyết đã bị bãi bỏ' })
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { reason: 'heirReported', help: { unitName: heirName } }])
    expect(await unitsOf('2024-07')).toEqual([heirName])
  })

  test('parted with no largest part: who takes over must be said', async () => {
    const half = { extent: 'một phần', shares: { population: '0.5' } }
    const rows = [row(1, 'UBND Phường 5', 'UBND phường Đông', half), row(2, 'UBND Phường 5', 'UBND phường Tây', half)]
    const draft = await prepare('2024-06-15', { rows })
    expect(draft.passes).toMatchObject([{ to: null, candidates: [{ name: 'UBND phường Đông' }, { name: 'UBND phường Tây' }] }])
    expect((await ask('an', 'POST', `/api/reorganisations/${draft.id}/apply`, { revision: 1 })).json()).toMatchObject({
      reason: 'heirMissing',
    })

    const west = draft.passes[0]?.candidates[1]?.id ?? ''
    const input = {
      title: 'Chia Phường 5',
      documentNumber: '99/NQ',
      effectiveOn: '2024-06-15',
      rows,
      heirs: { [office.units.ward5]: west },
      revision: 1,
    }
    await told('an', 'PUT', `/api/reorganisations/${draft.id}`, input)
    await apply(draft.id, 2)
    expect(await own('lan')).toContain('2024-08 Phường Tây open')
  })

  test('a wrong edge is recorded anew, and what was known stays known', async () => {
    const rows = [
      row(1, 'UBND Phường 5', 'UBND phường Đông', { extent: 'một phần', shares: { population: '0.4' } }),
      row(2, 'UBND Phường 5', 'UBND phường Tây', { extent: 'một phần', shares: { population: '0.6' } }),
    ]
    const draft = await prepare('2024-06-15', { rows })
    const applied = await apply(draft.id)
    const [east = '', west = ''] = applied.edges.toSorted((a, b) => a.to.name.localeCompare(b.to.name)).map(({ to }) => to.id)
    const correct = (shares: readonly string[]) =>
      ask('an', 'POST', `/api/reorganisations/${draft.id}/edges`, {
        fromId: office.units.ward5,
        edges: [east, west].map((toId, index) => ({ toId, extent: 'part', shares: { population: shares[index] } })),
        reason: 'Số dân theo điều tra lại',
      })
    expect((await correct(['0.5', '0.4'])).json()).toMatchObject({ reason: 'impossible' })
    expect((await correct(['0.3', '0.7'])).statusCode).toBe(200)
    expect((await view(draft.id)).edges.map(({ shares }) => shares.population)).toEqual(expect.arrayContaining(['0.3', '0.7']))
    expect(
      await first.services.db.selectFrom('lineage_edges').select('shares').where('reorganisation_id', '=', draft.id).execute(),
    ).toHaveLength(4)
  })
})

/** A part that went and came back has gone two revisions on. */
const withoutMoments = (body: string): string => body.replaceAll(/"(?:now|requestId|revision)":(?:"[^"]+"|\d+)/gu, '')

describe('the table of a resolution', () => {
  test('comes in as a .csv or as the resolution, and its faults are named', async () => {
    const send = (text: string, fileName = 'bang.csv') => {
      const boundary = 'x'
      const payload = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\n\r\n${text}\r\n--${boundary}--\r\n`
      return office.app.inject({
        method: 'POST',
        url: '/api/reorganisations/table',
        headers: { ...office.signedIn('an'), 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload,
      })
    }
    expect((await send('Mã cũ;Tên cũ;Mã mới;Tên mới\n1;Phường 5;2;Phường Mới\n')).json()).toMatchObject({
      rows: [{ line: 2, oldCode: '1', oldName: 'Phường 5', newCode: '2', newName: 'Phường Mới' }],
    })
    expect((await send('a,b\n1,2')).json()).toMatchObject({ reason: 'columnsMissing' })
    expect((await send('new_name,old_code\n"1,2')).json()).toMatchObject({ reason: 'quotationOpen' })
    const resolution =
      'NGHỊ QUYẾT\nĐiều 1. Sắp xếp các đơn vị hành chính cấp xã\n1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của Phường 5 và Phường 7 thành phường mới có tên gọi là phường Vọng Hải.\n'
    expect((await send(resolution, 'nghi-quyet.txt')).json()).toMatchObject({
      rows: [
        { line: 1, oldCode: '', oldName: 'Phường 5', newName: 'Phường Vọng Hải', newKind: 'phường' },
        { line: 2, oldName: 'Phường 7', newName: 'Phường Vọng Hải' },
      ],
    })
    expect((await send('Mã cũ;Mã mới;Tên mới\n1;2;Phường Mới\n', 'bang.txt')).json()).toMatchObject({ rows: [{ line: 2, oldCode: '1' }] })
    expect((await send('Thông báo nghỉ lễ', 'thong-bao.txt')).json()).toMatchObject({ reason: 'nothingReorganised' })
    expect((await send('%PDF-1.7 hỏng', 'nghi-quyet.pdf')).statusCode).toBe(415)
  })
})
