import type { Analytics, AskedIndicator, AskedUnit, CellState } from '@haidang/api/analytics'
import type { WireTarget } from '@haidang/api/common'
import { subtractDecimals } from '@haidang/domain/quantities/decimal'
import type { Measure, Side } from './question.ts'

export type Cell = {
  readonly numerator: string | null
  readonly denominator: string | null
  readonly value: string | null
  /** What was answered, to an indicator of words. */
  readonly words: string | null
  readonly target: WireTarget | null
  readonly attainment: 'reached' | 'notReached' | 'noData' | null
  readonly expected: number
  readonly reported: number
  readonly approved: number
  readonly state: CellState
  readonly isEstimated: boolean
}

export type Place = { readonly indicator: AskedIndicator; readonly unit: AskedUnit; readonly period: string }

/** All cells by their place; undefined where nothing is owed. */
export type Cells = {
  readonly at: (place: Place) => Cell | undefined
  /** The amount of a measure, exact; null where it is missing, undefined where nothing is owed. */
  readonly amount: (place: Place, measure: Measure) => string | null | undefined
  readonly periods: readonly string[]
  readonly paceOf: (indicatorId: string, period: string) => string | null
}

export function cellsOf({ blocks, periods: told }: Analytics): Cells {
  const periods = [...new Set(told.map(({ period }) => period))]
  const found = new Map<string, Cell>()
  const paces = new Map<string, string | null>()
  for (const block of blocks) {
    const estimated = new Set(block.estimated)
    paces.set(`${block.indicatorId} ${block.period}`, block.pace)
    for (const [index, number] of block.at.entries())
      found.set(keyOf(block.indicatorId, number, block.period), {
        numerator: block.numerators[index] ?? null,
        denominator: block.denominators[index] ?? null,
        value: block.values[index] ?? null,
        words: block.words?.[index] ?? null,
        target: block.targets[block.target[index] ?? -1] ?? null,
        attainment: block.attainments[index] ?? null,
        expected: block.expected[index] ?? 0,
        reported: block.reported[index] ?? 0,
        approved: block.approved[index] ?? 0,
        state: block.states[index] ?? 'missing',
        isEstimated: estimated.has(number),
      })
  }
  const at = ({ indicator, unit, period }: Place): Cell | undefined => found.get(keyOf(indicator.id, unit.number, period))
  const since = (place: Place, before: string | undefined): string | null => {
    const [now, then] = [at(place)?.value, before === undefined ? undefined : at({ ...place, period: before })?.value]
    return now === null || now === undefined || then === null || then === undefined ? null : subtractDecimals(now, then)
  }
  const amount = (place: Place, measure: Measure): string | null | undefined => {
    const cell = at(place)
    if (cell === undefined) return undefined
    switch (measure) {
      case 'result':
        return cell.value
      case 'numerator':
        return cell.numerator
      case 'denominator':
        return cell.denominator
      case 'target':
        return cell.target?.value ?? null
      case 'coverage':
        return String(cell.reported)
      case 'change':
        return since(place, periods[periods.indexOf(place.period) - 1])
      case 'yearChange':
        return since(place, `${Number(place.period.slice(0, 4)) - 1}${place.period.slice(4)}`)
    }
  }
  return { at, amount, periods, paceOf: (indicatorId, period) => paces.get(`${indicatorId} ${period}`) ?? null }
}

const keyOf = (indicatorId: string, unit: number, period: string): string => `${indicatorId} ${unit} ${period}`

export type PivotRow = { readonly key: string; readonly group: string; readonly of: Partial<Place> }
export type Pivot = {
  readonly rows: readonly PivotRow[]
  readonly columns: readonly { readonly key: string; readonly of: Partial<Place> }[]
  /** Rows of which every cell is not owed are left out. */
  readonly place: (row: PivotRow, column: Pivot['columns'][number]) => Place
}

/** The table of a question: one side as rows, one as columns, the third as groups of rows. */
export function pivotOf(analytics: Analytics, cells: Cells, { rows, columns }: { readonly rows: Side; readonly columns: Side }): Pivot {
  const { units, indicators } = analytics
  const items: Readonly<Record<Side, readonly { readonly key: string; readonly of: Partial<Place> }[]>> = {
    units: units.map((unit) => ({ key: String(unit.number), of: { unit } })),
    indicators: indicators.map((indicator) => ({ key: indicator.id, of: { indicator } })),
    periods: cells.periods.map((period) => ({ key: period, of: { period } })),
  }
  const groups = (['units', 'indicators', 'periods'] as const).find((side) => side !== rows && side !== columns) ?? 'indicators'
  const place = (row: PivotRow, column: Pivot['columns'][number]): Place => ({ ...row.of, ...column.of }) as Place // A row has its side and its group's, a column the third.
  const all = items[groups].flatMap((group) =>
    items[rows].map((item) => ({ key: `${group.key} ${item.key}`, group: group.key, of: { ...group.of, ...item.of } })),
  )
  const isOwed = (row: PivotRow): boolean => items[columns].some((column) => cells.at(place(row, column)) !== undefined)
  return { rows: all.filter(isOwed), columns: items[columns], place }
}
