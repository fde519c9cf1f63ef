import { expect, test } from 'vitest'
import { planDoubts, type PlanInForce } from './check-plans-in-force.ts'
import { reading, readIndicator } from './reading.test-data.ts'
import type { Reading } from './reading.ts'

const plan = (value: string, deadline?: string): PlanInForce => ({
  title: 'Kế hoạch chuyển đổi số năm 2024',
  number: '2153/KH-UBND',
  year: 2024,
  indicators: [
    {
      name: 'Tỷ lệ hồ sơ được nộp trực tuyến trên tổng số hồ sơ tiếp nhận',
      target: { op: '>=', value, unit: '%', ...(deadline === undefined ? {} : { deadline: { raw: deadline, iso: `${deadline}-12-31` } }) },
    },
  ],
})
const read: Reading = {
  ...reading,
  citations: [],
  indicators: [readIndicator('80% hồ sơ được nộp trực tuyến trên tổng số hồ sơ tiếp nhận.', { value: 80 })],
}

test('a plan in force that sets another level is named with both levels', () => {
  expect(planDoubts(read, [plan('75')])).toMatchObject([
    {
      code: 'contradictsPlan',
      message:
        'Kế hoạch đang có hiệu lực 2153/KH-UBND ("Kế hoạch chuyển đổi số năm 2024") giao "Tỷ lệ hồ sơ được nộp trực tuyến trên tổng số hồ sơ tiếp nhận" mức ≥ 75%; văn bản này giao 80%.',
      start: read.indicators[0]?.start,
    },
  ])
})

test('the same level, another year, and a plan that this document replaces contradict nothing', () => {
  expect(planDoubts(read, [plan('80.0')])).toEqual([])
  expect(planDoubts(read, [plan('75', '2025')])).toEqual([])
  expect(planDoubts(read, [{ ...plan('75'), year: 2023 }])).toEqual([])
  const [citation] = reading.citations
  if (!citation) throw new Error('the reading of the tests cites a document')
  expect(planDoubts({ ...read, citations: [{ ...citation, number: '2153 /KH-UBND', relation: 'supersedes' }] }, [plan('75')])).toEqual([])
  expect(planDoubts({ ...read, citations: [{ ...citation, number: '2153 /KH-UBND', relation: 'basis' }] }, [plan('75')])).toHaveLength(1)
})
