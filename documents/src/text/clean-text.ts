import type { Passage } from '@haidang/domain/plans/reading'
import { tornSpaces } from './torn-words.ts'

/** The words of a passage without marks of emphasis and with single spaces, each letter still knowing where it stood. */
export type CleanText = {
  readonly text: string
  /** The passage of the read text behind `text.slice(from, to)`. */
  readonly passage: (from: number, to: number) => Passage
}

const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/
const space = /[\s|\u00a0]/
const breakTag = /^<br\s?\/?>/iu
const escapable = /[-\\`*_{}[\]()#+.!|>~]/

export function cleanPassage(text: string, start: number, end: number): CleanText {
  const letters: string[] = []
  const places: number[] = []
  let spaceBefore = false
  let lineStart = true
  for (let i = start; i < end; i++) {
    let letter = text.charAt(i)
    // "* item" is a bullet where the passage begins; every other star is emphasis.
    const isBullet = letter === '*' && letters.length === 0 && text[i - 1] !== '*' && /\s/.test(text.charAt(i + 1))
    if ((letter === '*' && !isBullet) || letter === '`' || invisible.test(letter)) continue
    if (letter === '_' && (text[i - 1] === '_' || text[i + 1] === '_')) continue
    if (lineStart && (letter === '#' || letter === '>')) continue
    if (letter === '\\' && i + 1 < end && escapable.test(text.charAt(i + 1))) continue
    // Markdown breaks the lines of a cell with a tag.
    const tag = letter === '<' ? (breakTag.exec(text.slice(i, i + 6))?.[0].length ?? 0) : 0
    if (tag > 0 || space.test(letter)) {
      spaceBefore = letters.length > 0
      if (letter === '\n') lineStart = true
      i += Math.max(0, tag - 1)
      continue
    }
    if (letter === '\u2044') letter = '/'
    if (spaceBefore) {
      letters.push(' ')
      places.push(i - 1)
      spaceBefore = false
    }
    letters.push(letter)
    places.push(i)
    lineStart = false
  }
  return withoutTornSpaces(text, letters, places, start)
}

function withoutTornSpaces(text: string, letters: readonly string[], everyPlace: readonly number[], start: number): CleanText {
  const written = letters.join('')
  const torn = new Set(tornSpaces(written).filter((at) => text[everyPlace[at] ?? start] === ' '))
  const clean = torn.size === 0 ? written : letters.filter((_letter, at) => !torn.has(at)).join('')
  const places = torn.size === 0 ? everyPlace : everyPlace.filter((_place, at) => !torn.has(at))
  return {
    text: clean,
    passage: (from, to) => {
      let first = Math.max(0, from)
      let last = Math.min(clean.length, to) - 1
      while (first < last && clean[first] === ' ') first++
      while (last > first && clean[last] === ' ') last--
      return { start: places[first] ?? start, end: (places[last] ?? start) + 1 }
    },
  }
}

/** Lower-case letters without tone or hook, one for each UTF-16 unit, so that places stay true. */
export function fold(text: string): string {
  let folded = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i)
    folded += unit <= '\u007f' ? unit.toLowerCase() : foldUnit(unit)
  }
  return folded
}

function foldUnit(unit: string): string {
  if (unit === 'đ' || unit === 'Đ') return 'd'
  const lower = unit.toLowerCase().normalize('NFD').charAt(0)
  return lower === '' ? unit : lower
}
