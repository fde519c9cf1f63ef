import { targetOf, wireTarget } from '@haidang/api/targets'
import { formatTarget, unitTargetOf } from '@haidang/domain/indicators/indicator'
import type { Indicator } from '@haidang/domain/indicators/indicator'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { reportsThatPass } from '@haidang/domain/reports/hand-over'
import type { FormIndicator, OwedReport, PassedReport } from '@haidang/domain/reports/hand-over'
import { dutiesThatPass } from '@haidang/domain/tasks/hand-over'
import type { Assigned, PassedDuty } from '@haidang/domain/tasks/hand-over'
import type { Reorganisation } from '@haidang/domain/units/reorganisation'
import { v7 as newId } from 'uuid'
import { indicatorsOfPlan } from '../indicators/store.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

/** Who takes over from whom. */
export type Heirs = ReadonlyMap<string, string>

type Owed = OwedReport & { readonly planId: string; readonly planTitle: string }

/** What ended units have open and what passes of it; nothing is written. */
export type HandOver = {
  readonly reports: readonly PassedReport[]
  readonly duties: readonly PassedDuty[]
  /** Of each ended unit: its accounts, and what it has not finished. */
  readonly open: ReadonlyMap<string, { readonly accounts: number; readonly reports: number; readonly tasks: number }>
  /** Plans with reports that reach the day, and what their units owe. */
  readonly owed: readonly Owed[]
  readonly indicators: ReadonlyMap<string, Indicator>
}

export async function planHandOver(tx: Tx, tenantId: number, event: Reorganisation, heirs: Heirs): Promise<HandOver> {
  const { ends, effectiveOn } = event
  if (ends.length === 0) return { reports: [], duties: [], open: new Map(), owed: [], indicators: new Map() }
  const owed = await reportsReaching(tx, tenantId, effectiveOn)
  const indicators = new Map(
    (await indicatorsOfPlan(tx, tenantId, [...new Set(owed.map(({ planId }) => planId))])).map((indicator) => [indicator.id, indicator]),
  )
  const assigned = await openDutiesOf(tx, tenantId, [...ends, ...heirs.values()])
  return {
    reports: reportsThatPass(owed, {
      effectiveOn,
      heirOf: heirs,
      indicators: new Map([...indicators].map(([id, one]) => [id, formIndicator(one)])),
    }),
    duties: dutiesThatPass(assigned, heirs),
    open: await openOf(tx, tenantId, ends),
    owed,
    indicators,
  }
}

const formIndicator = (indicator: Indicator): FormIndicator => ({
  id: indicator.id,
  rollUp: indicator.rollUp,
  unitTarget: unitTargetOf(indicator) ?? { op: '>=', value: null, unit: indicator.target.unit },
})

async function reportsReaching(tx: Tx, tenantId: number, day: Day): Promise<readonly Owed[]> {
  const rows = await tx.raw<Omit<Owed, 'form'> & { readonly form: readonly { readonly indicatorId: string; readonly target: unknown }[] }>(
    `select o.id, o.regime_id "regimeId", o.period, o.unit_id "unitId", o.window_to "windowTo", r.state, o.form, p.id "planId", p.title "planTitle"
       from obligations o
       join reports r on r.tenant_id = $1 and r.id = o.id and r.state <> 'passedOn'
       join regimes g on g.tenant_id = $1 and g.id = o.regime_id
       join plans p on p.tenant_id = $1 and p.id = g.plan_id
      where o.tenant_id = $1 and o.level = 'unit' and o.window_to > $2
      order by p.title, o.regime_id, o.period, o.unit_id`,
    [tenantId, day],
  )
  return rows.map((row) => ({ ...row, form: row.form.map(({ indicatorId, target }) => ({ indicatorId, target: targetOf(target) })) }))
}

const openDutiesOf = (tx: Tx, tenantId: number, unitIds: readonly string[]): Promise<readonly Assigned[]> =>
  tx.raw<Assigned>(
    `select task_id "taskId", unit_id "unitId", part, state from task_assignments
      where tenant_id = $1 and unit_id = any($2::uuid[]) and state <> 'passedOn' order by task_id, unit_id`,
    [tenantId, unitIds],
  )

async function openOf(tx: Tx, tenantId: number, unitIds: readonly string[]): Promise<HandOver['open']> {
  const rows = await tx.raw<{ unitId: string; accounts: number; reports: number; tasks: number }>(
    `select u.id "unitId",
            (select count(*)::int from accounts a where a.tenant_id = $1 and a.unit_id = u.id and a.disabled_at is null) accounts,
            (select count(*)::int from reports r where r.tenant_id = $1 and r.unit_id = u.id and r.state in ('open', 'returned')) reports,
            (select count(*)::int from task_assignments t where t.tenant_id = $1 and t.unit_id = u.id and t.state in ('assigned', 'inProgress')) tasks
       from unnest($2::uuid[]) u (id)`,
    [tenantId, unitIds],
  )
  return new Map(rows.map(({ unitId, ...counts }) => [unitId, counts]))
}

/** Indicators whose targets would not mean the same: they count units, or differ between units that are put together. */
export function targetsAtStake({ owed, indicators, reports }: HandOver, { ends }: Reorganisation, heirs: Heirs) {
  const ended = new Set(ends)
  const plans = [...Map.groupBy(owed, ({ planId }) => planId).values()]
  const counting = plans.flatMap((ofPlan) => {
    const owing = Map.groupBy(
      ofPlan.flatMap(({ unitId, form }) => form.map(({ indicatorId }) => ({ indicatorId, unitId }))),
      ({ indicatorId }) => indicatorId,
    )
    return [...indicators.values()].flatMap((indicator) => {
      const before = new Set(owing.get(indicator.id)?.map(({ unitId }) => unitId))
      const after = new Set([...before].flatMap((unitId) => (ended.has(unitId) ? (heirs.get(unitId) ?? []) : [unitId])))
      if (indicator.kind !== 'unitCount' || before.size === after.size) return []
      return [
        { ...named(indicator, ofPlan[0]?.planTitle), because: { why: 'countsUnits' as const, before: before.size, after: after.size } },
      ]
    })
  })
  const planOf = new Map(owed.map(({ id, planTitle }) => [id, planTitle]))
  const differing = reports.flatMap(({ heirId, ends: passed, differing: ids }) =>
    ids.flatMap((id) => {
      const indicator = indicators.get(id)
      if (indicator === undefined) return []
      const others = owed
        .filter((report) => passed.includes(report.id))
        .flatMap(({ form }) => form.filter(({ indicatorId }) => indicatorId === id))
      const texts = [...new Set(others.map(({ target }) => formatTarget(target)))]
      return [{ ...named(indicator, planOf.get(passed[0] ?? '')), because: { why: 'differs' as const, heirId, others: texts } }]
    }),
  )
  // Every month says the same of the same heir.
  return [...counting, ...new Map(differing.map((one) => [`${one.indicator} ${one.because.heirId}`, one])).values()]
}

const named = (indicator: Indicator, planTitle: string | undefined) => ({
  planTitle: planTitle ?? '',
  indicator: indicator.name,
  targetText: formatTarget(indicator.target),
})

export type HandOverCounts = {
  readonly accounts: number
  readonly reportsPassed: number
  readonly reportsFounded: number
  readonly duties: number
}

/** Passes on what ended units have open, in the transaction of the reorganisation; what is closed stays where it is. `open`: units that had something open. */
export async function handOver(
  tx: Tx,
  call: Call,
  event: Reorganisation,
  heirs: Heirs,
  moment: Instant,
): Promise<{ readonly counts: HandOverCounts; readonly open: ReadonlySet<string> }> {
  const { tenantId } = call
  // What is being typed into these is waited for, so that nothing is passed on that was handed in a moment ago.
  await tx.raw('select 1 from reports where tenant_id = $1 and unit_id = any($2::uuid[]) order by id for no key update', [
    tenantId,
    [...event.ends, ...heirs.values()],
  ])
  await tx.raw(
    'select 1 from task_assignments where tenant_id = $1 and unit_id = any($2::uuid[]) order by task_id, unit_id for no key update',
    [tenantId, [...event.ends, ...heirs.values()]],
  )
  const plan = await planHandOver(tx, tenantId, event, heirs)
  await takeOver(tx, tenantId, event.id, heirs)
  const accounts = await moveAccounts(tx, tenantId, event.id, heirs)
  const founded = await passReports(tx, tenantId, event.id, plan.reports, moment)
  await passDuties(tx, tenantId, event.id, plan.duties, moment)
  const counts = {
    accounts,
    reportsPassed: plan.reports.reduce((sum, { ends }) => sum + ends.length, 0),
    reportsFounded: founded,
    duties: plan.duties.reduce((sum, { from }) => sum + from.length, 0),
  }
  return {
    counts,
    open: new Set([...plan.open].filter(([, open]) => open.accounts + open.reports + open.tasks > 0).map(([unitId]) => unitId)),
  }
}

/** The heir acts for the ended unit, and for whom that one acted. */
async function takeOver(tx: Tx, tenantId: number, id: string, heirs: Heirs): Promise<void> {
  await tx.raw(
    `with new as (select * from unnest($3::uuid[], $4::uuid[]) n (from_id, heir_id))
     insert into takeovers (tenant_id, unit_id, from_unit_id, reorganisation_id)
     select $1::bigint, n.heir_id, n.from_id, $2::uuid from new n
     union
     select $1::bigint, n.heir_id, t.from_unit_id, $2::uuid from new n
       join takeovers t on t.tenant_id = $1 and t.unit_id = n.from_id and t.ended_at is null`,
    [tenantId, id, [...heirs.keys()], [...heirs.values()]],
  )
}

async function moveAccounts(tx: Tx, tenantId: number, id: string, heirs: Heirs): Promise<number> {
  const rows = await tx.raw(
    `with new as (select * from unnest($3::uuid[], $4::uuid[]) n (from_id, heir_id)),
     moved as (
       insert into moved_accounts (tenant_id, reorganisation_id, account_id, from_unit_id, to_unit_id)
       select $1, $2, a.id, n.from_id, n.heir_id from accounts a join new n on n.from_id = a.unit_id where a.tenant_id = $1
       returning account_id, to_unit_id
     )
     update accounts a set unit_id = m.to_unit_id from moved m where a.tenant_id = $1 and a.id = m.account_id returning 1`,
    [tenantId, id, [...heirs.keys()], [...heirs.values()]],
  )
  return rows.length
}

async function passReports(tx: Tx, tenantId: number, id: string, passed: readonly PassedReport[], moment: Instant): Promise<number> {
  const rows = passed.map(({ ends, widens, ...report }) => ({
    ...report,
    reportId: widens ?? newId(),
    isNew: widens === undefined,
    oldId: ends[0],
    form: report.form.map(({ indicatorId, target }) => ({ indicatorId, target: wireTarget(target) })),
  }))
  const founded = rows.filter(({ isNew }) => isNew)
  const read = `jsonb_to_recordset($3) as n ("reportId" uuid, "heirId" uuid, "oldId" uuid, form jsonb)`
  await tx.raw(
    `insert into obligations (tenant_id, id, regime_id, level, unit_id, period, window_from, window_to, nominal_due, due_at, moved_because, form, created_at)
     select $1, n."reportId", o.regime_id, 'unit', n."heirId", o.period, o.window_from, o.window_to, o.nominal_due, o.due_at, o.moved_because, n.form, $2
       from ${read} join obligations o on o.tenant_id = $1 and o.id = n."oldId"`,
    [tenantId, moment, JSON.stringify(founded)],
  )
  await tx.raw(
    `insert into reports (tenant_id, id, unit_id, period, state)
     select $1, o.id, o.unit_id, o.period, 'open' from obligations o where o.tenant_id = $1 and o.id = any($2::uuid[])`,
    [tenantId, founded.map(({ reportId }) => reportId)],
  )
  await tx.raw(
    `insert into reorganised_reports (tenant_id, reorganisation_id, report_id, change, form_before, form_after)
     select $1, $2, n."reportId", case when n."isNew" then 'founded' else 'widened' end, case when n."isNew" then null else o.form end,
            case when n."isNew" then null else n.form end
       from jsonb_to_recordset($3) as n ("reportId" uuid, "isNew" boolean, form jsonb) join obligations o on o.tenant_id = $1 and o.id = n."reportId"`,
    [tenantId, id, JSON.stringify(rows)],
  )
  await tx.raw(
    `update obligations o set form = n.form from jsonb_to_recordset($2) as n ("reportId" uuid, form jsonb) where o.tenant_id = $1 and o.id = n."reportId"`,
    [tenantId, JSON.stringify(rows.filter(({ isNew }) => !isNew))],
  )
  const pairs = passed.flatMap(({ ends }, index) => ends.map((oldId) => ({ oldId, heir: rows[index]?.reportId })))
  await tx.raw(
    `insert into reorganised_reports (tenant_id, reorganisation_id, report_id, change, heir_report_id)
     select $1, $2, p.old, 'passedOn', p.heir from unnest($3::uuid[], $4::uuid[]) p (old, heir)`,
    [tenantId, id, pairs.map(({ oldId }) => oldId), pairs.map(({ heir }) => heir)],
  )
  await tx.raw(`update reports set state = 'passedOn' where tenant_id = $1 and id = any($2::uuid[])`, [
    tenantId,
    pairs.map(({ oldId }) => oldId),
  ])
  return founded.length
}

async function passDuties(tx: Tx, tenantId: number, id: string, passed: readonly PassedDuty[], moment: Instant): Promise<void> {
  const ended = passed.flatMap(({ taskId, heirId, from }) => from.map((unitId) => ({ taskId, unitId, heirId, change: 'passedOn' })))
  const founded = passed.filter(({ isOwn }) => !isOwn)
  const widened = passed.filter(({ isOwn }) => isOwn)
  await tx.raw(
    `insert into task_assignments (tenant_id, task_id, unit_id, part, state, updated_at)
     select $1, n."taskId", n."heirId", n.part, n.state, $2 from jsonb_to_recordset($3) as n ("taskId" uuid, "heirId" uuid, part text, state text)`,
    [tenantId, moment, JSON.stringify(founded)],
  )
  const changes = [
    ...ended,
    ...founded.map(({ taskId, heirId }) => ({ taskId, unitId: heirId, change: 'founded' })),
    ...widened.map(({ taskId, heirId, part }) => ({ taskId, unitId: heirId, part, change: 'widened' })),
  ]
  await tx.raw(
    `insert into reorganised_duties (tenant_id, reorganisation_id, task_id, unit_id, change, heir_unit_id, part_before, part_after, state_before, done_at_before)
     select $1, $2, n."taskId", n."unitId", n.change, n."heirId", a.part, n.part, a.state, a.done_at
       from jsonb_to_recordset($3) as n ("taskId" uuid, "unitId" uuid, "heirId" uuid, part text, change text)
       join task_assignments a on a.tenant_id = $1 and a.task_id = n."taskId" and a.unit_id = n."unitId"`,
    [tenantId, id, JSON.stringify(changes)],
  )
  await tx.raw(
    `update task_assignments a set part = n.part, state = n.state, done_at = null, revision = a.revision + 1, updated_at = $2
       from jsonb_to_recordset($3) as n ("taskId" uuid, "heirId" uuid, part text, state text)
      where a.tenant_id = $1 and a.task_id = n."taskId" and a.unit_id = n."heirId"`,
    [tenantId, moment, JSON.stringify(widened)],
  )
  await tx.raw(
    `update task_assignments a set state = 'passedOn', revision = a.revision + 1, updated_at = $2
       from jsonb_to_recordset($3) as n ("taskId" uuid, "unitId" uuid) where a.tenant_id = $1 and a.task_id = n."taskId" and a.unit_id = n."unitId"`,
    [tenantId, moment, JSON.stringify(ended)],
  )
}

/**
 * Puts back what was handed over. What an heir has handed in meanwhile, or has begun of its own in a task, stays its fact, and what it took over
 * for that stays with it.
 */
export async function takeBackHandOver(tx: Tx, tenantId: number, id: string, moment: Instant): Promise<void> {
  const values = [tenantId, id]
  await tx.raw('update takeovers set ended_at = $3 where tenant_id = $1 and reorganisation_id = $2 and ended_at is null', [
    ...values,
    moment,
  ])
  await tx.raw(
    `update accounts a set unit_id = m.from_unit_id from moved_accounts m
      where m.tenant_id = $1 and m.reorganisation_id = $2 and a.tenant_id = $1 and a.id = m.account_id and a.unit_id = m.to_unit_id`,
    values,
  )
  await tx.raw(
    `update reports r set state = 'passedOn' from reorganised_reports c
      where c.tenant_id = $1 and c.reorganisation_id = $2 and c.change = 'founded' and r.tenant_id = $1 and r.id = c.report_id and r.state = 'open' and r.version = 1`,
    values,
  )
  await tx.raw(
    `update obligations o set form = c.form_before from reorganised_reports c join reports r on r.tenant_id = $1 and r.id = c.report_id and r.state = 'open'
      where c.tenant_id = $1 and c.reorganisation_id = $2 and c.change = 'widened' and o.tenant_id = $1 and o.id = c.report_id`,
    values,
  )
  await tx.raw(
    `update reports r set state = 'open' from reorganised_reports c
      where c.tenant_id = $1 and c.reorganisation_id = $2 and c.change = 'passedOn' and r.tenant_id = $1 and r.id = c.report_id
        and exists (select 1 from reports h where h.tenant_id = $1 and h.id = c.heir_report_id
          and (h.state = 'passedOn' or (h.state = 'open' and h.version = 1)))`,
    values,
  )
  await tx.raw(
    `update task_assignments a set part = c.part_before, state = c.state_before, done_at = c.done_at_before, revision = a.revision + 1, updated_at = $3
       from reorganised_duties c
      where c.tenant_id = $1 and c.reorganisation_id = $2 and a.tenant_id = $1 and a.task_id = c.task_id and a.unit_id = c.unit_id
        and c.change <> 'founded' and a.state <> 'done'
        and not exists (select 1 from task_assignments h where h.tenant_id = $1 and h.task_id = c.task_id and h.unit_id = c.heir_unit_id and h.state = 'done')`,
    [...values, moment],
  )
  await tx.raw(
    `update task_assignments a set state = 'passedOn', revision = a.revision + 1, updated_at = $3 from reorganised_duties c
      where c.tenant_id = $1 and c.reorganisation_id = $2 and c.change = 'founded' and a.tenant_id = $1 and a.task_id = c.task_id and a.unit_id = c.unit_id
        and a.state <> 'done'`,
    [...values, moment],
  )
}
