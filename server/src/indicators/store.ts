import type { Indicator, IndicatorKind, LineagePolicy, RollUpMethod } from '@haidang/domain/indicators/indicator'
import { sql } from 'kysely'
import type { Tx } from '../platform/transaction.ts'
import { targetOf } from '@haidang/api/targets'

type IndicatorRow = {
  readonly id: string
  readonly code: string
  readonly pillar: string
  readonly name: string
  readonly kind: IndicatorKind
  readonly numeratorLabel: string | null
  readonly denominatorLabel: string | null
  readonly unitOfMeasure: string
  readonly digits: number
  readonly target: unknown
  readonly rollUp: RollUpMethod
  readonly lineagePolicy: LineagePolicy | null
  readonly clause: string
  readonly sourceStart: number | null
  readonly sourceEnd: number | null
}

/** The indicators of a plan, or of several, in the plan's order. */
export async function indicatorsOfPlan(
  tx: Tx,
  tenantId: number,
  planId: string | readonly string[],
): Promise<readonly (Indicator & { readonly clause: NonNullable<Indicator['clause']> })[]> {
  const { rows } = await sql<IndicatorRow>`
    select id, code, pillar, name, kind, numerator_label "numeratorLabel", denominator_label "denominatorLabel", unit_of_measure "unitOfMeasure", digits,
           target, roll_up "rollUp", lineage_policy "lineagePolicy", clause, source_start "sourceStart", source_end "sourceEnd"
      from indicators where tenant_id = ${tenantId} and plan_id = any(${[planId].flat()}) order by plan_id, position`.execute(tx.q)
  return rows.map(({ numeratorLabel, denominatorLabel, lineagePolicy, target, clause, sourceStart, sourceEnd, ...row }) => ({
    ...row,
    target: targetOf(target),
    clause: { text: clause, ...(sourceStart === null || sourceEnd === null ? {} : { start: sourceStart, end: sourceEnd }) },
    ...(lineagePolicy === null ? {} : { lineagePolicy }),
    ...(numeratorLabel === null ? {} : { numeratorLabel }),
    ...(denominatorLabel === null ? {} : { denominatorLabel }),
  }))
}

export type FigureRow = {
  readonly period: string
  readonly indicatorId: string
  readonly unitId: string
  readonly numerator: string | null
  readonly denominator: string | null
  readonly isApproved: boolean
}

/** Figures of a regime in the periods given, one row a cell: the approved ones, and of reports never approved yet what was handed in. */
export const figuresOfPeriods = (tx: Tx, tenantId: number, regimeId: string, periods: readonly string[]): Promise<readonly FigureRow[]> =>
  tx.hot<FigureRow>(
    'figures-of-periods',
    `select f.period, f.indicator_id "indicatorId", f.unit_id "unitId", f.numerator, f.denominator, true "isApproved"
       from obligations o join approved_figures f on f.tenant_id = o.tenant_id and f.report_id = o.id
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = any($3::text[])
     union all
     select o.period, e.indicator_id, o.unit_id, e.numerator, e.denominator, false
       from obligations o
       join reports r on r.tenant_id = o.tenant_id and r.id = o.id and r.state = 'submitted' and r.version = 1
       join report_entries e on e.tenant_id = r.tenant_id and e.report_id = r.id
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = any($3::text[])`,
    [tenantId, regimeId, periods],
  )
