import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cityUnits } from '../units/units.test-data.ts'
import { draftFromReading } from './draft.ts'
import type { DraftItem, TaskItem } from './draft.ts'
import { reading } from './reading.test-data.ts'
import { mergeItems, splitItem } from './split-merge.ts'

const items = draftFromReading(reading, cityUnits, '2024-04-20').map((item): DraftItem => ({ ...item, state: 'accepted' }))

const find = (id: string): DraftItem => items.find((item) => item.id === id) ?? expect.fail(`no item ${id}`)

const bare = (...texts: readonly string[]): string => texts.join('').replace(/\s/gu, '')

const anyText = fc.string({ unit: fc.constantFrom('a', 'ệ', ' ', 'ư\u0323', '😀', 'đ', '.'), minLength: 1, maxLength: 30 })

const taskOf = (text: string, id = 'task-x'): TaskItem => ({
  id,
  kind: 'task',
  state: 'accepted',
  source: { start: 5, end: 5 + text.length },
  value: { text, section: 'V.1', leadUnitIds: ['p1'], leadText: 'Phường 1', cooperatingUnitIds: [], cooperatingText: '', deadlineText: '' },
})

describe('splitting', () => {
  test('makes two of one, both with the passage and both to be seen again', () => {
    const task = find('task-1')
    const outcome = splitItem(task, 'Tổ chức tập huấn '.length, 'task-1b')
    expect(outcome).toMatchObject({
      items: [
        { id: 'task-1', state: 'unseen', source: task.source, value: { text: 'Tổ chức tập huấn', leadUnitIds: ['vhtt'] } },
        {
          id: 'task-1b',
          state: 'unseen',
          source: task.source,
          value: { text: 'cho cán bộ một cửa trước ngày 03/8/2024.', leadUnitIds: ['vhtt'] },
        },
      ],
    })
  })

  test('gives the second indicator its own name', () => {
    expect(splitItem(find('indicator-1'), '80% hồ sơ '.length, 'new')).toMatchObject({
      items: [
        { value: { name: 'Tỷ lệ hồ sơ được nộp trực tuyến trên tổng số hồ sơ tiếp nhận' } },
        { value: { name: 'được nộp trực tuyến trên tổng số hồ sơ tiếp nhận.' } },
      ],
    })
  })

  test('refuses an empty part, half a character, and what has no text', () => {
    expect(splitItem(taskOf('một hai'), 0, 'b')).toEqual({ refused: 'emptyPart' })
    expect(splitItem(taskOf('một hai'), 99, 'b')).toEqual({ refused: 'emptyPart' })
    expect(splitItem(taskOf('một   '), 4, 'b')).toEqual({ refused: 'emptyPart' })
    expect(splitItem(taskOf('a😀b'), 2, 'b')).toEqual({ refused: 'emptyPart' })
    expect(splitItem(find('document'), 3, 'b')).toEqual({ refused: 'notSplittable' })
  })

  test('loses no letter, wherever the cut is', () => {
    fc.assert(
      fc.property(anyText, fc.nat(30), (text, at) => {
        const outcome = splitItem(taskOf(text), at, 'b')
        if ('refused' in outcome) return
        const [first, second] = outcome.items
        expect(bare(first.value.text, second.value.text)).toBe(bare(text))
        expect([first.value.text, second.value.text].every((part) => part.trim() !== '' && part.isWellFormed())).toBe(true)
      }),
    )
  })
})

describe('merging', () => {
  test('keeps every text, every unit and the passage over both', () => {
    const [a, b] = [find('task-1'), find('task-2')]
    expect(mergeItems([a, b])).toMatchObject({
      item: {
        id: 'task-1',
        state: 'unseen',
        source: { start: Math.min(a.source?.start ?? 0, b.source?.start ?? 0), end: Math.max(a.source?.end ?? 0, b.source?.end ?? 0) },
        value: {
          text: 'Tổ chức tập huấn cho cán bộ một cửa trước ngày 03/8/2024. Tuyên truyền về thanh toán không dùng tiền mặt.',
          leadUnitIds: ['vhtt'],
        },
      },
    })
  })

  test('of two deadlines keeps both texts and decides for neither', () => {
    const dated = (id: string, iso: string): TaskItem => {
      const task = taskOf('Báo cáo', id)
      return { ...task, value: { ...task.value, deadline: { raw: iso, iso }, deadlineText: iso } }
    }
    const outcome = mergeItems([dated('a', '2024-06-01'), dated('b', '2024-07-01')])
    expect(outcome).toMatchObject({ item: { value: { deadlineText: '2024-06-01; 2024-07-01' } } })
    expect('item' in outcome && outcome.item.value).not.toHaveProperty('deadline')
    expect(mergeItems([dated('a', '2024-06-01'), dated('b', '2024-06-01')])).toMatchObject({
      item: { value: { deadline: { iso: '2024-06-01' } } },
    })
  })

  test('joins whom two indicators are assigned to', () => {
    const outcome = mergeItems([find('indicator-1'), find('indicator-2')])
    expect(outcome).toMatchObject({ item: { value: { assignedTo: { unitIds: [], groups: ['ward'] }, value: '80' } } })
  })

  test('needs two of one kind', () => {
    expect(mergeItems([find('task-1')])).toEqual({ refused: 'tooFew' })
    expect(mergeItems([find('task-1'), find('indicator-1')])).toEqual({ refused: 'differentKinds' })
    expect(mergeItems([find('document'), find('document')])).toEqual({ refused: 'differentKinds' })
  })

  test('loses no letter, and puts together what was split', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 2, maxLength: 6 }), (texts) => {
        const outcome = mergeItems(texts.map((text, index) => taskOf(text, `t${index}`)))
        expect('item' in outcome && bare(outcome.item.value.text)).toBe(bare(...texts))
      }),
    )
    fc.assert(
      fc.property(anyText, fc.nat(30), (text, at) => {
        const parts = splitItem(taskOf(text), at, 'b')
        if ('refused' in parts) return
        const whole = mergeItems(parts.items)
        expect('item' in whole && bare(whole.item.value.text)).toBe(bare(text))
        expect('item' in whole && whole.item.source).toEqual(taskOf(text).source)
      }),
    )
  })
})
