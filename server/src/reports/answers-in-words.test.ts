import { proofSchema, scoreboardSchema } from '@haidang/api/consolidation'
import { reportSchema, snapshotSchema } from '@haidang/api/reports'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify.ts'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { registerScoreboardRoutes } from '../scoreboard/routes.ts'
import { approveReport, correctReport, submitReport } from './actions.ts'
import { importValues } from './import-values.ts'
import { registerReportsRoutes } from './routes.ts'
import { saveEntries } from './save-entries.ts'
import { askInWords, issueTestPlan } from './testing.ts'
import type { TestPlan } from './testing.ts'

let office: TestOffice
let plan: TestPlan
let system: string
let may: string

beforeAll(async () => {
  office = await testOffice({ register: [registerReportsRoutes, registerScoreboardRoutes] })
})
afterAll(() => office.close())
beforeEach(async () => {
  await office.setClock('2024-05-11T02:00:00.000Z')
  plan = await issueTestPlan(office)
  system = await askInWords(office, plan)
  may = plan.reportOf(office.units.ward5, '2024-05')
})

type Typed = { readonly words?: string | null; readonly numerator?: string; readonly indicatorId?: string; readonly baseRevision?: number }
const put = ({ words, numerator, indicatorId = system, baseRevision = 0 }: Typed) =>
  office.app.inject({
    method: 'PUT',
    url: `/api/reports/${may}/entries`,
    headers: office.signedIn('lan'),
    payload: {
      changeKey: newId(),
      entries: [
        { indicatorId, numerator: numerator ?? null, denominator: null, ...(words === undefined ? {} : { words }), note: '', baseRevision },
      ],
    },
  })
const rows = () =>
  office.services.db
    .selectFrom('report_entries')
    .select(['numerator', 'denominator', 'words', 'revision'])
    .where('report_id', '=', may)
    .where('indicator_id', '=', system)
    .execute()
const lastLine = async () => {
  const { payload } = await office.services.db
    .selectFrom('audit_lines')
    .select('payload')
    .where('tenant_id', '=', office.tenantId)
    .where('stream', '=', `unit:${office.units.ward5}`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return JSON.parse(payload) as { action: string; detail: unknown }
}

async function approved(words: string, ward: 'ward5' | 'ward7' = 'ward5'): Promise<string> {
  const id = plan.reportOf(office.units[ward], '2024-05')
  const call = office.callAs(ward === 'ward5' ? 'lan' : 'hung', '2024-05-12T02:00:00.000Z')
  const entry = (indicatorId: string, figures: object) => ({
    indicatorId,
    numerator: null,
    denominator: null,
    note: '',
    baseRevision: 0,
    ...figures,
  })
  const entries = [
    entry(plan.indicators.online, { numerator: '90', denominator: '100' }),
    entry(system, { words }),
    entry(plan.indicators.portal, { numerator: '1' }),
  ]
  expect(await saveEntries(call, id, { changeKey: newId(), entries })).not.toHaveProperty('refused')
  expect(await submitReport(call, id, { missing: [] })).not.toHaveProperty('refused')
  expect(await approveReport(office.callAs('minh', '2024-05-14T02:00:00.000Z'), id)).not.toHaveProperty('refused')
  return id
}

describe('what is typed', () => {
  test('is kept as typed, in one form, with its line in the log; the same again changes nothing', async () => {
    const reply = await put({ words: '  Hê\u0323 thống một cửa iGate\r\nbản 2.0 ' })
    expect(reply.json().entries).toEqual([
      expect.objectContaining({ words: 'Hệ thống một cửa iGate\nbản 2.0', numerator: null, denominator: null, revision: 1 }),
    ])
    expect(await lastLine()).toMatchObject({
      action: 'entriesSaved',
      detail: {
        changes: [
          {
            indicatorId: system,
            before: { numerator: null, denominator: null },
            after: { numerator: null, denominator: null, words: 'Hệ thống một cửa iGate\nbản 2.0' },
          },
        ],
      },
    })
    const lines = await office.countAuditLines()
    const again = await put({ words: 'Hệ thống một cửa iGate\nbản 2.0', baseRevision: 1 })
    expect(again.json().entries[0].revision).toBe(1)
    expect(await office.countAuditLines()).toBe(lines)
    expect(await verifyAudit(office.services, office.tenantId)).toMatchObject({ ok: true })
  })

  test('may be a number and stays words', async () => {
    await put({ words: '0' })
    expect(await rows()).toEqual([{ numerator: null, denominator: null, words: '0', revision: 1 }])
  })

  test.each([[null], [''], ['  \n '], [undefined]])('is missing again once it is emptied (%j), and no empty text', async (empty) => {
    await put({ words: 'iGate' })
    const reply = await put({ ...(empty === undefined ? {} : { words: empty }), baseRevision: 1 })
    expect(reply.json().entries[0]).not.toHaveProperty('words')
    expect(await rows()).toEqual([{ numerator: null, denominator: null, words: null, revision: 2 }])
    expect((await put({ words: 'VNPT', baseRevision: 2 })).statusCode).toBe(200)
  })
})

describe('is refused, and nothing is written', () => {
  /** What the refusal is, and what it left behind: entries and lines more than before. */
  const refusal = async (typed: Typed) => {
    const [before, lines] = [JSON.stringify(await rows()), await office.countAuditLines()]
    const reply = await put(typed)
    const written = (JSON.stringify(await rows()) === before ? 0 : 1) + (await office.countAuditLines()) - lines
    return [reply.statusCode, reply.json<{ code: string }>().code, written]
  }
  const nothingWritten = [400, 'badInput', 0]

  test('a figure where words are asked: at first, over an answer, and over one that was emptied', async () => {
    expect(await refusal({ numerator: '5' })).toEqual(nothingWritten)
    await put({ words: 'iGate' })
    expect(await refusal({ numerator: '5', baseRevision: 1 })).toEqual(nothingWritten)
    await put({ words: null, baseRevision: 1 })
    expect(await refusal({ numerator: '5', baseRevision: 2 })).toEqual(nothingWritten)
  })

  test('words where figures are asked', async () => {
    expect(await refusal({ words: 'nhiều', indicatorId: plan.indicators.online })).toEqual(nothingWritten)
  })

  test('an answer that is too long', async () => {
    expect(await refusal({ words: 'x'.repeat(2001) })).toEqual(nothingWritten)
  })

  test('a list of two figures that names it', async () => {
    const list = [{ reportId: may, indicator: system, numerator: '5', denominator: '6' }]
    expect(await importValues(office.callAs('minh', '2024-05-11T02:00:00.000Z'), list)).toMatchObject({
      refused: 'rowsAtFault',
      faults: [{ field: 'denominator', fault: 'noSuchCell' }],
    })
    expect(await rows()).toEqual([])
  })
})

test('a report lacks it until it is answered, or the unit says why not', async () => {
  const call = office.callAs('lan', '2024-05-12T02:00:00.000Z')
  const others = [plan.indicators.online, plan.indicators.portal].map((indicatorId) => ({ indicatorId, reason: 'chưa phát sinh' }))
  expect(await submitReport(call, may, { missing: others })).toEqual({ refused: 'missingWithoutReason', indicatorIds: [system] })
})

describe('approved', () => {
  test('it is in the snapshot and beside the figures, in no sum, and judged by nothing', async () => {
    const id = await approved('VNPT iGate 2.0')
    const snapshot = await office.app.inject({ method: 'GET', url: `/api/reports/${id}/versions/1`, headers: office.signedIn('minh') })
    const of = (indicatorId: string) => snapshotSchema.parse(snapshot.json()).figures.find((figure) => figure.indicatorId === indicatorId)
    expect(of(system)).toMatchObject({ words: 'VNPT iGate 2.0', numerator: null, result: null, attainment: 'noData' })
    expect(of(plan.indicators.online)).not.toHaveProperty('words')
    const figures = await office.services.db
      .selectFrom('approved_figures')
      .select(['words', 'numerator'])
      .where('indicator_id', '=', system)
      .execute()
    expect(figures).toEqual([{ words: 'VNPT iGate 2.0', numerator: null }])
    expect(await office.services.owner.query('select 1 from rolled_figures where indicator_id = $1', [system])).toMatchObject({ rows: [] })
  })

  test('a correction replaces it, and takes it away where it is emptied', async () => {
    const id = await approved('iGate')
    const minh = office.callAs('minh', '2024-05-15T02:00:00.000Z')
    const lan = office.callAs('lan', '2024-05-15T02:00:00.000Z')
    expect(await correctReport(minh, id, 'Hệ thống đã ngừng dùng')).not.toHaveProperty('refused')
    const emptied = { indicatorId: system, numerator: null, denominator: null, words: null, note: '', baseRevision: 1 }
    await saveEntries(lan, id, { changeKey: newId(), entries: [emptied] })
    expect(await submitReport(lan, id, { missing: [{ indicatorId: system, reason: 'đã ngừng dùng' }] })).not.toHaveProperty('refused')
    expect(await approveReport(minh, id)).not.toHaveProperty('refused')
    expect(await office.services.db.selectFrom('approved_figures').select('words').where('indicator_id', '=', system).execute()).toEqual([])
  })

  test('the next month has it beside its cell, and so has the trend', async () => {
    await approved('iGate')
    const reply = await office.app.inject({
      method: 'GET',
      url: `/api/reports/${plan.reportOf(office.units.ward5, '2024-06')}`,
      headers: office.signedIn('lan'),
    })
    const line = reportSchema.parse(reply.json()).indicators.find(({ id }) => id === system)
    expect(line?.previous).toMatchObject({ period: '2024-05', words: 'iGate', result: null })
    expect(line?.trend).toEqual([{ period: '2024-05', result: null, words: 'iGate' }])
    expect(line?.entry).not.toHaveProperty('words')
  })

  test('a board counts who answered, tallies nothing, and opens to the words of each', async () => {
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
        moved_because: null,
        form: '[]',
        created_at: '2024-04-20T02:00:00.000Z',
      })
      .execute()
    await approved('iGate')
    await office.setClock('2024-06-01T02:00:00.000Z')
    const get = (path: string) => office.app.inject({ method: 'GET', url: `/api/scoreboard${path}`, headers: office.signedIn('thu') })
    const board = scoreboardSchema.parse((await get(`?period=2024-05&planId=${plan.planId}`)).json())
    const { reached, notReached, noData } = board.tally
    expect(reached + notReached + noData).toBe(2)
    expect(board.indicators.find(({ id }) => id === system)).toMatchObject({
      kind: 'text',
      result: null,
      targetText: '–',
      approvedUnits: 1,
      assignedUnits: 2,
    })
    for (const lens of ['', '&lens=asItIs', '&knownAt=2024-05-14T03:00:00.000Z']) {
      const proof = proofSchema.parse((await get(`/indicators/${system}?period=2024-05${lens}`)).json())
      expect(proof.cells.map(({ words, counted }) => [words, counted])).toEqual([
        ['iGate', true],
        [undefined, false],
      ])
    }
    const known = scoreboardSchema.parse((await get(`?period=2024-05&planId=${plan.planId}&knownAt=2024-05-14T03:00:00.000Z`)).json())
    expect(known.indicators.find(({ id }) => id === system)).toMatchObject({ approvedUnits: 1 })
  })
})
