import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorkingDay, nationalCalendar } from './calendar.ts'
import { addDays, dayOf, timeOf } from './day.ts'
import { anyDay } from './days.test-data.ts'
import { obligationsFor } from './obligation.ts'
import { addPeriods, formatPeriod, periodOfDay } from './period.ts'
import type { Period } from './period.ts'
import { dueOf, formatWindow, periodOf, periodsFrom, periodsOf, regimeFaults, windowOf } from './regime.ts'
import type { DueRule, Regime } from './regime.ts'
import { anyGaplessRegime, anyRegime, anyRoundsRegime, monthlyRegime, regimeOf, roundsRegime } from './regimes.test-data.ts'

const words = (regime: Regime, period: Period): string => {
  const window = windowOf(regime, period)
  return window === undefined ? '' : formatWindow(window)
}
const workingDays = (count: number): DueRule => ({ kind: 'workingDays', count })

describe('reporting windows', () => {
  test('month 5 of "10 to 10" is 10 April to before 10 May', () => {
    expect(windowOf(monthlyRegime, '2024-05')).toEqual({ from: '2024-04-10', to: '2024-05-10' })
    expect(words(monthlyRegime, '2024-05')).toBe('số liệu từ 10/4/2024 đến hết 09/5/2024')
    expect(formatPeriod('2024-05')).toBe('tháng 5 năm 2024')
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

  test('the leap day is in one window, whether the window closes before or after it', () => {
    const endsOn28 = regimeOf('monthly', { date: 28, unit: 28, city: 31 })
    expect(words(endsOn28, '2024-03')).toBe('số liệu từ 28/02/2024 đến hết 27/3/2024')
    expect([periodOf(endsOn28, '2024-02-29'), periodOf(monthlyRegime, '2024-02-29')]).toEqual(['2024-03', '2024-03'])
    const wholeMonth = regimeOf('monthly', { date: 1, shift: 1, unit: 5, city: 10 })
    expect(words(wholeMonth, '2024-02')).toBe('số liệu từ 01/02/2024 đến hết 29/02/2024')
    expect(words(wholeMonth, '2023-02')).toBe('số liệu từ 01/02/2023 đến hết 28/02/2023')
  })

  test('a quarter begins in the year before, and the day of the turn is in it once', () => {
    const quarterly = regimeOf('quarterly', { date: 15, unit: 20, city: 25 })
    expect(words(quarterly, '2025-Q1')).toBe('số liệu từ 15/12/2024 đến hết 14/3/2025')
    expect(['2024-12-14', '2024-12-15', '2025-01-01'].map((day) => periodOf(quarterly, day))).toEqual(['2024-Q4', '2025-Q1', '2025-Q1'])
  })

  test('nine months leave the last three of the year to none', () => {
    const nineMonth = regimeOf('nineMonth', { date: 15, unit: 20, city: 25 })
    expect(words(nineMonth, '2024-N9')).toBe('số liệu từ 15/12/2023 đến hết 14/9/2024')
    expect(['2023-12-14', '2023-12-15', '2024-09-14', '2024-09-15'].map((day) => periodOf(nineMonth, day))).toEqual([
      undefined,
      '2024-N9',
      '2024-N9',
      undefined,
    ])
  })

  test('weeks run from Friday to Thursday where a plan says so, also over 53/1', () => {
    const weekly = regimeOf('weekly', { date: 5, unit: 5, city: 6 })
    expect(words(weekly, '2020-W53')).toBe('số liệu từ 25/12/2020 đến hết 31/12/2020')
    expect(words(weekly, '2021-W01')).toBe('số liệu từ 01/01/2021 đến hết 07/01/2021')
    expect(['2020-12-31', '2021-01-01'].map((day) => periodOf(weekly, day))).toEqual(['2020-W53', '2021-W01'])
  })

  test('consecutive windows meet: none overlaps, none leaves a gap', () => {
    fc.assert(
      fc.property(anyGaplessRegime, anyDay, (regime, day) => {
        const period = periodOfDay(regime.frequency, day)
        const [window, next] = [period, addPeriods(period, 1)].map((one) => windowOf(regime, one))
        expect((window?.from ?? '') < (window?.to ?? '')).toBe(true)
        expect(next?.from).toBe(window?.to)
      }),
    )
  })

  test("every day falls in exactly one period's window, of nine months in at most one", () => {
    fc.assert(
      fc.property(anyRegime, anyDay, (regime, day) => {
        const around = [-2, -1, 0, 1, 2].map((count) => addPeriods(periodOfDay(regime.frequency, day), count))
        const holding = around.filter((period) => {
          const { from = '', to = '' } = windowOf(regime, period) ?? {}
          return from <= day && day < to
        })
        const found = periodOf(regime, day)
        expect(holding).toEqual(found === undefined ? [] : [found])
        if (regime.frequency !== 'nineMonth') expect(found).toBeDefined()
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

  test('a Saturday worked in exchange is a due day like any other, and the Monday given for it is none', () => {
    const on = (date: number) => dueOf(regimeOf('monthly', { date: 10, unit: date, city: 31 }), '2026-08', 'unit', nationalCalendar)
    expect(on(22)).toEqual({ nominal: '2026-08-22', day: '2026-08-22', at: '2026-08-22T10:00:00.000Z' })
    // Monday 31 August is off for it, and 1 and 2 September are National Day.
    expect(on(31)).toMatchObject({ nominal: '2026-08-31', day: '2026-09-03', movedBecause: 'Nghỉ hoán đổi' })
  })

  test('the 31st is the last day of any month, in February of leap years the 29th', () => {
    const lastDay = regimeOf('monthly', { date: 10, unit: 31, city: 31 })
    expect(['2023-02', '2024-02', '2024-04'].map((period) => dueOf(lastDay, period, 'unit', nationalCalendar).nominal)).toEqual([
      '2023-02-28',
      '2024-02-29',
      '2024-04-30',
    ])
  })

  test('working days are counted from the day after the window’s last, over Tết and a swapped Saturday', () => {
    const quarterly = regimeOf('quarterly', { date: 15, unit: workingDays(2), city: workingDays(5) })
    // The 14th is a Thursday: Friday is the first, Monday the second.
    expect(dueOf(quarterly, '2024-Q1', 'unit', nationalCalendar)).toEqual({
      nominal: '2024-03-18',
      day: '2024-03-18',
      at: '2024-03-18T10:00:00.000Z',
    })
    const beforeTet = regimeOf('monthly', { date: 7, unit: workingDays(2), city: workingDays(3) })
    // 6 February is a Tuesday; the 7th counts, and from the 8th to the 14th it is Tết.
    expect(dueOf(beforeTet, '2024-02', 'unit', nationalCalendar).day).toBe('2024-02-15')
    // 26 April 2025 is a worked Saturday; 30 April to 4 May are off.
    const beforeSwap = regimeOf('monthly', { date: 25, unit: workingDays(2), city: workingDays(4) })
    expect(dueOf(beforeSwap, '2025-04', 'unit', nationalCalendar).day).toBe('2025-04-26')
    expect(dueOf(beforeSwap, '2025-04', 'city', nationalCalendar).day).toBe('2025-04-29')
  })

  test('each level has its own rule: units two working days after the window, the city on the 25th of the next month', () => {
    const regime = regimeOf('halfYear', { date: 15, unit: workingDays(2), city: { kind: 'day', shift: 1, date: 25 } })
    expect(dueOf(regime, '2024-H1', 'unit', nationalCalendar).day).toBe('2024-06-18')
    expect(dueOf(regime, '2024-H1', 'city', nationalCalendar).day).toBe('2024-07-25')
    expect(dueOf(regime, '2024-H2', 'city', nationalCalendar)).toMatchObject({ nominal: '2025-01-25', day: '2025-02-03' })
  })

  test('the Friday of week 53/2020 is in 2021, that of week 1/2025 in its year', () => {
    const weekly = regimeOf('weekly', { date: 5, unit: 5, city: 6 })
    expect(dueOf(weekly, '2025-W01', 'unit', nationalCalendar)).toMatchObject({ nominal: '2025-01-03', at: '2025-01-03T10:00:00.000Z' })
    expect(dueOf(weekly, '2020-W53', 'unit', []).nominal).toBe('2021-01-01')
  })

  test('closes at 17:00 of a clock in Vietnam, wherever the machine stands', () => {
    const told = ['UTC', 'America/Los_Angeles'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '--no-warnings', '-e', everyDue], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      }),
    )
    expect(new Set(told).size).toBe(1)
    expect(told[0]).toContain('2024-05 2024-04-10 2024-05-10 2024-05-13T10:00:00.000Z')
    expect(told[0]).toContain('2025-W01')
  })

  test('with "next" nothing is ever due on a day off, nor earlier than printed', () => {
    fc.assert(
      fc.property(anyRegime, anyDay, fc.constantFrom('unit' as const, 'city' as const), (regime, from, level) => {
        const due = dueOf({ ...regime, dayOff: 'next' }, periodOfDay(regime.frequency, from), level, nationalCalendar)
        expect(isWorkingDay(due.day, nationalCalendar)).toBe(true)
        expect(due.day >= due.nominal).toBe(true)
        expect(due.movedBecause === undefined).toBe(due.day === due.nominal)
        expect([dayOf(due.at), timeOf(due.at)]).toEqual([due.day, regime.closingTime])
      }),
    )
  })

  test('a later period is never due earlier, and the city never before its units', () => {
    fc.assert(
      fc.property(anyRegime, anyDay, (regime, day) => {
        const period = periodOfDay(regime.frequency, day)
        const at = (one: Period, level: 'unit' | 'city'): string => dueOf(regime, one, level, nationalCalendar).at
        expect(at(period, 'unit') <= at(addPeriods(period, 1), 'unit')).toBe(true)
        expect(at(period, 'unit') <= at(period, 'city')).toBe(true)
      }),
    )
  })
})

/** Windows and dues of two regimes, as text. */
const everyDue = `
  const at = (path) => import(new URL(path, ${JSON.stringify(import.meta.url)}))
  const { dueOf, windowOf, periodsFrom } = await at('./regime.ts')
  const { nationalCalendar } = await at('./calendar.ts')
  const day = (date) => ({ kind: 'day', shift: 0, date })
  const shared = { closingTime: '17:00', dayOff: 'next' }
  const monthly = { ...shared, frequency: 'monthly', window: { from: { shift: -1, date: 10 }, to: { shift: 0, date: 10 } }, due: { unit: day(12), city: day(25) } }
  const weekly = { ...shared, frequency: 'weekly', window: { from: { shift: -1, date: 5 }, to: { shift: 0, date: 5 } }, due: { unit: day(5), city: { kind: 'workingDays', count: 3 } } }
  for (const regime of [monthly, weekly])
    for (const period of periodsFrom(regime, { day: '2024-01-01', lastYear: 2025 })) {
      const { from, to } = windowOf(regime, period)
      console.log(period, from, to, dueOf(regime, period, 'unit', nationalCalendar).at, dueOf(regime, period, 'city', nationalCalendar).at)
    }`

describe('reports that are asked for by a day', () => {
  const regime = roundsRegime('adHoc', [
    { due: { unit: '2024-08-15', city: '2024-08-20' }, window: { from: '2024-01-01', to: '2024-08-01' }, closingTime: '10:00' },
    { due: { unit: '2024-02-29', city: '2024-03-04' } },
  ])

  test('go by it, and cover the days that were said or none', () => {
    expect(periodsFrom(regime, { day: '2024-01-01', lastYear: 2024 })).toEqual(['2024-02-29', '2024-08-15'])
    expect(periodsOf(regime, '2024-03-01', '2024-12')).toEqual(['2024-08-15'])
    expect(words(regime, '2024-08-15')).toBe('số liệu từ 01/01/2024 đến hết 31/7/2024')
    expect(windowOf(regime, '2024-02-29')).toBeUndefined()
    expect([periodOf(regime, '2024-07-31'), periodOf(regime, '2024-08-01')]).toEqual(['2024-08-15', undefined])
  })

  test('may close at an hour of their own', () => {
    expect(dueOf(regime, '2024-08-15', 'unit', nationalCalendar).at).toBe('2024-08-15T03:00:00.000Z')
    expect(dueOf(regime, '2024-02-29', 'unit', nationalCalendar).at).toBe('2024-02-29T10:00:00.000Z')
    expect(() => dueOf(regime, '2024-02-28', 'unit', nationalCalendar)).toThrow('Nothing was asked for by 2024-02-28')
  })

  test('need a day when they are asked for once, and none yet when they are asked for as the need comes', () => {
    expect([regimeFaults(roundsRegime('once', [])), regimeFaults(roundsRegime('adHoc', []))]).toEqual([['roundsMissing'], []])
  })

  test('are refused where days do not fit together', () => {
    const faults = (round: (typeof regime.rounds)[number]) => regimeFaults(roundsRegime('once', [round]))
    expect(faults({ due: { unit: '2024-08-15', city: '2024-08-14' } })).toEqual(['consolidatedBeforeUnits'])
    expect(faults({ due: { unit: '2024-08-15', city: '2024-08-15' }, window: { from: '2024-08-01', to: '2024-08-17' } })).toEqual([
      'unitDueBeforeWindowCloses',
    ])
    expect(faults({ due: { unit: '2024-08-15', city: '2024-08-15' }, window: { from: '2024-08-01', to: '2024-08-01' } })).toEqual([
      'roundWindowEmpty',
    ])
    expect(faults({ due: { unit: '2024-08-15', city: '2024-08-15' }, closingTime: '25:00' })).toEqual(['closingTimeUnreadable'])
    expect(regimeFaults(roundsRegime('once', [...regime.rounds, ...regime.rounds]))).toEqual(['roundTwice'])
    expect(faults({ due: { unit: '2024-02-30', city: '2024-03-01' } })).toEqual(['dueDayOutOfRange'])
  })

  test('may always be issued as the property tests make them', () => {
    fc.assert(
      fc.property(anyRoundsRegime, (any) => {
        expect(regimeFaults(any)).toEqual([])
        for (const period of periodsOf(any, '', '9999')) expect(dueOf(any, period, 'unit', nationalCalendar).nominal).toBe(period)
      }),
    )
  })
})

describe('periods of a plan', () => {
  test('run from the first to the last and over the turn of the year', () => {
    expect(periodsOf(monthlyRegime, '2024-11', '2025-02')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02'])
    expect(periodsOf(monthlyRegime, '2024-05', '2024-04')).toEqual([])
  })

  test('reach from the day of issue to the end of the year, whatever they are', () => {
    const from = (frequency: Parameters<typeof regimeOf>[0]) =>
      periodsFrom(regimeOf(frequency, { date: 1, shift: 1, unit: 5, city: 7 }), { day: '2024-08-20', lastYear: 2024 })
    expect(from('monthly')).toEqual(['2024-08', '2024-09', '2024-10', '2024-11', '2024-12'])
    expect(from('quarterly')).toEqual(['2024-Q3', '2024-Q4'])
    expect(from('halfYear')).toEqual(['2024-H2'])
    expect(from('nineMonth')).toEqual(['2024-N9'])
    expect(from('yearly')).toEqual(['2024'])
    expect([from('weekly')[0], from('weekly').at(-1), from('weekly').length]).toEqual(['2024-W34', '2024-W52', 19])
    expect(periodsFrom(monthlyRegime, { day: '2024-12-20', lastYear: 2023 })).toEqual([])
    expect(periodsFrom(monthlyRegime, { day: '2024-08-20', lastYear: 2024, first: '2024-06', last: '2024-09' })).toEqual([
      '2024-06',
      '2024-07',
      '2024-08',
      '2024-09',
    ])
  })

  test('a plan of 2026 has 53 weeks', () => {
    expect(periodsFrom(regimeOf('weekly', { date: 1, unit: 5, city: 5 }), { day: '2026-01-01', lastYear: 2026 })).toHaveLength(53)
  })
})

describe('a regime that may be issued', () => {
  const faults = (changes: Partial<Extract<Regime, { readonly window: unknown }>>) => regimeFaults({ ...monthlyRegime, ...changes })

  test('has windows that meet, days that there are and a clock time', () => {
    expect(faults({})).toEqual([])
    expect(faults({ window: { from: { shift: -1, date: 10 }, to: { shift: 0, date: 9 } } })).toEqual(['windowsDoNotMeet'])
    expect(faults({ window: { from: { shift: -2, date: 10 }, to: { shift: 0, date: 10 } } })).toEqual(['windowsDoNotMeet'])
    expect(faults({ window: { from: { shift: -1, date: 31 }, to: { shift: 0, date: 31 } } })).toEqual([
      'windowDayOutOfRange',
      'unitDueBeforeWindowCloses',
    ])
    expect(faults({ closingTime: '5pm', outline: [] })).toEqual(['closingTimeUnreadable', 'outlineEmpty'])
  })

  test('has the units’ day after the window and the city’s after theirs', () => {
    const due = (unit: DueRule | number, city: DueRule | number) => regimeFaults(regimeOf('monthly', { date: 10, unit, city }))
    expect(due(12, 32)).toEqual(['dueDayOutOfRange'])
    expect(due(26, 25)).toEqual(['consolidatedBeforeUnits'])
    expect([due(9, 25), due(8, 25)]).toEqual([[], ['unitDueBeforeWindowCloses']])
    expect(due(workingDays(0), 25)).toEqual(['dueDayOutOfRange'])
    expect(due(workingDays(3), workingDays(2))).toEqual(['consolidatedBeforeUnits'])
    expect(due(workingDays(2), { kind: 'day', shift: -1, date: 25 })).toEqual(['consolidatedBeforeUnits'])
    expect(due(workingDays(2), 25)).toEqual([])
    expect(regimeFaults(regimeOf('weekly', { date: 5, unit: 8, city: 8 }))).toEqual(['dueDayOutOfRange'])
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

  test('a report that covers no days is of the unit that stands on its day', () => {
    const [owed] = obligationsFor(
      roundsRegime('once', [{ due: { unit: '2024-02-29', city: '2024-03-04' } }]),
      [{ id: 'p1' }],
      ['2024-02-29'],
      nationalCalendar,
    )
    expect(owed).toEqual({
      unitId: 'p1',
      period: '2024-02-29',
      windowTo: '2024-03-01',
      nominalDue: '2024-02-29',
      dueAt: '2024-02-29T10:00:00.000Z',
    })
  })
})
