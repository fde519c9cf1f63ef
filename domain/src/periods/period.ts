import { addDays, dayFrom, dayOfWeek, daysBetween, formatDay, isDay, lastDayOfMonth, paddedMonth, partsOf } from './day.ts'
import type { Day } from './day.ts'

export const repeatingFrequencies = ['weekly', 'monthly', 'quarterly', 'halfYear', 'nineMonth', 'yearly'] as const
/** `nineMonth` comes once a year, of its first nine months. */
export type RepeatingFrequency = (typeof repeatingFrequencies)[number]

export const frequencies = [...repeatingFrequencies, 'once', 'adHoc'] as const
/** Beside what comes again by itself: `once`, on days that are known from the start, and `adHoc`, whenever it is asked for. */
export type Frequency = (typeof frequencies)[number]

/**
 * What a report is called by: "2024-05", "2024-W19", "2024-Q2", "2024-H1", "2024-N9", "2024"; one that is asked for once or ad hoc by the day on
 * which units owe it, "2024-05-31". Among the periods of one regime text order is time order.
 */
export type Period = string

export const periodPattern = /^[1-9]\d{3}(?:-(?:(?:0[1-9]|1[0-2])(?:-\d\d)?|W(?:0[1-9]|[1-4]\d|5[0-3])|Q[1-4]|H[12]|N9))?$/u

export function isPeriod(text: string): boolean {
  if (!periodPattern.test(text)) return false
  if (text.length === 10) return isDay(text)
  return text.charAt(5) !== 'W' || weekOf(mondayOf(text)) === text
}

/** How often periods of this form come; a day does not tell `once` from `adHoc`. */
export function frequencyOf(period: Period): RepeatingFrequency | 'once' {
  if (!isPeriod(period)) throw new RangeError(`"${period}" is not a period such as "2024-05", "2024-W19", "2024-Q2" or "2024-05-31".`)
  if (period.length === 4) return 'yearly'
  if (period.length === 10) return 'once'
  return byLetter.get(period.charAt(5)) ?? 'monthly'
}

const byLetter: ReadonlyMap<string, RepeatingFrequency> = new Map([
  ['W', 'weekly'],
  ['Q', 'quarterly'],
  ['H', 'halfYear'],
  ['N', 'nineMonth'],
])

/** The period that the calendar puts a day into; of October to December the nine months before them. */
export function periodOfDay(frequency: Frequency, day: Day): Period {
  const { year, month } = partsOf(day)
  switch (frequency) {
    case 'weekly':
      return weekOf(day)
    case 'monthly':
      return day.slice(0, 7)
    case 'quarterly':
      return `${year}-Q${Math.ceil(month / 3)}`
    case 'halfYear':
      return `${year}-H${Math.ceil(month / 6)}`
    case 'nineMonth':
      return `${year}-N9`
    case 'yearly':
      return String(year)
    case 'once':
    case 'adHoc':
      return day
  }
}

/** The periods after one, or before it; none is before or after what is asked for once. */
export function addPeriods(period: Period, count: number): Period {
  const frequency = frequencyOf(period)
  if (frequency === 'once') throw new RangeError(`No period comes before or after ${period}, which was asked for once.`)
  return frequency === 'weekly'
    ? weekOf(dayInPeriod(period, count, 1))
    : periodOfDay(frequency, dayInPeriod(period, (frequency === 'nineMonth' ? 12 : monthsOf[frequency]) * count, 1))
}

/** How many months a window is long; of a week, which is counted in weeks, how many of those. */
export const lengthOf = (frequency: RepeatingFrequency): number => (frequency === 'weekly' ? 1 : monthsOf[frequency])

const monthsOf = { monthly: 1, quarterly: 3, halfYear: 6, nineMonth: 9, yearly: 12 } as const

/** 28 December is in the last week of its year, the 52nd or the 53rd. */
export const lastPeriodOf = (frequency: RepeatingFrequency, year: number): Period => periodOfDay(frequency, dayFrom(year, 12, 28))

/** Whether two periods are of one form, so that one can be before the other in a row. */
export const areAlike = (a: Period, b: Period): boolean => a.length === b.length && letterOf(a) === letterOf(b)

const letterOf = (period: Period): string => /[WQHN]/u.exec(period.charAt(5))?.[0] ?? ''

/** Whether a period ends no later than another; of two forms by the calendar: month 6, the second quarter and the first half-year end together. */
export const endsBy = (a: Period, b: Period): boolean => (areAlike(a, b) ? a <= b : lastDayOf(a) <= lastDayOf(b))

/** The last day of a period by the calendar, whatever window its reports have. */
export function lastDayOf(period: Period): Day {
  const frequency = frequencyOf(period)
  return frequency === 'once' ? period : dayInPeriod(period, 0, frequency === 'weekly' ? 7 : 31)
}

/** From one period to a later one of the same form, `atMost` of them; what is asked for once stands alone. */
export function isSpan(from: Period, to: Period, atMost: number): boolean {
  if (!areAlike(from, to)) return false
  return from === to || (from < to && from.length < 10 && to < addPeriods(from, atMost))
}

export const yearOf = (period: Period): number => Number(period.slice(0, 4))

/**
 * A day counted from a period: day `date` of the month `shift` months after the period's last one, or the last day of that month where it is
 * shorter. Of a week: its weekday `date`, 1 Monday to 7 Sunday, `shift` weeks later.
 */
export function dayInPeriod(period: Period, shift: number, date: number): Day {
  if (frequencyOf(period) === 'weekly') return addDays(mondayOf(period), 7 * shift + date - 1)
  const months = yearOf(period) * 12 + lastMonthOf(period) - 1 + shift
  const first = dayFrom(Math.floor(months / 12), (months % 12) + 1, 1)
  return addDays(first, Math.min(date, partsOf(lastDayOfMonth(first)).date) - 1)
}

function lastMonthOf(period: Period): number {
  const last = Number(period.slice(-1))
  switch (frequencyOf(period)) {
    case 'monthly':
      return Number(period.slice(5))
    case 'quarterly':
      return last * 3
    case 'halfYear':
      return last * 6
    case 'nineMonth':
      return 9
    case 'yearly':
      return 12
    case 'weekly':
    case 'once':
      throw new RangeError(`${period} has no months to count from.`)
  }
}

/** Weeks by ISO 8601: from Monday to Sunday, of the year that their Thursday is in. */
function weekOf(day: Day): Period {
  const thursday = addDays(mondayBefore(day), 3)
  const { year } = partsOf(thursday)
  const number = 1 + Math.floor(daysBetween(dayFrom(year, 1, 1), thursday) / 7)
  return `${year}-W${String(number).padStart(2, '0')}`
}

/** 4 January is in the first week of its year. */
function mondayOf(week: Period): Day {
  return addDays(mondayBefore(dayFrom(yearOf(week), 1, 4)), 7 * (Number(week.slice(6)) - 1))
}

function mondayBefore(day: Day): Day {
  return addDays(day, -((dayOfWeek(day) + 6) % 7))
}

/** "tháng 5 năm 2024", "tháng 01 năm 2025", "quý II năm 2024", "tuần 19 năm 2024", "6 tháng đầu năm 2024", "đợt ngày 31/5/2024". */
export function formatPeriod(period: Period): string {
  const [year, number] = [period.slice(0, 4), Number(period.slice(6))]
  switch (frequencyOf(period)) {
    case 'weekly':
      return `tuần ${number} năm ${year}`
    case 'monthly':
      return `tháng ${paddedMonth(Number(period.slice(5)))} năm ${year}`
    case 'quarterly':
      return `quý ${romanQuarter(number)} năm ${year}`
    case 'halfYear':
      return `6 tháng ${number === 1 ? 'đầu' : 'cuối'} năm ${year}`
    case 'nineMonth':
      return `9 tháng đầu năm ${year}`
    case 'yearly':
      return `năm ${year}`
    case 'once':
      return `đợt ngày ${formatDay(period)}`
  }
}

export const romanQuarter = (quarter: number): string => ['I', 'II', 'III', 'IV'][quarter - 1] ?? ''
