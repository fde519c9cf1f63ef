/** Whose password it is to be: what others know of them makes no secret. */
export type PasswordOwner = { readonly login: string; readonly name: string; readonly office: string; readonly place: string }

export type PasswordWeakness = 'tooShort' | 'monotone' | 'common' | 'containsLogin' | 'containsName' | 'containsOffice'

/** So many letters and signs must be left when what everybody knows is taken out. */
const leastLeft = 8
const leastKinds = 5

/** Why nobody should have this password; undefined where nothing speaks against it. `isCommon` asks a list by the folded text. */
export function passwordWeakness(
  password: string,
  owner: PasswordOwner,
  { leastLength, isCommon }: { readonly leastLength: number; readonly isCommon: (folded: string) => boolean },
): PasswordWeakness | undefined {
  if ([...password.normalize('NFC')].length < leastLength) return 'tooShort'

  const folded = foldedPassword(password)
  if (new Set(folded).size < leastKinds || isRun(folded) || isRepeated(folded)) return 'monotone'
  if (isCommon(folded) || coresOf(folded).some(isCommon)) return 'common'
  if (leftOf(folded, wordsOf(owner.login)) < leastLeft) return 'containsLogin'
  if (leftOf(folded, wordsOf(owner.name)) < leastLeft) return 'containsName'
  if (leftOf(folded, wordsOf(`${owner.office} ${owner.place}`)) < leastLeft) return 'containsOffice'
  return undefined
}

/** Without case, marks and blanks: "Mật khẩu" is "matkhau". */
export const foldedPassword = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\p{M}\s]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')

/** The word inside: what digits and signs were put around it or stand for its letters ("P@ssw0rd2024!" is "password"). */
function coresOf(folded: string): readonly string[] {
  const core = folded.replaceAll(/^[^a-z]+|[^a-z]+$/gu, '')
  return core === '' ? [] : [core, core.replaceAll(/[@4013578$]/gu, (sign) => standsFor[sign] ?? sign)]
}

const standsFor: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '5': 's',
  '7': 't',
  '8': 'b',
  $: 's',
}

/** Rising or falling by one, all but a few letters: "abcdefghijkl", "9876543210a". */
function isRun(folded: string): boolean {
  const codes = [...folded].map((letter) => letter.codePointAt(0) ?? 0)
  return [1, -1].some(
    (step) => codes.filter((code, index) => index > 0 && code - (codes[index - 1] ?? 0) === step).length >= codes.length - 4,
  )
}

/** One piece of a few letters, again and again. */
const isRepeated = (folded: string): boolean =>
  [1, 2, 3, 4].some((size) => folded.length >= size * 3 && [...folded].every((letter, index) => letter === folded[index % size]))

/** A name as one word, and its words of three letters or more: shorter ones stand in every sentence. */
function wordsOf(name: string): readonly string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u).map(foldedPassword)
  return [words.join(''), ...words].filter((word) => word.length >= 3).toSorted((a, b) => b.length - a.length)
}

const leftOf = (folded: string, words: readonly string[]): number => {
  const left = words.reduce((text, word) => text.replaceAll(word, ''), folded)
  return left === folded ? Infinity : left.length
}
