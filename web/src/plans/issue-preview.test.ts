import { describe, expect, test } from 'vitest'
import { indicator, reporting, units } from './drafts.test-data.ts'
import { previewIssue, regimeDates, regimeMakerOf } from './issue-preview.ts'
import { reviewItems } from './review-items.ts'

const accepted = { state: 'accepted' as const }
const timely = reporting(
  'timely',
  2,
  { frequency: 'as-required', unitIds: ['vhtt'], windowFromDay: null, windowToDay: null, unitDueDay: null, consolidatedDueDay: null },
  accepted,
)
const monthly = reporting('monthly', 3, {}, accepted)
const items = reviewItems([indicator('a', 1, {}, accepted), timely, monthly, indicator('left', 4)], new Map(), new Map())
const chosen = { issuedOn: '2024-04-20', first: null, last: null }

describe('what issuing will do', () => {
  test('three wards owe eight months from May, and what was not reviewed is named', () => {
    expect(previewIssue(items, units, chosen)).toMatchObject({ indicators: 1, tasks: 0, obligations: 24, units: 3, unseenItems: ['left'] })
  })

  test('only the periods that were chosen', () => {
    const preview = previewIssue(items, units, { ...chosen, first: '2024-06', last: '2025-02' })
    expect('refused' in preview ? preview.refused : [preview.periods[0], preview.periods.at(-1), preview.obligations]).toEqual([
      '2024-06',
      '2025-02',
      27,
    ])
    expect(previewIssue(items, units, { ...chosen, first: '2024-09', last: '2024-06' })).toEqual({ refused: 'periodsTurned' })
  })

  test('an item that lacks its denominator is refused by name', () => {
    const lacking = reviewItems([indicator('a', 1, { denominatorLabel: '' }, accepted)], new Map(), new Map())
    expect(previewIssue(lacking, units, chosen)).toEqual({ refused: 'incomplete', items: [{ itemId: 'a', lacks: ['denominatorLabel'] }] })
  })

  test('the monthly regime makes the periods, not the one that says no day', () => {
    expect(regimeMakerOf(items)).toBe('monthly')
  })
})

describe('the dates of a regime', () => {
  const { value } = monthly
  if (!('windowFromDay' in value)) throw new TypeError('A reporting item has a window.')

  test('12 May 2024 is a Sunday, so units have until 13 May at 17:00', () => {
    const { rows } = regimeDates(value, '2024-04-20')
    expect(rows[0]).toMatchObject({
      period: '2024-05',
      window: { from: '2024-04-10', to: '2024-05-10' },
      unit: { nominal: '2024-05-12', at: '2024-05-13T10:00:00.000Z', movedBecause: 'sunday' },
    })
    expect(rows).toHaveLength(8)
  })

  test('a day that is not said is asked for; a window that does not meet is refused', () => {
    expect(regimeDates({ ...value, unitDueDay: null }, '2024-04-20').rows).toEqual([])
    expect(regimeDates({ ...value, consolidatedDueDay: null }, '2024-04-20').lacks).toEqual(['consolidatedDueDay'])
    expect(regimeDates({ ...value, windowToDay: 9 }, '2024-04-20').faults).toEqual(['windowsDoNotMeet'])
  })
})
