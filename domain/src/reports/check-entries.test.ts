import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isComplete } from '../indicators/indicator.ts'
import type { Figure } from '../indicators/indicator.ts'
import { anyFigure, anyPair, meetingRooms, onlinePayment, operationsCentre, trainedOfficials } from '../indicators/indicators.test-data.ts'
import { checkEntry, checkReport } from './check-entries.ts'
import type { CheckOptions } from './check-entries.ts'

const codes = (figure: Figure, previous?: Figure, options?: CheckOptions) =>
  checkEntry(onlinePayment, figure, previous, options).map(({ code, severity }) => `${severity} ${code}`)

describe('while typing a ratio', () => {
  test('a sound pair has nothing to say', () => {
    expect(codes({ numerator: '90', denominator: '100' })).toEqual([])
    expect(codes({})).toEqual([])
  })

  test('more done than there were is impossible, and the values are said', () => {
    expect(checkEntry(onlinePayment, { numerator: '101', denominator: '100' })).toEqual([
      {
        code: 'numeratorAboveDenominator',
        severity: 'error',
        indicatorId: 'payment',
        cell: 'numerator',
        values: { numerator: '101', denominator: '100' },
      },
    ])
  })

  test('a share of nothing and anything below zero are impossible', () => {
    expect(codes({ numerator: '0', denominator: '0' })).toEqual(['error zeroDenominator'])
    expect(codes({ numerator: '-1', denominator: '10' })).toEqual(['error negative'])
    expect(codes({ numerator: '5', denominator: '-10' })).toEqual(['error negative'])
  })

  test('half a pair is a hint while typing and an error when handing in', () => {
    expect(codes({ numerator: '5' })).toEqual(['hint missingDenominator'])
    expect(codes({ denominator: '5' }, undefined, { moment: 'submitting' })).toEqual(['error missingNumerator'])
  })

  test('text that is no number is said once', () => {
    expect(codes({ numerator: '5' }, undefined, { text: { numerator: '5', denominator: 'mười' } })).toEqual(['error notANumber'])
    expect(codes({}, undefined, { text: { numerator: '12.5' } })).toEqual(['error notANumber'])
  })

  test('more than twenty points against last month are asked about, twenty are not', () => {
    expect(checkEntry(onlinePayment, { numerator: '90', denominator: '100' }, { numerator: '69', denominator: '100' })).toMatchObject([
      { code: 'jump', severity: 'warning', values: { from: '69', to: '90', points: '21' } },
    ])
    expect(codes({ numerator: '90', denominator: '100' }, { numerator: '70', denominator: '100' })).toEqual([])
    expect(codes({ numerator: '60', denominator: '100' }, { numerator: '90', denominator: '100' })).toEqual(['warning jump'])
  })

  test('another base than last month is asked about', () => {
    expect(codes({ numerator: '80', denominator: '160' }, { numerator: '50', denominator: '100' })).toEqual(['warning denominatorChanged'])
    expect(codes({ numerator: '50', denominator: '110' }, { numerator: '50', denominator: '100' })).toEqual([])
  })

  test('limits are parameters', () => {
    const limits = { jumpPoints: '5', jumpFactor: '2', denominatorFactor: '3' }
    expect(codes({ numerator: '80', denominator: '160' }, { numerator: '56', denominator: '100' }, { limits })).toEqual(['warning jump'])
  })

  test('an impossible entry is not also called surprising', () => {
    expect(codes({ numerator: '200', denominator: '100' }, { numerator: '1', denominator: '100' })).toEqual([
      'error numeratorAboveDenominator',
    ])
  })
})

describe('other kinds', () => {
  test('people trained come in whole numbers, and twice as many as last month are asked about', () => {
    expect(checkEntry(trainedOfficials, { numerator: '12.5' })).toMatchObject([{ code: 'notWhole' }])
    expect(checkEntry({ ...trainedOfficials, digits: 1 }, { numerator: '12.5' })).toEqual([])
    expect(checkEntry(trainedOfficials, { numerator: '201' }, { numerator: '100' })).toMatchObject([{ code: 'jump', severity: 'warning' }])
    expect(checkEntry(trainedOfficials, { numerator: '200' }, { numerator: '100' })).toEqual([])
    expect(checkEntry(trainedOfficials, { numerator: '49' }, { numerator: '100' })).toMatchObject([{ code: 'jump' }])
    expect(checkEntry(trainedOfficials, { numerator: '5' }, { numerator: '0' })).toEqual([])
  })

  test('a ward answers yes or no, a milestone too', () => {
    expect(checkEntry(meetingRooms, { numerator: '1' })).toEqual([])
    expect(checkEntry(meetingRooms, { numerator: '17' })).toMatchObject([{ code: 'notYesOrNo', severity: 'error' }])
    expect(checkEntry(operationsCentre, { numerator: '0.5' })).toMatchObject([{ code: 'notYesOrNo' }])
  })
})

describe('a whole form', () => {
  const form = [onlinePayment, trainedOfficials, meetingRooms]

  test('lists what is missing apart from what is wrong', () => {
    const check = checkReport(form, { payment: { numerator: '5' }, trained: { numerator: '-3' } })
    expect(check.missing).toEqual(['rooms'])
    expect(check.errors.map(({ code, indicatorId }) => [indicatorId, code])).toEqual([
      ['payment', 'missingDenominator'],
      ['trained', 'negative'],
    ])
    expect(check.warnings).toEqual([])
  })

  test('warnings do not make errors', () => {
    const check = checkReport(
      [onlinePayment],
      { payment: { numerator: '99', denominator: '100' } },
      { payment: { numerator: '9', denominator: '100' } },
    )
    expect([check.errors, check.missing, check.warnings.map(({ code }) => code)]).toEqual([[], [], ['jump']])
  })

  test('each entry is missing, wrong or whole, and never two of them', () => {
    fc.assert(
      fc.property(anyFigure, (figure) => {
        const { errors, missing } = checkReport([onlinePayment], { payment: figure })
        const states = [missing.length > 0, errors.length > 0, isComplete(onlinePayment, figure)]
        expect(states.filter(Boolean)).toEqual([true])
      }),
    )
  })

  test('no possible pair is refused', () => {
    fc.assert(
      fc.property(anyPair, anyPair, (figure, previous) => {
        expect(checkReport([onlinePayment], { payment: figure }, { payment: previous }).errors).toEqual([])
      }),
    )
  })
})
