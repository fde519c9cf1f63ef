import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Boundaries, BoundariesImported, UnitAt } from '@haidang/api/boundaries'
import type { Problem } from '@haidang/api/problem'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify.ts'
import type { CommandContext } from '../cli/command.ts'
import { run as boundaries } from '../cli/units-boundaries.ts'
import { featureRoutes } from '../features.ts'
import { requestsOf, upload } from '../plans/testing.ts'
import { systemCall } from '../platform/call.ts'
import type { Call } from '../platform/call.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { importBoundaries } from './import-boundaries.ts'
import { importUnits } from './import-units.ts'
import type { UnitRow } from '@haidang/domain/units/unit-list'
import { applyReorganisation, undoReorganisation } from './reorganisations.ts'

let first: TestOffice
let office: Omit<TestOffice, 'neighbour' | 'close'>
let call: Call
let folder: string
beforeAll(async () => {
  first = await testOffice({ register: featureRoutes })
  folder = await mkdtemp(join(tmpdir(), 'haidang-map-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await first.close()
})
beforeEach(async () => {
  // An office of its own for each, since what is imported changes its map.
  office = await first.neighbour()
  await office.setClock('2026-01-10T02:00:00.000Z')
  call = await systemCall(office.services, office.tenantId, 'test', '2025-06-20T02:00:00.000Z')
})

const square = (lon: number, lat: number, size = 0.01) => [
  [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ],
]
const feature = (ten: string, coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties: { ten },
  geometry: { type, coordinates },
})
const map = (...features: readonly object[]) => JSON.stringify({ type: 'FeatureCollection', features })
/** Ward 5 in the west, ward 7 beside it in the east. */
const twoWards = map(feature('Phường 5', square(107.08, 10.35)), feature('Phường 7', square(107.09, 10.35)))
const source = 'Sở Nông nghiệp và Môi trường, 3/2024'

async function send(content: string, asked: Readonly<Record<string, string>> = {}, person: PersonName = 'an') {
  const { payload, headers } = upload('ranh-gioi.geojson', content)
  const response = await office.app.inject({
    method: 'POST',
    url: `/api/units/boundaries?${new URLSearchParams({ on: '2024-01-01', source, ...asked }).toString()}`,
    headers: { ...office.signedIn(person), ...headers },
    payload,
  })
  return { status: response.statusCode, body: response.json<BoundariesImported & Problem>() }
}
const get = async <Reply>(url: string, person: PersonName = 'lan') => requestsOf(office, person).send<Reply>('GET', url)
const mapOn = async (on: string, more = '') => (await get<Boundaries>(`/api/units/boundaries?on=${on}${more}`)).body
const at = async (lon: number, lat: number, on = '2024-05-10') => {
  const { chain, state } = (await get<UnitAt>(`/api/units/at?lon=${lon}&lat=${lat}&on=${on}`)).body
  return [...chain.map(({ name }) => name), state]
}
const states = ({ shapes }: Boundaries) => Object.fromEntries(shapes.map(({ unit, state }) => [unit.name, state]))
const rows = async () =>
  (await office.services.owner.query('select count(*)::int as n from unit_boundaries where tenant_id = $1', [office.tenantId])).rows[0]
    .n as number
const written = async () => [await rows(), await office.countAuditLines()]

test('An imports a map; the map of the day, the days before it, and whose ground a point is on', async () => {
  const lines = await office.countAuditLines()
  const { status, body } = await send(twoWards)
  expect(status).toBe(200)
  expect(body).toEqual({
    on: '2024-01-01',
    isPreview: false,
    property: 'ten',
    key: 'name',
    came: 2,
    unchanged: 0,
    skipped: 0,
    overlaps: [],
    gaps: [],
    without: [],
  })
  expect(await office.countAuditLines()).toBe(lines + 1)
  expect(await verifyAudit(office.services, office.tenantId)).toMatchObject({ ok: true })

  const drawn = await mapOn('2024-05-10')
  expect(states(drawn)).toEqual({ 'UBND Phường 5': 'own', 'UBND Phường 7': 'own' })
  expect(drawn.shapes[0]?.sources).toEqual([{ source, since: '2024-01-01' }])
  expect(drawn).toMatchObject({ on: '2024-05-10', parent: null, without: [], can: { import: false } })
  // They share the two points between them.
  const [west = [], east = []] = drawn.shapes.map(({ rings }) => rings[0])
  expect([west[0], west[1], east[0], east[1]]).toEqual([0, 0, west[2], 0])
  expect((await mapOn('2023-12-31')).shapes).toEqual([])

  expect(await at(107.085, 10.355)).toEqual(['UBND Phường 5', 'own'])
  // On the line between them: to the one in the east, and to nobody else.
  expect(await at(107.09, 10.355)).toEqual(['UBND Phường 7', 'own'])
  expect(await at(107.2, 10.355)).toEqual([null])
  expect(await at(107.085, 10.355, '2023-12-31')).toEqual([null])
  expect((await get<Problem>('/api/units/at?lon=200&lat=10')).status).toBe(400)
  expect((await get<Problem>(`/api/units/boundaries?parent=${newId()}`)).status).toBe(404)
})

describe('a map that is refused says why of which feature, and nothing is written', () => {
  const told = ({ status, body }: Awaited<ReturnType<typeof send>>) => [
    status,
    body.reason,
    body.help?.['faults'] ?? body.help?.['fault'] ?? body.help?.['properties'],
  ]

  test.each<[string, string, readonly unknown[]]>([
    [
      'with faults',
      map(
        feature('Phường 5', [square(107.08, 10.35)[0]?.slice(0, 4)]),
        feature('Phường 7', square(10.35, 107.09)),
        feature('Phường 7', square(107.09, 10.35)),
        feature('Xã Khác', square(107.1, 10.35)),
      ),
      [
        422,
        'featuresAtFault',
        [
          { number: 1, label: 'Phường 5', fault: 'notClosed', at: [107.08, 10.36] },
          { number: 2, label: 'Phường 7', fault: 'outOfRange', at: [10.35, 107.09] },
          { number: 3, label: 'Phường 7', fault: 'twice', at: null },
          { number: 4, label: 'Xã Khác', fault: 'unknown', at: null },
        ],
      ],
    ],
    [
      'of points',
      map(feature('Phường 5', [107, 10], 'Point')),
      [422, 'featuresAtFault', [{ number: 1, label: 'Phường 5', fault: 'notAPolygon', at: null }]],
    ],
    ['of strangers', map(feature('Xã Khác', square(107, 10))), [422, 'noMatch', ['ten']]],
    ['of nothing', map(), [422, 'unreadableMap', 'noFeatures']],
    ['that is none', 'Phường 5; 107; 10', [422, 'unreadableMap', 'notJson']],
    ['that is no text', '\u0000\u0001\u0002', [415, undefined, undefined]],
  ])('%s', async (_what, content, said) => {
    const before = await written()
    expect(told(await send(content))).toEqual(said)
    expect(await written()).toEqual(before)
  })

  test('units over each other, unless that is accepted by a word', async () => {
    const over = map(feature('Phường 5', square(107.08, 10.35)), feature('Phường 7', square(107.089, 10.35)))
    const before = await written()
    const refused = await send(over)
    expect([refused.status, refused.body.reason]).toEqual([422, 'overlapping'])
    expect(refused.body.help?.['overlaps']).toMatchObject([
      { units: [{ name: 'UBND Phường 5' }, { name: 'UBND Phường 7' }], squareMetres: expect.closeTo(121_600, -3) },
    ])
    expect((await send(over, { preview: 'true' })).body).toMatchObject({ isPreview: true, came: 2, overlaps: [{}] })
    expect(await written()).toEqual(before)
    expect((await send(over, { acceptOverlaps: 'true' })).status).toBe(200)
    // The one that the register has first.
    expect(await at(107.0895, 10.355)).toEqual(['UBND Phường 5', 'own'])
  })

  test('against the neighbour who was there', async () => {
    await send(map(feature('Phường 5', square(107.08, 10.35))))
    const { body } = await send(map(feature('Phường 7', square(107.085, 10.35))))
    expect([body.reason, (await mapOn('2024-05-10')).shapes.length]).toEqual(['overlapping', 1])
  })

  test('that takes too long, or too much', async () => {
    const asked = { on: '2024-01-01', source }
    const before = await written()
    const slow = await importBoundaries(call, Readable.from([Buffer.from(twoWards)]), asked, { memoryMb: 512, timeoutMs: 1 })
    expect(slow).toEqual({ refused: 'unreadableMap', fault: 'tookTooLong' })
    const large = Buffer.from(`[${'[1],'.repeat(1_000_000)}1]`)
    expect(await importBoundaries(call, Readable.from([large]), asked, { memoryMb: 16, timeoutMs: 30_000 })).toEqual({
      refused: 'unreadableMap',
      fault: 'tookTooMuchMemory',
    })
    expect(await written()).toEqual(before)
  })
})

test.each<PersonName>(['minh', 'lan', 'thu', 'quan'])('%s imports none, and nothing is written', async (person) => {
  const before = await written()
  expect((await send(twoWards, {}, person)).status).toBe(403)
  await expect(importBoundaries(office.callAs(person), Readable.from([]), { on: '2024-01-01', source })).rejects.toThrow('notAllowed')
  expect(await written()).toEqual(before)
})

test('features that are no unit of the day are left out where that is asked for, and a part is completed later', async () => {
  const one = await send(map(feature('Phường 5', square(107.08, 10.35)), feature('Xã Khác', square(107.2, 10))), { skipUnknown: 'true' })
  expect(one.body).toMatchObject({ came: 1, skipped: 1, without: [{ name: 'UBND Phường 7' }] })
  expect((await send(twoWards)).body).toMatchObject({ came: 2, unchanged: 1 })
  const before = await written()
  expect((await send(twoWards)).body).toMatchObject({ came: 2, unchanged: 2 })
  expect(await written()).toEqual(before)
})

test('a later map holds from its day, an earlier one until it; and what was known stays known', async () => {
  await send(twoWards, { on: '2024-07-01' })
  const later = map(feature('Phường 5', square(107.08, 10.36)))
  await send(later, { on: '2025-01-01' })
  await send(map(feature('Phường 5', square(107.08, 10.34))), { on: '2024-03-01' })
  const where = async (on: string) => [
    (await at(107.085, 10.345, on))[0],
    (await at(107.085, 10.355, on))[0],
    (await at(107.085, 10.365, on))[0],
  ]
  const ward5 = 'UBND Phường 5'
  expect(await where('2024-06-30')).toEqual([ward5, null, null])
  expect(await where('2024-12-31')).toEqual([null, ward5, null])
  expect(await where('2025-01-01')).toEqual([null, null, ward5])
  // A correction from the same day: the old one is closed and kept.
  const before = await rows()
  await send(map(feature('Phường 5', square(107.07, 10.36))), { on: '2025-01-01' })
  expect(await where('2025-01-01')).toEqual([null, null, null])
  expect(await rows()).toBe(before + 1)
  const { rows: spans } = await office.services.owner.query(
    `select valid_from::text, valid_to::text, known_until is null as known from unit_boundaries
      where tenant_id = $1 and unit_id = $2 order by known_from, valid_from`,
    [office.tenantId, office.units.ward5],
  )
  expect(spans).toEqual([
    { valid_from: '2024-07-01', valid_to: null, known: false },
    { valid_from: '2024-07-01', valid_to: '2025-01-01', known: true },
    { valid_from: '2025-01-01', valid_to: null, known: false },
    { valid_from: '2024-03-01', valid_to: '2024-07-01', known: true },
    { valid_from: '2025-01-01', valid_to: null, known: true },
  ])
})

describe('a reorganisation', () => {
  const day = '2025-07-01'
  const ground = { title: 'Sắp xếp đơn vị hành chính', documentNumber: '99/NQ-UBTVQH' }
  async function merged(): Promise<string> {
    const { ward5, ward7 } = office.units
    const [id, heir] = [newId(), newId()]
    await applyReorganisation(
      call,
      {
        id,
        effectiveOn: day,
        becomes: [{ id: heir, name: 'UBND phường Cửa Biển', shortName: 'P. Cửa Biển', group: 'ward' }],
        ends: [ward5, ward7],
        edges: [ward5, ward7].map((from) => ({ from, to: heir, extent: 'whole' })),
      },
      ground,
    )
    return id
  }

  test('leaves the merged unit the joined ground of the old ones, marked, until its own comes; undone, the old ones have theirs', async () => {
    await send(twoWards)
    const id = await merged()
    const joined = await mapOn(day)
    expect(states(joined)).toEqual({ 'UBND phường Cửa Biển': 'joined' })
    expect(joined.shapes[0]?.rings).toHaveLength(1)
    expect(await at(107.085, 10.355, day)).toEqual(['UBND phường Cửa Biển', 'joined'])
    expect(await at(107.085, 10.355, '2025-06-30')).toEqual(['UBND Phường 5', 'own'])

    await send(map(feature('Phường Cửa Biển', square(107.08, 10.35, 0.02))), { on: day })
    expect(states(await mapOn(day))).toEqual({ 'UBND phường Cửa Biển': 'own' })
    expect(await at(107.085, 10.365, day)).toEqual(['UBND phường Cửa Biển', 'own'])

    await undoReorganisation(call, id, 'nghị quyết đã bị bãi bỏ')
    expect(await at(107.085, 10.355, day)).toEqual(['UBND Phường 5', 'own'])
  })

  test('the map as it was known: neither what was drawn later nor what was reorganised later is on it, whatever comes after', async () => {
    await send(twoWards)
    const knew = '2026-01-11T00:00:00.000Z'
    const asKnown = `&knownAt=${knew}`
    const seen = await mapOn('2026-01-11', asKnown)
    expect(seen).toMatchObject({ knownAt: knew, shapes: [{ state: 'own' }, { state: 'own' }], can: { import: false } })
    expect((await mapOn('2026-01-11', '&knownAt=2026-01-09T00:00:00.000Z')).shapes).toEqual([])

    await office.setClock('2026-02-01T02:00:00.000Z')
    await send(map(feature('Phường 5', square(107.07, 10.36))))
    const later = await systemCall(office.services, office.tenantId, 'test', '2026-02-01T03:00:00.000Z')
    const { ward5, ward7 } = office.units
    const [id, heir] = [newId(), newId()]
    await applyReorganisation(
      later,
      {
        id,
        effectiveOn: '2026-01-01',
        becomes: [{ id: heir, name: 'UBND phường Cửa Biển', shortName: 'P. Cửa Biển', group: 'ward' }],
        ends: [ward5, ward7],
        edges: [ward5, ward7].map((from) => ({ from, to: heir, extent: 'whole' })),
      },
      ground,
    )
    expect(states(await mapOn('2026-01-11'))).toEqual({ 'UBND phường Cửa Biển': 'joined' })
    expect(await mapOn('2026-01-11', asKnown)).toEqual(seen)
    const point = (more: string) => get<UnitAt>(`/api/units/at?lon=107.085&lat=10.355&on=2026-01-11${more}`)
    expect((await point(asKnown)).body.chain.map(({ name }) => name)).toEqual(['UBND Phường 5'])
    expect((await point('')).body.chain.map(({ name }) => name)).toEqual([])
    expect((await get<Problem>('/api/units/boundaries?knownAt=x')).status).toBe(400)
  })

  test('under a unit above: its map is of those below it, and a point has the whole chain', async () => {
    const row = (line: number, name: string, code: string, parentCode = ''): UnitRow => ({
      line,
      name,
      shortName: name,
      group: parentCode === '' ? 'area' : 'ward',
      kind: '',
      code,
      parentCode,
    })
    await importUnits(call, [row(2, 'Tỉnh Cửa Biển', '07'), row(3, 'Xã Một', '00101', '07'), row(4, 'Xã Hai', '00102', '07')], '2024-01-01')
    await send(map(feature('Xã Một', square(107.08, 10.35)), feature('Xã Hai', square(107.09, 10.35))))
    const top = await mapOn('2024-05-10')
    expect(states(top)).toEqual({ 'Tỉnh Cửa Biển': 'below' })
    const parent = top.shapes[0]?.unit.id ?? ''
    const province = await mapOn('2024-05-10', `&parent=${parent}`)
    expect([province.parent?.name, states(province)]).toEqual(['Tỉnh Cửa Biển', { 'Xã Một': 'own', 'Xã Hai': 'own' }])
    expect(await at(107.095, 10.355)).toEqual(['Tỉnh Cửa Biển', 'Xã Hai', 'own'])
  })
})

describe('haidang units boundaries', () => {
  const ran = async (...args: readonly string[]) => {
    const said: string[] = []
    const context = {
      print: (...lines: readonly string[]) => void said.push(...lines),
      withServices: (work: Parameters<CommandContext['withServices']>[0]) => work(office.services, []),
    } as unknown as CommandContext // The settings are not asked for.
    return { code: await boundaries(['--office', office.slug, ...args], context), said: said.join('\n') }
  }
  async function fileOf(content: string): Promise<string> {
    const path = join(folder, `${newId()}.geojson`)
    await writeFile(path, content)
    return path
  }
  const from = (...more: readonly string[]) => ['--on', '2024-01-01', '--source', source, ...more]

  test('previews, imports, and names what is wrong', async () => {
    const file = await fileOf(twoWards)
    const before = await written()
    expect(await ran(file, ...from('--preview'))).toEqual({
      code: 0,
      said: 'ten → name\nXem trước: 2 ranh giới từ 2024-01-01, 0 không đổi, 0 bỏ qua; chưa có gì được ghi / Preview: 2 boundaries from 2024-01-01, 0 unchanged, 0 left out; nothing was written.',
    })
    expect((await ran(await fileOf(map(feature('Phường 5', square(10, 107)))), ...from())).said).toContain(
      '1: Phường 5: outOfRange 10.00000, 107.00000',
    )
    const over = await ran(await fileOf(map(feature('Phường 5', square(107, 10)), feature('Phường 7', square(107.001, 10)))), ...from())
    expect(over.code).toBe(1)
    expect(over.said).toMatch(/^ {2}109\.\d\d ha 107\.00550, 10\.00500: UBND Phường 5 · UBND Phường 7\n/u)
    expect(await written()).toEqual(before)
    expect((await ran(file, ...from('--key', 'name', '--property', 'ten'))).said).toContain('Imported 2 boundaries')
    await expect(ran(join(folder, 'nowhere'), ...from())).rejects.toThrow('Cannot open file')
    await expect(ran(file)).rejects.toThrow('Usage')
  })

  const shared = process.env['HAIDANG_SHARED']
  test.runIf(shared)(
    '[shared] the whole country of 2025 is imported, and every commune has its ground',
    async () => {
      const path = join(shared ?? '', 'geo', 'vn-communes-2025.topojson')
      const topology = JSON.parse(await readFile(path, 'utf8')) as {
        objects: { communes: { geometries: readonly { properties: { code: string; name: string; p: string } }[] } }
      }
      const communes = topology.objects.communes.geometries.map(({ properties }) => properties)
      const row = (name: string, code: string, parentCode: string, group: UnitRow['group']): UnitRow => ({
        line: 0,
        name,
        shortName: name,
        group,
        kind: '',
        code,
        parentCode,
      })
      const provinces = [...new Set(communes.map(({ p }) => p))].map((p) => row(`Tỉnh ${p}`, p, '', 'area'))
      await importUnits(call, [...provinces, ...communes.map(({ code, name, p }) => row(name, code, p, 'ward'))], '2025-07-01')
      const asked = ['--on', '2025-07-01', '--source', 'Danh mục 2025']
      const refused = await ran(path, ...asked)
      expect(refused.said).toContain('claimed by two units')
      const began = performance.now()
      const outcome = await ran(path, ...asked, '--accept-overlaps')
      expect((performance.now() - began) / 1000).toBeLessThan(60)
      expect(outcome.said).toContain('code → code')
      expect(outcome.said).toContain('Imported 3321 boundaries')
      const top = await mapOn('2025-07-01')
      expect(top.shapes.map(({ state }) => state)).toEqual(Array.from({ length: 34 }, () => 'below'))
      expect((await at(105.8342, 21.0357, '2025-07-01')).slice(0, 2)).toEqual(['Tỉnh 01', 'Phường Ba Đình'])
    },
    120_000,
  )
})
