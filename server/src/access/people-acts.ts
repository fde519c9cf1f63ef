import type { People, PersonView, SetRoles } from '@haidang/api/people'
import { canAdminister, roles as allRoles } from '@haidang/domain/access/roles'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { real } from '../platform/sessions.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { loginHashOf } from './attempts.ts'
import type { PersonRefusal } from './close-accounts.ts'
import { lockedLogins, peopleOf, replaceRoles, rolesOf } from './people-store.ts'
import { openAccount, openAdministrators } from './store.ts'

export const readPeople = (call: Call): Promise<People> =>
  inReading(call, async (tx) => ({ people: await withLocks(tx, call, null), can: { change: canAdminister(call.viewer) } }))

/** One person of the office; whoever is of another is not there. */
export const readPerson = (call: Call, id: string): Promise<PersonView> =>
  inReading(call, async (tx) => {
    const [person] = await withLocks(tx, call, id)
    if (person === undefined) throw problem('notFound')
    return person
  })

async function withLocks(tx: Tx, call: Call, id: string | null): Promise<PersonView[]> {
  const people = await peopleOf(tx, call, id)
  const locked = await lockedLogins(tx, call.tenantId, real(Date.now()))
  const hashes = await Promise.all(people.map(({ login }) => loginHashOf(call.services, call.tenantId, login)))
  return people.map((person, index) => ({ ...person, lockedUntil: locked.get(hashes[index]?.toString('hex') ?? '') ?? null }))
}

/** What somebody may do from now on; the last administrator stays one. */
export const setRoles = (
  call: Call,
  id: string,
  { roles: wanted, before: seen }: SetRoles,
): Promise<PersonRefusal | { readonly done: true }> =>
  inTransaction(call, async (tx) => {
    const administrators = await openAdministrators(tx, call.tenantId)
    await openAccount(tx, call.tenantId, { id })
    const before = await rolesOf(tx, call.tenantId, id)
    const after = allRoles.filter((role) => wanted.includes(role))
    if (before.length !== seen.length || !before.every((role) => seen.includes(role)))
      throw problem('changedMeanwhile', { current: before })
    if (!after.includes('administrator') && administrators.length === 1 && administrators[0] === id) return { refused: 'lastAdministrator' }
    if (after.length === before.length && after.every((role) => before.includes(role))) return { refused: 'sameRoles' }

    await replaceRoles(tx, call.tenantId, id, after)
    await audit(tx, call, {
      stream: 'office',
      action: 'rolesChanged',
      subject: id,
      detail: { before: { roles: before }, after: { roles: after } },
    })
    return { done: true }
  })
