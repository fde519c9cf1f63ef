import type { PrintedDeadline, ReadReporting, ReadTarget } from '@haidang/domain/plans/reading'
import type { GoldIndicator, GoldReporting } from './gold.ts'
import { likeness, plain, sameWords, withoutMarks } from './words.ts'

/** A document's number in any spacing and case, with or without "Số" and leading zeros. */
export const numberKey = (number: string | null | undefined): string =>
  withoutMarks((number ?? '').replaceAll('\u2044', '/'))
    .toUpperCase()
    .replace(/^\s*SO[:.\s]*/u, '')
    .replace(/\s+/gu, '')
    .replace(/^0+(?=\d)/u, '')

const direction: Readonly<Record<string, string>> = { '=': 'up', '>=': 'up', '>': 'up', '<=': 'down', '<': 'down' }
const unitKey = (unit: string | null) => (/^(?:%|phan tram)$/u.test(plain(unit)) ? '%' : plain(unit))

/** The value, its unit and which way is good; whether "at least" was printed is not asked. */
export function sameTarget(gold: GoldIndicator['target'], read: ReadTarget): boolean {
  return [gold, ...(gold.alt ?? [])].some((target) => {
    if (target.op === 'milestone') return read.op === 'milestone' || read.value === null
    if (target.value !== read.value) return false
    if (target.value2 !== undefined && target.value2 !== (read.value2 ?? null)) return false
    const [a, b] = [unitKey(target.unit), unitKey(read.unit)]
    if ((a === '%') !== (b === '%')) return false
    if (a !== '' && b !== '' && !sameWords(a, b, 0.3)) return false
    return read.op === '=' || (direction[target.op] ?? target.op) === (direction[read.op] ?? read.op)
  })
}

/** As precise as the gold: a reading may say more of a day than was printed, never another one. */
export function sameDeadline(gold: PrintedDeadline | null | undefined, read: PrintedDeadline | null | undefined): boolean {
  if (!gold || !read) return !gold && !read
  if (gold.iso !== null && read.iso !== null) {
    const iso = read.iso.slice(0, 10)
    if (iso === gold.iso) return true
    if (gold.precision === undefined) return false
    return iso === gold.iso.slice(0, gold.precision === 'year' ? 4 : 7)
  }
  if (gold.iso !== null) return plain(read.raw).includes(plain(gold.raw)) || plain(gold.raw).includes(plain(read.raw))
  return read.iso === null && likeness(gold.raw, read.raw) >= 0.5
}

export function sameDue(gold: GoldReporting['due'], read: ReadReporting['due']): boolean {
  if (!gold || !read) return !gold && !read
  if (gold.day !== undefined) return read.day === gold.day || new RegExp(`(?<!\\d)0?${gold.day}(?!\\d)`, 'u').test(read.raw)
  if (gold.dates && read.dates) return dayKeys(gold.dates) === dayKeys(read.dates)
  return likeness(gold.raw, read.raw) >= 0.6
}

/** Month and day: the year of a yearly date is the reader's to add. */
const dayKeys = (dates: readonly string[]): string =>
  dates
    .map((date) => date.slice(-5))
    .toSorted()
    .join(' ')
