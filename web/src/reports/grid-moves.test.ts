import { expect, test } from 'vitest'
import { blockText, cellsOf, edgeOf, moveColumn, moveRow, tabTo } from './grid-moves.ts'
import type { GridShape } from './grid-moves.ts'

const shape: GridShape = [
  ['numerator', 'denominator', 'note'],
  ['numerator', 'note'],
  ['numerator', 'denominator', 'note'],
]

test('down in a column skips rows that do not have it, and stops at the edge', () => {
  expect(moveRow(shape, { row: 0, field: 'denominator' }, 1)).toEqual({ row: 2, field: 'denominator' })
  expect(moveRow(shape, { row: 2, field: 'denominator' }, 1)).toEqual({ row: 2, field: 'denominator' })
})

test('right goes to the next cell that the row has', () => {
  expect(moveColumn(shape, { row: 1, field: 'numerator' }, 1)).toEqual({ row: 1, field: 'note' })
  expect(moveColumn(shape, { row: 1, field: 'note' }, 1)).toEqual({ row: 1, field: 'note' })
})

test('Tab goes on to the next row and leaves the grid after its last cell', () => {
  expect(tabTo(shape, { row: 0, field: 'note' }, 1)).toEqual({ row: 1, field: 'numerator' })
  expect(tabTo(shape, { row: 1, field: 'numerator' }, -1)).toEqual({ row: 0, field: 'note' })
  expect(tabTo(shape, { row: 2, field: 'note' }, 1)).toBeUndefined()
  expect(tabTo(shape, { row: 0, field: 'numerator' }, -1)).toBeUndefined()
})

test('Home and End go to the ends of the row, with Ctrl to the ends of the form', () => {
  expect(edgeOf(shape, { row: 1, field: 'note' }, 'start', false)).toEqual({ row: 1, field: 'numerator' })
  expect(edgeOf(shape, { row: 0, field: 'note' }, 'end', true)).toEqual({ row: 2, field: 'note' })
})

test('a copied block keeps its shape where a row lacks a column, and quotes what a sheet would misread', () => {
  const cells = cellsOf(shape, { from: { row: 2, field: 'denominator' }, to: { row: 0, field: 'numerator' } })
  expect(cells.map((row) => row.map((place) => (place ? `${place.row} ${place.field}` : '')))).toEqual([
    ['0 numerator', '0 denominator'],
    ['1 numerator', ''],
    ['2 numerator', '2 denominator'],
  ])
  expect(
    blockText([
      ['1.234,5', ''],
      ['nói "có"', 'a\tb'],
    ]),
  ).toBe('1.234,5\t\r\n"nói ""có"""\t"a\tb"')
})
