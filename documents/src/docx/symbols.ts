/** What letters of picture fonts stand for. Word keeps them in the private area of Unicode, F000 above the font's own code. */
const symbolFont = new Map<number, string>([
  [0xa3, '≤'],
  [0xb3, '≥'],
  [0xb1, '±'],
  [0xb4, '×'],
  [0xb8, '÷'],
  [0xb9, '≠'],
  [0xbb, '≈'],
  [0xb0, '°'],
  [0xa5, '∞'],
  [0xae, '→'],
  [0xde, '⇒'],
  [0xb7, '•'],
  [0x2d, '−'],
  [0xe5, '∑'],
  [0x61, 'α'],
  [0x62, 'β'],
  [0x44, 'Δ'],
  [0x6d, 'μ'],
])
const wingdings = new Map<number, string>([
  [0xfe, '☑'],
  [0xfd, '☒'],
  [0xfc, '✓'],
  [0xfb, '✗'],
  [0x6f, '☐'],
  [0xa8, '☐'],
  [0xe0, '→'],
  [0xf0, '→'],
])

export const isPictureFont = (font: string): boolean => /^(?:Symbol|Wingdings|Webdings)/iu.test(font)

/** A sign of a picture font as text: figures' signs as themselves, boxes as boxes, ornaments as bullets. */
export function signOf(code: number, font: string): string {
  const own = code & 0xff
  if (own <= 0x20) return ' '
  if (/^Symbol/iu.test(font))
    return symbolFont.get(own) ?? (own < 0x7f && !/[a-z]/iu.test(String.fromCodePoint(own)) ? String.fromCodePoint(own) : '')
  return wingdings.get(own) ?? '•'
}

/** Words of a run in a picture font. */
export const wordsInPictures = (text: string, font: string): string =>
  text.replace(/\S/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    return code <= 0xff || (code >= 0xf000 && code <= 0xf0ff) ? signOf(code, font) : letter
  })
