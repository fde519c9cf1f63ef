import type { Colleague, Delegation } from '@haidang/api/delegations'
import type { Role } from '@haidang/domain/access/roles'
import type { Day } from '@haidang/domain/periods/day'
import type { Call } from '../platform/call.ts'
import { rolesBy } from '../platform/standing.ts'
import type { Tx } from '../platform/transaction.ts'

export type NewDelegation = {
  readonly id: string
  readonly holderId: string | null
  readonly receiverId: string
  readonly unitId: string
  readonly roles: readonly Role[]
  readonly from: Day
  readonly until: Day
  readonly reason: string
  readonly document: string
}

export async function saveDelegation(
  tx: Tx,
  { tenantId, now, viewer }: Call,
  { holderId, receiverId, unitId, from, until, roles, ...said }: NewDelegation,
): Promise<void> {
  await tx.q
    .insertInto('delegations')
    .values({
      ...said,
      tenant_id: tenantId,
      from_account: holderId,
      to_account: receiverId,
      unit_id: unitId,
      roles: roles.toSorted(),
      from_day: from,
      until_day: until,
      given_at: now,
      given_by: viewer.accountId,
      ended_at: null,
      ended_by: null,
    })
    .execute()
}

type Listed = Omit<Delegation, 'can'> & { readonly givenById: string }

const today = `(select (($2::timestamptz) at time zone 'Asia/Ho_Chi_Minh')::date)`

/** Delegations as they stand on the office's day, the newest first: all, those that have to do with somebody, or one. */
export const delegationsOf = (
  tx: Tx,
  { tenantId, now }: Call,
  { accountId = null, id = null }: { readonly accountId?: string | null; readonly id?: string | null },
): Promise<readonly Listed[]> =>
  tx.raw<Listed>(
    `select q.id, q.roles, q.from_day "from", q.until_day "until", q.reason, q.document, q.given_at "givenAt", b.full_name "givenBy", b.id "givenById",
       case when f.id is null then null else json_build_object('id', f.id, 'name', f.full_name) end "holder",
       json_build_object('id', r.id, 'name', r.full_name) "receiver",
       json_build_object('id', v.unit_id, 'name', v.name, 'shortName', v.short_name, 'group', v.unit_group) "unit",
       case when q.ended_at is null then null else json_build_object('at', to_char(q.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', x.full_name) end "ended",
       case when q.ended_at is not null then 'ended' when q.until_day < d.today then 'over' when q.from_day > d.today then 'waiting'
         when cardinality(e.roles) = 0 then 'void' else 'inForce' end "state"
     from delegations q
     cross join lateral (select ${today} as today) d
     cross join lateral (${rolesBy('$1', 'd.today')}) e
     join accounts r on r.tenant_id = $1 and r.id = q.to_account
     join accounts b on b.tenant_id = $1 and b.id = q.given_by
     left join accounts f on f.tenant_id = $1 and f.id = q.from_account
     left join accounts x on x.tenant_id = $1 and x.id = q.ended_by
     cross join lateral (
       select n.* from unit_versions n where n.tenant_id = $1 and n.unit_id = q.unit_id
       order by (n.valid_from <= q.until_day and (n.valid_to is null or n.valid_to > q.until_day)) desc, n.valid_from desc limit 1
     ) v
     where q.tenant_id = $1 and ($3::uuid is null or $3 in (q.from_account, q.to_account, q.given_by)) and ($4::uuid is null or q.id = $4)
     order by q.from_day desc, q.id desc`,
    [tenantId, now, accountId, id],
  )

/** Held until the transaction ends: it is not ended twice, nor acted under while it ends. */
export async function holdDelegation(tx: Tx, tenantId: number, id: string): Promise<void> {
  await tx.raw('select 1 from delegations where tenant_id = $1 and id = $2 for no key update', [tenantId, id])
}

export async function endDelegation(tx: Tx, { tenantId, now, viewer }: Call, id: string): Promise<void> {
  await tx.raw('update delegations set ended_at = $3, ended_by = $4 where tenant_id = $1 and id = $2', [
    tenantId,
    id,
    now,
    viewer.accountId,
  ])
}

export const colleaguesOf = (tx: Tx, { tenantId, now, viewer }: Call): Promise<readonly Colleague[]> =>
  tx.raw<Colleague>(
    `select a.id, a.full_name "name", a.post, json_build_object('id', v.unit_id, 'name', v.name, 'shortName', v.short_name, 'group', v.unit_group) "unit"
     from accounts a
     cross join lateral (select ${today} as today) d
     cross join lateral (
       select u.* from unit_versions u where u.tenant_id = $1 and u.unit_id = a.unit_id
       order by (u.valid_from <= d.today and (u.valid_to is null or u.valid_to > d.today)) desc, u.valid_from desc limit 1
     ) v
     where a.tenant_id = $1 and a.disabled_at is null and a.id <> $3
     order by a.full_name collate "vi-x-icu", a.login`,
    [tenantId, now, viewer.accountId],
  )
