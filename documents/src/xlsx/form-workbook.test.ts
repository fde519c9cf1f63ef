import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { openXlsx, readXlsx, saveXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { formOfAllUnits, formOfWard7 } from './form-workbook.test-data.ts'
import { writeFormWorkbook } from './form-workbook.ts'
import { faultsSheetName, markFaults } from './mark-faults.ts'
import type { FaultMark } from './mark-faults.ts'
import { readFormWorkbook } from './read-form-workbook.ts'
import type { FilledWorkbook } from './read-form-workbook.ts'

const ofWard = await writeFormWorkbook(formOfWard7)
const ofAll = await writeFormWorkbook(formOfAllUnits)

const read = async (bytes: Uint8Array): Promise<FilledWorkbook> => {
  const reading = await readFormWorkbook(bytes)
  if ('refused' in reading) throw new Error(`the workbook was refused: ${reading.refused}`)
  return reading
}
const figuresOf = ({ rows }: FilledWorkbook) =>
  rows.map(({ line, numerator, denominator, note }) => [line?.report, line?.position, numerator, denominator, note])
const partOf = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array())

const asWritten = [
  [0, 0, { number: '412' }, { number: '655' }, null],
  [0, 1, null, null, null],
  [0, 2, 'Đã triển khai', null, null],
  [0, 3, null, null, 'đang lắp thiết bị'],
  [0, 4, null, null, null],
]

describe('the form of a unit', () => {
  test('comes back as it was written, with its stamp; a missing figure is an empty cell', async () => {
    const reading = await read(ofWard)
    expect(JSON.parse(reading.stamp)).toEqual(formOfWard7.stamp)
    expect(figuresOf(reading)).toEqual(asWritten)
  })

  test('is the same bytes for the same form', async () => {
    expect(Buffer.compare(await writeFormWorkbook(formOfWard7), ofWard)).toBe(0)
  })

  test('says what the indicator is, what is asked and what was reported before', async () => {
    const [sheet] = (await readXlsx(ofWard)).sheets
    expect(sheet?.rows[6]?.slice(1)).toEqual([
      '1.1',
      'Tỷ lệ hồ sơ thanh toán trực tuyến\n(tử số: số hồ sơ thanh toán trực tuyến; mẫu số: tổng số hồ sơ thanh toán)',
      '%',
      '85%',
      '23.391/23.802\n98,27%',
      412,
      655,
      0.629,
      null,
    ])
    expect(sheet?.rows[9]?.slice(1, 7)).toEqual([
      '2.1',
      'Số phường, xã có điểm cầu truyền hình',
      'phường, xã',
      'Đã triển khai',
      'Chưa',
      'Đã triển khai',
    ])
    expect(sheet?.rows[11]?.slice(4, 6)).toEqual(['quý II/2024', '–'])
  })

  test('only its yellow cells can be typed in, a yes or no from a list, and the heads explain themselves', async () => {
    const [sheet] = (await readXlsx(ofWard, { readStyles: true })).sheets
    const open = [...(sheet?.cells ?? [])].filter(([, { style }]) => style?.protection?.locked === false).map(([key]) => key)
    expect(sheet?.protection).toMatchObject({ sheet: true })
    expect(open).toEqual(['6,6', '6,7', '6,9', '7,6', '7,9', '9,6', '9,9', '11,6', '11,9', '13,6', '13,7', '13,9'])
    expect(sheet?.dataValidations).toMatchObject([
      { type: 'list', values: ['Đã triển khai', 'Chưa'], range: 'G10 G12' },
      { type: 'decimal', range: 'G7:G8 G14 H7 H14' },
    ])
    expect(sheet?.cells?.get('4,6')?.comment?.text).toContain('để trống, không ghi 0')
  })

  test('prints its head on every page, fits the page, and keeps its heads and names in sight', () => {
    expect(partOf(ofWard, 'xl/worksheets/sheet1.xml')).toMatch(/<pane [^>]*xSplit="3"[^>]*ySplit="5"/u)
    expect(partOf(ofWard, 'xl/workbook.xml').replaceAll('&apos;', "'")).toContain(`'Số liệu'!$5:$5</definedName>`)
    expect(partOf(ofWard, 'xl/workbook.xml')).toContain('state="veryHidden"')
  })

  test('an amount beyond what a spreadsheet keeps exactly comes back whole', async () => {
    const [unit] = formOfWard7.units
    const vast = { ...unit?.lines[1], numerator: '1234567890123456789' } as NonNullable<typeof unit>['lines'][number]
    const bytes = await writeFormWorkbook({ ...formOfWard7, units: [{ name: '', state: '', lines: [vast] }] })
    expect((await read(bytes)).rows[0]?.numerator).toBe('1.234.567.890.123.456.789')
  })
})

describe('the form of all units', () => {
  test('has the lines of every unit that still reports, and says where they are', async () => {
    const reading = await read(ofAll)
    expect(figuresOf(reading)).toEqual([...asWritten, ...asWritten.map(([, ...rest]) => [1, ...rest])])
    const [units] = (await readXlsx(ofAll, { readStyles: true })).sheets
    expect(units?.rows.slice(5).map((row) => row.slice(1))).toEqual([
      ['UBND Phường 5', 'Đang nhập', 2, 5],
      ['UBND Phường 6', 'Đã nộp', null, null],
      ['UBND Phường 7', 'Bị trả lại', 2, 5],
    ])
    expect(units?.cells?.get('7,1')?.hyperlink?.location).toBe("'Số liệu'!D11")
    expect(units?.cells?.get('7,3')?.formula).toBe("COUNTA('Số liệu'!H11:H15)")
  })

  test('forty units keep their stamp in properties of 250 letters', async () => {
    const reports = Array.from({ length: 40 }, (_, index) => ({
      reportId: `0d1f6c1e-5a44-4f2c-8a7d-7d9c3f8f${String(index).padStart(4, '0')}`,
      unit: `UBND Phường ${index}`,
      form: 'abc123',
      revisions: Array.from({ length: 41 }, () => index),
    }))
    const bytes = await writeFormWorkbook({ ...formOfAllUnits, stamp: { ...formOfAllUnits.stamp, reports } })
    const custom = (await readXlsx(bytes)).properties?.custom ?? {}
    expect(Math.max(...Object.values(custom).map((piece) => String(piece).length))).toBe(250)
    expect(JSON.parse((await read(bytes)).stamp)).toMatchObject({ reports })
  })
})

/** What hands and programmes do to a workbook before it comes home. */
async function changed(bytes: Uint8Array, change: (workbook: Awaited<ReturnType<typeof openXlsx>>) => void): Promise<Uint8Array> {
  const workbook = await openXlsx(bytes, { readStyles: true })
  change(workbook)
  return saveXlsx(workbook)
}

describe('a workbook that comes home', () => {
  // Typed in and saved again by LibreOffice 7.4 and by openpyxl 3.1: 90 and "1.2a" of ward 7, "1.000,5" as words, a formula.
  test.each(['libreoffice', 'openpyxl'])('is known again after %s has saved it', async (program) => {
    const reading = await read(readFileSync(new URL(`./form-workbook.${program}.test-data.xlsx`, import.meta.url)))
    expect(JSON.parse(reading.stamp)).toEqual(formOfWard7.stamp)
    expect(figuresOf(reading)).toEqual([
      [0, 0, { number: '90' }, '1.2a', null],
      [0, 1, '1.000,5', null, 'theo sổ'],
      [0, 2, null, null, null],
      [0, 3, 'Chưa', null, 'đang lắp thiết bị'],
      [0, 4, program === 'libreoffice' ? { number: '12.5' } : { error: '=10+2.5' }, { number: '130' }, null],
    ])
  })

  test('is known by what is left of its stamp, and not where the two halves contradict each other', async () => {
    const withoutSheet = await changed(ofWard, (workbook) => (workbook.sheets = workbook.sheets.filter(({ name }) => name !== 'haidang')))
    expect(JSON.parse((await read(withoutSheet)).stamp)).toEqual(formOfWard7.stamp)
    const contradicting = await changed(ofWard, ({ sheets }) =>
      (sheets.find(({ name }) => name === 'haidang')?.rows ?? [])[1]?.splice(0, 1, '{}'),
    )
    expect(await readFormWorkbook(contradicting)).toEqual({ refused: 'notAForm' })
  })

  test('any other workbook is no form', async () => {
    const bare = await changed(ofWard, (workbook) => (workbook.sheets = [{ name: 'Bảng', rows: [['a']] }]))
    expect(await readFormWorkbook(bare)).toEqual({ refused: 'notAForm' })
    expect(await readFormWorkbook(new TextEncoder().encode('a,b'))).toEqual({ refused: 'notASpreadsheet' })
  })

  test('words in a row of nobody are told; empty rows are not', async () => {
    const more = await changed(ofWard, ({ sheets: [sheet] }) => {
      while ((sheet?.rows.length ?? 99) < 20) sheet?.rows.push([])
      sheet?.rows.push([null, null, null, null, null, null, 77])
    })
    expect((await read(more)).rows.at(-1)).toMatchObject({ row: 20, line: undefined, numerator: { number: '77' } })
  })
})

describe('faults written into it', () => {
  const fault = (row: number, column: number, sentence: string): FaultMark => ({
    row,
    column,
    unit: 'UBND Phường 7',
    indicator: 'Tỷ lệ hồ sơ thanh toán trực tuyến',
    text: '1.2a',
    sentence,
  })
  const returned = readFileSync(new URL('./form-workbook.libreoffice.test-data.xlsx', import.meta.url))

  test('stand at their cells and on a first sheet that leads there; what was typed stays', async () => {
    const marked = await markFaults(returned, 'Số liệu', [fault(6, 7, '"1.2a" không phải là số.')])
    const workbook = await readXlsx(marked, { readStyles: true })
    const [faults, figures] = workbook.sheets
    expect(faults?.name).toBe(faultsSheetName)
    expect(faults?.rows[2]).toEqual(['H7', 'Tỷ lệ hồ sơ thanh toán trực tuyến', '1.2a', '"1.2a" không phải là số.'])
    expect(faults?.cells?.get('2,0')?.hyperlink?.location).toBe("'Số liệu'!H7")
    const cell = figures?.cells?.get('6,7')
    expect(cell).toMatchObject({ value: '1.2a', comment: { text: 'Cần sửa: "1.2a" không phải là số.' } })
    expect(cell?.style).toMatchObject({ fill: { fgColor: { rgb: 'FFC7CE' } }, protection: { locked: false } })
    expect(figuresOf(await read(marked))).toEqual(figuresOf(await read(returned)))
    expect(figures?.dataValidations).toHaveLength(2)
    expect(figures?.protection).toMatchObject({ sheet: true })
  })

  test('an earlier look’s marks go with the next one, and the stamp stays', async () => {
    const first = await markFaults(returned, 'Số liệu', [fault(6, 7, 'một'), fault(7, 6, 'hai')])
    const second = await markFaults(first, 'Số liệu', [fault(7, 6, 'ba')])
    const workbook = await readXlsx(second, { readStyles: true })
    expect(workbook.sheets.map(({ name }) => name)).toEqual([faultsSheetName, 'Số liệu', 'haidang'])
    expect(workbook.sheets[0]?.rows).toHaveLength(3)
    expect(workbook.sheets[1]?.cells?.get('6,7')?.comment).toBeUndefined()
    expect(workbook.sheets[1]?.cells?.get('6,7')?.style?.fill).toMatchObject({ fgColor: { rgb: 'FFF8DC' } })
    expect(workbook.sheets[1]?.cells?.get('4,6')?.comment?.text).toContain('Chỉ tiêu tỷ lệ')
    expect(JSON.parse((await read(second)).stamp)).toEqual(formOfWard7.stamp)
  })

  test('the titles of its pages keep their quotation marks, without which Excel takes it for damaged', async () => {
    const marked = await markFaults(ofWard, 'Số liệu', [fault(6, 7, 'một')])
    expect(partOf(marked, 'xl/workbook.xml').replaceAll('&apos;', "'")).toContain(`>'Số liệu'!$5:$5</definedName>`)
  })
})
