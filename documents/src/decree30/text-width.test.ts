import { expect, test } from 'vitest'
import { breakLines, textWidthTwips } from './text-width.ts'

test('a letter with a tone is as wide as the letter, a letter with a horn is wider', () => {
  const width = (text: string) => textWidthTwips(text, { sizePt: 13 })
  expect(width('ế')).toBe(width('e'))
  expect(width('Ậ')).toBe(width('A'))
  expect(width('ợ')).toBe(width('ơ'))
  expect(width('ơ')).toBeGreaterThan(width('o'))
  expect(width('ữ'.normalize('NFD'))).toBe(width('ư'))
})

test('the width grows with the size, and bold is wider', () => {
  expect(textWidthTwips('Hải Đăng', { sizePt: 26 })).toBeCloseTo(2 * textWidthTwips('Hải Đăng', { sizePt: 13 }), -1)
  expect(textWidthTwips('Hải Đăng', { sizePt: 13, bold: true })).toBeGreaterThan(textWidthTwips('Hải Đăng', { sizePt: 13 }))
})

test('lines keep within the column and are about equally long', () => {
  const face = { sizePt: 14, bold: true }
  const text = 'Kết quả thực hiện các nhiệm vụ trọng tâm về chuyển đổi số và đô thị thông minh trên địa bàn'
  const lines = breakLines(text, face, 7000)
  expect(lines.join(' ')).toBe(text)
  const widths = lines.map((line) => textWidthTwips(line, face))
  expect(Math.max(...widths)).toBeLessThanOrEqual(7000)
  expect(Math.min(...widths)).toBeGreaterThan(0.7 * Math.max(...widths))
})

test('a word wider than the column stands alone', () => {
  expect(breakLines('chuyểnđổisốchuyểnđổisố a', { sizePt: 14 }, 500)).toEqual(['chuyểnđổisốchuyểnđổisố', 'a'])
})
