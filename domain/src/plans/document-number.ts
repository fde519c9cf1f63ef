/**
 * Text for searching, letter for letter in the place of the original: without diacritics, "đ" as "d", lower case, and a blank for everything
 * else, so that an offset found here is an offset in the text. The migration of the register folds in the same way.
 */
export function foldInPlace(text: string): string {
  let folded = ''
  for (const letter of text) folded += foldedLetter(letter)
  return folded
}

/** The words of a folded text. */
export const foldedWords = (text: string): readonly string[] => foldInPlace(text.normalize('NFC')).split(' ').filter(Boolean)

const known = new Map<string, string>()

function foldedLetter(letter: string): string {
  const before = known.get(letter)
  if (before !== undefined) return before

  const base = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('đ', 'd')
  const folded = /^[a-z0-9]$/u.test(base) ? base : ' '.repeat(letter.length)
  known.set(letter, folded)
  return folded
}

/** "28/KH-UBND"; `undefined` while no number is given. A number that was typed whole keeps its own symbol. */
export function wholeNumber(number: string | null, symbol: string | null): string | undefined {
  if (number === null || number === '') return undefined
  return symbol === null || symbol === '' || number.includes('/') ? number : `${number}/${symbol}`
}

/** What two ways of writing one number have in common: "968 / QĐ – UBND" and "0968/qd-ubnd" are "968/qd-ubnd". */
export function numberKey(number: string): string {
  return number
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[^a-z0-9/-]/gu, '')
    .replace(/^0+(?=\d)/u, '')
}

export type NamedDocument = {
  /** Whole: "968/QĐ-UBND". */
  readonly number: string | null
  /** As precise as printed: `2023-07-27`, `2023-07` or `2023`. */
  readonly date: string | null
  readonly issuer: string | null
}

/**
 * Whether a citation names this document. Every office counts its papers from 1 each year, so the number alone says little: the day must
 * agree as far as both tell it, and where one of them tells none, the issuer.
 */
export function namesDocument(citation: NamedDocument, document: NamedDocument): boolean {
  if (!citation.number || !document.number || numberKey(citation.number) !== numberKey(document.number)) return false
  if (citation.date && document.date) return citation.date.startsWith(document.date) || document.date.startsWith(citation.date)
  return isSameIssuer(citation.issuer, document.issuer)
}

/** "Ủy ban nhân dân thành phố Vũng Tàu" and "UBND TP" speak of one issuer as far as the shorter goes. */
export function isSameIssuer(one: string | null, other: string | null): boolean {
  const [a, b] = [issuerWords(one), issuerWords(other)]
  if (a.length === 0 || b.length === 0) return false
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.every((word) => long.includes(word))
}

const issuerWords = (issuer: string | null): readonly string[] =>
  foldedWords(issuer ?? '')
    .join(' ')
    .replace(/\buy ban nhan dan\b/gu, 'ubnd')
    .replace(/\bthanh pho\b/gu, 'tp')
    .split(' ')
    .filter(Boolean)
