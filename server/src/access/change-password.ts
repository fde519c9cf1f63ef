import { audit } from '../platform/audit.ts'
import { problem } from '../platform/problems.ts'
import { endOtherSessions, type SignedCall } from '../platform/sessions.ts'
import { inTransaction, type Tx } from '../platform/transaction.ts'
import { attemptInSession, countWrong, deviceHashOf, lockedSeconds, notAdmitted, type Failed } from './attempts.ts'
import { forgetFailuresAt, forgetOtherDevices, type Attempt } from './attempts-store.ts'
import { hashPassword, passwordMatches, weaknessOf } from './passwords.ts'
import { openAccount, setPassword, voidLinks } from './store.ts'

/**
 * Who has a password must give it; who came by a link for the first time has none yet. A wrong one counts as at the door: who found an open
 * session shall not try passwords in it. All other sessions end, and links not used yet open nothing any more.
 */
export async function changePassword(
  call: SignedCall,
  { current, next }: { readonly current?: string | undefined; readonly next: string },
  deviceToken: string | undefined,
): Promise<void> {
  const { accountId } = call.viewer
  const weakness = weaknessOf(next, call.signed.account.login)
  if (weakness !== undefined) throw problem('weakPassword', { reason: weakness })

  const before = await call.services.db
    .selectFrom('accounts')
    .select('password_hash')
    .where('tenant_id', '=', call.tenantId)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (before.password_hash !== null && current === undefined) throw problem('wrongSignIn')

  const matches = before.password_hash === null || (await passwordMatches(before.password_hash, current ?? ''))
  const passwordHash = await hashPassword(next)
  const attempt = await attemptInSession(call)
  const outcome = await inTransaction<Failed | { readonly changed: true }>(call, async (tx) => {
    const account = await openAccount(tx, call.tenantId, { id: accountId })
    if (account === undefined) throw problem('notSignedIn')
    const seconds = await lockedSeconds(tx, attempt)
    if (seconds > 0) return { lockedSeconds: seconds }
    if (!matches || account.password_hash !== before.password_hash) return await refuse(tx, call, attempt)

    await setPassword(tx, call.tenantId, accountId, passwordHash)
    await voidLinks(tx, call.tenantId, accountId)
    await forgetFailuresAt(
      tx,
      attempt,
      attempt.places.map(({ name }) => name),
    )
    await forgetOtherDevices(tx, call.tenantId, accountId, deviceHashOf(deviceToken))
    await endOtherSessions(tx, accountId, call.session)
    await audit(tx, call, { stream: 'office', action: 'passwordChanged', subject: accountId, detail: {} })
    return { changed: true }
  })
  if (!('changed' in outcome)) throw notAdmitted(outcome)
}

async function refuse(tx: Tx, call: SignedCall, attempt: Attempt): Promise<Failed> {
  const { accountId } = call.viewer
  const detail = { ...(await countWrong(tx, attempt)), by: 'passwordChange' }
  await audit(tx, call, { stream: 'office', action: 'signInFailed', subject: accountId, detail })
  return { wrong: true }
}
