import type { WireTarget } from '@haidang/api/common'
import { addDays, dayOf, dayOfWeek, daysBetween, formatDay, paddedMonth, timeOf } from '@haidang/domain/periods/day'
import { frequencyOf, romanQuarter } from '@haidang/domain/periods/period'
import { formatTarget as formatDomainTarget } from '@haidang/domain/indicators/indicator'
import type { Target } from '@haidang/domain/indicators/indicator'
import type { PrintedDeadline } from '@haidang/domain/periods/printed-deadline'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { appWords } from '../words/app.ts'
import type { Translated } from '../words/catalogue.ts'
import type { appVi } from '../words/app.vi.ts'
import { currentLanguage } from '../words/language.ts'

type TimeWords = Translated<typeof appVi>['time']

function time(): TimeWords {
  return appWords[currentLanguage()].time
}

/** "17:00 ngày 13/5/2024". */
export function formatInstant(instant: string): string {
  return time().on(timeOf(instant), formatDay(dayOf(instant)))
}

/** A deadline is kept as the first instant that is too late: midnight of the 1st is read by people as the end of the 31st. */
export function formatDeadline(instant: string): string {
  return timeOf(instant) === '00:00' ? time().endOf(formatDay(lastDayOf(instant))) : formatInstant(instant)
}

/** The last day on which a deadline can be met. */
export function lastDayOf(deadline: string): string {
  return timeOf(deadline) === '00:00' ? addDays(dayOf(deadline), -1) : dayOf(deadline)
}

/** "13/5 17:00", where the year is plain from the page. */
export function shortInstant(instant: string): string {
  return `${shortDay(dayOf(instant))} ${timeOf(instant)}`
}

/** "13/5". */
export function shortDay(day: string): string {
  return formatDay(day).split('/').slice(0, 2).join('/')
}

/** "tháng 5/2024", "quý II/2024", "tuần 19/2024", "6 tháng đầu năm 2024", "đợt ngày 31/5/2024". */
export function formatPeriod(period: string): string {
  const { periods } = time()
  const [year, number] = [period.slice(0, 4), Number(period.slice(6))]
  switch (frequencyOf(period)) {
    case 'weekly':
      return periods.week(String(number), year)
    case 'monthly':
      return periods.month(paddedMonth(Number(period.slice(5))), year)
    case 'quarterly':
      return periods.quarter(romanQuarter(number), year)
    case 'halfYear':
      return number === 1 ? periods.firstHalf(year) : periods.secondHalf(year)
    case 'nineMonth':
      return periods.nineMonths(year)
    case 'yearly':
      return periods.year(year)
    case 'once':
      return periods.day(formatDay(period))
  }
}

/** "5/2024", "31/5/2024", for heads of columns and axes. */
export function shortPeriod(period: string): string {
  const frequency = frequencyOf(period)
  if (frequency === 'monthly') return formatDay(`${period}-01`).split('/').slice(1).join('/')
  if (frequency === 'yearly') return period
  return frequency === 'once' ? formatDay(period) : formatPeriod(period)
}

export function weekdayOf(day: string): string {
  return time().weekdays[`d${dayOfWeek(day)}`]
}

/** "hôm nay", "ngày mai", "Thứ Hai 13/5/2024". */
export function formatDayNear(day: string, now: string): string {
  const distance = daysBetween(dayOf(now), day)
  const named = distance === 0 ? time().today : distance === 1 ? time().tomorrow : distance === -1 ? time().yesterday : weekdayOf(day)
  return `${named} ${formatDay(day)}`
}

/** "2 ngày", "5 giờ", "12 phút": whole, rounded down. */
export function formatSpan(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  if (minutes >= 48 * 60) return time().days(Math.floor(minutes / (24 * 60)))
  if (minutes >= 60) return time().hours(Math.floor(minutes / 60))
  return time().minutes(minutes)
}

/** "còn 2 ngày" or "quá hạn 5 giờ"; beside the instant, never instead of it. */
export function timeLeft(dueAt: string, now: string): string {
  const left = Date.parse(dueAt) - Date.parse(now)
  return left >= 0 ? time().left(formatSpan(left)) : time().over(formatSpan(left))
}

export function timeAgo(at: string, now: string): string {
  const passed = Date.parse(now) - Date.parse(at)
  return passed < 60_000 ? time().now : time().ago(formatSpan(passed))
}

/** Why a due day moved: the domain gives the holiday's name, or the code of a weekday. */
export function whyMoved(movedBecause: string): string {
  if (movedBecause === 'sunday') return time().sunday
  if (movedBecause === 'saturday') return time().saturday
  return movedBecause
}

/** "62,90%", "23.391 hồ sơ"; the unit of a percentage clings to its number. */
export function formatQuantity(value: string, digits: number, unit?: string | null): string {
  const number = formatDecimal(value, digits)
  if (!unit) return number
  return unit === '%' ? `${number}%` : `${number} ${unit}`
}

/** A target of the wire as the domain has it. */
export function targetOf(target: WireTarget): Target {
  const { value2, outOf, deadline, ...rest } = target
  return {
    ...rest,
    ...(value2 === undefined || value2 === null ? {} : { value2 }),
    ...(outOf === undefined ? {} : { outOf: String(outOf) }),
    ...(deadline === undefined ? {} : { deadline: printedDeadlineOf(deadline) }),
  }
}

function printedDeadlineOf({ raw, iso, time: closing, precision }: NonNullable<WireTarget['deadline']>): PrintedDeadline {
  return { raw, iso, ...(closing === undefined ? {} : { time: closing }), ...(precision === undefined ? {} : { precision }) }
}

/** "≥ 55%", "17/17", "Hoàn thành quý II/2024", "có". */
export function formatTarget(target: WireTarget): string {
  const words = appWords[currentLanguage()].target
  const text = formatDomainTarget(targetOf(target))
  return target.op === 'milestone' && target.deadline !== undefined ? `${words.milestone} ${text}`.trim() : text
}

export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${formatDecimal(String(Math.round(bytes / 1024)))} kB`
  return `${formatDecimal((bytes / 1024 / 1024).toFixed(1), 1)} MB`
}
