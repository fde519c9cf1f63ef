import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../periods/day.ts'
import { delegableRoles, delegationRefusal, mayGive } from './delegation.ts'
import { roles as allRoles } from './roles.ts'
import type { Role, Viewer } from './roles.ts'

const viewer = (roles: readonly Role[], accountId = 'lan'): Viewer => ({ accountId, tenantId: '1', unitId: 'ward5', takenOver: [], roles })
const lan = { id: 'lan', unitId: 'ward5', roles: ['focalPoint'] as readonly Role[], isClosed: false }
const hung = { id: 'hung', isClosed: false }
const order = { holder: lan, receiver: hung, roles: ['focalPoint'] as readonly Role[], from: '2024-06-01', until: '2024-06-14' }
const today = '2024-05-20'

test('a holder gives what is theirs, an administrator also what others hold, and only an administrator names an acting head', () => {
  expect([mayGive(viewer(['focalPoint']), 'lan'), mayGive(viewer(['focalPoint']), 'hung'), mayGive(viewer(['leader']), null)]).toEqual([
    true,
    false,
    false,
  ])
  expect([mayGive(viewer(['administrator'], 'an'), 'lan'), mayGive(viewer(['administrator'], 'an'), null)]).toEqual([true, true])
})

test('what one has by somebody else is not passed on, and what one has not is not given', () => {
  const refusal = (change: object, by = viewer(['focalPoint'])) => delegationRefusal(by, { ...order, ...change }, today)
  expect(refusal({})).toBeUndefined()
  expect(refusal({ holder: null, roles: ['leader'] })).toBeUndefined()
  expect(refusal({}, { ...viewer(['focalPoint']), under: { delegationId: 'd', holderId: 'hung' } })).toEqual({ refused: 'passedOn' })
  expect(refusal({ roles: ['focalPoint', 'leader'] })).toEqual({ refused: 'notHeld', roles: ['leader'] })
  expect(refusal({ roles: ['administrator'] })).toEqual({ refused: 'notDelegable' })
  expect(refusal({ receiver: { ...hung, id: 'lan' } })).toEqual({ refused: 'toOneself' })
  expect(refusal({ receiver: { ...hung, isClosed: true } })).toEqual({ refused: 'accountClosed' })
  expect(refusal({ from: '2024-05-19' })).toEqual({ refused: 'fromPast' })
  expect(refusal({ until: '2024-05-31' })).toEqual({ refused: 'endsBefore' })
  expect(refusal({ until: '2025-06-01' })).toBeUndefined()
  expect(refusal({ until: '2025-06-02' })).toEqual({ refused: 'tooLong' })
})

test('whatever is asked, nobody gets what the holder has not, nor the administration, nor for ever', () => {
  const some = fc.uniqueArray(fc.constantFrom(...allRoles), { minLength: 1 })
  fc.assert(
    fc.property(some, some, fc.nat(800), fc.nat(800), (held, asked, from, length) => {
      const days = { from: addDays('2024-01-01', from), until: addDays('2024-01-01', from + length) }
      const refused = delegationRefusal(viewer(held), { ...order, ...days, holder: { ...lan, roles: held }, roles: asked }, '2024-06-01')
      if (refused !== undefined) return
      expect(asked.every((role) => held.includes(role) && delegableRoles.includes(role))).toBe(true)
      expect(length).toBeLessThan(366)
      expect(days.from >= '2024-06-01').toBe(true)
    }),
  )
})
