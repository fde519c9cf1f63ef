import { noticesSchema } from '@haidang/api/notices'
import { reminderPreviewSchema, remindersSchema } from '@haidang/api/reminders'
import type { WireReminderSetting } from '@haidang/api/reminders'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { featureRoutes } from '../features.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { submitReport } from '../reports/actions.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { remindOffice } from './reminders.ts'

let office: TestOffice
let plan: TestPlan

beforeAll(async () => {
  office = await testOffice({ register: featureRoutes })
  plan = await issueTestPlan(office)
})
afterAll(() => office.close())
beforeEach(async () => {
  for (const table of ['notices', 'reminder_settings'] as const)
    await office.services.db.deleteFrom(table).where('tenant_id', '=', office.tenantId).execute()
  await office.setClock('2024-05-01T02:00:00.000Z')
})

const setting = (part: Partial<WireReminderSetting> = {}): WireReminderSetting => ({
  from: '2024-05-01',
  daysBefore: [3],
  onTheDay: true,
  daysAfter: [0],
  to: ['focalPoint'],
  quiet: { hours: null, daysOff: false },
  ...part,
})
const send = (person: PersonName, method: 'GET' | 'POST', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
const record = (part: Partial<WireReminderSetting>, person: PersonName = 'an') => send(person, 'POST', '/api/reminders', setting(part))
const remind = (at: string) => remindOffice(office.callAs('an', at))
const told = async (person: PersonName) =>
  noticesSchema
    .parse((await send(person, 'GET', '/api/notices')).json())
    .notices.map(({ about, moment, at }) => `${about} ${moment} ${at.slice(0, 16)}`)

describe('when the office reminds', () => {
  test('is as it always was until somebody says otherwise; what was said stays, with its author', async () => {
    const lines = await office.countAuditLines()
    expect(remindersSchema.parse((await send('minh', 'GET', '/api/reminders')).json())).toMatchObject({
      now: { daysBefore: [3], onTheDay: true, daysAfter: [0], to: ['focalPoint'], quiet: { hours: null, daysOff: false } },
      settings: [],
      can: { change: false },
    })
    expect((await record({ from: '2024-05-05', daysBefore: [7, 2] })).statusCode).toBe(201)
    expect((await record({ from: '2024-06-01', quiet: { hours: { from: '18:00', to: '07:00' }, daysOff: true } })).statusCode).toBe(201)
    expect(await office.countAuditLines()).toBe(lines + 2)
    await office.setClock('2024-05-06T02:00:00.000Z')
    expect(remindersSchema.parse((await send('an', 'GET', '/api/reminders')).json())).toMatchObject({
      now: { from: '2024-05-05', daysBefore: [7, 2] },
      settings: [{ from: '2024-06-01', quiet: { hours: { from: '18:00', to: '07:00' }, daysOff: true } }, { recordedBy: 'Ngô Bình An' }],
      can: { change: true },
    })
  })

  test('is set by nobody else, and not wrongly: nothing is written', async () => {
    const lines = await office.countAuditLines()
    expect((await record({}, 'minh')).statusCode).toBe(403)
    expect((await send('lan', 'GET', '/api/reminders')).statusCode).toBe(403)
    for (const [reason, part] of [
      ['fromPast', { from: '2024-04-30' }],
      ['daysBefore', { daysBefore: [0] }],
      ['nobody', { to: [] }],
      ['hours', { quiet: { hours: { from: '18:00', to: '18:00' }, daysOff: false } }],
    ] as const)
      expect((await record(part as Partial<WireReminderSetting>)).json()).toMatchObject({ reason })
    expect(await office.countAuditLines()).toBe(lines)
    expect(await office.services.db.selectFrom('reminder_settings').selectAll().execute()).toEqual([])
  })
})

describe('the job', () => {
  test('tells on the days that were set, waits for the end of quiet hours and days off, and says nothing twice', async () => {
    await record({ daysBefore: [7, 2], daysAfter: [0, 2], quiet: { hours: { from: '18:00', to: '07:00' }, daysOff: true } })
    // Monday 13 May: seven days before is a Monday, two days before a Saturday.
    for (const at of [
      '2024-05-05T18:00:00.000Z',
      '2024-05-06T00:00:00.000Z',
      '2024-05-07T02:00:00.000Z',
      '2024-05-11T02:00:00.000Z',
      '2024-05-12T23:59:00.000Z',
      '2024-05-13T00:00:00.000Z',
      '2024-05-13T10:00:00.001Z',
      '2024-05-14T02:00:00.000Z',
      '2024-05-15T00:15:00.000Z',
      '2024-05-16T02:00:00.000Z',
    ])
      await remind(at)
    expect(await told('hung')).toEqual([
      'report after 2024-05-15T00:15',
      'report after 2024-05-13T10:00',
      'report today 2024-05-13T00:00',
      'report soon 2024-05-06T00:00',
    ])
  })

  test('sends nothing again that was sent before a setting changed midway', async () => {
    await remind('2024-05-10T02:00:00.000Z')
    await office.setClock('2024-05-11T01:00:00.000Z')
    await record({ from: '2024-05-11', daysBefore: [5, 1] })
    await remind('2024-05-11T02:00:00.000Z')
    expect(await told('hung')).toEqual(['report soon 2024-05-10T02:00'])
    await remind('2024-05-12T02:00:00.000Z')
    expect(await told('hung')).toEqual(['report soon 2024-05-12T02:00', 'report soon 2024-05-10T02:00'])
  })

  test('tells the synthesis officer of the units that are missing, once for all of them, and the head of a unit of his own', async () => {
    await record({ to: ['focalPoint', 'head', 'synthesis'] })
    const { ward5 } = office.units
    const missing = Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' }))
    await office.services.db
      .updateTable('accounts')
      .set({ unit_id: office.units.ward7 })
      .where('tenant_id', '=', office.tenantId)
      .where('id', '=', office.people.thu.id)
      .execute()
    await remind('2024-05-10T02:00:00.000Z')
    expect(await told('thu')).toEqual(['report soon 2024-05-10T02:00'])
    const [first] = noticesSchema.parse((await send('minh', 'GET', '/api/notices')).json()).notices
    expect(first).toMatchObject({ about: 'units', moment: 'soon', count: 2, period: '2024-05', href: '/bao-cao?ky=2024-05&loc=chua-nop' })
    expect(
      await submitReport(office.callAs('lan', '2024-05-10T03:00:00.000Z'), plan.reportOf(ward5, '2024-05'), { missing }),
    ).toMatchObject({
      state: 'submitted',
    })
    await remind('2024-05-13T02:00:00.000Z')
    const notices = noticesSchema.parse((await send('minh', 'GET', '/api/notices')).json()).notices
    expect(notices.map(({ moment, count, settled }) => [moment, count, settled])).toEqual([
      ['today', 1, false],
      ['soon', 2, false],
    ])
  })

  test('goes on from what was told before there were settings', async () => {
    const subject = {
      reportId: plan.reportOf(office.units.ward7, '2024-05'),
      dueAt: '2024-05-13T10:00:00.000Z',
      title: 'Kế hoạch',
      period: '2024-05',
    }
    await office.services.db
      .insertInto('notices')
      .values({
        tenant_id: office.tenantId,
        account_id: office.people.hung.id,
        subject_key: `report:${subject.reportId}:soon`,
        kind: 'reportDue.soon',
        subject: JSON.stringify(subject),
        at: '2024-05-10T02:00:00.000Z',
        read_at: null,
      })
      .execute()
    await remind('2024-05-11T02:00:00.000Z')
    expect(await told('hung')).toEqual(['report soon 2024-05-10T02:00'])
  })
})

describe('a preview', () => {
  test('says who would be told when of what is due next, and of which unit nobody would be', async () => {
    const lines = await office.countAuditLines()
    await office.services.db
      .updateTable('accounts')
      .set({ disabled_at: '2024-04-01T00:00:00.000Z' })
      .where('tenant_id', '=', office.tenantId)
      .where('id', '=', office.people.hung.id)
      .execute()
    const wanted = setting({
      daysBefore: [2],
      to: ['focalPoint', 'synthesis'],
      quiet: { hours: { from: '18:00', to: '07:00' }, daysOff: true },
    })
    const { dues } = reminderPreviewSchema.parse((await send('an', 'POST', '/api/reminders/preview', wanted)).json())
    expect(dues).toMatchObject([
      {
        planTitle: 'Kế hoạch chuyển đổi số năm 2024',
        period: '2024-05',
        dueAt: '2024-05-13T10:00:00.000Z',
        units: 2,
        people: { focalPoint: 1, synthesis: 1 },
        unitsWithoutFocalPoint: ['UBND Phường 7'],
        tellings: [
          { at: '2024-05-13T00:00:00.000Z', moment: 'today', to: ['focalPoint', 'synthesis'] },
          { at: '2024-05-13T10:00:00.001Z', moment: 'after', to: ['focalPoint', 'synthesis'] },
        ],
      },
    ])
    expect((await send('minh', 'POST', '/api/reminders/preview', wanted)).statusCode).toBe(403)
    expect((await send('an', 'POST', '/api/reminders/preview', { ...wanted, daysAfter: [100] })).json()).toMatchObject({
      reason: 'daysAfter',
    })
    expect(await office.countAuditLines()).toBe(lines)
  })
})
