import type { Frequency, ReadReporting, ReportingRule } from '@haidang/domain/plans/reading'
import type { CleanText } from '../text/clean-text.ts'
import { readUnits } from './units.ts'

export type Sentence = { readonly from: number; readonly to: number }

/** Sentences of a passage: cut after a full stop before a capital, never at semicolons. */
export function sentences(text: string, from: number): readonly Sentence[] {
  const found: Sentence[] = []
  let start = from
  for (const cut of text.slice(from).matchAll(/[.!?]\s+(?=["“(]?\p{Lu})/gu)) {
    const end = from + cut.index + 1
    // "TP. Vũng Tàu", "Th.S Lan": no end of a sentence.
    if (/(?:^|[\s(])(?:\p{Lu}\p{L}{0,2}|\d{1,2})\.$/u.test(text.slice(start, end))) continue
    found.push({ from: start, to: end })
    start = from + cut.index + cut[0].length
  }
  if (start < text.length) found.push({ from: start, to: text.length })
  return found
}

const frequencies: readonly (readonly [Frequency, RegExp])[] = [
  ['weekly', /(?:hàng|hằng|mỗi)\s+tuần|định kỳ tuần/iu],
  [
    'monthly',
    /(?:hàng|hằng|mỗi)\s+tháng|định kỳ(?:\s+vào)?\s+(?:ngày\s+\d+\s+)?(?:hàng |hằng )?tháng(?!\s*\d)|báo cáo tháng(?!\s*\d)|ngày\s+\d{1,2}\s+(?:của\s+)?(?:hàng\s+|hằng\s+|mỗi\s+)tháng/iu,
  ],
  [
    'quarterly',
    /(?:hàng|hằng|mỗi)\s+quý|định kỳ(?:\s+theo)?\s+quý|theo quý|báo cáo quý(?!\s+[IV\d])|(?:tháng\s+)?cuối quý|định kỳ\s*(?:\(?\s*)?(?:3|03|ba) tháng/iu,
  ],
  ['semiannual', /(?:06|6|sáu) tháng(?!\s+(?:đầu|cuối)\s+năm\s+\d{4},? (?:đạt|có))|nửa năm/iu],
  ['annual', /(?:hàng|hằng|mỗi)\s+năm|định kỳ(?:\s+\p{L}+)?\s+năm(?!\s*\d)|cuối năm|báo cáo năm(?!\s*\d)/iu],
]
const verb = /báo cáo/giu
const isNoun =
  /(?:mẫu|nội dung|đề cương|hệ thống thông tin|qua|trên cơ sở|theo|nghe|sau khi|số liệu|các|hệ thống|tại|chốt số liệu|kỳ|thời hạn|thời gian|của|hoàn thiện|trong)\s+$/iu
const dueDay =
  /(?:(?:trước|chậm nhất|muộn nhất|vào)(?:\s+(?:là|vào|đến|trước))?\s+)?(?:ngày\s+)(\d{1,2})(?:\s+(?:của\s+)?(?:tháng\s+(?:cuối|đầu|cuối cùng)[^.;,)]{0,20}|(?:hàng|hằng|mỗi)\s+(?:tháng|quý)|(?:của\s+)?tháng|cuối (?:quý|tháng)))(?!\s*\d)/iu
const dueDates = /(?:ngày\s+)(\d{1,2})\s*[/]\s*(\d{1,2})(?:\s*\/\s*(\d{4}))?/giu
const cutoffPattern =
  /từ\s+(?:ngày\s+)?(\d{1,2})\s+(?:của\s+)?tháng\s+(?:trước(?:\s+liền kề)?|liền trước)[^.;]{0,20}?\s*(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})(?:\s+(?:của\s+)?(?:tháng\s+(?:tiếp theo|sau|này|báo cáo|liền kề)|tháng|kỳ báo cáo))?(?:\s+báo cáo)?/iu
const addressee = /(?:gửi(?:\s+(?:báo cáo|kết quả))?(?:\s+(?:về|đến|tới|cho))?|về|đến|tới|cho|trình)\s+/giu
const viaPattern = /\(?(?:thông\s+qua|qua)\s+/giu

/** Reports that a sentence orders: who, to whom, how often, due when, over which window. */
export function readReporting(clean: CleanText, sentence: Sentence, who: readonly string[], rule: ReportingRule): ReadReporting | null {
  const text = clean.text.slice(sentence.from, sentence.to)
  if (!/báo cáo/iu.test(text)) return null
  const order = [...text.matchAll(verb)].find(
    (found) => !isNoun.test(text.slice(Math.max(0, found.index - 24), found.index)) || /chế độ\s+$/u.test(text.slice(0, found.index)),
  )
  const regime = /(?:chế độ (?:thông tin,? )?báo cáo|báo cáo định kỳ|định kỳ[^.;]{0,90}báo cáo|báo cáo[^.;]{0,160}định kỳ)/iu.test(text)
  if (!order && !regime) return null
  const frequency = readFrequency(text)
  const to = readAddressees(text, order?.index ?? 0)
  const due = readDue(text)
  if (frequency === null && !regime && !(due && to.length > 0)) return null
  // "tuyên truyền … định kỳ hàng quý" near a mere mention of reports is no regime of reports.
  if (frequency !== null && !regime && to.length === 0 && !due) return null
  // "rà soát …, báo cáo trước ngày …" is the end of a task, not a regime of reports.
  if (frequency === null && !regime && (order?.index ?? 0) > 90) return null
  const cutoff = cutoffPattern.exec(text)
  const via = readVia(text)
  return {
    rule,
    text,
    who: oneOrMany(who),
    to: oneOrMany(to),
    ...(via ? { via } : {}),
    frequency: frequency ?? (due ? 'once' : 'as-required'),
    ...(due ? { due } : {}),
    ...(cutoff ? { cutoff: { raw: cutoff[0].trim(), fromDay: Number(cutoff[1]), toDay: Number(cutoff[2]) } } : {}),
    ...clean.passage(sentence.from, sentence.to),
  }
}

const oneOrMany = (units: readonly string[]): string | readonly string[] | null =>
  units.length === 0 ? null : units.length === 1 ? (units[0] ?? null) : units

function readFrequency(text: string): Frequency | null {
  let best: { readonly frequency: Frequency; readonly at: number } | null = null
  for (const [frequency, words] of frequencies) {
    const found = words.exec(text)
    if (found && (best === null || found.index < best.at)) best = { frequency, at: found.index }
  }
  return best?.frequency ?? null
}

function readAddressees(text: string, orderAt: number): readonly string[] {
  const direct = /báo cáo\s+(?:kịp thời\s+|trực tiếp\s+)?/giu
  let fallback: readonly string[] = []
  for (const found of text.matchAll(addressee)) {
    if (/^gửi/iu.test(found[0]) || found.index > orderAt) {
      const span = readUnits(text, found.index + found[0].length)
      if (!span) continue
      if (/^gửi|^về/iu.test(found[0])) return withFollowing(text, span)
      if (fallback.length === 0) fallback = span.units
    }
  }
  for (const found of text.matchAll(direct)) {
    const span = readUnits(text, found.index + found[0].length)
    if (span) return withFollowing(text, span)
  }
  return fallback
}

/** "báo cáo UBND thành phố, Chủ tịch UBND thành phố; UBND tỉnh, Sở X": the list goes on after the semicolon. */
function withFollowing(
  text: string,
  span: { readonly units: readonly string[]; readonly end: number; readonly endedBy: string },
): readonly string[] {
  if (text[span.end] !== ';') return span.units
  const next = readUnits(text, span.end + 2)
  return next ? [...span.units, ...next.units] : span.units
}

function readVia(text: string): string | undefined {
  for (const found of text.matchAll(viaPattern)) {
    const span = readUnits(text, found.index + found[0].length)
    if (span) return span.units.join('; ')
  }
  return undefined
}

function readDue(text: string): ReadReporting['due'] | null {
  const day = dueDay.exec(text)
  if (day && Number(day[1]) >= 1 && Number(day[1]) <= 31) return { raw: day[0].trim(), day: Number(day[1]) }
  const monthly = /(?:trước|chậm nhất|vào)\s+(?:là\s+)?ngày\s+(\d{1,2})(?!\s*[/.-]?\s*\d|\s*tháng\s+\d)/iu.exec(text)
  const dates = [...text.matchAll(dueDates)].filter(
    (found) => !/(?:số|kết quả|\/\p{Lu})[^.;]{0,60}$/u.test(text.slice(Math.max(0, found.index - 60), found.index)),
  )
  if (dates.length > 0 && dates[0]) {
    const first = dates[0].index
    const last = dates.at(-1) ?? dates[0]
    const iso = dates.map(([, d, m, y]) => `${y ?? '-'}-${(m ?? '').padStart(2, '0')}-${(d ?? '').padStart(2, '0')}`)
    return { raw: text.slice(first, last.index + last[0].length), dates: iso }
  }
  return monthly ? { raw: monthly[0].trim(), day: Number(monthly[1]) } : null
}
