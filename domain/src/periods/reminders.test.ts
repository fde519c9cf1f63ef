import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nationalCalendar } from './calendar.ts'
import { addDays, dayOf, startOfDay } from './day.ts'
import { reminderFaults, reminderNow, tellings, usualReminders } from './reminders.ts'
import type { Recipient, ReminderRules, ReminderSetting } from './reminders.ts'

// Monday 13 May 2024 at 17:00.
const dueAt = '2024-05-13T10:00:00.000Z'
const rulesOf = (...settings: readonly ReminderSetting[]): ReminderRules => ({ settings, calendar: nationalCalendar })
const setting = (part: Partial<ReminderSetting>): ReminderSetting => ({ ...usualReminders, from: '2024-01-01', ...part })
const now = (at: string, rules = rulesOf(), toldAt?: string, to: Recipient = 'focalPoint', due = dueAt) =>
  reminderNow(due, { to, toldAt, now: at }, rules)?.moment
const told = (rules: ReminderRules, to: Recipient = 'focalPoint', due = dueAt) =>
  tellings(due, to, rules).map(({ at, moment }) => `${at.slice(0, 16)} ${moment}`)

describe('an office that has said nothing', () => {
  test('tells focal points from three days before, on the day, and once it is too late; at 17:00 sharp it is not', () => {
    expect(now('2024-05-09T16:59:59.999Z')).toBeUndefined()
    expect(now('2024-05-09T17:00:00.000Z')).toBe('soon')
    expect(now('2024-05-12T17:00:00.000Z')).toBe('today')
    expect(now(dueAt)).toBe('today')
    expect(now('2024-05-13T10:00:00.001Z')).toBe('after')
    expect(now('2024-05-13T10:00:00.001Z', rulesOf(), undefined, 'head')).toBeUndefined()
  })

  test('tells each once', () => {
    expect(now('2024-05-11T02:00:00.000Z', rulesOf(), '2024-05-10T02:00:00.000Z')).toBeUndefined()
    expect(now('2024-05-13T02:00:00.000Z', rulesOf(), '2024-05-10T02:00:00.000Z')).toBe('today')
    expect(now('2024-09-01T02:00:00.000Z', rulesOf(), '2024-05-13T10:15:00.000Z')).toBeUndefined()
  })

  test('what is due at midnight is due on the day before', () => {
    expect(now('2024-05-31T16:59:00.000Z', rulesOf(), undefined, 'focalPoint', '2024-05-31T17:00:00.000Z')).toBe('today')
    expect(now('2024-05-31T17:00:00.001Z', rulesOf(), undefined, 'focalPoint', '2024-05-31T17:00:00.000Z')).toBe('after')
  })
})

describe('a setting', () => {
  test('says several days before and after, and to whom', () => {
    const rules = rulesOf(setting({ daysBefore: [7, 2], daysAfter: [1, 5], to: ['focalPoint', 'head'] }))
    expect(told(rules, 'head')).toEqual([
      '2024-05-05T17:00 soon',
      '2024-05-10T17:00 soon',
      '2024-05-12T17:00 today',
      '2024-05-13T17:00 after',
      '2024-05-17T17:00 after',
    ])
    expect(told(rules, 'synthesis')).toEqual([])
  })

  test('keeps the evenings and the days off quiet: what falls into them waits, and then says how it stands', () => {
    const quiet = { hours: { from: '18:00', to: '07:00' }, daysOff: true }
    // Three days before is a Friday, and the day itself a Monday.
    expect(told(rulesOf(setting({ quiet })))).toEqual(['2024-05-10T00:00 soon', '2024-05-13T00:00 today', '2024-05-13T10:00 after'])
    // Two days before is a Saturday: what waited until Monday is overtaken by the day itself.
    expect(told(rulesOf(setting({ daysBefore: [2], quiet })))).toEqual(['2024-05-13T00:00 today', '2024-05-13T10:00 after'])
    expect(told(rulesOf(setting({ daysBefore: [2], onTheDay: false, quiet })))).toEqual([
      '2024-05-13T00:00 today',
      '2024-05-13T10:00 after',
    ])
    expect(now('2024-05-10T11:00:00.000Z', rulesOf(setting({ quiet })))).toBeUndefined()
    expect(now('2024-05-10T10:59:00.000Z', rulesOf(setting({ quiet })))).toBe('soon')
  })

  test('over Tết nobody is told before the first working day', () => {
    const quiet = { hours: { from: '18:00', to: '07:00' }, daysOff: true }
    const due = '2024-02-15T10:00:00.000Z'
    expect(told(rulesOf(setting({ quiet })), 'focalPoint', due)).toEqual(['2024-02-15T00:00 today', '2024-02-15T10:00 after'])
  })

  test('what was to be said before is not said when the quiet ends after the due', () => {
    const rules = rulesOf(setting({ daysBefore: [], daysAfter: [], quiet: { hours: { from: '00:00', to: '20:00' }, daysOff: false } }))
    expect(told(rules)).toEqual([])
    expect(now('2024-05-13T13:00:00.000Z', rules)).toBeUndefined()
  })

  test('that changes midway sends nothing twice and brings nothing up that lies behind it', () => {
    const change = rulesOf(setting({ from: '2024-05-11', daysBefore: [5, 2], daysAfter: [0, 3] }))
    // Told three days before by what held then; the fifth day before is past and was nobody's.
    expect(now('2024-05-11T02:00:00.000Z', change, '2024-05-10T02:00:00.000Z')).toBe('soon')
    expect(now('2024-05-12T02:00:00.000Z', change, '2024-05-11T02:00:00.000Z')).toBeUndefined()
    const later = rulesOf(setting({ from: '2024-05-12', daysBefore: [5, 2] }))
    expect(now('2024-05-12T02:00:00.000Z', later, '2024-05-10T02:00:00.000Z')).toBeUndefined()
    // A report of long ago is not spoken of because heads of units are told from now on, or because there is a third day after.
    const heads = rulesOf(setting({ from: '2024-07-01', daysAfter: [0, 3], to: ['focalPoint', 'head'] }))
    expect(now('2024-07-02T02:00:00.000Z', heads, '2024-05-13T10:15:00.000Z')).toBeUndefined()
    expect(now('2024-07-02T02:00:00.000Z', heads, undefined, 'head')).toBeUndefined()
  })

  test('a due that moved or was granted is spoken of by its own days', () => {
    const granted = '2024-05-20T10:00:00.000Z'
    expect(now('2024-05-14T02:00:00.000Z', rulesOf(), undefined, 'focalPoint', granted)).toBeUndefined()
    expect(now('2024-05-17T02:00:00.000Z', rulesOf(), undefined, 'focalPoint', granted)).toBe('soon')
  })

  test.each([
    ['fromPast', { from: '2024-05-01' }],
    ['daysBefore', { daysBefore: [0] }],
    ['daysBefore', { daysBefore: [3, 3] }],
    ['daysAfter', { daysAfter: [91] }],
    ['daysAfter', { daysAfter: [1.5] }],
    ['nobody', { to: [] }],
    ['hours', { quiet: { hours: { from: '18:00', to: '18:00' }, daysOff: true } }],
    ['hours', { quiet: { hours: { from: '18', to: '07:00' }, daysOff: true } }],
  ] as const)('is refused for %s: %j', (fault, part) => {
    expect(reminderFaults(setting({ from: '2024-05-10', ...part }), '2024-05-10')).toEqual([fault])
  })

  test('nobody need be told where nothing is said', () => {
    expect(reminderFaults(setting({ from: '2024-05-10', daysBefore: [], onTheDay: false, daysAfter: [], to: [] }), '2024-05-10')).toEqual(
      [],
    )
  })
})

describe('whatever the settings', () => {
  const days = (least: number, most: number) => fc.uniqueArray(fc.integer({ min: least, max: most }), { maxLength: 3 })
  const time = fc.constantFrom('00:00', '07:00', '12:30', '18:00', '23:45')
  const quiet = fc.record({
    hours: fc.option(
      fc.record({ from: time, to: time }).filter(({ from, to }) => from !== to),
      { nil: undefined },
    ),
    daysOff: fc.boolean(),
  })
  const settings = fc.array(
    fc.record({
      from: fc.integer({ min: -12, max: 12 }).map((n) => addDays('2024-05-13', n)),
      daysBefore: days(1, 9),
      onTheDay: fc.boolean(),
      daysAfter: days(0, 6),
      to: fc.constant(['focalPoint'] as const),
      quiet: quiet.map(({ hours, daysOff }) => ({ daysOff, ...(hours && { hours }) })),
    }),
    { maxLength: 3 },
  )

  test('a job that looks every quarter of an hour tells just what was foreseen, and nothing twice', () => {
    fc.assert(
      fc.property(settings, (list) => {
        const rules = rulesOf(...list)
        const said: string[] = []
        let toldAt: string | undefined
        const start = Date.parse(startOfDay(addDays(dayOf(dueAt), -14)))
        for (let at = start; at < start + 30 * 86_400_000; at += 900_000) {
          const tick = new Date(at).toISOString()
          const moment = reminderNow(dueAt, { to: 'focalPoint', toldAt, now: tick }, rules)?.moment
          if (moment === undefined) continue
          said.push(`${tick} ${moment}`)
          toldAt = tick
        }
        const nextTick = (instant: string): string => new Date(Math.ceil(Date.parse(instant) / 900_000) * 900_000).toISOString()
        const foreseen = tellings(dueAt, 'focalPoint', rules).map(({ at, moment }) => `${nextTick(at)} ${moment}`)
        expect(said).toEqual(foreseen)
      }),
      { numRuns: 15 },
    )
  })
})
