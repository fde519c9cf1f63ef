import { clockOf, systemCall, type Call, type Services } from '../platform/call.ts'
import { audit } from '../platform/audit.ts'
import { problem } from '../platform/problems.ts'
import { openSession, real } from '../platform/sessions.ts'
import { inTransaction, type Tx } from '../platform/transaction.ts'
import {
  attemptAtDoor,
  countWrong,
  deviceHashOf,
  forgetAfterEntry,
  lockedSeconds,
  newDeviceToken,
  notAdmitted,
  type Failed,
  type Visit,
} from './attempts.ts'
import { knowDevice, type Attempt } from './attempts-store.ts'
import { passwordMatches } from './passwords.ts'
import { accountOfLogin, noteEntry, openAccount, tenantOfSlug, useLink, type Account } from './store.ts'

/** The secrets that somebody who has come in holds from now on. */
export type Entered = { readonly token: string; readonly deviceToken: string }

/** Signs in with a password. */
export async function signIn(
  services: Services,
  { office, login, password }: { readonly office: string; readonly login: string; readonly password: string },
  visit: Visit,
): Promise<Entered> {
  const tenantId = await tenantOfSlug(services, office)
  if (tenantId === undefined) {
    await passwordMatches(null, password)
    throw problem('wrongSignIn')
  }

  const before = await accountOfLogin(services, tenantId, login)
  const attempt = await attemptAtDoor(services, tenantId, { login, accountId: before?.id, visit })
  const waiting = await inTransaction({ services }, (tx) => lockedSeconds(tx, attempt))
  if (waiting > 0) throw notAdmitted({ lockedSeconds: waiting })

  // The hash is checked outside a transaction: it takes long, and a connection should not wait for it.
  const matches = await passwordMatches(before?.password_hash, password)
  const system = await systemCall(services, tenantId, login)
  const outcome = await inTransaction<Entered | Failed>(system, async (tx) => {
    const seconds = await lockedSeconds(tx, attempt)
    if (seconds > 0) return { lockedSeconds: seconds }
    const account = await openAccount(tx, tenantId, { login })
    // The password may have been changed since it was checked.
    if (account === undefined || !matches || account.password_hash !== before?.password_hash)
      return await refuse(tx, system, attempt, { account, visit })

    await forgetAfterEntry(tx, attempt)
    return enter(tx, system, account, { by: 'password', visit })
  })

  if ('token' in outcome) return outcome
  throw notAdmitted(outcome)
}

/** Counted for everybody, and told in the log where there is somebody to tell it of. */
async function refuse(
  tx: Tx,
  call: Call,
  attempt: Attempt,
  { account, visit }: { readonly account: Account | undefined; readonly visit: Visit },
): Promise<Failed> {
  const counted = await countWrong(tx, attempt)
  if (account !== undefined) {
    const detail = { ...counted, by: 'password', address: visit.address }
    await audit(tx, asPerson(call, account), { stream: 'office', action: 'signInFailed', subject: account.id, detail })
  }
  return { wrong: true }
}

async function enter(
  tx: Tx,
  call: Call,
  account: Account,
  { by, visit: { deviceToken, ...device } }: { readonly by: 'password' | 'link'; readonly visit: Visit },
): Promise<Entered> {
  const known = deviceHashOf(deviceToken) === undefined ? newDeviceToken() : (deviceToken ?? '')
  await knowDevice(tx, call.tenantId, account.id, deviceHashOf(known) ?? Buffer.alloc(0))
  await noteEntry(tx, call.tenantId, account.id, real(Date.now()))
  await audit(tx, asPerson(call, account), { stream: 'office', action: 'signedIn', subject: account.id, detail: { by, ...device } })
  return { token: await openSession(tx, { tenantId: call.tenantId, accountId: account.id, device, by }), deviceToken: known }
}

const asPerson = (call: Call, account: Account): Call => ({ ...call, actor: { id: account.id, name: account.full_name } })

/** Signs in with a one-time link, which is used up. */
export async function signInByLink(services: Services, tokenText: string, visit: Visit): Promise<Entered> {
  const entered = await inTransaction({ services }, async (tx) => {
    const link = await useLink(tx, tokenText)
    if (link === undefined) return undefined

    const account = await openAccount(tx, link.tenantId, { id: link.accountId })
    if (account === undefined) return undefined
    const now = await clockOf(tx.q, link.tenantId)
    return enter(tx, await systemCall(services, link.tenantId, account.full_name, now), account, { by: 'link', visit })
  })
  if (entered === undefined) throw problem('linkExpired')
  return entered
}
