import { proofSchema, scoreboardSchema } from '@haidang/api/consolidation'
import type { Scoreboard } from '@haidang/api/consolidation'
import { indicatorPageSchema } from '@haidang/api/indicators'
import { lensesSchema } from '@haidang/api/lenses'
import type { Instant } from '@haidang/domain/periods/day'
import type { Reorganisation } from '@haidang/domain/units/reorganisation'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerIndicatorsRoutes } from '../indicators/routes.ts'
import { systemCall } from '../platform/call.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { approveReport, correctReport, submitReport } from '../reports/actions.ts'
import { saveEntries } from '../reports/save-entries.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { updateTask } from '../tasks/actions.ts'
import { recordPopulation } from '../units/populations.ts'
import { applyReorganisation, undoReorganisation } from '../units/reorganisations.ts'
import { registerScoreboardRoutes } from './routes.ts'

let first: TestOffice
let office: Omit<TestOffice, 'neighbour' | 'close'>
let plan: TestPlan

beforeAll(async () => {
  first = await testOffice({ register: [registerScoreboardRoutes, registerIndicatorsRoutes] })
})
afterAll(() => first.close())
beforeEach(async () => {
  // An office of its own for each: a reorganisation changes its register.
  office = await first.neighbour()
  plan = await issueTestPlan(office)
  await city('2024-05', '2024-04-10', '2024-05-10')
  await city('2024-06', '2024-05-10', '2024-06-10')
  await office.setClock('2025-08-01T02:00:00.000Z')
})

const city = (period: string, from: string, to: string) =>
  office.services.db
    .insertInto('obligations')
    .values({
      tenant_id: office.tenantId,
      id: newId(),
      regime_id: plan.regimeId,
      level: 'city',
      unit_id: office.units.culture,
      period,
      window_from: from,
      window_to: to,
      nominal_due: `${period}-25`,
      due_at: `${period}-25T10:00:00.000Z`,
      moved_because: null,
      form: '[]',
      created_at: '2024-04-20T02:00:00.000Z',
    })
    .execute()

const get = (path: string, person: PersonName = 'thu') =>
  office.app.inject({ method: 'GET', url: `/api/scoreboard${path}`, headers: office.signedIn(person) })
const bytes = async (query: string): Promise<string> => {
  const reply = await get(`?period=2024-05&planId=${plan.planId}${query}`)
  expect(reply.statusCode, `${query}: ${reply.body.slice(0, 300)}`).toBe(200)
  return reply.body
}
const board = async (query = ''): Promise<Scoreboard> => scoreboardSchema.parse(JSON.parse(await bytes(query)))
const proof = async (query: string, indicator: keyof TestPlan['indicators'] = 'online') =>
  proofSchema.parse((await get(`/indicators/${plan.indicators[indicator]}?period=2024-05${query}`)).json())
const lenses = async (period = '2024-05', query = '') =>
  lensesSchema.parse((await get(`/lenses?period=${period}&planId=${plan.planId}${query}`)).json())

const page = async (query: string, indicator: keyof TestPlan['indicators'] = 'online') => {
  const url = `/api/indicators/${plan.indicators[indicator]}?period=2024-05${query}`
  const reply = await office.app.inject({ method: 'GET', url, headers: office.signedIn('thu') })
  return indicatorPageSchema.parse(reply.json())
}

type Ward = 'ward5' | 'ward7'
const focalPoint = { ward5: 'lan', ward7: 'hung' } as const

async function handIn(
  ward: Ward,
  online: readonly [string, string],
  portal: '0' | '1',
  at: Instant = '2024-05-12T02:00:00.000Z',
  held = '3',
) {
  const call = office.callAs(focalPoint[ward], at)
  const id = plan.reportOf(office.units[ward], '2024-05')
  const { online: share, meetings, portal: page } = plan.indicators
  const entry = { note: '', baseRevision: 0 }
  const [numerator, denominator] = online
  const entries = [
    { ...entry, indicatorId: share, numerator, denominator },
    { ...entry, indicatorId: meetings, numerator: held, denominator: null },
    { ...entry, indicatorId: page, numerator: portal, denominator: null },
  ]
  expect(await saveEntries(call, id, { changeKey: newId(), entries })).not.toHaveProperty('refused')
  expect(await submitReport(call, id, { missing: [] })).not.toHaveProperty('refused')
  return id
}

async function approve(id: string, at: Instant = '2024-05-14T02:00:00.000Z') {
  expect(await approveReport(office.callAs('minh', at), id)).not.toHaveProperty('refused')
}

async function bothReported() {
  await approve(await handIn('ward5', ['90', '100'], '1'))
  await approve(await handIn('ward7', ['8', '10'], '0'))
}

async function correct(id: string) {
  expect(await correctReport(office.callAs('minh', '2024-06-21T02:00:00.000Z'), id, 'Đếm sót hồ sơ của bưu điện')).not.toHaveProperty(
    'refused',
  )
  const lan = office.callAs('lan', '2024-06-22T02:00:00.000Z')
  const entries = [{ indicatorId: plan.indicators.online, numerator: '95', denominator: '100', note: '', baseRevision: 1 }]
  expect(await saveEntries(lan, id, { changeKey: newId(), entries })).not.toHaveProperty('refused')
  expect(await submitReport(lan, id, { missing: [] })).not.toHaveProperty('refused')
  await approve(id, '2024-06-23T02:00:00.000Z')
}

const ground = { title: 'Sắp xếp đơn vị hành chính', documentNumber: '99/NQ-UBTVQH' }
const founded = (name: string, code: string) =>
  ({ id: newId(), name: `UBND phường ${name}`, shortName: `P. ${name}`, group: 'ward', code }) as const

async function reorganise(event: Partial<Reorganisation>, at: Instant = '2025-07-02T02:00:00.000Z'): Promise<string> {
  const whole: Reorganisation = { id: newId(), effectiveOn: '2025-07-01', becomes: [], ends: [], edges: [], ...event }
  const call = await systemCall(office.services, office.tenantId, 'test', at)
  const heirs = Object.fromEntries(whole.edges.map(({ from, to }) => [from, to]))
  expect(await applyReorganisation(call, whole, ground, heirs)).not.toHaveProperty('refused')
  return whole.id
}

const heir = () => founded('Cửa Biển', '26506')
async function merge(at?: Instant, becomes = heir()): Promise<string> {
  const ends = [office.units.ward5, office.units.ward7]
  return reorganise({ becomes: [becomes], ends, edges: ends.map((from) => ({ from, to: becomes.id, extent: 'whole' })) }, at)
}
const undo = async (id: string, at: Instant) => {
  const call = await systemCall(office.services, office.tenantId, 'test', at)
  expect(await undoReorganisation(call, id, 'nghị quyết đã bị bãi bỏ')).toEqual({ id })
}

describe('as it was', () => {
  test('is byte for byte what it was, whatever is reorganised and undone', async () => {
    await bothReported()
    const before = await bytes('')
    const event = await merge()
    expect(await bytes('')).toBe(before)
    expect(await bytes('&lens=asItWas&on=2025-07-01')).toBe(before)
    await undo(event, '2025-07-03T02:00:00.000Z')
    expect(await bytes('')).toBe(before)
  })

  test('also where a reorganisation is told late and began before the month was closed', async () => {
    await bothReported()
    const before = await bytes('')
    await reorganise({ effectiveOn: '2024-05-01', ends: [office.units.ward7] })
    expect(await bytes('')).toBe(before)
    expect((await board('&lens=asItIs')).lens?.withNobody).toMatchObject([{ unit: { shortName: 'Phường 7' }, because: 'abolished' }])
  })
})

describe('as it is', () => {
  test('rows are units of the day; figures are added apart and divided last, and the old reports are counted', async () => {
    await approve(await handIn('ward5', ['90', '100'], '1'))
    await handIn('ward7', ['8', '10'], '0')
    await merge()
    const { units, indicators, coverage, lens } = await board('&lens=asItIs')
    expect(coverage).toEqual({ expected: 2, reported: 2, approved: 1 })
    expect(units).toMatchObject([
      {
        unit: { name: 'UBND phường Cửa Biển' },
        reportId: null,
        reported: true,
        approved: false,
        asItIs: {
          isEstimated: false,
          targetsDiffer: true,
          holds: [
            { unit: { shortName: 'Phường 5' }, share: '1', approved: true },
            { unit: { shortName: 'Phường 7' }, share: '1', approved: false },
          ],
        },
      },
    ])
    expect(lens).toEqual({ kind: 'asItIs', on: '2025-08-01', knownAt: null, withNobody: [] })
    await approve(plan.reportOf(office.units.ward7, '2024-05'))
    const both = await board('&lens=asItIs')
    expect(both.indicators.map(({ code, numerator, denominator, result }) => [code, numerator, denominator, result])).toEqual([
      ['online', '98', '110', '89.09'],
      ['meetings', '6', null, '6'],
      // Not every part of the unit has its page.
      ['portal', '0', '1', '0'],
    ])
    expect(both.indicators[2]).toMatchObject({
      assignedUnits: 1,
      reportedUnits: 2,
      distance: null,
      asItIs: { asItWas: { numerator: '1', denominator: '2', assignedUnits: 2 } },
    })
    expect(indicators[0]?.trend).toEqual([{ period: '2024-05', result: '90' }])
  })

  test('on a day before the change it is as it was, on the units of that day', async () => {
    await bothReported()
    await merge()
    const [was, then] = [await board(), await board('&lens=asItIs&on=2025-06-30')]
    expect(then.units.map(({ unit, reached, noData }) => [unit, reached, noData])).toEqual(
      was.units.map(({ unit, reached, noData }) => [unit, reached, noData]),
    )
    expect(then.indicators.map(({ asItIs: _asItIs, ...one }) => one)).toEqual(was.indicators)
  })

  test('a unit that was parted is apportioned by its shares, marked, and opens to the old cell', async () => {
    await bothReported()
    const [north, south] = [founded('Bắc', '301'), founded('Nam', '302')]
    const part = (to: string, population: string) => ({ from: office.units.ward5, to, extent: 'part' as const, shares: { population } })
    await reorganise({ becomes: [north, south], ends: [office.units.ward5], edges: [part(north.id, '0.25'), part(south.id, '0.75')] })
    const { units, indicators } = await board('&lens=asItIs')
    expect(units.map(({ unit, asItIs }) => [unit.shortName, asItIs?.isEstimated])).toEqual([
      ['Phường 7', false],
      ['P. Bắc', true],
      ['P. Nam', true],
    ])
    // What is added up is exact again.
    expect(indicators[0]).toMatchObject({ numerator: '98', denominator: '110', asItIs: { isEstimated: false } })
    const opened = await proof('&lens=asItIs')
    expect(
      opened.asItIs?.units.map(({ unit, numerator, denominator, isEstimated }) => [unit.shortName, numerator, denominator, isEstimated]),
    ).toEqual([
      ['Phường 7', '8', '10', false],
      ['P. Bắc', '22.5', '25', true],
      ['P. Nam', '67.5', '75', true],
    ])
    expect(opened.asItIs?.units[1]?.holds).toMatchObject([
      { unit: { shortName: 'Phường 5' }, share: '0.25', isEstimated: true, isCounted: true },
    ])
    expect(opened.cells.map(({ unit, numerator }) => [unit.shortName, numerator])).toEqual([
      ['Phường 5', '90'],
      ['Phường 7', '8'],
    ])
    // Whether the part has the page that the whole had is known of neither.
    const page = await proof('&lens=asItIs', 'portal')
    expect(page.asItIs?.units.map(({ attainment, holds }) => [attainment, holds.map(({ isCounted }) => isCounted)])).toEqual([
      ['notReached', [true]],
      ['noData', [false]],
      ['noData', [false]],
    ])
  })

  test.each([
    ['abolished', (): Partial<Reorganisation> => ({ ends: [office.units.ward7] })],
    [
      'sharesMissing',
      (): Partial<Reorganisation> => {
        const [north, south] = [founded('Bắc', '301'), founded('Nam', '302')]
        const part = (to: string) => ({ from: office.units.ward7, to, extent: 'part' as const })
        return { becomes: [north, south], ends: [office.units.ward7], edges: [part(north.id), part(south.id)] }
      },
    ],
  ])('what is with nobody is named with its months and counts nowhere: %s', async (because, event) => {
    await bothReported()
    await reorganise(event())
    const { units, indicators, lens } = await board('&lens=asItIs')
    expect(units.map(({ unit }) => unit.shortName)).toEqual(['Phường 5'])
    expect(indicators[0]).toMatchObject({ numerator: '90', denominator: '100' })
    expect(lens?.withNobody).toMatchObject([{ unit: { shortName: 'Phường 7' }, because, periods: ['2024-05'] }])
    expect((await proof('&lens=asItIs')).lens?.withNobody).toMatchObject([{ unit: { shortName: 'Phường 7' }, because }])
  })

  test('an indicator’s page is the board’s and the proof’s, through every lens', async () => {
    await bothReported()
    const [north, south] = [founded('Bắc', '301'), founded('Nam', '302')]
    const part = (to: string, population: string) => ({ from: office.units.ward5, to, extent: 'part' as const, shares: { population } })
    await reorganise({ becomes: [north, south], ends: [office.units.ward5], edges: [part(north.id, '0.25'), part(south.id, '0.75')] })
    const knownAt = '&knownAt=2024-05-13T02:00:00.000Z'
    for (const lens of ['', '&lens=asItIs', '&lens=asItIs&on=2025-06-30', knownAt, `&lens=asItIs${knownAt}`]) {
      const [shown, opened, { indicators }] = [await page(lens), await proof(lens), await board(lens)]
      expect(shown.lens, `lens ${lens}`).toEqual(lens === '' ? null : opened.lens)
      expect(shown.series, `series ${lens}`).toMatchObject([
        { period: '2024-05', numerator: indicators[0]?.numerator, denominator: indicators[0]?.denominator, result: indicators[0]?.result },
      ])
      expect(
        shown.units.map(({ unit, numerator, result, attainment, isEstimated, holds }) => [
          unit,
          numerator,
          result,
          attainment,
          isEstimated,
          holds,
        ]),
        `units ${lens}`,
      ).toEqual(
        opened.asItIs
          ? opened.asItIs.units.map((one) => [one.unit, one.numerator, one.result, one.attainment, one.isEstimated, one.holds])
          : opened.cells.map((one) => [one.unit, one.numerator, one.result, one.attainment, false, null]),
      )
    }
    expect(await page('&lens=asItIs')).toMatchObject({
      unitsOn: '2025-08-01',
      can: { change: false },
      units: [{ reportId: plan.reportOf(office.units.ward7, '2024-05') }, { reportId: null, isEstimated: true }, { reportId: null }],
    })
    const known = await page(knownAt)
    expect(known).toMatchObject({
      unitsOn: '2024-05-09',
      questions: [],
      units: [{ numerator: null, isApproved: false }, { numerator: null }],
    })
    await correct(plan.reportOf(office.units.ward5, '2024-05'))
    expect(await page(knownAt)).toEqual(known)
  })

  test('follows a reorganisation and its undoing at once, and comes back byte for byte', async () => {
    await bothReported()
    const before = await bytes('&lens=asItIs')
    const event = await merge()
    expect(await bytes('&lens=asItIs')).not.toBe(before)
    await undo(event, '2025-07-03T02:00:00.000Z')
    expect(await bytes('&lens=asItIs')).toBe(before)
    expect(await bytes('&lens=asItIs&on=2025-08-02')).toBe(before.replace('"on":"2025-08-01"', '"on":"2025-08-02"'))
  })

  test('an indicator that declares that its figures cannot be put together has none for the new unit', async () => {
    await bothReported()
    await merge()
    await office.services.db
      .updateTable('indicators')
      .set({ lineage_policy: 'notComparable' })
      .where('tenant_id', '=', office.tenantId)
      .where('id', '=', plan.indicators.online)
      .execute()
    expect((await board('&lens=asItIs')).indicators[0]).toMatchObject({ numerator: null, result: null, attainment: 'noData' })
    expect((await proof('&lens=asItIs')).asItIs).toMatchObject({ policy: 'notComparable', asItWas: { numerator: '98' } })
  })
})

test('an indicator that weighs by people weighs by what was counted of the old units, as it was known', async () => {
  const at = '2024-05-12T02:00:00.000Z'
  await approve(await handIn('ward5', ['90', '100'], '1', at, '3'))
  await approve(await handIn('ward7', ['8', '10'], '0', at, '9'))
  await merge()
  await office.services.db
    .updateTable('indicators')
    .set({ kind: 'score', roll_up: 'mean', lineage_policy: 'weightedMean', digits: 2 })
    .where('tenant_id', '=', office.tenantId)
    .where('id', '=', plan.indicators.meetings)
    .execute()
  const ofMeetings = async (query = '') =>
    (await board(`&lens=asItIs${query}`)).indicators.find(({ id }) => id === plan.indicators.meetings)
  expect(await ofMeetings(), 'nobody has counted').toMatchObject({ numerator: null, attainment: 'noData' })

  const count = (unit: Ward, people: number, at: Instant) =>
    recordPopulation(office.callAs('an', at), office.units[unit], { countedOn: '2024-12-31', people, source: 'Công an thành phố' })
  await count('ward5', 10_000, '2025-07-05T02:00:00.000Z')
  await count('ward7', 20_000, '2025-07-05T03:00:00.000Z')
  expect(await ofMeetings(), '(3·10000 + 9·20000) / 30000').toMatchObject({ numerator: '7' })
  await count('ward7', 5000, '2025-07-10T03:00:00.000Z')
  expect(await ofMeetings(), '(3·10000 + 9·5000) / 15000').toMatchObject({ numerator: '5' })
  expect(await ofMeetings('&knownAt=2025-07-06T02:00:00.000Z')).toMatchObject({ numerator: '7' })
  expect(await ofMeetings('&knownAt=2025-07-05T02:30:00.000Z')).toMatchObject({ numerator: '3' })
})

describe('as known on a date', () => {
  const ask = async (knownAt: Instant) => {
    const at = `&knownAt=${knownAt}`
    return [
      await bytes(at),
      await bytes(`${at}&lens=asItIs`),
      await bytes(`${at}&lens=asItIs&on=2025-07-15`),
      JSON.stringify(await proof(at)),
      JSON.stringify(await proof(`${at}&lens=asItIs`)),
    ]
  }

  test('never changes after it: neither by a correction nor by what becomes of the units, undone or not', async () => {
    const ward5 = await handIn('ward5', ['90', '100'], '1')
    const told: { readonly at: Instant; readonly answers: readonly string[] }[] = []
    const remember = async (at: Instant) => told.push({ at, answers: await ask(at) })
    await remember('2024-05-13T00:00:00.000Z') // Handed in, not approved.
    await approve(ward5)
    await remember('2024-05-20T00:00:00.000Z')
    await correct(ward5)
    await approve(await handIn('ward7', ['8', '10'], '0', '2024-06-22T02:00:00.000Z'), '2024-06-23T02:00:00.000Z')
    await remember('2024-07-01T00:00:00.000Z')
    const event = await merge('2025-06-20T02:00:00.000Z')
    await remember('2025-06-21T00:00:00.000Z')
    await undo(event, '2025-06-22T02:00:00.000Z')
    await remember('2025-06-23T00:00:00.000Z')
    await merge('2025-06-24T02:00:00.000Z')
    for (const { at, answers } of told) expect(await ask(at), `as known at ${at}`).toEqual(answers)
    // A millisecond later the same was known, and nothing that was computed before is at hand.
    for (const { at, answers } of told) {
      const later = at.replace('.000Z', '.001Z')
      expect(await ask(later), `as known at ${later}`).toEqual(answers.map((answer) => answer.replaceAll(at, later)))
    }

    const shown = (answer: string | undefined) => {
      const { coverage, indicators, units } = scoreboardSchema.parse(JSON.parse(answer ?? ''))
      return [coverage.reported, coverage.approved, indicators[0]?.result, indicators[0]?.reportedUnits, units.length]
    }
    expect(told.map(({ answers }) => shown(answers[0]))).toEqual([
      [1, 0, null, 1, 2],
      [1, 1, '90', 1, 2],
      [2, 2, '93.64', 2, 2],
      [2, 2, '93.64', 2, 2],
      [2, 2, '93.64', 2, 2],
    ])
    // On the units of a later day there is one where a merger was known, and two where it was not, or not any more.
    expect(told.map(({ answers }) => shown(answers[2])[4])).toEqual([2, 2, 2, 1, 2])
  })

  test('nor by what passes from an ended unit to one that goes on, whose form and part in a task are widened by it', async () => {
    const { ward5, ward7 } = office.units
    const { db } = office.services
    const short = await db
      .selectFrom('obligations')
      .select('form')
      .where('id', '=', plan.reportOf(ward7, '2024-07'))
      .executeTakeFirstOrThrow()
    const form = JSON.stringify((short.form as unknown[]).slice(1))
    await db.updateTable('obligations').set({ form }).where('id', '=', plan.reportOf(ward7, '2024-07')).execute()
    const ask7 = async (knownAt?: Instant) => {
      const at = knownAt === undefined ? '' : `&knownAt=${knownAt}`
      const reply = await get(`?period=2024-07&planId=${plan.planId}${at}`)
      const opened = await get(`/indicators/${plan.indicators.online}?period=2024-07${at}`)
      expect([reply.statusCode, opened.statusCode]).toEqual([200, 200])
      const { lens: _lens, ...shown } = scoreboardSchema.parse(reply.json())
      return JSON.stringify([shown, proofSchema.parse(opened.json()).cells])
    }
    await city('2024-07', '2024-06-10', '2024-07-10')
    // Ward 7 has done its part of what ward 5 leads, and ward 5 ends on a day of July's window.
    const told: { readonly at: Instant; readonly answer: string }[] = []
    const remember = async (at: Instant) => {
      await office.setClock(at)
      told.push({ at, answer: await ask7() })
    }
    await remember('2024-06-20T02:00:00.000Z')
    const event = await reorganise(
      { effectiveOn: '2024-07-01', ends: [ward5], edges: [{ from: ward5, to: ward7, extent: 'whole' }] },
      '2024-07-01T02:00:00.000Z',
    )
    await remember('2024-07-02T02:00:00.000Z')
    await undo(event, '2024-07-03T02:00:00.000Z')
    await remember('2024-07-04T02:00:00.000Z')
    await office.setClock('2025-08-01T02:00:00.000Z')
    expect(new Set(told.map(({ answer }) => answer)).size).toBeGreaterThan(1)
    for (const { at, answer } of told) expect(JSON.parse(await ask7(at)), `as known at ${at}`).toEqual(JSON.parse(answer))
  })

  test('of this moment it is the board that everybody sees, tasks included', async () => {
    await bothReported()
    await correct(plan.reportOf(office.units.ward5, '2024-05'))
    const task = (state: 'inProgress' | 'done', baseRevision: number, at: Instant) =>
      updateTask(office.callAs('lan', at), plan.tasks.cameras, office.units.ward5, {
        changeKey: newId(),
        baseRevision,
        state,
        note: 'Đã lắp.',
      })
    expect(await task('done', 1, '2024-05-30T02:00:00.000Z')).not.toHaveProperty('refused')
    await merge()
    const { lens, ...known } = await board('&knownAt=2025-08-01T01:00:00.000Z')
    expect(lens).toEqual({ kind: 'asItWas', on: null, knownAt: '2025-08-01T01:00:00.000Z', withNobody: [] })
    expect(known).toEqual(await board())
    expect(known.taskCounts.doneOnTime).toBe(1)
    expect((await board('&knownAt=2024-05-29T00:00:00.000Z')).taskCounts).toMatchObject({ doneOnTime: 0, openWithinDeadline: 3 })
    const { lens: _of, ...opened } = await proof('&knownAt=2025-08-01T01:00:00.000Z')
    expect(opened).toEqual(await proof(''))
    const [onUnits, asKnown] = [await board('&lens=asItIs'), await board('&lens=asItIs&knownAt=2025-08-01T01:00:00.000Z')]
    expect({ ...asKnown, lens: undefined }).toEqual({ ...onUnits, lens: undefined })
  })

  test('what will be known is not answered, nor what was known before there was a plan', async () => {
    expect((await get('?period=2024-05&knownAt=2025-08-02T00:00:00.000Z')).statusCode).toBe(400)
    expect((await get('?period=2024-05&knownAt=2024-04-19T00:00:00.000Z')).statusCode).toBe(404)
  })
})

describe('which lenses have something to say', () => {
  test('the reorganisations that moved who reported, while they stand', async () => {
    expect(await lenses()).toEqual({ period: '2024-05', today: '2025-08-01', knownFrom: '2024-04-20', changes: [] })
    const event = await merge()
    expect((await lenses()).changes).toEqual([{ on: '2025-07-01', ...ground, firstPeriod: null }])
    await undo(event, '2025-07-04T02:00:00.000Z')
    expect((await lenses()).changes).toEqual([])
    const known = async (at: Instant) => (await lenses('2024-05', `&knownAt=${at}`)).changes.length
    expect([await known('2025-07-01T00:00:00.000Z'), await known('2025-07-03T00:00:00.000Z')]).toEqual([0, 1])
  })

  test('not what is still to come, nor what only changed a name', async () => {
    await reorganise({
      becomes: [{ id: office.units.ward5, name: 'UBND phường Năm', shortName: 'P. Năm', group: 'ward' }],
    })
    expect((await lenses()).changes).toEqual([])
    await office.setClock('2025-06-01T02:00:00.000Z')
    await reorganise({ effectiveOn: '2025-06-15', ends: [office.units.ward7] }, '2025-06-01T02:00:00.000Z')
    expect((await lenses()).changes).toEqual([])
    await office.setClock('2025-06-15T02:00:00.000Z')
    expect((await lenses()).changes).toMatchObject([{ on: '2025-06-15' }])
  })

  test('the first month on the new units is told where there is one', async () => {
    await reorganise({ effectiveOn: '2024-05-15', ends: [office.units.ward7] })
    expect((await lenses('2024-06')).changes).toMatchObject([{ on: '2024-05-15', firstPeriod: '2024-06' }])
  })
})

test.each(['lan', 'hung'] as const)('the lenses are for whom the board is for, and not for %s', async (person) => {
  for (const path of [
    '?period=2024-05&lens=asItIs',
    '?period=2024-05&knownAt=2024-05-20T00:00:00.000Z',
    '/lenses?period=2024-05',
    `/indicators/${plan.indicators.online}?period=2024-05&lens=asItIs`,
  ])
    expect((await get(path, person)).statusCode).toBe(404)
})
