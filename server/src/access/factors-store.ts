import type { Instant } from '@haidang/domain/periods/day'
import type { Tx } from '../platform/transaction.ts'

export type FactorRow = {
  readonly secret: Buffer
  readonly begunAt: Instant
  readonly confirmedAt: Instant | null
  readonly lastStep: number | null
}

/** Whose of an office. */
export type Owner = { readonly tenantId: number; readonly accountId: string }

/** A person's second factor, also one that is not confirmed yet; held until the transaction ends, so that a code is used once. */
export async function openFactor(tx: Tx, { tenantId, accountId }: Owner): Promise<FactorRow | undefined> {
  const row = await tx.q
    .selectFrom('second_factors')
    .select(['secret', 'begun_at', 'confirmed_at', 'last_step'])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return row && { secret: row.secret, begunAt: row.begun_at, confirmedAt: row.confirmed_at, lastStep: row.last_step }
}

/** Begins one, in place of one that was begun and not confirmed. */
export async function beginFactor(tx: Tx, { tenantId, accountId }: Owner, secret: Buffer, at: Instant): Promise<void> {
  await tx.q
    .insertInto('second_factors')
    .values({ tenant_id: tenantId, account_id: accountId, secret, begun_at: at, confirmed_at: null, last_step: null })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'account_id'])
        .doUpdateSet((row) => ({ secret: row.ref('excluded.secret'), begun_at: row.ref('excluded.begun_at') })),
    )
    .execute()
}

export async function spendStep(
  tx: Tx,
  { tenantId, accountId }: Owner,
  { step, confirmedAt }: { readonly step: number; readonly confirmedAt: Instant },
): Promise<void> {
  await tx.q
    .updateTable('second_factors')
    .set({ last_step: step, confirmed_at: confirmedAt })
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .execute()
}

/** Takes the factor and its codes away; false where there was none. */
export async function removeFactor(tx: Tx, { tenantId, accountId }: Owner): Promise<boolean> {
  await tx.q.deleteFrom('recovery_codes').where('tenant_id', '=', tenantId).where('account_id', '=', accountId).execute()
  const { numDeletedRows } = await tx.q
    .deleteFrom('second_factors')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Codes in place of all that there were. */
export async function replaceCodes(tx: Tx, { tenantId, accountId }: Owner, hashes: readonly Buffer[], at: Instant): Promise<void> {
  await tx.q.deleteFrom('recovery_codes').where('tenant_id', '=', tenantId).where('account_id', '=', accountId).execute()
  await tx.q
    .insertInto('recovery_codes')
    .values(hashes.map((hash) => ({ tenant_id: tenantId, account_id: accountId, code_hash: hash, made_at: at, used_at: null })))
    .execute()
}

/** Uses a code up; false where it is none, or was used. */
export async function spendCode(tx: Tx, { tenantId, accountId }: Owner, hash: Buffer, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx.q
    .updateTable('recovery_codes')
    .set({ used_at: at })
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function codesLeft(tx: Tx, { tenantId, accountId }: Owner): Promise<number> {
  const row = await tx.q
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.left
}
