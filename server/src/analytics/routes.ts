import {
  analyticsChoicesSchema,
  analyticsQuerySchema,
  analyticsSchema,
  changesQuerySchema,
  changesSchema,
  savedViewSchema,
  savedViewsSchema,
  saveViewSchema,
} from '@haidang/api/analytics'
import { idSchema } from '@haidang/api/common'
import { routes } from '@haidang/api/routes'
import { z } from 'zod'
import { refusal } from '../platform/problems.ts'
import { sendPieces } from '../platform/pieces.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { readAnalytics, readChoices } from './actions.ts'
import { readChanges } from './changes.ts'
import { changeView, dropView, readViews, saveView } from './views.ts'

const ofView = z.object({ id: idSchema })

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

  route(app, routes.analyticsChoices, { reply: analyticsChoicesSchema, summary: 'What can be asked for' }, (call) => readChoices(call))

  route(app, routes.savedViews, { reply: savedViewsSchema, summary: 'The questions that one keeps by a name' }, (call) => readViews(call))

  route(app, routes.saveView, { body: saveViewSchema, reply: savedViewSchema, status: 201 }, async (call, { body }) => {
    const outcome = await saveView(call, body)
    if ('refused' in outcome) throw refusal(outcome)
    return outcome
  })

  route(app, routes.changeView, { params: ofView, body: saveViewSchema, reply: savedViewSchema }, async (call, { params, body }) => {
    const outcome = await changeView(call, params.id, body)
    if ('refused' in outcome) throw refusal(outcome)
    return outcome
  })

  route(app, routes.dropView, { params: ofView }, (call, { params }) => dropView(call, params.id))

  route(
    app,
    routes.changes,
    { query: changesQuerySchema, reply: changesSchema, summary: 'What changed in figures and targets in a week, or on other days' },
    (call, { query }) => readChanges(call, query),
  )
}
