import { describe, expect, test } from 'vitest'
import { worstFirst } from './worst-first.ts'
import type { BoardIndicator } from './worst-first.ts'

const indicator = (code: string, attainment: BoardIndicator['attainment'], distance: string | null, value = '85'): BoardIndicator => ({
  id: code,
  code,
  pillar: 'Chính quyền số',
  name: code,
  kind: 'ratio',
  unitOfMeasure: '%',
  digits: 2,
  targetText: `≥ ${value}%`,
  numerator: null,
  denominator: null,
  result: null,
  attainment,
  assignedUnits: 17,
  reportedUnits: 0,
  approvedUnits: 0,
  distance,
  feeds: [],
  trend: [],
  target: { op: '>=', value, unit: '%' },
})

describe('the order of the board', () => {
  test('is red first and the furthest from its target before the rest', () => {
    const board = [
      indicator('1', 'reached', '2'),
      indicator('2', 'notReached', '-3'),
      indicator('3', 'noData', null),
      indicator('4', 'notReached', '-30'),
    ]
    expect(worstFirst(board).map(({ code }) => code)).toEqual(['4', '2', '3', '1'])
  })

  test('weighs a shortfall by its target', () => {
    expect(
      worstFirst([indicator('1', 'notReached', '-5', '100'), indicator('2', 'notReached', '-4', '10')]).map(({ code }) => code),
    ).toEqual(['2', '1'])
  })
})
