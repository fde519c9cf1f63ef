import fc from 'fast-check'
import { addDays } from './day.ts'
import { anyDay } from './days.test-data.ts'
import { lengthOf, repeatingFrequencies } from './period.ts'
import type { RepeatingFrequency } from './period.ts'
import type { DueRule, Regime, Round } from './regime.ts'

const shared = {
  id: 'regime-1',
  name: 'Báo cáo định kỳ',
  closingTime: '17:00',
  dayOff: 'next',
  quote: 'Báo cáo vào ngày 12 hằng tháng, số liệu chốt từ ngày 10 tháng trước đến ngày 10 tháng này.',
  outline: ['results', 'shortcomings', 'remedies'],
  asksFigures: true,
} as const

/** A regime "from a day to the same day" of its frequency: units on `unit`, the city on `city`. */
export function regimeOf(
  frequency: RepeatingFrequency,
  {
    date,
    unit,
    city,
    shift = 0,
  }: { readonly date: number; readonly shift?: number; readonly unit: DueRule | number; readonly city: DueRule | number },
): Extract<Regime, { readonly window: unknown }> {
  const due = (rule: DueRule | number): DueRule => (typeof rule === 'number' ? { kind: 'day', shift, date: rule } : rule)
  return {
    ...shared,
    frequency,
    window: { from: { shift: shift - lengthOf(frequency), date }, to: { shift, date } },
    due: { unit: due(unit), city: due(city) },
  }
}

/** The regime of a plan of ours, in the shape that cities use: 10th to 10th, the 12th, the 25th. */
export const monthlyRegime = regimeOf('monthly', { date: 10, unit: 12, city: 25 })

export const roundsRegime = (frequency: 'once' | 'adHoc', rounds: readonly Round[]): Extract<Regime, { readonly rounds: unknown }> => ({
  ...shared,
  frequency,
  rounds,
})

const anyDayOff = fc.constantFrom('next' as const, 'stay' as const, 'previous' as const)
const anyDue = (frequency: RepeatingFrequency, windowDate: number): fc.Arbitrary<readonly [DueRule, DueRule]> =>
  fc.oneof(
    fc
      .uniqueArray(fc.integer({ min: windowDate, max: frequency === 'weekly' ? 7 : 31 }), { minLength: 1, maxLength: 2 })
      .map((dates): readonly [DueRule, DueRule] => {
        const [unit = windowDate, city = unit] = dates.toSorted((a, b) => a - b)
        return [
          { kind: 'day', shift: 0, date: unit },
          { kind: 'day', shift: 0, date: city },
        ]
      }),
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 10 })).map(([unit, more]): readonly [DueRule, DueRule] => [
      { kind: 'workingDays', count: unit },
      { kind: 'workingDays', count: unit + more },
    ]),
  )

const regimesOf = (frequency: RepeatingFrequency): fc.Arbitrary<Extract<Regime, { readonly window: unknown }>> =>
  fc
    .integer({ min: 1, max: frequency === 'weekly' ? 7 : 28 })
    .chain((date) =>
      fc
        .tuple(anyDue(frequency, date), anyDayOff)
        .map(([[unit, city], dayOff]) => ({ ...regimeOf(frequency, { date, unit, city }), dayOff })),
    )

/** Any regime that comes again by itself and may be issued. */
export const anyRegime = fc.constantFrom(...repeatingFrequencies).chain(regimesOf)

/** Any of those whose periods follow each other: nine months of a year are followed by three of none. */
export const anyGaplessRegime = fc.constantFrom(...repeatingFrequencies.filter((one) => one !== 'nineMonth')).chain(regimesOf)

/** Any regime by days that may be issued. */
export const anyRoundsRegime = fc
  .tuple(
    fc.constantFrom('once' as const, 'adHoc' as const),
    fc.uniqueArray(fc.tuple(anyDay, fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: 1, max: 400 }))), {
      minLength: 1,
      maxLength: 4,
      selector: ([day]) => day,
    }),
  )
  .map(([frequency, rounds]) =>
    roundsRegime(
      frequency,
      rounds.map(([day, later, covered]) => ({
        due: { unit: day, city: addDays(day, later) },
        ...(covered === null ? {} : { window: { from: addDays(day, -covered), to: day } }),
      })),
    ),
  )
