import type { IndicatorPage, WireTargetPath } from '@haidang/api/indicators'
import { targetPathSchema } from '@haidang/api/indicators'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { endsBy } from '@haidang/domain/periods/period'
import { asksFigures, rankOfFrequency } from '../consolidation/store.ts'
import type { Tx } from '../platform/transaction.ts'

type Hot = Pick<Tx, 'hot'>

export type RegimeOfIndicator = {
  readonly planId: string
  readonly planTitle: string
  readonly importId: string | null
  readonly regimeId: string
  /** The oldest first, each with the last day of its window. */
  readonly periods: readonly { readonly period: string; readonly lastDay: Day }[]
  /** Of the plan's other regimes that ask for figures. */
  readonly otherPeriods: readonly string[]
}

/** The plan of an indicator, and the regime under which the city reports on it: that of the period, where one is asked, else the one that comes most often. */
export async function regimeOfIndicator(
  tx: Hot,
  tenantId: number,
  indicatorId: string,
  period?: string,
): Promise<RegimeOfIndicator | undefined> {
  const [row] = await tx.hot<RegimeOfIndicator>(
    'regime-of-indicator',
    `select p.id "planId", p.title "planTitle", d.import_id "importId", g.id "regimeId",
            (select json_agg(json_build_object('period', o.period, 'lastDay', (o.ends - 1)::text) order by o.ends)
               from (select x.period, max(x.window_to) ends from obligations x where x.tenant_id = $1 and x.regime_id = g.id group by x.period) o) periods,
            coalesce((select json_agg(o.period order by o.window_to, o.period) from obligations o join regimes h on h.tenant_id = $1 and h.id = o.regime_id
               where o.tenant_id = $1 and h.plan_id = p.id and h.id <> g.id and o.level = 'city' and ${asksFigures('h')}), '[]'::json) "otherPeriods"
       from indicators i
       join plans p on p.tenant_id = i.tenant_id and p.id = i.plan_id
       join documents d on d.tenant_id = p.tenant_id and d.id = p.document_id
       join regimes g on g.tenant_id = p.tenant_id and g.plan_id = p.id
      where i.tenant_id = $1 and i.id = $2
        and exists (select 1 from obligations o where o.tenant_id = $1 and o.regime_id = g.id
                     and ($3::text is null or o.period = $3))
      order by ${asksFigures('g')} desc, ${rankOfFrequency('g')}, g.issued_at desc, g.id limit 1`,
    [tenantId, indicatorId, period ?? null],
  )
  return row
}

type Recorded = { readonly version: number; readonly reason: string; readonly recordedAt: Instant; readonly recordedBy: string }

/** All target paths that an indicator has had, the newest first. */
export async function pathsOf(
  tx: Hot,
  tenantId: number,
  indicatorId: string,
): Promise<readonly (Recorded & { readonly path: WireTargetPath })[]> {
  const rows = await tx.hot<Recorded & { readonly path: unknown }>(
    'target-paths',
    `select t.version, t.path, t.reason, t.recorded_at "recordedAt", a.full_name "recordedBy"
       from target_paths t join accounts a on a.tenant_id = t.tenant_id and a.id = t.recorded_by
      where t.tenant_id = $1 and t.indicator_id = $2 order by t.version desc`,
    [tenantId, indicatorId],
  )
  return rows.map((row) => ({ ...row, path: targetPathSchema.parse(row.path) }))
}

/** How units' targets were revised, the newest first; units by the name of the end of the period's window. */
export const revisionsOf = (tx: Hot, tenantId: number, indicatorId: string): Promise<readonly IndicatorPage['revisions'][number][]> =>
  tx.hot<IndicatorPage['revisions'][number]>(
    'unit-target-revisions',
    `select t.version, t.from_period "fromPeriod", t.reason, t.recorded_at "recordedAt", a.full_name "recordedBy",
            (select json_agg(json_build_object('unit', json_build_object('id', v.unit_id, 'name', v.name, 'shortName', v.short_name, 'group', v.unit_group),
                      'before', x -> 'before', 'after', x -> 'after') order by v.position, v.name collate "vi-x-icu")
               from jsonb_array_elements(t.targets) x
               cross join lateral (select y.* from unit_versions y where y.tenant_id = $1 and y.unit_id = (x ->> 'unitId')::uuid
                 and y.valid_from <= t.recorded_at::date order by y.valid_from desc limit 1) v) targets
       from unit_target_revisions t join accounts a on a.tenant_id = t.tenant_id and a.id = t.recorded_by
      where t.tenant_id = $1 and t.indicator_id = $2 order by t.version desc`,
    [tenantId, indicatorId],
  )

export type PlanAbove = {
  readonly relation: IndicatorPage['hangsTogether']['above'][number]['relation']
  readonly id: string
  readonly title: string
}

/** The plans of the office that a plan's document says it implements, replaces or amends. */
export const plansAbove = (tx: Hot, tenantId: number, planId: string): Promise<readonly PlanAbove[]> =>
  tx.hot<PlanAbove>(
    'plans-above',
    `select distinct r.relation, p.id, p.title
       from plans mine
       join document_relations r on r.tenant_id = $1 and r.document_id = mine.document_id and r.relation in ('implements', 'supersedes', 'amends')
       join register_entries e on e.tenant_id = $1 and e.number_key = r.target_number_key
       join plans p on p.tenant_id = $1 and p.document_id = e.document_id and p.id <> mine.id
      where mine.tenant_id = $1 and mine.id = $2 order by r.relation, p.title`,
    [tenantId, planId],
  )

/** Of each indicator of a regime's plan: units that owe it in a period, and figures handed in there that nobody has approved. */
export const answersIn = (
  tx: Hot,
  tenantId: number,
  regimeId: string,
  period: string,
): Promise<readonly { readonly indicatorId: string; readonly assignedUnits: number; readonly unconfirmed: number }[]> =>
  tx.hot(
    'answers-in-period',
    `select f ->> 'indicatorId' "indicatorId", count(*)::int "assignedUnits",
            count(*) filter (where r.state = 'submitted' and exists (select 1 from report_entries e where e.tenant_id = $1 and e.report_id = r.id
              and e.indicator_id = (f ->> 'indicatorId')::uuid and (e.numerator is not null or e.denominator is not null or e.words is not null)))::int unconfirmed
       from obligations o
       join reports r on r.tenant_id = o.tenant_id and r.id = o.id and r.state <> 'passedOn'
       cross join lateral jsonb_array_elements(o.form) f
      where o.tenant_id = $1 and o.regime_id = $2 and o.period = $3 and o.level = 'unit'
      group by 1`,
    [tenantId, regimeId, period],
  )

/** The last period in which an indicator has an approved figure; undefined where it has none. */
export async function lastApprovedPeriod(tx: Hot, tenantId: number, indicatorId: string): Promise<string | undefined> {
  const rows = await tx.hot<{ readonly period: string }>(
    'approved-periods',
    'select distinct period from approved_figures where tenant_id = $1 and indicator_id = $2',
    [tenantId, indicatorId],
  )
  const [first, ...others] = rows.map(({ period }) => period)
  return first && others.reduce((last, period) => (endsBy(last, period) ? period : last), first)
}
