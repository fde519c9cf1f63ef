import type { Role } from '@haidang/domain/access/roles'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { constraintOf, inTransaction, sqlState, type Tx } from '../platform/transaction.ts'
import { newFirstPassword, saveFirstPassword } from './first-passwords.ts'
import { hashPassword } from './passwords.ts'
import { addLink, addPerson, isPractice } from './store.ts'

export type PersonToAdd = {
  readonly login: string
  readonly fullName: string
  readonly post: string
  /** Its id, or its name or short name as it is today. */ readonly unit: string
  readonly roles: readonly Role[]
}

const linkHours = 72

/** Adds a person with their roles, and returns the token of the link by which they come in first. */
export const addPersonWithLink = (call: Call, person: PersonToAdd): Promise<string> =>
  add(call, person, (tx, id) => addLink(tx, call.tenantId, id, linkHours))

/** As `addPersonWithLink`, where a link cannot be sent: a first password, to be said. */
export async function addPersonWithPassword(call: Call, person: PersonToAdd): Promise<string> {
  const password = newFirstPassword()
  const passwordHash = await hashPassword(password)
  return add(call, person, async (tx, id) => {
    await saveFirstPassword(tx, call, id, passwordHash)
    return password
  })
}

async function add(
  call: Call,
  { login, fullName, post, unit, roles }: PersonToAdd,
  letIn: (tx: Tx, id: string) => Promise<string>,
): Promise<string> {
  try {
    return await inTransaction(call, async (tx) => {
      const unitId = await unitNamed(tx, call, unit)
      const id = newId()
      // In a practice office people come and go by links; elsewhere everybody begins with a password of their own.
      const mustChangePassword = !(await isPractice(tx, call.tenantId))
      await addPerson(tx, call, { id, login, fullName, post, unitId, roles, mustChangePassword })
      await audit(tx, call, {
        stream: 'office',
        action: 'personAdded',
        subject: id,
        detail: { login: login.toLowerCase(), fullName, post, unitId, roles },
      })
      return letIn(tx, id)
    })
  } catch (error) {
    if (sqlState(error) !== '23505' || constraintOf(error) !== 'accounts_tenant_id_login_key') throw error
    throw new StartProblem({ vi: `Đã có người dùng "${login}".`, en: `There is an account "${login}" already.` }, error)
  }
}

async function unitNamed(tx: Tx, call: Call, name: string): Promise<string> {
  const rows = await tx.raw<{ unit_id: string }>(
    `select unit_id from unit_versions
     where tenant_id = $1 and (unit_id::text = $2 or lower(name) = lower($2) or lower(short_name) = lower($2))
       and valid_from <= ($3::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date and (valid_to is null or valid_to > ($3::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)`,
    [call.tenantId, name.normalize('NFC'), call.now],
  )
  const [unit] = rows
  if (unit !== undefined && rows.length === 1) return unit.unit_id
  throw new StartProblem(
    rows.length === 0
      ? { vi: `Không có đơn vị "${name}" vào ngày này.`, en: `There is no unit "${name}" on this day.` }
      : {
          vi: `Có ${rows.length} đơn vị tên "${name}"; hãy dùng mã đơn vị.`,
          en: `${rows.length} units are called "${name}"; use the unit's id.`,
        },
  )
}
