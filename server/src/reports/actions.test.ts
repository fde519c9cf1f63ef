import { createHash } from 'node:crypto'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { cellHistorySchema, reportListSchema, reportSchema, snapshotSchema } from '@haidang/api/reports'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { registerReportsRoutes } from './routes.ts'
import { issueTestPlan } from './testing.ts'
import type { TestPlan } from './testing.ts'

let office: TestOffice
let plan: TestPlan
let may: string

beforeAll(async () => {
  office = await testOffice({ register: [registerReportsRoutes] })
})
afterAll(() => office.close())
beforeEach(async () => {
  plan = await issueTestPlan(office)
  may = plan.reportOf(office.units.ward5, '2024-05')
  await office.setClock('2024-05-10T02:00:00.000Z')
})

const send = (person: PersonName, method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object) =>
  office.app.inject({
    method,
    url: `/api/reports/${path}`,
    headers: office.signedIn(person),
    ...(payload === undefined ? {} : { payload }),
  })
const post = (person: PersonName, path: string, payload: object = {}) => send(person, 'POST', path, payload)
const page = async (person: PersonName, id: string) => reportSchema.parse((await send(person, 'GET', id)).json())

async function fill(person: PersonName, id: string, online: readonly [string, string], baseRevision = 0): Promise<void> {
  const entry = (indicatorId: string, numerator: string, denominator: string | null) => ({
    indicatorId,
    numerator,
    denominator,
    note: '',
    baseRevision,
  })
  const { indicators } = plan
  const entries = [entry(indicators.online, ...online), entry(indicators.meetings, '4', null), entry(indicators.portal, '1', null)]
  const reply = await send(person, 'PUT', `${id}/entries`, {
    changeKey: crypto.randomUUID(),
    entries: baseRevision === 0 ? entries : entries.slice(0, 1),
  })
  expect(reply.statusCode).toBe(200)
}

async function unchangedBy(act: () => Promise<{ readonly statusCode: number; readonly json: () => unknown }>) {
  const lines = await office.countAuditLines()
  const before = await page('minh', may)
  const reply = await act()
  const { requestId: _, ...body } = reply.json() as { requestId: string }
  expect(await page('minh', may)).toEqual(before)
  expect(await office.countAuditLines()).toBe(lines)
  return { status: reply.statusCode, body }
}

describe('the page of a report', () => {
  test('shows the frozen form, the window, the plan’s words and what may be done next', async () => {
    const report = await page('lan', may)

    expect(report.indicators.map(({ code }) => code)).toEqual(['online', 'meetings', 'portal'])
    expect(report.indicators[2]).toMatchObject({ target: { value: '1' }, cityTarget: { value: '2', outOf: 2 } })
    expect(report).toMatchObject({
      window: { from: '2024-04-10', to: '2024-05-10' },
      nominalDue: '2024-05-12',
      movedBecause: 'sunday',
      dueAt: '2024-05-13T10:00:00.000Z',
      closingTime: '17:00',
      entered: 0,
      expected: 3,
      punctuality: 'due',
    })
    expect(report.narratives.map(({ heading }) => heading)).toEqual(['results', 'shortcomings', 'remedies'])
    expect(report.tasks.map(({ part, timeliness }) => [part, timeliness])).toEqual([['lead', 'openWithinDeadline']])
    expect(report.can).toEqual({ edit: true, submit: true, return: false, approve: false, correct: false })
    expect((await page('thu', may)).can).toEqual({ edit: false, submit: false, return: false, approve: false, correct: false })
  })

  test('at an address that no report can have is not there', async () => {
    expect((await send('lan', 'GET', 'thang-5')).statusCode).toBe(404)
  })

  test('of another ward is not there for Hùng', async () => {
    expect((await send('hung', 'GET', may)).statusCode).toBe(404)
  })

  test('shows last month and the trend, missing where nothing was handed in', async () => {
    await fill('lan', may, ['85', '100'])
    const june = plan.reportOf(office.units.ward5, '2024-06')
    expect((await page('lan', june)).indicators[0]).toMatchObject({ previous: null, trend: [{ period: '2024-05', result: null }] })

    await post('lan', `${may}/submit`, { missing: [] })
    expect((await page('lan', june)).indicators[0]).toMatchObject({
      previous: { period: '2024-05', numerator: '85', denominator: '100', result: '85' },
      trend: [{ period: '2024-05', result: '85' }],
    })
    expect((await page('lan', plan.reportOf(office.units.ward5, '2024-07'))).indicators[0]).toMatchObject({ previous: null })
  })
})

describe('the list of reports', () => {
  test('is of all units for Minh and of one’s own for Lan, of the month whose data are closed', async () => {
    await fill('lan', may, ['85', '100'])
    await post('lan', `${may}/submit`, { missing: [] })
    const read = async (person: PersonName) =>
      reportListSchema.parse((await office.app.inject({ url: '/api/reports', headers: office.signedIn(person) })).json())

    const all = await read('minh')
    const ours = all.reports.filter(({ planId }) => planId === plan.planId)
    expect(all.period).toBe('2024-05')
    expect(all.periods).toEqual(['2024-05', '2024-06', '2024-07'])
    expect(ours.map(({ unit, state, punctuality, entered }) => [unit.name, state, punctuality, entered])).toEqual([
      ['UBND Phường 5', 'submitted', 'onTime', 3],
      ['UBND Phường 7', 'open', 'due', 0],
    ])
    const own = await read('lan')
    expect(new Set(own.reports.map(({ unit }) => unit.id))).toEqual(new Set([office.units.ward5]))
  })
})

describe('handing in', () => {
  test('a missing figure needs a reason; a note on the row is one', async () => {
    const refused = await unchangedBy(() =>
      post('lan', `${may}/submit`, { missing: [{ indicatorId: plan.indicators.online, reason: 'Hệ thống một cửa chưa chốt số liệu' }] }),
    )
    expect(refused).toMatchObject({
      status: 422,
      body: { reason: 'missingWithoutReason', help: { indicatorIds: [plan.indicators.meetings, plan.indicators.portal] } },
    })

    const note = (indicatorId: string) => ({
      indicatorId,
      numerator: null,
      denominator: null,
      note: 'Trong tháng không tổ chức',
      baseRevision: 0,
    })
    await send('lan', 'PUT', `${may}/entries`, {
      changeKey: crypto.randomUUID(),
      entries: [note(plan.indicators.meetings), note(plan.indicators.portal)],
    })
    const reply = await post('lan', `${may}/submit`, {
      missing: [{ indicatorId: plan.indicators.online, reason: 'Hệ thống một cửa chưa chốt số liệu' }],
    })
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toMatchObject({
      state: 'submitted',
      submittedBy: 'Trần Thị Lan',
      punctuality: 'onTime',
      entered: 0,
      can: { edit: false, submit: false },
    })
    expect((await page('minh', may)).events[0]?.cells).toContainEqual({
      indicatorId: plan.indicators.online,
      reason: 'Hệ thống một cửa chưa chốt số liệu',
    })
  })

  test('an impossible figure stops it, and says which cell', async () => {
    await fill('lan', may, ['120', '100'])
    const refused = await unchangedBy(() => post('lan', `${may}/submit`, { missing: [] }))
    expect(refused).toMatchObject({
      status: 422,
      body: {
        reason: 'hasErrors',
        help: { findings: [{ code: 'numeratorAboveDenominator', indicatorId: plan.indicators.online, cell: 'numerator' }] },
      },
    })
  })

  test('is only the unit’s own: not there for Hùng, not allowed for Minh', async () => {
    await fill('lan', may, ['85', '100'])
    expect((await unchangedBy(() => post('hung', `${may}/submit`, { missing: [] }))).status).toBe(404)
    expect((await unchangedBy(() => post('minh', `${may}/submit`, { missing: [] }))).status).toBe(403)
  })

  test('closes the cells: what was handed in is changed only when it came back', async () => {
    await fill('lan', may, ['85', '100'])
    await post('lan', `${may}/submit`, { missing: [] })
    const entry = { indicatorId: plan.indicators.online, numerator: '99', denominator: '100', note: '', baseRevision: 1 }
    const late = await unchangedBy(() => send('lan', 'PUT', `${may}/entries`, { changeKey: crypto.randomUUID(), entries: [entry] }))
    expect(late).toMatchObject({ status: 422, body: { reason: 'notEditable', help: { state: 'submitted' } } })
    const words = await unchangedBy(() =>
      send('lan', 'PUT', `${may}/narratives/results`, { changeKey: crypto.randomUUID(), baseRevision: 0, text: 'Muộn' }),
    )
    expect(words).toMatchObject({ status: 422, body: { reason: 'notEditable' } })
  })
})

describe('coming back', () => {
  beforeEach(async () => {
    await fill('lan', may, ['85', '100'])
    await post('lan', `${may}/submit`, { missing: [] })
  })
  const cells = () => [{ indicatorId: plan.indicators.online, reason: 'Lệch với số của cổng dịch vụ công' }]

  test('needs a reason, shows it on the report and on the cell, and opens the cells', async () => {
    expect(await unchangedBy(() => post('minh', `${may}/return`, { reason: ' … ', cells: [] }))).toMatchObject({
      status: 422,
      body: { reason: 'reasonRequired' },
    })

    const reply = await post('minh', `${may}/return`, { reason: 'Đề nghị đối chiếu lại', cells: cells() })
    expect(reply.statusCode).toBe(200)
    const report = await page('lan', may)
    expect(report).toMatchObject({ state: 'returned', returnReason: 'Đề nghị đối chiếu lại', can: { edit: true, submit: true } })
    expect(report.indicators.map(({ returnedReason }) => returnedReason)).toEqual(['Lệch với số của cổng dịch vụ công', null, null])
  })

  test('does not erase that the first submission was on time', async () => {
    const first = (await page('lan', may)).firstSubmittedAt
    await office.setClock('2024-05-14T02:00:00.000Z')
    await post('minh', `${may}/return`, { reason: 'Đề nghị đối chiếu lại', cells: [] })
    await office.setClock('2024-05-15T02:00:00.000Z')
    const again = await post('lan', `${may}/submit`, { missing: [] })

    expect(again.json()).toMatchObject({ firstSubmittedAt: first, punctuality: 'onTime' })
    expect(again.json().submittedAt > (first ?? '')).toBe(true)
  })

  test('is only for Minh', async () => {
    expect((await unchangedBy(() => post('lan', `${may}/return`, { reason: 'Tự lấy lại báo cáo', cells: [] }))).status).toBe(403)
    expect((await unchangedBy(() => post('hung', `${may}/return`, { reason: 'Tự lấy lại báo cáo', cells: [] }))).status).toBe(404)
    expect((await unchangedBy(() => post('thu', `${may}/return`, { reason: 'Tự lấy lại báo cáo', cells: [] }))).status).toBe(403)
  })

  test('is refused for a report that nobody handed in', async () => {
    const june = plan.reportOf(office.units.ward5, '2024-06')
    expect((await post('minh', `${june}/return`, { reason: 'Đề nghị đối chiếu lại', cells: [] })).json()).toMatchObject({
      reason: 'notSubmitted',
      help: { state: 'open' },
    })
  })
})

test('a first submission after the due instant stays late, whatever happens later', async () => {
  await fill('lan', may, ['85', '100'])
  await office.setClock('2024-05-13T10:00:01.000Z')
  expect((await page('lan', may)).punctuality).toBe('overdue')
  expect((await post('lan', `${may}/submit`, { missing: [] })).json().punctuality).toBe('late')
  await post('minh', `${may}/return`, { reason: 'Đề nghị đối chiếu lại', cells: [] })
  await post('lan', `${may}/submit`, { missing: [] })
  expect((await post('minh', `${may}/approve`)).json()).toMatchObject({ state: 'approved', punctuality: 'late' })
})

describe('approval', () => {
  beforeEach(async () => {
    await fill('lan', may, ['85', '100'])
    await send('lan', 'PUT', `${may}/narratives/results`, {
      changeKey: crypto.randomUUID(),
      baseRevision: 0,
      text: 'Đã mở 4 lớp tập huấn.',
    })
    await post('lan', `${may}/submit`, { missing: [] })
  })
  const stored = (version: number) =>
    office.services.db
      .selectFrom('report_snapshots')
      .selectAll()
      .where('report_id', '=', may)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
  const approvedFigures = () =>
    office.services.db
      .selectFrom('approved_figures')
      .select(['indicator_id', 'numerator', 'denominator', 'version'])
      .where('report_id', '=', may)
      .orderBy('indicator_id')
      .execute()

  test('freezes the figures, the narrative and the digest', async () => {
    expect((await post('minh', `${may}/approve`)).json()).toMatchObject({ state: 'approved', approvedBy: 'Lê Quang Minh' })

    const snapshot = snapshotSchema.parse((await send('lan', 'GET', `${may}/versions/1`)).json())
    expect(snapshot.figures[0]).toMatchObject({ code: 'online', numerator: '85', denominator: '100', result: '85', attainment: 'reached' })
    expect(snapshot.narratives[0]).toEqual({ heading: 'results', text: 'Đã mở 4 lớp tập huấn.' })
    const { content, sha256 } = await stored(1)
    expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(sha256)
    expect(snapshot.sha256).toBe(sha256)
    expect(await approvedFigures()).toHaveLength(3)
    expect((await send('hung', 'GET', `${may}/versions/1`)).statusCode).toBe(404)
    expect((await send('lan', 'GET', `${may}/versions/2`)).statusCode).toBe(404)
  })

  test('is only for Minh, once', async () => {
    expect((await unchangedBy(() => post('lan', `${may}/approve`))).status).toBe(403)
    expect((await unchangedBy(() => post('thu', `${may}/approve`))).status).toBe(403)
    await post('minh', `${may}/approve`)
    expect(await unchangedBy(() => post('minh', `${may}/approve`))).toMatchObject({
      status: 422,
      body: { reason: 'notSubmitted', help: { state: 'approved' } },
    })
  })

  test('a correction is a new version with a reason; the first stays byte for byte, and stands until the second is approved', async () => {
    await post('minh', `${may}/approve`)
    const first = canonicalJson((await stored(1)).content)
    expect(await unchangedBy(() => post('lan', `${may}/correct`, { reason: '' }))).toMatchObject({
      status: 422,
      body: { reason: 'reasonRequired' },
    })
    expect((await unchangedBy(() => post('thu', `${may}/correct`, { reason: 'Số liệu chưa đúng' }))).status).toBe(403)
    expect((await unchangedBy(() => post('hung', `${may}/correct`, { reason: 'Số liệu chưa đúng' }))).status).toBe(404)

    const reply = await post('lan', `${may}/correct`, { reason: 'Bổ sung hồ sơ của bộ phận một cửa' })
    expect(reply.json()).toMatchObject({
      state: 'open',
      version: 2,
      correctionReason: 'Bổ sung hồ sơ của bộ phận một cửa',
      can: { edit: true },
    })
    await fill('lan', may, ['90', '100'], 1)
    expect((await approvedFigures()).find(({ indicator_id }) => indicator_id === plan.indicators.online)).toMatchObject({
      numerator: '85',
      version: 1,
    })

    await post('lan', `${may}/submit`, { missing: [] })
    await post('minh', `${may}/approve`)
    expect(canonicalJson((await stored(1)).content)).toBe(first)
    expect((await stored(2)).content).toMatchObject({ version: 2, reason: 'Bổ sung hồ sơ của bộ phận một cửa' })
    expect((await approvedFigures()).find(({ indicator_id }) => indicator_id === plan.indicators.online)).toMatchObject({
      numerator: '90',
      version: 2,
    })
    expect((await page('minh', may)).versions.map(({ version, reason }) => [version, reason])).toEqual([
      [1, null],
      [2, 'Bổ sung hồ sơ của bộ phận một cửa'],
    ])
    expect((await page('minh', may)).events.map(({ kind, version }) => [kind, version])).toEqual([
      ['submitted', 1],
      ['approved', 1],
      ['correctionOpened', 2],
      ['submitted', 2],
      ['approved', 2],
    ])
  })

  test('a figure that a correction takes back is gone from what counts', async () => {
    await post('minh', `${may}/approve`)
    await post('minh', `${may}/correct`, { reason: 'Số liệu chưa có căn cứ' })
    await send('lan', 'PUT', `${may}/entries`, {
      changeKey: crypto.randomUUID(),
      entries: [{ indicatorId: plan.indicators.online, numerator: null, denominator: null, note: 'Chưa có căn cứ', baseRevision: 1 }],
    })
    await post('lan', `${may}/submit`, { missing: [] })
    await post('minh', `${may}/approve`)
    expect((await approvedFigures()).map(({ indicator_id }) => indicator_id)).not.toContain(plan.indicators.online)
  })
})

describe('the narrative', () => {
  const write = (person: PersonName, text: string, baseRevision: number, changeKey: string = crypto.randomUUID()) =>
    send(person, 'PUT', `${may}/narratives/results`, { changeKey, baseRevision, text })

  test('is saved, repeatable, and never overwritten unseen', async () => {
    const key = crypto.randomUUID()
    expect((await write('lan', 'Một', 0, key)).json()).toMatchObject({ text: 'Một', revision: 1, savedBy: 'Trần Thị Lan' })
    const { updatedAt } = (await page('lan', may)).narratives[0] ?? {}
    const lines = await office.countAuditLines()
    expect((await write('lan', 'Một', 0, key)).json()).toMatchObject({ text: 'Một', revision: 1 })
    expect(await office.countAuditLines()).toBe(lines)
    expect(await unchangedBy(() => write('lan', 'Hai', 0))).toMatchObject({
      status: 409,
      body: { code: 'changedMeanwhile', current: { text: 'Một', revision: 1, savedAt: updatedAt, savedBy: 'Trần Thị Lan' } },
    })
  })

  test('is the unit’s own', async () => {
    expect((await unchangedBy(() => write('hung', 'Không phải của tôi', 0))).status).toBe(404)
    expect((await unchangedBy(() => write('minh', 'Không phải của tôi', 0))).status).toBe(403)
  })
})

describe('evidence', () => {
  const upload = (person: PersonName, path: string, bytes: Buffer, fileName = 'biên bản.pdf') => {
    const boundary = 'x-boundary'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/pdf\r\n\r\n`
    return office.app.inject({
      method: 'POST',
      url: path,
      headers: { ...office.signedIn(person), 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    })
  }
  const pdf = Buffer.from('%PDF-1.7\nbiên bản nghiệm thu')

  test('is kept by its bytes, downloaded as an attachment, and stays in the snapshot when removed later', async () => {
    const added = await upload('lan', `/api/reports/${may}/evidence?indicatorId=${plan.indicators.online}`, pdf)
    expect(added.statusCode).toBe(201)
    expect(added.json()).toMatchObject({
      fileName: 'biên bản.pdf',
      mediaType: 'application/pdf',
      indicatorId: plan.indicators.online,
      addedBy: 'Trần Thị Lan',
    })

    const file = await office.app.inject({ url: `/api/evidence/${added.json().id}/file`, headers: office.signedIn('thu') })
    expect(file.rawPayload.equals(pdf)).toBe(true)
    expect(file.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''bi%C3%AAn%20b%E1%BA%A3n\.pdf$/u),
    })
    expect((await page('lan', may)).evidence).toHaveLength(1)

    expect((await unchangedBy(() => send('hung', 'DELETE', `${may}/evidence/${added.json().id}`))).status).toBe(404)
    expect((await send('lan', 'DELETE', `${may}/evidence/${added.json().id}`)).json()).toEqual({ ok: true })
    expect((await page('lan', may)).evidence).toEqual([])
    expect((await office.app.inject({ url: `/api/evidence/${added.json().id}/file`, headers: office.signedIn('lan') })).statusCode).toBe(
      404,
    )
  })

  test('of another ward is not there', async () => {
    const added = await upload('lan', `/api/reports/${may}/evidence`, pdf)
    expect((await office.app.inject({ url: `/api/evidence/${added.json().id}/file`, headers: office.signedIn('hung') })).statusCode).toBe(
      404,
    )
    expect((await unchangedBy(() => upload('hung', `/api/reports/${may}/evidence`, pdf))).status).toBe(404)
    expect((await unchangedBy(() => upload('minh', `/api/reports/${may}/evidence`, pdf))).status).toBe(403)
  })

  test('may have 20 MB, and above that the answer names the limit', async () => {
    const megabytes = (count: number, more = 0) => Buffer.concat([pdf, Buffer.alloc(count * 1024 * 1024 - pdf.length + more)])
    expect((await upload('lan', `/api/reports/${may}/evidence`, megabytes(20))).statusCode).toBe(201)
    expect(await unchangedBy(() => upload('lan', `/api/reports/${may}/evidence`, megabytes(20, 1)))).toMatchObject({
      status: 413,
      body: { code: 'fileTooLarge', detail: expect.stringContaining('20 MB'), help: { limitBytes: 20 * 1024 * 1024 } },
    })
  })

  test('is known by its bytes and not by its name', async () => {
    expect(
      (await unchangedBy(() => upload('lan', `/api/reports/${may}/evidence`, Buffer.from('\u0001\u0002\u0000program'), 'báo cáo.pdf')))
        .status,
    ).toBe(415)
  })
})

test('a typed value that was given up for another’s is kept in the log beside it, and changes no figure', async () => {
  await fill('lan', may, ['412', '655'])
  const lines = await office.countAuditLines()
  const dropped = { indicatorId: plan.indicators.online, typed: { numerator: '41o', denominator: '655', note: '' }, revision: 1 }
  expect((await post('lan', `${may}/dropped`, dropped)).statusCode).toBe(200)
  expect(await office.countAuditLines()).toBe(lines + 1)
  const { payload } = await office.services.db
    .selectFrom('audit_lines')
    .select('payload')
    .where('tenant_id', '=', office.tenantId)
    .where('action', '=', 'typedDropped')
    .where('subject', '=', may)
    .executeTakeFirstOrThrow()
  expect(JSON.parse(payload)).toMatchObject({
    detail: { dropped: { numerator: '41o' }, standing: { numerator: '412', denominator: '655', revision: 1 } },
  })
  expect((await page('lan', may)).indicators[0]?.entry).toMatchObject({ numerator: '412', revision: 1 })
  expect((await post('hung', `${may}/dropped`, dropped)).statusCode).toBe(404)

  const history = async (person: PersonName) =>
    office.app.inject({ url: `/api/reports/${may}/indicators/${dropped.indicatorId}/history`, headers: office.signedIn(person) })
  const [givenUp, typed] = cellHistorySchema.parse((await history('minh')).json()).changes
  expect([givenUp, typed]).toMatchObject([
    {
      kind: 'givenUp',
      by: office.people.lan.name,
      before: { numerator: '412', denominator: '655', note: '' },
      after: { numerator: '41o', denominator: '655', note: '' },
    },
    { kind: 'saved', after: { numerator: '412', denominator: '655', note: '' } },
  ])
  expect((await history('hung')).statusCode).toBe(404)

  // What is no text for a column is still a text for the log, and hides nothing else from who looks.
  expect((await post('lan', `${may}/dropped`, { ...dropped, typed: { ...dropped.typed, numerator: '4\u00001' } })).statusCode).toBe(200)
  expect(cellHistorySchema.parse((await history('minh')).json()).changes.map(({ kind, after }) => [kind, after?.numerator])).toEqual([
    ['givenUp', '4\u00001'],
    ['givenUp', '41o'],
    ['saved', '412'],
  ])
})
