import { scoreboard } from '@haidang/domain/consolidation/scoreboard'
import type { Scoreboard } from '@haidang/domain/consolidation/scoreboard'
import type { Figure, Indicator } from '@haidang/domain/indicators/indicator'
import { owedBy } from '../consolidation/store.ts'
import { figuresOfPeriods, indicatorsOfPlan } from '../indicators/store.ts'
import type { Tx } from '../platform/transaction.ts'
import { formsOf, stampsOf } from './store.ts'
import type { PeriodStamp } from './store.ts'

/** `stamp` stands for all that the scores were drawn from: equal stamps, equal scores. */
export type PeriodScores = { readonly indicators: readonly Indicator[]; readonly scores: Scoreboard; readonly stamp: string }

/** Scores of a period are computed once for a state of its reports; every reader after that shares them. */
const kept = new Map<string, PeriodScores>()
const keptAtMost = 500

/** The scores of one period of a regime, and of its plan's indicators in it. */
export async function scoresIn(
  tx: Tx,
  owed: { readonly tenantId: number; readonly regimeId: string; readonly planId: string; readonly period: string },
): Promise<PeriodScores | undefined> {
  const stamps = await stampsOf(tx, owed.tenantId, owed.regimeId, owed.period, 1)
  return (await scoresOf(tx, owed, stamps)).get(owed.period)
}

/** The scores of a regime's periods, by period; only those whose stamp is another than before are computed again. */
export async function scoresOf(
  tx: Tx,
  owed: { readonly tenantId: number; readonly regimeId: string; readonly planId: string },
  stamps: readonly PeriodStamp[],
): Promise<ReadonlyMap<string, PeriodScores>> {
  const keyOf = (period: string) => `${owed.tenantId}/${owed.regimeId}/${period}`
  const stale = stamps.filter(({ period, stamp }) => kept.get(keyOf(period))?.stamp !== stamp)
  if (stale.length > 0) {
    const fresh = await compute(
      tx,
      owed,
      stale.map(({ period }) => period),
    )
    for (const { period, stamp } of stale) {
      const scores = fresh.get(period)
      if (scores !== undefined) keep(keyOf(period), { ...scores, stamp })
    }
  }
  return new Map(
    stamps.flatMap(({ period }) => {
      const scores = kept.get(keyOf(period))
      return scores === undefined ? [] : [[period, scores] as const]
    }),
  )
}

function keep(key: string, scores: PeriodScores): void {
  kept.delete(key)
  kept.set(key, scores)
  for (const oldest of kept.keys()) {
    if (kept.size <= keptAtMost) return
    kept.delete(oldest)
  }
}

async function compute(
  tx: Tx,
  { tenantId, regimeId, planId }: { tenantId: number; regimeId: string; planId: string },
  periods: readonly string[],
): Promise<ReadonlyMap<string, Omit<PeriodScores, 'stamp'>>> {
  const indicators = await indicatorsOfPlan(tx, tenantId, planId)
  const forms = await formsOf(tx, tenantId, regimeId, periods)
  const figures = await figuresOfPeriods(tx, tenantId, regimeId, periods)

  type UnitFigures = Record<string, { readonly figures: Record<string, Figure>; readonly isApproved: boolean }>
  const figuresByPeriod = new Map<string, UnitFigures>(periods.map((period) => [period, {}]))
  for (const { period, unitId, indicatorId, numerator, denominator, isApproved } of figures) {
    const units = figuresByPeriod.get(period) ?? {}
    const unit = (units[unitId] ??= { figures: {}, isApproved })
    unit.figures[indicatorId] = { ...(numerator === null ? {} : { numerator }), ...(denominator === null ? {} : { denominator }) }
  }
  return new Map(
    periods.map((period) => {
      const assignments = forms.filter((form) => form.period === period).flatMap(owedBy)
      return [period, { indicators, scores: scoreboard({ indicators, assignments, figuresByUnit: figuresByPeriod.get(period) ?? {} }) }]
    }),
  )
}
