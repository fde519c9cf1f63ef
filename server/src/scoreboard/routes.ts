import { idSchema, periodSchema } from '@haidang/api/common'
import { proofSchema, scoreboardSchema } from '@haidang/api/consolidation'
import { routes } from '@haidang/api/routes'
import { z } from 'zod'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { readProof, readScoreboard } from './actions.ts'

export function registerScoreboardRoutes(app: App): void {
  route(
    app,
    routes.scoreboard,
    { query: z.object({ period: periodSchema.optional(), planId: idSchema.optional() }), reply: scoreboardSchema },
    (call, { query }) => readScoreboard(call, query),
  )

  route(
    app,
    routes.proof,
    { params: z.object({ id: idSchema }), query: z.object({ period: periodSchema }), reply: proofSchema },
    (call, { params, query }) => readProof(call, params.id, query.period),
  )
}
