import type { Doubt, Passage } from './reading.ts'
import { shortened } from './doubt-words.ts'

/**
 * A numbered paragraph: its number as printed, its words, and what it stands under (the place of that in the text; below zero for nothing).
 * A chapter is one that opens something.
 */
export type NumberedHead = Passage & {
  readonly label: string
  readonly title: string
  readonly parent: number
  readonly isChapter: boolean
}

/** Chapters that bear one number, and numbers that are left out between two neighbours. */
export function numberingDoubts(heads: readonly NumberedHead[]): readonly Doubt[] {
  return [...repeatedChapters(heads.filter(({ isChapter }) => isChapter)), ...skippedNumbers(heads)]
}

function repeatedChapters(chapters: readonly NumberedHead[]): readonly Doubt[] {
  const first = new Map<string, NumberedHead>()
  const doubts: Doubt[] = []
  for (const chapter of chapters) {
    const key = `${chapter.parent} ${chapter.label.toLowerCase()}`
    const known = first.get(key)
    if (known) {
      doubts.push({
        code: 'repeatedChapter',
        message: `Mục "${chapter.label}" được đánh số hai lần: "${shortened(known.title)}" và "${shortened(chapter.title)}".`,
        start: chapter.start,
        end: chapter.end,
      })
    } else first.set(key, chapter)
  }
  return doubts
}

/** More than this left out is another list, or no number at all ("20 tháng 5 …" at the head of a line). */
const mostSkipped = 3

function skippedNumbers(heads: readonly NumberedHead[]): readonly Doubt[] {
  const last = new Map<string, { readonly head: NumberedHead; readonly place: number }>()
  const doubts: Doubt[] = []
  for (const head of heads) {
    const number = numberOf(head.label)
    if (!number) continue
    const list = `${head.parent} ${number.list}`
    const before = last.get(list)
    last.set(list, { head, place: number.place })
    const skipped = before ? number.place - before.place - 1 : 0
    if (!before || skipped < 1 || skipped > mostSkipped) continue
    doubts.push({
      code: 'skippedNumber',
      message: `Sau mục "${before.head.label}" là mục "${head.label}" ("${shortened(head.title)}"): thiếu ${skipped} mục ở giữa.`,
      start: head.start,
      end: head.end,
    })
  }
  return doubts
}

/** Without "đ", "i" and "o", which many lists leave out: they stand with the letter before them. */
const alphabet = 'abcdeghklmnpqrstuvxy'
const besides: Readonly<Record<string, string>> = { đ: 'd', i: 'h', o: 'n' }
const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

/** Which list a number belongs to and which place it names there: "2.3" is third of the list "2.". */
function numberOf(label: string): { readonly list: string; readonly place: number } | undefined {
  const plain = label.replace(/[().]+$|^\(/gu, '')
  const arabic = /^((?:\p{L}+\s+)?(?:\d+\.)*)(\d+)$/u.exec(plain)
  if (arabic?.[2] !== undefined) return { list: `${arabic[1]?.toLowerCase() ?? ''}1`, place: Number(arabic[2]) }
  const roman = /^(\p{L}+\s+)?([IVXLC]+)$/u.exec(plain)
  if (roman?.[2] !== undefined) return { list: `${roman[1]?.toLowerCase() ?? ''}I`, place: romanPlace(roman[2].toLowerCase()) }
  const place = plain.length === 1 ? alphabet.indexOf(besides[plain] ?? plain) : -1
  return place < 0 ? undefined : { list: 'a', place: place + 1 }
}

function romanPlace(digits: string): number {
  const values = [...digits].map((digit) => romanDigits[digit] ?? 0)
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}
