import { daysBetween } from '../periods/day.ts'
import type { Day } from '../periods/day.ts'
import { roles as allRoles } from './roles.ts'
import type { Role, Viewer } from './roles.ts'

/** Whoever administers could give themselves everything for good: that would be passing on, so it is given by no delegation. */
export const delegableRoles: readonly Role[] = allRoles.filter((role) => role !== 'administrator')

/** So long one lasts at the most; then it is given anew, and looked at again. */
export const mostDays = 366

type Holder = { readonly id: string; readonly unitId: string; readonly roles: readonly Role[]; readonly isClosed: boolean }

export type DelegationOrder = {
  /** Whose rights; null for an acting head. */
  readonly holder: Holder | null
  readonly receiver: { readonly id: string; readonly isClosed: boolean }
  readonly roles: readonly Role[]
  readonly from: Day
  readonly until: Day
}

export type DelegationRefusal =
  | { readonly refused: 'passedOn' | 'toOneself' | 'accountClosed' | 'fromPast' | 'endsBefore' | 'tooLong' | 'notDelegable' }
  | { readonly refused: 'notHeld'; readonly roles: readonly Role[] }

/** Holders give what is theirs; an administrator also what others hold, and names an acting head. */
export const mayGive = (viewer: Viewer, holderId: string | null): boolean =>
  viewer.roles.includes('administrator') || (holderId !== null && holderId === viewer.accountId)

/** Nobody gives what they have only by somebody else, what nobody has of whom they give it, or without an end. */
export function delegationRefusal(
  viewer: Viewer,
  { holder, receiver, roles, from, until }: DelegationOrder,
  today: Day,
): DelegationRefusal | undefined {
  if (viewer.under !== undefined) return { refused: 'passedOn' }
  if (holder?.id === receiver.id) return { refused: 'toOneself' }
  if (holder?.isClosed || receiver.isClosed) return { refused: 'accountClosed' }
  if (from < today) return { refused: 'fromPast' }
  if (until < from) return { refused: 'endsBefore' }
  if (daysBetween(from, until) >= mostDays) return { refused: 'tooLong' }
  if (!roles.every((role) => delegableRoles.includes(role))) return { refused: 'notDelegable' }
  const lacking = holder === null ? [] : roles.filter((role) => !holder.roles.includes(role))
  return lacking.length === 0 ? undefined : { refused: 'notHeld', roles: lacking }
}
