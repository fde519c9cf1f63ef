import { addDays, dayFrom, isDay, partsOf } from '../periods/day.ts'
import type { Day } from '../periods/day.ts'
import { lengthOf } from '../periods/period.ts'
import type { Frequency, RepeatingFrequency } from '../periods/period.ts'
import type { CountedDay, DueRule, WindowRule } from '../periods/regime.ts'
import type { ReportingDraft, RoundDraft } from './draft-item.ts'
import type { ReadFrequency, ReadReporting } from './reading.ts'

const frequencyOf: Readonly<Record<ReadFrequency, Frequency>> = {
  weekly: 'weekly',
  monthly: 'monthly',
  quarterly: 'quarterly',
  semiannual: 'halfYear',
  annual: 'yearly',
  once: 'once',
  'as-required': 'adHoc',
}

const names: Readonly<Partial<Record<Frequency, string>>> = {
  weekly: 'Báo cáo định kỳ hằng tuần',
  monthly: 'Báo cáo định kỳ hằng tháng',
  quarterly: 'Báo cáo định kỳ hằng quý',
  halfYear: 'Báo cáo định kỳ 6 tháng',
  yearly: 'Báo cáo định kỳ hằng năm',
}

type RegimeDraft = Pick<
  ReportingDraft,
  'frequency' | 'name' | 'windowFrom' | 'windowTo' | 'unitDue' | 'cityDue' | 'rounds' | 'closingTime' | 'dayOff' | 'makesRegime'
>

/**
 * What a document says of when units report, as far as it says it. The report that gathers the units' reports comes as often as they do, later, and
 * without a window of its own: it gives the city's day and makes no regime. Reports once or as the need arises are mostly the end of some work: a
 * person says whether one of them is a regime.
 */
export function readRegime(read: ReadReporting, all: readonly ReadReporting[], issuedOn: Day): RegimeDraft {
  const frequency = frequencyOf[read.frequency]
  // The plans rarely say an hour, and never what happens on a day off; these two are ours, and shown as ours.
  const shared = {
    frequency,
    ...(names[frequency] === undefined ? {} : { name: names[frequency] }),
    closingTime: hourOf(read) ?? '17:00',
    dayOff: 'next' as const,
  }
  if (frequency === 'once' || frequency === 'adHoc')
    return { ...shared, rounds: frequency === 'once' ? roundsOf(read, issuedOn) : [], makesRegime: false }

  const isUnits = isUnitsReport(read, all)
  const unitDue = isUnits ? dueOf(read, frequency) : undefined
  const gathered = all.find((other) => other.frequency === read.frequency && !isUnitsReport(other, all) && orderOf(other) > orderOf(read))
  const cityDue = isUnits && gathered ? dueOf(gathered, frequency) : undefined
  const window = frequency === 'weekly' ? undefined : windowOf(read, frequency)
  return {
    ...shared,
    rounds: [],
    ...(window && { windowFrom: window.from, windowTo: window.to }),
    ...(unitDue && { unitDue }),
    ...(cityDue && unitDue && { cityDue }),
    makesRegime: isUnits && (unitDue !== undefined || isOnlyHope(read, all)),
  }
}

const isRepeating = ({ frequency }: ReadReporting): boolean => frequency !== 'once' && frequency !== 'as-required'

/** Of the reports that come equally often the units' own: it has the window, or it is due first, or it is said first. */
function isUnitsReport(read: ReadReporting, all: readonly ReadReporting[]): boolean {
  const alike = all.filter(({ frequency }) => frequency === read.frequency)
  // Readings that people annotate say null for what is not there.
  const due = alike.filter((one) => Boolean(one.due))
  const withWindow = due.filter(({ cutoff }) => Boolean(cutoff))
  if (withWindow.length > 0) return withWindow.includes(read)
  const [first = alike[0]] = due.toSorted((a, b) => orderOf(a) - orderOf(b))
  return read === first
}

function orderOf(read: ReadReporting): number {
  const frequency = frequencyOf[read.frequency]
  const due = frequency === 'once' || frequency === 'adHoc' ? undefined : dueOf(read, frequency)
  return due?.kind === 'day' ? due.shift * 31 + due.date : 0
}

/** Where no report of the document says its day, the first that comes again still makes a regime, and its day is asked of the officer. */
function isOnlyHope(read: ReadReporting, all: readonly ReadReporting[]): boolean {
  const repeating = all.filter(isRepeating)
  return repeating.every(({ due }) => !due) && read === repeating[0]
}

/**
 * "Từ 10 … đến ngày 10" overlaps on the 10th and is read half open, [10, 10). "Từ ngày 15 … đến ngày 14" does not overlap: its last day is in, so
 * the window ends before the 15th. "Từ ngày 01 … đến ngày 31" is the whole period of the calendar.
 */
function windowOf({ cutoff }: ReadReporting, frequency: RepeatingFrequency): WindowRule | undefined {
  if (!cutoff) return undefined
  const { fromDay, toDay } = cutoff
  const isWhole = fromDay === 1 && toDay >= 28
  const to = isWhole ? { shift: 1, date: 1 } : { shift: 0, date: toDay === fromDay - 1 ? fromDay : toDay }
  return { from: { shift: to.shift - lengthOf(frequency), date: fromDay }, to }
}

function dueOf({ due }: ReadReporting, frequency: RepeatingFrequency): DueRule | undefined {
  if (!due) return undefined
  const counted = frequency === 'weekly' ? weekdayOf(due.raw) : (datesInPeriod(due.dates ?? [], frequency) ?? dateInPeriod(due))
  return counted && { kind: 'day', ...(isBefore(due.raw) ? dayBefore(counted, frequency) : counted) }
}

/** "trước ngày 03/8" ends with 2 August; "trước 16 giờ ngày 03/8" does not. */
const isBefore = (raw: string): boolean =>
  /^trước\s+(?:(?:ngày|mùng|thứ)\s+)*(?:\d{1,2}(?!\s*(?:giờ|h|g)(?![\p{L}])|\d)|(?:hai|ba|tư|năm|sáu|bảy)(?![\p{L}]))/iu.test(raw)

function dayBefore({ shift, date }: CountedDay, frequency: RepeatingFrequency): CountedDay {
  return date > 1 ? { shift, date: date - 1 } : { shift: shift - 1, date: frequency === 'weekly' ? 7 : 31 }
}

/** "ngày 15", "ngày 10 tháng cuối quý", "ngày 05 tháng đầu quý sau", "ngày 05 tháng sau". */
function dateInPeriod({ raw, day }: NonNullable<ReadReporting['due']>): CountedDay | undefined {
  if (day === undefined) return undefined
  return { shift: /(?:quý|tháng|năm|kỳ) (?:sau|tiếp theo|kế tiếp)|tháng đầu/iu.test(raw) ? 1 : 0, date: day }
}

/** "20/6 và 20/12": days of every year, counted from the end of the period that they are nearest to; days that do not agree are no rule. */
function datesInPeriod(dates: readonly string[], frequency: Exclude<RepeatingFrequency, 'weekly'>): CountedDay | undefined {
  const counted = dates.flatMap((printed): readonly CountedDay[] => {
    const [, month, date] = /^(?:-|\d{4})-(\d\d)-(\d\d)$/u.exec(printed) ?? []
    return month === undefined ? [] : [{ shift: shiftOf(Number(month), lengthOf(frequency)), date: Number(date) }]
  })
  const [first] = counted
  return first && counted.every(({ shift, date }) => shift === first.shift && date === first.date) ? first : undefined
}

/** Of a quarter: its last month is 0, the one after it 1, and the one between -1. */
function shiftOf(month: number, length: number): number {
  const after = month % length
  return after > length / 2 ? after - length : after
}

const weekdays: Readonly<Record<string, number>> = { hai: 1, ba: 2, tư: 3, năm: 4, sáu: 5, bảy: 6 }

function weekdayOf(raw: string): CountedDay | undefined {
  const said = /thứ\s+(hai|ba|tư|năm|sáu|bảy|[2-7])(?![\p{L}\d])/iu.exec(raw)?.[1]?.toLowerCase()
  const date = said === undefined ? undefined : (weekdays[said] ?? Number(said) - 1)
  return date === undefined ? undefined : { shift: 0, date }
}

/** "17g00", "16 giờ 30 phút". */
function hourOf({ due }: ReadReporting): string | undefined {
  const [, hour, minute] = /(\d{1,2})\s*(?:giờ|h|g)(?![\p{L}])\s*(\d{2})?/iu.exec(due?.raw ?? '') ?? []
  return hour === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59 ? undefined : `${hour.padStart(2, '0')}:${minute ?? '00'}`
}

/** Each day that is said is a round; a day without a year is the first of its kind after the document. */
function roundsOf({ due }: ReadReporting, issuedOn: Day): readonly RoundDraft[] {
  return (due?.dates ?? []).flatMap((printed) => {
    const day = wholeDay(printed, issuedOn)
    return day === undefined ? [] : [{ unitDue: isBefore(due?.raw ?? '') ? addDays(day, -1) : day }]
  })
}

function wholeDay(printed: string, issuedOn: Day): Day | undefined {
  if (isDay(printed)) return printed
  const [, month, date] = /^--(\d\d)-(\d\d)$/u.exec(printed) ?? []
  if (month === undefined || date === undefined) return undefined
  const { year } = partsOf(issuedOn)
  const inYear = (of: number): Day | undefined => (isDay(`${of}-${month}-${date}`) ? dayFrom(of, Number(month), Number(date)) : undefined)
  const first = inYear(year)
  return first !== undefined && first >= issuedOn ? first : inYear(year + 1)
}
