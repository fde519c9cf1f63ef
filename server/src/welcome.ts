import { firstRoom, type Role } from '@haidang/domain/access/roles'
import { giveLink } from './access/actions.ts'
import { systemCall, type Services } from './platform/call.ts'
import { inNoOffice, inReading, type Tx } from './platform/transaction.ts'

type Guest = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly post: string
  readonly unit: string
  readonly group: string
  readonly roles: readonly Role[]
  /** Of how many ended units theirs does the work. */
  readonly takenOver: number
}

const linkHours = 24
/** How to sign in to each practice office where nobody has chosen a password yet: fresh one-time links, never a password of ours. */
export async function signInLines(services: Services, address: string): Promise<readonly string[]> {
  const offices = await inNoOffice({ services }, (tx) =>
    tx.q.selectFrom('tenants').select(['tenant_id', 'name', 'slug']).where('practice', '=', true).orderBy('tenant_id').execute(),
  )

  const lines: string[] = []
  for (const office of offices) {
    const guests = await inReading({ services, tenantId: office.tenant_id }, (tx) => guestsOf(tx, office.tenant_id))
    if (guests === undefined) continue
    const shown = guestsToShow(guests)
    const call = await systemCall(services, office.tenant_id, 'Hải Đăng')
    lines.push(
      '',
      `${office.name}: mỗi liên kết đăng nhập được một lần, trong ${linkHours} giờ / each link signs in once, within ${linkHours} hours`,
    )
    for (const role of roleOrder) {
      const ofRole = shown.filter((guest) => guest.role === role)
      if (ofRole.length > 0) lines.push(`  ${roleWords[role]}`)
      for (const { id, name, post, unit, roles } of ofRole) {
        const firstPage = firstRoom(roles) === 'board' ? 'Bảng điều hành / Board' : 'Việc của tôi / My work'
        lines.push(
          `    ${name}, ${post} – ${unit} → ${firstPage}`,
          `      ${address}/dang-nhap/lien-ket#${await giveLink(call, id, linkHours)}`,
        )
      }
    }
    const [next] = guests.filter(({ id }) => shown.every((guest) => guest.id !== id))
    if (next)
      lines.push(
        `  Còn ${guests.length - shown.length} người nữa, mỗi người một lệnh / and ${guests.length - shown.length} more, a command each:`,
        `    npx haidang person link ${next.login} --office ${office.slug}`,
      )
  }
  return lines
}

/** The people of an office; undefined where somebody has a password already. */
async function guestsOf(tx: Tx, tenantId: number): Promise<readonly Guest[] | undefined> {
  const [chosen] = await tx.raw('select 1 from accounts where tenant_id = $1 and password_hash is not null limit 1', [tenantId])
  if (chosen !== undefined) return undefined
  return tx.raw<Guest>(
    `select a.id, a.login, a.full_name as name, a.post, v.name as unit, v.unit_group as "group", array(select r.role from account_roles r where r.tenant_id = $1 and r.account_id = a.id) as roles,
       (select count(*)::int from takeovers t where t.tenant_id = $1 and t.unit_id = a.unit_id and t.ended_at is null) as "takenOver"
     from accounts a
     join lateral (select u.name, u.unit_group, u.position from unit_versions u where u.tenant_id = $1 and u.unit_id = a.unit_id order by u.valid_from desc limit 1) v on true
     where a.tenant_id = $1 and a.disabled_at is null
     order by v.position, a.full_name collate "vi-x-icu"`,
    [tenantId],
  )
}

const shownPerRole = 2
const roleOrder: readonly Role[] = ['synthesis', 'focalPoint', 'leader', 'administrator', 'auditor']

const roleWords: Readonly<Record<Role, string>> = {
  synthesis:
    'Tổng hợp: ban hành kế hoạch, duyệt báo cáo, lập báo cáo thành phố / Synthesis: issues the plan, reviews, writes the city report',
  focalPoint: 'Đầu mối đơn vị: nhập và nộp báo cáo tháng, cập nhật nhiệm vụ / Focal point: enters the month, updates tasks',
  leader: 'Lãnh đạo: xem chỉ tiêu đạt, chưa đạt, bấm tới số gốc / Leader: sees targets reached and missed, down to the source',
  administrator: 'Quản trị: xem báo cáo và nhật ký / Administrator: sees reports and the audit log',
  auditor: 'Thanh tra: kiểm tra nhật ký có bị sửa không / Auditor: verifies that the log was not changed',
}

/** Two of each role show how it works, from different kinds of unit where there are: a department's month and that of a ward, one put together first. */
function guestsToShow(guests: readonly Guest[]): readonly (Guest & { readonly role: Role })[] {
  const chosen = new Map<string, Guest & { readonly role: Role }>()
  for (const role of roleOrder) {
    const [first, ...others] = guests.filter(({ roles }) => roles.includes(role))
    if (first === undefined) continue
    const second = others.toSorted((a, b) => likeness(a, first) - likeness(b, first) || b.takenOver - a.takenOver)
    for (const guest of [first, ...second].slice(0, shownPerRole)) if (!chosen.has(guest.id)) chosen.set(guest.id, { ...guest, role })
  }
  return [...chosen.values()]
}

/** A ward is least like a department, an agency more so, another department most. */
function likeness({ group }: Guest, first: Guest): number {
  if (group === first.group) return 2
  return group === 'ward' ? 0 : 1
}
