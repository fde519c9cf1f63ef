import { addWorkingDays, isWorkingDay, listedDay, nextWorkingDay, previousWorkingDay } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import { addDays, dayOfWeek, formatDay, instantAt, isDay } from './day.ts'
import type { Day, Instant } from './day.ts'
import { addPeriods, dayInPeriod, lastPeriodOf, lengthOf, periodOfDay } from './period.ts'
import type { Period, RepeatingFrequency } from './period.ts'

/** The outline of a report: results, shortcomings and causes, remedies for the coming months. */
export type NarrativeHeading = 'results' | 'shortcomings' | 'remedies'

/** A day counted from the period that a report is of; see `dayInPeriod`. */
export type CountedDay = { readonly shift: number; readonly date: number }

/** Half open, from the start of one day to just before another: an act of the 10th counts once, in the next month. */
export type WindowRule = { readonly from: CountedDay; readonly to: CountedDay }

/** A day counted from the period, or so many working days after the window's last day (Civil Code 2015, Art. 147: that day is not counted). */
export type DueRule = ({ readonly kind: 'day' } & CountedDay) | { readonly kind: 'workingDays'; readonly count: number }

/** Who reports to whom: each unit to the city, the city with what it has consolidated. */
export type DueLevel = 'unit' | 'city'

/** A report asked for by its day, with the days that it covers where somebody said them. */
export type Round = {
  readonly due: Readonly<Record<DueLevel, Day>>
  /** Where it is not the regime's. */
  readonly closingTime?: string
  readonly window?: Window
}

/** Who reports when: a plan's words (`quote`) and our reading of them, which is a setting and shown beside the words. */
export type Regime = {
  readonly id: string
  readonly name: string
  /** Clock time in Vietnam on the due day. */
  readonly closingTime: string
  readonly dayOff: DayOff
  readonly quote: string
  readonly outline: readonly NarrativeHeading[]
  /** False where a report is words by the outline and no indicator is asked for. */
  readonly asksFigures: boolean
} & RegimeDates

export type DayOff = 'next' | 'stay' | 'previous'

export type RegimeDates =
  | { readonly frequency: RepeatingFrequency; readonly window: WindowRule; readonly due: Readonly<Record<DueLevel, DueRule>> }
  | { readonly frequency: 'once' | 'adHoc'; readonly rounds: readonly Round[] }

/** Half open: `from` is in, `to` is not. */
export type Window = { readonly from: Day; readonly to: Day }

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
  | 'roundsMissing'
  | 'roundTwice'
  | 'roundWindowEmpty'
  | 'closingTimeUnreadable'
  | 'outlineEmpty'

/** What keeps a regime from being issued. */
export function regimeFaults(regime: Regime): readonly RegimeFault[] {
  const times = [regime.closingTime, ...('rounds' in regime ? regime.rounds.flatMap(({ closingTime }) => closingTime ?? []) : [])]
  const found: readonly (readonly [RegimeFault, boolean])[] = [
    ...('rounds' in regime ? faultsOfRounds(regime) : faultsOfRule(regime)),
    ['closingTimeUnreadable', times.some((time) => !/^([01]\d|2[0-3]):[0-5]\d$/u.test(time))],
    ['outlineEmpty', regime.outline.length === 0],
  ]
  return found.filter(([, isFault]) => isFault).map(([fault]) => fault)
}

type Repeating = Extract<Regime, { readonly window: WindowRule }>
type ByRounds = Extract<Regime, { readonly rounds: unknown }>

/** Windows that begin on a day which not every month has would not be of one length; a report may be due on the last day of any month, the 31st. */
function faultsOfRule({ frequency, window: { from, to }, due }: Repeating): readonly (readonly [RegimeFault, boolean])[] {
  const isWithin = ({ shift, date }: CountedDay, lastDate: number): boolean =>
    Number.isInteger(shift) && Math.abs(shift) <= 24 && Number.isInteger(date) && date >= 1 && date <= lastDate
  const isDue = (rule: DueRule): boolean =>
    rule.kind === 'day'
      ? isWithin(rule, frequency === 'weekly' ? 7 : 31)
      : Number.isInteger(rule.count) && rule.count >= 1 && rule.count <= 60
  const order = ({ shift, date }: CountedDay): number => shift * 31 + date
  const { unit, city } = due
  return [
    ['windowDayOutOfRange', ![from, to].every((one) => isWithin(one, frequency === 'weekly' ? 7 : 28))],
    ['windowsDoNotMeet', from.date !== to.date || to.shift - from.shift !== lengthOf(frequency)],
    ['dueDayOutOfRange', ![unit, city].every(isDue)],
    // "Từ 15 đến ngày 14 … gửi trước ngày 15": due on the last day that counts, as offices have it.
    ['unitDueBeforeWindowCloses', unit.kind === 'day' && order(unit) < order(to) - 1],
    [
      'consolidatedBeforeUnits',
      unit.kind === 'day' && city.kind === 'day'
        ? order(city) < order(unit)
        : unit.kind === 'workingDays' && city.kind === 'workingDays'
          ? city.count < unit.count
          : city.kind === 'day' && order(city) < order(to) - 1,
    ],
  ]
}

function faultsOfRounds({ frequency, rounds }: ByRounds): readonly (readonly [RegimeFault, boolean])[] {
  const days = rounds.map(({ due }) => due.unit)
  return [
    ['roundsMissing', frequency === 'once' && rounds.length === 0],
    ['dueDayOutOfRange', rounds.some(({ due }) => !isDay(due.unit) || !isDay(due.city))],
    ['roundTwice', new Set(days).size < days.length],
    ['roundWindowEmpty', rounds.some(({ window }) => window !== undefined && window.from >= window.to)],
    ['unitDueBeforeWindowCloses', rounds.some(({ due, window }) => window !== undefined && due.unit < addDays(window.to, -1))],
    ['consolidatedBeforeUnits', rounds.some(({ due }) => due.city < due.unit)],
  ]
}

/** Month 5 of a regime "10 to 10" is [10/4, 10/5). None where a report is asked for without saying the days that it covers. */
export function windowOf(regime: Regime, period: Period): Window | undefined {
  return 'rounds' in regime ? roundOf(regime, period).window : windowByRule(regime, period)
}

function windowByRule({ window: { from, to } }: Repeating, period: Period): Window {
  return { from: dayInPeriod(period, from.shift, from.date), to: dayInPeriod(period, to.shift, to.date) }
}

/** The period whose window holds a day; the last three months of a year have none of nine months. */
export function periodOf(regime: Regime, day: Day): Period | undefined {
  const around =
    'rounds' in regime
      ? regime.rounds.map(({ due }) => due.unit)
      : [-2, -1, 0, 1, 2].map((count) => addPeriods(periodOfDay(regime.frequency, day), count))
  return around.find((period) => {
    const window = windowOf(regime, period)
    return window !== undefined && window.from <= day && day < window.to
  })
}

/** When a unit's or the city's report is due: on a day off it moves as the regime says, and says why. */
export function dueOf(regime: Regime, period: Period, level: DueLevel, calendar: Calendar): Due {
  const nominal = nominalDue(regime, period, level, calendar)
  const closingTime = ('rounds' in regime ? roundOf(regime, period).closingTime : undefined) ?? regime.closingTime
  if (regime.dayOff === 'stay' || isWorkingDay(nominal, calendar)) return { nominal, day: nominal, at: instantAt(nominal, closingTime) }

  const day = regime.dayOff === 'next' ? nextWorkingDay(nominal, calendar) : previousWorkingDay(nominal, calendar)
  return { nominal, day, at: instantAt(day, closingTime), movedBecause: whyOff(nominal, calendar) }
}

function nominalDue(regime: Regime, period: Period, level: DueLevel, calendar: Calendar): Day {
  if ('rounds' in regime) return roundOf(regime, period).due[level]
  const rule = regime.due[level]
  return rule.kind === 'day'
    ? dayInPeriod(period, rule.shift, rule.date)
    : addWorkingDays(addDays(windowByRule(regime, period).to, -1), rule.count, calendar)
}

function roundOf({ rounds }: ByRounds, period: Period): Round {
  const round = rounds.find(({ due }) => due.unit === period)
  if (round === undefined) throw new RangeError(`Nothing was asked for by ${period}.`)
  return round
}

/** Every period from the first to the last, both included; none when the first is after the last. */
export function periodsOf(regime: Regime, from: Period, to: Period): readonly Period[] {
  if ('rounds' in regime)
    return regime.rounds
      .map(({ due }) => due.unit)
      .filter((period) => from <= period && period <= to)
      .toSorted()
  const periods: Period[] = []
  for (let period = from; period <= to; period = addPeriods(period, 1)) periods.push(period)
  return periods
}

/**
 * The periods of a plan that is issued on a day: by the calendar from the one that the day is in, to the last of a year, unless a first or a last
 * one was chosen. What is asked for by days comes in whatever year.
 */
export function periodsFrom(
  regime: Regime,
  {
    day,
    lastYear,
    first,
    last,
  }: { readonly day: Day; readonly lastYear: number; readonly first?: Period | undefined; readonly last?: Period | undefined },
): readonly Period[] {
  const [from, to] =
    'rounds' in regime ? [day, '9999-12-31'] : [periodOfDay(regime.frequency, day), lastPeriodOf(regime.frequency, lastYear)]
  return periodsOf(regime, first ?? from, last ?? to)
}

/** "số liệu từ 10/4/2024 đến hết 09/5/2024": the half-open window in words that leave no day in doubt. */
export function formatWindow(window: Window): string {
  return `số liệu từ ${formatDay(window.from)} đến hết ${formatDay(addDays(window.to, -1))}`
}

function whyOff(day: Day, calendar: Calendar): string {
  return listedDay(day, calendar)?.name ?? (dayOfWeek(day) === 0 ? 'sunday' : 'saturday')
}
