/** A page that gives the whole text of a document without its letterhead, and tells above it which document that is. */
import type { CleanText } from '../text/clean-text.ts'
import { issuerAfter } from './cited-issuer.ts'
import { readCitations } from './read-citations.ts'
import { dateFrom } from './read-dates.ts'
import { surnames } from './signature-lines.ts'

export type NamedOnPage = {
  readonly type: string
  readonly number: string
  readonly symbol: string
  readonly date: string | null
  readonly issuer: string | null
  readonly title: string | null
  readonly signer: string | null
  readonly signerRole: string | null
  /** Where the title stands, for what it cites. */
  readonly titleText: CleanText | null
  /** Blocks that name the document; its text begins behind them. */
  readonly next: number
}

const above = 6
const announcesText = /(?:giới thiệu|đăng|nội dung)?\s*toàn văn(?![\p{L}])/iu

/** "Nghị quyết số 5-NQ/TW" as the headline, and "Thay mặt …, … đã ký ban hành Nghị quyết số 5-NQ/TW (ngày …) của … về …" below it. */
export function namedOnPage(cleans: readonly CleanText[]): NamedOnPage | null {
  const [headline, ...below] = cleans.slice(0, above)
  const named = headline ? readCitations(headline, 'title')[0] : undefined
  if (!headline || !named || named.number === null || headline.text.slice(0, named.from).trim() !== '') return null
  const { type, number } = named
  const isAlone = headline.text.slice(named.to).trim() === ''
  let found: Said = saidOf(headline.text, named)
  let next = 1
  let titleText = found.title === null ? null : headline
  for (const [index, clean] of below.entries()) {
    const again = readCitations(clean, 'title').find((citation) => citation.number === number)
    if (announcesText.test(clean.text) && clean.text.length < longestHeadline) next = index + 2
    if (!again) continue
    const said = saidOf(clean.text, again)
    if (longer(found.title, said.title) !== found.title) titleText = clean
    found = { date: found.date ?? said.date, issuer: found.issuer ?? said.issuer, title: longer(found.title, said.title) }
    if (said.title !== null || said.date !== null) next = Math.max(next, index + 2)
  }
  if (!isAlone && !cleans.slice(0, above).some((clean) => announcesText.test(clean.text))) return null
  const opening = cleans
    .slice(0, next)
    .map((clean) => clean.text)
    .join(' ')
  return { type, number, symbol: number.replace(/^\d+[a-z]?(?:[/-]\d{4})?[/-]/u, ''), ...found, ...signedIn(opening), titleText, next }
}

const longestHeadline = 600

type Said = { readonly date: string | null; readonly issuer: string | null; readonly title: string | null }

/** "… (ngày 5/3/2031) của Bộ X về …": what is said behind the number. */
function saidOf(
  text: string,
  { date, issuer, to }: { readonly date: string | null; readonly issuer: string | null; readonly to: number },
): Said {
  const bracketed = /^\s*\((?:ban hành |ký )?(ngày [^)]{6,40})\)/u.exec(text.slice(to))
  const from = to + (bracketed?.[0].length ?? 0)
  const body = bracketed ? issuerAfter(text, from) : null
  const opens = /^[Nn]gày\s+/u.exec(text)
  const title = /^,?\s*(về\s.{8,500}?)[\s.:]*$/u.exec(text.slice(body?.end ?? from).replace(/[.:]\s+\p{Lu}.*$/u, ''))
  return {
    date:
      (bracketed?.[1] ? dateFrom(bracketed[1])?.iso : null) ??
      date ??
      (opens ? (dateFrom(text.slice(opens[0].length))?.iso ?? null) : null),
    issuer: body?.name ?? issuer,
    title: title?.[1] ?? null,
  }
}

const longer = (one: string | null, other: string | null): string | null => ((one?.length ?? 0) >= (other?.length ?? 0) ? one : other)

const signing = new RegExp(
  `((?:Tổng |Phó )?(?:Bí thư|Chủ tịch|Thủ tướng|Bộ trưởng)(?:\\s(?!(?:${surnames})\\s)\\p{L}+){0,8}?)\\s((?:${surnames})(?:\\s\\p{Lu}\\p{Ll}*){1,4})\\s(?:đã |vừa )?ký(?![\\p{L}])`,
  'u',
)

/** "Tổng Bí thư … đã ký ban hành": who signed stands above the text where the block at its end is lost. */
function signedIn(opening: string): Pick<NamedOnPage, 'signer' | 'signerRole'> {
  const found = signing.exec(opening)
  return { signer: found?.[2] ?? null, signerRole: found?.[1] ?? null }
}
