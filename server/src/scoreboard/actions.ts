import type { Proof, Scoreboard } from '@haidang/api/consolidation'
import { canSeeDashboard } from '@haidang/domain/access/roles'
import { attainmentOf, distanceTo, formatTarget, resultOf } from '@haidang/domain/indicators/indicator'
import type { Figure } from '@haidang/domain/indicators/indicator'
import { dayOf } from '@haidang/domain/periods/day'
import { taskFromDuties } from '@haidang/domain/tasks/duties'
import { countTasks, timeliness } from '@haidang/domain/tasks/task'
import { cityObligation, currentPeriod, obligationsOf, periodsOf, tasksOf } from '../consolidation/store.ts'
import type { RegimeRow } from '../consolidation/store.ts'
import { evidenceOfIndicator } from '../evidence/store.ts'
import { indicatorsOfPlan } from '../indicators/store.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { targetOf, wireTarget } from '@haidang/api/targets'
import { scoresOf } from './period-scores.ts'
import { planOfIndicator, proofRows } from './store.ts'

const monthsOfTrend = 12

/** The board of a period (the current one where none is asked for): reached, not reached, no data, and what stands behind each number. */
export const readScoreboard = (
  call: Call,
  asked: { readonly period?: string | undefined; readonly planId?: string | undefined },
): Promise<Scoreboard> =>
  inReading(call, async (tx) => {
    const owed = await owedFor(tx, call, asked)
    const scores = await scoresOf(tx, { ...owed, tenantId: call.tenantId }, monthsOfTrend)
    const now = scores.get(owed.period)
    if (now === undefined) throw problem('notFound')

    const { tenantId } = call
    const obligations = await obligationsOf(tx, tenantId, owed.regimeId, owed.period)
    const tasks = await tasksOf(tx, tenantId, owed.planId)
    const unitScores = new Map(now.scores.units.map((unit) => [unit.unitId, unit]))
    const history = [...scores].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const historyById = history.map(([period, past]) => ({
      period,
      results: new Map(past.scores.indicators.map((one) => [one.indicatorId, one.result])),
    }))
    return {
      period: owed.period,
      periods: [...(await periodsOf(tx, tenantId, owed.regimeId))],
      planId: owed.planId,
      planTitle: owed.planTitle,
      coverage: {
        expected: obligations.length,
        reported: obligations.filter(({ firstSubmittedAt }) => firstSubmittedAt !== null).length,
        approved: obligations.filter(({ approvedVersion }) => approvedVersion !== null).length,
      },
      tally: tallyOf(now.scores.total),
      pillars: now.scores.pillars.map((pillar) => ({
        pillar: pillar.pillar,
        ...tallyOf(pillar),
        indicatorIds: now.indicators.filter((indicator) => indicator.pillar === pillar.pillar).map(({ id }) => id),
      })),
      units: obligations.map(({ unitId, name, shortName, group, reportId, firstSubmittedAt, approvedVersion }) => ({
        unit: { id: unitId, name, shortName, group },
        reportId,
        ...tallyOf(unitScores.get(unitId) ?? { reached: 0, notReached: 0, noData: 0 }),
        reported: firstSubmittedAt !== null,
        approved: approvedVersion !== null,
      })),
      indicators: now.indicators.map((indicator, index) => {
        const score = now.scores.indicators[index]
        if (score === undefined) throw new Error(`Indicator ${indicator.code} has no score.`)
        const { id, code, pillar, name, kind, unitOfMeasure, digits, target } = indicator
        return {
          id,
          code,
          pillar,
          name,
          kind,
          unitOfMeasure,
          digits,
          target: wireTarget(target),
          targetText: formatTarget(target),
          numerator: score.numerator ?? null,
          denominator: score.denominator ?? null,
          result: score.result ?? null,
          attainment: score.attainment,
          assignedUnits: score.assignedUnits,
          reportedUnits: score.coverage.reported,
          approvedUnits: score.coverage.approved,
          distance: distanceTo(target, score.result) ?? null,
          trend: historyById.map(({ period, results }) => ({ period, result: results.get(id) ?? null })),
        }
      }),
      taskCounts: countTasks(
        tasks.map(({ deadlineAt, duties }) =>
          timeliness(
            {
              ...(deadlineAt === null ? {} : { deadline: deadlineAt }),
              ...taskFromDuties(duties.map(({ doneAt, ...duty }) => ({ ...duty, ...(doneAt === null ? {} : { doneAt }) }))),
            },
            call.now,
          ),
        ),
      ),
    }
  })

/** How many indicators of the city the board of a period shows as not reached. */
export async function notReachedIn(tx: Tx, call: Call, asked: { readonly period: string; readonly planId: string }): Promise<number> {
  const owed = await owedFor(tx, call, asked)
  const scores = await scoresOf(tx, { ...owed, tenantId: call.tenantId }, 1)
  return scores.get(owed.period)?.scores.total.notReached ?? 0
}

const tallyOf = ({ reached, notReached, noData }: { reached: number; notReached: number; noData: number }) => ({
  reached,
  notReached,
  noData,
})

/** One number opened: the cells behind it, who reported and approved each, the evidence, and the clause of the plan. */
export const readProof = (call: Call, indicatorId: string, period: string): Promise<Proof> =>
  inReading(call, async (tx) => {
    const { tenantId } = call
    const planId = await planOfIndicator(tx, tenantId, indicatorId)
    if (planId === undefined) throw problem('notFound')
    const owed = await owedFor(tx, call, { period, planId })
    const indicator = (await indicatorsOfPlan(tx, tenantId, planId)).find(({ id }) => id === indicatorId)
    if (indicator === undefined) throw problem('notFound')

    const scores = await scoresOf(tx, { ...owed, tenantId }, 1)
    const city = scores.get(owed.period)?.scores.indicators.find((score) => score.indicatorId === indicatorId)
    const rows = await proofRows(tx, call, owed.regimeId, owed.period, indicatorId)
    const evidence = await evidenceOfIndicator(
      tx,
      call,
      rows.map(({ reportId }) => reportId),
      indicatorId,
    )
    const { start, end } = indicator.clause
    return {
      indicator: {
        id: indicator.id,
        code: indicator.code,
        name: indicator.name,
        pillar: indicator.pillar,
        kind: indicator.kind,
        digits: indicator.digits,
        unitOfMeasure: indicator.unitOfMeasure,
        targetText: formatTarget(indicator.target),
        rollUp: indicator.rollUp,
        numeratorLabel: indicator.numeratorLabel ?? null,
        denominatorLabel: indicator.denominatorLabel ?? null,
      },
      clause: {
        text: indicator.clause.text,
        document: [owed.documentType, owed.documentNumber].filter((part) => part !== null && part !== '').join(' '),
        planId,
        importId: owed.documentImportId,
        passage: start === undefined || end === undefined ? null : { start, end },
      },
      city: {
        numerator: city?.numerator ?? null,
        denominator: city?.denominator ?? null,
        result: city?.result ?? null,
        attainment: city?.attainment ?? 'noData',
      },
      cells: rows.map(({ unitId, name, shortName, group, target, countedVersion, ...row }) => {
        const figure: Figure = {
          ...(row.numerator === null ? {} : { numerator: row.numerator }),
          ...(row.denominator === null ? {} : { denominator: row.denominator }),
        }
        const unitTarget = target === null || target === undefined ? undefined : targetOf(target)
        return {
          ...row,
          unit: { id: unitId, name, shortName, group },
          version: countedVersion ?? row.version,
          result: resultOf({ ...indicator, target: unitTarget ?? indicator.target }, figure) ?? null,
          attainment: unitTarget === undefined ? 'noData' : attainmentOf(indicator, figure, unitTarget),
          evidence: evidence.filter(({ reportId }) => reportId === row.reportId),
        }
      }),
    }
  })

async function owedFor(
  tx: Tx,
  call: Call,
  { period, planId }: { period?: string | undefined; planId?: string | undefined },
): Promise<RegimeRow> {
  if (!canSeeDashboard(call.viewer)) throw problem('notFound')
  const wanted = period ?? (await currentPeriod(tx, call.tenantId, dayOf(call.now)))
  const owed = wanted === undefined ? undefined : await cityObligation(tx, call.tenantId, { period: wanted, planId })
  if (owed === undefined) throw problem('notFound')
  return owed
}
