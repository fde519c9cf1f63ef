/** A calendar day in Vietnam, "2024-05-13". Text order is time order. */
export type Day = string

/** A moment as UTC text with milliseconds, "2024-05-13T10:00:00.000Z". Made here, text order is time order. */
export type Instant = string

/** 0 is Sunday. */
export type DayOfWeek = 0 | 1 | 2 | 3 | 4 | 5 | 6

const millisecondsPerDay = 86_400_000

/** Asia/Ho_Chi_Minh has had no other offset since 13 June 1975 and no summer time, so a constant is the whole rule. */
const vietnamOffset = 7 * 3_600_000

export function isDay(text: string): boolean {
  return /^[1-9]\d{3}-\d\d-\d\d$/u.test(text) && dayFromNumber(numberOf(text)) === text
}

export function addDays(day: Day, count: number): Day {
  return dayFromNumber(checkedNumberOf(day) + count)
}

/** The same day of another month, or that month's last day where it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const { year, month, date } = partsOf(day)
  const months = year * 12 + (month - 1) + count
  const first = dayFrom(Math.floor(months / 12), (months % 12) + 1, 1)
  return dayFrom(Math.floor(months / 12), (months % 12) + 1, Math.min(date, partsOf(lastDayOfMonth(first)).date))
}

export function dayOfWeek(day: Day): DayOfWeek {
  // 1970-01-01 was a Thursday.
  return ((((checkedNumberOf(day) + 4) % 7) + 7) % 7) as DayOfWeek // A remainder by 7 made non-negative is 0…6.
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return checkedNumberOf(to) - checkedNumberOf(from)
}

export function lastDayOfMonth(day: Day): Day {
  const { year, month } = partsOf(day)
  return month === 12 ? dayFrom(year, 12, 31) : addDays(dayFrom(year, month + 1, 1), -1)
}

export function lastDayOfQuarter(day: Day): Day {
  const { year, month } = partsOf(day)
  return lastDayOfMonth(dayFrom(year, Math.ceil(month / 3) * 3, 1))
}

export function lastDayOfYear(day: Day): Day {
  return dayFrom(partsOf(day).year, 12, 31)
}

export function partsOf(day: Day): { readonly year: number; readonly month: number; readonly date: number } {
  checkedNumberOf(day)
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) }
}

export function dayFrom(year: number, month: number, date: number): Day {
  const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
  checkedNumberOf(day)
  return day
}

/** The moment a clock in Vietnam shows `time` ("17:00"; "24:00" is the start of the next day). */
export function instantAt(day: Day, time: string): Instant {
  const match = /^(\d\d):(\d\d)$/u.exec(time)
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN
  if (!match || Number(match[2]) > 59 || minutes > 24 * 60) throw new RangeError(`"${time}" is not a time of day such as "17:00".`)

  return new Date(checkedNumberOf(day) * millisecondsPerDay + minutes * 60_000 - vietnamOffset).toISOString()
}

/** The first instant of a day in Vietnam. */
export function startOfDay(day: Day): Instant {
  return instantAt(day, '00:00')
}

export function dayOf(instant: Instant): Day {
  return localText(instant).slice(0, 10)
}

/** "17:00" on a clock in Vietnam. */
export function timeOf(instant: Instant): string {
  return localText(instant).slice(11, 16)
}

export function compareInstants(a: Instant, b: Instant): -1 | 0 | 1 {
  const difference = millisecondsOf(a) - millisecondsOf(b)
  if (difference === 0) return 0
  return difference < 0 ? -1 : 1
}

/** "12/5/2024", "09/5/2024": days below ten and the months 1 and 2 carry a zero (Decree 30/2020, Annex I, II.4). */
export function formatDay(day: Day): string {
  const { year, month, date } = partsOf(day)
  return `${paddedDate(date)}/${paddedMonth(month)}/${year}`
}

/** "ngày 12 tháng 5 năm 2024", padded as in `formatDay`. */
export function formatDayInWords(day: Day): string {
  const { year, month, date } = partsOf(day)
  return `ngày ${paddedDate(date)} tháng ${paddedMonth(month)} năm ${year}`
}

/** "01", "02", "3": a month as Decree 30/2020 writes it. */
export function paddedMonth(month: number): string {
  return month < 3 ? `0${month}` : String(month)
}

function paddedDate(date: number): string {
  return date < 10 ? `0${date}` : String(date)
}

function localText(instant: Instant): string {
  return new Date(millisecondsOf(instant) + vietnamOffset).toISOString()
}

function millisecondsOf(instant: Instant): number {
  const milliseconds = Date.parse(instant)
  if (Number.isNaN(milliseconds)) throw new RangeError(`"${instant}" is not an instant such as "2024-05-13T10:00:00.000Z".`)
  return milliseconds
}

function checkedNumberOf(day: Day): number {
  if (!isDay(day)) throw new RangeError(`"${day}" is not a day such as "2024-05-13".`)
  return numberOf(day)
}

function numberOf(text: string): number {
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / millisecondsPerDay
}

function dayFromNumber(number: number): Day {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10)
}
