import { createHmac, hash, randomBytes } from 'node:crypto'
import { addressGroup, lockSeconds, rememberedHours } from '@haidang/domain/access/lock-out'
import { allOffices, nobody, type Call, type Services } from '../platform/call.ts'
import { keyNamed } from '../platform/keys.ts'
import { problem, type Problem } from '../platform/problems.ts'
import { real, type Device, type SignedCall } from '../platform/sessions.ts'
import { inTransaction, type Tx } from '../platform/transaction.ts'
import {
  addFailure,
  forgetFailuresAt,
  isKnownDevice,
  lockedUntil,
  lockPlace,
  removeOldAttempts,
  type Attempt,
  type Place,
} from './attempts-store.ts'

const hour = 3_600_000
export const knownDeviceDays = 365

/** What somebody who wants to come in comes from, and the cookie of a device that was here before. */
export type Visit = Device & { readonly deviceToken: string | undefined }

export const newDeviceToken = (): string => randomBytes(32).toString('base64url')

export const deviceHashOf = (token: string | undefined): Buffer | undefined =>
  token !== undefined && /^[\w-]{43}$/u.test(token) ? hash('sha256', token, 'buffer') : undefined

/** What was typed, as a key of the table: with a key outside the database, since it may be a password in the wrong field. */
export async function loginHashOf({ keysDir }: Pick<Services, 'keysDir'>, tenantId: number, login: string): Promise<Buffer> {
  return createHmac('sha256', await keyNamed(keysDir, 'access'))
    .update(`login ${tenantId} ${login.toLowerCase()}`)
    .digest()
}

/**
 * A device from which this person has come in before is counted by itself; whoever is strange, at the address and with all other strangers.
 * So nobody holds up a colleague, from another address or from the same one (docs/decisions/0026).
 */
export async function attemptAtDoor(
  tx: Tx,
  { services, tenantId }: Pick<Call, 'services' | 'tenantId'>,
  { login, accountId, visit }: { readonly login: string; readonly accountId: string | undefined; readonly visit: Visit },
): Promise<Attempt> {
  const loginHash = await loginHashOf(services, tenantId, login)
  const deviceHash = deviceHashOf(visit.deviceToken)
  // Asked also where nobody has the login, so that it takes as long.
  const isKnown = deviceHash !== undefined && (await isKnownDevice(tx, tenantId, { accountId: accountId ?? nobody, deviceHash }))
  const places: readonly Place[] = isKnown
    ? [{ at: 'place', name: `device ${deviceHash.toString('base64url')}` }]
    : [
        { at: 'place', name: `address ${addressGroup(visit.address)}` },
        { at: 'anywhere', name: 'anywhere' },
      ]
  return { tenantId, loginHash, places }
}

/** In a session that is open only that session is held up: its holder comes in elsewhere. */
export async function attemptInSession({ services, tenantId, signed, session }: SignedCall): Promise<Attempt> {
  const loginHash = await loginHashOf(services, tenantId, signed.account.login)
  return { tenantId, loginHash, places: [{ at: 'place', name: `session ${session.hash.toString('base64url')}` }] }
}

/** Seconds that must pass before the next try; 0 where none must. */
export async function lockedSeconds(tx: Tx, attempt: Attempt): Promise<number> {
  const now = Date.now()
  const until = await lockedUntil(tx, attempt, real(now))
  return until === undefined ? 0 : Math.max(0, Date.parse(until) - now) / 1000
}

/** Counts a wrong proof and locks its places where it is one too many; what to write in the log. */
export async function countWrong(tx: Tx, attempt: Attempt): Promise<{ readonly failures: number; readonly lockedSeconds: number }> {
  const now = Date.now()
  const counted = await addFailure(tx, attempt, { now: real(now), rememberedSince: real(now - rememberedHours * hour) })
  let longest = 0
  for (const { at, name } of attempt.places) {
    const seconds = lockSeconds(at, counted.get(name) ?? 0)
    if (seconds > 0) await lockPlace(tx, attempt, name, real(now + seconds * 1000))
    longest = Math.max(longest, seconds)
  }
  return { failures: counted.get(attempt.places[0]?.name ?? '') ?? 0, lockedSeconds: longest }
}

/** Who has come in may mistype anew there; what strangers have tried elsewhere stays counted. */
export const forgetAfterEntry = (tx: Tx, attempt: Attempt): Promise<void> =>
  forgetFailuresAt(
    tx,
    attempt,
    attempt.places.flatMap(({ at, name }) => (at === 'place' ? [name] : [])),
  )

/** What came of an attempt that did not succeed. Failures are kept, so they are values and not thrown inside the transaction. */
export type Failed = { readonly wrong: 'password' | 'code' } | { readonly lockedSeconds: number }

export const notAdmitted = (failed: Failed): Problem =>
  'lockedSeconds' in failed
    ? problem('signInLocked', { retryAfterSeconds: failed.lockedSeconds, help: { seconds: Math.ceil(failed.lockedSeconds) } })
    : problem(failed.wrong === 'code' ? 'wrongCode' : 'wrongSignIn')

export async function removeOldTraces(services: Services): Promise<void> {
  const now = Date.now()
  const since = { rememberedSince: real(now - rememberedHours * hour), devicesSince: real(now - knownDeviceDays * 24 * hour) }
  for (const tenantId of await allOffices(services))
    await inTransaction({ services, tenantId }, (tx) => removeOldAttempts(tx, tenantId, since))
}
