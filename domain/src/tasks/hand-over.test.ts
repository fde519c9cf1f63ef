import { expect, test } from 'vitest'
import { dutiesThatPass } from './hand-over.ts'
import type { Assigned } from './hand-over.ts'

const heirOf = new Map([
  ['ward5', 'heir'],
  ['ward7', 'heir'],
])
const duty = (unitId: string, more: Partial<Assigned> = {}): Assigned => ({
  taskId: 'cameras',
  unitId,
  part: 'lead',
  state: 'assigned',
  ...more,
})

test('open parts become one of the heir, begun where one has begun', () => {
  expect(dutiesThatPass([duty('ward5'), duty('ward7', { state: 'inProgress' }), duty('other')], heirOf)).toEqual([
    { taskId: 'cameras', heirId: 'heir', from: ['ward5', 'ward7'], part: 'lead', state: 'inProgress', isOwn: false },
  ])
})

test('what is done stays with who did it', () => {
  expect(dutiesThatPass([duty('ward5', { state: 'done' })], heirOf)).toEqual([])
  expect(dutiesThatPass([duty('ward5', { state: 'done' }), duty('ward7')], heirOf)).toMatchObject([{ from: ['ward7'], state: 'assigned' }])
})

test('an heir that cooperated leads what it takes over; one that led keeps how far it is', () => {
  expect(dutiesThatPass([duty('heir', { part: 'cooperating' }), duty('ward5', { state: 'inProgress' })], heirOf)).toMatchObject([
    { part: 'lead', state: 'inProgress', isOwn: true },
  ])
  expect(dutiesThatPass([duty('heir', { state: 'done' }), duty('ward5')], heirOf)).toMatchObject([
    { part: 'lead', state: 'assigned', isOwn: true },
  ])
  expect(dutiesThatPass([duty('ward5', { part: 'cooperating', state: 'inProgress' }), duty('ward7')], heirOf)).toMatchObject([
    { part: 'lead', state: 'assigned' },
  ])
})
