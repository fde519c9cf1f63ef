import { rollUpMethods } from '../indicators/roll-up.ts'
import { isOneAnswer, unitTargetOf } from '../indicators/indicator.ts'
import type { Clause, Indicator, Target } from '../indicators/indicator.ts'
import type { Calendar } from '../periods/calendar.ts'
import type { Day, Instant } from '../periods/day.ts'
import { obligationsFor } from '../periods/obligation.ts'
import type { Obligation } from '../periods/obligation.ts'
import { dueOf, periodFromDay, periodsOf, regimeFaults } from '../periods/regime.ts'
import type { Period, Regime, RegimeFault } from '../periods/regime.ts'
import { resolveDeadline } from '../tasks/deadline.ts'
import type { Task } from '../tasks/task.ts'
import { isReportingUnit, unitsOn } from '../units/unit.ts'
import type { Unit } from '../units/unit.ts'
import { isNobody, unitIdsOf } from './addressees.ts'
import type { DraftItem, IndicatorItem, ReportingDraft, ReportingItem, TaskItem } from './draft-item.ts'
import type { Doubt } from './reading.ts'

export type IssueInput = {
  readonly items: readonly DraftItem[]
  /** All versions of the units; those of the day of issue count. */
  readonly units: readonly Unit[]
  readonly calendar: Calendar
  readonly issuedOn: Day
  /** Obligations run through December of this year; the year of issue unless said otherwise. */
  readonly planYear?: number
  /** The regime as the officer settled it; otherwise it is drawn from the accepted reporting items. `null`: this plan asks for no reports. */
  readonly regime?: Regime | null
  /** Who reports; otherwise every reporting unit that stands on the day of issue. */
  readonly reportingUnitIds?: readonly string[]
  /** Doubts that nobody has settled. They stop nothing and are listed with the plan. */
  readonly openDoubts?: readonly Doubt[]
}

export type Assignment = { readonly indicatorId: string; readonly unitId: string; readonly target?: Target }

export type TaskAssignment = { readonly taskId: string; readonly unitId: string; readonly role: 'lead' | 'cooperating' }

/** When the consolidated report of a period is due. */
export type ConsolidationDue = {
  readonly period: Period
  readonly nominalDue: Day
  readonly dueAt: Instant
  readonly movedBecause?: string
}

export type IssuedPlan = {
  readonly indicators: readonly Indicator[]
  readonly assignments: readonly Assignment[]
  readonly tasks: readonly Task[]
  readonly taskAssignments: readonly TaskAssignment[]
  readonly regime: Regime | undefined
  readonly obligations: readonly Obligation[]
  readonly consolidationDues: readonly ConsolidationDue[]
  /** What the plan leaves open, to be seen and not hidden. */
  readonly unassignedIndicators: readonly string[]
  readonly unassignedTasks: readonly string[]
  readonly unseenItems: readonly string[]
  readonly openDoubts: readonly Doubt[]
}

export type Lack = 'pillar' | 'name' | 'target' | 'numeratorLabel' | 'denominatorLabel' | 'rollUp' | 'text'

export type RegimeLack = 'frequency' | 'window' | 'unitDueDay' | 'consolidatedDueDay'

export type IssueRefusal =
  | { readonly refused: 'nothingAccepted' }
  | { readonly refused: 'incomplete'; readonly items: readonly { readonly itemId: string; readonly lacks: readonly Lack[] }[] }
  | { readonly refused: 'regimeIncomplete'; readonly lacks: readonly RegimeLack[] }
  | { readonly refused: 'regimeFaulty'; readonly faults: readonly RegimeFault[] }
  | { readonly refused: 'noReportingUnits' }

/** Turns the accepted items of a reviewed draft into what the city works by. Ids of items become ids of indicators and tasks. */
export function issuePlan(input: IssueInput): IssueRefusal | IssuedPlan {
  const accepted = input.items.filter(({ state }) => state === 'accepted')
  const indicatorItems = accepted.filter((item) => item.kind === 'indicator')
  const taskItems = accepted.filter((item) => item.kind === 'task')
  if (indicatorItems.length === 0 && taskItems.length === 0) return { refused: 'nothingAccepted' }

  const incomplete = [...indicatorItems, ...taskItems]
    .map((item) => ({ itemId: item.id, lacks: lacksOf(item) }))
    .filter(({ lacks }) => lacks.length > 0)
  if (incomplete.length > 0) return { refused: 'incomplete', items: incomplete }

  const regime = input.regime === undefined ? regimeFromItems(accepted) : { regime: input.regime ?? undefined }
  if ('refused' in regime) return regime
  const faults = regime.regime ? regimeFaults(regime.regime) : []
  if (faults.length > 0) return { refused: 'regimeFaulty', faults }

  const units = unitsOn(input.units, input.issuedOn)
  const reporting = units.filter(isReportingUnit).filter(({ id }) => input.reportingUnitIds?.includes(id) ?? true)
  if (regime.regime && reporting.length === 0) return { refused: 'noReportingUnits' }

  const indicators = indicatorsOf(indicatorItems)
  return {
    indicators,
    assignments: indicatorItems.flatMap((item, index) => assignmentsOf(item, indicators[index], units)),
    tasks: taskItems.map((item, index) => taskOf(item, index + 1)),
    taskAssignments: taskItems.flatMap((item) => taskAssignmentsOf(item, units)),
    regime: regime.regime,
    ...dues(regime.regime, reporting, input),
    unassignedIndicators: indicatorItems.filter(({ value }) => isNobody(value.assignedTo)).map(({ id }) => id),
    unassignedTasks: taskItems.filter(({ value }) => value.leadUnitIds.length === 0).map(({ id }) => id),
    unseenItems: input.items.filter(({ state }) => state === 'unseen').map(({ id }) => id),
    openDoubts: input.openDoubts ?? [],
  }
}

/** What keeps an accepted item from being issued; the review page says it beside the item. */
export function lacksOf(item: DraftItem): readonly Lack[] {
  if (item.kind === 'task') return item.value.text.trim() === '' ? ['text'] : []
  if (item.kind !== 'indicator') return []

  const { pillar, name, kind, op, value, numeratorLabel, denominatorLabel, rollUp } = item.value
  const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === ''
  const lacks: readonly (readonly [boolean, Lack])[] = [
    [isBlank(pillar), 'pillar'],
    [isBlank(name), 'name'],
    [!isOneAnswer(kind) && (value === null || op === 'milestone'), 'target'],
    [op === 'range' && value !== null && item.value.value2 === undefined, 'target'],
    [kind === 'ratio' && isBlank(numeratorLabel), 'numeratorLabel'],
    [kind === 'ratio' && isBlank(denominatorLabel), 'denominatorLabel'],
    [!rollUpMethods[kind].includes(rollUp), 'rollUp'],
  ]
  return lacks.filter(([isLacking]) => isLacking).map(([, lack]) => lack)
}

/**
 * The reporting item that makes the regime, of the several that a plan has: the monthly one that says when units report. "Báo cáo kịp thời"
 * asks for no period and makes none.
 */
export function regimeItemOf(items: readonly DraftItem[]): ReportingItem | undefined {
  const reporting = items.filter((item) => item.kind === 'reporting').filter(({ state }) => state !== 'dropped')
  const isMonthly = ({ value }: ReportingItem): boolean => value.frequency === 'monthly'
  const saysWhen = ({ value }: ReportingItem): boolean => value.unitDueDay !== undefined
  return reporting.find((item) => isMonthly(item) && saysWhen(item)) ?? reporting.find(saysWhen) ?? reporting.find(isMonthly)
}

/** The regime that the accepted reporting items describe. */
export function regimeFromItems(
  items: readonly DraftItem[],
): { readonly refused: 'regimeIncomplete'; readonly lacks: readonly RegimeLack[] } | { readonly regime: Regime | undefined } {
  const main = regimeItemOf(items)
  if (main === undefined) return { regime: undefined }

  const { frequency, windowFromDay, windowToDay, unitDueDay, consolidatedDueDay } = main.value
  const lacks: RegimeLack[] = []
  if (frequency === undefined) lacks.push('frequency')
  if (windowFromDay === undefined || windowToDay === undefined) lacks.push('window')
  if (unitDueDay === undefined) lacks.push('unitDueDay')
  if (consolidatedDueDay === undefined) lacks.push('consolidatedDueDay')
  if (frequency === undefined || windowFromDay === undefined || windowToDay === undefined) return { refused: 'regimeIncomplete', lacks }
  if (unitDueDay === undefined || consolidatedDueDay === undefined) return { refused: 'regimeIncomplete', lacks }

  return { regime: { ...settled(main.value), id: main.id, frequency, windowFromDay, windowToDay, unitDueDay, consolidatedDueDay } }
}

function settled({
  name,
  closingTime,
  dayOff,
  quote,
  outline,
}: ReportingDraft): Pick<Regime, 'name' | 'closingTime' | 'dayOff' | 'quote' | 'outline'> {
  return { name: name ?? '', closingTime: closingTime ?? '17:00', dayOff: dayOff ?? 'next', quote, outline }
}

function indicatorsOf(items: readonly IndicatorItem[]): readonly Indicator[] {
  const pillars = [...new Set(items.map(({ value }) => value.pillar.trim()))]
  const inPillar = new Map<string, number>()
  return items.map((item) => {
    const pillar = item.value.pillar.trim()
    const order = (inPillar.get(pillar) ?? 0) + 1
    inPillar.set(pillar, order)
    return indicatorOf(item, `${pillars.indexOf(pillar) + 1}.${order}`)
  })
}

function indicatorOf(item: IndicatorItem, code: string): Indicator {
  const { pillar, name, kind, numeratorLabel, denominatorLabel, unitOfMeasure, digits, rollUp, text } = item.value
  return {
    id: item.id,
    code,
    pillar: pillar.trim(),
    name: name.trim(),
    kind,
    ...(numeratorLabel === undefined ? {} : { numeratorLabel }),
    ...(denominatorLabel === undefined ? {} : { denominatorLabel }),
    unitOfMeasure,
    digits,
    target: targetOf(item),
    rollUp,
    clause: clauseOf(text, item),
  }
}

function targetOf({ value: { op, value, value2, outOf, unitOfMeasure, deadline, kind } }: IndicatorItem): Target {
  return {
    op: isOneAnswer(kind) ? 'milestone' : op,
    value: isOneAnswer(kind) ? null : value,
    ...(value2 === undefined ? {} : { value2 }),
    ...(outOf === undefined ? {} : { outOf }),
    unit: unitOfMeasure === '' ? null : unitOfMeasure,
    ...(deadline === undefined ? {} : { deadline }),
  }
}

function clauseOf(text: string, { source }: DraftItem): Clause {
  return source ? { text, start: source.start, end: source.end } : { text }
}

function assignmentsOf(item: IndicatorItem, indicator: Indicator | undefined, units: readonly Unit[]): readonly Assignment[] {
  const target = indicator && unitTargetOf(indicator)
  return unitIdsOf(item.value.assignedTo, units).map((unitId) => ({ indicatorId: item.id, unitId, ...(target && { target }) }))
}

function taskOf(item: TaskItem, order: number): Task {
  const { text, section, deadline, deadlineText, leadText, cooperatingText } = item.value
  const resolved = deadline && resolveDeadline(deadline)
  return {
    id: item.id,
    order,
    text,
    section,
    ...(resolved && { deadline: resolved.at }),
    deadlineText,
    leadText,
    cooperatingText,
    clause: clauseOf(text, item),
  }
}

function taskAssignmentsOf({ id, value }: TaskItem, units: readonly Unit[]): readonly TaskAssignment[] {
  const standing = new Set(units.map((unit) => unit.id))
  const cooperating = value.cooperatingUnitIds.filter((unitId) => !value.leadUnitIds.includes(unitId))
  return [
    ...value.leadUnitIds.map((unitId) => ({ taskId: id, unitId, role: 'lead' as const })),
    ...cooperating.map((unitId) => ({ taskId: id, unitId, role: 'cooperating' as const })),
  ].filter(({ unitId }) => standing.has(unitId))
}

/** From the first period that falls due after the day of issue through December of the plan's year. */
function dues(
  regime: Regime | undefined,
  units: readonly Unit[],
  { issuedOn, planYear, calendar }: IssueInput,
): Pick<IssuedPlan, 'obligations' | 'consolidationDues'> {
  if (!regime) return { obligations: [], consolidationDues: [] }

  const all = periodsOf(regime, periodFromDay(issuedOn), `${planYear ?? issuedOn.slice(0, 4)}-12`)
  const periods = all.filter((period) => dueOf(regime, period, 'unit', calendar).day > issuedOn)
  return {
    obligations: obligationsFor(regime, units, periods, calendar),
    consolidationDues: periods.map((period) => {
      const { nominal, at, movedBecause } = dueOf(regime, period, 'city', calendar)
      return { period, nominalDue: nominal, dueAt: at, ...(movedBecause === undefined ? {} : { movedBecause }) }
    }),
  }
}
