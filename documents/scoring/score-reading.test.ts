import { describe, expect, test } from 'vitest'
import type { ReadCitation, ReadTask, Reading } from '@haidang/domain/plans/reading'
import { figuresOf } from './figures.ts'
import { completeGold, type Gold, type GoldTask } from './gold.ts'
import { pairUp } from './pair.ts'
import { sameUnit, sameUnits } from './same-unit.ts'
import { numberKey, sameDeadline, sameTarget } from './same-value.ts'
import { mistakesOf, scoreReading } from './score-reading.ts'
import { plain } from './words.ts'

const nothing: Reading = {
  document: {
    type: 'kế hoạch',
    number: null,
    symbol: null,
    date: null,
    issuer: null,
    place: null,
    title: null,
    signer: null,
    signerRole: null,
    signerAuthority: [],
    recipients: [],
  },
  documentPassages: {},
  citations: [],
  indicators: [],
  tasks: [],
  reporting: [],
  doubts: [],
}
const goldOf = (some: Partial<Gold>): Gold => ({
  id: 'ours',
  document: nothing.document,
  citations: [],
  indicators: [],
  tasks: [],
  reporting: [],
  ...some,
})
const task = (text: string, lead: string | null, start = 0): ReadTask => ({
  rule: 'task.assigned',
  text,
  lead,
  cooperating: [],
  deadline: null,
  section: '1',
  start,
  end: start + text.length,
})
const marked = (one: ReadTask, marks: Partial<GoldTask> = {}): GoldTask => ({ ...one, id: `t${one.start}`, ...marks })

const shelves = task('Rà soát kệ sách của các thư viện cơ sở trên địa bàn', 'Phòng Văn hóa')
const clinics = task('Thống kê số giường của từng trạm y tế xã', 'Phòng Y tế', 100)

describe('a reading held against gold', () => {
  test('a reading that is its own gold is all right', () => {
    const score = scoreReading(goldOf({ tasks: [marked(shelves), marked(clinics)] }), { ...nothing, tasks: [shelves, clinics] })
    expect(figuresOf(score.tasks.allRight)).toEqual({ precision: 1, recall: 1, f1: 1 })
    expect(figuresOf(score.document.fields).f1).toBe(1)
    expect(mistakesOf(score)).toEqual([])
  })

  test('what is missed, made up or given to another body is named', () => {
    const score = scoreReading(goldOf({ tasks: [marked(shelves), marked(clinics)] }), {
      ...nothing,
      tasks: [{ ...shelves, lead: 'Phòng Nội vụ' }, task('Tổ chức hội thi tiếng hát', null, 300)],
    })
    expect(score.tasks.items).toEqual({ right: 1, read: 2, gold: 2 })
    expect(score.tasks.allRight).toEqual({ right: 0, read: 2, gold: 2 })
    expect(score.tasks.mistakes.map(({ what }) => what)).toEqual(['wrong lead', 'missed', 'spurious'])
  })

  test('an optional item neither helps nor hurts', () => {
    const gold = goldOf({ tasks: [marked(shelves), marked(clinics, { optional: true })] })
    for (const tasks of [[shelves], [shelves, clinics]]) {
      expect(scoreReading(gold, { ...nothing, tasks }).tasks.items).toEqual({ right: 1, read: 1, gold: 1 })
    }
  })

  test('an item that is read twice is a repetition, not an invention', () => {
    const again = { ...shelves, start: 500, end: 540 }
    expect(scoreReading(goldOf({ tasks: [marked(shelves)] }), { ...nothing, tasks: [shelves, again] }).tasks.items.read).toBe(1)
  })

  test('where only a passage was annotated, what stands outside it is not asked', () => {
    const gold = goldOf({ tasks: [marked(shelves)], coverage: { tasks: { start: 0, end: 90 } } })
    expect(scoreReading(gold, { ...nothing, tasks: [shelves, clinics] }).tasks.items.read).toBe(1)
    expect(scoreReading(goldOf({ coverage: { tasks: 'none' } }), { ...nothing, tasks: [shelves] }).tasks.items.read).toBe(0)
  })

  test('another accepted body and an ignored citation cost nothing', () => {
    const citation: ReadCitation = {
      rule: 'citation.namedLaw',
      type: 'đề án',
      number: null,
      name: 'Đề án 12',
      date: null,
      issuer: null,
      relation: 'mentions',
      text: 'Đề án 12',
      start: 0,
      end: 8,
    }
    const score = scoreReading(
      goldOf({ tasks: [marked(shelves, { leadAlt: ['Trung tâm Văn hóa'] })], ignore: { citations: ['Đề án 12'] } }),
      {
        ...nothing,
        tasks: [{ ...shelves, lead: 'Trung tâm Văn hóa' }],
        citations: [citation],
      },
    )
    expect(score.tasks.allRight.right).toBe(1)
    expect(score.citations.items.read).toBe(0)
  })

  test('gold without words takes them from the text by its offsets', () => {
    const text = 'KẾ HOẠCH\n\n**Trồng cây** năm 2025'
    const gold = goldOf({
      document: { ...nothing.document, titleSpan: [10, text.length] },
      tasks: [marked({ ...task('', null, 10), end: 23 }, { cut: true })],
    })
    expect(completeGold(gold, text)).toMatchObject({ document: { title: 'Trồng cây năm 2025' }, tasks: [{ text: 'Trồng cây' }] })
  })
})

describe('what counts as the same', () => {
  test('the best pairing is found, not the first', () => {
    const likenesses = [
      [0.9, 0.8],
      [0.85, 0.1],
    ]
    expect(pairUp(likenesses, 0.5).toSorted(([a], [b]) => a - b)).toEqual([
      [0, 1],
      [1, 0],
    ])
    expect(pairUp([[0.4]], 0.5)).toEqual([])
    expect(pairUp([], 0.5)).toEqual([])
  })

  test('words are the same without marks, capitals and short forms', () => {
    expect(plain('**UBND** TP. Bình Hải;')).toBe(plain('Ủy ban nhân dân thành phố  Bình Hải'))
    expect(plain('đạt 99,5%.')).toBe('dat 99,5%')
  })

  test('bodies are the same by their kind and by what sets them apart', () => {
    expect(sameUnit('Giám đốc Sở Y tế', 'Sở Y tế tỉnh')).toBe(true)
    expect(sameUnit('UBND tỉnh', 'UBND các xã, phường')).toBe(false)
    expect(sameUnit('Phòng Y tế', 'Sở Y tế')).toBe(false)
    expect(sameUnits(['Phòng Y tế', 'Công an xã'], 'Công an xã; Phòng Y tế')).toBe(true)
    expect(sameUnits(['Phòng Y tế', 'Công an xã', 'Hội Nông dân'], 'Phòng Y tế')).toBe(false)
  })

  test('numbers in any spacing, targets by value and direction, deadlines as precise as printed', () => {
    expect(numberKey('Số: 07 /KH-UBND')).toBe(numberKey('7/KH-UBND'))
    const target = { op: '>=', value: 90, unit: '%' } as const
    expect(sameTarget(target, { ...target, op: '=' })).toBe(true)
    expect(sameTarget(target, { ...target, op: '<=' })).toBe(false)
    expect(sameTarget(target, { ...target, unit: 'xã' })).toBe(false)
    const june = { raw: 'trong tháng 6/2025', iso: '2025-06-30', precision: 'month' } as const
    expect(sameDeadline(june, { raw: 'tháng 6', iso: '2025-06' })).toBe(true)
    expect(sameDeadline(june, { raw: 'tháng 7', iso: '2025-07-31' })).toBe(false)
    expect(sameDeadline(null, june)).toBe(false)
  })
})
