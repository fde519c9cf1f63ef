import { expect, test } from 'vitest'
import { blankDate, vietnameseDate } from './vietnamese-dates.ts'

// Decree 30/2020, Annex I, II.4.
test.each([
  ['2024-05-25', 'ngày 25 tháng 5 năm 2024'],
  ['2024-08-03', 'ngày 03 tháng 8 năm 2024'],
  ['2026-01-05', 'ngày 05 tháng 01 năm 2026'],
  ['2026-02-10', 'ngày 10 tháng 02 năm 2026'],
  ['2026-12-31', 'ngày 31 tháng 12 năm 2026'],
])('%s is written "%s"', (day, words) => expect(vietnameseDate(day)).toBe(words))

test('a day that is none is refused by name', () => expect(() => vietnameseDate('25/5/2024')).toThrow('"25/5/2024" is not a day'))
test('an undated paper leaves room for the hand', () => expect(blankDate('2024')).toMatch(/^ngày {3,} tháng {3,} năm 2024$/))
