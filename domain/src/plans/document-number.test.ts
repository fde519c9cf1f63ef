import { expect, test } from 'vitest'
import { foldedWords, foldInPlace, isSameIssuer, namesDocument, numberKey, wholeNumber } from './document-number.ts'

test('folded text stands letter for letter where the original stands', () => {
  const text = 'Số: 968/QĐ-UBND, Ấp Bắc 🏝 “đô thị”'
  expect(foldInPlace(text)).toBe('so  968 qd ubnd  ap bac     do thi ')
  expect(foldInPlace(text)).toHaveLength(text.length)
  expect(foldedWords('  Chuyển đổi — SỐ  ')).toEqual(['chuyen', 'doi', 'so'])
})

test.each(['968/QĐ-UBND', '968 / QĐ - UBND', '968/qd-ubnd', '0968/QĐ–UBND', '968/QĐ-\nUBND'])(
  '%j is one number in any writing',
  (written) => {
    expect(numberKey(written)).toBe('968/qd-ubnd')
  },
)

test('a number that was typed whole keeps its symbol, and none is none', () => {
  expect(wholeNumber('28', 'KH-UBND')).toBe('28/KH-UBND')
  expect(wholeNumber('28/KH-UBND', 'KH-UBND')).toBe('28/KH-UBND')
  expect(wholeNumber('28', null)).toBe('28')
  expect(wholeNumber('', 'KH-UBND')).toBeUndefined()
})

const plan = { number: '28/KH-UBND', date: '2024-01-15', issuer: 'Ủy ban nhân dân thành phố Vũng Tàu' }

test.each([
  [{ number: '28 / kh - ubnd', date: '2024-01-15', issuer: null }, true],
  [{ number: '28/KH-UBND', date: '2024', issuer: 'UBND tỉnh' }, true],
  [{ number: '28/KH-UBND', date: '2023-01-15', issuer: 'UBND thành phố Vũng Tàu' }, false],
  [{ number: '28/KH-UBND', date: null, issuer: 'UBND TP. Vũng Tàu' }, true],
  [{ number: '28/KH-UBND', date: null, issuer: 'UBND tỉnh' }, false],
  [{ number: '28/KH-UBND', date: null, issuer: null }, false],
  [{ number: '28/QĐ-UBND', date: '2024-01-15', issuer: null }, false],
  [{ number: null, date: '2024-01-15', issuer: null }, false],
])('%j names the plan: %s', (citation, names) => {
  expect(namesDocument(citation, plan)).toBe(names)
})

test('an issuer is known by the words of the shorter name', () => {
  expect(isSameIssuer('UBND thành phố', 'ỦY BAN NHÂN DÂN\nTHÀNH PHỐ VŨNG TÀU')).toBe(true)
  expect(isSameIssuer('UBND phường 5', 'UBND thành phố Vũng Tàu')).toBe(false)
})
