import type { ReorganisationView } from '@haidang/api/reorganisations'
import type { Problem } from '@haidang/api/problem'
import type { UnitLife, UnitsFound, UnitsImported, UnitsOfDay } from '@haidang/api/units'
import type { LineageEdge, Reorganisation } from '@haidang/domain/units/reorganisation'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { featureRoutes } from '../features.ts'
import { requestsOf, upload } from '../plans/testing.ts'
import { systemCall } from '../platform/call.ts'
import type { Call } from '../platform/call.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { importUnits } from './import-units.ts'
import { applyWhatWaits } from './reorganisation-drafts.ts'
import { applyReorganisation, undoReorganisation } from './reorganisations.ts'

let first: TestOffice
let office: Omit<TestOffice, 'neighbour' | 'close'>
let call: Call
beforeAll(async () => {
  first = await testOffice({ register: featureRoutes })
})
afterAll(() => first.close())
beforeEach(async () => {
  // An office of its own for each: a reorganisation changes its register.
  office = await first.neighbour()
  await office.setClock('2026-01-10T02:00:00.000Z')
  call = await systemCall(office.services, office.tenantId, 'test', '2025-06-20T02:00:00.000Z')
})

const day = '2025-07-01'
const get = async <Reply>(url: string, person: PersonName = 'lan', from = office) => requestsOf(from, person).send<Reply>('GET', url)
const unitsOn = async (on: string, more = '') => (await get<UnitsOfDay>(`/api/units?on=${on}${more}`)).body
const namesOn = async (on: string, more = '') => (await unitsOn(on, more)).units.map(({ name }) => name)
const lifeOf = async (id: string) => (await get<UnitLife>(`/api/units/${id}`)).body
const search = async (q: string, from = office) =>
  (await get<UnitsFound>(`/api/units/search?${new URLSearchParams({ q }).toString()}`, 'lan', from)).body.found

async function applied(event: Omit<Reorganisation, 'id'>, documentNumber = '99/NQ-UBTVQH'): Promise<string> {
  const id = newId()
  expect(await applyReorganisation(call, { ...event, id }, { title: 'Sắp xếp đơn vị hành chính', documentNumber })).not.toHaveProperty(
    'refused',
  )
  return id
}
const whole = (from: string, to: string): LineageEdge => ({ from, to, extent: 'whole' })
const part = (from: string, to: string, population: string): LineageEdge => ({ from, to, extent: 'part', shares: { population } })
const ward = (name: string, code: string, id: string = newId()) => ({ id, name, shortName: name, group: 'ward', code }) as const

/** Wards 5 and 7 become one, which takes over a code of before. */
async function merge() {
  const { ward5, ward7 } = office.units
  const heir = ward('UBND phường Cửa Biển', '26506')
  const id = await applied({
    effectiveOn: day,
    becomes: [heir],
    ends: [ward5, ward7],
    edges: [whole(ward5, heir.id), whole(ward7, heir.id)],
  })
  return { id, heir }
}

test('the register of a day stands as it was then, with the days on which it changed', async () => {
  await merge()
  expect(await namesOn('2025-06-30')).toEqual(['Phòng Văn hóa và Thông tin', 'UBND Phường 5', 'UBND Phường 7', 'UBND thành phố'])
  const today = (await get<UnitsOfDay>('/api/units')).body
  expect(today).toMatchObject({ on: '2026-01-10', today: '2026-01-10', knownAt: null, changeDays: [day], can: { prepare: false } })
  expect(today.units.map(({ name }) => name)).toEqual(['Phòng Văn hóa và Thông tin', 'UBND thành phố', 'UBND phường Cửa Biển'])
  expect((await get<UnitsOfDay>('/api/units', 'an')).body.can).toEqual({ prepare: true })
})

test('after an undo the register is as before, and what was known before the undo is still known as that', async () => {
  const { id } = await merge()
  const known = '2025-06-25T00:00:00.000Z'
  call = { ...call, now: '2025-06-28T02:00:00.000Z' }
  await undoReorganisation(call, id, 'nghị quyết đã bị bãi bỏ')
  expect(await namesOn('2026-01-01')).toContain('UBND Phường 5')
  expect(await namesOn('2026-01-01', `&knownAt=${known}`)).toContain('UBND phường Cửa Biển')
  expect((await unitsOn('2026-01-01')).changeDays).toEqual([])
  expect((await unitsOn('2026-01-01', `&knownAt=${known}`)).changeDays).toEqual([day])
  expect((await lifeOf(office.units.ward5)).changes).toEqual([])
  expect((await search('phuong 5'))[0]).toMatchObject({ standsToday: true, nameToday: 'UBND Phường 5', became: [] })
})

test('the life of a unit as it was known on a day never changes afterwards', async () => {
  const { ward5 } = office.units
  const { id, heir } = await merge()
  const known = '?knownAt=2025-06-25T00:00:00.000Z'
  const lives = async () => ({ old: await lifeOf(`${ward5}${known}`), young: await lifeOf(`${heir.id}${known}`) })
  const then = await lives()
  expect(then.old).toMatchObject({ knownAt: '2025-06-25T00:00:00.000Z', standsToday: false, became: [{ id: heir.id }] })
  expect(then.old.can).toEqual({ seeFigures: false, changeParticulars: false })
  expect(then.young.changes.map(({ change }) => change)).toEqual(['merged'])

  call = { ...call, now: '2025-06-28T02:00:00.000Z' }
  await undoReorganisation(call, id, 'nghị quyết đã bị bãi bỏ')
  expect(await lives()).toEqual(then)
  expect(await lifeOf(ward5)).toMatchObject({ knownAt: null, standsToday: true, became: [], changes: [] })
  expect((await get(`/api/units/${heir.id}`)).status).toBe(404)
  expect(await lifeOf(`${heir.id}?knownAt=2025-06-01T00:00:00.000Z`)).toMatchObject({ versions: [], changes: [] })
})

test('the life line of a merged unit leads to its heir, and the heir back to what it came from', async () => {
  const { heir } = await merge()
  const old = await lifeOf(office.units.ward5)
  expect(old).toMatchObject({ standsToday: false, became: [{ id: heir.id, name: 'UBND phường Cửa Biển' }] })
  expect(old.versions).toMatchObject([{ name: 'UBND Phường 5', validFrom: '2020-01-01', validTo: day, parentName: null }])
  expect(old.changes).toMatchObject([
    { on: day, documentNumber: '99/NQ-UBTVQH', change: 'merged', from: [], to: [{ unit: { id: heir.id }, extent: 'whole', shares: {} }] },
  ])
  const young = await lifeOf(heir.id)
  expect(young).toMatchObject({ standsToday: true, became: [] })
  expect(young.changes.map(({ change, from, to }) => [change, from.map(({ unit }) => unit.name), to.length])).toEqual([
    ['merged', ['UBND Phường 5', 'UBND Phường 7'], 0],
  ])
})

test('one that is followed by one alone is changed, and not merged', async () => {
  const { ward5 } = office.units
  const heir = ward('UBND xã Năm', '26599')
  await applied({ effectiveOn: day, becomes: [heir], ends: [ward5], edges: [whole(ward5, heir.id)] })
  expect((await lifeOf(ward5)).changes.map(({ change }) => change)).toEqual(['changed'])
  expect((await lifeOf(heir.id)).changes.map(({ change }) => change)).toEqual(['changed'])
})

test('a renamed unit stays one, under each name from its day', async () => {
  const { ward5 } = office.units
  await applied({ effectiveOn: day, becomes: [ward('UBND phường Năm Sao', '26518', ward5)], ends: [], edges: [] })
  const life = await lifeOf(ward5)
  expect(life.versions.map(({ name, validFrom, validTo }) => [name, validFrom, validTo])).toEqual([
    ['UBND Phường 5', '2020-01-01', day],
    ['UBND phường Năm Sao', day, null],
  ])
  expect(life.changes.map(({ change }) => change)).toEqual(['renamed'])
  expect((await search('phuong 5'))[0]).toMatchObject({
    version: { id: ward5, validTo: day },
    standsToday: true,
    nameToday: 'UBND phường Năm Sao',
  })
})

test('a split unit leads to both heirs with their shares, and through what became of one of them', async () => {
  const { ward5, ward7 } = office.units
  const north = ward('UBND phường Bắc', '26601')
  await applied({
    effectiveOn: '2024-01-01',
    becomes: [north],
    ends: [ward5],
    edges: [part(ward5, north.id, '0.25'), part(ward5, ward7, '0.75')],
  })
  const sea = ward('UBND phường Biển', '26602')
  await applied({ effectiveOn: day, becomes: [sea], ends: [north.id], edges: [whole(north.id, sea.id)] })
  const life = await lifeOf(ward5)
  expect(life.changes).toMatchObject([
    {
      on: '2024-01-01',
      change: 'split',
      to: [
        { unit: { id: ward7 }, extent: 'part', shares: { population: '0.75' } },
        { unit: { id: north.id }, extent: 'part', shares: { population: '0.25' } },
      ],
    },
  ])
  expect(life.became.map(({ name }) => name)).toEqual(['UBND Phường 7', 'UBND phường Biển'])
})

test('is found by any name and code that it ever bore, with or without diacritics, nearest first', async () => {
  await importUnits(
    call,
    [
      { line: 2, name: 'Phường 1', shortName: 'Phường 1', group: 'ward', kind: 'phường', code: '26506', parentCode: '' },
      { line: 3, name: 'Phường Thắng Nhất', shortName: 'P. Thắng Nhất', group: 'ward', kind: 'phường', code: '26507', parentCode: '' },
      { line: 4, name: 'Phường 10', shortName: 'Phường 10', group: 'ward', kind: 'phường', code: '26508', parentCode: '' },
    ],
    '2020-01-01',
  )
  const [old] = await search('phuong 1')
  await applied({
    effectiveOn: day,
    becomes: [ward('Phường Vũng Tàu', '26506')],
    ends: [old?.version.id ?? ''],
    edges: [],
  })
  expect((await search('phuong 1')).map(({ version }) => version.name)).toEqual(['Phường 1', 'Phường 10'])
  expect((await search('PHƯỜNG  1')).map(({ version }) => version.name)).toEqual(['Phường 1', 'Phường 10'])
  expect((await search('26506')).map(({ version: { name, validFrom, validTo } }) => [name, validFrom, validTo])).toEqual([
    ['Phường 1', '2020-01-01', day],
    ['Phường Vũng Tàu', day, null],
  ])
  expect((await search('thang nhat')).map(({ version }) => version.name)).toEqual(['Phường Thắng Nhất'])
  expect((await search('thắng nhì')).length).toBe(0)
  expect(await search('%')).toEqual([])
})

test('versions that only stood elsewhere are one line of the search, from the first day to the last', async () => {
  const { ward5, committee } = office.units
  const facts = { id: ward5, name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', parentId: committee } as const
  await applied({ effectiveOn: day, becomes: [facts], ends: [], edges: [] })
  expect((await search('phuong 5')).map(({ version: { validFrom, validTo } }) => [validFrom, validTo])).toEqual([['2020-01-01', null]])
  expect((await lifeOf(ward5)).versions.map(({ parentName }) => parentName)).toEqual([null, 'UBND thành phố'])
})

const hoa = { name: 'Trần Thị Hoa', post: 'Chủ tịch UBND phường' }
const nam = { name: 'Lê Văn Nam', post: 'Chủ tịch UBND phường' }
const change = async (unitId: string, part: object, person: PersonName = 'an') =>
  requestsOf(office, person).send<ReorganisationView & { readonly reason?: string; readonly help?: object }>(
    'POST',
    `/api/units/${unitId}/particulars`,
    { title: 'Thay đổi thủ trưởng', documentNumber: '12/QĐ-UBND', effectiveOn: '2025-03-01', ...part },
  )

test('heads and identifiers are on the life line with their decisions and days, and in the register of each day', async () => {
  const { ward5 } = office.units
  expect((await change(ward5, { head: hoa, identifier: 'h06.02.15' })).body).toMatchObject({
    state: 'applied',
    about: 'particulars',
    changed: [{ id: ward5, head: hoa, identifier: 'H06.02.15' }],
  })
  const { status, body } = await change(ward5, { head: nam, documentNumber: '30/QĐ-UBND', effectiveOn: '2025-09-01' })
  expect([status, body.state]).toEqual([201, 'applied'])
  const life = await lifeOf(ward5)
  expect(life.versions.map(({ validFrom, head, identifier }) => [validFrom, head?.name, identifier])).toEqual([
    ['2020-01-01', undefined, null],
    ['2025-03-01', 'Trần Thị Hoa', 'H06.02.15'],
    ['2025-09-01', 'Lê Văn Nam', 'H06.02.15'],
  ])
  expect(
    life.changes.map(({ on, change: kind, documentNumber, before, after }) => [on, kind, documentNumber, before?.head, after?.head]),
  ).toEqual([
    ['2025-03-01', 'particularsChanged', '12/QĐ-UBND', null, hoa],
    ['2025-09-01', 'headChanged', '30/QĐ-UBND', hoa, nam],
  ])
  const on = async (asked: string) => (await unitsOn(asked)).units.find(({ id }) => id === ward5)
  expect([
    (await on('2025-02-28'))?.head,
    (await on('2025-03-01'))?.head,
    (await on('2025-08-31'))?.head,
    (await on('2025-09-01'))?.head,
  ]).toEqual([null, hoa, hoa, nam])
  // Nothing of what units there are has changed.
  expect((await on('2025-09-01'))?.since).toBe('2020-01-01')
  expect((await unitsOn('2025-09-01')).changeDays).toEqual([])
  expect((await search('H06.02.15')).map(({ version: { id, validFrom, validTo } }) => [id, validFrom, validTo])).toEqual([
    [ward5, '2025-03-01', null],
  ])
  expect((await search('phuong 5')).map(({ version }) => version.validFrom)).toEqual(['2020-01-01'])
})

test('a head who is appointed on the day on which the unit is founded stands beside what founded it', async () => {
  const { heir } = await merge()
  await change(heir.id, { head: hoa, effectiveOn: day })
  const life = await lifeOf(heir.id)
  expect(life.versions).toMatchObject([{ validFrom: day, head: hoa }])
  expect(life.changes).toMatchObject([
    { change: 'merged', before: null, after: { head: null } },
    { change: 'headChanged', before: { head: null }, after: { head: hoa } },
  ])
})

test('a head is undone as any other change, and stays known as it was known', async () => {
  const { ward5 } = office.units
  const before = (await lifeOf(ward5)).versions
  const { body } = await change(ward5, { head: hoa })
  await office.setClock('2026-01-12T02:00:00.000Z')
  expect((await requestsOf(office, 'an').send('POST', `/api/reorganisations/${body.id}/undo`, { reason: 'Nhập nhầm người' })).status).toBe(
    200,
  )
  expect((await lifeOf(ward5)).versions).toEqual(before)
  expect((await lifeOf(ward5)).changes).toEqual([])
  const known = (await unitsOn('2026-01-01', '&knownAt=2026-01-11T00:00:00.000Z')).units
  expect(known.find(({ id }) => id === ward5)).toMatchObject({ head: hoa, since: '2020-01-01' })
})

test('a head of a coming day waits for it, and is applied then', async () => {
  const { ward5 } = office.units
  const { body } = await change(ward5, { head: hoa, effectiveOn: '2026-02-01' })
  expect(body).toMatchObject({ state: 'waiting', changed: [{ id: ward5, head: hoa }], can: { change: false, drop: true } })
  expect((await lifeOf(ward5)).versions).toHaveLength(1)
  const waits = [{ reorganisationId: body.id, on: '2026-02-01', title: 'Thay đổi thủ trưởng' }]
  expect((await get<UnitLife>(`/api/units/${ward5}`, 'an')).body.waiting).toEqual(waits)
  expect((await lifeOf(ward5)).waiting).toEqual([])
  // Meanwhile it is called otherwise, and stays so.
  await applied({ effectiveOn: '2026-01-01', becomes: [ward('UBND phường Năm Sao', '26518', ward5)], ends: [], edges: [] })
  await office.setClock('2026-02-01T02:00:00.000Z')
  await applyWhatWaits(office.services)
  expect((await lifeOf(ward5)).versions.at(-1)).toMatchObject({ name: 'UBND phường Năm Sao', validFrom: '2026-02-01', head: hoa })
})

test('what changes nothing, is borne by another or comes at a wrong time is refused with the name that helps, and nothing is written', async () => {
  const { ward5, ward7 } = office.units
  await change(ward5, { head: hoa, identifier: 'H06.02.15' })
  const lines = await office.countAuditLines()
  const told = async (unitId: string, part: object) => {
    const { status, body } = await change(unitId, part)
    return [status, body.reason, body.help]
  }
  expect(await told(ward5, { head: hoa, effectiveOn: '2025-04-01' })).toEqual([422, 'nothingChanged', {}])
  expect(await told(ward7, { identifier: 'h06.02.15', effectiveOn: '2025-04-01' })).toEqual([
    422,
    'identifierTaken',
    { identifier: 'H06.02.15', unitName: 'UBND Phường 5' },
  ])
  expect(await told(ward5, { head: nam, effectiveOn: '2019-01-01' })).toEqual([422, 'notStanding', { unitName: 'UBND Phường 5' }])
  expect(await told(ward5, { head: nam, effectiveOn: '2024-01-01' })).toEqual([422, 'changedLater', { unitName: 'UBND Phường 5' }])
  expect((await change(ward5, { identifier: '26518' })).status).toBe(400)
  expect((await change(ward5, { head: { name: 'Lê Văn Nam', post: ' ' } })).status).toBe(400)
  expect((await change(ward5, { head: nam, documentNumber: '' })).status).toBe(400)
  expect((await change(ward5, { head: nam, effectiveOn: '2025-04-01' }, 'minh')).status).toBe(403)
  expect(await office.countAuditLines()).toBe(lines)
  expect((await get<UnitLife>(`/api/units/${ward5}`, 'an')).body.can).toMatchObject({ changeParticulars: true })
  expect((await get<UnitLife>(`/api/units/${ward5}`, 'minh')).body.can).toMatchObject({ changeParticulars: false })
})

test('another office sees nothing of it', async () => {
  const { heir } = await merge()
  const other = await first.neighbour()
  expect((await get(`/api/units/${heir.id}`, 'an', other)).status).toBe(404)
  expect(await search('cua bien', other)).toEqual([])
  expect((await get<UnitsOfDay>('/api/units', 'an', other)).body.units.map(({ id }) => id)).not.toContain(heir.id)
})

describe('a list of units', () => {
  async function send(content: string, more = '', person: PersonName = 'an') {
    const { payload, headers } = upload('don-vi.csv', content)
    const response = await office.app.inject({
      method: 'POST',
      url: `/api/units?since=2026-02-01${more}`,
      headers: { ...office.signedIn(person), ...headers },
      payload,
    })
    return { status: response.statusCode, body: response.json<UnitsImported & Problem>() }
  }
  const head = 'Tên đơn vị;Loại;Mã;Mã cấp trên'
  const list = [head, 'Tỉnh Biển Đông;tỉnh;77;', 'Xã Gò Cao;xã;26515;77'].join('\n')

  test('is looked through first; then what is new stands from its day, and the same again adds nothing', async () => {
    const lines = await office.countAuditLines()
    const told = { since: '2026-02-01', came: 2, added: 2, units: [{ name: 'Tỉnh Biển Đông' }, { name: 'Xã Gò Cao', group: 'ward' }] }
    expect(await send(list, '&preview=true')).toMatchObject({ status: 200, body: { ...told, isPreview: true } })
    expect(await office.countAuditLines()).toBe(lines)
    expect(await namesOn('2026-02-01')).not.toContain('Xã Gò Cao')

    expect(await send(list)).toMatchObject({ status: 200, body: { ...told, isPreview: false } })
    expect(await office.countAuditLines()).toBe(lines + 1)
    expect(await namesOn('2026-01-31')).not.toContain('Xã Gò Cao')
    const { units } = await unitsOn('2026-02-01')
    expect(units.find(({ code }) => code === '26515')?.parentId).toBe(units.find(({ code }) => code === '77')?.id)
    expect((await send(list)).body).toMatchObject({ came: 2, added: 0, units: [] })
    expect(await office.countAuditLines()).toBe(lines + 1)
  })

  test('with a line at fault enters none of its units, and says which line; nobody but an administrator may', async () => {
    const lines = await office.countAuditLines()
    const before = await namesOn('2026-02-01')
    const refused = async (content: string) => {
      const { status, body } = await send(content)
      return [status, body.reason, body.help?.['faults'] ?? body.help?.['columns'] ?? body.help?.['line']]
    }
    expect(await refused(`${list}\nXã Một;xã;1;99`)).toEqual([
      422,
      'rowsAtFault',
      [{ line: 4, field: 'parentCode', value: '99', fault: 'unknown' }],
    ])
    expect(await refused(`${list}\n;xã;1;77\nĐội 3;đội;2;77`)).toEqual([
      422,
      'rowsAtFault',
      [
        { line: 4, field: 'name', value: '', fault: 'missing' },
        { line: 5, field: 'group', value: 'đội', fault: 'noGroup' },
      ],
    ])
    expect(await refused('Mã;Loại\n1;xã')).toEqual([422, 'columnsMissing', ['name']])
    expect(await refused(`${head}\n"Xã Một;xã`)).toEqual([422, 'quotationOpen', 2])
    expect(await refused(`${head}\n${'Xã Một;xã\n'.repeat(20_001)}`)).toEqual([422, 'tooManyRows', undefined])
    expect((await send(list, '', 'minh')).status).toBe(403)
    expect(await office.countAuditLines()).toBe(lines)
    expect(await namesOn('2026-02-01')).toEqual(before)
  })
})
