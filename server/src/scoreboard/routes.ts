import { idSchema, instantSchema, periodSchema } from '@haidang/api/common'
import { proofSchema, scoreboardSchema } from '@haidang/api/consolidation'
import { lensesSchema, lensQuerySchema } from '@haidang/api/lenses'
import { routes } from '@haidang/api/routes'
import { z } from 'zod'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { readLenses, readProof, readScoreboard } from './actions.ts'

const whichBoard = z.object({ period: periodSchema.optional(), planId: idSchema.optional() })

export function registerScoreboardRoutes(app: App): void {
  route(app, routes.scoreboard, { query: whichBoard.extend(lensQuerySchema.shape), reply: scoreboardSchema }, (call, { query }) =>
    readScoreboard(call, query),
  )
  route(app, routes.lenses, { query: whichBoard.extend({ knownAt: instantSchema.optional() }), reply: lensesSchema }, (call, { query }) =>
    readLenses(call, query),
  )
  route(
    app,
    routes.proof,
    { params: z.object({ id: idSchema }), query: lensQuerySchema.extend({ period: periodSchema }), reply: proofSchema },
    (call, { params, query }) => readProof(call, params.id, query),
  )
}
