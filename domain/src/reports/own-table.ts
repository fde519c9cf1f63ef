import { fold } from '../plans/addressees.ts'
import type { Cell } from './check-entries.ts'
import { cellText, isBlank } from './typed-cell.ts'
import type { NumberStyle, TypedCell } from './typed-cell.ts'

/** The rows of somebody's own table, as they stand in its sheet. */
export type TableLines = readonly (readonly TypedCell[])[]

/**
 * What a column is. In a table with a column of indicators every row is a unit and an indicator; in one without, each column of figures names the
 * indicator that it is of.
 */
export type ColumnUse = { readonly use: 'none' | 'unit' | 'indicator' } | { readonly use: Cell; readonly indicatorId: string | null }

export type TableMapping = {
  /** The lines in which the heads stand, counted from 0; figures begin below. */
  readonly headFrom: number
  readonly headTo: number
  readonly columns: readonly ColumnUse[]
  readonly numbers: NumberStyle
  /** What this office calls things, folded: the unit's or indicator's id, or `null` for rows that are none ("Tổng cộng"). */
  readonly units: Readonly<Record<string, string | null>>
  readonly indicators: Readonly<Record<string, string | null>>
}

export type MappingFault = 'noFigures' | 'noUnit' | 'twoOfOne' | 'indicatorMissing'

/** A figure's cell with the names that it stands under; `unit` undefined where the whole table is of one unit. */
export type TableFigure = {
  /** The line of the sheet and its column, both counted from 1 as a spreadsheet shows them. */
  readonly line: number
  readonly column: number
  readonly unit: string | undefined
  readonly indicator: { readonly name: string } | { readonly id: string }
  readonly field: Cell
  readonly cell: TypedCell
  readonly numbers: NumberStyle
}

/** How a name is known again in the next table. */
export const nameKey = fold

/** One name a column: merged heads of several lines put together, "Phường 5 · Tử số". */
export function headsOf(lines: TableLines, { headFrom, headTo }: Pick<TableMapping, 'headFrom' | 'headTo'>): readonly string[] {
  const heads = lines.slice(headFrom, headTo + 1)
  const width = Math.max(0, ...lines.slice(0, headTo + 1).map((line) => line.length))
  const spread = heads.map((line, index) => (index < heads.length - 1 ? filledRight(line, width) : paddedTexts(line, width)))
  return Array.from({ length: width }, (_, column) => [...new Set(spread.map((line) => line[column] ?? '').filter(Boolean))].join(' · '))
}

/** The same heads have the same key, whatever their spacing and marks. */
export const headKey = (heads: readonly string[]): string => heads.map(fold).join('|').replace(/\|+$/u, '')

const paddedTexts = (line: readonly TypedCell[], width: number): readonly string[] =>
  Array.from({ length: width }, (_, column) => tidy(line[column] ?? null))

/** A merged head stands in its first cell only. */
function filledRight(line: readonly TypedCell[], width: number): readonly string[] {
  let last = ''
  return paddedTexts(line, width).map((text) => (last = text || last))
}

const tidy = (cell: TypedCell): string => cellText(cell).normalize('NFC').replace(/\s+/gu, ' ').trim()

/** Where the heads seem to be: the last line of several words above the first line with a number beside words. */
export function guessHeads(lines: TableLines): { readonly headFrom: number; readonly headTo: number } {
  const wordsIn = (line: readonly TypedCell[]): number => line.filter((cell) => /\p{L}{2}/u.test(cellText(cell))).length
  const numbersIn = (line: readonly TypedCell[]): number =>
    line.filter((cell) => /^[\d.,\s]+%?$/u.test(cellText(cell)) && !isBlank(cell)).length
  const first = lines.findIndex((line) => wordsIn(line) > 0 && numbersIn(line) > 0 && wordsIn(line) < 4)
  const above = lines.slice(0, Math.max(first, 1))
  const headTo = Math.max(
    0,
    above.findLastIndex((line) => wordsIn(line) >= 2),
  )
  // A line of fewer words above it that is no title, which stands alone: merged heads.
  const before = above[headTo - 1]
  const isMerged = before !== undefined && before.filter((cell) => !isBlank(cell)).length >= 2
  return { headFrom: isMerged ? headTo - 1 : headTo, headTo }
}

type Named = { readonly id: string; readonly code: string; readonly name: string }

/** What the columns seem to be by their heads; what says nothing is left out, and a person decides. */
export function suggestUses(heads: readonly string[], indicators: readonly Named[]): readonly ColumnUse[] {
  const folded = heads.map(fold)
  const isLong = folded.some((head) => /^(?:ten |ma )?(?:chi tieu|noi dung chi tieu)\b/u.test(head))
  let unitSeen = false
  let indicatorSeen = false
  return folded.map((head): ColumnUse => {
    if (!unitSeen && /\b(?:don vi(?! tinh)|phuong xa|dia phuong|co quan)\b/u.test(head)) {
      unitSeen = true
      return { use: 'unit' }
    }
    if (isLong && !indicatorSeen && /^(?:ten |ma )?(?:chi tieu|noi dung chi tieu)\b/u.test(head)) {
      indicatorSeen = true
      return { use: 'indicator' }
    }
    const field: Cell = /\bmau so|tong so\b/u.test(head) ? 'denominator' : 'numerator'
    if (isLong) return /\b(?:tu so|mau so|so lieu|ket qua|thuc hien)\b/u.test(head) ? { use: field, indicatorId: null } : { use: 'none' }
    const named = namedIn(head, indicators)
    return named === undefined ? { use: 'none' } : { use: field, indicatorId: named.id }
  })
}

/** The indicator whose whole name, or whose code alone, a head says; the longest where several do. */
function namedIn(head: string, indicators: readonly Named[]): Named | undefined {
  return indicators
    .filter(({ code, name }) => head.includes(fold(name)) || head === fold(code) || head.startsWith(`${fold(code)} `))
    .toSorted((a, b) => b.name.length - a.name.length)[0]
}

const isFigure = (use: ColumnUse): use is Extract<ColumnUse, { indicatorId: unknown }> =>
  use.use === 'numerator' || use.use === 'denominator'

export const hasIndicatorColumn = ({ columns }: Pick<TableMapping, 'columns'>): boolean => columns.some(({ use }) => use === 'indicator')

/** What keeps a mapping from being read by. */
export function mappingFaults({ columns }: Pick<TableMapping, 'columns'>, isOfOneUnit: boolean): readonly MappingFault[] {
  const figures = columns.filter(isFigure)
  const isLong = hasIndicatorColumn({ columns })
  const units = columns.filter(({ use }) => use === 'unit').length
  const indicators = columns.filter(({ use }) => use === 'indicator').length
  const places = figures.map(({ use, indicatorId }) => `${use} ${isLong ? '' : indicatorId}`)
  return [
    ...(figures.length > 0 ? [] : ['noFigures' as const]),
    ...(units === 0 && !isOfOneUnit ? ['noUnit' as const] : []),
    ...(units > 1 || indicators > 1 || new Set(places).size < places.length ? ['twoOfOne' as const] : []),
    ...(!isLong && figures.some(({ indicatorId }) => indicatorId === null) ? ['indicatorMissing' as const] : []),
  ]
}

/**
 * The figures of a table with their names; blank cells are not there, which is not zero. Where rows name an indicator, a unit that stands once over
 * several rows is the unit of all of them; rows of a name that is no unit are left out.
 */
export function figuresOf(lines: TableLines, mapping: TableMapping, isOfOneUnit: boolean): readonly TableFigure[] {
  const { columns, headTo } = mapping
  const at = (use: 'unit' | 'indicator'): number => columns.findIndex((column) => column.use === use)
  const [unitAt, indicatorAt] = [isOfOneUnit ? -1 : at('unit'), at('indicator')]
  const figures: TableFigure[] = []
  let unitAbove = ''
  for (const [index, line] of lines.entries()) {
    if (index <= headTo) continue
    const typed = unitAt < 0 ? '' : tidy(line[unitAt] ?? null)
    const unit = typed === '' && indicatorAt >= 0 ? unitAbove : typed
    unitAbove = unit
    const indicator = indicatorAt < 0 ? '' : tidy(line[indicatorAt] ?? null)
    if (knownAs(mapping.units, unit) === null || (indicatorAt >= 0 && knownAs(mapping.indicators, indicator) === null)) continue
    for (const [column, use] of columns.entries()) {
      const cell = line[column] ?? null
      if (!isFigure(use) || isBlank(cell)) continue
      figures.push({
        line: index + 1,
        column: column + 1,
        unit: unitAt < 0 ? undefined : (knownAs(mapping.units, unit) ?? unit),
        indicator: indicatorAt < 0 ? { id: use.indicatorId ?? '' } : named(knownAs(mapping.indicators, indicator), indicator),
        field: use.use,
        cell,
        numbers: mapping.numbers,
      })
    }
  }
  return figures
}

/** By what this office calls it. A name may be any word, also one that every object answers to. */
const knownAs = (names: Readonly<Record<string, string | null>>, name: string): string | null | undefined =>
  Object.hasOwn(names, fold(name)) ? names[fold(name)] : undefined

const named = (id: string | null | undefined, name: string): TableFigure['indicator'] => (typeof id === 'string' ? { id } : { name })
