import { idSchema } from '@haidang/api/common'
import {
  draftItemSchema,
  importSchema,
  importSummarySchema,
  issuedPlanSchema,
  issuePlanSchema,
  itemsChangedSchema,
  mergeItemsSchema,
  planSchema,
  planSummarySchema,
  putItemSchema,
  readingExamplesSchema,
  setItemStatesSchema,
  splitItemSchema,
} from '@haidang/api/imports'
import { askRoundSchema, habitsSchema, roundMadeSchema } from '@haidang/api/regimes'
import { routes } from '@haidang/api/routes'
import { canImport, canIssuePlan, canReviewPlan, canSeeDashboard, canSeeDraft, canSeePlan } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { languageOf, refusal } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App, Http } from '../platform/routes.ts'
import { receivedFile, sendStoredFile } from '../platform/transfers.ts'
import { askRound } from './ask-round.ts'
import { mergeDraftItems, putItem, splitDraftItem } from './draft-items.ts'
import { readHabits } from './habits.ts'
import { discardImport, importFile, listImports, openImport, receiveDocument } from './imports.ts'
import { issuePlan } from './issue-plan.ts'
import { setItemStates } from './item-states.ts'
import { listPlans, openPlan } from './pages.ts'
import { forgetExample, listExamples } from './reading-examples.ts'

const ofImport = z.object({ id: idSchema })
const ofItem = z.object({ id: idSchema, itemId: idSchema })
const language = ({ request }: Http) => languageOf(request.headers['accept-language'])

export function registerPlansRoutes(app: App): void {
  route(
    app,
    routes.imports,
    { can: canSeeDraft, reply: z.array(importSummarySchema), summary: 'Directives received, with how far their review has come' },
    (call, _input, http) => listImports(call, language(http)),
  )

  route(
    app,
    routes.receiveDocument,
    {
      can: canImport,
      reply: importSummarySchema,
      status: 202,
      perMinute: 30,
      bodyLimit: app.services.limits.directiveBytes + 64 * 1024,
      summary: 'Receives a directive (multipart, field "file"); it is read by a job',
    },
    async (call, _input, http) => receiveDocument(call, await receivedFile(http), language(http)),
  )

  route(
    app,
    routes.import,
    { params: ofImport, reply: importSchema, summary: 'A directive with its text, what was read of it, and the units to choose from' },
    (call, { params }, http) => openImport(call, params.id, language(http)),
  )

  route(app, routes.importFile, { params: ofImport, summary: 'The file as it was sent' }, async (call, { params }, http) =>
    sendStoredFile(http, call, await importFile(call, params.id)),
  )

  route(
    app,
    routes.putItem,
    {
      can: canReviewPlan,
      params: ofItem,
      body: putItemSchema,
      reply: draftItemSchema,
      summary: 'Changes an item of a draft or adds one; repeatable by changeKey',
    },
    async (call, { params, body }) => granted(await putItem(call, params.id, params.itemId, body)),
  )

  route(
    app,
    routes.splitItem,
    { can: canReviewPlan, params: ofItem, body: splitItemSchema, reply: itemsChangedSchema, summary: 'Cuts an item in two' },
    async (call, { params, body }) => ({
      items: granted(await splitDraftItem(call, params.id, params.itemId, body)),
    }),
  )

  route(
    app,
    routes.mergeItems,
    { can: canReviewPlan, params: ofImport, body: mergeItemsSchema, reply: itemsChangedSchema, summary: 'Joins items of one kind' },
    async (call, { params, body }) => ({
      items: granted(await mergeDraftItems(call, params.id, body)),
    }),
  )

  route(
    app,
    routes.setItemStates,
    {
      can: canReviewPlan,
      params: ofImport,
      body: setItemStatesSchema,
      reply: itemsChangedSchema,
      summary: 'Accepts many items at once, or opens accepted ones again; repeatable by changeKey',
    },
    async (call, { params, body }) => ({ items: [...granted(await setItemStates(call, params.id, body))] }),
  )

  route(
    app,
    routes.readingExamples,
    {
      can: canSeeDraft,
      reply: readingExamplesSchema,
      summary: 'What reviewers corrected, remembered by the office that issued the document',
    },
    (call) => listExamples(call),
  )

  route(
    app,
    routes.forgetExample,
    { can: canReviewPlan, params: ofImport, summary: 'Forgets what was remembered of these words of that office' },
    (call, { params }) => forgetExample(call, params.id),
  )

  route(
    app,
    routes.issuePlan,
    {
      can: canIssuePlan,
      params: ofImport,
      body: issuePlanSchema,
      reply: issuedPlanSchema,
      summary: 'Issues the plan; asked twice, it answers with the same plan',
    },
    async (call, { params, body }) => granted(await issuePlan(call, params.id, body)),
  )

  route(
    app,
    routes.discardImport,
    { can: canReviewPlan, params: ofImport, summary: 'Puts a draft aside; nothing is erased' },
    async (call, { params }) => {
      const refused = await discardImport(call, params.id)
      if (refused) throw refusal(refused)
    },
  )

  route(app, routes.plans, { can: canSeePlan, reply: z.array(planSummarySchema), summary: 'Issued plans' }, (call) => listPlans(call))

  route(
    app,
    routes.plan,
    { params: ofImport, reply: planSchema, summary: 'An issued plan: indicators, tasks, and the dates of its reporting beside its words' },
    (call, { params }) => openPlan(call, params.id),
  )

  route(
    app,
    routes.habits,
    {
      can: canSeeDashboard,
      params: ofImport,
      reply: habitsSchema,
      summary: 'When the units of a plan usually hand in, to try other dates out on',
    },
    (call, { params }) => readHabits(call, params.id),
  )

  route(
    app,
    routes.askRound,
    {
      can: canIssuePlan,
      params: ofImport,
      body: askRoundSchema,
      reply: roundMadeSchema,
      status: 201,
      summary: 'A report asked for outside the regimes of a plan: units owe it at its instant',
    },
    async (call, { params, body }) => granted(await askRound(call, params.id, body)),
  )
}

/** What the domain refused becomes 422, with its reason and what helps. */
function granted<Result extends object>(
  result: Result | ({ readonly refused: string } & object),
): Exclude<Result, { readonly refused: string }> {
  if ('refused' in result) throw refusal({ ...result })
  return result as Exclude<Result, { readonly refused: string }> // Nothing with `refused` is left.
}
