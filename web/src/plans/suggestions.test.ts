import type { ReadingExample } from '@haidang/api/imports'
import { expect, test } from 'vitest'
import { indicator } from './drafts.test-data.ts'
import { reviewItems } from './review-items.ts'
import { editOfOffer, offersOf } from './suggestions.ts'

const example: ReadingExample = {
  id: 'x',
  issuer: 'UBND thành phố',
  correction: { kind: 'indicator', printed: '80% hồ sơ trực tuyến', fields: { pillar: 'Kinh tế số' } },
  unitNames: [],
  times: 2,
  importId: 'i',
  documentName: 'Chuyển đổi số năm 2023',
  at: '2023-04-18T02:00:00.000Z',
  by: 'Lê Quang Minh',
}
const source = {
  examples: [example],
  suggestions: [
    { itemId: 'a', exampleId: 'x', change: { drop: false as const, fields: { pillar: 'Kinh tế số' } } },
    { itemId: 'b', exampleId: 'x', change: { drop: true as const } },
    { itemId: 'gone', exampleId: 'x', change: { drop: true as const } },
  ],
}
const shown = (...items: readonly ReturnType<typeof indicator>[]) => reviewItems(items, new Map(), new Map())

test('an offer stands with an open item until it is taken', () => {
  const [a, b] = shown(indicator('a', 1), indicator('b', 2))
  const offers = offersOf(source, shown(indicator('a', 1), indicator('b', 2)))
  expect([...offers.keys()]).toEqual(['a', 'b'])
  expect(a && offers.get('a')?.map((offer) => editOfOffer(a, offer))).toMatchObject([
    { value: { name: 'Tỷ lệ hồ sơ trực tuyến', pillar: 'Kinh tế số' } },
  ])
  expect(b && offers.get('b')?.map((offer) => editOfOffer(b, offer))).toEqual([{ state: 'dropped' }])

  expect([
    ...offersOf(source, shown(indicator('a', 1, { pillar: 'Kinh tế số' }), indicator('b', 2, {}, { state: 'accepted' }))).keys(),
  ]).toEqual([])
})
