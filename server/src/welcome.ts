import type { Role } from '@haidang/domain/access/roles'
import { giveLink } from './access/actions.ts'
import { systemCall, type Services } from './platform/call.ts'

type Guest = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly post: string
  readonly unit: string
  readonly roles: readonly Role[]
}

const linkHours = 24
/** A sample city has forty focal points; two show how they work, the others are a command away. */
const shownPerRole: Readonly<Record<Role, number>> = { synthesis: 2, focalPoint: 2, leader: 2, administrator: 1, auditor: 1 }

/** How to sign in to each practice office where nobody has chosen a password yet: fresh one-time links, never a password of ours. */
export async function signInLines(services: Services, address: string): Promise<readonly string[]> {
  const offices = await services.db
    .selectFrom('tenants as t')
    .select(['t.tenant_id', 't.name', 't.slug'])
    .where('t.practice', '=', true)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('accounts as a')
            .select('a.id')
            .whereRef('a.tenant_id', '=', 't.tenant_id')
            .where('a.password_hash', 'is not', null),
        ),
      ),
    )
    .orderBy('t.tenant_id')
    .execute()

  const lines: string[] = []
  for (const office of offices) {
    const guests = await guestsOf(services, office.tenant_id)
    const shown = firstOfEachRole(guests)
    const call = await systemCall(services, office.tenant_id, 'Hải Đăng')
    lines.push(
      '',
      `${office.name}: mỗi liên kết đăng nhập được một lần, trong ${linkHours} giờ / each link signs in once, within ${linkHours} hours`,
    )
    for (const { id, name, post, unit } of shown) {
      lines.push(`  ${name}, ${post} – ${unit}`, `    ${address}/dang-nhap/lien-ket#${await giveLink(call, id, linkHours)}`)
    }
    const others = guests.length - shown.length
    if (others > 0)
      lines.push(`  … và ${others} người nữa: npx haidang person link TÊN-ĐĂNG-NHẬP --office ${office.slug} / and ${others} more`)
  }
  return lines
}

async function guestsOf(services: Services, tenantId: number): Promise<readonly Guest[]> {
  const { rows } = await services.pool.query<Guest>(
    `select a.id, a.login, a.full_name as name, a.post, v.name as unit, array(select r.role from account_roles r where r.tenant_id = $1 and r.account_id = a.id) as roles
     from accounts a
     join lateral (select u.name, u.position from unit_versions u where u.tenant_id = $1 and u.unit_id = a.unit_id order by u.valid_from desc limit 1) v on true
     where a.tenant_id = $1 and a.disabled_at is null
     order by v.position, a.full_name collate "vi-x-icu"`,
    [tenantId],
  )
  return rows
}

function firstOfEachRole(guests: readonly Guest[]): readonly Guest[] {
  const order: readonly Role[] = ['synthesis', 'focalPoint', 'leader', 'administrator', 'auditor']
  const chosen = order.flatMap((role) => guests.filter(({ roles }) => roles.includes(role)).slice(0, shownPerRole[role]))
  return [...new Set(chosen)]
}
