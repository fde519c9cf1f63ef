import { z } from 'zod'
import { daySchema } from './common.ts'

/** "17-0k3v…": the office's number, and what nobody can guess. */
export const paperTokenSchema = z.string().regex(/^\d{1,12}-[0-9a-z]{26}$/u)

const numberedSchema = z.object({ number: z.string().nullable(), symbol: z.string(), date: daySchema.nullable() })

/**
 * GET /api/verification/:token, for everybody: what stands on the paper's own first page, and how it stands now. 404 is a paper that is not known
 * here. Nothing else of the office is told.
 */
export const verifiedPaperSchema = numberedSchema.extend({
  state: z.enum(['genuine', 'superseded', 'recalled']),
  issuer: z.string(),
  title: z.string(),
  version: z.number().int(),
  issuedOn: daySchema,
  /** An office whose people and figures are invented. */
  isPractice: z.boolean(),
  supersededBy: numberedSchema.extend({ version: z.number().int(), token: z.string().nullable() }).nullable(),
  recalled: z.object({ on: daySchema, reason: z.string() }).nullable(),
  files: z.array(z.object({ kind: z.enum(['docx', 'xlsx', 'pdf', 'signed']), sha256: z.string() })),
})
export type VerifiedPaper = z.infer<typeof verifiedPaperSchema>
