import { isEmail, isLogin, loginOf, mostLetters } from '@haidang/domain/access/person-list'
import { z } from 'zod'
import { daySchema, idSchema, instantSchema, roleSchema, unitRefSchema } from './common.ts'

/** Another post from a day on, or the end of service where there is none. */
const waitingChangeSchema = z.object({
  from: daySchema,
  to: z.object({ unit: unitRefSchema, post: z.string(), roles: z.array(roleSchema) }).nullable(),
  successor: z.string().nullable(),
  document: z.string(),
})

export const personSchema = z.object({
  id: idSchema,
  login: z.string(),
  name: z.string(),
  post: z.string(),
  email: z.string().nullable(),
  unit: unitRefSchema,
  roles: z.array(roleSchema),
  /** Null while the account is open. */
  closedBecause: z.enum(['idle', 'administrator', 'left']).nullable(),
  /** What comes on its day. */
  waiting: waitingChangeSchema.nullable(),
  hasPassword: z.boolean(),
  mustChangePassword: z.boolean(),
  hasFactor: z.boolean(),
  /** Has come by an issuer, which is known by its own name for them. */
  hasIssuer: z.boolean(),
  /** Nobody signs in to it: a program comes in by a token. */
  isProgram: z.boolean(),
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

/** GET /api/people/:id/posts: where somebody worked and as what, the newest first; and what would be left open. */
export const personPostsSchema = z.object({
  posts: z.array(
    z.object({
      from: daySchema,
      /** Just before this day; null while it lasts. */
      to: daySchema.nullable(),
      /** As it was called at the end of that time. */
      unit: unitRefSchema,
      post: z.string(),
      /** By which the post came, where it is known. */
      document: z.string().nullable(),
    }),
  ),
  /** Of the unit where the person works: what it has not finished, and who else reports for it. */
  open: z.object({ reports: z.number().int(), tasks: z.number().int(), otherFocalPoints: z.number().int() }),
  /** What is the person's own and would pass to a successor. */
  savedViews: z.number().int(),
})
export type PersonPosts = z.infer<typeof personPostsSchema>

const order = { from: daySchema, document: said(200).pipe(z.string().min(3)) }

/** POST /api/people/:id/posts: another post from a day on, or the end of service, by a document. */
export const movePersonSchema = z.discriminatedUnion('kind', [
  z.object({ ...order, kind: z.literal('move'), unitId: idSchema, post: said(mostLetters.post), roles: z.array(roleSchema).min(1).max(5) }),
  z.object({ ...order, kind: z.literal('leave'), successorId: idSchema.nullable() }),
])
export type MovePerson = z.infer<typeof movePersonSchema>
