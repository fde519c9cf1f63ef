import type { Day, Instant } from '../periods/day.ts'
import type { Role } from './roles.ts'
import type { SecondPersonAct } from './second-person.ts'

/** What an office asks of everybody who signs in. Each version of it stands on a document and is in force from a day. */
export type SecurityRules = {
  readonly leastPasswordLength: number
  /** An account that nobody has signed in to for so many days is closed; null: never. */
  readonly idleDays: number | null
  /** Whoever has one of these roles comes in with a second factor. */
  readonly factorRoles: readonly Role[]
  /** For so long after a proof nobody is asked again before a dangerous act. */
  readonly proofMinutes: number
  /** Acts that one person asks for and another does. */
  readonly secondPersonActs: readonly SecondPersonAct[]
  /** For so long the other may answer. */
  readonly secondPersonHours: number
  /** A token by which another program comes in works for so many days at most. */
  readonly tokenDays: number
  /** Who may sign in with a password: everybody, or only who administers, where others come by an issuer. */
  readonly passwordsFor: 'everybody' | 'administrators'
}

/** Where an office has said nothing: what we answer for ourselves, whatever a rule asks. */
export const defaultSecurityRules: SecurityRules = {
  leastPasswordLength: 12,
  idleDays: null,
  factorRoles: [],
  proofMinutes: 10,
  secondPersonActs: [],
  secondPersonHours: 72,
  tokenDays: 365,
  passwordsFor: 'everybody',
}

/**
 * The limits of TCVN 14423:2026 for level 3 as others report them: the text itself was not seen. Therefore they are offered to the office, which
 * takes them over with the source that it has in hand, and nothing here holds anybody to them.
 */
export const reportedSecurityRules: SecurityRules = {
  ...defaultSecurityRules,
  leastPasswordLength: 14,
  idleDays: 45,
  factorRoles: ['administrator'],
}

export const securityLimits = {
  leastPasswordLength: { least: 8, most: 64 },
  idleDays: { least: 14, most: 730 },
  proofMinutes: { least: 1, most: 60 },
  secondPersonHours: { least: 1, most: 720 },
  tokenDays: { least: 1, most: 730 },
} as const

/** What is kept of an office's rules, which may be older than a rule that we know now. */
export const securityRulesFrom = (kept: Partial<SecurityRules> | null): SecurityRules => ({ ...defaultSecurityRules, ...kept })

export type VersionFrom = { readonly version: number; readonly validFrom: Day }

/** The version in force on a day: the one that begins last, and of those that begin together the newest. */
export function versionInForce<Version extends VersionFrom>(versions: readonly Version[], on: Day): Version | undefined {
  const begun = versions.filter(({ validFrom }) => validFrom <= on)
  return begun.toSorted((a, b) => (a.validFrom === b.validFrom ? b.version - a.version : a.validFrom < b.validFrom ? 1 : -1))[0]
}

/** Whoever came in last before this moment has not used the account for so many days. */
export const idleBefore = (now: Instant, idleDays: number): Instant => new Date(Date.parse(now) - idleDays * 86_400_000).toISOString()

export const demandsFactor = ({ factorRoles }: SecurityRules, held: readonly Role[]): boolean =>
  held.some((role) => factorRoles.includes(role))

/** Whether somebody with these roles comes in by a password. */
export const mayUsePassword = ({ passwordsFor }: Pick<SecurityRules, 'passwordsFor'>, held: readonly Role[]): boolean =>
  passwordsFor === 'everybody' || held.includes('administrator')

/** What a proof of who sits there is given by: the stronger of what there is; whoever has neither comes in anew, by the issuer or by a link. */
export type ProofBy = 'code' | 'passkey' | 'password' | 'issuer' | 'link'

export const provesBy = ({
  hasFactor,
  hasPasskey = false,
  hasPassword,
  cameByIssuer = false,
}: {
  readonly hasFactor: boolean
  readonly hasPasskey?: boolean
  readonly hasPassword: boolean
  readonly cameByIssuer?: boolean
}): ProofBy => (hasFactor ? 'code' : hasPasskey ? 'passkey' : hasPassword ? 'password' : cameByIssuer ? 'issuer' : 'link')

/** Whether a proof is young enough for a dangerous act. */
export const isFresh = (provedAt: Instant, now: Instant, { proofMinutes }: Pick<SecurityRules, 'proofMinutes'>): boolean =>
  Date.parse(now) - Date.parse(provedAt) < proofMinutes * 60_000
