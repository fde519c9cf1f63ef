import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, startOfDay } from '../periods/day.ts'
import { anyDay } from '../periods/days.test-data.ts'
import { formatDeadline, isPast, resolveDeadline } from './deadline.ts'
import type { PrintedDeadline } from './deadline.ts'

const printed = (raw: string, iso: string | null, more: Partial<PrintedDeadline> = {}): PrintedDeadline => ({ raw, iso, ...more })

describe('a deadline as an instant', () => {
  test('"trước ngày 03/8/2023" ends with 2 August', () => {
    expect(resolveDeadline(printed('trước ngày 03/8/2023', '2023-08-03', { precision: 'day' }))).toEqual({
      at: startOfDay('2023-08-03'),
      lastDay: '2023-08-02',
      precision: 'day',
      before: true,
      text: 'trước ngày 03/8/2023',
    })
  })

  test('"chậm nhất ngày 03/8/2023" ends with 3 August', () => {
    expect(resolveDeadline(printed('chậm nhất ngày 03/8/2023', '2023-08-03'))).toMatchObject({
      at: startOfDay('2023-08-04'),
      lastDay: '2023-08-03',
      before: false,
      precision: 'day',
    })
  })

  test('"trước ngày 17g00, ngày 01/8/2023" ends at that minute of that day', () => {
    expect(resolveDeadline(printed('trước ngày 17g00, ngày 01/8/2023', '2023-08-01', { time: '17:00' }))).toMatchObject({
      at: '2023-08-01T10:00:00.000Z',
      lastDay: '2023-08-01',
      precision: 'minute',
      before: true,
    })
  })

  test.each([
    ['trong quý II/2024', '2024-06-30', 'quarter', '2024-06-30'],
    ['trước quý II/2024', '2024-06-30', 'quarter', '2024-03-31'],
    ['tháng 10/2025', '2025-10-31', 'month', '2025-10-31'],
    ['trước tháng 10/2025', '2025-10-31', 'month', '2025-09-30'],
    ['năm 2024', '2024-12-31', 'year', '2024-12-31'],
    ['trước năm 2025', '2025-12-31', 'year', '2024-12-31'],
  ] as const)('"%s" ends with its last allowed day', (raw, iso, precision, lastDay) => {
    expect(resolveDeadline(printed(raw, iso, { precision }))).toMatchObject({ lastDay, at: startOfDay(addDays(lastDay, 1)) })
  })

  test('what was printed only in part ends with the last day of that part', () => {
    expect(resolveDeadline(printed('tháng 02/2024', '2024-02'))).toMatchObject({ lastDay: '2024-02-29', precision: 'month' })
    expect(resolveDeadline(printed('năm 2024', '2024'))).toMatchObject({ lastDay: '2024-12-31', precision: 'year' })
  })

  test('"trước hoặc trong ngày" and "10 tháng trước" are not "before"', () => {
    expect(resolveDeadline(printed('trước hoặc trong ngày 03/8/2023', '2023-08-03'))).toMatchObject({
      before: false,
      lastDay: '2023-08-03',
    })
    expect(resolveDeadline(printed('như 10 tháng trước, đến ngày 03/8/2023', '2023-08-03'))).toMatchObject({ before: false })
  })

  test('the words are read in any case and any normal form', () => {
    expect(resolveDeadline(printed('Trước ngày 03/8/2023'.normalize('NFD'), '2023-08-03'))).toMatchObject({ before: true })
  })

  test('without a day there is no instant', () => {
    expect(resolveDeadline(printed('thường xuyên', null))).toBeUndefined()
    expect(resolveDeadline(printed('ngày 31/02/2024', '2024-02-31'))).toBeUndefined()
  })

  test('a later day printed is never an earlier deadline', () => {
    const wording = fc.constantFrom('trước ngày', 'chậm nhất ngày', 'ngày')
    fc.assert(
      fc.property(wording, anyDay, fc.nat(400), (word, day, count) => {
        const [first, second] = [day, addDays(day, count)].map((iso) => resolveDeadline(printed(`${word} ${iso}`, iso))?.at ?? '')
        expect((first ?? '') <= (second ?? '')).toBe(true)
      }),
    )
  })

  test('"trước" is exactly one day less than "chậm nhất", and a coarser deadline never ends earlier', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const latest = resolveDeadline(printed('chậm nhất ngày 1', day))
        const before = resolveDeadline(printed('trước ngày 1', day))
        expect(before?.lastDay).toBe(addDays(latest?.lastDay ?? '', -1))
        const month = resolveDeadline(printed('trong tháng', day.slice(0, 7)))
        expect((month?.at ?? '') >= (latest?.at ?? '')).toBe(true)
      }),
    )
  })

  test('the last moment of the last day is in time, the next is not', () => {
    const deadline = resolveDeadline(printed('chậm nhất ngày 03/8/2023', '2023-08-03'))?.at ?? ''
    expect(isPast(deadline, '2023-08-03T16:59:59.999Z')).toBe(false)
    expect(isPast(deadline, '2023-08-03T17:00:00.000Z')).toBe(true)
  })
})

describe('a deadline in words', () => {
  test.each<[PrintedDeadline, string]>([
    [printed('trước ngày 3/8/2023', '2023-08-03'), 'trước ngày 03/8/2023'],
    [printed('chậm nhất 03/8', '2023-08-03'), 'ngày 03/8/2023'],
    [printed('trước ngày 17g00, ngày 01/8/2023', '2023-08-01', { time: '17:00', precision: 'minute' }), 'trước 17:00 ngày 01/8/2023'],
    [printed('trong quý II năm 2024', '2024-06-30', { precision: 'quarter' }), 'quý II/2024'],
    [printed('trước tháng 6 năm 2024', '2024-06-30', { precision: 'month' }), 'trước tháng 6/2024'],
    [printed('thường xuyên', null), 'thường xuyên'],
  ])('%o is "%s"', (deadline, expected) => {
    expect(formatDeadline(deadline)).toBe(expected)
  })
})
