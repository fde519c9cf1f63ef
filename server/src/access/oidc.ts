import { createHash } from 'node:crypto'
import type { IssuerSettings } from '@haidang/domain/access/issuers'
import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from 'jose'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  type ClientAuth,
  type Configuration,
} from 'openid-client'
import type { Services } from '../platform/call.ts'
import { isAllowedInner } from '../platform/guarded-address.ts'
import { guardedFetch } from '../platform/guarded-fetch.ts'

/** What an issuer says of itself is asked again after this long. */
const knownMs = 10 * 60_000
const mostKnown = 100
const timeoutSeconds = 10

type Client = Pick<IssuerSettings, 'issuer' | 'clientId' | 'scope' | 'claim'>
type Machine = Pick<Services, 'feedHosts' | 'issuerSecrets'>

/** The issuer is not there, is not who it was, or has said something that does not hold. */
export class IssuerFailed extends Error {
  override readonly name = 'IssuerFailed'
}

/** By issuer, client and secret: what one office has entered says nothing to another. */
const known = new Map<string, { readonly at: number; readonly found: Promise<Configuration> }>()

/** The issuer by its own discovery document. Without TLS only where who runs the machine has allowed its host. */
export async function issuerOf(machine: Machine, { issuer, clientId }: Pick<Client, 'issuer' | 'clientId'>): Promise<Configuration> {
  const url = new URL(issuer)
  if (!mayAsk(url, machine)) throw new IssuerFailed(`${issuer} is not reached by https`)
  const secret = await secretOf(machine, { issuer, clientId })
  const key = createHash('sha256')
    .update(JSON.stringify([issuer, clientId, secret]))
    .digest('hex')
  const before = known.get(key)
  if (before !== undefined && Date.now() - before.at < knownMs) return before.found

  const found = discovery(url, clientId, {}, secret === undefined ? None() : bySecret(secret), {
    [customFetch]: guardedFetch(machine.feedHosts),
    timeout: timeoutSeconds,
    // Without TLS only for a host that who runs the machine has allowed by name (`mayAsk`).
    execute: [enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [allowInsecureRequests] : [])],
  }).catch((error: unknown) => {
    known.delete(key)
    throw new IssuerFailed(`${issuer} cannot be asked`, { cause: error })
  })
  known.set(key, { at: Date.now(), found })
  for (const oldest of known.keys()) {
    if (known.size <= mostKnown) break
    known.delete(oldest)
  }
  return found
}

export function mayAsk(url: URL, { feedHosts }: Pick<Machine, 'feedHosts'>): boolean {
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && isAllowedInner(url.hostname.replace(/^\[(.*)\]$/u, '$1'), Number(url.port || '80'), feedHosts)
}

export async function secretOf({ issuerSecrets }: Pick<Machine, 'issuerSecrets'>, client: Pick<Client, 'issuer' | 'clientId'>) {
  const secrets = await issuerSecrets()
  return secrets.find(({ issuer, clientId }) => issuer === client.issuer && clientId === client.clientId)?.secret
}

/** As the issuer wants it, in the head of the request where it says nothing. */
const bySecret =
  (secret: string): ClientAuth =>
  (server, ...asked) => {
    const ways = server.token_endpoint_auth_methods_supported
    const way =
      ways?.includes('client_secret_post') === true && !ways.includes('client_secret_basic') ? ClientSecretPost : ClientSecretBasic
    way(secret)(server, ...asked)
  }

export type Journey = { readonly address: string; readonly nonce: string; readonly verifier: string }

/** The address of the issuer's page, and what must come back from there. */
export async function journeyTo(
  machine: Machine,
  client: Client,
  { state, redirectUri }: { readonly state: string; readonly redirectUri: string },
): Promise<Journey> {
  const configuration = await issuerOf(machine, client)
  const [nonce, verifier] = [randomNonce(), randomPKCECodeVerifier()]
  const address = buildAuthorizationUrl(configuration, {
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: client.scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { address: address.href, nonce, verifier }
}

export type Vouched = {
  readonly subject: string
  readonly session: string | null
  readonly claims: Readonly<Record<string, unknown>>
  readonly idToken: string
}

/** Whom the issuer has vouched for, by the code that it has sent along. */
export async function vouchedBy(
  machine: Machine,
  client: Client,
  { query, state, nonce, verifier, redirectUri }: Omit<Journey, 'address'> & { query: string; state: string; redirectUri: string },
): Promise<Vouched> {
  try {
    const configuration = await issuerOf(machine, client)
    const answer = await authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const told = answer.claims()
    if (told === undefined || answer.id_token === undefined) throw new IssuerFailed('there is no ID token')
    const isTold = client.claim in told || configuration.serverMetadata().userinfo_endpoint === undefined
    const more = isTold ? {} : await fetchUserInfo(configuration, answer.access_token, told.sub)
    const session = typeof told['sid'] === 'string' ? told['sid'] : null
    return { subject: told.sub, session, claims: { ...more, ...told }, idToken: answer.id_token }
  } catch (error) {
    throw error instanceof IssuerFailed ? error : new IssuerFailed(`${client.issuer} has not vouched`, { cause: error })
  }
}

/** Where to go so that the session there ends too; undefined where the issuer does not offer that, or is not there. */
export async function leavingAddress(
  machine: Machine,
  client: Pick<Client, 'issuer' | 'clientId'>,
  { idToken, backTo }: { readonly idToken: string; readonly backTo: string },
): Promise<string | undefined> {
  // Whoever signs out here is signed out here, whether the issuer is there or not.
  const configuration = await issuerOf(machine, client).catch(() => undefined)
  if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined
  return buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: backTo }).href
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
const logoutTokenSeconds = 300

/** Whose sessions an issuer says have ended (OpenID Connect Back-Channel Logout 1.0, 2.6). */
export async function endedBy(
  machine: Machine,
  { issuer, clientId }: Pick<Client, 'issuer' | 'clientId'>,
  logoutToken: string,
): Promise<{ readonly subject: string | null; readonly session: string | null }> {
  try {
    const configuration = await issuerOf(machine, { issuer, clientId })
    const { jwks_uri: keysAt, issuer: named, id_token_signing_alg_values_supported: ways } = configuration.serverMetadata()
    if (keysAt === undefined) throw new IssuerFailed('it shows no keys')
    const keys = createRemoteJWKSet(new URL(keysAt), { [joseFetch]: guardedFetch(machine.feedHosts) })
    const { payload } = await jwtVerify(logoutToken, keys, {
      issuer: named,
      audience: clientId,
      algorithms: (ways ?? ['RS256']).filter((way) => /^(?:RS|PS|ES)\d{3}$|^Ed/u.test(way)),
      requiredClaims: ['iat', 'jti', 'events'],
      maxTokenAge: logoutTokenSeconds,
      clockTolerance: 30,
    })
    const { events, sub, sid, nonce } = payload
    const isLogout = typeof events === 'object' && events !== null && logoutEvent in events
    const [subject, session] = [typeof sub === 'string' ? sub : null, typeof sid === 'string' ? sid : null]
    // A nonce would make an ID token of it, which anybody may have who has signed in.
    if (!isLogout || nonce !== undefined || (subject === null && session === null)) throw new IssuerFailed('it is no logout token')
    return { subject, session }
  } catch (error) {
    throw error instanceof IssuerFailed ? error : new IssuerFailed(`${issuer} has not said this`, { cause: error })
  }
}
