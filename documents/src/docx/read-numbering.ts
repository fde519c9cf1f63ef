import type { Styles } from './read-styles.ts'
import { printNumber, type NumberFormat } from './print-number.ts'
import { walkXml } from './read-xml.ts'

type Level = {
  start: number
  format: string
  custom?: string
  text: string
  /** The level above which a new item starts this one again; 0 for never, null for every level above. */
  restart: number | null
  vietnamese: boolean
  /** "1.1" even below "I": all numbers of the mark are printed as decimals. */
  legal: boolean
  style?: string
}
type Levels = Map<number, Level>
type List = { abstractId: string; starts: Map<number, number>; levels: Levels }

export type Numbering = {
  readonly abstracts: ReadonlyMap<string, Levels>
  readonly nums: ReadonlyMap<string, List>
  /** Lists whose levels are those of a style's list. */
  readonly styled: ReadonlyMap<string, string>
}

export const noNumbering: Numbering = { abstracts: new Map(), nums: new Map(), styled: new Map() }

/** word/numbering.xml: which list counts how. */
export function readNumbering(xml: string, fileName: string): Numbering {
  const abstracts = new Map<string, Levels>()
  const nums = new Map<string, List>()
  const styled = new Map<string, string>()
  let abstractId = ''
  let level: Level | null = null
  let num: List | null = null
  let overridden = 0
  let skipped = 0
  walkXml(xml, fileName, {
    open: (name, attribute) => {
      // An older Word's form of a format comes after the newer one and is not to replace it.
      if (skipped > 0 || name === 'Fallback') {
        skipped++
        return
      }
      const value = attribute('val')
      if (name === 'abstractNum') {
        abstractId = attribute('abstractNumId') ?? ''
        abstracts.set(abstractId, new Map())
      } else if (name === 'numStyleLink') styled.set(abstractId, value ?? '')
      else if (name === 'num') {
        num = { abstractId: '', starts: new Map(), levels: new Map() }
        nums.set(attribute('numId') ?? '', num)
      } else if (name === 'abstractNumId' && num) num.abstractId = value ?? ''
      else if (name === 'lvlOverride') overridden = Number(attribute('ilvl') ?? 0)
      else if (name === 'startOverride' && num) num.starts.set(overridden, Number(value ?? 1))
      else if (name === 'lvl') {
        level = { start: 1, format: 'decimal', text: '', restart: null, vietnamese: false, legal: false }
        const target = num ? num.levels : abstracts.get(abstractId)
        target?.set(Number(attribute('ilvl') ?? 0), level)
      } else if (level) {
        if (name === 'start') level.start = Number(value ?? 1)
        else if (name === 'numFmt') {
          level.format = value ?? 'decimal'
          level.custom = attribute('format') ?? ''
        } else if (name === 'lvlText') level.text = value ?? ''
        else if (name === 'lvlRestart') level.restart = Number(value ?? 0)
        else if (name === 'isLgl') level.legal = value !== '0' && value !== 'false'
        else if (name === 'pStyle' && value) level.style = value
        else if (name === 'lang') level.vietnamese = value?.startsWith('vi') ?? false
      }
    },
    close: (name) => {
      if (skipped > 0) {
        skipped--
        return
      }
      if (name === 'lvl') level = null
      if (name === 'num') num = null
    },
  })
  return { abstracts, nums, styled }
}

export type NumberedParagraph = {
  readonly numId: string
  /** Where the paragraph itself says no level, the list may name it by the paragraph's style. */
  readonly level: number | undefined
  readonly style: string
}

/** Counts paragraphs as they come and gives the number that each would be printed with. */
export function startCounting(numbering: Numbering, styles: Styles): (paragraph: NumberedParagraph) => string {
  const counters = new Map<string, Map<number, number>>()
  const started = new Set<string>()
  return ({ numId, level: wanted, style }) => {
    const num = numbering.nums.get(numId)
    if (!num || numId === '0') return ''
    const abstractId = abstractOf(num, numbering, styles)
    const levelOf = (index: number) => num.levels.get(index) ?? numbering.abstracts.get(abstractId)?.get(index)
    const levelIndex = wanted ?? levelOfStyle(style, levelOf)
    const level = levelOf(levelIndex)
    if (!level) return ''

    const counts = counters.get(abstractId) ?? new Map<number, number>()
    counters.set(abstractId, counts)
    const override = num.starts.get(levelIndex)
    const key = `${numId} ${levelIndex}`
    const known = counts.get(levelIndex)
    counts.set(levelIndex, override !== undefined && !started.has(key) ? override : known === undefined ? level.start : known + 1)
    started.add(key)
    for (const deeper of counts.keys()) if (deeper > levelIndex && restartsBelow(levelOf(deeper), levelIndex)) counts.delete(deeper)
    if (level.format === 'bullet') return bullet(level.text)
    return level.text
      .replace(/%(\d)/g, (_all, digit: string) => {
        const index = Number(digit) - 1
        const at = levelOf(index)
        const format: NumberFormat | undefined = level.legal && at ? { format: 'decimal', vietnamese: false } : at
        return at && format ? printNumber(counts.get(index) ?? at.start, format) : ''
      })
      .trim()
  }
}

const levelOfStyle = (style: string, levelOf: (index: number) => Level | undefined): number => {
  for (let index = 0; index < 9; index++) if (style !== '' && levelOf(index)?.style === style) return index
  return 0
}

const restartsBelow = (deeper: Level | undefined, level: number): boolean =>
  deeper?.restart === null || deeper === undefined || level < deeper.restart

/** A list may take its levels from the list of a style, which may do so too; a ring of them ends after a few steps. */
function abstractOf(num: List, numbering: Numbering, styles: Styles): string {
  let at = num
  for (let step = 0; step < 4; step++) {
    const style = numbering.styled.get(at.abstractId)
    const next = style === undefined ? undefined : numbering.nums.get(styles.get(style)?.numId ?? '')
    if (!next) break
    at = next
  }
  return at.abstractId
}

function bullet(text: string): string {
  if (text === '+' || text === '*') return text
  return '-'
}
