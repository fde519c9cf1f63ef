import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meetingRooms, onlinePayment, trainedOfficials } from '../indicators/indicators.test-data.ts'
import { clearedFields, readWorkbook, strayWorkbook, withoutClearing } from './form-workbook.ts'
import type { FilledRow, StandingLine, StandingReport, WorkbookPlace, WorkbookStamp } from './form-workbook.ts'
import type { TypedCell } from './typed-cell.ts'

const line = (indicator: StandingLine['indicator'], standing: Partial<StandingLine> = {}): StandingLine => ({
  indicator,
  numerator: null,
  denominator: null,
  note: '',
  revision: 0,
  changedAt: null,
  changedBy: null,
  isFromWorkbook: false,
  ...standing,
})

const ward7: StandingReport = {
  id: 'r7',
  unit: 'UBND Phường 7',
  state: 'open',
  form: 'abc',
  lines: [line(onlinePayment, { numerator: '40', denominator: '50', revision: 2 }), line(trainedOfficials), line(meetingRooms)],
}
const ward5: StandingReport = { ...ward7, id: 'r5', unit: 'UBND Phường 5', lines: [line(onlinePayment), line(trainedOfficials)] }

const stampOf = (...reports: readonly StandingReport[]): WorkbookStamp => ({
  office: 'tp-bien',
  officeName: 'UBND thành phố Biển',
  planId: 'p1',
  planTitle: 'Kế hoạch chuyển đổi số năm 2024',
  planVersion: 1,
  period: '2024-05',
  writtenAt: '2024-05-10T02:00:00.000Z',
  writtenBy: 'Phạm Văn Hùng',
  reports: reports.map(({ id, unit, form, lines }) => ({
    reportId: id,
    unit,
    form,
    revisions: lines.map(({ revision }) => revision),
  })),
})

const filled = (
  row: number,
  [report, position]: readonly [number, number],
  numerator: TypedCell = null,
  denominator: TypedCell = null,
  note: TypedCell = null,
): FilledRow => ({ row, line: { report, position }, numerator, denominator, note })

const asWritten = [filled(6, [0, 0], { number: '40' }, { number: '50' }), filled(7, [0, 1]), filled(8, [0, 2])]
const standing = (...reports: readonly StandingReport[]) => new Map(reports.map((report) => [report.id, report]))
const read = (rows: readonly FilledRow[], now: StandingReport = ward7) => readWorkbook(stampOf(ward7), rows, standing(now))

describe('where a workbook belongs', () => {
  const place: WorkbookPlace = { ...stampOf(), report: { id: 'r7', unit: 'UBND Phường 7' } }

  test('its own report takes it', () => {
    expect(strayWorkbook(stampOf(ward7), place)).toBeUndefined()
    expect(strayWorkbook(stampOf(ward7, ward5), stampOf())).toBeUndefined()
  })

  test.each([
    [
      'another office',
      { office: 'khac', officeName: 'UBND xã Khác' },
      { refused: 'otherOffice', workbook: 'UBND thành phố Biển', here: 'UBND xã Khác' },
    ],
    ['another month', { period: '2024-06' }, { refused: 'otherPeriod', workbook: '2024-05', here: '2024-06' }],
    [
      'another plan',
      { planId: 'p2', planTitle: 'Kế hoạch khác' },
      { refused: 'otherPlan', workbook: stampOf().planTitle, here: 'Kế hoạch khác' },
    ],
    [
      'another unit',
      { report: { id: 'r5', unit: 'UBND Phường 5' } },
      { refused: 'otherUnit', workbook: 'UBND Phường 7', here: 'UBND Phường 5' },
    ],
    ['a later plan', { planVersion: 2 }, { refused: 'planChanged', workbook: 1, here: 2 }],
  ])('%s refuses it by name', (_, elsewhere, refusal) => {
    expect(strayWorkbook(stampOf(ward7), { ...place, ...elsewhere })).toEqual(refusal)
  })

  test('a unit’s report does not take the workbook of all units', () => {
    expect(strayWorkbook(stampOf(ward7, ward5), place)).toEqual({ refused: 'manyUnits' })
  })
})

describe('what a filled workbook changes', () => {
  test('as it was written, nothing', () => {
    expect(read(asWritten)).toEqual({ changes: [], unchanged: 2, missingRows: 0 })
  })

  test('a figure, a yes and a note, each with what stood there', () => {
    const reading = read([
      filled(6, [0, 0], { number: '45' }, { number: '50' }),
      filled(7, [0, 1], '1.234'),
      filled(8, [0, 2], 'Chưa', null, 'đang lắp'),
    ])
    expect(reading).toEqual({
      changes: [
        {
          reportId: 'r7',
          indicatorId: 'payment',
          before: { numerator: '40', denominator: '50', note: '' },
          after: { numerator: '45', denominator: '50', note: '' },
          baseRevision: 2,
        },
        {
          reportId: 'r7',
          indicatorId: 'trained',
          before: { numerator: null, denominator: null, note: '' },
          after: { numerator: '1234', denominator: null, note: '' },
          baseRevision: 0,
        },
        {
          reportId: 'r7',
          indicatorId: 'rooms',
          before: { numerator: null, denominator: null, note: '' },
          after: { numerator: '0', denominator: null, note: 'đang lắp' },
          baseRevision: 0,
        },
      ],
      unchanged: 1,
      missingRows: 0,
    })
  })

  test('a figure that was taken out is a change that can be left out', () => {
    const reading = read([filled(6, [0, 0], null, { number: '60' })])
    const [change] = 'changes' in reading ? reading.changes : []
    expect(reading).toMatchObject({ missingRows: 2 })
    expect(change && clearedFields(change)).toEqual(['numerator'])
    expect(change && withoutClearing(change)).toMatchObject({ after: { numerator: '40', denominator: '60' } })
    expect(change && withoutClearing({ ...change, after: { ...change.after, denominator: null } })).toBeUndefined()
  })

  test('every fault of a cell is named by its row, and nothing changes', () => {
    const reading = read([
      filled(6, [0, 0], '1.2a', { error: '#REF!' }),
      filled(7, [0, 1], { number: '2.5' }),
      filled(8, [0, 2], 'có lẽ'),
      filled(9, [0, 2], 'x'),
      { row: 30, line: undefined, numerator: null, denominator: { number: '7' }, note: null },
      { row: 31, line: undefined, numerator: null, denominator: null, note: null },
    ])
    expect('faults' in reading && reading.faults.map(({ row, field, code, text }) => [row, field, code, text])).toEqual([
      [6, 'numerator', 'notANumber', '1.2a'],
      [6, 'denominator', 'formulaError', '#REF!'],
      [7, 'numerator', 'notWhole', '2,5'],
      [8, 'numerator', 'notYesOrNo', 'có lẽ'],
      [9, 'numerator', 'rowTwice', 'x'],
      [30, 'denominator', 'rowUnknown', '7'],
    ])
  })

  test('more done than there were is said with both figures', () => {
    const reading = read([filled(6, [0, 0], { number: '51' }, { number: '50' })])
    expect('faults' in reading && reading.faults).toMatchObject([
      { field: 'numerator', code: 'numeratorAboveDenominator', values: { numerator: '51', denominator: '50' } },
    ])
  })
})

describe('a copy that is older than what stands here', () => {
  const since = { revision: 3, numerator: '41', denominator: '50', changedAt: '2024-05-11T03:00:00.000Z', changedBy: 'Trần Thị Lan' }
  const changed = (more: Partial<StandingLine> = {}): StandingReport => ({
    ...ward7,
    lines: ward7.lines.map((one, index) => (index === 0 ? { ...one, ...since, ...more } : one)),
  })

  test('is refused, with the cell, who changed it and when', () => {
    expect(read(asWritten, changed())).toEqual({
      refused: 'oldCopy',
      writtenAt: '2024-05-10T02:00:00.000Z',
      cells: [{ unit: 'UBND Phường 7', indicator: onlinePayment.name, changedAt: since.changedAt, changedBy: since.changedBy }],
      cellCount: 1,
    })
  })

  test('is refused before its faults are said', () => {
    expect(read([filled(6, [0, 0], 'x1', null)], changed())).toMatchObject({ refused: 'oldCopy' })
  })

  test('is none where it says the same, so that importing twice changes nothing', () => {
    expect(read([filled(6, [0, 0], { number: '41' }, { number: '50' })], changed())).toMatchObject({ changes: [], unchanged: 2 })
  })

  test('is none where the change came out of this very workbook', () => {
    expect(read([filled(6, [0, 0], { number: '44' }, { number: '50' })], changed({ isFromWorkbook: true }))).toMatchObject({
      changes: [{ before: { numerator: '41' }, after: { numerator: '44' }, baseRevision: 3 }],
    })
  })
})

test('a form that has changed since, or is no longer there, refuses the whole', () => {
  expect(read(asWritten, { ...ward7, form: 'def' })).toEqual({ refused: 'formChanged', units: ['UBND Phường 7'] })
  expect(readWorkbook(stampOf(ward7, ward5), [], standing(ward7))).toEqual({ refused: 'formChanged', units: ['UBND Phường 5'] })
})

test('a report whose period was locked meanwhile is refused where its rows differ', () => {
  const locked: StandingReport = { ...ward5, isLocked: true }
  const rows = [...asWritten, filled(9, [1, 0], { number: '1' }, { number: '2' })]
  expect(readWorkbook(stampOf(ward7, ward5), rows, standing(ward7, locked))).toEqual({
    refused: 'notEditable',
    units: [{ unit: 'UBND Phường 5', state: 'locked' }],
  })
})

test('a report that was handed in meanwhile is refused where its rows differ, and passed over where they do not', () => {
  const submitted: StandingReport = { ...ward5, state: 'submitted' }
  const both = (rows: readonly FilledRow[]) => readWorkbook(stampOf(ward7, ward5), rows, standing(ward7, submitted))
  expect(both([...asWritten, filled(9, [1, 0], { number: '1' }, { number: '2' })])).toEqual({
    refused: 'notEditable',
    units: [{ unit: 'UBND Phường 5', state: 'submitted' }],
  })
  expect(both([...asWritten, filled(9, [1, 0])])).toMatchObject({ changes: [] })
})

test('no sheet makes a missing figure a zero, and reading what was saved changes nothing', () => {
  const cell = fc.option(fc.nat(50).map((value) => ({ number: String(value) })))
  fc.assert(
    fc.property(cell, cell, cell, (numerator, denominator, count) => {
      const rows = [filled(6, [0, 0], numerator, denominator), filled(7, [0, 1], count)]
      const reading = read(rows)
      if (!('changes' in reading)) return
      for (const { after } of reading.changes) if (after.numerator === '0') expect([numerator, count]).toContainEqual({ number: '0' })
      const saved: StandingReport = {
        ...ward7,
        lines: ward7.lines.map((one) => {
          const change = reading.changes.find(({ indicatorId }) => indicatorId === one.indicator.id)
          return change ? { ...one, ...change.after, revision: one.revision + 1 } : one
        }),
      }
      expect(read(rows, saved)).toMatchObject({ changes: [] })
    }),
  )
})
