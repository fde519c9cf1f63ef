import { expect, test } from 'vitest'
import { basesOf, countText, recipientsOf, withinSentence } from './paper-wording.ts'

test('a title within a sentence begins small, an abbreviation does not', () => {
  expect(withinSentence('Kết quả tháng 5.')).toBe('kết quả tháng 5')
  expect(withinSentence('UBND thành phố')).toBe('UBND thành phố')
})

test('counts below ten have two digits, nought has one', () => {
  expect([0, 5, 12].map(countText)).toEqual(['0', '05', '12'])
})

test('each basis ends with a semicolon, the last with a full stop', () => {
  expect(basesOf(['Căn cứ Kế hoạch 1;', 'quyết định 2'], 'Căn cứ')).toEqual(['Căn cứ Kế hoạch 1;', 'Căn cứ quyết định 2.'])
})

test('the one that files the paper is printed last, and always', () => {
  expect(recipientsOf(['Lưu: VT, VH', '- Thành ủy;', ''], 'Lưu: VT')).toEqual(['- Thành ủy;', '- Lưu: VT, VH.'])
  expect(recipientsOf([], 'Lưu: VT')).toEqual(['- Lưu: VT.'])
})
