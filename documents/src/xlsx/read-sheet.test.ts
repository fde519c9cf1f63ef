import { strToU8, unzipSync, zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { readSheet, usualSheetLimits } from './read-sheet.ts'

const small = await writeXlsx({
  sheets: [
    { name: 'Số liệu', rows: [['Đơn vị', 'Tử số'], [], ['Phường 5', 0], ['Phường 7', null], ['Phường 8', 98.27]] },
    { name: 'Ghi chú', rows: [['một']] },
  ],
})

describe('reading a sheet that somebody uploads', () => {
  test('nought, nothing and a figure are three different things, and an empty row keeps its place', async () => {
    const reading = await readSheet(small)
    const rows = 'rows' in reading ? reading.rows.map(([name = null, value = null]) => [name, value]) : []
    expect(rows).toEqual([
      ['Đơn vị', 'Tử số'],
      [null, null],
      ['Phường 5', 0],
      ['Phường 7', null],
      ['Phường 8', 98.27],
    ])
  })

  test('a sheet is found by its name or its place', async () => {
    expect(await readSheet(small, usualSheetLimits, 'Ghi chú')).toEqual({ rows: [['một']] })
    expect(await readSheet(small, usualSheetLimits, 1)).toEqual({ rows: [['một']] })
    expect(await readSheet(small, usualSheetLimits, 'Phụ lục')).toEqual({ refused: 'noSuchSheet' })
    expect(await readSheet(small, usualSheetLimits, 2)).toEqual({ refused: 'noSuchSheet' })
  })

  test('too many rows, columns or bytes are refused', async () => {
    expect(await readSheet(small, { ...usualSheetLimits, maxRows: 4 })).toEqual({ refused: 'tooManyRows' })
    expect(await readSheet(small, { ...usualSheetLimits, maxColumns: 1 })).toEqual({ refused: 'tooManyColumns' })
    const bomb = zipSync({ ...unzipSync(small), 'xl/worksheets/sheet1.xml': [strToU8(' '.repeat(70 * 1024 * 1024)), { level: 6 }] })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await readSheet(bomb)).toEqual({ refused: 'tooManyBytes' })
  })

  test.each([
    ['text', strToU8('Đơn vị;Tử số')],
    ['nothing', new Uint8Array()],
    ['an archive of something else', zipSync({ 'a.txt': strToU8('a') })],
    ['a cut file', small.slice(0, small.length / 2)],
    ['a workbook that is not XML', zipSync({ 'xl/workbook.xml': strToU8('<workbook><') })],
  ])('%s is not a spreadsheet', async (_, bytes) => {
    expect(await readSheet(bytes)).toEqual({ refused: 'notASpreadsheet' })
  })
})
