import type { Proof, Scoreboard } from '@haidang/api/consolidation'
import type { Lenses, LensKind } from '@haidang/api/lenses'
import { canSeeDashboard } from '@haidang/domain/access/roles'
import { attainmentOf, distanceTo, formatTarget, resultOf } from '@haidang/domain/indicators/indicator'
import type { Figure, Indicator } from '@haidang/domain/indicators/indicator'
import { codesOf, parseFormula } from '@haidang/domain/indicators/formula'
import { dayOf } from '@haidang/domain/periods/day'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { taskFromDuties } from '@haidang/domain/tasks/duties'
import { countTasks, timeliness } from '@haidang/domain/tasks/task'
import type { Timeliness } from '@haidang/domain/tasks/task'
import { cityObligation, currentPeriod } from '../consolidation/store.ts'
import type { RegimeRow } from '../consolidation/store.ts'
import { evidenceOfIndicator } from '../evidence/store.ts'
import { indicatorsIn } from '../indicators/store.ts'
import type { Call } from '../platform/call.ts'
import { lastingReply } from '../platform/lasting-replies.ts'
import { problem } from '../platform/problems.ts'
import { sharedLooks } from '../platform/shared-looks.ts'
import { inReading, outsideTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { targetOf, wireTarget } from '@haidang/api/targets'
import { keepNewest } from './keep-newest.ts'
import { proofThroughLens, shownScore, throughLens } from './lenses.ts'
import { lensKey, scoresIn, scoresOf } from './period-scores.ts'
import type { PeriodScores } from './period-scores.ts'
import { changesSince, drawnAs, planOfIndicator, proofRows, stampsOf } from './store.ts'
import type { Drawn, Lens } from './store.ts'

const monthsOfTrend = 12

type Asked = { readonly period?: string | undefined; readonly planId?: string | undefined } & LensAsked
export type LensAsked = { readonly lens?: LensKind | undefined; readonly on?: Day | undefined; readonly knownAt?: Instant | undefined }

/** The board of a period (the current one where none is asked for): reached, not reached, no data, and what stands behind each number. */
export async function readScoreboard(call: Call, asked: Asked): Promise<Scoreboard> {
  if (!canSeeDashboard(call.viewer)) throw problem('notFound')

  const { services, tenantId, now } = call
  const lens = lensOf(call, asked)
  const period = asked.period ?? (await inReading(call, (tx) => currentPeriod(tx, tenantId, dayOf(lens.knownAt ?? now))))
  if (period === undefined) throw problem('notFound')

  const wanted = { period, planId: asked.planId, months: monthsOfTrend, now, lens }
  const drawn = await looks(services.pool, keyOf(call, wanted), () => drawnAs(outsideTransaction(call), tenantId, wanted))
  const known = boardsThrough(lens).get(keyOf(call, wanted))
  return drawn !== undefined && known?.drawn === drawn ? known.board : drawBoard(call, wanted)
}

/** As it is: today's units where no day is asked for; of what was known at a moment, those of its day, so that the answer stays the same. */
export function lensOf({ now }: Call, { lens, on, knownAt: asked }: LensAsked): Lens {
  const knownAt = asked === undefined ? undefined : new Date(asked).toISOString()
  if (knownAt !== undefined && knownAt > now)
    throw problem('badInput', {
      fields: [{ path: 'knownAt', message: `${knownAt} is after ${now}: what will be known then is not known yet` }],
    })
  return {
    ...(lens === 'asItIs' ? { on: on ?? dayOf(knownAt ?? now) } : {}),
    ...(knownAt === undefined ? {} : { knownAt }),
  }
}

type Wanted = Parameters<typeof drawnAs>[2]

/** When a month closes everybody looks at the same board. */
const looks = sharedLooks<string | undefined>()

/** A board is put together once for a state, and all who look at it share it; those through lenses clear away none of the others. */
const boards = keepNewest<{ readonly drawn: string; readonly board: Scoreboard }>(50)
const boardsByLens = keepNewest<{ readonly drawn: string; readonly board: Scoreboard }>(50)
const isPlain = ({ on, knownAt }: Lens): boolean => on === undefined && knownAt === undefined
const boardsThrough = (lens: Lens) => (isPlain(lens) ? boards : boardsByLens)

const keyOf = ({ tenantId }: Call, { period, planId, lens }: Wanted): string => `${tenantId}/${period}/${planId ?? ''}/${lensKey(lens)}`

const drawBoard = (call: Call, wanted: Wanted): Promise<Scoreboard> =>
  inReading(call, async (tx) => {
    const { tenantId, now } = call
    const { lens } = wanted
    const drawn = await drawnAs(tx, tenantId, wanted)
    if (drawn === undefined) throw problem('notFound')

    const from = JSON.parse(drawn) as Drawn // What the statement builds; its columns say so.
    const scores = await scoresOf(tx, { tenantId, regimeId: from.regimeId, planId: from.planId }, from, lens)
    const plain = boardOf(from, scores, lens.knownAt ?? now)
    const board = lastingReply(isPlain(lens) ? plain : await throughLens(tx, tenantId, plain, { from, scores, lens }))
    boardsThrough(lens).set(keyOf(call, wanted), { drawn, board })
    return board
  })

function boardOf(
  { period, periods, planId, planTitle, units, duties, feeds = [], stamps }: Drawn,
  scores: ReadonlyMap<string, PeriodScores>,
  at: Instant,
): Scoreboard {
  const now = scores.get(period)
  if (now === undefined) throw problem('notFound')
  const unitScores = new Map(now.scores.units.map((unit) => [unit.unitId, unit]))
  const historyById = stamps.map(({ period: month }) => ({
    period: month,
    results: new Map(scores.get(month)?.scores.indicators.map((one) => [one.indicatorId, one.result])),
  }))
  return {
    period,
    periods: [...periods],
    planId,
    planTitle,
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
        feeds: feeds
          .filter(({ indicatorId }) => indicatorId === id)
          .map(({ system, units: taken, at: saidAt }) => ({ system, units: taken, at: saidAt })),
        trend: historyById.map(({ period: month, results }) => ({ period: month, result: results.get(id) ?? null })),
      }
    }),
    taskCounts: countTasks(timelinesses(duties, at)),
  }
}

/** One for each task. A task whose lead units are all done counts from the last of them, and of those of one state only the last is here. */
function timelinesses(rows: Drawn['duties'], now: Instant): readonly Timeliness[] {
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

export { answersHeld, heldCells, refOf, shownFigure } from './lenses.ts'
export type { HeldCells } from './lenses.ts'
export type { PeriodScores } from './period-scores.ts'

/** The scores of the last months up to a period, from approved figures, by period; through a lens, where one is given. */
export const scoresUpTo = async (
  tx: Tx,
  owed: { readonly tenantId: number; readonly regimeId: string; readonly planId: string; readonly period: string },
  months: number,
  lens: Lens = {},
): Promise<ReadonlyMap<string, PeriodScores>> => scoresOf(tx, owed, await stampsOf(tx, owed, lens, months), lens)

/** How many indicators of the city the board of a period shows as not reached. */
export async function notReachedIn(tx: Tx, call: Call, asked: { readonly period: string; readonly planId: string }): Promise<number> {
  const owed = await owedFor(tx, call, asked)
  return (await scoresIn(tx, { ...owed, tenantId: call.tenantId }))?.scores.total.notReached ?? 0
}

const tallyOf = ({ reached, notReached, noData }: { reached: number; notReached: number; noData: number }) => ({
  reached,
  notReached,
  noData,
})

/** One number opened: the cells behind it, who reported and approved each, the evidence, and the clause of the plan. */
export const readProof = (call: Call, indicatorId: string, { period, ...asked }: LensAsked & { readonly period: string }): Promise<Proof> =>
  inReading(call, async (tx) => {
    const { tenantId } = call
    const planId = await planOfIndicator(tx, tenantId, indicatorId)
    if (planId === undefined) throw problem('notFound')

    const owed = { ...(await owedFor(tx, call, { period, planId })), tenantId }
    const lens = lensOf(call, asked)
    const indicator = (await indicatorsIn(tx, tenantId, planId, lens.knownAt))(period).find(({ id }) => id === indicatorId)
    const scores = await scoresIn(tx, owed, lens)
    if (indicator === undefined || scores === undefined) throw problem('notFound')

    const city = scores.scores.indicators.find((score) => score.indicatorId === indicatorId)
    const { regimeId } = owed
    const rows = await proofRows(tx, { tenantId, regimeId, period, indicatorId, ...lens })
    const evidence = await evidenceOfIndicator(
      tx,
      call,
      rows.map(({ reportId }) => reportId),
      indicatorId,
      lens.knownAt,
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
      city: shownScore(city),
      formula: formulaOf(indicator, scores),
      cells: rows.map(({ unitId, name, shortName, group, target, countedVersion, words, ...row }) => {
        const figure: Figure = {
          ...(row.numerator === null ? {} : { numerator: row.numerator }),
          ...(row.denominator === null ? {} : { denominator: row.denominator }),
          ...(words === null ? {} : { words }),
        }
        const unitTarget = target === null || target === undefined ? undefined : targetOf(target)
        return {
          ...row,
          unit: { id: unitId, name, shortName, group },
          ...(words === null ? {} : { words }),
          version: countedVersion ?? row.version,
          result: resultOf({ ...indicator, target: unitTarget ?? indicator.target }, figure) ?? null,
          attainment: unitTarget === undefined ? 'noData' : attainmentOf(indicator, figure, unitTarget),
          evidence: evidence.filter(({ reportId }) => reportId === row.reportId),
        }
      }),
      ...(isPlain(lens) ? {} : await proofThroughLens(tx, { owed, period, lens, indicator, rows, scores })),
    }
  })

/** What a computed number came from, each with its own of the period. */
function formulaOf({ formula: text }: Indicator, { indicators, scores }: PeriodScores): Proof['formula'] {
  if (text === undefined) return null
  const formula = parseFormula(text)
  const codes = new Set('fault' in formula ? [] : codesOf(formula))
  return {
    text,
    inputs: indicators.flatMap(({ id, code, name, unitOfMeasure, digits }, index) =>
      codes.has(code) ? [{ id, code, name, unitOfMeasure, digits, result: scores.indicators[index]?.result ?? null }] : [],
    ),
  }
}

/** Which lenses have something to say: the reorganisations that move figures of the months that a board shows. */
export async function readLenses(
  call: Call,
  { period: wanted, planId, knownAt: asked }: Pick<Asked, 'period' | 'planId' | 'knownAt'>,
): Promise<Lenses> {
  if (!canSeeDashboard(call.viewer)) throw problem('notFound')

  const { knownAt } = lensOf(call, { knownAt: asked })

  return inReading(call, async (tx) => {
    const { tenantId, now } = call
    const until = dayOf(knownAt ?? now)
    const period = wanted ?? (await currentPeriod(tx, tenantId, until))
    const months = monthsOfTrend
    const changes = period === undefined ? undefined : await changesSince(tx, tenantId, { period, planId, months, until, knownAt })
    if (period === undefined || changes === undefined) throw problem('notFound')
    return { period, today: dayOf(now), knownFrom: changes.knownFrom, changes: [...changes.changes] }
  })
}

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
