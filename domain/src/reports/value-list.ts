import { folded } from '../units/table-columns.ts'
import { cellText, isBlank } from './typed-cell.ts'
import type { TypedCell } from './typed-cell.ts'

/** A line of a list of values, as its cells stand. */
export type ValueLine = { readonly line: number; readonly cells: readonly TypedCell[] }

/** One value of a list: whose, of when, of what, and what stands in its cells, before it is known whether anybody is called so. */
export type ListedValue = {
  /** The line of its source. */
  readonly row: number
  readonly unit: string
  readonly period: string
  readonly indicator: string
  readonly numerator: TypedCell
  readonly denominator: TypedCell
}

/** What the columns of such a list are called, folded; the first is ours. */
const columnNames = {
  unit: ['unit', 'don vi', 'ten don vi', 'ma don vi'],
  period: ['period', 'ky', 'ky bao cao', 'thang'],
  indicator: ['indicator', 'chi tieu', 'ma chi tieu'],
  numerator: ['numerator', 'value', 'tu so', 'so lieu', 'gia tri', 'ket qua'],
  denominator: ['denominator', 'mau so', 'tong so'],
} satisfies Readonly<Record<string, readonly string[]>>
export type ValueColumn = keyof typeof columnNames

/** The list has no column of what every line must say. */
export class ColumnsMissing extends Error {
  override readonly name = 'ColumnsMissing'
  readonly columns: readonly ValueColumn[]

  constructor(columns: readonly ValueColumn[]) {
    super(`The first line lacks the columns ${columns.join(', ')}.`)
    this.columns = columns
  }
}

/**
 * The values of a list one by one, whose columns are told by its first line that is not empty; all for one period where one is named. A list of a
 * hundred thousand is not held twice. Throws ColumnsMissing.
 */
export function* valuesOfList(lines: Iterable<ValueLine>, period?: string): Generator<ListedValue> {
  const once = onlyOnce()
  let places: Readonly<Record<ValueColumn, number>> | undefined
  for (const { line, cells } of lines) {
    if (cells.every(isBlank)) continue
    if (places === undefined) {
      places = placesIn(cells, period)
      continue
    }
    yield {
      row: line,
      unit: once(nameIn(cells[places.unit])),
      period: period ?? once(periodIn(cells[places.period])),
      indicator: once(nameIn(cells[places.indicator])),
      numerator: cells[places.numerator] ?? null,
      denominator: cells[places.denominator] ?? null,
    }
  }
  if (places === undefined) placesIn([], period)
}

function placesIn(head: readonly TypedCell[], period: string | undefined): Readonly<Record<ValueColumn, number>> {
  const names = head.map((cell) => folded(cellText(cell)))
  const place = (column: ValueColumn): number => names.findIndex((name) => (columnNames[column] as readonly string[]).includes(name))
  const places = {
    unit: place('unit'),
    period: place('period'),
    indicator: place('indicator'),
    numerator: place('numerator'),
    // A list of counts and words has no such column.
    denominator: place('denominator'),
  }
  const needed: readonly ValueColumn[] = ['unit', 'indicator', 'numerator', ...(period === undefined ? (['period'] as const) : [])]
  const missing = needed.filter((column) => places[column] < 0)
  if (missing.length > 0) throw new ColumnsMissing(missing)
  return places
}

/** A code that is written with figures alone is a number to a spreadsheet, and is still a code. */
const nameIn = (cell: TypedCell | undefined): string =>
  cell !== null && typeof cell === 'object' && 'number' in cell ? cell.number : cellText(cell ?? null).trim()

/** A spreadsheet takes "2024-05" for the first day of May. */
const periodIn = (cell: TypedCell | undefined): string =>
  cell !== null && typeof cell === 'object' && 'date' in cell ? cell.date.slice(0, 'YYYY-MM'.length) : nameIn(cell)

/** A list says the same few hundred names a hundred thousand times; each is kept once, and its text is looked up more quickly after. */
function onlyOnce(): (text: string) => string {
  const said = new Map<string, string>()
  return (text) => {
    const before = said.get(text)
    if (before === undefined) said.set(text, text)
    return before ?? text
  }
}
