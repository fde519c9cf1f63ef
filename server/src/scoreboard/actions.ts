import type { Proof, Scoreboard } from '@haidang/api/consolidation'
import { canSeeDashboard } from '@haidang/domain/access/roles'
import { attainmentOf, distanceTo, formatTarget, resultOf } from '@haidang/domain/indicators/indicator'
import type { Figure } from '@haidang/domain/indicators/indicator'
import { dayOf } from '@haidang/domain/periods/day'
import type { Instant } from '@haidang/domain/periods/day'
import { taskFromDuties } from '@haidang/domain/tasks/duties'
import { countTasks, timeliness } from '@haidang/domain/tasks/task'
import type { Timeliness } from '@haidang/domain/tasks/task'
import { cityObligation, currentPeriod, periodsOf } from '../consolidation/store.ts'
import type { RegimeRow } from '../consolidation/store.ts'
import { evidenceOfIndicator } from '../evidence/store.ts'
import { indicatorsOfPlan } from '../indicators/store.ts'
import type { Call } from '../platform/call.ts'
import { lastingReply } from '../platform/lasting-replies.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { targetOf, wireTarget } from '@haidang/api/targets'
import { scoresOf } from './period-scores.ts'
import type { PeriodScores } from './period-scores.ts'
import { boardUnits, dutiesByState, planOfIndicator, proofRows } from './store.ts'
import type { BoardUnit, TaskDuties } from './store.ts'

const monthsOfTrend = 12

/** The board of a period (the current one where none is asked for): reached, not reached, no data, and what stands behind each number. */
export const readScoreboard = (
  call: Call,
  asked: { readonly period?: string | undefined; readonly planId?: string | undefined },
): Promise<Scoreboard> =>
  inReading(call, async (tx) => {
    const owed = await owedFor(tx, call, asked)
    const { tenantId } = call
    const scores = await scoresOf(tx, { ...owed, tenantId }, monthsOfTrend)
    const now = scores.get(owed.period)
    if (now === undefined) throw problem('notFound')

    const units = await boardUnits(tx, tenantId, owed.regimeId, owed.period)
    const periods = await periodsOf(tx, tenantId, owed.regimeId)
    const taskCounts = countTasks(timelinesses(await dutiesByState(tx, tenantId, owed.planId), call.now))
    const history = [...scores].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const drawnFrom: Drawn = { owed, periods, units, taskCounts }
    return boardOnce(
      `${tenantId}/${owed.regimeId}/${owed.period}`,
      JSON.stringify([drawnFrom, history.map(([period, { stamp }]) => [period, stamp])]),
      () => boardOf(drawnFrom, now, history),
    )
  })

/** What a board is drawn from, beside the scores. */
type Drawn = {
  readonly owed: RegimeRow
  readonly periods: readonly string[]
  readonly units: readonly BoardUnit[]
  readonly taskCounts: Scoreboard['taskCounts']
}

/** A board is put together once for a state, and all who look at it share it. */
const boards = new Map<string, { readonly state: string; readonly board: Scoreboard }>()
const boardsAtMost = 50

function boardOnce(key: string, state: string, build: () => Scoreboard): Scoreboard {
  const known = boards.get(key)
  if (known?.state === state) return known.board
  const board = lastingReply(build())
  boards.delete(key)
  boards.set(key, { state, board })
  for (const oldest of boards.keys()) {
    if (boards.size <= boardsAtMost) break
    boards.delete(oldest)
  }
  return board
}

function boardOf(
  { owed, periods, units, taskCounts }: Drawn,
  now: PeriodScores,
  history: readonly (readonly [string, PeriodScores])[],
): Scoreboard {
  const unitScores = new Map(now.scores.units.map((unit) => [unit.unitId, unit]))
  const historyById = history.map(([period, past]) => ({
    period,
    results: new Map(past.scores.indicators.map((one) => [one.indicatorId, one.result])),
  }))
  return {
    period: owed.period,
    periods: [...periods],
    planId: owed.planId,
    planTitle: owed.planTitle,
    coverage: {
      expected: units.length,
      reported: units.filter(({ reported }) => reported).length,
      approved: units.filter(({ approved }) => approved).length,
    },
    tally: tallyOf(now.scores.total),
    pillars: now.scores.pillars.map((pillar) => ({
      pillar: pillar.pillar,
      ...tallyOf(pillar),
      indicatorIds: now.indicators.filter((indicator) => indicator.pillar === pillar.pillar).map(({ id }) => id),
    })),
    units: units.map(({ unitId, name, shortName, group, reportId, reported, approved }) => ({
      unit: { id: unitId, name, shortName, group },
      reportId,
      ...tallyOf(unitScores.get(unitId) ?? { reached: 0, notReached: 0, noData: 0 }),
      reported,
      approved,
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
    taskCounts,
  }
}

/** One for each task. A task whose lead units are all done counts from the last of them, and of those of one state only the last is here. */
function timelinesses(rows: readonly TaskDuties[], now: Instant): readonly Timeliness[] {
  return [...Map.groupBy(rows, ({ taskId }) => taskId).values()].map((duties) => {
    const deadline = duties[0]?.deadlineAt ?? undefined
    const whole = taskFromDuties(
      duties.flatMap(({ state, doneAt }) =>
        state === null ? [] : [{ unit: '', note: '', state, ...(doneAt === null ? {} : { doneAt }) }],
      ),
    )
    return timeliness({ ...(deadline === undefined ? {} : { deadline }), ...whole }, now)
  })
}

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
