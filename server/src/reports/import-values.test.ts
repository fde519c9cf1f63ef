import { createHash } from 'node:crypto'
import { batchDigest } from '@haidang/domain/audit/chain'
import { csvRows } from '@haidang/documents/text/csv-rows'
import { valuesOfList } from '@haidang/domain/reports/value-list'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemCall } from '../platform/call.ts'
import { digestOfKept } from '../platform/kept-lists.ts'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { submitReport } from './actions.ts'
import { importValues } from './import-values.ts'
import type { IncomingValue } from './import-values.ts'
import { saveEntries } from './save-entries.ts'
import { issueTestPlan } from './testing.ts'
import type { TestPlan } from './testing.ts'

let office: TestOffice
let plan: TestPlan

beforeAll(async () => {
  office = await testOffice()
  await office.setClock('2024-05-10T02:00:00.000Z')
})
afterAll(() => office.close())
beforeEach(async () => {
  plan = await issueTestPlan(office)
})

const entries = () =>
  office.services.db
    .selectFrom('report_entries')
    .select(['report_id', 'indicator_id', 'numerator', 'denominator', 'revision'])
    .where('report_id', 'in', [...plan.reportIds])
    .execute()
const batches = () => office.services.db.selectFrom('value_batches').selectAll().where('tenant_id', '=', office.tenantId).execute()
const valuesOf = (text: string) => valuesOfList(csvRows(text))
const system = () => systemCall(office.services, office.tenantId, 'test')
const mayOf5 = () => plan.reportOf(office.units.ward5, '2024-05')

describe('a list of values', () => {
  test('is written whole, kept with its digest, and leaves one line', async () => {
    const lines = await office.countAuditLines()
    const values: IncomingValue[] = [
      { reportId: mayOf5(), indicator: plan.indicators.online, numerator: '23391.0', denominator: '23802' },
      { unit: 'UBND Phường 7', period: '2024-06', indicator: plan.indicators.meetings, numerator: '0', denominator: null },
      { unit: 'phường 5', period: '2024-06', indicator: plan.indicators.meetings, numerator: null, denominator: null },
    ]
    const outcome = await importValues(await system(), values, { planId: plan.planId })
    if ('refused' in outcome) throw new Error(JSON.stringify(outcome))

    expect(outcome.size).toBe(3)
    expect((await entries()).map(({ numerator, denominator }) => [numerator, denominator])).toEqual(
      expect.arrayContaining([
        ['23391', '23802'],
        ['0', null],
        [null, null],
      ]),
    )
    const batch = (await batches()).find(({ id }) => id === outcome.batchId)
    expect(await digestOfKept(batch?.changes ?? Buffer.alloc(0))).toBe(outcome.digest)
    const changes = [
      [mayOf5(), plan.indicators.online, '23391', '23802'],
      [plan.reportOf(office.units.ward7, '2024-06'), plan.indicators.meetings, '0', null],
      [plan.reportOf(office.units.ward5, '2024-06'), plan.indicators.meetings, null, null],
    ]
    expect(outcome.digest).toBe(batchDigest(changes, (text) => createHash('sha256').update(text).digest('hex')))
    expect(await office.countAuditLines()).toBe(lines + 1)
    const line = await office.services.db
      .selectFrom('audit_lines')
      .select(['payload'])
      .where('subject', '=', outcome.batchId)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(line.payload)).toMatchObject({
      stream: 'office',
      action: 'valuesImported',
      detail: { size: 3, digest: outcome.digest },
    })
  })

  test('raises the revision of what it changes, so that a tab with the old value is told', async () => {
    const entry = { indicatorId: plan.indicators.online, numerator: '1', denominator: '2', note: 'giữ lại', baseRevision: 0 }
    await saveEntries(office.callAs('lan'), mayOf5(), { changeKey: crypto.randomUUID(), entries: [entry] })
    await importValues(await system(), [{ reportId: mayOf5(), indicator: 'online', numerator: '3', denominator: '4' }], {
      planId: plan.planId,
    })
    await expect(
      saveEntries(office.callAs('lan'), mayOf5(), {
        changeKey: crypto.randomUUID(),
        entries: [{ ...entry, numerator: '9', baseRevision: 1 }],
      }),
    ).rejects.toThrow('changedMeanwhile')
  })

  test('is read from CSV as Excel writes it in Vietnam', async () => {
    const csv = `unit;period;indicator;numerator;denominator\r\n"UBND Phường 5";2024-05;online;23.391;23.802\r\nPhường 7;2024-05;meetings;;\r\n`
    const outcome = await importValues(await system(), valuesOf(csv), {
      planId: plan.planId,
      numbers: 'vietnamese',
    })
    expect(outcome).toMatchObject({ size: 2 })
    expect((await entries()).map(({ numerator, denominator }) => [numerator, denominator])).toEqual(
      expect.arrayContaining([
        ['23391', '23802'],
        [null, null],
      ]),
    )
  })
})

test('lists may come in any order and in any pieces: what stands after them is the same', async () => {
  const wards = ['UBND Phường 5', 'UBND Phường 7'] as const
  const whole: readonly IncomingValue[] = wards.flatMap((unit, at) =>
    ['2024-05', '2024-06', '2024-07'].flatMap((period, month) => [
      { unit, period, indicator: 'online', numerator: String(10 * at + month), denominator: '40' },
      { unit, period, indicator: 'meetings', numerator: month === 1 ? null : '0', denominator: null },
    ]),
  )
  const figures = async () =>
    (await entries())
      .map(({ report_id, indicator_id, numerator, denominator }) => ({
        report: [office.units.ward5, office.units.ward7].flatMap((unit) =>
          ['2024-05', '2024-06', '2024-07'].flatMap((period) => (plan.reportOf(unit, period) === report_id ? [`${unit} ${period}`] : [])),
        )[0],
        indicator: indicator_id === plan.indicators.online ? 'online' : 'meetings',
        numerator,
        denominator,
      }))
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const put = async (values: readonly IncomingValue[]) =>
    expect(await importValues(await system(), values, { planId: plan.planId })).toMatchObject({ size: values.length })
  await put(whole)
  const expected = await figures()
  expect(expected).toHaveLength(12)

  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...whole.keys()], { minLength: whole.length }),
      fc.integer({ min: 1, max: whole.length }),
      async (order, size) => {
        plan = await issueTestPlan(office)
        const shuffled = order.flatMap((at) => whole[at] ?? [])
        for (let first = 0; first < shuffled.length; first += size) await put(shuffled.slice(first, first + size))
        expect(await figures()).toEqual(expected)
      },
    ),
    { numRuns: 15 },
  )
})

describe('one row at fault and nothing is written, with the row and the value named', () => {
  const good = 'UBND Phường 5,2024-05,online,1,2\n'
  test.each([
    ['UBND Phường 99,2024-05,online,1,2', { field: 'unit', value: 'UBND Phường 99', fault: 'unknown' }],
    ['UBND Phường 5,2023-05,online,1,2', { field: 'period', value: '2023-05', fault: 'unknown' }],
    ['UBND Phường 5,05/2024,online,1,2', { field: 'period', value: '05/2024', fault: 'unknown' }],
    ['UBND Phường 7,2024-05,offline,1,2', { field: 'indicator', value: 'offline', fault: 'unknown' }],
    ['UBND Phường 7,2024-05,online,"1,5",2', { field: 'numerator', value: '1,5', fault: 'notANumber' }],
    ['UBND Phường 7,2024-05,online,1,hai', { field: 'denominator', value: 'hai', fault: 'notANumber' }],
    ['Phường 5,2024-05,online,3,4', { field: 'indicator', value: 'online', fault: 'twice' }],
  ])('%s', async (row, fault) => {
    const lines = await office.countAuditLines()
    const kept = (await batches()).length
    const outcome = await importValues(await system(), valuesOf(`unit,period,indicator,numerator,denominator\n${good}${row}\n`), {
      planId: plan.planId,
    })
    expect(outcome).toEqual({ refused: 'rowsAtFault', faultCount: 1, faults: [{ row: 3, ...fault }] })
    expect([await entries(), (await batches()).length, await office.countAuditLines()]).toEqual([[], kept, lines])
  })

  test('for a report that was handed in', async () => {
    const note = (indicatorId: string) => ({ indicatorId, reason: 'Chưa có số liệu' })
    await submitReport(office.callAs('lan'), mayOf5(), { missing: Object.values(plan.indicators).map(note) })
    const outcome = await importValues(await system(), [{ reportId: mayOf5(), indicator: 'online', numerator: '1', denominator: '2' }], {
      planId: plan.planId,
    })
    expect(outcome).toMatchObject({ refused: 'rowsAtFault', faults: [{ row: 1, field: 'report', fault: 'notEditable' }] })
  })

  test('also when a leader asks for it', async () => {
    await expect(
      importValues(office.callAs('thu'), [{ reportId: mayOf5(), indicator: 'online', numerator: '1', denominator: '2' }]),
    ).rejects.toThrow('notAllowed')
    expect(await entries()).toEqual([])
  })
})
