import { mayUsePassword } from '@haidang/domain/access/security-rules'
import { clockOf, systemCall, type Call, type Services } from '../platform/call.ts'
import { audit } from '../platform/audit.ts'
import { problem } from '../platform/problems.ts'
import { openSession, readToken, real, type Begun } from '../platform/sessions.ts'
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
import { acceptCode, confirmedFactor } from './factors.ts'
import { rolesOf } from './people-store.ts'
import { keysOf } from './passkeys-store.ts'
import { passwordMatches } from './passwords.ts'
import { rulesInForce } from './rules-store.ts'
import { accountOfLogin, noteEntry, openAccount, openLink, tenantOfSlug, spendLink, type Account } from './store.ts'

/** The secrets that somebody who has come in holds from now on. */
export type Entered = { readonly token: string; readonly deviceToken: string }

/** Signs in with a password. */
export async function signIn(
  services: Services,
  {
    office,
    login,
    password,
    code,
  }: { readonly office: string; readonly login: string; readonly password: string; readonly code?: string | undefined },
  visit: Visit,
): Promise<Entered> {
  const tenantId = await tenantOfSlug(services, office)
  if (tenantId === undefined) {
    await passwordMatches(null, password)
    throw problem('wrongSignIn')
  }

  const { before, attempt, waiting } = await inTransaction({ services, tenantId }, async (tx) => {
    const found = await accountOfLogin(tx, tenantId, login)
    const tried = await attemptAtDoor(tx, { services, tenantId }, { login, accountId: found?.id, visit })
    return { before: found, attempt: tried, waiting: await lockedSeconds(tx, tried) }
  })
  if (waiting > 0) throw notAdmitted({ lockedSeconds: waiting })

  // The hash is checked outside a transaction: it takes long, and a connection should not wait for it.
  const matches = await passwordMatches(before?.password_hash, password)
  const system = await systemCall(services, tenantId, login)
  return admit(
    await inTransaction<Outcome>(system, async (tx) => {
      const seconds = await lockedSeconds(tx, attempt)
      if (seconds > 0) return { lockedSeconds: seconds }
      const account = await openAccount(tx, tenantId, { login })
      // The password may have been changed since it was checked.
      if (account === undefined || !matches || account.password_hash !== before?.password_hash)
        return refuse(tx, system, attempt, { account, visit, by: 'password' })

      const call = asPerson(system, account)
      // Said to who has the password right: it tells nobody else anything.
      if (!mayUsePassword(await rulesInForce(tx, tenantId), await rolesOf(tx, tenantId, account.id))) return { passwordsClosed: true }
      const lacks = await lacksFactor(tx, call, attempt, { account, visit, code })
      if (lacks !== undefined) return lacks
      await forgetAfterEntry(tx, attempt)
      return enter(tx, call, account, { by: 'password', visit })
    }),
  )
}

export type Outcome =
  | Entered
  | Failed
  | { readonly codeNeeded: true }
  | { readonly passkeyNeeded: true }
  | { readonly passwordsClosed: true }

export function admit(outcome: Outcome): Entered {
  if ('token' in outcome) return outcome
  if ('passkeyNeeded' in outcome) throw problem('passkeyNeeded')
  if ('passwordsClosed' in outcome) throw problem('refused', { reason: 'passwordsClosed', detail: passwordsClosed })
  throw 'codeNeeded' in outcome ? problem('codeNeeded') : notAdmitted(outcome)
}

const passwordsClosed = {
  vi: 'Cơ quan chỉ cho quản trị viên vào bằng mật khẩu; hãy chọn nơi đăng nhập của cơ quan ở trang này.',
  en: 'Your office lets only administrators in by password; choose its sign-in on this page.',
}

/** What keeps somebody out who has given everything but the code; a wrong one counts as a wrong password does. */
export async function lacksFactor(
  tx: Tx,
  call: Call,
  attempt: Attempt,
  { account, visit, code }: { readonly account: Account; readonly visit: Visit; readonly code: string | undefined },
): Promise<Exclude<Outcome, Entered> | undefined> {
  const owner = { tenantId: call.tenantId, accountId: account.id }
  const factor = await confirmedFactor(tx, owner)
  // A key is a second factor too: where it is the only one, nobody comes in without it.
  if (factor === undefined) return (await keysOf(tx, owner)).length > 0 ? { passkeyNeeded: true } : undefined
  if (code === undefined) return { codeNeeded: true }
  if (await acceptCode(tx, call, owner, factor, code)) return undefined
  return refuse(tx, call, attempt, { account, visit, by: 'code' })
}

/** Counted for everybody, and told in the log where there is somebody to tell it of. */
async function refuse(
  tx: Tx,
  call: Call,
  attempt: Attempt,
  { account, visit, by }: { readonly account: Account | undefined; readonly visit: Visit; readonly by: 'password' | 'code' },
): Promise<Failed> {
  const counted = await countWrong(tx, attempt)
  if (account !== undefined) {
    const detail = { ...counted, by, address: visit.address }
    await audit(tx, asPerson(call, account), { stream: 'office', action: 'signInFailed', subject: account.id, detail })
  }
  return { wrong: by }
}

export async function enter(
  tx: Tx,
  call: Call,
  account: Account,
  { visit: { deviceToken, ...device }, tells = {}, ...begun }: Begun & { readonly visit: Visit; readonly tells?: object },
): Promise<Entered> {
  const known = deviceHashOf(deviceToken) === undefined ? newDeviceToken() : (deviceToken ?? '')
  await knowDevice(tx, call.tenantId, account.id, deviceHashOf(known) ?? Buffer.alloc(0))
  await noteEntry(tx, call.tenantId, account.id, real(Date.now()))
  await audit(tx, call, { stream: 'office', action: 'signedIn', subject: account.id, detail: { by: begun.by, ...tells, ...device } })
  return { token: await openSession(tx, { tenantId: call.tenantId, accountId: account.id, device, ...begun }), deviceToken: known }
}

export const asPerson = (call: Call, account: Account): Call => ({ ...call, actor: { id: account.id, name: account.full_name } })

/** Signs in with a one-time link, which is used up. It stands for the password, and not for the second factor. */
export async function signInByLink(
  services: Services,
  { token, code }: { readonly token: string; readonly code?: string | undefined },
  visit: Visit,
): Promise<Entered> {
  const tenantId = readToken(token)?.tenantId
  if (tenantId === undefined) throw problem('linkExpired')
  return admit(
    await inTransaction<Outcome>({ services, tenantId }, async (tx) => {
      const link = await openLink(tx, token)
      if (link === undefined) throw problem('linkExpired')
      const account = await openAccount(tx, link.tenantId, { id: link.accountId })
      if (account?.kind !== 'person') throw problem('linkExpired')

      const system = await systemCall(services, link.tenantId, account.full_name, await clockOf(tx.q, link.tenantId))
      const call = asPerson(system, account)
      const attempt = await attemptAtDoor(tx, system, { login: account.login, accountId: account.id, visit })
      const seconds = code === undefined ? 0 : await lockedSeconds(tx, attempt)
      if (seconds > 0) return { lockedSeconds: seconds }
      const lacks = await lacksFactor(tx, call, attempt, { account, visit, code })
      if (lacks !== undefined) return lacks

      await spendLink(tx, link)
      return enter(tx, call, account, { by: 'link', visit })
    }),
  )
}
