import type { UnitRef } from '@haidang/api/common'
import type { Day } from '@haidang/domain/periods/day'
import { frequencyOf } from '@haidang/domain/periods/period'
import type { Tx } from '../platform/transaction.ts'
import { lineageNow } from '@haidang/domain/units/lineage'
import type { LineageNow } from '@haidang/domain/units/lineage'
import { appliedEvents } from '../units/store.ts'
import { asksFigures } from '../consolidation/store.ts'

export type Cell = { readonly indicatorId: string; readonly numerator: string | null; readonly denominator: string | null }

/** The areas above a unit `u` on a day; of today's tree where the day is null. `areas` is a common table expression. */
const areasAbove = (units: string): string => `
areas (unit_id, area_id, day) as (
  select u.unit_id, v.parent_id, u.day from (${units}) u
    join unit_versions v on v.tenant_id = $1 and v.unit_id = u.unit_id
     and case when u.day is null then v.valid_to is null else v.valid_from <= u.day and (v.valid_to is null or v.valid_to > u.day) end
   where v.parent_id is not null
  union
  select a.unit_id, v.parent_id, a.day from areas a
    join unit_versions v on v.tenant_id = $1 and v.unit_id = a.area_id
     and case when a.day is null then v.valid_to is null else v.valid_from <= a.day and (v.valid_to is null or v.valid_to > a.day) end
   where v.parent_id is not null
)`

/**
 * What an approval changed, added to every sum that the unit's figures are in. A difference and no new sum: approvals at the same time add up,
 * whoever commits first. In a transaction that shares the register (units/store.ts): sums are of one state of it.
 */
export async function countFigures(
  tx: Tx,
  of: { readonly tenantId: number; readonly period: string; readonly unitId: string; readonly lastDay: Day },
  before: readonly Cell[],
  after: readonly Cell[],
): Promise<void> {
  const old = new Map(before.map((cell) => [cell.indicatorId, cell]))
  const now = new Map(after.map((cell) => [cell.indicatorId, cell]))
  const changed = [...new Set([...old.keys(), ...now.keys()])].flatMap((indicatorId) => {
    const [was, is] = [old.get(indicatorId), now.get(indicatorId)]
    if (was?.numerator === is?.numerator && was?.denominator === is?.denominator) return []
    return [[indicatorId, was?.numerator, is?.numerator, was?.denominator, is?.denominator] as const]
  })
  if (changed.length === 0) return
  const ids = changed.map(([indicatorId]) => indicatorId)
  await tx.hot('forget-months', forgetStatement, [of.tenantId, of.period, ids])
  const column = (index: 1 | 2 | 3 | 4): readonly (string | null)[] => changed.map((row) => row[index] ?? null)
  await tx.hot('count-figures', countStatement, [
    of.tenantId,
    of.unitId,
    of.lastDay,
    of.period,
    ids,
    column(1),
    column(2),
    column(3),
    column(4),
  ])
}

/** Rows are taken in one order, as those of sums are. */
const forgetStatement = `
with changed as (
  select lens, indicator_id from kept_months where tenant_id = $1 and period = $2 and indicator_id = any($3::uuid[]) order by lens, indicator_id for update
)
delete from kept_months k using changed c where k.tenant_id = $1 and k.lens = c.lens and k.indicator_id = c.indicator_id and k.period = $2`

const countStatement = `
with recursive moved as (
  select heir_id unit_id, share, is_estimated from lineage_now
   where tenant_id = $1 and from_unit_id = $2 and since <= $3::date and until > $3::date and share > 0
), held as (
  select unit_id, share, is_estimated from moved
  union all select $2::uuid, 1, false where not exists (
    select 1 from lineage_now where tenant_id = $1 and from_unit_id = $2 and since <= $3::date and until > $3::date)
   and exists (select 1 from unit_versions where tenant_id = $1 and unit_id = $2 and valid_to is null)
), ${areasAbove('select $2::uuid unit_id, $3::date as day union all select unit_id, null::date from held')},
sums as (
  select 'was' lens, area_id unit_id, 1::numeric share, 1 times, 0 estimates from areas where day is not null
  union all select 'is', unit_id, share, 1, is_estimated::int from moved
  -- A figure that went to two units of one area is in the area's sum twice, in parts.
  union all select 'is', a.area_id, sum(h.share), count(*)::int, count(*) filter (where h.is_estimated)::int
    from areas a join held h on h.unit_id = a.unit_id where a.day is null group by a.area_id
), changes as (
  select * from unnest($5::uuid[], $6::numeric[], $7::numeric[], $8::numeric[], $9::numeric[]) c (indicator_id, old_n, new_n, old_d, new_d)
)
insert into rolled_figures as r (tenant_id, lens, period, unit_id, indicator_id, numerator, numerators, denominator, denominators, estimates)
select $1, s.lens, $4, s.unit_id, c.indicator_id,
       (coalesce(c.new_n, 0) - coalesce(c.old_n, 0)) * s.share, ((c.new_n is not null)::int - (c.old_n is not null)::int) * s.times,
       (coalesce(c.new_d, 0) - coalesce(c.old_d, 0)) * s.share, ((c.new_d is not null)::int - (c.old_d is not null)::int) * s.times,
       ((c.new_n is not null or c.new_d is not null)::int - (c.old_n is not null or c.old_d is not null)::int) * s.estimates
  from sums s cross join changes c
 where (select sums_kept from tenants where tenant_id = $1)
 -- Rows are taken in one order, so that approvals at the same time wait for each other and never in a ring.
 order by s.lens, s.unit_id, c.indicator_id
on conflict (tenant_id, lens, indicator_id, period, unit_id) do update
  set numerator = r.numerator + excluded.numerator, numerators = r.numerators + excluded.numerators,
      denominator = r.denominator + excluded.denominator, denominators = r.denominators + excluded.denominators,
      estimates = r.estimates + excluded.estimates`

/**
 * Makes the sums right again after the register changed by a transaction that holds it: of units whose lineage is another than before, of the
 * areas above them and above `touched`, then and today. Sums that nothing of it is in are left alone. Without `touched`, and in an office whose
 * sums were never made, all of them.
 */
export async function rollUpAgain(
  tx: Tx,
  tenantId: number,
  touched?: { readonly unitIds: readonly string[]; readonly since: Day },
): Promise<void> {
  // A country's sums take minutes the first time; the limit is for what people wait for.
  await tx.raw('set local statement_timeout = 0')
  const next = lineageNow(await appliedEvents(tx, tenantId))
  const before = await tx.raw<LineageNow>(
    `select from_unit_id "from", since, until, heir_id heir, share, is_estimated "isEstimated" from lineage_now where tenant_id = $1`,
    [tenantId],
  )
  const keyOf = ({ from, since, until, heir, share, isEstimated }: LineageNow): string =>
    `${from} ${since} ${until} ${heir} ${share} ${isEstimated}`
  const stood = new Set(before.map(keyOf))
  const stands = new Set(next.map(keyOf))
  const gone = before.filter((row) => !stands.has(keyOf(row)))
  const come = next.filter((row) => !stood.has(keyOf(row)))
  await tx.raw(
    `delete from lineage_now l using unnest($2::uuid[], $3::date[], $4::uuid[]) g (from_id, since, heir_id)
      where l.tenant_id = $1 and l.from_unit_id = g.from_id and l.since = g.since and l.heir_id = g.heir_id`,
    [tenantId, gone.map(({ from }) => from), gone.map(({ since }) => since), gone.map(({ heir }) => heir)],
  )
  await tx.raw(
    `insert into lineage_now (tenant_id, from_unit_id, since, until, heir_id, share, is_estimated)
     select $1, r."from", r.since, r.until, r.heir, r.share, r."isEstimated"
       from jsonb_to_recordset($2) r ("from" uuid, since date, until date, heir uuid, share numeric, "isEstimated" boolean)`,
    [tenantId, JSON.stringify(come)],
  )
  const moved = [...gone, ...come].flatMap(({ from, heir }) => [from, heir])
  const made = await tx.raw('update tenants set sums_kept = true where tenant_id = $1 and not sums_kept returning 1', [tenantId])
  const part = made.length > 0 ? undefined : touched
  const isAll = part === undefined
  const ids = part === undefined ? null : await unitsAndAreas(tx, tenantId, [...new Set([...moved, ...part.unitIds])])
  const since = part?.since ?? null

  await tx.raw(`delete from kept_months where tenant_id = $1 and (lens = 'is' or $2)`, [tenantId, isAll])
  await tx.raw(`delete from rolled_figures where tenant_id = $1 and lens = 'is' and ($2::uuid[] is null or unit_id = any($2::uuid[]))`, [
    tenantId,
    ids,
  ])
  await tx.raw(rollHeirs(isAll), [tenantId, ids])
  await tx.raw(rollAreasNow(isAll), [tenantId, ids])
  await tx.raw(
    `delete from rolled_figures r where r.tenant_id = $1 and r.lens = 'was' and ($2::uuid[] is null or r.unit_id = any($2::uuid[]))
        and ($3::date is null or exists (select 1 from obligations o where o.tenant_id = $1 and o.period = r.period and o.level = 'unit' and o.window_to > $3::date))`,
    [tenantId, ids, since],
  )
  await tx.raw(rollAreasThen(isAll), [tenantId, ids, since])
}

/** These units, and every area that ever was above one of them. */
async function unitsAndAreas(tx: Tx, tenantId: number, unitIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.raw<{ id: string }>(
    `with recursive above (id) as (
       select unnest($2::uuid[])
       union select v.parent_id from above a join unit_versions_known v on v.tenant_id = $1 and v.unit_id = a.id where v.parent_id is not null
     ) select id from above`,
    [tenantId, unitIds],
  )
  return rows.map(({ id }) => id)
}

const sumColumns = '(tenant_id, lens, unit_id, period, indicator_id, numerator, numerators, denominator, denominators, estimates)'
const summed = (figure: string, share: string): string =>
  `coalesce(sum(${figure}.numerator * ${share}), 0), count(${figure}.numerator), coalesce(sum(${figure}.denominator * ${share}), 0), count(${figure}.denominator)`

/**
 * Approved figures with the unit and the last day of their window; words are in no sum. Those of a few units are found one by one through the key; where all are wanted
 * that would take a look for each of millions, and they are read as they lie.
 */
const facts = (isAll: boolean): string => `
  select f.unit_id, f.period, f.indicator_id, f.numerator, f.denominator, o.window_to - 1 as day
    from obligations o
    ${
      isAll
        ? 'join approved_figures f on f.tenant_id = o.tenant_id and f.report_id = o.id'
        : `join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
    join indicators i on i.tenant_id = o.tenant_id and i.plan_id = g.plan_id
    join approved_figures f on f.tenant_id = o.tenant_id and f.period = o.period and f.indicator_id = i.id and f.unit_id = o.unit_id and f.report_id = o.id`
    }
   where o.tenant_id = $1 and o.level = 'unit' and (f.numerator is not null or f.denominator is not null)`

const rollHeirs = (isAll: boolean): string => `
insert into rolled_figures ${sumColumns}
select $1, 'is', l.heir_id, f.period, f.indicator_id, ${summed('f', 'l.share')}, count(*) filter (where l.is_estimated and (f.numerator is not null or f.denominator is not null))
  from lineage_now l
  join lateral (${facts(isAll)} and o.unit_id = l.from_unit_id and o.window_to - 1 >= l.since and o.window_to - 1 < l.until) f on true
 where l.tenant_id = $1 and l.share > 0 and ($2::uuid[] is null or l.heir_id = any($2::uuid[]))
 group by l.heir_id, f.period, f.indicator_id`

const leaves = (tree: string): string => `
with recursive below (area_id, unit_id) as (
  select v.parent_id, v.unit_id from unit_versions v where v.tenant_id = $1 and v.parent_id is not null and ${tree}
  union
  select b.area_id, v.unit_id from below b join unit_versions v on v.tenant_id = $1 and v.parent_id = b.unit_id and ${tree}
)`

const rollAreasNow = (isAll: boolean): string => `
${leaves('v.valid_to is null')},
wanted as (select * from below where $2::uuid[] is null or area_id = any($2::uuid[])),
held as (
  select unit_id, period, indicator_id, numerator, numerators, denominator, denominators, estimates from rolled_figures r
   where r.tenant_id = $1 and r.lens = 'is' and r.unit_id in (select heir_id from lineage_now where tenant_id = $1)
  union all
  select f.unit_id, f.period, f.indicator_id, coalesce(f.numerator, 0), (f.numerator is not null)::int, coalesce(f.denominator, 0), (f.denominator is not null)::int, 0
    from (${facts(isAll)} and o.unit_id in (select unit_id from wanted)) f
   where not exists (select 1 from lineage_now l where l.tenant_id = $1 and l.from_unit_id = f.unit_id and l.since <= f.day and l.until > f.day)
)
insert into rolled_figures ${sumColumns}
select $1, 'is', w.area_id, h.period, h.indicator_id, sum(h.numerator), sum(h.numerators), sum(h.denominator), sum(h.denominators), sum(h.estimates)
  from wanted w join held h on h.unit_id = w.unit_id
 group by w.area_id, h.period, h.indicator_id`

/** In the tree of each window's last day. */
const rollAreasThen = (isAll: boolean): string => `
with recursive days as (
  select distinct window_to - 1 as day from obligations where tenant_id = $1 and level = 'unit' and ($3::date is null or window_to > $3::date)
), below (day, area_id, unit_id) as (
  select d.day, v.parent_id, v.unit_id from days d
    join unit_versions v on v.tenant_id = $1 and v.parent_id is not null and v.valid_from <= d.day and (v.valid_to is null or v.valid_to > d.day)
  union
  select b.day, b.area_id, v.unit_id from below b
    join unit_versions v on v.tenant_id = $1 and v.parent_id = b.unit_id and v.valid_from <= b.day and (v.valid_to is null or v.valid_to > b.day)
), wanted as (select * from below where $2::uuid[] is null or area_id = any($2::uuid[]))
insert into rolled_figures ${sumColumns}
select $1, 'was', w.area_id, f.period, f.indicator_id, ${summed('f', '1')}, 0
  from wanted w join (${facts(isAll)} and ($3::date is null or o.window_to > $3::date)) f on f.unit_id = w.unit_id and f.day = w.day
 group by w.area_id, f.period, f.indicator_id`

export type SeriesQuestion = {
  readonly tenantId: number
  readonly indicatorId: string
  readonly from: string
  readonly to: string
  readonly group: string
  readonly lens: 'asItWas' | 'asItIs'
}

/**
 * One indicator over months (or other periods, as `from` is one) on every unit of a group, as the JSON text of `figuresSchema`: forty thousand figures pass through the program as the
 * text that is kept of each month, or that the database makes of it. Undefined where the office has no such indicator. In a reading transaction:
 * figures are named by the numbers of units beside them.
 */
export async function seriesAsText(tx: Pick<Tx, 'raw'>, question: SeriesQuestion): Promise<string | undefined> {
  const { tenantId, indicatorId, from, to, group, lens } = question
  // Without names: planned for their own values each time. A plan for any values took twice as long for a country's communes.
  const [plan] = await tx.raw<{ regimeId: string | null }>(
    `select (select g.id from regimes g where g.tenant_id = i.tenant_id and g.plan_id = i.plan_id and g.definition ->> 'frequency' = $3
              order by g.issued_at desc limit 1) "regimeId"
       from indicators i where i.tenant_id = $1 and i.id = $2`,
    [tenantId, indicatorId, frequencyOf(from)],
  )
  if (plan === undefined) return undefined
  const units = await tx.raw<NumberedUnit>(unitsStatement(lens), [tenantId, plan.regimeId, from, to, group])
  const months = await tx.raw<MonthText>(columnsStatement(group === 'area', lens), [tenantId, plan.regimeId, from, to, indicatorId])
  return `{"indicatorId":${JSON.stringify(indicatorId)},"lens":"${lens}","units":${JSON.stringify(units)},"months":[${months.map(monthText).join(',')}]}`
}

type NumberedUnit = UnitRef & { readonly number: number }

/** Lists of unit numbers, and of figures between quotation marks; a figure that is missing is the word null in them. */
type MonthText = {
  readonly period: string
  readonly at: string | null
  readonly numerators: string | null
  readonly denominators: string | null
  readonly estimated: string | null
}

const monthText = ({ period, at, numerators, denominators, estimated }: MonthText): string =>
  `{"period":"${period}","at":[${at ?? ''}],"numerators":[${quantities(numerators)}],"denominators":[${quantities(denominators)}],"estimated":[${estimated ?? ''}]}`

const quantities = (list: string | null): string => (list === null ? '' : `"${list}"`.replaceAll('"null"', 'null'))

/** The periods that the regime has, each with the last day of its window. */
const months = `
months as (
  select o.period, max(o.window_to) - 1 as day from obligations o
   where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'city' and o.period between $3::text and $4::text group by o.period
)`

/** The units that months are answered on, in the register's order. */
const unitsStatement = (lens: SeriesQuestion['lens']): string => `
with ${months}
select v.unit_id id, u.number::int, v.name, v.short_name "shortName", v.unit_group "group" from (
  select distinct on (unit_id) unit_id, name, short_name, unit_group, position from unit_versions
   where tenant_id = $1 and unit_group = $5
     and ${
       lens === 'asItIs'
         ? 'valid_to is null'
         : 'valid_from <= (select max(day) from months) and (valid_to is null or valid_to > (select min(day) from months))'
     }
   order by unit_id, valid_from desc) v join units u on u.tenant_id = $1 and u.id = v.unit_id
 order by v.position, v.name collate "vi-x-icu"`

/** Figures of the indicator `$5` in the months that `wanted` names: of areas, or of all that report (and of who holds today what they did). */
function cells(isArea: boolean, lens: SeriesQuestion['lens']): string {
  const now = lens === 'asItIs'
  const rolled = `
    select r.unit_id, r.period, case when r.numerators > 0 then trim_scale(r.numerator) end numerator, case when r.denominators > 0 then trim_scale(r.denominator) end denominator, r.estimates > 0 is_estimated
      from rolled_figures r
     where r.tenant_id = $1 and r.lens = '${now ? 'is' : 'was'}' and r.indicator_id = $5 and r.period = any(array(select period from wanted))`
  const own = `
    select f.unit_id, f.period, f.numerator, f.denominator, false is_estimated from approved_figures f
     where f.tenant_id = $1 and f.indicator_id = $5 and f.period = any(array(select period from wanted))`
  if (isArea) return `${rolled} and r.unit_id in (select unit_id from unit_versions where tenant_id = $1 and unit_group = 'area')`
  if (!now) return own
  return `
    ${rolled} and r.unit_id in (select heir_id from lineage_now where tenant_id = $1)
    union all
    select f.* from (${own}) f join months m on m.period = f.period
     where not exists (select 1 from lineage_now l where l.tenant_id = $1 and l.from_unit_id = f.unit_id and l.since <= m.day and l.until > m.day)`
}

const columns = (isArea: boolean, lens: SeriesQuestion['lens']): string => `
columns as (
  select c.period, string_agg(u.number::text, ',') as at,
         string_agg(coalesce(c.numerator::text, 'null'), '","') numerators, string_agg(coalesce(c.denominator::text, 'null'), '","') denominators,
         coalesce(string_agg(u.number::text, ',') filter (where c.is_estimated), '') estimated
    from (${cells(isArea, lens)}) c join units u on u.tenant_id = $1 and u.id = c.unit_id
   where c.numerator is not null or c.denominator is not null
   group by c.period
)`

const isKept = (lens: SeriesQuestion['lens'], period: string): string =>
  `from kept_months k where k.tenant_id = $1 and k.lens = '${lens === 'asItIs' ? 'is' : 'was'}' and k.indicator_id = $5 and k.period = ${period}`

/** A month's figures as three lists, in the same order. */
const columnsStatement = (isArea: boolean, lens: SeriesQuestion['lens']): string =>
  isArea
    ? `with ${months}, wanted as (select period from months), ${columns(true, lens)}
select m.period, c.at, c.numerators, c.denominators, c.estimated from months m left join columns c on c.period = m.period order by m.period`
    : `with ${months}, wanted as (select period from months m where not exists (select 1 ${isKept(lens, 'm.period')})), ${columns(false, lens)},
kept as (select k.period, k.at, k.numerators, k.denominators, k.estimated from months m cross join lateral (select * ${isKept(lens, 'm.period')}) k)
select m.period, c.at, c.numerators, c.denominators, c.estimated from months m left join (select * from columns union all select * from kept) c on c.period = m.period order by m.period`

/** Keeps the months of an indicator whose windows are over and that are not kept; in a transaction that holds the register, so that nothing of them changes meanwhile. */
export async function keepMonths(
  tx: Tx,
  tenantId: number,
  { id, regimeId }: { readonly id: string; readonly regimeId: string },
  today: Day,
): Promise<void> {
  for (const lens of ['asItWas', 'asItIs'] as const)
    await tx.raw(
      `with ${months}, wanted as (select period from months m where day < $6::date and not exists (select 1 ${isKept(lens, 'm.period')})), ${columns(false, lens)}
       insert into kept_months (tenant_id, lens, indicator_id, period, at, numerators, denominators, estimated)
       select $1, '${lens === 'asItIs' ? 'is' : 'was'}', $5, period, at, numerators, denominators, estimated from columns`,
      [tenantId, regimeId, '0000-00', '9999-99', id, today],
    )
}

export type UnitFigureRow = {
  readonly unit: UnitRef
  readonly period: string
  readonly lastDay: Day
  readonly periods: readonly string[]
  readonly figures: readonly {
    readonly id: string
    readonly numerator: string | null
    readonly denominator: string | null
    readonly figures: number
    readonly isEstimated: boolean
  }[]
  readonly planId: string
}

/** Every figure of a period on one unit or area, of the newest plan that has the period. */
export async function figuresOfUnit(
  tx: Pick<Tx, 'hot'>,
  {
    tenantId,
    unitId,
    period,
    lens,
  }: {
    readonly tenantId: number
    readonly unitId: string
    readonly period: string
    readonly lens: 'asItWas' | 'asItIs'
  },
): Promise<UnitFigureRow | undefined> {
  const [row] = await tx.hot<UnitFigureRow>('figures-of-unit', ofUnit, [tenantId, unitId, period, lens === 'asItIs' ? 'is' : 'was'])
  return row
}

const ofUnit = `
with month as (
  select o.period, o.window_to - 1 as day, g.plan_id from obligations o join regimes g on g.tenant_id = $1 and g.id = o.regime_id
   where o.tenant_id = $1 and o.level = 'city' and o.period = $3 order by g.issued_at desc limit 1
), unit as (
  select v.* from unit_versions v, month m where v.tenant_id = $1 and v.unit_id = $2
   order by (v.valid_from <= m.day and (v.valid_to is null or v.valid_to > m.day)) desc, v.valid_from desc limit 1
), rolled as (
  select r.indicator_id, case when r.numerators > 0 then trim_scale(r.numerator) end numerator, case when r.denominators > 0 then trim_scale(r.denominator) end denominator,
         greatest(r.numerators, r.denominators) figures, r.estimates > 0 is_estimated
    from month m join rolled_figures r on r.tenant_id = $1 and r.lens = $4 and r.unit_id = $2 and r.period = m.period
), own as (
  select f.indicator_id, f.numerator, f.denominator, 1 figures, false is_estimated
    from month m join indicators i on i.tenant_id = $1 and i.plan_id = m.plan_id
    join approved_figures f on f.tenant_id = $1 and f.period = m.period and f.indicator_id = i.id and f.unit_id = $2
   where $4 = 'was' or not exists (select 1 from lineage_now l where l.tenant_id = $1 and l.from_unit_id = $2 and l.since <= m.day and l.until > m.day)
)
select json_build_object('id', u.unit_id, 'name', u.name, 'shortName', u.short_name, 'group', u.unit_group) unit, m.period, m.day "lastDay", m.plan_id "planId",
       array(select o.period from obligations o join regimes g on g.tenant_id = $1 and g.id = o.regime_id
              where o.tenant_id = $1 and o.level = 'city' and g.plan_id = m.plan_id and ${asksFigures('g')} group by o.period order by max(o.window_to) desc, o.period desc) periods,
       (select coalesce(json_agg(json_build_object('id', c.indicator_id, 'numerator', c.numerator::text, 'denominator', c.denominator::text,
          'figures', c.figures, 'isEstimated', c.is_estimated)), '[]'::json) from (select * from rolled union all select * from own) c) figures
  from month m, unit u`
