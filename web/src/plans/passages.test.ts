import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likelyCut, segmentsOf, touchingIn, wordsOf } from './passages.ts'

const passage = (key: string, start: number, end: number) => ({ key, kind: 'indicator', start, end })

describe('marking passages', () => {
  test('overlapping and nested passages are cut where each begins and ends', () => {
    expect(segmentsOf({ start: 10, end: 30 }, [passage('a', 5, 20), passage('b', 15, 18), passage('c', 40, 50)])).toEqual([
      { start: 10, end: 15, keys: ['a'] },
      { start: 15, end: 18, keys: ['a', 'b'] },
      { start: 18, end: 20, keys: ['a'] },
      { start: 20, end: 30, keys: [] },
    ])
  })

  test('no letter is lost or shown twice, whatever overlaps', () => {
    const bounds = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    fc.assert(
      fc.property(fc.array(bounds), bounds, (some, whole) => {
        const segments = segmentsOf(
          whole,
          some.map(({ start, end }, index) => passage(String(index), start, end)),
        )
        const letters = segments.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, offset) => start + offset))
        expect(letters).toEqual(Array.from({ length: whole.end - whole.start }, (_, offset) => whole.start + offset))
      }),
    )
  })
})

test('what touches a passage is what shares a letter with it, in the order given', () => {
  const bounds = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 })).map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(fc.array(bounds), bounds, (all, { start, end }) => {
      expect(touchingIn(all)({ start, end })).toEqual(all.filter((one) => one.start < end && start < one.end))
    }),
  )
})

describe('where to split', () => {
  const text = 'Mục 1. Rà soát thủ tục; công khai kết quả trên trang thông tin.'
  const whole = { start: 7, end: text.length }

  test('at the caret, moved to the word it is next to', () => {
    const caret = text.indexOf('kết quả') + 1
    expect(text.slice(likelyCut(text, whole, caret))).toBe('kết quả trên trang thông tin.')
  })

  test('without a caret after the stop nearest the middle', () => {
    expect(text.slice(likelyCut(text, whole, undefined))).toBe('công khai kết quả trên trang thông tin.')
    expect(text.slice(likelyCut(text, whole, 2))).toBe('công khai kết quả trên trang thông tin.')
  })

  test('words keep their place in the whole text', () => {
    expect(
      wordsOf(text, whole)
        .slice(0, 2)
        .map(({ start, end }) => text.slice(start, end)),
    ).toEqual(['Rà', 'soát'])
  })
})
