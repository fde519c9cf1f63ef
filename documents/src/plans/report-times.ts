import type { ReadFrequency, ReadReporting } from '@haidang/domain/plans/reading'

type Due = NonNullable<ReadReporting['due']>
type Cutoff = NonNullable<ReadReporting['cutoff']>
export type ReportTime = { readonly frequency: ReadFrequency; readonly due?: Due; readonly cutoff?: Cutoff }

const every = 'h[ằà]ng|mỗi'
/** "02 lần/năm", "mỗi năm hai lần". */
const times = (count: string, period: string): string =>
  `(?:${count}) lần\\s*(?:\\/|mỗi|một|trong|trên|01)\\s*${period}|(?:mỗi|một|1|01) ${period} (?:${count}) lần`
const frequencyWords: readonly (readonly [ReadFrequency, string])[] = [
  ['weekly', `(?:${every}) tuần|định kỳ tuần|báo cáo tuần(?!\\s*\\d)|${times('0?1|một', 'tuần')}`],
  [
    'monthly',
    `(?:${every}) tháng|định kỳ tháng(?!\\s*\\d)|báo cáo tháng(?!\\s*\\d)|0?1 tháng\\s*\\/\\s*(?:01|1|một) lần|${times('0?1|một', 'tháng')}`,
  ],
  [
    'quarterly',
    `(?:${every}|theo) qu[ýí]|định kỳ(?: theo)? qu[ýí]|báo cáo qu[ýí](?!\\s+[IV\\d])|cuối quý|(?<![\\d.,])(?:3|03|ba) tháng(?! kể từ)|${times('0?4|bốn', 'năm')}|${times('0?1|một', 'quý')}`,
  ],
  [
    'semiannual',
    `(?<!(?:trong|sau|vòng|hạn|từ)\\s)(?<![\\d.,])(?:06|6|sáu) tháng(?! kể từ|(?: đầu| cuối) năm \\d{4})|nửa năm|${times('0?2|hai', 'năm')}`,
  ],
  [
    'annual',
    `(?:${every}) năm|định kỳ(?: \\p{L}+)? năm(?!\\s*\\d)|(?<!(?:kỳ họp|thường lệ)\\s)cuối năm(?! \\d)|báo cáo năm(?!\\s*\\d)|tổng kết(?: công tác)? năm(?!\\s*\\d)|cả năm(?!\\s*\\d)|${times('0?1|một', 'năm')}`,
  ],
]
const frequencies = frequencyWords.map(
  ([frequency, words]) => [frequency, new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'giu')] as const,
)
/** What is planned or paid every year says nothing of how often it is reported. */
const otherYearly = /(?:kế hoạch|ngân sách|dự toán|chương trình|kinh phí|chỉ tiêu|kiểm tra|xếp loại|xếp hạng|chi)\s+(?:công tác\s+)?$/iu
/** "định kỳ hằng tháng, quý, 6 tháng, năm": after the first the words stand alone. */
const listed =
  /^(?:\s*(?:,|và|\/|hoặc)\s*)(?:báo cáo )?(tháng|quý|(?:06|6|sáu|09|9|chín) tháng|(?:(?:0?1|một) )?năm)(?!\s*\d|\s+[IV]+(?![\p{L}])|\s*\p{L}*\s*trước|[\p{L}])/iu
const listedFrequency: Readonly<Record<string, ReadFrequency>> = {
  tháng: 'monthly',
  quý: 'quarterly',
  năm: 'annual',
  '1 năm': 'annual',
  '01 năm': 'annual',
  'một năm': 'annual',
}

const hour = '(?:\\s+\\d{1,2}\\s*(?:giờ|h|g)(?:\\s*\\d{2})?(?:\\s*phút)?,?)?'
const cue = `(?:(?:trước|chậm nhất|muộn nhất|vào|hạn|xong|trong(?= ngày))(?:\\s+(?:là|vào|đến|trước|ngày))*${hour}\\s+)?`
const ofPeriod = new RegExp(
  `${cue}(?:ngày\\s+)?(?:mùng\\s+)?(\\d{1,2})\\s+(?:của\\s+)?(?:((?:${every})\\s+tháng)|(tháng\\s+(?:cuối cùng|cuối|đầu|thứ ba)[^.;,()]{0,12}?quý(?:\\s+(?:sau|tiếp theo|kế tiếp))?)|((?:${every})\\s+quý|cuối quý))`,
  'giu',
)
const date =
  '(?:ngày\\s+)?(\\d{1,2})(?:\\s*[/]\\s*|[-.](?=\\d{1,2}(?!\\d))|\\s+tháng\\s+)(\\d{1,2})(?:(?:\\s*\\/\\s*|[-.](?=\\d{4})|\\s+năm\\s+)(\\d{4}))?'
const oneDate = new RegExp(date, 'giu')
const dates = new RegExp(`(${cue})${date}(?:\\s*(?:,|và|;)\\s*(?:trước\\s+)?${date})*(?![\\d/])(\\s+(?:${every})\\s+năm)?`, 'giu')
const bareDay = new RegExp(
  `(?:trước|chậm nhất|muộn nhất|vào)(?:\\s+(?:là|vào|đến|trước))*\\s+ngày\\s+(\\d{1,2})(?!\\s*[/.-]?\\s*\\d|\\s*tháng\\s+\\d)(?:\\s+(?:của\\s+)?(?:tháng(?:\\s+(?:cuối|đầu)\\s+(?:kỳ|quý))?|kỳ báo cáo))?`,
  'giu',
)
const weekday = new RegExp(
  `(?:(?:trước|vào|chậm nhất)\\s+(?:(?:là|vào)\\s+)?)?(?:(?:sáng|chiều|cuối ngày|cuối giờ chiều)\\s+)?(?:\\d{1,2}\\s*(?:giờ|h|g)\\s*(?:\\d{2})?\\s+)?(?:ngày\\s+)?thứ\\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])(?![\\p{L}\\d])(\\s+(?:${every})\\s+tuần)?`,
  'giu',
)

const window =
  /từ\s+(?:ngày\s+)?(\d{1,2})\s+(?:của\s+)?tháng\s+(?:trước(?:\s+liền kề)?|liền trước)[^.;]{0,20}?\s*(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})(?:\s+(?:của\s+)?(?:tháng\s+(?:tiếp theo|sau|này|báo cáo|liền kề)|tháng|kỳ báo cáo))?(?:\s+báo cáo)?/iu
const yearWindow =
  /từ\s+(?:ngày\s+)?(\d{1,2})\s*(?:\/|\s+tháng\s+)\d{1,2}\s+(?:của\s+)?năm\s+trước[^.;]{0,20}?(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})\s*(?:\/|\s+tháng\s+)\d{1,2}(?:\s+(?:của\s+)?năm(?:\s+(?:báo cáo|nay|kế hoạch|này))?)?/iu

/** "từ ngày 15 tháng 6 đến ngày 14 tháng 9 thuộc kỳ báo cáo": days with their months; only where figures are counted. */
const datedWindow =
  /từ\s+(?:ngày\s+)?(\d{1,2})\s*(?:\/|\s+tháng\s+)\d{1,2}[^.;()]{0,40}?\s(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})\s*(?:\/|\s+tháng\s+)\d{1,2}(?:\s+(?:của\s+|thuộc\s+)?(?:năm|kỳ)(?:\s+(?:kỳ\s+)?(?:báo cáo|nay|kế hoạch|này))?)?/iu
const countsFigures = /chốt số liệu|(?:lấy|tính|cập nhật|thời điểm) số liệu|số liệu (?:báo cáo|tính|được)|kỳ báo cáo|năm báo cáo/iu

/** "từ ngày 16 tháng trước đến ngày 15 tháng báo cáo": the days that a report counts. */
export function readCutoff(text: string): Cutoff | undefined {
  const found = window.exec(text) ?? yearWindow.exec(text) ?? (countsFigures.test(text) ? datedWindow.exec(text) : null)
  return found ? { raw: found[0].trim(), fromDay: Number(found[1]), toDay: Number(found[2]) } : undefined
}

type Said = {
  readonly at: number
  readonly end: number
  readonly frequency?: ReadFrequency
  readonly due?: Due
  readonly dates?: readonly string[]
}

/** How often a clause asks for a report, each time with its day and window: "6 tháng trước ngày 15/6, hằng năm trước ngày 15/12" is two. */
export function readTimes(clause: string): { readonly times: readonly ReportTime[]; readonly due?: Due } {
  const yearly = yearWindow.exec(clause)
  const cutoff = readCutoff(clause)
  const text = [window, yearWindow, ...(countsFigures.test(clause) ? [datedWindow] : [])].reduce(blanked, clause)
  const times: { frequency: ReadFrequency; due?: Due }[] = []
  let pending: Due | undefined
  const inTurn = inOrder(text)
  const days = inTurn.filter((said) => said.frequency === undefined && said.dates?.length === 1)
  // "… 6 tháng, năm (báo cáo 6 tháng trước ngày 20/6, báo cáo năm trước ngày 10/12)": a day is of the frequency said last.
  let named: { frequency: ReadFrequency; due?: Due } | undefined
  for (const said of inTurn) {
    const open = times.filter((time) => time.due === undefined)
    if (said.frequency !== undefined) {
      const known = times.find((time) => time.frequency === said.frequency)
      named = known
      if (!known) times.push({ frequency: said.frequency, ...(said.due ? { due: said.due } : {}) })
      // "hằng quý, 6 tháng và năm … trước ngày 05 của tháng cuối quý": that day is meant for all of them.
      else if (said.due && known.due === undefined) for (const time of open) time.due = said.due
    } else if (said.due && times.length === 0) pending ??= said.due
    else if (said.dates && said.dates.length > 1 && said.dates.length === open.length)
      for (const [order, time] of open.entries()) time.due = { raw: said.due?.raw ?? '', dates: [said.dates[order] ?? ''] }
    else if (said.due) {
      // A day of the month holds for all that were listed before it, a day of the year for the last.
      const of = named && open.includes(named) ? [named] : open.slice(-1)
      for (const time of said.due.day === undefined ? of : open) time.due = said.due
    }
  }
  // "04 lần/năm: đợt 1 … trước ngày 15/11; đợt 2 … trước ngày 15/02; …": each round has its day.
  const [only] = times
  if (only && times.length === 1 && days.length > 0 && days.length === roundsOf[only.frequency])
    only.due = { raw: text.slice(days[0]?.at, days.at(-1)?.end).trim(), dates: days.flatMap((said) => said.dates ?? []) }
  // "định kỳ … trước ngày 20 tháng 6 và ngày 20 tháng 12": days without a year come every year.
  pending ??= coarse(text)
  const yearlyDays =
    pending?.dates?.every((day) => day.startsWith('-')) && (pending.dates.length > 1 || /định kỳ/iu.test(text))
      ? yearlyBy[pending.dates.length]
      : undefined
  if (times.length === 0 && pending && yearlyDays) times.push({ frequency: yearlyDays, due: pending })
  return {
    times: times.map((time) => ({ ...time, ...(cutoff && (!yearly || time.frequency === 'annual') ? { cutoff } : {}) })),
    ...(pending ? { due: pending } : {}),
  }
}

/** "trong tháng 2/2032", "sơ kết vào năm 2030 và tổng kết vào năm 2035": printed, without a day. */
function coarse(text: string): Due | undefined {
  const found =
    /(?<![\p{L}])sơ kết[^.,;]{0,20}\snăm\s+20\d{2}\s+và\s+tổng kết[^.,;]{0,20}\snăm\s+20\d{2}/iu.exec(text) ??
    /(?<![\p{L}])(?:trong|đầu|cuối|giữa|hết|trước|vào)\s+(?:tháng\s+\d{1,2}|quý\s+(?:IV|I{1,3}|[1-4]))(?:\s*\/\s*|\s+năm\s+)20\d{2}/iu.exec(
      text,
    )
  return found ? { raw: found[0] } : undefined
}

const blanked = (text: string, pattern: RegExp): string => text.replace(pattern, (found) => ' '.repeat(found.length))

/** Days and frequencies in the order they are said; a day with its period is one. */
function inOrder(text: string): readonly Said[] {
  const found = [
    ...weekdays(text),
    ...daysOfPeriods(text),
    ...datesOf(text),
    ...bareDays(text),
    ...schoolTerms(text),
    ...frequenciesOf(text),
  ].toSorted((a, b) => a.at - b.at || b.end - a.end)
  const kept: Said[] = []
  for (const said of found) {
    const last = kept.at(-1)
    // "trước ngày 25/6 đối với báo cáo 6 tháng": the day stands before the kind of report that it is of.
    if (
      last?.due &&
      !last.frequency &&
      said.frequency &&
      /^\s*(?:đối với|cho) (?:các )?$/u.test(text.slice(last.end, said.at).replace(/báo cáo\s*$/u, ''))
    )
      kept[kept.length - 1] = { ...last, end: said.end, frequency: said.frequency }
    else if (said.at >= (last?.end ?? 0)) kept.push(said)
  }
  return kept
}

function* weekdays(text: string): Generator<Said> {
  for (const found of text.matchAll(weekday)) {
    if (found[1] === undefined && !/^(?:trước|vào|chậm|sáng|chiều|cuối|\d)/iu.test(found[0])) continue
    yield { at: found.index, end: found.index + found[0].length, frequency: 'weekly', due: { raw: found[0].trim() } }
  }
}

function* daysOfPeriods(text: string): Generator<Said> {
  for (const found of text.matchAll(ofPeriod)) {
    const day = Number(found[1])
    if (day < 1 || day > 31) continue
    const frequency = found[2] ? 'monthly' : 'quarterly'
    yield { at: found.index, end: found.index + found[0].length, frequency, due: { raw: found[0].trim(), day } }
  }
}

/** The next of a list of frequencies; each may have its day in brackets: "hằng quý (trước ngày 15/3), năm (trước ngày 15/12)". */
function listedAt(text: string, at: number): { readonly 0: string; readonly 1?: string } | null {
  const bracket = /^\s*\([^()]{0,80}\)/u.exec(text.slice(at, at + 90))?.[0] ?? ''
  const found = listed.exec(text.slice(at + bracket.length, at + bracket.length + 24))
  return found ? { 0: bracket + found[0], 1: found[1] ?? '' } : null
}

const everyYear = new RegExp(`(?:${every})\\s+năm$`, 'iu')
const yearlyBy: Readonly<Record<number, ReadFrequency>> = { 1: 'annual', 2: 'semiannual', 4: 'quarterly' }
const roundsOf: Readonly<Partial<Record<ReadFrequency, number>>> = { semiannual: 2, quarterly: 4 }

function* datesOf(text: string): Generator<Said> {
  for (const found of text.matchAll(dates)) {
    const all = [...found[0].matchAll(oneDate)]
    if (all.some(([, d, m]) => Number(d) > 31 || Number(m) > 12 || Number(d) < 1 || Number(m) < 1)) continue
    // A day with its year and nothing that says "by" is when something was, or a document's.
    const isDue =
      (found[1] ?? '') !== '' ||
      /[(:]\s*$/u.test(text.slice(Math.max(0, found.index - 3), found.index)) ||
      all.every((one) => one[3] === undefined)
    if (!isDue || !/ngày|trước/iu.test(found[0])) continue
    const printed = all.map(([, d = '', m = '', y]) => `${y ?? '-'}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
    const frequency = everyYear.test(found[0]) ? yearlyBy[printed.length] : undefined
    yield {
      at: found.index,
      end: found.index + found[0].length,
      due: { raw: found[0].trim(), dates: printed },
      dates: printed,
      ...(frequency ? { frequency } : {}),
    }
  }
}

/** "cuối Học kỳ 1 và cuối Học kỳ 2": twice a year, on days that each school sets. */
const schoolTerm =
  /(?:cuối|sau|mỗi|từng|h[ằà]ng|kết thúc)\s+(?:mỗi\s+)?học kỳ(?:\s+(?:I|1|một)\s+(?:,|và)\s+(?:(?:cuối|kết thúc)\s+)?học kỳ\s+(?:II|2|hai))?(?![\p{L}\d])/giu

function* schoolTerms(text: string): Generator<Said> {
  for (const found of text.matchAll(schoolTerm)) {
    const end = found.index + found[0].length
    if (!/^\s+(?:I|II|1|2)(?![\p{L}\d])/u.test(text.slice(end)))
      yield { at: found.index, end, frequency: 'semiannual', due: { raw: found[0] } }
  }
}

function* bareDays(text: string): Generator<Said> {
  for (const found of text.matchAll(bareDay)) {
    const day = Number(found[1])
    if (day >= 1 && day <= 31) yield { at: found.index, end: found.index + found[0].length, due: { raw: found[0].trim(), day } }
  }
}

function* frequenciesOf(text: string): Generator<Said> {
  for (const [frequency, words] of frequencies) {
    for (const found of text.matchAll(words)) {
      let end = found.index + found[0].length
      if (otherYearly.test(text.slice(Math.max(0, found.index - 24), found.index))) continue
      yield { at: found.index, end, frequency }
      for (let next = listedAt(text, end); next?.[1]; next = listedAt(text, end)) {
        // Nine months are the third of four quarters, no frequency of their own.
        if (!/^(?:0?9|chín)/iu.test(next[1]))
          yield {
            at: end + next[0].length - next[1].length,
            end: end + next[0].length,
            frequency: listedFrequency[next[1].toLowerCase()] ?? 'semiannual',
          }
        end += next[0].length
      }
    }
  }
}
