import type { WorkbookReading, WorkbookRefusal } from '@haidang/api/workbooks'
import type { Problem } from '@haidang/api/problem'
import { openXlsx, readXlsx, saveXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify.ts'
import { upload } from '../plans/testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { submitReport } from './actions.ts'
import { registerReportsRoutes } from './routes.ts'
import { saveEntries } from './save-entries.ts'
import { askInWords, issueTestPlan } from './testing.ts'
import type { TestPlan } from './testing.ts'
import { registerWorkbookRoutes } from './workbook-routes.ts'

let office: TestOffice
let plan: TestPlan

beforeAll(async () => {
  office = await testOffice({ register: [registerReportsRoutes, registerWorkbookRoutes] })
})
afterAll(() => office.close())
beforeEach(async () => {
  await office.setClock('2024-05-10T02:00:00.000Z')
  plan = await issueTestPlan(office)
})

const may = (unit: 'ward5' | 'ward7' = 'ward5') => `/api/reports/${plan.reportOf(office.units[unit], '2024-05')}`
const month = (period = '2024-05', tail = '') => `/api/workbooks/${period}${tail}?planId=${plan.planId}`

const get = async (person: PersonName, url: string): Promise<Buffer> => {
  const reply = await office.app.inject({ method: 'GET', url, headers: office.signedIn(person) })
  expect(reply.statusCode, `${reply.body.slice(0, 300)}`).toBe(200)
  expect(reply.headers['content-type']).toContain('spreadsheetml')
  return reply.rawPayload
}
const post = (person: PersonName, url: string, file: Uint8Array) => {
  const { payload, headers } = upload('Số liệu.xlsx', file)
  return office.app.inject({ method: 'POST', url, headers: { ...office.signedIn(person), ...headers }, payload })
}
const check = async (person: PersonName, url: string, file: Uint8Array): Promise<WorkbookReading> => {
  const reply = await post(person, url, file)
  expect(reply.statusCode, `${reply.body.slice(0, 500)}`).toBe(200)
  return reply.json<WorkbookReading>()
}
const refusalOf = async (person: PersonName, url: string, file: Uint8Array): Promise<WorkbookRefusal> => {
  const reply = await post(person, url, file)
  expect(reply.statusCode, `${reply.body.slice(0, 500)}`).toBe(422)
  const { reason, help } = reply.json<Problem>()
  return { refused: reason, ...help } as WorkbookRefusal
}

type Typed = Readonly<Record<string, string | number | null>>
/** Types into cells, by their addresses, as a spreadsheet saves it. */
async function fill(bytes: Uint8Array, typed: Typed): Promise<Uint8Array> {
  const workbook = await openXlsx(bytes, { readStyles: true })
  const sheet = workbook.sheets.find(({ name }) => name === 'Số liệu')
  for (const [address, value] of Object.entries(typed)) {
    const [, letter = '', row = ''] = /^([A-Z])(\d+)$/u.exec(address) ?? []
    const [r, c] = [Number(row) - 1, letter.charCodeAt(0) - 65]
    const cells = sheet?.rows[r] ?? []
    cells[c] = value
    const cell = sheet?.cells?.get(`${r},${c}`)
    if (cell)
      sheet?.cells?.set(`${r},${c}`, { ...cell, value, type: value === null ? 'empty' : typeof value === 'number' ? 'number' : 'string' })
  }
  return saveXlsx(workbook)
}
/** The rows of ward 5: the ratio, the count, the yes or no. */
const filledWell: Typed = { G7: 412, H7: '655', G8: '1.000', J8: 'theo sổ', G9: 'Đã triển khai' }

const save = (person: PersonName, url: string, reading: WorkbookReading) => {
  if (reading.kind !== 'changes') throw new Error(JSON.stringify(reading))
  const entries = reading.changes.map(({ indicatorId, after, baseRevision }) => ({ indicatorId, ...after, baseRevision }))
  return office.app.inject({
    method: 'PUT',
    url: `${url}/entries`,
    headers: office.signedIn(person),
    payload: { changeKey: reading.changeKey, entries },
  })
}
const saveMonth = (reading: WorkbookReading, person: PersonName = 'minh') => {
  if (reading.kind !== 'changes') throw new Error(JSON.stringify(reading))
  const ids = [...new Set(reading.changes.map(({ reportId }) => reportId))]
  const reports = ids.map((reportId) => ({
    reportId,
    entries: reading.changes
      .filter((change) => change.reportId === reportId)
      .map(({ indicatorId, after, baseRevision }) => ({ indicatorId, ...after, baseRevision })),
  }))
  return office.app.inject({
    method: 'PUT',
    url: month('2024-05', '/entries'),
    headers: office.signedIn(person),
    payload: { changeKey: reading.changeKey, reports },
  })
}
const entriesOf = async (unit: 'ward5' | 'ward7') => {
  const rows = await office.services.db
    .selectFrom('report_entries')
    .select(['indicator_id', 'numerator', 'denominator', 'note'])
    .where('report_id', '=', plan.reportOf(office.units[unit], '2024-05'))
    .execute()
  const order = Object.values(plan.indicators)
  return rows
    .toSorted((a, b) => order.indexOf(a.indicator_id) - order.indexOf(b.indicator_id))
    .map(({ numerator, denominator, note }) => [numerator, denominator, note])
}
const type = (person: 'lan' | 'hung', numerator: string, baseRevision: number) =>
  saveEntries(office.callAs(person), plan.reportOf(person === 'lan' ? office.units.ward5 : office.units.ward7, '2024-05'), {
    changeKey: crypto.randomUUID(),
    entries: [{ indicatorId: plan.indicators.online, numerator, denominator: '700', note: '', baseRevision }],
  })

describe('a unit’s workbook that comes home', () => {
  test('has a cell for words, which come back as they were typed, and empty no more than is agreed to', async () => {
    const system = await askInWords(office, plan)
    const words = async () =>
      (
        await office.services.db
          .selectFrom('report_entries')
          .select('words')
          .where('report_id', '=', plan.reportOf(office.units.ward5, '2024-05'))
          .where('indicator_id', '=', system)
          .execute()
      ).map((row) => row.words)
    const filled = await fill(await get('lan', `${may()}/workbook`), { G8: '=1+1 là "2"' })
    const reading = await check('lan', `${may()}/workbook`, filled)
    expect(reading).toMatchObject({
      kind: 'changes',
      changes: [{ kind: 'text', before: { numerator: null }, after: { numerator: null, words: '=1+1 là "2"' } }],
    })
    expect((await save('lan', may(), reading)).statusCode).toBe(200)
    expect(await words()).toEqual(['=1+1 là "2"'])
    const again = await get('lan', `${may()}/workbook`)
    expect(await check('lan', `${may()}/workbook`, again)).toMatchObject({ kind: 'changes', changes: [], unchanged: 1 })
    expect(await check('lan', `${may()}/workbook`, await fill(again, { G8: null }))).toMatchObject({
      kind: 'changes',
      changes: [{ before: { words: '=1+1 là "2"' }, after: { numerator: null, note: '' } }],
    })
    expect(await check('lan', `${may()}/workbook`, await fill(again, { G8: 'x'.repeat(2001) }))).toMatchObject({
      kind: 'faults',
      faults: [{ cell: 'G8', code: 'wordsTooLong' }],
    })
    expect(await words()).toEqual(['=1+1 là "2"'])
  })

  test('shows the difference, is saved as any entries are, and changes nothing the second time', async () => {
    await type('lan', '400', 0)
    const filled = await fill(await get('lan', `${may()}/workbook`), filledWell)
    const reading = await check('lan', `${may()}/workbook`, filled)
    expect(reading).toMatchObject({
      kind: 'changes',
      changes: [
        {
          code: 'online',
          before: { numerator: '400', denominator: '700' },
          after: { numerator: '412', denominator: '655' },
          baseRevision: 1,
        },
        { code: 'meetings', before: { numerator: null }, after: { numerator: '1000', denominator: null, note: 'theo sổ' } },
        { code: 'portal', after: { numerator: '1' } },
      ],
      unchanged: 0,
      missingRows: 0,
    })
    const lines = await office.countAuditLines()
    expect((await save('lan', may(), reading)).statusCode).toBe(200)
    expect(await entriesOf('ward5')).toEqual([
      ['412', '655', ''],
      ['1000', null, 'theo sổ'],
      ['1', null, ''],
    ])
    expect(await office.countAuditLines()).toBe(lines + 1)

    expect(await check('lan', `${may()}/workbook`, filled)).toMatchObject({ changes: [], unchanged: 5 })
    // What it wrote itself makes it no old copy: filled on, it is taken again.
    const further = await check('lan', `${may()}/workbook`, await fill(filled, { G7: 413 }))
    expect(further).toMatchObject({ changes: [{ before: { numerator: '412' }, after: { numerator: '413' }, baseRevision: 2 }] })
    expect((await save('lan', may(), further)).statusCode).toBe(200)
    expect(await office.countAuditLines()).toBe(lines + 2)
    expect(await verifyAudit(office.services, office.tenantId)).toMatchObject({ ok: true })
  })

  test('with the figures of the period before in it', async () => {
    await saveEntries(office.callAs('lan'), plan.reportOf(office.units.ward5, '2024-05'), {
      changeKey: crypto.randomUUID(),
      entries: [{ indicatorId: plan.indicators.online, numerator: '1200', denominator: '1300', note: '', baseRevision: 0 }],
    })
    const missing = [plan.indicators.meetings, plan.indicators.portal].map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' }))
    await submitReport(office.callAs('lan'), plan.reportOf(office.units.ward5, '2024-05'), { missing })
    const june = await get('lan', `/api/reports/${plan.reportOf(office.units.ward5, '2024-06')}/workbook`)
    const [sheet] = (await readXlsx(june)).sheets
    expect(sheet?.rows.slice(6, 9).map((row) => row[5])).toEqual(['1.200/1.300\n92,31%', '–', '–'])
  })

  test('is refused elsewhere by name, and nothing is written', async () => {
    const lans = await fill(await get('lan', `${may()}/workbook`), filledWell)
    const june = `/api/reports/${plan.reportOf(office.units.ward5, '2024-06')}/workbook`
    expect(await refusalOf('lan', june, lans)).toEqual({ refused: 'otherPeriod', workbook: '2024-05', here: '2024-06' })
    expect(await refusalOf('hung', `${may('ward7')}/workbook`, lans)).toEqual({
      refused: 'otherUnit',
      workbook: 'UBND Phường 5',
      here: 'UBND Phường 7',
    })
    expect(await refusalOf('lan', `${may()}/workbook`, await get('minh', month()))).toEqual({ refused: 'manyUnits' })
    const other = await issueTestPlan(office)
    expect(await refusalOf('lan', `/api/reports/${other.reportOf(office.units.ward5, '2024-05')}/workbook`, lans)).toMatchObject({
      refused: 'otherPlan',
    })
    await office.services.db.updateTable('plans').set({ current_version: 2 }).where('id', '=', plan.planId).execute()
    expect(await refusalOf('lan', `${may()}/workbook`, lans)).toEqual({ refused: 'planChanged', workbook: 1, here: 2 })
    expect(await refusalOf('lan', `${may()}/workbook`, Buffer.from('a,b'))).toEqual({ refused: 'notASpreadsheet' })
    expect(await entriesOf('ward5')).toEqual([])
  })

  test('of another office is refused by the office’s name', async () => {
    const neighbour = await office.neighbour()
    const theirs = await issueTestPlan(neighbour)
    await neighbour.setClock('2024-05-10T02:00:00.000Z')
    const reply = await neighbour.app.inject({
      method: 'GET',
      url: `/api/reports/${theirs.reportOf(neighbour.units.ward5, '2024-05')}/workbook`,
      headers: neighbour.signedIn('lan'),
    })
    expect(await refusalOf('lan', `${may()}/workbook`, reply.rawPayload)).toMatchObject({ refused: 'otherOffice' })
  })

  test('of an older state is refused with who changed what since', async () => {
    const filled = await fill(await get('lan', `${may()}/workbook`), filledWell)
    await office.setClock('2024-05-10T04:00:00.000Z')
    await type('lan', '390', 0)
    expect(await refusalOf('lan', `${may()}/workbook`, filled)).toMatchObject({
      refused: 'oldCopy',
      cells: [{ unit: 'UBND Phường 5', indicator: 'Tỷ lệ hồ sơ nộp trực tuyến', changedBy: 'Trần Thị Lan' }],
      cellCount: 1,
    })
    // Saved between the look and the yes, it is refused as any entry would be.
    const fresh = await fill(await get('lan', `${may()}/workbook`), filledWell)
    const reading = await check('lan', `${may()}/workbook`, fresh)
    await type('lan', '391', 1)
    expect((await save('lan', may(), reading)).statusCode).toBe(409)
    expect(await entriesOf('ward5')).toEqual([['391', '700', '']])
  })

  test('with bad cells comes back with each marked at its place, and what was typed stays', async () => {
    const bad = await fill(await get('lan', `${may()}/workbook`), { G7: '1.2a', H7: 655, G8: 2.5, G9: 'có lẽ', J9: 'hỏi lại' })
    expect(await check('lan', `${may()}/workbook`, bad)).toMatchObject({
      kind: 'faults',
      faults: [
        { cell: 'G7', code: 'notANumber', text: '1.2a', indicator: 'Tỷ lệ hồ sơ nộp trực tuyến' },
        { cell: 'G8', code: 'notWhole', text: '2,5' },
        { cell: 'G9', code: 'notYesOrNo', text: 'có lẽ' },
      ],
      faultCount: 3,
    })
    const reply = await post('lan', `${may()}/workbook/marked`, bad)
    expect(reply.statusCode).toBe(200)
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain('Số liệu (cần sửa).xlsx')
    const [faults, figures] = (await readXlsx(reply.rawPayload, { readStyles: true })).sheets
    expect(faults?.rows.slice(2).map((row) => [row[0], row[3]])).toEqual([
      ['G7', '"1.2a" không phải là số. Ghi số kiểu 1.234,5, không kèm chữ; chưa có số liệu thì để trống.'],
      ['G8', 'Chỉ tiêu này đếm số nguyên; "2,5" có phần lẻ.'],
      ['G9', '"có lẽ" không rõ là có hay chưa. Chọn "Đã triển khai" hoặc "Chưa".'],
    ])
    expect(figures?.rows[8]?.[9]).toBe('hỏi lại')
    const mended = await fill(reply.rawPayload, filledWell)
    expect(await check('lan', `${may()}/workbook`, mended)).toMatchObject({ kind: 'changes', changes: [{}, {}, {}] })
    expect(await refusalOf('lan', `${may()}/workbook/marked`, mended)).toEqual({ refused: 'noFaults' })
  })

  test('is neither given nor taken once the report is handed in', async () => {
    const filled = await fill(await get('lan', `${may()}/workbook`), filledWell)
    const missing = Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' }))
    await submitReport(office.callAs('lan'), plan.reportOf(office.units.ward5, '2024-05'), { missing })
    const refused = { refused: 'notEditable', units: [{ unit: 'UBND Phường 5', state: 'submitted' }] }
    expect(await refusalOf('lan', `${may()}/workbook`, filled)).toEqual(refused)
    const reply = await office.app.inject({ method: 'GET', url: `${may()}/workbook`, headers: office.signedIn('lan') })
    expect(reply.statusCode).toBe(422)
  })
})

describe('the workbook of all units', () => {
  /** Ward 5 has rows 6 to 8 of it, ward 7 the next three; the column of units moves all others by one. */
  const both: Typed = { H6: 5, I6: 10, H9: 7, I9: 10, K10: 'sổ giấy' }

  test('is saved for all in one transaction, with a line in each unit’s log', async () => {
    const filled = await fill(await get('minh', month()), both)
    const reading = await check('minh', month(), filled)
    expect(reading).toMatchObject({
      changes: [
        { unit: 'UBND Phường 5', after: { numerator: '5', denominator: '10' } },
        { unit: 'UBND Phường 7', after: { numerator: '7', denominator: '10' } },
        { unit: 'UBND Phường 7', code: 'meetings', after: { numerator: null, note: 'sổ giấy' } },
      ],
    })
    const lines = await office.countAuditLines()
    expect((await saveMonth(reading)).json()).toMatchObject({ reports: 2, entries: 3 })
    expect(await entriesOf('ward7')).toEqual([
      ['7', '10', ''],
      [null, null, 'sổ giấy'],
    ])
    expect(await office.countAuditLines()).toBe(lines + 2)
    const streams = await office.services.db
      .selectFrom('audit_lines')
      .select(['stream', 'actor_id'])
      .where('tenant_id', '=', office.tenantId)
      .where('action', '=', 'entriesSaved')
      .where('actor_id', '=', office.people.minh.id)
      .execute()
    expect(streams.map(({ stream }) => stream).toSorted()).toEqual([`unit:${office.units.ward5}`, `unit:${office.units.ward7}`].toSorted())
    expect(await check('minh', month(), filled)).toMatchObject({ changes: [], unchanged: 5 })
    expect((await saveMonth(reading)).json()).toMatchObject({ reports: 0, entries: 0 })
  })

  test('where one unit was quicker, nothing of any is written', async () => {
    const reading = await check('minh', month(), await fill(await get('minh', month()), both))
    await type('hung', '1', 0)
    const lines = await office.countAuditLines()
    expect((await saveMonth(reading)).statusCode).toBe(409)
    expect(await entriesOf('ward5')).toEqual([])
    expect(await office.countAuditLines()).toBe(lines)
  })

  test('where one has handed in meanwhile, it says which', async () => {
    const filled = await fill(await get('minh', month()), both)
    const reading = await check('minh', month(), filled)
    const missing = Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' }))
    await submitReport(office.callAs('hung'), plan.reportOf(office.units.ward7, '2024-05'), { missing })
    expect(await refusalOf('minh', month(), filled)).toEqual({
      refused: 'notEditable',
      units: [{ unit: 'UBND Phường 7', state: 'submitted' }],
    })
    expect((await saveMonth(reading)).statusCode).toBe(422)
    expect(await entriesOf('ward5')).toEqual([])
    const [units] = (await readXlsx(await get('minh', month()))).sheets
    expect(units?.rows.slice(5).map((row) => row.slice(1, 4))).toEqual([
      ['UBND Phường 5', 'Đang nhập', 0],
      ['UBND Phường 7', 'Đã nộp', null],
    ])
  })

  test('takes the workbook of one unit that was sent to the officer', async () => {
    const filled = await fill(await get('minh', `${may('ward7')}/workbook`), filledWell)
    const reading = await check('minh', month(), filled)
    expect((await saveMonth(reading)).json()).toMatchObject({ reports: 1, entries: 3 })
    expect(await entriesOf('ward7')).toHaveLength(3)
  })

  test('a unit without indicators is in it, and moves nobody’s figures', async () => {
    await office.services.db
      .updateTable('obligations')
      .set({ form: '[]' })
      .where('id', '=', plan.reportOf(office.units.ward5, '2024-05'))
      .execute()
    const filled = await fill(await get('minh', month()), { H6: 7, I6: 10 })
    expect(await check('minh', month(), filled)).toMatchObject({ changes: [{ unit: 'UBND Phường 7', after: { numerator: '7' } }] })
  })

  test('of another month is refused, and reports of another month are not there', async () => {
    const filled = await fill(await get('minh', month()), both)
    expect(await refusalOf('minh', month('2024-06'), filled)).toEqual({ refused: 'otherPeriod', workbook: '2024-05', here: '2024-06' })
    const reply = await office.app.inject({
      method: 'PUT',
      url: month('2024-06', '/entries'),
      headers: office.signedIn('minh'),
      payload: {
        changeKey: crypto.randomUUID(),
        reports: [
          {
            reportId: plan.reportOf(office.units.ward5, '2024-05'),
            entries: [{ indicatorId: plan.indicators.online, numerator: '1', denominator: '2', note: '', baseRevision: 0 }],
          },
        ],
      },
    })
    expect(reply.statusCode).toBe(404)
    expect(await entriesOf('ward5')).toEqual([])
  })
})
