import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { consolidationSchema, proofSchema, scoreboardSchema } from '@haidang/api/consolidation'
import type { Consolidation } from '@haidang/api/consolidation'
import { checkDecree30 } from '@haidang/documents/decree30/check-report'
import { writeReportDocx } from '@haidang/documents/decree30/write-report'
import { writeAnnexXlsx } from '@haidang/documents/xlsx/write-annex'
import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { v7 as newId } from 'uuid'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { approveReport, correctReport, saveNarrative, submitReport } from '../reports/actions.ts'
import { saveEntries } from '../reports/save-entries.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { registerScoreboardRoutes } from '../scoreboard/routes.ts'
import { registerConsolidationJobs } from './jobs.ts'
import { registerConsolidationRoutes } from './routes.ts'

let office: TestOffice
let plan: TestPlan
let cityId: string

beforeAll(async () => {
  office = await testOffice({ register: [registerConsolidationRoutes, registerScoreboardRoutes], jobs: [registerConsolidationJobs] })
})
afterAll(() => office.close())
beforeEach(async () => {
  plan = await issueTestPlan(office)
  cityId = newId()
  const city = {
    tenant_id: office.tenantId,
    regime_id: plan.regimeId,
    level: 'city' as const,
    unit_id: office.units.culture,
    form: '[]',
    created_at: '2024-04-20T02:00:00.000Z',
  }
  await office.services.db
    .insertInto('obligations')
    .values([
      {
        ...city,
        id: cityId,
        period: '2024-05',
        window_from: '2024-04-10',
        window_to: '2024-05-10',
        nominal_due: '2024-05-25',
        due_at: '2024-05-27T10:00:00.000Z',
        moved_because: 'saturday',
      },
      {
        ...city,
        id: newId(),
        period: '2024-06',
        window_from: '2024-05-10',
        window_to: '2024-06-10',
        nominal_due: '2024-06-25',
        due_at: '2024-06-25T10:00:00.000Z',
        moved_because: null,
      },
    ])
    .execute()
  await office.setClock('2024-05-20T02:00:00.000Z')
})

const send = (person: PersonName, method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
const draft = async (): Promise<Consolidation> =>
  consolidationSchema.parse((await send('minh', 'GET', `/api/consolidations/2024-05?planId=${plan.planId}`)).json())

async function report(person: 'lan' | 'hung', online: readonly [string, string], portal: '0' | '1', text: string): Promise<string> {
  const call = office.callAs(person, '2024-05-12T02:00:00.000Z')
  const id = plan.reportOf(office.units[person === 'lan' ? 'ward5' : 'ward7'], '2024-05')
  const entry = (indicatorId: string, numerator: string, denominator: string | null) => ({
    indicatorId,
    numerator,
    denominator,
    note: '',
    baseRevision: 0,
  })
  const { online: share, meetings, portal: page } = plan.indicators
  await saveEntries(call, id, {
    changeKey: newId(),
    entries: [entry(share, ...online), entry(meetings, '2', null), entry(page, portal, null)],
  })
  await saveNarrative(call, id, 'results', { changeKey: newId(), baseRevision: 0, text })
  expect(await submitReport(call, id, { missing: [] })).not.toHaveProperty('refused')
  return id
}

async function correct(id: string, numerator: string): Promise<void> {
  const lan = office.callAs('lan', '2024-05-22T02:00:00.000Z')
  expect(await correctReport(office.callAs('minh', '2024-05-21T02:00:00.000Z'), id, 'Đếm sót hồ sơ của bưu điện')).not.toHaveProperty(
    'refused',
  )
  const entries = [{ indicatorId: plan.indicators.online, numerator, denominator: '200', note: '', baseRevision: 1 }]
  expect(await saveEntries(lan, id, { changeKey: newId(), entries })).not.toHaveProperty('refused')
  expect(await submitReport(lan, id, { missing: [] })).not.toHaveProperty('refused')
  expect(await approveReport(office.callAs('minh', '2024-05-23T02:00:00.000Z'), id)).not.toHaveProperty('refused')
}

const approve = (id: string) => approveReport(office.callAs('minh', '2024-05-14T02:00:00.000Z'), id)
const onlineOf = (page: Consolidation) => page.preview.indicators.find(({ indicatorId }) => indicatorId === plan.indicators.online)

describe('the draft of the city’s report', () => {
  test('sums numerators over denominators of what is approved, and nothing else', async () => {
    await approve(await report('lan', ['90', '100'], '1', 'Phường 5 tốt'))
    await report('hung', ['8', '10'], '1', 'Phường 7 chờ duyệt')

    const before = await draft()
    expect(onlineOf(before)).toMatchObject({
      cityNumerator: '90',
      cityDenominator: '100',
      cityResult: '90',
      reportedUnits: 1,
      assignedUnits: 2,
    })
    expect(before.submittedNotApproved.map(({ shortName }) => shortName)).toEqual(['Phường 7'])
    expect(before.preview.narrative[0]?.contributions.map(({ text }) => text)).toEqual(['Phường 5 tốt'])

    await approve(plan.reportOf(office.units.ward7, '2024-05'))
    const after = await draft()
    // 98/110, never the mean of 90 % and 80 %.
    expect(onlineOf(after)).toMatchObject({ cityNumerator: '98', cityDenominator: '110', cityResult: '89.09', cityAttainment: 'reached' })
    expect(after.preview.reported).toEqual({ expected: 2, received: 2, onTime: 2, late: 0, approved: 2 })
  })

  test('names the units that are missing and has no figure for them', async () => {
    await approve(await report('lan', ['90', '100'], '1', 'tốt'))
    const { preview } = await draft()
    expect(preview.missingUnits).toEqual([office.units.ward7])
    const silent = preview.indicators.map(({ units }) => units.find(({ unitId }) => unitId === office.units.ward7))
    expect(silent.map((unit) => [unit?.numerator, unit?.result, unit?.attainment])).toEqual(
      preview.indicators.map(() => [null, null, 'noData']),
    )
  })

  test('cites the plan that it reports on, or what the officer has set in its place', async () => {
    const first = await draft()
    expect(first.edits.legalBases).toEqual(first.preview.legalBases)
    expect(first.preview.legalBases).toHaveLength(1)
    expect(first.preview.legalBases[0]).toMatch(/^Căn cứ \p{Lu}.+ về /u)
    expect(first.preview.recipients[0]).toMatch(/^Thường trực UBND (?!u)/u)

    const { legalBases, ...others } = first.edits
    const put = (baseRevision: number, edits: object) =>
      send('minh', 'PUT', `/api/consolidations/${cityId}/edits`, { changeKey: newId(), baseRevision, edits })
    const added = [...(legalBases ?? []), 'Căn cứ Quyết định số 05/QĐ-UBND ngày 02 tháng 01 năm 2024 của UBND tỉnh']
    expect((await put(0, { ...others, legalBases: added })).statusCode).toBe(200)
    expect((await draft()).preview.legalBases).toEqual(added)
    expect((await put(1, { ...others, legalBases: [] })).statusCode).toBe(200)
    expect((await draft()).preview.legalBases).toEqual([])
    // What was edited before bases could be says nothing of them.
    expect((await put(2, others)).statusCode).toBe(200)
    expect((await draft()).preview.legalBases).toEqual(legalBases)
  })

  test('is not there for a focal point, and nothing is written by asking', async () => {
    const lines = await office.countAuditLines()
    const replies = [
      await send('lan', 'GET', '/api/consolidations/2024-05'),
      await send('lan', 'PUT', `/api/consolidations/${cityId}/edits`, {
        changeKey: newId(),
        baseRevision: 0,
        edits: (await draft()).edits,
      }),
      await send('lan', 'POST', `/api/consolidations/${cityId}/issue`, { baseRevision: 0 }),
      await send('lan', 'GET', `/api/consolidations/${cityId}/issues/1/report.docx`),
    ]
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
    expect(await office.countAuditLines()).toBe(lines)
    expect((await draft()).revision).toBe(0)
  })

  test('is read by the leader and edited by the synthesis officer only', async () => {
    const { edits } = await draft()
    const lines = await office.countAuditLines()
    expect((await send('thu', 'GET', `/api/consolidations/2024-05?planId=${plan.planId}`)).json()).toMatchObject({
      can: { edit: false, issue: false },
    })
    expect(
      (await send('thu', 'PUT', `/api/consolidations/${cityId}/edits`, { changeKey: newId(), baseRevision: 0, edits })).statusCode,
    ).toBe(403)
    expect((await send('thu', 'POST', `/api/consolidations/${cityId}/issue`, { baseRevision: 0 })).statusCode).toBe(403)
    expect(await office.countAuditLines()).toBe(lines)
  })

  test('keeps edits once, whatever is sent again, and shows a second writer what stands', async () => {
    const { edits } = await draft()
    const change = {
      changeKey: newId(),
      baseRevision: 0,
      edits: { ...edits, number: '62', summaries: { ...edits.summaries, results: 'Đã làm nhiều việc.' } },
    }
    const put = (body: object) => send('minh', 'PUT', `/api/consolidations/${cityId}/edits`, body)
    expect((await put(change)).json()).toEqual({ revision: 1 })
    const lines = await office.countAuditLines()
    expect((await put(change)).json()).toEqual({ revision: 1 })
    const late = await put({ ...change, changeKey: newId() })
    expect(late.statusCode).toBe(409)
    expect(late.json()).toMatchObject({ code: 'changedMeanwhile', current: { revision: 1 } })
    expect(await office.countAuditLines()).toBe(lines)
    expect((await draft()).preview.letterhead.number).toBe('62')
  })
})

describe('issuing the city’s report', () => {
  const issue = async (baseRevision = 0) => send('minh', 'POST', `/api/consolidations/${cityId}/issue`, { baseRevision })
  const kept = async (sha256: string) => new Uint8Array(await readFile(office.services.files.path(office.tenantId, sha256)))

  test('freezes a snapshot and writes a paper that the Decree’s checker passes, the same bytes each time', async () => {
    await approve(await report('lan', ['90', '100'], '1', 'Phường 5 tốt'))
    await send('minh', 'PUT', `/api/consolidations/${cityId}/edits`, {
      changeKey: newId(),
      baseRevision: 0,
      edits: { ...(await draft()).edits, number: '62' },
    })
    expect((await issue(1)).json()).toEqual({ version: 1 })
    expect(await office.runJobs()).toBe(1)

    const [issued] = (await draft()).issues
    expect(issued).toMatchObject({ version: 1, state: 'written', issuedBy: 'Lê Quang Minh', failure: null })
    const { docx, xlsx } = issued?.files ?? {}
    if (!docx || !xlsx) throw new Error('The files were not written.')
    expect(checkDecree30(await kept(docx))).toEqual([])

    const { content } = await office.services.db
      .selectFrom('consolidation_issues')
      .select('content')
      .where('consolidation_id', '=', cityId)
      .executeTakeFirstOrThrow()
    const again = content as ConsolidatedReport
    expect(sha(await writeReportDocx(again))).toBe(docx)
    expect(sha(await writeAnnexXlsx(again))).toBe(xlsx)

    const file = await send('thu', 'GET', `/api/consolidations/${cityId}/issues/1/report.docx`)
    expect([file.statusCode, sha(file.rawPayload)]).toEqual([200, docx])
  }, 60_000)

  test('clicked twice is one report', async () => {
    await approve(await report('lan', ['90', '100'], '1', 'tốt'))
    await issue()
    const lines = await office.countAuditLines()
    expect((await issue()).json()).toEqual({ version: 1 })
    expect(await office.countAuditLines()).toBe(lines)
  })

  test('after a correction is a new version that prints it, while the first stays as it was', async () => {
    const id = await report('lan', ['90', '200'], '1', 'tốt')
    await approve(id)
    await issue()
    await correct(id, '95')
    expect((await issue()).json()).toEqual({ version: 2 })

    const versions = await office.services.db
      .selectFrom('consolidation_issues')
      .select(['version', 'content'])
      .where('consolidation_id', '=', cityId)
      .orderBy('version')
      .execute()
    const [first, second] = versions.map(({ content }) => content as ConsolidatedReport)
    expect(first?.corrections).toEqual([])
    expect(first?.indicators[0]?.cityNumerator).toBe('90')
    expect(second?.indicators[0]?.cityNumerator).toBe('95')
    expect(second?.corrections).toEqual([
      'Đính chính số liệu tháng 5 năm 2024 của UBND Phường 5 (bản 2, duyệt ngày 23/5/2024): Đếm sót hồ sơ của bưu điện.',
    ])
  })
})

describe('the board', () => {
  const board = async (person: PersonName = 'thu') =>
    scoreboardSchema.parse((await send(person, 'GET', `/api/scoreboard?period=2024-05&planId=${plan.planId}`)).json())

  test('says how many of how many units reported and whether they are approved', async () => {
    await approve(await report('lan', ['90', '100'], '1', 'tốt'))
    await report('hung', ['8', '10'], '0', 'chờ')
    const { coverage, indicators, units, tally } = await board()
    expect(coverage).toEqual({ expected: 2, reported: 2, approved: 1 })
    expect(
      indicators.map(({ code, result, reportedUnits, approvedUnits, distance }) => [code, result, reportedUnits, approvedUnits, distance]),
    ).toEqual([
      ['online', '90', 2, 1, '5'],
      ['meetings', '2', 2, 1, '-2'],
      ['portal', '1', 2, 1, '-1'],
    ])
    expect(tally).toEqual({ reached: 1, notReached: 2, noData: 0 })
    expect(units.map(({ unit, approved }) => [unit.shortName, approved])).toEqual([
      ['Phường 5', true],
      ['Phường 7', false],
    ])
  })

  test('follows an approval and a correction at once', async () => {
    const id = await report('lan', ['90', '200'], '1', 'tốt')
    expect((await board()).indicators[0]?.result).toBeNull()
    await approve(id)
    expect((await board()).indicators[0]).toMatchObject({ result: '45', numerator: '90' })
    await correct(id, '95')
    expect((await board()).indicators[0]).toMatchObject({ result: '47.5', numerator: '95' })
  })

  test('opens a number to the cells, the reporter, the approver and the clause', async () => {
    await approve(await report('lan', ['90', '100'], '1', 'tốt'))
    const reply = await send('thu', 'GET', `/api/scoreboard/indicators/${plan.indicators.online}?period=2024-05`)
    const proof = proofSchema.parse(reply.json())
    expect(proof.clause).toMatchObject({ text: 'Tỷ lệ hồ sơ nộp trực tuyến.', planId: plan.planId })
    expect(
      proof.cells.map(({ unit, counted, numerator, reporter, approver }) => [unit.shortName, counted, numerator, reporter, approver]),
    ).toEqual([
      ['Phường 5', true, '90', 'Trần Thị Lan', 'Lê Quang Minh'],
      ['Phường 7', false, null, null, null],
    ])
  })

  test('is never older than the question, however many ask at once while reports come in', async () => {
    const [ward5, ward7] = [await report('lan', ['1', '2'], '1', 'Đã làm.'), await report('hung', ['3', '4'], '0', 'Đã làm.')]
    let approved = 0
    const shown: { readonly atLeast: number; readonly approved: number }[] = []
    let isOver = false
    const readers = Array.from({ length: 16 }, async () => {
      while (!isOver) {
        const atLeast = approved
        const { coverage } = await board('thu')
        shown.push({ atLeast, approved: coverage.approved })
      }
    })
    // Other work on the machine may make a look take long; whatever comes, nobody goes on asking.
    const many = { timeout: 30_000 }
    try {
      for (const id of [ward5, ward7]) {
        await expect.poll(() => shown.filter(({ atLeast }) => atLeast === approved).length, many).toBeGreaterThan(32)
        await approve(id)
        approved += 1
      }
      await expect.poll(() => shown.filter(({ atLeast }) => atLeast === 2).length, many).toBeGreaterThan(32)
    } finally {
      isOver = true
      await Promise.all(readers)
    }
    expect(shown.filter((one) => one.approved < one.atLeast)).toEqual([])
  }, 120_000)

  test.each([
    [
      'her role is taken',
      404,
      () => office.services.db.deleteFrom('account_roles').where('account_id', '=', office.people.thu.id).execute(),
    ],
    ['her session ends', 401, () => office.services.db.deleteFrom('sessions').where('account_id', '=', office.people.thu.id).execute()],
  ])('is not shown any more once %s', async (_what, status, revoke) => {
    const { db } = office.services
    const { id } = office.people.thu
    const sessions = await db.selectFrom('sessions').selectAll().where('account_id', '=', id).execute()
    const ask = () => send('thu', 'GET', `/api/scoreboard?period=2024-05&planId=${plan.planId}`)
    expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([200, 200])
    await revoke()
    const refused = await ask()
    await db
      .insertInto('account_roles')
      .values({ tenant_id: office.tenantId, account_id: id, role: 'leader' })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await db
      .insertInto('sessions')
      .values(sessions)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    expect(refused.statusCode).toBe(status)
    expect(refused.json()).not.toHaveProperty('coverage')
  })

  test('knows the new hour as soon as the office’s clock is moved', async () => {
    const state = async () => (await board('thu')).taskCounts
    const before = await state()
    expect(await state()).toEqual(before)
    await office.setClock('2026-05-20T02:00:00.000Z')
    const later = await state()
    await office.setClock('2024-05-20T02:00:00.000Z')
    expect(later).not.toEqual(before)
    expect(await state()).toEqual(before)
  })

  test('is not there for a focal point', async () => {
    expect((await send('lan', 'GET', '/api/scoreboard?period=2024-05')).statusCode).toBe(404)
    expect((await send('lan', 'GET', `/api/scoreboard/indicators/${plan.indicators.online}?period=2024-05`)).statusCode).toBe(404)
  })
})

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
