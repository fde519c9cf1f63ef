import type { Definitions } from '@haidang/api/indicators'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { definitionsOfPlan, indicatorsOfPlan, targetPaths, wireDefinition } from './store.ts'

/** What indicators mean: of one plan, or of all. */
export const readDefinitions = (call: Call, planId: string | undefined): Promise<Definitions> =>
  inReading(call, async (tx) => {
    const { tenantId } = call
    const asked = await plansOf(tx, tenantId, planId)
    if (planId !== undefined && asked.length === 0) throw problem('notFound')

    const plans: Definitions['plans'] = []
    for (const plan of asked) {
      const indicators = await indicatorsOfPlan(tx, tenantId, plan.id)
      const later = Map.groupBy(await definitionsOfPlan(tx, tenantId, plan.id), ({ indicatorId }) => indicatorId)
      const ids = indicators.map(({ id }) => id)
      const paths = await targetPaths(tx, tenantId, ids)
      plans.push({
        ...plan,
        indicators: indicators.map(({ id, code, kind, clause, ...first }) => ({
          id,
          code,
          kind,
          clause: clause.text,
          definitions: [
            { version: 0, fromPeriod: null, breaksSeries: false, recordedAt: null, reason: '', definition: wireDefinition(first) },
            ...(later.get(id) ?? []).map(({ version, fromPeriod, breaksSeries, recordedAt, reason, definition }) => ({
              version,
              fromPeriod,
              breaksSeries,
              recordedAt,
              reason,
              definition: wireDefinition(definition),
            })),
          ],
          path: paths.get(id) ?? null,
        })),
      })
    }
    return { plans }
  })

const plansOf = (tx: Tx, tenantId: number, planId: string | undefined): Promise<Omit<Definitions['plans'][number], 'indicators'>[]> =>
  tx.raw('select id, title, year from plans where tenant_id = $1 and ($2::uuid is null or id = $2) order by year desc, id', [
    tenantId,
    planId ?? null,
  ])
