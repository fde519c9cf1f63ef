import { expect, test } from 'vitest'
import { theirNarratives } from './outbox-narratives.ts'

test('what somebody else wrote is told with who and when', () => {
  const current = { heading: 'results', text: 'Đã mở 4 lớp', revision: 3, savedAt: '2024-05-12T03:00:00.000Z', savedBy: 'Phạm Văn Hùng' }
  expect(theirNarratives(current)).toEqual([
    { slot: 'results', value: 'Đã mở 4 lớp', revision: 3, by: 'Phạm Văn Hùng', at: '2024-05-12T03:00:00.000Z' },
  ])
})

test('an answer of another shape is nobody’s text', () => {
  expect(theirNarratives([{ indicatorId: 'a' }])).toEqual([])
  expect(theirNarratives(null)).toEqual([])
})
