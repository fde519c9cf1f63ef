import { expect, test } from 'vitest'
import { cleanPassage } from './clean-text.ts'
import { tornSpaces } from './torn-words.ts'

const whole = (text: string): string => cleanPassage(text, 0, text.length).text

test.each([
  ['ph ố cảng, đ ơ n vị', 'phố cảng, đơn vị'],
  ['Đ ề án n ă m 2031 v à sau đó', 'Đề án năm 2031 và sau đó'],
  ['B Ể CHỨA, TH Ự C HIỆN', 'BỂ CHỨA, THỰC HIỆN'],
  ['03 n ă m', '03 năm'],
  ['tổng h ợ p t ạ i xã', 'tổng hợp tại xã'],
])('%s', (torn, right) => {
  expect(whole(torn)).toBe(right)
})

test.each([
  'dài 5 m ở đầu cầu',
  'nhóm B ở xã',
  'từ a đến c',
  'tổ c và tổ d',
  'y tế ở xã',
  'b) a, b và c',
  'các ô tô',
  'KHU A VÀ KHU B',
  'điểm c khoản 1',
])('%s stays', (text) => {
  expect(whole(text)).toBe(text)
})

test('letters that were put together still know where they stood', () => {
  const clean = cleanPassage('Xã ph ố mới', 0, 11)
  expect(clean.text).toBe('Xã phố mới')
  expect(clean.passage(3, 6)).toEqual({ start: 3, end: 7 })
})

test('a hundred thousand torn letters are read in no time', () => {
  const began = performance.now()
  expect(tornSpaces('h ợ p '.repeat(20_000))).toHaveLength(40_000)
  expect(performance.now() - began).toBeLessThan(1000)
})
