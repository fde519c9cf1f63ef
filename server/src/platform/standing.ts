/**
 * The one place where it is read by whose rights somebody acts: one's own as they are on the office's day, or those of a delegation that is in
 * force. A change of post holds from the first second of its day, whether it is written into the account by then or not; a delegation ends by
 * itself, and with it what its holder has not any more.
 */

/** SQL of the change of post of `account` that is due on the day. */
const dueChange = (tenant: string, account: string, day: string, as: string): string =>
  `left join post_changes ${as} on ${as}.tenant_id = ${tenant} and ${as}.account_id = ${account}.id and ${as}.applied_at is null
    and ${as}.withdrawn_at is null and ${as}.from_day <= ${day}`

const rolesOf = (tenant: string, account: string): string =>
  `array(select l.role from account_roles l where l.tenant_id = ${tenant} and l.account_id = ${account}.id order by l.role)`

/** SQL of the roles that the delegation `q` gives on a day, as `roles`: what its holder has, in the unit where they stand; none where that is over. */
export const rolesBy = (tenant: string, day: string): string => `
  select case
    when not exists (select from unit_versions v where v.tenant_id = ${tenant} and v.unit_id = q.unit_id
      and v.valid_from <= ${day} and (v.valid_to is null or v.valid_to > ${day})) then '{}'::text[]
    when q.from_account is null then q.roles
    when g.id is null or (h.id is not null and h.unit_id is null) or coalesce(h.unit_id, g.unit_id) <> q.unit_id then '{}'::text[]
    else array(select r.role from unnest(q.roles) r (role) where r.role = any(coalesce(h.roles, ${rolesOf(tenant, 'g')})) order by r.role)
  end roles
  from (select) one
  left join accounts g on g.tenant_id = ${tenant} and g.id = q.from_account and g.disabled_at is null
  ${dueChange(tenant, 'g', day, 'h')}`

/** SQL of how the account `a` stands in the session `s` on the day `d.today`, as `p`; and by which delegation, as `u`. Whoever leaves stands nowhere. `under`: where the delegation is named. */
export const standingOf = (tenant: string, under = 's.acting_under'): string => `
${dueChange(tenant, 'a', 'd.today', 'c')}
left join lateral (
  select q.id, q.unit_id, q.from_account, q.until_day, e.roles, (select f.full_name from accounts f where f.tenant_id = ${tenant} and f.id = q.from_account) holder
  from delegations q cross join lateral (${rolesBy(tenant, 'd.today')}) e
  where q.tenant_id = ${tenant} and q.id = ${under} and q.to_account = a.id and q.ended_at is null
    and d.today between q.from_day and q.until_day and cardinality(e.roles) > 0
) u on true
join lateral (
  select coalesce(u.unit_id, c.unit_id, a.unit_id) unit_id, coalesce(c.post, a.post) post, coalesce(u.roles, c.roles, ${rolesOf(tenant, 'a')}) roles
) p on c.id is null or c.unit_id is not null`
