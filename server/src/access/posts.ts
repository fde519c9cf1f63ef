import type { MovePerson, PersonPosts } from '@haidang/api/people'
import { moveRefusal, postsOf } from '@haidang/domain/access/posts'
import type { MoveRefusal } from '@haidang/domain/access/posts'
import { roles as allRoles } from '@haidang/domain/access/roles'
import { addDays, dayOf } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import { allOffices, systemCall, type Call, type Services } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { endOtherSessions, real } from '../platform/sessions.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { unitsOnDay } from '../units/store.ts'
import { replaceRoles } from './people-store.ts'
import {
  leftBehind,
  lifeOfAccount,
  passSavedViews,
  pastChanges,
  savePostChange,
  standingOfAccount,
  unitsThen,
  waitingChanges,
  withdrawChange,
  writeMove,
} from './posts-store.ts'
import type { NewPostChange, WaitingChange } from './posts-store.ts'
import { closeAccount, openAdministrators, voidLinks } from './store.ts'

export type MoveOutcome = MoveRefusal | { readonly refused: 'unitUnknown' } | { readonly done: true }

/** Gives somebody another post from a day on, or ends their service; what is of today happens at once. */
export const movePerson = (call: Call, id: string, order: MovePerson): Promise<MoveOutcome> =>
  inTransaction<MoveOutcome>(call, async (tx) => {
    const { tenantId } = call
    const administrators = await openAdministrators(tx, tenantId)
    const person = await standingOfAccount(tx, tenantId, id)
    if (person === undefined) throw problem('notFound')
    const today = dayOf(call.now)
    const change = changeOf(id, order)
    const hasWaiting = (await waitingChanges(tx, tenantId, { accountId: id })).length > 0
    const refused = moveRefusal({ ...person, hasWaiting }, { from: order.from, to: change.to, today })
    if (refused !== undefined) return refused
    const staysAdministrator = change.to?.roles.includes('administrator') ?? false
    if (!staysAdministrator && administrators.length === 1 && administrators[0] === id) return { refused: 'lastAdministrator' }
    const { to, successorId } = change
    if (to !== null && !(await unitsOnDay(tx, tenantId, order.from)).some((unit) => unit.id === to.unitId))
      return { refused: 'unitUnknown' }
    if (successorId !== null && !(await mayFollow(tx, tenantId, id, successorId))) return { refused: 'successorClosed' }

    await savePostChange(tx, call, change)
    const { unitId, post, roles } = person
    await audit(tx, call, {
      stream: 'office',
      action: to === null ? 'leaveRecorded' : 'moveRecorded',
      subject: id,
      detail: {
        from: order.from,
        document: order.document,
        before: { unitId, post, roles },
        ...(to === null ? { successorId } : { after: to }),
      },
    })
    if (order.from <= today) await apply(tx, call, { ...change, recordedBy: call.actor.id })
    return { done: true }
  })

const changeOf = (accountId: string, order: MovePerson): NewPostChange => ({
  id: newId(),
  accountId,
  from: order.from,
  document: order.document,
  to:
    order.kind === 'leave'
      ? null
      : { unitId: order.unitId, post: order.post, roles: allRoles.filter((role) => order.roles.includes(role)) },
  successorId: order.kind === 'leave' ? order.successorId : null,
})

async function mayFollow(tx: Tx, tenantId: number, id: string, successorId: string): Promise<boolean> {
  const successor = id === successorId ? undefined : await standingOfAccount(tx, tenantId, successorId)
  return successor?.isClosed === false
}

/** Takes back what has not come yet. */
export const withdrawMove = (call: Call, id: string): Promise<{ readonly refused: 'nothingWaiting' } | { readonly done: true }> =>
  inTransaction<{ readonly refused: 'nothingWaiting' } | { readonly done: true }>(call, async (tx) => {
    await standingOfAccount(tx, call.tenantId, id)
    const [change] = await waitingChanges(tx, call.tenantId, { accountId: id })
    // What is due holds already, whether it is written into the account or not.
    if (change === undefined || change.from <= dayOf(call.now)) return { refused: 'nothingWaiting' }
    await withdrawChange(tx, call, change.id)
    await audit(tx, call, {
      stream: 'office',
      action: 'moveWithdrawn',
      subject: id,
      detail: { from: change.from, document: change.document, after: change.to },
    })
    return { done: true }
  })

/** Where somebody worked and as what through time, and what they would leave open. */
export const readPosts = (call: Call, id: string): Promise<PersonPosts> =>
  inReading(call, async (tx) => {
    const { tenantId } = call
    const [person, life] = [await standingOfAccount(tx, tenantId, id, { isHeld: false }), await lifeOfAccount(tx, tenantId, id)]
    if (person === undefined || life === undefined) throw problem('notFound')
    const changes = await pastChanges(tx, tenantId, id)
    const spans = postsOf(
      { ...person, until: life.leftOn },
      life.since,
      changes.map(({ postBefore, ...change }) => ({ ...change, ...(postBefore === null ? {} : { postBefore }) })),
    )
    const today = dayOf(call.now)
    const units = await unitsThen(
      tx,
      tenantId,
      spans.map(({ unitId, to }) => ({ unitId, on: to === null ? today : addDays(to, -1) })),
    )
    const { savedViews, ...open } = await leftBehind(tx, tenantId, person)
    return {
      posts: spans.flatMap(({ from, to, post }, index) => {
        const unit = units[index]
        return unit === undefined ? [] : [{ from, to, post, unit, document: changes.findLast(({ on }) => on === from)?.document ?? null }]
      }),
      open,
      savedViews,
    }
  })

/** Every few minutes what is due is written into the accounts; it has held since the first second of its day. */
export async function applyDueMoves(services: Services): Promise<void> {
  for (const tenantId of await allOffices(services)) {
    const call = await systemCall(services, tenantId, 'Hải Đăng')
    await inTransaction(call, async (tx) => {
      for (const change of await waitingChanges(tx, tenantId, { dueOn: dayOf(call.now) })) await apply(tx, call, change)
    })
  }
}

async function apply(tx: Tx, call: Call, change: WaitingChange): Promise<void> {
  const { tenantId } = call
  const { accountId, from, to, successorId, document } = change
  const before = await standingOfAccount(tx, tenantId, accountId)
  if (before === undefined) throw new RangeError(`A change of post of account ${accountId}, which is not there`)
  await writeMove(tx, tenantId, change, before, call.now)
  if (to !== null) {
    await replaceRoles(tx, tenantId, accountId, to.roles)
    const { unitId, post, roles } = before
    await audit(tx, call, {
      stream: 'office',
      action: 'personMoved',
      subject: accountId,
      detail: { from, document, before: { unitId, post, roles }, after: to },
    })
    return
  }
  await closeAccount(tx, tenantId, accountId, { because: 'left', at: real(Date.now()) })
  await voidLinks(tx, tenantId, accountId)
  const sessions = await endOtherSessions(tx, accountId, { tenantId })
  const views = successorId === null ? 0 : await passSavedViews(tx, tenantId, accountId, successorId)
  await audit(tx, call, {
    stream: 'office',
    action: 'personLeft',
    subject: accountId,
    detail: { from, document, successorId, sessions, views },
  })
}
