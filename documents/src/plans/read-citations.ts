import type { ReadCitation, Relation } from '@haidang/domain/plans/reading'
import type { CleanText } from '../text/clean-text.ts'
import { dateBefore, issuerAfter, issuerBefore, issuerFromSymbol } from './cited-issuer.ts'
import { namedLaws } from './cited-laws.ts'
import { relationOf, type CitationPlace } from './cited-relation.ts'
import { dateFrom, isoDay } from './read-dates.ts'

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
/** "66.1/2025/NQ-CP", "19-2017/NQ-CP"; a typist may leave out the space after "số". */
const numberPattern =
  /(?<![\d/]|\d\.)(?<=[^\p{L}]|^|(?<!\p{L})[Ss]ố)(\d{1,5}(?:\.\d{1,2}|[a-z])?)\s?(?:([-/])\s?(\d{4}))?\s?([-/])\s?(\p{Lu}[\p{L}\d&]{0,9}(?:(?:\s?[-–/]|[-–/]\s)(?:\p{Lu}[\p{L}\d&.]{0,14})){0,3})/gu
const kindBefore = new RegExp(
  `(?:^|[\\s("“[])(${kinds})(?:\\s+(?:cấp bách|khẩn|thượng khẩn|hỏa tốc|hoả tốc|mật|tối mật|liên ngành|liên tịch|liên sở|phối hợp|công tác|làm việc))?(?:\\s*:?\\s+(?:số|Số))?\\s*:?\\s*$`,
  'iu',
)
/** "NQ 193/2025/QH15", as in the cells of tables. */
const shortKindBefore = /(?:^|[\s("“[])(NQ|NĐ|QĐ|TT|CT|KH|TB|KL|CV|CĐ|HD|Ttr|TTr|BC|ĐA)(?:\s+số)?\s+$/u
/** "Công điện số 1409 ngày …": a number to which no symbol was given. */
const bareNumber = new RegExp(
  `(?:^|[\\s("“[])((?:${kinds})\\s+số)\\s+(\\d{1,5})(?=,?\\s+(?:ngày\\s+\\d|của\\s))|(?:^|[\\s("“[])((?:[Kk]ết luận|[Nn]ghị quyết|[Cc]hỉ thị|[Cc]ông điện))\\s+(\\d{1,4})(?=\\s+(?:ban hành\\s+)?ngày\\s+\\d)`,
  'gu',
)

/** Where citations stand in a passage, so that their dates are not taken for deadlines. */
export type FoundCitation = ReadCitation & { readonly from: number; readonly to: number }

/** "Ngày 5/3, UBND tỉnh có Công văn số …" on a page of news: the day is of the year in which the page was written. */
export function dayInYear(text: string, citation: FoundCitation, year: number): FoundCitation {
  if (citation.date !== null || citation.number === null) return citation
  const said = /(?:^|[\s(])[Nn]gày\s+(\d{1,2})\/(\d{1,2})(?:,\s|\s)[^.;]{3,100}$/u.exec(
    text.slice(Math.max(0, citation.from - 140), citation.from),
  )
  const date = said ? isoDay(String(year), said[2] ?? '', said[1] ?? '') : null
  return date === null ? citation : { ...citation, date }
}

export function readCitations(clean: CleanText, place: CitationPlace): readonly FoundCitation[] {
  const numbered = [...readNumbered(clean, place), ...readBareNumbers(clean, place)].toSorted((a, b) => a.from - b.from)
  return place === 'title' ? numbered : [...numbered, ...readNamedLaws(clean, place, numbered)]
}

function readNumbered(clean: CleanText, place: CitationPlace): readonly FoundCitation[] {
  const text = clean.text
  const found: FoundCitation[] = []
  let listKind: string | null = null
  let lastEnd = 0
  for (const match of text.matchAll(numberPattern)) {
    const symbol = tidySymbol(match[5] ?? '')
    if (!isSymbol(symbol, match[3] !== undefined, text.slice(Math.max(0, match.index - 40), match.index))) continue
    const before = text.slice(Math.max(0, match.index - 60), match.index)
    const kind = kindBefore.exec(before)
    const short = kind ? null : shortKindBefore.exec(before)?.[1]
    const between = text.slice(lastEnd, match.index)
    const isListed: boolean = listKind !== null && /^(?:\s*(?:,|và|;)\s*(?:số\s+)?)$/u.test(between)
    if (!kind && !short && !isListed && !/(?:số|Số)\s*:?\s*$/u.test(before) && place === 'body' && !/[-/]/.test(symbol)) continue
    const law = /QH\d+/.test(symbol) && !/^NQ/.test(symbol) ? lawBefore(text, lastEnd, match.index) : null
    const printed = kind?.[1]?.toLowerCase().replace('nghi quyết', 'nghị quyết').replace('chi thị', 'chỉ thị')
    const fromSymbol = kindFromSymbol(symbol)
    const type: string = law
      ? law.name.startsWith('Pháp lệnh')
        ? 'pháp lệnh'
        : 'luật'
      : (printed ?? kindFromSymbol(short ?? '') ?? (isListed ? (fromSymbol ?? listKind) : fromSymbol) ?? 'công văn')
    const start = law ? match.index - law.length : kind ? match.index - (kind[0].length - kind[0].indexOf(kind[1] ?? '')) : match.index
    // "… tại Tờ trình số A và Tờ trình số B": the second is by whom the first is.
    const isNext = lastEnd > 0 && /^\s*(?:,|và|;|,\s*và)\s*(?:các\s+)?(?:số\s+)?$/u.test(text.slice(lastEnd, start))
    const sameIssuer = isNext && type === listKind ? found.at(-1)?.issuer : undefined
    const number = `${match[1]}${match[3] ? `${match[2]}${match[3]}` : ''}${match[4]}${symbol}`
    const citation = finish({ clean, place, start, end: match.index + match[0].length, symbol, sameIssuer })
    listKind = type
    lastEnd = citation.to
    // "thay thế Kế hoạch số A và Kế hoạch số B", "Căn cứ Pháp lệnh A và Pháp lệnh B": what is said of the first is said of the next.
    const relation = isNext && citation.relation === 'mentions' ? (found.at(-1)?.relation ?? 'mentions') : citation.relation
    // "Luật số 24/2018/QH14" has no name.
    const name = law && !/^\p{L}+(?: luật)? số$/u.test(law.name) ? { name: law.name } : {}
    found.push({ rule: 'citation.numbered', type, number, ...citation, relation, ...name })
  }
  return found
}

/** "24/7 Online" or "4/UBND": a single word after a slash is a symbol only where a kind stands before it. */
function isSymbol(symbol: string, hasYear: boolean, before: string): boolean {
  if (!/^[\p{Lu}]+(?=[\p{Ll}\d/&-]|$)/u.test(symbol) && !/^C[Tt]r/u.test(symbol)) return false
  return /[-/]/.test(symbol) || hasYear || /^(?:TU|TW|QH\d+|UBND|HĐND|CP|TTg)/u.test(symbol) || kindBefore.test(before)
}

function lawBefore(text: string, from: number, at: number): { readonly name: string; readonly length: number } | null {
  const found =
    /((?:Luật|Pháp lệnh) sửa đổi(?:, bổ sung)? [^;.()]{2,160}?|(?:Bộ luật|Luật|Pháp lệnh)\s[^;.()]{2,100}?)\s+(?:số\s*)?$/u.exec(
      text.slice(Math.max(from, at - 200), at),
    )
  return found?.[1] ? { name: found[1], length: found[0].length } : null
}

type Place = {
  readonly clean: CleanText
  readonly place: CitationPlace
  readonly start: number
  readonly end: number
  readonly symbol: string
  readonly sameIssuer: string | null | undefined
}

/** Date, issuer and relation of a citation whose kind and number stand between `start` and `end`. */
function finish({ clean, place, start, end: numberEnd, symbol, sameIssuer }: Place) {
  const text = clean.text
  // "9/GM-UBND(NC) ngày …": whose desk it came from.
  let end = numberEnd + (/^\s?\(\p{Lu}[\p{Lu}\d-]{0,8}\)/u.exec(text.slice(numberEnd, numberEnd + 12))?.[0].length ?? 0)
  const dated = dateFrom(text.slice(end, end + 60))
  if (dated) end += dated.length
  const after = issuerAfter(text, end)
  if (after) end = after.end
  // "… số 9-KL/TU của Ban Thường vụ Tỉnh ủy (ngày 20/02/2032)".
  const inBrackets = dated || !after ? null : /^\s*\((?=ngày\s)/u.exec(text.slice(end, end + 12))
  const date = dated ?? (inBrackets ? dateFrom(text.slice(end + inBrackets[0].length, end + 60)) : null)
  if (inBrackets && date) end += inBrackets[0].length + date.length + 1
  const issuer = after?.name ?? issuerBefore(text, start) ?? sameIssuer ?? issuerFromSymbol(symbol)
  return {
    date: date?.iso ?? dateBefore(text, start),
    issuer,
    relation: relationOf(text, start, end, place),
    text: text.slice(start, end).trim(),
    ...clean.passage(start, end),
    from: start,
    to: end,
  }
}

function readBareNumbers(clean: CleanText, place: CitationPlace): readonly FoundCitation[] {
  return [...clean.text.matchAll(bareNumber)].map((match) => {
    const said = match[1] ?? match[3] ?? ''
    const kind = said.replace(/\s+số$/u, '')
    const start = match.index + match[0].indexOf(said)
    const end = match.index + match[0].length
    return {
      rule: 'citation.bareNumber',
      type: kind.toLowerCase(),
      number: match[2] ?? match[4] ?? null,
      ...finish({ clean, place, start, end, symbol: '', sameIssuer: undefined }),
    }
  })
}

/** "xây dựng dự án Luật A (sửa đổi)", "thẩm tra các dự án: Luật A, Luật B": what is being drafted is no law yet. */
const drafted =
  /(?:dự án|dự thảo|xây dựng|soạn thảo)(?:\s*:)?\s+(?:(?:các\s+)?(?:Bộ luật|Luật|Pháp lệnh)\s[^.;]{2,180}[,]\s+|[^.;,]{0,12})$/u

function readNamedLaws(clean: CleanText, place: CitationPlace, numbered: readonly FoundCitation[]): readonly FoundCitation[] {
  const text = clean.text
  return namedLaws(text, place === 'basis').flatMap(({ name, start, end }): readonly FoundCitation[] => {
    const isNumbered = numbered.some((citation) => citation.from < end + 8 && citation.to > start && /luật|pháp lệnh/u.test(citation.type))
    if (isNumbered) return []
    // "Luật Giao dịch điện tử (sửa đổi) ngày …".
    const aside = /^\s*\((?:sửa đổi|bổ sung|sửa đổi, bổ sung|hợp nhất)\)/u.exec(text.slice(end, end + 30))?.[0].length ?? 0
    const date = dateFrom(text.slice(end + aside, end + aside + 50))
    if (!date && drafted.test(text.slice(Math.max(0, start - 200), start))) return []
    const to = date ? end + aside + date.length : end
    const isOrdinance = name.startsWith('Pháp lệnh')
    const relation = relationOf(text, start, to, place)
    const said = text.slice(start, to).trim()
    return [
      {
        rule: 'citation.namedLaw',
        type: isOrdinance ? 'pháp lệnh' : 'luật',
        number: null,
        name,
        date: date?.iso ?? null,
        issuer: isOrdinance ? 'Ủy ban Thường vụ Quốc hội' : 'Quốc hội',
        relation,
        text: said,
        ...clean.passage(start, to),
        from: start,
        to,
      },
    ]
  })
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

const strength: Readonly<Record<Relation, number>> = { basis: 4, supersedes: 5, amends: 3, implements: 2, mentions: 1 }

/** One entry for each document cited: the first place it stands, completed by what later places add. */
export function mergeCitations(all: readonly FoundCitation[]): readonly ReadCitation[] {
  const merged = new Map<string, ReadCitation>()
  const numberOf = new Map(
    all.flatMap(({ name, number, date }) => (name && number ? [[name.toLowerCase(), { number, date }] as const] : [])),
  )
  for (const { from: _from, to: _to, ...found } of all) {
    // "… một số điều của Luật Thủy lợi" beside "Luật Thủy lợi số 8/2017/QH14" is the same law.
    const numbered = found.number === null ? numberOf.get(found.name?.toLowerCase() ?? '') : undefined
    const isSame = numbered && (found.date === null || numbered.date === null || found.date === numbered.date)
    const citation = isSame ? { ...found, number: numbered.number } : found
    const bare =
      citation.number === null ? `${citation.type} ${citation.name?.toLowerCase()}` : citation.number.toUpperCase().replace(/^0+(?=\d)/, '')
    // "01/NQ-CP" comes every year: another year is another document.
    const year = citation.date?.slice(0, 4)
    const isOther = citation.number !== null && year !== undefined && (merged.get(bare)?.date?.slice(0, 4) ?? year) !== year
    const key = isOther ? `${bare} ${year}` : bare
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
  const parts: string[] = []
  let done = 0
  for (const { from, to } of citations.toSorted((a, b) => a.from - b.from)) {
    if (to <= done) continue
    const start = Math.max(from, done)
    parts.push(text.slice(done, start), ' '.repeat(to - start))
    done = to
  }
  return parts.join('') + text.slice(done)
}
