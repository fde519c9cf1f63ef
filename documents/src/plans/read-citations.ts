import type { ReadCitation, Relation } from '@haidang/domain/plans/reading'
import type { CleanText } from '../text/clean-text.ts'
import { dateFrom } from './read-dates.ts'

/** Kinds of documents by the abbreviation in their symbol (Decree 30/2020, annex III, and the Party's own). */
const kindOfSymbol: Readonly<Record<string, string>> = {
  NQ: 'nghị quyết',
  QĐ: 'quyết định',
  CT: 'chỉ thị',
  QC: 'quy chế',
  TB: 'thông báo',
  HD: 'hướng dẫn',
  CTR: 'chương trình',
  CTRHĐ: 'chương trình hành động',
  KH: 'kế hoạch',
  PA: 'phương án',
  ĐA: 'đề án',
  BC: 'báo cáo',
  TTR: 'tờ trình',
  CĐ: 'công điện',
  NĐ: 'nghị định',
  TT: 'thông tư',
  TTLT: 'thông tư liên tịch',
  KL: 'kết luận',
  QH: 'luật',
  BB: 'biên bản',
  GM: 'giấy mời',
  VBHN: 'văn bản hợp nhất',
  QYĐ: 'quy định',
  QĐI: 'quy định',
  L: 'lệnh',
  CV: 'công văn',
  PL: 'pháp lệnh',
  QĐND: 'quyết định',
} // oxfmt keeps this as a table

const kinds =
  'Bộ luật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư|Kế hoạch|Thông báo kết luận|Thông báo|Kết luận|Chương trình hành động|Chương trình|Công văn|Công điện|Tờ trình|Báo cáo|Đề án|Hướng dẫn|Quy định|Quy chế|Văn bản hợp nhất|Văn bản|Thông tri|Biên bản|Giấy mời|Phương án|Lệnh|Hiến pháp|Nghi quyết|Chi thị'
const numberPattern =
  /(?<![\p{L}\d/])(\d{1,5}[a-z]?)\s?(?:\/\s?(\d{4}))?\s?([-/])\s?(\p{Lu}[\p{L}\d&]{0,9}(?:\s?[-–/]\s?(?:\p{Lu}[\p{L}\d&.]{0,14})){0,3})/gu
const kindBefore = new RegExp(`(?:^|[\\s("“])(${kinds})(?:\\s+(?:số|Số))?\\s*:?\\s*$`, 'iu')
const namedLaw =
  /(?:^|[\s("“;])((?:Bộ luật|Luật|Pháp lệnh)\s+(?:sửa đổi, bổ sung[^;.,]{0,20}của\s+(?:Luật\s+)?)?\p{Lu}[^;.:()“"\n]{2,140})/gu
const issuerHead = /^\s*(?:do\s+)?(?:của|do)\s+/u
const issuerEnd =
  /[,;.:()“"]|\s(?:[Vv]ề|[Pp]hê|[Bb]an hành|[Qq]uy định|[Tt]riển khai|[Tt]hực hiện|[Ss]ửa đổi|[Tt]hông qua|[Bb]ổ sung|[Cc]ông bố|[Gg]iao|[Hh]ướng dẫn|[Đđ]iều chỉnh|[Tt]hường xuyên|và|[Pp]hát triển|[Tt]ổ chức|[Đđ]ến|[Tt]rong|đã|được|[Tt]heo|để|ngày|[Kk]ết luận|[Tt]ăng cường|[Đđ]ẩy mạnh|[Nn]hằm|[Kk]hẩn trương|tại|[Xx]ây dựng|[Kk]èm|[Bb]ảo đảm|số)(?![\p{L}])/u

export type CitationPlace = 'title' | 'preamble' | 'basis' | 'body'

/** Where citations stand in a passage, so that their dates are not taken for deadlines. */
export type FoundCitation = ReadCitation & { readonly from: number; readonly to: number }

export function readCitations(clean: CleanText, place: CitationPlace): readonly FoundCitation[] {
  const text = clean.text
  const found: FoundCitation[] = []
  let listKind: string | null = null
  let lastEnd = 0
  for (const match of text.matchAll(numberPattern)) {
    const symbol = tidySymbol(match[4] ?? '')
    const abbreviation = /^[\p{Lu}]+(?=[\p{Ll}\d/-]|$)/u.exec(symbol)
    if (!abbreviation && !/^C[Tt]r/u.test(symbol)) continue
    if (!/[-/]/.test(symbol) && !match[2] && !/^(?:TU|TW|QH\d+|UBND|HĐND|CP|TTg)/u.test(symbol)) {
      // "24/7 Online" or "4/UBND": a single word after a slash is a symbol only where a kind stands before it.
      if (!kindBefore.test(text.slice(Math.max(0, match.index - 40), match.index))) continue
    }
    const before = text.slice(Math.max(0, match.index - 60), match.index)
    const kind = kindBefore.exec(before)
    const isListed: boolean = listKind !== null && /^(?:\s*(?:,|và|;)\s*(?:số\s+)?)$/u.test(text.slice(lastEnd, match.index))
    if (!kind && !isListed && !/(?:số|Số)\s*:?\s*$/u.test(before) && place === 'body' && !/[-/]/.test(symbol)) continue
    const year = match[2] ? `/${match[2]}` : ''
    const number = `${match[1]}${year}${match[3]}${symbol}`
    const fromSymbol = kindFromSymbol(symbol)
    const law = /QH\d+/.test(symbol)
      ? /(Luật sửa đổi, bổ sung [^;.()]{2,160}?|(?:Bộ luật|Luật)\s[^;.,()]{2,100}?)\s+(?:số\s*)?$/u.exec(
          text.slice(Math.max(0, match.index - 200), match.index),
        )
      : null
    const printed = kind?.[1]?.toLowerCase().replace('nghi quyết', 'nghị quyết').replace('chi thị', 'chỉ thị')
    const type: string = law ? 'luật' : (printed ?? (isListed ? (fromSymbol ?? listKind) : fromSymbol) ?? 'công văn')
    const start = law ? match.index - law[0].length : kind ? match.index - (kind[0].length - kind[0].indexOf(kind[1] ?? '')) : match.index
    let end = match.index + match[0].length
    const date = dateFrom(text.slice(end, end + 60))
    if (date) end += date.length
    const issuer = readIssuer(text, end)
    if (issuer) end = issuer.end
    listKind = type
    lastEnd = end
    const relation = relationOf(text, start, end, place)
    found.push({
      type,
      number,
      date: date?.iso ?? null,
      issuer: issuer?.name ?? issuerFromSymbol(symbol),
      relation,
      text: text.slice(start, end).trim(),
      ...clean.passage(start, end),
      ...(law?.[1] ? { name: law[1] } : {}),
      from: start,
      to: end,
    })
  }
  return place === 'title' ? found : [...found, ...readNamedLaws(clean, place, found)]
}

function readNamedLaws(clean: CleanText, place: CitationPlace, numbered: readonly FoundCitation[]): readonly FoundCitation[] {
  const text = clean.text
  const found: FoundCitation[] = []
  for (const match of text.matchAll(namedLaw)) {
    const whole = match[1] ?? ''
    const start = match.index + match[0].indexOf(whole)
    if (numbered.some((citation) => citation.from < start + 30 && citation.to > start && citation.type.includes('luật'))) continue
    // The comma of "sửa đổi, bổ sung" belongs to the name.
    const prefix = /^Luật sửa đổi, bổ sung/u.exec(whole)?.[0].length ?? 0
    const cut =
      /\s(?:ngày|năm \d|số|và các|được|có hiệu lực|về việc|theo|đã|để|trên|tại|của Quốc hội|trong|quy định|hiện hành)(?![\p{L}])|,/u.exec(
        whole.slice(prefix),
      )
    const name = (cut ? whole.slice(0, prefix + cut.index) : whole).trim()
    if (name.split(' ').length < 2 || name.length > 130) continue
    if (numbered.some((citation) => citation.from < start + name.length + 8 && citation.to > start && citation.type.includes('luật')))
      continue
    const end = start + name.length
    const date = dateFrom(text.slice(end, end + 50))
    const to = date ? end + date.length : end
    found.push({
      type: 'luật',
      number: null,
      name,
      date: date?.iso ?? null,
      issuer: 'Quốc hội',
      relation: relationOf(text, start, to, place),
      text: text.slice(start, to).trim(),
      ...clean.passage(start, to),
      from: start,
      to,
    })
  }
  return found
}

const tidySymbol = (symbol: string): string =>
  symbol
    .replace(/\s*([-–/])\s*/gu, '$1')
    .replace(/–/gu, '-')
    .replace(/[.]+$/u, '')

export function kindFromSymbol(symbol: string): string | null {
  const head = symbol.split(/[-/]/)[0] ?? ''
  const folded = head.toUpperCase().replace(/\d+$/, '')
  return kindOfSymbol[folded] ?? null
}

export function issuerFromSymbol(symbol: string): string | null {
  if (/TTg$/u.test(symbol)) return 'Thủ tướng Chính phủ'
  if (/(?:^|-)CP$/u.test(symbol)) return 'Chính phủ'
  if (/QH\d+$/u.test(symbol)) return 'Quốc hội'
  return null
}

function readIssuer(text: string, from: number): { readonly name: string; readonly end: number } | null {
  const head = issuerHead.exec(text.slice(from, from + 12))
  if (!head) return null
  const start = from + head[0].length
  let rest = text.slice(start, start + 140)
  if (!/^(?:\p{Lu}|liên |cấp |ủy ban|uỷ ban|tỉnh|thành phố|bộ )/u.test(rest)) return null
  // "Văn phòng HĐND và UBND", "Sở Thông tin và Truyền thông": the "và" inside a name is no end.
  rest = rest.replace(/\s(?=và\s(?:UBND|HĐND|Truyền|Thông|Đầu|Công|Môi|Đào|Xã|Phát|Thể|Du|Đoàn|Gia|Hội|Tổ|Ngân|các))/gu, '\u0001')
  const cut = issuerEnd.exec(rest)
  const name = (cut ? rest.slice(0, cut.index) : rest).replace(/\u0001/gu, ' ').trim()
  return name.length < 3 ? null : { name, end: start + name.length }
}

function relationOf(text: string, from: number, to: number, place: CitationPlace): Relation {
  const before = text.slice(Math.max(0, from - 90), from)
  const after = text.slice(to, to + 90)
  if (
    /(?:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ)(?:\s+(?:cho|các|toàn bộ|một phần|nội dung))?\s*$/u.test(before) ||
    /^[^.;]{0,80}hết hiệu lực/u.test(after)
  )
    return 'supersedes'
  if (
    /(?:sửa đổi|bổ sung|điều chỉnh)(?:,?\s*(?:bổ sung|sửa đổi|thay thế))?(?:\s+(?:một số (?:điều|nội dung)|(?:điểm|khoản|Điều|điều)[^,;.]{0,30}))?(?:\s+(?:của|tại))?\s*$/u.test(
      before,
    )
  )
    return 'amends'
  const isFirst = /^(?:[-+•]\s*|\d+[.)]\s*)?$/u.test(text.slice(0, from).trim())
  const isDirect = /(?:[,;]|và)\s*$/u.test(before)
  if (place === 'basis' || /^(?:[-+•]\s*|\d+[.)]\s*)?Căn cứ/u.test(text)) {
    const named = /(?:Căn cứ|căn cứ)(?:\s+(?:vào|các))?\s*$/u.test(before)
    if (named || isFirst || (isDirect && /^(?:[-+•]\s*)?Căn cứ/u.test(text) && /;\s*$/u.test(before))) return 'basis'
    return 'mentions'
  }
  const carriedOut =
    /(?:[Tt]hực hiện|[Tt]riển khai|thi hành)(?:\s+(?:thực hiện|triển khai|nghiêm|hiệu quả|có hiệu quả))?(?:\s+(?:các|nội dung|ý kiến chỉ đạo[^,;.]{0,60}tại|chỉ đạo[^,;.]{0,60}tại))?\s*$/u.test(
      before,
    )
  const opens = /^(?:[Tt]hực hiện|[Tt]riển khai|[Tt]iếp tục thực hiện|Xét)/u.test(text)
  if (place === 'title' && (carriedOut || (isDirect && /(?:[Tt]hực hiện|[Tt]riển khai)/u.test(text.slice(0, from))))) return 'implements'
  const isNested = /(?:về|để)\s[^;]{0,60}$/u.test(before)
  if (place === 'preamble' && opens && !isNested && (carriedOut || isDirect)) return 'implements'
  return 'mentions'
}

const strength: Readonly<Record<Relation, number>> = { basis: 4, supersedes: 5, amends: 3, implements: 2, mentions: 1 }

/** One entry for each document cited: the first place it stands, completed by what later places add. */
export function mergeCitations(all: readonly FoundCitation[]): readonly ReadCitation[] {
  const merged = new Map<string, ReadCitation>()
  for (const { from: _from, to: _to, ...citation } of all) {
    const key =
      citation.number === null ? `${citation.type} ${citation.name?.toLowerCase()}` : citation.number.toUpperCase().replace(/^0+(?=\d)/, '')
    const known = merged.get(key)
    if (!known) {
      merged.set(key, citation)
      continue
    }
    const stronger = strength[citation.relation] > strength[known.relation] ? citation.relation : known.relation
    merged.set(key, { ...known, date: known.date ?? citation.date, issuer: known.issuer ?? citation.issuer, relation: stronger })
  }
  return [...merged.values()]
}

/** The same passage with its citations blanked out, letter for letter. */
export function withoutCitations(text: string, citations: readonly FoundCitation[]): string {
  let masked = text
  for (const { from, to } of citations) masked = masked.slice(0, from) + ' '.repeat(to - from) + masked.slice(to)
  return masked
}
