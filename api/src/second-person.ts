import { loosensRules, secondPersonActs } from '@haidang/domain/access/second-person'
import { z } from 'zod'
import { idSchema, instantSchema } from './common.ts'

export const actOfTwoSchema = z.enum([...secondPersonActs, loosensRules])

const reasonSchema = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(z.string().min(3).max(500))

export const secondPersonRequestSchema = z.object({
  id: idSchema,
  act: actOfTwoSchema,
  /** What it is about, in words, as it stood when it was asked. */
  about: z.string(),
  reason: z.string(),
  askedBy: z.string(),
  /** Whose rights were used, where they were another's. */
  askedFor: z.string().nullable(),
  askedAt: instantSchema,
  expiresAt: instantSchema,
  state: z.enum(['waiting', 'approved', 'refused', 'withdrawn', 'expired']),
  decided: z.object({ by: z.string(), at: instantSchema, reason: z.string().nullable() }).nullable(),
  can: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
})
export type SecondPersonRequest = z.infer<typeof secondPersonRequestSchema>

/** GET /api/second-person: what one asked, may answer or looks after, what waits first; the newest hundred. */
export const secondPersonRequestsSchema = z.object({ requests: z.array(secondPersonRequestSchema) })
export type SecondPersonRequests = z.infer<typeof secondPersonRequestsSchema>

/** POST /api/second-person: an act as the problem `secondPersonNeeded` gave it back, and why. It is tried, and nothing of it is kept. */
export const askSecondPersonSchema = z.object({ act: actOfTwoSchema, input: z.record(z.string(), z.unknown()), reason: reasonSchema })
export type AskSecondPerson = z.infer<typeof askSecondPersonSchema>

/** POST /api/second-person/:id/decision: yes does it, at once. */
export const decideSecondPersonSchema = z.discriminatedUnion('approve', [
  z.object({ approve: z.literal(true), reason: z.null() }),
  z.object({ approve: z.literal(false), reason: reasonSchema }),
])
export type DecideSecondPerson = z.infer<typeof decideSecondPersonSchema>
