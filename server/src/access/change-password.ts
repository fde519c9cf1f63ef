import { passwordWeakness } from '@haidang/domain/access/password-rules'
import { audit } from '../platform/audit.ts'
import { problem } from '../platform/problems.ts'
import { demandFresh, endOtherSessions, type SignedCall } from '../platform/sessions.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { attemptInSession, countWrong, deviceHashOf, lockedSeconds, notAdmitted, type Failed } from './attempts.ts'
import { forgetFailuresAt, forgetOtherDevices, type Attempt } from './attempts-store.ts'
import { isCommonPassword } from './common-passwords.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { openAccount, setPassword, voidLinks } from './store.ts'

/**
 * Who has a password must give it, but for whoever has just come by a link, since it was forgotten. A wrong one counts in the session: who found
 * an open one shall not try passwords in it. All other sessions end, and links not used yet open nothing any more.
 */
export async function changePassword(
  call: SignedCall,
  { current, next }: { readonly current?: string | undefined; readonly next: string },
  deviceToken: string | undefined,
): Promise<void> {
  const { accountId } = call.viewer
  const { account: person, office, rules } = call.signed
  const leastLength = rules.leastPasswordLength
  const owner = { login: person.login, name: person.name, office: office.name, place: office.place }
  const weakness = passwordWeakness(next, owner, { leastLength, isCommon: isCommonPassword })
  if (weakness !== undefined) throw problem('weakPassword', { reason: weakness, help: { leastLength } })
  if (current !== undefined && current === next) throw problem('weakPassword', { reason: 'same', help: { leastLength } })

  // Whoever found the session of somebody without a password must not give themselves one, and prove by it who they are.
  const hasNothing = call.signed.provesBy === 'link' || call.signed.provesBy === 'issuer'
  if (hasNothing && !person.mustChangePassword) demandFresh(call)

  const before = await inReading(call, (tx) =>
    tx.q
      .selectFrom('accounts')
      .select('password_hash')
      .where('tenant_id', '=', call.tenantId)
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow(),
  )
  if (person.needsCurrentPassword && current === undefined) throw problem('wrongSignIn')

  const matches = !person.needsCurrentPassword || (await passwordMatches(before.password_hash, current ?? ''))
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
  return { wrong: 'password' }
}
