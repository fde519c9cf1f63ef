import fc from 'fast-check'
import type { Regime } from './regime.ts'

/** The regime of a plan of ours, in the shape that cities use: 10th to 10th, the 12th, the 25th. */
export const monthlyRegime: Regime = {
  id: 'regime-1',
  name: 'Báo cáo định kỳ hằng tháng',
  frequency: 'monthly',
  windowFromDay: 10,
  windowToDay: 10,
  unitDueDay: 12,
  consolidatedDueDay: 25,
  closingTime: '17:00',
  dayOff: 'next',
  quote: 'Báo cáo vào ngày 12 hằng tháng, số liệu chốt từ ngày 10 tháng trước đến ngày 10 tháng này.',
  outline: ['results', 'shortcomings', 'remedies'],
}

/** Any regime that may be issued. */
export const anyRegime = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 3, maxLength: 3 }),
    fc.constantFrom('next' as const, 'stay' as const, 'previous' as const),
  )
  .map(([days, dayOff]): Regime => {
    const [window = 1, unit = 1, consolidated = 1] = days.toSorted((a, b) => a - b)
    return { ...monthlyRegime, windowFromDay: window, windowToDay: window, unitDueDay: unit, consolidatedDueDay: consolidated, dayOff }
  })
