/**
 * Widths of Times New Roman, in thousandths of the type size, so that the rule under the motto is as long as the motto
 * (Decree 30/2020, Annex I, part I, section II.1) without asking a screen. Letters of Vietnamese are as wide as their base
 * letter, except those with a horn.
 */
const regular: readonly (readonly [number, string])[] = [
  [180, "'"],
  [200, '|'],
  [250, ' ,.'],
  [278, '/:;\\ijlt'],
  [333, '!()-I[]`fr'],
  [389, 'Js'],
  [408, '"'],
  [444, '?acez“”'],
  [469, '^'],
  [480, '{}'],
  [500, '#$*0123456789_bdghknopquvxyđ–'],
  [529, 'ơ'],
  [541, '~'],
  [542, 'ư'],
  [549, '≥≤'],
  [556, 'FPS'],
  [564, '+<=>−'],
  [611, 'ELTZ'],
  [667, 'BCR'],
  [722, 'ADGHKNOQUVXYwĐƠ'],
  [776, 'Ư'],
  [778, '&m'],
  [833, '%'],
  [889, 'M'],
  [921, '@'],
  [944, 'W'],
  [1000, '…'],
]

const bold: readonly (readonly [number, string])[] = [
  [220, '|'],
  [250, ' ,.'],
  [278, "'/\\il"],
  [333, '!()-:;[]`fjt'],
  [389, 'Is'],
  [394, '{}'],
  [444, 'cerz'],
  [500, '#$*0123456789?J_agovxy–“”'],
  [520, '~'],
  [549, '≥≤'],
  [554, 'ơ'],
  [555, '"'],
  [556, 'Sbdhknpquđ'],
  [570, '+<=>−'],
  [581, '^'],
  [600, 'ư'],
  [611, 'FP'],
  [667, 'BELTZ'],
  [722, 'ACDNRUVXYwĐ'],
  [778, 'GHKOQƠ'],
  [796, 'Ư'],
  [833, '&m'],
  [930, '@'],
  [944, 'M'],
  [1000, '%W…'],
]

const byLetter = (widths: readonly (readonly [number, string])[]): ReadonlyMap<string, number> =>
  new Map(widths.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)))

const regularWidths = byLetter(regular)
const boldWidths = byLetter(bold)
const unknownWidth = 500
// Tones, circumflex and breve stand above or below the letter; the horn (U+031B) widens it and stays.
const marks = /[\u0300-\u0309\u0323]/g

export type TypeFace = { readonly sizePt: number; readonly bold?: boolean }

export function textWidthTwips(text: string, { sizePt, bold: isBold = false }: TypeFace): number {
  const widths = isBold ? boldWidths : regularWidths
  let thousandths = 0
  for (const letter of text.normalize('NFD').replace(marks, '').normalize('NFC')) thousandths += widths.get(letter) ?? unknownWidth
  return Math.round((thousandths * sizePt * 20) / 1000)
}

/** Lines as a word processor would break them, then evened out so that the last line is not a single word. */
export function breakLines(text: string, face: TypeFace, maximumTwips: number): readonly string[] {
  const widest = (lines: readonly string[]) => Math.max(...lines.map((line) => textWidthTwips(line, face)))
  const greedy = fill(text, face, maximumTwips)
  if (greedy.length < 2) return greedy

  let best = greedy
  for (let limit = maximumTwips; ; limit -= 40) {
    const lines = fill(text, face, limit)
    if (lines.length > greedy.length || widest(lines) > limit) return best
    best = lines
  }
}

function fill(text: string, face: TypeFace, limit: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidthTwips(longer, face) > limit) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return line === '' ? lines : [...lines, line]
}
