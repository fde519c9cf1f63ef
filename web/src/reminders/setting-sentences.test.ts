import { expect, test } from 'vitest'
import { remindersVi } from '../words/reminders.vi.ts'
import { afterInWords, daysInWords, daysTyped, quietInWords, toInWords } from './setting-sentences.ts'

test('a setting is said as a clerk would say it', () => {
  expect(daysInWords([2, 7], remindersVi)).toBe('7, 2 ngày')
  expect(daysInWords([], remindersVi)).toBe('không')
  expect(afterInWords([3, 0], remindersVi)).toBe('ngay khi quá hạn, 3 ngày')
  expect(afterInWords([], remindersVi)).toBe('không')
  expect(toInWords(['focalPoint', 'synthesis'], remindersVi)).toBe('đầu mối đơn vị, cán bộ tổng hợp')
  expect(quietInWords({ hours: { from: '18:00', to: '07:00' }, daysOff: true }, remindersVi)).toBe('18:00 đến 07:00, ngày nghỉ')
  expect(quietInWords({ hours: null, daysOff: false }, remindersVi)).toBe('nhắc mọi lúc')
})

test('days are typed with commas or blanks; nothing typed is no day, and a word is no number', () => {
  expect(daysTyped('7, 2')).toEqual([7, 2])
  expect(daysTyped(' 7;2 ')).toEqual([7, 2])
  expect(daysTyped('')).toEqual([])
  expect(daysTyped('bảy')).toBeUndefined()
  expect(daysTyped('-1')).toBeUndefined()
})
