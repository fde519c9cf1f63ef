import type { Role } from '@haidang/domain/access/roles'
import type { Scope } from '@haidang/domain/access/scopes'
import type { ServiceAccount, TokenView } from '@haidang/api/tokens'
import type { Instant } from '@haidang/domain/periods/day'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type NewApiToken = {
  readonly id: string
  readonly accountId: string
  readonly hash: Buffer
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly madeAt: Instant
  readonly expiresAt: Instant
}

export async function addToken(tx: Tx, { tenantId, viewer }: Call, token: NewApiToken): Promise<void> {
  await tx.q
    .insertInto('api_tokens')
    .values({
      tenant_id: tenantId,
      id: token.id,
      account_id: token.accountId,
      token_hash: token.hash,
      name: token.name,
      scopes: token.scopes,
      made_at: token.madeAt,
      made_by: viewer.accountId,
      expires_at: token.expiresAt,
      last_used_at: null,
      last_address: null,
      refused_at: null,
      revoked_at: null,
      revoked_by: null,
    })
    .execute()
}

export type TokenOfAccount = TokenView & { readonly accountId: string; readonly ownerName: string; readonly ownerIsProgram: boolean }

/** Tokens of the office, or of one account: what works first, then the newest. */
export const tokensOf = (tx: Tx, tenantId: number, accountId: string | null, now: Instant): Promise<readonly TokenOfAccount[]> =>
  tx.raw<TokenOfAccount>(
    `select k.id, k.account_id "accountId", a.full_name "ownerName", a.kind = 'service' "ownerIsProgram", k.name, k.scopes, k.made_at "madeAt", m.full_name "madeBy",
       k.expires_at "expiresAt", k.last_used_at "lastUsedAt", k.last_address "lastAddress",
       case when k.revoked_at is not null then 'revoked' when k.expires_at <= $3 then 'expired' else 'works' end "state"
     from api_tokens k
     join accounts a on a.tenant_id = k.tenant_id and a.id = k.account_id
     join accounts m on m.tenant_id = k.tenant_id and m.id = k.made_by
     where k.tenant_id = $1 and ($2::uuid is null or k.account_id = $2)
     order by k.revoked_at is null and k.expires_at > $3 desc, k.made_at desc, k.id`,
    [tenantId, accountId, now],
  )

/** How many of an account work; its row is held, so that two who make one at once are counted together. */
export async function workingTokens(tx: Tx, tenantId: number, accountId: string, now: Instant): Promise<number> {
  await tx.q.selectFrom('accounts').select('id').where('tenant_id', '=', tenantId).where('id', '=', accountId).forNoKeyUpdate().execute()
  const row = await tx.q
    .selectFrom('api_tokens')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return row.count
}

export type RevokedToken = { readonly id: string; readonly name: string; readonly accountId: string }

/** Ends tokens that still open something: one by its id, of one account or of any, or all of an account. */
export const revokeTokens = (
  tx: Tx,
  { tenantId, viewer }: Call,
  { id = null, accountId = null, at }: { readonly id?: string | null; readonly accountId?: string | null; readonly at: Instant },
): Promise<readonly RevokedToken[]> =>
  tx.raw<RevokedToken>(
    `update api_tokens set revoked_at = $4, revoked_by = $5
     where tenant_id = $1 and ($2::uuid is null or id = $2) and ($3::uuid is null or account_id = $3) and revoked_at is null
     returning id, name, account_id "accountId"`,
    [tenantId, id, accountId, at, viewer.accountId],
  )

type ProgramRow = Omit<ServiceAccount, 'tokens'>

/** The accounts of programs, by name; or one. */
export const serviceAccountsOf = (tx: Tx, { tenantId, now }: Call, id: string | null): Promise<readonly ProgramRow[]> =>
  tx.raw<ProgramRow>(
    `select a.id, a.login, a.full_name "name", a.post "purpose",
       json_build_object('id', v.unit_id, 'name', v.name, 'shortName', v.short_name, 'group', v.unit_group) "unit",
       array(select r.role from account_roles r where r.tenant_id = $1 and r.account_id = a.id order by r.role) "roles",
       case when a.disabled_at is null then null else coalesce(a.disabled_because, 'administrator') end "closedBecause"
     from accounts a
     cross join lateral (select ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date as today) d
     cross join lateral (
       select u.unit_id, u.name, u.short_name, u.unit_group from unit_versions u
       where u.tenant_id = $1 and u.unit_id = a.unit_id
       order by (u.valid_from <= d.today and (u.valid_to is null or u.valid_to > d.today)) desc, u.valid_from desc limit 1
     ) v
     where a.tenant_id = $1 and a.kind = 'service' and ($3::uuid is null or a.id = $3)
     order by a.full_name collate "vi-x-icu", a.login`,
    [tenantId, now, id],
  )

export type NewServiceAccount = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly purpose: string
  readonly unitId: string
  readonly roles: readonly Role[]
}

/** Whether the unit is the office's, on the office's own today. */
export async function isUnitNow(tx: Tx, { tenantId, now }: Call, unitId: string): Promise<boolean> {
  const rows = await tx.raw(
    `select 1 from unit_versions where tenant_id = $1 and unit_id = $2
       and valid_from <= ($3::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date and (valid_to is null or valid_to > ($3::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)`,
    [tenantId, unitId, now],
  )
  return rows.length > 0
}
