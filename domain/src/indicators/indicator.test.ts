import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDecimals } from '../quantities/decimal.ts'
import { compareFigures, attainment, attainmentOf, formatTarget, isComplete, resultOf, unitTargetOf } from './indicator.ts'
import type { Target } from './indicator.ts'
import { anyPair, meetingRooms, onlinePayment, operationsCentre, trainedOfficials } from './indicators.test-data.ts'

const percent = (op: Target['op'], value: string): Target => ({ op, value, unit: '%' })

describe('the result that is shown', () => {
  test('is the ratio in percent at the declared digits, half up', () => {
    expect(resultOf(onlinePayment, { numerator: '23391', denominator: '23802' })).toBe('98.27')
    expect(resultOf({ ...onlinePayment, digits: 0 }, { numerator: '1', denominator: '200' })).toBe('1')
    expect(resultOf(onlinePayment, { numerator: '0', denominator: '7' })).toBe('0')
  })

  test('does not exist without both figures, nor over nothing', () => {
    expect(resultOf(onlinePayment, undefined)).toBeUndefined()
    expect(resultOf(onlinePayment, { numerator: '5' })).toBeUndefined()
    expect(resultOf(onlinePayment, { denominator: '5' })).toBeUndefined()
    expect(resultOf(onlinePayment, { numerator: '0', denominator: '0' })).toBeUndefined()
  })

  test('of a count is the count, of a count of units the number of units', () => {
    expect(resultOf(trainedOfficials, { numerator: '480' })).toBe('480')
    expect(resultOf(meetingRooms, { numerator: '3', denominator: '4' })).toBe('3')
    expect(resultOf({ ...meetingRooms, target: percent('=', '60') }, { numerator: '3', denominator: '4' })).toBe('75')
  })
})

describe('reached or not', () => {
  test('84.999% has not reached 85%, whatever it rounds to', () => {
    const figure = { numerator: '84999', denominator: '100000' }
    expect(resultOf({ ...onlinePayment, digits: 2 }, figure)).toBe('85')
    expect(attainmentOf(onlinePayment, figure)).toBe('notReached')
    expect(attainmentOf(onlinePayment, { numerator: '85', denominator: '100' })).toBe('reached')
  })

  test("a plan's bare figure is a level to get to: at or above it is reached", () => {
    expect(attainment(percent('=', '85'), '85')).toBe('reached')
    expect(attainment(percent('=', '85'), '98.27')).toBe('reached')
    expect(attainment(percent('=', '85'), '84.99')).toBe('notReached')
  })

  test('"trên 90%" is strict', () => {
    expect(attainment(percent('>', '90'), { numerator: '9', denominator: '10' })).toBe('notReached')
    expect(attainment(percent('>', '90'), { numerator: '90001', denominator: '100000' })).toBe('reached')
  })

  test('upper limits and ranges hold on both sides', () => {
    expect(attainment(percent('<=', '5'), '5')).toBe('reached')
    expect(attainment(percent('<', '5'), '5')).toBe('notReached')
    expect(attainment({ ...percent('range', '10'), value2: '15' }, '15')).toBe('reached')
    expect(attainment({ ...percent('range', '10'), value2: '15' }, '15.01')).toBe('notReached')
    expect(attainment({ ...percent('range', '10'), value2: '15' }, '9.99')).toBe('notReached')
  })

  test('no figure, half a figure and nothing over nothing are no data', () => {
    expect(attainmentOf(onlinePayment, undefined)).toBe('noData')
    expect(attainmentOf(onlinePayment, { numerator: '5' })).toBe('noData')
    expect(attainmentOf(onlinePayment, { numerator: '0', denominator: '0' })).toBe('noData')
    expect(attainment(percent('=', '85'), undefined)).toBe('noData')
  })

  test('17/17 wards means all of them, also after a merger left five', () => {
    const target: Target = { op: '=', value: '17', outOf: '17', unit: 'phường, xã' }
    expect(attainment(target, { numerator: '17', denominator: '17' })).toBe('reached')
    expect(attainment(target, { numerator: '16', denominator: '17' })).toBe('notReached')
    expect(attainment(target, { numerator: '5', denominator: '5' })).toBe('reached')
  })

  test('a milestone is reached when it is there', () => {
    expect(attainmentOf(operationsCentre, { numerator: '1' })).toBe('reached')
    expect(attainmentOf(operationsCentre, { numerator: '0' })).toBe('notReached')
    expect(attainmentOf(operationsCentre, {})).toBe('noData')
  })

  test('a count is compared as it is, also where it is measured in percent', () => {
    expect(attainmentOf(trainedOfficials, { numerator: '500' })).toBe('reached')
    expect(attainmentOf({ ...trainedOfficials, target: percent('>=', '16') }, { numerator: '16.2' })).toBe('reached')
  })

  test('agrees with the cross product of integers', () => {
    fc.assert(
      fc.property(anyPair, fc.integer({ min: 0, max: 100 }), (figure, value) => {
        const isReached = BigInt(figure.numerator ?? '') * 100n >= BigInt(value) * BigInt(figure.denominator ?? '')
        expect(attainmentOf({ ...onlinePayment, target: percent('>=', String(value)) }, figure)).toBe(isReached ? 'reached' : 'notReached')
      }),
    )
  })

  test('never reaches a target that the unrounded result is below', () => {
    fc.assert(
      fc.property(anyPair, fc.integer({ min: 1, max: 100 }), (figure, value) => {
        const target = percent('=', String(value))
        const shown = resultOf({ ...onlinePayment, digits: 30 }, figure) ?? '0'
        expect(attainment(target, figure) === 'reached').toBe(compareDecimals(shown, String(value)) >= 0)
      }),
    )
  })
})

describe('what a figure and a target are', () => {
  test('a ratio needs both figures, everything else one', () => {
    expect(isComplete(onlinePayment, { numerator: '1' })).toBe(false)
    expect(isComplete(onlinePayment, { numerator: '1', denominator: '2' })).toBe(true)
    expect(isComplete(trainedOfficials, { numerator: '0' })).toBe(true)
    expect(isComplete(trainedOfficials, {})).toBe(false)
  })

  test("a ward owes its own yes, a unit the same ratio, and no share of the city's amount is made up", () => {
    expect(unitTargetOf(meetingRooms)).toEqual({ op: '=', value: '1', unit: null })
    expect(unitTargetOf(onlinePayment)).toBe(onlinePayment.target)
    expect(unitTargetOf(trainedOfficials)).toBeUndefined()
  })

  test.each<[Target, string]>([
    [percent('=', '85'), '85%'],
    [percent('>=', '55'), '≥ 55%'],
    [percent('>', '90'), '> 90%'],
    [percent('<=', '2.5'), '≤ 2,5%'],
    [{ ...percent('range', '10'), value2: '15' }, '10 – 15%'],
    [{ op: '=', value: '17', outOf: '17', unit: 'phường, xã' }, '17/17'],
    [{ op: '>=', value: '1126', unit: 'cửa hàng' }, '≥ 1.126 cửa hàng'],
    [operationsCentre.target, 'quý II/2024'],
    [{ op: 'milestone', value: null, unit: null, deadline: { raw: 'thường xuyên', iso: null } }, 'thường xuyên'],
    [
      { op: 'milestone', value: null, unit: null, deadline: { raw: 'tháng 6/2024', iso: '2024-06-30', precision: 'month' } },
      'tháng 6/2024',
    ],
    [{ op: 'milestone', value: null, unit: null, deadline: { raw: 'năm 2024', iso: '2024', precision: 'year' } }, 'năm 2024'],
    [{ op: 'milestone', value: null, unit: null }, 'có'],
  ])('%o is written "%s"', (target, expected) => {
    expect(formatTarget(target)).toBe(expected)
  })
})

test('figures are compared by their exact values; a share of nothing is less than any', () => {
  const share = (numerator: string, denominator: string) => ({ numerator, denominator })
  expect(compareFigures(share('1', '3'), share('33333333', '100000000'))).toBe(1)
  expect(compareFigures(share('2', '4'), share('1', '2'))).toBe(0)
  expect(compareFigures({ numerator: '5' }, { numerator: '7' })).toBe(-1)
  expect(compareFigures(share('9', '0'), share('0', '5'))).toBe(-1)
  expect(compareFigures(share('9', '0'), share('1', '0'))).toBe(0)
})
