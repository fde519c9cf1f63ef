import type { Assertion, Attestation, KeyOptions } from '@haidang/api/passkeys'
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { AwayError, ProblemError, post } from '../app/fetch.ts'

/** Whether this browser knows keys at all: over plain HTTP, beyond this machine, none does. */
export const knowsKeys = (): boolean => typeof PublicKeyCredential === 'function'

/** The device was not asked, or its holder did not answer: which of both, no page is told. */
export class KeyLeft extends Error {
  override readonly name = 'KeyLeft'
}

/** Asks our server what a key is to sign, and a key of this device for it. */
export async function assertionFor(path: string, body?: object): Promise<Assertion> {
  const options = await post<KeyOptions>(path, body, { quietly: true })
  const { startAuthentication } = await import('@simplewebauthn/browser')
  // The server's library made it, and this one is its other half.
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  return orLeft(startAuthentication({ optionsJSON }) as Promise<unknown> as Promise<Assertion>)
}

/** Has a device make a key. */
export async function attestationFor(path: string): Promise<Attestation> {
  const options = await post<KeyOptions>(path)
  const { startRegistration } = await import('@simplewebauthn/browser')
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON // As above.
  return orLeft(startRegistration({ optionsJSON }) as Promise<unknown> as Promise<Attestation>)
}

const orLeft = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
  answer.catch((error: unknown) => {
    if (error instanceof ProblemError || error instanceof AwayError) throw error
    throw new KeyLeft(error instanceof Error ? error.message : 'left')
  })
