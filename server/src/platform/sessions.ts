import { hash, randomBytes } from 'node:crypto'
import { v7 as newId } from 'uuid'
import type { Role } from '@haidang/domain/access/roles'
import type { Scope } from '@haidang/domain/access/scopes'
import {
  demandsFactor,
  isFresh,
  provesBy,
  securityRulesFrom,
  type ProofBy,
  type SecurityRules,
} from '@haidang/domain/access/security-rules'
import type { Day, Instant } from '@haidang/domain/periods/day'
import type { UnitGroup } from '@haidang/domain/units/unit'
import { allOffices, officeNow, type Actor, type Call, type Services } from './call.ts'
import { problem } from './problems.ts'
import { standingOf } from './standing.ts'
import { inTransaction, outsideTransaction, type Tx } from './transaction.ts'

export const sessionCookie = 'hd_session'

/**
 * Where the program is known to be reached by https, the browser itself holds the cookie to this host: no neighbouring subdomain can plant one.
 * Browsers refuse that prefix at http://localhost, so there it goes without.
 */
export const sessionCookieFor = (publicUrl: string | undefined): string =>
  publicUrl?.startsWith('https:') === true ? `__Host-${sessionCookie}` : sessionCookie

/** Beside the session, and lasting: by it a browser is known to have been there before (access/attempts.ts). */
export const deviceCookieFor = (publicUrl: string | undefined): string =>
  publicUrl?.startsWith('https:') === true ? '__Host-hd_device' : 'hd_device'

/** Of somebody on the way to an issuer and back (access/issuer-sign-in.ts). */
export const journeyCookieFor = (publicUrl: string | undefined): string =>
  publicUrl?.startsWith('https:') === true ? '__Host-hd_journey' : 'hd_journey'

/** A session ends after this long without a request, and after this long in any case. */
export const idleHours = 8
export const absoluteDays = 7
/** "Last seen" is written at most this often, so that reading does not mean writing. */
const touchMinutes = 5

const hour = 3_600_000

export type Signed = {
  readonly account: {
    readonly id: string
    readonly login: string
    readonly name: string
    readonly post: string
    readonly mustChangePassword: boolean
    /** False for a moment after coming in by a link, and while there is none. */
    readonly needsCurrentPassword: boolean
  }
  readonly unit: {
    readonly id: string
    readonly name: string
    readonly shortName: string
    readonly group: UnitGroup
  }
  readonly roles: readonly Role[]
  /** By whose rights; null by one's own. The holder's name is null of an acting head. */
  readonly acting: { readonly id: string; readonly holder: string | null; readonly until: Day } | null
  readonly mustSetUpFactor: boolean
  readonly provesBy: ProofBy
  readonly hasPasskey: boolean
  readonly rules: SecurityRules
  readonly office: {
    readonly slug: string
    readonly name: string
    readonly issuer: string
    readonly place: string
    readonly practice: boolean
  }
}

/** The secret that a person holds: the office in front, so that every look-up starts with the tenant, and 32 random bytes. */
export type Token = { readonly tenantId: number; readonly hash: Buffer }

export function newToken(tenantId: number): Token & { readonly text: string } {
  const secret = randomBytes(32).toString('base64url')
  return { text: `${tenantId}.${secret}`, tenantId, hash: hashOf(secret) }
}

export function readToken(text: string | undefined): Token | undefined {
  const parts = /^([1-9]\d{0,14})\.([\w-]{43})$/u.exec(text ?? '')
  return parts?.[1] === undefined || parts[2] === undefined ? undefined : { tenantId: Number(parts[1]), hash: hashOf(parts[2]) }
}

// A plain hash is enough here: nobody guesses 256 random bits, so there is nothing to slow down.
const hashOf = (secret: string): Buffer => hash('sha256', secret, 'buffer')

export const real = (milliseconds: number): Instant => new Date(milliseconds).toISOString()

/** What a session was begun from: the browser as it names itself, and the address that it asked from. */
export type Device = { readonly userAgent: string; readonly address: string }

export type BegunBy = 'password' | 'link' | 'issuer' | 'passkey'

export type Begun = {
  readonly by?: BegunBy
  /** Whoever begins it has given a second factor too. */
  readonly strong?: boolean
  /** Who has vouched, and what of it ends the session. The ID token is sealed. */
  readonly issuer?: { readonly id: string; readonly subject: string; readonly session: string | null; readonly idToken: Buffer }
}

/** Opens a session and returns the token for the cookie; only its hash is kept. Times of sessions are real, whatever the office's clock says. */
export async function openSession(
  tx: Tx,
  {
    tenantId,
    accountId,
    device,
    by = 'password',
    strong = false,
    issuer,
  }: Begun & { readonly tenantId: number; readonly accountId: string; readonly device: Device },
): Promise<string> {
  const token = newToken(tenantId)
  const now = Date.now()
  await tx.q
    .insertInto('sessions')
    .values({
      tenant_id: tenantId,
      id: newId(),
      token_hash: token.hash,
      account_id: accountId,
      user_agent: device.userAgent.slice(0, 300),
      address: device.address,
      created_at: real(now),
      last_seen_at: real(now),
      expires_at: real(now + absoluteDays * 24 * hour),
      begun_by: by,
      proved_at: real(now),
      strong,
      ...(issuer === undefined
        ? {}
        : { issuer_id: issuer.id, issuer_subject: issuer.subject, issuer_session: issuer.session, id_token: issuer.idToken }),
    })
    .execute()
  return token.text
}

export async function endSession(tx: Tx, { tenantId, hash }: Token): Promise<void> {
  await tx.q.deleteFrom('sessions').where('tenant_id', '=', tenantId).where('token_hash', '=', hash).execute()
}

/** All of a person's sessions but the one they act in: after a new password, when an account is closed, when they say so. How many there were. */
export async function endOtherSessions(
  tx: Tx,
  accountId: string,
  { tenantId, hash }: { readonly tenantId: number; readonly hash?: Buffer },
): Promise<number> {
  const query = tx.q.deleteFrom('sessions').where('tenant_id', '=', tenantId).where('account_id', '=', accountId)
  const { numDeletedRows } = await (hash === undefined ? query : query.where('token_hash', '<>', hash)).executeTakeFirst()
  return Number(numDeletedRows)
}

export type OpenSession = Device & {
  readonly id: string
  readonly startedAt: Instant
  readonly lastSeenAt: Instant
  readonly isThis: boolean
}

/** The sessions that still open something to a person, the one they act in first, then the last used. */
export async function sessionsOf(call: SignedCall): Promise<readonly OpenSession[]> {
  const { viewer, session } = call
  const now = Date.now()
  return outsideTransaction(call).hot<OpenSession>(
    'sessions of a person',
    `select id, user_agent "userAgent", address, created_at "startedAt", last_seen_at "lastSeenAt", token_hash = $3 "isThis" from sessions
      where tenant_id = $1 and account_id = $2 and expires_at > $4 and last_seen_at > $5 order by token_hash = $3 desc, last_seen_at desc`,
    [session.tenantId, viewer.accountId, session.hash, real(now), real(now - idleHours * hour)],
  )
}

/** Ends one of a person's sessions by its id; false where it is none of theirs. */
export async function endSessionById(tx: Tx, { viewer, session }: SignedCall, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.q
    .deleteFrom('sessions')
    .where('tenant_id', '=', session.tenantId)
    .where('account_id', '=', viewer.accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export type HolderRow = {
  readonly account_id: string
  readonly kind: 'person' | 'service'
  readonly login: string
  readonly full_name: string
  readonly post: string
  readonly must_change_password: boolean
  readonly has_password: boolean
  readonly has_factor: boolean
  readonly has_passkey: boolean
  readonly rules: Partial<SecurityRules> | null
  readonly unit_id: string
  readonly unit_name: string
  readonly unit_short_name: string
  readonly unit_group: Signed['unit']['group']
  readonly roles: readonly Role[]
  readonly taken_over: readonly string[]
  readonly under_id: string | null
  readonly under_holder_id: string | null
  readonly under_holder: string | null
  readonly under_until: Day | null
  readonly slug: string
  readonly office: string
  readonly issuer: string
  readonly place: string
  readonly practice: boolean
  readonly clock_shift_seconds: number
}

export type SessionRow = HolderRow & {
  readonly last_seen_at: Instant
  readonly begun_by: BegunBy
  readonly proved_at: Instant
  readonly strong: boolean
}

/**
 * Everything about who asks, in one statement: the columns of what was found, the table, by which of its columns somebody acts for another, and what
 * is asked of it. $1 is the office, $3 now. The unit bears the name of the office's own today; before its first version, that one.
 */
export const holderOf = (columns: string, table: string, under: string, condition: string): string => `
select ${columns}, a.id as account_id, a.login, a.full_name, p.post, a.must_change_password, a.kind,
  a.password_hash is not null as has_password,
  exists(select from second_factors f where f.tenant_id = $1 and f.account_id = a.id and f.confirmed_at is not null) as has_factor,
  exists(select from passkeys p where p.tenant_id = $1 and p.account_id = a.id) as has_passkey,
  (select r.rules from security_rules r where r.tenant_id = $1 and r.valid_from <= ($3::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
   order by r.valid_from desc, r.version desc limit 1) as rules,
  u.id as under_id, u.from_account as under_holder_id, u.holder as under_holder, u.until_day as under_until,
  p.unit_id, v.name as unit_name, v.short_name as unit_short_name, v.unit_group, p.roles,
  array(select o.from_unit_id from takeovers o where o.tenant_id = $1 and o.unit_id = p.unit_id and o.ended_at is null order by 1) as taken_over,
  t.slug, t.name as office, t.issuer, t.place, t.practice, t.clock_shift_seconds
from ${table} s
join tenants t on t.tenant_id = s.tenant_id
join accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id
cross join lateral (select ((($3::timestamptz + make_interval(secs => t.clock_shift_seconds)) at time zone 'Asia/Ho_Chi_Minh')::date) as today) d
${standingOf('$1', under)}
cross join lateral (
  select u.name, u.short_name, u.unit_group from unit_versions u
  where u.tenant_id = $1 and u.unit_id = p.unit_id
  order by (u.valid_from <= d.today and (u.valid_to is null or u.valid_to > d.today)) desc, u.valid_from desc
  limit 1
) v
where s.tenant_id = $1 and ${condition}`

const findSession = holderOf(
  's.last_seen_at, s.begun_by, s.proved_at, s.strong',
  'sessions',
  's.acting_under',
  's.token_hash = $2 and s.expires_at > $3 and s.last_seen_at > $4 and a.disabled_at is null',
)

/** The call of a request whose route answers only to a session: a person sits there. */
export function signedCall({ request }: { readonly request: { readonly call: SignedCall | TokenCall | undefined } }): SignedCall {
  if (request.call === undefined) throw problem('notSignedIn')
  if (!('session' in request.call)) throw problem('tokenScope')
  return request.call
}

/** By what a session was begun, and when its holder last gave a proof. */
export type Proof = { readonly by: BegunBy; readonly at: Instant }

export type SignedCall = Call & { readonly signed: Signed; readonly session: Token; readonly proof: Proof }

/** A program's call, by a token of an account (api-tokens.ts): there is no session in it, and nobody who could prove anything. */
export type TokenCall = Call & { readonly signed: Signed; readonly token: { readonly id: string; readonly scopes: readonly Scope[] } }

/** For so long after a link was opened it vouches for whoever sits there. */
const linkMinutes = 10

const isJustProved = ({ proved_at: at }: SessionRow): boolean => Date.parse(at) > Date.now() - (linkMinutes * hour) / 60

/** Who holds this token, as a call in their office; undefined when nobody does any more. */
export async function callOfSession(
  services: Services,
  tokenText: string | undefined,
  requestId: string,
  found: (row: SessionRow, token: Token) => void = () => undefined,
): Promise<SignedCall | undefined> {
  const token = readToken(tokenText)
  if (token === undefined) return undefined

  const now = Date.now()
  const values = [token.tenantId, token.hash, real(now), real(now - idleHours * hour)]
  const [row] = await outsideTransaction({ services, tenantId: token.tenantId }).hot<SessionRow>('session-find', findSession, values)
  if (row === undefined) return undefined

  if (Date.parse(row.last_seen_at) < now - (touchMinutes * hour) / 60) await touch(services, token, real(now))
  found(row, token)
  return callOf(services, token, row, requestId)
}

/** Before anything else whoever was given a first password chooses one of their own, and sets up a second factor where the office asks it. */
export function demandSettled({ account, mustSetUpFactor }: Signed): void {
  if (account.mustChangePassword) throw problem('passwordChangeRequired')
  if (mustSetUpFactor) throw problem('factorRequired')
}

/** Before a dangerous act whoever sits there says again who they are: somebody may have left the desk. */
export function demandFresh({ signed, proof }: SignedCall): void {
  // In a practice office people come by links and have nothing to prove by; nor is there anything of anybody to guard.
  if (signed.office.practice && signed.provesBy === 'link') return
  if (!isFresh(proof.at, real(Date.now()), signed.rules))
    throw problem('proofNeeded', { help: { by: signed.provesBy, hasPasskey: signed.hasPasskey } })
}

/** The proof was given now. */
export async function renewProof(tx: Tx, { tenantId, hash }: Token): Promise<void> {
  await tx.q
    .updateTable('sessions')
    .set({ proved_at: real(Date.now()) })
    .where('tenant_id', '=', tenantId)
    .where('token_hash', '=', hash)
    .execute()
}

export function callOf(services: Services, token: Token, row: SessionRow, requestId: string): SignedCall {
  const signed = signedOf(row)
  const isLinkFresh = row.begun_by === 'link' && isJustProved(row)
  return {
    ...callOfHolder(services, token.tenantId, row, requestId),
    session: token,
    proof: { by: row.begun_by, at: row.proved_at },
    signed: {
      ...signed,
      account: {
        ...signed.account,
        needsCurrentPassword: row.has_password && !isLinkFresh,
        // Who comes by an issuer needs no password of ours.
        mustChangePassword: row.must_change_password && row.begun_by !== 'issuer',
      },
      provesBy: provesBy({ ...proofsOf(row), cameByIssuer: row.begun_by === 'issuer' }),
      mustSetUpFactor: signed.mustSetUpFactor && !row.strong,
    },
  }
}

export function callOfHolder(services: Services, tenantId: number, row: HolderRow, requestId: string): Call & { readonly signed: Signed } {
  return {
    services,
    tenantId,
    viewer: {
      accountId: row.account_id,
      tenantId: String(tenantId),
      unitId: row.unit_id,
      takenOver: row.taken_over,
      roles: row.roles,
      ...(row.under_id !== null && { under: { delegationId: row.under_id, holderId: row.under_holder_id } }),
    },
    actor: actorOf(row),
    now: officeNow(row.clock_shift_seconds),
    requestId,
    signed: signedOf(row),
  }
}

const proofsOf = (row: HolderRow) => ({ hasFactor: row.has_factor, hasPasskey: row.has_passkey, hasPassword: row.has_password })

function signedOf(row: HolderRow): Signed {
  const rules = securityRulesFrom(row.rules)
  return {
    account: {
      id: row.account_id,
      login: row.login,
      name: row.full_name,
      post: row.post,
      mustChangePassword: row.must_change_password,
      needsCurrentPassword: row.has_password,
    },
    unit: { id: row.unit_id, name: row.unit_name, shortName: row.unit_short_name, group: row.unit_group },
    roles: row.roles,
    acting: row.under_id === null ? null : { id: row.under_id, holder: row.under_holder, until: row.under_until ?? '' },
    provesBy: provesBy(proofsOf(row)),
    hasPasskey: row.has_passkey,
    // Nobody signs in to an account of a program, so nobody could set it up there.
    mustSetUpFactor: row.kind === 'person' && !row.has_factor && !row.has_passkey && demandsFactor(rules, row.roles),
    rules,
    office: { slug: row.slug, name: row.office, issuer: row.issuer, place: row.place, practice: row.practice },
  }
}

/** Who acts for another says for whom, an acting head for which unit; everybody else as what. */
const actorOf = ({ account_id: id, full_name: name, post, unit_name: unit, under_id: under, under_holder: holder }: HolderRow): Actor =>
  under === null ? { id, name, post, unit } : { id, name, post, onBehalfOf: { name: holder, unit } }

async function touch(services: Services, { tenantId, hash }: Token, now: Instant): Promise<void> {
  await outsideTransaction({ services, tenantId }).hot(
    'session-touch',
    'update sessions set last_seen_at = $3 where tenant_id = $1 and token_hash = $2 and last_seen_at < $3',
    [tenantId, hash, now],
  )
}

/** What nobody can use any more. */
export async function removeDeadSessions(services: Services): Promise<void> {
  for (const tenantId of await allOffices(services))
    await inTransaction({ services, tenantId }, (tx) => removeDead(tx, tenantId, Date.now()))
}

async function removeDead(tx: Tx, tenantId: number, now: number): Promise<void> {
  await tx.q
    .deleteFrom('sessions')
    .where('tenant_id', '=', tenantId)
    .where((where) => where.or([where('expires_at', '<', real(now)), where('last_seen_at', '<', real(now - idleHours * hour))]))
    .execute()
  await tx.q
    .deleteFrom('sign_in_links')
    .where('tenant_id', '=', tenantId)
    .where('expires_at', '<', real(now - 30 * 24 * hour))
    .execute()
}

/** For whom is acted in this session from now on; undefined for oneself. */
export async function actUnder(tx: Tx, { tenantId, hash }: Token, delegationId: string | null): Promise<void> {
  await tx.q
    .updateTable('sessions')
    .set({ acting_under: delegationId })
    .where('tenant_id', '=', tenantId)
    .where('token_hash', '=', hash)
    .execute()
}
