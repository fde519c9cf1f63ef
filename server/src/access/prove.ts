import { audit } from '../platform/audit.ts'
import { problem } from '../platform/problems.ts'
import { renewProof, type SignedCall } from '../platform/sessions.ts'
import { inTransaction } from '../platform/transaction.ts'
import { attemptInSession, countWrong, forgetAfterEntry, lockedSeconds, notAdmitted, type Failed } from './attempts.ts'
import { acceptCode, confirmedFactor } from './factors.ts'
import { passwordMatches } from './passwords.ts'
import { openAccount } from './store.ts'

/** Says again who sits there: by a code where there is a second factor, else by the password. Wrong ones hold up this session. */
export async function prove(call: SignedCall, secret: string): Promise<void> {
  const { provesBy: by } = call.signed
  if (by !== 'code' && by !== 'password') throw problem('proofNeeded', { help: { by, hasPasskey: call.signed.hasPasskey } })

  const owner = { tenantId: call.tenantId, accountId: call.viewer.accountId }
  const attempt = await attemptInSession(call)
  const waiting = await inTransaction(call, (tx) => lockedSeconds(tx, attempt))
  if (waiting > 0) throw notAdmitted({ lockedSeconds: waiting })

  const before = await inTransaction(call, (tx) => openAccount(tx, call.tenantId, { id: owner.accountId }))
  const matches = by === 'password' && (await passwordMatches(before?.password_hash, secret))
  const outcome = await inTransaction<Failed | { readonly proved: true }>(call, async (tx) => {
    const seconds = await lockedSeconds(tx, attempt)
    if (seconds > 0) return { lockedSeconds: seconds }
    const account = await openAccount(tx, call.tenantId, { id: owner.accountId })
    const factor = await confirmedFactor(tx, owner)
    const isRight =
      factor === undefined ? matches && account?.password_hash === before?.password_hash : await acceptCode(tx, call, owner, factor, secret)
    if (!isRight) {
      const detail = { ...(await countWrong(tx, attempt)), by: 'proof' }
      await audit(tx, call, { stream: 'office', action: 'signInFailed', subject: owner.accountId, detail })
      return { wrong: by }
    }
    await forgetAfterEntry(tx, attempt)
    await renewProof(tx, call.session)
    await audit(tx, call, { stream: 'office', action: 'provedAgain', subject: owner.accountId, detail: { by } })
    return { proved: true }
  })
  if (!('proved' in outcome)) throw notAdmitted(outcome)
}
