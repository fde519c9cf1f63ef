import type { Role } from '@haidang/domain/access/roles'
import type { Day, Instant } from '@haidang/domain/periods/day'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type NewPostChange = {
  readonly id: string
  readonly accountId: string
  readonly from: Day
  readonly document: string
  readonly to: { readonly unitId: string; readonly post: string; readonly roles: readonly Role[] } | null
  readonly successorId: string | null
}

export async function savePostChange(tx: Tx, call: Call, { id, accountId, from, document, to, successorId }: NewPostChange): Promise<void> {
  await tx.q
    .insertInto('post_changes')
    .values({
      tenant_id: call.tenantId,
      id,
      account_id: accountId,
      from_day: from,
      document,
      unit_id: to?.unitId ?? null,
      post: to?.post ?? null,
      roles: to?.roles.toSorted() ?? null,
      successor_id: successorId,
      recorded_at: call.now,
      recorded_by: call.actor.id,
      withdrawn_at: null,
      withdrawn_by: null,
      applied_at: null,
      unit_before: null,
      post_before: null,
      roles_before: null,
    })
    .execute()
}

export type WaitingChange = NewPostChange & { readonly recordedBy: string | null }

/** The changes that wait, held until the transaction ends: of one person, or all that are due on a day. */
export const waitingChanges = (
  tx: Tx,
  tenantId: number,
  which: { readonly accountId: string } | { readonly dueOn: Day },
): Promise<readonly WaitingChange[]> =>
  tx.raw<WaitingChange>(
    `select c.id, c.account_id "accountId", c.from_day "from", c.document, c.successor_id "successorId", c.recorded_by "recordedBy",
       case when c.unit_id is null then null else json_build_object('unitId', c.unit_id, 'post', c.post, 'roles', c.roles) end "to"
     from post_changes c
     where c.tenant_id = $1 and c.applied_at is null and c.withdrawn_at is null
       and ($2::uuid is null or c.account_id = $2) and ($3::date is null or c.from_day <= $3)
     order by c.from_day, c.id for no key update`,
    [tenantId, 'accountId' in which ? which.accountId : null, 'dueOn' in which ? which.dueOn : null],
  )

export async function withdrawChange(tx: Tx, { tenantId, now, actor }: Call, id: string): Promise<void> {
  await tx.raw('update post_changes set withdrawn_at = $3, withdrawn_by = $4 where tenant_id = $1 and id = $2', [
    tenantId,
    id,
    now,
    actor.id,
  ])
}

export type AccountStanding = {
  readonly id: string
  readonly unitId: string
  readonly post: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly isClosed: boolean
}

/** How somebody stands by their account, which is held until the transaction ends; a reading holds nothing. */
export async function standingOfAccount(
  tx: Tx,
  tenantId: number,
  id: string,
  { isHeld = true } = {},
): Promise<AccountStanding | undefined> {
  const [row] = await tx.raw<AccountStanding>(
    `select a.id, a.unit_id "unitId", a.post, a.full_name "name", a.disabled_at is not null "isClosed",
       array(select r.role from account_roles r where r.tenant_id = $1 and r.account_id = a.id order by r.role) "roles"
     from accounts a where a.tenant_id = $1 and a.id = $2 ${isHeld ? 'for no key update' : ''}`,
    [tenantId, id],
  )
  return row
}

/** What the account says until now is kept with the change, and then it says the new. */
export async function writeMove(tx: Tx, tenantId: number, change: WaitingChange, before: AccountStanding, at: Instant): Promise<void> {
  await tx.raw(
    'update post_changes set applied_at = $3, unit_before = $4, post_before = $5, roles_before = $6 where tenant_id = $1 and id = $2',
    [tenantId, change.id, at, before.unitId, before.post, before.roles],
  )
  if (change.to === null) return
  await tx.raw('update accounts set unit_id = $3, post = $4 where tenant_id = $1 and id = $2', [
    tenantId,
    change.accountId,
    change.to.unitId,
    change.to.post,
  ])
}

/** What somebody kept by a name passes to who comes after them; where that one has the name too, it says whose it was. */
export async function passSavedViews(tx: Tx, tenantId: number, from: string, to: string): Promise<number> {
  const rows = await tx.raw(
    `update saved_views v set account_id = $3, name = case
         when exists (select from saved_views o where o.tenant_id = $1 and o.account_id = $3 and o.name = v.name)
         then left(v.name, 100) || ' (' || (select a.full_name from accounts a where a.tenant_id = $1 and a.id = $2) || ', ' || left(v.id::text, 8) || ')'
         else v.name end
     where v.tenant_id = $1 and v.account_id = $2 returning 1`,
    [tenantId, from, to],
  )
  return rows.length
}

export type PastChange = {
  readonly on: Day
  readonly unitBefore: string
  readonly postBefore: string | null
  readonly document: string | null
}

/** What ended each post of somebody: a change of post, or a reorganisation that stands. */
export const pastChanges = (tx: Tx, tenantId: number, accountId: string): Promise<readonly PastChange[]> =>
  tx.raw<PastChange>(
    `select c.from_day "on", c.unit_before "unitBefore", c.post_before "postBefore", c.document
       from post_changes c where c.tenant_id = $1 and c.account_id = $2 and c.applied_at is not null and c.unit_id is not null
     union all
     select r.effective_on, m.from_unit_id, null, r.document_number
       from moved_accounts m join reorganisations r on r.tenant_id = $1 and r.id = m.reorganisation_id and r.undone_at is null
      where m.tenant_id = $1 and m.account_id = $2
     order by 1`,
    [tenantId, accountId],
  )

/** Since when somebody has an account, and the day on which they left. */
export async function lifeOfAccount(
  tx: Tx,
  tenantId: number,
  id: string,
): Promise<{ readonly since: Day; readonly leftOn: Day | null } | undefined> {
  const [row] = await tx.raw<{ readonly since: Day; readonly leftOn: Day | null }>(
    `select (a.created_at at time zone 'Asia/Ho_Chi_Minh')::date since,
       case when a.disabled_because = 'left' then (
         select max(c.from_day) from post_changes c where c.tenant_id = $1 and c.account_id = a.id and c.unit_id is null and c.applied_at is not null
       ) end "leftOn"
     from accounts a where a.tenant_id = $1 and a.id = $2`,
    [tenantId, id],
  )
  return row
}

export type UnitThen = {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly group: 'committee' | 'department' | 'agency' | 'ward' | 'area'
}

/** Units as they were called on days, in the order of what is asked. */
export const unitsThen = (
  tx: Tx,
  tenantId: number,
  asked: readonly { readonly unitId: string; readonly on: Day }[],
): Promise<readonly UnitThen[]> =>
  tx.raw<UnitThen>(
    `select u.unit_id "id", u.name, u.short_name "shortName", u.unit_group "group"
       from unnest($2::uuid[], $3::date[]) with ordinality q (unit_id, day, place)
       cross join lateral (
         select v.* from unit_versions v where v.tenant_id = $1 and v.unit_id = q.unit_id
         order by (v.valid_from <= q.day and (v.valid_to is null or v.valid_to > q.day)) desc, v.valid_from desc limit 1
       ) u
     order by q.place`,
    [tenantId, asked.map(({ unitId }) => unitId), asked.map(({ on }) => on)],
  )

/** What a unit has not finished, and who else than somebody reports for it; what is that person's own. */
export async function leftBehind(
  tx: Tx,
  tenantId: number,
  { id, unitId }: Pick<AccountStanding, 'id' | 'unitId'>,
): Promise<{ readonly reports: number; readonly tasks: number; readonly otherFocalPoints: number; readonly savedViews: number }> {
  const [row] = await tx.raw<{ reports: number; tasks: number; otherFocalPoints: number; savedViews: number }>(
    `select
       (select count(*)::int from reports r where r.tenant_id = $1 and r.unit_id = $3 and r.state in ('open', 'returned')) reports,
       (select count(*)::int from task_assignments t where t.tenant_id = $1 and t.unit_id = $3 and t.state in ('assigned', 'inProgress')) tasks,
       (select count(*)::int from accounts a join account_roles l on l.tenant_id = $1 and l.account_id = a.id and l.role = 'focalPoint'
         where a.tenant_id = $1 and a.unit_id = $3 and a.id <> $2 and a.disabled_at is null) "otherFocalPoints",
       (select count(*)::int from saved_views v where v.tenant_id = $1 and v.account_id = $2) "savedViews"`,
    [tenantId, id, unitId],
  )
  return row ?? { reports: 0, tasks: 0, otherFocalPoints: 0, savedViews: 0 }
}
