import type { PersonView } from '@haidang/api/people'
import type { Role } from '@haidang/domain/access/roles'
import type { Instant } from '@haidang/domain/periods/day'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

type PersonRow = Omit<PersonView, 'lockedUntil'>

/** Everybody of the office, or one; by the unit's name of today, then by name. */
export const peopleOf = (tx: Tx, { tenantId, now }: Call, id: string | null): Promise<readonly PersonRow[]> =>
  tx.raw<PersonRow>(
    `select a.id, a.login, a.full_name "name", a.post, a.email, json_build_object('id', v.unit_id, 'name', v.name, 'shortName', v.short_name, 'group', v.unit_group) "unit",
       array(select r.role from account_roles r where r.tenant_id = $1 and r.account_id = a.id order by r.role) "roles",
       case when a.disabled_at is null then null else coalesce(a.disabled_because, 'administrator') end "closedBecause",
       a.password_hash is not null "hasPassword", a.must_change_password "mustChangePassword", a.idle_since "idleSince", a.kind = 'service' "isProgram",
       exists(select from issuer_identities i where i.tenant_id = $1 and i.account_id = a.id) "hasIssuer",
       exists(select from second_factors f where f.tenant_id = $1 and f.account_id = a.id and f.confirmed_at is not null)
         or exists(select from passkeys p where p.tenant_id = $1 and p.account_id = a.id) "hasFactor",
       (select json_build_object('from', c.from_day, 'document', c.document,
           'successor', (select s.full_name from accounts s where s.tenant_id = $1 and s.id = c.successor_id),
           'to', case when c.unit_id is null then null else json_build_object('post', c.post, 'roles', c.roles, 'unit', (
             select json_build_object('id', n.unit_id, 'name', n.name, 'shortName', n.short_name, 'group', n.unit_group) from unit_versions n
              where n.tenant_id = $1 and n.unit_id = c.unit_id
              order by (n.valid_from <= c.from_day and (n.valid_to is null or n.valid_to > c.from_day)) desc, n.valid_from desc limit 1)) end)
          from post_changes c where c.tenant_id = $1 and c.account_id = a.id and c.applied_at is null and c.withdrawn_at is null) "waiting"
     from accounts a
     cross join lateral (select ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date as today) d
     cross join lateral (
       select u.unit_id, u.name, u.short_name, u.unit_group, u.position from unit_versions u
       where u.tenant_id = $1 and u.unit_id = a.unit_id
       order by (u.valid_from <= d.today and (u.valid_to is null or u.valid_to > d.today)) desc, u.valid_from desc limit 1
     ) v
     where a.tenant_id = $1 and ($3::uuid is null or a.id = $3)
     order by v.position, v.name collate "vi-x-icu", a.full_name collate "vi-x-icu", a.login`,
    [tenantId, now, id],
  )

/** Which logins are held up somewhere, and until when. */
export async function lockedLogins(tx: Tx, tenantId: number, now: Instant): Promise<ReadonlyMap<string, Instant>> {
  const rows = await tx.q
    .selectFrom('sign_in_failures')
    .select(({ fn }) => ['login_hash', fn.max('locked_until').as('until')])
    .where('tenant_id', '=', tenantId)
    .where('locked_until', '>', now)
    .groupBy('login_hash')
    .execute()
  return new Map(rows.flatMap(({ login_hash: hash, until }) => (until === null ? [] : [[hash.toString('hex'), until] as const])))
}

export async function rolesOf(tx: Tx, tenantId: number, accountId: string): Promise<readonly Role[]> {
  const rows = await tx.q
    .selectFrom('account_roles')
    .select('role')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .orderBy('role')
    .execute()
  return rows.map(({ role }) => role)
}

export async function replaceRoles(tx: Tx, tenantId: number, accountId: string, roles: readonly Role[]): Promise<void> {
  await tx.q.deleteFrom('account_roles').where('tenant_id', '=', tenantId).where('account_id', '=', accountId).execute()
  await tx.q
    .insertInto('account_roles')
    .values(roles.map((role) => ({ tenant_id: tenantId, account_id: accountId, role })))
    .execute()
}

/** Who has which of these logins. */
export async function namesOfLogins(tx: Tx, tenantId: number, logins: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.raw<{ readonly login: string; readonly name: string }>(
    'select login, full_name "name" from accounts where tenant_id = $1 and login = any($2::text[])',
    [tenantId, logins],
  )
  return new Map(rows.map(({ login, name }) => [login, name]))
}

export async function officeName(tx: Tx, tenantId: number): Promise<string> {
  const { name } = await tx.q.selectFrom('tenants').select('name').where('tenant_id', '=', tenantId).executeTakeFirstOrThrow()
  return name
}
