import type { Role } from '@haidang/domain/access/roles'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { constraintOf, inTransaction, sqlState, type Tx } from '../platform/transaction.ts'
import { addLink, addPerson } from './store.ts'

export type PersonToAdd = {
  readonly login: string
  readonly fullName: string
  readonly post: string
  /** Its id, or its name or short name as it is today. */ readonly unit: string
  readonly roles: readonly Role[]
}

const linkHours = 72

/** Adds a person with their roles, and returns the token of the link by which they come in first. */
export async function addPersonWithLink(call: Call, { login, fullName, post, unit, roles }: PersonToAdd): Promise<string> {
  try {
    return await inTransaction(call, async (tx) => {
      const unitId = await unitNamed(tx, call, unit)
      const id = newId()
      await addPerson(tx, call, { id, login, fullName, post, unitId, roles })
      await audit(tx, call, {
        stream: 'office',
        action: 'personAdded',
        subject: id,
        detail: { login: login.toLowerCase(), fullName, post, unitId, roles },
      })
      return addLink(tx, call.tenantId, id, linkHours)
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
