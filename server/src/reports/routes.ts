import { evidenceSchema, headingSchema, idSchema, okSchema, periodSchema } from '@haidang/api/common'
import {
  answerExtensionSchema,
  askExtensionSchema,
  approveReportSchema,
  cellHistorySchema,
  correctReportSchema,
  dropTypedSchema,
  entriesSavedSchema,
  myReportsSchema,
  narrativeSavedSchema,
  putEntriesSchema,
  putNarrativeSchema,
  reportListSchema,
  reportSchema,
  returnReportSchema,
  snapshotSchema,
  submitReportSchema,
  takeFeedFiguresSchema,
} from '@haidang/api/reports'
import type { Report } from '@haidang/api/reports'
import { disciplineQuerySchema, disciplineSchema } from '@haidang/api/discipline'
import { routes } from '@haidang/api/routes'
import { readsAllUnits } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { evidenceForReading } from '../evidence/actions.ts'
import type { Call } from '../platform/call.ts'
import { accepted } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { receivedFile, sendStoredFile } from '../platform/transfers.ts'
import { approveReport, correctReport, returnReport, saveNarrative, submitReport, dropTyped } from './actions.ts'
import { addReportEvidence, removeReportEvidence } from './report-evidence.ts'
import { readCellHistory } from './cell-history.ts'
import { readDiscipline } from './discipline.ts'
import { answerExtension, askExtension } from './extensions.ts'
import { listOwnReports, listReports, readReport, readVersion } from './pages.ts'
import { saveEntries } from './save-entries.ts'
import { takeFeedFigures } from './take-feed-figures.ts'

const one = z.object({ id: idSchema })

export function registerReportsRoutes(app: App): void {
  route(app, routes.reports, { query: z.object({ period: periodSchema.optional() }), reply: reportListSchema }, (call, { query }) =>
    listReports(call, query.period),
  )

  route(app, routes.myReports, { reply: myReportsSchema }, (call) => listOwnReports(call))

  route(
    app,
    routes.cellHistory,
    {
      params: one.extend({ indicatorId: idSchema }),
      reply: cellHistorySchema,
      summary: 'What was typed into a cell of a report, given up for it, or taken from a feed',
    },
    (call, { params }) => readCellHistory(call, params.id, params.indicatorId),
  )

  route(app, routes.report, { params: one, reply: reportSchema }, (call, { params }) => readReport(call, params.id))

  route(
    app,
    routes.putEntries,
    { params: one, body: putEntriesSchema, reply: entriesSavedSchema, asksForSession: true },
    async (call, { params, body }) => accepted(await saveEntries(call, params.id, body)),
  )

  route(
    app,
    routes.dropTyped,
    {
      params: one,
      body: dropTypedSchema,
      reply: okSchema,
      summary: 'A typed value that was given up for somebody else’s, kept in the log',
    },
    (call, { params, body }) => dropTyped(call, params.id, body),
  )

  route(
    app,
    routes.takeFeedFigures,
    { params: one, body: takeFeedFiguresSchema, reply: reportSchema, summary: 'Figures of data feeds, taken over by a person' },
    async (call, { params, body }) => pageAfter(call, params.id, await takeFeedFigures(call, params.id, body)),
  )

  route(
    app,
    routes.discipline,
    { can: readsAllUnits, query: disciplineQuerySchema, reply: disciplineSchema, summary: 'Who kept which duty, and how much came' },
    (call, { query }) => readDiscipline(call, query),
  )

  route(
    app,
    routes.askExtension,
    { params: one, body: askExtensionSchema, reply: reportSchema, summary: 'A unit asks for a later due' },
    async (call, { params, body }) => pageAfter(call, params.id, await askExtension(call, params.id, body)),
  )

  route(
    app,
    routes.answerExtension,
    {
      params: one.extend({ extensionId: idSchema }),
      body: answerExtensionSchema,
      reply: reportSchema,
      summary: 'The later due is granted, or refused with a reason',
    },
    async (call, { params, body }) => pageAfter(call, params.id, await answerExtension(call, params.id, params.extensionId, body)),
  )

  route(
    app,
    routes.putNarrative,
    { params: one.extend({ heading: headingSchema }), body: putNarrativeSchema, reply: narrativeSavedSchema },
    async (call, { params, body }) => accepted(await saveNarrative(call, params.id, params.heading, body)),
  )

  route(app, routes.submitReport, { params: one, body: submitReportSchema, reply: reportSchema }, async (call, { params, body }) =>
    pageAfter(call, params.id, await submitReport(call, params.id, body)),
  )

  route(app, routes.returnReport, { params: one, body: returnReportSchema, reply: reportSchema }, async (call, { params, body }) =>
    pageAfter(call, params.id, await returnReport(call, params.id, body)),
  )

  route(app, routes.approveReport, { params: one, body: approveReportSchema, reply: reportSchema }, async (call, { params }) =>
    pageAfter(call, params.id, await approveReport(call, params.id)),
  )

  route(app, routes.correctReport, { params: one, body: correctReportSchema, reply: reportSchema }, async (call, { params, body }) =>
    pageAfter(call, params.id, await correctReport(call, params.id, body.reason)),
  )

  route(
    app,
    routes.reportVersion,
    { params: one.extend({ version: z.coerce.number().int().min(1) }), reply: snapshotSchema },
    (call, { params }) => readVersion(call, params.id, params.version),
  )

  route(
    app,
    routes.addReportEvidence,
    { params: one, query: z.object({ indicatorId: idSchema.optional() }), reply: evidenceSchema, status: 201 },
    async (call, { params, query }, http) =>
      accepted(await addReportEvidence(call, params.id, query.indicatorId ?? null, await receivedFile(http))),
  )

  route(app, routes.removeEvidence, { params: one.extend({ evidenceId: idSchema }), reply: okSchema }, async (call, { params }) =>
    accepted(await removeReportEvidence(call, params.id, params.evidenceId)),
  )

  route(app, routes.evidenceFile, { params: one }, async (call, { params }, http) =>
    sendStoredFile(http, call, await evidenceForReading(call, params.id)),
  )
}

/** The report as it stands after the act, with what may be done next. */
function pageAfter(call: Call, id: string, outcome: object): Promise<Report> {
  accepted(outcome)
  return readReport(call, id)
}
