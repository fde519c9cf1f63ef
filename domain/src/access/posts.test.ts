import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../periods/day.ts'
import { moveRefusal, postsOf } from './posts.ts'

const now = { unitId: 'ward7', post: 'Phó Chủ tịch', until: null }

test('what somebody was on a day stays readable, also after a reorganisation between two posts', () => {
  expect(
    postsOf(now, '2023-01-01', [
      { on: '2024-06-01', unitBefore: 'ward5', postBefore: 'Công chức' },
      { on: '2024-01-01', unitBefore: 'ward4' },
    ]),
  ).toEqual([
    { from: '2024-06-01', to: null, unitId: 'ward7', post: 'Phó Chủ tịch' },
    { from: '2024-01-01', to: '2024-06-01', unitId: 'ward5', post: 'Công chức' },
    { from: '2023-01-01', to: '2024-01-01', unitId: 'ward4', post: 'Công chức' },
  ])
  expect(postsOf({ ...now, until: '2024-09-01' }, '2023-01-01', [])).toEqual([
    { from: '2023-01-01', to: '2024-09-01', unitId: 'ward7', post: 'Phó Chủ tịch' },
  ])
})

test('every day since the first has one post, whatever changed', () => {
  const day = fc.nat(400).map((count) => addDays('2023-01-01', count))
  const change = fc.record({ on: day, unitBefore: fc.constantFrom('a', 'b', 'c'), postBefore: fc.constantFrom('x', 'y') })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), fc.option(day), (changes, until) => {
      const spans = postsOf({ ...now, until }, '2023-01-01', changes)
      const oldest = spans.toReversed()
      expect(oldest[0]?.from ?? '2023-01-01').toBe('2023-01-01')
      for (const [index, span] of oldest.entries()) {
        expect(span.to).toBe(oldest[index + 1]?.from ?? until)
        expect(span.to === null || span.from < span.to).toBe(true)
      }
    }),
  )
})

test('nobody is moved from a day that is over, twice at once, out of a closed account or to where they are', () => {
  const lan = { unitId: 'ward5', post: 'Công chức', roles: ['focalPoint'], isClosed: false, hasWaiting: false }
  const order = { from: '2024-06-01', to: { unitId: 'ward7', post: 'Công chức', roles: ['focalPoint'] }, today: '2024-06-01' }
  expect(moveRefusal(lan, order)).toBeUndefined()
  expect(moveRefusal(lan, { ...order, from: '2024-05-31' })).toEqual({ refused: 'fromPast' })
  expect(moveRefusal({ ...lan, hasWaiting: true }, order)).toEqual({ refused: 'changeWaiting' })
  expect(moveRefusal({ ...lan, isClosed: true }, order)).toEqual({ refused: 'closedAlready' })
  expect(moveRefusal(lan, { ...order, to: lan })).toEqual({ refused: 'samePost' })
  expect(moveRefusal(lan, { ...order, to: { ...lan, roles: ['focalPoint', 'leader'] } })).toBeUndefined()
  expect(moveRefusal(lan, { ...order, to: null })).toBeUndefined()
})
