import type { PutMapping, TableLook, TableReading } from '@haidang/api/own-tables'
import type { Problem } from '@haidang/api/problem'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { upload } from '../plans/testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { registerReportsRoutes } from './routes.ts'
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

const post = (url: string, fileName: string, file: Uint8Array | string, person: PersonName = 'minh') => {
  const { payload, headers } = upload(fileName, typeof file === 'string' ? Buffer.from(file) : file)
  return office.app.inject({ method: 'POST', url, headers: { ...office.signedIn(person), ...headers }, payload })
}
const table = (tail = '', query = {}) =>
  `/api/workbooks/2024-05/table${tail}?${new URLSearchParams({ planId: plan.planId, ...query }).toString()}`
const look = async (fileName: string, file: Uint8Array | string): Promise<TableLook> =>
  (await post(table(), fileName, file)).json<TableLook>()
const check = (id: string, sheet: string, fileName: string, file: Uint8Array | string) =>
  post(table('/changes', { mappingId: id, sheet }), fileName, file)
const read = async (...asked: Parameters<typeof check>): Promise<TableReading> => (await check(...asked)).json<TableReading>()
const keep = (id: string, body: PutMapping, person: PersonName = 'minh') =>
  office.app.inject({
    method: 'PUT',
    url: `/api/table-mappings/${id}?planId=${plan.planId}`,
    headers: office.signedIn(person),
    payload: body,
  })

const rows = [
  ['BẢNG SỐ LIỆU THÁNG 5', null, null, null],
  ['Phường, xã', 'Tỷ lệ hồ sơ nộp trực tuyến (tử số)', 'Tỷ lệ hồ sơ nộp trực tuyến (mẫu số)', 'Số buổi tuyên truyền'],
  ['Phường 5', 412, 655, null],
  ['P.7', '1.234', '2.000', 3],
  ['Tổng cộng', 1646, 2655, 3],
]
const workbook = await writeXlsx({ sheets: [{ name: 'Tổng hợp', rows }] })
const csv = rows.map((row) => row.map((cell) => cell ?? '').join(';')).join('\r\n')

test('a column of words is read as it stands, and a blank cell says nothing', async () => {
  const system = await askInWords(office, plan)
  const file = await writeXlsx({
    sheets: [
      {
        name: 'T',
        rows: [
          ['Phường, xã', 'Tên hệ thống đang dùng', 'Tỷ lệ hồ sơ nộp trực tuyến'],
          ['Phường 5', 'iGate; bản 2.0', 4],
          ['P.7', null, 5],
        ],
      },
    ],
  })
  const [sheet] = (await look('T.xlsx', file)).sheets
  if (sheet === undefined) throw new Error('No sheet.')
  expect(sheet.suggested.columns[1]).toEqual({ use: 'numerator', indicatorId: system })
  const id = crypto.randomUUID()
  const units = { 'p 7': office.units.ward7 }
  expect((await keep(id, { name: 'Bảng', heads: sheet.heads, mapping: { ...sheet.suggested, units } })).statusCode).toBe(200)
  const reading = await read(id, 'T', 'T.xlsx', file)
  if (reading.kind !== 'changes') throw new Error(JSON.stringify(reading))
  expect(reading.changes.filter(({ kind }) => kind === 'text').map(({ unit, after }) => [unit, after])).toEqual([
    ['UBND Phường 5', { numerator: null, denominator: null, words: 'iGate; bản 2.0', note: '' }],
  ])
})

test('an office’s own table is read by what was saved of its heads, its names asked once, and saved in one transaction', async () => {
  const seen = await look('T5.xlsx', workbook)
  expect(seen.sheets).toMatchObject([{ name: 'Tổng hợp', saved: null, suggested: { headFrom: 1, headTo: 1 }, lineCount: 5 }])
  const [sheet] = seen.sheets
  if (sheet === undefined) throw new Error('No sheet.')
  expect(sheet.suggested.columns).toEqual([
    { use: 'unit' },
    { use: 'numerator', indicatorId: plan.indicators.online },
    { use: 'denominator', indicatorId: plan.indicators.online },
    { use: 'numerator', indicatorId: plan.indicators.meetings },
  ])
  const id = crypto.randomUUID()
  const body = { name: 'Bảng tháng', heads: sheet.heads, mapping: sheet.suggested }
  const lines = await office.countAuditLines()
  expect((await keep(id, body)).statusCode).toBe(200)
  expect(await office.countAuditLines()).toBe(lines + 1)

  expect(await read(id, 'Tổng hợp', 'T5.xlsx', workbook)).toEqual({
    kind: 'names',
    units: [
      { name: 'P.7', key: 'p 7', cells: 3, isAmbiguous: false },
      { name: 'Tổng cộng', key: 'tong cong', cells: 3, isAmbiguous: false },
    ],
    indicators: [],
  })
  await keep(id, { ...body, mapping: { ...body.mapping, units: { 'p 7': office.units.ward7, 'tong cong': null } } })

  const again = await look('T6.csv', csv)
  expect(again.sheets).toMatchObject([{ name: 'CSV', saved: { id, name: 'Bảng tháng', savedBy: 'Lê Quang Minh' } }])
  const reading = await read(id, 'CSV', 'T6.csv', csv)
  if (reading.kind !== 'changes') throw new Error(JSON.stringify(reading))
  expect(reading.changes.map(({ unit, after }) => [unit, after.numerator, after.denominator])).toEqual([
    ['UBND Phường 5', '412', '655'],
    ['UBND Phường 7', '1234', '2000'],
    ['UBND Phường 7', '3', null],
  ])
  const saved = await office.app.inject({
    method: 'PUT',
    url: `/api/workbooks/2024-05/entries?planId=${plan.planId}`,
    headers: office.signedIn('minh'),
    payload: {
      changeKey: reading.changeKey,
      reports: [...Map.groupBy(reading.changes, ({ reportId }) => reportId)].map(([reportId, changes]) => ({
        reportId,
        entries: changes.map(({ indicatorId, after, baseRevision }) => ({ indicatorId, ...after, baseRevision })),
      })),
    },
  })
  expect(saved.json()).toMatchObject({ reports: 2, entries: 3 })
  expect(await read(id, 'CSV', 'T6.csv', csv)).toMatchObject({ kind: 'changes', changes: [], unchanged: 5 })
  // The same heads have one mapping: another one takes its place.
  const other = crypto.randomUUID()
  expect((await keep(other, { ...body, name: 'Bảng mới' })).statusCode).toBe(200)
  expect((await look('T5.xlsx', workbook)).sheets[0]?.saved?.name).toBe('Bảng mới')
})

test('other heads, no table and a mapping without units are refused, each by its reason', async () => {
  const [sheet] = (await look('T5.xlsx', workbook)).sheets
  if (sheet === undefined) throw new Error('No sheet.')
  const id = crypto.randomUUID()
  const lines = await office.countAuditLines()
  const bad = await keep(id, { name: 'Bảng', heads: sheet.heads, mapping: { ...sheet.suggested, columns: [{ use: 'none' }] } })
  expect([bad.statusCode, bad.json<Problem>().reason]).toEqual([422, 'badMapping'])
  expect((await check(id, 'Tổng hợp', 'T5.xlsx', workbook)).statusCode).toBe(404)
  expect(await office.countAuditLines()).toBe(lines)

  await keep(id, { name: 'Bảng', heads: sheet.heads, mapping: sheet.suggested })
  const moved = await check(id, 'CSV', 'T5.csv', csv.replace('Phường, xã', 'Số thứ tự'))
  expect([moved.statusCode, moved.json<Problem>().reason]).toEqual([422, 'otherHeads'])
  const none = await post(table(), 'T5.xlsx', 'không phải bảng tính')
  expect([none.statusCode, none.json<Problem>().reason]).toEqual([422, 'notATable'])
  expect((await post(table(), 'T5.xlsx', workbook, 'lan')).statusCode).toBe(403)
})

test('a bad cell is named by its place and nothing is done by halves', async () => {
  const wrong = csv.replace('412;655', '700;655').replace('Tổng cộng;1646;2655;3', '').replace('P.7', 'Phường 7').replace('2.000', '2000a')
  const [sheet] = (await look('T5.csv', wrong)).sheets
  if (sheet === undefined) throw new Error('No sheet.')
  const id = crypto.randomUUID()
  await keep(id, { name: 'Bảng', heads: sheet.heads, mapping: sheet.suggested })
  const reading = await read(id, 'CSV', 'T5.csv', wrong)
  if (reading.kind !== 'faults') throw new Error(JSON.stringify(reading))
  expect(reading.faults.map(({ cell, code, unit, text }) => [cell, code, unit, text])).toEqual([
    ['B3', 'numeratorAboveDenominator', 'UBND Phường 5', '700'],
    ['C4', 'notANumber', 'UBND Phường 7', '2000a'],
  ])
})
