import type { AddServiceAccount, MadeToken, MakeToken, ServiceAccounts } from '@haidang/api/tokens'
import { canAdminister } from '@haidang/domain/access/roles'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import { problem } from '../platform/problems.ts'
import { real, type SignedCall, type TokenCall } from '../platform/sessions.ts'
import { constraintOf, inReading, inTransaction, sqlState } from '../platform/transaction.ts'
import { addPerson } from './store.ts'
import { isUnitNow, serviceAccountsOf, tokensOf } from './tokens-store.ts'
import { makeToken, tokenDays, tokenView, type TokenRefusal } from './tokens.ts'

/** The accounts of programs with their tokens, and the tokens that people have made for themselves. */
export const readServiceAccounts = (call: SignedCall | TokenCall): Promise<ServiceAccounts> =>
  inReading(call, async (tx) => {
    const tokens = await tokensOf(tx, call.tenantId, null, real(Date.now()))
    const accounts = await serviceAccountsOf(tx, call, null)
    return {
      accounts: accounts.map((account) => ({
        ...account,
        tokens: tokens.filter(({ accountId }) => accountId === account.id).map(tokenView),
      })),
      people: tokens
        .filter(({ ownerIsProgram }) => !ownerIsProgram)
        .map((token) => ({ id: token.accountId, name: token.ownerName, token: tokenView(token) })),
      ...tokenDays(call.signed.rules),
      can: { change: canAdminister(call.viewer) && !('token' in call) },
    }
  })

export type ServiceAccountRefusal = { readonly refused: 'loginTaken' | 'unitUnknown' }

/** An account that nobody signs in to: it has no password, and gets no link. */
export async function addServiceAccount(
  call: SignedCall,
  { login, name, purpose, unitId, roles }: AddServiceAccount,
): Promise<ServiceAccountRefusal | { readonly done: true }> {
  try {
    return await inTransaction<ServiceAccountRefusal | { readonly done: true }>(call, async (tx) => {
      if (!(await isUnitNow(tx, call, unitId))) return { refused: 'unitUnknown' }
      const id = newId()
      const kind = 'service' as const
      await addPerson(tx, call, { id, login, fullName: name, post: purpose, unitId, roles, email: null, mustChangePassword: false, kind })
      await audit(tx, call, {
        stream: 'office',
        action: 'serviceAccountAdded',
        subject: id,
        detail: { login, name, purpose, unitId, roles },
      })
      return { done: true }
    })
  } catch (error) {
    if (sqlState(error) !== '23505' || constraintOf(error) !== 'accounts_tenant_id_login_key') throw error
    return { refused: 'loginTaken' }
  }
}

/** A token for a program, by an administrator. */
export const makeServiceToken = (
  call: SignedCall,
  accountId: string,
  wanted: MakeToken,
): Promise<MadeToken | TokenRefusal | { readonly refused: 'closedAlready' }> =>
  inTransaction(call, async (tx) => {
    const [account] = await serviceAccountsOf(tx, call, accountId)
    if (account === undefined) throw problem('notFound')
    if (account.closedBecause !== null) return { refused: 'closedAlready' as const }
    return makeToken(tx, call, accountId, wanted)
  })
