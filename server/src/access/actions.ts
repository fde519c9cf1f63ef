import type { Instant } from '@haidang/domain/periods/day'
import type { Call } from '../platform/call.ts'
import { audit } from '../platform/audit.ts'
import { problem } from '../platform/problems.ts'
import { endOtherSessions, endSession, endSessionById, type SignedCall } from '../platform/sessions.ts'
import { inTransaction } from '../platform/transaction.ts'
import { issuerOfSession, type SessionIssuer } from './issuers-store.ts'
import { addLink, setClockShift } from './store.ts'

const officeStream = 'office'

/** Ends the session; answers the issuer that it was begun by. */
export const signOut = (call: SignedCall): Promise<SessionIssuer | undefined> =>
  inTransaction(call, async (tx) => {
    const issuer = await issuerOfSession(tx, call.session)
    await endSession(tx, call.session)
    await audit(tx, call, { stream: officeStream, action: 'signedOut', subject: call.viewer.accountId, detail: {} })
    return issuer
  })

/** Ends another session of one's own; with the one that one acts in, `signOut` does. */
export const endMySession = (call: SignedCall, id: string): Promise<void> =>
  inTransaction(call, async (tx) => {
    if (!(await endSessionById(tx, call, id))) throw problem('notFound')
    await audit(tx, call, { stream: officeStream, action: 'sessionEnded', subject: call.viewer.accountId, detail: { session: id } })
  })

/** Ends all of one's sessions but the one that one acts in; nothing is told where there is none. */
export const endMyOtherSessions = (call: SignedCall): Promise<void> =>
  inTransaction(call, async (tx) => {
    const count = await endOtherSessions(tx, call.viewer.accountId, call.session)
    if (count === 0) return
    await audit(tx, call, { stream: officeStream, action: 'otherSessionsEnded', subject: call.viewer.accountId, detail: { count } })
  })

/** Makes a sign-in link for a person and says so in the log; the token itself is nowhere but in the answer. */
export const giveLink = (call: Call, accountId: string, lifetimeHours: number): Promise<string> =>
  inTransaction(call, async (tx) => {
    await audit(tx, call, { stream: officeStream, action: 'signInLinkMade', subject: accountId, detail: { lifetimeHours } })
    return addLink(tx, call.tenantId, accountId, lifetimeHours)
  })

/** A practice office's clock is moved so that it shows `now`, and runs on from there. */
export async function setClock(call: Call, now: Instant): Promise<void> {
  const shiftSeconds = Math.round((Date.parse(now) - Date.now()) / 1000)
  await inTransaction(call, async (tx) => {
    if (!(await setClockShift(tx, call.tenantId, shiftSeconds))) throw problem('clockFixed')
    await audit(tx, call, { stream: officeStream, action: 'clockSet', subject: String(call.tenantId), detail: { from: call.now, to: now } })
  })
}
