import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { digestOf } from './audit/chain.ts'
import { consolidate } from './consolidation/consolidate.ts'
import { input } from './consolidation/consolidation.test-data.ts'
import { scoreboard } from './consolidation/scoreboard.ts'
import { attainmentOf, resultOf } from './indicators/indicator.ts'
import { onlinePayment, trainedOfficials } from './indicators/indicators.test-data.ts'
import { rollUp } from './indicators/roll-up.ts'
import { nationalCalendar } from './periods/calendar.ts'
import type { CalendarDay } from './periods/calendar.ts'
import { instantAt } from './periods/day.ts'
import { obligationsFor } from './periods/obligation.ts'
import { dueOf, formatWindow, periodOf, windowOf } from './periods/regime.ts'
import { monthlyRegime, regimeOf } from './periods/regimes.test-data.ts'
import { formatDecimal, formatPercent, parseVietnameseNumber } from './quantities/decimal.ts'
import { checkReport } from './reports/check-entries.ts'
import {
  approveReport,
  approvedContent,
  correctReport,
  openReport,
  punctuality,
  returnReport,
  saveEntry,
  submitReport,
} from './reports/report.ts'
import type { Outcome, Report } from './reports/report.ts'
import { resolveDeadline } from './tasks/deadline.ts'
import { countTasks } from './tasks/task.ts'
import { unitAt } from './units/unit.ts'
import type { Unit } from './units/unit.ts'

// The rules of the domain that must never be wrong, one test each at least; the files beside the code go into the corners.

const done = (outcome: Outcome): Report => ('refused' in outcome ? expect.fail(`refused: ${outcome.refused}`) : outcome.report)

describe('1. Not reported is not zero', () => {
  test('a missing value is missing in the check, the result, the roll-up, the scoreboard and the report', () => {
    expect(checkReport([onlinePayment], {}).missing).toEqual(['payment'])
    expect(resultOf(onlinePayment, {})).toBeUndefined()
    expect(attainmentOf(trainedOfficials, {})).toBe('noData')
    expect(rollUp(trainedOfficials, [{ unitId: 'p1', figure: {} }], 1)).toEqual({
      attainment: 'noData',
      reportedUnits: 0,
      assignedUnits: 1,
    })
    expect(
      scoreboard({ indicators: [trainedOfficials], assignments: [{ indicatorId: 'trained', unitId: 'p1' }], figuresByUnit: {} }).total
        .noData,
    ).toBe(1)
    expect(consolidate({ ...input, reports: [] }).indicators.map(({ cityResult }) => cityResult)).toEqual([null, null, null, null])
  })

  test('a reported zero is zero in all of them', () => {
    const zero = { numerator: '0' }
    expect(checkReport([trainedOfficials], { trained: zero }).missing).toEqual([])
    expect(rollUp(trainedOfficials, [{ unitId: 'p1', figure: zero }], 1)).toMatchObject({
      result: '0',
      reportedUnits: 1,
      attainment: 'notReached',
    })
  })
})

test('2. A ratio of a group is the sum of numerators over the sum of denominators, never a mean of percentages', () => {
  const figures = [
    { unitId: 'p1', figure: { numerator: '99', denominator: '100' } },
    { unitId: 'p2', figure: { numerator: '0', denominator: '1' } },
  ]
  expect(rollUp(onlinePayment, figures, 2)).toMatchObject({ numerator: '99', denominator: '101', result: '98.02' })
})

test('3. A reporting window is half-open in days: an act of the 10th counts once, in the next month', () => {
  expect(windowOf(monthlyRegime, '2024-05')).toEqual({ from: '2024-04-10', to: '2024-05-10' })
  expect([periodOf(monthlyRegime, '2024-05-09'), periodOf(monthlyRegime, '2024-05-10')]).toEqual(['2024-05', '2024-06'])
  expect(formatWindow(windowOf(monthlyRegime, '2024-05') ?? expect.fail())).toBe('số liệu từ 10/4/2024 đến hết 09/5/2024')
})

describe('4. Deadlines are instants in Asia/Ho_Chi_Minh with a precision', () => {
  test('"trước ngày 03/8" ends with 2 August, "chậm nhất ngày 03/8" with 3 August', () => {
    expect(resolveDeadline({ raw: 'trước ngày 03/8/2024', iso: '2024-08-03' })?.at).toBe('2024-08-02T17:00:00.000Z')
    expect(resolveDeadline({ raw: 'chậm nhất ngày 03/8/2024', iso: '2024-08-03' })?.at).toBe('2024-08-03T17:00:00.000Z')
  })

  test('working days follow the calendar that the administrator edits', () => {
    expect(dueOf(monthlyRegime, '2024-05', 'unit', nationalCalendar).at).toBe(instantAt('2024-05-13', '17:00'))
    const closed: CalendarDay = { day: '2024-05-13', kind: 'off', name: 'Nghỉ theo thông báo', source: 'confirmed' }
    expect(dueOf(monthlyRegime, '2024-05', 'unit', [...nationalCalendar, closed]).at).toBe(instantAt('2024-05-14', '17:00'))
  })
})

describe('5. Obligations are facts', () => {
  const [obligation] = obligationsFor(monthlyRegime, [{ id: 'p1' }], ['2024-05'], nationalCalendar)
  const dueAt = obligation?.dueAt ?? ''
  const onTime = instantAt('2024-05-13', '16:00')

  test('on time is the first submission against the due instant, and a return does not erase it', () => {
    const submitted = done(
      submitReport(openReport({ id: 'r', unitId: 'p1', period: '2024-05' }), { by: 'lan', at: onTime, form: [], missingAccepted: [] }),
    )
    const back = done(returnReport(submitted, { by: 'minh', at: instantAt('2024-05-14', '09:00'), reason: 'Thiếu thuyết minh', cells: [] }))
    const again = done(submitReport(back, { by: 'lan', at: instantAt('2024-05-15', '09:00'), form: [], missingAccepted: [] }))
    expect(punctuality(dueAt, again.firstSubmittedAt, instantAt('2024-05-20', '09:00'))).toBe('onTime')
  })

  test('changing the regime or the calendar later changes no obligation that was made', () => {
    const before = structuredClone(obligation)
    const changed = { ...regimeOf('monthly', { date: 10, unit: 11, city: 25 }), closingTime: '11:00' }
    const [stricter] = obligationsFor(changed, [{ id: 'p1' }], ['2024-05'], [])
    expect(obligation).toEqual(before)
    expect(punctuality(dueAt, onTime, onTime)).toBe('onTime')
    expect(punctuality(stricter?.dueAt ?? '', onTime, onTime)).toBe('late')
  })
})

test("6. A unit's code or name is not its identity", () => {
  const ward = (id: string, name: string, validFrom: string, validTo?: string): Unit => ({
    id,
    name,
    shortName: name,
    group: 'ward',
    validFrom,
    validTo,
  })
  const versions = [
    ward('u1', 'Phường 1', '2003-01-01', '2025-07-01'),
    ward('u2', 'Phường Vịnh', '2025-07-01'),
    ward('u3', 'Phường Vịnh', '2003-01-01', '2025-07-01'),
  ]
  expect(unitAt(versions, 'u3', '2025-06-30')?.name).toBe('Phường Vịnh')
  expect(unitAt(versions, 'u3', '2025-07-01')).toBeUndefined()
  expect(unitAt(versions, 'u2', '2025-07-01')?.name).toBe('Phường Vịnh')
})

test('7. Completion of due tasks is done over done and open overdue', () => {
  expect(countTasks(['doneOnTime', 'doneLate', 'openOverdue', 'openWithinDeadline', 'openWithinDeadline'])).toEqual({
    doneOnTime: 1,
    doneLate: 1,
    openWithinDeadline: 2,
    openOverdue: 1,
    dueCompletionRate: '66.67',
  })
})

test('8. What was approved is what was approved: a correction is a new version with a reason', () => {
  const act = { by: 'lan', at: instantAt('2024-05-12', '09:00') }
  const opened = openReport({ id: 'r', unitId: 'p1', period: '2024-05' })
  const filled = done(saveEntry(opened, { ...act, indicatorId: 'trained', figure: { numerator: '10' } }))
  const approved = done(approveReport(done(submitReport(filled, { ...act, form: [trainedOfficials], missingAccepted: [] })), act))
  expect(saveEntry(approved, { ...act, indicatorId: 'trained', figure: { numerator: '11' } })).toHaveProperty('refused')
  const corrected = done(correctReport(approved, { ...act, reason: 'Cộng thiếu một lớp' }))
  const changed = done(saveEntry(corrected, { ...act, indicatorId: 'trained', figure: { numerator: '11' } }))
  expect(approvedContent(changed)?.content.figures).toEqual({ trained: { numerator: '10' } })
  expect([changed.version, changed.correctionReason]).toEqual([2, 'Cộng thiếu một lớp'])
})

test('9. A report agrees with the data to the last digit and comes out the same from the same sources', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
  const write = () => consolidate({ ...input, digestOf: (source) => digestOf(source, sha256) })
  expect(write()).toEqual(write())
  expect(write().sourceDigest).toMatch(/^[0-9a-f]{64}$/u)
  const payment = write().indicators[0]
  const printed = payment?.units.flatMap(({ numerator }) => (numerator === null ? [] : [Number(numerator)])) ?? []
  expect(payment?.cityNumerator).toBe(String(printed.reduce((sum, one) => sum + one, 0)))
})

test('12. Numbers are shown the Vietnamese way, half up at the declared digits', () => {
  expect(formatDecimal('23391')).toBe('23.391')
  expect(formatPercent(resultOf(onlinePayment, { numerator: '23391', denominator: '23802' }) ?? '', 2)).toBe('98,27%')
  expect(formatDecimal('84.995', 2)).toBe('85,00')
  expect(parseVietnameseNumber('23.391')).toBe('23391')
})
