import { analyticsQuerySchema, analyticsSchema } from '@haidang/api/analytics'
import { routes } from '@haidang/api/routes'
import { z } from 'zod'
import { sendPieces } from '../platform/pieces.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { readAnalytics } from './actions.ts'

export function registerAnalyticsRoutes(app: App): void {
  route(
    app,
    routes.analytics,
    {
      query: analyticsQuerySchema,
      sends: { 'application/json': analyticsSchema, 'text/csv': z.string() },
      summary:
        'Indicators × units × months, as it was, as it is, as known: figures, results, targets, coverage and state, as columns or CSV, streamed',
    },
    (call, { query }, { reply }) => {
      const { format, from, to } = query
      if (format === 'json') return sendPieces(reply.type('application/json; charset=utf-8'), readAnalytics(call, query))
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="so-lieu-${from}-${to}.csv"`)
      return sendPieces(reply, readAnalytics(call, query))
    },
  )
}
