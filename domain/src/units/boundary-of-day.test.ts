import { describe, expect, test } from 'vitest'
import { boundariesOn } from './boundary-of-day.ts'
import type { Applied } from './lineage.ts'
import { unitsOn } from './unit.ts'
import type { Unit } from './unit.ts'

const ward = (id: string, part: Partial<Unit> = {}): Unit => ({
  id,
  name: `Phường ${id}`,
  shortName: id,
  group: 'ward',
  validFrom: '2020-01-01',
  ...part,
})
const record = (unitId: string, validFrom = '2020-01-01', validTo?: string) => ({
  unitId,
  validFrom,
  ...(validTo === undefined ? {} : { validTo }),
})
const event = (
  effectiveOn: string,
  ends: readonly string[],
  ...edges: readonly (readonly [string, string, ('whole' | 'part')?])[]
): Applied => ({
  effectiveOn,
  ends,
  edges: edges.map(([from, to, extent = 'whole']) => ({ from, to, extent })),
})
const day = '2025-07-01'
const told = (versions: readonly Unit[], recorded: readonly ReturnType<typeof record>[], events: readonly Applied[], on: string) =>
  Object.fromEntries(
    [...boundariesOn(versions, recorded, events)(unitsOn(versions, on), on)].map(([id, { of, state }]) => [
      id,
      [state, ...of.map(({ unitId, validFrom }) => `${unitId} ${validFrom}`)],
    ]),
  )

describe('the boundary of a unit on a day', () => {
  test('is the one that was recorded for it then', () => {
    const recorded = [record('a', '2020-01-01', '2024-01-01'), record('a', '2024-01-01')]
    expect(told([ward('a'), ward('b')], recorded, [], '2023-12-31')).toEqual({ a: ['own', 'a 2020-01-01'] })
    expect(told([ward('a'), ward('b')], recorded, [], '2024-01-01')).toEqual({ a: ['own', 'a 2024-01-01'] })
    expect(told([ward('a')], recorded, [], '2019-12-31')).toEqual({})
  })

  const merged = [ward('a', { validTo: day }), ward('b', { validTo: day }), ward('n', { validFrom: day })]
  const merge = event(day, ['a', 'b'], ['a', 'n'], ['b', 'n'])

  test('is put together from those of the units that were merged into it, until its own is recorded', () => {
    const olds = [record('a'), record('b')]
    expect(told(merged, olds, [merge], '2025-06-30')).toEqual({ a: ['own', 'a 2020-01-01'], b: ['own', 'b 2020-01-01'] })
    expect(told(merged, olds, [merge], day)).toEqual({ n: ['joined', 'a 2020-01-01', 'b 2020-01-01'] })
    expect(told(merged, [...olds, record('n', '2025-09-01')], [merge], '2025-08-31')).toHaveProperty('n', [
      'joined',
      'a 2020-01-01',
      'b 2020-01-01',
    ])
    expect(told(merged, [...olds, record('n', '2025-09-01')], [merge], '2025-09-01')).toEqual({ n: ['own', 'n 2025-09-01'] })
    expect(told(merged, [record('a')], [merge], day)).toEqual({})
  })

  test('of a unit that goes on and takes others in is put together with theirs', () => {
    const versions = [ward('a', { validTo: day }), ward('b')]
    const taken = event(day, ['a'], ['a', 'b'])
    expect(told(versions, [record('a'), record('b')], [taken], day)).toEqual({ b: ['joined', 'b 2020-01-01', 'a 2020-01-01'] })
    expect(told(versions, [record('b')], [taken], day)).toEqual({ b: ['older', 'b 2020-01-01'] })
    expect(told(versions, [record('a')], [taken], day)).toEqual({})
    expect(told(versions, [record('a'), record('b'), record('b', day)], [taken], day)).toHaveProperty('b')
  })

  test('is the older one, said so, where a part came or went and nobody recorded how', () => {
    const versions = [ward('a'), ward('b')]
    const given = event(day, [], ['a', 'b', 'part'])
    const older = { a: ['older', 'a 2020-01-01'], b: ['older', 'b 2020-01-01'] }
    expect(told(versions, [record('a'), record('b')], [given], day)).toEqual(older)
    expect(told(versions, [record('a', '2020-01-01', day), record('a', day), record('b')], [given], day)).toEqual({
      ...older,
      a: ['own', `a ${day}`],
    })
    const split = event(day, ['a'], ['a', 'x', 'part'], ['a', 'y', 'part'])
    expect(
      told([ward('a', { validTo: day }), ward('x', { validFrom: day }), ward('y', { validFrom: day })], [record('a')], [split], day),
    ).toEqual({})
  })

  test('that is put together from an older one is an older one', () => {
    const later = '2026-01-01'
    const versions = [ward('a', { validTo: later }), ward('b', { validTo: later }), ward('n', { validFrom: later })]
    const events = [event(day, [], ['a', 'z', 'part']), event(later, ['a', 'b'], ['a', 'n'], ['b', 'n'])]
    expect(told(versions, [record('a'), record('b')], events, later)).toEqual({ n: ['older', 'a 2020-01-01', 'b 2020-01-01'] })
  })

  test('of a level above is put together from those below it, where all of them are known; offices have no ground', () => {
    const versions = [
      ward('t', { group: 'area' }),
      ward('a', { parentId: 't' }),
      ward('b', { parentId: 't' }),
      ward('p', { group: 'department', parentId: 't' }),
    ]
    expect(told(versions, [record('a'), record('b')], [], day)).toHaveProperty('t', ['below', 'a 2020-01-01', 'b 2020-01-01'])
    expect(told(versions, [record('a')], [], day)).not.toHaveProperty('t')
    expect(told(versions, [record('a'), record('b'), record('t')], [], day)).toHaveProperty('t', ['own', 't 2020-01-01'])
    const circle = [ward('a', { parentId: 'b' }), ward('b', { parentId: 'a' })]
    expect(told(circle, [record('a')], [], day)).toHaveProperty('a')
  })
})
