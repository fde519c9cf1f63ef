import { createHmac, randomInt } from 'node:crypto'
import type { BegunFactor, FactorState, RecoveryCodes } from '@haidang/api/session'
import { demandsFactor } from '@haidang/domain/access/security-rules'
import { audit } from '../platform/audit.ts'
import type { Call, Services } from '../platform/call.ts'
import { keyNamed, seal, unseal } from '../platform/keys.ts'
import { endOtherSessions, real, type SignedCall } from '../platform/sessions.ts'
import { inTransaction, type Tx } from '../platform/transaction.ts'
import { attemptInSession, countWrong, forgetAfterEntry, lockedSeconds, notAdmitted, type Failed } from './attempts.ts'
import {
  beginFactor,
  codesLeft,
  openFactor,
  removeFactor,
  replaceCodes,
  spendCode,
  spendStep,
  type FactorRow,
  type Owner,
} from './factors-store.ts'
import { removeKeys } from './passkeys-store.ts'
import { matchingStep, newTotpSecret, otpauthAddress } from './totp.ts'

const codeCount = 10
const codeLetters = 'abcdefghjkmnpqrstuvwxyz23456789'
const codeLength = 10
const keyName = 'access'

const ownerOf = ({ tenantId, viewer }: Call): Owner => ({ tenantId, accountId: viewer.accountId })

export const readFactor = (call: SignedCall): Promise<FactorState> =>
  inTransaction(call, async (tx) => {
    const factor = await openFactor(tx, ownerOf(call))
    return {
      since: factor?.confirmedAt ?? null,
      codesLeft: await codesLeft(tx, ownerOf(call)),
      demanded: demandsFactor(call.signed.rules, call.signed.roles),
    }
  })

export type FactorRefusal = { readonly refused: 'factorThere' | 'factorNotBegun' | 'factorDemanded' | 'noFactor' }

/** Gives a secret that is nowhere else in clear; it counts only once a code of it has been typed. */
export const beginTotp = (call: SignedCall): Promise<BegunFactor | FactorRefusal> =>
  inTransaction(call, async (tx) => {
    const factor = await openFactor(tx, ownerOf(call))
    if (factor !== undefined && factor.confirmedAt !== null) return { refused: 'factorThere' }

    const secret = newTotpSecret()
    await beginFactor(tx, ownerOf(call), await seal(call.services.keysDir, keyName, secret), real(Date.now()))
    await audit(tx, call, { stream: 'office', action: 'factorBegun', subject: call.viewer.accountId, detail: {} })
    return { secret, address: otpauthAddress({ secret, login: call.signed.account.login, place: call.signed.office.place }) }
  })

/** The first right code makes the factor count. What else is open of this person began without it, and ends. */
export const confirmTotp = (call: SignedCall, code: string): Promise<RecoveryCodes | FactorRefusal> =>
  withCode(call, async (tx) => {
    const factor = await openFactor(tx, ownerOf(call))
    if (factor === undefined) return { refused: 'factorNotBegun' }
    if (factor.confirmedAt !== null) return { refused: 'factorThere' }
    if (!(await acceptTotp(tx, call.services, ownerOf(call), factor, code))) return 'wrong'

    const codes = await giveCodes(tx, call)
    await endOtherSessions(tx, call.viewer.accountId, call.session)
    await audit(tx, call, { stream: 'office', action: 'factorConfirmed', subject: call.viewer.accountId, detail: {} })
    return { codes }
  })

export const renewCodes = (call: SignedCall, code: string): Promise<RecoveryCodes | FactorRefusal> =>
  withCode(call, async (tx) => {
    const factor = await confirmedFactor(tx, ownerOf(call))
    if (factor === undefined) return { refused: 'noFactor' }
    if (!(await acceptCode(tx, call, ownerOf(call), factor, code))) return 'wrong'

    const codes = await giveCodes(tx, call)
    await audit(tx, call, { stream: 'office', action: 'recoveryCodesMade', subject: call.viewer.accountId, detail: {} })
    return { codes }
  })

export const removeTotp = (call: SignedCall, code: string): Promise<{ readonly done: true } | FactorRefusal> =>
  withCode(call, async (tx) => {
    if (demandsFactor(call.signed.rules, call.signed.roles)) return { refused: 'factorDemanded' }
    const factor = await confirmedFactor(tx, ownerOf(call))
    if (factor === undefined) return { refused: 'noFactor' }
    if (!(await acceptCode(tx, call, ownerOf(call), factor, code))) return 'wrong'

    await removeFactor(tx, ownerOf(call))
    await audit(tx, call, { stream: 'office', action: 'factorRemoved', subject: call.viewer.accountId, detail: {} })
    return { done: true }
  })

/** Takes away the factor of somebody who has lost it, keys and all, as somebody else vouches; what was open ends. */
export const resetFactor = (call: Call, accountId: string): Promise<{ readonly done: true } | FactorRefusal> =>
  inTransaction(call, async (tx) => {
    const owner = { tenantId: call.tenantId, accountId }
    const hadTotp = await removeFactor(tx, owner)
    const keys = await removeKeys(tx, owner, null)
    if (!hadTotp && keys.length === 0) return { refused: 'noFactor' }
    await endOtherSessions(tx, accountId, { tenantId: call.tenantId })
    await audit(tx, call, { stream: 'office', action: 'factorReset', subject: accountId, detail: keys.length === 0 ? {} : { keys } })
    return { done: true }
  })

/** The factor without which nobody comes in; one that is only begun asks nothing of anybody. */
export async function confirmedFactor(tx: Tx, owner: Owner): Promise<FactorRow | undefined> {
  const factor = await openFactor(tx, owner)
  return factor?.confirmedAt === null ? undefined : factor
}

/** Whether this is the code of now, or one of those for the day on which the telephone is lost. Either works once. */
export async function acceptCode(tx: Tx, call: Call, owner: Owner, factor: FactorRow, typed: string): Promise<boolean> {
  if (await acceptTotp(tx, call.services, owner, factor, typed)) return true

  const code = typed.toLowerCase().replaceAll(/[\s-]/gu, '')
  if (code.length !== codeLength) return false
  if (!(await spendCode(tx, owner, await codeHash(call.services, owner, code), real(Date.now())))) return false
  const detail = { left: await codesLeft(tx, owner) }
  await audit(tx, call, { stream: 'office', action: 'recoveryCodeUsed', subject: owner.accountId, detail })
  return true
}

async function acceptTotp(tx: Tx, { keysDir }: Services, owner: Owner, factor: FactorRow, typed: string): Promise<boolean> {
  const now = Date.now()
  const secret = await unseal(keysDir, keyName, factor.secret)
  const step = matchingStep(secret, typed.replaceAll(/\s/gu, ''), now, factor.lastStep)
  if (step === undefined) return false
  await spendStep(tx, owner, { step, confirmedAt: factor.confirmedAt ?? real(now) })
  return true
}

async function giveCodes(tx: Tx, call: SignedCall): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, newCode)
  const hashes = await Promise.all(codes.map((code) => codeHash(call.services, ownerOf(call), code)))
  await replaceCodes(tx, ownerOf(call), hashes, real(Date.now()))
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}

const newCode = (): string => Array.from({ length: codeLength }, () => codeLetters.charAt(randomInt(codeLetters.length))).join('')

/** Fifty bits could be tried through where only the hash is needed for it; with a key outside the database they cannot. */
const codeHash = async ({ keysDir }: Services, { tenantId, accountId }: Owner, code: string): Promise<Buffer> =>
  createHmac('sha256', await keyNamed(keysDir, keyName))
    .update(`recovery ${tenantId} ${accountId} ${code}`)
    .digest()

/** An act in an open session that wants a code: wrong ones are counted in it, as wrong passwords are. */
async function withCode<Done extends object>(call: SignedCall, act: (tx: Tx) => Promise<Done | 'wrong'>): Promise<Done> {
  const attempt = await attemptInSession(call)
  const outcome = await inTransaction<Done | Failed>(call, async (tx) => {
    const seconds = await lockedSeconds(tx, attempt)
    if (seconds > 0) return { lockedSeconds: seconds }
    const done = await act(tx)
    if (done !== 'wrong') {
      await forgetAfterEntry(tx, attempt)
      return done
    }
    const detail = { ...(await countWrong(tx, attempt)), by: 'code' }
    await audit(tx, call, { stream: 'office', action: 'signInFailed', subject: call.viewer.accountId, detail })
    return { wrong: 'code' }
  })
  if ('wrong' in outcome || 'lockedSeconds' in outcome) throw notAdmitted(outcome)
  return outcome
}
