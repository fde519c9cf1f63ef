import { describe, expect, test } from 'vitest'
import { taskFromDuties } from './duties.ts'

const done = (unit: string, doneAt: string) => ({ unit, state: 'done' as const, doneAt, note: '' })
const open = (unit: string) => ({ unit, state: 'inProgress' as const, note: 'đang làm' })

describe('a task that several units lead', () => {
  test('is done when the last of them is done, at that moment', () => {
    const duties = [done('Phường 7', '2024-06-20T03:00:00Z'), done('Phường 5', '2024-06-03T03:00:00Z')]
    expect(taskFromDuties(duties)).toEqual({ doneAt: '2024-06-20T03:00:00Z', note: '2/2 đơn vị đã hoàn thành' })
  })

  test('is open while one of them works on it, and says how many are done', () => {
    expect(taskFromDuties([done('Phường 7', '2024-06-20T03:00:00Z'), open('Phường 5')])).toEqual({ note: '1/2 đơn vị đã hoàn thành' })
  })

  test('with one lead has that unit’s own note', () => {
    expect(taskFromDuties([open('Phường 5')])).toEqual({ note: 'đang làm' })
  })

  test('that nobody leads is open and says so', () => {
    expect(taskFromDuties([])).toEqual({ note: 'Chưa giao đơn vị chủ trì' })
  })
})
