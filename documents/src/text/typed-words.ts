import { fromLegacy, type LegacyEncoding } from './legacy-encodings.ts'
import { normalText } from './normal-text.ts'

/** Words of one encoding; runs are put together first, because a letter of VNI and its mark may stand in two of them. */
export type TypedWords = { text: string; readonly encoding: LegacyEncoding | undefined; readonly capitals: boolean }

/** Adds a run to the words before it, or begins others where its encoding or its capitals are others. */
export function typeOn(words: TypedWords[], run: TypedWords): void {
  const last = words.at(-1)
  if (last && last.encoding === run.encoding && last.capitals === run.capitals) last.text += run.text
  else words.push({ ...run })
}

/** The words as they are read: in Unicode (NFC), capitals as printed, no space at either end. */
export function readWords(words: readonly TypedWords[]): string {
  const read = words.map(({ text, encoding, capitals }) => {
    const unicode = encoding === undefined ? text.replaceAll('\u00ad', '') : fromLegacy(text, encoding)
    return capitals ? unicode.toUpperCase() : unicode
  })
  return normalText(read.join('')).trim()
}
