import { addWorkingDays } from '../periods/calendar.ts'
import type { Calendar } from '../periods/calendar.ts'
import { compareInstants, dayOf, instantAt, timeOf } from '../periods/day.ts'
import type { Day, Instant } from '../periods/day.ts'
import { inForce } from '../periods/in-force.ts'
import { saysWhy } from './report.ts'

/** What an officer said of a regime's period: nobody enters any more, or everybody may again. */
export type LockWord = { readonly says: 'locked' | 'unlocked'; readonly at: Instant; readonly by: string; readonly reason: string }

/** Lets one unit, or every one where `unitId` is null, into a locked period until an instant. */
export type LockException = {
  readonly unitId: string | null
  readonly from: Instant
  readonly until: Instant
  readonly by: string
  readonly reason: string
}

/** From a day on: how many working days after the city's due a period locks by itself; null is never. */
export type LockRule = { readonly from: Day; readonly workingDays: number | null }

/** All that is known of a period's lock. Words and exceptions in the order in which they were said. */
export type LockFacts<Exception extends LockException = LockException> = {
  readonly words: readonly LockWord[]
  readonly exceptions: readonly Exception[]
  /** When it locks by rule, whether that is over or ahead. */
  readonly ruleAt?: Instant
}

export type Lock =
  | { readonly because: 'word'; readonly since: Instant; readonly by: string; readonly reason: string }
  | { readonly because: 'rule'; readonly since: Instant }

/** The rule that holds on the day of the city's due says when: at the same hour, so many working days later. */
export function ruleLock(rules: readonly LockRule[], cityDue: Instant, calendar: Calendar): Instant | undefined {
  const workingDays = inForce(rules, dayOf(cityDue))?.workingDays ?? null
  return workingDays === null ? undefined : instantAt(addWorkingDays(dayOf(cityDue), workingDays, calendar), timeOf(cityDue))
}

const isOver = (at: Instant, now: Instant): boolean => compareInstants(at, now) <= 0

const lastWord = ({ words }: LockFacts, now: Instant): LockWord | undefined => words.findLast(({ at }) => isOver(at, now))

/** The lock of the whole period at an instant. What was said last counts; a period that was unlocked after its rule stays open until it is locked by hand. */
export function lockAt(facts: LockFacts, now: Instant): Lock | undefined {
  const word = lastWord(facts, now)
  if (word?.says === 'locked') return { because: 'word', since: word.at, by: word.by, reason: word.reason }
  const { ruleAt } = facts
  if (ruleAt === undefined || !isOver(ruleAt, now)) return undefined
  return word !== undefined && isOver(ruleAt, word.at) ? undefined : { because: 'rule', since: ruleAt }
}

/**
 * The exceptions that let somebody in at an instant. Each ends by itself at its end; a later word about the whole period ends it too, so what was
 * granted by mistake is taken back by opening and locking again.
 */
export function exceptionsAt<Exception extends LockException>(facts: LockFacts<Exception>, now: Instant): readonly Exception[] {
  const word = lastWord(facts, now)
  return facts.exceptions.filter(
    ({ from, until }) => isOver(from, now) && !isOver(until, now) && (word === undefined || isOver(word.at, from)),
  )
}

/**
 * The instant to ask about for whoever acts now. What was said stands already, also where his request began a moment before: it is never asked
 * about an instant before the last word.
 */
export const askedAt = ({ words }: LockFacts, now: Instant): Instant =>
  words.reduce((latest, { at }) => (isOver(at, latest) ? latest : at), now)

/** The report of one unit in a period. */
export type LockedReport = { readonly unitId: string; readonly dueAt: Instant }

/** How a unit's report stands at an instant: open, locked, or let in though the period is locked. Without a lock there is nothing to except from. */
export type Standing<Exception extends LockException = LockException> = { readonly lock?: Lock; readonly exception?: Exception }

/** A rule never locks out whose due is still ahead: a later due that was granted is kept. An officer's word does, for he knows. */
export function standingAt<Exception extends LockException>(
  facts: LockFacts<Exception>,
  { unitId, dueAt }: LockedReport,
  now: Instant,
): Standing<Exception> {
  const { ruleAt } = facts
  const ownRule = ruleAt !== undefined && compareInstants(dueAt, ruleAt) > 0 ? dueAt : ruleAt
  const lock = lockAt({ ...facts, ...(ownRule !== undefined && { ruleAt: ownRule }) }, now)
  if (lock === undefined) return {}
  const mine = exceptionsAt(facts, now).filter((one) => one.unitId === null || one.unitId === unitId)
  const exception = mine.toSorted((a, b) => compareInstants(a.until, b.until)).at(-1)
  return { lock, ...(exception && { exception }) }
}

/** What keeps a unit from entering, handing in and opening a correction. */
export function lockedOut(facts: LockFacts, report: LockedReport, now: Instant): Lock | undefined {
  const { lock, exception } = standingAt(facts, report, now)
  return exception === undefined ? lock : undefined
}

export type LockingRefusal = { readonly refused: 'alreadyLocked' | 'notLocked' | 'endIsOver' | 'reasonRequired' }

/** A period that is locked by rule may be locked by word too: then the word says why, and calendars and rules no longer matter. */
export function lockingRefusal(
  facts: LockFacts,
  { at, reason }: { readonly at: Instant; readonly reason: string },
): LockingRefusal | undefined {
  if (lockAt(facts, at)?.because === 'word') return { refused: 'alreadyLocked' }
  return saysWhy(reason) ? undefined : { refused: 'reasonRequired' }
}

export function unlockingRefusal(
  facts: LockFacts,
  { at, reason }: { readonly at: Instant; readonly reason: string },
): LockingRefusal | undefined {
  if (lockAt(facts, at) === undefined) return { refused: 'notLocked' }
  return saysWhy(reason) ? undefined : { refused: 'reasonRequired' }
}

export function exceptionRefusal(
  facts: LockFacts,
  { at, until, reason }: { readonly at: Instant; readonly until: Instant; readonly reason: string },
): LockingRefusal | undefined {
  if (lockAt(facts, at) === undefined) return { refused: 'notLocked' }
  if (isOver(until, at)) return { refused: 'endIsOver' }
  return saysWhy(reason) ? undefined : { refused: 'reasonRequired' }
}
