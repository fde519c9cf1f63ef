import { z } from 'zod'
import { daySchema, idSchema, instantSchema, roleSchema } from './common.ts'

const issuerSettingsSchema = z.object({
  name: z.string().trim().min(2).max(80),
  issuer: z.url({ protocol: /^https?$/u }).max(300),
  clientId: z.string().trim().min(1).max(200),
  scope: z
    .string()
    .trim()
    .max(300)
    .regex(/(?:^| )openid(?: |$)/u),
  claim: z.string().trim().min(1).max(80),
  isOn: z.boolean(),
  standsForFactor: z.boolean(),
  provision: z
    .object({ unitId: idSchema, post: z.string().trim().min(2).max(100), roles: z.array(roleSchema).min(1).max(5).readonly() })
    .nullable(),
})

const issuerVersionSchema = z.object({
  version: z.number().int(),
  validFrom: daySchema,
  settings: issuerSettingsSchema,
  source: z.string(),
  recordedAt: instantSchema,
  recordedBy: z.string().nullable(),
})
export type IssuerVersion = z.infer<typeof issuerVersionSchema>

/** GET /api/issuers (administrator, auditor): who signs people in, every version of each, the newest first. POST answers the same. */
export const issuersSchema = z.object({
  issuers: z.array(
    z.object({
      id: idSchema,
      /** 0 while none has begun. */
      inForce: z.number().int(),
      versions: z.array(issuerVersionSchema),
      /** Who runs the machine has given the secret for it (OIDC_SECRETS_FILE). */
      hasSecret: z.boolean(),
      /** How many people have come by it. */
      people: z.number().int(),
      /** What is entered there, so that it tells us when somebody signs out there. */
      logoutAddress: z.string(),
    }),
  ),
  /** What is entered there, so that it sends people back here. */
  returnAddress: z.string(),
  today: daySchema,
  can: z.object({ change: z.boolean() }),
})
export type Issuers = z.infer<typeof issuersSchema>

/** POST /api/issuers: a new one, or a new version of one, `after` the newest that the writer knew. */
export const setIssuerSchema = z.object({
  id: idSchema.nullable(),
  after: z.number().int().min(0),
  settings: issuerSettingsSchema,
  source: z.string().trim().min(3).max(300),
  validFrom: daySchema,
})
export type SetIssuer = z.infer<typeof setIssuerSchema>
