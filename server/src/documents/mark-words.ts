import { foldInPlace } from '@haidang/domain/plans/document-number'
import type { Passage } from '@haidang/domain/plans/reading'

/**
 * Where folded words stand in a text: the last one may be the beginning of a word, in a loose search any part of one. Where they stand
 * together, only there: "số" alone is on every line.
 */
export function markWords(text: string, words: readonly string[], isLoose = false): Passage[] {
  if (words.length === 0) return []
  const whole = words.map((word, index) => (isLoose ? word : `(?<![a-z0-9])${word}${index === words.length - 1 ? '' : '(?![a-z0-9])'}`))
  const folded = foldInPlace(text)
  const together = new RegExp(whole.join(' +'), 'gu')
  const marks: Passage[] = []
  for (const { index, 0: found } of folded.matchAll(folded.search(together) < 0 ? new RegExp(whole.join('|'), 'gu') : together)) {
    const before = marks.at(-1)
    // Words that follow each other are one mark.
    if (before !== undefined && index - before.end <= 1) marks[marks.length - 1] = { start: before.start, end: index + found.length }
    else marks.push({ start: index, end: index + found.length })
  }
  return marks
}

/** A piece of a text as it is shown: one line, cut between words, with dots where it was cut. */
export function shownPiece(piece: string, { isCut, length }: { readonly isCut: boolean; readonly length: number }): string {
  const line = piece.replace(/\s+/gu, ' ')
  const begun = isCut ? `…${line.slice(line.indexOf(' '))}` : line.trimStart()
  return piece.length < length ? begun.trimEnd() : `${begun.slice(0, begun.lastIndexOf(' '))} …`
}
