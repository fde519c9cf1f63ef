import type { CountedAt } from '@haidang/domain/access/lock-out'
import type { Instant } from '@haidang/domain/periods/day'
import { real } from '../platform/sessions.ts'
import type { Tx } from '../platform/transaction.ts'

/** Whose proof is tried, and where it is counted. */
export type Attempt = {
  readonly tenantId: number
  /** Of what was typed as login, whether anybody has it or not. */
  readonly loginHash: Buffer
  readonly places: readonly Place[]
}
export type Place = { readonly at: CountedAt; readonly name: string }

/** Until when nobody comes in from there; undefined while one may try. Who else tries from there meanwhile waits for the outcome. */
export async function lockedUntil(tx: Tx, { tenantId, loginHash, places }: Attempt, now: Instant): Promise<Instant | undefined> {
  const rows = await tx.q
    .selectFrom('sign_in_failures')
    .select('locked_until')
    .where('tenant_id', '=', tenantId)
    .where('login_hash', '=', loginHash)
    .where(
      'place',
      'in',
      places.map(({ name }) => name),
    )
    .where('locked_until', '>', now)
    .orderBy('place')
    .forUpdate()
    .execute()
  return rows
    .flatMap(({ locked_until: until }) => (until === null ? [] : [until]))
    .toSorted()
    .at(-1)
}

/** Counts one more wrong proof at each of its places; what is older than `rememberedSince` is no longer counted. How many there are now, by place. */
export async function addFailure(
  tx: Tx,
  { tenantId, loginHash, places }: Attempt,
  { now, rememberedSince }: { readonly now: Instant; readonly rememberedSince: Instant },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.raw<{ place: string; failures: number }>(
    `insert into sign_in_failures as f (tenant_id, login_hash, place, failures, failed_at)
     select $1::bigint, $2::bytea, p, 1, $4::timestamptz from unnest($3::text[]) p order by p
     on conflict (tenant_id, login_hash, place) do update set
       failures = case when f.failed_at < $5::timestamptz then 1 else f.failures + 1 end, failed_at = excluded.failed_at
     returning f.place, f.failures`,
    [tenantId, loginHash, places.map(({ name }) => name), now, rememberedSince],
  )
  return new Map(rows.map(({ place, failures }) => [place, failures]))
}

export async function lockPlace(tx: Tx, { tenantId, loginHash }: Attempt, place: string, until: Instant): Promise<void> {
  await tx.q
    .updateTable('sign_in_failures')
    .set({ locked_until: until })
    .where('tenant_id', '=', tenantId)
    .where('login_hash', '=', loginHash)
    .where('place', '=', place)
    .execute()
}

export async function forgetFailuresAt(tx: Tx, { tenantId, loginHash }: Attempt, places: readonly string[]): Promise<void> {
  await tx.q
    .deleteFrom('sign_in_failures')
    .where('tenant_id', '=', tenantId)
    .where('login_hash', '=', loginHash)
    .where('place', 'in', [...places])
    .execute()
}

/** As `forgetFailuresAt`, at every place: an administrator vouches for who asks. How many places there were. */
export async function forgetAllFailures(tx: Tx, tenantId: number, loginHash: Buffer): Promise<number> {
  const { numDeletedRows } = await tx.q
    .deleteFrom('sign_in_failures')
    .where('tenant_id', '=', tenantId)
    .where('login_hash', '=', loginHash)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export async function isKnownDevice(
  tx: Tx,
  tenantId: number,
  { accountId, deviceHash }: { readonly accountId: string; readonly deviceHash: Buffer },
): Promise<boolean> {
  const row = await tx.q
    .selectFrom('known_devices')
    .select('seen_at')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('device_hash', '=', deviceHash)
    .executeTakeFirst()
  return row !== undefined
}

export async function knowDevice(tx: Tx, tenantId: number, accountId: string, deviceHash: Buffer): Promise<void> {
  const now = real(Date.now())
  await tx.q
    .insertInto('known_devices')
    .values({ tenant_id: tenantId, account_id: accountId, device_hash: deviceHash, known_since: now, seen_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'account_id', 'device_hash']).doUpdateSet((row) => ({ seen_at: row.ref('excluded.seen_at') })),
    )
    .execute()
}

/** After a new password the other devices begin as strangers. */
export async function forgetOtherDevices(tx: Tx, tenantId: number, accountId: string, kept: Buffer | undefined): Promise<void> {
  const query = tx.q.deleteFrom('known_devices').where('tenant_id', '=', tenantId).where('account_id', '=', accountId)
  await (kept === undefined ? query : query.where('device_hash', '<>', kept)).execute()
}

export async function removeOldAttempts(
  tx: Tx,
  tenantId: number,
  { rememberedSince, devicesSince }: { readonly rememberedSince: Instant; readonly devicesSince: Instant },
): Promise<void> {
  await tx.q.deleteFrom('sign_in_failures').where('tenant_id', '=', tenantId).where('failed_at', '<', rememberedSince).execute()
  await tx.q.deleteFrom('known_devices').where('tenant_id', '=', tenantId).where('seen_at', '<', devicesSince).execute()
}
