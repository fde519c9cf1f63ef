import { strToU8, unzipSync, zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import type { Cell } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { readTypedSheets, typedSheetLimits } from './read-typed-sheets.ts'

const cells = new Map<string, Partial<Cell>>([
  ['0,1', { value: 0.9827, style: { numFmt: '0.00%' } }],
  ['0,2', { value: 3, style: { numFmt: '#,##0" %"' } }],
  ['1,0', { value: new Date('2024-05-12T00:00:00Z'), style: { numFmt: 'dd/mm/yyyy' } }],
  ['1,1', { value: '#REF!', type: 'error' }],
  ['1,2', { value: null, formula: 'A1+1' }],
  ['2,0', { value: null, formula: 'A1+1', formulaResult: 413 }],
])
const rows = [
  [412, 0.9827, 3, 0.1 + 0.2],
  [new Date('2024-05-12T00:00:00Z'), '#REF!', null, ' 1.234,5 '],
  [null, null, true, 1e300, 5e-7, -1234.5, 0],
]
const workbook = await writeXlsx({
  sheets: [
    { name: 'Số liệu', rows, cells },
    { name: 'dấu', rows: [['x']], veryHidden: true },
  ],
  properties: { custom: { 'dau-1': 'abc' } },
})

describe('a workbook that somebody filled in', () => {
  test('each cell is what it is seen as', async () => {
    const reading = await readTypedSheets(workbook)
    const [sheet] = 'sheets' in reading ? reading.sheets : []
    expect(sheet?.rows.map((row) => row.filter((cell) => cell !== null))).toEqual([
      [{ number: '412' }, { number: '0.9827', isPercent: true }, { number: '3' }, { number: '0.3' }],
      [{ date: '2024-05-12' }, { error: '#REF!' }, { error: '=A1+1' }, ' 1.234,5 '],
      [{ number: '413' }, 'TRUE', { number: '1'.padEnd(301, '0') }, { number: '0.0000005' }, { number: '-1234.5' }, { number: '0' }],
    ])
  })

  test('hidden sheets and properties are told', async () => {
    const reading = await readTypedSheets(workbook)
    expect('sheets' in reading && reading.sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ['Số liệu', false],
      ['dấu', true],
    ])
    expect('properties' in reading && reading.properties).toEqual({ 'dau-1': 'abc' })
  })
})

describe('a hostile one is refused', () => {
  const withSheet = (xml: string) => zipSync({ ...unzipSync(workbook), 'xl/worksheets/sheet1.xml': [strToU8(xml), { level: 6 }] })

  test('that unpacks to more than it may', async () => {
    const bomb = withSheet(' '.repeat(typedSheetLimits.maxUnpackedBytes + 1))
    expect(bomb.length).toBeLessThan(200_000)
    expect(await readTypedSheets(bomb)).toEqual({ refused: 'tooManyBytes' })
  })

  test('of two cells in its farthest corners', async () => {
    const corners = `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`
    expect(await readTypedSheets(withSheet(corners))).toHaveProperty('refused')
  })

  test('of too many rows, columns or sheets', async () => {
    expect(await readTypedSheets(workbook, { ...typedSheetLimits, maxRows: 2 })).toEqual({ refused: 'tooManyRows' })
    expect(await readTypedSheets(workbook, { ...typedSheetLimits, maxColumns: 3 })).toEqual({ refused: 'tooManyColumns' })
    expect(await readTypedSheets(workbook, { ...typedSheetLimits, maxSheets: 1 })).toEqual({ refused: 'tooManySheets' })
  })

  test.each([
    ['text', strToU8('Đơn vị;Tử số')],
    ['nothing', new Uint8Array()],
    ['a cut file', workbook.slice(0, workbook.length / 2)],
    ['a sheet that is not XML', withSheet('<worksheet><sheetData><row')],
  ])('that is %s', async (_, bytes) => {
    expect(await readTypedSheets(bytes)).toEqual({ refused: 'notASpreadsheet' })
  })
})
