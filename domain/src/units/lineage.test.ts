import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../periods/day.ts'
import { addDecimals } from '../quantities/decimal.ts'
import { anyHistory } from './histories.test-data.ts'
import { lineageOf } from './lineage.ts'
import type { Heirs } from './lineage.ts'
import { reorganisationFaults, reorganised } from './reorganisation.ts'
import { unitsOn } from './unit.ts'
import type { Unit } from './unit.ts'

const event = (effectiveOn: string, ends: readonly string[], edges: readonly (readonly [string, string, string?])[]) => ({
  effectiveOn,
  ends,
  edges: edges.map(([from, to, population]) => ({
    from,
    to,
    extent: population === undefined ? ('whole' as const) : ('part' as const),
    ...(population === undefined ? {} : { shares: { population } }),
  })),
})
const heir = (unitId: string, share = '1', isEstimated = false) => ({ unitId, share, isEstimated })
const all = (...heirs: readonly ReturnType<typeof heir>[]): Heirs => ({ heirs, lost: '0' })

describe('where a unit is on a later day', () => {
  test('itself, while nothing happens to it, and before the day of what does', () => {
    const lineage = lineageOf([event('2025-07-01', ['a'], [['a', 'n']])])
    expect(lineage('b', '2024-01-01', '2026-01-01')).toEqual(all(heir('b')))
    expect(lineage('a', '2024-01-01', '2025-06-30')).toEqual(all(heir('a')))
    expect(lineage('n', '2025-07-01', '2026-01-01')).toEqual(all(heir('n')))
  })

  test('with its heir, through one reorganisation after another, whatever order they are told in', () => {
    const lineage = lineageOf([
      event('2026-01-01', ['n'], [['n', 'p']]),
      event(
        '2025-07-01',
        ['a', 'b'],
        [
          ['a', 'n'],
          ['b', 'n'],
        ],
      ),
    ])
    expect(lineage('a', '2024-01-01', '2025-12-31')).toEqual(all(heir('n')))
    expect(lineage('a', '2024-01-01', '2026-01-01')).toEqual(all(heir('p')))
  })

  test('with several, by shares that are marked as estimates; what it keeps is what the others did not get', () => {
    const lineage = lineageOf([
      event('2025-07-01', [], [['a', 'b', '0.3']]),
      event(
        '2026-01-01',
        ['a'],
        [
          ['a', 'c', '0.5'],
          ['a', 'd', '0.5'],
        ],
      ),
    ])
    expect(lineage('a', '2025-01-01', '2025-12-31')).toEqual(all(heir('a', '0.7', true), heir('b', '0.3', true)))
    expect(lineage('a', '2025-01-01', '2026-01-01')).toEqual(all(heir('c', '0.35', true), heir('d', '0.35', true), heir('b', '0.3', true)))
  })

  test('parted and put together again it is whole, and no estimate', () => {
    const lineage = lineageOf([
      event(
        '2025-07-01',
        ['a'],
        [
          ['a', 'b', '0.3'],
          ['a', 'c', '0.7'],
        ],
      ),
      event(
        '2026-01-01',
        ['b', 'c'],
        [
          ['b', 'd'],
          ['c', 'd'],
        ],
      ),
    ])
    expect(lineage('a', '2025-01-01', '2026-01-01')).toEqual(all(heir('d')))
  })

  test('nowhere, when it was abolished; not known, when nobody said how it was parted', () => {
    expect(lineageOf([event('2025-07-01', ['a'], [])])('a', '2025-01-01', '2026-01-01')).toEqual({ heirs: [], lost: '1' })
    const parted = {
      effectiveOn: '2025-07-01',
      ends: ['a'],
      edges: [
        { from: 'a', to: 'b', extent: 'part' },
        { from: 'a', to: 'c', extent: 'part' },
      ],
    } as const
    expect(lineageOf([parted])('a', '2025-01-01', '2026-01-01')).toEqual({ unknown: 'a' })
  })
})

describe('in any history', () => {
  test('every reorganisation was possible, versions of a unit never overlap, and nobody is above itself', () => {
    fc.assert(
      fc.property(anyHistory(), ({ first, events, versions }) => {
        let then: readonly Unit[] = first
        for (const one of events) {
          expect(reorganisationFaults(then, one)).toEqual([])
          then = reorganised(then, one)
        }
        for (const of of Map.groupBy(versions, ({ id }) => id).values()) {
          const sorted = of.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
          for (const [index, version] of sorted.entries()) {
            const next = sorted[index + 1]
            if (next) expect(version.validTo !== undefined && version.validTo <= next.validFrom).toBe(true)
          }
        }
      }),
    )
  })

  test('each heir stands on the day, and the shares of the heirs with what is lost are one', () => {
    fc.assert(
      fc.property(anyHistory(), fc.nat(900), fc.nat(900), ({ events, versions }, a, b) => {
        const [from, to] = [addDays('2020-01-01', Math.min(a, b)), addDays('2020-01-01', Math.max(a, b))]
        const standing = new Set(unitsOn(versions, to).map(({ id }) => id))
        const lineage = lineageOf(events)
        for (const { id } of unitsOn(versions, from)) {
          const answer = lineage(id, from, to)
          if ('unknown' in answer) throw new Error('All parts have a share here.')
          expect(answer.heirs.filter(({ unitId }) => !standing.has(unitId))).toEqual([])
          expect(addDecimals(answer.lost, ...answer.heirs.map(({ share }) => share))).toBe('1')
        }
      }),
    )
  })

  test('the way over a day between is the same as the straight one', () => {
    fc.assert(
      fc.property(anyHistory(['merge', 'rename']), fc.nat(900), fc.nat(900), ({ first, events }, a, b) => {
        const lineage = lineageOf(events)
        const [middle, end] = [addDays('2020-01-01', Math.min(a, b)), addDays('2020-01-01', Math.max(a, b))]
        for (const { id } of first) {
          const half = lineage(id, '2020-01-01', middle)
          const [only] = 'heirs' in half ? half.heirs : []
          expect(only && lineage(only.unitId, middle, end)).toEqual(lineage(id, '2020-01-01', end))
        }
      }),
    )
  })

  test('what a later reorganisation does changes no answer about the days before it', () => {
    fc.assert(
      fc.property(anyHistory(), ({ first, events }) => {
        for (const [index, one] of events.entries())
          for (const { id } of first)
            expect(lineageOf(events)(id, '2020-01-01', addDays(one.effectiveOn, -1))).toEqual(
              lineageOf(events.slice(0, index))(id, '2020-01-01', addDays(one.effectiveOn, -1)),
            )
      }),
    )
  })
})
