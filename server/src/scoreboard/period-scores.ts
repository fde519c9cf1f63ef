import { withComputed } from '@haidang/domain/consolidation/computed-scores'
import { scoreboardAsItIs } from '@haidang/domain/consolidation/scoreboard-as-it-is'
import type { AsItIsBoardQuestion, ScoreboardAsItIs } from '@haidang/domain/consolidation/scoreboard-as-it-is'
import { scoreboard } from '@haidang/domain/consolidation/scoreboard'
import type { Scoreboard, ScoreboardInput } from '@haidang/domain/consolidation/scoreboard'
import type { Figure, Indicator } from '@haidang/domain/indicators/indicator'
import { populationsOf } from '@haidang/domain/units/population'
import { owedBy } from '../consolidation/store.ts'
import { figuresOfPeriods, indicatorsIn } from '../indicators/store.ts'
import type { Tx } from '../platform/transaction.ts'
import { officeLineage, populationCounts } from '../units/store.ts'
import { keepNewest } from './keep-newest.ts'
import { daysOfUnits, figuresKnownAt, formsOf, handedInAt, stampsOf } from './store.ts'
import type { Lens, PeriodStamp } from './store.ts'

/** `stamp` stands for all that the scores were drawn from: equal stamps, equal scores. `asItIs` where they are those of the units of a day. */
export type PeriodScores = {
  readonly indicators: readonly Indicator[]
  readonly scores: Scoreboard
  readonly asItIs?: ScoreboardAsItIs
  readonly stamp: string
}

type Owed = { readonly tenantId: number; readonly regimeId: string; readonly planId: string }

/** Scores of a period are computed once for a state of its reports; every reader after that shares them. Who looks through lenses clears away nothing of the others. */
const kept = keepNewest<PeriodScores>(500)
const keptByLens = keepNewest<PeriodScores>(250)

/** The scores of one period of a regime, and of its plan's indicators in it. */
export async function scoresIn(tx: Tx, owed: Owed & { readonly period: string }, lens: Lens = {}): Promise<PeriodScores | undefined> {
  return (await scoresOf(tx, owed, await stampsOf(tx, owed, lens), lens)).get(owed.period)
}

/** Formulas look back to the same month of the year before. */
const monthsBehindFormulas = 24

/** The scores of a regime's periods, by period, with what is computed from them. */
export async function scoresOf(
  tx: Tx,
  owed: Owed,
  drawn: Parameters<typeof reportedScores>[2],
  lens: Lens = {},
): Promise<ReadonlyMap<string, PeriodScores>> {
  const scores = await reportedScores(tx, owed, drawn, lens)
  const last = drawn.stamps
    .map(({ period }) => period)
    .toSorted()
    .at(-1)
  const hasFormulas = [...scores.values()].some(({ indicators }) => indicators.some(({ kind }) => kind === 'formula'))
  if (last === undefined || !hasFormulas) return scores

  const before = await stampsOf(tx, { ...owed, period: last }, lens, monthsBehindFormulas)
  const whole = [...(await reportedScores(tx, owed, before, lens))].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const boards = withComputed(whole.map(([period, { indicators, scores: of }]) => ({ period, indicators, scores: of })))
  const then = withComputed(
    whole.map(([period, { indicators, scores: of, asItIs }]) => ({ period, indicators, scores: asItIs?.asItWas ?? of })),
  )
  return new Map(
    whole.flatMap(([period, one], index) => {
      const [now, was] = [boards[index]?.scores, then[index]?.scores]
      if (!scores.has(period) || now === undefined || was === undefined) return []
      const asItIs = one.asItIs && { asItIs: { ...one.asItIs, scores: now, asItWas: was } }
      return [[period, { ...one, scores: now, ...asItIs }] as const]
    }),
  )
}

/** Scores of what units report; only those of periods whose stamp is another than before are computed again. */
async function reportedScores(
  tx: Tx,
  owed: Owed,
  { stamps: ofReports, register = null }: { readonly stamps: readonly PeriodStamp[]; readonly register?: string | null },
  lens: Lens,
): Promise<ReadonlyMap<string, PeriodScores>> {
  const { get, set } = lens.on === undefined && lens.knownAt === undefined ? kept : keptByLens
  const keyOf = (period: string) => `${owed.tenantId}/${owed.regimeId}/${period}/${lensKey(lens)}`
  const stamps = ofReports.map(({ period, stamp }) => ({ period, stamp: register === null ? stamp : `${stamp} ${register}` }))
  const stale = stamps.filter(({ period, stamp }) => get(keyOf(period))?.stamp !== stamp)
  if (stale.length > 0) {
    const fresh = await compute(
      tx,
      owed,
      stale.map(({ period }) => period),
      lens,
    )
    for (const { period, stamp } of stale) {
      const scores = fresh.get(period)
      if (scores !== undefined) set(keyOf(period), { ...scores, stamp })
    }
  }
  return new Map(
    stamps.flatMap(({ period }) => {
      const scores = get(keyOf(period))
      return scores === undefined ? [] : [[period, scores] as const]
    }),
  )
}

export const lensKey = ({ on = '', knownAt = '' }: Lens): string => `${on}/${knownAt}`

async function compute(
  tx: Tx,
  owed: Owed,
  periods: readonly string[],
  lens: Lens,
): Promise<ReadonlyMap<string, Omit<PeriodScores, 'stamp'>>> {
  const definedIn = await indicatorsIn(tx, owed.tenantId, owed.planId, lens.knownAt)
  const forms = await formsOf(tx, owed, periods, lens)
  const figures = await figuresByPeriod(tx, owed, periods, lens, forms)
  const questionOf = await questionsOf(tx, owed, periods, lens)
  return new Map(
    periods.map((period) => {
      const indicators = definedIn(period)
      const owing = forms.filter((form) => form.period === period)
      const assignments = owing.flatMap(owedBy)
      const input = { indicators, assignments, figuresByUnit: figures.get(period) ?? {} }
      const question = questionOf(period)
      if (question === undefined) return [period, { indicators, scores: scoreboard(input) }]
      const asItIs = scoreboardAsItIs(input, { ...question, unitIds: owing.map(({ unitId }) => unitId) })
      return [period, { indicators, scores: asItIs.scores, asItIs }]
    }),
  )
}

type FiguresOfUnits = Record<string, { figures: Record<string, Figure>; isApproved: boolean; handedIn?: ReadonlySet<string> }>

async function figuresByPeriod(
  tx: Tx,
  { tenantId, regimeId }: Owed,
  periods: readonly string[],
  { knownAt }: Lens,
  forms: Awaited<ReturnType<typeof formsOf>>,
): Promise<ReadonlyMap<string, ScoreboardInput['figuresByUnit']>> {
  const figures =
    knownAt === undefined
      ? await figuresOfPeriods(tx, tenantId, regimeId, periods)
      : await figuresKnownAt(tx, tenantId, regimeId, periods, knownAt)
  const byPeriod = new Map<string, FiguresOfUnits>(periods.map((period) => [period, {}]))
  for (const { period, unitId, indicatorId, numerator, denominator, words, isApproved } of figures) {
    const units = byPeriod.get(period) ?? {}
    const unit = (units[unitId] ??= { figures: {}, isApproved })
    unit.figures[indicatorId] = {
      ...(numerator === null ? {} : { numerator }),
      ...(denominator === null ? {} : { denominator }),
      ...(words === null ? {} : { words }),
    }
  }
  if (knownAt === undefined) return byPeriod
  const owing = new Map(forms.map((form) => [`${form.period} ${form.unitId}`, owedBy(form).map(({ indicatorId }) => indicatorId)]))
  for (const { period, unitId, withoutFigure } of await handedInAt(tx, tenantId, regimeId, periods, knownAt)) {
    const handedIn = (owing.get(`${period} ${unitId}`) ?? []).filter((id) => !withoutFigure.includes(id))
    const units = byPeriod.get(period)
    if (units) units[unitId] = { figures: {}, isApproved: false, handedIn: new Set(handedIn) }
  }
  return byPeriod
}

/** What to ask of the lineage for each period; nothing on the units of their time. */
export async function questionsOf(
  tx: Tx,
  owed: Omit<Owed, 'planId'>,
  periods: readonly string[],
  lens: Lens,
): Promise<(period: string) => Omit<AsItIsBoardQuestion, 'unitIds'> | undefined> {
  const { on, knownAt } = lens
  if (on === undefined) return () => undefined
  const lineage = await officeLineage(tx, owed.tenantId, knownAt === undefined ? {} : { knownAt })
  const sizeOf = populationsOf(await populationCounts(tx, owed.tenantId, knownAt))
  const days = new Map((await daysOfUnits(tx, owed, periods, lens)).map(({ period, unitId, day }) => [`${period} ${unitId}`, day]))
  return (period) => ({
    lineage,
    on,
    sizeOf,
    // Whoever has no version in the register has no lineage either: on any day it is itself.
    dayOf: (unitId) => days.get(`${period} ${unitId}`) ?? on,
  })
}
