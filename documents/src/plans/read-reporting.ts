import type { ReadFrequency, ReadReporting } from '@haidang/domain/plans/reading'
import type { CleanText } from '../text/clean-text.ts'
import { readCutoff, readTimes, type ReportTime } from './report-times.ts'
import { readUnits, startsAction, startsUnit } from './units.ts'

export type Sentence = { readonly from: number; readonly to: number }

/** "… trong tháng 8. Sở X …", "… quý III. UBND …". */
const endsInNumber =
  /(?:[Tt]háng|[Qq]uý|Đề án|[Mm]ức(?: độ)?|[Cc]ấp độ|[Đđ]ợt|[Hh]ạng|[Tt]hứ|[Ll]ớp|[Kk]h(?:óa|oá)|[Đđ]iều|[Kk]hoản|[Pp]hụ lục|[Gg]iai đoạn)\s(?:\d{1,2}|[IVX]{1,4})\.$/u

/** Sentences of a passage: cut after a full stop before a capital, never at semicolons. */
export function sentences(text: string, from: number): readonly Sentence[] {
  const found: Sentence[] = []
  let start = from
  for (const cut of text.slice(from).matchAll(/[.!?]\s+(?=["“(]?\p{Lu})/gu)) {
    const end = from + cut.index + 1
    // "TP. An Lộc", "Th.S Lan": no end of a sentence.
    const isShort = /(?:^|[\s(])(?:\p{Lu}{1,3}|T[hps]|Ths|ThS|[BGK]s|\d{1,2})\.$/u.test(text.slice(Math.max(start, end - 8), end))
    if (isShort && !endsInNumber.test(text.slice(Math.max(start, end - 24), end))) continue
    found.push({ from: start, to: end })
    start = from + cut.index + cut[0].length
  }
  if (start < text.length) found.push({ from: start, to: text.length })
  return found
}

const verb = /báo cáo/giu
const isNoun =
  /(?:mẫu|nội dung|đề cương|hệ thống thông tin|qua|trên cơ sở|theo|nghe|sau khi|số liệu|các|hệ thống|tại|chốt số liệu|thời hạn|thời gian|của|hoàn thiện|trong|công tác|(?<!định )kỳ|(?<!(?:h[ằà]ng|mỗi|từng|\d|sáu|ba|,|và) )(?:tháng|quý|năm)|(?:chế độ )?thông tin|yêu cầu|bỏ)\s+$/iu
const addressee =
  /(?:gửi(?:\s+(?:(?:kết quả|số liệu|danh sách)(?:\s+(?!(?:về|đến|tới|cho)\s)[^\s,;.]+){1,6}(?=\s+(?:về|đến|tới|cho)\s)|báo cáo|kết quả))?(?:\s+(?:về|đến|tới|cho))?|về|đến|tới|cho|trình|(?<!đối |hợp |cùng )với|v[éẻèê])\s+/giu
const viaPattern = /\(?(?:thông\s+qua|qua)\s+/giu

/** What stands around a sentence: its citations blanked out, and who is told above it. */
export type ReportContext = {
  readonly masked: string
  readonly leadOf: (text: string) => readonly string[]
  readonly above: readonly string[]
}

/** Reports that a sentence orders: who, to whom, how often, due when, over which window; one for each frequency. */
export function readReporting(clean: CleanText, sentence: Sentence, context: ReportContext): readonly ReadReporting[] {
  const text = clean.text.slice(sentence.from, sentence.to)
  if (!/báo cáo|gửi/iu.test(text) || isLifted.test(text)) return []
  const clauses = reportClauses(text, sentence.from)
  const found: ReadReporting[] = []
  // A body that another clause names does not report with the first.
  const [first] = clauses
  const named = first ? context.leadOf(clean.text.slice(first.from, first.to)) : []
  let who: readonly string[] = named.length > 0 ? named : context.leadOf(first ? text.slice(0, first.to - sentence.from) : text)
  let isOwn = who.length > 0
  let to: readonly string[] = []
  let via: string | undefined
  let often: ReadFrequency | undefined
  for (const clause of clauses) {
    const said = clean.text.slice(clause.from, clause.to)
    const own = clause === first ? who : context.leadOf(said)
    if (own.length > 0) {
      who = own
      isOwn = true
    }
    const report = readClause(
      said,
      context.masked.slice(clause.from, clause.to).replace(notAsked, (lifted) => ' '.repeat(lifted.length)),
      to.length > 0 ? to : saidLater(clean.text, clauses, clause),
    )
    if (!report) continue
    to = report.to
    via = report.via ?? (clause.isMore ? via : undefined)
    const span = clauses.length === 1 ? sentence : clause
    for (const said of report.times) {
      // "… hằng năm gửi Sở X; Sở X tổng hợp, báo cáo … trước ngày 30/11": a day without a year comes as often as the one before.
      const time = said.frequency === 'once' && often && isOfEveryYear(said) ? { ...said, frequency: often } : said
      found.push({
        rule: isOwn ? 'reporting.sentence' : 'reporting.leadIn',
        text: clean.text.slice(span.from, span.to).replace(/[\s;]+$/u, ''),
        who: oneOrMany(isOwn ? who : context.above),
        to: oneOrMany(to),
        ...(via ? { via } : {}),
        ...time,
        ...clean.passage(span.from, span.to),
      })
    }
    const regular = report.times.find((time) => time.frequency !== 'once' && time.frequency !== 'as-required')
    if (regular) often = regular.frequency
  }
  return found
}

const isOfEveryYear = ({ due }: ReportTime): boolean => due?.dates?.every((day) => day.startsWith('-')) ?? false

/** "Báo cáo tiến độ 3 tháng một lần; báo cáo kết quả … về Sở X": the last of them says where all of them go. */
function saidLater(text: string, clauses: readonly ReportClause[], clause: ReportClause): readonly string[] {
  if (!/^[-–+\s]*[Bb]áo cáo/u.test(text.slice(clause.from, clause.to))) return []
  const next = clauses[clauses.indexOf(clause) + 1]
  return next && /^báo cáo/u.test(text.slice(next.from, next.to)) ? readAddressees(text.slice(next.from, next.to), 0) : []
}

/** "Bỏ yêu cầu báo cáo tuần tại Công văn …": a duty that ends. */
/** "không thực hiện báo cáo hằng tháng và hằng quý". */
const notAsked = /không (?:phải )?(?:thực hiện|gửi|lập|yêu cầu)\s[^,.;:()]{0,20}báo cáo[^,.;:()]*/giu
const isLifted = /^\s*(?:Bỏ|Bãi bỏ|Dừng|Không yêu cầu|Không thực hiện|Thay thế)\s/u

type ReportClause = Sentence & { readonly isMore: boolean }

/** The parts of a sentence that each order a report; what adds a day or a body to one stays with it. */
function reportClauses(text: string, offset: number): readonly ReportClause[] {
  const parts: { from: number; to: number }[] = []
  let start = 0
  for (const cut of text.matchAll(/\([^()]{0,300}\)|;\s+|$/gu)) {
    if (cut[0].startsWith('(')) continue
    if (cut.index > start) parts.push(...eachReport(text, start, cut.index))
    start = cut.index + cut[0].length
  }
  const clauses: { from: number; to: number; isMore: boolean }[] = []
  for (const { from, to } of parts) {
    const part = text.slice(from, to)
    const last = clauses.at(-1)
    if (orders(part) || (last && handsOn(part))) clauses.push({ from: from + offset, to: to + offset, isMore: isMore.test(part) })
    else if (last && addsTo(part)) last.to = to + offset
  }
  return clauses
}

/** "báo cáo Giám đốc Sở trước ngày 25 hằng tháng và báo cáo UBND tỉnh trước ngày 10 tháng đầu quý sau": two reports, each with its time. */
function eachReport(text: string, from: number, to: number): readonly { readonly from: number; readonly to: number }[] {
  const isTimed = (part: string) => orders(part) && (readTimes(part).times.length > 0 || readTimes(part).due !== undefined)
  for (const and of text.slice(from, to).matchAll(/(?:,\s+|\s+)(?:và|đồng thời)\s+(?=(?:gửi\s+)?báo cáo\s)/gu)) {
    const [end, next] = [from + and.index, from + and.index + and[0].length]
    const isOfAnother = startsUnit(
      text,
      next +
        (/^(?:gửi\s+)?báo cáo\s+(?:(?:kết quả|tiến độ|tình hình)\s+)?(?:(?:về|cho|với)\s+)?/u.exec(text.slice(next, to))?.[0].length ?? 0),
    )
    if (isOfAnother && isTimed(text.slice(from, end)) && isTimed(text.slice(next, to)))
      return [{ from, to: end }, ...eachReport(text, next, to)]
  }
  return [{ from, to }]
}

/** "Phòng Y tế tổng hợp, gửi Sở Y tế trước ngày 22 hằng tháng": what was reported goes further. */
const handsOn = (part: string): boolean =>
  /(?:tổng hợp|hoàn thiện|rà soát)[^.;]{0,40}\s(?:gửi|trình)\s/u.test(part) && readTimes(part).times.length > 0 && startsUnit(part, 0)

/** "riêng báo cáo năm gửi trước ngày …": the same body to the same receiver. */
const isMore = /^(?:riêng|trong đó|(?:và )?báo cáo (?:năm|quý|tháng|6 tháng|tổng kết|sơ kết))\s/iu

const orders = (part: string): boolean =>
  orderIn(part) !== undefined || sends(part) || regime.test(part) || (isMore.test(part) && /báo cáo/u.test(part))

const orderIn = (text: string): RegExpExecArray | undefined =>
  [...text.matchAll(verb)].find(
    (found) => !isNoun.test(text.slice(Math.max(0, found.index - 24), found.index)) || /chế độ\s+$/u.test(text.slice(0, found.index)),
  )

/** "… gửi danh sách về Sở X trước ngày 15/8 để tổng hợp": what is sent to be put together is a report by another name. */
function sends(part: string): boolean {
  if (!/(?<!(?:đã|được|xin)\s)gửi\s/u.test(part) || !gathered.test(part)) return false
  const { times, due } = readTimes(part)
  return (times.length > 0 || due !== undefined) && readAddressees(part, part.length).length > 0
}
const gathered = /(?:để|nhằm) (?:được )?(?:tổng hợp|theo dõi)|(?:^|\s)[Kk]ết quả|số liệu/u

const addsTo = (part: string): boolean => {
  const units = readUnits(part, 0)
  const times = readTimes(part)
  return (
    (units !== undefined && units.endedBy !== 'action' && units.endedBy !== 'colon') ||
    (units === undefined &&
      (times.times.length > 0 || readCutoff(part) !== undefined || (times.due !== undefined && isRound.test(part)))) ||
    /đột xuất|khi có yêu cầu/u.test(part)
  )
}

/** "Đợt 2: … trước ngày 15/02; Đợt 3: …". */
const isRound = /^(?:Đợt|Lần|Kỳ|Quý)\s/u
const regime = /(?:chế độ (?:thông tin,? )?báo cáo|báo cáo định kỳ|định kỳ[^.;]{0,90}báo cáo|báo cáo[^.;]{0,160}định kỳ)/iu
/** "rà soát …, báo cáo Sở X trước ngày …" is the end of a piece of work, "…, gửi báo cáo về Sở X trước ngày …" a report. */
const asksInWriting = /gửi báo cáo|báo cáo (?:bằng văn bản|kết quả|tình hình|tiến độ)(?![\p{L}])/u
/** Where a clause says nothing else: "…; báo cáo kết quả trước ngày 30/9". Behind a comma it ends a piece of work. */
const ofResults = /^(?:[-–+\s]|đồng thời,?\s|có\s|gửi\s)*báo cáo (?:bằng văn bản |ngay )?(?:về )?(?:kết quả|tình hình|tiến độ)(?![\p{L}])/iu
const whenNeeded =
  /đột xuất|khi có yêu cầu|theo yêu cầu|(?:nếu|khi) (?:có|gặp|phát sinh)[^.;]{0,60}(?:khó khăn|vướng mắc|vấn đề|phát sinh)/iu

/** "báo cáo Tỉnh ủy trước 5/3 để trình Trung ương trước 9/4": the second day is not the report's. */
function onlyForReport(masked: string): string {
  const on = /\sđể (?:trình|báo cáo)\s/u.exec(masked)
  const said = on ? masked.slice(0, on.index) : masked
  const { times, due } = readTimes(said)
  return times.length > 0 || due ? said : masked
}

type ClauseReport = { readonly to: readonly string[]; readonly via: string | undefined; readonly times: readonly ReportTime[] }

function readClause(text: string, masked: string, before: readonly string[]): ClauseReport | null {
  const order = orderIn(text)
  const isRegime = regime.test(text)
  const own = readAddressees(text, order?.index ?? 0).map(receiverOnly)
  const to = own.length === 0 && (isMore.test(text) || /^[-–+\s]*(?:[Bb]áo cáo|trước|chậm nhất)/u.test(text)) ? before : own
  const { times, due } = readTimes(onlyForReport(masked))
  const via = readVia(text)
  if (times.length > 0) {
    // "tuyên truyền … định kỳ hàng quý" near a mere mention of reports is no regime of reports.
    if (!isRegime && to.length === 0 && times.every((time) => time.due === undefined)) return null
    return { to, via, times }
  }
  const cutoff = readCutoff(text)
  const once = { ...(due ? { due } : {}), ...(cutoff ? { cutoff } : {}) }
  // "nghiêm chế độ thông tin báo cáo …": neither to whom nor when is said.
  if (isRegime && (to.length > 0 || due || whenNeeded.test(text)))
    return { to, via, times: [{ frequency: due ? 'once' : 'as-required', ...once }] }
  // "rà soát …, báo cáo trước ngày …" is the end of a task, not a regime of reports.
  const isSent = !order || (order.index > 90 && order.index > text.search(/gửi\s/u))
  if (isSent && due && to.length > 0 && sends(masked)) return { to, via, times: [{ frequency: 'once', ...once }] }
  if (!order || (order.index > 90 && !asksInWriting.test(text.slice(order.index - 5)))) return null
  if (to.length === 0 && !(due && ofResults.test(text))) return null
  // "Báo cáo Chính phủ trong tháng 3/2032 để trình Quốc hội dự thảo luật": a draft that is handed in.
  if (due && !due.day && !due.dates && /\sđể trình\s/u.test(text) && !goesOnWithIt.test(text)) return null
  if (due) return { to, via, times: [{ frequency: 'once', ...once }] }
  return whenNeeded.test(text) || sendsResults(text) ? { to, via, times: [{ frequency: 'as-required' }] } : null
}

/** "Nội dung này báo cáo Tỉnh ủy …": what the sentence before told somebody to do. */
export const goesOnWithIt = /^(?:Nội dung|Việc|Kết quả|Các nội dung) này\s/u

/** "báo cáo tiến độ về Ban Giám đốc", "báo cáo kết quả gửi Sở X để tổng hợp": a report, though nothing says when. */
const sendsResults = (text: string): boolean => /báo cáo (?:kết quả|tiến độ|tình hình|số liệu)(?:[^.;]{0,120}?)\s(?:gửi|về)\s+/u.test(text)

/** "Tổ công tác đầu tháng 3", "Ban Bí thư và hoàn thành": what follows the name is no part of it. */
function receiverOnly(unit: string): string {
  const named = unit.replace(
    /\s(?:(?:những|các)(?:$| (?:vấn đề|khó khăn|vướng mắc|nội dung|vụ việc|tình huống)(?![\p{L}]).*)|(?:một|01|1) lần|(?:đầu|giữa|cuối|trong|vào) (?:tháng|quý|năm|tuần)\s.*)$/u,
    '',
  )
  const and = named.lastIndexOf(' và ')
  return and > 0 && /^\p{Ll}/u.test(named.slice(and + 4)) && startsAction(named.slice(and + 4)) ? named.slice(0, and) : named
}

/** The window or the day that a sentence of its own adds to the reports beside it: "Thời gian lấy số liệu: từ ngày 16 …". */
export function withSupplement(reports: readonly ReadReporting[], text: string): readonly ReadReporting[] {
  const cutoff = readCutoff(text)
  const { times, due } = saysWhenDue.test(text) ? readTimes(text) : { times: [], due: undefined }
  const named = windowOf(text, cutoff ? text.indexOf(cutoff.raw) : 0)
  return reports.map((report) => {
    const day = report.due ?? times.find((time) => time.frequency === report.frequency)?.due ?? due
    return { ...report, ...(day ? { due: day } : {}), ...(report.cutoff || !cutoff || !named.includes(report.frequency) ? {} : { cutoff }) }
  })
}

/** "… cho các cơ quan xây dựng báo cáo gửi UBND tỉnh (thông qua Sở Nội vụ) như sau:": who reports to whom, for each of the list below. */
export function withLeadIn(reports: readonly ReadReporting[], leadIn: string): readonly ReadReporting[] {
  const receivers = readAddressees(leadIn, 0)
  const told = /\s(?:cho|yêu cầu|đề nghị|giao)\s+(?=\S)/u.exec(leadIn)
  const senders = told ? (readUnits(leadIn, told.index + told[0].length)?.units ?? []) : []
  const via = readVia(leadIn)
  return reports.map((report) => ({
    ...report,
    who: report.who ?? oneOrMany(senders),
    to: report.to ?? oneOrMany(receivers),
    ...(via && report.to === null && !report.via ? { via } : {}),
  }))
}

/** "- Báo cáo quý I: tính từ ngày … đến ngày …" in a list of such windows says itself how often, and over which days. */
export function readWindowOfKind(clean: CleanText, from: number): readonly ReadReporting[] {
  const text = clean.text.slice(from)
  const label = /^(?:Đối với )?[Bb]áo cáo\s([^:]{2,40}):/u.exec(text)?.[1] ?? ''
  const cutoff = readCutoff(text)
  const frequency = kindOfReport.find(([, words]) => words.test(label))?.[0]
  if (!cutoff || !frequency) return []
  const kind = { frequency, cutoff, who: null, to: null }
  return [{ rule: 'reporting.sentence', text: text.replace(/[\s;.]+$/u, ''), ...kind, ...clean.passage(0, clean.text.length) }]
}
const kindOfReport: readonly (readonly [ReadFrequency, RegExp])[] = [
  ['semiannual', /(?:0?6|sáu) tháng/iu],
  ['quarterly', /quý|(?:0?[39]|ba|chín) tháng/iu],
  ['monthly', /tháng/iu],
  ['annual', /năm/iu],
]

/** "Báo cáo gửi về Công an huyện để tổng hợp": meant for the reports listed before it that name nobody. */
export function withReceiver(reports: readonly ReadReporting[], text: string): readonly ReadReporting[] {
  const to = oneOrMany(readAddressees(text, 0))
  if (to === null) return reports
  const via = readVia(text)
  const sender = readUnits(text, 0)
  const who = sender?.endedBy === 'action' ? oneOrMany(sender.units) : null
  return reports.map((report) =>
    report.to === null ? { ...report, to, who: report.who ?? who, ...(via && !report.via ? { via } : {}) } : report,
  )
}

/** "Báo cáo gửi về …", "Các xã gửi báo cáo về …" without a word on how often. */
export const namesReceiver = (text: string): boolean =>
  /^(?:Các )?[Bb]áo cáo (?:được |phải |bằng văn bản )?gửi(?![\p{L}])/u.test(text) ||
  (/^gửi (?:các )?báo cáo (?:về|đến|cho)\s/u.test(text.slice(readUnits(text, 0)?.end ?? 0)) && readTimes(text).times.length === 0)

const saysWhenDue =
  /^(?:Thời (?:hạn|gian|điểm)|Hạn|Báo cáo gửi)[^.:]{0,40}báo cáo|(?:^|[\s,])(?:thời hạn|thời gian|hạn) (?:gửi|nộp|báo cáo|hoàn thành báo cáo)(?![\p{L}])|^(?:Các )?[Bb]áo cáo (?:được |phải )?(?:gửi|lập|hoàn thành).{0,300}?(?:chậm nhất|trước ngày)/u

/** Whose window it is: what stands before it says so ("Báo cáo 6 tháng: tính từ …"), else one from month to month is that of monthly and quarterly reports. */
function windowOf(text: string, at: number): readonly string[] {
  const label = text.slice(0, at)
  if (/(?:0?6|sáu) tháng/iu.test(label)) return ['semiannual']
  if (/(?<!(?:h[ằà]ng|mỗi) )quý/iu.test(label) || /báo cáo quý/u.test(text)) return ['quarterly']
  if (/báo cáo tháng(?!\s*\d)/u.test(text)) return ['monthly']
  if (/báo cáo[^:]{0,60}\snăm|(?:h[ằà]ng|cả) năm/iu.test(label)) return ['annual']
  return ['monthly', 'quarterly']
}

const oneOrMany = (units: readonly string[]): string | readonly string[] | null =>
  units.length === 0 ? null : units.length === 1 ? (units[0] ?? null) : units

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
    if (span) return span.units.map((unit) => unit.replace(/\).*$/su, '')).join('; ')
  }
  return undefined
}
