import { isDay } from '../periods/day.ts'
import { oneByOneOrTogether, printedDay, shortened } from './doubt-words.ts'
import type { Doubt, Passage, PrintedDeadline, Reading } from './reading.ts'

/** Days that no calendar has, and what was to be done before the document was written. */
export function dateDoubts(reading: Reading, text: string): readonly Doubt[] {
  return [...impossibleDates(text), ...deadlinesGoneBy(reading)]
}

// "Quyết định số 31/02/2024/…" and "1/13/2024/NĐ-CP" are numbers of documents: nothing may follow that goes on with the number.
const withYear = /(?<![\d/.,-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d{2})(?![\d/-]|\.\d)/gu
const inWords = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+((?:19|20)\d{2}))?(?!\d)/giu
const withoutYear = /ngày\s+(\d{1,2})\s?\/\s?(\d{1,2})(?![\d/.-]|\s?\/)/giu
/** February has 29 days in some year: a day without a year is judged by such a one. */
const leapYear = 2024

function impossibleDates(text: string): readonly Doubt[] {
  const found = new Map<number, Doubt>()
  for (const pattern of [withYear, inWords, withoutYear]) {
    for (const { 0: printed, 1: date, 2: month, 3: year, index } of text.matchAll(pattern)) {
      if (isPossible(Number(date), Number(month), Number(year ?? leapYear))) continue
      const reason =
        Number(month) > 12 || Number(month) < 1 ? `không có tháng ${Number(month)}` : `tháng ${Number(month)} không có ngày ${Number(date)}`
      const message = `"${printed.replace(/\s+/gu, ' ')}" không phải là một ngày có thật: ${reason}.`
      const end = index + printed.length
      if (![...found.values()].some((other) => other.start < end && index < other.end))
        found.set(index, { code: 'impossibleDate', message, start: index, end })
    }
  }
  return [...found.values()]
}

function isPossible(date: number, month: number, year: number): boolean {
  const two = (part: number): string => String(part).padStart(2, '0')
  return isDay(`${year}-${two(month)}-${two(date)}`)
}

type Dated = Passage & { readonly words: string; readonly printed: string }

function deadlinesGoneBy({ document: { date }, indicators, tasks }: Reading): readonly Doubt[] {
  if (date === null || !isDay(date)) return []
  const on = printedDay(date)
  return oneByOneOrTogether({
    code: 'deadlineBeforeDocument',
    facts: [...indicators, ...tasks]
      .flatMap((fact): readonly Dated[] =>
        fact.deadline && isGoneBy(fact.deadline, date)
          ? [{ start: fact.start, end: fact.end, words: fact.text, printed: fact.deadline.raw }]
          : [],
      )
      .toSorted((a, b) => a.start - b.start),
    mostOneByOne: 3,
    one: ({ words, printed }) => `"${shortened(words)}" có hạn ${printed}, trước ngày của văn bản (${on}).`,
    together: (count, { words, printed }) =>
      `${count} chỉ tiêu, nhiệm vụ có hạn trước ngày của văn bản (${on}); đầu tiên là "${shortened(words)}", hạn ${printed}.`,
  })
}

/** Only where the year is printed: "trước ngày 15/11" comes again every year, and its year is our inference. */
function isGoneBy({ iso, raw }: PrintedDeadline, date: string): boolean {
  return iso !== null && iso < date && raw.includes(iso.slice(0, 4))
}
