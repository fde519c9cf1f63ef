import { describe, expect, test } from 'vitest'
import { readDetail } from './read-detail.ts'

describe('what a line tells', () => {
  test('figures that changed, by their indicator, and only those', () => {
    const detail = {
      changes: [{ indicatorId: 'a1', before: { numerator: '30', denominator: '47' }, after: { numerator: '29', denominator: '47' } }],
    }
    expect(readDetail(detail)).toEqual([{ path: ['a1', 'numerator'], before: '30', after: '29' }])
  })

  test('a figure that came where none was, and one that was taken away', () => {
    expect(readDetail({ indicatorId: 'a1', before: null, after: { numerator: '0' } })).toEqual([
      { path: ['a1', 'numerator'], before: '', after: '0' },
    ])
    expect(readDetail({ indicatorId: 'a1', before: { numerator: '5' }, after: { numerator: null } })).toEqual([
      { path: ['a1', 'numerator'], before: '5', after: '' },
    ])
  })

  test('a text with its heading', () => {
    expect(readDetail({ heading: 'results', before: 'Cũ.', after: 'Mới.' })).toEqual([{ path: ['results'], before: 'Cũ.', after: 'Mới.' }])
  })

  test('nested edits leaf by leaf, lists of words as lines', () => {
    const before = { summaries: { results: 'A' }, recipients: ['x'] }
    const after = { summaries: { results: 'B' }, recipients: ['x', 'y'] }
    expect(readDetail({ period: '2024-07', before, after })).toEqual([
      { path: ['summaries', 'results'], before: 'A', after: 'B' },
      { path: ['recipients'], before: 'x', after: 'x\ny' },
      { path: ['period'], value: '2024-07' },
    ])
  })

  test('plain facts, and cells with their reasons', () => {
    const detail = { period: '2024-09', isFirst: false, cells: [{ indicatorId: 'a1', reason: 'Sai.' }], missing: [], pdfMissing: null }
    expect(readDetail(detail)).toEqual([
      { path: ['period'], value: '2024-09' },
      { path: ['isFirst'], value: 'false' },
      { path: ['cells'], value: 'a1 · Sai.' },
      { path: ['pdfMissing'], value: '' },
    ])
  })
})
