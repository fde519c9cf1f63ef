import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFigure, onlinePayment } from '../indicators/indicators.test-data.ts'
import { wardIds } from '../units/units.test-data.ts'
import { consolidate } from './consolidate.ts'
import type { UnitReport } from './consolidate.ts'
import { dueAt, input, reports } from './consolidation.test-data.ts'

const report = consolidate(input)

describe('the consolidated report of May', () => {
  test('says its month, its window and its subject', () => {
    expect(report).toMatchObject({
      period: '2024-05',
      periodText: 'tháng 5 năm 2024',
      windowText: 'số liệu từ 10/4/2024 đến hết 09/5/2024',
      title: 'Kết quả thực hiện chuyển đổi số tháng 5 năm 2024',
    })
  })

  test('counts who reported, and names who is late and who is missing', () => {
    expect(report.reported).toEqual({ expected: 9, received: 5, onTime: 4, late: 1, approved: 4 })
    expect(report.lateUnits).toEqual(['p10'])
    expect(report.missingUnits).toEqual(['tckh', 'ca', 'bhxh', 'longson'])
  })

  test('draws city figures from approved reports only', () => {
    expect(report.indicators[0]).toMatchObject({
      order: 1,
      targetText: '85%',
      target: '85',
      cityNumerator: '91',
      cityDenominator: '110',
      cityResult: '82.73',
      cityAttainment: 'notReached',
      assignedUnits: 4,
      reportedUnits: 2,
    })
  })

  test('shows a silent or unapproved unit as not reported, not as zero', () => {
    const silent = { numerator: null, denominator: null, result: null, target: '85', attainment: 'noData' }
    expect(report.indicators[0]?.units).toEqual([
      { unitId: 'p1', numerator: '90', denominator: '100', result: '90', target: '85', attainment: 'reached' },
      { unitId: 'p10', numerator: '1', denominator: '10', result: '10', target: '85', attainment: 'notReached' },
      { unitId: 'thangnhi', ...silent },
      { unitId: 'longson', ...silent },
    ])
  })

  test('rolls every kind up in its own way', () => {
    expect(
      report.indicators.map(({ cityResult, cityAttainment, assignedUnits, reportedUnits }) => [
        cityResult,
        cityAttainment,
        assignedUnits,
        reportedUnits,
      ]),
    ).toEqual([
      ['82.73', 'notReached', 4, 2],
      ['520', 'reached', 2, 2],
      ['1', 'notReached', 4, 2],
      ['0', 'notReached', 1, 1],
    ])
  })

  test("an amount without a unit's own target is not judged by the city's", () => {
    expect(report.indicators[1]?.units[0]).toEqual({
      unitId: 'vhtt',
      numerator: '320',
      denominator: null,
      result: '320',
      target: null,
      attainment: 'noData',
    })
  })

  test('gathers the narratives by heading with their unit, beside the officer’s own text', () => {
    expect(report.narrative).toEqual([
      {
        heading: 'results',
        summary: 'Kết quả chung.',
        contributions: [
          { unitId: 'vhtt', unit: 'Phòng VH-TT', text: 'Đã mở hai lớp tập huấn.' },
          { unitId: 'p1', unit: 'Phường 1', text: 'Điểm cầu đã chạy thử.' },
        ],
      },
      { heading: 'shortcomings', summary: '', contributions: [] },
      { heading: 'remedies', summary: '', contributions: [] },
    ])
  })

  test('lists the tasks with their four counts', () => {
    expect(report.tasks.map(({ taskId, timeliness, note }) => [taskId, timeliness, note])).toEqual([
      ['t1', 'openOverdue', ''],
      ['t2', 'doneOnTime', 'Xong'],
    ])
    expect(report.taskCounts).toEqual({ doneOnTime: 1, doneLate: 0, openWithinDeadline: 0, openOverdue: 1, dueCompletionRate: '50' })
  })

  test('a provisional one counts what was submitted, when that is asked for', () => {
    const provisional = consolidate({ ...input, includeUnapproved: true })
    expect(provisional.indicators[0]).toMatchObject({ cityNumerator: '591', cityDenominator: '610', reportedUnits: 3 })
    expect(provisional.reported.approved).toBe(4)
    expect(provisional.narrative[0]?.contributions.at(-1)?.unit).toBe('Phường Thắng Nhì')
  })

  test('a correction waiting for approval leaves the approved figures standing', () => {
    const waiting = reports.map((one): UnitReport =>
      one.unitId === 'p1' ? { ...one, submitted: { figures: {}, narrative: {}, missingAccepted: [] } } : one,
    )
    expect(consolidate({ ...input, reports: waiting }).indicators).toEqual(report.indicators)
  })

  test('a report of a unit that owes none is not counted', () => {
    const stranger: UnitReport = { ...reports[2], unitId: 'p99', dueAt }
    const again = consolidate({ ...input, reports: [...reports, stranger] })
    expect([again.indicators, again.reported, again.sourceDigest]).toEqual([report.indicators, report.reported, report.sourceDigest])
  })

  test('its digest follows the sources: the same in any order, another for any other figure', () => {
    expect(consolidate({ ...input, reports: reports.toReversed() }).sourceDigest).toBe(report.sourceDigest)
    const changed = reports.map((one): UnitReport =>
      one.unitId === 'p10' && one.approved
        ? { ...one, approved: { ...one.approved, figures: { ...one.approved.figures, payment: { numerator: '2', denominator: '10' } } } }
        : one,
    )
    expect(consolidate({ ...input, reports: changed }).sourceDigest).not.toBe(report.sourceDigest)
    expect(consolidate({ ...input, period: '2024-06' }).sourceDigest).not.toBe(report.sourceDigest)
  })

  test('is the same from the same input, through JSON and back', () => {
    expect(JSON.parse(JSON.stringify(consolidate(input)))).toEqual(report)
  })

  test('every city figure is the sum of the unit figures printed beside it', () => {
    fc.assert(
      fc.property(fc.array(anyFigure, { minLength: 4, maxLength: 4 }), (figures) => {
        const drawn = wardIds.map((unitId, index): UnitReport => {
          const content = { figures: { payment: figures[index] }, narrative: {}, missingAccepted: [] }
          return { unitId, dueAt, firstSubmittedAt: dueAt, approved: { ...content, version: 1, approvedAt: dueAt } }
        })
        const city = consolidate({ ...input, indicators: [onlinePayment], reports: drawn }).indicators[0]
        const whole = (city?.units ?? []).filter(({ numerator, denominator }) => numerator !== null && denominator !== null)
        const sum = (values: readonly (string | null)[]): string | null =>
          values.length === 0 ? null : String(values.reduce((total, one) => total + BigInt(one ?? 0), 0n))
        expect([city?.cityNumerator, city?.cityDenominator]).toEqual([
          sum(whole.map(({ numerator }) => numerator)),
          sum(whole.map(({ denominator }) => denominator)),
        ])
        expect(city?.reportedUnits).toBe(whole.length)
      }),
    )
  })
})
