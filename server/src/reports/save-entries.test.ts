import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify.ts'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { registerReportsRoutes } from './routes.ts'
import { saveEntries } from './save-entries.ts'
import { issueTestPlan } from './testing.ts'
import type { TestPlan } from './testing.ts'

let office: TestOffice
let plan: TestPlan
let may: string

beforeAll(async () => {
  office = await testOffice({ register: [registerReportsRoutes] })
  plan = await issueTestPlan(office)
  may = plan.reportOf(office.units.ward5, '2024-05')
  await office.setClock('2024-05-08T02:00:00.000Z')
})
afterAll(() => office.close())

const cell = (numerator: string | null, denominator: string | null, baseRevision: number, indicatorId = plan.indicators.online) => ({
  indicatorId,
  numerator,
  denominator,
  note: '',
  baseRevision,
})
const put = (
  person: Parameters<TestOffice['signedIn']>[0],
  report: string,
  entries: readonly object[],
  changeKey: string = crypto.randomUUID(),
) =>
  office.app.inject({
    method: 'PUT',
    url: `/api/reports/${report}/entries`,
    headers: office.signedIn(person),
    payload: { changeKey, entries },
  })
const rowOf = (report: string, indicatorId: string) =>
  office.services.db
    .selectFrom('report_entries')
    .selectAll()
    .where('report_id', '=', report)
    .where('indicator_id', '=', indicatorId)
    .executeTakeFirst()

test('Lan types a value, it is kept in its shortest form, and the log has before and after', async () => {
  const reply = await put('lan', may, [cell('23391.0', '23802', 0)])

  expect(reply.statusCode).toBe(200)
  expect(reply.json().entries).toEqual([
    expect.objectContaining({ numerator: '23391', denominator: '23802', revision: 1, updatedBy: 'Trần Thị Lan' }),
  ])
  await put('lan', may, [cell('23392', '23802', 1)])
  const line = await office.services.db
    .selectFrom('audit_lines')
    .selectAll()
    .where('tenant_id', '=', office.tenantId)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  expect(line.stream).toBe(`unit:${office.units.ward5}`)
  expect(JSON.parse(line.payload).detail.changes).toEqual([
    {
      indicatorId: plan.indicators.online,
      before: { numerator: '23391', denominator: '23802' },
      after: { numerator: '23392', denominator: '23802' },
    },
  ])
})

test('a value that differs only in form is no change and leaves no line', async () => {
  const lines = await office.countAuditLines()
  const before = await rowOf(may, plan.indicators.online)
  const reply = await put('lan', may, [cell('23392.00', '23802', before?.revision ?? 0)])

  expect(reply.json().entries[0].revision).toBe(before?.revision)
  expect(await office.countAuditLines()).toBe(lines)
})

test('emptied is missing, and missing is not zero', async () => {
  await put('lan', may, [cell('0', null, 0, plan.indicators.meetings)])
  const reply = await put('lan', may, [cell(null, null, 1, plan.indicators.meetings)])

  expect(reply.json().entries[0].numerator).toBeNull()
  expect((await rowOf(may, plan.indicators.meetings))?.numerator).toBeNull()
})

test('the same request after a lost reply is answered and not applied twice', async () => {
  const changeKey = crypto.randomUUID()
  const report = plan.reportOf(office.units.ward5, '2024-06')
  const first = await put('lan', report, [cell('10', '20', 0)], changeKey)
  const lines = await office.countAuditLines()
  const again = await put('lan', report, [cell('10', '20', 0)], changeKey)

  expect(again.statusCode).toBe(200)
  expect(again.json()).toEqual(first.json())
  expect(await office.countAuditLines()).toBe(lines)
})

test('two tabs: the second learns what the first wrote, and nothing of its block is kept', async () => {
  const report = plan.reportOf(office.units.ward5, '2024-07')
  await put('lan', report, [cell('5', '9', 0)])
  const lines = await office.countAuditLines()
  const reply = await put('lan', report, [cell('6', '9', 0), cell('3', null, 0, plan.indicators.meetings)])

  expect(reply.statusCode).toBe(409)
  expect(reply.json()).toMatchObject({
    code: 'changedMeanwhile',
    current: [{ indicatorId: plan.indicators.online, numerator: '5', denominator: '9', revision: 1 }],
  })
  expect(await rowOf(report, plan.indicators.meetings)).toBeUndefined()
  expect(await office.countAuditLines()).toBe(lines)
})

describe('nothing is written and no line is left', () => {
  const refused = async (person: Parameters<TestOffice['signedIn']>[0], report: string, entries: readonly object[]) => {
    const lines = await office.countAuditLines()
    const reply = await put(person, report, entries)
    expect(await office.countAuditLines()).toBe(lines)
    return reply
  }

  test('when Hùng writes into the ward of Lan, which is not there for him', async () => {
    const reply = await refused('hung', may, [cell('1', '2', 0, plan.indicators.portal)])
    const unknown = await refused('hung', crypto.randomUUID(), [cell('1', '2', 0, plan.indicators.portal)])

    expect([reply.statusCode, unknown.statusCode]).toEqual([404, 404])
    expect({ ...reply.json(), requestId: '' }).toEqual({ ...unknown.json(), requestId: '' })
    expect(await rowOf(may, plan.indicators.portal)).toBeUndefined()
  })

  test.each(['minh', 'thu', 'quan', 'an'] as const)('when %s, who sees all units, types for one', async (person) => {
    expect((await refused(person, may, [cell('1', null, 0, plan.indicators.portal)])).statusCode).toBe(403)
    expect(await rowOf(may, plan.indicators.portal)).toBeUndefined()
  })

  test('when an indicator is not on the frozen form', async () => {
    const reply = await refused('lan', may, [cell('1', '2', 0, crypto.randomUUID())])
    expect(reply.statusCode).toBe(422)
    expect(reply.json()).toMatchObject({ code: 'refused', reason: 'notOnForm' })
  })

  test('when an office next door asks for this one’s report', async () => {
    const neighbour = await office.neighbour()
    const reply = await office.app.inject({
      method: 'PUT',
      url: `/api/reports/${may}/entries`,
      headers: neighbour.signedIn('lan'),
      payload: { changeKey: crypto.randomUUID(), entries: [cell('1', '2', 0)] },
    })
    expect(reply.statusCode).toBe(404)
    expect(await neighbour.countAuditLines()).toBe(0)
  })

  test('when the value is not a number', async () => {
    expect((await refused('lan', may, [cell('12,5', '2', 2)])).statusCode).toBe(400)
  })
})

test('sixteen writers on one cell: one wins each revision, nobody is overwritten unseen', async () => {
  const report = plan.reportOf(office.units.ward7, '2024-05')
  const call = office.callAs('hung')
  const outcomes = await Promise.allSettled(
    Array.from({ length: 16 }, (_, index) =>
      saveEntries(call, report, { changeKey: crypto.randomUUID(), entries: [cell(String(index + 1), '100', 0)] }),
    ),
  )

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome.status === 'rejected' && String(outcome.reason).includes('changedMeanwhile'))).toHaveLength(
    15,
  )
  expect((await rowOf(report, plan.indicators.online))?.revision).toBe(1)
})

test('sixteen writers on several reports: every acknowledged value is there, with one line each', async () => {
  const lines = await office.countAuditLines()
  const periods = ['2024-05', '2024-06', '2024-07']
  const work = Array.from({ length: 16 }, (_, writer) => async () => {
    const [person, unit] = writer % 2 === 0 ? (['lan', office.units.ward5] as const) : (['hung', office.units.ward7] as const)
    const report = plan.reportOf(unit, periods[writer % 3] ?? '')
    let saved = 0
    for (let tries = 0; saved < 5 && tries < 200; tries += 1) {
      const standing = await rowOf(report, plan.indicators.portal)
      const outcome = await saveEntries(office.callAs(person), report, {
        changeKey: crypto.randomUUID(),
        entries: [cell(String(writer * 1000 + tries), null, standing?.revision ?? 0, plan.indicators.portal)],
      }).catch((error: unknown) => error)
      if (typeof outcome === 'object' && outcome !== null && 'savedAt' in outcome) saved += 1
    }
    return saved
  })
  const saved = await Promise.all(work.map((write) => write()))

  expect(saved).toEqual(saved.map(() => 5))
  expect((await office.countAuditLines()) - lines).toBe(16 * 5)
  const revisions = await Promise.all(
    [office.units.ward5, office.units.ward7].flatMap((unit) =>
      periods.map((period) => rowOf(plan.reportOf(unit, period), plan.indicators.portal)),
    ),
  )
  expect(revisions.reduce((sum, row) => sum + (row?.revision ?? 0), 0)).toBe(16 * 5)
})

test('whichever way a value was saved, the log has the same words and the chain verifies', async () => {
  const report = plan.reportOf(office.units.ward7, '2024-07')
  const entry = (numerator: string | null, baseRevision: number, note = '') => ({
    ...cell(numerator, null, baseRevision, plan.indicators.meetings),
    note,
  })
  // A note that stands there takes the longer way, as does a block.
  await put('hung', report, [entry('1', 0)])
  await put('hung', report, [entry('2', 1, 'Cộng cả "buổi" lưu động')])
  await put('hung', report, [entry('3', 2, 'Đã đối chiếu')])
  await put('hung', report, [entry(null, 3)])
  await put('hung', report, [entry('5', 4), cell('8', '9', 0)])
  const lines = await office.services.db
    .selectFrom('audit_lines')
    .select(['payload', 'seq'])
    .where('subject', '=', report)
    .where('stream', '=', `unit:${office.units.ward7}`)
    .orderBy('seq')
    .execute()
  const changes = lines.slice(-5).map(({ payload }): unknown => JSON.parse(payload).detail.changes)

  expect(changes).toEqual([
    [
      {
        indicatorId: plan.indicators.meetings,
        before: { numerator: null, denominator: null },
        after: { numerator: '1', denominator: null },
      },
    ],
    [
      {
        indicatorId: plan.indicators.meetings,
        before: { numerator: '1', denominator: null },
        after: { numerator: '2', denominator: null, note: 'Cộng cả "buổi" lưu động' },
      },
    ],
    [
      {
        indicatorId: plan.indicators.meetings,
        before: { numerator: '2', denominator: null, note: 'Cộng cả "buổi" lưu động' },
        after: { numerator: '3', denominator: null, note: 'Đã đối chiếu' },
      },
    ],
    [
      {
        indicatorId: plan.indicators.meetings,
        before: { numerator: '3', denominator: null, note: 'Đã đối chiếu' },
        after: { numerator: null, denominator: null },
      },
    ],
    [
      {
        indicatorId: plan.indicators.meetings,
        before: { numerator: null, denominator: null },
        after: { numerator: '5', denominator: null },
      },
      { indicatorId: plan.indicators.online, before: { numerator: null, denominator: null }, after: { numerator: '8', denominator: '9' } },
    ],
  ])
  for (const { payload } of lines) expect(canonicalJson(JSON.parse(payload))).toBe(payload)
  expect(await verifyAudit(office.services, office.tenantId)).toMatchObject({ ok: true, faults: [] })
})

test.each([
  ['her role is taken', () => tookRole(), 404],
  [
    'her account is closed',
    () =>
      office.services.db
        .updateTable('accounts')
        .set({ disabled_at: '2024-05-08T02:00:00.000Z' })
        .where('id', '=', office.people.lan.id)
        .execute(),
    401,
  ],
  [
    'she moves to another unit',
    () => office.services.db.updateTable('accounts').set({ unit_id: office.units.ward7 }).where('id', '=', office.people.lan.id).execute(),
    404,
  ],
  ['her session ends', () => office.services.db.deleteFrom('sessions').where('account_id', '=', office.people.lan.id).execute(), 401],
])('a remembered caller writes nothing any more once %s', async (_what, revoke, status) => {
  const accountId = office.people.lan.id
  const { db } = office.services
  const sessions = await db.selectFrom('sessions').selectAll().where('account_id', '=', accountId).execute()
  const at = async () => (await rowOf(may, plan.indicators.online))?.revision ?? 0
  // Twice, so that the second is saved for a caller who is remembered.
  for (const figure of ['101', '102']) {
    expect((await put('lan', may, [cell(figure, '200', await at())])).statusCode).toBe(200)
  }
  const before = { revision: await at(), lines: await db.selectFrom('audit_lines').select('hash').execute() }

  await revoke()
  const refused = await put('lan', may, [cell('103', '200', before.revision)])
  const after = { revision: await at(), lines: await db.selectFrom('audit_lines').select('hash').execute() }

  await db.updateTable('accounts').set({ disabled_at: null, unit_id: office.units.ward5 }).where('id', '=', accountId).execute()
  await db
    .insertInto('account_roles')
    .values({ tenant_id: office.tenantId, account_id: accountId, role: 'focalPoint' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('sessions')
    .values(sessions)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  expect(refused.statusCode).toBe(status)
  expect(after).toEqual(before)
})

const tookRole = () => office.services.db.deleteFrom('account_roles').where('account_id', '=', office.people.lan.id).execute()
