import type { CalendarMoves, OfficeCalendar } from '@haidang/api/calendar'
import type { Report } from '@haidang/api/reports'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noticesSchema } from '@haidang/api/notices'
import { featureRoutes } from '../features.ts'
import { requestsOf } from '../plans/testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'

let office: TestOffice
let plan: TestPlan
const as = (person: PersonName) => requestsOf(office, person)
const notice = { documentNumber: '1570/TB-UBND', documentDay: '2024-05-20' }
const holiday = { day: '2024-06-12', kind: 'off' as const, name: 'Ngày hội tỉnh' }
const read = async (person: PersonName = 'an'): Promise<OfficeCalendar> =>
  (await as(person).send<OfficeCalendar>('GET', '/api/calendar')).body
const change = async (days: readonly object[], of: object = notice) =>
  as('an').send<CalendarMoves & { reason?: string }>('POST', '/api/calendar/changes', {
    days,
    ...of,
    after: (await read()).changes[0]?.id ?? null,
  })
const preview = (days: readonly object[]) => as('an').send<CalendarMoves>('POST', '/api/calendar/preview', { days })
const dueOf = async (period: string) =>
  (await as('lan').send<Report>('GET', `/api/reports/${plan.reportOf(office.units.ward5, period)}`)).body

beforeAll(async () => {
  office = await testOffice({ register: featureRoutes })
  plan = await issueTestPlan(office)
})
afterAll(() => office.close())
beforeEach(() => office.setClock('2024-06-01T02:00:00.000Z'))

describe('a holiday that a document orders', () => {
  const moved = [
    {
      period: '2024-06',
      level: 'unit',
      count: 2,
      from: '2024-06-12T10:00:00.000Z',
      to: '2024-06-13T10:00:00.000Z',
      movedBecause: 'Ngày hội tỉnh',
    },
  ]

  test('shows beforehand which dues move, with nothing written', async () => {
    const lines = await office.countAuditLines()
    expect((await preview([holiday])).body).toMatchObject({ moved, past: [] })
    expect(await office.countAuditLines()).toBe(lines)
    expect((await dueOf('2024-06')).dueAt).toBe('2024-06-12T10:00:00.000Z')
  })

  test('moves what is ahead with one audit line, and keeps where it stood', async () => {
    const lines = await office.countAuditLines()
    expect(await change([holiday])).toMatchObject({ status: 201, body: { moved, past: [] } })
    expect(await office.countAuditLines()).toBe(lines + 1)
    expect(await dueOf('2024-06')).toMatchObject({ dueAt: '2024-06-13T10:00:00.000Z', movedBecause: 'Ngày hội tỉnh' })
    expect((await dueOf('2024-07')).dueAt).toBe('2024-07-12T10:00:00.000Z')
    const { rows } = await office.services.owner.query('select due_before, due_after from moved_dues where tenant_id = $1', [
      office.tenantId,
    ])
    expect(rows).toHaveLength(2)
    expect(await read('lan')).toMatchObject({
      own: [{ day: '2024-06-12', kind: 'off', source: 'confirmed' }],
      changes: [{ ...notice, days: [{ ...holiday, before: null }], movedDues: 2, recordedBy: 'Ngô Bình An' }],
      can: { change: false },
    })
  })

  test('tells each focal point once what moved, from when to when', async () => {
    const moves = [
      { title: 'Kế hoạch chuyển đổi số năm 2024', period: '2024-06', from: '2024-06-12T10:00:00.000Z', to: '2024-06-13T10:00:00.000Z' },
    ]
    for (const person of ['lan', 'hung'] as const) {
      const { notices } = noticesSchema.parse((await as(person).send('GET', '/api/notices')).body)
      expect(notices).toMatchObject([{ about: 'calendar', moment: 'moved', title: '1570/TB-UBND', moves, readAt: null }])
    }
    expect(noticesSchema.parse((await as('thu').send('GET', '/api/notices')).body).notices).toEqual([])
  })

  test('is refused when it says nothing new, or when somebody else changed the calendar meanwhile, with nothing written', async () => {
    const lines = await office.countAuditLines()
    expect(await change([holiday])).toMatchObject({ status: 422, body: { reason: 'nothingChanged' } })
    const days = [{ day: '2024-07-12', kind: 'off', name: 'Mất điện' }]
    expect(await as('an').send('POST', '/api/calendar/changes', { days, ...notice, after: null })).toMatchObject({ status: 409 })
    expect(await office.countAuditLines()).toBe(lines)
  })

  test('is taken back by another document, and the due goes back', async () => {
    await office.setClock('2024-06-01T03:00:00.000Z')
    expect(await change([{ day: '2024-06-12', kind: 'usual', name: '' }], { ...notice, documentNumber: '1580/TB-UBND' })).toMatchObject({
      body: { moved: [{ period: '2024-06', from: '2024-06-13T10:00:00.000Z', to: '2024-06-12T10:00:00.000Z', movedBecause: null }] },
    })
    expect(await read()).toMatchObject({ own: [], changes: [{ days: [{ before: { kind: 'off', name: 'Ngày hội tỉnh' } }] }, {}] })
    expect((await dueOf('2024-06')).dueAt).toBe('2024-06-12T10:00:00.000Z')
    const { notices } = noticesSchema.parse((await as('lan').send('GET', '/api/notices')).body)
    expect(notices).toMatchObject([{ title: '1580/TB-UBND', moves: [{ to: '2024-06-12T10:00:00.000Z' }] }, { title: '1570/TB-UBND' }])
  })
})

test('what has fallen due is a fact: a holiday entered afterwards moves nothing', async () => {
  await office.setClock('2024-06-12T10:01:00.000Z')
  const told = async () => noticesSchema.parse((await as('lan').send('GET', '/api/notices')).body).notices.length
  const before = await told()
  expect(await change([holiday])).toMatchObject({ status: 201, body: { moved: [], past: [] } })
  expect(await told()).toBe(before)
  expect(await dueOf('2024-06')).toMatchObject({ dueAt: '2024-06-12T10:00:00.000Z', movedBecause: null })
})

test('another office has its own calendar', async () => {
  const other = await office.neighbour()
  const reply = await requestsOf(other, 'an').send<OfficeCalendar>('GET', '/api/calendar')
  expect(reply.body).toMatchObject({ own: [], changes: [] })
})

test('a due that was granted to one unit stays where the officer put it, while those of the others move', async () => {
  const of = (unit: string) => plan.reportOf(unit, '2024-07')
  const { ward5, ward7 } = office.units
  const asked = await as('lan').send<Report>('POST', `/api/reports/${of(ward5)}/extensions`, {
    wantedDay: '2024-07-15',
    reason: 'Cổng dịch vụ công bảo trì',
  })
  const [one] = asked.body.extensions.asked
  await as('minh').send('POST', `/api/reports/${of(ward5)}/extensions/${one?.id ?? ''}`, { grantedDay: '2024-07-15', reason: '' })
  await change([{ day: '2024-07-12', kind: 'off', name: 'Ngày hội phường' }])
  const due = async (unit: string) => (await as('minh').send<Report>('GET', `/api/reports/${of(unit)}`)).body.dueAt
  expect(await due(ward5)).toBe('2024-07-15T10:00:00.000Z')
  expect(await due(ward7)).toBe('2024-07-15T10:00:00.000Z')
  await change([{ day: '2024-07-15', kind: 'off', name: 'Ngày hội thành phố' }])
  expect(await due(ward5)).toBe('2024-07-15T10:00:00.000Z')
  expect(await due(ward7)).toBe('2024-07-16T10:00:00.000Z')
})
