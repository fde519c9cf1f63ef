import { idSchema } from '@haidang/api/common'
import { routes } from '@haidang/api/routes'
import { addTrustedRootSchema, documentSignaturesSchema, endTrustedRootSchema, trustedRootsSchema } from '@haidang/api/signatures'
import { canAdminister, canReadAudit, canSeeDraft } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { accepted } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { receivedFile } from '../platform/transfers.ts'
import { addTrustedRoot, endTrustedRoot, readTrustedRoots, verifyDocument } from './actions.ts'

const one = z.object({ id: idSchema })
/** Each is a process of its own. */
const verificationsPerMinute = 30

export function registerSignaturesRoutes(app: App): void {
  route(
    app,
    routes.documentSignatures,
    {
      params: one,
      reply: documentSignaturesSchema,
      can: canSeeDraft,
      perMinute: verificationsPerMinute,
      summary: 'How the signatures of a document stand: valid, unknown signer, expired, altered, appended to',
    },
    (call, { params }) => verifyDocument(call, params.id),
  )

  route(
    app,
    routes.trustedRoots,
    { reply: trustedRootsSchema, can: canReadAudit, summary: 'Which authorities the office trusts for signatures, and since when' },
    (call) => readTrustedRoots(call),
  )

  route(
    app,
    routes.addTrustedRoot,
    {
      query: addTrustedRootSchema,
      reply: trustedRootsSchema,
      status: 201,
      can: canAdminister,
      stepUp: true,
      summary: 'Trusts an authority from a day on',
    },
    async (call, { query }, http) => accepted(await addTrustedRoot(call, query, await receivedFile(http))),
  )

  route(
    app,
    routes.endTrustedRoot,
    {
      params: one,
      body: endTrustedRootSchema,
      reply: trustedRootsSchema,
      can: canAdminister,
      stepUp: true,
      summary: 'Ends the trust from a day on',
    },
    async (call, { params, body }) => accepted(await endTrustedRoot(call, params.id, body)),
  )
}
