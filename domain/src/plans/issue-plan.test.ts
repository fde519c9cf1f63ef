import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nationalCalendar } from '../periods/calendar.ts'
import { dayOf } from '../periods/day.ts'
import { anyDay } from '../periods/days.test-data.ts'
import { monthlyRegime } from '../periods/regimes.test-data.ts'
import { cityUnits, reportingUnits, wardIds } from '../units/units.test-data.ts'
import { draftFromReading } from './draft.ts'
import type { DraftItem, IndicatorDraft } from './draft.ts'
import { issuePlan, lacksOf } from './issue-plan.ts'
import type { IssuedPlan, IssueInput } from './issue-plan.ts'
import { reading } from './reading.test-data.ts'

const accepted = draftFromReading(reading, cityUnits, '2024-04-20').map((item): DraftItem => ({ ...item, state: 'accepted' }))

const input: IssueInput = { items: accepted, units: cityUnits, calendar: nationalCalendar, issuedOn: '2024-04-20' }

function issued(changes: Partial<IssueInput> = {}): IssuedPlan {
  const outcome = issuePlan({ ...input, ...changes })
  return 'refused' in outcome ? expect.fail(`refused: ${JSON.stringify(outcome)}`) : outcome
}

const withIndicator = (changes: Partial<IndicatorDraft>): readonly DraftItem[] =>
  accepted.map((item): DraftItem =>
    item.kind === 'indicator' && item.id === 'indicator-1' ? { ...item, value: { ...item.value, ...changes } } : item,
  )

describe('a plan issued on 20 April 2024', () => {
  const plan = issued()

  test('makes indicators in the order of the plan, numbered within their pillars, with their clause', () => {
    expect(plan.indicators.map(({ id, code, kind }) => [id, code, kind])).toEqual([
      ['indicator-1', '1.1', 'ratio'],
      ['indicator-2', '2.1', 'unitCount'],
      ['indicator-3', '3.1', 'milestone'],
    ])
    expect(plan.indicators[0]).toMatchObject({
      target: { op: '=', value: '80', unit: '%' },
      clause: { text: '80% hồ sơ được nộp trực tuyến trên tổng số hồ sơ tiếp nhận.', ...accepted[2]?.source },
    })
    expect(plan.indicators[2]?.target).toMatchObject({ op: 'milestone', value: null, deadline: { precision: 'quarter' } })
  })

  test('assigns what is addressed and lists what is not', () => {
    expect(plan.assignments).toEqual(
      wardIds.map((unitId) => ({ indicatorId: 'indicator-2', unitId, target: { op: '=', value: '1', unit: null } })),
    )
    expect(plan.unassignedIndicators).toEqual(['indicator-1', 'indicator-3'])
    expect(plan.unassignedTasks).toEqual(['task-2'])
  })

  test('makes tasks with their instant and their units', () => {
    expect(plan.tasks.map(({ id, order, deadline }) => [id, order, deadline])).toEqual([
      ['task-1', 1, '2024-08-02T17:00:00.000Z'],
      ['task-2', 2, undefined],
    ])
    expect(plan.taskAssignments).toEqual([
      { taskId: 'task-1', unitId: 'vhtt', role: 'lead' },
      ...wardIds.map((unitId) => ({ taskId: 'task-1', unitId, role: 'cooperating' })),
    ])
  })

  test('obliges every reporting unit for months 5 to 12, the first from 10 April', () => {
    const periods = [...new Set(plan.obligations.map(({ period }) => period))]
    expect(periods).toEqual(['2024-05', '2024-06', '2024-07', '2024-08', '2024-09', '2024-10', '2024-11', '2024-12'])
    expect(plan.obligations).toHaveLength(8 * reportingUnits.length)
    expect(plan.obligations[0]).toMatchObject({
      unitId: 'vhtt',
      windowFrom: '2024-04-10',
      windowTo: '2024-05-10',
      dueAt: '2024-05-13T10:00:00.000Z',
    })
    expect(plan.obligations.some(({ unitId }) => unitId === 'bcd')).toBe(false)
    expect(plan.consolidationDues.map(({ period }) => period)).toEqual(periods)
    expect(plan.consolidationDues[0]).toMatchObject({
      nominalDue: '2024-05-25',
      dueAt: '2024-05-27T10:00:00.000Z',
      movedBecause: 'saturday',
    })
  })

  test('a unit that leads does not also cooperate with itself', () => {
    const items = accepted.map((item): DraftItem =>
      item.kind === 'task' ? { ...item, value: { ...item.value, cooperatingUnitIds: ['vhtt', 'p1'] } } : item,
    )
    expect(issued({ items }).taskAssignments.filter(({ taskId }) => taskId === 'task-1')).toEqual([
      { taskId: 'task-1', unitId: 'vhtt', role: 'lead' },
      { taskId: 'task-1', unitId: 'p1', role: 'cooperating' },
    ])
  })

  test('is the same when it is issued again', () => {
    expect(issued()).toEqual(plan)
  })

  test('lists open doubts and unseen items and is not held up by them', () => {
    const items = accepted.map((item): DraftItem => (item.id === 'task-2' ? { ...item, state: 'unseen' } : item))
    const open = issued({ items, openDoubts: reading.doubts })
    expect(open.openDoubts).toEqual(reading.doubts)
    expect(open.unseenItems).toEqual(['task-2'])
    expect(open.tasks.map(({ id }) => id)).toEqual(['task-1'])
  })

  test('may be asked of some units only, and may ask for no reports', () => {
    expect(new Set(issued({ reportingUnitIds: ['p1', 'p10'] }).obligations.map(({ unitId }) => unitId))).toEqual(new Set(['p1', 'p10']))
    expect(issued({ regime: null })).toMatchObject({ regime: undefined, obligations: [], consolidationDues: [] })
  })

  test('words that ask for no period make no regime beside the monthly one', () => {
    const monthly = accepted.find((item) => item.kind === 'reporting' && item.value.unitDueDay !== undefined)
    const timely = accepted.flatMap((item) => {
      if (item.kind !== 'reporting' || item.id !== monthly?.id) return []
      const { frequency: _frequency, ...value } = item.value
      return [{ ...item, id: 'timely', value: { ...value, unitDueDay: 5, quote: 'Báo cáo kịp thời khi có vướng mắc.' } }]
    })
    expect(issued({ items: [...timely, ...accepted] }).regime).toEqual(plan.regime)
    expect(timely).toHaveLength(1)
  })

  test('follows the regime that the officer settled', () => {
    const settled = issued({ regime: { ...monthlyRegime, unitDueDay: 14, consolidatedDueDay: 20 } })
    expect(settled.obligations[0]).toMatchObject({ nominalDue: '2024-05-14' })
  })
})

describe('the first period', () => {
  test.each([
    ['2024-04-11', '2024-04'],
    ['2024-04-12', '2024-05'],
    ['2024-05-12', '2024-05'],
    ['2024-05-13', '2024-06'],
  ])('of a plan issued on %s is %s', (issuedOn, period) => {
    expect(issued({ issuedOn }).obligations[0]?.period).toBe(period)
  })

  test('is never due on or before the day of issue, and the last is December', () => {
    fc.assert(
      fc.property(anyDay, (issuedOn) => {
        fc.pre(issuedOn >= '2021-01-01' && issuedOn.slice(5) < '12-01')
        const units = cityUnits.filter(({ validFrom }) => validFrom <= issuedOn)
        const { obligations } = issued({ issuedOn, units })
        expect(obligations.every(({ dueAt }) => dayOf(dueAt) > issuedOn)).toBe(true)
        expect(obligations.at(-1)?.period).toBe(`${issuedOn.slice(0, 4)}-12`)
      }),
    )
  })

  test('of a plan for the next year issued in December reaches into that year', () => {
    const { obligations } = issued({ issuedOn: '2023-12-20', planYear: 2024 })
    expect([obligations[0]?.period, obligations.at(-1)?.period]).toEqual(['2024-01', '2024-12'])
  })
})

describe('a plan that is not whole is refused', () => {
  test.each<[string, Partial<IndicatorDraft>, string]>([
    ['a pillar', { pillar: ' ' }, 'pillar'],
    ['a name', { name: '' }, 'name'],
    ['a target', { value: null }, 'target'],
    ['the upper end of its range', { op: 'range' }, 'target'],
    ['the name of its numerator', { numeratorLabel: undefined }, 'numeratorLabel'],
    ['the name of its denominator', { denominatorLabel: '' }, 'denominatorLabel'],
    ['a roll-up that its kind has', { rollUp: 'mean' }, 'rollUp'],
  ])('an indicator lacks %s', (_, changes, lack) => {
    expect(issuePlan({ ...input, items: withIndicator(changes) })).toEqual({
      refused: 'incomplete',
      items: [{ itemId: 'indicator-1', lacks: [lack] }],
    })
  })

  test('a milestone needs no target, and a dropped item nothing at all', () => {
    const milestone = accepted.find(({ id }) => id === 'indicator-3') ?? expect.fail('no milestone')
    expect(lacksOf(milestone)).toEqual([])
    const items = withIndicator({ name: '' }).map((item): DraftItem => (item.id === 'indicator-1' ? { ...item, state: 'dropped' } : item))
    expect(issued({ items }).indicators.map(({ id }) => id)).toEqual(['indicator-2', 'indicator-3'])
  })

  test('nothing was accepted', () => {
    expect(issuePlan({ ...input, items: [] })).toEqual({ refused: 'nothingAccepted' })
  })

  test('the regime lacks a day, or its windows do not meet', () => {
    const withReporting = (changes: object): readonly DraftItem[] =>
      accepted.map((item): DraftItem => (item.kind === 'reporting' ? { ...item, value: { ...item.value, ...changes } } : item))
    expect(issuePlan({ ...input, items: withReporting({ consolidatedDueDay: undefined, windowToDay: undefined }) })).toEqual({
      refused: 'regimeIncomplete',
      lacks: ['window', 'consolidatedDueDay'],
    })
    expect(issuePlan({ ...input, items: withReporting({ windowToDay: 5 }) })).toEqual({
      refused: 'regimeFaulty',
      faults: ['windowsDoNotMeet'],
    })
  })

  test('nobody reports', () => {
    expect(issuePlan({ ...input, reportingUnitIds: [] })).toEqual({ refused: 'noReportingUnits' })
  })
})
