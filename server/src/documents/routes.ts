import { idSchema } from '@haidang/api/common'
import { documentListSchema, documentSchema, planComparisonSchema, searchDocumentsSchema } from '@haidang/api/documents'
import { routes } from '@haidang/api/routes'
import { canSeeDraft, canSeePlan } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { languageOf } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { comparePlans, openDocument, searchDocuments } from './actions.ts'

const ofDocument = z.object({ id: idSchema })
const ofTwoPlans = z.object({ id: idSchema, before: idSchema })

export function registerDocumentsRoutes(app: App): void {
  route(
    app,
    routes.documents,
    {
      can: canSeeDraft,
      query: searchDocumentsSchema,
      reply: documentListSchema,
      summary: 'The register of documents: by words with or without diacritics, by number in any spacing, by kind and year',
    },
    (call, { query }, { request }) => searchDocuments(call, query, languageOf(request.headers['accept-language'])),
  )

  route(
    app,
    routes.document,
    {
      params: ofDocument,
      reply: documentSchema,
      summary: 'A document, what it cites and what cites it; its text for those who see drafts',
    },
    (call, { params }) => openDocument(call, params.id),
  )

  route(
    app,
    routes.comparePlans,
    {
      can: canSeePlan,
      params: ofTwoPlans,
      reply: planComparisonSchema,
      summary: 'A plan beside another: targets and tasks that were added, changed and dropped',
    },
    (call, { params }) => comparePlans(call, params.id, params.before),
  )
}
