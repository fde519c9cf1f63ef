import type { UnitRef } from '@haidang/api/common'
import type { IndicatorPage, OpenQuestions } from '@haidang/api/indicators'
import { targetOf, wireTarget } from '@haidang/api/targets'
import { canReviewPlan, canSeeDashboard, canSeeDraft } from '@haidang/domain/access/roles'
import { cascadeOf } from '@haidang/domain/indicators/cascade'
import { breaksAmong, definitionAt, indicatorAt, openQuestions, questionsOf } from '@haidang/domain/indicators/definition'
import type { Definition, DefinitionVersion } from '@haidang/domain/indicators/definition'
import { codesOf, parseFormula } from '@haidang/domain/indicators/formula'
import { hangingTogether } from '@haidang/domain/indicators/hang-together'
import {
  attainmentOf,
  compareFigures,
  formatTarget,
  isCeiling,
  isComplete,
  isInWords,
  resultOf,
} from '@haidang/domain/indicators/indicator'
import type { Figure, Indicator, Target } from '@haidang/domain/indicators/indicator'
import { rollUpPeriods } from '@haidang/domain/indicators/over-periods'
import { paceAt, standingOf } from '@haidang/domain/indicators/target-path'
import { dayOf } from '@haidang/domain/periods/day'
import type { Instant } from '@haidang/domain/periods/day'
import type { Decimal } from '@haidang/domain/quantities/decimal'
import { comparePlans } from '@haidang/domain/plans/compare-plans'
import { isReportingUnit } from '@haidang/domain/units/unit'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { answersHeld, heldCells, lensOf, refOf, scoresUpTo, shownFigure } from '../scoreboard/actions.ts'
import type { HeldCells, LensAsked, PeriodScores } from '../scoreboard/actions.ts'
import { proofRows } from '../scoreboard/store.ts'
import type { ProofRow } from '../scoreboard/store.ts'
import { unitRef, unitsOnDay } from '../units/store.ts'
import { answersIn, pathsOf, plansAbove, regimeOfIndicator, revisionsOf } from './page-store.ts'
import type { RegimeOfIndicator } from './page-store.ts'
import { definitionsOfPlan, indicatorsOfPlan, wireDefinition } from './store.ts'

/** Three years of months. */
const longestSeries = 36

/** A ranking of less than this says more of who reports than of who does well. */
const rankedFromPercent = 90

/** An indicator through its time: what it means, where it should stand, where it stands, and what is not answered of it. */
export const readIndicator = (
  call: Call,
  indicatorId: string,
  { period: asked, ...through }: { readonly period?: string | undefined } & LensAsked,
): Promise<IndicatorPage> =>
  inReading(call, async (tx) => {
    const { tenantId, viewer } = call
    const lens = lensOf(call, through)
    const { on, knownAt } = lens
    const regime = canSeeDashboard(viewer) ? await regimeOfIndicator(tx, tenantId, indicatorId, asked) : undefined
    if (regime === undefined) throw problem('notFound')
    const period = asked ?? currentOf(regime, knownAt ?? call.now)
    const indicators = await indicatorsOfPlan(tx, tenantId, regime.planId)
    const first = indicators.find(({ id }) => id === indicatorId)
    if (first === undefined) throw problem('notFound')

    const definitions = (await definitionsOfPlan(tx, tenantId, regime.planId, knownAt)).filter((one) => one.indicatorId === indicatorId)
    const { id, code, kind, clause, ...plain } = first
    const definition = definitionAt(plain, definitions, period)
    const indicator = indicatorAt(first, definitions, period)
    const paths = (await pathsOf(tx, tenantId, indicatorId)).filter(wasKnown(knownAt))
    const rows = await proofRows(tx, { tenantId, regimeId: regime.regimeId, period, indicatorId, ...lens })
    const owed = { tenantId, regimeId: regime.regimeId, planId: regime.planId }
    const scores = await scoresUpTo(tx, { ...owed, period }, longestSeries, lens)
    const held = await heldCells(tx, { owed, period, lens, indicator, rows })
    const units = unitsOf(indicator, on === undefined ? rows.map(cellAsItWas) : held.cells.map(cellAsItIs))
    const [answers] = (await answersIn(tx, tenantId, regime.regimeId, period)).filter((one) => one.indicatorId === indicatorId)
    const unitsOn = on ?? regime.periods.find((one) => one.period === period)?.lastDay ?? dayOf(call.now)
    const standing = await unitsOnDay(tx, tenantId, unitsOn, knownAt)
    const owner = standing.find((unit) => unit.id === definition.ownerUnitId)
    const { start, end } = clause
    return {
      id,
      code,
      kind,
      plan: { id: regime.planId, title: regime.planTitle },
      period,
      periods: regime.periods.map((one) => one.period),
      unitsOn,
      lens: on === undefined && knownAt === undefined ? null : held.lens,
      otherPeriods: [...regime.otherPeriods],
      definition: wireDefinition(definition),
      owner: owner === undefined ? null : unitRef(owner),
      clause: {
        text: clause.text,
        importId: canSeeDraft(viewer) ? regime.importId : null,
        passage: start === undefined || end === undefined ? null : { start, end },
      },
      definitions: definitions
        .toReversed()
        .map(({ version, fromPeriod, definition: of, breaksSeries, reason, recordedAt, recordedBy }) => ({
          version,
          fromPeriod,
          definition: wireDefinition(of),
          breaksSeries,
          reason,
          recordedAt,
          recordedBy,
        })),
      paths: [...paths],
      series: seriesOf(regime, { scores, indicatorId, path: paths[0]?.path, definitions }),
      yearToDate: yearToDateOf(indicator, { scores, period }),
      ...units,
      cascade: cascadeFor(definition, rows),
      revisions: (await revisionsOf(tx, tenantId, indicatorId)).filter(wasKnown(knownAt)),
      // What is still to be answered is of now.
      questions:
        knownAt === undefined
          ? [
              ...questionsOf(
                { ...indicator, ...definition },
                { assignedUnits: answers?.assignedUnits ?? 0, unconfirmed: answers?.unconfirmed ?? 0 },
              ),
            ]
          : [],
      others: othersOf(indicator, scores.get(period)?.indicators ?? indicators),
      hangsTogether: {
        ...hangsIn(indicatorId, scores.get(period)?.indicators ?? indicators),
        above: await sameAbove(tx, tenantId, { planId: regime.planId, indicatorId, indicators }),
      },
      unitChoices: standing.filter(isReportingUnit).map(unitRef),
      can: { change: canReviewPlan(viewer) && on === undefined && knownAt === undefined },
    }
  })

/** What the programme has not answered of its indicators, as it stands in the period that is being reported. */
export const readOpenQuestions = (call: Call, planId: string): Promise<OpenQuestions> =>
  inReading(call, async (tx) => {
    const { tenantId, viewer } = call
    const indicators = canSeeDashboard(viewer) ? await indicatorsOfPlan(tx, tenantId, planId) : []
    const [some] = indicators
    if (some === undefined) throw problem('notFound')

    const regime = await regimeOfIndicator(tx, tenantId, some.id)
    const period = regime && currentOf(regime, call.now)
    const answers = new Map(
      regime === undefined || period === undefined
        ? []
        : (await answersIn(tx, tenantId, regime.regimeId, period)).map((answer) => [answer.indicatorId, answer] as const),
    )
    const definitions = Map.groupBy(await definitionsOfPlan(tx, tenantId, planId), ({ indicatorId }) => indicatorId)
    const asked = indicators.map((indicator) => {
      const now = period === undefined ? indicator : indicatorAt(indicator, definitions.get(indicator.id) ?? [], period)
      const { assignedUnits = 0, unconfirmed = 0 } = answers.get(indicator.id) ?? {}
      const { id, code, pillar, name } = now
      return { id, code, pillar, name, questions: [...questionsOf(now, { assignedUnits, unconfirmed })] }
    })
    const counts = openQuestions.map(
      (question) => [question, asked.filter(({ questions }) => questions.includes(question)).length] as const,
    )
    return {
      planId,
      period: period ?? null,
      indicators: asked.filter(({ questions }) => questions.length > 0),
      counts: Object.fromEntries(counts) as OpenQuestions['counts'],
      indicatorCount: indicators.length,
    }
  })

/** The last period whose window has closed; before that the first. */
function currentOf({ periods }: RegimeOfIndicator, at: Instant): string {
  const today = dayOf(at)
  const closed = periods.findLast(({ lastDay }) => lastDay < today) ?? periods[0]
  if (closed === undefined) throw problem('notFound')
  return closed.period
}

type SeriesParts = {
  readonly scores: ReadonlyMap<string, PeriodScores>
  readonly indicatorId: string
  readonly path: IndicatorPage['paths'][number]['path'] | undefined
  readonly definitions: readonly DefinitionVersion[]
}

function seriesOf({ periods }: RegimeOfIndicator, { scores, indicatorId, path, definitions }: SeriesParts): IndicatorPage['series'] {
  const breaks = breaksAmong(
    definitions,
    periods.map(({ period }) => period),
  )
  const numbers = new Map(periods.map(({ period }, index) => [period, index]))
  return [...scores]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([period, { indicators, scores: board }]) => {
      const at = indicators.findIndex(({ id }) => id === indicatorId)
      const [indicator, score] = [indicators[at], board.indicators[at]]
      if (indicator === undefined || score === undefined) return []
      const pace = path && paceAt(path, period, { count: (one) => numbers.get(one) ?? 0, digits: indicator.digits })
      const standing = standingOf(...judged(indicator, score), { pace, ...(path === undefined ? {} : { thresholds: path.thresholds }) })
      return [
        {
          period,
          ...shownFigure(score),
          result: score.result ?? null,
          attainment: score.attainment,
          reportedUnits: score.reportedUnits,
          assignedUnits: score.assignedUnits,
          pace: pace ?? null,
          standing: standing.standing,
          threshold: (standing.standing === 'behind' ? standing.threshold : undefined) ?? null,
          breaks: breaks.includes(period),
        },
      ]
    })
}

/** What is judged: of a computed indicator its result, as one number. */
const judged = (indicator: Indicator, score: Figure & { readonly result?: Decimal }): readonly [Indicator, Figure] =>
  indicator.kind === 'formula'
    ? [{ ...indicator, target: { ...indicator.target, unit: null } }, score.result === undefined ? {} : { numerator: score.result }]
    : [indicator, score]

function yearToDateOf(
  indicator: Indicator,
  { scores, period }: { readonly scores: ReadonlyMap<string, PeriodScores>; readonly period: string },
): IndicatorPage['yearToDate'] {
  if (indicator.periodMethod === undefined || indicator.kind === 'formula') return null
  const figures = [...scores]
    .filter(([one]) => one.startsWith(period.slice(0, 4)))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([one, { scores: board }]) => ({ period: one, figure: board.indicators.find((score) => score.indicatorId === indicator.id) }))
  const whole = rollUpPeriods(indicator, indicator.periodMethod, figures)
  if (whole === undefined) return null
  const isMean = indicator.periodMethod === 'mean'
  const result = resultOf(isMean ? { ...indicator, kind: 'ratio' } : indicator, whole.figure)
  return { ...shownFigure(whole.figure), result: result ?? null, missing: [...whole.missing] }
}

const wasKnown =
  (at: Instant | undefined) =>
  ({ recordedAt }: { readonly recordedAt: Instant }): boolean =>
    at === undefined || recordedAt <= at

/** What one unit answered, or what it holds of those that did. */
type UnitCell = {
  readonly unit: UnitRef
  readonly reportId: string | null
  readonly figure: Figure
  readonly target: Target | undefined
  readonly isCounted: boolean
  readonly isEstimated: boolean
  readonly holds: IndicatorPage['units'][number]['holds']
  readonly answers: NonNullable<IndicatorPage['units'][number]['answers']>
}

const cellAsItWas = (row: ProofRow): UnitCell => ({
  unit: refOf(row),
  reportId: row.reportId,
  figure: {
    ...(row.numerator === null ? {} : { numerator: row.numerator }),
    ...(row.denominator === null ? {} : { denominator: row.denominator }),
    ...(row.words === null ? {} : { words: row.words }),
  },
  target: row.target === null || row.target === undefined ? undefined : targetOf(row.target),
  isCounted: row.counted,
  isEstimated: false,
  holds: null,
  answers: row.words === null ? [] : [{ unit: refOf(row), words: row.words }],
})

const cellAsItIs = ({ name, cell: { figure, target, isEstimated }, holds }: HeldCells['cells'][number]): UnitCell => ({
  unit: refOf(name),
  reportId: holds.find(({ was }) => was.unitId === name.unitId)?.was.reportId ?? null,
  figure,
  target,
  isCounted: holds.some(({ isCounted }) => isCounted),
  isEstimated,
  holds: holds.map(({ was, ...held }) => ({ unit: refOf(was), reportId: was.reportId, ...held })),
  answers: answersHeld(figure, holds),
})

function unitsOf(indicator: Indicator, cells: readonly UnitCell[]): Pick<IndicatorPage, 'units' | 'ranking'> {
  const isSaid = isInWords(indicator.kind)
  const ranked = cells.filter(({ figure, isCounted }) => !isSaid && isCounted && isComplete(indicator, figure))
  const isWhole = cells.length > 0 && ranked.length * 100 >= rankedFromPercent * cells.length
  const better = isCeiling(indicator.target) ? -1 : 1
  const rankOf = (figure: Figure): number => 1 + ranked.filter((one) => compareFigures(one.figure, figure) * better > 0).length
  return {
    units: cells.map((cell) => {
      const { unit, reportId, figure, target, isCounted, isEstimated, holds, answers } = cell
      return {
        unit,
        reportId,
        ...shownFigure(figure),
        result: resultOf({ ...indicator, target: target ?? indicator.target }, figure) ?? null,
        attainment: target === undefined ? 'noData' : attainmentOf(indicator, figure, target),
        isApproved: isCounted,
        isEstimated,
        holds,
        ...(isSaid && { answers }),
        target: target === undefined ? null : wireTarget(target),
        rank: isWhole && ranked.includes(cell) ? rankOf(figure) : null,
      }
    }),
    ranking: { isComplete: isWhole, fromPercent: rankedFromPercent },
  }
}

function cascadeFor({ cascadeRule, target }: Definition, rows: readonly ProofRow[]): IndicatorPage['cascade'] {
  if (cascadeRule === undefined) return null
  const { assigned, remainder, holds, withoutTarget, withoutWeight, below } = cascadeOf(
    cascadeRule,
    target,
    rows.map((row) => ({
      unitId: row.unitId,
      value: row.target === null || row.target === undefined ? null : targetOf(row.target).value,
      ...(row.counted && row.denominator !== null ? { weight: row.denominator } : {}),
    })),
  )
  return {
    assigned: assigned ?? null,
    remainder: remainder ?? null,
    holds,
    withoutTarget: [...withoutTarget],
    withoutWeight: [...withoutWeight],
    below: [...below],
  }
}

function hangsIn(indicatorId: string, indicators: readonly Indicator[]): Omit<IndicatorPage['hangsTogether'], 'above'> {
  const { uses, usedBy, checks } = hangingTogether(indicatorId, indicators)
  const named = (of: string) => indicators.filter(({ id }) => id === of).map(({ id, code, name }) => ({ id, code, name }))
  return {
    uses: uses.flatMap(named),
    usedBy: usedBy.flatMap(named),
    checks: checks.flatMap(({ indicatorId: of, ...check }) => named(of).map((other) => ({ ...other, ...check }))),
  }
}

type OwnPlace = { readonly planId: string; readonly indicatorId: string; readonly indicators: readonly Indicator[] }

/** The same indicator in the plans above: the likeliest by its words, as plans are laid beside each other. */
async function sameAbove(
  tx: Tx,
  tenantId: number,
  { planId, indicatorId, indicators }: OwnPlace,
): Promise<IndicatorPage['hangsTogether']['above']> {
  const found: IndicatorPage['hangsTogether']['above'] = []
  for (const { relation, id, title } of await plansAbove(tx, tenantId, planId)) {
    const before = await indicatorsOfPlan(tx, tenantId, id)
    const { indicators: fates } = comparePlans({ indicators: before, tasks: [] }, { indicators, tasks: [] })
    for (const fate of fates) {
      if ((fate.fate !== 'kept' && fate.fate !== 'changed') || fate.after.id !== indicatorId) continue
      const { code, name, target } = fate.before
      found.push({ id: fate.before.id, code, name, relation, plan: { id, title }, targetText: formatTarget(target) })
    }
  }
  return found
}

function othersOf(indicator: Indicator, indicators: readonly Indicator[]): IndicatorPage['others'] {
  const formula = indicator.formula === undefined ? undefined : parseFormula(indicator.formula)
  const inputs = new Set(formula === undefined || 'fault' in formula ? [] : codesOf(formula))
  return indicators
    .filter(({ id }) => id !== indicator.id)
    .map(({ id, code, name, kind, unitOfMeasure }) => ({ id, code, name, kind, unitOfMeasure, isInput: inputs.has(code) }))
}
