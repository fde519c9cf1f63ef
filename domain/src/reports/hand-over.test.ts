import { expect, test } from 'vitest'
import type { Target } from '../indicators/indicator.ts'
import { reportsThatPass } from './hand-over.ts'
import type { FormIndicator, OwedReport } from './hand-over.ts'

const atLeast = (value: string | null, unit = '%'): Target => ({ op: '>=', value, unit })
const indicators = new Map<string, FormIndicator>([
  ['online', { id: 'online', rollUp: 'sumRatio', unitTarget: atLeast('85') }],
  ['meetings', { id: 'meetings', rollUp: 'sum', unitTarget: atLeast(null, 'buổi') }],
])
const owed = (unitId: string, period: string, more: Partial<OwedReport> = {}): OwedReport => ({
  id: `${unitId} ${period}`,
  regimeId: 'regime',
  period,
  unitId,
  windowTo: `${period}-10`,
  state: 'open',
  form: [
    { indicatorId: 'online', target: atLeast('85') },
    { indicatorId: 'meetings', target: atLeast('4', 'buổi') },
  ],
  ...more,
})
const heirOf = new Map([
  ['ward5', 'heir'],
  ['ward7', 'heir'],
])
const passed = (reports: readonly OwedReport[], effectiveOn = '2025-07-01') => reportsThatPass(reports, { effectiveOn, heirOf, indicators })

test('the reports of windows that end after the units pass together; levels stay, and amounts that add up have no target of their own', () => {
  expect(
    passed([
      owed('ward5', '2025-06'),
      owed('ward7', '2025-06'),
      owed('ward5', '2025-07'),
      owed('ward7', '2025-07'),
      owed('other', '2025-07'),
    ]),
  ).toEqual([
    {
      heirId: 'heir',
      ends: ['ward5 2025-07', 'ward7 2025-07'],
      form: [
        { indicatorId: 'online', target: atLeast('85') },
        { indicatorId: 'meetings', target: atLeast(null, 'buổi') },
      ],
      differing: ['meetings'],
    },
  ])
})

test('a window whose last day is the day before stays, one that reaches the day passes', () => {
  expect(passed([owed('ward5', '2025-07', { windowTo: '2025-07-01' })])).toEqual([])
  expect(passed([owed('ward5', '2025-07', { windowTo: '2025-07-02' })])).toHaveLength(1)
})

test('a period that one of them has handed in is finished by all of them', () => {
  for (const state of ['submitted', 'returned', 'approved'] as const)
    expect(passed([owed('ward5', '2025-07', { state }), owed('ward7', '2025-07')])).toEqual([])
})

test('an heir that goes on keeps its own form, and gets the lines that it lacks', () => {
  const own = owed('heir', '2025-07', { form: [{ indicatorId: 'meetings', target: atLeast('6', 'buổi') }] })
  expect(passed([own, owed('ward5', '2025-07')])).toMatchObject([
    {
      widens: own.id,
      ends: ['ward5 2025-07'],
      form: [{ indicatorId: 'online' }, { indicatorId: 'meetings', target: atLeast('6', 'buổi') }],
    },
  ])
})

test('levels that differ are not guessed: the target of the plan stands, and it is said', () => {
  const other = owed('ward7', '2025-07', { form: [{ indicatorId: 'online', target: atLeast('90') }] })
  expect(passed([owed('ward5', '2025-07'), other])).toMatchObject([
    { form: [{ indicatorId: 'online', target: atLeast('85') }, {}], differing: expect.arrayContaining(['online']) as string[] },
  ])
})
