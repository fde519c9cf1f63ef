import type { Plan, PlanSummary } from '@haidang/api/imports'
import { regimeFrom } from '@haidang/api/regimes'
import { canSeeDraft, canSeePlan } from '@haidang/domain/access/roles'
import { sql } from 'kysely'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { unitRef, unitsOnDay } from '../units/store.ts'

export const listPlans = (call: Call): Promise<PlanSummary[]> =>
  inReading(call, async (tx) => {
    if (!canSeePlan(call.viewer)) throw problem('notAllowed')
    return [...(await planLines(tx, call))]
  })

/** An issued plan: what everybody works by, with our reading of the reporting regime beside the plan's words. */
export const openPlan = (call: Call, id: string): Promise<Plan> =>
  inReading(call, async (tx) => {
    const [line] = canSeePlan(call.viewer) ? await planLines(tx, call, id) : []
    if (!line) throw problem('notFound')
    const units = await unitsOnDay(tx, call.tenantId, line.issuedOn)
    return {
      ...line,
      indicators: await indicatorsOf(tx, call, id),
      tasks: await tasksOf(tx, call, id),
      regimes: await regimesOf(tx, call, id),
      relations: await relationsOf(tx, call, line.document.id),
      units: units.map(unitRef),
    }
  })

async function planLines(tx: Tx, { tenantId, viewer }: Call, id?: string): Promise<readonly PlanSummary[]> {
  const { rows } = await sql<PlanSummary>`
    select p.id, p.title, p.year, v.version, v.issued_on as "issuedOn", a.full_name as "issuedBy",
      json_build_object('id', d.id, 'type', d.type, 'number', d.number, 'symbol', d.symbol, 'issuedOn', d.issued_on, 'issuer', d.issuer,
        'importId', case when ${canSeeDraft(viewer)} then d.import_id end) as document,
      (select count(*)::int from indicators i where i.tenant_id = p.tenant_id and i.plan_id = p.id) as "indicatorCount",
      (select count(*)::int from tasks t where t.tenant_id = p.tenant_id and t.plan_id = p.id) as "taskCount",
      (select count(distinct o.unit_id)::int from regimes r join obligations o on o.tenant_id = r.tenant_id and o.regime_id = r.id
                where r.tenant_id = p.tenant_id and r.plan_id = p.id and o.level = 'unit') as "unitCount"
    from plans p
    join plan_versions v on v.tenant_id = p.tenant_id and v.plan_id = p.id and v.version = p.current_version
    join documents d on d.tenant_id = p.tenant_id and d.id = p.document_id
    join accounts a on a.tenant_id = v.tenant_id and a.id = v.issued_by
    where p.tenant_id = ${tenantId} ${id === undefined ? sql`` : sql`and p.id = ${id}`}
    order by v.issued_on desc, p.id desc`.execute(tx.q)
  return rows
}

async function indicatorsOf(tx: Tx, { tenantId }: Call, planId: string): Promise<Plan['indicators']> {
  const { rows } = await sql<Plan['indicators'][number]>`
    select i.id, i.code, i.pillar, i.name, i.kind, i.numerator_label as "numeratorLabel", i.denominator_label as "denominatorLabel", i.unit_of_measure as "unitOfMeasure",
      i.digits, i.target, i.roll_up as "rollUp", i.clause,
      case when i.source_start is not null then json_build_object('start', i.source_start, 'end', i.source_end) end as source,
      coalesce((select json_agg(a.unit_id order by a.unit_id) from indicator_assignments a where a.tenant_id = i.tenant_id and a.indicator_id = i.id), '[]') as "unitIds"
    from indicators i where i.tenant_id = ${tenantId} and i.plan_id = ${planId} order by i.position`.execute(tx.q)
  return rows
}

async function tasksOf(tx: Tx, { tenantId }: Call, planId: string): Promise<Plan['tasks']> {
  const { rows } = await sql<Plan['tasks'][number]>`
    select t.id, t.text, t.section, t.lead_text as "leadText", t.cooperating_text as "cooperatingText", t.deadline_text as "deadlineText", t.deadline_at as "deadlineAt",
      case when t.source_start is not null then json_build_object('start', t.source_start, 'end', t.source_end) end as source,
      coalesce((select json_agg(a.unit_id order by a.unit_id) from task_assignments a where a.tenant_id = t.tenant_id and a.task_id = t.id and a.part = 'lead' and a.state <> 'passedOn'), '[]') as "leadUnitIds"
    from tasks t where t.tenant_id = ${tenantId} and t.plan_id = ${planId} order by t.position`.execute(tx.q)
  return rows
}

type Regimes = Plan['regimes']
type RegimeRow = Pick<Regimes[number], 'firstPeriod' | 'lastPeriod'> & { readonly id: string; readonly definition: unknown }

async function regimesOf(tx: Tx, { tenantId }: Call, planId: string): Promise<Regimes> {
  const { rows } = await sql<RegimeRow>`
    select id, first_period as "firstPeriod", last_period as "lastPeriod", definition from regimes
    where tenant_id = ${tenantId} and plan_id = ${planId} order by issued_at, id`.execute(tx.q)
  const regimes: Regimes = []
  for (const { id, definition, ...row } of rows)
    regimes.push({ regime: regimeFrom(id, definition), ...row, dates: await datesOf(tx, tenantId, id) })
  return regimes
}

type Dates = Regimes[number]['dates']
type DatesRow = { readonly period: string; readonly from: string | null; readonly to: string } & Record<
  'nominal' | 'at' | 'cityNominal' | 'cityAt',
  string
> &
  Record<'movedBecause' | 'cityMovedBecause', string | null>

/** From the obligations, so that what is shown is what is owed. */
async function datesOf(tx: Tx, tenantId: number, regimeId: string): Promise<Dates> {
  const { rows } = await sql<DatesRow>`
    select distinct on (u.period) u.period, u.window_from as "from", u.window_to as "to",
      u.nominal_due as nominal, u.due_at as at, u.moved_because as "movedBecause",
      c.nominal_due as "cityNominal", c.due_at as "cityAt", c.moved_because as "cityMovedBecause"
    from obligations u
    join obligations c on c.tenant_id = u.tenant_id and c.regime_id = u.regime_id and c.period = u.period and c.level = 'city'
    where u.tenant_id = ${tenantId} and u.regime_id = ${regimeId} and u.level = 'unit' order by u.period`.execute(tx.q)
  return rows.map(({ period, from, to, nominal, at, movedBecause, cityNominal, cityAt, cityMovedBecause }) => ({
    period,
    window: from === null ? null : { from, to },
    unit: { nominal, at, movedBecause },
    city: { nominal: cityNominal, at: cityAt, movedBecause: cityMovedBecause },
  }))
}

async function relationsOf(tx: Tx, { tenantId }: Call, documentId: string): Promise<Plan['relations']> {
  const { rows } = await sql<Plan['relations'][number]>`
    select relation, target_type as type, target_number as number, target_date as date, target_issuer as issuer, passage from document_relations
    where tenant_id = ${tenantId} and document_id = ${documentId} order by source_start, id`.execute(tx.q)
  return rows
}
