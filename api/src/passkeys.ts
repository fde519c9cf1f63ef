import { z } from 'zod'
import { idSchema, instantSchema } from './common.ts'

const nameSchema = z.string().trim().min(2).max(60)

/** What a browser is asked, and what it answers (WebAuthn Level 3, 5.1.8 to 5.1.10): made and read by the library of either side. */
export const keyOptionsSchema = z.record(z.string(), z.unknown())
export type KeyOptions = z.infer<typeof keyOptionsSchema>
const answered = z.object({
  id: z.string().min(1).max(2000),
  rawId: z.string().min(1).max(2000),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()),
  authenticatorAttachment: z.string().max(40).optional(),
})
const text = z.string().min(1).max(100_000)
const attestationSchema = answered.extend({
  response: z.object({ clientDataJSON: text, attestationObject: text, transports: z.array(z.string().max(40)).max(10).optional() }),
})
const assertionSchema = answered.extend({
  response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: z.string().max(200).optional() }),
})
export type Attestation = z.infer<typeof attestationSchema>
export type Assertion = z.infer<typeof assertionSchema>

/** POST /api/session/passkey: what a key of this office is asked. */
export const askKeySchema = z.object({ office: z.string().min(1).max(40) })
/** PUT /api/session/passkey */
export const signInByKeySchema = z.object({ office: z.string().min(1).max(40), answer: assertionSchema })
/** PUT /api/session/proof/passkey */
export const proveByKeySchema = z.object({ answer: assertionSchema })

/** GET /api/passkeys: one's own; POST, PUT and DELETE answer the same. */
export const passkeysSchema = z.object({
  keys: z.array(z.object({ id: idSchema, name: z.string(), addedAt: instantSchema, lastUsedAt: instantSchema.nullable() })),
})
export type Passkeys = z.infer<typeof passkeysSchema>

/** POST /api/passkeys */
export const addKeySchema = z.object({ name: nameSchema, answer: attestationSchema })
/** PUT /api/passkeys/:id */
export const renameKeySchema = z.object({ name: nameSchema })
