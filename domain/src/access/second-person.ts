import type { Instant } from '../periods/day.ts'
import type { Viewer } from './roles.ts'

/** Acts that an office may declare to be done by two persons: one asks, another who has the right looks at it and does it. */
export const secondPersonActs = ['undoReorganisation', 'unlockPeriod', 'exceptFromLock'] as const
export type SecondPersonAct = (typeof secondPersonActs)[number]

/** Of an office that has declared any, asking less from a day on is done by two as well: else one alone could switch it off first. */
export const loosensRules = 'loosenRules'
export type ActOfTwo = SecondPersonAct | typeof loosensRules

export type Declared = { readonly secondPersonActs: readonly SecondPersonAct[]; readonly secondPersonHours: number }

export const isLoosened = (before: Declared, after: Declared): boolean =>
  before.secondPersonActs.some((act) => !after.secondPersonActs.includes(act)) ||
  (before.secondPersonActs.length > 0 && after.secondPersonHours > before.secondPersonHours)

export const needsSecondPerson = ({ secondPersonActs: declared }: Declared, act: ActOfTwo): boolean =>
  act === loosensRules ? declared.length > 0 : declared.includes(act)

/** Who asked: an account, and whose rights it used. */
export type Asker = { readonly accountId: string; readonly holderId: string | null }

export type AskedAct = {
  readonly asker: Asker
  readonly expiresAt: Instant
  readonly decidedAt: Instant | null
}

export type DecisionRefusal = { readonly refused: 'ownRequest' | 'decidedAlready' | 'tooLate' }

/** Nobody answers what they asked themselves, nor what was asked by their rights or by whose rights they act: that would be one and the same. */
export function decisionRefusal(asked: AskedAct, { accountId, under }: Viewer, now: Instant): DecisionRefusal | undefined {
  const asking = [asked.asker.accountId, asked.asker.holderId]
  const answering = [accountId, under?.holderId ?? null]
  if (answering.some((id) => id !== null && asking.includes(id))) return { refused: 'ownRequest' }
  if (asked.decidedAt !== null) return { refused: 'decidedAlready' }
  return Date.parse(now) >= Date.parse(asked.expiresAt) ? { refused: 'tooLate' } : undefined
}
