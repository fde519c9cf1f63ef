import { describe, expect, test } from 'vitest'
import { textChanges } from './text-changes.ts'

const told = (before: string, after: string): string =>
  textChanges(before, after)
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `{+${text}+}` })[kind])
    .join('')

describe('how a text became another', () => {
  test('names the words that went and came', () => {
    expect(told('Đã chi trả 512 hồ sơ', 'Đã chi trả 520 hồ sơ')).toBe('Đã chi trả [-512 -]{+520 +}hồ sơ')
  })

  test('an added ending leaves the rest as it was', () => {
    expect(told('Đã xong.', 'Đã xong. Đơn vị đã sửa.')).toBe('Đã [-xong.-]{+xong. Đơn vị đã sửa.+}')
  })

  test('equal texts have no change, empty ones are all gone or all new', () => {
    expect(textChanges('như cũ', 'như cũ')).toEqual([{ kind: 'same', text: 'như cũ' }])
    expect(told('', 'mới')).toBe('{+mới+}')
    expect(told('cũ', '')).toBe('[-cũ-]')
  })

  test('both texts can be read out of the parts', () => {
    const [before, after] = ['một hai ba bốn năm\nsáu bảy', 'hai ba sáu\nnăm bảy tám']
    const parts = textChanges(before, after)
    const side = (gone: 'removed' | 'added'): string =>
      parts
        .filter(({ kind }) => kind !== gone)
        .map(({ text }) => text)
        .join('')
    expect(side('added')).toBe(before)
    expect(side('removed')).toBe(after)
  })

  test('very long texts are told whole instead of hanging the page', () => {
    const before = Array.from({ length: 3000 }, (_, index) => `a${index}`).join(' ')
    const after = Array.from({ length: 3000 }, (_, index) => `b${index}`).join(' ')
    expect(textChanges(before, after).map(({ kind }) => kind)).toEqual(['removed', 'added'])
  })
})
