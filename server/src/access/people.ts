import { isLogin, loginOf, unitFinder } from '@haidang/domain/access/person-list'
import type { Role } from '@haidang/domain/access/roles'
import { dayOf } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { constraintOf, inTransaction, sqlState, type Tx } from '../platform/transaction.ts'
import { unitsOnDay } from '../units/store.ts'
import { newFirstPassword, saveFirstPassword } from './first-passwords.ts'
import { hashPassword } from './passwords.ts'
import { addLink, addPerson, isPractice, type NewPerson } from './store.ts'

export type PersonToAdd = {
  readonly login: string
  readonly fullName: string
  readonly post: string
  /** Its id, or its code, name or short name as it is today. */ readonly unit: string
  readonly roles: readonly Role[]
  readonly email?: string | undefined
}

/** So long the link works by which somebody comes in first. */
export const invitationHours = 72

/** Adds a person with their roles, and returns the token of the link by which they come in first. */
export const addPersonWithLink = (call: Call, person: PersonToAdd): Promise<string> =>
  add(call, person, (tx, id) => addLink(tx, call.tenantId, id, invitationHours))

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
  { login, unit, email, ...person }: PersonToAdd,
  letIn: (tx: Tx, id: string) => Promise<string>,
): Promise<string> {
  const kept = loginOf(login)
  if (!isLogin(kept))
    throw new StartProblem({
      vi: `Tên đăng nhập "${login}" chưa đúng: chữ không dấu, chữ số, và . _ - @ ở giữa, tối đa 80 ký tự.`,
      en: `"${login}" is no login: plain letters, digits, and . _ - @ between them, at most 80.`,
    })
  try {
    return await inTransaction(call, async (tx) => {
      const unitId = await unitNamed(tx, call, unit)
      return letIn(tx, await enterPerson(tx, call, { ...person, login: kept, unitId, email: email ?? null }))
    })
  } catch (error) {
    if (!isLoginTaken(error)) throw error
    throw new StartProblem({ vi: `Đã có người dùng "${login}".`, en: `There is an account "${login}" already.` }, error)
  }
}

export const isLoginTaken = (error: unknown): boolean =>
  sqlState(error) === '23505' && constraintOf(error) === 'accounts_tenant_id_login_key'

/** Gives somebody an account and says so in the log; answers with its id. */
export async function enterPerson(tx: Tx, call: Call, person: Omit<NewPerson, 'id' | 'mustChangePassword'>): Promise<string> {
  const id = newId()
  // In a practice office people come and go by links; elsewhere everybody begins with a password of their own.
  const mustChangePassword = !(await isPractice(tx, call.tenantId))
  await addPerson(tx, call, { ...person, id, mustChangePassword })
  // Where somebody is written to is nobody's business who reads the log in ten years.
  const { email: _email, ...said } = person
  await audit(tx, call, { stream: 'office', action: 'personAdded', subject: id, detail: said })
  return id
}

async function unitNamed(tx: Tx, call: Call, name: string): Promise<string> {
  const units = await unitsOnDay(tx, call.tenantId, dayOf(call.now))
  const found = unitFinder(units)(name)
  if ('id' in found) return found.id
  throw new StartProblem(
    found.fault === 'unknown'
      ? { vi: `Không có đơn vị "${name}" vào ngày này.`, en: `There is no unit "${name}" on this day.` }
      : { vi: `Có nhiều đơn vị tên "${name}"; hãy dùng mã đơn vị.`, en: `Several units are called "${name}"; use the unit's id or code.` },
  )
}
