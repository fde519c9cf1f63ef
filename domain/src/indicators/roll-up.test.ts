import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDecimals, divideDecimals } from '../quantities/decimal.ts'
import { resultOf } from './indicator.ts'
import type { Figure } from './indicator.ts'
import { anyFigure, anyPair, meetingRooms, onlinePayment, operationsCentre, trainedOfficials } from './indicators.test-data.ts'
import { rollUp } from './roll-up.ts'
import type { UnitFigure } from './roll-up.ts'

const units = (...figures: readonly Figure[]): readonly UnitFigure[] =>
  figures.map((figure, index) => ({ unitId: `p${index + 1}`, figure }))

describe('a ratio of the city', () => {
  test('is the sum of numerators over the sum of denominators, not a mean of percentages', () => {
    // 90 of 100 and 1 of 10: the mean of percentages would be 50 %.
    const city = rollUp(onlinePayment, units({ numerator: '90', denominator: '100' }, { numerator: '1', denominator: '10' }), 2)
    expect(city).toEqual({
      numerator: '91',
      denominator: '110',
      result: '82.73',
      attainment: 'notReached',
      reportedUnits: 2,
      assignedUnits: 2,
    })
  })

  test('leaves a silent unit out, and says so', () => {
    const city = rollUp(onlinePayment, units({ numerator: '90', denominator: '100' }, {}, { numerator: '5' }, { denominator: '7' }), 4)
    expect(city).toEqual({ numerator: '90', denominator: '100', result: '90', attainment: 'reached', reportedUnits: 1, assignedUnits: 4 })
  })

  test('counts a reported zero as the zero it is', () => {
    expect(rollUp(onlinePayment, units({ numerator: '0', denominator: '10' }), 1)).toMatchObject({ result: '0', reportedUnits: 1 })
  })

  test('of nobody is no data', () => {
    expect(rollUp(onlinePayment, units({}, {}), 2)).toEqual({ attainment: 'noData', reportedUnits: 0, assignedUnits: 2 })
  })

  test('may be declared to be the share of units that got there', () => {
    const indicator = { ...onlinePayment, rollUp: 'unitsReached' as const }
    const figures = units({ numerator: '90', denominator: '100' }, { numerator: '1', denominator: '10' }, {})
    expect(rollUp(indicator, figures, 3)).toMatchObject({ numerator: '1', denominator: '3', result: '33.33', attainment: 'notReached' })
  })

  test('has no mean: asking for it is a mistake, not a number', () => {
    expect(() => rollUp({ ...onlinePayment, rollUp: 'mean' }, units({ numerator: '1', denominator: '2' }), 1)).toThrow(
      'cannot be rolled up by "mean"',
    )
  })

  test('adds up the same however the units are grouped and ordered', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyFigure, fc.nat(3)), { minLength: 1, maxLength: 20 }), (drawn) => {
        const all = drawn.map(([figure], index) => ({ unitId: `u${index}`, figure }))
        const groups = [0, 1, 2, 3].map((group) => all.filter((_, index) => drawn[index]?.[1] === group))
        const inGroups = groups.map((group) => rollUp(onlinePayment, group, group.length))
        const whole = rollUp(onlinePayment, all, all.length)
        const ofGroups = rollUp(
          onlinePayment,
          inGroups.map(({ numerator, denominator }, index) => ({ unitId: `g${index}`, figure: { numerator, denominator } })),
          4,
        )
        const backwards = rollUp(onlinePayment, all.toReversed(), all.length)
        expect([ofGroups.numerator, ofGroups.denominator, ofGroups.result]).toEqual([whole.numerator, whole.denominator, whole.result])
        expect(backwards).toEqual(whole)
        expect(inGroups.reduce((sum, group) => sum + group.reportedUnits, 0)).toBe(whole.reportedUnits)
      }),
    )
  })

  test('is never a mean of percentages where bases differ', () => {
    fc.assert(
      fc.property(anyPair, anyPair, (a, b) => {
        const city = rollUp({ ...onlinePayment, digits: 20 }, units(a, b), 2)
        const numerator = addDecimals(a.numerator ?? '', b.numerator ?? '')
        const denominator = addDecimals(a.denominator ?? '', b.denominator ?? '')
        expect([city.numerator, city.denominator]).toEqual([numerator, denominator])

        const [first, second] = [a, b].map((figure) => resultOf({ ...onlinePayment, digits: 40 }, figure) ?? '')
        const mean = divideDecimals(addDecimals(first ?? '', second ?? ''), '2', 20)
        fc.pre(a.denominator !== b.denominator && first !== second)
        expect(city.result).not.toBe(mean)
      }),
    )
  })
})

describe('other kinds', () => {
  test('amounts are added', () => {
    expect(rollUp(trainedOfficials, units({ numerator: '300' }, { numerator: '250' }, {}), 3)).toEqual({
      numerator: '550',
      result: '550',
      attainment: 'reached',
      reportedUnits: 2,
      assignedUnits: 3,
    })
  })

  test('wards that said yes are counted out of all that were asked', () => {
    const yes = { numerator: '1' }
    expect(rollUp(meetingRooms, units(yes, yes, { numerator: '0' }, {}), 4)).toEqual({
      numerator: '2',
      denominator: '4',
      result: '2',
      attainment: 'notReached',
      reportedUnits: 3,
      assignedUnits: 4,
    })
    expect(rollUp(meetingRooms, units(yes, yes, yes, yes), 4)).toMatchObject({ result: '4', attainment: 'reached' })
  })

  test('the latest figure is the one established last, wherever it stands', () => {
    const indicator = { ...trainedOfficials, rollUp: 'latest' as const }
    const figures = [
      { unitId: 'a', figure: { numerator: '9' }, asOf: '2024-06-12T10:00:00.000Z' },
      { unitId: 'b', figure: { numerator: '7' }, asOf: '2024-05-12T10:00:00.000Z' },
    ]
    expect(rollUp(indicator, figures, 2).result).toBe('9')
  })

  test('the greatest ratio is found without dividing', () => {
    const indicator = { ...onlinePayment, rollUp: 'maximum' as const }
    expect(rollUp(indicator, units({ numerator: '1', denominator: '3' }, { numerator: '334', denominator: '1000' }), 2)).toMatchObject({
      numerator: '334',
      denominator: '1000',
    })
  })

  test('a mean of amounts is the amounts over the units that gave one', () => {
    const indicator = { ...trainedOfficials, rollUp: 'mean' as const, digits: 1, target: { op: '>=' as const, value: '3.5', unit: '%' } }
    expect(rollUp(indicator, units({ numerator: '3' }, { numerator: '4' }, {}), 3)).toMatchObject({
      numerator: '7',
      denominator: '2',
      result: '3.5',
      attainment: 'reached',
      reportedUnits: 2,
    })
  })

  test('a milestone of several is reached by all, missed by one, and open while somebody is silent', () => {
    const [yes, no] = [{ numerator: '1' }, { numerator: '0' }]
    expect(rollUp(operationsCentre, units(yes, yes), 2).attainment).toBe('reached')
    expect(rollUp(operationsCentre, units(yes, no, {}), 3).attainment).toBe('notReached')
    expect(rollUp(operationsCentre, units(yes, {}), 2).attainment).toBe('noData')
  })
})
