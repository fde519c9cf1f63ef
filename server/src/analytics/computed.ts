import type { Cell } from '@haidang/domain/consolidation/cells'
import { computedCells } from '@haidang/domain/consolidation/computed-cells'
import type { Tx } from '../platform/transaction.ts'
import { reportedCells } from './cells.ts'
import { inputsOf, periodsBehind } from './question.ts'
import type { CellsOf, NobodyYet, PlanAskedOf, Question, UnitsAskedOf } from './question.ts'

/** The cells of what is computed from others, of each place from its own. */
export async function* cellsComputed(
  tx: Tx,
  question: Question,
  { plan, asked, lost }: { readonly plan: PlanAskedOf; readonly asked: UnitsAskedOf; readonly lost: NobodyYet },
): AsyncGenerator<CellsOf> {
  if (plan.computed.length === 0) return
  const inputs = inputsOf(plan)
  const periods = periodsBehind(plan)
  const byPlace = new Map(
    asked.units.map(({ number }) => [number, new Map(periods.map(({ period }) => [period, new Map<string, Cell>()]))]),
  )
  const wanted = { ...asked, definedIn: plan.definedIn, periods, ids: [...inputs], lost }
  for await (const { indicator, period, cells } of reportedCells(tx, question, wanted))
    for (const { number, cell } of cells) byPlace.get(number)?.get(period)?.set(indicator.id, cell)

  const behind = new Map(
    periods.map(({ period }) => [period, plan.definedIn(period).filter(({ id, kind }) => inputs.has(id) || kind === 'formula')]),
  )
  const computed = new Map(
    [...byPlace].map(([number, of]) => {
      const own = [...of].map(([period, cells]) => ({ period, indicators: behind.get(period) ?? [], cells }))
      return [number, computedCells(own, { hasTargets: number === 0 })]
    }),
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
