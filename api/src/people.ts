import { isEmail, isLogin, loginOf, mostLetters } from '@haidang/domain/access/person-list'
import { z } from 'zod'
import { idSchema, instantSchema, roleSchema, unitRefSchema } from './common.ts'

export const personSchema = z.object({
  id: idSchema,
  login: z.string(),
  name: z.string(),
  post: z.string(),
  email: z.string().nullable(),
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

const said = (most: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().min(1).max(most))

/** POST /api/people (administrator): somebody comes in first by the link of the answer, or of POST /api/people/:id/link. */
export const addPersonSchema = z.object({
  login: z.string().max(80).transform(loginOf).refine(isLogin),
  name: said(mostLetters.name),
  post: said(mostLetters.post),
  unitId: idSchema,
  roles: z.array(roleSchema).min(1).max(5),
  email: z.string().trim().refine(isEmail).nullable(),
})
export type AddPerson = z.infer<typeof addPersonSchema>

export const personAddedSchema = givenLinkSchema.extend({ person: personSchema })
export type PersonAdded = z.infer<typeof personAddedSchema>

/** POST /api/people/import?preview=, with the list (.csv, .xlsx) as `file`: the people of it who have no account yet, all or none. */
export const importPeopleSchema = z.object({
  /** Says who would come, and writes nothing. */
  preview: z.literal('true').optional(),
})
export const peopleImportedSchema = z.object({
  isPreview: z.boolean(),
  /** People in the list, and those of them who have an account already. */
  came: z.number().int(),
  there: z.number().int(),
  /** The new ones, each with the link by which they come in first; none in a preview. */
  added: z.array(
    z.object({ login: z.string(), name: z.string(), unit: z.string(), roles: z.array(roleSchema), token: z.string().nullable() }),
  ),
  hours: z.number().int(),
})
export type PeopleImported = z.infer<typeof peopleImportedSchema>
