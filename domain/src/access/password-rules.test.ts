import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordWeakness, type PasswordOwner } from './password-rules.ts'

const lan: PasswordOwner = { login: 'tran.thi.lan', name: 'Trần Thị Lan', office: 'UBND thành phố Vũng Tàu', place: 'Vũng Tàu' }
const list = new Set(['password', 'matkhau', 'anhyeuem', 'qwertyuiop12'])
const weakness = (password: string, leastLength = 12) =>
  passwordWeakness(password, lan, { leastLength, isCommon: (folded) => list.has(folded) })

test.each([
  ['ngắn quá', 'tooShort'],
  ['aaabbbaaabbb', 'monotone'],
  ['123456789012', 'monotone'],
  ['abcdefghijklm', 'monotone'],
  ['987654321098', 'monotone'],
  ['12ab12ab12ab', 'monotone'],
  ['QWERTYUIOP12', 'common'],
  ['Mật khẩu @ 2024', 'common'],
  ['P@ssw0rd-20242025', 'common'],
  ['!!! Anh yêu em 1234', 'common'],
  ['tran.thi.lan.2024', 'containsLogin'],
  ['LanTranThi@2024', 'containsLogin'],
  ['Vũng Tàu 2024!!', 'containsOffice'],
  ['UBND thành phố 1', 'containsOffice'],
])('%s is no password: %s', (password, why) => {
  expect(weakness(password)).toBe(why)
})

test('somebody whose login is not their name does not take the name either', () => {
  const minh = { ...lan, login: 'cv01', name: 'Lê Quang Minh' }
  const judge = (password: string) => passwordWeakness(password, minh, { leastLength: 12, isCommon: () => false })
  expect(judge('QuangMinh@1990')).toBe('containsName')
  expect(judge('minh đi chợ mua cá về kho')).toBeUndefined()
})

test.each([
  'sóng lặng trên bến cá 47',
  'lan man trên bãi cát vàng',
  'Vũng Tàu chiều nay lộng gió',
  'correct horse battery staple',
  'x7#Kq!mZ2p@Lw',
])('%s will do', (password) => {
  expect(weakness(password)).toBeUndefined()
})

test('letters are counted as people count them', () => {
  expect(weakness('đường về quê', 12)).toBeUndefined()
  expect(weakness('đường về quê'.normalize('NFD'), 13)).toBe('tooShort')
})

test('a name with some digits or signs around it never passes, and how it is written makes no difference', () => {
  const around = fc.string({ unit: fc.constantFrom('1', '2', '0', '@', '!', '#'), minLength: 4, maxLength: 7 })
  fc.assert(
    fc.property(around, fc.constantFrom('TranThiLan', 'tranthilan', 'Trần Thị Lan', 'TRẦN THỊ LAN'.normalize('NFD')), (signs, name) => {
      expect(weakness(`${name}${signs}`)).toBeDefined()
      expect(weakness(`${signs}${name}`)).toBeDefined()
    }),
  )
})

test('whatever is typed is judged, and what is too short is told first', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 8, max: 64 }), (password, least) => {
      expect(weakness(password, least) === 'tooShort').toBe([...password.normalize('NFC')].length < least)
    }),
  )
})
