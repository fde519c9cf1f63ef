import { chanceFor } from './chance.ts'
import { reportersOf } from './figures.ts'
import type { SamplePeriod } from './figures.ts'
import { unitByKey } from './units.ts'
import type { SampleUnit } from './units.ts'

/**
 * How a unit's report of a month goes. `returned` came back once and was handed in again; `waiting` is in and nobody has looked; `sentBack`
 * came back and rests with the unit; `begun` was typed in part; `silent` was never opened, `atYearEnd` only when the year was wound up.
 */
export type Fate = 'approved' | 'returned' | 'waiting' | 'sentBack' | 'begun' | 'silent' | 'atYearEnd'

export type Course = { readonly fate: Fate; readonly isLate: boolean }

/** The unit whose approved report of a month was corrected. */
export const correction = { unit: unitByKey('phuong-7'), period: '2024-07' as SamplePeriod }

type Numbers = {
  readonly silent: number
  readonly returned: number
  readonly late: number
  readonly waiting: number
  readonly sentBack: number
  readonly begun: number
}

const settled = { waiting: 0, sentBack: 0, begun: 0 }

/** Months past are settled; the last one is fresh on the sample's last day. */
const numbers: Readonly<Record<SamplePeriod, Numbers>> = {
  '2024-05': { ...settled, silent: 3, returned: 4, late: 7 },
  '2024-06': { ...settled, silent: 2, returned: 3, late: 5 },
  '2024-07': { ...settled, silent: 1, returned: 3, late: 4 },
  '2024-08': { ...settled, silent: 2, returned: 2, late: 4 },
  '2024-09': { ...settled, silent: 4, returned: 2, late: 4 },
  '2025-05': { ...settled, silent: 2, returned: 3, late: 4 },
  '2025-06': { ...settled, silent: 3, returned: 2, late: 5 },
  '2025-07': { ...settled, silent: 1, returned: 3, late: 5 },
  '2025-08': { silent: 1, returned: 2, late: 4, waiting: 5, sentBack: 2, begun: 2 },
}

/** What every unit did in a month. The units of the correction and of the demonstration's first pages always handed in. */
export function coursesOf(seed: string, period: SamplePeriod): ReadonlyMap<string, Course> {
  const chance = chanceFor(seed, 'life', period)
  const steady = new Set(['phuong-5', 'phuong-7', 'van-hoa', 'thong-ke', ...(period < '2025' ? [] : ['vung-tau', 'kinh-te'])])
  const reporting = reportersOf(period)
  const left = new Set<SampleUnit>(reporting.filter(({ key }) => !steady.has(key)))
  const take = (count: number): ReadonlySet<SampleUnit> => {
    const taken = new Set(chance.some([...left], count))
    for (const unit of taken) left.delete(unit)
    return taken
  }
  const wanted = numbers[period]
  const groups = {
    silent: take(wanted.silent),
    begun: take(wanted.begun),
    sentBack: take(wanted.sentBack),
    waiting: take(wanted.waiting),
    returned: take(wanted.returned),
  }
  const late = new Set(chance.some([...left, ...groups.returned], wanted.late))
  return new Map(
    reporting.map((unit) => {
      const fate = (['silent', 'begun', 'sentBack', 'waiting', 'returned'] as const).find((name) => groups[name].has(unit)) ?? 'approved'
      const isMadeUp = fate === 'silent' && unit.group === 'ward' && period < '2025'
      return [unit.key, { fate: isMadeUp ? 'atYearEnd' : fate, isLate: late.has(unit) }]
    }),
  )
}
