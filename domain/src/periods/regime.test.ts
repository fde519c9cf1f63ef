import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorkingDay, nationalCalendar } from './calendar.ts'
import { addDays, dayOf, timeOf } from './day.ts'
import { anyDay } from './days.test-data.ts'
import { obligationsFor } from './obligation.ts'
import {
  addPeriods,
  dueOf,
  formatPeriod,
  formatWindow,
  isPeriod,
  periodFromDay,
  periodOf,
  periodsOf,
  regimeFaults,
  windowOf,
} from './regime.ts'
import { anyRegime, monthlyRegime } from './regimes.test-data.ts'

const anyPeriod = anyDay.map(periodFromDay)

describe('reporting windows', () => {
  test('month 5 of "10 to 10" is 10 April to before 10 May', () => {
    expect(windowOf(monthlyRegime, '2024-05')).toEqual({ from: '2024-04-10', to: '2024-05-10' })
  })

  test('month 1 reaches into the year before', () => {
    expect(windowOf(monthlyRegime, '2024-01')).toEqual({ from: '2023-12-10', to: '2024-01-10' })
  })

  test('an act of the 10th counts in the next month', () => {
    expect(periodOf(monthlyRegime, '2024-05-09')).toBe('2024-05')
    expect(periodOf(monthlyRegime, '2024-05-10')).toBe('2024-06')
    expect(periodOf(monthlyRegime, '2024-12-10')).toBe('2025-01')
    expect(periodOf(monthlyRegime, '2024-01-31')).toBe('2024-02')
  })

  test('the words leave no day in doubt', () => {
    expect(formatWindow(windowOf(monthlyRegime, '2024-05'))).toBe('số liệu từ 10/4/2024 đến hết 09/5/2024')
    expect(formatPeriod('2024-05')).toBe('tháng 5 năm 2024')
    expect(formatPeriod('2025-01')).toBe('tháng 01 năm 2025')
  })

  test('consecutive windows meet: none overlaps, none leaves a gap', () => {
    fc.assert(
      fc.property(anyRegime, anyPeriod, (regime, period) => {
        const window = windowOf(regime, period)
        expect(window.from < window.to).toBe(true)
        expect(windowOf(regime, addPeriods(period, 1)).from).toBe(window.to)
      }),
    )
  })

  test("every day falls in exactly one period's window", () => {
    fc.assert(
      fc.property(anyRegime, anyDay, (regime, day) => {
        const around = [-2, -1, 0, 1, 2].map((count) => addPeriods(periodFromDay(day), count))
        const holding = around.filter((period) => windowOf(regime, period).from <= day && day < windowOf(regime, period).to)
        expect(holding).toEqual([periodOf(regime, day)])
      }),
    )
  })
})

describe('due instants', () => {
  test('12/5/2024 is a Sunday: due Monday the 13th at 17:00', () => {
    expect(dueOf(monthlyRegime, '2024-05', 'unit', nationalCalendar)).toEqual({
      nominal: '2024-05-12',
      day: '2024-05-13',
      at: '2024-05-13T10:00:00.000Z',
      movedBecause: 'sunday',
    })
  })

  test('a weekday stays, and nothing says that it moved', () => {
    expect(dueOf(monthlyRegime, '2024-06', 'unit', nationalCalendar)).toEqual({
      nominal: '2024-06-12',
      day: '2024-06-12',
      at: '2024-06-12T10:00:00.000Z',
    })
  })

  test('a Saturday and a holiday are named as the reason', () => {
    expect(dueOf(monthlyRegime, '2024-10', 'unit', nationalCalendar)).toMatchObject({ day: '2024-10-14', movedBecause: 'saturday' })
    expect(dueOf(monthlyRegime, '2024-02', 'unit', nationalCalendar)).toMatchObject({ day: '2024-02-15', movedBecause: 'Tết Nguyên đán' })
  })

  test('the consolidated report has its own day', () => {
    expect(dueOf(monthlyRegime, '2024-05', 'city', nationalCalendar)).toMatchObject({
      nominal: '2024-05-25',
      day: '2024-05-27',
      movedBecause: 'saturday',
    })
  })

  test('a regime may stay on the day off or move before it', () => {
    expect(dueOf({ ...monthlyRegime, dayOff: 'stay' }, '2024-05', 'unit', nationalCalendar)).toEqual({
      nominal: '2024-05-12',
      day: '2024-05-12',
      at: '2024-05-12T10:00:00.000Z',
    })
    expect(dueOf({ ...monthlyRegime, dayOff: 'previous' }, '2024-05', 'unit', nationalCalendar)).toMatchObject({ day: '2024-05-10' })
  })

  test('a Saturday worked in exchange is a due day like any other', () => {
    expect(dueOf({ ...monthlyRegime, unitDueDay: 22 }, '2026-08', 'unit', nationalCalendar)).toEqual({
      nominal: '2026-08-22',
      day: '2026-08-22',
      at: '2026-08-22T10:00:00.000Z',
    })
  })

  test('with "next" nothing is ever due on a day off, nor earlier than printed', () => {
    fc.assert(
      fc.property(anyRegime, anyPeriod, fc.constantFrom('unit' as const, 'city' as const), (regime, period, level) => {
        const due = dueOf({ ...regime, dayOff: 'next' }, period, level, nationalCalendar)
        expect(isWorkingDay(due.day, nationalCalendar)).toBe(true)
        expect(due.day >= due.nominal).toBe(true)
        expect(due.movedBecause === undefined).toBe(due.day === due.nominal)
        expect([dayOf(due.at), timeOf(due.at)]).toEqual([due.day, regime.closingTime])
      }),
    )
  })

  test('a later period is never due earlier', () => {
    fc.assert(
      fc.property(anyRegime, anyPeriod, (regime, period) => {
        const [first, second] = [period, addPeriods(period, 1)].map((one) => dueOf(regime, one, 'unit', nationalCalendar).at)
        expect((first ?? '') < (second ?? '')).toBe(true)
      }),
    )
  })
})

describe('periods', () => {
  test('run from the first to the last and over the turn of the year', () => {
    expect(periodsOf(monthlyRegime, '2024-11', '2025-02')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02'])
    expect(periodsOf(monthlyRegime, '2024-05', '2024-04')).toEqual([])
  })

  test('what is no month is refused', () => {
    expect(['2024-5', '2024-13', '2024', '2024-05-01'].some(isPeriod)).toBe(false)
    expect(() => windowOf(monthlyRegime, '2024-13')).toThrow('"2024-13" is not a month')
  })
})

describe('a regime that may be issued', () => {
  test('has meeting windows, days of every month and a clock time', () => {
    expect(regimeFaults(monthlyRegime)).toEqual([])
    expect(regimeFaults({ ...monthlyRegime, windowToDay: 9 })).toEqual(['windowsDoNotMeet'])
    expect(regimeFaults({ ...monthlyRegime, windowFromDay: 31, windowToDay: 31 })).toEqual([
      'windowDayOutOfRange',
      'unitDueBeforeWindowCloses',
    ])
    expect(regimeFaults({ ...monthlyRegime, consolidatedDueDay: 30 })).toEqual(['dueDayOutOfRange'])
    expect(regimeFaults({ ...monthlyRegime, unitDueDay: 26 })).toEqual(['consolidatedBeforeUnits'])
    expect(regimeFaults({ ...monthlyRegime, closingTime: '5pm', outline: [] })).toEqual(['closingTimeUnreadable', 'outlineEmpty'])
  })

  test('every regime of the property tests may be issued', () => {
    fc.assert(
      fc.property(anyRegime, (regime) => {
        expect(regimeFaults(regime)).toEqual([])
      }),
    )
  })
})

describe('obligations', () => {
  test('each unit owes each period once, with its window and due instant', () => {
    const obligations = obligationsFor(monthlyRegime, [{ id: 'p1' }, { id: 'p2' }], ['2024-05', '2024-06'], nationalCalendar)
    expect(obligations.map(({ unitId, period }) => [unitId, period])).toEqual([
      ['p1', '2024-05'],
      ['p2', '2024-05'],
      ['p1', '2024-06'],
      ['p2', '2024-06'],
    ])
    expect(obligations[0]).toEqual({
      unitId: 'p1',
      period: '2024-05',
      windowFrom: '2024-04-10',
      windowTo: '2024-05-10',
      nominalDue: '2024-05-12',
      dueAt: '2024-05-13T10:00:00.000Z',
      movedBecause: 'sunday',
    })
    expect(obligations[2]).not.toHaveProperty('movedBecause')
    expect(addDays(obligations[2]?.windowTo ?? '', -1)).toBe('2024-06-09')
  })
})
