import type { Role } from './roles.ts'

/** Who signs people in for an office (OpenID Connect), as the office has said; each version of it is in force from a day. */
export type IssuerSettings = {
  /** As people call it: "Cổng đăng nhập của tỉnh". */
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly scope: string
  /** The claim that says which login somebody has here, when they come for the first time. */
  readonly claim: string
  readonly isOn: boolean
  /** It has asked for a second factor itself, so none of ours is asked. */
  readonly standsForFactor: boolean
  /** Whoever is not known here gets this account; null: is turned away. */
  readonly provision: { readonly unitId: string; readonly post: string; readonly roles: readonly Role[] } | null
}

export type ClaimFault = 'claimMissing' | 'emailUnverified'

const longestLogin = 80

/** The login that an issuer says somebody has here. An address that nobody has verified is anybody's. */
export function loginFrom(
  claims: Readonly<Record<string, unknown>>,
  claim: string,
): { readonly login: string } | { readonly fault: ClaimFault } {
  const value = claims[claim]
  if (typeof value !== 'string') return { fault: 'claimMissing' }
  const login = value.normalize('NFC').trim().toLowerCase()
  if (login === '' || login.length > longestLogin) return { fault: 'claimMissing' }
  if (claim === 'email' && claims['email_verified'] !== true) return { fault: 'emailUnverified' }
  return { login }
}

/** Whether an account may be made for who says to have this login: letters, digits and what stands in addresses. */
export const isLogin = (login: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,79}$/u.test(login) && login === login.toLowerCase()

export type KnownAccount = { readonly id: string; readonly isOpen: boolean; readonly isPerson: boolean }

export type Admission =
  | { readonly enters: string; readonly isNew: boolean }
  | { readonly makes: string }
  | { readonly turnedAway: 'noAccount' | 'closed' | ClaimFault }

/**
 * Who somebody is whom an issuer has vouched for. The subject that it never gives to another leads; the claim is asked only of who comes for the
 * first time, so that a login that changes there, or passes to another, gives nobody somebody else's account.
 */
export function admission({
  bySubject,
  byLogin,
  claimed,
  makesAccounts,
}: {
  readonly bySubject: KnownAccount | undefined
  readonly byLogin: KnownAccount | undefined
  readonly claimed: ReturnType<typeof loginFrom>
  readonly makesAccounts: boolean
}): Admission {
  if (bySubject !== undefined) return bySubject.isOpen ? { enters: bySubject.id, isNew: false } : { turnedAway: 'closed' }
  if ('fault' in claimed) return { turnedAway: claimed.fault }
  if (byLogin === undefined) return makesAccounts && isLogin(claimed.login) ? { makes: claimed.login } : { turnedAway: 'noAccount' }
  if (!byLogin.isPerson) return { turnedAway: 'noAccount' }
  return byLogin.isOpen ? { enters: byLogin.id, isNew: true } : { turnedAway: 'closed' }
}
