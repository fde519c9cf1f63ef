import { analyticsSchema, changesSchema } from '@haidang/api/analytics'
import { proofSchema } from '@haidang/api/consolidation'
import { unitFiguresSchema } from '@haidang/api/figures'
import { indicatorPageSchema } from '@haidang/api/indicators'
import { csvRows } from '@haidang/documents/text/csv-rows'
import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { featureRoutes } from '../features.ts'
import { keepAllMonths } from '../figures/jobs.ts'
import { systemCall } from '../platform/call.ts'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { approveReport, correctReport, submitReport } from '../reports/actions.ts'
import { saveEntries } from '../reports/save-entries.ts'
import { askInWords, issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { applyReorganisation } from '../units/reorganisations.ts'
import { cityOwes } from './testing.ts'

let first: TestOffice
let office: Omit<TestOffice, 'neighbour' | 'close'>
let plan: TestPlan
let system: string

beforeAll(async () => {
  first = await testOffice({ register: featureRoutes })
})
afterAll(() => first.close())
beforeEach(async () => {
  office = await first.neighbour()
  plan = await issueTestPlan(office)
  system = await askInWords(office, plan)
  await cityOwes(office, plan)
  await office.setClock('2025-08-01T02:00:00.000Z')
})

const get = async (path: string) => {
  const reply = await office.app.inject({ method: 'GET', url: `/api/${path}`, headers: office.signedIn('minh') })
  expect(reply.statusCode, `${path}: ${reply.body.slice(0, 400)}`).toBe(200)
  return reply
}
const asked = (more: string) => `analytics?indicatorIds=${system}&from=2024-05&to=2024-05&${more}`

async function handIn(person: 'lan' | 'hung', words: string | undefined, baseRevision = 0): Promise<string> {
  const call = office.callAs(person, '2024-05-11T02:00:00.000Z')
  const id = plan.reportOf(person === 'lan' ? office.units.ward5 : office.units.ward7, '2024-05')
  const entry = {
    indicatorId: system,
    numerator: null,
    denominator: null,
    note: '',
    baseRevision,
    ...(words === undefined ? {} : { words }),
  }
  expect(await saveEntries(call, id, { changeKey: newId(), entries: [entry] })).not.toHaveProperty('refused')
  const missing = Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa phát sinh' }))
  expect(await submitReport(call, id, { missing })).not.toHaveProperty('refused')
  return id
}
const approve = async (id: string, at = '2024-06-14T02:00:00.000Z') =>
  expect(await approveReport(office.callAs('minh', at), id)).not.toHaveProperty('refused')

/** Both wards become one. */
async function merge(): Promise<string> {
  const becomes = { id: newId(), name: 'UBND phường Cửa Biển', shortName: 'P. Cửa Biển', group: 'ward', code: '26506' } as const
  const ends = [office.units.ward5, office.units.ward7]
  const edges = ends.map((from) => ({ from, to: becomes.id, extent: 'whole' as const }))
  const call = await systemCall(office.services, office.tenantId, 'test', '2025-07-02T02:00:00.000Z')
  const event = { id: newId(), effectiveOn: '2025-07-01', becomes: [becomes], ends, edges }
  const heirs = Object.fromEntries(edges.map(({ from, to }) => [from, to]))
  expect(await applyReorganisation(call, event, { title: 'Sắp xếp', documentNumber: '99/NQ' }, heirs)).not.toHaveProperty('refused')
  return becomes.id
}

test('asked for, it is the words of each unit and of the city who answered, and nothing that it could have reached', async () => {
  await approve(await handIn('lan', 'iGate'))
  await handIn('hung', 'VNPT')
  for (const kept of [false, true]) {
    if (kept) await keepAllMonths(office.services)
    const { blocks, units } = analyticsSchema.parse((await get(asked('groups=ward,city'))).json())
    const of = (name: string) =>
      blocks[0]?.at.indexOf(units.find(({ shortName, group }) => shortName === name || group === name)?.number ?? -1) ?? -1
    const [block] = blocks
    expect([block?.words?.[of('Phường 5')], block?.states[of('Phường 5')]]).toEqual(['iGate', 'approved'])
    expect([block?.words?.[of('Phường 7')], block?.states[of('Phường 7')]]).toEqual([null, 'submitted'])
    expect([block?.words?.[of('city')], block?.approved[of('city')], block?.expected[of('city')]]).toEqual([null, 1, 2])
    expect(new Set([...(block?.values ?? []), ...(block?.numerators ?? []), ...(block?.attainments ?? [])])).toEqual(new Set([null]))
  }
})

test('after a merger the heir has the answers of its old units, each by its name, in every place that shows them', async () => {
  await approve(await handIn('lan', 'iGate'))
  await approve(await handIn('hung', 'VNPT'))
  const heir = await merge()

  const { blocks, units } = analyticsSchema.parse((await get(asked('groups=ward&lens=asItIs'))).json())
  expect(units.map(({ shortName }) => shortName)).toContain('P. Cửa Biển')
  expect(blocks[0]?.words).toEqual(['Phường 5: iGate\nPhường 7: VNPT'])
  expect(blocks[0]?.estimated).toEqual([])

  const proof = proofSchema.parse((await get(`scoreboard/indicators/${system}?period=2024-05&lens=asItIs`)).json())
  expect(proof.asItIs?.policy).toBe('oneByOne')
  expect(proof.asItIs?.units.map(({ unit, answers }) => [unit.id, answers?.map((one) => [one.unit.shortName, one.words])])).toEqual([
    [
      heir,
      [
        ['Phường 5', 'iGate'],
        ['Phường 7', 'VNPT'],
      ],
    ],
  ])
  const figures = async (unitId: string, lens: string) =>
    unitFiguresSchema
      .parse((await get(`units/${unitId}/figures?period=2024-05&lens=${lens}`)).json())
      .indicators.find(({ id }) => id === system)
  expect((await figures(heir, 'asItIs'))?.answers).toEqual([
    { unit: 'Phường 5', words: 'iGate' },
    { unit: 'Phường 7', words: 'VNPT' },
  ])
  expect(await figures(heir, 'asItWas')).toMatchObject({ answers: [], figures: 0, numerator: null, result: null })
  expect((await figures(office.units.ward5, 'asItWas'))?.answers).toEqual([{ unit: 'Phường 5', words: 'iGate' }])
})

test('as CSV it has its column; as ADX and SDMX it is no observation, so that nobody reads an answer as a gap', async () => {
  await approve(await handIn('lan', '=HYPERLINK("x")'))
  const [head = [], ...lines] = [...csvRows((await get(asked('groups=ward&format=csv'))).body)].map(({ cells }) =>
    cells.map((cell) => cell.trim()),
  )
  const at = head.indexOf('words')
  expect(lines.map((line) => line[at])).toEqual([`'=HYPERLINK("x")`, ''])
  for (const format of ['adx', 'sdmx-csv', 'sdmx-json', 'sdmx-structure']) {
    const { body } = await get(asked(`groups=ward&format=${format}`))
    expect(body).not.toContain(system)
    expect(body).not.toContain('HYPERLINK')
  }
})

test('the annex of targets has the words of a unit, and of the city how many answered', async () => {
  await approve(await handIn('lan', 'iGate'))
  const list = (await get(`plans/${plan.planId}/annex?period=2024-05&format=csv`)).body
  expect(
    list
      .split('\r\n')
      .filter((line) => line.includes('Tên hệ thống đang dùng'))
      .map((line) => line.split(';')[7]),
  ).toEqual(['1/2 đơn vị đã trả lời', 'iGate', ''])
  const { sheets } = await readXlsx(new Uint8Array((await get(`plans/${plan.planId}/annex?period=2024-05`)).rawPayload))
  const cells = sheets.flatMap(({ rows }) => rows.filter((row) => row[1] === 'Tên hệ thống đang dùng').map((row) => row[3]))
  expect(cells).toEqual(['1/2 đơn vị đã trả lời', 'iGate', null])
})

test('the page of the indicator has the words of each unit, ranks nobody and asks no target', async () => {
  await approve(await handIn('lan', 'iGate'))
  const page = indicatorPageSchema.parse((await get(`indicators/${system}?period=2024-05`)).json())
  expect(page.units.map(({ answers, rank }) => [answers?.map(({ words }) => words), rank])).toEqual([
    [['iGate'], null],
    [[], null],
  ])
  expect(page.questions).not.toContain('target')
  expect(page.questions).not.toContain('overPeriods')
  expect(page.series[0]).toMatchObject({ result: null, reportedUnits: 1, assignedUnits: 2 })
  const path = { baseVersion: 0, path: { pace: 'steps', steps: [{ period: '2024-05', value: '5' }], thresholds: [] }, reason: 'lộ trình' }
  const lines = await office.countAuditLines()
  const refused = await office.app.inject({
    method: 'PUT',
    url: `/api/indicators/${system}/path`,
    headers: office.signedIn('minh'),
    payload: path,
  })
  expect([refused.statusCode, refused.json().reason]).toEqual([422, 'definitionFaulty'])
  expect(await office.countAuditLines()).toBe(lines)
})

test('a correction is told with the words before and after', async () => {
  const id = await handIn('lan', 'iGate')
  await approve(id)
  expect(await correctReport(office.callAs('minh', '2024-06-15T02:00:00.000Z'), id, 'Đổi hệ thống')).not.toHaveProperty('refused')
  await handIn('lan', 'VNPT', 1)
  await approve(id, '2024-06-16T02:00:00.000Z')
  const { changes } = changesSchema.parse((await get('changes?from=2024-06-10&to=2024-06-20')).json())
  expect(changes.find(({ kind }) => kind === 'corrected')?.figures).toEqual([
    {
      indicatorId: system,
      before: { numerator: null, denominator: null, words: 'iGate' },
      after: { numerator: null, denominator: null, words: 'VNPT' },
    },
  ])
})
