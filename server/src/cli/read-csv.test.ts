import { describe, expect, test } from 'vitest'
import { readCsv } from './read-csv.ts'

const cells = (text: string, ...columns: readonly string[]) => [...readCsv(text, columns)].map((row) => row.cells)

describe('a CSV list', () => {
  test.each([
    ['comma', 'unit,value\nPhường 5,1\n'],
    ['semicolon, as Excel writes it in Vietnam', 'unit;value\r\nPhường 5;1\r\n'],
    ['tab', 'unit\tvalue\nPhường 5\t1'],
    ['a byte order mark and decomposed letters', '\uFEFFunit,value\nPhường 5,1\n'.normalize('NFD')],
  ])('is read with %s', (_, text) => {
    expect(cells(text, 'unit', 'value')).toEqual([['Phường 5', '1']])
  })

  test('may quote a separator, a line break and a quotation mark, and rows still know their line', () => {
    const text = 'unit,note\n"Phường 5, cũ","hai\ndòng và ""ngoặc"""\n\nPhường 7,\n'
    expect([...readCsv(text, ['unit', 'note'])]).toEqual([
      { line: 2, cells: ['Phường 5, cũ', 'hai\ndòng và "ngoặc"'] },
      { line: 5, cells: ['Phường 7', ''] },
    ])
  })

  test('keeps an empty last cell, with and without a line break behind it', () => {
    expect(cells('a,b\n1,', 'b', 'a')).toEqual([['', '1']])
    expect(cells('a,b\n1,\n', 'a', 'b')).toEqual([['1', '']])
  })

  test('says which column its head lacks', () => {
    expect(() => [...readCsv('unit,period\nx,y\n', ['unit', 'period', 'numerator'])]).toThrow('numerator')
  })

  test('says which quotation mark is not closed', () => {
    expect(() => [...readCsv('a,b\n1,2\n3,"four\n', ['a'])]).toThrow('Dòng 3')
  })
})
