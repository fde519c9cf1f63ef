import {
  analyticsChoicesSchema,
  analyticsQuerySchema,
  analyticsSchema,
  annexQuerySchema,
  changesQuerySchema,
  changesSchema,
  savedViewSchema,
  savedViewsSchema,
  saveViewSchema,
} from '@haidang/api/analytics'
import type { AnalyticsFormat } from '@haidang/api/analytics'
import { idSchema } from '@haidang/api/common'
import { routes } from '@haidang/api/routes'
import { z } from 'zod'
import { refusal } from '../platform/problems.ts'
import { sendPieces } from '../platform/pieces.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { sendMadeFile } from '../platform/transfers.ts'
import { readAnalytics, readChoices } from './actions.ts'
import { readAnnex } from './annex.ts'
import { readChanges } from './changes.ts'
import { changeView, dropView, readViews, saveView } from './views.ts'

/** What an answer is as a file. */
const files: Readonly<Record<Exclude<AnalyticsFormat, 'json'>, { readonly type: string; readonly ending: string }>> = {
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  adx: { type: 'application/adx+xml; charset=utf-8', ending: 'adx.xml' },
  'sdmx-csv': { type: 'application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8', ending: 'sdmx.csv' },
  'sdmx-json': { type: 'application/vnd.sdmx.data+json; version=2.0.0', ending: 'sdmx.json' },
  'sdmx-structure': { type: 'application/vnd.sdmx.structure+json; version=2.0.0', ending: 'sdmx-structure.json' },
}

const one = z.object({ id: idSchema })

export function registerAnalyticsRoutes(app: App): void {
  route(
    app,
    routes.analytics,
    {
      query: analyticsQuerySchema,
      sends: {
        'application/json': analyticsSchema,
        ...Object.fromEntries(Object.values(files).map(({ type }) => [type.replace(/;.*/u, ''), z.string()])),
      },
      summary:
        'Indicators × units × periods, as it was, as it is, as known: figures, results, targets, coverage and state, as columns, CSV, ADX or SDMX, streamed',
    },
    (call, { query }, { reply }) => {
      const { format, from, to } = query
      if (format === 'json') return sendPieces(reply.type('application/json; charset=utf-8'), readAnalytics(call, query))
      const { type, ending } = files[format]
      reply.type(type).header('content-disposition', `attachment; filename="so-lieu-${from}-${to}.${ending}"`)
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

  route(app, routes.changeView, { params: one, body: saveViewSchema, reply: savedViewSchema }, async (call, { params, body }) => {
    const outcome = await changeView(call, params.id, body)
    if ('refused' in outcome) throw refusal(outcome)
    return outcome
  })

  route(app, routes.dropView, { params: one }, (call, { params }) => dropView(call, params.id))

  route(
    app,
    routes.changes,
    { query: changesQuerySchema, reply: changesSchema, summary: 'What changed in figures and targets in a week, or on other days' },
    (call, { query }) => readChanges(call, query),
  )

  route(
    app,
    routes.planAnnex,
    { params: one, query: annexQuerySchema, summary: 'The annexes of a plan’s targets, with the results to date (.xlsx, CSV)' },
    async (call, { params, query }, http) => sendMadeFile(http, await readAnnex(call, params.id, query)),
  )
}
