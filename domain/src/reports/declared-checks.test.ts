import { describe, expect, test } from 'vitest'
import type { DeclaredChecks } from '../indicators/declared-checks.ts'
import type { Indicator } from '../indicators/indicator.ts'
import { meetingRooms, onlinePayment, trainedOfficials } from '../indicators/indicators.test-data.ts'
import { checkEntry, checkReport, sameFor } from './check-entries.ts'
import { openReport, submitReport } from './report.ts'

const checked = (indicator: Indicator, checks: DeclaredChecks): Indicator => ({ ...indicator, checks })
const found = (...asked: Parameters<typeof checkEntry>) => checkEntry(...asked).map(({ code, severity }) => `${severity} ${code}`)
const trained = (checks: DeclaredChecks) => checked(trainedOfficials, checks)

describe('what a finding asks is declared', () => {
  const jump = (demand?: 'none' | 'notice' | 'reason' | 'block') =>
    found(trained({ demands: demand === undefined ? {} : { jump: demand } }), { numerator: '201' }, { numerator: '100' })

  test('and is another look where nothing is', () => {
    expect(jump()).toEqual(['warning jump'])
    expect(jump('none')).toEqual([])
    expect(jump('reason')).toEqual(['reason jump'])
    expect(jump('block')).toEqual(['error jump'])
  })

  test('each rule by itself', () => {
    const asks = checked(onlinePayment, { demands: { denominatorChanged: 'reason' } })
    expect(found(asks, { numerator: '80', denominator: '160' }, { numerator: '10', denominator: '100' })).toEqual([
      'warning jump',
      'reason denominatorChanged',
    ])
  })
})

describe('the same figure, period after period', () => {
  test('is counted up to the last, and a silent period ends it', () => {
    const five = { numerator: '5' }
    expect(sameFor([])).toBe(0)
    expect(sameFor([five, {}])).toBe(0)
    expect(sameFor([five])).toBe(1)
    expect(sameFor([{ numerator: '6' }, five, five])).toBe(2)
    expect(sameFor([five, undefined, five])).toBe(1)
    expect(sameFor([{ numerator: '5', denominator: '9' }, five])).toBe(1)
  })

  test('is asked about from the third on, or from the declared one', () => {
    const asks = (sameBefore: number, checks: DeclaredChecks = { demands: { sameForPeriods: 'reason' } }) =>
      checkEntry(trained(checks), { numerator: '5' }, { numerator: '5', sameFor: sameBefore }).map(({ values }) => values)
    expect(asks(1)).toEqual([])
    expect(asks(2)).toEqual([{ periods: '3' }])
    expect(asks(2, { demands: { sameForPeriods: 'reason' }, samePeriods: 4 })).toEqual([])
    expect(asks(9, { demands: {} })).toEqual([])
    expect(checkEntry(trained({ demands: { sameForPeriods: 'reason' } }), { numerator: '6' }, { numerator: '5', sameFor: 9 })).toEqual([])
  })

  test('is no question of an answer, nor of what is missing', () => {
    const rooms = checked(meetingRooms, { demands: { sameForPeriods: 'reason' } })
    expect(checkEntry(rooms, { numerator: '1' }, { numerator: '1', sameFor: 9 })).toEqual([])
    expect(checkEntry(trained({ demands: { sameForPeriods: 'reason' } }), {}, { sameFor: 9 })).toEqual([])
  })
})

test('more decimals than are kept are asked about where that is declared', () => {
  const amount: Indicator = { ...trainedOfficials, kind: 'amount', digits: 1, checks: { demands: { digits: 'block' } } }
  expect(found(amount, { numerator: '1.5' })).toEqual([])
  expect(found(amount, { numerator: '1.55' })).toEqual(['error digits'])
  expect(found({ ...amount, checks: { demands: {} } }, { numerator: '1.55' })).toEqual([])
})

describe('figures of two indicators', () => {
  const relation = { cell: 'denominator', op: '<=', indicatorId: 'trained', other: 'numerator' } as const
  const related = (op: '<=' | '=' | '>=', demands: DeclaredChecks['demands'] = {}) =>
    checked(onlinePayment, { demands, relations: [{ ...relation, op }] })
  const ask = (indicator: Indicator, denominator: string, numerator?: string) =>
    checkReport([indicator, trainedOfficials], {
      payment: { numerator: '1', denominator },
      trained: numerator === undefined ? {} : { numerator },
    })

  test('that stand otherwise than declared need a reason, at the edge not', () => {
    expect(ask(related('<='), '100', '100').questions).toEqual([])
    expect(ask(related('<='), '101', '100').questions).toEqual([
      {
        code: 'related',
        severity: 'reason',
        indicatorId: 'payment',
        cell: 'denominator',
        values: { mine: '101', theirs: '100' },
        other: { indicatorId: 'trained', cell: 'numerator', op: '<=' },
      },
    ])
    expect(ask(related('>='), '99', '100').questions).toHaveLength(1)
    expect(ask(related('='), '100.0', '100').questions).toEqual([])
    expect(ask(related('<=', { related: 'block' }), '101', '100').errors).toHaveLength(1)
    expect(ask(related('<=', { related: 'none' }), '101', '100')).toMatchObject({ errors: [], questions: [], warnings: [] })
  })

  test('of which one is missing say nothing of each other', () => {
    expect(ask(related('<='), '101').questions).toEqual([])
  })
})

describe('a report with a question', () => {
  const asks = trained({ demands: { jump: 'reason' } })
  const report = {
    ...openReport({ id: 'r', unitId: 'p1', period: '2024-05' }),
    content: { figures: { trained: { numerator: '300' } }, narrative: {}, missingAccepted: [] },
  }
  const submit = (explained: { indicatorId: string; code: 'jump' | 'digits'; reason: string }[]) =>
    submitReport(report, {
      by: 'lan',
      at: '2024-05-12T02:00:00.000Z',
      form: [asks],
      missingAccepted: [],
      previous: { trained: { numerator: '100' } },
      explained,
    })

  test('goes when it says why, and keeps what was asked and answered', () => {
    expect(submit([])).toMatchObject({ refused: 'unexplained', findings: [{ indicatorId: 'trained', cell: 'numerator', code: 'jump' }] })
    expect(submit([{ indicatorId: 'trained', code: 'jump', reason: ' … ' }])).toMatchObject({ refused: 'unexplained' })
    expect(submit([{ indicatorId: 'trained', code: 'digits', reason: 'mở thêm lớp' }])).toMatchObject({ refused: 'unexplained' })
    const answer = { indicatorId: 'trained', code: 'jump', reason: 'mở thêm hai lớp' } as const
    const done = submit([answer, { indicatorId: 'trained', code: 'digits', reason: 'không ai hỏi' }])
    expect(done).toMatchObject({ report: { state: 'submitted', content: { explained: [answer] } } })
  })
})
