import type { Passage, ReadDocument } from '@haidang/domain/plans/reading'
import type { CleanText } from '../text/clean-text.ts'
import { dateFrom, isoDay } from './read-dates.ts'
import { surnames } from './signature-lines.ts'
import { startsUnit } from './units.ts'

export type ReadMeeting = { readonly meeting: NonNullable<ReadDocument['meeting']>; readonly passage: Passage }

const person = '(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|đ/c|Đ/c)'
const name = '\\p{Lu}\\p{Ll}*(?:\\s+\\p{Lu}\\p{Ll}*){1,4}'
const chairPattern = new RegExp(
  `${person}\\s+(${name})\\s*(?:[,–(-]\\s*(.{3,260}?))?\\)?\\s*(?:,\\s*)?(?:đã\\s+|làm\\s+)?(?:chủ trì|chủ tọa|chủ toạ|đã có buổi|có buổi)(?![\\p{L}])`,
  'u',
)
/** "Phó Chủ tịch UBND thành phố Trần Văn Bình chủ trì": office first, then the name. */
const officeFirst = new RegExp(
  `((?:Phó )?(?:Chủ tịch|Giám đốc|Bí thư|Trưởng ban|Trưởng Ban|Chánh Văn phòng|Bộ trưởng|Thứ trưởng|Thủ tướng)[^;.]{0,120}?)\\s+((?:${surnames})(?:\\s+\\p{Lu}\\p{Ll}*){1,4})\\s+(?:đã\\s+)?(?:chủ trì|chủ tọa|có buổi|đã có buổi)`,
  'u',
)
const eventWords = '(?:cuộc họp|phiên họp|buổi họp|[Hh]ội nghị|buổi làm việc|cuộc làm việc|hội thảo|họp|giao ban)'

/** The meeting that a notice of conclusions reports: day, chair, place, subject, who attended. */
export function readMeeting(preamble: readonly CleanText[], title: string | null, year: number | null): ReadMeeting | null {
  for (const [index, clean] of preamble.entries()) {
    const text = clean.text
    if (!/chủ trì|chủ tọa|chủ toạ/u.test(text)) continue
    const opening = text.slice(0, 1200)
    const found = chairPattern.exec(opening) ?? officeFirst.exec(opening)
    const isOfficeFirst = found !== null && !chairPattern.test(opening)
    const day = meetingDay(opening, year)
    if (!found && day === null) continue
    const sentenceEnd = /\.(?=\s+\p{Lu})/u.exec(opening.slice(found ? found.index + found[0].length : 0))
    const end = sentenceEnd ? (found ? found.index + found[0].length : 0) + sentenceEnd.index : opening.length
    const meeting: NonNullable<ReadDocument['meeting']> = {
      date: day?.iso ?? null,
      ...(day?.end ? { dateEnd: day.end } : {}),
      chair: found?.[isOfficeFirst ? 2 : 1] ?? null,
      chairRole: found?.[isOfficeFirst ? 1 : 2]?.replace(/[\s,)]+$/u, '') ?? null,
      place: readPlace(opening.slice(0, end)),
      subject: readSubject(opening.slice(0, end), found, title),
      attendees: readAttendees([text, preamble[index + 1]?.text ?? '']),
    }
    return { meeting, passage: clean.passage(0, Math.min(end, text.length)) }
  }
  return null
}

function meetingDay(text: string, year: number | null): { readonly iso: string; readonly end?: string } | null {
  const range = /[Nn]gày\s+(\d{1,2})\s*(?:-|–|và|đến)\s*(\d{1,2})\s*\/\s*(\d{1,2})\s*\/\s*(\d{4})/u.exec(text)
  if (range) {
    const [, d1, d2, m, y] = range
    const [first, last] = [isoDay(y ?? '', m ?? '', d1 ?? ''), isoDay(y ?? '', m ?? '', d2 ?? '')]
    if (first && last) return { iso: first, end: last }
  }
  for (const at of text.matchAll(/[Nn]gày\s*\(?\s*(?=\d)/gu)) {
    const rest = text.slice(at.index + at[0].length)
    const full = dateFrom(rest.slice(0, 40))
    if (full && full.iso.length === 10) return { iso: full.iso }
    const short = /^(\d{1,2})\/(\d{1,2})(?![\d/])/u.exec(rest)
    if (short && year !== null) {
      const iso = isoDay(String(year), short[2] ?? '', short[1] ?? '')
      if (iso) return { iso }
    }
  }
  return null
}

function readPlace(text: string): string | null {
  const found =
    /(?:^|[\s,])[Tt]ại\s+((?:[Tt]rụ sở|[Tt]rung tâm|[Hh]ội trường|[Pp]hòng [Hh]ọp|[Nn]hà|[Kk]hách sạn|[Vv]ăn phòng|UBND|điểm cầu|[Ss]ố)\s?[^;.]{2,80}?)(?=,\s|;|\.|\s(?:ông|bà|đồng chí|đã|do|và)\s|$)/u.exec(
      text,
    )
  return found?.[1]?.trim() ?? null
}

function readSubject(text: string, chair: RegExpExecArray | null, title: string | null): string | null {
  const afterChair = chair ? text.slice(chair.index + chair[0].length) : ''
  const said = new RegExp(`^\\s*(${eventWords}[^.]*)`, 'u').exec(afterChair)?.[1]?.trim() ?? ''
  const aim = /(?:\s(?:để|nhằm|về việc|về nội dung|về|nghe|bàn)\s+)(.{15,600})$/u.exec(said)
  if (aim?.[1]) return aim[1].trim()
  if (said.length > 30) return said
  const before = new RegExp(`(?:tổ chức|diễn ra)\\s+(${eventWords}[^.]{15,400}?)(?:,?\\s*(?:do|dưới sự)\\s|$)`, 'u').exec(
    chair ? text.slice(0, chair.index) : text,
  )?.[1]
  const beforeAim = before ? /\s(?:về nội dung|về việc|về|để|nhằm)\s+(.{15,})$/u.exec(before)?.[1] : undefined
  if (beforeAim ?? before) return (beforeAim ?? before ?? '').replace(/[\s,]+$/u, '')
  const fromTitle = title ? new RegExp(`(?:tại|về)\\s+(${eventWords}.{5,})$`, 'iu').exec(title)?.[1] : undefined
  const aboutTitle = title ? /về (?:việc )?(.{10,})$/u.exec(title)?.[1] : undefined
  return fromTitle ?? aboutTitle ?? (said === '' ? null : said)
}

function readAttendees(texts: readonly string[]): readonly string[] {
  for (const text of texts) {
    const found =
      /(?:Tham dự|Cùng dự|Dự|Thành phần tham dự|Tham gia)(?:\s+(?:họp|cuộc họp|hội nghị|Hội nghị|buổi làm việc|phiên họp|làm việc|buổi họp))?(?:\s+(?:gồm có|gồm|còn có|có|là))?\s*:?\s+((?:[^.]|\.(?!\s+\p{Lu}|$))+)/u.exec(
        text,
      )
    if (!found?.[1]) continue
    const list = found[1].replace(/[\s.]+$/u, '')
    const groups = list.split(/\s*;\s*/u)
    return groups.flatMap((group) => splitAttendees(group, groups.length > 1)).filter((entry) => entry !== '')
  }
  return []
}

function splitAttendees(group: string, listed: boolean): readonly string[] {
  const parts: string[] = []
  let start = 0
  for (const cut of group.matchAll(/,\s+|\s+và\s+(?=đại diện|lãnh đạo|các đồng chí|Chủ tịch)/gu)) {
    const next = cut.index + cut[0].length
    const rest = group.slice(next)
    const isUnit =
      /^(?:UBND|cấp (?:xã|huyện))/u.test(rest) || (!listed && (startsUnit(group, next) || /^(?:đại diện|các|lãnh đạo)/u.test(rest)))
    if (!isUnit && !cut[0].includes('và')) continue
    parts.push(group.slice(start, cut.index).trim())
    start = next
  }
  parts.push(group.slice(start).trim())
  return parts
}
