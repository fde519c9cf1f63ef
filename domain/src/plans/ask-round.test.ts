import { describe, expect, test } from 'vitest'
import { nationalCalendar } from '../periods/calendar.ts'
import { askRound } from './ask-round.ts'
import type { PlanAsked, RoundAsked } from './ask-round.ts'

const unit = (id: string, group: 'ward' | 'committee') => ({ id, name: id, shortName: id, group, validFrom: '2020-01-01' })
const plan: PlanAsked = {
  units: [unit('p5', 'ward'), unit('p7', 'ward'), unit('ubnd', 'committee')],
  reported: new Map([
    ['p5', new Set(['online', 'paid'])],
    ['p7', new Set(['online'])],
  ]),
  periods: ['2024-05', '2024-06', '2024-05-31'],
  calendar: nationalCalendar,
  now: '2024-06-03T02:00:00.000Z',
}
const asked: RoundAsked = {
  regime: {
    id: 'r',
    name: 'Rà soát hạ tầng số',
    closingTime: '11:00',
    dayOff: 'next',
    quote: 'Công văn 1570/UBND-VX',
    outline: ['results'],
  },
  round: { due: { unit: '2024-06-07', city: '2024-06-10' } },
  unitIds: ['p5', 'p7'],
  indicatorIds: ['online', 'paid'],
}
const ask = (part: Partial<RoundAsked>, of: Partial<PlanAsked> = {}) => askRound({ ...asked, ...part }, { ...plan, ...of })
const due = (unitDue: string, city = unitDue): Partial<RoundAsked> => ({ round: { due: { unit: unitDue, city } } })

describe('a report that is asked for outside the regimes', () => {
  test('is owed by its units at its instant, each with what it reports of what is asked', () => {
    const made = ask({})
    if ('refused' in made) return expect.fail(made.refused)
    expect(made.obligations.map(({ unitId, period, dueAt }) => [unitId, period, dueAt])).toEqual([
      ['p5', '2024-06-07', '2024-06-07T04:00:00.000Z'],
      ['p7', '2024-06-07', '2024-06-07T04:00:00.000Z'],
    ])
    expect(made.obligations[0]).not.toHaveProperty('windowFrom')
    expect(Object.fromEntries(made.forms)).toEqual({ p5: ['online', 'paid'], p7: ['online'] })
    expect(made.consolidationDue).toMatchObject({ dueAt: '2024-06-10T04:00:00.000Z' })
    return undefined
  })

  test('covers the days that it says', () => {
    const window = { from: '2024-01-01', to: '2024-06-01' }
    const made = ask({ round: { ...asked.round, window } })
    expect(made).toMatchObject({ obligations: [{ windowFrom: window.from, windowTo: window.to }, {}] })
  })

  test('may ask for words only', () => {
    expect(ask({ indicatorIds: [] })).toMatchObject({ regime: { asksFigures: false, frequency: 'adHoc' } })
  })

  test('due on a Saturday moves to Monday, or stays', () => {
    expect(ask(due('2024-06-08', '2024-06-10'))).toMatchObject({ obligations: [{ dueAt: '2024-06-10T04:00:00.000Z' }, {}] })
    const stays = ask({ ...due('2024-06-08'), regime: { ...asked.regime, dayOff: 'stay' } })
    expect(stays).toMatchObject({ obligations: [{ dueAt: '2024-06-08T04:00:00.000Z' }, {}] })
  })

  test.each([
    ['is over', due('2024-06-02', '2024-06-02'), { regime: { ...asked.regime, dayOff: 'stay' as const } }, { refused: 'duePast' }],
    ['is asked for already', due('2024-05-31'), {}, { refused: 'periodTaken', period: '2024-05-31' }],
    ['is consolidated before units owe it', due('2024-06-07', '2024-06-06'), {}, { faults: ['consolidatedBeforeUnits'] }],
    [
      'closes on the day before its end',
      { round: { ...asked.round, window: { from: '2024-06-01', to: '2024-06-01' } } },
      {},
      { faults: ['roundWindowEmpty'] },
    ],
    ['has no outline', {}, { regime: { ...asked.regime, outline: [] } }, { faults: ['outlineEmpty'] }],
    ['asks a body that does not report', {}, { unitIds: ['p5', 'ubnd'] }, { refused: 'unitsNotReporting', unitIds: ['ubnd'] }],
    ['asks nobody', {}, { unitIds: [] }, { refused: 'unitsNotReporting' }],
    ['asks a unit for what it does not report', {}, { indicatorIds: ['paid'] }, { refused: 'unitsWithoutIndicators', unitIds: ['p7'] }],
  ])('that %s is refused', (_what, part, more, refusal) => {
    expect(ask({ ...part, ...more })).toMatchObject(refusal)
  })

  test('is past with the very minute', () => {
    expect(ask({}, { now: '2024-06-07T04:00:00.000Z' })).toMatchObject({ refused: 'duePast' })
    expect(ask({}, { now: '2024-06-07T03:59:00.000Z' })).not.toHaveProperty('refused')
  })
})
