import { describe, expect, test } from 'vitest'
import { disciplineOf, ranks, shareOf } from './discipline.ts'
import type { Discipline } from './discipline.ts'

const dueAt = '2024-05-13T10:00:00.000Z'
const now = '2024-05-13T10:00:01.000Z'
const duty = { dueAt, expected: 4, entered: 4 }

describe('how a unit keeps its duties', () => {
  test('is judged by when it first handed in, at 17:00 sharp still on time', () => {
    const duties = [{ ...duty, firstSubmittedAt: dueAt }, { ...duty, firstSubmittedAt: '2024-05-13T10:00:00.001Z' }, duty]
    expect(disciplineOf(duties, now)).toEqual({ onTime: 1, late: 1, missing: 1, notDue: 0, expected: 12, entered: 8 })
  })

  test('what is not due yet counts nowhere, neither as owed nor as lacking', () => {
    expect(disciplineOf([duty], dueAt)).toEqual({ onTime: 0, late: 0, missing: 0, notDue: 1, expected: 0, entered: 0 })
  })

  test('figures typed in a report that never came are no figures that came', () => {
    expect(disciplineOf([{ ...duty, entered: 3 }], now)).toMatchObject({ expected: 4, entered: 0 })
  })

  test('nothing of nothing is no share', () => {
    expect(shareOf(0, 0)).toBeUndefined()
    expect(shareOf(2, 3)).toBe('66.67')
  })
})

describe('places', () => {
  const kept = (onTime: number, late: number, entered: number, expected = 12): Discipline => ({
    onTime,
    late,
    missing: 0,
    notDue: 0,
    expected,
    entered,
  })

  test('go by the share on time, then by figures that came; equals share a place', () => {
    const units = new Map([
      ['muộn', kept(1, 2, 12)],
      ['đủ', kept(3, 0, 12)],
      ['đủ như vậy', kept(4, 0, 16, 16)],
      ['thiếu số', kept(3, 0, 6)],
    ])
    expect([...ranks(units)]).toEqual([
      ['đủ', 1],
      ['đủ như vậy', 1],
      ['thiếu số', 3],
      ['muộn', 4],
    ])
  })

  test('a unit that was asked for no figures lacks none, and ties nobody who differ', () => {
    const units = new Map([
      ['thiếu số', kept(3, 0, 6)],
      ['không có chỉ tiêu', kept(3, 0, 0, 0)],
      ['đủ', kept(3, 0, 12)],
    ])
    expect([...ranks(units)]).toEqual([
      ['không có chỉ tiêu', 1],
      ['đủ', 1],
      ['thiếu số', 3],
    ])
  })

  test('are for units with three judged reports, and stand only where four of five units have them', () => {
    const enough = (count: number) => Array.from({ length: count }, (_, index) => [`đủ ${index}`, kept(3, 0, 12)] as const)
    const few = (count: number) => Array.from({ length: count }, (_, index) => [`ít ${index}`, kept(2, 0, 8)] as const)
    expect(ranks(new Map([...enough(4), ...few(1)])).size).toBe(4)
    expect(ranks(new Map([...enough(3), ...few(1)])).size).toBe(0)
    expect(ranks(new Map()).size).toBe(0)
  })
})
