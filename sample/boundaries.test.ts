import { coordinatesOf, readBoundary } from '@haidang/domain/units/boundary'
import { boundaryIndex } from '@haidang/domain/units/boundary-index'
import { joined } from '@haidang/domain/units/boundary-lines'
import { neighbourFindings } from '@haidang/domain/units/boundary-neighbours'
import { expect, test } from 'vitest'
import { boundaries } from './boundaries.ts'
import { wards } from './units.ts'

const units = boundaries.map(({ unitId, ring }) => {
  const read = readBoundary([[ring]])
  if ('faults' in read) throw new Error(`${unitId}: ${JSON.stringify(read.faults)}`)
  return { unitId, boundary: read.boundary }
})

test('the 17 wards fill the city: none over another, no ground between them, a peninsula and an island', () => {
  expect(units.map(({ unitId }) => unitId)).toEqual(wards.map(({ id }) => id))
  const whole = joined(units.map(({ boundary }) => boundary))
  expect(whole.map((part) => part.length)).toEqual([1, 1])
  expect(neighbourFindings(units, { tolerated: 0 })).toEqual({ overlaps: [], gaps: [] })
  expect(neighbourFindings(units, { within: whole, tolerated: 0 })).toEqual({ overlaps: [], gaps: [] })
  expect(readBoundary(coordinatesOf(whole))).toHaveProperty('boundary')
})

test('a point of the city is in one ward, a point at sea in none', () => {
  const index = boundaryIndex(units)
  for (const { ring } of boundaries) for (const at of ring) expect(index.at(at).length).toBeLessThanOrEqual(1)
  expect(index.at([107.15, 10.34])).toEqual([])
})
