import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ConsolidatedReport, IndicatorResult, Quantity } from '@haidang/domain/consolidation/consolidated-report'
import { describe, expect, test } from 'vitest'
import type { PaperCell, PaperSection, PaperTable } from './paper.ts'
import { readPaper } from './read-paper.ts'
import { sampleReport } from './sample-report.test-data.ts'
import { textWidthTwips } from './text-width.ts'
import { writeReportDocx } from './write-report.ts'

const report = sampleReport()
const paper = readPaper(await writeReportDocx(report))
const [main, annexOne, annexTwo, annexThree] = paper.sections

const textOf = ({ paragraphs }: PaperCell): string =>
  paragraphs
    .map(({ text }) => text)
    .join('\n')
    .replaceAll('/\n', '/')
const tablesOf = (section: PaperSection | undefined): readonly PaperTable[] =>
  (section?.blocks ?? []).filter((block) => block.kind === 'table')
const linesOf = (section: PaperSection | undefined): readonly string[] =>
  (section?.blocks ?? []).flatMap((block) => (block.kind === 'paragraph' && block.text.trim() !== '' ? [block.text] : []))

/** Written independently of the writer: Intl rounds the exact decimal text itself. */
const vietnamese = (quantity: Quantity, digits?: number): string =>
  quantity === null
    ? '–'
    : new Intl.NumberFormat(
        'vi-VN',
        digits === undefined
          ? { maximumFractionDigits: 20 }
          : { minimumFractionDigits: digits, maximumFractionDigits: digits, roundingMode: 'halfExpand' },
      ).format(quantity as Intl.StringNumericLiteral)

const percent = ({ unitOfMeasure }: IndicatorResult): string => (unitOfMeasure === '%' ? '%' : '')
const shown = (quantity: Quantity, indicator: IndicatorResult, digits?: number): string =>
  quantity === null ? '–' : `${vietnamese(quantity, digits)}${percent(indicator)}`

/** The tables of units under their heads of two rows, and the list of what is asked of a few units only. */
const isList = ({ rows: [head = []] }: PaperTable): boolean => head[1] !== undefined && textOf(head[1]) === 'Chỉ tiêu'
const unitTablesOf = (section: PaperSection | undefined): readonly PaperTable[] =>
  tablesOf(section)
    .slice(1)
    .filter((table) => !isList(table))

/** The list's lines by number of the indicator and name of the unit; a line without number continues the one above. */
function listedLines(section: PaperSection | undefined): ReadonlyMap<string, readonly string[]> {
  let order = ''
  return new Map(
    tablesOf(section)
      .slice(1)
      .filter(isList)
      .flatMap(({ rows }) => rows.slice(1))
      .map((row) => {
        const [number = '', , unit = '', ...values] = row.map(textOf)
        order = number === '' ? order : number
        return [`${order} ${unit}`, values]
      }),
  )
}

/** The cells of one indicator in the row of one unit, by the spans of the head. */
function cellsOf(table: PaperTable, order: number, rowName: string): readonly string[] | undefined {
  const [head = []] = table.rows
  let column = 0
  for (const cell of head) {
    if (textOf(cell).startsWith(`(${order}) `)) break
    column += cell.span
  }
  const width = head.find((cell) => textOf(cell).startsWith(`(${order}) `))?.span
  const row = table.rows.find(([, name]) => name !== undefined && textOf(name) === rowName)
  if (width === undefined || row === undefined) return undefined

  const texts: string[] = []
  let at = 0
  for (const cell of row) {
    if (at >= column && at < column + width) texts.push(textOf(cell))
    at += cell.span
  }
  return texts
}

describe('the figures on paper are those of the snapshot', () => {
  test('every unit finds its target and result of every indicator it owes, and "x" where it owes none', () => {
    const tables = unitTablesOf(annexOne)
    const listed = listedLines(annexOne)
    let compared = 0
    for (const indicator of report.indicators.filter(({ units }) => units.length > 0)) {
      if (indicator.units.length <= 6) {
        for (const { unitId, target, result, attainment } of indicator.units) {
          const name = report.units.find(({ id }) => id === unitId)?.shortName
          const values = listed.get(`${indicator.order} ${name}`)
          const judged = { reached: 'Đạt', notReached: 'Chưa đạt', noData: '–' }[attainment]
          if (indicator.kind !== 'milestone')
            expect([values?.[0], ...(values?.slice(2) ?? [])], `${indicator.name}, ${name}`).toEqual([
              shown(target, indicator),
              shown(result, indicator, indicator.digits),
              judged,
            ])
          compared += 1
        }
        continue
      }
      const table = tables.find(({ rows: [head = []] }) => head.some((cell) => textOf(cell) === `(${indicator.order}) ${indicator.name}`))
      if (table === undefined) throw new Error(`no table has a column for "${indicator.name}"`)
      for (const unit of report.units) {
        const value = indicator.units.find(({ unitId }) => unitId === unit.id)
        const cells = cellsOf(table, indicator.order, unit.shortName)
        if (value === undefined) {
          if (cells !== undefined) expect(cells).toEqual(['x'])
          continue
        }
        const figures = value.numerator === null ? '–' : `${vietnamese(value.numerator)}/${vietnamese(value.denominator)}`
        const letter = { reached: 'Đ', notReached: 'C', noData: '–' }[value.attainment]
        const wanted = [
          shown(value.target, indicator),
          ...(indicator.kind === 'ratio' ? [figures] : []),
          shown(value.result, indicator, indicator.digits),
          letter,
        ]
        expect(cells, `${indicator.name}, ${unit.shortName}`).toEqual(wanted)
        compared += 1
      }
      const total = cellsOf(table, indicator.order, 'Toàn Thành phố')
      expect(total?.at(-2)).toBe(shown(indicator.cityResult, indicator, indicator.digits))
    }
    expect(compared).toBeGreaterThan(900)
  })

  test('the common table has figures, result, attainment and units for each indicator', () => {
    const [table] = tablesOf(annexOne)
    const rows = new Map((table?.rows ?? []).map((row) => [row[0] === undefined ? '' : textOf(row[0]), row.map(textOf)]))
    for (const indicator of report.indicators.filter(({ kind }) => kind === 'ratio')) {
      const [, name = '', unit, target, figures, result, , reported] = rows.get(String(indicator.order)) ?? []
      expect(name.split('\n')[0]).toBe(indicator.name)
      expect([unit, target]).toEqual([indicator.unitOfMeasure, indicator.targetText])
      expect(figures).toBe(
        indicator.cityNumerator === null ? '–' : `${vietnamese(indicator.cityNumerator)}/${vietnamese(indicator.cityDenominator)}`,
      )
      expect(result).toBe(shown(indicator.cityResult, indicator, indicator.digits))
      expect(reported).toBe(`${indicator.reportedUnits}/${indicator.assignedUnits}`)
    }
  })

  test('a result is rounded half up at its declared digits', async () => {
    const [first] = report.indicators
    if (first === undefined) throw new Error('the sample has no indicator')
    const half: IndicatorResult = { ...first, cityNumerator: '23391', cityDenominator: '23802', cityResult: '98.265', digits: 2, units: [] }
    const written = readPaper(await writeReportDocx({ ...report, indicators: [half] }))
    const text = tablesOf(written.sections[1])[0]?.rows.flat().map(textOf)
    expect(text).toContain('98,27%')
    expect(text).toContain('23.391/23.802')
  })

  test('a silent unit has shaded dashes, never a nought', () => {
    const silent = new Set(report.missingUnits)
    const names = new Set(report.units.filter(({ id }) => silent.has(id)).map(({ shortName }) => shortName))
    const rows = unitTablesOf(annexOne).flatMap(({ rows }) => rows.filter(([, name]) => name !== undefined && names.has(textOf(name))))
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) {
      const values = row.slice(2)
      expect(values.map(textOf).filter((text) => /^0(,0+)?%?$|\b0\//.test(text))).toEqual([])
      expect(values.filter((cell) => textOf(cell) === '–').every((cell) => cell.shaded)).toBe(true)
    }
  })

  test('no figure of a unit is broken within itself: each line fits its column', () => {
    const cells = unitTablesOf(annexOne).flatMap(({ rows }) => rows.slice(2).flatMap((row) => row.slice(2)))
    const tooWide = cells.filter(({ width, paragraphs }) =>
      paragraphs.some(({ runs }) => runs.some((run) => run.text.split(/\s/u).some((word) => textWidthTwips(word, run) > width))),
    )
    expect(cells.length).toBeGreaterThan(2_000)
    expect(tooWide.map(textOf)).toEqual([])
  })

  test('the tasks stand in the second annex with their four counts', () => {
    const [counts, list] = tablesOf(annexTwo)
    const { doneOnTime, doneLate, openWithinDeadline, openOverdue } = report.taskCounts
    expect(counts?.rows[1]?.map(textOf)).toEqual([report.tasks.length, doneOnTime, doneLate, openWithinDeadline, openOverdue].map(String))
    expect(list?.rows.slice(1).map((row) => row.slice(0, 3).map(textOf))).toEqual(
      report.tasks.map(({ order, text, lead }) => [String(order), text, lead]),
    )
  })
})

describe('the body tells what the snapshot says', () => {
  const body = linesOf(main).join('\n')

  test('who reported, who did not and who was late', () => {
    expect(body).toContain('Đã nhận báo cáo của 37/40 cơ quan, đơn vị, trong đó 33 báo cáo đúng hạn, 04 báo cáo trễ hạn; 35/40')
    expect(body).toContain(
      'Chưa gửi báo cáo (03): Phòng Tài nguyên và Môi trường; Ban Chỉ huy Quân sự Thành phố; Ủy ban nhân dân Phường Rạch Dừa.',
    )
    expect(body).toContain(
      'Gửi báo cáo trễ hạn (04): Phòng Nội vụ; Bảo hiểm xã hội Thành phố; Ủy ban nhân dân Phường 4; Ủy ban nhân dân Phường 10.',
    )
  })

  test('the rate of due tasks with its figures and its definition', () => {
    const { doneOnTime, doneLate, openOverdue, dueCompletionRate } = report.taskCounts
    expect(body).toContain(
      `là ${vietnamese(dueCompletionRate, 2)}% (${doneOnTime + doneLate}/${doneOnTime + doneLate + openOverdue}), bằng số nhiệm vụ đã hoàn thành chia cho`,
    )
  })

  test('the officer’s summary in the body, what each unit wrote in Annex III by heading, and corrections as such', () => {
    const tables = tablesOf(annexThree)
    expect(tables).toHaveLength(3)
    report.narrative.forEach(({ summary, contributions }, index) => {
      for (const line of summary.split('\n')) expect(body).toContain(line)
      for (const { unit } of contributions) expect(body).not.toContain(`- ${unit}: `)
      expect(tables[index]?.rows.slice(1).map((row) => row.slice(1).map(textOf))).toEqual(
        contributions.map(({ unit, text }) => [unit, `${text}.`]),
      )
    })
    expect(linesOf(annexThree)[0]).toBe('Phụ lục III')
    expect(body).toContain('4. Đính chính số liệu đã phê duyệt\n- Ủy ban nhân dân Phường 7 đính chính')
  })

  test('without a summary the units’ words stay in the body, and there is no Annex III', async () => {
    const narrative = report.narrative.map((section) => ({ ...section, summary: ' \n' }))
    const { sections } = readPaper(await writeReportDocx({ ...report, narrative }))
    expect(sections).toHaveLength(3)
    const lines = linesOf(sections[0]).join('\n')
    for (const { contributions } of narrative) for (const { unit, text } of contributions) expect(lines).toContain(`- ${unit}: ${text}.`)
  })

  test('pasted control characters and markup do not break the paper', async () => {
    const dirty: ConsolidatedReport = { ...report, title: 'Kết quả <b>&\u0007 "thử" \u000b tháng 5', corrections: ['a\u0000b'] }
    const lines = linesOf(readPaper(await writeReportDocx(dirty)).sections[0])
    expect(lines.join('\n')).toContain('Kết quả <b>& "thử"  tháng 5')
  })
})

describe('what a unit answers', () => {
  const [unit] = report.units
  const [first] = report.indicators
  if (unit === undefined || first === undefined) throw new Error('the sample has no unit or no indicator')
  const answer = { unitId: unit.id, numerator: '1', denominator: null, result: '1', target: '1', attainment: 'reached' } as const
  const rowOf = async (indicator: IndicatorResult) => {
    const owedByAll = { ...indicator, units: report.units.map(({ id }) => ({ ...(indicator.units[0] ?? answer), unitId: id })) }
    const [, table] = tablesOf(readPaper(await writeReportDocx({ ...report, indicators: [owedByAll] })).sections[1])
    return table === undefined ? undefined : cellsOf(table, indicator.order, unit.shortName)
  }

  test('to a count of units in percent is one or nought, not one per cent', async () => {
    expect(await rowOf({ ...first, kind: 'unitCount', digits: 0, units: [answer] })).toEqual(['1', '1', 'Đ'])
  })

  test('to a milestone is that it is there, beside the date of the plan', async () => {
    const milestone: IndicatorResult = { ...first, kind: 'milestone', unitOfMeasure: '', targetText: 'quý II/2024' }
    expect(await rowOf({ ...milestone, units: [{ ...answer, target: null }] })).toEqual(['quý II/2024', 'Hoàn thành', 'Đ'])
  })

  test('without a target is a figure that nobody judges, and no missing one', async () => {
    const amount: IndicatorResult = { ...first, kind: 'count', unitOfMeasure: 'lượt', digits: 0 }
    expect(await rowOf({ ...amount, units: [{ ...answer, result: '1320', target: null, attainment: 'noData' }] })).toEqual([
      '–',
      '1.320',
      '–',
    ])
  })
})

describe('recipients', () => {
  const recipientsOf = async (changed: Partial<ConsolidatedReport>) => {
    const tables = tablesOf(readPaper(await writeReportDocx({ ...report, ...changed })).sections[0])
    return tables.at(-1)?.rows[0]?.[0]?.paragraphs.map(({ text }) => text)
  }

  test('"as above" stands exactly where the report addresses somebody, and the archive is always last', async () => {
    const recipients = ['Lưu: VT, VHTT', 'Như trên', '- Sở Nội vụ;']
    expect(await recipientsOf({ recipients })).toEqual(['Nơi nhận:', '- Sở Nội vụ;', '- Lưu: VT, VHTT.'])
    expect(await recipientsOf({ recipients, addressees: ['Ủy ban nhân dân tỉnh'] })).toEqual([
      'Nơi nhận:',
      '- Như trên;',
      '- Sở Nội vụ;',
      '- Lưu: VT, VHTT.',
    ])
    expect(await recipientsOf({ recipients: [] })).toEqual(['Nơi nhận:', '- Lưu: VT.'])
  })
})

describe('written again it is the same', () => {
  const run = promisify(execFile)
  const program = fileURLToPath(new URL('write-sample.test-data.ts', import.meta.url))
  const laterClock =
    'const Real=Date,shift=4e10;globalThis.Date=class extends Real{constructor(...given){if(given.length===0)super(Real.now()+shift);else super(...given)}static now(){return Real.now()+shift}};Math.random=()=>0.5'

  test('another time zone, language, clock and chance give the same bytes', async () => {
    const written = await Promise.all([
      run(process.execPath, [program], { env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh', LANG: 'vi_VN.UTF-8' } }),
      run(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(laterClock)}`, program], {
        env: { ...process.env, TZ: 'America/St_Johns', LANG: 'C' },
      }),
    ])
    const [here, there] = written.map(({ stdout }) => stdout.trim().split(' '))
    expect(here?.slice(0, 2)).toEqual(there?.slice(0, 2))
    // The two processes really lived in different years and zones.
    expect(here?.[2]).not.toBe(there?.[2])
    expect(here?.[3]).not.toBe(there?.[3])
  }, 60_000)

  test('another figure gives other bytes', async () => {
    const [first, ...others] = report.indicators
    if (first === undefined) throw new Error('the sample has no indicator')
    const changed = { ...report, indicators: [{ ...first, cityNumerator: '1' }, ...others] }
    expect(await writeReportDocx(changed)).not.toEqual(await writeReportDocx(report))
  })
})
