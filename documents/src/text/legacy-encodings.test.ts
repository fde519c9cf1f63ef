import { describe, expect, test } from 'vitest'
import { fromLegacy, guessLegacy } from './legacy-encodings.ts'
import { normalText } from './normal-text.ts'
import { readText } from './read-text.ts'

const tcvn3 = 'Thùc hiÖn chuyÓn ®æi sè, ñy ban nh©n d©n x· giao Phßng V¨n hãa chñ tr×, phèi hîp víi c¸c ®¬n vÞ'
const plain = 'Thực hiện chuyển đổi số, ủy ban nhân dân xã giao Phòng Văn hóa chủ trì, phối hợp với các đơn vị'
const vni = 'Thöïc hieän chuyeån ñoåi soá, uûy ban nhaân daân xaõ giao Phoøng Vaên hoùa chuû trì, phoái hôïp vôùi caùc ñôn vò'

describe('text typed before Unicode', () => {
  test('TCVN3 and VNI become the same Unicode', () => {
    expect([fromLegacy(tcvn3, 'tcvn3'), fromLegacy(vni, 'vni')]).toEqual([plain, plain])
  })

  test('a text file that names no font is known by its syllables', () => {
    expect([guessLegacy(tcvn3), guessLegacy(vni), guessLegacy(plain)]).toEqual(['tcvn3', 'vni', undefined])
    expect(readText(Buffer.from(tcvn3, 'latin1')).text).toBe(plain)
    expect(readText(Buffer.from(vni, 'latin1')).text).toBe(plain)
  })

  test('Unicode under the name of an old font stays', () => {
    expect(fromLegacy(plain, 'tcvn3')).toBe(plain)
  })
})

describe('look-alikes', () => {
  test('become the letters they stand for, one for one', () => {
    const typed = '\u00d0iều \uff12, c\u0430c đ\u043en vị, 1\u20442 kỳ'
    expect(normalText(typed)).toBe('Điều 2, cac đon vị, 1/2 kỳ')
    expect(normalText(typed)).toHaveLength(typed.length)
  })

  test('a word of another alphabet stays', () => {
    expect(normalText('Москва')).toBe('Москва')
  })
})
