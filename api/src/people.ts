import { z } from 'zod'
import { idSchema, instantSchema, roleSchema, unitRefSchema } from './common.ts'

export const personSchema = z.object({
  id: idSchema,
  login: z.string(),
  name: z.string(),
  post: z.string(),
  unit: unitRefSchema,
  roles: z.array(roleSchema),
  /** Null while the account is open. */
  closedBecause: z.enum(['idle', 'administrator']).nullable(),
  hasPassword: z.boolean(),
  mustChangePassword: z.boolean(),
  hasFactor: z.boolean(),
  /** Of the last coming in, or of when the account was made or opened again. */
  idleSince: instantSchema,
  /** Until when somewhere nobody comes in under this login. */
  lockedUntil: instantSchema.nullable(),
})
export type PersonView = z.infer<typeof personSchema>

/** GET /api/people (administrator, auditor). */
export const peopleSchema = z.object({ people: z.array(personSchema), can: z.object({ change: z.boolean() }) })
export type People = z.infer<typeof peopleSchema>

/** PUT /api/people/:id/roles: `before` is what the writer saw. */
export const setRolesSchema = z.object({ roles: z.array(roleSchema).min(1).max(5), before: z.array(roleSchema).max(5) })
export type SetRoles = z.infer<typeof setRolesSchema>

/** POST /api/people/:id/link: the token stands in the fragment of /dang-nhap/lien-ket#TOKEN, and nowhere else. */
export const givenLinkSchema = z.object({ token: z.string(), hours: z.number().int() })
export type GivenLink = z.infer<typeof givenLinkSchema>
