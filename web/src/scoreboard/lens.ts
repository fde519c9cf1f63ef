import type { Holding, Lenses } from '@haidang/api/lenses'
import { addDays, formatDay, isDay } from '@haidang/domain/periods/day'
import { formatDecimal, multiplyDecimals, roundDecimal } from '@haidang/domain/quantities/decimal'
import { knownAtOf, knownDayIn, knownName } from '../app/known-day.ts'
import type { SparkBreak } from '../ui/sparkline.tsx'

/** How the board is looked at, as its address says it: on the units of a day (null: of today), and as known by the end of a day. */
export type BoardLens = { readonly isAsItIs: boolean; readonly on: string | null; readonly knownOn: string | null }

export const asItWas: BoardLens = { isAsItIs: false, on: null, knownOn: null }

export const lensNames = { units: 'don-vi', on: 'ngay' } as const
export const unitsOfToday = 'hien-nay'

/** `?don-vi=hien-nay&ngay=2025-07-01&da-biet=2024-05-20`; what is no day is not asked for, nor what is known by one that is not over. */
export function lensIn(query: URLSearchParams, today: string): BoardLens {
  const isAsItIs = query.get(lensNames.units) === unitsOfToday
  const on = query.get(lensNames.on)
  return { isAsItIs, on: isAsItIs && on !== null && isDay(on) ? on : null, knownOn: knownDayIn(query, today) }
}

/** The same as the API asks for it. */
export function askThrough({ isAsItIs, on, knownOn }: BoardLens, asked: Readonly<Record<string, string | null>> = {}): string {
  const parts = {
    ...asked,
    lens: isAsItIs ? 'asItIs' : null,
    on,
    knownAt: knownOn === null ? null : knownAtOf(knownOn),
  }
  const query = new URLSearchParams(Object.entries(parts).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
  return query.size === 0 ? '' : `?${query.toString()}`
}

/** The same in the address of a page. */
export const lensAddress = ({ isAsItIs, on, knownOn }: BoardLens): Readonly<Record<string, string | null>> => ({
  [lensNames.units]: isAsItIs ? unitsOfToday : null,
  [lensNames.on]: on,
  [knownName]: knownOn,
})

/** An indicator's page in a period, through a lens. */
export function indicatorAddress(id: string, period: string, lens: BoardLens): string {
  const query = new URLSearchParams({ ky: period })
  for (const [name, value] of Object.entries(lensAddress(lens))) if (value !== null) query.set(name, value)
  return `/chi-tieu/${id}?${query.toString()}`
}

/** Days by whose end something was known and is over: from the plan's issue to yesterday. */
export const knownDays = ({ knownFrom, today }: Pick<Lenses, 'knownFrom' | 'today'>) => ({ from: knownFrom, to: addDays(today, -1) })

/** Where a trend stands on other units than before: between the last month of the old ones and the first of the new. */
export function breaksIn(months: readonly string[], changes: Lenses['changes'], say: (day: string) => string): readonly SparkBreak[] {
  return changes.flatMap(({ on, firstPeriod }) => {
    const at = firstPeriod === null ? -1 : months.findIndex((month) => month >= firstPeriod)
    return at > 0 ? [{ at, label: say(formatDay(on)) }] : []
  })
}

/** "25%", "33,33%". */
export const shareText = (share: string): string => `${formatDecimal(roundDecimal(multiplyDecimals(share, '100'), 2))}%`

/** Whether a unit of the day is more than the one unit that it was. */
export const isRolled = (unitId: string, holds: readonly Pick<Holding, 'unit' | 'share'>[]): boolean =>
  holds.length !== 1 || holds[0]?.unit.id !== unitId || holds[0].share !== '1'

/** Units that were put together or parted before those that are what they were, else in their order. */
export const rolledFirst = <Row extends { readonly unit: { readonly id: string }; readonly holds: Parameters<typeof isRolled>[1] }>(
  rows: readonly Row[],
): readonly Row[] => rows.toSorted((a, b) => Number(isRolled(b.unit.id, b.holds)) - Number(isRolled(a.unit.id, a.holds)))
