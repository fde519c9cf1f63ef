import type { Passkeys } from '@haidang/api/passkeys'
import type { Instant } from '@haidang/domain/periods/day'
import type { Tx } from '../platform/transaction.ts'
import type { Owner } from './factors-store.ts'

export type KeyRow = {
  readonly id: string
  readonly accountId: string
  readonly credentialId: Buffer
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
}

const keyColumns = [
  'id',
  'account_id as accountId',
  'credential_id as credentialId',
  'public_key as publicKey',
  'counter',
  'transports',
  'name',
] as const

/** A person's keys as they see them, the oldest first. */
export const keysShown = (tx: Tx, { tenantId, accountId }: Owner): Promise<Passkeys['keys']> =>
  tx.raw<Passkeys['keys'][number]>(
    `select id, name, added_at "addedAt", last_used_at "lastUsedAt" from passkeys where tenant_id = $1 and account_id = $2 order by added_at, id`,
    [tenantId, accountId],
  )

export const keysOf = (tx: Tx, { tenantId, accountId }: Owner): Promise<readonly KeyRow[]> =>
  tx.q.selectFrom('passkeys').select(keyColumns).where('tenant_id', '=', tenantId).where('account_id', '=', accountId).execute()

/** The key with this credential, held until the transaction ends, so that its count only grows. */
export const keyOfCredential = (tx: Tx, tenantId: number, credentialId: Buffer): Promise<KeyRow | undefined> =>
  tx.q
    .selectFrom('passkeys')
    .select(keyColumns)
    .where('tenant_id', '=', tenantId)
    .where('credential_id', '=', credentialId)
    .forUpdate()
    .executeTakeFirst()

export async function addKey(
  tx: Tx,
  { tenantId, accountId }: Owner,
  { addedAt, ...key }: Omit<KeyRow, 'accountId'> & { readonly addedAt: Instant },
): Promise<void> {
  await tx.q
    .insertInto('passkeys')
    .values({
      tenant_id: tenantId,
      id: key.id,
      account_id: accountId,
      credential_id: key.credentialId,
      public_key: key.publicKey,
      counter: key.counter,
      transports: key.transports,
      name: key.name,
      added_at: addedAt,
      last_used_at: null,
    })
    .execute()
}

export async function noteKeyUse(
  tx: Tx,
  tenantId: number,
  { id, counter, at }: { readonly id: string; readonly counter: number; readonly at: Instant },
): Promise<void> {
  await tx.q.updateTable('passkeys').set({ counter, last_used_at: at }).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
}

/** False where it is none of theirs. */
export async function renameKey(tx: Tx, { tenantId, accountId }: Owner, id: string, name: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.q
    .updateTable('passkeys')
    .set({ name })
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes one key of a person away, or all; their names. */
export async function removeKeys(tx: Tx, { tenantId, accountId }: Owner, id: string | null): Promise<readonly string[]> {
  const query = tx.q.deleteFrom('passkeys').where('tenant_id', '=', tenantId).where('account_id', '=', accountId).returning('name')
  const rows = await (id === null ? query : query.where('id', '=', id)).execute()
  return rows.map(({ name }) => name)
}

export type Purpose = 'add' | 'signIn' | 'prove'
type Challenge = { readonly tenantId: number; readonly hash: Buffer; readonly purpose: Purpose; readonly accountId: string | null }

export async function keepChallenge(
  tx: Tx,
  { tenantId, hash, purpose, accountId, expiresAt }: Challenge & { readonly expiresAt: Instant },
): Promise<void> {
  await tx.q
    .insertInto('passkey_challenges')
    .values({ tenant_id: tenantId, challenge_hash: hash, purpose, account_id: accountId, expires_at: expiresAt })
    .execute()
}

/** Takes a challenge away: of two answers to it one counts. False where it was none, of another, or too old. */
export async function spendChallenge(
  tx: Tx,
  { tenantId, hash, purpose, accountId, now }: Challenge & { readonly now: Instant },
): Promise<boolean> {
  const query = tx.q
    .deleteFrom('passkey_challenges')
    .where('tenant_id', '=', tenantId)
    .where('challenge_hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
  const whose = accountId === null ? query.where('account_id', 'is', null) : query.where('account_id', '=', accountId)
  const { numDeletedRows } = await whose.executeTakeFirst()
  return numDeletedRows > 0n
}

export async function removeChallengesBefore(tx: Tx, tenantId: number, now: Instant): Promise<void> {
  await tx.q.deleteFrom('passkey_challenges').where('tenant_id', '=', tenantId).where('expires_at', '<', now).execute()
}
