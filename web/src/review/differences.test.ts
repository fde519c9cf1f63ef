import { describe, expect, test } from 'vitest'
import { differences, isSame } from './differences.ts'
import type { Content } from './differences.ts'

const figure = (indicatorId: string, numerator: string | null, denominator: string | null, note = '') => ({
  indicatorId,
  code: indicatorId,
  name: `Chỉ tiêu ${indicatorId}`,
  numerator,
  denominator,
  note,
  result: null,
  attainment: 'noData' as const,
})
const first: Content = {
  figures: [figure('a', '10', '20'), figure('b', null, null)],
  narratives: [{ heading: 'results', text: 'Đã làm.' }],
  evidence: [{ fileName: 'Biên bản.pdf', sha256: 'x', indicatorId: 'a' }],
}

describe('what a version changed', () => {
  test('nothing, where it is the same', () => {
    expect(isSame(differences(first, structuredClone(first)))).toBe(true)
  })

  test('names only the figures that changed, a missing one that came too', () => {
    const second = { ...first, figures: [figure('a', '10', '20'), figure('b', '0', null)] }
    const { figures } = differences(first, second)
    expect(figures.map(({ indicatorId, before, after }) => [indicatorId, before?.numerator, after?.numerator])).toEqual([['b', null, '0']])
  })

  test('a note alone is a change', () => {
    expect(
      differences(first, { ...first, figures: [figure('a', '10', '20', 'Đã rà soát'), figure('b', null, null)] }).figures,
    ).toHaveLength(1)
  })

  test('text and files on another row are changes', () => {
    const second: Content = {
      ...first,
      narratives: [{ heading: 'results', text: 'Đã làm xong.' }],
      evidence: [{ fileName: 'Biên bản.pdf', sha256: 'x', indicatorId: 'b' }],
    }
    const changed = differences(first, second)
    expect(changed.narratives).toEqual([{ heading: 'results', before: 'Đã làm.', after: 'Đã làm xong.' }])
    expect([changed.evidenceAdded, changed.evidenceRemoved]).toEqual([['Biên bản.pdf'], ['Biên bản.pdf']])
  })
})
