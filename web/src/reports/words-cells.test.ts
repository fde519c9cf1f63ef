import fc from 'fast-check'
import { wordsOf } from '@haidang/domain/indicators/words'
import { describe, expect, test } from 'vitest'
import { rowsOfHtml, rowsOfText } from './clipboard-block.ts'
import { cellsOf, moveRow } from './grid-moves.ts'
import type { GridShape } from './grid-moves.ts'
import { conflictingCells, emptyRow, entryBodyOf, mergeRows, putTogether, rowTextOf, sameRow } from './outbox-entries.ts'
import type { RowText } from './outbox-entries.ts'
import { planPaste } from './paste-plan.ts'
import type { FormRow } from './paste-plan.ts'

const typed = (words: string, note = ''): RowText => ({ ...emptyRow, words, note })
const text = fc.string({ unit: 'grapheme', maxLength: 30 })

describe('an answer on its way to the server', () => {
  test('goes as it was typed, and goes nowhere where nothing changed', () => {
    expect(entryBodyOf('s', typed(' iGate '), typed(''), 3)).toEqual({
      indicatorId: 's',
      numerator: null,
      denominator: null,
      words: 'iGate',
      note: '',
      baseRevision: 3,
    })
    expect(entryBodyOf('s', typed(' iGate'), typed('iGate '), 3)).toBeNull()
    expect(entryBodyOf('s', typed('  '), emptyRow, 0)).toBeNull()
  })

  test('is text where it looks like a number: "1,0" is another answer than "1"', () => {
    expect(sameRow(typed('1,0'), typed('1'))).toBe(false)
    expect(entryBodyOf('s', typed('1,0'), typed('1'), 1)).toMatchObject({ words: '1,0', numerator: null })
  })

  test('is left out of what is sent when it is emptied, and is no empty text', () => {
    expect(entryBodyOf('s', typed(' '), typed('iGate'), 1)).not.toHaveProperty('words')
  })

  test('stays on this machine where it is too long, and the note goes', () => {
    const long = 'x'.repeat(2001)
    expect(entryBodyOf('s', typed(long), typed('iGate'), 1)).toBeNull()
    expect(entryBodyOf('s', typed(long, 'ghi chú'), typed('iGate'), 1)).toMatchObject({ words: 'iGate', note: 'ghi chú' })
  })

  test('comes back as it went, whatever was typed', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const body = entryBodyOf('s', typed(after), typed(before), 1)
        expect(body === null).toBe(wordsOf(before) === wordsOf(after))
        if (body !== null) expect(sameRow(rowTextOf(body), typed(after))).toBe(true)
      }),
    )
  })
})

describe('two people', () => {
  const base = typed('iGate', 'cũ')

  test('who changed the answer and the note each keep their own', () => {
    expect(mergeRows(typed('VNPT', 'cũ'), base, typed('iGate', 'mới'))).toEqual(typed('VNPT', 'mới'))
  })

  test('who both changed the answer choose, and the note goes on by itself', () => {
    const [mine, theirs] = [typed('VNPT', 'cũ'), typed('Viettel', 'mới')]
    expect(conflictingCells(mine, base, theirs)).toEqual(['words'])
    expect(mergeRows(mine, base, theirs)).toBeUndefined()
    expect(putTogether(mine, base, theirs, { words: 'theirs' })).toEqual(theirs)
    expect(putTogether(mine, base, theirs, { words: 'mine' })).toEqual(typed('VNPT', 'mới'))
  })
})

const shape: GridShape = [
  ['numerator', 'denominator', 'note'],
  ['words', 'note'],
  ['numerator', 'note'],
]

test('words stand in the column of the first figure: down goes through them', () => {
  expect(moveRow(shape, { row: 0, field: 'numerator' }, 1)).toEqual({ row: 1, field: 'words' })
  expect(moveRow(shape, { row: 1, field: 'words' }, 1)).toEqual({ row: 2, field: 'numerator' })
  expect(cellsOf(shape, { from: { row: 0, field: 'numerator' }, to: { row: 1, field: 'note' } })[1]).toEqual([
    { row: 1, field: 'words' },
    undefined,
    { row: 1, field: 'note' },
  ])
})

describe('a pasted block', () => {
  const row = (slot: string, kind: FormRow['kind']): FormRow => ({ slot, kind, name: `Chỉ tiêu ${slot}` })
  const at = (from: number) => ({ row: from, field: 'numerator' as const })

  test('of thirty rows and two columns, with answers among the figures, goes where it stands', () => {
    const form = Array.from({ length: 30 }, (_, index) => row(`r${index}`, index % 3 === 2 ? 'text' : 'ratio'))
    const block = form.map(({ kind }, index) =>
      kind === 'text' ? [`Kết quả tháng ${index}: đang dùng iGate`, ''] : [String(index), '100'],
    )
    const plan = planPaste(block, form, at(0))
    expect(plan).toMatchObject({ headLines: 0, nameColumns: 0, faults: [] })
    expect(plan.writes).toHaveLength(20 * 2 + 10)
    expect(plan.writes.filter(({ field }) => field === 'words').map(({ slot, text: said }) => [slot, said])[0]).toEqual([
      'r2',
      'Kết quả tháng 2: đang dùng iGate',
    ])
  })

  test('of answers alone has no head and no names, though its words are those of heads', () => {
    const form = [row('a', 'text'), row('b', 'text')]
    const plan = planPaste(
      [
        ['Kết quả', 'ghi chú a'],
        ['Thực hiện theo tháng', 'ghi chú b'],
      ],
      form,
      { row: 0, field: 'words' },
    )
    expect(plan).toMatchObject({ headLines: 0, nameColumns: 0, faults: [{ why: 'noSuchCell' }, { why: 'noSuchCell' }] })
    expect(plan.writes).toEqual([
      { slot: 'a', field: 'words', text: 'Kết quả' },
      { slot: 'b', field: 'words', text: 'Thực hiện theo tháng' },
    ])
  })

  test('with the names of the form beside the answers goes by the names', () => {
    const form = [row('a', 'text'), row('b', 'text')]
    const plan = planPaste(
      [
        ['Chỉ tiêu b', 'VNPT'],
        ['Chỉ tiêu a', 'iGate'],
      ],
      form,
      { row: 0, field: 'words' },
    )
    expect(plan).toMatchObject({ byName: true, faults: [] })
    expect(plan.writes).toEqual([
      { slot: 'b', field: 'words', text: 'VNPT' },
      { slot: 'a', field: 'words', text: 'iGate' },
    ])
  })

  test('keeps the lines of an answer, makes one line of a note, and leaves out what is too long', () => {
    const form = [row('a', 'text'), row('b', 'ratio'), row('c', 'text')]
    const plan = planPaste([['dòng 1\ndòng 2'], ['5'], ['x'.repeat(2001)]], form, at(0))
    expect(plan.writes.map(({ text: said }) => said)).toEqual(['dòng 1\ndòng 2', '5'])
    expect(plan.faults.map(({ why }) => why)).toEqual(['wordsTooLong'])
  })

  test('comes off the clipboard with the lines that its cells have, and not those of the markup', () => {
    expect(rowsOfHtml('<table><tr><td>đang dùng\r\n  iGate<br>bản 2</td></tr></table>')).toEqual([['đang dùng iGate\nbản 2']])
    expect(rowsOfText('"dòng 1\ndòng 2"\t5\r\n')).toEqual([['dòng 1\ndòng 2', '5']])
  })
})
