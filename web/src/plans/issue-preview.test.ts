import { nationalCalendar } from '@haidang/domain/periods/calendar'
import { describe, expect, test } from 'vitest'
import { indicator, reporting, units } from './drafts.test-data.ts'
import { periodsAround, previewIssue, regimeDates } from './issue-preview.ts'
import { reviewItems } from './review-items.ts'

const accepted = { state: 'accepted' as const }
const none = { windowFrom: null, windowTo: null, unitDue: null, cityDue: null, makesRegime: false } as const
const timely = reporting('timely', 2, { ...none, frequency: 'adHoc', unitIds: ['vhtt'] }, accepted)
const monthly = reporting('monthly', 3, {}, accepted)
const items = reviewItems([indicator('a', 1, {}, accepted), timely, monthly, indicator('left', 4)], new Map(), new Map())
const chosen = { issuedOn: '2024-04-20', periods: {} }

const regimesOf = (preview: ReturnType<typeof previewIssue>) =>
  'refused' in preview
    ? preview.refused
    : preview.regimes.map(({ itemId, obligations, units: owing, periods }) => [itemId, obligations, owing, periods[0], periods.at(-1)])

describe('what issuing will do', () => {
  test('three wards owe eight months from May, and what was not reviewed is named', () => {
    const preview = previewIssue(items, units, chosen, nationalCalendar)
    expect(preview).toMatchObject({ indicators: 1, tasks: 0, unseenItems: ['left'] })
    expect(regimesOf(preview)).toEqual([['monthly', 24, 3, '2024-05', '2024-12']])
  })

  test('only the periods that were chosen', () => {
    const within = (first: string, last: string) =>
      previewIssue(items, units, { ...chosen, periods: { monthly: { first, last } } }, nationalCalendar)
    expect(regimesOf(within('2024-06', '2025-02'))).toEqual([['monthly', 27, 3, '2024-06', '2025-02']])
    expect(within('2024-09', '2024-06')).toEqual({ refused: 'periodsTurned', itemId: 'monthly' })
  })

  test('each regime has its own periods', () => {
    const quarterly = reporting(
      'quarterly',
      5,
      {
        frequency: 'quarterly',
        windowFrom: { shift: -3, date: 15 },
        windowTo: { shift: 0, date: 15 },
        unitDue: { kind: 'workingDays', count: 2 },
      },
      accepted,
    )
    const both = reviewItems([indicator('a', 1, {}, accepted), monthly, quarterly], new Map(), new Map())
    expect(regimesOf(previewIssue(both, units, chosen, nationalCalendar))).toEqual([
      ['monthly', 24, 3, '2024-05', '2024-12'],
      ['quarterly', 9, 3, '2024-Q2', '2024-Q4'],
    ])
  })

  test('an item that lacks its denominator is refused by name', () => {
    const lacking = reviewItems([indicator('a', 1, { denominatorLabel: '' }, accepted)], new Map(), new Map())
    expect(previewIssue(lacking, units, chosen, nationalCalendar)).toEqual({
      refused: 'incomplete',
      items: [{ itemId: 'a', lacks: ['denominatorLabel'] }],
    })
  })
})

describe('the dates of a regime', () => {
  const { value } = monthly
  if (!('windowFrom' in value)) throw new TypeError('A reporting item has a window.')

  test('12 May 2024 is a Sunday, so units have until 13 May at 17:00', () => {
    const { rows } = regimeDates(value, '2024-04-20', nationalCalendar)
    expect(rows[0]).toMatchObject({
      period: '2024-05',
      window: { from: '2024-04-10', to: '2024-05-10' },
      unit: { nominal: '2024-05-12', at: '2024-05-13T10:00:00.000Z', movedBecause: 'sunday' },
    })
    expect(rows).toHaveLength(8)
  })

  test('a day that is not said is asked for; a window that does not meet is refused', () => {
    expect(regimeDates({ ...value, unitDue: null }, '2024-04-20', nationalCalendar).rows).toEqual([])
    expect(regimeDates({ ...value, cityDue: null }, '2024-04-20', nationalCalendar).lacks).toEqual(['cityDue'])
    expect(regimeDates({ ...value, windowTo: { shift: 0, date: 9 } }, '2024-04-20', nationalCalendar).faults).toEqual(['windowsDoNotMeet'])
  })
})

test('periods to choose from reach from the one before to the end of the next year, with those chosen already', () => {
  expect(periodsAround('quarterly', '2024-04-20', ['2023-Q1', null])).toEqual([
    '2023-Q1',
    '2024-Q1',
    '2024-Q2',
    '2024-Q3',
    '2024-Q4',
    '2025-Q1',
    '2025-Q2',
    '2025-Q3',
    '2025-Q4',
  ])
  expect(periodsAround('weekly', '2026-12-30', []).slice(0, 3)).toEqual(['2026-W52', '2026-W53', '2027-W01'])
})
