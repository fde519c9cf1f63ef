import type { Day, Instant } from '@haidang/domain/periods/day'
import type { TaskState } from '@haidang/domain/tasks/task'
import type { UnitGroup } from '@haidang/domain/units/unit'
import { asksFigures } from '../consolidation/store.ts'
import type { FigureRow } from '../indicators/store.ts'
import type { Tx } from '../platform/transaction.ts'

/** On the units of which day a board is drawn (undefined: of their time), and by what was known when (undefined: by what is known now). */
export type Lens = { readonly on?: Day; readonly knownAt?: Instant }

type Hot = Pick<Tx, 'hot'>

/**
 * Statements about a past moment have it as their last value. What was known then is read from what is only ever added to or closed: events,
 * snapshots, notes of tasks and known versions of units, never from rows that go on changing.
 */
const isKnown = (row: string, at: string): string =>
  `${row}.known_from <= ${at} and (${row}.known_until is null or ${row}.known_until > ${at})`

/** Joins the version of an obligation's unit that its window ended in: the last one of a unit that had ended by then. */
const versionThen = (at?: string): string => `
      cross join lateral (select x.name, x.short_name, x.unit_group, x.position, x.valid_to from ${at === undefined ? 'unit_versions' : 'unit_versions_known'} x
        where x.tenant_id = $1 and x.unit_id = o.unit_id and x.valid_from <= o.window_to ${at === undefined ? '' : `and ${isKnown('x', at)}`}
        order by x.valid_from desc limit 1) v`

/** What a reorganisation in force had passed on, or had not founded yet, by a moment; `of`: the table that keeps it, `which`: the row asked about. */
const wasMoved = (of: 'reorganised_reports' | 'reorganised_duties', which: string, at: string): string => `
       exists (select 1 from ${of} c join reorganisations g on g.tenant_id = $1 and g.id = c.reorganisation_id
         where c.tenant_id = $1 and ${which} and case c.change
           when 'passedOn' then g.applied_at <= ${at} and (g.undone_at is null or g.undone_at > ${at})
           when 'founded' then g.applied_at > ${at} or g.undone_at <= ${at} end)`

/** True while the report is owed by its unit: its heir owes what passed on. Without a moment it needs the report as `r`. */
const isOwed = (at?: string): string =>
  at === undefined ? `r.state <> 'passedOn'` : `not ${wasMoved('reorganised_reports', 'c.report_id = o.id', at)}`

/** What stood in a column that reorganisations widen, at a moment: what the last one in force made of it, else what the next one found. */
function widenedThen(
  of: 'reorganised_reports' | 'reorganised_duties',
  column: 'form' | 'part',
  which: string,
  row: string,
  at: string,
): string {
  const widenings = `from ${of} c join reorganisations g on g.tenant_id = $1 and g.id = c.reorganisation_id
         where c.tenant_id = $1 and ${which} and c.change = 'widened'`
  return `coalesce(
       (select c.${column}_after ${widenings} and g.applied_at <= ${at} and (g.undone_at is null or g.undone_at > ${at}) order by g.applied_at desc limit 1),
       (select c.${column}_before ${widenings} and g.applied_at > ${at} order by g.applied_at limit 1), ${row}.${column})`
}
const formOf = (at?: string): string =>
  at === undefined ? 'o.form' : widenedThen('reorganised_reports', 'form', 'c.report_id = o.id', 'o', at)

/** Events of one report in the order in which they must have come, where two of them have one moment. */
const newestEvent = (at: string): string => `
      left join lateral (select e.kind, e.version, e.cells from report_events e where e.tenant_id = $1 and e.report_id = o.id and e.at <= ${at}
        order by e.at desc, e.version desc, array_position(array['correctionOpened', 'submitted', 'returned', 'approved'], e.kind) desc limit 1) e on true`

const newestSnapshot = (at: string): string => `
      left join lateral (select x.version, x.content, x.approved_at, x.approved_by from report_snapshots x
        where x.tenant_id = $1 and x.report_id = o.id and x.approved_at <= ${at} order by x.version desc limit 1) s on true`

export type ProofRow = {
  readonly unitId: string
  readonly name: string
  readonly shortName: string
  readonly group: UnitGroup
  readonly reportId: string
  readonly state: 'open' | 'submitted' | 'returned' | 'approved'
  readonly version: number
  readonly target: unknown
  readonly numerator: string | null
  readonly denominator: string | null
  readonly words: string | null
  readonly note: string
  readonly counted: boolean
  readonly countedVersion: number | null
  readonly reporter: string | null
  readonly submittedAt: Instant | null
  readonly approver: string | null
  readonly approvedAt: Instant | null
  readonly feed: { readonly system: string; readonly at: Instant } | null
  readonly explained: { code: string; reason: string }[] | null
}

const targetInForm = (at?: string): string =>
  `(select f -> 'target' from jsonb_array_elements(${formOf(at)}) f where f ->> 'indicatorId' = $4::text) target`
const owesIndicator = (at?: string): string => `
     where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = $3
       and exists (select 1 from jsonb_array_elements(${formOf(at)}) f where f ->> 'indicatorId' = $4::text)`

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** A run of a feed as it is told: which system, and when that said it. */
const toldRun = (run: string): string => `(
      select json_build_object('system', f.settings ->> 'system', 'at', ${instant('x.ended_at')})
        from feed_runs x join feeds f on f.tenant_id = $1 and f.id = x.feed_id where x.tenant_id = $1 and x.id = ${run})`

const proofNow = `
    select o.unit_id "unitId", v.name, v.short_name "shortName", v.unit_group "group", r.id "reportId", r.state, r.version, ${targetInForm()},
           case when s.version is not null then a.numerator when r.state = 'submitted' then e.numerator end numerator,
           case when s.version is not null then a.denominator when r.state = 'submitted' then e.denominator end denominator,
           case when s.version is not null then a.words when r.state = 'submitted' then e.words end words,
           coalesce(e.note, '') note, a.report_id is not null counted, s.version "countedVersion",
           sa.full_name reporter, r.submitted_at "submittedAt", aa.full_name approver, s.approved_at "approvedAt",
           ${toldRun("case when s.version is not null then a.run_id when r.state = 'submitted' then t.run_id end")} feed,
           case when s.version is not null then (select f -> 'explained' from jsonb_array_elements(s.content -> 'figures') f where f ->> 'indicatorId' = $4::text)
             when r.state = 'submitted' then (
               select jsonb_agg(x.one - 'indicatorId') from report_events h cross join lateral jsonb_array_elements(h.explained) as x (one)
                where h.tenant_id = $1 and h.report_id = r.id and h.kind = 'submitted' and h.at = r.submitted_at and x.one ->> 'indicatorId' = $4::text)
           end explained
      from obligations o
      join reports r on r.tenant_id = $1 and r.id = o.id ${versionThen()}
      left join report_snapshots s on s.tenant_id = $1 and s.report_id = r.id
       and s.version = (select max(x.version) from report_snapshots x where x.tenant_id = $1 and x.report_id = r.id)
      left join approved_figures a on a.tenant_id = $1 and a.period = o.period and a.indicator_id = ($4::text)::uuid and a.unit_id = o.unit_id
      left join report_entries e on e.tenant_id = $1 and e.report_id = r.id and e.indicator_id = ($4::text)::uuid
      left join entries_from_feeds t on t.tenant_id = $1 and t.report_id = r.id and t.indicator_id = e.indicator_id and t.revision = e.revision
      left join accounts sa on sa.tenant_id = $1 and sa.id = r.submitted_by
      left join accounts aa on aa.tenant_id = $1 and aa.id = s.approved_by
     ${owesIndicator()} and ${isOwed()}
     order by v.position, v.name collate "vi-x-icu"`

/** What waited for approval is not shown: whether it was still what was handed in nobody has kept. */
const proofKnown = `
    select o.unit_id "unitId", v.name, v.short_name "shortName", v.unit_group "group", o.id "reportId",
           case when e.kind is null or e.kind = 'correctionOpened' then 'open' else e.kind end state, coalesce(e.version, 1) version, ${targetInForm('$5')},
           f.value ->> 'numerator' numerator, f.value ->> 'denominator' denominator, f.value ->> 'words' words,
           coalesce(f.value ->> 'note', '') note, coalesce(f.value ->> 'numerator', f.value ->> 'denominator', f.value ->> 'words') is not null counted, s.version "countedVersion",
           sa.full_name reporter, h.at "submittedAt", aa.full_name approver, s.approved_at "approvedAt", f.value -> 'feed' feed, f.value -> 'explained' explained
      from obligations o ${versionThen('$5')} ${newestEvent('$5')} ${newestSnapshot('$5')}
      left join lateral (select f as value from jsonb_array_elements(s.content -> 'figures') f where f ->> 'indicatorId' = $4::text) f on true
      left join lateral (select x.at, x.by_account from report_events x where x.tenant_id = $1 and x.report_id = o.id and x.kind = 'submitted'
        and x.at <= $5 order by x.at desc limit 1) h on true
      left join accounts sa on sa.tenant_id = $1 and sa.id = h.by_account
      left join accounts aa on aa.tenant_id = $1 and aa.id = s.approved_by
     ${owesIndicator('$5')} and o.created_at <= $5 and ${isOwed('$5')}
     order by v.position, v.name collate "vi-x-icu"`

/** Every unit that owes the indicator in the period: the approved figure where one counts, else what was handed in, and who stands behind it. */
export const proofRows = (
  tx: Hot,
  {
    tenantId,
    regimeId,
    period,
    indicatorId,
    knownAt,
  }: { readonly tenantId: number; readonly regimeId: string; readonly period: string; readonly indicatorId: string } & Pick<
    Lens,
    'knownAt'
  >,
): Promise<readonly ProofRow[]> => {
  const values = [tenantId, regimeId, period, indicatorId]
  return knownAt === undefined
    ? tx.hot<ProofRow>('proof', proofNow, values)
    : tx.hot<ProofRow>('proof-known', proofKnown, [...values, knownAt])
}

/** The plan whose indicator is opened to its proof. */
export async function planOfIndicator(tx: Hot, tenantId: number, indicatorId: string): Promise<string | undefined> {
  const [row] = await tx.hot<{ readonly planId: string }>(
    'plan-of-indicator',
    'select plan_id "planId" from indicators where tenant_id = $1 and id = $2',
    [tenantId, indicatorId],
  )
  return row?.planId
}

export type PeriodStamp = { readonly period: string; readonly stamp: string }

/** How often indicators and their targets have been defined anew: such rows are only ever added. */
function definitionsCount(at?: string): string {
  const count = (table: string): string =>
    `(select count(*) from ${table} x where x.tenant_id = $1 ${at === undefined ? '' : `and x.recorded_at <= ${at}`})`
  return `(${count('indicator_definitions')} + ${count('unit_target_revisions')})`
}

/** For each of $4 periods up to the given one what its scores were drawn from: equal stamps mean equal scores. */
function stampsOfRegime(regime: string, period: string, at?: string): string {
  const now = `md5(string_agg(r.id || r.state || r.version || coalesce(r.submitted_at::text, '') || coalesce(r.approved_at::text, ''), ',' order by r.id))`
  const known = `md5(string_agg(o.id || coalesce((select string_agg(e.kind || e.version || e.at, ' ' order by e.at, e.id) from report_events e
                where e.tenant_id = $1 and e.report_id = o.id and e.at <= ${at}), ''), ',' order by o.id))`
  return `
    select o.period, ${at === undefined ? now : known} || ' ' || ${definitionsCount(at)} stamp
      from obligations o join reports r on r.tenant_id = o.tenant_id and r.id = o.id
     where o.tenant_id = $1 and o.regime_id = ${regime} and o.level = 'unit' and o.period <= ${period} and ${isOwed(at)} ${at === undefined ? '' : `and o.created_at <= ${at}`}
     group by o.period order by o.period desc limit $4`
}

/** Until when the register is known by this state of it; two boards on the units of a day differ where it does. */
const registerMoment = (at?: string): string =>
  at === undefined
    ? `concat_ws(' ', (select max(greatest(k.known_from, k.known_until)) from unit_versions_known k where k.tenant_id = $1),
        (select max(greatest(p.known_from, p.known_until)) from unit_populations p where p.tenant_id = $1))`
    : `'as known'`

export async function stampsOf(
  tx: Hot,
  { tenantId, regimeId, period }: { readonly tenantId: number; readonly regimeId: string; readonly period: string },
  { on, knownAt }: Lens,
  months = 1,
): Promise<{ readonly stamps: readonly PeriodStamp[]; readonly register: string | null }> {
  const at = knownAt === undefined ? undefined : '$5'
  const stamps = await tx.hot<PeriodStamp & { readonly register: string | null }>(
    `scoreboard-stamps${at === undefined ? '' : '-known'}${on === undefined ? '' : '-as-it-is'}`,
    `select p.*, ${on === undefined ? 'null' : registerMoment(at)} register from (${stampsOfRegime('$2', '$3', at)}) p`,
    [tenantId, regimeId, period, months, ...(knownAt === undefined ? [] : [knownAt])],
  )
  return { stamps, register: stamps[0]?.register ?? null }
}

export type FormRow = { readonly period: string; readonly unitId: string; readonly form: unknown }

export const formsOf = (
  tx: Hot,
  { tenantId, regimeId }: { readonly tenantId: number; readonly regimeId: string },
  periods: readonly string[],
  { knownAt }: Lens,
): Promise<readonly FormRow[]> =>
  tx.hot<FormRow>(
    `scoreboard-forms${knownAt === undefined ? '' : '-known'}`,
    `select o.period, o.unit_id "unitId", ${formOf(knownAt === undefined ? undefined : '$4')} form from obligations o ${knownAt === undefined ? 'join reports r on r.tenant_id = $1 and r.id = o.id' : ''}
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = any($3::text[])
        and ${knownAt === undefined ? isOwed() : `o.created_at <= $4 and ${isOwed('$4')}`}`,
    [tenantId, regimeId, periods, ...(knownAt === undefined ? [] : [knownAt])],
  )

export type UnitDay = { readonly period: string; readonly unitId: string; readonly day: Day }

/** Of each unit that owes a period the last day of its window on which it stood. */
export const daysOfUnits = (
  tx: Hot,
  { tenantId, regimeId }: { readonly tenantId: number; readonly regimeId: string },
  periods: readonly string[],
  { knownAt }: Lens,
): Promise<readonly UnitDay[]> =>
  tx.hot<UnitDay>(
    `scoreboard-days${knownAt === undefined ? '' : '-known'}`,
    `select o.period, o.unit_id "unitId", (least(o.window_to, v.valid_to) - 1)::date "day"
       from obligations o ${knownAt === undefined ? 'join reports r on r.tenant_id = $1 and r.id = o.id' : ''} ${versionThen(knownAt === undefined ? undefined : '$4')}
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = any($3::text[]) and ${isOwed(knownAt === undefined ? undefined : '$4')}`,
    [tenantId, regimeId, periods, ...(knownAt === undefined ? [] : [knownAt])],
  )

/** The figures of the periods that were approved at a moment, one row a cell. */
export const figuresKnownAt = (
  tx: Hot,
  tenantId: number,
  regimeId: string,
  periods: readonly string[],
  knownAt: Instant,
): Promise<readonly FigureRow[]> =>
  tx.hot<FigureRow>(
    'scoreboard-figures-known',
    `select o.period, f ->> 'indicatorId' "indicatorId", o.unit_id "unitId", f ->> 'numerator' numerator, f ->> 'denominator' denominator, f ->> 'words' words, true "isApproved"
       from obligations o ${newestSnapshot('$4')} cross join lateral jsonb_array_elements(s.content -> 'figures') f
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = any($3::text[])
        and coalesce(f ->> 'numerator', f ->> 'denominator', f ->> 'words') is not null`,
    [tenantId, regimeId, periods, knownAt],
  )

export type HandedIn = { readonly period: string; readonly unitId: string; readonly withoutFigure: readonly string[] }

/** The first versions that waited for approval at a moment, with the indicators that they were handed in without. */
export const handedInAt = (
  tx: Hot,
  tenantId: number,
  regimeId: string,
  periods: readonly string[],
  knownAt: Instant,
): Promise<readonly HandedIn[]> =>
  tx.hot<HandedIn>(
    'scoreboard-handed-in',
    `select o.period, o.unit_id "unitId",
            coalesce((select json_agg(c ->> 'indicatorId') from jsonb_array_elements(e.cells) c), '[]'::json) "withoutFigure"
       from obligations o ${newestEvent('$4')}
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = any($3::text[]) and e.kind = 'submitted' and e.version = 1`,
    [tenantId, regimeId, periods, knownAt],
  )

export type UnitName = { readonly unitId: string; readonly name: string; readonly shortName: string; readonly group: UnitGroup }

/** What units were called on a day, in the order of the register; by the version before where one had ended, by its first where it had not begun. */
export const namesOn = (
  tx: Hot,
  tenantId: number,
  ids: readonly string[],
  { on, knownAt }: { readonly on: Day } & Lens,
): Promise<readonly UnitName[]> =>
  tx.hot<UnitName>(
    `scoreboard-names${knownAt === undefined ? '' : '-known'}`,
    `select n.unit_id "unitId", n.name, n.short_name "shortName", n.unit_group "group" from (
       select distinct on (v.unit_id) v.*
         from ${knownAt === undefined ? 'unit_versions v' : 'unit_versions_known v'}
        where v.tenant_id = $1 and v.unit_id = any($2::uuid[]) ${knownAt === undefined ? '' : `and ${isKnown('v', '$4')}`}
        order by v.unit_id, v.valid_from > $3::date, abs(v.valid_from - $3::date)) n
      order by n.position, n.name collate "vi-x-icu"`,
    [tenantId, ids, on, ...(knownAt === undefined ? [] : [knownAt])],
  )

/** What a board is drawn from, beside the figures that the stamps stand for. */
export type Drawn = {
  readonly regimeId: string
  readonly planId: string
  readonly planTitle: string
  readonly period: string
  readonly periods: readonly string[]
  readonly units: readonly {
    readonly unitId: string
    readonly name: string
    readonly shortName: string
    readonly group: UnitGroup
    readonly reportId: string
    readonly reported: boolean
    readonly approved: boolean
  }[]
  /** Of each task a row for each state that its lead units are in, with the last moment of it: as much as its timeliness hangs on. */
  readonly duties: readonly {
    readonly taskId: string
    readonly deadlineAt: Instant | null
    readonly isPast: boolean | null
    readonly state: TaskState | null
    readonly doneAt: Instant | null
  }[]
  /** Approved figures of the period that were taken over from other systems. */
  readonly feeds?: readonly { readonly indicatorId: string; readonly system: string; readonly units: number; readonly at: Instant }[]
  /** Of the periods up to this one, oldest first. */
  readonly stamps: readonly PeriodStamp[]
  /** Of a board on the units of a day: the state of the register. */
  readonly register?: string | null
}

/**
 * All of `Drawn` as one JSON text from one statement, so from one snapshot: the same text is the same board (`isPast` tells when a deadline has
 * passed since). Undefined where the city owes nothing for the period (under the plan); the newest plan's where several owe it and none is named.
 */
export async function drawnAs(
  db: Hot,
  tenantId: number,
  {
    period,
    planId,
    months,
    now,
    lens: { on, knownAt },
  }: {
    readonly period: string
    readonly planId: string | undefined
    readonly months: number
    readonly now: Instant
    readonly lens: Lens
  },
): Promise<string | undefined> {
  const { name, text } = drawnStatement(knownAt !== undefined, on !== undefined)
  const [row] = await db.hot<{ drawn: string }>(name, text, [tenantId, period, planId ?? null, months, knownAt ?? now])
  return row?.drawn
}

/** Duties as they stand, or as their notes left them at a moment: who has done it, and since when without a break. */
const dutiesNow = `
      select t.id, t.deadline_at, a.state, max(a.done_at) done_at
        from tasks t
        left join task_assignments a on a.tenant_id = $1 and a.task_id = t.id and a.part = 'lead' and a.state <> 'passedOn'
       where t.tenant_id = $1 and t.plan_id = w.plan_id
       group by t.id, t.deadline_at, a.state`
const partThen = widenedThen('reorganised_duties', 'part', 'c.task_id = t.id and c.unit_id = a.unit_id', 'a', '$5')
/** A part that was widened is not done any more, whatever its notes said until then. */
const widenedLast = `coalesce((select max(g.applied_at) from reorganised_duties c join reorganisations g on g.tenant_id = $1 and g.id = c.reorganisation_id
                where c.tenant_id = $1 and c.task_id = t.id and c.unit_id = a.unit_id and c.change = 'widened'
                  and g.applied_at <= $5 and (g.undone_at is null or g.undone_at > $5)), '-infinity')`
const dutiesKnown = `
      select d.id, d.deadline_at, d.state, max(d.done_at) done_at from (
        select t.id, t.deadline_at, case when a.task_id is not null then coalesce(n.state, 'assigned') end state,
               case when n.state = 'done' then (
                 select min(x.at) from task_notes x where x.tenant_id = $1 and x.task_id = t.id and x.unit_id = a.unit_id and x.state = 'done'
                    and x.at <= $5 and x.at > greatest(k.since, (select max(y.at) from task_notes y where y.tenant_id = $1 and y.task_id = t.id
                      and y.unit_id = a.unit_id and y.state <> 'done' and y.at <= $5))) end done_at
          from tasks t
          left join task_assignments a on a.tenant_id = $1 and a.task_id = t.id and ${partThen} = 'lead'
           and not ${wasMoved('reorganised_duties', 'c.task_id = t.id and c.unit_id = a.unit_id', '$5')}
          left join lateral (select ${widenedLast} since) k on true
          left join lateral (select x.state from task_notes x where x.tenant_id = $1 and x.task_id = t.id and x.unit_id = a.unit_id and x.at <= $5
            and x.at > k.since order by x.at desc limit 1) n on true
         where t.tenant_id = $1 and t.plan_id = w.plan_id) d
       group by d.id, d.deadline_at, d.state`

const takenInPeriod = `
    select coalesce(json_agg(json_build_object('indicatorId', t.indicator_id, 'system', t.system, 'units', t.units, 'at', ${instant('t.at')})
             order by t.indicator_id, t.units desc, t.system), '[]'::json)
      from (
        select a.indicator_id, f.settings ->> 'system' system, count(*)::int units, max(x.ended_at) at
          from approved_figures a
          join obligations o on o.tenant_id = $1 and o.id = a.report_id and o.regime_id = w.regime_id
          join feed_runs x on x.tenant_id = $1 and x.id = a.run_id
          join feeds f on f.tenant_id = $1 and f.id = x.feed_id
         where a.tenant_id = $1 and a.period = w.period and a.run_id is not null
         group by 1, 2) t`

function drawnStatement(isKnownThen: boolean, isAsItIs: boolean): { readonly name: string; readonly text: string } {
  const at = isKnownThen ? '$5' : undefined
  const since = (column: string): string => (isKnownThen ? `and ${column} <= $5` : '')
  const reported = isKnownThen
    ? `exists (select 1 from report_events e where e.tenant_id = $1 and e.report_id = o.id and e.kind = 'submitted' and e.at <= $5)`
    : `r.first_submitted_at is not null`
  const text = `
with owed as (
  select r.id regime_id, p.id plan_id, p.title, o.period
    from obligations o
    join regimes r on r.tenant_id = o.tenant_id and r.id = o.regime_id ${since('r.issued_at')}
    join plans p on p.tenant_id = r.tenant_id and p.id = r.plan_id
   where o.tenant_id = $1 and o.level = 'city' and o.period = $2 and ($3::uuid is null or p.id = $3)
   order by r.issued_at desc limit 1
)
select json_build_object(
  'regimeId', w.regime_id, 'planId', w.plan_id, 'planTitle', w.title, 'period', w.period,
  'periods', (select json_agg(o.period order by o.window_to, o.period) from obligations o
               where o.tenant_id = $1 and o.level = 'city' and o.regime_id = any(array(
                 select g.id from regimes g where g.tenant_id = $1 and g.plan_id = w.plan_id and (${asksFigures('g')} or g.id = w.regime_id)))),
  'units', (
    select coalesce(json_agg(json_build_object('unitId', o.unit_id, 'name', v.name, 'shortName', v.short_name, 'group', v.unit_group, 'reportId', r.id,
             'reported', ${reported},
             'approved', exists (select 1 from report_snapshots s where s.tenant_id = $1 and s.report_id = o.id ${since('s.approved_at')}))
             order by v.position, v.name collate "vi-x-icu"), '[]'::json)
      from obligations o
      join reports r on r.tenant_id = $1 and r.id = o.id ${versionThen(at)}
     where o.tenant_id = $1 and o.regime_id = w.regime_id and o.level = 'unit' and o.period = w.period and ${isOwed(at)} ${since('o.created_at')}),
  'duties', (
    select coalesce(json_agg(json_build_object('taskId', d.id, 'deadlineAt', ${instant('d.deadline_at')}, 'isPast', d.deadline_at <= $5::timestamptz,
             'state', d.state, 'doneAt', ${instant('d.done_at')}) order by d.id, d.state), '[]'::json)
      from (${isKnownThen ? dutiesKnown : dutiesNow}) d),
  ${isKnownThen ? '' : `'feeds', (${takenInPeriod}),`}
  'stamps', (
    select json_agg(json_build_object('period', p.period, 'stamp', p.stamp) order by p.period)
      from (${stampsOfRegime('w.regime_id', 'w.period', at)}) p)
  ${isAsItIs ? `, 'register', ${registerMoment(at)}` : ''}
)::text drawn
from owed w`
  return { name: `scoreboard-drawn${isKnownThen ? '-known' : ''}${isAsItIs ? '-as-it-is' : ''}`, text }
}

export type ChangeRow = {
  readonly on: Day
  readonly title: string
  readonly documentNumber: string
  readonly firstPeriod: string | null
}
export type LensesRow = { readonly knownFrom: Day; readonly changes: readonly ChangeRow[] }

/** Reorganisations until a day that ended or parted a unit after it had owed one of so many months up to the period. */
export async function changesSince(
  tx: Hot,
  tenantId: number,
  {
    period,
    planId,
    months,
    until,
    knownAt,
  }: {
    readonly period: string
    readonly planId: string | undefined
    readonly months: number
    readonly until: Day
    readonly knownAt: Instant | undefined
  },
): Promise<LensesRow | undefined> {
  const values = [tenantId, period, planId ?? null, months, until, knownAt ?? null]
  const [row] = await tx.hot<LensesRow>('scoreboard-changes', changesStatement, values)
  return row
}

const changesStatement = `
with owed as (
  select r.id, r.issued_at from obligations o join regimes r on r.tenant_id = o.tenant_id and r.id = o.regime_id
   where o.tenant_id = $1 and o.level = 'city' and o.period = $2 and ($3::uuid is null or r.plan_id = $3)
   order by r.issued_at desc limit 1
), shown as (
  select o.unit_id, min(o.window_to) first_end from obligations o join owed w on o.regime_id = w.id
   where o.tenant_id = $1 and o.level = 'unit' and o.period in (
     select distinct p.period from obligations p where p.tenant_id = $1 and p.regime_id = w.id and p.level = 'unit' and p.period <= $2
      order by p.period desc limit $4)
   group by o.unit_id
)
select (w.issued_at at time zone 'Asia/Ho_Chi_Minh')::date "knownFrom", coalesce((
  select json_agg(json_build_object('on', c.effective_on, 'title', c.title, 'documentNumber', c.document_number, 'firstPeriod', (
           select min(o.period) from obligations o
            where o.tenant_id = $1 and o.regime_id = w.id and o.level = 'city' and o.window_to > c.effective_on)) order by c.effective_on, c.applied_at)
    from reorganisations c
   where c.tenant_id = $1 and c.applied_at is not null and c.effective_on <= $5::date and exists (
     select 1 from shown s where s.first_end <= c.effective_on and (
       exists (select 1 from lineage_edges e where e.tenant_id = $1 and e.reorganisation_id = c.id and e.from_unit_id = s.unit_id)
       or exists (select 1 from reorganised_units u where u.tenant_id = $1 and u.reorganisation_id = c.id and u.unit_id = s.unit_id
                   and u.change = 'ended')))
     and case when $6::timestamptz is null then c.undone_at is null else c.applied_at <= $6 and (c.undone_at is null or c.undone_at > $6) end),
  '[]'::json) changes
from owed w`
