import { z } from 'zod'
import {
  daySchema,
  headingSchema,
  idSchema,
  indicatorKindSchema,
  instantSchema,
  passageSchema,
  recognisedPagesSchema,
  periodSchema,
  printedDeadlineSchema,
  rollUpSchema,
  targetSchema,
  unitRefSchema,
} from './common.ts'
import {
  closingTimeSchema,
  countedDaySchema,
  dayOffSchema,
  dueRuleSchema,
  frequencySchema,
  periodDatesSchema,
  regimeSchema,
  windowSchema,
} from './regimes.ts'

export const importStateSchema = z.enum(['waiting', 'reading', 'read', 'failed', 'issued', 'discarded'])
/** GET /api/imports; POST /api/imports (multipart, field `file`) answers 202 with one of these. */
export const importSummarySchema = z.object({
  id: idSchema,
  fileName: z.string(),
  state: importStateSchema,
  createdAt: instantSchema,
  createdBy: z.string(),
  planId: idSchema.nullable(),
  title: z.string().nullable(),
  open: z.number().int(),
  total: z.number().int(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  pages: recognisedPagesSchema.nullable(),
})
export type ImportSummary = z.infer<typeof importSummarySchema>

export const documentDraftSchema = z.object({
  type: z.string(),
  number: z.string(),
  symbol: z.string(),
  date: z.string(),
  issuer: z.string(),
  place: z.string(),
  title: z.string(),
  signer: z.string(),
  signerRole: z.string(),
  recipients: z.array(z.string()),
})
export const citationDraftSchema = z.object({
  type: z.string(),
  number: z.string(),
  date: z.string(),
  issuer: z.string(),
  relation: z.enum(['basis', 'supersedes', 'amends', 'implements', 'mentions']),
  text: z.string(),
})
export const indicatorDraftSchema = z.object({
  pillar: z.string(),
  name: z.string(),
  kind: indicatorKindSchema,
  numeratorLabel: z.string(),
  denominatorLabel: z.string(),
  unitOfMeasure: z.string(),
  digits: z.number().int().min(0).max(6),
  target: targetSchema,
  rollUp: rollUpSchema,
  unitIds: z.array(idSchema),
  /** The sentence of the plan. */
  text: z.string(),
})
export const taskDraftSchema = z.object({
  text: z.string(),
  section: z.string(),
  leadText: z.string(),
  leadUnitIds: z.array(idSchema),
  cooperatingText: z.string(),
  cooperatingUnitIds: z.array(idSchema),
  deadline: printedDeadlineSchema.nullable(),
})
export const reportingDraftSchema = z.object({
  name: z.string(),
  frequency: frequencySchema,
  /** False where the words are of another report than the units'. */
  makesRegime: z.boolean(),
  whoText: z.string(),
  unitIds: z.array(idSchema),
  toText: z.string(),
  /** null: the document does not say, and nobody has settled it yet. Issuing refuses with `regimeIncomplete` and what lacks. */
  windowFrom: countedDaySchema.nullable(),
  windowTo: countedDaySchema.nullable(),
  unitDue: dueRuleSchema.nullable(),
  cityDue: dueRuleSchema.nullable(),
  /** Days that are said, of what is asked for once or ad hoc. */
  rounds: z
    .array(
      z.object({
        unitDue: daySchema.nullable(),
        cityDue: daySchema.nullable(),
        closingTime: closingTimeSchema.nullable(),
        window: windowSchema.nullable(),
      }),
    )
    .max(60),
  closingTime: closingTimeSchema,
  dayOff: dayOffSchema,
  asksFigures: z.boolean(),
  firstPeriod: periodSchema.nullable(),
  lastPeriod: periodSchema.nullable(),
  outline: z.array(headingSchema),
  text: z.string(),
})
export const draftValueSchemas = {
  document: documentDraftSchema,
  citation: citationDraftSchema,
  indicator: indicatorDraftSchema,
  task: taskDraftSchema,
  reporting: reportingDraftSchema,
} as const

const itemBase = z.object({
  id: idSchema,
  position: z.number(),
  state: z.enum(['unseen', 'accepted', 'dropped']),
  source: passageSchema.nullable(),
  /** By which rule it was read and how sure that is, from 0 to 1; null for what a person added or put together. */
  rule: z.string().nullable(),
  confidence: z.number().nullable(),
  revision: z.number().int(),
  updatedAt: instantSchema,
  updatedBy: z.string().nullable(),
})
export const draftItemSchema = z.discriminatedUnion('kind', [
  itemBase.extend({ kind: z.literal('document'), value: documentDraftSchema, original: documentDraftSchema.nullable() }),
  itemBase.extend({ kind: z.literal('citation'), value: citationDraftSchema, original: citationDraftSchema.nullable() }),
  itemBase.extend({ kind: z.literal('indicator'), value: indicatorDraftSchema, original: indicatorDraftSchema.nullable() }),
  itemBase.extend({ kind: z.literal('task'), value: taskDraftSchema, original: taskDraftSchema.nullable() }),
  itemBase.extend({ kind: z.literal('reporting'), value: reportingDraftSchema, original: reportingDraftSchema.nullable() }),
])
export type DraftItem = z.infer<typeof draftItemSchema>
export const blockSchema = passageSchema.extend({
  kind: z.enum(['paragraph', 'heading', 'item', 'table', 'signature']),
  mark: z.string().optional(),
  level: z.number().optional(),
  page: z.number().optional(),
  rows: z.array(z.array(passageSchema.extend({ colSpan: z.number().optional(), rowSpan: z.number().optional() }))).optional(),
})
/** `places`: every passage that one doubt speaks of, where the document is simply written so; it holds up none of them. */
export const doubtSchema = passageSchema.extend({ code: z.string(), message: z.string(), places: z.array(passageSchema).optional() })
const correctionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), printed: z.string(), unitIds: z.array(idSchema) }),
  z.object({ kind: z.literal('dropped'), printed: z.string(), rule: z.string() }),
  z.object({ kind: z.literal('indicator'), printed: z.string(), fields: z.record(z.string(), z.unknown()) }),
])
/** GET /api/reading-examples: what reviewers changed, by issuing office; one line for all the times that the same was changed. */
export const readingExampleSchema = z.object({
  id: idSchema,
  issuer: z.string(),
  correction: correctionSchema,
  /** Names of the units of the correction as the register has them now. */
  unitNames: z.array(z.string()),
  times: z.number().int(),
  /** The document where it was last changed so. */
  importId: idSchema,
  documentName: z.string(),
  at: instantSchema,
  by: z.string(),
})
export type ReadingExample = z.infer<typeof readingExampleSchema>
export const readingExamplesSchema = z.object({ examples: z.array(readingExampleSchema), can: z.object({ forget: z.boolean() }) })
export type ReadingExamples = z.infer<typeof readingExamplesSchema>
/** What an example suggests for an open item: to drop it, or fields of its value. Nothing is changed until a person applies it. */
export const suggestionSchema = z.object({
  itemId: idSchema,
  exampleId: idSchema,
  change: z.union([z.object({ drop: z.literal(true) }), z.object({ drop: z.literal(false), fields: z.record(z.string(), z.unknown()) })]),
})
export type ReadingSuggestion = z.infer<typeof suggestionSchema>
/** GET /api/imports/:id */
export const importSchema = importSummarySchema.extend({
  text: z.string(),
  blocks: z.array(blockSchema),
  doubts: z.array(doubtSchema),
  items: z.array(draftItemSchema),
  /** As other documents of the same office were corrected, and the examples that say so. */
  suggestions: z.array(suggestionSchema),
  examples: z.array(readingExampleSchema),
  /** The register of units on the document's day, to choose from. */
  units: z.array(unitRefSchema),
  can: z.object({ edit: z.boolean(), issue: z.boolean(), discard: z.boolean() }),
})
export type Import = z.infer<typeof importSchema>
/** PUT /api/imports/:id/items/:itemId: repeatable (same changeKey, same answer); 409 `changedMeanwhile` with the current item when baseRevision is old.
 *  baseRevision 0 adds an item (the client makes its id). */
export const putItemSchema = z.object({
  changeKey: idSchema,
  baseRevision: z.number().int().min(0),
  kind: z.enum(['document', 'citation', 'indicator', 'task', 'reporting']),
  state: z.enum(['unseen', 'accepted', 'dropped']),
  position: z.number().optional(),
  source: passageSchema.nullable().optional(),
  value: z.unknown(),
})
/** POST /api/imports/:id/items/:itemId/split: the item is dropped and two stand in its place, cut at an offset of the document text. */
export const splitItemSchema = z.object({
  baseRevision: z.number().int().min(1),
  at: z.number().int().min(1),
  newIds: z.tuple([idSchema, idSchema]),
})
/** POST /api/imports/:id/items/merge: the items (same kind) are dropped and one stands in their place. */
export const mergeItemsSchema = z.object({ itemIds: z.array(idSchema).min(2).max(20), newId: idSchema })
/** POST /api/imports/:id/items/states: accepts many open items at once, or opens accepted ones again. Those that stand otherwise by now than
 *  the writer saw them are left as they are; the reply has every item asked for, as it stands. Repeatable by `changeKey`. */
export const setItemStatesSchema = z.object({
  changeKey: idSchema,
  state: z.enum(['accepted', 'unseen']),
  /** From which confidence on they were chosen, for the audit line; absent where they were chosen one by one. */
  atLeast: z.number().min(0).max(1).optional(),
  items: z
    .array(z.object({ id: idSchema, revision: z.number().int().min(1) }))
    .min(1)
    .max(5000),
})
/** Reply of split, merge and states: every item that was touched or made, dropped ones included; a repeated request gets the same. */
export const itemsChangedSchema = z.object({ items: z.array(draftItemSchema) })
/** POST /api/imports/:id/issue: 422 `refused` with reason and help.itemIds where the draft is not ready. */
export const issuePlanSchema = z.object({
  issuedOn: daySchema,
  number: z.string().max(40),
  title: z.string().min(5).max(500),
  /** From which period to which a regime runs, by the id of its item; else as the item says, or by the day of issue to the end of the year. */
  periods: z.record(idSchema, z.object({ first: periodSchema.optional(), last: periodSchema.optional() })).optional(),
})
export const issuedPlanSchema = z.object({
  planId: idSchema,
  indicators: z.number().int(),
  tasks: z.number().int(),
  obligations: z.number().int(),
  units: z.number().int(),
})
export type IssuePlanOrder = z.infer<typeof issuePlanSchema>
export type PlanIssued = z.infer<typeof issuedPlanSchema>

/** GET /api/plans/:id; GET /api/plans gives the list without the arrays. */
export const planSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  year: z.number().int(),
  version: z.number().int(),
  issuedOn: daySchema,
  issuedBy: z.string(),
  document: z.object({
    id: idSchema,
    type: z.string(),
    number: z.string().nullable(),
    symbol: z.string().nullable(),
    issuedOn: z.string().nullable(),
    issuer: z.string().nullable(),
    importId: idSchema.nullable(),
  }),
  indicatorCount: z.number().int(),
  taskCount: z.number().int(),
  unitCount: z.number().int(),
})
export const planSchema = planSummarySchema.extend({
  indicators: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      pillar: z.string(),
      name: z.string(),
      kind: indicatorKindSchema,
      numeratorLabel: z.string().nullable(),
      denominatorLabel: z.string().nullable(),
      unitOfMeasure: z.string(),
      digits: z.number().int(),
      target: targetSchema,
      rollUp: rollUpSchema,
      clause: z.string(),
      source: passageSchema.nullable(),
      unitIds: z.array(idSchema),
    }),
  ),
  tasks: z.array(
    z.object({
      id: idSchema,
      text: z.string(),
      section: z.string(),
      leadText: z.string(),
      leadUnitIds: z.array(idSchema),
      cooperatingText: z.string(),
      deadlineText: z.string(),
      deadlineAt: instantSchema.nullable(),
      source: passageSchema.nullable(),
    }),
  ),
  regimes: z.array(
    z.object({
      regime: regimeSchema,
      firstPeriod: periodSchema.nullable(),
      lastPeriod: periodSchema.nullable(),
      /** Our reading of each period beside the plan's words. */
      dates: z.array(periodDatesSchema),
    }),
  ),
  relations: z.array(
    z.object({
      relation: z.string(),
      type: z.string(),
      number: z.string().nullable(),
      date: z.string().nullable(),
      issuer: z.string().nullable(),
      passage: z.string(),
    }),
  ),
  units: z.array(unitRefSchema),
})
export type Plan = z.infer<typeof planSchema>
export type PlanSummary = z.infer<typeof planSummarySchema>
