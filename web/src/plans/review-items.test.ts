import { describe, expect, test } from 'vitest'
import { editOf, nothingTyped } from './draft-edit.ts'
import { indicator, reporting } from './drafts.test-data.ts'
import { countOf, entriesOf, positionFor, reviewDoubts, reviewItems } from './review-items.ts'

const first = indicator('a', 1)
const second = indicator('b', 2, { numeratorLabel: '' })
const read = [first, second, reporting('r', 3)]
const none = new Map()

describe('the items of a review', () => {
  test('what is typed covers what was saved, and what was saved covers what was read', () => {
    const saved = new Map([['a', indicator('a', 1, { digits: 1 }, { revision: 2 })]])
    const typed = new Map([['b', { value: editOf(indicator('b', 2, { digits: 4 })), base: { value: editOf(second), revision: 1 } }]])
    expect(
      reviewItems(read, saved, typed).map(({ id, revision, value }) => [id, revision, 'digits' in value ? value.digits : null]),
    ).toEqual([
      ['a', 2, 1],
      ['b', 1, 4],
      ['r', 1, null],
    ])
  })

  test('an older answer does not cover a newer reading', () => {
    const saved = new Map([['a', indicator('a', 1, { digits: 1 })]])
    expect(reviewItems([indicator('a', 1, { digits: 0 }, { revision: 3 })], saved, none)[0]?.value).toMatchObject({ digits: 0 })
  })

  test('an item that nobody touches stays the same object, so that its card is not drawn anew', () => {
    const typed = new Map([['b', { value: editOf(second), base: { value: editOf(second), revision: 1 } }]])
    expect(reviewItems(read, none, typed)[0]).toBe(reviewItems(read, none, none)[0])
  })

  test('an item that lacks something to be issued says what', () => {
    expect(reviewItems(read, none, none).map(({ lacks }) => lacks)).toEqual([[], ['numeratorLabel'], []])
  })

  test('a new item stands after the passages before it', () => {
    const items = reviewItems(read, none, none)
    expect(positionFor('indicator', { start: 150, end: 170 }, items)).toBe(1.5)
    expect(positionFor('task', { start: 150, end: 170 }, items)).toBe(4)
    expect(positionFor('indicator', undefined, items)).toBe(4)
  })
})

describe('doubts', () => {
  const doubts = [
    { start: 110, end: 130, code: 'contradictingTargets', message: 'Hai mức.' },
    { start: 900, end: 910, code: 'missingAnnex', message: 'Thiếu phụ lục.' },
  ]
  const items = reviewItems(read, none, none)

  test('stand first until what was read from their place is decided, or they were seen', () => {
    expect(entriesOf('all', items, reviewDoubts(doubts, items, new Set())).map(({ key }) => key)).toEqual([
      'contradictingTargets-110',
      'missingAnnex-900',
      'a',
      'b',
      'r',
    ])
    const decided = reviewItems([{ ...first, state: 'accepted' }, second], none, none)
    expect(reviewDoubts(doubts, decided, new Set(['missingAnnex-900'])).map(({ isSettled }) => isSettled)).toEqual([true, true])
  })

  test('about the whole document stand after those about one item, hold up none, and are settled when their gap is filled', () => {
    const places = [
      { start: 110, end: 120 },
      { start: 210, end: 220 },
    ]
    const all = [{ start: 110, end: 120, code: 'indicatorWithoutUnit', message: '2 chỉ tiêu.', places }, ...doubts]
    const [one, , whole] = reviewDoubts(all, items, new Set())
    expect(one).toMatchObject({ id: 'contradictingTargets-110', holdsUp: true })
    expect(whole).toMatchObject({ id: 'indicatorWithoutUnit-110', holdsUp: false, itemIds: ['a', 'b'], isSettled: true })
    const homeless = reviewItems([indicator('a', 1, { unitIds: [] }), second], none, none)
    expect(reviewDoubts(all, homeless, new Set()).at(-1)?.isSettled).toBe(false)
  })

  test('a blank number is settled by writing it', () => {
    const blank = [{ start: 0, end: 5, code: 'missingNumber', message: 'Chưa có số.' }]
    const value = {
      type: 'kế hoạch',
      number: '28',
      symbol: 'KH-UBND',
      date: '',
      issuer: '',
      place: '',
      title: '',
      signer: '',
      signerRole: '',
      recipients: [],
    }
    const document = (number: string) =>
      reviewItems([{ ...first, id: 'd', kind: 'document', value: { ...value, number }, original: null }], none, none)
    expect(reviewDoubts(blank, document(''), new Set())[0]).toMatchObject({ isSettled: false, itemIds: ['d'] })
    expect(reviewDoubts(blank, document('28'), new Set())[0]?.isSettled).toBe(true)
  })

  test('count with the items that need a look; what was dropped counts nowhere', () => {
    const dropped = reviewItems([first, { ...second, state: 'dropped' }], none, none)
    expect(countOf('doubts', items, reviewDoubts(doubts, items, new Set()))).toBe(3)
    expect(countOf('all', dropped, [])).toBe(1)
    expect(entriesOf('indicator', dropped, []).map(({ key }) => key)).toEqual(['a'])
  })
})

test('words that cannot be read are kept beside the value that stands', () => {
  const typed = new Map([['a', { value: { ...editOf(first), typed: { digits: 'hai' } }, base: { value: editOf(first), revision: 1 } }]])
  const [shown] = reviewItems([first], none, typed)
  expect(shown).toMatchObject({ typed: { digits: 'hai' }, value: { digits: 2 } })
  expect(reviewItems([first], none, none)[0]?.typed).toBe(nothingTyped)
})
