import type { AskedUnit } from '@haidang/api/analytics'
import type { Day, Instant } from '@haidang/domain/periods/day'
import type { UnitGroup } from '@haidang/domain/units/unit'
import type { Tx } from '../platform/transaction.ts'

type Raw = Pick<Tx, 'raw'>

export type PlanAsked = { readonly planId: string; readonly indicatorIds: readonly string[] }

/** Which of the indicators are of which plan; all of a plan's where it is asked for. */
export const plansAsked = (
  tx: Raw,
  tenantId: number,
  { indicatorIds, planId }: { readonly indicatorIds: readonly string[]; readonly planId: string | undefined },
): Promise<readonly PlanAsked[]> =>
  tx.raw<PlanAsked>(
    `select i.plan_id "planId", json_agg(i.id) "indicatorIds" from indicators i join plans p on p.tenant_id = $1 and p.id = i.plan_id
      where i.tenant_id = $1 and (i.id = any($2::uuid[]) or i.plan_id = $3) group by p.year, i.plan_id order by p.year, i.plan_id`,
    [tenantId, indicatorIds, planId ?? null],
  )

export type PeriodRow = {
  readonly planId: string
  readonly period: string
  readonly from: Day
  readonly lastDay: Day
  readonly regimeIds: readonly string[]
}

/** All periods of plans, oldest first; one of which nobody said the days begins on its last. */
export const periodsOfPlans = (tx: Raw, tenantId: number, planIds: readonly string[]): Promise<readonly PeriodRow[]> =>
  tx.raw<PeriodRow>(
    `select g.plan_id "planId", o.period, coalesce(min(o.window_from), max(o.window_to) - 1) "from", max(o.window_to) - 1 "lastDay", json_agg(distinct g.id) "regimeIds"
       from regimes g join obligations o on o.tenant_id = $1 and o.regime_id = g.id and o.level = 'city'
      where g.tenant_id = $1 and g.plan_id = any($2::uuid[]) group by g.plan_id, o.period order by max(o.window_to), o.period`,
    [tenantId, planIds],
  )

/** Which versions of units are read: those known now, or those known at a moment, which is the value `at`. */
const versions = (at: string, knownAt: Instant | undefined): string =>
  knownAt === undefined
    ? '(select *, null::timestamptz known_from from unit_versions)'
    : `(select * from unit_versions_known where known_from <= ${at} and (known_until is null or known_until > ${at}))`

const known = (knownAt: Instant | undefined): readonly Instant[] => (knownAt === undefined ? [] : [knownAt])

/**
 * Units of groups, or by their ids, as they were called last between two days, in the register's order; one that is asked for by its id and stood
 * on none of them, as it was called last.
 */
export const unitsAsked = (
  tx: Raw,
  tenantId: number,
  {
    ids,
    groups,
    from,
    to,
    knownAt,
  }: {
    readonly ids: readonly string[]
    readonly groups: readonly string[]
    readonly from: Day
    readonly to: Day
    readonly knownAt: Instant | undefined
  },
): Promise<readonly (AskedUnit & { readonly id: string })[]> =>
  tx.raw(
    `select u.number::int, v.unit_id id, v.name, v.short_name "shortName", v.unit_group "group", v.official_code code from (
       select distinct on (unit_id) *
         from ${versions('$6', knownAt)} v
        where v.tenant_id = $1 and (v.unit_id = any($2::uuid[]) or v.unit_group = any($3::text[]) and v.valid_from <= $5::date and (v.valid_to is null or v.valid_to > $4::date))
        order by unit_id, (valid_from <= $5::date) desc, valid_from desc) v
       join units u on u.tenant_id = $1 and u.id = v.unit_id
      order by v.position, v.name collate "vi-x-icu"`,
    [tenantId, ids, groups, from, to, ...known(knownAt)],
  )

export type TreeVersion = {
  readonly number: number
  readonly id: string
  readonly group: UnitGroup
  readonly shortName: string
  readonly parentId: string | null
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** Where every unit stood under which, and since when. */
export const treeOfUnits = (tx: Raw, tenantId: number, knownAt: Instant | undefined): Promise<readonly TreeVersion[]> =>
  tx.raw<TreeVersion>(
    `select u.number::int, v.unit_id id, v.unit_group "group", v.short_name "shortName", v.parent_id "parentId", v.valid_from "validFrom", v.valid_to "validTo"
       from ${versions('$2', knownAt)} v join units u on u.tenant_id = $1 and u.id = v.unit_id
      where v.tenant_id = $1 order by v.valid_from`,
    [tenantId, ...known(knownAt)],
  )

export const officeName = async (tx: Raw, tenantId: number): Promise<string> => (await officeRow(tx, tenantId)).name

/** How the office is called, and by which sign. */
export async function officeRow(
  tx: Raw,
  tenantId: number,
): Promise<{ readonly slug: string; readonly name: string; readonly issuer: string; readonly isPractice: boolean }> {
  const [office] = await tx.raw<{ slug: string; name: string; issuer: string; isPractice: boolean }>(
    'select slug, name, issuer, practice "isPractice" from tenants where tenant_id = $1',
    [tenantId],
  )
  return office ?? { slug: '', name: '', issuer: '', isPractice: false }
}

export const titleOfPlan = async (tx: Raw, tenantId: number, planId: string): Promise<string> => {
  const [plan] = await tx.raw<{ title: string }>('select title from plans where tenant_id = $1 and id = $2', [tenantId, planId])
  return plan?.title ?? ''
}

export const countUnits = async (tx: Raw, tenantId: number): Promise<number> => {
  const [row] = await tx.raw<{ count: number }>('select count(*)::int from units where tenant_id = $1', [tenantId])
  return row?.count ?? 0
}

/** Units (their numbers) that owe one form in one period. The form's lines come once, with the first row that has it. */
export type OwingRow = { readonly period: string; readonly formKey: string; readonly units: string; readonly form: unknown }

/** Who owes what in the periods; of some units where `unitIds` are given. What passed on to an heir is owed by the heir. */
export const owingUnits = (
  tx: Raw,
  tenantId: number,
  regimeIds: readonly string[],
  periods: readonly string[],
  unitIds: readonly string[] | null,
): Promise<readonly OwingRow[]> =>
  tx.raw<OwingRow>(
    `with owed as (
       select o.period, o.form_key, string_agg(u.number::text, ',') units, (array_agg(o.id))[1] one
         from obligations o join units u on u.tenant_id = $1 and u.id = o.unit_id
        where o.tenant_id = $1 and o.regime_id = any($2::uuid[]) and o.level = 'unit' and o.period = any($3::text[]) and ($4::uuid[] is null or o.unit_id = any($4::uuid[]))
          and not exists (select 1 from reports r where r.tenant_id = $1 and r.id = o.id and r.period = any($3::text[]) and r.state = 'passedOn')
        group by o.period, o.form_key
     )
     select o.period, o.form_key "formKey", o.units,
            case when row_number() over (partition by o.form_key) = 1 then (select f.form from obligations f where f.tenant_id = $1 and f.id = o.one) end form
       from owed o`,
    [tenantId, regimeIds, periods, unitIds],
  )

export type WaitingRow = {
  readonly period: string
  readonly number: number
  readonly state: 'submitted' | 'returned'
  /** A figure that was handed in and never approved; null where none of the indicators has one. */
  readonly indicatorId: string | null
  readonly numerator: string | null
  readonly denominator: string | null
  readonly words: string | null
}

/** Reports that wait for approval or came back, with the figures of the indicators that were handed in for the first time. */
export const waitingReports = (
  tx: Raw,
  tenantId: number,
  regimeIds: readonly string[],
  periods: readonly string[],
  indicatorIds: readonly string[],
): Promise<readonly WaitingRow[]> =>
  tx.raw<WaitingRow>(
    `select r.period, u.number::int, r.state, e.indicator_id "indicatorId", e.numerator, e.denominator, e.words
       from reports r join obligations o on o.tenant_id = $1 and o.id = r.id and o.regime_id = any($2::uuid[])
       join units u on u.tenant_id = $1 and u.id = r.unit_id
       left join report_entries e on e.tenant_id = $1 and e.report_id = r.id and r.state = 'submitted' and r.version = 1 and e.indicator_id = any($4::uuid[])
      where r.tenant_id = $1 and r.period = any($3::text[]) and r.state in ('submitted', 'returned')`,
    [tenantId, regimeIds, periods, indicatorIds],
  )

/** The approved figures of an indicator in a period, as lists in one order: of numbers, and of figures with the word null where there is none. */
export type FigureLists = {
  readonly indicatorId: string
  readonly period: string
  readonly at: string
  readonly numerators: string
  readonly denominators: string
}

/** Months that are over are there as lists (figures/store.ts keeps them); the others are put together. Of few units only theirs are read. */
export const figureLists = (
  tx: Raw,
  tenantId: number,
  indicatorIds: readonly string[],
  periods: readonly string[],
  unitIds: readonly string[] | null,
): Promise<readonly FigureLists[]> =>
  unitIds === null
    ? tx.raw<FigureLists>(
        `with wanted as (select i.id indicator_id, p.period from unnest($2::uuid[]) i (id) cross join unnest($3::text[]) p (period)),
         kept as (select k.indicator_id, k.period, k.at, k.numerators, k.denominators
                    from wanted w join kept_months k on k.tenant_id = $1 and k.lens = 'was' and k.indicator_id = w.indicator_id and k.period = w.period)
         select indicator_id "indicatorId", period, at, numerators, denominators from kept
          union all
         select f.indicator_id, f.period, ${lists}
           from (select * from wanted except select indicator_id, period from kept) w
           join approved_figures f on f.tenant_id = $1 and f.indicator_id = w.indicator_id and f.period = w.period
           join units u on u.tenant_id = $1 and u.id = f.unit_id
          group by f.indicator_id, f.period`,
        [tenantId, indicatorIds, periods],
      )
    : tx.raw<FigureLists>(
        `select f.indicator_id "indicatorId", f.period, ${lists}
           from approved_figures f join units u on u.tenant_id = $1 and u.id = f.unit_id
          where f.tenant_id = $1 and f.indicator_id = any($2::uuid[]) and f.period = any($3::text[]) and f.unit_id = any($4::uuid[])
          group by f.indicator_id, f.period`,
        [tenantId, indicatorIds, periods, unitIds],
      )

/** What was answered in words and approved, one by one. */
export const approvedWords = (
  tx: Raw,
  tenantId: number,
  indicatorIds: readonly string[],
  periods: readonly string[],
  unitIds: readonly string[] | null,
): Promise<readonly { readonly indicatorId: string; readonly period: string; readonly number: number; readonly words: string }[]> =>
  tx.raw(
    `select f.indicator_id "indicatorId", f.period, u.number::int, f.words
       from approved_figures f join units u on u.tenant_id = $1 and u.id = f.unit_id
      where f.tenant_id = $1 and f.indicator_id = any($2::uuid[]) and f.period = any($3::text[]) and f.words is not null
        and ($4::uuid[] is null or f.unit_id = any($4::uuid[]))`,
    [tenantId, indicatorIds, periods, unitIds],
  )

const lists = `string_agg(u.number::text, ',') as at, string_agg(coalesce(f.numerator::text, 'null'), '","') numerators,
                string_agg(coalesce(f.denominator::text, 'null'), '","') denominators`

export type PlanChoice = {
  readonly id: string
  readonly title: string
  readonly periods: readonly string[]
  readonly indicators: readonly { readonly id: string; readonly code: string; readonly pillar: string; readonly name: string }[]
}

/** The plans that have periods, the newest first. */
export const plansToAsk = (tx: Raw, tenantId: number): Promise<PlanChoice[]> =>
  tx.raw<PlanChoice>(
    `select p.id, p.title, o.periods,
            coalesce((select json_agg(json_build_object('id', i.id, 'code', i.code, 'pillar', i.pillar, 'name', i.name) order by i.position)
                        from indicators i where i.tenant_id = $1 and i.plan_id = p.id), '[]'::json) indicators
       from plans p
      cross join lateral (
        select json_agg(x.period order by x.ends) periods, max(x.ends) ends
          from (select o.period, max(o.window_to) ends from regimes g join obligations o on o.tenant_id = $1 and o.regime_id = g.id and o.level = 'city'
                 where g.tenant_id = $1 and g.plan_id = p.id group by o.period) x) o
      where p.tenant_id = $1 and o.periods is not null order by o.ends desc, p.id`,
    [tenantId],
  )

export type UnitChoice = {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly group: UnitGroup
  readonly lastDay: Day | null
}

/** Units that stand, or stood on a day or later, as they were called last; of some units where `ids` are given. */
export const unitsToAsk = (tx: Raw, tenantId: number, since: Day, ids: readonly string[] | null): Promise<UnitChoice[]> =>
  tx.raw<UnitChoice>(
    `select id, name, "shortName", "group", "lastDay" from (
       select distinct on (unit_id) unit_id id, name, short_name "shortName", unit_group "group", valid_to - 1 "lastDay", position
         from unit_versions where tenant_id = $1 and (valid_to is null or valid_to > $2::date) and ($3::uuid[] is null or unit_id = any($3::uuid[]))
        order by unit_id, valid_from desc) v
      order by "lastDay" is not null, position, name collate "vi-x-icu"`,
    [tenantId, since, ids],
  )

/** The latest period whose window is over; where none is, the first. */
export async function closedPeriod(tx: Raw, tenantId: number, today: Day): Promise<string | undefined> {
  const [row] = await tx.raw<{ readonly period: string }>(
    `select period from obligations where tenant_id = $1 and level = 'city'
      order by window_to <= $2::date desc, abs(window_to - $2::date), period limit 1`,
    [tenantId, today],
  )
  return row?.period
}
