import type { Passage, ReadDocument } from '@haidang/domain/plans/reading'
import type { CleanText } from '../text/clean-text.ts'
import { outlineMark } from '../text/outline-mark.ts'
import { dateFrom, isoDay } from './read-dates.ts'
import { surnames } from './signature-lines.ts'
import { startsUnit } from './units.ts'

export type ReadMeeting = { readonly meeting: NonNullable<ReadDocument['meeting']>; readonly passage: Passage }

const person = '(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|đ/c|Đ/c)'
const name = '\\p{Lu}\\p{Ll}*(?:\\s+\\p{Lu}\\p{Ll}*){1,4}'
const known = `(?:${surnames})(?:\\s+\\p{Lu}\\p{Ll}*){1,4}`
const office =
  '(?:(?:Quyền |Q\\. ?)?(?:Phó )?(?:Chủ tịch|Tổng Giám đốc|Giám đốc|Tổng Bí thư|Bí thư|Trưởng [Bb]an|Trưởng [Tt]iểu ban|Trưởng [Pp]hòng|Trưởng [Đđ]oàn|Chánh Văn phòng|Chánh Thanh tra|Bộ trưởng|Thủ tướng|Thống đốc|Chủ nhiệm|Tổng [Cc]ục trưởng|Chi cục trưởng|Cục trưởng|Vụ trưởng|Viện trưởng|Tổ trưởng|Hiệu trưởng)|Thứ trưởng|Phó Thường trực|Thường trực|Ủy viên)'
/** What who chairs does. The second part only says so in a notice of conclusions. */
const chairs = '(?:đồng |cùng |trực tiếp |đã |làm )*(?:(?:chủ trì|chủ tọa|chủ toạ)(?![\\p{L}])|(?:có|tổ chức)\\s+(?=buổi\\s))'
const attends =
  '(?:đã |đến |trực tiếp |cùng |đồng |làm )*(?:(?:chủ trì|chủ tọa|chủ toạ|(?:tham )?dự(?: và|,) (?:phát biểu )?(?:chỉ đạo|kết luận|phát biểu)|kết luận|có ý kiến (?:chỉ đạo|kết luận))(?![\\p{L}])|(?:có|tổ chức)\\s+(?=(?:buổi|cuộc|phiên)\\s)|(?:đi |thăm,? )*(?=(?:họp|làm việc) (?:với|tại|nghe|về|bàn|trực)|(?:kiểm tra|khảo sát|thị sát)[\\s,]))'

/** "…, ngày 17/3, Phó Chủ tịch …", "… làm Trưởng đoàn": what stands beside the office is no part of it. */
const tidyRole = (role: string): string =>
  role
    .replace(/^.*(?:^|\s)ngày\s[^,]{3,40},\s+/u, '')
    .replace(/^.*,\s+tại\s[^,]{3,80},\s+/u, '')
    .replace(/^\s*là\s+|\s+(?:làm|-) [Tt]rưởng đoàn$/gu, '')
    .replace(/[\s,)–-]+$/u, '')

type Chair = { readonly chair: string | null; readonly role: string | null; readonly at: number; readonly end: number }

type ChairPattern = { readonly pattern: RegExp; readonly name: number; readonly role: number; readonly second?: number }

/** "Đồng chí Trần Văn Bình, Phó Chủ tịch … chủ trì"; office first, then the name; "dưới sự chủ trì của …"; an office without a name. */
const chairPatterns = (does: string): readonly ChairPattern[] => [
  { pattern: new RegExp(`${person}\\s+(${name})\\s*(?:[,–(-]\\s*(.{3,260}?))?\\)?\\s*(?:,\\s*)?${does}`, 'u'), name: 1, role: 2 },
  {
    pattern: new RegExp(`(?<![\\p{L}])(${office}(?![\\p{L}])[^;.]{0,160}?)[,–-]?\\s+(?:${person}\\s+)?(${known}),?\\s+${does}`, 'u'),
    name: 2,
    role: 1,
  },
  // "Phó Thủ tướng Trần Văn Bình, Trưởng Ban Chỉ đạo … chủ trì": an office before and one after the name.
  {
    pattern: new RegExp(
      `(?<![\\p{L}])(${office}(?![\\p{L}])[^;.,]{0,80}?)\\s+(${known})\\s*[,–(-]\\s*(${office}[^;.]{3,200}?)\\)?,?\\s+${does}`,
      'u',
    ),
    name: 2,
    role: 1,
    second: 3,
  },
  {
    pattern: new RegExp(`(?:chủ trì|chủ tọa|chủ toạ) của\\s+(?:${person}\\s+)?(${known})\\s*[,–(-]\\s*(${office}[^;.,()]{0,120})`, 'u'),
    name: 1,
    role: 2,
  },
  {
    pattern: new RegExp(
      `(?:chủ trì|chủ tọa|chủ toạ) của\\s+(?:${person}\\s+)?(${office}[^;.]{0,120}?)[,–-]?\\s+(?:${person}\\s+)?(${known})`,
      'u',
    ),
    name: 2,
    role: 1,
  },
]
const strictPatterns = chairPatterns(chairs)
const widePatterns = chairPatterns(attends)
const unnamed = new RegExp(
  `(?<![\\p{L}])(${office}(?![\\p{L}])[^;.,]{0,80}?),?\\s+(?:đã |trực tiếp )*(?:chủ trì|chủ tọa|chủ toạ)(?![\\p{L}])(?! của)`,
  'u',
)

/** Who chairs first: of all ways to say it the one that ends first. */
function readChair(text: string, isNotice: boolean): Chair | null {
  const found: Chair[] = []
  for (const { pattern, name: named, role, second } of isNotice ? widePatterns : strictPatterns) {
    const match = pattern.exec(text)
    if (!match) continue
    found.push({
      chair: match[named] ?? null,
      role: match[role] === undefined ? null : tidyRole(`${match[role]}${second === undefined ? '' : `, ${match[second] ?? ''}`}`),
      at: match.index,
      end: match.index + match[0].length,
    })
  }
  const named = found.toSorted((a, b) => a.end - b.end || a.at - b.at)[0]
  if (named) return named
  const office = unnamed.exec(text)
  return office?.[1] ? { chair: null, role: office[1].trim(), at: office.index, end: office.index + office[0].length } : null
}

const eventWords =
  '(?:cuộc họp|phiên họp|buổi họp|[Hh]ội nghị|[Pp]hiên họp|[Cc]uộc họp|buổi làm việc|cuộc làm việc|[Hh]ội thảo|[Tt]ọa đàm|họp|giao ban|làm việc)'

export type MeetingContext = {
  readonly title: string | null
  readonly year: number | null
  /** The document calls itself a notice, conclusions or minutes: then whoever "worked with" others led the meeting. */
  readonly isNotice: boolean
}

/** The meeting that a notice of conclusions reports: day, chair, place, subject, who attended. */
export function readMeeting(opening: readonly CleanText[], context: MeetingContext): ReadMeeting | null {
  const { title, year, isNotice } = context
  for (const [index, clean] of opening.entries()) {
    const text = clean.text.slice(0, 1200)
    // "Sở X chủ trì, phối hợp với Sở Y …" leads work and no meeting.
    const saysChair =
      /chủ trì(?!,? (?:và )?(?:phối hợp|tham mưu|xây dựng|hướng dẫn|rà soát|triển khai|tổ chức (?:triển khai|thực hiện)))|chủ tọa|chủ toạ/u.test(
        text,
      )
    if (!saysChair && !(isNotice && opensWithDay.test(text))) continue
    const chair = readChair(text, isNotice)
    const day = meetingDay(text, chair, year) ?? (title === null ? null : meetingDay(title, null, year))
    if (!chair && (day === null || !saysChair || !titled.test(text))) continue
    // "3. Giao đồng chí … chủ trì …" is an order; an item that tells of a meeting says its day and who led it.
    if (outlineMark(text) && (!chair?.chair || !/[Nn]gày\s*\d/u.test(text.slice(0, chair.at)))) continue
    return meetingIn(opening.slice(index), { chair, day, title })
  }
  return isNotice ? (readTitled(opening, context) ?? readLabelled(opening)) : null
}

type Told = { readonly chair: Chair | null; readonly day: MeetingDay | null; readonly title: string | null }

function meetingIn(opening: readonly CleanText[], { chair, day, title }: Told): ReadMeeting | null {
  const [clean] = opening
  if (!clean) return null
  const text = clean.text.slice(0, 1200)
  const from = chair?.end ?? 0
  const sentenceEnd = /\.(?=\s+\p{Lu})/u.exec(text.slice(from))
  const end = sentenceEnd ? from + sentenceEnd.index : text.length
  return {
    meeting: {
      date: day?.iso ?? null,
      ...(day?.end ? { dateEnd: day.end } : {}),
      chair: chair?.chair ?? null,
      chairRole: chair?.role ?? null,
      place: readPlace(text.slice(0, end)),
      subject: readSubject(text.slice(0, end), chair, title),
      attendees: readAttendees(opening.slice(0, longestList).map((one) => one.text)),
    },
    passage: clean.passage(0, Math.min(end, clean.text.length)),
  }
}

/** "Kết luận của đồng chí …, Chủ tịch UBND xã tại cuộc họp …": where the paragraph names nobody, the title may. */
const concludes = /kết luận|ý kiến (?:chỉ đạo|phát biểu)/iu
const titled = new RegExp(eventWords, 'u')
const titledChair = new RegExp(`của\\s+(?:${person}\\s+)?(${known})\\s*[,–(-]\\s*(${office}[^;.()]{0,120}?)\\)?,?\\s+tại\\s`, 'u')
const titledOffice = new RegExp(`của\\s+(?:${person}\\s+)?(${office}[^;.()]{0,120}?)\\s+(${known})\\s+tại\\s`, 'u')

function readTitled(opening: readonly CleanText[], { title, year }: MeetingContext): ReadMeeting | null {
  const index = opening.findIndex(({ text }) => opensWithDay.test(text) && titled.test(text) && !outlineMark(text))
  const day = meetingDay(opening[index]?.text.slice(0, 1200) ?? '', null, year)
  if (day === null || !concludes.test(`${title ?? ''} ${opening[index]?.text ?? ''}`)) return null
  const named = titledChair.exec(title ?? '')
  const officeFirst = named ? null : titledOffice.exec(title ?? '')
  const found = meetingIn(opening.slice(index), { chair: null, day, title })
  return (
    found && {
      ...found,
      meeting: { ...found.meeting, chair: named?.[1] ?? officeFirst?.[2] ?? null, chairRole: named?.[2] ?? officeFirst?.[1] ?? null },
    }
  )
}

const chairLabel = new RegExp(
  `^(?:[-–+•*]\\s*|\\d\\.\\s*)?(?:Chủ trì|Chủ tọa|Chủ toạ)[^:]{0,30}:\\s*(?:${person}\\s+)?(${name})\\s*[,–(:-]?\\s*(.{0,160}?)\\)?[.;]?$`,
  'u',
)

/** Minutes say in lines of their own when, where and under whom: "- Chủ trì: Ông …". */
function readLabelled(opening: readonly CleanText[]): ReadMeeting | null {
  const at = opening.findIndex((clean) => chairLabel.test(clean.text))
  const chair = chairLabel.exec(opening[at]?.text ?? '')
  if (!chair) return null
  const lines = opening.map((clean) => clean.text)
  const labelled = (label: RegExp) => lines.find((line) => label.test(line))?.replace(/^[^:]*:\s*/u, '')
  const time = labelled(/^(?:[-–+•*]\s*|\d\.\s*)?Thời gian[^:]{0,30}:/u)
  const rest = lines.slice(at + 1)
  const after = rest.findIndex((line) => !bullet.test(line))
  return {
    meeting: {
      date: time ? (meetingDay(time, null, null)?.iso ?? null) : null,
      chair: chair[1] ?? null,
      chairRole: chair[2] ? tidyRole(chair[2]) : null,
      place: labelled(/^(?:[-–+•*]\s*|\d\.\s*)?Địa điểm[^:]{0,30}:/u)?.replace(/[\s.;]+$/u, '') ?? null,
      subject: null,
      attendees: (after < 0 ? rest : rest.slice(0, after)).map((line) => line.replace(bullet, '').replace(/[\s;.]+$/u, '')),
    },
    passage: opening[at]?.passage(0, chair[0].length) ?? { start: 0, end: 0 },
  }
}

const longestList = 14
const opensWithDay =
  /^(?:(?:Vào |Hồi |Lúc )?(?:\d{1,2}\s*(?:giờ|h|g)[^,]{0,20},? )?(?:[Ss]áng |[Cc]hiều |[Tt]ối )?[Nn]gày|[Tt]rong (?:các |\d{1,2} )?ngày|Từ ngày|Tại (?:cuộc|buổi|phiên|[Hh]ội)|Thực hiện|Theo|[Ss]áng|[Cc]hiều)(?![\p{L}])/u

type MeetingDay = { readonly iso: string; readonly end?: string }

/** The last day before whoever chairs; those of the documents that are named there are no days of a meeting. */
function meetingDay(text: string, chair: Chair | null, year: number | null): MeetingDay | null {
  const days: (MeetingDay & { readonly at: number })[] = []
  for (const at of text.matchAll(/[Nn]gày\s*\(?\s*(?=\d)/gu)) {
    const before = text.slice(Math.max(0, at.index - 40), at.index)
    if (/\d\s*[/-]\s*\p{L}[\p{L}\d/&-]*,?\s*$/u.test(before)) continue
    const day = dayAt(text.slice(at.index + at[0].length, at.index + at[0].length + 60), year)
    if (day) days.push({ ...day, at: at.index })
  }
  const found = days.findLast((day) => chair !== null && day.at < chair.at) ?? days[0]
  return found ? { iso: found.iso, ...(found.end ? { end: found.end } : {}) } : null
}

function dayAt(text: string, year: number | null): MeetingDay | null {
  const range =
    /^(\d{1,2})(?:\s*(?:\/|tháng)\s*(\d{1,2}))?\s*(?:-|–|và|đến)\s*(?:ngày\s+)?(\d{1,2})\s*(?:\/|tháng)\s*(\d{1,2})\s*(?:\/|năm)\s*(\d{4})/u.exec(
      text,
    )
  if (range) {
    const [, d1 = '', m1, d2 = '', m2 = '', y = ''] = range
    const [first, last] = [isoDay(y, m1 ?? m2, d1), isoDay(y, m2, d2)]
    if (first && last) return { iso: first, end: last }
  }
  const full = dateFrom(text.slice(0, 40))
  if (full && full.iso.length === 10) return { iso: full.iso }
  const short = /^(\d{1,2})\s*(?:\/|tháng)\s*(\d{1,2})(?![\d/])/u.exec(text)
  const iso = short && year !== null ? isoDay(String(year), short[2] ?? '', short[1] ?? '') : null
  return iso === null ? null : { iso }
}

function readPlace(text: string): string | null {
  const found =
    /(?:^|[\s,])[Tt]ại\s+((?:[Tt]rụ sở|[Tt]rung tâm|[Hh]ội trường|[Pp]hòng [Hh]ọp|[Nn]hà|[Kk]hách sạn|[Vv]ăn phòng|UBND|điểm cầu|[Ss]ố)\s?[^;.]{2,80}?)(?=,\s|;|\.|\s(?:ông|bà|đồng chí|đã|do|và)\s|$)/u.exec(
      text,
    )
  if (found?.[1]) return found[1].trim()
  // "Ngày 5/6/2023, tại Bình Hải, …": where it was stands between the day and who chaired.
  return /ngày\s[^,;.]{4,40},\s+tại\s+([^,;.]{3,90}),/iu.exec(text)?.[1]?.trim() ?? null
}

function readSubject(text: string, chair: Chair | null, title: string | null): string | null {
  const afterChair = chair ? text.slice(chair.end) : ''
  const said = afterEvent.exec(afterChair)?.[1]?.trim() ?? ''
  const aim = /(?:\s(?:để|nhằm|về việc|về nội dung|về|nghe|bàn)\s+)(.{15,600})$/u.exec(said)
  if (aim?.[1]) return aim[1].trim()
  if (said.length > 30) return said
  const before = beforeChair.exec(chair ? text.slice(0, chair.at) : text)?.[1]
  const beforeAim = before ? /\s(?:về nội dung|về việc|về|để|nhằm)\s+(.{15,})$/u.exec(before)?.[1] : undefined
  if (beforeAim ?? before) return (beforeAim ?? before ?? '').replace(/[\s,]+$/u, '')
  const fromTitle = title ? titledEvent.exec(title)?.[1] : undefined
  const aboutTitle = title ? /về (?:việc )?(.{10,})$/u.exec(title)?.[1] : undefined
  const met = /(?:^|\s)(họp (?:giao ban|với|nghe|về|bàn)[^.]{10,300})/u.exec(chair ? text.slice(0, chair.at) : text)?.[1]
  return fromTitle ?? aboutTitle ?? (said === '' ? (met?.replace(/[\s,]+$/u, '') ?? null) : said)
}

const afterEvent = new RegExp(`^\\s*((?:${eventWords}|kiểm tra|khảo sát|thị sát)[^.]*)`, 'u')
const beforeChair = new RegExp(`(?:tổ chức|diễn ra)\\s+(${eventWords}[^.]{15,400}?)(?:,?\\s*(?:do|dưới sự)(?:\\s|$)|$)`, 'u')
const titledEvent = new RegExp(`(?:tại|về)\\s+(${eventWords}.{5,})$`, 'iu')

const attended =
  /(?:Tham dự|Cùng dự|Cùng tham dự|Dự|Thành phần tham dự|Thành phần dự|Thành phần|Tham gia|Cùng tham gia|Cùng đi)(?:\s+(?:họp|cuộc họp|hội nghị|Hội nghị|buổi làm việc|phiên họp|Phiên họp|làm việc|buổi họp|đoàn|với đồng chí [^,.;:]{3,60}))?(?:,?\s+tại\s+[^,.;:]{3,60}?(?=\s(?:có|gồm|là)[\s:]))?(?:\s+(?:gồm có|gồm|còn có|có|là))?\s*:?\s+((?:[^.]|\.(?!\s+\p{Lu}|$))+)/u
/** "THÀNH PHẦN THAM DỰ:" above one line for each. */
const attendedBelow = /^(?:\d\.\s*)?(?:Thành phần|Tham dự|Cùng dự|Dự (?:họp|hội nghị)|Cùng tham dự)[^.;]{0,120}:$/iu
const bullet = /^[-–+•*]\s*/u

/** Who attended: a sentence in one of the first paragraphs, or a list under its words. */
function readAttendees(texts: readonly string[]): readonly string[] {
  for (const [index, text] of texts.entries()) {
    if (attendedBelow.test(text) && bullet.test(texts[index + 1] ?? '')) {
      const rest = texts.slice(index + 1)
      const after = rest.findIndex((line) => !bullet.test(line))
      return (after < 0 ? rest : rest.slice(0, after)).map((line) => line.replace(bullet, '').replace(/[\s;.]+$/u, ''))
    }
    if (index > 1) continue
    const found = attended.exec(wholeSentence(texts, index))
    if (!found?.[1]) continue
    const list = found[1].replace(/[\s.]+$/u, '')
    const groups = list.split(/\s*;\s*/u)
    return groups.flatMap((group) => splitAttendees(group, groups.length > 1)).filter((entry) => entry !== '')
  }
  return []
}

/** "Tham dự có các đồng chí:" goes on in the next paragraph. */
function wholeSentence(texts: readonly string[], index: number): string {
  let end = index + 1
  while (end < texts.length && end < index + 4 && !/\.$/u.test(texts[end - 1] ?? '') && !/^(?:Sau khi|Tại|\d)/u.test(texts[end] ?? ''))
    end++
  return texts.slice(index, end).join(' ')
}

const namedEnd = new RegExp(`(?:^|\\s)(?:${surnames})(?:\\s+\\p{Lu}\\p{Ll}*){1,4}$`, 'u')
const namedStart = new RegExp(`^(?:${person}\\s+)?(?:${surnames})(?:\\s+\\p{Lu}\\p{Ll}*){1,4}(?=\\s*[,–(-])`, 'u')
const officeStart = new RegExp(`^(?:${person}\\s+)?(?:${office}|Phó Thủ tướng|Thống đốc|Tổng|Đại diện)(?![\\p{L}])`, 'u')
const officeWithin = new RegExp(`[,–(-]\\s*${office}(?![\\p{L}])`, 'u')

const bareOffice = new RegExp(`^(?:${person}\\s+)?${office}$`, 'u')

function splitAttendees(whole: string, listed: boolean): readonly string[] {
  const group = whole
    .replace(/^(?:tại (?:các )?(?:đầu cầu|điểm cầu)[^,;:]{0,60}?\s(?:có|gồm)\s*:?\s*)/u, '')
    .replace(/^(?:có\s+)?(?:các|những)\s+(?:đồng chí|đ\/c|ông(?:,| và)? bà|ông|bà)\s*:\s*/u, '')
    .replace(/^(?:các|những)\s+(?:đồng chí|đ\/c)\s+(?=\p{Lu})/u, '')
  const parts: string[] = []
  let start = 0
  for (const cut of group.matchAll(/,\s+|\s+và\s+/gu)) {
    const next = cut.index + cut[0].length
    const before = group.slice(start, cut.index)
    const rest = group.slice(next)
    const isPerson =
      (namedStart.test(rest) && officeWithin.test(before)) || (officeStart.test(rest) && officeStart.test(before) && namedEnd.test(before))
    // "Bộ trưởng, Chủ nhiệm …" is one office; "đại diện lãnh đạo Sở A, Sở B" is said of both.
    if (
      !isPerson &&
      (bareOffice.test(before) || /^[Đđ]ại diện(?: lãnh đạo)?(?: các)? (?:sở|Sở|Bộ|bộ)/u.test(before)) &&
      !/^(?:[Đđ]ại diện|[Ll]ãnh đạo|các đồng chí)/u.test(rest)
    )
      continue
    const isGroup = cut[0].includes('và')
      ? /^(?:đại diện|lãnh đạo|các đồng chí|Chủ tịch)(?![\p{L}])/u.test(rest)
      : /^(?:UBND|cấp (?:xã|huyện))/u.test(rest) || (!listed && (startsUnit(group, next) || /^(?:đại diện|các|lãnh đạo)/u.test(rest)))
    if (!isPerson && !isGroup) continue
    parts.push(before.trim())
    start = next
  }
  parts.push(group.slice(start).trim())
  return parts
}
