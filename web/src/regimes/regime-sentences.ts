import { formatDay } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import type { Frequency, RepeatingFrequency } from '@haidang/domain/periods/period'
import type { CountedDay, DueRule, Regime } from '@haidang/domain/periods/regime'
import type { Translated } from '../words/catalogue.ts'
import type { regimesVi } from '../words/regimes.vi.ts'

type Words = Translated<typeof regimesVi>

/** A regime as far as it is settled: what a form holds while it is typed. */
export type RegimeSettings = {
  readonly frequency: Frequency
  readonly windowFrom: CountedDay | null
  readonly windowTo: CountedDay | null
  readonly unitDue: DueRule | null
  readonly cityDue: DueRule | null
  readonly rounds: readonly RoundSettings[]
  readonly closingTime: string
  readonly dayOff: 'next' | 'stay' | 'previous'
}
export type RoundSettings = {
  readonly unitDue: Day | null
  readonly cityDue: Day | null
  readonly closingTime: string | null
  readonly window: { readonly from: Day; readonly to: Day } | null
}

export function isByRounds(frequency: Frequency): frequency is 'once' | 'adHoc' {
  return frequency === 'once' || frequency === 'adHoc'
}

/** "tháng báo cáo", "tháng liền trước quý", "tháng 12 năm trước", "tuần sau". */
export function monthInWords(frequency: RepeatingFrequency, shift: number, { weeks, months }: Words): string {
  const far = (): string => (shift < 0 ? months.before(String(-shift)) : months.after(String(shift)))
  switch (frequency) {
    case 'weekly':
      if (shift === -1) return weeks.before
      if (shift === 0) return weeks.own
      return shift === 1 ? weeks.after : weeks.later(String(shift))
    case 'monthly':
      return { '-1': months.monthBefore, '0': months.monthOwn, '1': months.monthAfter }[String(shift)] ?? far()
    case 'quarterly':
      return (
        {
          '-3': months.beforeQuarter,
          '-2': months.firstOfQuarter,
          '-1': months.middleOfQuarter,
          '0': months.lastOfQuarter,
          '1': months.afterQuarter,
        }[String(shift)] ?? far()
      )
    case 'halfYear':
      return { '-6': months.beforeHalf, '-5': months.firstOfHalf, '0': months.lastOfHalf, '1': months.afterHalf }[String(shift)] ?? far()
    case 'nineMonth':
    case 'yearly':
      return monthOfYear((frequency === 'yearly' ? 12 : 9) + shift, months)
  }
}

function monthOfYear(month: number, months: Words['months']): string {
  if (month < 1) return months.ofYearBefore(String(month + 12))
  return month > 12 ? months.ofYearAfter(padded(month - 12)) : months.ofYear(padded(month))
}

const padded = (month: number): string => (month < 3 ? `0${month}` : String(month))

export function countedDay(frequency: RepeatingFrequency, { shift, date }: CountedDay, words: Words): string {
  const of = monthInWords(frequency, shift, words)
  if (frequency === 'weekly') return words.weekdayOf(weekdayInWords(date, words), of)
  return date > 28 ? words.lastDayOf(of) : words.dayOf(date < 10 ? `0${date}` : String(date), of)
}

export function weekdayInWords(date: number, { weekdays }: Words): string {
  const names: readonly string[] = [weekdays.w1, weekdays.w2, weekdays.w3, weekdays.w4, weekdays.w5, weekdays.w6, weekdays.w7]
  return names[date - 1] ?? ''
}

/** "số liệu từ ngày 15 tháng liền trước quý đến hết ngày 14 tháng cuối quý": the last day that counts is named, not the first that does not. */
export function windowInWords(frequency: RepeatingFrequency, from: CountedDay, to: CountedDay, words: Words): string {
  const lastDate = frequency === 'weekly' ? 7 : 31
  const last = to.date > 1 ? { shift: to.shift, date: to.date - 1 } : { shift: to.shift - 1, date: lastDate }
  return words.window(countedDay(frequency, from, words), countedDay(frequency, last, words))
}

export function dueInWords(frequency: RepeatingFrequency, rule: DueRule, words: Words): string {
  return rule.kind === 'workingDays' ? words.workingDays(String(rule.count)) : countedDay(frequency, rule, words)
}

/** An issued regime as the form has it. */
export function settingsOf(regime: Regime): RegimeSettings {
  const { frequency, closingTime, dayOff } = regime
  const none = { windowFrom: null, windowTo: null, unitDue: null, cityDue: null }
  if ('rounds' in regime)
    return {
      frequency,
      closingTime,
      dayOff,
      ...none,
      rounds: regime.rounds.map((round) => ({
        unitDue: round.due.unit,
        cityDue: round.due.city,
        closingTime: round.closingTime ?? null,
        window: round.window ?? null,
      })),
    }
  const { window, due } = regime
  return { frequency, closingTime, dayOff, windowFrom: window.from, windowTo: window.to, unitDue: due.unit, cityDue: due.city, rounds: [] }
}

/** Our reading of a regime in sentences; what nobody has said yet is "…". */
export function regimeInWords(
  { frequency, windowFrom, windowTo, unitDue, cityDue, rounds, closingTime }: RegimeSettings,
  words: Words,
): readonly string[] {
  const day = (one: Day | null): string => (one === null ? words.unsaid : formatDay(one))
  if (isByRounds(frequency)) return rounds.map((round) => words.roundSays(day(round.unitDue), day(round.cityDue)))
  const due = (rule: DueRule | null): string => (rule === null ? words.unsaid : dueInWords(frequency, rule, words))
  return [
    windowFrom === null || windowTo === null
      ? words.window(words.unsaid, words.unsaid)
      : windowInWords(frequency, windowFrom, windowTo, words),
    words.due(due(unitDue), due(cityDue), closingTime),
  ]
}
