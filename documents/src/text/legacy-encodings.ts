/** Vietnamese before Unicode: one byte a letter (TCVN 5712:1993, the fonts ".Vn…"), or a letter and its mark (VNI, the fonts "VNI-…"). */
export type LegacyEncoding = 'tcvn3' | 'vni'

/** TCVN 5712:1993 from A1 to FE. */
const tcvn3Letters =
  'ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ'

/** VNI: what a mark adds to the letter before it. */
const vniMarks = new Map(
  Object.entries({
    ù: '\u0301',
    ø: '\u0300',
    û: '\u0309',
    õ: '\u0303',
    ï: '\u0323',
    â: '\u0302',
    á: '\u0302\u0301',
    à: '\u0302\u0300',
    å: '\u0302\u0309',
    ã: '\u0302\u0303',
    ä: '\u0302\u0323',
    ê: '\u0306',
    é: '\u0306\u0301',
    è: '\u0306\u0300',
    ú: '\u0306\u0309',
    ü: '\u0306\u0303',
    ë: '\u0306\u0323',
  }),
)
/** VNI: letters that need no mark, or take one as others do. */
const vniLetters = new Map(Object.entries({ ñ: 'đ', ô: 'ơ', ö: 'ư', í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' }))

/** The encoding that a font's name tells of; its capitals ("...H" of the ".Vn" fonts) are small letters drawn large. */
export function encodingOfFont(font: string): { readonly encoding: LegacyEncoding; readonly capitals: boolean } | undefined {
  const name = font.trim()
  if (/^\.?Vn[A-Z]/u.test(name)) return { encoding: 'tcvn3', capitals: /[a-z]H$/u.test(name.replace(/\s.*$/u, '')) }
  if (/^VNI[-\s]/iu.test(name)) return { encoding: 'vni', capitals: false }
  return undefined
}

/** Unicode (NFC) of text typed in an old encoding. What is Unicode already, under an old font's name, stays. */
export function fromLegacy(text: string, encoding: LegacyEncoding): string {
  const typed = text.replace(/[\uf020-\uf0ff]/gu, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) & 0xff))
  if (/[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]|[\u0300-\u0323]/u.test(typed)) return text
  return encoding === 'tcvn3' ? fromTcvn3(typed) : fromVni(typed)
}

const fromTcvn3 = (text: string): string =>
  text.replace(/[\u00a1-\u00fe]/gu, (letter) => tcvn3Letters.charAt((letter.codePointAt(0) ?? 0) - 0xa1)).normalize('NFC')

const vniPair = new RegExp(`([AEIOUYÔÖaeiouyôö])([${[...vniMarks.keys()].join('')}])|[À-ÿ]`, 'giu')

const fromVni = (text: string): string =>
  text
    .replace(vniPair, (found, base: string | undefined, mark: string | undefined) =>
      base === undefined || mark === undefined ? vniLetter(found) : vniLetter(base) + (vniMarks.get(mark.toLowerCase()) ?? ''),
    )
    .normalize('NFC')

function vniLetter(letter: string): string {
  const small = letter.toLowerCase()
  const found = vniLetters.get(small) ?? small
  return letter === small ? found : found.toUpperCase()
}

/**
 * The old encoding of a text that names no font, or undefined. Most words with marks must be possible Vietnamese syllables in
 * it and impossible as they stand.
 */
export function guessLegacy(text: string): LegacyEncoding | undefined {
  const sample = text.slice(0, 60_000)
  const asItStands = vietnameseShare(sample)
  if (asItStands === undefined || asItStands > 0.7) return undefined

  const [best] = (['tcvn3', 'vni'] as const)
    .map((encoding) => ({ encoding, share: vietnameseShare(fromLegacy(sample, encoding)) ?? 0 }))
    .toSorted((a, b) => b.share - a.share)
  return best && best.share > 0.9 ? best.encoding : undefined
}

/** Of the words that are not plain ASCII, how many could be Vietnamese; undefined where there are too few to tell. */
function vietnameseShare(text: string): number | undefined {
  const words = text.normalize('NFC').match(/[\p{L}\p{M}\u00a1-\u00bf\u00d7\u00f7]+/gu) ?? []
  const marked = words.filter((word) => /[^\u0000-\u007f]/u.test(word))
  if (marked.length < 5) return undefined
  return marked.filter(isSyllable).length / marked.length
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu
const syllable =
  /^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?(?:[aăâeêioôơuưy]|a[iouy]|ă|âu|ây|eo|êu|i[aeêu]|iêu|o[aăeio]|oai|oay|oeo|ôi|ơi|u[aâeêiôơy]|uôi|uya|uyê|uây|uyu|ư[aiơu]|ươi|ươu|yê|yêu)(?:ch|ng|nh|[cmnpt])?$/u

function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD')
  if ((parts.match(tones)?.length ?? 0) > 1) return false
  const isCase = word === word.toLowerCase() || word === word.toUpperCase() || word.slice(1) === word.slice(1).toLowerCase()
  return isCase && syllable.test(parts.replace(tones, '').normalize('NFC'))
}
