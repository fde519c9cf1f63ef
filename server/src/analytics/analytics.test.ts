import { unitFiguresSchema } from '@haidang/api/figures'
import { analyticsSchema } from '@haidang/api/analytics'
import type { Analytics } from '@haidang/api/analytics'
import { scoreboardSchema } from '@haidang/api/consolidation'
import { csvRows } from '@haidang/documents/text/csv-rows'
import type { Instant } from '@haidang/domain/periods/day'
import type { Reorganisation } from '@haidang/domain/units/reorganisation'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { featureRoutes } from '../features.ts'
import { keepAllMonths } from '../figures/jobs.ts'
import { systemCall } from '../platform/call.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { approveReport, correctReport, returnReport, submitReport } from '../reports/actions.ts'
import { saveEntries } from '../reports/save-entries.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { cityOwes } from './testing.ts'
import { applyReorganisation } from '../units/reorganisations.ts'

let first: TestOffice
let office: Omit<TestOffice, 'neighbour' | 'close'>
let plan: TestPlan

beforeAll(async () => {
  first = await testOffice({ register: featureRoutes })
})
afterAll(() => first.close())
beforeEach(async () => {
  // An office of its own for each: a reorganisation changes its register.
  office = await first.neighbour()
  plan = await issueTestPlan(office)
  await cityOwes(office, plan)
  await office.setClock('2025-08-01T02:00:00.000Z')
})

const get = (query: string, person: PersonName = 'thu') =>
  office.app.inject({ method: 'GET', url: `/api/analytics?${query}`, headers: office.signedIn(person) })
async function ask(query: string, person?: PersonName): Promise<Analytics> {
  const reply = await get(query, person)
  expect(reply.statusCode, `${query}: ${reply.body.slice(0, 500)}`).toBe(200)
  return analyticsSchema.parse(reply.json())
}
const all = 'from=2024-05&to=2024-06'
const ofPlan = () => `planId=${plan.planId}&${all}`

type Told = Readonly<Record<string, readonly (string | null | number)[]>>
/** By period, code and unit: numerator, denominator, result, attainment, state. */
function cellsOf({ indicators, units, blocks }: Analytics): Told {
  return Object.fromEntries(
    blocks.flatMap((block) =>
      block.at.map((number, at) => {
        const indicator = indicators.find(({ id }) => id === block.indicatorId)
        const unit = units.find((one) => one.number === number)
        const mark = block.estimated.includes(number) ? ' ≈' : ''
        return [
          `${block.period} ${indicator?.code ?? ''} ${unit?.group === 'city' ? 'city' : (unit?.shortName ?? '')}${mark}`,
          [
            block.numerators[at] ?? null,
            block.denominators[at] ?? null,
            block.values[at] ?? null,
            block.attainments[at] ?? null,
            block.states[at] ?? null,
          ],
        ]
      }),
    ),
  )
}

async function handIn(person: 'lan' | 'hung', period: string, online: readonly [string, string] | null, portal = '1'): Promise<string> {
  const call = office.callAs(person, `${period}-11T02:00:00.000Z`)
  const id = plan.reportOf(person === 'lan' ? office.units.ward5 : office.units.ward7, period)
  const { online: share, meetings, portal: page } = plan.indicators
  const entry = { note: '', baseRevision: 0, denominator: null }
  const entries = [
    ...(online === null ? [] : [{ ...entry, indicatorId: share, numerator: online[0], denominator: online[1] }]),
    { ...entry, indicatorId: meetings, numerator: '3' },
    { ...entry, indicatorId: page, numerator: portal },
  ]
  expect(await saveEntries(call, id, { changeKey: newId(), entries })).not.toHaveProperty('refused')
  const missing = online === null ? [{ indicatorId: share, reason: 'chưa chốt' }] : []
  expect(await submitReport(call, id, { missing })).not.toHaveProperty('refused')
  return id
}
const approve = async (id: string, at: Instant = '2024-06-14T02:00:00.000Z') =>
  expect(await approveReport(office.callAs('minh', at), id)).not.toHaveProperty('refused')

async function reorganise(event: Partial<Reorganisation>): Promise<void> {
  const whole: Reorganisation = { id: newId(), effectiveOn: '2025-07-01', becomes: [], ends: [], edges: [], ...event }
  const call = await systemCall(office.services, office.tenantId, 'test', '2025-07-02T02:00:00.000Z')
  const heirs = Object.fromEntries(whole.edges.map(({ from, to }) => [from, to]))
  expect(await applyReorganisation(call, whole, { title: 'Sắp xếp', documentNumber: '99/NQ' }, heirs)).not.toHaveProperty('refused')
}
const founded = () => ({ id: newId(), name: 'UBND phường Cửa Biển', shortName: 'P. Cửa Biển', group: 'ward', code: '26506' }) as const
async function merge(): Promise<void> {
  const becomes = founded()
  const ends = [office.units.ward5, office.units.ward7]
  await reorganise({ becomes: [becomes], ends, edges: ends.map((from) => ({ from, to: becomes.id, extent: 'whole' })) })
}

/** May: ward 5 approved, ward 7 waits, and without one figure. June: ward 5 approved, corrected and waiting again; ward 7 came back. */
async function twoMonths(): Promise<void> {
  await approve(await handIn('lan', '2024-05', ['90', '100']))
  await handIn('hung', '2024-05', null)
  const june = await handIn('lan', '2024-06', ['2', '3'])
  await approve(june)
  expect(await correctReport(office.callAs('minh', '2024-06-21T02:00:00.000Z'), june, 'Đếm sót')).not.toHaveProperty('refused')
  const back = await handIn('hung', '2024-06', ['8', '10'], '0')
  const returned = { reason: 'Thiếu minh chứng', cells: [] }
  expect(await returnReport(office.callAs('minh', '2024-06-21T02:00:00.000Z'), back, returned)).not.toHaveProperty('refused')
}

describe('cells', () => {
  test('are figures where they were approved, and else say how far they have come; a missing one is no zero', async () => {
    await twoMonths()
    const answer = await ask(`indicatorIds=${plan.indicators.online}&groups=city,ward&${all}`)
    expect(cellsOf(answer)).toEqual({
      '2024-05 online city': ['90', '100', '90', 'reached', 'partial'],
      '2024-05 online Phường 5': ['90', '100', '90', 'reached', 'approved'],
      // Handed in, but without a figure of this indicator.
      '2024-05 online Phường 7': [null, null, null, 'noData', 'missing'],
      '2024-06 online city': ['2', '3', '66.67', 'notReached', 'partial'],
      // What is approved stays it while a correction is under way.
      '2024-06 online Phường 5': ['2', '3', '66.67', 'notReached', 'approved'],
      '2024-06 online Phường 7': [null, null, null, 'noData', 'returned'],
    })
    expect(answer.blocks[1]).toMatchObject({
      exact: ['66.6666666667', '66.6666666667', null],
      targets: [{ op: '>=', value: '85', unit: '%' }],
      target: [0, 0, 0],
      expected: [2, 1, 1],
      reported: [1, 1, 0],
      approved: [1, 1, 0],
    })
    expect(answer.periods).toEqual([
      { planId: plan.planId, period: '2024-05', from: '2024-04-10', lastDay: '2024-05-09' },
      { planId: plan.planId, period: '2024-06', from: '2024-05-10', lastDay: '2024-06-09' },
    ])
    const meetings = await ask(`indicatorIds=${plan.indicators.meetings}&unitIds=${office.units.ward7}&from=2024-05&to=2024-05`)
    expect(cellsOf(meetings)).toEqual({ '2024-05 meetings Phường 7': [null, null, null, 'noData', 'submitted'] })
  })

  test('are the same from months that are kept as from the tables, and are those of an area in its tree', async () => {
    const area = newId()
    await office.services.db
      .insertInto('units')
      .values({ tenant_id: office.tenantId, id: area, created_at: '2020-01-01T00:00:00Z' })
      .execute()
    await office.services.db
      .insertInto('unit_versions')
      .values({
        tenant_id: office.tenantId,
        unit_id: area,
        valid_from: '2020-01-01',
        valid_to: null,
        name: 'Quận Đông',
        short_name: 'Quận Đông',
        unit_group: 'area',
        official_code: 'D',
        parent_id: null,
        recorded_at: '2020-01-01T00:00:00Z',
        kind: null,
        identifier: null,
      })
      .execute()
    await office.services.db
      .updateTable('unit_versions')
      .set({ parent_id: area })
      .where('unit_id', 'in', [office.units.ward5, office.units.ward7])
      .execute()
    await approve(await handIn('lan', '2024-05', ['90', '100']))
    await approve(await handIn('hung', '2024-05', ['8', '10'], '0'))
    const query = `${ofPlan()}&groups=city,area,ward,department`
    const before = await ask(query)
    expect(cellsOf(before)).toMatchObject({
      '2024-05 online Quận Đông': ['98', '110', '89.09', null, 'approved'],
      '2024-05 meetings Quận Đông': ['6', null, '6', null, 'approved'],
      '2024-05 portal Quận Đông': ['1', '2', '1', null, 'approved'],
      '2024-06 online Quận Đông': [null, null, null, null, 'missing'],
    })
    await keepAllMonths(office.services)
    expect(await ask(query)).toEqual(before)
    const under = await ask(`${ofPlan()}&groups=ward,department&under=${area}`)
    expect(under.units.map(({ shortName }) => shortName)).toEqual(['Phường 5', 'Phường 7'])
    expect((await ask(`${ofPlan()}&groups=ward,department&under=${office.units.culture}`)).units).toEqual([])
  })

  test('as it is are of the units of the day, parts by their shares and marked, and what is with nobody is named', async () => {
    await approve(await handIn('lan', '2024-05', ['90', '100']))
    await approve(await handIn('hung', '2024-05', ['8', '10'], '0'))
    await merge()
    expect(cellsOf(await ask(`${ofPlan()}&groups=city,ward&lens=asItIs`))).toMatchObject({
      '2024-05 online city': ['98', '110', '89.09', 'reached', 'approved'],
      '2024-05 online P. Cửa Biển': ['98', '110', '89.09', 'reached', 'approved'],
      '2024-05 portal P. Cửa Biển': ['0', null, '0', 'notReached', 'approved'],
      '2024-06 online P. Cửa Biển': [null, null, null, 'noData', 'missing'],
    })
    expect(Object.keys(cellsOf(await ask(`${ofPlan()}&groups=ward&lens=asItIs&on=2025-06-30`)))).toContain('2024-05 online Phường 7')
  })

  test('of a part are apportioned and marked; of an abolished unit they are with nobody, which is said', async () => {
    await approve(await handIn('lan', '2024-05', ['90', '100']))
    await approve(await handIn('hung', '2024-05', ['8', '10'], '0'))
    await reorganise({ edges: [{ from: office.units.ward5, to: office.units.ward7, extent: 'part', shares: { population: '0.3' } }] })
    expect(cellsOf(await ask(`indicatorIds=${plan.indicators.online}&groups=city,ward&lens=asItIs&from=2024-05&to=2024-05`))).toMatchObject(
      {
        '2024-05 online city': ['98', '110', '89.09', 'reached', 'approved'],
        '2024-05 online Phường 5 ≈': ['63', '70', '90', 'reached', 'approved'],
        '2024-05 online Phường 7 ≈': ['35', '40', '87.5', 'reached', 'approved'],
      },
    )
    await reorganise({ effectiveOn: '2025-07-15', ends: [office.units.ward7] })
    const { withNobody } = await ask(`${ofPlan()}&groups=ward&lens=asItIs`)
    expect(withNobody).toEqual([
      expect.objectContaining({
        unit: expect.objectContaining({ shortName: 'Phường 5' }),
        because: 'abolished',
        periods: ['2024-05', '2024-06'],
      }),
      expect.objectContaining({
        unit: expect.objectContaining({ shortName: 'Phường 7' }),
        because: 'abolished',
        periods: ['2024-05', '2024-06'],
      }),
    ])
  })

  test('of one unit are on its page as they were known, whatever is approved or reorganised later', async () => {
    await twoMonths()
    const page = async (unitId: string, more: string, person: PersonName = 'thu') => {
      const reply = await office.app.inject({ url: `/api/units/${unitId}/figures?${more}`, headers: office.signedIn(person) })
      return reply.statusCode === 200 ? unitFiguresSchema.parse(reply.json()) : reply.statusCode
    }
    const { ward5 } = office.units
    const [before, after] = ['knownAt=2024-06-13T00:00:00.000Z', 'knownAt=2024-06-15T00:00:00.000Z']
    const online = async (more: string) => {
      const shown = await page(ward5, `period=2024-05&${more}`)
      return typeof shown === 'number' ? shown : shown.indicators.find(({ id }) => id === plan.indicators.online)
    }
    const nothing = { numerator: null, denominator: null, result: null, figures: 0 }
    expect(await online(before)).toMatchObject(nothing)
    const known = await online(after)
    expect(known).toMatchObject({ numerator: '90', denominator: '100', result: '90', figures: 1, isApart: false })
    expect(known).toEqual(await online(''))

    expect(await page(ward5, after, 'hung')).toBe(404)

    const may = plan.reportOf(ward5, '2024-05')
    expect(await correctReport(office.callAs('minh', '2024-07-01T02:00:00.000Z'), may, 'Đếm sót')).not.toHaveProperty('refused')
    const call = office.callAs('lan', '2024-07-01T03:00:00.000Z')
    const entry = { indicatorId: plan.indicators.online, numerator: '95', denominator: '100', note: '', baseRevision: 1 }
    expect(await saveEntries(call, may, { changeKey: newId(), entries: [entry] })).not.toHaveProperty('refused')
    expect(await submitReport(call, may, { missing: [] })).not.toHaveProperty('refused')
    await approve(may, '2024-07-02T02:00:00.000Z')
    await merge()
    expect(await online('')).toMatchObject({ numerator: '95' })
    expect(await online(after)).toEqual(known)
    expect(await online(`lens=asItIs&${after}`)).toEqual(known)
    expect(await page(ward5, `period=2024-05&${after}`)).toMatchObject({
      knownAt: '2024-06-15T00:00:00.000Z',
      periods: ['2024-06', '2024-05'],
    })
    expect(await page(ward5, 'period=2024-05&knownAt=2030-01-01T00:00:00.000Z')).toBe(400)
    expect(await page(ward5, 'knownAt=9999-12-31T23:59:59.999Z')).toBe(400)
  })

  test('of the city are the board’s, through every lens', async () => {
    await twoMonths()
    await merge()
    for (const lens of ['', '&lens=asItIs', '&knownAt=2024-06-13T00:00:00.000Z', '&lens=asItIs&knownAt=2025-07-31T00:00:00.000Z'])
      for (const period of ['2024-05', '2024-06']) {
        const board = scoreboardSchema.parse(
          (
            await office.app.inject({
              url: `/api/scoreboard?period=${period}&planId=${plan.planId}${lens}`,
              headers: office.signedIn('thu'),
            })
          ).json(),
        )
        const { blocks } = await ask(`planId=${plan.planId}&groups=city&from=${period}&to=${period}${lens}`)
        expect(
          blocks.map(({ numerators, denominators, values, attainments, expected, reported, approved }) =>
            [numerators, denominators, values, attainments, expected, reported, approved].map((column) => column[0]),
          ),
          `${period} ${lens}`,
        ).toEqual(
          board.indicators.map((one) => [
            one.numerator,
            one.denominator,
            one.result,
            one.attainment,
            // Of how many units of today the figure is, the board says beside it; coverage counts the old reports.
            lens.includes('asItIs') ? 2 : one.assignedUnits,
            one.reportedUnits,
            one.approvedUnits,
          ]),
        )
      }
  })
})

describe('what an indicator means', () => {
  const definition = {
    pillar: 'Chính quyền số',
    name: 'Tỷ lệ hồ sơ toàn trình',
    numeratorLabel: 'hồ sơ toàn trình',
    denominatorLabel: 'hồ sơ tiếp nhận',
    unitOfMeasure: '%',
    digits: 0,
    target: { op: '>=', value: '50', unit: '%' },
    rollUp: 'sumRatio',
    lineagePolicy: null,
    periodMethod: null,
    formula: null,
    source: '',
    ownerUnitId: null,
    cascadeRule: null,
    checks: null,
  }
  const send = async (method: 'PUT' | 'POST', url: string, payload: object) => {
    const reply = await office.app.inject({ method, url, headers: office.signedIn('minh'), payload })
    expect(reply.statusCode, `${url}: ${reply.body}`).toBeLessThan(300)
  }

  test('holds in its own periods, a break in the series is told, and the pace of a path stands beside', async () => {
    const id = plan.indicators.online
    await approve(await handIn('lan', '2024-05', ['2', '3']))
    await send('PUT', `/api/indicators/${id}/definition`, {
      baseVersion: 0,
      fromPeriod: '2024-06',
      definition,
      breaksSeries: true,
      reason: 'theo công văn',
    })
    await send('PUT', `/api/indicators/${id}/path`, {
      baseVersion: 0,
      path: {
        pace: 'linear',
        steps: [
          { period: '2024-05', value: '40' },
          { period: '2024-06', value: '50' },
        ],
        thresholds: [],
      },
      reason: 'lộ trình',
    })
    await approve(await handIn('lan', '2024-06', ['2', '3']), '2024-06-24T02:00:00.000Z')
    const { indicators, breaks, blocks } = await ask(`indicatorIds=${id}&groups=city&${all}`)
    expect(indicators).toMatchObject([{ name: 'Tỷ lệ hồ sơ toàn trình', digits: 0, targetText: '≥ 50%' }])
    expect(breaks).toEqual([{ indicatorId: id, period: '2024-06' }])
    expect(blocks.map(({ values, exact, pace, attainments }) => [values[0], exact[0], pace, attainments[0]])).toEqual([
      ['66.67', '66.6666666667', '40', 'notReached'],
      ['67', '66.6666666667', '50', 'reached'],
    ])
  })

  test('may be computed from others, of each place from its own figures, and is missing where one of them is', async () => {
    await send('POST', `/api/plans/${plan.planId}/indicators`, {
      code: '9.1',
      definition: {
        ...definition,
        name: 'Số buổi tăng thêm',
        numeratorLabel: null,
        denominatorLabel: null,
        unitOfMeasure: 'buổi',
        target: { op: '>=', value: '1', unit: 'buổi' },
        rollUp: 'formula',
        formula: '[meetings] - kỳ_trước([meetings])',
      },
      reason: 'theo dõi',
    })
    await approve(await handIn('lan', '2024-05', ['90', '100']))
    await approve(await handIn('lan', '2024-06', ['90', '100']), '2024-06-24T02:00:00.000Z')
    await approve(await handIn('hung', '2024-06', ['90', '100']), '2024-06-24T02:00:00.000Z')
    const answer = await ask(`planId=${plan.planId}&groups=city,ward&from=2024-06&to=2024-06`)
    const { id = '' } = answer.indicators.find(({ code }) => code === '9.1') ?? {}
    expect(cellsOf(answer)).toMatchObject({
      '2024-06 9.1 city': [null, null, '3', 'reached', 'approved'],
      '2024-06 9.1 Phường 5': [null, null, '0', null, 'approved'],
      '2024-06 9.1 Phường 7': [null, null, null, null, 'missing'],
    })
    const board = scoreboardSchema.parse(
      (await office.app.inject({ url: `/api/scoreboard?period=2024-06`, headers: office.signedIn('thu') })).json(),
    )
    expect(board.indicators.find((one) => one.id === id)).toMatchObject({
      result: '3',
      attainment: 'reached',
      assignedUnits: 2,
      reportedUnits: 2,
    })
    expect(answer.blocks.find((block) => block.indicatorId === id)).toMatchObject({
      expected: [2, 1, 1],
      reported: [2, 1, 1],
      exact: ['3', '0', null],
    })
  })
})

describe('who may ask', () => {
  test('a focal point sees the figures of the unit, and of nobody else', async () => {
    await approve(await handIn('lan', '2024-05', ['90', '100']))
    expect(Object.keys(cellsOf(await ask(`${ofPlan()}&unitIds=${office.units.ward5}`, 'lan')))).toHaveLength(6)
    for (const query of [
      `unitIds=${office.units.ward7}`,
      `unitIds=${office.units.ward5},${office.units.ward7}`,
      'groups=ward',
      'groups=city',
    ])
      expect((await get(`${ofPlan()}&${query}`, 'lan')).statusCode, `${query}`).toBe(404)
  })

  test('what is not there is not found, and a question that is too wide hears why', async () => {
    expect((await get(`indicatorIds=${newId()}&groups=ward&${all}`)).statusCode).toBe(404)
    expect((await get(`${ofPlan()}&unitIds=${newId()}`)).statusCode).toBe(404)
    for (const query of [
      `${ofPlan()}`,
      `groups=ward&${all}`,
      `planId=${plan.planId}&groups=ward&from=2024-05&to=2024-04`,
      `planId=${plan.planId}&groups=ward&from=2004-05&to=2024-04`,
      `${ofPlan()}&groups=ward&knownAt=2030-01-01T00:00:00Z`,
    ]) {
      const reply = await get(query)
      expect(reply.statusCode, `${query}`).toBe(400)
      expect(reply.json()).toMatchObject({ code: 'badInput', fields: [{ path: expect.any(String), message: expect.any(String) }] })
    }
  })
})

describe('as CSV', () => {
  test('one line a cell, exact, with what is missing left empty', async () => {
    await twoMonths()
    const reply = await get(`${ofPlan()}&groups=city,ward&format=csv`)
    expect(reply.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="so-lieu-2024-05-2024-06.csv"',
    })
    const [head, ...lines] = [...csvRows(reply.body)].map(({ cells }) => cells.map((cell) => cell.trim()))
    expect(lines).toHaveLength(18)
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([head?.length]))
    const named = lines.map((line) => Object.fromEntries(line.map((cell, at) => [head?.[at] ?? '', cell])))
    expect(
      named.find((line) => line['period'] === '2024-06' && line['indicator_code'] === 'online' && line['unit'] === 'UBND Phường 5'),
    ).toEqual({
      period: '2024-06',
      from: '2024-05-10',
      last_day: '2024-06-09',
      indicator_code: 'online',
      indicator: 'Tỷ lệ hồ sơ nộp trực tuyến',
      pillar: 'Chính quyền số',
      unit_of_measure: '%',
      unit_code: '',
      unit: 'UBND Phường 5',
      unit_group: 'ward',
      numerator: '2',
      denominator: '3',
      value: '66.67',
      value_exact: '66.6666666667',
      target: '≥ 85%',
      attainment: 'notReached',
      expected: '1',
      reported: '1',
      approved: '1',
      state: 'approved',
      estimated: 'false',
      indicator_id: plan.indicators.online,
      unit_id: office.units.ward5,
      words: '',
    })
    expect(named.find((line) => line['state'] === 'returned')).toMatchObject({ numerator: '', denominator: '', value: '', value_exact: '' })
  })

  test('for a spreadsheet with Vietnamese settings: its mark, heads and words, decimals with a comma', async () => {
    await approve(await handIn('lan', '2024-05', ['2', '3']))
    await office.services.db.updateTable('indicators').set({ name: '=cmd; "x"' }).where('id', '=', plan.indicators.online).execute()
    const { body } = await get(
      `indicatorIds=${plan.indicators.online}&unitIds=${office.units.ward5}&from=2024-05&to=2024-05&format=csv&bom=true&heads=vi&decimals=comma`,
    )
    const [head, line] = body.split('\r\n')
    expect(head).toMatch(/^\u{FEFF}Kỳ;Số liệu từ ngày;đến hết ngày;Mã chỉ tiêu;Chỉ tiêu;/u)
    // What a spreadsheet would reckon with stays a text.
    expect(line).toContain(
      `;"'=cmd; ""x""";Chính quyền số;%;;UBND Phường 5;phường, xã;2;3;66,67;66,6666666667;≥ 85%;Chưa đạt;1;1;1;đã duyệt;;`,
    )
  })
})
