import { describe, expect, test } from 'vitest'
import { answeredDue, askingRefusal, canAskNow, extendedDue, isToAnswer } from './extension.ts'
import { punctuality } from './report.ts'

// Due on Monday 13 May 2024 at 17:00 in Vietnam.
const dueAt = '2024-05-13T10:00:00.000Z'
const owed = { dueAt, isAsking: false }
const asking = { dueAt, isAsking: true }
const ask = { at: '2024-05-12T16:59:59.000Z', wantedDay: '2024-05-16', reason: 'Cổng dịch vụ công đang bảo trì' }

describe('a unit asks', () => {
  test('until the last second before the day on which it is due', () => {
    expect(askingRefusal(owed, ask)).toBeUndefined()
    expect(canAskNow(owed, ask.at)).toBe(true)
    expect(askingRefusal(owed, { ...ask, at: '2024-05-12T17:00:00.000Z' })).toEqual({ refused: 'askedTooLate' })
    expect(canAskNow(owed, '2024-05-12T17:00:00.000Z')).toBe(false)
  })

  test('for a later day, with a reason, once at a time, and not for what is in', () => {
    expect(askingRefusal(owed, { ...ask, wantedDay: '2024-05-13' })).toEqual({ refused: 'notLater' })
    expect(askingRefusal(owed, { ...ask, wantedDay: '2024-05-14' })).toBeUndefined()
    expect(askingRefusal(owed, { ...ask, reason: '…' })).toEqual({ refused: 'reasonRequired' })
    expect(askingRefusal(asking, ask)).toEqual({ refused: 'alreadyAsked' })
    expect(askingRefusal({ ...owed, firstSubmittedAt: '2024-05-11T00:00:00.000Z' }, ask)).toEqual({ refused: 'alreadySubmitted' })
  })
})

describe('the officer answers', () => {
  const at = '2024-05-12T03:00:00.000Z'

  test('with a later day at the same hour, by which punctuality is judged from then on', () => {
    const granted = answeredDue(asking, { grantedDay: '2024-05-15' }, at)
    expect(granted).toEqual({ dueAt: '2024-05-15T10:00:00.000Z' })
    expect(extendedDue(dueAt, '2024-05-15')).toBe('2024-05-15T10:00:00.000Z')
    expect(punctuality('2024-05-15T10:00:00.000Z', '2024-05-15T10:00:00.000Z', at)).toBe('onTime')
    expect(punctuality('2024-05-15T10:00:00.000Z', '2024-05-15T10:00:00.001Z', at)).toBe('late')
  })

  test('or refuses with a reason, and the due stays', () => {
    expect(answeredDue(asking, { refusedBecause: 'Thành phố phải báo cáo tỉnh' }, at)).toEqual({ dueAt })
    expect(answeredDue(asking, { refusedBecause: ' ' }, at)).toEqual({ refused: 'reasonRequired' })
  })

  test('not what nobody asked, nothing earlier, nothing that is over', () => {
    expect(answeredDue(owed, { grantedDay: '2024-05-15' }, at)).toEqual({ refused: 'notAsked' })
    expect(answeredDue(asking, { grantedDay: '2024-05-13' }, at)).toEqual({ refused: 'notLater' })
    expect(answeredDue(asking, { grantedDay: '2024-05-14' }, '2024-05-14T10:00:00.000Z')).toEqual({ refused: 'inThePast' })
  })

  test('also after the due: who asked in time and handed in meanwhile is judged by what is granted', () => {
    const late = { ...asking, firstSubmittedAt: '2024-05-14T02:00:00.000Z' }
    expect(isToAnswer(late)).toBe(true)
    expect(answeredDue(late, { grantedDay: '2024-05-14' }, '2024-05-20T02:00:00.000Z')).toEqual({ dueAt: '2024-05-14T10:00:00.000Z' })
    const inTime = { ...asking, firstSubmittedAt: dueAt }
    expect(isToAnswer(inTime)).toBe(false)
    expect(answeredDue(inTime, { grantedDay: '2024-05-15' }, at)).toEqual({ refused: 'alreadySubmitted' })
  })
})
