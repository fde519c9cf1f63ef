import type { Colleagues, Delegation, Delegations, GiveRights } from '@haidang/api/delegations'
import { delegableRoles, delegationRefusal, mayGive } from '@haidang/domain/access/delegation'
import type { DelegationRefusal } from '@haidang/domain/access/delegation'
import { canAdminister, canReadAudit, roles as allRoles } from '@haidang/domain/access/roles'
import type { Viewer } from '@haidang/domain/access/roles'
import { dayOf } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { actUnder, type SignedCall } from '../platform/sessions.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { unitsOnDay } from '../units/store.ts'
import { colleaguesOf, delegationsOf, endDelegation, holdDelegation, saveDelegation } from './delegations-store.ts'
import { standingOfAccount } from './posts-store.ts'

type Listed = Awaited<ReturnType<typeof delegationsOf>>[number]

/** Who gave it, whose rights they are, who has them, or who administers. */
const mayEnd = (viewer: Viewer, { holder, receiver, givenById, state }: Listed): boolean =>
  (state === 'waiting' || state === 'inForce' || state === 'void') &&
  viewer.under === undefined &&
  (canAdminister(viewer) || [holder?.id, receiver.id, givenById].includes(viewer.accountId))

const onWire = (viewer: Viewer, listed: Listed): Delegation => {
  const { givenById: _givenById, ...delegation } = listed
  return { ...delegation, can: { end: mayEnd(viewer, listed) } }
}

/** One's own, and for who looks after everybody all of them. */
export const readDelegations = (call: Call): Promise<Delegations> =>
  inReading(call, async (tx) => {
    const { viewer } = call
    const listed = await delegationsOf(tx, call, { accountId: canReadAudit(viewer) ? null : viewer.accountId })
    const own = viewer.under === undefined ? viewer.roles.filter((role) => delegableRoles.includes(role)) : []
    return { delegations: listed.map((one) => onWire(viewer, one)), can: { give: own, giveOthers: canAdminister(viewer) } }
  })

export const readColleagues = (call: Call): Promise<Colleagues> =>
  inReading(call, async (tx) => ({ colleagues: [...(await colleaguesOf(tx, call))] }))

export type GiveOutcome = DelegationRefusal | { readonly refused: 'unitUnknown' } | Delegation

/** Gives rights that somebody holds to another for some days, or names an acting head. */
export const giveRights = (call: Call, order: GiveRights): Promise<GiveOutcome> =>
  inTransaction<GiveOutcome>(call, async (tx) => {
    const { tenantId, viewer } = call
    const { holderId, receiverId, unitId: unitOfHead, from, until, reason, document } = order
    if (viewer.under === undefined && !mayGive(viewer, holderId)) throw problem('notAllowed')
    const holder = holderId === null ? null : await accountThere(tx, tenantId, holderId)
    const receiver = await accountThere(tx, tenantId, receiverId)
    const roles = allRoles.filter((role) => order.roles.includes(role))
    const refused = delegationRefusal(viewer, { holder, receiver, roles, from, until }, dayOf(call.now))
    if (refused !== undefined) return refused
    const unitId = holder?.unitId ?? unitOfHead ?? ''
    if (!(await unitsOnDay(tx, tenantId, from)).some((unit) => unit.id === unitId)) return { refused: 'unitUnknown' }

    const id = newId()
    await saveDelegation(tx, call, { id, holderId, receiverId, unitId, roles, from, until, reason, document })
    await audit(tx, call, {
      stream: 'office',
      action: holderId === null ? 'actingHeadNamed' : 'rightsGiven',
      subject: id,
      detail: { holderId, receiverId, unitId, roles, from, until, reason, document },
    })
    return oneOf(tx, call, id)
  })

async function accountThere(tx: Tx, tenantId: number, id: string) {
  const account = await standingOfAccount(tx, tenantId, id)
  if (account === undefined) throw problem('notFound')
  return account
}

async function oneOf(tx: Tx, call: Call, id: string): Promise<Delegation> {
  const [listed] = await delegationsOf(tx, call, { id })
  if (listed === undefined) throw problem('notFound')
  return onWire(call.viewer, listed)
}

/** Ends it before its last day. */
export const stopDelegation = (call: Call, id: string): Promise<{ readonly refused: 'overAlready' } | Delegation> =>
  inTransaction<{ readonly refused: 'overAlready' } | Delegation>(call, async (tx) => {
    await holdDelegation(tx, call.tenantId, id)
    const [listed] = await delegationsOf(tx, call, { id })
    // Not there, or nothing of one's own.
    if (listed === undefined) throw problem('notFound')
    const isSeen = canReadAudit(call.viewer) || [listed.holder?.id, listed.receiver.id, listed.givenById].includes(call.viewer.accountId)
    if (!isSeen) throw problem('notFound')
    if (listed.state === 'over' || listed.state === 'ended') return { refused: 'overAlready' }
    if (!mayEnd(call.viewer, listed)) throw problem('notAllowed')
    await endDelegation(tx, call, id)
    await audit(tx, call, {
      stream: 'office',
      action: 'delegationEnded',
      subject: id,
      detail: { holderId: listed.holder?.id ?? null, receiverId: listed.receiver.id, unitId: listed.unit.id, until: listed.until },
    })
    return oneOf(tx, call, id)
  })

/** By whose rights somebody may act today, besides their own. */
export const mayActFor = (call: Call) =>
  inReading(call, async (tx) =>
    (await delegationsOf(tx, call, { accountId: call.viewer.accountId }))
      .filter(({ receiver, state }) => receiver.id === call.viewer.accountId && state === 'inForce')
      .map(({ id, holder, unit, until }) => ({ id, holder: holder?.name ?? null, unit: unit.name, until })),
  )

/** From now on this session acts by a delegation, or for its person again. */
export const actFor = (call: SignedCall, delegationId: string | null): Promise<void> =>
  inTransaction(call, async (tx) => {
    const { accountId, under } = call.viewer
    if (delegationId === null) {
      if (under === undefined) return
      await actUnder(tx, call.session, null)
      await audit(tx, call, { stream: 'office', action: 'actingEnded', subject: under.delegationId, detail: {} })
      return
    }
    await holdDelegation(tx, call.tenantId, delegationId)
    const [listed] = await delegationsOf(tx, call, { id: delegationId, accountId })
    if (listed === undefined || listed.receiver.id !== accountId) throw problem('notFound')
    if (listed.state !== 'inForce') throw problem('refused', { reason: 'notInForce' })
    await actUnder(tx, call.session, delegationId)
    await audit(tx, call, {
      stream: 'office',
      action: 'actingBegun',
      subject: delegationId,
      detail: { holderId: listed.holder?.id ?? null, unitId: listed.unit.id, until: listed.until },
    })
  })
