import type { Problem } from '@haidang/api/problem'
import { valuesWrittenSchema } from '@haidang/api/value-lists'
import { writeXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify.ts'
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

type Asked = { readonly id?: string; readonly person?: PersonName; readonly query?: Readonly<Record<string, string>> }
const address = ({ id = newId(), query = {} }: Asked) =>
  `/api/value-lists/${id}?${new URLSearchParams({ planId: plan.planId, ...query }).toString()}`
const put = (values: readonly object[], asked: Asked = {}) =>
  office.app.inject({
    method: 'PUT',
    url: address(asked),
    headers: office.signedIn(asked.person ?? 'minh'),
    payload: { values },
  })
const post = (fileName: string, file: Uint8Array | string, asked: Asked = {}) => {
  const { payload, headers } = upload(fileName, typeof file === 'string' ? Buffer.from(file) : file)
  return office.app.inject({
    method: 'POST',
    url: address(asked),
    headers: { ...office.signedIn(asked.person ?? 'minh'), ...headers },
    payload,
  })
}
const written = (reply: { readonly statusCode: number; readonly body: string }) => {
  expect(reply).toMatchObject({ statusCode: 200 })
  return valuesWrittenSchema.parse(JSON.parse(reply.body))
}
const refused = (reply: { readonly statusCode: number; json: () => Problem }) => {
  expect(reply.statusCode).toBe(422)
  const { reason, help } = reply.json()
  return { reason, ...help }
}
/** What stands in the tables and in the log. */
const standing = async () => ({
  entries: await office.services.db
    .selectFrom('report_entries')
    .select(['report_id', 'indicator_id', 'numerator', 'denominator', 'words', 'revision'])
    .where('report_id', 'in', [...plan.reportIds])
    .orderBy('report_id')
    .orderBy('indicator_id')
    .execute(),
  lines: await office.countAuditLines(),
})
const figures = async () => (await standing()).entries.map(({ numerator, denominator, words }) => [numerator, denominator, words])

const may5 = { unit: 'UBND Phường 5', period: '2024-05' }
const may7 = { unit: 'phường 7', period: '2024-05' }

describe('the same values are written', () => {
  const expected = (system: string) => [
    { indicator: plan.indicators.online, numerator: '1234.5', denominator: '2000', words: null },
    { indicator: system, numerator: null, denominator: null, words: 'iGate; bản 2.0' },
  ]
  const got = async () =>
    (await standing()).entries.map(({ indicator_id: indicator, numerator, denominator, words }) => ({
      indicator,
      numerator,
      denominator,
      words,
    }))
  const byIndicator = (list: readonly { readonly indicator: string }[]) => list.toSorted((a, b) => (a.indicator < b.indicator ? -1 : 1))
  let system: string
  beforeEach(async () => {
    system = await askInWords(office, plan)
  })

  test('from JSON', async () => {
    const values = [
      { ...may5, indicator: 'online', numerator: 1234.5, denominator: '2000' },
      { ...may5, indicator: system, numerator: 'iGate; bản 2.0' },
    ]
    expect(written(await put(values))).toMatchObject({ size: 2, leftOut: [] })
    expect(byIndicator(await got())).toEqual(byIndicator(expected(system)))
  })

  test('from a workbook, whose numbers are numbers and whose "2024-05" a spreadsheet took for a day', async () => {
    const rows = [
      ['SỐ LIỆU THÁNG 5'],
      ['Đơn vị', 'Kỳ báo cáo', 'Mã chỉ tiêu', 'Tử số', 'Mẫu số'],
      ['Phường 5', new Date('2024-05-01T00:00:00Z'), 'online', 1234.5, 2000],
      [null, null, null, null, null],
      ['Phường 5', '2024-05', system, 'iGate; bản 2.0', null],
    ].slice(1)
    expect(written(await post('so-lieu.xlsx', await writeXlsx({ sheets: [{ name: 'Số liệu', rows }] })))).toMatchObject({ size: 2 })
    expect(byIndicator(await got())).toEqual(byIndicator(expected(system)))
  })

  test('from CSV as Excel writes it in Vietnam, all for one period', async () => {
    const csv = `\uFEFFchỉ tiêu;đơn vị;tử số;mẫu số\r\nonline;UBND Phường 5;"1.234,5";2.000\r\n${system};P.5;"iGate; bản 2.0";\r\n`
    const reply = await post('so-lieu.csv', csv.replace('P.5', 'Phường 5'), { query: { numbers: 'vietnamese', period: '2024-05' } })
    expect(written(reply)).toMatchObject({ size: 2 })
    expect(byIndicator(await got())).toEqual(byIndicator(expected(system)))
  })
})

test('words with what lines and columns are told by are kept as they are, over what stood there too; the log holds', async () => {
  const system = await askInWords(office, plan)
  const words = 'một\\t"hai"\tba\nbốn \\N \\'
  for (const numerator of ['cũ', words]) {
    for (const unit of [may5, may7]) written(await put([{ ...unit, indicator: system, numerator }]))
  }
  expect(await figures()).toEqual([
    [null, null, words],
    [null, null, words],
  ])
  expect(await verifyAudit(office.services, office.tenantId)).toMatchObject({ faults: [] })
})

describe('sent again under its key', () => {
  const values = [{ ...may5, indicator: 'online', numerator: '3', denominator: '4' }]

  test('a list is answered as the first time and not applied twice, even where a figure was typed since', async () => {
    const id = newId()
    const first = written(await put(values, { id }))
    expect(first.batchId).toBe(id)
    written(await put([{ ...may5, indicator: 'online', numerator: '9', denominator: '10' }]))
    const before = await standing()
    expect(written(await put(values, { id }))).toEqual(first)
    expect(await standing()).toEqual(before)
  })

  test('many times at once, it is written once', async () => {
    const id = newId()
    const { lines } = await standing()
    const replies = await Promise.all(Array.from({ length: 8 }, () => put(values, { id })))
    expect(new Set(replies.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
    expect(await standing()).toMatchObject({ entries: [{ numerator: '3', revision: 1 }], lines: lines + 1 })
  })

  test.each([
    ['with another figure', [{ ...may5, indicator: 'online', numerator: '5', denominator: '6' }], {}],
    ['to be read otherwise', values, { numbers: 'vietnamese' }],
  ])('%s it is refused, and what stands stays', async (_how, other, query) => {
    const id = newId()
    written(await put(values, { id }))
    const before = await standing()
    expect(refused(await put(other, { id, query }))).toEqual({ reason: 'keyUsedBefore', batchId: id })
    expect(await standing()).toEqual(before)
  })
})

describe('with lines at fault', () => {
  const csv = [
    'unit,period,indicator,numerator,denominator',
    'UBND Phường 5,2024-05,online,3,4',
    'UBND Phường 99,2024-05,online,1,2',
    'UBND Phường 7,2024-05,online,hai,2',
    'UBND Phường 7,2024-05,meetings,5,6',
    'UBND Phường 7,2024-06,online,7,8',
    'Phường 7,2024-06,online,8,8',
    'UBND Phường 7,2024-07,meetings,2,',
  ].join('\n')
  const faults = [
    { row: 3, field: 'unit', value: 'UBND Phường 99', fault: 'unknown' },
    { row: 4, field: 'numerator', value: 'hai', fault: 'notANumber' },
    { row: 5, field: 'denominator', value: '6', fault: 'noSuchCell' },
  ]

  test('nothing is written, and they are named', async () => {
    const before = await standing()
    expect(refused(await post('a.csv', csv))).toEqual({
      reason: 'rowsAtFault',
      faultCount: 4,
      faults: [...faults, { row: 7, field: 'indicator', value: 'online', fault: 'twice' }],
    })
    expect(await standing()).toEqual(before)
  })

  test('on request the others are written, and they come back as they were sent; so they do when the list is sent again', async () => {
    const [id, query] = [newId(), { lines: 'good' }]
    const first = written(await post('a.csv', csv, { id, query }))
    expect(first.size).toBe(2)
    expect(first.leftOut.map(({ sent: _sent, ...fault }) => fault)).toEqual([
      ...faults,
      // Which of the two holds, nobody knows.
      { row: 6, field: 'indicator', value: 'online', fault: 'twice' },
      { row: 7, field: 'indicator', value: 'online', fault: 'twice' },
    ])
    expect(first.leftOut[1]?.sent).toEqual({
      unit: 'UBND Phường 7',
      period: '2024-05',
      indicator: 'online',
      numerator: 'hai',
      denominator: '2',
    })
    expect(new Set((await figures()).map((figure) => figure.join()))).toEqual(new Set(['3,4,', '2,,']))
    expect(written(await post('a.csv', csv, { id, query }))).toEqual(first)
  })

  test('and no other, nothing is written, on request too', async () => {
    const before = await standing()
    const reply = await put([{ ...may5, indicator: 'offline', numerator: '1' }], { query: { lines: 'good' } })
    expect(refused(reply)).toMatchObject({ reason: 'rowsAtFault', faultCount: 1 })
    expect(await standing()).toEqual(before)
  })
})

describe('nothing is written', () => {
  test.each([
    ['of a file without columns', 'a.csv', 'a;b\n1;2\n', { reason: 'columnsMissing' }],
    ['of a file that is no list', 'a.xlsx', 'PK\u0003\u0004 no workbook', { reason: 'listUnreadable' }],
    ['of an open quotation', 'a.csv', 'unit,period,indicator,numerator\n"Phường 5', { reason: 'quotationOpen', line: 2 }],
  ])('%s', async (_what, fileName, file, reason) => {
    const before = await standing()
    expect(refused(await post(fileName, file))).toMatchObject(reason)
    expect(await standing()).toEqual(before)
  })

  test('by whoever enters nothing', async () => {
    const before = await standing()
    for (const person of ['thu', 'quan', 'an'] as const) {
      const reply = await put([{ ...may5, indicator: 'online', numerator: '3', denominator: '4' }], { person })
      expect(reply.statusCode).toBe(403)
    }
    expect(await standing()).toEqual(before)
  })

  test('by a unit for another, whose reports look as if they were not there', async () => {
    const own = { ...may5, indicator: 'online', numerator: '3', denominator: '4' }
    const before = await standing()
    const byId = { reportId: plan.reportOf(office.units.ward7, '2024-05'), indicator: 'online', numerator: '1', denominator: '2' }
    for (const other of [{ ...own, ...may7 }, byId])
      expect(refused(await put([own, other], { person: 'lan' }))).toMatchObject({ faults: [{ row: 2, fault: 'unknown' }] })
    expect(await standing()).toEqual(before)
    expect(written(await put([own], { person: 'lan' })).size).toBe(1)
  })
})
