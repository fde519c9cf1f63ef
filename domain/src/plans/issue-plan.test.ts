import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nationalCalendar } from '../periods/calendar.ts'
import { dayOf } from '../periods/day.ts'
import { anyDay } from '../periods/days.test-data.ts'
import { cityUnits, reportingUnits, wardIds } from '../units/units.test-data.ts'
import { draftFromReading } from './draft.ts'
import type { DraftItem, IndicatorDraft, ReportingDraft } from './draft.ts'
import { issuePlan, lacksOf } from './issue-plan.ts'
import type { IssuedPlan, IssuedRegime, IssueInput } from './issue-plan.ts'
import { reading } from './reading.test-data.ts'

const accepted = draftFromReading(reading, cityUnits, '2024-04-20').map((item): DraftItem => ({ ...item, state: 'accepted' }))

const input: IssueInput = { items: accepted, units: cityUnits, calendar: nationalCalendar, issuedOn: '2024-04-20' }

function issued(changes: Partial<IssueInput> = {}): IssuedPlan {
  const outcome = issuePlan({ ...input, ...changes })
  return 'refused' in outcome ? expect.fail(`refused: ${JSON.stringify(outcome)}`) : outcome
}

/** "Các phòng chuyên môn; UBND các phường, xã": no agency is named. */
const owing = reportingUnits.filter(({ group }) => group !== 'agency')

const regimes = (changes: Partial<IssueInput> = {}): readonly IssuedRegime[] => issued(changes).regimes
const monthlyOf = (changes: Partial<IssueInput> = {}): IssuedRegime => regimes(changes)[0] ?? expect.fail('no regime')

/** The reporting item that the plan's regime is made of, changed, and others beside it. */
const withReporting = (changes: Partial<ReportingDraft>, ...others: readonly Partial<ReportingDraft>[]): readonly DraftItem[] =>
  accepted.flatMap((item): readonly DraftItem[] => {
    if (item.kind !== 'reporting' || !item.value.makesRegime) return [item]
    return [changes, ...others].map((one, index) => ({
      ...item,
      id: index === 0 ? item.id : `${item.id}-${index + 1}`,
      value: { ...item.value, ...one },
    }))
  })

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
    const [monthly] = plan.regimes
    const periods = [...new Set(monthly?.obligations.map(({ period }) => period))]
    expect(plan.regimes).toHaveLength(1)
    expect(periods).toEqual(['2024-05', '2024-06', '2024-07', '2024-08', '2024-09', '2024-10', '2024-11', '2024-12'])
    expect(monthly?.obligations).toHaveLength(8 * owing.length)
    expect(monthly?.obligations[0]).toMatchObject({
      unitId: 'vhtt',
      windowFrom: '2024-04-10',
      windowTo: '2024-05-10',
      dueAt: '2024-05-13T10:00:00.000Z',
    })
    expect(monthly?.obligations.some(({ unitId }) => unitId === 'bcd')).toBe(false)
    expect(monthly?.consolidationDues.map(({ period }) => period)).toEqual(periods)
    expect(monthly?.consolidationDues[0]).toMatchObject({
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
    const some = monthlyOf({ items: withReporting({ reportingUnits: { unitIds: ['p1', 'p10'], groups: [] } }) })
    expect(new Set(some.obligations.map(({ unitId }) => unitId))).toEqual(new Set(['p1', 'p10']))
    expect(regimes({ items: withReporting({ makesRegime: false }) })).toEqual([])
  })

  test('words of another report make no regime beside the units’', () => {
    expect(accepted.filter(({ kind }) => kind === 'reporting')).toHaveLength(2)
    expect(plan.regimes.map(({ regime }) => regime.id)).toEqual(['reporting-1'])
  })
})

describe('several regimes of one plan', () => {
  const quarterly: Partial<ReportingDraft> = {
    frequency: 'quarterly',
    windowFrom: { shift: -3, date: 15 },
    windowTo: { shift: 0, date: 15 },
    unitDue: { kind: 'workingDays', count: 2 },
    cityDue: { kind: 'day', shift: 0, date: 25 },
  }
  const asked: Partial<ReportingDraft> = {
    frequency: 'once',
    rounds: [{ unitDue: '2024-08-15', cityDue: '2024-08-20', window: { from: '2024-01-01', to: '2024-08-01' } }],
    reportingUnits: { unitIds: ['p1'], groups: [] },
  }

  test('each oblige their units for their own periods', () => {
    const made = regimes({ items: withReporting({}, quarterly, asked) })
    expect(
      made.map(({ obligations, consolidationDues }) => [
        new Set(obligations.map(({ unitId }) => unitId)).size,
        consolidationDues.map(({ period }) => period),
      ]),
    ).toEqual([
      [owing.length, ['2024-05', '2024-06', '2024-07', '2024-08', '2024-09', '2024-10', '2024-11', '2024-12']],
      [owing.length, ['2024-Q2', '2024-Q3', '2024-Q4']],
      [1, ['2024-08-15']],
    ])
    expect(made[1]?.obligations[0]).toMatchObject({ windowFrom: '2024-03-15', windowTo: '2024-06-15', nominalDue: '2024-06-18' })
    expect(made[2]?.consolidationDues).toEqual([
      {
        period: '2024-08-15',
        windowFrom: '2024-01-01',
        windowTo: '2024-08-01',
        nominalDue: '2024-08-20',
        dueAt: '2024-08-20T10:00:00.000Z',
      },
    ])
  })

  test('of one frequency, or by one day, could not be told apart', () => {
    const collide = { refused: 'regimesCollide', itemId: 'reporting-1-2', otherId: 'reporting-1' }
    expect(issuePlan({ ...input, items: withReporting({}, { unitDue: { kind: 'day', shift: 0, date: 14 } }) })).toEqual(collide)
    expect(issuePlan({ ...input, items: withReporting(asked, { ...asked, frequency: 'adHoc' }) })).toEqual(collide)
    expect(regimes({ items: withReporting(asked, { ...asked, rounds: [{ unitDue: '2024-09-15', cityDue: '2024-09-20' }] }) })).toHaveLength(
      2,
    )
  })

  test('begin and end with the periods that were chosen for each, be it before the day of issue', () => {
    const periods = { 'reporting-1': { first: '2024-06', last: '2024-08' }, 'reporting-1-2': { first: '2024-Q2', last: '2025-Q1' } }
    const made = regimes({ items: withReporting({}, quarterly), periods })
    expect(made.map(({ consolidationDues }) => consolidationDues.map(({ period }) => period))).toEqual([
      ['2024-06', '2024-07', '2024-08'],
      ['2024-Q2', '2024-Q3', '2024-Q4', '2025-Q1'],
    ])
    // The first quarter's report is due on 18 March, before the plan is there.
    expect(
      regimes({ items: withReporting(quarterly), periods: { 'reporting-1': { first: '2024-Q1' } } })[0]?.consolidationDues[0]?.period,
    ).toBe('2024-Q2')
    const turned = { refused: 'periodsTurned', itemId: 'reporting-1' }
    expect(issuePlan({ ...input, items: withReporting({ firstPeriod: '2024-09', lastPeriod: '2024-08' }) })).toEqual(turned)
    expect(issuePlan({ ...input, items: withReporting({ firstPeriod: '2024-Q3' }) })).toEqual(turned)
  })

  test('asked for as the need arises, one may have no day yet', () => {
    expect(regimes({ items: withReporting({}, { frequency: 'adHoc', rounds: [] }) })[1]).toMatchObject({
      obligations: [],
      consolidationDues: [],
    })
  })

  test('a city that would be due before its units is refused, also where the rules are of two kinds', () => {
    expect(issuePlan({ ...input, items: withReporting({ ...quarterly, unitDue: { kind: 'workingDays', count: 12 } }) })).toEqual({
      refused: 'regimeFaulty',
      itemId: 'reporting-1',
      faults: ['consolidatedBeforeUnits'],
    })
  })
})

describe('the first period', () => {
  test.each([
    ['2024-04-11', '2024-04'],
    ['2024-04-12', '2024-05'],
    ['2024-05-12', '2024-05'],
    ['2024-05-13', '2024-06'],
  ])('of a plan issued on %s is %s', (issuedOn, period) => {
    expect(monthlyOf({ issuedOn }).obligations[0]?.period).toBe(period)
  })

  test('is never due on or before the day of issue, and the last is December', () => {
    fc.assert(
      fc.property(anyDay, (issuedOn) => {
        fc.pre(issuedOn >= '2021-01-01' && issuedOn.slice(5) < '12-01')
        const units = cityUnits.filter(({ validFrom }) => validFrom <= issuedOn)
        const { obligations } = monthlyOf({ issuedOn, units })
        expect(obligations.every(({ dueAt }) => dayOf(dueAt) > issuedOn)).toBe(true)
        expect(obligations.at(-1)?.period).toBe(`${issuedOn.slice(0, 4)}-12`)
      }),
    )
  })

  test('of a plan for the next year issued in December reaches into that year', () => {
    const { obligations } = monthlyOf({ issuedOn: '2023-12-20', planYear: 2024 })
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
    expect(issuePlan({ ...input, items: withReporting({ cityDue: undefined, windowTo: undefined }) })).toEqual({
      refused: 'regimeIncomplete',
      itemId: 'reporting-1',
      lacks: ['window', 'cityDue'],
    })
    expect(issuePlan({ ...input, items: withReporting({ windowTo: { shift: 0, date: 5 } }) })).toEqual({
      refused: 'regimeFaulty',
      itemId: 'reporting-1',
      faults: ['windowsDoNotMeet'],
    })
    expect(issuePlan({ ...input, items: withReporting({ frequency: 'once', rounds: [{ unitDue: '2024-08-15' }] }) })).toEqual({
      refused: 'regimeIncomplete',
      itemId: 'reporting-1',
      lacks: ['cityDue'],
    })
    expect(issuePlan({ ...input, items: withReporting({ frequency: 'once', rounds: [] }) })).toMatchObject({ faults: ['roundsMissing'] })
  })

  test('nobody reports', () => {
    expect(issuePlan({ ...input, items: withReporting({ reportingUnits: { unitIds: ['gone'], groups: [] } }) })).toEqual({
      refused: 'noReportingUnits',
      itemId: 'reporting-1',
    })
  })
})
