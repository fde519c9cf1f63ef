import { walkXml } from './read-xml.ts'

type Level = { start: number; format: string; text: string; restart: number | null; vietnamese: boolean }
type Levels = Map<number, Level>

export type Numbering = {
  readonly abstracts: ReadonlyMap<string, Levels>
  readonly nums: ReadonlyMap<string, { readonly abstractId: string; readonly starts: ReadonlyMap<number, number>; readonly levels: Levels }>
}

export const noNumbering: Numbering = { abstracts: new Map(), nums: new Map() }

/** word/numbering.xml: which list counts how. */
export function readNumbering(xml: string, fileName: string): Numbering {
  const abstracts = new Map<string, Levels>()
  const nums = new Map<string, { abstractId: string; starts: Map<number, number>; levels: Levels }>()
  let levels: Levels | null = null
  let level: Level | null = null
  let num: { abstractId: string; starts: Map<number, number>; levels: Levels } | null = null
  let overridden = 0
  walkXml(xml, fileName, {
    open: (name, attribute) => {
      const value = attribute('val')
      if (name === 'abstractNum') {
        levels = new Map()
        abstracts.set(attribute('abstractNumId') ?? '', levels)
      } else if (name === 'num') {
        num = { abstractId: '', starts: new Map(), levels: new Map() }
        nums.set(attribute('numId') ?? '', num)
        levels = null
      } else if (name === 'abstractNumId' && num) num.abstractId = value ?? ''
      else if (name === 'lvlOverride') overridden = Number(attribute('ilvl') ?? 0)
      else if (name === 'startOverride' && num) num.starts.set(overridden, Number(value ?? 1))
      else if (name === 'lvl') {
        level = { start: 1, format: 'decimal', text: '', restart: null, vietnamese: false }
        const target = num ? num.levels : levels
        target?.set(Number(attribute('ilvl') ?? 0), level)
      } else if (level) {
        if (name === 'start') level.start = Number(value ?? 1)
        else if (name === 'numFmt') level.format = value ?? 'decimal'
        else if (name === 'lvlText') level.text = value ?? ''
        else if (name === 'lvlRestart') level.restart = Number(value ?? 0)
        else if (name === 'lang') level.vietnamese = value?.startsWith('vi') ?? false
      }
    },
    close: (name) => {
      if (name === 'lvl') level = null
      if (name === 'num') num = null
    },
  })
  return { abstracts, nums }
}

/** Decree 30/2020, annex I: points go a, b, c, d, đ, e, g … where a level's language is Vietnamese. */
const vietnameseAlphabet = 'a b c d đ e g h i k l m n o p q r s t u v x y'.split(' ')
const englishAlphabet = 'abcdefghijklmnopqrstuvwxyz'.split('')

/** Counts paragraphs as they come and gives the number that each would be printed with. */
export function startCounting(numbering: Numbering): (numId: string, levelIndex: number) => string {
  const counters = new Map<string, Map<number, number>>()
  const started = new Set<string>()
  return (numId, levelIndex) => {
    const num = numbering.nums.get(numId)
    if (!num || numId === '0') return ''
    const levelOf = (index: number) => num.levels.get(index) ?? numbering.abstracts.get(num.abstractId)?.get(index)
    const level = levelOf(levelIndex)
    if (!level) return ''
    const counts = counters.get(num.abstractId) ?? new Map<number, number>()
    counters.set(num.abstractId, counts)
    const override = num.starts.get(levelIndex)
    const key = `${numId} ${levelIndex}`
    const known = counts.get(levelIndex)
    counts.set(levelIndex, override !== undefined && !started.has(key) ? override : known === undefined ? level.start : known + 1)
    started.add(key)
    for (const deeper of counts.keys()) if (deeper > levelIndex && levelOf(deeper)?.restart !== 0) counts.delete(deeper)
    if (level.format === 'bullet') return bullet(level.text)
    if (level.format === 'none') return level.text.replace(/%\d/g, '')
    return level.text.replace(/%(\d)/g, (_all, digit: string) => {
      const index = Number(digit) - 1
      const at = levelOf(index)
      return at ? printed(counts.get(index) ?? at.start, at) : ''
    })
  }
}

function bullet(text: string): string {
  if (text === '+' || text === '*') return text
  return '-'
}

function printed(value: number, level: Level): string {
  switch (level.format) {
    case 'lowerLetter':
    case 'upperLetter': {
      const letters = level.vietnamese ? vietnameseAlphabet : englishAlphabet
      const index = Math.max(0, value - 1)
      // Past the end Word doubles the letter: z, aa, bb.
      const letter = (letters[index % letters.length] ?? '').repeat(Math.min(4, Math.floor(index / letters.length) + 1))
      return level.format === 'upperLetter' ? letter.toUpperCase() : letter
    }
    case 'lowerRoman':
      return roman(value).toLowerCase()
    case 'upperRoman':
      return roman(value)
    case 'decimalZero':
      return String(value).padStart(2, '0')
    default:
      return String(value)
  }
}

function roman(value: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = Math.min(Math.max(0, value), 3999)
  let text = ''
  for (const [amount, letters] of steps) {
    while (rest >= amount) {
      text += letters
      rest -= amount
    }
  }
  return text
}
