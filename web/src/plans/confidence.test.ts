import { expect, test } from 'vitest'
import { manyFrom, surenessOf } from './confidence.ts'
import { indicator } from './drafts.test-data.ts'
import { reviewDoubts, reviewItems } from './review-items.ts'

const none = new Map()
const sure = (id: string, position: number, confidence: number | null, more = {}) => indicator(id, position, {}, { confidence, ...more })
const items = reviewItems(
  [
    sure('a', 1, 0.93),
    sure('b', 2, 0.75),
    sure('c', 3, 0.93, { state: 'accepted' }),
    sure('d', 4, 0.95),
    indicator('e', 5, { denominatorLabel: '' }, { confidence: 0.95 }),
    sure('f', 6, null),
    sure('g', 7, 0.9),
  ],
  none,
  none,
)
const doubts = [
  { start: 410, end: 420, code: 'repeatedIndicator', message: 'Nêu hai lần.' },
  {
    start: 110,
    end: 120,
    code: 'indicatorWithoutUnit',
    message: '7 chỉ tiêu không nói đơn vị.',
    places: [
      { start: 110, end: 120 },
      { start: 710, end: 720 },
    ],
  },
]
const nothing = { doubts: [], suggested: new Set<string>() }

test('how sure a reading is has three words, and none where nothing was measured', () => {
  expect(items.map(surenessOf)).toEqual(['sure', 'fairly', 'sure', 'sure', 'sure', undefined, 'sure'])
  expect(surenessOf({ confidence: 0.3 })).toBe('doubtful')
})

test('many are taken from a confidence on; what lacks, is doubted by itself or was corrected last time is held', () => {
  const about = { doubts: reviewDoubts(doubts, items, new Set()), suggested: new Set(['g']) }
  const { taken, held } = manyFrom('sure', items, about)
  expect(taken.map(({ id }) => id)).toEqual(['a'])
  expect(held.map(({ item, because }) => [item.id, because])).toEqual([
    ['d', 'doubt'],
    ['e', 'lacks'],
    ['g', 'suggestion'],
  ])
  expect(manyFrom('fairly', items, nothing).taken.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'g'])
})

test('a doubt that was seen holds nothing', () => {
  const seen = reviewDoubts(doubts, items, new Set(['repeatedIndicator-410']))
  expect(manyFrom('sure', items, { doubts: seen, suggested: new Set() }).taken.map(({ id }) => id)).toEqual(['a', 'd', 'g'])
})

test('what somebody is typing in is held', () => {
  const [first] = items
  if (!first) throw new Error('there is a first item')
  expect(manyFrom('sure', [{ ...first, typed: { digits: 'hai' } }], nothing)).toMatchObject({ taken: [], held: [{ because: 'open' }] })
})
