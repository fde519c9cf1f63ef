import { z } from 'zod'
import { daySchema, idSchema, instantSchema, roleSchema, unitRefSchema } from './common.ts'

const colleagueSchema = z.object({ id: idSchema, name: z.string(), post: z.string(), unit: unitRefSchema })
export type Colleague = z.infer<typeof colleagueSchema>
/** GET /api/colleagues: everybody of the office with an open account. */
export const colleaguesSchema = z.object({ colleagues: z.array(colleagueSchema) })
export type Colleagues = z.infer<typeof colleaguesSchema>

export const delegationSchema = z.object({
  id: idSchema,
  /** Whose rights; null for an acting head. */
  holder: z.object({ id: idSchema, name: z.string() }).nullable(),
  receiver: z.object({ id: idSchema, name: z.string() }),
  unit: unitRefSchema,
  roles: z.array(roleSchema),
  from: daySchema,
  /** The last day. */
  until: daySchema,
  reason: z.string(),
  document: z.string(),
  givenBy: z.string(),
  givenAt: instantSchema,
  ended: z.object({ at: instantSchema, by: z.string() }).nullable(),
  /** `void`: the holder has not these rights any more. */
  state: z.enum(['waiting', 'inForce', 'over', 'ended', 'void']),
  can: z.object({ end: z.boolean() }),
})
export type Delegation = z.infer<typeof delegationSchema>

/** GET /api/delegations: one's own, and for administrators and auditors all; the newest first. */
export const delegationsSchema = z.object({
  delegations: z.array(delegationSchema),
  /** What one may give of one's own, and whether one may give others' and name acting heads. */
  can: z.object({ give: z.array(roleSchema), giveOthers: z.boolean() }),
})
export type Delegations = z.infer<typeof delegationsSchema>

const said = (least: number, most: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().min(least).max(most))

/** POST /api/delegations: a holder's rights in the unit where they work; or, without a holder, an acting head of a unit. */
export const giveRightsSchema = z
  .object({
    holderId: idSchema.nullable(),
    /** Of an acting head only: a holder has one already. */
    unitId: idSchema.nullable(),
    receiverId: idSchema,
    roles: z.array(roleSchema).min(1).max(5),
    from: daySchema,
    until: daySchema,
    reason: said(3, 300),
    document: said(0, 200),
  })
  .refine(({ holderId, unitId }) => (holderId === null) !== (unitId === null), { path: ['unitId'] })
export type GiveRights = z.infer<typeof giveRightsSchema>
