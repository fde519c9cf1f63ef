import type { SetIssuer } from '@haidang/api/issuers'
import type { Role } from '@haidang/domain/access/roles'

/** A place of sign-in as it is typed. */
export type TypedIssuer = Omit<SetIssuer['settings'], 'provision'> & {
  readonly makesAccounts: boolean
  readonly unitId: string | null
  readonly post: string
  readonly roles: readonly Role[]
  readonly validFrom: string
  readonly source: string
}
export type IssuerFaults = Partial<Record<keyof TypedIssuer, string>>
