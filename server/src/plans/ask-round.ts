import type { AskRound, RoundMade } from '@haidang/api/regimes'
import { canIssuePlan } from '@haidang/domain/access/roles'
import { nationalCalendar } from '@haidang/domain/periods/calendar'
import { dayOf } from '@haidang/domain/periods/day'
import { askRound as decide } from '@haidang/domain/plans/ask-round'
import type { RoundRefusal } from '@haidang/domain/plans/ask-round'
import { v7 as newId } from 'uuid'
import { calendarOf } from '../calendar/store.ts'
import { toJson } from '../database/tables.ts'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { shareRegister, unitsOnDay } from '../units/store.ts'
import { saveObligations } from './issued-plan-store.ts'

/** Asks units for a report outside the regimes of a plan, by its day: their reports arise as from a regime. */
export const askRound = (call: Call, planId: string, asked: AskRound): Promise<RoundMade | RoundRefusal> =>
  inTransaction<RoundMade | RoundRefusal>(call, async (tx) => {
    const { tenantId, now } = call
    if (!canIssuePlan(call.viewer)) throw problem('notAllowed')
    await shareRegister(tx, tenantId)
    // Two rounds of one day would be told apart by nothing: one after the other.
    const [plan] = await tx.raw('select 1 from plans where tenant_id = $1 and id = $2 for update', [tenantId, planId])
    if (plan === undefined) throw problem('notFound')

    const { name, quote, outline, closingTime, dayOff, unitIds, indicatorIds, unitDue, cityDue, window } = asked
    const lines = await linesOf(tx, tenantId, planId, asked)
    if (lines.order.length < new Set(indicatorIds).size) throw problem('notFound')
    const made = decide(
      {
        regime: { id: newId(), name, quote, outline, closingTime, dayOff },
        round: { due: { unit: unitDue, city: cityDue }, ...(window === null ? {} : { window }) },
        unitIds,
        indicatorIds: lines.order,
      },
      {
        units: await unitsOnDay(tx, tenantId, dayOf(now)),
        reported: new Map([...lines.targets].map(([unitId, targets]) => [unitId, new Set(targets.keys())])),
        periods: await periodsOf(tx, tenantId, planId),
        calendar: [...nationalCalendar, ...(await calendarOf(tx, tenantId))],
        now,
      },
    )
    if ('refused' in made) return made

    const { regime, obligations, consolidationDue, forms } = made
    const { period } = consolidationDue
    const row = { tenant_id: tenantId, id: regime.id, plan_id: planId, definition: toJson(regime) }
    await tx.q
      .insertInto('regimes')
      .values({ ...row, first_period: period, last_period: period, issued_at: now })
      .execute()
    await saveObligations(tx, call, {
      regimeId: regime.id,
      obligations,
      consolidationDues: [consolidationDue],
      formOf: (unitId) =>
        toJson((forms.get(unitId) ?? []).map((indicatorId) => ({ indicatorId, target: lines.targets.get(unitId)?.get(indicatorId) }))),
    })
    const dueAt = obligations[0]?.dueAt ?? consolidationDue.dueAt
    const detail = { planId, name, period, dueAt, window, units: obligations.map(({ unitId }) => unitId), indicators: lines.order, quote }
    await audit(tx, call, { stream: 'plan', action: 'roundAsked', subject: regime.id, detail })
    return { regimeId: regime.id, period, dueAt, reports: obligations.length }
  })

async function periodsOf(tx: Tx, tenantId: number, planId: string): Promise<readonly string[]> {
  const rows = await tx.raw<{ period: string }>(
    `select distinct o.period from obligations o join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
      where o.tenant_id = $1 and g.plan_id = $2`,
    [tenantId, planId],
  )
  return rows.map(({ period }) => period)
}

type Lines = { readonly order: readonly string[]; readonly targets: ReadonlyMap<string, ReadonlyMap<string, unknown>> }

/** What of the plan is asked for, in its order, and each unit's targets as in its form that is due nearest to the day asked for. */
async function linesOf(
  tx: Tx,
  tenantId: number,
  planId: string,
  { unitIds, indicatorIds, unitDue }: Pick<AskRound, 'unitIds' | 'indicatorIds' | 'unitDue'>,
): Promise<Lines> {
  const order = await tx.raw<{ id: string }>(
    'select id from indicators where tenant_id = $1 and plan_id = $2 and id = any($3::uuid[]) order by position',
    [tenantId, planId, indicatorIds],
  )
  const rows = await tx.raw<{ unitId: string; indicatorId: string; target: unknown }>(
    `select distinct on (o.unit_id, f ->> 'indicatorId') o.unit_id "unitId", f ->> 'indicatorId' "indicatorId", f -> 'target' target
       from obligations o
       join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
       join reports r on r.tenant_id = o.tenant_id and r.id = o.id and r.state <> 'passedOn'
       cross join lateral jsonb_array_elements(o.form) f
      where o.tenant_id = $1 and g.plan_id = $2 and o.unit_id = any($3::uuid[]) and f ->> 'indicatorId' = any($4::text[])
      order by o.unit_id, f ->> 'indicatorId', abs(o.nominal_due - $5::date), o.period`,
    [tenantId, planId, unitIds, indicatorIds, unitDue],
  )
  const byUnit = Map.groupBy(rows, ({ unitId }) => unitId)
  return {
    order: order.map(({ id }) => id),
    targets: new Map([...byUnit].map(([unitId, own]) => [unitId, new Map(own.map(({ indicatorId, target }) => [indicatorId, target]))])),
  }
}
