import type { IssuerSettings, KnownAccount } from '@haidang/domain/access/issuers'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { toJson } from '../database/tables.ts'
import type { Call, Services } from '../platform/call.ts'
import type { Token } from '../platform/sessions.ts'
import { inReading, type Tx } from '../platform/transaction.ts'

export type IssuerVersionRow = {
  readonly id: string
  readonly version: number
  readonly validFrom: Day
  readonly settings: IssuerSettings
  readonly source: string
  readonly recordedAt: Instant
  readonly recordedBy: string | null
}

const versions = `select i.issuer_id id, i.version, i.valid_from "validFrom", i.settings, i.source, i.recorded_at "recordedAt", a.full_name "recordedBy"
  from issuer_versions i left join accounts a on a.tenant_id = i.tenant_id and a.id = i.recorded_by
  where i.tenant_id = $1 and ($2::uuid is null or i.issuer_id = $2) order by i.issuer_id, i.version desc`

/** Every version of an office's issuers, or of one; the newest first. */
export const issuerVersions = (tx: Tx, tenantId: number, id: string | null): Promise<readonly IssuerVersionRow[]> =>
  tx.raw<IssuerVersionRow>(versions, [tenantId, id])

/** As `issuerVersions`, before a transaction: the issuer is asked outside of one. */
export const issuerVersionsOf = (services: Services, tenantId: number, id: string | null): Promise<readonly IssuerVersionRow[]> =>
  inReading({ services, tenantId }, (tx) => issuerVersions(tx, tenantId, id))

export async function saveIssuer(
  tx: Tx,
  { tenantId, viewer }: Call,
  { id, version, validFrom, settings, source, recordedAt }: Omit<IssuerVersionRow, 'recordedBy'>,
): Promise<void> {
  await tx.q
    .insertInto('issuer_versions')
    .values({
      tenant_id: tenantId,
      issuer_id: id,
      version,
      valid_from: validFrom,
      settings: toJson(settings),
      source,
      recorded_at: recordedAt,
      recorded_by: viewer.accountId,
    })
    .execute()
}

/** How many people have come by each issuer. */
export async function peopleByIssuer(tx: Tx, tenantId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.q
    .selectFrom('issuer_identities')
    .select(({ fn }) => ['issuer_id', fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenantId)
    .groupBy('issuer_id')
    .execute()
  return new Map(rows.map(({ issuer_id: id, count }) => [id, count]))
}

export type Attempted = {
  readonly issuerId: string
  readonly nonce: string
  readonly verifier: string
  readonly redirectUri: string
}

export async function addAttempt(
  tx: Tx,
  state: Token,
  { issuerId, nonce, verifier, redirectUri, browserHash, expiresAt }: Attempted & { browserHash: Buffer; expiresAt: Instant },
): Promise<void> {
  await tx.q
    .insertInto('issuer_attempts')
    .values({
      tenant_id: state.tenantId,
      state_hash: state.hash,
      browser_hash: browserHash,
      issuer_id: issuerId,
      nonce,
      verifier,
      redirect_uri: redirectUri,
      expires_at: expiresAt,
    })
    .execute()
}

export type OpenAttempt = Attempted & { readonly proved: Buffer | null }

/** The attempt of this browser that is still open; of another it is none. */
export async function openAttempt(
  tx: Tx,
  state: Token,
  { browserHash, now }: { readonly browserHash: Buffer; readonly now: Instant },
): Promise<OpenAttempt | undefined> {
  return tx.q
    .selectFrom('issuer_attempts')
    .select(['issuer_id as issuerId', 'nonce', 'verifier', 'redirect_uri as redirectUri', 'proved'])
    .where('tenant_id', '=', state.tenantId)
    .where('state_hash', '=', state.hash)
    .where('browser_hash', '=', browserHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Somebody has come back and is asked for a code besides. */
export async function keepProved(tx: Tx, { tenantId, hash }: Token, proved: Buffer): Promise<void> {
  await tx.q.updateTable('issuer_attempts').set({ proved }).where('tenant_id', '=', tenantId).where('state_hash', '=', hash).execute()
}

/** Takes an attempt away; false where it was: of two who come back by it one comes in. */
export async function spendAttempt(tx: Tx, { tenantId, hash }: Token): Promise<boolean> {
  const { numDeletedRows } = await tx.q
    .deleteFrom('issuer_attempts')
    .where('tenant_id', '=', tenantId)
    .where('state_hash', '=', hash)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function removeOldIssuerAttempts(tx: Tx, tenantId: number, now: Instant): Promise<void> {
  await tx.q.deleteFrom('issuer_attempts').where('tenant_id', '=', tenantId).where('expires_at', '<', now).execute()
}

type Named = { readonly issuerId: string; readonly subject: string }

/** The account that an issuer means by a subject, as it was learned; held until the transaction ends. */
export async function accountOfSubject(tx: Tx, tenantId: number, { issuerId, subject }: Named): Promise<KnownAccount | undefined> {
  const [row] = await tx.raw<KnownAccount>(
    `select a.id, a.disabled_at is null "isOpen", a.kind = 'person' "isPerson" from issuer_identities i
     join accounts a on a.tenant_id = i.tenant_id and a.id = i.account_id
     where i.tenant_id = $1 and i.issuer_id = $2 and i.subject = $3 for no key update of a`,
    [tenantId, issuerId, subject],
  )
  return row
}

export async function knownByLogin(tx: Tx, tenantId: number, login: string): Promise<KnownAccount | undefined> {
  const [row] = await tx.raw<KnownAccount>(
    `select id, disabled_at is null "isOpen", kind = 'person' "isPerson" from accounts where tenant_id = $1 and login = $2 for no key update`,
    [tenantId, login],
  )
  return row
}

export async function learnIdentity(tx: Tx, tenantId: number, accountId: string, { issuerId, subject, at }: Named & { at: Instant }) {
  await tx.q
    .insertInto('issuer_identities')
    .values({ tenant_id: tenantId, issuer_id: issuerId, subject, account_id: accountId, known_since: at })
    .execute()
}

/** Who somebody is to any issuer is learned anew; how many had been learned. */
export async function forgetIdentities(tx: Tx, tenantId: number, accountId: string): Promise<number> {
  const { numDeletedRows } = await tx.q
    .deleteFrom('issuer_identities')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Ends the sessions that were begun by an issuer: of one of its sessions, or of all of a subject. Whose they were. */
export const endIssuerSessions = (
  tx: Tx,
  tenantId: number,
  { issuerId, subject, session }: { readonly issuerId: string; readonly subject: string | null; readonly session: string | null },
): Promise<readonly { readonly accountId: string }[]> =>
  tx.raw<{ accountId: string }>(
    `delete from sessions where tenant_id = $1 and issuer_id = $2
       and ($3::text is null or issuer_subject = $3) and ($4::text is null or issuer_session = $4)
     returning account_id "accountId"`,
    [tenantId, issuerId, subject, session],
  )

export type SessionIssuer = { readonly issuerId: string; readonly idToken: Buffer }

/** By what issuer a session was begun, with what that one wants to see where it ends. */
export async function issuerOfSession(tx: Tx, { tenantId, hash }: Token): Promise<SessionIssuer | undefined> {
  const row = await tx.q
    .selectFrom('sessions')
    .select(['issuer_id', 'id_token'])
    .where('tenant_id', '=', tenantId)
    .where('token_hash', '=', hash)
    .executeTakeFirst()
  return row?.issuer_id && row.id_token ? { issuerId: row.issuer_id, idToken: row.id_token } : undefined
}
