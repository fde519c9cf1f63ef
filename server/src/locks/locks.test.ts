import { lockRulesSchema, periodLocksSchema } from '@haidang/api/locks'
import { myWorkSchema, reportListSchema, reportSchema } from '@haidang/api/reports'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { featureRoutes } from '../features.ts'
import { remindOffice } from '../my-work/reminders.ts'
import { upload } from '../plans/testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { importValues } from '../reports/import-values.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'

let office: TestOffice
let plan: TestPlan
let evidence: string
const period = '2024-05'
const reason = 'Đã gửi báo cáo lên tỉnh'
const report = (unit: 'ward5' | 'ward7' = 'ward5', month = period) => plan.reportOf(office.units[unit], month)

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const send = (person: PersonName, method: Method, url: string, payload?: object | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  office.app.inject({
    method,
    url,
    headers: { ...office.signedIn(person), ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
const say = (says: 'locked' | 'unlocked', person: PersonName = 'minh', why = reason, of = period) =>
  send(person, 'POST', '/api/locks', { regimeId: plan.regimeId, period: of, says, reason: why })
const except = (unitId: string | null, until: string, person: PersonName = 'minh', why = 'Đếm sót hồ sơ') =>
  send(person, 'POST', '/api/locks/exceptions', { regimeId: plan.regimeId, period, unitId, until, reason: why })
const locks = async (person: PersonName = 'minh') =>
  periodLocksSchema.parse((await send(person, 'GET', `/api/locks?period=${period}`)).json()).regimes[0]
const entry = (numerator: string, indicatorId = plan.indicators.online, baseRevision = 0) => ({
  indicatorId,
  numerator,
  denominator: indicatorId === plan.indicators.online ? '655' : null,
  note: '',
  baseRevision,
})
const put = (entries: readonly object[], unit: 'ward5' | 'ward7' = 'ward5', changeKey: string = newId()) =>
  send(unit === 'ward5' ? 'lan' : 'hung', 'PUT', `/api/reports/${report(unit)}/entries`, { changeKey, entries })
const reasonOf = (reply: Awaited<ReturnType<typeof send>>) => reply.json<{ reason?: string }>().reason
const page = async (person: PersonName = 'lan', of = report()) =>
  reportSchema.parse((await send(person, 'GET', `/api/reports/${of}`)).json())
const missing = () => Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' }))

/** Everything that somebody could have written into reports, and the count of lines. */
async function written() {
  const { owner: pool } = office.services
  const of = async (text: string) => (await pool.query<object>(text, [office.tenantId])).rows
  return {
    entries: await of(
      'select report_id, indicator_id, numerator, denominator, note, revision from report_entries where tenant_id = $1 order by 1, 2',
    ),
    narratives: await of('select report_id, heading, text from report_narratives where tenant_id = $1 order by 1, 2'),
    reports: await of('select id, state, version from reports where tenant_id = $1 order by 1'),
    events: await of('select count(*) from report_events where tenant_id = $1'),
    files: await of('select id, removed_at from evidence where tenant_id = $1 order by 1'),
    batches: await of('select count(*) from value_batches where tenant_id = $1'),
    lines: await office.countAuditLines(),
  }
}

beforeAll(async () => {
  office = await testOffice({ register: featureRoutes })
  await office.setClock('2024-05-11T02:00:00.000Z')
  plan = await issueTestPlan(office)
  await office.services.db
    .insertInto('obligations')
    .values(
      ['2024-05', '2024-06'].map((month) => ({
        tenant_id: office.tenantId,
        id: newId(),
        regime_id: plan.regimeId,
        level: 'city' as const,
        unit_id: office.units.culture,
        period: month,
        window_from: '2024-04-10',
        window_to: '2024-05-10',
        nominal_due: `${month}-25`,
        // Monday 27 May and Tuesday 25 June.
        due_at: month === '2024-05' ? '2024-05-27T10:00:00.000Z' : '2024-06-25T10:00:00.000Z',
        moved_because: null,
        form: '[]',
        created_at: '2024-04-20T02:00:00.000Z',
      })),
    )
    .execute()
  await put([entry('412')])
  const paper = upload('minh-chung.txt', 'minh chứng')
  evidence = (await send('lan', 'POST', `/api/reports/${report()}/evidence`, paper.payload, paper.headers)).json<{ id: string }>().id
})
afterAll(() => office.close())
// A minute later in each test: what was said before was said before.
let tests = 0
beforeEach(() => office.setClock(new Date(Date.UTC(2024, 4, 28, 3, (tests += 1))).toISOString()))

test('an officer locks a period with a reason: everybody who reads all units sees since when, by whom and why', async () => {
  const lines = await office.countAuditLines()
  expect((await say('locked', 'lan')).statusCode).toBe(403)
  expect((await say('locked', 'an')).statusCode).toBe(403)
  expect(reasonOf(await say('unlocked'))).toBe('notLocked')
  expect(reasonOf(await say('locked', 'minh', '…'))).toBe('reasonRequired')
  expect((await say('locked', 'minh', reason, '2025-01')).statusCode).toBe(404)
  expect(await office.countAuditLines()).toBe(lines)
  expect((await locks())?.lock).toBeNull()

  expect((await say('locked')).statusCode).toBe(200)
  expect(await office.countAuditLines()).toBe(lines + 1)
  expect(reasonOf(await say('locked'))).toBe('alreadyLocked')
  const lock = { because: 'word', by: 'Lê Quang Minh', reason }
  expect(await locks('thu')).toMatchObject({ lock, words: [{ says: 'locked', reason }], exceptions: [] })
  expect((await send('lan', 'GET', `/api/locks?period=${period}`)).statusCode).toBe(403)
  expect(await page()).toMatchObject({
    lock: 'locked',
    periodLock: { lock, ask: ['Lê Quang Minh (P. VHTT)'], exception: null },
    can: { edit: false, submit: false, correct: false },
  })
  const list = reportListSchema.parse((await send('minh', 'GET', `/api/reports?period=${period}`)).json())
  expect(list.reports.map((one) => one.lock)).toEqual(['locked', 'locked'])
})

describe('while it is locked nothing is written', () => {
  const file = upload('bang.xlsx', 'không phải bảng tính')
  const month = () => `/api/workbooks/${period}/entries?planId=${plan.planId}`
  const paths: Readonly<Record<string, () => ReturnType<typeof send>>> = {
    'a typed value': () => put([entry('413', plan.indicators.online, 1)]),
    'a value where none stood': () => put([entry('3', plan.indicators.meetings)]),
    'a pasted block': () => put([entry('413', plan.indicators.online, 1), entry('3', plan.indicators.meetings)]),
    'a narrative': () =>
      send('lan', 'PUT', `/api/reports/${report()}/narratives/results`, { changeKey: newId(), baseRevision: 0, text: 'Tốt' }),
    'a submission': () => send('lan', 'POST', `/api/reports/${report()}/submit`, { missing: missing() }),
    'a figure of a feed': () =>
      send('lan', 'POST', `/api/reports/${report()}/feed-figures`, {
        changeKey: newId(),
        cells: [{ indicatorId: plan.indicators.online, runId: newId(), baseRevision: 1 }],
      }),
    'an added file': () => send('lan', 'POST', `/api/reports/${report()}/evidence`, file.payload, file.headers),
    'a file taken away': () => send('lan', 'DELETE', `/api/reports/${report()}/evidence/${evidence}`),
    'a form to be filled in': () => send('lan', 'GET', `/api/reports/${report()}/workbook`),
    'a filled form': () => send('lan', 'POST', `/api/reports/${report()}/workbook`, file.payload, file.headers),
    'a filled form to be marked': () => send('lan', 'POST', `/api/reports/${report()}/workbook/marked`, file.payload, file.headers),
    'the figures of all units, by the officer': () =>
      send('minh', 'PUT', month(), {
        changeKey: newId(),
        reports: [{ reportId: report(), entries: [entry('9', plan.indicators.meetings)] }],
      }),
  }
  test.each(Object.keys(paths))('%s is refused with the sentence', async (path) => {
    const before = await written()
    const reply = await paths[path]?.()
    expect(reply?.statusCode).toBe(422)
    expect(reply?.json()).toMatchObject({
      code: 'refused',
      reason: 'locked',
      detail: expect.stringMatching(
        /^Báo cáo tháng 5 năm 2024 của UBND Phường 5 đã khóa từ .+ ngày 28\/5\/2024\. Lý do: Đã gửi báo cáo lên tỉnh\. Cần nhập hay sửa thì đề nghị Lê Quang Minh \(P\. VHTT\) mở riêng cho đơn vị\.$/u,
      ),
    })
    expect(await written()).toEqual(before)
  })

  test('a form for all units has nothing to fill in', async () => {
    expect(reasonOf(await send('minh', 'GET', `/api/workbooks/${period}?planId=${plan.planId}`))).toBe('nothingToFill')
  })

  test('an imported list names the rows at fault', async () => {
    const before = await written()
    const list = [{ reportId: report(), indicator: 'meetings', numerator: '3', denominator: null }]
    const outcome = await importValues(office.callAs('minh', '2024-05-28T03:30:00.000Z'), list)
    expect(outcome).toMatchObject({ refused: 'rowsAtFault', faults: [{ row: 1, field: 'report', fault: 'locked' }] })
    expect(await written()).toEqual(before)
  })

  test('a report that an heir is given afterwards is locked as the others are', async () => {
    const { owner: pool } = office.services
    const id = newId()
    const values = [office.tenantId, id, report(), office.units.culture]
    await pool.query(
      `insert into obligations (tenant_id, id, regime_id, level, unit_id, period, window_from, window_to, nominal_due, due_at, form, created_at)
       select tenant_id, $2, regime_id, level, $4, period, window_from, window_to, nominal_due, due_at, form, created_at
         from obligations where tenant_id = $1 and id = $3`,
      values,
    )
    await pool.query("insert into reports (tenant_id, id, unit_id, period, state) values ($1, $2, $3, $4, 'open')", [
      office.tenantId,
      id,
      office.units.culture,
      period,
    ])
    const list = [{ reportId: id, indicator: 'meetings', numerator: '3', denominator: null }]
    expect(await importValues(office.callAs('minh'), list)).toMatchObject({ refused: 'rowsAtFault', faults: [{ fault: 'locked' }] })
    for (const table of ['reports', 'obligations']) await pool.query(`delete from ${table} where id = $1`, [id])
  })

  test('a correction is opened by nobody, and what was handed in before is still reviewed', async () => {
    await say('unlocked')
    expect((await send('hung', 'POST', `/api/reports/${report('ward7')}/submit`, { missing: missing() })).statusCode).toBe(200)
    await say('locked')
    expect((await send('minh', 'POST', `/api/reports/${report('ward7')}/approve`, {})).statusCode).toBe(200)
    const before = await written()
    for (const person of ['minh', 'hung'] as const)
      expect(reasonOf(await send(person, 'POST', `/api/reports/${report('ward7')}/correct`, { reason: 'Đếm sót hồ sơ' }))).toBe('locked')
    expect(await written()).toEqual(before)
  })

  test('another period of the regime, and what was repeated after a lost answer, are as they were', async () => {
    expect(
      (await send('lan', 'PUT', `/api/reports/${report('ward5', '2024-06')}/entries`, { changeKey: newId(), entries: [entry('5')] }))
        .statusCode,
    ).toBe(200)
    await say('unlocked')
    const key = newId()
    expect((await put([entry('2', plan.indicators.meetings)], 'ward5', key)).statusCode).toBe(200)
    await say('locked')
    expect((await put([entry('2', plan.indicators.meetings)], 'ward5', key)).statusCode).toBe(200)
  })
})

test('a value that is on its way when the lock is said is not saved after it', async () => {
  await say('unlocked')
  const { owner, pool } = office.services
  const locking = await owner.connect()
  const before = await written()
  try {
    await locking.query('begin')
    await locking.query('select 1 from reports where tenant_id = $1 and id = $2 for no key update', [office.tenantId, report()])
    const typed = put([entry('500', plan.indicators.online, 1)])
    await vi.waitFor(async () => {
      const { rows } = await pool.query("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
      expect(rows).toHaveLength(1)
    })
    await locking.query(
      `insert into period_lock_words select $1, gen_random_uuid(), $2, $3, max(seq) + 1, 'locked', 'Đã gửi tỉnh', $5, $4
         from period_lock_words where tenant_id = $1`,
      [office.tenantId, plan.regimeId, period, office.people.minh.id, office.callAs('minh').now],
    )
    await locking.query('update reports set lock_seq = lock_seq + 1 where tenant_id = $1 and period = $2', [office.tenantId, period])
    await locking.query('commit')
    expect(reasonOf(await typed)).toBe('locked')
  } finally {
    locking.release()
  }
  expect(await written()).toEqual(before)
})

describe('an exception', () => {
  const until = '2024-05-29T10:00:00.000Z'
  test('is refused to who may not grant it, without a reason, with an end that is over, for a unit that owes nothing', async () => {
    const before = await written()
    expect((await except(office.units.ward5, until, 'lan')).statusCode).toBe(403)
    expect((await except(office.units.ward5, until, 'thu')).statusCode).toBe(403)
    expect(reasonOf(await except(office.units.ward5, until, 'minh', ''))).toBe('reasonRequired')
    expect(reasonOf(await except(office.units.ward5, '2024-05-28T02:00:00.000Z'))).toBe('endIsOver')
    expect((await except(office.units.committee, until)).statusCode).toBe(404)
    expect(await written()).toEqual(before)
  })

  test('lets its unit in until its end, and then the lock stands again by itself', async () => {
    const lines = await office.countAuditLines()
    expect((await except(office.units.ward5, until)).statusCode).toBe(201)
    expect(await office.countAuditLines()).toBe(lines + 1)
    await office.setClock('2024-05-29T09:59:00.000Z')
    expect(await page()).toMatchObject({
      lock: 'excepted',
      periodLock: { exception: { until, by: 'Lê Quang Minh', reason: 'Đếm sót hồ sơ', isForAll: false } },
      can: { edit: true, submit: true },
    })
    expect((await put([entry('414', plan.indicators.online, 1)])).statusCode).toBe(200)
    expect((await put([entry('1')], 'ward7')).statusCode).toBe(422)
    expect((await send('minh', 'GET', `/api/workbooks/${period}?planId=${plan.planId}`)).statusCode).toBe(200)
    await office.setClock('2024-05-29T10:00:02.000Z')
    const before = await written()
    expect(reasonOf(await put([entry('415', plan.indicators.online, 2)]))).toBe('locked')
    expect(await written()).toEqual(before)
    expect(await locks()).toMatchObject({ exceptions: [{ unit: 'UBND Phường 5', holds: false, until }] })
  })

  test('for every unit lets each of them in', async () => {
    expect((await except(null, until)).statusCode).toBe(201)
    expect((await send('hung', 'POST', `/api/reports/${report('ward7')}/correct`, { reason: 'Đếm sót hồ sơ' })).statusCode).toBe(200)
    expect((await locks())?.exceptions[0]).toMatchObject({ unit: null, holds: true })
  })

  test('is over when the period is opened and locked again', async () => {
    expect((await say('unlocked', 'minh', 'Tỉnh yêu cầu rà soát lại')).statusCode).toBe(200)
    expect((await page()).periodLock).toBeNull()
    await office.setClock('2024-05-28T04:00:00.000Z')
    expect((await say('locked')).statusCode).toBe(200)
    expect((await page()).can.edit).toBe(false)
    await say('unlocked')
  })
})

describe('the rule of the office', () => {
  test('is set by the administrator, from a day that is still to come, with a line', async () => {
    const set = (person: PersonName, from: string, workingDays: number | null) =>
      send(person, 'POST', '/api/lock-rules', { from, workingDays })
    const before = await written()
    expect((await set('minh', '2024-06-01', 3)).statusCode).toBe(403)
    expect(reasonOf(await set('an', '2024-05-28', 3))).toBe('fromPast')
    expect((await set('an', '2024-06-01', 61)).statusCode).toBe(400)
    expect(await written()).toEqual(before)
    expect((await set('an', '2024-06-01', 3)).statusCode).toBe(201)
    expect(lockRulesSchema.parse((await send('minh', 'GET', '/api/lock-rules')).json())).toMatchObject({
      rules: [{ from: '2024-06-01', workingDays: 3, recordedBy: 'Ngô Bình An' }],
      can: { change: false },
    })
    expect(await office.countAuditLines()).toBe(before.lines + 1)
  })

  test('locks a period so many working days after the city’s due, and leaves one whose due came before it alone', async () => {
    const june = report('ward5', '2024-06')
    const save = (numerator: string, baseRevision: number) =>
      send('lan', 'PUT', `/api/reports/${june}/entries`, {
        changeKey: newId(),
        entries: [entry(numerator, plan.indicators.online, baseRevision)],
      })
    await office.setClock('2024-06-28T09:59:00.000Z')
    expect((await save('6', 1)).statusCode).toBe(200)
    await office.setClock('2024-06-28T10:00:02.000Z')
    const before = await written()
    const reply = await save('7', 2)
    expect(reply.json()).toMatchObject({
      reason: 'locked',
      detail: expect.stringContaining('đã khóa từ 17:00 ngày 28/6/2024, theo quy định khóa kỳ của cơ quan.'),
    })
    expect(await written()).toEqual(before)
    expect((await page('lan', june)).periodLock).toMatchObject({ lock: { because: 'rule' }, ask: ['Lê Quang Minh (P. VHTT)'] })
    expect((await page()).periodLock).toBeNull()
    expect((await say('unlocked', 'minh', 'Tỉnh yêu cầu rà soát lại', '2024-06')).statusCode).toBe(200)
    expect((await save('7', 2)).statusCode).toBe(200)
  })
})

test('another office is not locked, and cannot lock ours', async () => {
  const other = await office.neighbour()
  const reply = await other.app.inject({
    method: 'POST',
    url: '/api/locks',
    headers: other.signedIn('minh'),
    payload: { regimeId: plan.regimeId, period, says: 'locked', reason },
  })
  expect(reply.statusCode).toBe(404)
})

test('whoever is locked out is not called late any more; the list of work says so, and an exception ends that', async () => {
  const workOf = async () =>
    myWorkSchema
      .parse((await send('lan', 'GET', '/api/my-work')).json())
      .items.filter(({ key }) => key === `report:${report()}`)
      .map(({ kind, note }) => ({ kind, note }))
  const remindedOf = async (at: string) => {
    await remindOffice(office.callAs('an', at))
    return office.services.db
      .selectFrom('notices')
      .select('subject_key')
      .where('kind', 'like', 'reportDue%')
      .where('subject_key', 'like', `%${report()}%`)
      .execute()
  }
  expect((await say('locked')).statusCode).toBe(200)
  expect(await workOf()).toEqual([{ kind: 'reportOverdue', note: 'locked' }])
  expect(await remindedOf('2024-05-28T04:00:00.000Z')).toEqual([])
  expect((await except(office.units.ward5, '2024-05-29T02:00:00.000Z')).statusCode).toBe(201)
  expect(await workOf()).toEqual([{ kind: 'reportOverdue', note: undefined }])
  expect(await remindedOf('2024-05-28T05:00:00.000Z')).toHaveLength(1)
})
