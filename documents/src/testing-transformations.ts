/** Changes of a text that change nothing of what it says, and what becomes of the facts by them. */
export type Transformation = {
  readonly text: (text: string) => string
  /** What the facts become, as JSON; the facts stay as they are where this is left out. */
  readonly facts?: (json: string) => string
}

const isTable = (line: string) => line.includes('|')
/** A head of two columns, a title in capitals: lines that are laid out by hand. */
const isLaidOut = (line: string) => /\S\s{3,}\S/u.test(line) || line === line.toUpperCase()

const eachLine = (text: string, change: (line: string) => string): string => text.split('\n').map(change).join('\n')

const alphabet = 'abcdđeghiklmnopqrstuvxy'.split('')
const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII']
const nextIn = (list: readonly string[], one: string): string => list[list.indexOf(one) + 1] ?? one

/** "1." becomes "2.", "2.1." "3.1.", "a)" "b)", "I." "II.": every list begins one later. */
export const renumbered: Transformation = {
  text: (text) =>
    eachLine(text, (line) =>
      line
        .replace(/^([\s*#]*)(\d{1,2})(?=(?:\.\d{1,2})*[.)]\s)/u, (_all, before: string, number: string) => `${before}${Number(number) + 1}`)
        .replace(/^([\s*#]*)([a-zđ])(?=\)\s)/u, (_all, before: string, letter: string) => `${before}${nextIn(alphabet, letter)}`)
        .replace(/^([\s*#]*)([IVX]+)(?=\.\s)/u, (_all, before: string, roman: string) => `${before}${nextIn(romans, roman)}`),
    ),
}

export const wrappedAt = (columns: number): Transformation => ({
  text: (text) =>
    eachLine(text, (line) => {
      if (isTable(line) || isLaidOut(line) || /^\s*[#*]/u.test(line)) return line
      const lines: string[] = []
      let current = ''
      for (const word of line.split(' ')) {
        if (current !== '' && current.length + 1 + word.length > columns) {
          lines.push(current)
          current = word
        } else current = current === '' && lines.length === 0 ? word : `${current} ${word}`
      }
      return [...lines, current].join('\n')
    }),
})

/** A line that goes on in small letters is one with the next. */
export const unwrapped: Transformation = {
  text: (text) => {
    const lines: string[] = []
    for (const line of text.split('\n')) {
      const before = lines.at(-1) ?? ''
      const goesOn = /^\p{Ll}/u.test(line) && !/^[a-zđ]\)/u.test(line) && before.length > 40 && !/[.;:]\s*$/u.test(before)
      if (goesOn && !isTable(line) && !isTable(before) && !isLaidOut(before)) lines[lines.length - 1] = `${before.trimEnd()} ${line}`
      else lines.push(line)
    }
    return lines.join('\n')
  },
}

/** Every year is the next one, wherever it stands: 2024-05-12, 12/5/2024, 15/2024/NĐ-CP. */
export const aYearLater: Transformation = { text: nextYears, facts: (json) => sameFebruary(nextYears(json)) }

function nextYears(text: string): string {
  return text.replace(/(?<![\d.,])(?:19|20)\d\d(?![\d])/gu, (year) => String(Number(year) + 1))
}

/** The last of February is a matter of the year. */
export const sameFebruary = (json: string): string => json.replace(/-02-29/gu, '-02-28')

/** The first of each pair for the second and the other way round, in small and capital letters: two names stay two. */
export function renamed(pairs: readonly (readonly [string, string])[]): Transformation {
  const other = new Map(
    pairs.flatMap(([one, two]) => [
      [one, two],
      [two, one],
      [one.toUpperCase(), two.toUpperCase()],
      [two.toUpperCase(), one.toUpperCase()],
    ]),
  )
  const names = [...other.keys()].toSorted((a, b) => b.length - a.length).map((name) => name.replaceAll(' ', '\\s+'))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  const rename = (text: string) =>
    text.replace(pattern, (name) => {
      const words = (other.get(name.replace(/\s+/gu, ' ')) ?? name).split(' ')
      // A name that is broken over two lines stays broken.
      const breaks = name.match(/\s+/gu) ?? []
      return words.map((word, at) => (at === 0 ? word : `${breaks[Math.min(at, breaks.length) - 1] ?? ' '}${word}`)).join('')
    })
  return { text: rename, facts: rename }
}
