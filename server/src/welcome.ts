import { firstRoom, type Role } from '@haidang/domain/access/roles'
import { giveLink } from './access/actions.ts'
import { systemCall, type Services } from './platform/call.ts'

type Guest = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly post: string
  readonly unit: string
  readonly group: string
  readonly roles: readonly Role[]
}

const linkHours = 24
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
    const shown = guestsToShow(guests)
    const call = await systemCall(services, office.tenant_id, 'Hải Đăng')
    lines.push(
      '',
      `${office.name}: mỗi liên kết đăng nhập được một lần, trong ${linkHours} giờ / each link signs in once, within ${linkHours} hours`,
    )
    for (const guest of shown) {
      lines.push(
        `  ${guest.name}, ${guest.post} – ${guest.unit}`,
        `    ${firstSight(guest)}`,
        `    ${address}/dang-nhap/lien-ket#${await giveLink(call, guest.id, linkHours)}`,
      )
    }
    const [next] = guests.filter((guest) => !shown.includes(guest))
    if (next)
      lines.push(
        `  Còn ${guests.length - shown.length} người nữa, mỗi người một lệnh / and ${guests.length - shown.length} more, a command each:`,
        `    npx haidang person link ${next.login} --office ${office.slug}`,
      )
  }
  return lines
}

async function guestsOf(services: Services, tenantId: number): Promise<readonly Guest[]> {
  const { rows } = await services.pool.query<Guest>(
    `select a.id, a.login, a.full_name as name, a.post, v.name as unit, v.unit_group as "group", array(select r.role from account_roles r where r.tenant_id = $1 and r.account_id = a.id) as roles
     from accounts a
     join lateral (select u.name, u.unit_group, u.position from unit_versions u where u.tenant_id = $1 and u.unit_id = a.unit_id order by u.valid_from desc limit 1) v on true
     where a.tenant_id = $1 and a.disabled_at is null
     order by v.position, a.full_name collate "vi-x-icu"`,
    [tenantId],
  )
  return rows
}

const shownPerRole = 2

/** Two of each role show how it works, from different kinds of unit where there are: a department's month and a ward's. */
function guestsToShow(guests: readonly Guest[]): readonly Guest[] {
  const order: readonly Role[] = ['synthesis', 'focalPoint', 'leader', 'administrator', 'auditor']
  const chosen = order.flatMap((role) => {
    const [first, ...others] = guests.filter(({ roles }) => roles.includes(role))
    if (first === undefined) return []
    const second = others.toSorted((a, b) => likeness(a, first) - likeness(b, first))
    return [first, ...second.slice(0, shownPerRole - 1)]
  })
  return [...new Set(chosen)]
}

/** A ward is least like a department, an agency more so, another department most. */
function likeness({ group }: Guest, first: Guest): number {
  if (group === first.group) return 2
  return group === 'ward' ? 0 : 1
}

/** Which page one sees first, and what stands on it. */
function firstSight({ roles }: Guest): string {
  if (firstRoom(roles) === 'board')
    return 'thấy trước: Bảng điều hành, chỉ tiêu đạt và chưa đạt / sees first: Board, targets reached and not'
  const work = 'thấy trước: Việc của tôi, '
  const myWork = 'sees first: My work, '
  if (roles.includes('synthesis')) return `${work}báo cáo chờ duyệt và báo cáo tổng hợp / ${myWork}reports to review and the city's report`
  if (roles.includes('focalPoint')) return `${work}báo cáo và nhiệm vụ của đơn vị / ${myWork}the unit's reports and tasks`
  return `${work}rồi mở Nhật ký để kiểm tra / ${myWork}then Audit log to verify`
}
