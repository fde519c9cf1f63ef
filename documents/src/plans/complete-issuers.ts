import type { ReadCitation } from '@haidang/domain/plans/reading'
import { initials } from './cited-issuer.ts'
import { kindFromSymbol } from './read-citations.ts'

/** A citation inside the same office says "UBND tỉnh" and means that of its own province: its issuer is given its whole name. */
export function completeIssuers(
  cited: readonly ReadCitation[],
  { own, number }: { readonly own: string | null; readonly number: string | null },
): readonly ReadCitation[] {
  const citations = bySymbols(cited, { own, number })
  const names = localNames(own)
  if (names.size === 0) return citations
  return citations.map((citation) => {
    const issuer = citation.issuer === null ? fromLocalSymbol(citation.number, own, names) : withName(citation.issuer, names)
    return issuer === citation.issuer ? citation : { ...citation, issuer }
  })
}

/** "Quyết định số 5/QĐ-TCT" beside "Quyết định số 3/QĐ-TCT của Tổng cục Thuế", or in a letter "9/TCT-KK" of its own, is of the same body. */
function bySymbols(
  citations: readonly ReadCitation[],
  { own, number }: { readonly own: string | null; readonly number: string | null },
): readonly ReadCitation[] {
  const known = new Map<string, string>()
  for (const said of [
    ...citations,
    ...(own !== null && initials(own).startsWith(bodyInSymbol(number) ?? ' ') ? [{ number, issuer: own }] : []),
  ]) {
    const body = bodyInSymbol(said.number)
    if (body !== null && said.issuer !== null && !known.has(body)) known.set(body, said.issuer)
  }
  return citations.map((citation) => {
    const issuer = citation.issuer === null ? known.get(bodyInSymbol(citation.number) ?? '') : undefined
    return issuer === undefined ? citation : { ...citation, issuer }
  })
}

/** "TCT" of "5/QĐ-TCT" and "9/TCT-KK"; those of which there is one in every province say nothing. */
function bodyInSymbol(number: string | null): string | null {
  const parts = (number ?? '').split(/[-/]/u).filter((part) => /^\p{Lu}{2}/u.test(part))
  const [first = '', second = ''] = parts
  const body = kindFromSymbol(first) === null && first !== 'QD' ? first : second
  return body.length < 3 || /^(?:UBND|HĐND|BCĐ|VP|BQL|S\p{Lu})/u.test(body) ? null : body
}

const levels = 'tỉnh|thành phố|thị xã|huyện|quận|phường|xã|thị trấn|đặc khu'
const properName = '\\p{Lu}\\p{Ll}+(?:[\\s–-]+\\p{Lu}\\p{Ll}+){0,3}'
const ownLevel = new RegExp(`(?:^|\\s)(${levels})\\s+(${properName}|\\d+)$`, 'u')
const levelOfParty: Readonly<Record<string, string>> = {
  'Tỉnh ủy': 'tỉnh',
  'Tỉnh uỷ': 'tỉnh',
  'Thành ủy': 'thành phố',
  'Thành uỷ': 'thành phố',
  'Thị ủy': 'thị xã',
  'Huyện ủy': 'huyện',
  'Huyện uỷ': 'huyện',
  'Quận ủy': 'quận',
}

/** The name of the office's own level; other levels are not guessed. */
function localNames(own: string | null): ReadonlyMap<string, string> {
  const mine = ownLevel.exec(own ?? '')
  return new Map(mine?.[1] && mine[2] ? [[mine[1], mine[2]]] : [])
}

const bareBody = new RegExp(
  `(?:^|\\s)(?:(?:UBND|HĐND|[Ủủ]y ban nhân dân|[Uu]ỷ ban nhân dân|Hội đồng nhân dân)\\s+(${levels})|(${Object.keys(levelOfParty).join('|')}))$`,
  'u',
)

function withName(issuer: string, names: ReadonlyMap<string, string>): string {
  const bare = bareBody.exec(issuer)
  const level = bare?.[1] ?? levelOfParty[bare?.[2] ?? '']
  const name = level ? names.get(level) : undefined
  return name ? `${issuer} ${name}` : issuer
}

/** "739/KH-UBND" without a word on whose it is: of the same people's committee; "51-CTr/TU" of the Party committee beside it. */
function fromLocalSymbol(number: string | null, own: string | null, names: ReadonlyMap<string, string>): string | null {
  const mine = ownLevel.exec(own ?? '')
  if (/(?:^|[-/])BCĐ(?![\p{L}])/u.test(number ?? '') && /^(?:BCĐ|Ban Chỉ đạo)(?![\p{L}])/u.test(own ?? '')) return own
  const body = /(?:^|[-/])(UBND|HĐND|TU)(?:$|(?<=\/(?:UBND|HĐND))-)/u.exec(number ?? '')?.[1]
  if (!body || !mine?.[1] || !mine[2]) return null
  if (body !== 'TU') return `${body} ${mine[1]} ${mine[2]}`
  const party = mine[1] === 'tỉnh' ? 'Tỉnh ủy' : mine[1] === 'thành phố' ? 'Thành ủy' : null
  const name = mine[1] === 'tỉnh' || mine[1] === 'thành phố' ? names.get(mine[1]) : undefined
  return party && name ? `${party} ${name}` : null
}
