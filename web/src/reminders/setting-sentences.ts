import type { WireReminderSetting } from '@haidang/api/reminders'
import type { Translated } from '../words/catalogue.ts'
import type { remindersVi } from '../words/reminders.vi.ts'

type Words = Translated<typeof remindersVi>

/** "7, 2 ngày"; nothing is "không". */
export const daysInWords = (days: readonly number[], words: Words): string =>
  days.length === 0 ? words.no : words.days(days.toSorted((a, b) => b - a).join(', '))

/** "ngay khi quá hạn, 3 ngày". */
export function afterInWords(days: readonly number[], words: Words): string {
  const later = days.filter((day) => day > 0).toSorted((a, b) => a - b)
  const said = [...(days.includes(0) ? [words.atOnce] : []), ...(later.length === 0 ? [] : [words.days(later.join(', '))])]
  return said.length === 0 ? words.no : said.join(', ')
}

export const toInWords = (to: WireReminderSetting['to'], words: Words): string =>
  to.length === 0 ? words.no : to.map((one) => words.recipients[one]).join(', ')

export function quietInWords({ hours, daysOff }: WireReminderSetting['quiet'], words: Words): string {
  const said = [...(hours === null ? [] : [words.hours(hours.from, hours.to)]), ...(daysOff ? [words.daysOff] : [])]
  return said.length === 0 ? words.anyTime : said.join(', ')
}

/** "7, 2" as numbers; undefined where something else is written. */
export function daysTyped(text: string): number[] | undefined {
  const parts = text.split(/[\s,;]+/u).filter((part) => part !== '')
  return parts.every((part) => /^\d{1,3}$/u.test(part)) ? parts.map(Number) : undefined
}
