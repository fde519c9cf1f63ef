import { issuerFromSymbol } from './cited-issuer.ts'
import { startsUnit } from './units.ts'
import type { Head } from './read-head.ts'
import { titleCase } from './title-case.ts'

const levels = 'tỉnh|thành phố|thị xã|huyện|quận|phường|xã|thị trấn|đặc khu'
const properName = '(?:\\p{Lu}\\p{Ll}*|\\d+)(?:[\\s–-]+(?:\\p{Lu}\\p{Ll}*|\\d+)){0,5}'
const mention = new RegExp(
  `(?:UBND|[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân)\\s+(${levels}|Tỉnh|Thành phố|Thị xã|Huyện|Quận)(?:\\s+(${properName}))?`,
  'gu',
)
const inTitle = new RegExp(`(?:trên địa bàn|của|tại)\\s+(${levels})\\s+(${properName})`, 'u')

/**
 * Who issued the document: its letterhead; where the text came without one, what its symbol, place and closing words say
 * ("Chủ tịch UBND thành phố X yêu cầu …").
 */
export function readIssuer(text: string, head: Head, signed = ''): string | null {
  if (head.headerIssuer === 'UBND') return peoplesCommittee(text, head)
  if (head.headerIssuer) return completed(head.headerIssuer, head)
  const symbol = head.symbol ?? ''
  const fromSymbol = issuerFromSymbol(symbol)
  if (fromSymbol) return fromSymbol
  if (/UBND/u.test(symbol)) return peoplesCommittee(text, head)
  const party = /(?:^|-|\/)(TU|TW|HU|QU|ĐU)$/u.exec(symbol)?.[1]
  if (party) return /(?:Tỉnh|Thành|Thị|Huyện|Quận|Đảng) [ủu][ỷy](?:\s+\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){0,3})?/u.exec(text)?.[0] ?? null
  if (/HĐND/u.test(symbol))
    return new RegExp(`(?:HĐND|Hội đồng nhân dân)\\s+(?:${levels})(?:\\s+${properName})?`, 'u').exec(text)?.[0] ?? null
  const spoken = nameOfItself(text, signed)
  if (spoken !== null && head.symbol === null) return spoken
  const signer = head.symbol === null && head.type !== null ? issuerBySignature(signed, text, head) : null
  if (signer !== null) return signer
  const speaker = speakerOf(text)
  if (speaker !== null && head.symbol === null && head.type === 'công văn') return speaker
  const department =
    /(?<!(?:của|[Tt]rưởng|[Gg]iám đốc)\s)(?:Sở|Bộ|Phòng|Cục|Ban)\s+\p{Lu}[\p{L}\s,-]{3,60}?(?=\s(?:trân trọng\s|xin\s|kính\s)?(?:yêu cầu|đề nghị|ban hành|xây dựng|thông báo|báo cáo|triển khai|tổ chức|hướng dẫn))/u.exec(
      text,
    )
  return head.symbol === null && head.type !== 'công văn' ? null : (department?.[0] ?? null)
}

/** "TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG": for whom it was signed. */
function issuerBySignature(signed: string, text: string, head: Head): string | null {
  if (/T\/?M\.? ?CHÍNH PHỦ/u.test(signed)) return 'Chính phủ'
  if (/THỦ TƯỚNG|(?:^|\s)Thủ tướng/u.test(signed)) return 'Thủ tướng Chính phủ'
  return /T\/?M\.? ?(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND)/u.test(signed) ? peoplesCommittee(text, head) : null
}

/** "…, UBND tỉnh có ý kiến như sau:": who leads in to what a letter says. */
function speakerOf(text: string): string | null {
  const opening = text.slice(0, closings)
  for (const said of opening.matchAll(
    /\s(?:có ý kiến|đề nghị|yêu cầu|hướng dẫn|thông báo|báo cáo|trả lời|chỉ đạo|đôn đốc)(?![\p{L}])(?=[^.;:]{0,300}(?:như sau|sau đây|nội dung sau)\s*:)/gu,
  )) {
    const before = opening.slice(Math.max(0, said.index - 140), said.index)
    const speaker = before.slice(Math.max(0, ...[...before.matchAll(/[,;.:\n]\s+/gu)].map((cut) => cut.index + cut[0].length))).trim()
    if (speaker.length > 3 && speaker.length < 100 && startsUnit(speaker)) return speaker
  }
  return null
}

const closings = 6000

/** A letter that lost its head speaks of its writer as "Bộ" or "Sở": which one, its own symbols say, or the bodies below it that it writes to. */
function nameOfItself(text: string, signed: string): string | null {
  for (const cited of text.matchAll(
    /số\s+\d{1,5}\/(\p{Lu}[\p{Lu}&-]{2,30})(?:\s+ngày\s+[\d/]{6,10})?\s+của\s+(?=(?:Bộ|Sở|Ngành)\s+(?:về|hướng|ban|\p{Ll}))/gu,
  )) {
    const own = issuerFromSymbol(cited[1] ?? '')
    if (own !== null) return own
  }
  if (!/(?:BỘ|THỨ) TRƯỞNG|[Bb]ộ trưởng|[Tt]hứ trưởng/u.test(signed)) return null
  const minister = /(?:BỘ TRƯỞNG|Bộ trưởng)\s+(BỘ\s[\p{Lu}\s,-]{3,60})$/u.exec(signed)?.[1]
  if (minister) return titleCase(minister)
  const addressed = /Kính gửi\s*:([^.]{0,600})/u.exec(text.slice(0, closings))?.[1] ?? ''
  const below = /Sở\s+(\p{Lu}[\p{L}]*(?:(?:\s-\s|,?\s(?:và\s)?)\p{L}+){0,7}?)(?=\s+(?:các|tỉnh|thành phố)\s|\s*[;.,\n]|$)/u.exec(addressed)
  return below?.[1] ? `Bộ ${below[1]}` : null
}

function peoplesCommittee(text: string, head: Head): string | null {
  const place = head.place
  const counts = new Map<string, { level: string; name: string | null; count: number }>()
  const closing = text.slice(-4000)
  for (const [part, weight] of [
    [text.slice(0, 4000), 1],
    [closing, 2],
  ] as const) {
    for (const found of part.matchAll(mention)) {
      const level = (found[1] ?? '').toLowerCase()
      const name = found[2]?.trim() ?? null
      // Who "yêu cầu", or by whose order the notice goes out, is the issuer; others are only named.
      const speaks = /(?:Chủ tịch|TM\.|lệnh)\s+(?:Chủ tịch\s+)?$/u.test(part.slice(Math.max(0, found.index - 30), found.index)) ? 3 : 1
      const key = level
      const known = counts.get(key) ?? { level, name: null, count: 0 }
      counts.set(key, { level, name: known.name ?? name, count: known.count + weight * speaks })
    }
  }
  const titled = inTitle.exec(head.title ?? '')
  if (titled?.[1] && titled[2] && place === null) return `UBND ${titled[1]} ${titled[2].trim()}`
  const best = [...counts.values()].toSorted((a, b) => b.count - a.count)[0]
  if (!best) return place === null ? 'UBND' : `UBND ${place}`
  const name = place ?? best.name
  return name === null ? `UBND ${best.level}` : `UBND ${best.level} ${name}`
}

/** "UBND tỉnh" of a letterhead without the name that stands in the place line. */
function completed(issuer: string, head: Head): string {
  if (head.place === null) return issuer
  // "Đảng ủy Ủy ban nhân dân tỉnh", "Văn phòng HĐND và UBND thành phố": the name of the place follows their level too.
  if (new RegExp(`(?:^|\\s)(?:UBND|HĐND|[Ủủ]y ban nhân dân|[Uu]ỷ ban nhân dân|[Hh]ội đồng nhân dân) (?:${levels})$`, 'u').test(issuer))
    return `${issuer} ${head.place.replace(/^TP\.?\s*/u, '')}`
  // "SỞ Y TẾ LAM GIANG": capitals do not tell where the name of the place begins; the line of place and date does.
  return issuer.toLowerCase().endsWith(` ${head.place.toLowerCase()}`) ? `${issuer.slice(0, -head.place.length)}${head.place}` : issuer
}
