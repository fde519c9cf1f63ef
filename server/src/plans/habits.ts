import type { Habits } from '@haidang/api/regimes'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { habitsOf } from '@haidang/domain/periods/simulate'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { unitRef, unitVersions } from '../units/store.ts'

/** So many reports of a unit say what is usual; what was longer ago says little of who works there now. */
const lastSubmissions = 24

/** The units that owe reports by a plan, with when they usually hand in, by any plan: to try other dates out on. */
export const readHabits = (call: Call, planId: string): Promise<Habits> =>
  inReading(call, async (tx) => {
    const { tenantId } = call
    const [plan] = await tx.raw('select 1 from plans where tenant_id = $1 and id = $2', [tenantId, planId])
    if (plan === undefined) throw problem('notFound')

    const unitIds = await unitsOwing(tx, tenantId, planId)
    const habits = new Map(habitsOf(await submissionsOf(tx, tenantId, unitIds)).map((habit) => [habit.unitId, habit]))
    const versions = await unitVersions(tx, tenantId)
    return {
      units: unitIds.flatMap((unitId) => {
        const unit = versions.findLast(({ id }) => id === unitId)
        const habit = habits.get(unitId)
        return unit === undefined ? [] : [{ unit: unitRef(unit), count: habit?.count ?? 0, minutesAfter: habit?.minutesAfter ?? null }]
      }),
    }
  })

async function unitsOwing(tx: Tx, tenantId: number, planId: string): Promise<readonly string[]> {
  const rows = await tx.raw<{ unitId: string }>(
    `select distinct o.unit_id "unitId" from obligations o
       join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
       join reports r on r.tenant_id = o.tenant_id and r.id = o.id
      where o.tenant_id = $1 and g.plan_id = $2 and r.state <> 'passedOn' order by o.unit_id`,
    [tenantId, planId],
  )
  return rows.map(({ unitId }) => unitId)
}

function submissionsOf(tx: Tx, tenantId: number, unitIds: readonly string[]) {
  return tx.raw<{ unitId: string; windowTo: Day; firstSubmittedAt: Instant }>(
    `select unit_id "unitId", window_to "windowTo", first_submitted_at "firstSubmittedAt" from (
       select o.unit_id, o.window_to, r.first_submitted_at,
              row_number() over (partition by o.unit_id order by r.first_submitted_at desc, r.id) as place
         from reports r join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
        where r.tenant_id = $1 and o.unit_id = any($2::uuid[]) and r.first_submitted_at is not null) s
      where place <= $3`,
    [tenantId, unitIds, lastSubmissions],
  )
}
