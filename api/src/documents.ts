import { z } from 'zod'
import { daySchema, idSchema, instantSchema, passageSchema, recognisedPagesSchema, targetSchema } from './common.ts'
import { blockSchema, importStateSchema } from './imports.ts'

export const relationSchema = z.enum(['basis', 'supersedes', 'amends', 'implements', 'mentions'])
/** `registered`: entered without a file to review. Else how far the review of its file has come. */
export const documentStateSchema = z.union([importStateSchema, z.literal('registered')])

/** A document as others point to it. `planId` where a plan was issued from it. */
export const documentRefSchema = z.object({
  id: idSchema,
  /** As printed, in lower case; empty while it is not known. */
  kind: z.string(),
  /** Whole: "968/QĐ-UBND". */
  number: z.string().nullable(),
  /** As precise as printed: `2023-07-27`, `2023-07` or `2023`. */
  issuedOn: z.string().nullable(),
  issuer: z.string().nullable(),
  title: z.string(),
  state: documentStateSchema,
  planId: idSchema.nullable(),
})
export type DocumentRef = z.infer<typeof documentRefSchema>

export const documentLineSchema = documentRefSchema.extend({
  importId: idSchema.nullable(),
  fileName: z.string().nullable(),
  fileSize: z.number().nullable(),
  receivedAt: instantSchema,
  receivedBy: z.string(),
  /** Items that wait for review, of all that were read. */
  open: z.number().int(),
  total: z.number().int(),
  failure: z.string().nullable(),
  pages: recognisedPagesSchema.nullable(),
  /** Where the words that were asked for stand: in the title, and in a piece of the text. */
  found: z.object({ title: z.array(passageSchema), text: z.object({ piece: z.string(), marks: z.array(passageSchema) }).nullable() }),
})
export type DocumentLine = z.infer<typeof documentLineSchema>

/** GET /api/documents: words with or without diacritics, or a number in any spacing; newest first where nothing is asked. */
export const searchDocumentsSchema = z.object({
  q: z.string().max(200).default(''),
  kind: z.string().max(60).optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export const documentListSchema = z.object({
  documents: z.array(documentLineSchema),
  total: z.number().int(),
  /** Where the next page begins; null on the last. */
  next: z.number().int().nullable(),
  /** Nothing has all the words: these come close. */
  isLoose: z.boolean(),
  kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  years: z.array(z.object({ year: z.string(), count: z.number().int() })),
})
export type DocumentList = z.infer<typeof documentListSchema>

/** A document that this one cites: in the register, or known only by what is printed. */
export const citedSchema = z.object({
  relation: relationSchema,
  type: z.string(),
  number: z.string().nullable(),
  date: z.string().nullable(),
  issuer: z.string().nullable(),
  passage: z.string(),
  source: passageSchema.nullable(),
  document: documentRefSchema.nullable(),
})
export type Cited = z.infer<typeof citedSchema>
/** A document of the register that cites this one. */
export const citingSchema = z.object({ relation: relationSchema, passage: z.string(), document: documentRefSchema })
export type Citing = z.infer<typeof citingSchema>

/** GET /api/documents/:id, by the id of the entry or of the document. File and text only for those who see drafts. */
export const documentSchema = documentRefSchema.extend({
  signer: z.string().nullable(),
  signerRole: z.string().nullable(),
  receivedAt: instantSchema,
  receivedBy: z.string(),
  importId: idSchema.nullable(),
  file: z.object({ name: z.string(), size: z.number() }).nullable(),
  text: z.object({ text: z.string(), blocks: z.array(blockSchema) }).nullable(),
  plan: z
    .object({ id: idSchema, title: z.string(), issuedOn: daySchema, indicatorCount: z.number().int(), taskCount: z.number().int() })
    .nullable(),
  cites: z.array(citedSchema),
  citedBy: z.array(citingSchema),
})
export type RegisteredDocument = z.infer<typeof documentSchema>

const comparedIndicatorSchema = z.object({ id: idSchema, code: z.string(), name: z.string(), target: targetSchema })
const comparedTaskSchema = z.object({ id: idSchema, text: z.string(), leadText: z.string(), deadlineText: z.string() })
const fateSchema = <Thing extends z.ZodType, Difference extends string>(
  thing: Thing,
  differences: readonly [Difference, ...Difference[]],
) =>
  z.discriminatedUnion('fate', [
    z.object({ fate: z.literal('added'), after: thing }),
    z.object({ fate: z.literal('dropped'), before: thing }),
    z.object({ fate: z.literal('kept'), before: thing, after: thing }),
    z.object({ fate: z.literal('changed'), before: thing, after: thing, differs: z.array(z.enum(differences)) }),
  ])
const comparedPlanSchema = z.object({
  id: idSchema,
  title: z.string(),
  number: z.string().nullable(),
  issuedOn: daySchema,
  documentId: idSchema,
})
/** GET /api/plans/:id/comparisons/:before: a plan beside another, as a rule the one that it replaces. */
export const planComparisonSchema = z.object({
  before: comparedPlanSchema,
  after: comparedPlanSchema,
  indicators: z.array(fateSchema(comparedIndicatorSchema, ['name', 'target'])),
  tasks: z.array(fateSchema(comparedTaskSchema, ['text', 'lead', 'deadline'])),
})
export type PlanComparison = z.infer<typeof planComparisonSchema>
