import type { WorkbookChange } from '@haidang/api/workbooks'
import { expect, test } from 'vitest'
import { agreedChanges, cellsOf, entriesOf } from './agreed-changes.ts'

const change = (before: Partial<WorkbookChange['before']>, after: Partial<WorkbookChange['after']>): WorkbookChange => ({
  reportId: 'r',
  unit: 'UBND Phường 7',
  indicatorId: 'i',
  code: '1.1',
  indicator: 'Hồ sơ trực tuyến',
  kind: 'ratio',
  before: { numerator: null, denominator: null, note: '', ...before },
  after: { numerator: null, denominator: null, note: '', ...after },
  baseRevision: 2,
})
const cleared = change({ numerator: '40', denominator: '50' }, { denominator: '60' })
const emptied = change({ numerator: '40', note: 'theo sổ' }, {})

test('each cell that differs is a line, and one that is emptied says so', () => {
  expect(cellsOf([cleared]).map(({ field, isCleared }) => [field, isCleared])).toEqual([
    ['numerator', true],
    ['denominator', false],
  ])
})

test('without agreement nothing is emptied, and what is left with no difference is not sent', () => {
  expect(agreedChanges([cleared, emptied], false).map(({ after }) => after)).toEqual([{ numerator: '40', denominator: '60', note: '' }])
  expect(agreedChanges([cleared, emptied], true)).toEqual([cleared, emptied])
})

test('an entry is what the file says, on the revision that was looked at', () => {
  expect(entriesOf([cleared])).toEqual([{ indicatorId: 'i', numerator: null, denominator: '60', note: '', baseRevision: 2 }])
})
