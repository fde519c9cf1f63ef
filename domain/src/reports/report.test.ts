import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meetingRooms, onlinePayment } from '../indicators/indicators.test-data.ts'
import { instantAt } from '../periods/day.ts'
import {
  approveReport,
  approvedContent,
  correctReport,
  openReport,
  punctuality,
  returnReport,
  saveEntry,
  saveNarrative,
  saysWhy,
  submitReport,
} from './report.ts'
import type { Outcome, Report } from './report.ts'

const form = [onlinePayment, meetingRooms]
const lan = { by: 'lan', at: instantAt('2024-05-11', '09:00') }
const minh = { by: 'minh', at: instantAt('2024-05-14', '08:30') }
const figure = { numerator: '90', denominator: '100' }
const reason = 'Mẫu số chưa khớp với cổng dịch vụ công'

function done(outcome: Outcome): Report {
  return 'refused' in outcome ? expect.fail(`refused: ${outcome.refused}`) : outcome.report
}

const opened = openReport({ id: 'r1', unitId: 'p5', period: '2024-05' })
const filled = done(
  saveEntry(done(saveEntry(opened, { ...lan, indicatorId: 'payment', figure })), {
    ...lan,
    indicatorId: 'rooms',
    figure: { numerator: '1' },
  }),
)
const submitted = done(submitReport(filled, { ...lan, form, missingAccepted: [] }))
const returned = done(returnReport(submitted, { ...minh, reason, cells: [{ indicatorId: 'payment', cell: 'denominator' }] }))
const approved = done(approveReport(submitted, minh))

describe('handing in', () => {
  test('keeps the first time and says what happened', () => {
    const outcome = submitReport(filled, { ...lan, form, missingAccepted: [] })
    expect(outcome).toMatchObject({
      report: { state: 'submitted', firstSubmittedAt: lan.at, submittedBy: 'lan' },
      events: [{ type: 'reportSubmitted', at: lan.at, by: 'lan', version: 1, isFirst: true }],
    })
  })

  test('a missing indicator needs a reason, and with one it does not hold the report up', () => {
    const partly = done(saveEntry(opened, { ...lan, indicatorId: 'payment', figure }))
    expect(submitReport(partly, { ...lan, form, missingAccepted: [] })).toEqual({
      refused: 'missingWithoutReason',
      indicatorIds: ['rooms'],
    })
    expect(submitReport(partly, { ...lan, form, missingAccepted: [{ indicatorId: 'rooms', reason: ' … ' }] })).toMatchObject({
      refused: 'missingWithoutReason',
    })
    const accepted = [{ indicatorId: 'rooms', reason: 'Chưa có số liệu của đơn vị cung cấp' }]
    const report = done(submitReport(partly, { ...lan, form, missingAccepted: accepted }))
    expect(report.content.missingAccepted).toEqual(accepted)
    expect(report.content.figures).not.toHaveProperty('rooms')
  })

  test('an excuse for a figure that is there is not kept', () => {
    const report = done(submitReport(filled, { ...lan, form, missingAccepted: [{ indicatorId: 'rooms', reason: 'Chưa có số liệu' }] }))
    expect(report.content.missingAccepted).toEqual([])
  })

  test('an impossible figure is refused with its finding', () => {
    const wrong = done(saveEntry(filled, { ...lan, indicatorId: 'payment', figure: { numerator: '101', denominator: '100' } }))
    expect(submitReport(wrong, { ...lan, form, missingAccepted: [] })).toMatchObject({
      refused: 'hasErrors',
      findings: [{ code: 'numeratorAboveDenominator', indicatorId: 'payment' }],
    })
  })

  test('twice is refused, and so is typing into what was handed in', () => {
    expect(submitReport(submitted, { ...lan, form, missingAccepted: [] })).toEqual({ refused: 'notEditable', state: 'submitted' })
    expect(saveEntry(submitted, { ...lan, indicatorId: 'payment', figure })).toEqual({ refused: 'notEditable', state: 'submitted' })
    expect(saveNarrative(approved, { ...lan, heading: 'results', text: 'Thêm' })).toEqual({ refused: 'notEditable', state: 'approved' })
  })
})

describe('typing', () => {
  test('emptying a cell makes it missing, not zero, and the event knows both', () => {
    const outcome = saveEntry(filled, { ...lan, indicatorId: 'payment', figure: undefined })
    expect(done(outcome).content.figures).toEqual({ rooms: { numerator: '1' } })
    expect(outcome).toMatchObject({ events: [{ type: 'entrySaved', indicatorId: 'payment', before: figure }] })
  })

  test('the narrative is kept by its heading', () => {
    const report = done(saveNarrative(opened, { ...lan, heading: 'remedies', text: 'Tập huấn lại cho cán bộ một cửa' }))
    expect(report.content.narrative).toEqual({ remedies: 'Tập huấn lại cho cán bộ một cửa' })
  })
})

describe('review', () => {
  test.each(['', '   ', '....', 'sai', 'x x x'])('returning with "%s" for a reason is refused', (short) => {
    expect(returnReport(submitted, { ...minh, reason: short, cells: [] })).toEqual({ refused: 'reasonRequired' })
  })

  test('a returned report is open for its unit, with the reason and the cells', () => {
    expect(returned).toMatchObject({
      state: 'returned',
      lastReturn: { reason, by: 'minh', cells: [{ indicatorId: 'payment', cell: 'denominator' }] },
    })
    expect(done(saveEntry(returned, { ...lan, indicatorId: 'payment', figure })).state).toBe('returned')
  })

  test('only what was handed in is returned or approved', () => {
    for (const report of [filled, returned, approved]) {
      expect(approveReport(report, minh)).toEqual({ refused: 'notSubmitted', state: report.state })
      expect(returnReport(report, { ...minh, reason, cells: [] })).toEqual({ refused: 'notSubmitted', state: report.state })
    }
  })

  test('approval settles the return and keeps the snapshot', () => {
    const resubmitted = done(submitReport(returned, { by: 'lan', at: minh.at, form, missingAccepted: [] }))
    const report = done(approveReport(resubmitted, minh))
    expect(report).not.toHaveProperty('lastReturn')
    expect(approvedContent(report)).toEqual({ version: 1, content: resubmitted.content, approvedAt: minh.at, approvedBy: 'minh' })
  })
})

describe('correction', () => {
  test('needs an approved report and a reason', () => {
    expect(correctReport(submitted, { ...minh, reason })).toEqual({ refused: 'notApproved', state: 'submitted' })
    expect(correctReport(approved, { ...minh, reason: 'lỗi' })).toEqual({ refused: 'reasonRequired' })
  })

  test('is the next version; the approved one stands until that is approved', () => {
    const correction = done(correctReport(approved, { ...minh, reason }))
    expect(correction).toMatchObject({ version: 2, state: 'open', correctionReason: reason })
    const changed = done(saveEntry(correction, { ...lan, indicatorId: 'payment', figure: { numerator: '80', denominator: '100' } }))
    expect(approvedContent(changed)).toMatchObject({ version: 1, content: { figures: { payment: figure } } })

    const again = done(approveReport(done(submitReport(changed, { ...lan, form, missingAccepted: [] })), minh))
    expect(again.approved.map(({ version, correctionReason }) => [version, correctionReason])).toEqual([
      [1, undefined],
      [2, reason],
    ])
    expect(again.approved[0]).toEqual(approved.approved[0])
  })
})

describe('punctuality', () => {
  const dueAt = instantAt('2024-05-13', '17:00')
  const before = instantAt('2024-05-13', '16:59')
  const after = instantAt('2024-05-13', '17:01')

  test('is the first submission against the due instant', () => {
    expect(punctuality(dueAt, before, after)).toBe('onTime')
    expect(punctuality(dueAt, dueAt, after)).toBe('onTime')
    expect(punctuality(dueAt, after, after)).toBe('late')
    expect(punctuality(dueAt, undefined, before)).toBe('due')
    expect(punctuality(dueAt, undefined, after)).toBe('overdue')
  })
})

test('a reason has five letters, in any normal form', () => {
  expect(saysWhy('thiếu')).toBe(true)
  expect(saysWhy('thiếu'.normalize('NFD'))).toBe(true)
  expect(saysWhy('sửa 12345')).toBe(false)
})

/** Whatever people do to a report, in any order. */
type Step = 'save' | 'empty' | 'submit' | 'return' | 'approve' | 'correct'

const anySteps = fc.array(fc.constantFrom<Step>('save', 'empty', 'submit', 'return', 'approve', 'correct'), { maxLength: 40 })

function perform(report: Report, step: Step, minute: number): Outcome {
  const act = {
    by: 'lan',
    at: instantAt('2024-05-11', `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`),
  }
  switch (step) {
    case 'save':
      return saveEntry(report, { ...act, indicatorId: 'payment', figure: { numerator: String(minute), denominator: '1000' } })
    case 'empty':
      return saveEntry(report, { ...act, indicatorId: 'payment', figure: undefined })
    case 'submit':
      return submitReport(report, { ...act, form, missingAccepted: form.map(({ id }) => ({ indicatorId: id, reason: 'Chưa có số liệu' })) })
    case 'return':
      return returnReport(report, { ...act, reason, cells: [] })
    case 'approve':
      return approveReport(report, act)
    case 'correct':
      return correctReport(report, { ...act, reason })
  }
}

describe('whatever people do, in any order', () => {
  test('the first submission time never changes once it is there', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const times = new Set<string>()
        let report = opened
        for (const [minute, step] of steps.entries()) {
          const outcome = perform(report, step, minute)
          report = 'refused' in outcome ? report : outcome.report
          if (report.firstSubmittedAt !== undefined) times.add(report.firstSubmittedAt)
        }
        expect(times.size).toBe(steps.includes('submit') ? 1 : 0)
      }),
    )
  })

  test('what was approved stays approved, word for word, and versions only grow', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        let report = opened
        for (const [minute, step] of steps.entries()) {
          const frozen = structuredClone(report.approved)
          const outcome = perform(report, step, minute)
          if ('refused' in outcome) continue
          expect(outcome.report.approved.slice(0, frozen.length)).toEqual(frozen)
          expect(outcome.report.version).toBe(report.version + (step === 'correct' ? 1 : 0))
          expect(outcome.report.approved.length).toBe(frozen.length + (step === 'approve' ? 1 : 0))
          report = outcome.report
        }
      }),
    )
  })

  test('an approved report changes in no way but by a correction', () => {
    fc.assert(
      fc.property(anySteps, fc.constantFrom<Step>('save', 'empty', 'submit', 'return', 'approve'), (steps, next) => {
        let report = opened
        for (const [minute, step] of [...steps, 'save' as const, 'submit' as const, 'approve' as const].entries()) {
          const outcome = perform(report, step, minute)
          report = 'refused' in outcome ? report : outcome.report
        }
        expect(report.state).toBe('approved')
        expect(perform(report, next, 1)).toHaveProperty('refused')
      }),
    )
  })

  test('every change says what happened, and a refusal changes nothing', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        let report = opened
        for (const [minute, step] of steps.entries()) {
          const before = structuredClone(report)
          const outcome = perform(report, step, minute)
          expect(report).toEqual(before)
          if ('refused' in outcome) continue
          expect(outcome.events.length).toBeGreaterThan(0)
          report = outcome.report
        }
      }),
    )
  })
})
