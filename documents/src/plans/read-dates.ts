/** Dates and deadlines as printed. What "trước" means is decided elsewhere: here a day is the day that was printed. */
import type { PrintedDeadline } from '@haidang/domain/plans/reading'

const two = (value: string | number): string => String(value).padStart(2, '0')

/** "28/5/2021", "ngày 06 tháng 8 năm 2021", as precise as printed; null if it is no day of the calendar. */
export function isoDay(year: string, month: string, day: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (m < 1 || m > 12 || d < 1 || d > lastDay(y, m)) return null
  return `${y}-${two(m)}-${two(d)}`
}

export const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

export const monthEnd = (year: number, month: number): string => `${year}-${two(month)}-${two(lastDay(year, month))}`

const romanQuarters: Readonly<Record<string, number>> = { I: 1, II: 2, III: 3, IV: 4, '1': 1, '2': 2, '3': 3, '4': 4 }

/** A date right at the beginning of a passage, as in "… ngày 15/3/2023 của". */
const dateAtHead =
  /^[\s,]*(?:(?:ban hành|ký)\s+)?(?:ngày\s*)?(?:(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})|(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})|(?:tháng\s+(\d{1,2})\s+)?năm\s+(\d{4})|tháng\s+(\d{1,2})\s*[/-]\s*(\d{4}))/iu

export type ReadDate = { readonly iso: string; readonly length: number }

export function dateFrom(text: string): ReadDate | null {
  const found = dateAtHead.exec(text)
  if (!found) return null
  const [all, d1, m1, y1, d2, m2, y2, m3, y3, m4, y4] = found
  const iso =
    d1 && m1 && y1
      ? isoDay(y1, m1, d1)
      : d2 && m2 && y2
        ? isoDay(y2, m2, d2)
        : y3
          ? m3
            ? `${y3}-${two(m3)}`
            : y3
          : m4 && y4
            ? `${y4}-${two(m4)}`
            : null
  return iso === null ? null : { iso, length: all.length }
}

const time = '(?:(\\d{1,2})\\s*(?:g|h|giờ)\\s*(\\d{2})?(?:\\s*phút)?[\\s,]*)?'
/** "ngày Quốc khánh 02/9/2025". */
const feast = '(?:[Nn]gày\\s+(?:Quốc|Giải|Thống|Thành|Truyền|Kỷ|Phụ|Nhà|Thầy)\\p{L}*(?:\\s\\p{L}+){1,5}?\\s+)?'
const day = `(?:[Nn]gày\\s+)?${feast}${time}(?:ngày\\s+)?(?:(\\d{1,2})\\s*[/.-]\\s*(\\d{1,2})(?:\\s*[/.-]\\s*(\\d{4}))?|(\\d{1,2})\\s+tháng\\s+(\\d{1,2})(?![\\d/])(?:\\s+năm\\s+(\\d{4}))?)(?![\\d/%])`
const month =
  '(?:cuối\\s+|hết\\s+|giữa\\s+|đầu\\s+)?(?:[Tt]háng\\s+(?:\\d{1,2}\\s*(?:[-–,]|và)\\s*){0,2}|T)(\\d{1,2})(?:\\s*[/.-]\\s*|\\s+năm\\s+)(\\d{4})'
const quarter =
  '(?:cuối\\s+|hết\\s+|đầu\\s+)?(?:[Qq]u[ýí]\\s+(?:(?:IV|I{1,3}|[1-4])\\s*(?:,|-|–|và)\\s*(?:[Qq]u[ýí]\\s+)?)?|Q)(IV|I{1,3}|[1-4])(?:\\s*[/.,-]\\s*|\\s+(?:năm\\s+)?)(\\d{4})'
const year = '(?:hết\\s+|cuối\\s+)?[Nn]ăm\\s+(\\d{4})(?!\\s*[-–]\\s*\\d)'
/** Of the year of the document. */
const ownMonth = '(?:cuối\\s+|hết\\s+)?tháng\\s+(\\d{1,2})(?![\\d/]|\\s*[-–/]\\s*[\\dt]|\\s+(?:năm|h[ằà]ng|và))'
const ownQuarter = '(?:cuối\\s+|hết\\s+)?[Qq]u[ýí]\\s+(IV|I{1,3}|[1-4])(?![\\p{L}\\d/]|\\s*[-–/,]\\s*[\\dIQq]|\\s+(?:năm|h[ằà]ng|và))'
const when = `(?:${day}|${month}|${quarter}|${year}|${ownMonth}|${ownQuarter})`
const cue =
  '(?:[Cc]hậm nhất(?:\\s+là)?(?:\\s+(?:vào|đến|trong|trước))?|[Mm]uộn nhất|xong trước|[Tt]rước|[Đđ]ến hết|[Đđ]ến|[Hh]ết|[Tt]rong|[Vv]ào|xong|hạn)(?:\\s+(?:hết|thời điểm|khoảng))?'

const cuedDeadline = new RegExp(`(?<![\\p{L}])${cue}\\s+(?:mùng\\s+)?(?:${when})`, 'gu')
const bareDeadline = new RegExp(`(?:(?<![\\p{L}])${cue}\\s+)?(?<![\\p{L}\\d])(?:${when})`, 'u')
const anyQuarter = new RegExp(`(?<![\\p{L}])(?:${cue}\\s+)?${quarter}`, 'u')
/** "Thông tư hướng dẫn … (tháng 8/2031)". */
const closingMonth = new RegExp(`\\((?:dự kiến\\s+|hoàn thành\\s+)?(?:${month})\\)[.;]?$`, 'u')
const label =
  /(?:(?<!có )thời (?:gian|hạn)(?:\s+(?:thực hiện|hoàn thành|triển khai|báo cáo|trình))?(?:\s+và\s+hoàn thành)?|tiến độ|hoàn thành)\s*(?::|(?=\s*(?:trước|chậm|xong|đến|trong))|(?=\s+(?:ngày\s+)?\d{1,2}\/\d{1,2}\/\d{4})|(?=\s+(?:vào\s+)?(?:cuối\s+)?(?:tháng\s+\d|quý\s|năm\s+\d{4})))/iu
const notDue = /(?:kết quả|số liệu|tính(?=\s*$)|giai đoạn(?! từ tháng)|tình hình|định hướng|tầm nhìn|bắt đầu|đã)[^.;:]{0,30}$/u
const finishing = /hoàn thành|xong|trình|gửi|báo cáo|thời gian|thời hạn|đưa vào|tiến độ|bảo đảm|đảm bảo|đạt/iu

/** "Từ năm 2032", "Năm 2032 và các năm tiếp theo", "từ quý I/2032 trở đi": when it begins; nothing ends it. */
const openEnded =
  /^\s*:?\s*((?:[Bb]ắt đầu\s)?[Tt]ừ (?:(?!đến|[-–]|hết)[^.;:\s]+\s*){1,6}|[^.;:]{3,60}?\s(?:và|đến)?\s?(?:(?:các|những) năm (?:tiếp theo|sau|tiếp sau)|trở đi))[.;]?\s*$/u
/** "Quý IV/2031 - Quý II/2032", "tháng 10/2022 - tháng 3/2023": due when it ends, as "từ … đến …" is. */
const beginning = /^[^.;:]{2,20}?\d\s*[-–]\s*(?=(?:[Qq]uý|[Tt]háng|[Nn]ăm)\s?\S)/u

/** The first deadline of a passage whose citations were blanked out, or null. `contextYear` completes "trước ngày 15/8". */
export function readDeadline(text: string, contextYear: number | null): PrintedDeadline | null {
  const labelled = label.exec(text)
  if (labelled) {
    const rest = text.slice(labelled.index + labelled[0].length)
    const open = openEnded.exec(rest)?.[1]
    if (open !== undefined) return { raw: open.trim(), iso: null }
    const found = bareDeadline.exec(
      rest
        .slice(0, 120)
        .replace(/^\s*:?\s*[Tt]ừ [^.;]{4,40}?(?=\sđến\s)/u, '')
        .replace(beginning, ''),
    )
    if (found) return toDeadline(found, contextYear)
    const words =
      /^\s*:?\s*(thường xuyên|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng|định kỳ[^.;]{0,40}|ngay sau khi[^.;]{0,80})/iu.exec(
        rest,
      )
    if (words?.[1]) return { raw: words[1].trim(), iso: null }
  }
  for (const found of text.matchAll(cuedDeadline)) {
    const before = text.slice(Math.max(0, found.index - 60), found.index)
    if (
      notDue.test(before) &&
      !/^(?:trước|chậm|muộn|xong)/iu.test(found[0]) &&
      !/(?:(?:hoàn thành|xong)[^.;:]{0,30}|, (?:gửi|trình|báo cáo)\s[^.;:]{0,40})$/u.test(before)
    )
      continue
    const yearOnly = /năm\s+\d{4}$/u.test(found[0]) && !/tháng|[Qq]u[ýí]|\d\s*[/.-]\s*\d/u.test(found[0])
    // "đến hết năm 2033 hoàn thành việc giao đất": what is then done may follow.
    const isThenDone = /^\s*,?\s*(?:phải |cơ bản )?(?:hoàn thành|xong)(?![\p{L}])/u.test(text.slice(found.index + found[0].length))
    const inYear = isThenDone || /^(?:trong|vào|trước|xong|chậm nhất)\s/iu.test(found[0])
    if (yearOnly && !inYear && !finishing.test(text.slice(Math.max(0, found.index - 320), found.index))) continue
    if (isYearly(text, found) || (yearOnly && (isHorizon(text, found) || isOfTarget(text, found)))) continue
    // "sổ hộ tịch trước năm 2000": what is past is no deadline.
    if (yearOnly && contextYear !== null && Number(found[0].slice(-4)) < contextYear) continue
    if (
      yearOnly &&
      !isThenDone &&
      /^đến\s/iu.test(found[0]) &&
      !/(?:hoàn thành|xong|thời gian|thời hạn)[^.;]{0,300}$/iu.test(text.slice(Math.max(0, found.index - 320), found.index))
    )
      continue
    return toDeadline(found, contextYear)
  }
  const week =
    /(?<![\p{L}])(?:trong|vào|ngay)\s+tuần\s+(?:đầu|cuối|thứ\s+\S+)\s+(?:của\s+)?tháng\s+\d{1,2}(?:\/\d{4}|\s+năm\s+\d{4})?/u.exec(text)
  if (week) return { raw: week[0], iso: null }
  const closed = closingMonth.exec(text)
  if (closed?.[1] && closed[2])
    return { raw: closed[0].replace(/[().;]/gu, ''), iso: monthEnd(Number(closed[2]), Number(closed[1])), precision: 'month' }
  const quarterFound = anyQuarter.exec(text)
  if (quarterFound && !notDue.test(text.slice(Math.max(0, quarterFound.index - 30), quarterFound.index))) {
    const [raw, q, y] = quarterFound
    return quarterEnd(raw, q ?? '', y ?? '')
  }
  return null
}

/** "Quy hoạch vùng đến năm 2045, tầm nhìn đến năm 2065", "các mục tiêu đến năm 2030": how far what is named looks. */
const isHorizon = (text: string, found: RegExpExecArray): boolean =>
  /^(?:đến|hết)/iu.test(found[0]) &&
  (/^[,\s]+(?:tầm nhìn|định hướng)\s/u.test(text.slice(found.index + found[0].length, found.index + found[0].length + 16)) ||
    /(?:Quy hoạch|Chiến lược|Chương trình|Đề án|Kế hoạch|Nghị quyết|Định hướng|mục tiêu|tầm nhìn)(?:\s(?!(?:hoàn thành|xong|phấn đấu)\s)[^\s,;.:]+){0,24}\s$/u.test(
      text.slice(Math.max(0, found.index - 200), found.index),
    ))

/** "phấn đấu đạt 80% vào năm 2033": the year of a target is not that of the work, unless it says that it is then done. */
function isOfTarget(text: string, found: RegExpExecArray): boolean {
  const from = Math.max(text.lastIndexOf(';', found.index), text.lastIndexOf('. ', found.index)) + 1
  const rest = /^[^;]*?(?=;|\.\s|$)/u.exec(text.slice(found.index))?.[0].length ?? 0
  const clause = text.slice(from, found.index + rest)
  return /\d\s?%/u.test(clause) && !/(?:hoàn thành|xong|trình|ban hành|báo cáo)(?![\p{L}])/u.test(clause)
}

/** "trước ngày 25/6 và ngày 25/12 hằng năm", "định kỳ (trước ngày 15/11)": a day of every year is no deadline of this work. */
function isYearly(text: string, found: RegExpExecArray): boolean {
  if (/\d{4}/u.test(found[0])) return false
  const before = text.slice(Math.max(0, found.index - 40), found.index)
  // "định kỳ 6 tháng báo cáo kết quả … trước ngày 15/6 và trước ngày 15/12": so it goes on in the whole clause.
  if (/(?:^|[\s,(])(?:[Đđ]ịnh kỳ|[Mm]ỗi (?:năm|quý))\s[^.;]{0,300}$/u.test(text.slice(Math.max(0, found.index - 320), found.index)))
    return true
  const after = text.slice(found.index + found[0].length, found.index + found[0].length + 40)
  if (/báo cáo (?:\d{1,2} tháng|năm|quý|tháng)\s*[:(]?\s*$/iu.test(before)) return true
  return /(?:h[ằà]ng|mỗi)\s(?:năm|quý|tháng)|định kỳ/iu.test(before) || /^[^.;]{0,30}(?:h[ằà]ng|mỗi)\s(?:năm|quý|tháng)/iu.test(after)
}

/** A passage that is a deadline as a whole, as a cell of a table is: "Quý II/2024", "30/6/2024", "Tháng 9", "2024". */
export function readPlainDeadline(text: string, contextYear: number | null): PrintedDeadline | null {
  const raw = text.trim()
  if (raw === '') return null
  const years = /^(?:[Tt]rong\s+)?(?:[Gg]iai đoạn\s+|[Nn]ăm\s+|[Tt]ừ năm\s+)?20\d{2}\s*(?:[-–]|đến(?: năm)?)\s*(20\d{2})$/u.exec(raw)
  if (years?.[1]) return { raw, iso: `${years[1]}-12-31`, precision: 'year' }
  if (openEnded.test(raw)) return { raw, iso: null }
  const half = /(?:^|\s)(3|6|9|03|06|09) tháng đầu năm(?: (20\d{2}))?/u.exec(raw)
  const halfYear = half?.[2] ?? contextYear
  if (half?.[1] && halfYear !== null) return { raw, iso: monthEnd(Number(halfYear), Number(half[1])), precision: 'month' }
  // "Từ tháng 3 đến tháng 5/2024": due when it ends.
  const found = bareDeadline.exec(raw.replace(/^[Tt]ừ .*?(?= đến )/u, '').replace(beginning, ''))
  if (found) return toDeadline(found, contextYear, raw)
  const short = /^(?:.{0,20}\s)?(?:(?:[Tt]háng\s+(\d{1,2}))|(?:[Qq]u[ýí]\s+(IV|I{1,3}|[1-4])))\s*\.?$/u.exec(raw)
  if (short && contextYear !== null) {
    if (short[1]) return { raw, iso: monthEnd(contextYear, Number(short[1])), precision: 'month' }
    if (short[2]) return { ...quarterEnd(raw, short[2], String(contextYear)) }
  }
  const bareYear = /^(20\d{2})$/.exec(raw)
  if (bareYear) return { raw, iso: `${bareYear[1]}-12-31`, precision: 'year' }
  const monthOfYear = /^(\d{1,2})\s*\/\s*(20\d{2})$/.exec(raw)
  if (monthOfYear) return { raw, iso: monthEnd(Number(monthOfYear[2]), Number(monthOfYear[1])), precision: 'month' }
  return { raw, iso: null }
}

function quarterEnd(raw: string, q: string, y: string): PrintedDeadline {
  return { raw: raw.trim(), iso: monthEnd(Number(y), (romanQuarters[q] ?? 4) * 3), precision: 'quarter' }
}

function toDeadline(found: RegExpExecArray | RegExpMatchArray, contextYear: number | null, whole?: string): PrintedDeadline {
  const [all, hour, minute, d1, m1, y1, d2, m2, y2, m3, y3, q, y4, y5, m6, q6] = found
  const raw = (whole ?? all).trim()
  const dayYear = y1 ?? (contextYear === null ? null : String(contextYear))
  if (d1 && m1 && dayYear !== null) {
    const iso = isoDay(dayYear, m1, d1)
    return hour ? { raw, iso, time: `${two(hour)}:${minute ?? '00'}`, precision: 'minute' } : { raw, iso, precision: 'day' }
  }
  const wordYear = y2 ?? (contextYear === null ? null : String(contextYear))
  if (d2 && m2 && wordYear !== null) {
    const iso = isoDay(wordYear, m2, d2)
    return hour ? { raw, iso, time: `${two(hour)}:${minute ?? '00'}`, precision: 'minute' } : { raw, iso, precision: 'day' }
  }
  if (m3 && y3 && Number(m3) >= 1 && Number(m3) <= 12) return { raw, iso: monthEnd(Number(y3), Number(m3)), precision: 'month' }
  if (q && y4) return quarterEnd(raw, q, y4)
  if (m6 && contextYear !== null && Number(m6) >= 1 && Number(m6) <= 12)
    return { raw, iso: monthEnd(contextYear, Number(m6)), precision: 'month' }
  if (q6 && contextYear !== null) return quarterEnd(raw, q6, String(contextYear))
  if (y5) return { raw, iso: `${y5}-12-31`, precision: 'year' }
  return { raw, iso: null }
}
