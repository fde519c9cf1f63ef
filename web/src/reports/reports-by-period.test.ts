import type { ReportSummary } from '@haidang/api/reports'
import { expect, test } from 'vitest'
import { reportsByPeriod } from './reports-by-period.ts'

const report = (period: string, planTitle = 'Kế hoạch chuyển đổi số'): ReportSummary => ({
  id: `${period} ${planTitle}`,
  unit: { id: 'p5', name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' },
  period,
  state: 'open',
  version: 1,
  dueAt: `${period}-12T10:00:00.000Z`,
  nominalDue: `${period}-12`,
  movedBecause: null,
  firstSubmittedAt: null,
  submittedAt: null,
  approvedAt: null,
  punctuality: 'due',
  entered: 0,
  expected: 3,
  returnReason: null,
  extension: null,
  extendedFrom: null,
  lock: null,
  planId: planTitle,
  planTitle,
  roundName: null,
})
const periods = (months: readonly { readonly period: string }[]): readonly string[] => months.map(({ period }) => period)

test('the month whose data run now stands on top, those before below it, those to come apart', () => {
  const { reached, toCome } = reportsByPeriod({
    period: '2024-06',
    reports: ['2024-05', '2024-06', '2024-07', '2024-08', '2024-09'].map((one) => report(one)),
  })
  expect(periods(reached)).toEqual(['2024-07', '2024-06', '2024-05'])
  expect(periods(toCome)).toEqual(['2024-08', '2024-09'])
})

test('in the last month nothing is to come', () => {
  const { reached, toCome } = reportsByPeriod({ period: '2024-06', reports: [report('2024-05'), report('2024-06')] })
  expect([periods(reached), periods(toCome)]).toEqual([['2024-06', '2024-05'], []])
})

test('two plans that ask for the same month are one month with two reports', () => {
  const { reached } = reportsByPeriod({ period: '2024-05', reports: [report('2024-05'), report('2024-05', 'Kế hoạch Đề án 06')] })
  expect(reached.map(({ reports }) => reports.map(({ planTitle }) => planTitle))).toEqual([['Kế hoạch chuyển đổi số', 'Kế hoạch Đề án 06']])
})

test('periods of all kinds stand by the moment at which they are due', () => {
  const due = (period: string, dueAt: string) => ({ ...report(period), dueAt })
  const { reached, toCome } = reportsByPeriod({
    period: '2024-05',
    reports: [
      due('2024', '2024-12-20T10:00:00.000Z'),
      due('2024-05', '2024-05-13T10:00:00.000Z'),
      due('2024-06', '2024-06-12T10:00:00.000Z'),
      due('2024-Q2', '2024-06-18T10:00:00.000Z'),
      due('2024-05-31', '2024-05-31T10:00:00.000Z'),
    ],
  })
  expect([periods(reached), periods(toCome)]).toEqual([
    ['2024-05-31', '2024-05'],
    ['2024-06', '2024-Q2', '2024'],
  ])
})
