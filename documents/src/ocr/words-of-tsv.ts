import type { PdfWord } from '../pdf/lay-lines.ts'

/** Less sure than this, and without a letter or digit, it is a speck or the edge of a stamp; an upright stroke beside a word is the line of a table. */
const leastConfidence = 30

/** Tesseract's table of words as words of a page, y growing upwards; those of one of its lines stand on one height. */
export function wordsOfTsv(tsv: string, scale: number): readonly PdfWord[] {
  const lines = new Map<string, { text: string; left: number; top: number; width: number; height: number }[]>()
  let pageHeight = 0
  for (const row of tsv.split('\n')) {
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, ...text] = row.split('\t')
    if (level === '1') pageHeight = Number(height)
    const word = text
      .join('\t')
      .replace(/^[|¦]+|[|¦]+$/gu, '')
      .normalize('NFC')
      .trim()
    if (level !== '5' || word === '' || (Number(confidence) < leastConfidence && !/[\p{L}\d]/u.test(word))) continue
    const key = [page, block, paragraph, line].join(' ')
    const words = lines.get(key) ?? []
    lines.set(key, words)
    words.push({ text: word, left: Number(left), top: Number(top), width: Number(width), height: Number(height) })
  }
  return [...lines.values()].flatMap((words) => {
    const foot = median(words.map(({ top, height }) => top + height))
    const height = median(words.map((word) => word.height))
    return words.map(({ text, left, width }) => ({
      // The space after it is the end of the word: what Tesseract parts is parted.
      text: `${text} `,
      x: left * scale,
      y: (pageHeight - foot) * scale,
      width: width * scale,
      height: height * scale,
    }))
  })
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
