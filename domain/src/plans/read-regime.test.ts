import { describe, expect, test } from 'vitest'
import { readRegime } from './read-regime.ts'
import type { ReadReporting } from './reading.ts'

const read = (frequency: ReadReporting['frequency'], more: Partial<ReadReporting> = {}): ReadReporting => ({
  rule: 'reporting.sentence',
  text: 'Các phòng, ban; UBND các phường báo cáo kết quả thực hiện.',
  who: null,
  to: null,
  frequency,
  start: 0,
  end: 10,
  ...more,
})
const alone = (one: ReadReporting) => readRegime(one, [one], '2024-04-20')
const day = (shift: number, date: number) => ({ kind: 'day', shift, date })
const dueOf = (frequency: ReadReporting['frequency'], due: NonNullable<ReadReporting['due']>) => alone(read(frequency, { due })).unitDue

describe('the day that a document says', () => {
  test.each<[string, ReadReporting['frequency'], NonNullable<ReadReporting['due']>, object | undefined]>([
    ['"ngày 12 hằng tháng" is the 12th', 'monthly', { raw: 'vào ngày 12 hằng tháng', day: 12 }, day(0, 12)],
    ['"trước ngày 12" is the 11th', 'monthly', { raw: 'trước ngày 12 hằng tháng', day: 12 }, day(0, 11)],
    ['"chậm nhất ngày 12" is the 12th', 'monthly', { raw: 'chậm nhất ngày 12 hằng tháng', day: 12 }, day(0, 12)],
    ['"trước 16 giờ ngày 12" is the 12th', 'monthly', { raw: 'trước 16 giờ ngày 12 hằng tháng', day: 12 }, day(0, 12)],
    ['"trước ngày 01 tháng sau" is the last of the month', 'monthly', { raw: 'trước ngày 01 tháng sau', day: 1 }, day(0, 31)],
    ['"tháng cuối quý" is the quarter’s last', 'quarterly', { raw: 'ngày 15 tháng cuối quý', day: 15 }, day(0, 15)],
    ['"tháng đầu quý sau" is the month after', 'quarterly', { raw: 'ngày 05 tháng đầu quý sau', day: 5 }, day(1, 5)],
    [
      'four days of the year that agree',
      'quarterly',
      { raw: 'ngày 20/3, 20/6, 20/9, 20/12', dates: ['--03-20', '--06-20', '--09-20', '--12-20'] },
      day(0, 20),
    ],
    ['four days after the quarters', 'quarterly', { raw: 'ngày 05/4, …', dates: ['--04-05', '--07-05', '--10-05', '--01-05'] }, day(1, 5)],
    ['days that do not agree are no rule', 'quarterly', { raw: 'ngày 20/3, 15/6', dates: ['--03-20', '--06-15'] }, undefined],
    [
      '"trước ngày 20/6 và 20/12" is the 19th',
      'semiannual',
      { raw: 'trước ngày 20/6 và ngày 20/12', dates: ['--06-20', '--12-20'] },
      day(0, 19),
    ],
    ['a year’s in December', 'annual', { raw: 'ngày 15/12', dates: ['--12-15'] }, day(0, 15)],
    ['a year’s in November', 'annual', { raw: 'ngày 30/11', dates: ['--11-30'] }, day(-1, 30)],
    ['a year’s in January after it', 'annual', { raw: 'ngày 15/01', dates: ['--01-15'] }, day(1, 15)],
    ['"thứ sáu hằng tuần" is Friday', 'weekly', { raw: 'vào thứ sáu hằng tuần' }, day(0, 5)],
    ['"thứ 5" is Thursday', 'weekly', { raw: 'chiều thứ 5 hằng tuần' }, day(0, 4)],
    ['"trước thứ hai" is Sunday before', 'weekly', { raw: 'trước thứ hai hằng tuần' }, day(-1, 7)],
  ])('%s', (_, frequency, due, expected) => {
    expect(dueOf(frequency, due)).toEqual(expected)
  })

  test('an hour that is said is the closing hour; else it is ours', () => {
    expect(alone(read('monthly', { due: { raw: 'trước 17g30 ngày 12', day: 12 } })).closingTime).toBe('17:30')
    expect(alone(read('monthly', { due: { raw: 'trước 9 giờ ngày 12', day: 12 } })).closingTime).toBe('09:00')
    expect(alone(read('monthly', { due: { raw: 'ngày 12', day: 12 } })).closingTime).toBe('17:00')
  })
})

describe('the window that a document says', () => {
  const windowOf = (frequency: ReadReporting['frequency'], fromDay: number, toDay: number) => {
    const { windowFrom, windowTo } = alone(read(frequency, { cutoff: { raw: '', fromDay, toDay } }))
    return [windowFrom, windowTo]
  }

  test('"từ 10 đến 10" is half open, and "từ 15 đến 14" ends before the 15th', () => {
    expect(windowOf('monthly', 10, 10)).toEqual([
      { shift: -1, date: 10 },
      { shift: 0, date: 10 },
    ])
    expect(windowOf('monthly', 15, 14)).toEqual([
      { shift: -1, date: 15 },
      { shift: 0, date: 15 },
    ])
  })

  test('is as long as the report’s period', () => {
    expect(windowOf('quarterly', 15, 14)).toEqual([
      { shift: -3, date: 15 },
      { shift: 0, date: 15 },
    ])
    expect(windowOf('annual', 15, 14)).toEqual([
      { shift: -12, date: 15 },
      { shift: 0, date: 15 },
    ])
  })

  test('"từ 01 đến 31" is the whole period', () => {
    expect(windowOf('quarterly', 1, 31)).toEqual([
      { shift: -2, date: 1 },
      { shift: 1, date: 1 },
    ])
  })

  test('one that leaves a gap stays as it is printed, for the officer to see', () => {
    expect(windowOf('monthly', 10, 5)).toEqual([
      { shift: -1, date: 10 },
      { shift: 0, date: 5 },
    ])
  })
})

describe('which of the reports of a document make a regime', () => {
  const monthly = read('monthly', { due: { raw: 'ngày 12', day: 12 } })
  const gathered = read('monthly', { due: { raw: 'ngày 25', day: 25 } })
  const quarterly = read('quarterly', { due: { raw: 'ngày 15 tháng cuối quý', day: 15 } })
  const silent = read('quarterly')

  test('the units’ of each frequency; what gathers them gives the city’s day', () => {
    const all = [gathered, monthly, quarterly]
    const drafts = all.map((one) => readRegime(one, all, '2024-04-20'))
    expect(drafts.map(({ frequency, makesRegime }) => [frequency, makesRegime])).toEqual([
      ['monthly', false],
      ['monthly', true],
      ['quarterly', true],
    ])
    expect(drafts[1]).toMatchObject({ unitDue: day(0, 12), cityDue: day(0, 25) })
    expect(drafts[2]).not.toHaveProperty('cityDue')
    expect(drafts[0]).not.toHaveProperty('unitDue')
  })

  test('one without a day only where no other has one, so that nothing is forgotten', () => {
    expect(readRegime(silent, [silent, monthly], '2024-04-20').makesRegime).toBe(false)
    expect(readRegime(silent, [silent, read('annual')], '2024-04-20').makesRegime).toBe(true)
  })

  test('once and as the need arises are a person’s to say', () => {
    const once = read('once', { due: { raw: 'trước ngày 15/8/2024', dates: ['2024-08-15'] } })
    expect(alone(once)).toMatchObject({ frequency: 'once', makesRegime: false, rounds: [{ unitDue: '2024-08-14' }] })
    expect(alone(read('as-required'))).toMatchObject({ frequency: 'adHoc', makesRegime: false, rounds: [] })
  })

  test('a day without a year is the first after the document, and one that is no day is none', () => {
    const roundsOf = (...dates: readonly string[]) => alone(read('once', { due: { raw: 'ngày', dates } })).rounds
    expect(roundsOf('--08-15', '--02-15')).toEqual([{ unitDue: '2024-08-15' }, { unitDue: '2025-02-15' }])
    expect(roundsOf('--02-29', '--02-30')).toEqual([])
  })
})
