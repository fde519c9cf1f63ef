import { describe, expect, test } from 'vitest'
import { correctionsIn, exampleKey, patternOf, suggestionsFor } from './reading-examples.ts'
import type { Correction, ReviewedItem } from './reading-examples.ts'

const read = {
  text: 'Rà soát hạ tầng mạng trước ngày 15/6/2024',
  leadText: 'Phòng VHTT',
  leadUnitIds: [],
  cooperatingText: '',
  cooperatingUnitIds: [],
}
const task = (more: Partial<ReviewedItem> = {}): ReviewedItem => ({
  kind: 'task',
  state: 'accepted',
  rule: 'task.leadIn',
  original: read,
  value: { ...read, leadUnitIds: ['vhtt'] },
  ...more,
})
const share = { text: '80% hộ gia đình có chữ ký số', pillar: '', name: 'Tỷ lệ hộ', unitOfMeasure: '%', unitIds: [] }
const indicator = (more: Partial<ReviewedItem> = {}): ReviewedItem => ({
  kind: 'indicator',
  state: 'accepted',
  rule: 'indicator.sentence',
  original: share,
  value: { ...share, pillar: 'Xã hội số', unitIds: ['p1', 'p10'] },
  ...more,
})
const remembered = (...corrections: readonly Correction[]) =>
  new Map(corrections.map((correction) => [exampleKey(correction.kind, patternOf(correction)), correction]))
const standing = new Set(['vhtt', 'p1'])

describe('what is learnt', () => {
  test('a printed body that a person gave a unit', () => {
    expect(correctionsIn(task())).toEqual([{ kind: 'unit', printed: 'Phòng VHTT', unitIds: ['vhtt'] }])
    const report = { whoText: 'Các phường', unitIds: [], text: 'Báo cáo' }
    expect(correctionsIn(task({ kind: 'reporting', original: report, value: { ...report, unitIds: ['p1'] } }))).toEqual([
      { kind: 'unit', printed: 'Các phường', unitIds: ['p1'] },
    ])
  })

  test('a passage that is no task, with the rule that took it for one', () => {
    expect(correctionsIn(task({ state: 'dropped' }))).toEqual([{ kind: 'dropped', printed: read.text, rule: 'task.leadIn' }])
  })

  test('the fields of an indicator that were said otherwise', () => {
    expect(correctionsIn(indicator())).toEqual([
      { kind: 'indicator', printed: share.text, fields: { pillar: 'Xã hội số', unitIds: ['p1', 'p10'] } },
    ])
  })

  test('nothing of an item that is as read, still open, or added by hand', () => {
    expect(correctionsIn(task({ value: read }))).toEqual([])
    expect(correctionsIn(task({ state: 'unseen' }))).toEqual([])
    expect(correctionsIn(task({ original: null }))).toEqual([])
    expect(correctionsIn(task({ value: { ...read, leadUnitIds: [] } }))).toEqual([])
  })
})

describe('what is suggested', () => {
  const open = (item: ReviewedItem): ReviewedItem => ({ ...item, state: 'unseen', value: item.original ?? {} })

  test('the unit, where the body is printed in any writing', () => {
    const item = open(task({ original: { ...read, leadText: 'phòng  vhtt' } }))
    expect(suggestionsFor(item, remembered(...correctionsIn(task())), standing)).toEqual([
      { kind: 'unit', pattern: 'phong vhtt', drop: false, fields: { leadUnitIds: ['vhtt'] } },
    ])
  })

  test('to drop what was dropped, with other figures and found by the same rule', () => {
    const known = remembered(...correctionsIn(task({ state: 'dropped' })))
    const next = open(task({ original: { ...read, text: 'Rà soát hạ tầng mạng trước ngày 20/6/2025.' } }))
    expect(suggestionsFor(next, known, standing)).toMatchObject([{ kind: 'dropped', drop: true }])
    expect(suggestionsFor({ ...next, rule: 'task.table' }, known, standing)).toEqual([])
  })

  test('the fields of the same indicator at another level, without units that no longer stand', () => {
    const next = open(indicator({ original: { ...share, text: 'Phấn đấu 90% hộ gia đình có chữ ký số' } }))
    expect(suggestionsFor(next, remembered(...correctionsIn(indicator())), standing)).toMatchObject([
      { kind: 'indicator', drop: false, fields: { pillar: 'Xã hội số', unitIds: ['p1'] } },
    ])
  })

  test('nothing for an item that is decided, that says so already, or whose unit is gone', () => {
    const known = remembered(...correctionsIn(task()))
    expect(suggestionsFor(task(), known, standing)).toEqual([])
    expect(suggestionsFor(task({ state: 'unseen' }), known, standing)).toEqual([])
    expect(suggestionsFor(open(task()), known, new Set())).toEqual([])
  })
})
