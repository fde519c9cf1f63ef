import { expect, test } from 'vitest'
import { countText, linesOf, localityOf, sentence, withinSentence } from './wording.ts'

test.each([
  ['Ủy ban nhân dân thành phố Vũng Tàu', 'Thành phố'],
  ['Ủy ban nhân dân phường Tam Thắng, thành phố Hồ Chí Minh', 'Phường'],
  ['Ủy ban nhân dân thị xã Đức Phổ', 'Thị xã'],
  ['Ủy ban nhân dân xã Long Sơn', 'Xã'],
  ['Ban Chỉ đạo Chuyển đổi số', 'Địa phương'],
])('the common targets of "%s" are those of the %s', (issuer, locality) => expect(localityOf(issuer)).toBe(locality))

test('a title within a sentence loses its capital, an abbreviation does not', () => {
  expect(withinSentence('Kết quả thực hiện')).toBe('kết quả thực hiện')
  expect(withinSentence('Đưa vào vận hành')).toBe('đưa vào vận hành')
  expect(withinSentence('UBND phường')).toBe('UBND phường')
})

test('a sentence gets its full stop once', () => {
  expect(sentence('đã xong ')).toBe('đã xong.')
  expect(sentence('đã xong;')).toBe('đã xong;')
})

test('counts below ten have two digits, nought has one', () => expect([0, 5, 12].map(countText)).toEqual(['0', '05', '12']))

test('empty lines of a narrative are no paragraphs', () => expect(linesOf('một\r\n\r\n  hai \n')).toEqual(['một', 'hai']))
