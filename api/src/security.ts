import { secondPersonActs } from '@haidang/domain/access/second-person'
import { defaultSecurityRules, securityLimits } from '@haidang/domain/access/security-rules'
import { z } from 'zod'
import { daySchema, instantSchema, roleSchema } from './common.ts'

const within = ({ least, most }: { readonly least: number; readonly most: number }) => z.number().int().min(least).max(most)

export const rulesSchema = z.object({
  leastPasswordLength: within(securityLimits.leastPasswordLength),
  idleDays: within(securityLimits.idleDays).nullable(),
  factorRoles: z.array(roleSchema).max(5).readonly(),
  proofMinutes: within(securityLimits.proofMinutes),
  secondPersonActs: z.array(z.enum(secondPersonActs)).max(secondPersonActs.length).readonly().default([]),
  secondPersonHours: within(securityLimits.secondPersonHours).default(72),
  tokenDays: within(securityLimits.tokenDays).default(defaultSecurityRules.tokenDays),
  passwordsFor: z.enum(['everybody', 'administrators']).default(defaultSecurityRules.passwordsFor),
})

/** GET /api/security-rules (administrator, auditor): what is in force, and every version, the newest first. PUT answers the same. */
export const securityRulesSchema = z.object({
  inForce: rulesSchema,
  /** 0 while the program's own defaults are in force. */
  version: z.number().int(),
  versions: z.array(
    z.object({
      version: z.number().int(),
      validFrom: daySchema,
      rules: rulesSchema,
      source: z.string(),
      recordedAt: instantSchema,
      recordedBy: z.string().nullable(),
    }),
  ),
  can: z.object({ change: z.boolean() }),
})
export type SecurityRulesView = z.infer<typeof securityRulesSchema>

/** PUT /api/security-rules: the newest version that the writer knew, so that nobody overwrites what he has not seen. */
export const setSecurityRulesSchema = z.object({
  rules: rulesSchema,
  source: z.string().trim().min(3).max(300),
  validFrom: daySchema,
  after: z.number().int().min(0),
})
export type SetSecurityRules = z.infer<typeof setSecurityRulesSchema>
