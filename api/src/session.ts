import { z } from 'zod'
import { daySchema, idSchema, instantSchema, roleSchema, unitRefSchema } from './common.ts'

/** GET /api/offices (public): the offices that one can sign in to. */
export const officesSchema = z.array(
  z.object({
    slug: z.string(),
    name: z.string(),
    practice: z.boolean(),
    /** By whom else one can be signed in. */
    issuers: z.array(z.object({ id: idSchema, name: z.string() })),
    passwordsFor: z.enum(['everybody', 'administrators']),
  }),
)
export type OfficesView = z.infer<typeof officesSchema>
/** Six digits of an authenticator, or a recovery code. */
const codeSchema = z.string().trim().min(1).max(20)

/** POST /api/session; the code only where the answer was `codeNeeded`. */
export const signInSchema = z.object({
  office: z.string().min(1).max(40),
  login: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
  code: codeSchema.optional(),
})
/** POST /api/session/link: one-time sign-in link; the token is in the fragment of /dang-nhap/lien-ket#TOKEN. */
export const signInByLinkSchema = z.object({ token: z.string().min(20).max(200), code: codeSchema.optional() })
/** POST /api/session/issuer: the page of the issuer to go to; a cookie of this browser goes with it. */
export const goToIssuerSchema = z.object({ office: z.string().min(1).max(40), issuer: idSchema })
export const issuerAddressSchema = z.object({ address: z.string() })
export type IssuerAddress = z.infer<typeof issuerAddressSchema>
/** POST /api/session/issuer/return: what the issuer has put behind our address; again with the code where the answer was `codeNeeded`. */
export const comeFromIssuerSchema = z.object({ query: z.string().min(1).max(8000), code: codeSchema.optional() })
/** DELETE /api/session: where to go to end the session of the issuer too, if it offers that. */
export const signedOutSchema = z.object({ ok: z.literal(true), leaveAt: z.string().optional() })
export type SignedOut = z.infer<typeof signedOutSchema>
/** PUT /api/session/password */
export const changePasswordSchema = z.object({ current: z.string().max(200).optional(), next: z.string().min(1).max(200) })
/** GET /api/session and the reply of a sign-in. */
export const sessionSchema = z.object({
  account: z.object({
    id: idSchema,
    login: z.string(),
    name: z.string(),
    post: z.string(),
    mustChangePassword: z.boolean(),
    /** False for a moment after coming in by a link, and while there is none. */
    needsCurrentPassword: z.boolean(),
  }),
  /** The office asks a second factor of a role that is held, and there is none yet: it comes before anything else. */
  mustSetUpFactor: z.boolean(),
  rules: z.object({ leastPasswordLength: z.number().int(), secondPersonActs: z.array(z.string()).readonly() }),
  unit: unitRefSchema,
  roles: z.array(roleSchema),
  office: z.object({
    slug: z.string(),
    name: z.string(),
    issuer: z.string(),
    place: z.string(),
    practice: z.boolean(),
    now: instantSchema,
  }),
  /** By whose rights; null by one's own. The holder is null of an acting head. */
  acting: z.object({ id: idSchema, holder: z.string().nullable(), until: daySchema }).nullable(),
  /** By whose else one may act today. */
  mayActFor: z.array(z.object({ id: idSchema, holder: z.string().nullable(), unit: z.string(), until: daySchema })),
  can: z.object({
    importDirective: z.boolean(),
    issuePlan: z.boolean(),
    report: z.boolean(),
    review: z.boolean(),
    consolidate: z.boolean(),
    seeBoard: z.boolean(),
    readAudit: z.boolean(),
    administer: z.boolean(),
  }),
})
export type Session = z.infer<typeof sessionSchema>
/** GET /api/sessions: one's own that still open something; DELETE /api/sessions/:id and /api/sessions (all but this) answer the same. */
export const sessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: idSchema,
      /** The browser as it named itself; empty where it did not. */
      userAgent: z.string(),
      address: z.string(),
      startedAt: instantSchema,
      /** To a few minutes. */
      lastSeenAt: instantSchema,
      isThis: z.boolean(),
    }),
  ),
})
export type Sessions = z.infer<typeof sessionsSchema>

/** PUT /api/office/clock (administrator of a practice office): sets the office's clock; it runs on from there. */
export const setClockSchema = z.object({ now: instantSchema })

/** GET /api/session/factor */
export const factorStateSchema = z.object({
  /** Null while there is none. */
  since: instantSchema.nullable(),
  codesLeft: z.number().int(),
  demanded: z.boolean(),
})
export type FactorState = z.infer<typeof factorStateSchema>
/** POST /api/session/factor: the secret as text, and the address that a QR code of it says. */
export const begunFactorSchema = z.object({ secret: z.string(), address: z.string() })
export type BegunFactor = z.infer<typeof begunFactorSchema>
/** PUT /api/session/factor (the first code), POST /api/session/factor/codes and /removal */
export const typedCodeSchema = z.object({ code: codeSchema })
/** Shown once: nobody can read them again. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>

/** POST /api/session/proof: what `proofNeeded` asks for; a code where there is a second factor. */
export const proofSchema = z.object({ secret: z.string().min(1).max(200) })

/** PUT /api/session/acting: acts in this session by a delegation, or for oneself again. */
export const actForSchema = z.object({ delegationId: idSchema.nullable() })
