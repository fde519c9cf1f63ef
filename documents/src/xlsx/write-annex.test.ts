import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { sampleReport } from '../decree30/sample-report.test-data.ts'
import { readSheet, usualSheetLimits } from './read-sheet.ts'
import type { SheetValue } from './read-sheet.ts'
import { writeAnnexXlsx } from './write-annex.ts'

const report = sampleReport()
const bytes = await writeAnnexXlsx(report)

async function rowsOf(sheet: number): Promise<readonly (readonly SheetValue[])[]> {
  const reading = await readSheet(bytes, usualSheetLimits, sheet)
  if ('refused' in reading) throw new Error(`the workbook was refused: ${reading.refused}`)
  return reading.rows
}

const fixed = 11
const perUnit = 5
/** To the digits that the paper shows; a percentage is a fraction in the sheet. */
const expected = (quantity: string | null, digits: number, isPercent: boolean): SheetValue => {
  if (quantity === null) return null
  const rounded = Number(
    new Intl.NumberFormat('en', { maximumFractionDigits: digits, useGrouping: false, roundingMode: 'halfExpand' }).format(
      quantity as Intl.StringNumericLiteral,
    ),
  )
  return isPercent ? Number((rounded / 100).toFixed(digits + 2)) : rounded
}

const milestone = { reached: 'Hoàn thành', notReached: 'Chưa hoàn thành', noData: null } as const

describe('the annex as numbers', () => {
  test('every figure of the snapshot is a number in its cell, and a missing one an empty cell', async () => {
    const rows = await rowsOf(0)
    const byOrder = new Map(rows.map((row) => [row[0], row]))
    let compared = 0
    for (const indicator of report.indicators) {
      const row = byOrder.get(indicator.order) ?? []
      const isPercent = indicator.unitOfMeasure === '%'
      expect(row[1]).toBe(indicator.name)
      expect([row[5] ?? null, row[6] ?? null, row[7] ?? null]).toEqual([
        expected(indicator.cityNumerator, 20, false),
        expected(indicator.cityDenominator, 20, false),
        indicator.kind === 'milestone' ? milestone[indicator.cityAttainment] : expected(indicator.cityResult, indicator.digits, isPercent),
      ])
      report.units.forEach((unit, index) => {
        const value = indicator.units.find(({ unitId }) => unitId === unit.id)
        const [target = null, numerator = null, denominator = null, result = null] = row.slice(fixed + index * perUnit)
        expect([target, numerator, denominator, result], `${indicator.name}, ${unit.name}`).toEqual([
          expected(value?.target ?? null, 20, isPercent),
          expected(value?.numerator ?? null, 20, false),
          expected(value?.denominator ?? null, 20, false),
          expected(value?.result ?? null, indicator.digits, isPercent),
        ])
        compared += value === undefined ? 0 : 1
      })
    }
    expect(compared).toBeGreaterThan(900)
  })

  test('a missing cell is empty and marked; a percentage shows its declared digits', async () => {
    const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets
    const missingUnit = report.units.findIndex(({ id }) => id === report.missingUnits.at(-1))
    const rowIndex = sheet?.rows.findIndex(([order]) => order === 1) ?? -1
    const missing = sheet?.cells?.get(`${rowIndex},${fixed + missingUnit * perUnit + 3}`)
    expect(missing?.value ?? null).toBeNull()
    expect(missing?.style?.fill).toMatchObject({ pattern: 'lightUp' })
    expect(sheet?.cells?.get(`${rowIndex},7`)?.style?.numFmt).toBe('0.00%')
  })

  test('the tasks and the silent units have sheets of their own', async () => {
    const tasks = await rowsOf(1)
    expect(tasks.filter((row) => typeof row[0] === 'number').map((row) => row[1])).toEqual(report.tasks.map(({ text }) => text))
    expect(tasks.find((row) => row[1] === 'Tỷ lệ hoàn thành nhiệm vụ đến hạn')?.[2]).toBe(Number(report.taskCounts.dueCompletionRate) / 100)
    const silent = await rowsOf(2)
    expect(silent.filter((row) => row[2] === 'Chưa gửi báo cáo').map((row) => row[1])).toEqual([
      'Phòng Tài nguyên và Môi trường',
      'Ban Chỉ huy Quân sự Thành phố',
      'Ủy ban nhân dân Phường Rạch Dừa',
    ])
  })

  test('it prints across, with its head on every page and its first columns in sight', () => {
    const parts = unzipSync(bytes)
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    const workbook = strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())
    expect(sheet).toMatch(/<pane [^>]*xSplit="2"[^>]*ySplit="5"|<pane [^>]*ySplit="5"[^>]*xSplit="2"/)
    expect(sheet).toContain('orientation="landscape"')
    expect(workbook.replaceAll('&apos;', "'")).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Phụ lục I'!$A:$B,'Phụ lục I'!$4:$5</definedName>`,
    )
  })

  test('a printed page holds whole units, and a row is as high as its words', () => {
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    const breaks = [...sheet.matchAll(/<brk id="(\d+)"/g)].map(([, id]) => Number(id))
    expect(breaks).toHaveLength(10)
    expect(breaks.filter((column) => (column - fixed) % perUnit !== 0)).toEqual([])

    const tasks = strFromU8(unzipSync(bytes)['xl/worksheets/sheet2.xml'] ?? new Uint8Array())
    const long = report.tasks.filter(({ text }) => text.length > 130).length
    const high = [...tasks.matchAll(/<row r="\d+" ht="([\d.]+)"/g)].filter(([, height]) => Number(height) >= 30)
    expect(high.length).toBeGreaterThanOrEqual(long)
  })

  test('an amount beyond what a spreadsheet keeps exactly stays text', async () => {
    const [first] = report.indicators
    if (first === undefined) throw new Error('the sample has no indicator')
    const vast = { ...first, cityNumerator: '1234567890123456789', units: [] }
    const reading = await readSheet(await writeAnnexXlsx({ ...report, indicators: [vast] }))
    expect('rows' in reading && reading.rows.flat()).toContain('1234567890123456789')
  })
})
