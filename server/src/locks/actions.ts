import { exceptSchema, sayLockSchema } from '@haidang/api/locks'
import type { Except, LockRules, PeriodLocks, RegimeLock, SayLock, SetLockRule } from '@haidang/api/locks'
import { canAdminister } from '@haidang/domain/access/roles'
import { dayOf, formatDay, timeOf } from '@haidang/domain/periods/day'
import { formatPeriod } from '@haidang/domain/periods/period'
import { askedAt, exceptionRefusal, exceptionsAt, lockAt, lockingRefusal, unlockingRefusal } from '@haidang/domain/reports/lock'
import type { LockingRefusal } from '@haidang/domain/reports/lock'
import { canReview } from '@haidang/domain/reports/policy'
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { demandSecondPerson, doneByTwo } from '../platform/second-person.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { holdRegister, shareRegister } from '../units/store.ts'
import { holdPeriod, knownLocks, lockRules, regimesOfPeriod, saveException, saveLockRule, saveLockWord } from './store.ts'
import type { KnownLock, RegimeOfPeriod } from './store.ts'

/** How the regimes of a period stand. */
export const readLocks = (call: Call, period: string): Promise<PeriodLocks> =>
  inReading(call, async (tx) => {
    const regimes = await regimesOfPeriod(tx, call, period)
    const known = await knownLocks(tx, call, regimes)
    return {
      period,
      regimes: regimes.map((regime) => onWire(regime, known(regime), askedAt(known(regime), call.now))),
      can: { lock: canReview(call.viewer) },
    }
  })

function onWire({ regimeId, planTitle, name, units }: RegimeOfPeriod, known: KnownLock, now: string): RegimeLock {
  const holding = exceptionsAt(known, now)
  const lock = lockAt(known, now)
  return {
    regimeId,
    planTitle,
    name,
    lock: lock ?? null,
    ruleAt: known.ruleAt ?? null,
    exceptions: known.exceptions
      .map(({ id, unit, from, until, by, reason }) => ({
        id,
        unit,
        from,
        until,
        by,
        reason,
        holds: lock !== undefined && holding.some((one) => one.id === id),
      }))
      .toReversed(),
    words: known.words.map((word) => ({ ...word })).toReversed(),
    units: [...units],
  }
}

type Done = { readonly ok: true }

/** Locks a regime's period, or opens it to everybody again. From the moment on at which this is kept, nothing of a unit is. */
export const sayLock = (call: Call, word: SayLock): Promise<Done | LockingRefusal> =>
  inTransaction<Done | LockingRefusal>(call, (tx) => sayLockIn(tx, call, word))

async function sayLockIn(tx: Tx, call: Call, { regimeId, period, says, reason }: SayLock): Promise<Done | LockingRefusal> {
  if (says === 'unlocked') await demandSecondPerson(tx, call, 'unlockPeriod', { regimeId, period, says, reason })
  // Heirs of ended units are given reports: before, or when the word is said.
  await shareRegister(tx, call.tenantId)
  if (!(await holdPeriod(tx, call, { regimeId, period }))) throw problem('notFound')
  const known = (await knownLocks(tx, call, [{ regimeId, period }]))({ regimeId, period })
  const said = { at: askedAt(known, call.now), reason: reason.normalize('NFC').trim() }
  const refused = says === 'locked' ? lockingRefusal(known, said) : unlockingRefusal(known, said)
  if (refused !== undefined) return refused

  const before = lockAt(known, said.at)
  await saveLockWord(tx, { ...call, now: said.at }, { id: newId(), regimeId, period, says, reason: said.reason })
  await audit(tx, call, {
    stream: 'office',
    action: says === 'locked' ? 'periodLocked' : 'periodUnlocked',
    subject: regimeId,
    detail: { period, reason: said.reason, ...(before !== undefined && { lockedSince: before.since, lockedBecause: before.because }) },
  })
  return { ok: true }
}

/** Opening a locked period to everybody, where the office has two persons do it. */
export const unlockingByTwo = doneByTwo({
  input: sayLockSchema.extend({ says: z.literal('unlocked') }),
  can: canReview,
  run: sayLockIn,
  about: (tx, call, { regimeId, period }) => namePeriod(tx, call, { regimeId, period }),
})

/** A regime's period as people call it. */
async function namePeriod(tx: Tx, call: Call, { regimeId, period }: Pick<SayLock, 'regimeId' | 'period'>): Promise<string> {
  const regime = (await regimesOfPeriod(tx, call, period)).find((one) => one.regimeId === regimeId)
  if (regime === undefined) throw problem('notFound')
  return [formatPeriod(period), regime.name ?? '', regime.planTitle].filter((said) => said !== '').join(' · ')
}

/** Lets one unit, or every one, into a locked period until an instant, from which the lock stands again. */
export const exceptFromLock = (call: Call, exception: Except): Promise<Done | LockingRefusal> =>
  inTransaction<Done | LockingRefusal>(call, (tx) => exceptIn(tx, call, exception))

async function exceptIn(tx: Tx, call: Call, { regimeId, period, unitId, until, reason }: Except): Promise<Done | LockingRefusal> {
  await demandSecondPerson(tx, call, 'exceptFromLock', { regimeId, period, unitId, until, reason })
  await shareRegister(tx, call.tenantId)
  if (!(await holdPeriod(tx, call, { regimeId, period }))) throw problem('notFound')
  const regime = (await regimesOfPeriod(tx, call, period)).find((one) => one.regimeId === regimeId)
  const unit = regime?.units.find(({ id }) => id === unitId)
  if (unitId !== null && unit === undefined) throw problem('notFound')
  const known = (await knownLocks(tx, call, [{ regimeId, period }]))({ regimeId, period })
  const at = askedAt(known, call.now)
  const why = reason.normalize('NFC').trim()
  const refused = exceptionRefusal(known, { at, until, reason: why })
  if (refused !== undefined) return refused

  const id = newId()
  await saveException(tx, { ...call, now: at }, { id, regimeId, period, unitId, until, reason: why })
  await audit(tx, call, {
    stream: 'office',
    action: 'lockExcepted',
    subject: regimeId,
    detail: { period, exception: id, unitId, unit: unit?.name ?? null, until, reason: why },
  })
  return { ok: true }
}

/** Letting a unit, or every one, into a locked period, where the office has two persons do it. */
export const exceptingByTwo = doneByTwo({
  input: exceptSchema,
  can: canReview,
  run: exceptIn,
  about: async (tx, call, { regimeId, period, unitId, until }) => {
    const unit = (await regimesOfPeriod(tx, call, period)).find((one) => one.regimeId === regimeId)?.units.find(({ id }) => id === unitId)
    return [
      await namePeriod(tx, call, { regimeId, period }),
      unit?.name ?? 'mọi đơn vị',
      `đến ${timeOf(until)} ${formatDay(dayOf(until))}`,
    ].join(' · ')
  },
})

export const readLockRules = (call: Call): Promise<LockRules> =>
  inReading(call, async (tx) => ({
    rules: (await lockRules(tx, call.tenantId)).toReversed(),
    can: { change: canAdminister(call.viewer) },
  }))

/** When periods lock by themselves, from a day that is still to come: what is being entered today is not locked out by it. */
export const setLockRule = (call: Call, { from, workingDays }: SetLockRule): Promise<Done | { readonly refused: 'fromPast' }> =>
  inTransaction<Done | { readonly refused: 'fromPast' }>(call, async (tx) => {
    if (from <= dayOf(call.now)) return { refused: 'fromPast' }
    await holdRegister(tx, call.tenantId)
    const seq = await saveLockRule(tx, call, { from, workingDays })
    await audit(tx, call, { stream: 'office', action: 'lockRuleSet', subject: String(seq), detail: { from, workingDays } })
    return { ok: true }
  })
