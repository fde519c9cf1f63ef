import type { Instant } from '@haidang/domain/periods/day'
import { clockOf, systemCall, type Call, type Services } from '../platform/call.ts'
import { audit } from '../platform/audit.ts'
import { problem, type Problem } from '../platform/problems.ts'
import { endOtherSessions, endSession, endSessionById, openSession, type Device, type SignedCall } from '../platform/sessions.ts'
import { inTransaction, type Tx } from '../platform/transaction.ts'
import { lockSeconds } from './lock-out.ts'
import { hashPassword, passwordMatches, weaknessOf } from './passwords.ts'
import {
  addLink,
  countFailure,
  forgetFailures,
  openAccount,
  setClockShift,
  setPassword,
  tenantOfSlug,
  useLink,
  voidLinks,
  type Account,
} from './store.ts'

/** What came of an attempt; the failures are kept, so they are values and not thrown inside the transaction. */
type Failed = { readonly wrong: true } | { readonly lockedSeconds: number }
type Attempt = { readonly token: string } | Failed

const officeStream = 'office'

/** Signs in with a password and returns the session's token. */
export async function signIn(
  services: Services,
  { office, login, password }: { readonly office: string; readonly login: string; readonly password: string },
  device: Device,
): Promise<string> {
  const tenantId = await tenantOfSlug(services, office)
  if (tenantId === undefined) {
    await passwordMatches(null, password)
    throw problem('wrongSignIn')
  }

  // The hash is checked outside a transaction: it takes long, and a connection should not wait for it.
  const before = await services.db
    .selectFrom('accounts')
    .select(['password_hash'])
    .where('tenant_id', '=', tenantId)
    .where('login', '=', login.toLowerCase())
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  const matches = await passwordMatches(before?.password_hash, password)
  const system = await systemCall(services, tenantId, login)
  const attempt = await inTransaction<Attempt>(system, async (tx) => {
    const account = await openAccount(tx, tenantId, { login })
    if (account === undefined) return { wrong: true }

    const lockedSeconds = lockedFor(account)
    if (lockedSeconds > 0) return { lockedSeconds }
    // The password may have been changed since it was checked.
    if (!matches || account.password_hash !== before?.password_hash) return await countWrong(tx, system, account, 'password')

    return { token: await enter(tx, system, account, { by: 'password', device }) }
  })

  if ('token' in attempt) return attempt.token
  throw notAdmitted(attempt)
}

const lockedFor = ({ locked_until }: Account): number =>
  locked_until === null ? 0 : Math.max(0, Date.parse(locked_until) - Date.now()) / 1000

const notAdmitted = (attempt: Failed): Problem =>
  'lockedSeconds' in attempt
    ? problem('signInLocked', { retryAfterSeconds: attempt.lockedSeconds, help: { seconds: Math.ceil(attempt.lockedSeconds) } })
    : problem('wrongSignIn')

async function countWrong(tx: Tx, call: Call, account: Account, by: 'password' | 'passwordChange'): Promise<Failed> {
  const failures = account.failed_sign_ins + 1
  const seconds = lockSeconds(failures)
  await countFailure(tx, call.tenantId, account.id, {
    failures,
    lockedUntil: seconds === 0 ? null : new Date(Date.now() + seconds * 1000).toISOString(),
  })
  await audit(tx, asPerson(call, account), {
    stream: officeStream,
    action: 'signInFailed',
    subject: account.id,
    detail: { failures, lockedSeconds: seconds, by },
  })
  return { wrong: true }
}

async function enter(
  tx: Tx,
  call: Call,
  account: Account,
  { by, device }: { readonly by: 'password' | 'link'; readonly device: Device },
): Promise<string> {
  await forgetFailures(tx, call.tenantId, account.id)
  await audit(tx, asPerson(call, account), { stream: officeStream, action: 'signedIn', subject: account.id, detail: { by, ...device } })
  return openSession(tx, { tenantId: call.tenantId, accountId: account.id, device })
}

const asPerson = (call: Call, account: Account): Call => ({ ...call, actor: { id: account.id, name: account.full_name } })

/** Signs in with a one-time link, which is used up. */
export async function signInByLink(services: Services, tokenText: string, device: Device): Promise<string> {
  const token = await inTransaction({ services }, async (tx) => {
    const link = await useLink(tx, tokenText)
    if (link === undefined) return undefined

    const account = await openAccount(tx, link.tenantId, { id: link.accountId })
    if (account === undefined) return undefined
    const now = await clockOf(tx.q, link.tenantId)
    return enter(tx, await systemCall(services, link.tenantId, account.full_name, now), account, { by: 'link', device })
  })
  if (token === undefined) throw problem('linkExpired')
  return token
}

export async function signOut(call: SignedCall): Promise<void> {
  await inTransaction(call, async (tx) => {
    await endSession(tx, call.session)
    await audit(tx, call, { stream: officeStream, action: 'signedOut', subject: call.viewer.accountId, detail: {} })
  })
}

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

/**
 * Who has a password must give it; who came by a link for the first time has none yet. A wrong one counts as at the door: who found an open
 * session shall not try passwords in it. All other sessions end, and links not used yet open nothing any more.
 */
export async function changePassword(
  call: SignedCall,
  { current, next }: { readonly current?: string | undefined; readonly next: string },
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
  const attempt = await inTransaction<Failed | { readonly changed: true }>(call, async (tx) => {
    const account = await openAccount(tx, call.tenantId, { id: accountId })
    if (account === undefined) throw problem('notSignedIn')
    const lockedSeconds = lockedFor(account)
    if (lockedSeconds > 0) return { lockedSeconds }
    if (!matches || account.password_hash !== before.password_hash) return await countWrong(tx, call, account, 'passwordChange')

    await setPassword(tx, call.tenantId, accountId, passwordHash)
    await voidLinks(tx, call.tenantId, accountId)
    await endOtherSessions(tx, accountId, call.session)
    await audit(tx, call, { stream: officeStream, action: 'passwordChanged', subject: accountId, detail: {} })
    return { changed: true }
  })
  if (!('changed' in attempt)) throw notAdmitted(attempt)
}

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
