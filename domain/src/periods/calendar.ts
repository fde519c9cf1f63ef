import { addDays, dayOfWeek } from './day.ts'
import type { Day } from './day.ts'

/**
 * A day that differs from its weekday: a holiday, a compensatory or swapped day off, or a Saturday worked in exchange.
 * `seen` was read in an official notice, `unconfirmed` was not: both are defaults until an administrator says `confirmed`.
 */
export type CalendarDay = {
  readonly day: Day
  readonly kind: 'off' | 'work'
  readonly name: string
  readonly source: 'seen' | 'unconfirmed' | 'confirmed'
}

export type Calendar = readonly CalendarDay[]

/** No office is closed longer than this; a calendar that says so is a mistake worth stopping at. */
const longestClosure = 366

/** Monday to Friday unless listed. Of two entries for one day the later wins, so own entries follow the nation's. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  const listed = listedDay(day, calendar)
  if (listed) return listed.kind === 'work'

  const weekday = dayOfWeek(day)
  return weekday !== 0 && weekday !== 6
}

export function listedDay(day: Day, calendar: Calendar): CalendarDay | undefined {
  return calendar.findLast((entry) => entry.day === day)
}

/** The first working day after `day`. */
export function nextWorkingDay(day: Day, calendar: Calendar): Day {
  return nearestWorkingDay(day, 1, calendar)
}

/** The last working day before `day`. */
export function previousWorkingDay(day: Day, calendar: Calendar): Day {
  return nearestWorkingDay(day, -1, calendar)
}

/** A term in working days starts the day after the event (Civil Code 2015, Art. 147). */
export function addWorkingDays(day: Day, count: number, calendar: Calendar): Day {
  let result = day
  for (let step = 0; step < Math.abs(count); step += 1) result = nearestWorkingDay(result, count < 0 ? -1 : 1, calendar)
  return result
}

function nearestWorkingDay(day: Day, step: 1 | -1, calendar: Calendar): Day {
  for (let distance = 1; distance <= longestClosure; distance += 1) {
    const candidate = addDays(day, step * distance)
    if (isWorkingDay(candidate, calendar)) return candidate
  }
  throw new RangeError(`The calendar has no working day within ${longestClosure} days of ${day}; correct its days off.`)
}

/**
 * Days off and swapped working days of state agencies, 2023–2027: Labour Code 2019 Art. 112, Resolution 28/2026/QH16 (24 November
 * from 2026), and the yearly notices on swapped days. Defaults only: an administrator confirms or corrects them, since swapped
 * days follow a yearly notice. Open for 2027: the five days of Tết around its first day, Saturday 6 February, the second day
 * of National Day, and swapped days. None had been announced when this was written.
 */
export const nationalCalendar: Calendar = [
  off('2023-01-01', 'Tết Dương lịch', 'unconfirmed'),
  off('2023-01-02', 'Nghỉ bù Tết Dương lịch', 'unconfirmed'),
  off('2023-01-20', 'Tết Nguyên đán', 'unconfirmed'),
  off('2023-01-21', 'Tết Nguyên đán', 'unconfirmed'),
  off('2023-01-22', 'Tết Nguyên đán', 'unconfirmed'),
  off('2023-01-23', 'Tết Nguyên đán', 'unconfirmed'),
  off('2023-01-24', 'Tết Nguyên đán', 'unconfirmed'),
  off('2023-01-25', 'Nghỉ bù Tết Nguyên đán', 'unconfirmed'),
  off('2023-01-26', 'Nghỉ bù Tết Nguyên đán', 'unconfirmed'),
  off('2023-04-29', 'Giỗ Tổ Hùng Vương', 'unconfirmed'),
  off('2023-04-30', 'Ngày Chiến thắng', 'unconfirmed'),
  off('2023-05-01', 'Ngày Quốc tế Lao động', 'unconfirmed'),
  off('2023-05-02', 'Nghỉ bù Giỗ Tổ Hùng Vương', 'unconfirmed'),
  off('2023-05-03', 'Nghỉ bù lễ 30/4 và 01/5', 'unconfirmed'),
  off('2023-09-01', 'Quốc khánh', 'unconfirmed'),
  off('2023-09-02', 'Quốc khánh', 'unconfirmed'),
  off('2023-09-04', 'Nghỉ bù Quốc khánh', 'unconfirmed'),
  off('2024-01-01', 'Tết Dương lịch', 'unconfirmed'),
  off('2024-02-08', 'Tết Nguyên đán', 'unconfirmed'),
  off('2024-02-09', 'Tết Nguyên đán', 'unconfirmed'),
  off('2024-02-10', 'Tết Nguyên đán', 'unconfirmed'),
  off('2024-02-11', 'Tết Nguyên đán', 'unconfirmed'),
  off('2024-02-12', 'Tết Nguyên đán', 'unconfirmed'),
  off('2024-02-13', 'Nghỉ bù Tết Nguyên đán', 'unconfirmed'),
  off('2024-02-14', 'Nghỉ bù Tết Nguyên đán', 'unconfirmed'),
  off('2024-04-18', 'Giỗ Tổ Hùng Vương', 'unconfirmed'),
  off('2024-04-29', 'Nghỉ hoán đổi', 'unconfirmed'),
  off('2024-04-30', 'Ngày Chiến thắng', 'unconfirmed'),
  off('2024-05-01', 'Ngày Quốc tế Lao động', 'unconfirmed'),
  worked('2024-05-04', 'Làm bù', 'unconfirmed'),
  off('2024-09-02', 'Quốc khánh', 'unconfirmed'),
  off('2024-09-03', 'Quốc khánh', 'unconfirmed'),
  off('2025-01-01', 'Tết Dương lịch', 'seen'),
  off('2025-01-27', 'Tết Nguyên đán', 'unconfirmed'),
  off('2025-01-28', 'Tết Nguyên đán', 'unconfirmed'),
  off('2025-01-29', 'Tết Nguyên đán', 'unconfirmed'),
  off('2025-01-30', 'Tết Nguyên đán', 'unconfirmed'),
  off('2025-01-31', 'Tết Nguyên đán', 'unconfirmed'),
  off('2025-04-07', 'Giỗ Tổ Hùng Vương', 'seen'),
  worked('2025-04-26', 'Làm bù', 'unconfirmed'),
  off('2025-04-30', 'Ngày Chiến thắng', 'seen'),
  off('2025-05-01', 'Ngày Quốc tế Lao động', 'seen'),
  off('2025-05-02', 'Nghỉ hoán đổi', 'seen'),
  off('2025-09-01', 'Quốc khánh', 'seen'),
  off('2025-09-02', 'Quốc khánh', 'seen'),
  off('2026-01-01', 'Tết Dương lịch', 'seen'),
  off('2026-01-02', 'Nghỉ hoán đổi', 'unconfirmed'),
  worked('2026-01-10', 'Làm bù', 'unconfirmed'),
  off('2026-02-16', 'Tết Nguyên đán', 'seen'),
  off('2026-02-17', 'Tết Nguyên đán', 'seen'),
  off('2026-02-18', 'Tết Nguyên đán', 'seen'),
  off('2026-02-19', 'Tết Nguyên đán', 'seen'),
  off('2026-02-20', 'Tết Nguyên đán', 'seen'),
  off('2026-04-26', 'Giỗ Tổ Hùng Vương', 'seen'),
  off('2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương', 'seen'),
  off('2026-04-30', 'Ngày Chiến thắng', 'seen'),
  off('2026-05-01', 'Ngày Quốc tế Lao động', 'seen'),
  worked('2026-08-22', 'Làm bù', 'seen'),
  off('2026-08-31', 'Nghỉ hoán đổi', 'seen'),
  off('2026-09-01', 'Quốc khánh', 'unconfirmed'),
  off('2026-09-02', 'Quốc khánh', 'seen'),
  off('2026-11-24', 'Ngày Văn hóa Việt Nam', 'seen'),
  off('2027-01-01', 'Tết Dương lịch', 'unconfirmed'),
  off('2027-02-06', 'Tết Nguyên đán', 'unconfirmed'),
  off('2027-04-16', 'Giỗ Tổ Hùng Vương', 'unconfirmed'),
  off('2027-04-30', 'Ngày Chiến thắng', 'unconfirmed'),
  off('2027-05-01', 'Ngày Quốc tế Lao động', 'unconfirmed'),
  off('2027-05-03', 'Nghỉ bù Ngày Quốc tế Lao động', 'unconfirmed'),
  off('2027-09-02', 'Quốc khánh', 'unconfirmed'),
  off('2027-11-24', 'Ngày Văn hóa Việt Nam', 'unconfirmed'),
]

function off(day: string, name: string, source: CalendarDay['source']): CalendarDay {
  return { day, kind: 'off', name, source }
}

function worked(day: string, name: string, source: CalendarDay['source']): CalendarDay {
  return { day, kind: 'work', name, source }
}
