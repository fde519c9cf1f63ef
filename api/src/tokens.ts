import { scopes } from '@haidang/domain/access/scopes'
import { z } from 'zod'
import { daySchema, idSchema, instantSchema, roleSchema, unitRefSchema } from './common.ts'

const scopeSchema = z.enum(scopes)
const nameSchema = z.string().trim().min(2).max(80)

export const tokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  scopes: z.array(scopeSchema),
  madeAt: instantSchema,
  madeBy: z.string(),
  expiresAt: instantSchema,
  /** To a few minutes; null while nobody has come in by it. */
  lastUsedAt: instantSchema.nullable(),
  lastAddress: z.string().nullable(),
  state: z.enum(['works', 'expired', 'revoked']),
})
export type TokenView = z.infer<typeof tokenSchema>

/** GET /api/tokens: one's own, and until which day a new one may work; DELETE /api/tokens/:id answers the same. */
export const tokensSchema = z.object({ tokens: z.array(tokenSchema), today: daySchema, latestExpiry: daySchema })
export type Tokens = z.infer<typeof tokensSchema>

/** POST /api/tokens and /api/service-accounts/:id/tokens */
export const makeTokenSchema = z.object({ name: nameSchema, scopes: z.array(scopeSchema).max(scopes.length), expiresOn: daySchema })
export type MakeToken = z.infer<typeof makeTokenSchema>
/** Shown once: nobody can read it again. */
export const madeTokenSchema = z.object({ token: z.string() })
export type MadeToken = z.infer<typeof madeTokenSchema>

/** An account that no person comes in by: only a program, by its tokens. */
export const serviceAccountSchema = z.object({
  id: idSchema,
  login: z.string(),
  name: z.string(),
  purpose: z.string(),
  unit: unitRefSchema,
  roles: z.array(roleSchema),
  closedBecause: z.enum(['idle', 'administrator']).nullable(),
  tokens: z.array(tokenSchema),
})
export type ServiceAccount = z.infer<typeof serviceAccountSchema>
/** GET /api/service-accounts (administrator, auditor): those, and the tokens that people have made for themselves. */
export const serviceAccountsSchema = z.object({
  accounts: z.array(serviceAccountSchema),
  people: z.array(z.object({ id: idSchema, name: z.string(), token: tokenSchema })),
  today: daySchema,
  latestExpiry: daySchema,
  can: z.object({ change: z.boolean() }),
})
export type ServiceAccounts = z.infer<typeof serviceAccountsSchema>

/** POST /api/service-accounts */
export const addServiceAccountSchema = z.object({
  login: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/u),
  name: nameSchema,
  purpose: z.string().trim().min(3).max(200),
  unitId: idSchema,
  roles: z.array(roleSchema).min(1).max(5),
})
export type AddServiceAccount = z.infer<typeof addServiceAccountSchema>
