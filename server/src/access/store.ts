import type { Instant } from '@haidang/domain/periods/day'
import type { Role } from '@haidang/domain/access/roles'
import { sql } from 'kysely'
import type { Call, Services } from '../platform/call.ts'
import { newToken, readToken } from '../platform/sessions.ts'
import { inNoOffice, type Tx } from '../platform/transaction.ts'

export type OfficeSettings = { readonly tenantId: number; readonly slug: string; readonly name: string; readonly practice: boolean }

export const offices = (services: Services): Promise<readonly OfficeSettings[]> =>
  inNoOffice({ services }, (tx) =>
    tx.q
      .selectFrom('tenants')
      .select(['tenant_id as tenantId', 'slug', 'name', 'practice'])
      .orderBy('practice')
      .orderBy('tenant_id')
      .execute(),
  )

export async function tenantOfSlug(services: Services, slug: string): Promise<number | undefined> {
  const row = await inNoOffice({ services }, (tx) =>
    tx.q.selectFrom('tenants').select('tenant_id').where('slug', '=', slug).executeTakeFirst(),
  )
  return row?.tenant_id
}

export async function isPractice(tx: Tx, tenantId: number): Promise<boolean> {
  const row = await tx.q.selectFrom('tenants').select('practice').where('tenant_id', '=', tenantId).executeTakeFirstOrThrow()
  return row.practice
}

export type Account = {
  readonly id: string
  readonly login: string
  readonly full_name: string
  readonly password_hash: string | null
  readonly kind: 'person' | 'service'
}

const accountColumns = ['id', 'login', 'full_name', 'password_hash', 'kind'] as const

export const openAccount = async (
  tx: Tx,
  tenantId: number,
  by: { readonly login: string } | { readonly id: string },
): Promise<Account | undefined> => {
  const query = tx.q
    .selectFrom('accounts')
    .select(accountColumns)
    .where('tenant_id', '=', tenantId)
    .where('disabled_at', 'is', null)
    // Not the key: a row that refers to the account (a link, a session) need not wait for who signs in.
    .forNoKeyUpdate()
  return 'login' in by
    ? query.where('login', '=', by.login.toLowerCase()).executeTakeFirst()
    : query.where('id', '=', by.id).executeTakeFirst()
}

/** Who may come in by this login, before a transaction: the hash is checked outside of one. */
export const accountOfLogin = async (tx: Tx, tenantId: number, login: string): Promise<Pick<Account, 'id' | 'password_hash'> | undefined> =>
  tx.q
    .selectFrom('accounts')
    .select(['id', 'password_hash'])
    .where('tenant_id', '=', tenantId)
    .where('login', '=', login.toLowerCase())
    .where('disabled_at', 'is', null)
    .executeTakeFirst()

export async function noteEntry(tx: Tx, tenantId: number, accountId: string, at: Instant): Promise<void> {
  await tx.q.updateTable('accounts').set({ idle_since: at }).where('tenant_id', '=', tenantId).where('id', '=', accountId).execute()
}

export async function setPassword(tx: Tx, tenantId: number, accountId: string, passwordHash: string): Promise<void> {
  await tx.q
    .updateTable('accounts')
    .set({ password_hash: passwordHash, must_change_password: false })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .execute()
}

/** A password that somebody else has given: it opens only the way to one's own. */
export async function setFirstPassword(tx: Tx, tenantId: number, accountId: string, passwordHash: string): Promise<void> {
  await tx.q
    .updateTable('accounts')
    .set({ password_hash: passwordHash, must_change_password: true })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .execute()
}

/** Links that were given and not used open nothing any more. */
export async function voidLinks(tx: Tx, tenantId: number, accountId: string): Promise<void> {
  await tx.q
    .updateTable('sign_in_links')
    .set({ used_at: new Date().toISOString() })
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute()
}

/** A sign-in link works once. Returns the token; only its hash is kept. */
export async function addLink(tx: Tx, tenantId: number, accountId: string, lifetimeHours: number): Promise<string> {
  const token = newToken(tenantId)
  const now = Date.now()
  await tx.q
    .insertInto('sign_in_links')
    .values({
      tenant_id: tenantId,
      token_hash: token.hash,
      account_id: accountId,
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + lifetimeHours * 3_600_000).toISOString(),
      used_at: null,
    })
    .execute()
  return token.text
}

export type OpenLink = { readonly tenantId: number; readonly accountId: string; readonly hash: Buffer }

/** A link that still opens something, held until the transaction ends; undefined when it is unknown, used or too old. */
export async function openLink(tx: Tx, tokenText: string): Promise<OpenLink | undefined> {
  const token = readToken(tokenText)
  if (token === undefined) return undefined

  const row = await tx.q
    .selectFrom('sign_in_links')
    .select('account_id')
    .where('tenant_id', '=', token.tenantId)
    .where('token_hash', '=', token.hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date().toISOString())
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : { tenantId: token.tenantId, accountId: row.account_id, hash: token.hash }
}

export async function spendLink(tx: Tx, { tenantId, hash }: OpenLink): Promise<void> {
  await tx.q
    .updateTable('sign_in_links')
    .set({ used_at: new Date().toISOString() })
    .where('tenant_id', '=', tenantId)
    .where('token_hash', '=', hash)
    .execute()
}

export async function setClockShift(tx: Tx, tenantId: number, shiftSeconds: number): Promise<boolean> {
  const row = await tx.q
    .updateTable('tenants')
    .set({ clock_shift_seconds: shiftSeconds })
    .where('tenant_id', '=', tenantId)
    .where('practice', '=', true)
    .returning('tenant_id')
    .executeTakeFirst()
  return row !== undefined
}

export type NewPerson = {
  readonly id: string
  readonly login: string
  readonly fullName: string
  readonly post: string
  readonly unitId: string
  readonly roles: readonly Role[]
  readonly email: string | null
  /** Before anything else they choose a password. */
  readonly mustChangePassword: boolean
  readonly kind?: 'person' | 'service'
}

export async function addPerson(
  tx: Tx,
  call: Call,
  { id, login, fullName, post, unitId, roles, email, mustChangePassword, kind = 'person' }: NewPerson,
): Promise<void> {
  await tx.q
    .insertInto('accounts')
    .values({
      tenant_id: call.tenantId,
      id,
      login: login.toLowerCase(),
      full_name: fullName,
      post,
      unit_id: unitId,
      email,
      password_hash: null,
      must_change_password: mustChangePassword,
      disabled_at: null,
      disabled_because: null,
      kind,
      created_at: call.now,
    })
    .execute()
  await tx.q
    .insertInto('account_roles')
    .values(roles.map((role) => ({ tenant_id: call.tenantId, account_id: id, role })))
    .execute()
}

/** Closes an account that is open: who has it has nothing open any more. False where it was closed. */
export async function closeAccount(
  tx: Tx,
  tenantId: number,
  accountId: string,
  { because, at }: { readonly because: 'idle' | 'administrator' | 'left'; readonly at: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.q
    .updateTable('accounts')
    .set({ disabled_at: at, disabled_because: because })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Opens an account again; false where it was open. */
export async function reopenAccount(tx: Tx, tenantId: number, accountId: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx.q
    .updateTable('accounts')
    .set({ disabled_at: null, disabled_because: null, idle_since: at })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .where('disabled_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Open accounts that nobody has signed in to since, the longest unused first. */
export const idleAccounts = async (tx: Tx, tenantId: number, since: Instant): Promise<readonly { readonly id: string }[]> =>
  tx.q
    .selectFrom('accounts')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('disabled_at', 'is', null)
    .where('idle_since', '<', since)
    .orderBy('idle_since')
    .forNoKeyUpdate()
    .execute()

/** The people who administer and stay: open, and without an end of it on its way; held until the transaction ends, so that not all of them go at once. */
export async function openAdministrators(tx: Tx, tenantId: number): Promise<readonly string[]> {
  const rows = await tx.q
    .selectFrom('accounts as a')
    .select('a.id')
    .where('a.tenant_id', '=', tenantId)
    .where('a.disabled_at', 'is', null)
    .where('a.kind', '=', 'person')
    .where((where) =>
      where.exists(
        where
          .selectFrom('account_roles as r')
          .select('r.role')
          .whereRef('r.tenant_id', '=', 'a.tenant_id')
          .whereRef('r.account_id', '=', 'a.id')
          .where('r.role', '=', 'administrator'),
      ),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('post_changes as c')
            .select('c.id')
            .whereRef('c.tenant_id', '=', 'a.tenant_id')
            .whereRef('c.account_id', '=', 'a.id')
            .where('c.applied_at', 'is', null)
            .where('c.withdrawn_at', 'is', null)
            .where(sql<boolean>`not coalesce('administrator' = any(c.roles), false)`),
        ),
      ),
    )
    .orderBy('a.id')
    .forNoKeyUpdate('a')
    .execute()
  return rows.map(({ id }) => id)
}
