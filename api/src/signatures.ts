import { z } from 'zod'
import { daySchema, idSchema, instantSchema } from './common.ts'

export const signatureStateSchema = z.enum(['valid', 'unknownSigner', 'expired', 'altered', 'appended', 'unreadable'])

/** GET /api/documents/:id/signatures: how each signature of the document's PDF stands; none where it bears none or is no PDF. */
export const documentSignaturesSchema = z.object({
  signatures: z.array(
    z.object({
      state: signatureStateSchema,
      /** Whether a chain leads to one of the office's roots; null where the signature does not hold at all. */
      trust: z.enum(['known', 'unknown', 'expired']).nullable(),
      name: z.string(),
      organisation: z.string(),
      issuer: z.string(),
      /** By the signer's own clock. */
      claimedAt: instantSchema.nullable(),
      /** By a timestamp authority that the roots know. */
      provenAt: instantSchema.nullable(),
      /** What the signer allows after him: 1 nothing, 2 forms and signatures, 3 comments too. */
      allowsChanges: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
      because: z.literal('weakDigest').nullable(),
    }),
  ),
  /** Since when the file is here: certificates are asked whether they were in force then. */
  receivedAt: instantSchema,
  /** How many roots the office trusted on that day. */
  roots: z.number().int(),
})
export type DocumentSignatures = z.infer<typeof documentSignaturesSchema>

/** GET /api/trusted-roots (administrator, auditor). The acts on them answer the same. */
export const trustedRootsSchema = z.object({
  roots: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      issuer: z.string(),
      /** Of the certificate, DER: what the authority publishes. */
      sha256: z.string(),
      inForce: z.object({ from: daySchema, until: daySchema }),
      trustedFrom: daySchema,
      source: z.string(),
      recordedAt: instantSchema,
      recordedBy: z.string(),
      ended: z.object({ until: daySchema, reason: z.string(), at: instantSchema, by: z.string() }).nullable(),
    }),
  ),
  can: z.object({ change: z.boolean() }),
})
export type TrustedRoots = z.infer<typeof trustedRootsSchema>

/** POST /api/trusted-roots?from=&source= (multipart, one .cer, .crt, .der or .pem). */
export const addTrustedRootSchema = z.object({ from: daySchema, source: z.string().trim().min(3).max(300) })
/** POST /api/trusted-roots/:id/end: files that come from that day on are not vouched for by it any more. */
export const endTrustedRootSchema = z.object({ until: daySchema, reason: z.string().trim().min(3).max(500) })
export type EndTrustedRoot = z.infer<typeof endTrustedRootSchema>
