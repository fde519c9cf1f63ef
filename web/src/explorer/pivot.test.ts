import { expect, test } from 'vitest'
import { analytics } from './explorer.test-data.ts'
import { cellsOf, pivotOf } from './pivot.ts'
import type { Measure, Side } from './question.ts'
import { movedApart, scaleOf } from './scale.ts'

const cells = cellsOf(analytics)

function table(rows: Side, columns: Side, measure: Measure = 'result') {
  const pivot = pivotOf(analytics, cells, { rows, columns })
  return pivot.rows.map((row) => pivot.columns.map((column) => cells.amount(pivot.place(row, column), measure)))
}

test('any side is a row or a column, the third groups the rows, and rows of which nothing is owed are left out', () => {
  expect(table('units', 'periods')).toEqual([
    ['80', '81.5', '90'],
    ['50', null, '75'],
    [undefined, undefined, '3'],
  ])
  expect(table('periods', 'units')).toEqual([
    ['80', '50'],
    ['81.5', null],
    ['90', '75'],
    ['3', undefined],
  ])
  expect(table('indicators', 'units').at(-1)).toEqual(['3', undefined])
})

test('what is missing is null and what is not owed is nothing; changes are exact, and missing where one side is', () => {
  expect(table('units', 'periods', 'change').slice(0, 2)).toEqual([
    [null, '1.5', '8.5'],
    [null, null, null],
  ])
  expect(table('units', 'periods', 'yearChange').slice(0, 2)).toEqual([
    [null, null, '10'],
    [null, null, '25'],
  ])
  expect(table('units', 'periods', 'coverage')[1]).toEqual(['1', '0', '1'])
})

test('a scale has round marks around its numbers, and no negative ones where there are none', () => {
  expect(scaleOf([62.9, 98.27])).toEqual({ low: 60, high: 100, marks: [60, 70, 80, 90, 100] })
  expect(scaleOf([0.2, 0.7], { fromZero: true }).marks).toEqual([0, 0.2, 0.4, 0.6, 0.8])
  expect(scaleOf([5, 5]).marks).toEqual([4, 6])
  expect(scaleOf([-3, 12]).low).toBeLessThan(-3 + 0.001)
})

test('labels are moved apart as little as need be, and stay inside', () => {
  expect(movedApart([10, 12, 60], 13, { from: 0, to: 100 })).toEqual([10, 23, 60])
  expect(movedApart([98, 95], 13, { from: 0, to: 100 })).toEqual([100, 87])
})
