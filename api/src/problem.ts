import { z } from 'zod'

/** Stable codes of everything that the server refuses; the words are in `problem-words.ts`, Vietnamese and English. */
export const problemCodes = [
  'notSignedIn',
  'wrongSignIn',
  'codeNeeded',
  'wrongCode',
  'passkeyNeeded',
  'wrongKey',
  'factorRequired',
  'proofNeeded',
  'secondPersonNeeded',
  'passwordChangeRequired',
  'signInLocked',
  'linkExpired',
  'tokenInvalid',
  'tokenScope',
  'forbiddenOrigin',
  'notFound',
  'notAllowed',
  'badInput',
  'tooManyRequests',
  'fileTooLarge',
  'fileKindRefused',
  'changedMeanwhile',
  'refused',
  'clockFixed',
  'weakPassword',
  'unavailable',
  'failure',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** RFC 9457 body (`application/problem+json`); `title` and `detail` are in the reader's language. */
export const problemSchema = z.object({
  type: z.string(),
  code: z.enum(problemCodes),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  requestId: z.string(),
  /** For `badInput`: the fields at fault. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For `refused`: the domain's reason code and what the screen needs to help. */
  reason: z.string().optional(),
  help: z.record(z.string(), z.unknown()).optional(),
  /** For `changedMeanwhile`: what stands there now. */
  current: z.unknown().optional(),
})
export type Problem = z.infer<typeof problemSchema>
