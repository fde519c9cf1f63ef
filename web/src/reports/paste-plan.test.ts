import { describe, expect, test } from 'vitest'
import { isSingleCell, readBlock, rowsOfHtml, rowsOfText } from './clipboard-block.ts'
import { planPaste } from './paste-plan.ts'
import type { FormRow } from './paste-plan.ts'

const form: readonly FormRow[] = [
  { slot: 'online', name: 'Hồ sơ trực tuyến từ xa', kind: 'ratio' },
  { slot: 'payment', name: 'Thanh toán trực tuyến', kind: 'ratio' },
  { slot: 'shops', name: 'Số cửa hàng có mã QR', kind: 'count' },
  { slot: 'rooms', name: 'Điểm cầu họp trực tuyến', kind: 'unitCount' },
]
const start = { row: 0, field: 'numerator' } as const
const block = (text: string) => readBlock({ text, html: '' })

describe('reading the clipboard', () => {
  test('the last line break of Excel is not an empty row', () => {
    expect(rowsOfText('412\t655\r\n7\t9\r\n')).toEqual([
      ['412', '655'],
      ['7', '9'],
    ])
  })

  test('a quoted cell keeps its tab, its line break and its quote together', () => {
    expect(rowsOfText('"Phường\n7"\t"nói ""có"""\t"a\tb"')).toEqual([['Phường\n7', 'nói "có"', 'a b']])
  })

  test('merged cells of an HTML table give their text once and keep the places after them', () => {
    const html = `<html><body><table><tr><td colspan=2 style='x'>S&#7889; li&#7879;u</td></tr><tr><td rowspan="2">1&nbsp;234,5</td><td>2</td></tr><tr><td>3</td></tr></table>`
    expect(rowsOfHtml(html)).toEqual([
      ['Số liệu', ''],
      ['1 234,5', '2'],
      ['', '3'],
    ])
  })

  test('rows of different length are filled up with blanks', () => {
    expect(block('1\t2\n3')).toEqual([
      ['1', '2'],
      ['3', ''],
    ])
  })

  test('one number is not a block', () => {
    expect(isSingleCell(block('412\r\n'))).toBe(true)
    expect(isSingleCell(block('412\t1'))).toBe(false)
  })
})

describe('placing a block', () => {
  test('numbers are read the Vietnamese way and a blank cell leaves what stands there', () => {
    const plan = planPaste(block('1.234,5\t2.000\n\t655\n'), form, start)
    expect(plan.writes).toEqual([
      { slot: 'online', field: 'numerator', text: '1.234,5' },
      { slot: 'online', field: 'denominator', text: '2.000' },
      { slot: 'payment', field: 'denominator', text: '655' },
    ])
    expect(plan.blanks).toBe(1)
    expect(plan.faults).toEqual([])
  })

  test('a block starts at the chosen cell', () => {
    const plan = planPaste(block('85'), form, { row: 1, field: 'denominator' })
    expect(plan.writes).toEqual([{ slot: 'payment', field: 'denominator', text: '85' }])
  })

  test('a blank first row keeps its place: no figure slips a row up', () => {
    const plan = planPaste(block('\t\n7\t9\n'), form, start)
    expect(plan.writes.map(({ slot }) => slot)).toEqual(['payment', 'payment'])
    expect(plan.headLines).toBe(0)
  })

  test('a cell that is not a number is reported by line and column and nothing else is lost', () => {
    const plan = planPaste(block('khoảng 400\t655\n7\t9\n'), form, start)
    expect(plan.faults).toEqual([{ why: 'notANumber', line: 1, column: 1, name: 'Hồ sơ trực tuyến từ xa', text: 'khoảng 400' }])
    expect(plan.writes).toHaveLength(3)
  })

  test('a merged head row is recognised and the figures below begin at the chosen cell', () => {
    const plan = planPaste(block('Số liệu tháng 5\t\nTử số\tMẫu số\n412\t655\n'), form, start)
    expect(plan.headLines).toBe(2)
    expect(plan.writes).toEqual([
      { slot: 'online', field: 'numerator', text: '412' },
      { slot: 'online', field: 'denominator', text: '655' },
    ])
  })

  test('rows with names go to the indicators of those names, in whatever order and accents', () => {
    const plan = planPaste(block('Chỉ tiêu\tTử số\tMẫu số\nThanh toan truc tuyen\t7\t9\nHồ sơ trực tuyến từ xa\t412\t655\n'), form, {
      row: 3,
      field: 'denominator',
    })
    expect(plan.byName).toBe(true)
    expect(plan.writes.map(({ slot, field, text }) => `${slot} ${field} ${text}`)).toEqual([
      'payment numerator 7',
      'payment denominator 9',
      'online numerator 412',
      'online denominator 655',
    ])
  })

  test('a computed third column is left out: the result is computed here', () => {
    const plan = planPaste(block('412\t655\t62,90%\n7\t9\t77,78%\n'), form, start)
    expect(plan.resultColumns).toBe(1)
    expect(plan.writes).toHaveLength(4)
  })

  test('a denominator for a row that has none is reported', () => {
    const plan = planPaste(block('1\t2\n3\t4\n5\t6\n'), form, start)
    expect(plan.faults).toEqual([{ why: 'noSuchCell', line: 3, column: 2, name: 'Số cửa hàng có mã QR', text: '6' }])
  })

  test('cells below the last row are reported, not dropped in silence', () => {
    const plan = planPaste(block('1\n2\n'), form, { row: 3, field: 'numerator' })
    expect(plan.writes).toEqual([{ slot: 'rooms', field: 'numerator', text: '1' }])
    expect(plan.faults).toMatchObject([{ why: 'beyondTheForm', line: 2, text: '2' }])
  })

  test('yes and no are read as people write them', () => {
    const at = { row: 3, field: 'numerator' } as const
    expect(planPaste([['Đã triển khai']], form, at).writes[0]?.text).toBe('1')
    expect(planPaste([['chưa']], form, at).writes[0]?.text).toBe('0')
    expect(planPaste([['12']], form, at).faults[0]?.why).toBe('notYesOrNo')
  })

  test('a sheet that clearly writes 1,234.5 is read so, and says so; a doubtful one is read the Vietnamese way', () => {
    const plan = planPaste(block('1,234.5\t2,000\n'), form, start)
    expect(plan.english).toBe(true)
    expect(plan.writes.map(({ text }) => text)).toEqual(['1.234,5', '2.000'])
    expect(planPaste(block('2.000\t3.000\n'), form, start).english).toBe(false)
  })
})
