import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Viewer } from './roles.ts'
import { decisionRefusal, isLoosened, needsSecondPerson, secondPersonActs } from './second-person.ts'

const viewer = (accountId: string, holderId?: string | null): Viewer => ({
  accountId,
  tenantId: '1',
  unitId: 'culture',
  takenOver: [],
  roles: ['synthesis'],
  ...(holderId === undefined ? {} : { under: { delegationId: 'd', holderId } }),
})
const asked = { asker: { accountId: 'minh', holderId: null }, expiresAt: '2024-05-14T02:00:00.000Z', decidedAt: null }
const now = '2024-05-11T02:00:00.000Z'

test('another decides, once and in time', () => {
  expect(decisionRefusal(asked, viewer('hoa'), now)).toBeUndefined()
  expect(decisionRefusal(asked, viewer('minh'), now)).toEqual({ refused: 'ownRequest' })
  expect(decisionRefusal({ ...asked, decidedAt: now }, viewer('hoa'), now)).toEqual({ refused: 'decidedAlready' })
  expect(decisionRefusal(asked, viewer('hoa'), '2024-05-14T02:00:00.000Z')).toEqual({ refused: 'tooLate' })
  expect(decisionRefusal(asked, viewer('hoa'), '2024-05-14T01:59:59.999Z')).toBeUndefined()
})

test('by whoever’s rights it is asked and answered, two people stand behind it', () => {
  expect(decisionRefusal(asked, viewer('hoa', 'minh'), now), 'acts for who asked').toEqual({ refused: 'ownRequest' })
  const forMinh = { ...asked, asker: { accountId: 'hoa', holderId: 'minh' } }
  expect(decisionRefusal(forMinh, viewer('minh'), now), 'it was asked for them').toEqual({ refused: 'ownRequest' })
  expect(decisionRefusal(forMinh, viewer('binh', null), now), 'an acting head acts for nobody').toBeUndefined()
  const person = fc.constantFrom('a', 'b', 'c')
  const other = fc.option(person)
  fc.assert(
    fc.property(person, other, person, other, (asker, askerFor, answerer, answererFor) => {
      const request = { ...asked, asker: { accountId: asker, holderId: askerFor } }
      if (decisionRefusal(request, viewer(answerer, answererFor), now) !== undefined) return
      const [one, two] = [new Set([asker, askerFor ?? asker]), new Set([answerer, answererFor ?? answerer])]
      expect([...one].some((id) => two.has(id))).toBe(false)
    }),
  )
})

test('what an office declares is off until it does, and is not switched off by one alone', () => {
  const none = { secondPersonActs: [], secondPersonHours: 72 }
  const some = { secondPersonActs: ['unlockPeriod' as const], secondPersonHours: 72 }
  expect(secondPersonActs.some((act) => needsSecondPerson(none, act))).toBe(false)
  expect([needsSecondPerson(some, 'unlockPeriod'), needsSecondPerson(some, 'undoReorganisation')]).toEqual([true, false])
  expect([needsSecondPerson(none, 'loosenRules'), needsSecondPerson(some, 'loosenRules')]).toEqual([false, true])
  expect([isLoosened(some, none), isLoosened(none, some), isLoosened(some, { ...some, secondPersonHours: 73 })]).toEqual([
    true,
    false,
    true,
  ])
})
