import { mendMarks } from './mend-marks.ts'

/** Letters of other alphabets that look like ours, as copying and old keyboards leave them inside Vietnamese words. */
const cyrillic = 'АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһ'
const latinForCyrillic = 'ABESIJKMHOPCTYXaesijopcyxdh'
const greek = 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο'
const latinForGreek = 'ABEZHIKMNOPTYXo'
const lookAlikes = new Map([...(cyrillic + greek)].map((letter, index) => [letter, (latinForCyrillic + latinForGreek).charAt(index)]))

/** Signs that stand for one of ours wherever they are: eth and African d for đ, the slashes of fractions and of division. */
const signs = new Map(Object.entries({ Ð: 'Đ', Ɖ: 'Đ', ð: 'đ', ɖ: 'đ', '\u2044': '/', '\u2215': '/', '\u3000': ' ' }))

const strange = /[ÐƉðɖ\u2044\u2215\u3000\uff01-\uff5e\u0370-\u04ff\u0501\u051b]/u

/**
 * NFC, with lost marks put back where they can be nothing else, and look-alikes made what they stand for. One UTF-16 unit takes the place of one, so that places in this text are
 * places in the NFC form of what was typed.
 */
export function normalText(text: string): string {
  const composed = mendMarks(text.normalize('NFC'))
  if (!strange.test(composed)) return composed

  return composed
    .replace(/[ÐƉðɖ\u2044\u2215\u3000]/gu, (sign) => signs.get(sign) ?? sign)
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/[\p{L}\p{M}]+/gu, (word) => (isMixed(word) ? latin(word) : word))
    .normalize('NFC')
}

/** A word wholly of another alphabet is a word of another language and stays. */
const isMixed = (word: string): boolean => /[\u0370-\u051b]/u.test(word) && /\p{Script=Latin}/u.test(word)
const latin = (word: string): string => word.replace(/[\u0370-\u051b]/gu, (letter) => lookAlikes.get(letter) ?? letter)
