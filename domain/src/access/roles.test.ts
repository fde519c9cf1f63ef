import { expect, test } from 'vitest'
import { firstRoom } from './roles.ts'
import type { Role } from './roles.ts'

test.each<[readonly Role[], 'board' | 'myWork']>([
  [['leader'], 'board'],
  [['leader', 'auditor'], 'board'],
  [['leader', 'focalPoint'], 'myWork'],
  [['leader', 'synthesis'], 'myWork'],
  [['focalPoint'], 'myWork'],
  [['synthesis'], 'myWork'],
  [['auditor'], 'myWork'],
  [['administrator'], 'myWork'],
  [[], 'myWork'],
])('the day of %s begins at %s', (held, room) => {
  expect(firstRoom(held)).toBe(room)
})
