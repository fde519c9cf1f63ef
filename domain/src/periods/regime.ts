import { isWorkingDay, listedDay, nextWorkingDay, previousWorkingDay } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import { addDays, addMonths, dayFrom, dayOfWeek, formatDay, instantAt, isDay, paddedMonth, partsOf } from './day.ts'
import type { Day, Instant } from './day.ts'

/** A month of reporting, "2024-05". Text order is time order. */
export type Period = string

/** The outline of a report: results, shortcomings and causes, remedies for the coming months. */
export type NarrativeHeading = 'results' | 'shortcomings' | 'remedies'

/** Who reports when: a plan's words (`quote`) and our reading of them, which is a setting and shown beside the words. */
export type Regime = {
  readonly id: string
  readonly name: string
  readonly frequency: 'monthly'
  /** The window of month M runs from this day of month M-1 … */
  readonly windowFromDay: number
  /** … to just before this day of month M: half open, so that an act of the 10th counts once, in the next month. */
  readonly windowToDay: number
  readonly unitDueDay: number
  readonly consolidatedDueDay: number
  /** Clock time in Vietnam on the due day. */
  readonly closingTime: string
  readonly dayOff: 'next' | 'stay' | 'previous'
  readonly quote: string
  readonly outline: readonly NarrativeHeading[]
}

/** Half open: `from` is in, `to` is not. */
export type Window = { readonly from: Day; readonly to: Day }

export type DueLevel = 'unit' | 'city'

export type Due = {
  /** The day as the regime prints it. */
  readonly nominal: Day
  /** The day after a day off has moved it. */
  readonly day: Day
  readonly at: Instant
  /** Why it moved: the weekday or the holiday's name. */
  readonly movedBecause?: string
}

export type RegimeFault =
  | 'windowDayOutOfRange'
  | 'windowsDoNotMeet'
  | 'dueDayOutOfRange'
  | 'unitDueBeforeWindowCloses'
  | 'consolidatedBeforeUnits'
  | 'closingTimeUnreadable'
  | 'outlineEmpty'

/** What keeps a regime from being issued; days above 28 do not exist in every month. */
export function regimeFaults(regime: Regime): readonly RegimeFault[] {
  const inEveryMonth = (day: number): boolean => Number.isInteger(day) && day >= 1 && day <= 28
  const faults: RegimeFault[] = []
  if (!inEveryMonth(regime.windowFromDay) || !inEveryMonth(regime.windowToDay)) faults.push('windowDayOutOfRange')
  if (regime.windowFromDay !== regime.windowToDay) faults.push('windowsDoNotMeet')
  if (!inEveryMonth(regime.unitDueDay) || !inEveryMonth(regime.consolidatedDueDay)) faults.push('dueDayOutOfRange')
  if (regime.unitDueDay < regime.windowToDay) faults.push('unitDueBeforeWindowCloses')
  if (regime.consolidatedDueDay < regime.unitDueDay) faults.push('consolidatedBeforeUnits')
  if (!/^([01]\d|2[0-3]):[0-5]\d$/u.test(regime.closingTime)) faults.push('closingTimeUnreadable')
  if (regime.outline.length === 0) faults.push('outlineEmpty')
  return faults
}

/** Month 5 of a regime "10 to 10" is [10/4, 10/5). */
export function windowOf(regime: Regime, period: Period): Window {
  const month = firstDayOf(period)
  return { from: onDate(addMonths(month, -1), regime.windowFromDay), to: onDate(month, regime.windowToDay) }
}

/** The period whose window holds the day, for a regime whose windows meet. */
export function periodOf(regime: Regime, day: Day): Period {
  const { date } = partsOf(day)
  return periodFromDay(date < regime.windowToDay ? day : addMonths(onDate(day, 1), 1))
}

/** When a unit's or the city's report is due: on a day off it moves as the regime says, and says why. */
export function dueOf(regime: Regime, period: Period, level: DueLevel, calendar: Calendar): Due {
  const nominal = onDate(firstDayOf(period), level === 'unit' ? regime.unitDueDay : regime.consolidatedDueDay)
  if (regime.dayOff === 'stay' || isWorkingDay(nominal, calendar))
    return { nominal, day: nominal, at: instantAt(nominal, regime.closingTime) }

  const day = regime.dayOff === 'next' ? nextWorkingDay(nominal, calendar) : previousWorkingDay(nominal, calendar)
  return { nominal, day, at: instantAt(day, regime.closingTime), movedBecause: whyOff(nominal, calendar) }
}

/** Every period from the first to the last, both included; none when the first is after the last. */
export function periodsOf(_regime: Regime, from: Period, to: Period): readonly Period[] {
  const periods: Period[] = []
  const last = firstDayOf(to)
  for (let month = firstDayOf(from); month <= last; month = addMonths(month, 1)) periods.push(periodFromDay(month))
  return periods
}

export function isPeriod(text: string): boolean {
  return /^\d{4}-\d\d$/u.test(text) && isDay(`${text}-01`)
}

export function periodFromDay(day: Day): Period {
  return day.slice(0, 7)
}

export function addPeriods(period: Period, count: number): Period {
  return periodFromDay(addMonths(firstDayOf(period), count))
}

/** "số liệu từ 10/4/2024 đến hết 09/5/2024": the half-open window in words that leave no day in doubt. */
export function formatWindow(window: Window): string {
  return `số liệu từ ${formatDay(window.from)} đến hết ${formatDay(addDays(window.to, -1))}`
}

/** "tháng 5 năm 2024", "tháng 01 năm 2025". */
export function formatPeriod(period: Period): string {
  const { year, month } = partsOf(firstDayOf(period))
  return `tháng ${paddedMonth(month)} năm ${year}`
}

function firstDayOf(period: Period): Day {
  if (!isPeriod(period)) throw new RangeError(`"${period}" is not a month such as "2024-05".`)
  return `${period}-01`
}

function onDate(day: Day, date: number): Day {
  const { year, month } = partsOf(day)
  return dayFrom(year, month, date)
}

function whyOff(day: Day, calendar: Calendar): string {
  return listedDay(day, calendar)?.name ?? (dayOfWeek(day) === 0 ? 'sunday' : 'saturday')
}
