import type { Figure } from '@haidang/domain/indicators/indicator'
import { sql } from 'kysely'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'
import { figureOf } from './store.ts'
import type { StoredFigure } from './store.ts'

export type PlanFacts = {
  readonly office: string
  readonly officeName: string
  readonly planId: string
  readonly planTitle: string
  readonly planVersion: number
}

/** The plan in force, and whose it is. */
export async function planFacts(tx: Tx, { tenantId }: Call, planId: string): Promise<PlanFacts | undefined> {
  const { rows } = await sql<PlanFacts>`
    select t.slug as office, t.name as "officeName", p.id as "planId", p.title as "planTitle", p.current_version as "planVersion"
    from plans p join tenants t on t.tenant_id = p.tenant_id
    where p.tenant_id = ${tenantId} and p.id = ${planId}`.execute(tx.q)
  return rows[0]
}

/** By report and indicator, what the unit reported in its period before: the approved figure where one stands, else the submitted one. */
export async function figuresBefore(
  tx: Tx,
  { tenantId }: Call,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Figure>>> {
  const { rows } = await sql<StoredFigure & { reportId: string; indicatorId: string }>`
    select r.id as "reportId", e.indicator_id as "indicatorId",
      case when b.version > 1 or b.state = 'approved' then f.numerator else e.numerator end as numerator,
      case when b.version > 1 or b.state = 'approved' then f.denominator else e.denominator end as denominator,
      case when b.version > 1 or b.state = 'approved' then f.words else e.words end as words
    from reports r
    join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
    cross join lateral (
      select p.id, p.period, p.version, p.state, p.first_submitted_at from reports p
      join obligations q on q.tenant_id = p.tenant_id and q.id = p.id
      where p.tenant_id = r.tenant_id and p.unit_id = r.unit_id and q.regime_id = o.regime_id and p.state <> 'passedOn' and p.period < r.period
      order by p.period desc limit 1
    ) b
    join report_entries e on e.tenant_id = r.tenant_id and e.report_id = b.id
    left join approved_figures f
      on f.tenant_id = r.tenant_id and f.period = b.period and f.indicator_id = e.indicator_id and f.unit_id = r.unit_id
    where r.tenant_id = ${tenantId} and r.id = any(${reportIds}) and b.first_submitted_at is not null`.execute(tx.q)
  const found = new Map<string, Map<string, Figure>>()
  for (const { reportId, indicatorId, ...figure } of rows) {
    const figures = found.get(reportId) ?? new Map<string, Figure>()
    found.set(reportId, figures.set(indicatorId, figureOf(figure)))
  }
  return found
}

/** Holds reports of one plan and period, in the order of their ids; answers those that are there. */
export async function holdReportsOf(
  tx: Tx,
  { tenantId }: Call,
  { planId, period }: { readonly planId: string; readonly period: string },
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from reports r
    join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
    join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
    where r.tenant_id = ${tenantId} and r.period = ${period} and g.plan_id = ${planId} and r.id = any(${ids})
    order by r.id for no key update of r`.execute(tx.q)
  return rows.map(({ id }) => id)
}
