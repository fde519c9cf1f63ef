import { describe, expect, test } from 'vitest'
import { emptyRow } from './outbox-entries.ts'
import type { RowText } from './outbox-entries.ts'
import { checkRow, readinessOf } from './sheet.ts'
import type { Line, SheetRow } from './sheet.ts'

const online: Line = {
  id: 'online',
  code: 'CQS-01',
  pillar: 'Chính quyền số',
  name: 'Hồ sơ trực tuyến từ xa',
  kind: 'ratio',
  rollUp: 'sumRatio',
  numeratorLabel: 'Hồ sơ nộp từ xa',
  denominatorLabel: 'Tổng số hồ sơ',
  unitOfMeasure: '%',
  digits: 2,
  target: { op: '>=', value: '55', unit: '%' },
  cityTarget: { op: '>=', value: '55', unit: '%' },
  checks: null,
  clause: '',
  source: null,
  entry: { indicatorId: 'online', numerator: null, denominator: null, note: '', revision: 0, updatedAt: null, updatedBy: null },
  previous: null,
  trend: [],
  returnedReason: null,
  feeds: [],
  taken: null,
}
const rooms: Line = {
  ...online,
  id: 'rooms',
  name: 'Điểm cầu họp trực tuyến',
  kind: 'unitCount',
  rollUp: 'unitsReached',
  target: { op: '=', value: '1', unit: null },
}
const text = (numerator: string, denominator = ''): RowText => ({ numerator, denominator, note: '' })
const sheetRow = (line: Line, typed: RowText): SheetRow => ({
  line,
  text: typed,
  checked: checkRow(line, typed),
  theirs: undefined,
  base: undefined,
  evidenceCount: 0,
})

describe('what a row says while one types', () => {
  test('the result is computed from both figures, rounded half up', () => {
    expect(checkRow(online, text('412', '655'))).toMatchObject({ result: '62.9', attainment: 'reached', findings: [] })
  })

  test('an empty row is missing, not zero; a typed zero is a figure', () => {
    expect(checkRow(online, emptyRow)).toMatchObject({ isBlank: true, result: undefined, attainment: 'noData' })
    expect(checkRow(online, text('0', '655'))).toMatchObject({ isBlank: false, result: '0', attainment: 'notReached' })
  })

  test('what is not a number is said at its cell and counts as no figure', () => {
    const checked = checkRow(online, text('bốn trăm', '655'))
    expect(checked.findings.map(({ code, cell }) => `${code} ${cell}`)).toEqual(['notANumber numerator'])
    expect(checked.attainment).toBe('noData')
    expect(checked.isBlank).toBe(false)
  })

  test('a numerator above its denominator is an error, a jump against last month a warning', () => {
    expect(checkRow(online, text('700', '655')).findings[0]).toMatchObject({ code: 'numeratorAboveDenominator', severity: 'error' })
    const before: Line = { ...online, previous: { period: '2024-04', numerator: '100', denominator: '655', result: '15.27', sameFor: 1 } }
    expect(checkRow(before, text('412', '655')).findings[0]).toMatchObject({ code: 'jump', severity: 'warning' })
  })

  test("a unit's yes reaches its own target, whatever the city counts", () => {
    expect(checkRow(rooms, text('1')).attainment).toBe('reached')
    expect(checkRow(rooms, text('0')).attainment).toBe('notReached')
  })
})

test('readiness names what is missing, half entered and wrong, each apart', () => {
  const rows = [sheetRow(online, emptyRow), sheetRow(online, text('412')), sheetRow(online, text('700', '655')), sheetRow(rooms, text('1'))]
  const { errors, missing, halves } = readinessOf(rows)
  expect(missing).toEqual([rows[0]])
  expect(halves).toEqual([rows[1]])
  expect(errors.map(({ row }) => row)).toEqual([rows[2]])
})

test('a numerator above its denominator has reached no target', () => {
  expect(checkRow(online, text('500', '100')).attainment).toBe('noData')
  expect(checkRow(online, text('60', '100')).attainment).toBe('reached')
})
