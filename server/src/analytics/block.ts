import type { AnalyticsBlock } from '@haidang/api/analytics'
import type { WireTarget } from '@haidang/api/common'
import { wireTarget } from '@haidang/api/targets'
import type { Cell } from '@haidang/domain/consolidation/cells'
import { isInWords } from '@haidang/domain/indicators/indicator'
import type { Indicator, Target } from '@haidang/domain/indicators/indicator'
import { roundDecimal } from '@haidang/domain/quantities/decimal'

/** A cell and the number of the unit that it is of; 0 is the city. */
export type PlacedCell = { readonly number: number; readonly cell: Cell }

/** What was apportioned may have more digits than the wire takes. */
const shown = (amount: string | undefined): string | null =>
  amount === undefined ? null : amount.length > 12 ? roundDecimal(amount, 10) : amount

/** One indicator in one period as columns. */
export function blockOf(
  indicator: Indicator,
  period: string,
  { cells, pace }: { readonly cells: readonly PlacedCell[]; readonly pace: string | undefined },
): AnalyticsBlock {
  const targets: WireTarget[] = []
  const texts: string[] = []
  const places = new Map<Target, number>()
  const placeOf = (target: Target): number => {
    const known = places.get(target)
    if (known !== undefined) return known
    const told = wireTarget(target)
    const alike = texts.indexOf(JSON.stringify(told))
    const place = alike < 0 ? targets.push(told) - 1 : alike
    if (alike < 0) texts.push(JSON.stringify(told))
    places.set(target, place)
    return place
  }
  const target = cells.map(({ cell }) => (cell.target === undefined ? null : placeOf(cell.target)))
  return {
    indicatorId: indicator.id,
    period,
    at: cells.map(({ number }) => number),
    numerators: cells.map(({ cell }) => shown(cell.figure.numerator)),
    denominators: cells.map(({ cell }) => shown(cell.figure.denominator)),
    ...(isInWords(indicator.kind) && { words: cells.map(({ cell }) => cell.figure.words ?? null) }),
    values: cells.map(({ cell }) => cell.value ?? null),
    exact: cells.map(({ cell }) => shown(cell.exact)),
    pace: pace ?? null,
    targets,
    target,
    attainments: cells.map(({ cell }) => cell.attainment ?? null),
    expected: cells.map(({ cell }) => cell.coverage.expected),
    reported: cells.map(({ cell }) => cell.coverage.reported),
    approved: cells.map(({ cell }) => cell.coverage.approved),
    states: cells.map(({ cell }) => cell.state),
    estimated: cells.flatMap(({ number, cell }) => (cell.isEstimated ? [number] : [])),
  }
}
