import { parseVietnameseNumber } from '@haidang/domain/quantities/decimal'
import type { Decimal } from '@haidang/domain/quantities/decimal'
import { formatDay, isDay } from '@haidang/domain/periods/day'

/** "27/7/2023", "7/2023", "2023": a day as precise as it was printed. */
export function printedDayText(iso: string): string {
  if (iso.length === 10 && isDay(iso)) return formatDay(iso)
  if (/^\d{4}-\d\d$/u.test(iso)) return `${Number(iso.slice(5))}/${iso.slice(0, 4)}`
  return iso
}

/** `undefined` when it is no day, month or year; an empty text is an empty day. */
export function readPrintedDay(text: string): string | undefined {
  const match = /^(?:(?:(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*)?(\d{4})$/u.exec(text.trim())
  if (text.trim() === '') return ''
  if (!match) return undefined
  const [, date, month, year] = match
  const iso = [year, month?.padStart(2, '0'), date?.padStart(2, '0')].filter((part) => part !== undefined).join('-')
  return isDay(iso.length === 10 ? iso : iso.length === 7 ? `${iso}-01` : `${iso}-01-01`) ? iso : undefined
}

export function readWholeDay(text: string): string | undefined {
  const iso = readPrintedDay(text)
  return iso?.length === 10 ? iso : undefined
}

export function readTime(text: string): string | undefined {
  const match = /^(\d{1,2})\s*(?:[:hg]|giờ)\s*(\d{2})?$/iu.exec(text.trim())
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? 0)]
  return match && hour <= 23 && minute <= 59 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : undefined
}

export function readWhole(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,6}$/u.test(text.trim()) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

/** "98,27", "1.234"; nothing typed is no figure. A number longer than the wire carries is not read. */
export function readQuantity(text: string): Decimal | null | undefined {
  if (text.trim() === '') return null
  const read = parseVietnameseNumber(text)
  return read !== undefined && /^-?\d{1,24}(?:\.\d{1,10})?$/u.test(read) ? read : undefined
}
