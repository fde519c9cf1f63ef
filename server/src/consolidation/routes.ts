import { idSchema, periodSchema } from '@haidang/api/common'
import {
  consolidationSchema,
  editsSavedSchema,
  issueConsolidationSchema,
  issueStartedSchema,
  putEditsSchema,
} from '@haidang/api/consolidation'
import { routes } from '@haidang/api/routes'
import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { sendStoredFile } from '../platform/transfers.ts'
import { findIssuedFile, issueConsolidation, issuedFiles, putEdits, readConsolidation } from './actions.ts'

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
}
