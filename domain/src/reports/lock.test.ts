import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nationalCalendar } from '../periods/calendar.ts'
import {
  askedAt,
  exceptionRefusal,
  exceptionsAt,
  lockAt,
  lockedOut,
  lockingRefusal,
  ruleLock,
  standingAt,
  unlockingRefusal,
} from './lock.ts'
import type { LockException, LockFacts, LockWord } from './lock.ts'

const reason = 'Đã gửi báo cáo lên tỉnh'
const word = (says: LockWord['says'], at: string): LockWord => ({ says, at, by: 'Lê Quang Minh', reason })
const exception = (unitId: string | null, from: string, until: string): LockException => ({
  unitId,
  from,
  until,
  by: 'Lê Quang Minh',
  reason,
})
const facts = (part: Partial<LockFacts>): LockFacts => ({ words: [], exceptions: [], ...part })
const at = (text: string) => `2024-05-${text}:00.000Z`
const ward5 = { unitId: 'ward5', dueAt: at('13T10:00') }
const ward7 = { ...ward5, unitId: 'ward7' }

describe('a period that an officer locked', () => {
  const locked = facts({ words: [word('locked', at('28T03:00'))] })

  test('keeps everybody out from that instant on', () => {
    expect(lockedOut(locked, ward5, '2024-05-28T02:59:59.999Z')).toBeUndefined()
    expect(lockedOut(locked, ward5, at('28T03:00'))).toEqual({
      because: 'word',
      since: at('28T03:00'),
      by: 'Lê Quang Minh',
      reason,
    })
  })

  test('lets one unit in until the end of its exception, and then stands again by itself', () => {
    const excepted = { ...locked, exceptions: [exception('ward5', at('29T02:00'), at('30T10:00'))] }
    expect(lockedOut(excepted, ward5, at('29T01:59'))).toBeDefined()
    expect(lockedOut(excepted, ward5, at('29T02:00'))).toBeUndefined()
    expect(lockedOut(excepted, ward7, at('29T02:00'))).toBeDefined()
    expect(lockedOut(excepted, ward5, '2024-05-30T09:59:59.999Z')).toBeUndefined()
    expect(lockedOut(excepted, ward5, at('30T10:00'))).toBeDefined()
  })

  test('lets everybody in by an exception for all; of two that hold the one that ends last is named', () => {
    const [own, all] = [exception('ward5', at('29T02:00'), at('31T10:00')), exception(null, at('29T02:00'), at('30T10:00'))]
    const excepted = { ...locked, exceptions: [own, all] }
    expect(standingAt(excepted, ward5, at('29T03:00')).exception).toBe(own)
    expect(standingAt(excepted, ward7, at('29T03:00')).exception).toBe(all)
    expect(standingAt(excepted, ward7, at('30T10:00'))).toMatchObject({ lock: { because: 'word' } })
  })

  test('opens again by a word, and an exception from before does not come back with the next lock', () => {
    const again = {
      ...locked,
      words: [...locked.words, word('unlocked', at('29T03:00')), word('locked', at('29T04:00'))],
      exceptions: [exception('ward5', at('28T04:00'), at('31T10:00'))],
    }
    expect(lockAt(again, at('29T03:30'))).toBeUndefined()
    expect(standingAt(again, ward5, at('29T03:30'))).toEqual({})
    expect(exceptionsAt(again, at('29T04:00'))).toEqual([])
    expect(lockedOut(again, ward5, at('29T04:00'))).toBeDefined()
  })
})

describe('a period that locks by rule', () => {
  const rules = [{ from: '2024-05-01', workingDays: 3 }]

  test('locks so many working days after the city’s due, at its hour, over a week’s end and over holidays', () => {
    // Monday 27 May at 17:00.
    expect(ruleLock(rules, at('27T10:00'), nationalCalendar)).toBe(at('30T10:00'))
    // Friday 26 April 2024: a swapped day off, two holidays and a worked Saturday follow.
    expect(ruleLock([{ from: '2024-01-01', workingDays: 3 }], '2024-04-26T10:00:00.000Z', nationalCalendar)).toBe(at('04T10:00'))
    // Tết: from 8 to 14 February.
    expect(ruleLock([{ from: '2024-01-01', workingDays: 1 }], '2024-02-07T10:00:00.000Z', nationalCalendar)).toBe(
      '2024-02-15T10:00:00.000Z',
    )
  })

  test('by the rule of the day of the city’s due; none is never, and so is one that came later', () => {
    expect(ruleLock([], at('27T10:00'), nationalCalendar)).toBeUndefined()
    expect(ruleLock([{ from: '2024-05-28', workingDays: 3 }], at('27T10:00'), nationalCalendar)).toBeUndefined()
    expect(ruleLock([...rules, { from: '2024-05-20', workingDays: null }], at('27T10:00'), nationalCalendar)).toBeUndefined()
    expect(ruleLock([{ from: '2024-05-27', workingDays: 0 }], at('27T10:00'), nationalCalendar)).toBe(at('27T10:00'))
  })

  test('does not lock out whose granted due is still ahead', () => {
    const byRule = facts({ ruleAt: at('15T10:00') })
    const extended = { ...ward5, dueAt: at('17T10:00') }
    expect(lockedOut(byRule, ward5, at('15T10:00'))).toEqual({ because: 'rule', since: at('15T10:00') })
    expect(lockedOut(byRule, extended, at('15T10:00'))).toBeUndefined()
    expect(lockedOut(byRule, extended, at('17T10:00'))).toEqual({ because: 'rule', since: at('17T10:00') })
  })

  test('stays open once unlocked after it, and is not kept open by a word from before', () => {
    const ruleAt = at('30T10:00')
    expect(lockAt(facts({ ruleAt, words: [word('unlocked', at('31T02:00'))] }), at('31T03:00'))).toBeUndefined()
    const before = facts({ ruleAt, words: [word('locked', at('28T02:00')), word('unlocked', at('29T02:00'))] })
    expect(lockAt(before, at('29T03:00'))).toBeUndefined()
    expect(lockAt(before, ruleAt)).toEqual({ because: 'rule', since: ruleAt })
  })
})

test('who began a moment before the lock and comes after it is asked about the lock', () => {
  const locked = facts({ words: [word('locked', at('28T03:00'))] })
  expect(askedAt(locked, at('28T02:59'))).toBe(at('28T03:00'))
  expect(askedAt(locked, at('28T03:01'))).toBe(at('28T03:01'))
  expect(lockedOut(locked, ward5, askedAt(locked, at('28T02:59')))).toBeDefined()
})

describe('is refused', () => {
  const now = at('28T03:00')
  const locked = facts({ words: [word('locked', at('27T03:00'))] })
  test('locking what is locked by word, or without a reason; what the rule locked may be locked by word', () => {
    expect(lockingRefusal(locked, { at: now, reason })).toEqual({ refused: 'alreadyLocked' })
    expect(lockingRefusal(facts({}), { at: now, reason: '…' })).toEqual({ refused: 'reasonRequired' })
    expect(lockingRefusal(facts({ ruleAt: at('27T03:00') }), { at: now, reason })).toBeUndefined()
  })
  test('unlocking and excepting where nothing is locked, an end that is over, and no reason', () => {
    const until = at('29T03:00')
    expect(unlockingRefusal(facts({ ruleAt: at('29T03:00') }), { at: now, reason })).toEqual({ refused: 'notLocked' })
    expect(unlockingRefusal(locked, { at: now, reason: '' })).toEqual({ refused: 'reasonRequired' })
    expect(unlockingRefusal(locked, { at: now, reason })).toBeUndefined()
    expect(exceptionRefusal(facts({}), { at: now, until, reason })).toEqual({ refused: 'notLocked' })
    expect(exceptionRefusal(locked, { at: now, until: now, reason })).toEqual({ refused: 'endIsOver' })
    expect(exceptionRefusal(locked, { at: now, until, reason: 'x' })).toEqual({ refused: 'reasonRequired' })
    expect(exceptionRefusal(locked, { at: now, until, reason })).toBeUndefined()
  })
})

describe('whatever is said in whatever order', () => {
  const minute = (n: number) => new Date(Date.UTC(2024, 4, 28, 0, n)).toISOString()
  const minutes = fc.integer({ min: 0, max: 200 })
  const act = fc.oneof(
    fc.record({ kind: fc.constantFrom('lock' as const, 'unlock' as const), at: minutes }),
    fc.record({
      kind: fc.constant('except' as const),
      at: minutes,
      length: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom('a', 'b', null),
    }),
  )
  const acts = fc.array(act, { maxLength: 12 }).map((list) => list.toSorted((a, b) => a.at - b.at))
  const ruleAt = fc.option(minutes, { nil: undefined })
  const said = fc.tuple(acts, ruleAt).map(([list, rule]) =>
    facts({
      words: list.flatMap((one) => (one.kind === 'except' ? [] : [word(one.kind === 'lock' ? 'locked' : 'unlocked', minute(one.at))])),
      exceptions: list.flatMap((one) => (one.kind === 'except' ? [exception(one.unit, minute(one.at), minute(one.at + one.length))] : [])),
      ...(rule !== undefined && { ruleAt: minute(rule) }),
    }),
  )
  const report = { unitId: 'a', dueAt: minute(-60) }

  test('an exception never lets anybody in before its beginning or from its end on, nor a unit that it does not name', () => {
    fc.assert(
      fc.property(said, minutes, (known, n) => {
        const { lock, exception: holds } = standingAt(known, report, minute(n))
        const isRight =
          holds === undefined || (lock !== undefined && holds.from <= minute(n) && minute(n) < holds.until && (holds.unitId ?? 'a') === 'a')
        expect(isRight).toBe(true)
      }),
    )
  })

  test('who saves at an instant is locked out exactly where the last lock stands and no exception holds: minute by minute', () => {
    fc.assert(
      fc.property(said, (known) => {
        let isLocked = false
        let open: LockException[] = []
        for (let n = 0; n <= 200; n += 1) {
          if (known.ruleAt === minute(n)) isLocked = true
          for (const one of known.words.filter((each) => each.at === minute(n))) {
            isLocked = one.says === 'locked'
            open = []
          }
          open = [...open, ...known.exceptions.filter(({ from }) => from === minute(n))].filter(({ until }) => minute(n) < until)
          const isOut = isLocked && !open.some(({ unitId }) => unitId !== 'b')
          expect(lockedOut(known, report, minute(n)) !== undefined).toBe(isOut)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('what is still to come changes nothing: a word or an exception of later does not reach back', () => {
    fc.assert(
      fc.property(said, minutes, (known, n) => {
        const soFar = {
          ...known,
          words: known.words.filter((one) => one.at <= minute(n)),
          exceptions: known.exceptions.filter(({ from }) => from <= minute(n)),
        }
        expect(standingAt(known, report, minute(n))).toEqual(standingAt(soFar, report, minute(n)))
      }),
    )
  })
})
