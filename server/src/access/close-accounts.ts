import { idleBefore, securityRulesFrom, versionInForce } from '@haidang/domain/access/security-rules'
import { dayOf } from '@haidang/domain/periods/day'
import { audit } from '../platform/audit.ts'
import { allOffices, systemCall, type Call, type Services } from '../platform/call.ts'
import { endOtherSessions, real } from '../platform/sessions.ts'
import { inTransaction, type Tx } from '../platform/transaction.ts'
import { loginHashOf } from './attempts.ts'
import { forgetAllFailures } from './attempts-store.ts'
import { rulesVersions } from './rules-store.ts'
import { closeAccount, idleAccounts, openAdministrators, reopenAccount, voidLinks } from './store.ts'
import { revokeTokens } from './tokens-store.ts'

export type PersonRefusal = { readonly refused: 'lastAdministrator' | 'closedAlready' | 'openAlready' | 'notLocked' | 'sameRoles' }

/** Whoever is closed has nothing open any more and comes in by nothing; what they did stays theirs. */
export const closePerson = (call: Call, id: string): Promise<PersonRefusal | { readonly done: true }> =>
  inTransaction(call, async (tx) => {
    const administrators = await openAdministrators(tx, call.tenantId)
    if (administrators.length === 1 && administrators[0] === id) return { refused: 'lastAdministrator' }
    return (await close(tx, call, id, { because: 'administrator' })) ? { done: true } : { refused: 'closedAlready' }
  })

async function close(
  tx: Tx,
  call: Call,
  id: string,
  detail: { readonly because: 'administrator' } | { readonly because: 'idle'; readonly idleDays: number },
): Promise<boolean> {
  if (!(await closeAccount(tx, call.tenantId, id, { because: detail.because, at: real(Date.now()) }))) return false
  await voidLinks(tx, call.tenantId, id)
  await endOtherSessions(tx, id, { tenantId: call.tenantId })
  await revokeTokens(tx, call, { accountId: id, at: real(Date.now()) })
  await audit(tx, call, { stream: 'office', action: 'personClosed', subject: id, detail })
  return true
}

export const reopenPerson = (call: Call, id: string): Promise<PersonRefusal | { readonly done: true }> =>
  inTransaction(call, async (tx) => {
    if (!(await reopenAccount(tx, call.tenantId, id, real(Date.now())))) return { refused: 'openAlready' }
    await audit(tx, call, { stream: 'office', action: 'personReopened', subject: id, detail: {} })
    return { done: true }
  })

/** Wipes what was tried under a login, at every place: somebody vouches for whoever asks. */
export async function unlockPerson(
  call: Call,
  { id, login }: { readonly id: string; readonly login: string },
): Promise<PersonRefusal | { readonly done: true }> {
  const loginHash = await loginHashOf(call.services, call.tenantId, login)
  return inTransaction(call, async (tx) => {
    const places = await forgetAllFailures(tx, call.tenantId, loginHash)
    if (places === 0) return { refused: 'notLocked' }
    await audit(tx, call, { stream: 'office', action: 'personUnlocked', subject: id, detail: { places } })
    return { done: true }
  })
}

/** Closes what nobody has used for as long as the office's rules say, but for the last administrator. */
export async function closeIdleAccounts(services: Services): Promise<void> {
  for (const tenantId of await allOffices(services)) await closeIdleOf(await systemCall(services, tenantId, 'Hải Đăng'))
}

const closeIdleOf = (call: Call): Promise<void> =>
  inTransaction(call, async (tx) => {
    const now = real(Date.now())
    const { idleDays } = securityRulesFrom(versionInForce(await rulesVersions(tx, call.tenantId), dayOf(now))?.rules ?? null)
    if (idleDays === null) return
    const administrators = new Set(await openAdministrators(tx, call.tenantId))
    for (const { id } of await idleAccounts(tx, call.tenantId, idleBefore(now, idleDays))) {
      if (administrators.has(id) && administrators.size === 1) continue
      if (await close(tx, call, id, { because: 'idle', idleDays })) administrators.delete(id)
    }
  })
