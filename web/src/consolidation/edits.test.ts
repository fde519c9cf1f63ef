import type { ConsolidationEdits } from '@haidang/api/consolidation'
import { describe, expect, test } from 'vitest'
import { isInserted, isSendable, linesOfText, mergeEdits, partsOf, withContribution } from './edits.ts'

const base: ConsolidationEdits = {
  number: null,
  date: '2024-05-25',
  title: 'Kết quả tháng 5 năm 2024',
  summaries: { results: 'Đã làm.', shortcomings: '', remedies: '' },
  signature: { authority: ['TM. ỦY BAN NHÂN DÂN'], role: 'CHỦ TỊCH', name: null },
  recipients: ['Các phòng, ban', 'Lưu: VT'],
}

describe('two people edit the report', () => {
  test('different fields come together, also within the texts and the signature', () => {
    const mine = { ...base, number: '12', summaries: { ...base.summaries, results: 'Đã làm xong.' } }
    const theirs = {
      ...base,
      summaries: { ...base.summaries, remedies: 'Sẽ làm.' },
      signature: { ...base.signature, role: 'PHÓ CHỦ TỊCH' },
    }
    const { edits, conflicts } = mergeEdits(mine, base, theirs)
    expect(conflicts).toEqual([])
    expect(partsOf(edits)).toMatchObject({ number: '12', results: 'Đã làm xong.', remedies: 'Sẽ làm.', role: 'PHÓ CHỦ TỊCH' })
  })

  test('the same field changed by both waits for a person, with mine standing', () => {
    const mine = { ...base, recipients: ['Thành ủy'] }
    const theirs = { ...base, recipients: ['HĐND thành phố'], number: '7' }
    const { edits, conflicts } = mergeEdits(mine, base, theirs)
    expect(conflicts).toEqual(['recipients'])
    expect(edits.recipients).toEqual(['Thành ủy'])
    expect(edits.number).toBe('7')
  })

  test('the same change by both is no conflict', () => {
    expect(mergeEdits({ ...base, number: '9' }, base, { ...base, number: '9' })).toEqual({ edits: { ...base, number: '9' }, conflicts: [] })
  })
})

describe('the legal bases', () => {
  test('those that only one has set come through, and can go back to the plan alone', () => {
    const set = { ...base, legalBases: ['Căn cứ Kế hoạch 1'] }
    expect(mergeEdits(base, base, set).edits.legalBases).toEqual(['Căn cứ Kế hoạch 1'])
    expect(mergeEdits({ ...set, number: '3' }, set, base)).toEqual({ edits: { ...base, number: '3' }, conflicts: [] })
    expect(mergeEdits({ ...base, legalBases: ['A'] }, base, { ...base, legalBases: ['B'] }).conflicts).toEqual(['legalBases'])
  })

  test('are one a line, an empty line is none', () => {
    expect(linesOfText(' Một \n\nHai\n', 30, 1000)).toEqual(['Một', 'Hai'])
    expect(linesOfText('a\nb\nc', 2, 1000)).toEqual(['a', 'b'])
  })
})

describe('a unit put into the summary', () => {
  test('stands under what is written, with its name', () => {
    expect(withContribution('Đã làm.\n', { unit: 'Phường 7', text: ' 5 tổ công nghệ. ' })).toBe('Đã làm.\nPhường 7: 5 tổ công nghệ.')
    expect(withContribution('', { unit: 'Phường 7', text: 'Xong.' })).toBe('Phường 7: Xong.')
  })

  test('stands there once', () => {
    const once = withContribution('', { unit: 'Phường 7', text: 'Xong.' })
    expect(withContribution(once, { unit: 'Phường 7', text: 'Xong.' })).toBe(once)
    expect(isInserted(once, 'Xong.')).toBe(true)
    expect(isInserted(once, '')).toBe(false)
  })
})

test('a subject that the server would refuse is not sent', () => {
  expect(isSendable(base)).toBe(true)
  expect(isSendable({ ...base, title: 'BC  ' })).toBe(false)
})
