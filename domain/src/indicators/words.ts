/** As long as a note, and as what fits into a cell that people still read. */
export const longestWords = 2000

/**
 * What was typed as it is kept: as it was typed, in one Unicode form and without blanks around it. Nothing but blanks is nothing, which is missing and
 * no empty text. What no paper and no workbook can carry (control characters, halves of characters) was never typed by anybody.
 */
export function wordsOf(typed: string): string | undefined {
  const kept = typed
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, '')
    .normalize('NFC')
    .trim()
  return kept === '' ? undefined : kept
}
