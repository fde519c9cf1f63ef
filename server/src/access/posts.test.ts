import { personPostsSchema, personSchema } from '@haidang/api/people'
import { problemSchema } from '@haidang/api/problem'
import { sessionSchema } from '@haidang/api/session'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { applyDueMoves } from './posts.ts'
import { registerAccessRoutes } from './routes.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerAccessRoutes] })
})
afterAll(() => office.close())

const ask = (person: PersonName, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
const order = (change: object) => ({ from: '2024-06-01', document: 'QĐ 12/QĐ-UBND', ...change })
const toWard7 = (change: object = {}) =>
  order({ kind: 'move', unitId: office.units.ward7, post: 'Phó Chủ tịch', roles: ['leader', 'focalPoint'], ...change })
const move = (name: PersonName, body: object, by: PersonName = 'an') => ask(by, 'POST', `/api/people/${office.people[name].id}/posts`, body)
const session = async (name: PersonName) => sessionSchema.parse((await ask(name, 'GET', '/api/session')).json())
const posts = async (name: PersonName) =>
  personPostsSchema.parse((await ask('an', 'GET', `/api/people/${office.people[name].id}/posts`)).json())
const reasonOf = (reply: Awaited<ReturnType<typeof ask>>) => problemSchema.parse(reply.json()).reason
const written = async () => [
  await office.countAuditLines(),
  await office.services.db.selectFrom('post_changes').select(['id', 'applied_at', 'withdrawn_at']).orderBy('id').execute(),
  await office.services.db.selectFrom('accounts').select(['id', 'unit_id', 'post', 'disabled_at']).orderBy('id').execute(),
]

beforeEach(async () => {
  await office.setClock('2024-05-20T02:00:00.000Z')
})

describe('another post', () => {
  test('holds from the first second of its day, before the program has written it, and what was stays readable', async () => {
    const moved = personSchema.parse((await move('lan', toWard7())).json())
    expect(moved).toMatchObject({
      unit: { shortName: 'Phường 5' },
      waiting: { from: '2024-06-01', to: { post: 'Phó Chủ tịch', unit: { shortName: 'Phường 7' } }, successor: null },
    })
    await office.setClock('2024-05-31T16:59:50.000Z')
    expect(await session('lan')).toMatchObject({ unit: { shortName: 'Phường 5' }, roles: ['focalPoint'] })
    await office.setClock('2024-05-31T17:00:02.000Z')
    expect(await session('lan')).toMatchObject({
      account: { post: 'Phó Chủ tịch' },
      unit: { shortName: 'Phường 7' },
      roles: ['focalPoint', 'leader'],
    })

    const lines = await office.countAuditLines()
    await applyDueMoves(office.services)
    await applyDueMoves(office.services)
    expect(await office.countAuditLines()).toBe(lines + 1)
    expect(await session('lan')).toMatchObject({ unit: { shortName: 'Phường 7' }, roles: ['focalPoint', 'leader'] })
    expect((await posts('lan')).posts).toMatchObject([
      { from: '2024-06-01', to: null, post: 'Phó Chủ tịch', unit: { shortName: 'Phường 7' }, document: 'QĐ 12/QĐ-UBND' },
      { to: '2024-06-01', post: 'Công chức văn hóa – xã hội', unit: { shortName: 'Phường 5' }, document: null },
    ])
  })

  test('is told in the log with who did what as what', async () => {
    await office.setClock('2024-06-02T02:00:00.000Z')
    await ask('lan', 'POST', '/api/session/factor')
    const line = await office.services.db
      .selectFrom('audit_lines')
      .select('payload')
      .where('actor_id', '=', office.people.lan.id)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(line.payload)).toMatchObject({ actor: { name: 'Trần Thị Lan', post: 'Phó Chủ tịch', unit: 'UBND Phường 7' } })
  })

  test('of today happens at once; what waits is taken back, and not what has come', async () => {
    expect((await move('minh', toWard7({ from: '2024-05-20' }))).statusCode).toBe(200)
    expect(await session('minh')).toMatchObject({ unit: { shortName: 'Phường 7' } })
    const back = { from: '2024-05-21', unitId: office.units.culture, roles: ['synthesis'] }
    expect((await move('minh', toWard7(back))).statusCode).toBe(200)
    const withdraw = () => ask('an', 'DELETE', `/api/people/${office.people.minh.id}/posts/waiting`)
    expect(personSchema.parse((await withdraw()).json()).waiting).toBeNull()
    expect((await move('minh', toWard7(back))).statusCode).toBe(200)
    await office.setClock('2024-05-21T02:00:00.000Z')
    const before = await written()
    expect(reasonOf(await withdraw())).toBe('nothingWaiting')
    expect(await written()).toEqual(before)
    await applyDueMoves(office.services)
    expect(await session('minh')).toMatchObject({ unit: { shortName: 'P. VHTT' }, roles: ['synthesis'] })
  })

  test.each<readonly [string, PersonName, object, PersonName, string | number]>([
    ['from a day that is over', 'hung', { from: '2024-05-19' }, 'an', 'fromPast'],
    ['to where the person is', 'hung', { post: 'Công chức văn phòng – thống kê', roles: ['focalPoint'] }, 'an', 'samePost'],
    ['to no unit', 'hung', { unitId: '0197f3a0-0000-7000-8000-000000000000' }, 'an', 'unitUnknown'],
    ['of the last administrator to another work', 'an', {}, 'an', 'lastAdministrator'],
    ['without a document', 'hung', { document: ' ' }, 'an', 400],
    ['by who does not administer', 'hung', {}, 'quan', 403],
  ])('%s is refused, and nothing is written', async (_what, name, change, by, expected) => {
    const before = await written()
    const reply = await move(name, toWard7(change), by)
    expect(typeof expected === 'number' ? reply.statusCode : reasonOf(reply)).toBe(expected)
    expect(await written()).toEqual(before)
  })

  test('one waits at a time, and of two administrators one may go', async () => {
    expect((await move('hung', toWard7({ roles: ['administrator'] }))).statusCode).toBe(200)
    const before = await written()
    expect(reasonOf(await move('hung', toWard7({ from: '2024-07-01' })))).toBe('changeWaiting')
    expect(reasonOf(await move('an', toWard7())), 'the other is none yet').toBe('lastAdministrator')
    expect(await written()).toEqual(before)
    await office.setClock('2024-06-01T02:00:00.000Z')
    await applyDueMoves(office.services)
    expect((await move('an', toWard7({ from: '2024-06-10' }))).statusCode).toBe(200)
    expect(reasonOf(await move('hung', toWard7({ from: '2024-07-01', roles: ['leader'] }))), 'the other is on the way out').toBe(
      'lastAdministrator',
    )
    expect((await ask('an', 'DELETE', `/api/people/${office.people.an.id}/posts/waiting`)).statusCode).toBe(200)
  })
})

describe('the end of service', () => {
  test('closes the account on its day, ends its sessions and passes on what is the person’s own', async () => {
    const { db } = office.services
    await db
      .insertInto('saved_views')
      .values(
        [office.people.thu.id, office.people.lan.id].map((id, index) => ({
          tenant_id: office.tenantId,
          id: `0197f3a0-0000-7000-8000-00000000000${index}`,
          account_id: id,
          name: 'Ba tháng gần đây',
          question: 'tu=2024-05',
          saved_at: '2024-05-02T00:00:00.000Z',
        })),
      )
      .execute()
    const leave = (successorId: string | null) => move('thu', order({ kind: 'leave', successorId }))
    const before = await written()
    expect(reasonOf(await leave(office.people.thu.id))).toBe('successorClosed')
    expect(await written()).toEqual(before)
    expect(personSchema.parse((await leave(office.people.lan.id)).json()).waiting).toMatchObject({ to: null, successor: 'Trần Thị Lan' })
    expect((await posts('thu')).savedViews).toBe(1)
    expect((await ask('thu', 'GET', '/api/session')).statusCode).toBe(200)

    await office.setClock('2024-05-31T17:00:02.000Z')
    expect((await ask('thu', 'GET', '/api/session')).statusCode).toBe(401)
    await applyDueMoves(office.services)
    const views = await db.selectFrom('saved_views').select('name').where('account_id', '=', office.people.lan.id).orderBy('name').execute()
    expect(views.map(({ name }) => name)).toEqual(['Ba tháng gần đây', 'Ba tháng gần đây (Đỗ Thị Thu, 0197f3a0)'])
    expect((await posts('thu')).posts).toMatchObject([{ to: '2024-06-01', post: 'Phó Chủ tịch' }])
    const left = await db.selectFrom('sessions').select('id').where('account_id', '=', office.people.thu.id).execute()
    expect(left).toEqual([])
    const reply = await move('thu', order({ kind: 'leave', successorId: null, from: '2024-06-02' }))
    expect(reasonOf(reply)).toBe('closedAlready')
  })
})
