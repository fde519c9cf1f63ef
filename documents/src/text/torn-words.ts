/**
 * Copies from the web and recognition tear syllables at their marks: "h ợ p", "Đ ề án", "TRI Ể N". Letters without a vowel, or a lone vowel
 * that is no word, show that a space stands inside a syllable; it is taken out only where a syllable of Vietnamese comes of it.
 */
const vowel = '[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]'
const onset = '(?:ch|gh|gi|kh|ngh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])'
const coda = '(?:ch|nh|ng|[cmnpt])'
const syllable = new RegExp(`^${onset}?${vowel}{1,3}${coda}?$`, 'u')
const onlyOnset = new RegExp(`^${onset}$`, 'u')
const onlyCoda = new RegExp(`^${coda}$`, 'u')
const rhyme = new RegExp(`^${vowel}{1,3}${coda}?$`, 'u')
/** Vowels that are words, or that name the items of a list. */
const words = new Set('a à á ạ ả e è ê i ì o ô ơ ờ ở ợ u ù ủ ư ừ y ý ỷ'.split(' '))
const suspect = new RegExp(`(?<!\\p{L})(?:${onset}\\s${vowel}|\\p{L}*${vowel}\\s${vowel}(?!\\p{L}))`, 'iu')

/** `isTorn`: put together already. `isNumbered`: behind a figure a lone letter is a unit of measure, behind a bracket the number of an item. */
type Word = { readonly said: string; readonly end: number; readonly isTorn: boolean; readonly isNumbered: boolean }

/** The places of spaces that stand inside a syllable, in their order. */
export function tornSpaces(text: string): readonly number[] {
  if (!suspect.test(text)) return []
  const found: number[] = []
  let last: Word | undefined
  for (const match of text.matchAll(/\p{L}+/gu)) {
    const [said, at] = [match[0], match.index]
    const end = at + said.length
    const isNext = last && at === last.end + 1 && text.charAt(last.end) === ' ' && !/[)&/\d-]/u.test(text.charAt(end))
    if (last && isNext && isOne(last, said)) {
      found.push(last.end)
      last = { said: last.said + said, end, isTorn: true, isNumbered: false }
    } else last = { said, end, isTorn: false, isNumbered: /(?:(?:^|\D)\d{1,3}|[.&/(-])\s?$/u.test(text.slice(Math.max(0, at - 5), at)) }
  }
  return found
}

function isOne(last: Word, next: string): boolean {
  const [first, second] = [last.said.toLowerCase(), next.toLowerCase()]
  const inCapitals = last.said === last.said.toUpperCase() && next === next.toUpperCase()
  // A capital after small letters begins a name.
  if ((!inCapitals && next !== second) || !syllable.test(first + second)) return false
  if (onlyOnset.test(first)) {
    if (!words.has(second)) return rhyme.test(second)
    // "v à" is torn, for no word is a consonant alone; "bảng B ở", "5 m ở" are not.
    return /[^aeiouy]/u.test(second) && (first.length > 1 || (!last.isNumbered && last.said === first))
  }
  if (onlyCoda.test(second) || (second === 'h' && /[nc]$/u.test(first))) {
    return last.isTorn || (!inCapitals && second !== 'c' && second.length === 1)
  }
  return second.length === 1 && rhyme.test(second) && (last.isTorn || !words.has(second))
}
