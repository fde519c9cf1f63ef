import { idSchema, okSchema, periodSchema } from '@haidang/api/common'
import {
  consolidationSchema,
  editsSavedSchema,
  issueConsolidationSchema,
  issueStartedSchema,
  putEditsSchema,
  recallIssueSchema,
  signedCopySchema,
} from '@haidang/api/consolidation'
import { routes } from '@haidang/api/routes'
import { stat } from 'node:fs/promises'
import { paperTokenSchema, verifiedPaperSchema } from '@haidang/api/verification'
import { z } from 'zod'
import { accepted } from '../platform/problems.ts'
import { publicRoute, route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { receivedFile, sendStoredFile } from '../platform/transfers.ts'
import { addSignedCopy, findSignedCopy, recallIssue, verifyPaper } from './verification.ts'
import { findIssuedFile, issueConsolidation, issuedFiles, putEdits, readConsolidation } from './actions.ts'

const issueParams = z.object({ id: idSchema, version: z.coerce.number().int().min(1).max(1_000_000) })
const copyParams = issueParams.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/u) })
/** Enough for a hall of people behind one address, and nothing for who tries tokens. */
const verificationsPerMinute = 60

export function registerConsolidationRoutes(app: App): void {
  route(
    app,
    routes.consolidation,
    { params: z.object({ period: periodSchema }), query: z.object({ planId: idSchema.optional() }), reply: consolidationSchema },
    (call, { params, query }) => readConsolidation(call, params.period, query.planId),
  )

  route(
    app,
    routes.putEdits,
    { params: z.object({ id: idSchema }), body: putEditsSchema, reply: editsSavedSchema },
    (call, { params, body }) => putEdits(call, params.id, body),
  )

  route(
    app,
    routes.issueConsolidation,
    { params: z.object({ id: idSchema }), body: issueConsolidationSchema, reply: issueStartedSchema, status: 202 },
    (call, { params, body }) => issueConsolidation(call, params.id, body.baseRevision),
  )

  route(
    app,
    routes.issuedFile,
    { params: z.object({ id: idSchema, version: z.coerce.number().int().min(1), file: z.enum(issuedFiles) }) },
    async (call, { params }, http) => {
      const found = await findIssuedFile(call, params.id, params.version, params.file)
      const { size } = await stat(call.services.files.path(call.tenantId, found.sha256))
      return sendStoredFile(http, call, { ...found, size })
    },
  )

  route(
    app,
    routes.recallIssue,
    {
      params: issueParams,
      body: recallIssueSchema,
      reply: okSchema,
      stepUp: true,
      summary: 'Take an issued report back; the reason is public',
    },
    async (call, { params, body }) => accepted(await recallIssue(call, params.id, params.version, body.reason)),
  )

  route(
    app,
    routes.addSignedCopy,
    { params: issueParams, reply: signedCopySchema, status: 201, summary: 'Attach the paper as it was signed outside' },
    async (call, { params }, http) => addSignedCopy(call, params.id, params.version, await receivedFile(http)),
  )

  route(app, routes.signedCopy, { params: copyParams }, async (call, { params }, http) =>
    sendStoredFile(http, call, await findSignedCopy(call, params.id, params.version, params.sha256)),
  )

  publicRoute(
    app,
    routes.verifyPaper,
    {
      params: z.object({ token: paperTokenSchema }),
      reply: verifiedPaperSchema,
      perMinute: verificationsPerMinute,
      summary: 'How an issued paper stands, by the address that is printed on it',
    },
    (services, { params }) => verifyPaper(services, params.token),
  )
}
