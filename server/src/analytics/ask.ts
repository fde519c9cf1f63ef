import { analyticsLimits } from '@haidang/api/analytics'
import type { Analytics, AnalyticsBlock, AskedUnit } from '@haidang/api/analytics'
import type { WithNobody } from '@haidang/api/lenses'
import { wireTarget } from '@haidang/api/targets'
import { breaksAmong } from '@haidang/domain/indicators/definition'
import { formatTarget } from '@haidang/domain/indicators/indicator'
import type { Indicator } from '@haidang/domain/indicators/indicator'
import { paceAt } from '@haidang/domain/indicators/target-path'
import type { Day } from '@haidang/domain/periods/day'
import { areAlike } from '@haidang/domain/periods/period'
import { definedIndicators, targetPaths } from '../indicators/store.ts'
import { problem } from '../platform/problems.ts'
import type { Tx } from '../platform/transaction.ts'
import { namesOn } from '../scoreboard/store.ts'
import { blockOf } from './block.ts'
import { reportedCells } from './cells.ts'
import { cellsComputed } from './computed.ts'
import { inputsOf, periodsBehind } from './question.ts'
import type { NobodyYet, PlanAskedOf, Question, UnitsAskedOf } from './question.ts'
import { countUnits, officeName, periodsOfPlans, plansAsked, treeOfUnits, unitsAsked } from './store.ts'
import { treeOf } from './tree.ts'
import type { Tree } from './tree.ts'

export type Head = Omit<Analytics, 'blocks' | 'withNobody'>

/** What is asked, and its cells: a block for each period and indicator, by month, in the plan's order; at the end whose figures are with nobody. */
export type Answer = { readonly head: Head; readonly blocks: AsyncGenerator<AnalyticsBlock, readonly WithNobody[]> }

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
    blocks: blocksOf(tx, question, plans, { units: asked, unitIds, unitsRead, tree }),
  }
}

async function plansOf(tx: Tx, question: Question): Promise<readonly PlanAskedOf[]> {
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
  const answers: PlanAskedOf[] = []
  for (const plan of plans) {
    const { definedIn, versionsOf } = await definedIndicators(tx, tenantId, plan.planId, knownAt)
    const asked = definedIn(to).filter(({ id }) => plan.indicatorIds.includes(id))
    const allPeriods = periods.filter((row) => row.planId === plan.planId && areAlike(row.period, from))
    const order = allPeriods.map(({ period }) => period)
    const isAsked = (period: string): boolean => period >= from && period <= to
    answers.push({
      planId: plan.planId,
      definedIn,
      reported: asked.flatMap(({ id, kind }) => (kind === 'formula' ? [] : [id])),
      computed: asked.flatMap(({ id, kind }) => (kind === 'formula' ? [id] : [])),
      periods: allPeriods.filter(({ period }) => isAsked(period)),
      allPeriods,
      breaks: plan.indicatorIds.flatMap((indicatorId) =>
        breaksAmong(versionsOf(indicatorId), order).flatMap((period) => (isAsked(period) ? [{ indicatorId, period }] : [])),
      ),
      paths,
    })
  }
  return answers
}

function checkSize(plans: readonly PlanAskedOf[], units: { readonly asked: number; readonly read: number }): void {
  const timesIndicators = plans.reduce(
    (sum, { reported, computed, periods }) => sum + periods.length * (reported.length + computed.length),
    0,
  )
  const behind = plans.reduce((sum, plan) => sum + (plan.computed.length === 0 ? 0 : inputsOf(plan).size * periodsBehind(plan).length), 0)
  const sizes = {
    cells: timesIndicators * units.asked,
    figuresRead: timesIndicators * units.read,
    figuresComputedFrom: behind * units.asked,
  }
  for (const size of ['cells', 'figuresRead', 'figuresComputedFrom'] as const)
    if (sizes[size] > analyticsLimits[size])
      throw problem('badInput', { fields: [{ path: 'to', message: `${size}: ${sizes[size]} > ${analyticsLimits[size]}` }] })
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

async function* blocksOf(
  tx: Tx,
  question: Question,
  plans: readonly PlanAskedOf[],
  asked: UnitsAskedOf,
): AsyncGenerator<AnalyticsBlock, readonly WithNobody[]> {
  const lost: NobodyYet = new Map()
  for (const plan of plans) {
    const paceOf = paceIn(plan)
    for await (const { indicator, period, cells } of reportedCells(tx, question, { ...asked, ...plan, ids: plan.reported, lost }))
      if (cells.length > 0) yield blockOf(indicator, period, { cells, pace: paceOf(indicator, period) })
    for await (const { indicator, period, cells } of cellsComputed(tx, question, { plan, asked, lost }))
      if (cells.length > 0) yield blockOf(indicator, period, { cells, pace: paceOf(indicator, period) })
  }
  const on = question.on ?? plans.flatMap((plan) => plan.periods).at(-1)?.lastDay ?? '9999-12-31'
  const names = await namesOn(tx, question.tenantId, [...lost.keys()], {
    on,
    ...(question.knownAt === undefined ? {} : { knownAt: question.knownAt }),
  })
  return names.flatMap(({ unitId, name, shortName, group }) => {
    const of = lost.get(unitId)
    return of === undefined ? [] : [{ unit: { id: unitId, name, shortName, group }, because: of.because, periods: [...of.periods] }]
  })
}

function paceIn({ paths, allPeriods }: PlanAskedOf): (indicator: Indicator, period: string) => string | undefined {
  const numbers = new Map(allPeriods.map(({ period }, index) => [period, index]))
  return ({ id, digits }, period) => {
    const path = paths.get(id)
    return path && paceAt(path, period, { count: (one) => numbers.get(one) ?? 0, digits })
  }
}
