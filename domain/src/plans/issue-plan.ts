import { rollUpMethods } from '../indicators/roll-up.ts'
import { isInWords, isOneAnswer, noTarget, unitTargetOf } from '../indicators/indicator.ts'
import type { Clause, Indicator, Target } from '../indicators/indicator.ts'
import type { Calendar } from '../periods/calendar.ts'
import { dayOf, partsOf } from '../periods/day.ts'
import type { Day } from '../periods/day.ts'
import { obligationsFor, owedDates } from '../periods/obligation.ts'
import type { Obligation, OwedDates } from '../periods/obligation.ts'
import { frequencyOf } from '../periods/period.ts'
import type { Period } from '../periods/period.ts'
import { periodsFrom, regimeFaults } from '../periods/regime.ts'
import type { Regime, RegimeFault } from '../periods/regime.ts'
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
  /** Obligations run to the end of this year; the year of issue unless said otherwise. */
  readonly planYear?: number
  /** From which period to which a regime runs, by the id of its item, where that was chosen on issuing. */
  readonly periods?: Readonly<Record<string, ChosenPeriods>>
  /** Doubts that nobody has settled. They stop nothing and are listed with the plan. */
  readonly openDoubts?: readonly Doubt[]
}

export type Assignment = { readonly indicatorId: string; readonly unitId: string; readonly target?: Target }

export type TaskAssignment = { readonly taskId: string; readonly unitId: string; readonly role: 'lead' | 'cooperating' }

export type ChosenPeriods = { readonly first?: Period | undefined; readonly last?: Period | undefined }

/** A regime with who owes what by it: its units, and the city with what it consolidates of them. */
export type IssuedRegime = {
  readonly regime: Regime
  readonly obligations: readonly Obligation[]
  readonly consolidationDues: readonly OwedDates[]
}

export type IssuedPlan = {
  readonly indicators: readonly Indicator[]
  readonly assignments: readonly Assignment[]
  readonly tasks: readonly Task[]
  readonly taskAssignments: readonly TaskAssignment[]
  readonly regimes: readonly IssuedRegime[]
  /** What the plan leaves open, to be seen and not hidden. */
  readonly unassignedIndicators: readonly string[]
  readonly unassignedTasks: readonly string[]
  readonly unseenItems: readonly string[]
  readonly openDoubts: readonly Doubt[]
}

export type Lack = 'pillar' | 'name' | 'target' | 'numeratorLabel' | 'denominatorLabel' | 'rollUp' | 'text'

export type RegimeLack = 'frequency' | 'window' | 'unitDue' | 'cityDue'

/** Why a regime cannot be issued as it stands. */
export type RegimeRefusal =
  | { readonly refused: 'regimeIncomplete'; readonly itemId: string; readonly lacks: readonly RegimeLack[] }
  | { readonly refused: 'regimeFaulty'; readonly itemId: string; readonly faults: readonly RegimeFault[] }
  | { readonly refused: 'noReportingUnits'; readonly itemId: string }
  /** The first period after the last, or one that is no period of this regime. */
  | { readonly refused: 'periodsTurned'; readonly itemId: string }
  /** Two regimes of a plan that ask for the same period: nobody could tell its reports apart. */
  | { readonly refused: 'regimesCollide'; readonly itemId: string; readonly otherId: string }

export type IssueRefusal =
  | { readonly refused: 'nothingAccepted' }
  | { readonly refused: 'incomplete'; readonly items: readonly { readonly itemId: string; readonly lacks: readonly Lack[] }[] }
  | RegimeRefusal

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

  const units = unitsOn(input.units, input.issuedOn)
  const regimes = regimesOf(accepted, units, input)
  if ('refused' in regimes) return regimes

  const indicators = indicatorsOf(indicatorItems)
  return {
    indicators,
    assignments: indicatorItems.flatMap((item, index) => assignmentsOf(item, indicators[index], units)),
    tasks: taskItems.map((item, index) => taskOf(item, index + 1)),
    taskAssignments: taskItems.flatMap((item) => taskAssignmentsOf(item, units)),
    regimes,
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
  const asksLevel = !isOneAnswer(kind) && !isInWords(kind)
  const lacks: readonly (readonly [boolean, Lack])[] = [
    [isBlank(pillar), 'pillar'],
    [isBlank(name), 'name'],
    [asksLevel && (value === null || op === 'milestone'), 'target'],
    [asksLevel && op === 'range' && value !== null && item.value.value2 === undefined, 'target'],
    [kind === 'ratio' && isBlank(numeratorLabel), 'numeratorLabel'],
    [kind === 'ratio' && isBlank(denominatorLabel), 'denominatorLabel'],
    [!rollUpMethods[kind].includes(rollUp), 'rollUp'],
  ]
  return lacks.filter(([isLacking]) => isLacking).map(([, lack]) => lack)
}

/** The accepted items that a regime is made of, each of its own. */
export function regimeItemsOf(items: readonly DraftItem[]): readonly ReportingItem[] {
  return items.filter((item) => item.kind === 'reporting').filter(({ state, value }) => state === 'accepted' && value.makesRegime)
}

function regimesOf(accepted: readonly DraftItem[], units: readonly Unit[], input: IssueInput): RegimeRefusal | readonly IssuedRegime[] {
  const issued: IssuedRegime[] = []
  for (const item of regimeItemsOf(accepted)) {
    const made = issuedRegime(item, units, input)
    if ('refused' in made) return made
    const other = issued.find(({ regime, consolidationDues }) => collide(regime, made.regime, consolidationDues, made.consolidationDues))
    if (other) return { refused: 'regimesCollide', itemId: item.id, otherId: other.regime.id }
    issued.push(made)
  }
  return issued
}

function collide(a: Regime, b: Regime, duesOfA: readonly OwedDates[], duesOfB: readonly OwedDates[]): boolean {
  if (!('rounds' in a) && a.frequency === b.frequency) return true
  const periods = new Set(duesOfA.map(({ period }) => period))
  return duesOfB.some(({ period }) => periods.has(period))
}

/** The regime of an item with what is owed by it, from the first period that falls due after the day of issue. */
function issuedRegime(item: ReportingItem, units: readonly Unit[], input: IssueInput): RegimeRefusal | IssuedRegime {
  const itemId = item.id
  const settled = regimeOf(item)
  if ('refused' in settled) return settled
  const { regime } = settled
  const faults = regimeFaults(regime)
  if (faults.length > 0) return { refused: 'regimeFaulty', itemId, faults }

  const { reportingUnits } = item.value
  const named = new Set(unitIdsOf(reportingUnits, units))
  const reporting = units.filter(isReportingUnit).filter(({ id }) => isNobody(reportingUnits) || named.has(id))
  if (reporting.length === 0) return { refused: 'noReportingUnits', itemId }

  const { first = item.value.firstPeriod, last = item.value.lastPeriod } = input.periods?.[itemId] ?? {}
  const isOther = (period: Period | undefined): boolean => period !== undefined && !isPeriodOf(regime, period)
  if (isOther(first) || isOther(last) || (first !== undefined && last !== undefined && first > last))
    return { refused: 'periodsTurned', itemId }

  const { issuedOn, calendar, planYear = partsOf(issuedOn).year } = input
  const periods = periodsFrom(regime, { day: issuedOn, lastYear: planYear, first, last }).filter(
    (period) => dayOf(owedDates(regime, period, 'unit', calendar).dueAt) > issuedOn,
  )
  const consolidationDues = periods.map((period) => owedDates(regime, period, 'city', calendar))
  const obligations = obligationsFor(regime, reporting, periods, calendar)
  // Two rules of different kinds ("the 5th", "two working days after the window") can only be compared by their days.
  const unitsDue = new Map(obligations.map(({ period, dueAt }) => [period, dueAt]))
  if (consolidationDues.some(({ period, dueAt }) => dueAt < (unitsDue.get(period) ?? '')))
    return { refused: 'regimeFaulty', itemId, faults: ['consolidatedBeforeUnits'] }
  return { regime, obligations, consolidationDues }
}

function isPeriodOf({ frequency }: Regime, period: Period): boolean {
  const found = frequencyOf(period)
  return found === frequency || (found === 'once' && frequency === 'adHoc')
}

/** The regime that an item describes, or what it lacks for one. */
export function regimeOf({
  id,
  value,
}: ReportingItem): Extract<RegimeRefusal, { readonly refused: 'regimeIncomplete' }> | { readonly regime: Regime } {
  const { frequency, windowFrom, windowTo, unitDue, cityDue } = value
  const lacking = (lacks: readonly RegimeLack[]) => ({ refused: 'regimeIncomplete', itemId: id, lacks }) as const
  if (frequency === undefined) return lacking(['frequency'])

  const regime = { ...settings(value), id }
  if (frequency === 'once' || frequency === 'adHoc') {
    const rounds = value.rounds.flatMap(({ unitDue: unit, cityDue: city, ...round }) =>
      unit === undefined || city === undefined ? [] : [{ due: { unit, city }, ...round }],
    )
    if (rounds.length === value.rounds.length) return { regime: { ...regime, frequency, rounds } }
    return lacking(value.rounds.some(({ unitDue: unit }) => unit === undefined) ? ['unitDue'] : ['cityDue'])
  }
  if (windowFrom === undefined || windowTo === undefined || unitDue === undefined || cityDue === undefined)
    return lacking([
      ...(windowFrom === undefined || windowTo === undefined ? (['window'] as const) : []),
      ...(unitDue === undefined ? (['unitDue'] as const) : []),
      ...(cityDue === undefined ? (['cityDue'] as const) : []),
    ])
  return { regime: { ...regime, frequency, window: { from: windowFrom, to: windowTo }, due: { unit: unitDue, city: cityDue } } }
}

function settings({
  name,
  closingTime,
  dayOff,
  quote,
  outline,
  asksFigures,
}: ReportingDraft): Pick<Regime, 'name' | 'closingTime' | 'dayOff' | 'quote' | 'outline' | 'asksFigures'> {
  return { name: name ?? '', closingTime: closingTime ?? '17:00', dayOff: dayOff ?? 'next', quote, outline, asksFigures }
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
  const { pillar, name, kind, numeratorLabel, denominatorLabel, unitOfMeasure, digits, rollUp, text, deadline } = item.value
  const known = { id: item.id, code, pillar: pillar.trim(), name: name.trim(), kind, rollUp, clause: clauseOf(text, item) }
  // What was read of a figure, before the officer chose words, is nothing that words have.
  if (isInWords(kind)) return { ...known, unitOfMeasure: '', digits: 0, target: { ...noTarget, ...(deadline && { deadline }) } }
  return {
    ...known,
    ...(numeratorLabel === undefined ? {} : { numeratorLabel }),
    ...(denominatorLabel === undefined ? {} : { denominatorLabel }),
    unitOfMeasure,
    digits,
    target: targetOf(item),
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
