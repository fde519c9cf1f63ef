import { chanceFor } from './chance.ts'
import type { SamplePeriod } from './figures.ts'
import { reportingUnits, unitByKey } from './units.ts'
import type { SampleUnit } from './units.ts'

/**
 * How a unit's report of a month goes. `returned` came back once and was handed in again; `waiting` is in and nobody has looked; `sentBack`
 * came back and rests with the unit; `begun` was typed in part; `silent` was never opened.
 */
export type Fate = 'approved' | 'returned' | 'waiting' | 'sentBack' | 'begun' | 'silent'

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

/** Months past are settled; September is fresh on the sample's last day. */
const numbers: Readonly<Record<SamplePeriod, Numbers>> = {
  '2024-05': { silent: 3, returned: 4, late: 7, waiting: 0, sentBack: 0, begun: 0 },
  '2024-06': { silent: 2, returned: 3, late: 5, waiting: 0, sentBack: 0, begun: 0 },
  '2024-07': { silent: 1, returned: 3, late: 4, waiting: 0, sentBack: 0, begun: 0 },
  '2024-08': { silent: 2, returned: 2, late: 4, waiting: 1, sentBack: 0, begun: 0 },
  '2024-09': { silent: 2, returned: 2, late: 4, waiting: 8, sentBack: 3, begun: 3 },
}

/** What every unit did in a month. The units of the correction and of the demonstration's first pages always handed in. */
export function coursesOf(seed: string, period: SamplePeriod): ReadonlyMap<string, Course> {
  const chance = chanceFor(seed, 'life', period)
  const steady = new Set(['phuong-5', 'phuong-7', 'van-hoa', 'thong-ke'])
  const left = new Set<SampleUnit>(reportingUnits.filter(({ key }) => !steady.has(key)))
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
    reportingUnits.map((unit) => {
      const fate = (['silent', 'begun', 'sentBack', 'waiting', 'returned'] as const).find((name) => groups[name].has(unit)) ?? 'approved'
      return [unit.key, { fate, isLate: late.has(unit) }]
    }),
  )
}
