import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarFaults, changedCalendar, movedBy } from './calendar-change.ts'
import type { DayChange } from './calendar-change.ts'
import { isWorkingDay, nationalCalendar } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import { addDays, instantAt } from './day.ts'
import { owedDates } from './obligation.ts'
import { monthlyRegime, regimeOf } from './regimes.test-data.ts'

const off = (day: string, name = 'Nghỉ theo thông báo'): DayChange => ({ day, kind: 'off', name })
const worked = (day: string): DayChange => ({ day, kind: 'work', name: 'Làm bù' })
const usual = (day: string): DayChange => ({ day, kind: 'usual', name: '' })
const laidOver = (changes: readonly DayChange[]): Calendar => [...nationalCalendar, ...changedCalendar([], changes)]
const due = (period: string, calendar: Calendar, level: 'unit' | 'city' = 'unit') => owedDates(monthlyRegime, period, level, calendar)
const changeOf = (changes: readonly DayChange[], now: string) => ({ before: nationalCalendar, after: laidOver(changes), now })

describe('an office’s own calendar', () => {
  test('what a document orders is confirmed, what it takes back is as the nation has it again', () => {
    const own = changedCalendar([], [off('2027-02-05', 'Tết Nguyên đán'), worked('2027-02-20')])
    expect(own).toEqual([
      { day: '2027-02-05', kind: 'off', name: 'Tết Nguyên đán', source: 'confirmed' },
      { day: '2027-02-20', kind: 'work', name: 'Làm bù', source: 'confirmed' },
    ])
    expect(changedCalendar(own, [usual('2027-02-20')]).map(({ day }) => day)).toEqual(['2027-02-05'])
  })

  test('an unconfirmed day is confirmed by a document that says the same; the nation’s day off may be worked', () => {
    const [tet] = nationalCalendar.filter(({ day }) => day === '2027-02-06')
    expect(tet).toMatchObject({ source: 'unconfirmed' })
    expect(calendarFaults([], [off('2027-02-06', 'Tết Nguyên đán')])).toEqual([])
    expect(isWorkingDay('2025-05-02', nationalCalendar)).toBe(false)
    expect(isWorkingDay('2025-05-02', laidOver([worked('2025-05-02')]))).toBe(true)
  })

  test.each([
    ['nothingChanged', [off('2027-02-05')], [off('2027-02-05')]],
    ['dayTwice', [], [off('2027-02-05'), worked('2027-02-05')]],
    ['nameMissing', [], [off('2027-02-05', ' ')]],
    ['usualAlready', [], [off('2027-02-08'), usual('2027-02-05')]],
  ] as const)('%s is refused', (fault, stood, changes) => {
    expect(calendarFaults(changedCalendar([], stood), changes)).toEqual([fault])
  })
})

describe('dues that move with the calendar', () => {
  const standing = (period: string, level: 'unit' | 'city' = 'unit') => ({
    regime: monthlyRegime,
    period,
    level,
    dueAt: due(period, nationalCalendar, level).dueAt,
  })

  test('a holiday on the 12th moves the due to the next working day at 17:00 and says why', () => {
    expect(movedBy(standing('2024-06'), changeOf([off('2024-06-12', 'Ngày hội tỉnh')], '2024-06-01T00:00:00.000Z'))).toEqual({
      moves: expect.objectContaining({ nominalDue: '2024-06-12', dueAt: '2024-06-13T10:00:00.000Z', movedBecause: 'Ngày hội tỉnh' }),
    })
  })

  test('a Saturday that is worked in exchange takes the due back from Monday', () => {
    // 12 October 2024 is a Saturday.
    expect(standing('2024-10').dueAt).toBe('2024-10-14T10:00:00.000Z')
    const moved = movedBy(standing('2024-10'), changeOf([worked('2024-10-12')], '2024-10-01T00:00:00.000Z'))
    expect(moved).toMatchObject({ moves: { nominalDue: '2024-10-12', dueAt: '2024-10-12T10:00:00.000Z' } })
    expect(moved).not.toHaveProperty('moves.movedBecause')
  })

  test('Tết that is announced longer moves what falls into it behind it', () => {
    const regime = regimeOf('monthly', { date: 1, unit: 6, city: 10 })
    const dueAt = owedDates(regime, '2027-02', 'unit', nationalCalendar).dueAt
    const days = ['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'].map((day) =>
      off(day, 'Tết Nguyên đán'),
    )
    expect(dueAt).toBe('2027-02-08T10:00:00.000Z')
    expect(movedBy({ regime, period: '2027-02', level: 'unit', dueAt }, changeOf(days, '2027-01-04T00:00:00.000Z'))).toMatchObject({
      moves: { nominalDue: '2027-02-06', dueAt: '2027-02-15T10:00:00.000Z', movedBecause: 'Tết Nguyên đán' },
    })
  })

  test('working days after the window closes are counted again', () => {
    const regime = regimeOf('quarterly', { date: 15, unit: { kind: 'workingDays', count: 3 }, city: { kind: 'workingDays', count: 5 } })
    const dueAt = owedDates(regime, '2024-Q4', 'unit', nationalCalendar).dueAt
    // The window ends with 14 December 2024, a Saturday.
    expect(dueAt).toBe('2024-12-18T10:00:00.000Z')
    expect(
      movedBy({ regime, period: '2024-Q4', level: 'unit', dueAt }, changeOf([off('2024-12-17')], '2024-12-01T00:00:00.000Z')),
    ).toMatchObject({ moves: { nominalDue: '2024-12-19', dueAt: '2024-12-19T10:00:00.000Z' } })
  })

  test('a regime whose day stays on a day off does not move', () => {
    const change = changeOf([off('2024-06-12')], '2024-06-01T00:00:00.000Z')
    expect(movedBy({ ...standing('2024-06'), regime: { ...monthlyRegime, dayOff: 'stay' } }, change)).toBe('stays')
  })

  test('what has fallen due stays, to the minute; what would fall due in the past stays too and is told', () => {
    const closing = instantAt('2024-06-12', '17:00')
    const minuteBefore = instantAt('2024-06-12', '16:59')
    expect(movedBy(standing('2024-06'), changeOf([off('2024-06-12')], closing))).toBe('stays')
    expect(movedBy(standing('2024-06'), changeOf([off('2024-06-12')], minuteBefore))).toMatchObject({
      moves: { dueAt: '2024-06-13T10:00:00.000Z' },
    })
    expect(movedBy(standing('2024-10'), changeOf([worked('2024-10-12')], '2024-10-13T00:00:00.000Z'))).toBe('past')
  })

  test('a day that was counted by another calendar then and is not touched now stays', () => {
    const dueAt = '2024-06-20T10:00:00.000Z'
    expect(movedBy({ ...standing('2024-06'), dueAt }, changeOf([off('2024-09-12')], '2024-06-01T00:00:00.000Z'))).toBe('stays')
  })

  const anyChange = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 0, max: 730 }), fc.constantFrom('off' as const, 'work' as const)).map(([days, kind]) => ({
      day: addDays('2024-01-01', days),
      kind,
      name: 'Theo thông báo',
    })),
    { minLength: 1, maxLength: 12, selector: ({ day }) => day },
  )
  const anyNow = fc.integer({ min: 0, max: 730 * 24 }).map((hours) => new Date(Date.UTC(2024, 0, 1, hours)).toISOString())

  test('no change makes anybody late who was not, nor takes lateness away', () => {
    fc.assert(
      fc.property(anyChange, anyNow, fc.integer({ min: 1, max: 12 }), fc.boolean(), (changes, now, month, isUnit) => {
        const owed = standing(`2024-${String(month).padStart(2, '0')}`, isUnit ? 'unit' : 'city')
        const moved = movedBy(owed, changeOf(changes, now))
        if (typeof moved === 'string') return
        expect(owed.dueAt > now).toBe(true)
        expect(moved.moves.dueAt > now).toBe(true)
      }),
    )
  })

  test('taking everything back brings every due back', () => {
    fc.assert(
      fc.property(anyChange, fc.integer({ min: 1, max: 12 }), (changes, month) => {
        const owed = standing(`2024-${String(month).padStart(2, '0')}`)
        const now = '2023-12-01T00:00:00.000Z'
        const moved = movedBy(owed, changeOf(changes, now))
        if (typeof moved === 'string') return
        const back = { before: laidOver(changes), after: nationalCalendar, now }
        expect(movedBy({ ...owed, dueAt: moved.moves.dueAt }, back)).toMatchObject({ moves: { dueAt: owed.dueAt } })
      }),
    )
  })
})
