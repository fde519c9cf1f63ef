import { expect, test } from 'vitest'
import { mergeDrafts } from './draft.ts'
import type { Draft } from './draft.ts'
import { shownShare, typedShare } from './share.ts'

const base: Draft = { title: 'Sắp xếp', documentNumber: '', effectiveOn: '2025-07-01', rows: [], heirs: {} }

test('what two people changed in different fields is put together; the same field is for a person to choose', () => {
  const mine = { ...base, title: 'Sắp xếp phường' }
  expect(mergeDrafts(mine, base, { ...base, documentNumber: '99/NQ' })).toEqual({ ...mine, documentNumber: '99/NQ' })
  expect(mergeDrafts(mine, base, { ...base, title: 'Sắp xếp xã' })).toBeUndefined()
  expect(mergeDrafts(mine, base, mine)).toEqual(mine)
})

test('a share is typed and shown in percent, and kept from 0 to 1', () => {
  expect(['42,5', '42,5%', '100', '0,4', 'nửa'].map(typedShare)).toEqual(['0.425', '0.425', '1', '0.004', 'nửa'])
  expect(['0.425', '1', 'nửa', ''].map(shownShare)).toEqual(['42,5', '100', 'nửa', ''])
})
