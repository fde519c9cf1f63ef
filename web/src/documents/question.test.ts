import { expect, test } from 'vitest'
import { addressOf, isOpen, questionIn, requestOf } from './question.ts'

test('a question is kept in the address, and comes back from it', () => {
  const question = { q: '968 / QĐ - UBND', kind: 'quyết định', year: '2024', from: 25 }
  const address = addressOf(question, { from: 25 })
  expect(questionIn(new URLSearchParams(address.split('?')[1]))).toEqual(question)
  expect(requestOf(question)).toContain('q=968+%2F+Q%C4%90+-+UBND')
})

test('asking anew begins on the first page, and asking nothing is the plain address', () => {
  const question = { q: 'camera', kind: null, year: null, from: 50 }
  expect(addressOf(question, { year: '2024' })).toBe('/van-ban?tim=camera&nam=2024')
  expect(addressOf(question, { q: ' ' })).toBe('/van-ban')
  expect(requestOf(questionIn(new URLSearchParams('tu=-3')))).toBe('/api/documents')
})

test('only a question without words and filters is open', () => {
  expect(isOpen(questionIn(new URLSearchParams('tu=25')))).toBe(true)
  expect(isOpen(questionIn(new URLSearchParams('nam=2024')))).toBe(false)
})
