import { addDays, daysBetween, type Day } from '../periods/day.ts'
import type { SecurityRules } from './security-rules.ts'

/** What another program may be let do by a token, each a part of what the account behind it may do. */
export const scopes = [
  'units:read',
  'units:write',
  'plans:read',
  'plans:write',
  'reports:read',
  'reports:write',
  'tasks:read',
  'tasks:write',
  'consolidation:read',
  'consolidation:write',
  'figures:read',
  'figures:write',
  'feeds:read',
  'feeds:write',
  'calendar:read',
  'calendar:write',
  'people:read',
  'audit:read',
] as const
export type Scope = (typeof scopes)[number]

/** What a request wants of a token. `session`: a person does it who sits there, and no program; `public`: nobody is asked. */
export type ScopeNeeded = Scope | 'session' | 'public'

export const admits = (held: readonly Scope[], needed: ScopeNeeded): boolean =>
  needed === 'public' || (needed !== 'session' && held.includes(needed))

export type TokenFault = 'noScope' | 'expiresTooEarly' | 'expiresTooLate'

/** The last day on which a token made today may work. */
export const latestExpiry = (today: Day, { tokenDays }: Pick<SecurityRules, 'tokenDays'>): Day => addDays(today, tokenDays)

/** Why a token must not be made; undefined where it may. It works until the end of its last day. */
export function tokenFault(
  { scopes: wanted, expiresOn }: { readonly scopes: readonly Scope[]; readonly expiresOn: Day },
  today: Day,
  rules: Pick<SecurityRules, 'tokenDays'>,
): TokenFault | undefined {
  if (wanted.length === 0) return 'noScope'
  if (daysBetween(today, expiresOn) < 0) return 'expiresTooEarly'
  return daysBetween(latestExpiry(today, rules), expiresOn) > 0 ? 'expiresTooLate' : undefined
}
