import { describe, expect, test } from 'vitest'
import { typedSheetLimits } from '../xlsx/read-typed-sheets.ts'
import { readTypedLines } from './read-typed-lines.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const rowsOf = (bytes: Uint8Array) => {
  const reading = readTypedLines(bytes)
  return 'sheets' in reading ? reading.sheets.map(({ rows }) => rows) : reading
}

describe('a table of plain lines', () => {
  test('is read as Vietnamese Excel writes it, and as others do', () => {
    const rows = [
      ['Đơn vị', 'Số'],
      ['Phường 5', '1.234,5'],
    ]
    expect(rowsOf(bytesOf('\uFEFFĐơn vị;Số\r\nPhường 5;1.234,5\r\n'))).toEqual([rows])
    expect(rowsOf(bytesOf('Đơn vị,Số\nPhường 5,"1.234,5"'))).toEqual([rows])
    expect(rowsOf(new Uint8Array(Buffer.from('\uFEFFĐơn vị\tSố\r\nPhường 5\t1.234,5', 'utf16le')))).toEqual([rows])
  })

  test('that is none, or is more than a table, is refused', () => {
    expect(rowsOf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toEqual({ refused: 'notASpreadsheet' })
    expect(rowsOf(bytesOf('"a'))).toEqual({ refused: 'notASpreadsheet' })
    expect(rowsOf(bytesOf('a\n'.repeat(typedSheetLimits.maxRows + 1)))).toEqual({ refused: 'tooManyRows' })
    expect(rowsOf(bytesOf(','.repeat(typedSheetLimits.maxColumns)))).toEqual({ refused: 'tooManyColumns' })
  })
})
