import { expect, test } from 'vitest'
import { rulesOf, turnOf, type Operations } from './ruled-lines.ts'

const operations: Operations = { save: 1, restore: 2, transform: 3, constructPath: 4, stroke: 5, fill: 6, endPath: 7 }
const path = (painting: string, ...numbers: readonly number[]) => [operations[painting], [Float32Array.from(numbers)], null]
const drawn = (steps: readonly (readonly [operation: string, args: unknown])[], degrees = 0) =>
  rulesOf({ fnArray: steps.map(([name]) => operations[name] ?? 0), argsArray: steps.map(([, args]) => args) }, operations, turnOf(degrees))

test('a line is drawn where the page was moved and scaled to, and what was kept comes back', () => {
  expect(
    drawn([
      ['save', null],
      ['transform', [2, 0, 0, 2, 100, 50]],
      ['constructPath', path('stroke', 0, 0, 0, 1, 50, 0)],
      ['restore', null],
      ['constructPath', path('stroke', 0, 10, 10, 1, 10, 90)],
    ]),
  ).toEqual({ across: [{ at: 50, from: 100, to: 200 }], upright: [{ at: 10, from: 10, to: 90 }] })
})

test('a box as thin as a line is one; one that only bounds what is shown, a slope and a curve are none', () => {
  const box = (height: number) => [0, 10, 10, 1, 110, 10, 1, 110, 10 + height, 1, 10, 10 + height, 4]
  expect(drawn([['constructPath', path('fill', ...box(1))]]).across).toEqual([{ at: 10.5, from: 10, to: 110 }])
  for (const steps of [
    path('fill', ...box(40)),
    path('endPath', ...box(1)),
    path('stroke', 0, 0, 0, 1, 50, 50),
    path('stroke', 0, 0, 0, 2, 1, 1, 2, 2, 90, 0),
  ])
    expect(drawn([['constructPath', steps]])).toEqual({ across: [], upright: [] })
})

test('pieces of one line are one line, a picture of thousands of lines has none', () => {
  const piece = (from: number) => ['constructPath', path('stroke', 0, from, 20, 1, from + 50, 20)] as const
  expect(drawn([piece(0), piece(50), piece(101)]).across).toEqual([{ at: 20, from: 0, to: 151 }])
  expect(drawn(Array.from({ length: 5000 }, (_line, index) => piece(index * 60)))).toEqual({ across: [], upright: [] })
})

test('on a page that is turned, what is drawn upright lies across', () => {
  const [line] = drawn([['constructPath', path('stroke', 0, 30, 10, 1, 30, 90)]], 90).across
  expect(line).toEqual({ at: -30, from: 10, to: 90 })
})
