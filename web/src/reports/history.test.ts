import { expect, test } from 'vitest'
import { emptyHistory, record, redo, undo } from './history.ts'

const typed = (slot: string, before: string, after: string) => ({ slot, field: 'numerator', before, after })

test('a pasted block is undone as one step, and done again as one', () => {
  const history = record(record(emptyHistory, [typed('a', '', '1')]), [typed('a', '1', '5'), typed('b', '', '6')])
  const back = undo(history)
  expect(back?.step).toEqual([typed('a', '5', '1'), typed('b', '6', '')])
  const again = back && redo(back.history)
  expect(again?.step).toEqual([typed('a', '1', '5'), typed('b', '', '6')])
  expect(again?.history.past).toHaveLength(2)
})

test('typing the same again is not a step; something new forgets what was undone', () => {
  expect(record(emptyHistory, [typed('a', '1', '1')])).toBe(emptyHistory)
  const undone = undo(record(emptyHistory, [typed('a', '', '1')]))
  expect(undone && record(undone.history, [typed('a', '', '2')]).future).toEqual([])
  expect(undo(emptyHistory)).toBeUndefined()
})
