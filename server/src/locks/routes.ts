import { exceptSchema, lockRulesSchema, periodLocksSchema, sayLockSchema, setLockRuleSchema } from '@haidang/api/locks'
import { periodSchema } from '@haidang/api/common'
import { routes } from '@haidang/api/routes'
import { canAdminister, readsAllUnits } from '@haidang/domain/access/roles'
import { canReview } from '@haidang/domain/reports/policy'
import { z } from 'zod'
import { accepted } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { exceptFromLock, readLockRules, readLocks, sayLock, setLockRule } from './actions.ts'

export function registerLocksRoutes(app: App): void {
  route(
    app,
    routes.locks,
    {
      can: readsAllUnits,
      query: z.object({ period: periodSchema }),
      reply: periodLocksSchema,
      summary: 'How the regimes of a period stand',
    },
    (call, { query }) => readLocks(call, query.period),
  )

  route(
    app,
    routes.sayLock,
    {
      can: canReview,
      stepUp: true,
      body: sayLockSchema,
      reply: periodLocksSchema,
      summary: 'A period is locked, or opened to everybody again',
    },
    async (call, { body }) => {
      accepted(await sayLock(call, body))
      return readLocks(call, body.period)
    },
  )

  route(
    app,
    routes.exceptFromLock,
    {
      can: canReview,
      stepUp: true,
      body: exceptSchema,
      reply: periodLocksSchema,
      status: 201,
      summary: 'Lets one unit, or every one, into a locked period until an instant',
    },
    async (call, { body }) => {
      accepted(await exceptFromLock(call, body))
      return readLocks(call, body.period)
    },
  )

  route(
    app,
    routes.lockRules,
    { can: readsAllUnits, reply: lockRulesSchema, summary: 'When periods lock by themselves, the newest rule first' },
    (call) => readLockRules(call),
  )

  route(
    app,
    routes.setLockRule,
    {
      can: canAdminister,
      body: setLockRuleSchema,
      reply: lockRulesSchema,
      status: 201,
      summary: 'Periods lock by themselves from a day on',
    },
    async (call, { body }) => {
      accepted(await setLockRule(call, body))
      return readLockRules(call)
    },
  )
}
