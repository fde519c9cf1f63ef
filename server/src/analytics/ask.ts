import { setImmediate } from 'node:timers/promises'
import { analyticsLimits } from '@haidang/api/analytics'
import type { Analytics, AnalyticsBlock, AskedUnit } from '@haidang/api/analytics'
import type { WireTarget } from '@haidang/api/common'
import type { WireTargetPath } from '@haidang/api/indicators'
import type { WithNobody } from '@haidang/api/lenses'
import { wireTarget } from '@haidang/api/targets'
import { cellOfSeveral, cellOfSeveralNow, cellOfUnit, cellsNow } from '@haidang/domain/consolidation/cells'
import type { Cell } from '@haidang/domain/consolidation/cells'
import { computedCells } from '@haidang/domain/consolidation/computed-cells'
import { codesBehind } from '@haidang/domain/consolidation/computed-scores'
import { holdersOf } from '@haidang/domain/indicators/as-it-is'
import { breaksAmong } from '@haidang/domain/indicators/definition'
import { areAlike } from '@haidang/domain/periods/period'
import { formatTarget } from '@haidang/domain/indicators/indicator'
import type { Indicator, Target } from '@haidang/domain/indicators/indicator'
import { paceAt } from '@haidang/domain/indicators/target-path'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { roundDecimal } from '@haidang/domain/quantities/decimal'
import { definitionsOfPlan, indicatorsIn } from '../indicators/store.ts'
import { problem } from '../platform/problems.ts'
import type { Tx } from '../platform/transaction.ts'
import { namesOn } from '../scoreboard/store.ts'
import { officeLineage } from '../units/store.ts'
import { factsKnownAt, factsNow } from './facts.ts'
import type { Facts, FactsQuestion, NumberedCell } from './facts.ts'
import { countUnits, officeName, periodsOfPlans, plansAsked, targetPaths, treeOfUnits, unitsAsked } from './store.ts'
import type { PeriodRow } from './store.ts'
import { treeOf } from './tree.ts'
import type { Tree } from './tree.ts'

export type Question = {
  readonly tenantId: number
  readonly indicatorIds: readonly string[]
  readonly planId: string | undefined
  readonly unitIds: readonly string[]
  readonly groups: readonly string[]
  readonly under: string | undefined
  readonly from: string
  readonly to: string
  /** On the units of which day; undefined: of their time. */
  readonly on: Day | undefined
  readonly knownAt: Instant | undefined
}

export type Head = Omit<Analytics, 'blocks' | 'withNobody'>

/** What is asked, and its cells: a block for each period and indicator, by month, in the plan's order; at the end whose figures are with nobody. */
export type Answer = { readonly head: Head; readonly blocks: AsyncGenerator<AnalyticsBlock, readonly WithNobody[]> }

/** About so many figures are in memory at a time. */
const figuresAtOnce = 40_000

/** Formulas look back to the same month of the year before, and to the beginning of that year. */
const monthsBehindFormulas = 24

type PlanOf = {
  readonly planId: string
  readonly definedIn: (period: string) => readonly Indicator[]
  /** Those that are asked for: reported by units, and computed from others. */
  readonly reported: readonly string[]
  readonly computed: readonly string[]
  readonly periods: readonly PeriodRow[]
  /** All of the plan that are of the form asked for, to count by. */
  readonly allPeriods: readonly PeriodRow[]
  readonly breaks: Head['breaks']
  readonly paths: ReadonlyMap<string, WireTargetPath>
}

/** In a reading transaction: what is told of units, periods and figures is of one state. */
export async function ask(tx: Tx, question: Question): Promise<Answer> {
  const { tenantId, on, knownAt, under } = question
  const plans = await plansOf(tx, question)
  const periods = plans.flatMap((plan) => plan.periods)
  const days = periods.map(({ lastDay }) => lastDay).toSorted()
  const units = await unitsOf(tx, question, days)
  const hasAreas = units.some(({ group }) => group === 'area')
  const tree =
    hasAreas || under !== undefined || on !== undefined || knownAt !== undefined
      ? treeOf(await treeOfUnits(tx, tenantId, knownAt))
      : undefined
  const asked = under === undefined || tree === undefined ? units : unitsUnder(units, under, tree, on === undefined ? days : [on])

  const isOfSome =
    on === undefined && asked.every(({ number, group }) => number !== 0 && group !== 'area') && asked.length <= analyticsLimits.unitIds
  const unitIds = isOfSome ? asked.flatMap(({ id }) => id ?? []) : null
  const unitsRead = unitIds?.length ?? (await countUnits(tx, tenantId))
  checkSize(plans, { asked: asked.length, read: unitsRead })
  const headPeriod = periods.at(-1)?.period ?? question.to
  return {
    head: {
      lens: { kind: on === undefined ? 'asItWas' : 'asItIs', on: on ?? null, knownAt: knownAt ?? null },
      indicators: plans.flatMap(({ planId, definedIn, reported, computed }) =>
        definedIn(headPeriod).flatMap((indicator) =>
          reported.includes(indicator.id) || computed.includes(indicator.id) ? [{ planId, ...toldIndicator(indicator) }] : [],
        ),
      ),
      breaks: plans.flatMap(({ breaks }) => breaks),
      units: [...asked],
      periods: periods.map(({ regimeIds: _, ...told }) => told),
    },
    blocks: blocksOf(tx, question, { plans, units: asked, unitIds, unitsRead, tree }),
  }
}

async function plansOf(tx: Tx, question: Question): Promise<readonly PlanOf[]> {
  const { tenantId, indicatorIds, planId, from, to, knownAt } = question
  const plans = await plansAsked(tx, tenantId, { indicatorIds, planId })
  const found = new Set(plans.flatMap((plan) => plan.indicatorIds))
  if (indicatorIds.some((id) => !found.has(id)) || plans.length === 0) throw problem('notFound')

  const periods = await periodsOfPlans(
    tx,
    tenantId,
    plans.map((plan) => plan.planId),
  )
  const paths = await targetPaths(tx, tenantId, [...found], knownAt)
  const answers: PlanOf[] = []
  for (const plan of plans) {
    const definitions = (await definitionsOfPlan(tx, tenantId, plan.planId, knownAt)).filter((one) => found.has(one.indicatorId))
    const definedIn = await indicatorsIn(tx, tenantId, plan.planId, knownAt)
    const asked = definedIn(to).filter(({ id }) => plan.indicatorIds.includes(id))
    const allPeriods = periods.filter((row) => row.planId === plan.planId && areAlike(row.period, from))
    const isAsked = (period: string): boolean => period >= from && period <= to
    answers.push({
      planId: plan.planId,
      definedIn,
      reported: asked.flatMap(({ id, kind }) => (kind === 'formula' ? [] : [id])),
      computed: asked.flatMap(({ id, kind }) => (kind === 'formula' ? [id] : [])),
      periods: allPeriods.filter(({ period }) => isAsked(period)),
      allPeriods,
      breaks: [...Map.groupBy(definitions, ({ indicatorId }) => indicatorId)].flatMap(([indicatorId, versions]) =>
        breaksAmong(
          versions,
          allPeriods.map(({ period }) => period),
        ).flatMap((period) => (isAsked(period) ? [{ indicatorId, period }] : [])),
      ),
      paths,
    })
  }
  return answers
}

function checkSize(plans: readonly PlanOf[], units: { readonly asked: number; readonly read: number }): void {
  const timesIndicators = plans.reduce(
    (sum, { reported, computed, periods }) => sum + periods.length * (reported.length + computed.length),
    0,
  )
  const behind = plans.reduce(
    (sum, plan) => sum + (plan.computed.length === 0 ? 0 : inputsOf(plan).ids.size * periodsBehind(plan).length),
    0,
  )
  const sizes = {
    cells: timesIndicators * units.asked,
    figuresRead: timesIndicators * units.read,
    figuresComputedFrom: behind * units.asked,
  }
  for (const size of ['cells', 'figuresRead', 'figuresComputedFrom'] as const)
    if (sizes[size] > analyticsLimits[size])
      throw problem('badInput', { fields: [{ path: 'to', message: `${size}: ${sizes[size]} > ${analyticsLimits[size]}` }] })
}

/** What computed indicators are computed from, by ids, in any of the periods that they look at. */
function inputsOf(plan: PlanOf): { readonly ids: ReadonlySet<string> } {
  const ids = new Set<string>()
  for (const { period } of periodsBehind(plan)) {
    const indicators = plan.definedIn(period)
    for (const indicator of indicators.filter(({ id }) => plan.computed.includes(id))) {
      const codes = codesBehind(indicator, indicators)
      for (const { id, code, kind } of indicators) if (kind !== 'formula' && codes.includes(code)) ids.add(id)
    }
  }
  return { ids }
}

/** The periods asked for, and those before that formulas may look at. */
function periodsBehind({ periods, allPeriods }: PlanOf): readonly PeriodRow[] {
  const [first] = periods
  const last = periods.at(-1)
  if (first === undefined || last === undefined) return []
  return allPeriods.slice(Math.max(0, allPeriods.indexOf(first) - monthsBehindFormulas), allPeriods.indexOf(last) + 1)
}

async function unitsOf(tx: Tx, { tenantId, unitIds, groups, on, knownAt }: Question, days: readonly Day[]): Promise<readonly AskedUnit[]> {
  const from = on ?? days[0] ?? '0001-01-01'
  const units = await unitsAsked(tx, tenantId, { ids: unitIds, groups, from, to: on ?? days.at(-1) ?? from, knownAt })
  const found = new Set(units.map(({ id }) => id))
  if (unitIds.some((id) => !found.has(id))) throw problem('notFound')
  if (!groups.includes('city')) return units
  const name = await officeName(tx, tenantId)
  return [{ number: 0, id: null, name, shortName: name, group: 'city', code: null }, ...units]
}

const unitsUnder = (units: readonly AskedUnit[], under: string, { above }: Tree, days: readonly Day[]): readonly AskedUnit[] =>
  units.filter(({ id }) => id === null || days.some((day) => above(id, day).includes(under)))

const toldIndicator = (indicator: Indicator): Omit<Head['indicators'][number], 'planId'> => {
  const { id, code, pillar, name, kind, unitOfMeasure, digits, rollUp, numeratorLabel, denominatorLabel, target } = indicator
  return {
    id,
    code,
    pillar,
    name,
    kind,
    unitOfMeasure,
    digits,
    rollUp,
    numeratorLabel: numeratorLabel ?? null,
    denominatorLabel: denominatorLabel ?? null,
    target: wireTarget(target),
    targetText: formatTarget(target),
  }
}

type Asked = {
  readonly plans: readonly PlanOf[]
  readonly units: readonly AskedUnit[]
  readonly unitIds: readonly string[] | null
  readonly unitsRead: number
  readonly tree: Tree | undefined
}

type NobodyYet = Map<string, { readonly because: WithNobody['because']; readonly periods: Set<string> }>
type PlacedCell = { readonly number: number; readonly cell: Cell }

async function* blocksOf(tx: Tx, question: Question, asked: Asked): AsyncGenerator<AnalyticsBlock, readonly WithNobody[]> {
  const lost: NobodyYet = new Map()
  for (const plan of asked.plans) {
    const paceOf = paceIn(plan)
    for await (const { indicator, period, cells } of reportedCells(tx, question, { ...asked, ...plan, ids: plan.reported, lost }))
      if (cells.length > 0) yield blockOf(indicator, period, { cells, pace: paceOf(indicator, period) })
    for await (const { indicator, period, cells } of computedOf(tx, question, { ...asked, plan, lost }))
      if (cells.length > 0) yield blockOf(indicator, period, { cells, pace: paceOf(indicator, period) })
  }
  const on = question.on ?? asked.plans.flatMap((plan) => plan.periods).at(-1)?.lastDay ?? '9999-12-31'
  const names = await namesOn(tx, question.tenantId, [...lost.keys()], {
    on,
    ...(question.knownAt === undefined ? {} : { knownAt: question.knownAt }),
  })
  return names.flatMap(({ unitId, name, shortName, group }) => {
    const of = lost.get(unitId)
    return of === undefined ? [] : [{ unit: { id: unitId, name, shortName, group }, because: of.because, periods: [...of.periods] }]
  })
}

function paceIn({ paths, allPeriods }: PlanOf): (indicator: Indicator, period: string) => string | undefined {
  const numbers = new Map(allPeriods.map(({ period }, index) => [period, index]))
  return ({ id, digits }, period) => {
    const path = paths.get(id)
    return path && paceAt(path, period, { count: (one) => numbers.get(one) ?? 0, digits })
  }
}

/** Cells of what units report: by period, in the plan's order. */
async function* reportedCells(
  tx: Tx,
  question: Question,
  {
    definedIn,
    periods: of,
    ids,
    units,
    unitIds,
    unitsRead,
    tree,
    lost,
  }: Omit<Asked, 'plans'> & Pick<PlanOf, 'definedIn' | 'periods'> & { readonly ids: readonly string[]; readonly lost: NobodyYet },
): AsyncGenerator<{ readonly indicator: Indicator; readonly period: string; readonly cells: readonly PlacedCell[] }> {
  const { tenantId, on, knownAt, under } = question
  const lineage = on === undefined ? undefined : await officeLineage(tx, tenantId, knownAt === undefined ? {} : { knownAt })
  for (const { periods, indicatorIds } of portions(of, ids, unitsRead)) {
    const regimeIds = [...new Set(periods.flatMap((row) => row.regimeIds))]
    const wanted: FactsQuestion = {
      tenantId,
      regimeIds,
      periods: periods.map(({ period }) => period),
      indicatorIds,
      unitIds,
      idOf: tree?.idOf ?? String,
    }
    const facts = knownAt === undefined || tree === undefined ? await factsNow(tx, wanted) : await factsKnownAt(tx, wanted, tree, knownAt)
    for (const row of periods) {
      const cellsOf =
        lineage === undefined || tree === undefined || on === undefined
          ? asItWas(facts, row, tree)
          : asItIs(facts, row, { tree, lineage, on, lost })
      for (const indicator of definedIn(row.period)) {
        if (!indicatorIds.includes(indicator.id)) continue
        const cells = cellsOf(indicator)
        yield {
          indicator,
          period: row.period,
          cells: units.flatMap((unit) => {
            if (under !== undefined && unit.id !== null && tree?.above(unit.id, on ?? row.lastDay).includes(under) === false) return []
            const cell = cellAt(cells, unit)
            return cell === undefined ? [] : [{ number: unit.number, cell }]
          }),
        }
        // Others are served between two blocks.
        await setImmediate()
      }
    }
  }
}

function cellAt(cells: Cells, { number, id, group }: AskedUnit): Cell | undefined {
  if (id === null) return cells.city()
  return group === 'area' ? cells.area(id) : cells.unit(number)
}

/** Cells of what is computed from others: each place from its own. */
async function* computedOf(
  tx: Tx,
  question: Question,
  { plan, lost, ...asked }: Omit<Asked, 'plans'> & { readonly plan: PlanOf; readonly lost: NobodyYet },
): AsyncGenerator<{ readonly indicator: Indicator; readonly period: string; readonly cells: readonly PlacedCell[] }> {
  if (plan.computed.length === 0) return
  const { ids } = inputsOf(plan)
  const periods = periodsBehind(plan)
  const byPlace = new Map(
    asked.units.map(({ number }) => [number, new Map(periods.map(({ period }) => [period, new Map<string, Cell>()]))]),
  )
  for await (const { indicator, period, cells } of reportedCells(tx, question, {
    ...asked,
    definedIn: plan.definedIn,
    periods,
    ids: [...ids],
    lost,
  }))
    for (const { number, cell } of cells) byPlace.get(number)?.get(period)?.set(indicator.id, cell)

  const behind = new Map(
    periods.map(({ period }) => [period, plan.definedIn(period).filter(({ id, kind }) => ids.has(id) || kind === 'formula')]),
  )
  const computed = new Map(
    [...byPlace].map(([number, of]) => [
      number,
      computedCells(
        [...of].map(([period, cells]) => ({ period, indicators: behind.get(period) ?? [], cells })),
        { hasTargets: number === 0 },
      ),
    ]),
  )
  for (const { period } of plan.periods)
    for (const indicator of behind.get(period)?.filter(({ id }) => plan.computed.includes(id)) ?? [])
      yield {
        indicator,
        period,
        cells: asked.units.flatMap(({ number }) => {
          const cell = computed.get(number)?.get(period)?.get(indicator.id)
          return cell === undefined ? [] : [{ number, cell }]
        }),
      }
}

/** Parts of a question that are read at a time: some periods with all indicators, or one period with some. */
function* portions(
  periods: readonly PeriodRow[],
  ids: readonly string[],
  units: number,
): Generator<{ readonly periods: readonly PeriodRow[]; readonly indicatorIds: readonly string[] }> {
  if (ids.length === 0) return
  const indicatorsAtOnce = Math.max(1, Math.floor(figuresAtOnce / units))
  const periodsAtOnce = Math.max(1, Math.floor(indicatorsAtOnce / ids.length))
  for (let first = 0; first < periods.length; first += periodsAtOnce)
    for (let next = 0; next < ids.length; next += indicatorsAtOnce)
      yield { periods: periods.slice(first, first + periodsAtOnce), indicatorIds: ids.slice(next, next + indicatorsAtOnce) }
}

/** The cells of one indicator in one period; undefined where nothing is owed. */
type Cells = {
  readonly unit: (number: number) => Cell | undefined
  readonly area: (id: string) => Cell | undefined
  readonly city: () => Cell | undefined
}

function asItWas(facts: Facts, { period, lastDay }: PeriodRow, tree: Tree | undefined): (indicator: Indicator) => Cells {
  return (indicator) => {
    const owed = facts.owed(indicator, period)
    const byNumber = new Map(owed.map((cell) => [cell.number, cell]))
    const byArea = once(() => byAreas(owed, ({ unitId }) => tree?.above(unitId, lastDay) ?? []))
    return {
      unit: (number) => {
        const cell = byNumber.get(number)
        return cell && cellOfUnit(indicator, cell)
      },
      area: (id) => {
        const cells = byArea().get(id)
        return cells && cellOfSeveral(indicator, cells)
      },
      city: () => (owed.length === 0 ? undefined : cellOfSeveral(indicator, owed, indicator.target)),
    }
  }
}

function asItIs(
  facts: Facts,
  { period, lastDay }: PeriodRow,
  {
    tree,
    lineage,
    on,
    lost,
  }: {
    readonly tree: Tree
    readonly lineage: Awaited<ReturnType<typeof officeLineage>>
    readonly on: Day
    readonly lost: NobodyYet
  },
): (indicator: Indicator) => Cells {
  const question = { lineage, on, dayOf: (unitId: string) => tree.dayIn(unitId, lastDay) }
  // The same units owe most indicators of a month.
  const known = new Map<string, ReturnType<typeof holdersOf<{ readonly unitId: string; readonly day: Day }>>>()
  const holdersOfUnits = (owed: readonly NumberedCell[]) => {
    const key = owed.map(({ number }) => number).join(' ')
    const holders =
      known.get(key) ??
      holdersOf(
        owed.map(({ unitId }) => ({ unitId, day: question.dayOf(unitId) })),
        question,
      )
    known.set(key, holders)
    return holders
  }
  return (indicator) => {
    const owed = facts.owed(indicator, period)
    const { byHolder, withNobody } = holdersOfUnits(owed)
    for (const { unitId, because } of withNobody) {
      const of = lost.get(unitId) ?? { because, periods: new Set() }
      lost.set(unitId, of)
      of.periods.add(period)
    }
    const cells = cellsNow(indicator, owed, { byHolder, question })
    const byNumber = new Map(cells.map((cell) => [tree.numberOf(cell.unitId), cell]))
    const byArea = once(() => byAreas(cells, ({ unitId }) => tree.above(unitId, on)))
    return {
      unit: (number) => byNumber.get(number),
      area: (id) => {
        const own = byArea().get(id)
        return own && cellOfSeveralNow(indicator, own)
      },
      city: () =>
        owed.length === 0
          ? undefined
          : cellOfSeveralNow(indicator, cells, { target: indicator.target, owed, lost: new Set(withNobody.map(({ unitId }) => unitId)) }),
    }
  }
}

function byAreas<Item>(cells: readonly Item[], above: (cell: Item) => readonly string[]): ReadonlyMap<string, readonly Item[]> {
  const areas = new Map<string, Item[]>()
  for (const cell of cells)
    for (const area of above(cell)) {
      const own = areas.get(area) ?? []
      areas.set(area, own)
      own.push(cell)
    }
  return areas
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** What was apportioned may have more digits than the wire takes. */
const shown = (amount: string | undefined): string | null =>
  amount === undefined ? null : amount.length > 12 ? roundDecimal(amount, 10) : amount

function blockOf(
  indicator: Indicator,
  period: string,
  { cells, pace }: { readonly cells: readonly PlacedCell[]; readonly pace: string | undefined },
): AnalyticsBlock {
  const targets: WireTarget[] = []
  const texts: string[] = []
  const places = new Map<Target, number>()
  const placeOf = (target: Target): number => {
    const known = places.get(target)
    if (known !== undefined) return known
    const told = wireTarget(target)
    const alike = texts.indexOf(JSON.stringify(told))
    const place = alike < 0 ? targets.push(told) - 1 : alike
    if (alike < 0) texts.push(JSON.stringify(told))
    places.set(target, place)
    return place
  }
  const target = cells.map(({ cell }) => (cell.target === undefined ? null : placeOf(cell.target)))
  return {
    indicatorId: indicator.id,
    period,
    at: cells.map(({ number }) => number),
    numerators: cells.map(({ cell }) => shown(cell.figure.numerator)),
    denominators: cells.map(({ cell }) => shown(cell.figure.denominator)),
    values: cells.map(({ cell }) => cell.value ?? null),
    exact: cells.map(({ cell }) => shown(cell.exact)),
    pace: pace ?? null,
    targets,
    target,
    attainments: cells.map(({ cell }) => cell.attainment ?? null),
    expected: cells.map(({ cell }) => cell.coverage.expected),
    reported: cells.map(({ cell }) => cell.coverage.reported),
    approved: cells.map(({ cell }) => cell.coverage.approved),
    states: cells.map(({ cell }) => cell.state),
    estimated: cells.flatMap(({ number, cell }) => (cell.isEstimated ? [number] : [])),
  }
}
