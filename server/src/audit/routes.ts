import { auditLinesSchema, auditVerificationSchema } from '@haidang/api/consolidation'
import { routes } from '@haidang/api/routes'
import { canReadAudit } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { sendPieces } from '../platform/pieces.ts'
import { languageOf } from '../platform/problems.ts'
import { route, type App } from '../platform/routes.ts'
import { faultSentence } from './faults.ts'
import { exportAudit } from './export.ts'
import { auditLines } from './store.ts'
import { verifyAudit } from './verify.ts'

const linesQuery = z.object({
  stream: z.string().max(200).optional(),
  /** What `next` of the page before said. */
  before: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export function registerAuditRoutes(app: App): void {
  route(app, routes.auditLines, { query: linesQuery, reply: auditLinesSchema, can: canReadAudit }, (call, { query }) =>
    auditLines(call, query),
  )

  // It is a copy of what everybody did: taking it is told in the log, so it is no mere look.
  route(
    app,
    routes.auditExport,
    {
      can: canReadAudit,
      stepUp: true,
      perMinute: 12,
      sends: { 'application/jsonl': z.string() },
      summary:
        'The whole log with its roots, signatures and public keys, to be checked without this server (tools/verify-audit-export.mjs)',
    },
    async (call, _input, { reply }) => {
      reply.type('application/jsonl; charset=utf-8').header('content-disposition', 'attachment; filename="nhat-ky.jsonl"')
      return sendPieces(reply, await exportAudit(call))
    },
  )

  // A check reads the whole log, so one person does not start many.
  route(
    app,
    routes.auditVerification,
    { reply: auditVerificationSchema, can: canReadAudit, perMinute: 12 },
    async (call, _input, { request }) => {
      const verification = await verifyAudit(call.services, call.tenantId)
      const language = languageOf(request.headers['accept-language'])
      const { batches: _batches, witnesses: _witnesses, faults, ...counts } = verification
      return {
        ...counts,
        faults: faults.map((fault) => ({
          stream: fault.stream,
          seq: fault.seq,
          fault: fault.kind,
          message: faultSentence(fault)[language],
        })),
      }
    },
  )
}
