import { systemInUse } from '@haidang/domain/indicators/indicators.test-data'
import { consolidate } from '@haidang/domain/consolidation/consolidate'
import { input } from '@haidang/domain/consolidation/consolidation.test-data'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { checkDecree30 } from '../decree30/check-report.ts'
import { readPaper } from '../decree30/read-paper.ts'
import { writeReportDocx } from '../decree30/write-report.ts'
import { formOfWard7, linesOfWard } from './form-workbook.test-data.ts'
import { writeFormWorkbook } from './form-workbook.ts'
import { readFormWorkbook } from './read-form-workbook.ts'
import { writeAnnexXlsx } from './write-annex.ts'

const said = 'Đang dùng "VNPT iGate" & <bản 2.0>\n=1+1'
const [answered] = input.reports.filter(({ approved }) => approved !== undefined)
const report = consolidate({
  ...input,
  indicators: [...input.indicators, systemInUse],
  assignments: [...input.assignments, ...input.units.map(({ id }) => ({ indicatorId: systemInUse.id, unitId: id }))],
  reports: input.reports.map((one) =>
    one.approved !== undefined && one === answered
      ? { ...one, approved: { ...one.approved, figures: { ...one.approved.figures, [systemInUse.id]: { words: said } } } }
      : one,
  ),
})
const name = report.units.find(({ id }) => id === answered?.unitId)?.shortName ?? ''
const share = `1/${report.units.length} đơn vị đã trả lời`

describe('the consolidated report', () => {
  test('counts who answered in the table of the city, and has the words of each unit under the indicator', async () => {
    const { sections } = readPaper(await writeReportDocx(report))
    const blocks = sections.flatMap((section) => section.blocks)
    const tables = blocks
      .filter((block) => block.kind === 'table')
      .map(({ rows }) => rows.map((row) => row.map(({ paragraphs }) => paragraphs.map(({ text }) => text).join('\n'))))
    const cityRow = tables.flat().find((row) => row[1] === systemInUse.name)
    expect(cityRow?.slice(3)).toEqual(['–', '', share, '', `1/${report.units.length}`])
    const answers = tables.find(([head]) => head?.[2] === 'Câu trả lời')
    expect(answers).toHaveLength(1 + report.units.length)
    expect(answers?.filter((row) => row[2] !== '–').slice(1)).toEqual([[expect.any(String), name, said]])
    const captions = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
    expect(captions).toContain(`Biểu 3.1. ${systemInUse.name} (chỉ tiêu ${report.indicators.length}): ${share}`)
    expect(
      captions.some((text) => text.startsWith('Chỉ tiêu trả lời bằng lời (1):') || text.startsWith('Chỉ tiêu trả lời bằng lời (01):')),
    ).toBe(true)
    expect(checkDecree30(await writeReportDocx(report))).toEqual([])
  })

  test('is the same bytes again', async () => {
    expect(Buffer.compare(await writeReportDocx(report), await writeReportDocx(report))).toBe(0)
  })

  test('has the words as text in a sheet of their own; a silent unit has an empty cell', async () => {
    const sheet = (await readXlsx(await writeAnnexXlsx(report))).sheets.find((one) => one.name === 'Trả lời bằng lời')
    const rows = sheet?.rows.slice(4) ?? []
    expect(rows).toHaveLength(report.units.length)
    expect(rows.map((row) => row[3] ?? null).filter((cell) => cell !== null)).toEqual([said])
  })
})

describe('the form of a unit', () => {
  const stamp = { ...formOfWard7.stamp, reports: formOfWard7.stamp.reports.map((one) => ({ ...one, revisions: [2, 0, 1, 1, 0, 3] })) }
  const formWith = (words: string | undefined) => {
    const line = {
      indicator: systemInUse,
      previous: { words: 'iGate 1.0' },
      numerator: null,
      denominator: null,
      note: '',
      ...(words === undefined ? {} : { words }),
    }
    return { ...formOfWard7, stamp, units: formOfWard7.units.map((unit) => ({ ...unit, lines: [...linesOfWard, line] })) }
  }

  test.each([[said], ['0'], ['12,5'], [undefined]])('comes back with the answer as it was: %j', async (words) => {
    const reading = await readFormWorkbook(await writeFormWorkbook(formWith(words)))
    if ('refused' in reading) throw new Error(reading.refused)
    expect(reading.rows.at(-1)).toMatchObject({ line: { report: 0, position: 5 }, numerator: words ?? null, denominator: null })
  })
})
