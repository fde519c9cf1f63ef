import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantAt } from '../periods/day.ts'
import { countTasks, timeliness } from './task.ts'
import type { Timeliness } from './task.ts'

const now = instantAt('2024-06-15', '09:00')
const deadline = instantAt('2024-06-01', '00:00')
const future = instantAt('2024-07-01', '00:00')

describe('timeliness is computed from dates', () => {
  test.each<[string, { deadline?: string; doneAt?: string }, Timeliness]>([
    ['done before the deadline', { deadline, doneAt: instantAt('2024-05-31', '23:59') }, 'doneOnTime'],
    ['done at the first instant that is too late', { deadline, doneAt: deadline }, 'doneLate'],
    ['still open before it', { deadline: future }, 'openWithinDeadline'],
    ['still open after it', { deadline }, 'openOverdue'],
    ['open without a deadline, for ever', {}, 'openWithinDeadline'],
    ['done without a deadline', { doneAt: now }, 'doneOnTime'],
  ])('%s', (_, task, expected) => {
    expect(timeliness(task, now)).toBe(expected)
  })
})

const times = (count: number, what: Timeliness): readonly Timeliness[] => Array.from({ length: count }, () => what)

describe('the rate of due tasks', () => {
  test('is that of the Government report of 27 December 2017: 16,051 of 16,051 + 223', () => {
    const counts = countTasks([
      ...times(14_068, 'doneOnTime'),
      ...times(1_983, 'doneLate'),
      ...times(5_640, 'openWithinDeadline'),
      ...times(223, 'openOverdue'),
    ])
    expect(counts).toEqual({ doneOnTime: 14_068, doneLate: 1_983, openWithinDeadline: 5_640, openOverdue: 223, dueCompletionRate: '98.63' })
  })

  test('does not exist while nothing is done and nothing fell due', () => {
    expect(countTasks(times(3, 'openWithinDeadline')).dueCompletionRate).toBeNull()
    expect(countTasks(times(3, 'openOverdue')).dueCompletionRate).toBe('0')
  })

  test('is untouched by tasks that are not yet due, and the four cells are all there is', () => {
    const anyTasks = fc.array(fc.constantFrom<Timeliness>('doneOnTime', 'doneLate', 'openWithinDeadline', 'openOverdue'))
    fc.assert(
      fc.property(anyTasks, fc.nat(20), (tasks, more) => {
        const counts = countTasks(tasks)
        expect(countTasks([...tasks, ...times(more, 'openWithinDeadline')]).dueCompletionRate).toBe(counts.dueCompletionRate)
        expect(counts.doneOnTime + counts.doneLate + counts.openWithinDeadline + counts.openOverdue).toBe(tasks.length)
      }),
    )
  })
})
