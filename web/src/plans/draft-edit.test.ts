import { describe, expect, test } from 'vitest'
import { memoryStore } from '../app/outbox-store.ts'
import { createOutbox } from '../app/outbox.ts'
import type { OutboxWorld, Saved } from '../app/outbox.ts'
import { absentBase, differingFields, draftLane, editOf, mergeEdits, sameEdit, sentEdit } from './draft-edit.ts'
import type { ItemBody, ItemEdit } from './draft-edit.ts'
import { indicator } from './drafts.test-data.ts'

const item = indicator('i1', 1)
const read = editOf(item)
const typed = (changes: object): ItemEdit => editOf(indicator('i1', 1, changes))

describe('two people at one item', () => {
  test('different fields are put together', () => {
    const merged = mergeEdits(typed({ name: 'Tỷ lệ hồ sơ nộp từ xa' }), read, typed({ pillar: 'Chính quyền số' }))
    expect(merged?.value).toMatchObject({ name: 'Tỷ lệ hồ sơ nộp từ xa', pillar: 'Chính quyền số' })
  })

  test('an acceptance and a correction are put together', () => {
    const merged = mergeEdits({ ...read, state: 'accepted' }, read, typed({ digits: 1 }))
    expect(merged).toMatchObject({ state: 'accepted', value: { digits: 1 } })
  })

  test('the same field changed by both is a person’s decision, and is named', () => {
    const [mine, theirs] = [
      typed({ target: { op: '>=', value: '85', unit: '%' } }),
      typed({ target: { op: '>=', value: '90', unit: '%' } }),
    ]
    expect(mergeEdits(mine, read, theirs)).toBeUndefined()
    expect(differingFields(mine, theirs)).toEqual(['target'])
  })

  test('the same change by both is no conflict', () => {
    expect(mergeEdits(typed({ digits: 0 }), read, typed({ digits: 0 }))?.value).toMatchObject({ digits: 0 })
  })

  test('the order of members says nothing', () => {
    expect(sameEdit(read, { ...read, value: Object.fromEntries(Object.entries(read.value).toReversed()) } as ItemEdit)).toBe(true)
  })
})

describe('what goes to the server', () => {
  const lane = draftLane('nhap')
  const pending = (value: ItemEdit) => ({ value, base: { value: read, revision: 4 } })

  test('the whole item on the revision it was typed over', () => {
    expect(lane.bodyOf('i1', pending(typed({ digits: 1 })))).toMatchObject({
      itemId: 'i1',
      baseRevision: 4,
      kind: 'indicator',
      value: { digits: 1 },
    })
  })

  test('nothing for words that cannot be read, which stay on this machine', () => {
    const unreadable = { ...read, typed: { 'target.value': 'tám lăm' } }
    expect(lane.bodyOf('i1', pending(unreadable))).toBeNull()
    expect(lane.isSettled(unreadable, read)).toBe(false)
  })

  test('a new item as it is, before anything is typed in it', () => {
    const base = absentBase(read)
    expect(lane.bodyOf('i9', { value: read, base })).toMatchObject({ itemId: 'i9', baseRevision: 0 })
    expect(lane.isSettled(read, base.value)).toBe(false)
  })
})

test('an item typed while its answer is lost goes again under the same key and once more with the rest', async () => {
  const store = memoryStore()
  const sent: { key: string; body: ItemBody | undefined }[] = []
  let isLost = true
  const world: OutboxWorld<ItemEdit> = {
    store,
    prefix: 'draft/thu/nhap',
    newKey: () => `key-${sent.length}`,
    refusalOf: () => undefined,
    wait: () => () => undefined,
    alone: (_name, work) => work(),
    announce: () => undefined,
  }
  const saved = (body: ItemBody): Saved<ItemEdit> => ({
    slot: body.itemId,
    value: sentEdit(body),
    revision: body.baseRevision + 1,
    by: 'Thư',
    at: null,
  })
  const send = (key: string, [body]: readonly ItemBody[]) => {
    sent.push({ key, body })
    return isLost || !body ? Promise.reject(new Error('network')) : Promise.resolve([saved(body)])
  }
  const outbox = createOutbox({ ...draftLane('nhap'), send }, world)
  outbox.put('i1', typed({ digits: 1 }), { value: read, revision: 1 })
  await outbox.flush()
  outbox.put('i1', typed({ digits: 3 }), { value: read, revision: 1 })
  isLost = false
  await outbox.flush()
  expect(sent.map(({ key, body }) => [key, body?.baseRevision, body?.value])).toMatchObject([
    ['key-0', 1, { digits: 1 }],
    ['key-0', 1, { digits: 1 }],
    [expect.not.stringMatching('key-0'), 2, { digits: 3 }],
  ])
})
