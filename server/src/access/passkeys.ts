import { hash, randomBytes } from 'node:crypto'
import type { Assertion, Attestation, KeyOptions, Passkeys } from '@haidang/api/passkeys'
import { demandsFactor } from '@haidang/domain/access/security-rules'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import { allOffices, systemCall, type Call, type Services } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { endOtherSessions, real, renewProof, type SignedCall } from '../platform/sessions.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import type { Visit } from './attempts.ts'
import { confirmedFactor } from './factors.ts'
import {
  addKey,
  keepChallenge,
  keyOfCredential,
  keysOf,
  keysShown,
  noteKeyUse,
  removeChallengesBefore,
  removeKeys,
  renameKey,
  spendChallenge,
  type KeyRow,
  type Purpose,
} from './passkeys-store.ts'
import { asPerson, enter, type Entered } from './sign-in.ts'
import { openAccount, tenantOfSlug } from './store.ts'

const answerMinutes = 5
const mostKeys = 20

/** Our address as the browser knows it: a key signs for its host, and for no other that looks like it. */
export type Place = { readonly origin: string }
const hostOf = ({ origin }: Place): string => new URL(origin).hostname

const ownerOf = ({ tenantId, viewer }: Call) => ({ tenantId, accountId: viewer.accountId })
const hashOf = (challenge: string): Buffer => hash('sha256', challenge, 'buffer')

async function newChallenge(
  services: Services,
  about: { readonly tenantId: number; readonly purpose: Purpose; readonly accountId: string | null },
): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = Uint8Array.from(randomBytes(32))
  const text = Buffer.from(challenge).toString('base64url')
  const expiresAt = real(Date.now() + answerMinutes * 60_000)
  await inTransaction({ services, tenantId: about.tenantId }, (tx) => keepChallenge(tx, { ...about, hash: hashOf(text), expiresAt }))
  return challenge
}

export const readKeys = (call: Call): Promise<Passkeys> =>
  inReading(call, async (tx) => ({ keys: [...(await keysShown(tx, ownerOf(call)))] }))

/** What the browser is asked so that a device makes a key: one that finds its account by itself, and asks who holds it. */
export async function askForNewKey(call: SignedCall, place: Place): Promise<KeyOptions> {
  const { account, office } = call.signed
  const keys = await inReading(call, (tx) => keysOf(tx, ownerOf(call)))
  const options = await generateRegistrationOptions({
    rpName: 'Hải Đăng',
    rpID: hostOf(place),
    userID: Uint8Array.from(Buffer.from(account.id.replaceAll('-', ''), 'hex')),
    userName: `${account.login} · ${office.name}`,
    userDisplayName: account.name,
    challenge: await newChallenge(call.services, { tenantId: call.tenantId, purpose: 'add', accountId: account.id }),
    attestationType: 'none',
    excludeCredentials: keys.map(described),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { ...options }
}

const described = ({ credentialId, transports }: KeyRow) => ({
  id: credentialId.toString('base64url'),
  ...(transports.length === 0 ? {} : { transports: [...transports] }),
})

export type KeyRefusal = { readonly refused: 'tooManyKeys' | 'keyThere' | 'factorDemanded' }

/** Keeps the key that a device has made. The first factor of somebody ends what began without one. */
export async function addPasskey(
  call: SignedCall,
  { name, answer }: { readonly name: string; readonly answer: Attestation },
  place: Place,
): Promise<Passkeys | KeyRefusal> {
  const owner = ownerOf(call)
  const challenge = await spentChallenge(call.services, answer, { tenantId: call.tenantId, purpose: 'add', accountId: owner.accountId })
  const { verified, registrationInfo: made } = await verifyRegistrationResponse({
    response: answer as RegistrationResponseJSON, // Its members were checked; what stands in them the library reads.
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: hostOf(place),
    requireUserVerification: true,
  }).catch(() => ({ verified: false, registrationInfo: undefined })) // Whatever does not hold is no key.
  if (!verified || made === undefined) throw problem('wrongKey')

  const credentialId = Buffer.from(made.credential.id, 'base64url')
  return inTransaction<Passkeys | KeyRefusal>(call, async (tx) => {
    await openAccount(tx, call.tenantId, { id: owner.accountId })
    const before = await keysOf(tx, owner)
    if (before.length >= mostKeys) return { refused: 'tooManyKeys' }
    if ((await keyOfCredential(tx, call.tenantId, credentialId)) !== undefined) return { refused: 'keyThere' }

    const id = newId()
    await addKey(tx, owner, {
      id,
      credentialId,
      publicKey: Buffer.from(made.credential.publicKey),
      counter: made.credential.counter,
      transports: answer.response.transports ?? [],
      name,
      addedAt: real(Date.now()),
    })
    if (before.length === 0 && (await confirmedFactor(tx, owner)) === undefined) await endOtherSessions(tx, owner.accountId, call.session)
    await audit(tx, call, { stream: 'office', action: 'passkeyAdded', subject: owner.accountId, detail: { name, passkey: id } })
    return { keys: [...(await keysShown(tx, owner))] }
  })
}

export const renamePasskey = (call: SignedCall, id: string, name: string): Promise<Passkeys> =>
  inTransaction(call, async (tx) => {
    if (!(await renameKey(tx, ownerOf(call), id, name))) throw problem('notFound')
    await audit(tx, call, { stream: 'office', action: 'passkeyRenamed', subject: call.viewer.accountId, detail: { name, passkey: id } })
    return { keys: [...(await keysShown(tx, ownerOf(call)))] }
  })

/** Takes a key away; not the last factor of somebody whose role must have one. */
export const removePasskey = (call: SignedCall, id: string): Promise<Passkeys | KeyRefusal> =>
  inTransaction<Passkeys | KeyRefusal>(call, async (tx) => {
    const owner = ownerOf(call)
    await openAccount(tx, call.tenantId, { id: owner.accountId })
    const keys = await keysOf(tx, owner)
    if (!keys.some((key) => key.id === id)) throw problem('notFound')
    const isLast = keys.length === 1 && (await confirmedFactor(tx, owner)) === undefined
    if (isLast && demandsFactor(call.signed.rules, call.signed.roles)) return { refused: 'factorDemanded' }

    const [name = ''] = await removeKeys(tx, owner, id)
    await audit(tx, call, { stream: 'office', action: 'passkeyRemoved', subject: owner.accountId, detail: { name, passkey: id } })
    return { keys: [...(await keysShown(tx, owner))] }
  })

/** What any key of the office is asked at the door; which it is, and whose, it says itself. */
export async function askToSignIn(services: Services, slug: string, place: Place): Promise<KeyOptions> {
  const tenantId = await tenantOfSlug(services, slug)
  if (tenantId === undefined) throw problem('notFound')
  const challenge = await newChallenge(services, { tenantId, purpose: 'signIn', accountId: null })
  return { ...(await generateAuthenticationOptions({ rpID: hostOf(place), challenge, userVerification: 'required' })) }
}

/** Signs in by a key: it is held, and its holder has said to it who they are, so neither password nor code is asked. */
export async function signInByKey(
  services: Services,
  { office, answer }: { readonly office: string; readonly answer: Assertion },
  { visit, place }: { readonly visit: Visit; readonly place: Place },
): Promise<Entered> {
  const tenantId = await tenantOfSlug(services, office)
  if (tenantId === undefined) throw problem('wrongKey')
  const challenge = await spentChallenge(services, answer, { tenantId, purpose: 'signIn', accountId: null })
  const system = await systemCall(services, tenantId, 'Hải Đăng')
  const outcome = await inTransaction<Entered | { readonly wrong: true }>(system, async (tx) => {
    const key = await keyOfCredential(tx, tenantId, Buffer.from(answer.id, 'base64url'))
    const account = key === undefined ? undefined : await openAccount(tx, tenantId, { id: key.accountId })
    if (key === undefined || account?.kind !== 'person') return { wrong: true }
    const call = asPerson(system, account)
    if (!(await acceptKey(tx, tenantId, { key, answer, challenge, place }))) {
      const detail = { by: 'passkey', name: key.name, address: visit.address }
      await audit(tx, call, { stream: 'office', action: 'signInFailed', subject: account.id, detail })
      return { wrong: true }
    }
    return enter(tx, call, account, { by: 'passkey', visit, strong: true, tells: { name: key.name } })
  })
  if ('wrong' in outcome) throw problem('wrongKey')
  return outcome
}

/** What one's own keys are asked before a dangerous act. */
export async function askToProve(call: SignedCall, place: Place): Promise<KeyOptions> {
  const keys = await inReading(call, (tx) => keysOf(tx, ownerOf(call)))
  if (keys.length === 0) throw problem('proofNeeded', { help: { by: call.signed.provesBy } })
  const challenge = await newChallenge(call.services, { tenantId: call.tenantId, purpose: 'prove', accountId: call.viewer.accountId })
  const allowCredentials = keys.map(described)
  return { ...(await generateAuthenticationOptions({ rpID: hostOf(place), challenge, userVerification: 'required', allowCredentials })) }
}

export async function proveByKey(call: SignedCall, answer: Assertion, place: Place): Promise<void> {
  const { tenantId, services } = call
  const { accountId } = call.viewer
  const challenge = await spentChallenge(services, answer, { tenantId, purpose: 'prove', accountId })
  const outcome = await inTransaction<'proved' | 'wrong'>(call, async (tx) => {
    const key = await keyOfCredential(tx, tenantId, Buffer.from(answer.id, 'base64url'))
    const isRight = key?.accountId === accountId && (await acceptKey(tx, tenantId, { key, answer, challenge, place }))
    if (!isRight) {
      await audit(tx, call, { stream: 'office', action: 'signInFailed', subject: accountId, detail: { by: 'passkey' } })
      return 'wrong'
    }
    await renewProof(tx, call.session)
    await audit(tx, call, { stream: 'office', action: 'provedAgain', subject: accountId, detail: { by: 'passkey', name: key.name } })
    return 'proved'
  })
  if (outcome === 'wrong') throw problem('wrongKey')
}

async function acceptKey(
  tx: Tx,
  tenantId: number,
  {
    key,
    answer,
    challenge,
    place,
  }: { readonly key: KeyRow; readonly answer: Assertion; readonly challenge: string; readonly place: Place },
): Promise<boolean> {
  const { verified, authenticationInfo: told } = await verifyAuthenticationResponse({
    response: answer as AuthenticationResponseJSON, // As above.
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: hostOf(place),
    credential: { id: key.credentialId.toString('base64url'), publicKey: Uint8Array.from(key.publicKey), counter: key.counter },
    requireUserVerification: true,
  }).catch(() => ({ verified: false, authenticationInfo: undefined })) // Whatever does not hold opens nothing: also a count that went back.
  if (!verified || told === undefined) return false
  await noteKeyUse(tx, tenantId, { id: key.id, counter: told.newCounter, at: real(Date.now()) })
  return true
}

/** The challenge that an answer is to, which counts this once. */
async function spentChallenge(
  services: Services,
  { response: { clientDataJSON } }: Pick<Assertion | Attestation, 'response'>,
  about: { readonly tenantId: number; readonly purpose: Purpose; readonly accountId: string | null },
): Promise<string> {
  const challenge = challengeIn(clientDataJSON)
  if (challenge === undefined) throw problem('wrongKey')
  const spent = { ...about, hash: hashOf(challenge), now: real(Date.now()) }
  if (!(await inTransaction({ services, tenantId: about.tenantId }, (tx) => spendChallenge(tx, spent)))) throw problem('wrongKey')
  return challenge
}

function challengeIn(clientData: string): string | undefined {
  try {
    const told: unknown = JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8'))
    return typeof told === 'object' && told !== null && 'challenge' in told && typeof told.challenge === 'string'
      ? told.challenge
      : undefined
  } catch {
    return undefined // It is no answer of a browser.
  }
}

/** What nobody has answered in time is forgotten. */
export async function removeOldChallenges(services: Services): Promise<void> {
  for (const tenantId of await allOffices(services))
    await inTransaction({ services, tenantId }, (tx) => removeChallengesBefore(tx, tenantId, real(Date.now())))
}
