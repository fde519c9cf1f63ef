import type { EntriesSaved, Entry, PutEntries } from '@haidang/api/reports'
import { longestWords, wordsOf } from '@haidang/domain/indicators/words'
import { formatDecimal, parseVietnameseNumber } from '@haidang/domain/quantities/decimal'
import { put } from '../app/fetch.ts'
import type { Lane, Saved, Theirs } from '../app/outbox.ts'

/** A row of the form as it is typed: text, because what is not a number stays as it was typed. Words stand where an indicator is answered in words. */
export type RowText = { readonly numerator: string; readonly denominator: string; readonly words?: string; readonly note: string }
export type EntryBody = PutEntries['entries'][number]

export const emptyRow: RowText = { numerator: '', denominator: '', note: '' }

type Kept = Pick<Entry, 'numerator' | 'denominator' | 'note'> & { readonly words?: string | null | undefined }

export function rowTextOf({ numerator, denominator, words, note }: Kept): RowText {
  return {
    numerator: cellText(numerator),
    denominator: cellText(denominator),
    ...(words === undefined || words === null ? {} : { words }),
    note,
  }
}

export function cellText(value: string | null): string {
  return value === null ? '' : formatDecimal(value)
}

/** `undefined` when it is not a number; `null` when the cell is empty, which is not zero. */
export function numberOf(text: string): string | null | undefined {
  return text.trim() === '' ? null : parseVietnameseNumber(text)
}

export function sameCell(a: string, b: string): boolean {
  const [x, y] = [numberOf(a), numberOf(b)]
  return x === undefined || y === undefined ? a.trim() === b.trim() : x === y
}

export const sameRow = (a: RowText, b: RowText): boolean => rowCells.every((cell) => same(cell, a[cell] ?? '', b[cell] ?? ''))

export const isTooLong = (words: string): boolean => (wordsOf(words) ?? '').length > longestWords

/** An unreadable cell holds back only itself: the server keeps what it has there, this machine what was typed. */
export function entryBodyOf(indicatorId: string, typed: RowText, there: RowText, revision: number): EntryBody | null {
  const readable = {
    numerator: numberOf(typed.numerator) === undefined ? there.numerator : typed.numerator,
    denominator: numberOf(typed.denominator) === undefined ? there.denominator : typed.denominator,
    words: isTooLong(typed.words ?? '') ? (there.words ?? '') : (typed.words ?? ''),
    note: typed.note,
  }
  if (sameRow(readable, there)) return null
  return {
    indicatorId,
    numerator: numberOf(readable.numerator) ?? null,
    denominator: numberOf(readable.denominator) ?? null,
    ...wordsBody(readable.words),
    note: readable.note.trim(),
    baseRevision: revision,
  }
}

function wordsBody(typed: string): Pick<EntryBody, 'words'> {
  const words = wordsOf(typed)
  return words === undefined ? {} : { words }
}

const rowCells = ['numerator', 'denominator', 'words', 'note'] as const
function same(cell: keyof RowText, a: string, b: string): boolean {
  if (cell === 'words') return wordsOf(a) === wordsOf(b)
  return cell === 'note' ? a.trim() === b.trim() : sameCell(a, b)
}

/** The cells that both sides changed, and not to the same. */
export const conflictingCells = (mine: RowText, base: RowText, theirs: RowText): readonly (keyof RowText)[] =>
  rowCells.filter((cell) => {
    const [a, b, c] = [mine[cell] ?? '', theirs[cell] ?? '', base[cell] ?? '']
    return !same(cell, a, b) && !same(cell, b, c) && !same(cell, a, c)
  })

/** Three ways, cell by cell: a cell that only one side changed takes that side's value, one that both did the chosen side's. */
export function putTogether(
  mine: RowText,
  base: RowText,
  theirs: RowText,
  chosen: Readonly<Partial<Record<keyof RowText, 'mine' | 'theirs'>>> = {},
): RowText {
  const conflicting = conflictingCells(mine, base, theirs)
  const value = (cell: keyof RowText): string => {
    const [a, b] = [mine[cell] ?? '', theirs[cell] ?? '']
    const isTheirs = conflicting.includes(cell) ? chosen[cell] === 'theirs' : same(cell, a, base[cell] ?? '')
    return isTheirs && !same(cell, a, b) ? b : a
  }
  const hasWords = [mine, base, theirs].some(({ words }) => words !== undefined)
  return {
    numerator: value('numerator'),
    denominator: value('denominator'),
    ...(hasWords && { words: value('words') }),
    note: value('note'),
  }
}

export const mergeRows = (mine: RowText, base: RowText, theirs: RowText): RowText | undefined =>
  conflictingCells(mine, base, theirs).length > 0 ? undefined : putTogether(mine, base, theirs)

export function entriesLane(reportId: string): Lane<RowText, EntryBody> {
  return {
    mostPerCall: 500,
    bodyOf: (slot, { value, base }) => entryBodyOf(slot, value, base.value, base.revision),
    isSettled: sameRow,
    merge: mergeRows,
    send: async (changeKey, entries) => {
      const reply = await put<EntriesSaved>(`/api/reports/${reportId}/entries`, { changeKey, entries: [...entries] } satisfies PutEntries)
      return reply.entries.map((entry) => savedEntry(entry, reply.savedAt))
    },
  }
}

export function savedEntry(entry: Entry, savedAt: string): Saved<RowText> {
  return { slot: entry.indicatorId, value: rowTextOf(entry), revision: entry.revision, by: entry.updatedBy, at: savedAt }
}

/** The `current` of a 409: the entries that differ. */
export function theirEntries(current: unknown): readonly (Theirs<RowText> & { readonly slot: string })[] {
  const entries = Array.isArray(current) ? current : []
  return entries.filter(isEntry).map((entry) => ({
    slot: entry.indicatorId,
    value: rowTextOf(entry),
    revision: entry.revision,
    by: entry.updatedBy,
    at: entry.updatedAt,
  }))
}

function isEntry(candidate: unknown): candidate is Entry {
  return typeof candidate === 'object' && candidate !== null && 'indicatorId' in candidate && 'revision' in candidate
}
