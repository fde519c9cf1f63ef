import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { addDays } from '../periods/day.ts'
import { anyHistory } from './histories.test-data.ts'
import {
  areSameEdges,
  changeOf,
  particularsChange,
  particularsChanged,
  reorganisationFaults,
  reorganisationTraps,
  reorganised,
  successorOf,
} from './reorganisation.ts'
import type { LineageEdge, Particulars, Reorganisation } from './reorganisation.ts'
import { unitAt, unitsOn } from './unit.ts'
import type { Unit } from './unit.ts'

const day = '2025-07-01'
const old = (id: string, name: string, code: string, parentId = 'tp'): Unit => ({
  id,
  name,
  shortName: name,
  group: 'ward',
  kind: name.startsWith('Xã') ? 'xã' : 'phường',
  code,
  ...(parentId === '' ? {} : { parentId }),
  validFrom: '2003-01-01',
})
const facts = (id: string, name: string, code: string, parentId = 'tp') => {
  const { validFrom: _from, ...rest } = old(id, name, code, parentId)
  return rest
}
const city: readonly Unit[] = [
  { ...old('tp', 'Thành phố Bến Thử', '900', ''), group: 'committee' },
  old('a', 'Phường An Bình', '101'),
  old('b', 'Phường Bến Cát', '102'),
  old('c', 'Phường Cồn Xanh', '103'),
  old('d', 'Xã Đông Hải', '104'),
]
const edge = (from: string, to: string, extent: LineageEdge['extent'] = 'whole', share?: string): LineageEdge => ({
  from,
  to,
  extent,
  ...(share === undefined ? {} : { shares: { population: share } }),
})
const event = (part: Partial<Reorganisation>): Reorganisation => ({ id: 'e', effectiveOn: day, becomes: [], ends: [], edges: [], ...part })
const merge = event({ becomes: [facts('n', 'Phường Bến Thử', '101')], ends: ['a', 'b'], edges: [edge('a', 'n'), edge('b', 'n')] })
const codes = (part: Partial<Reorganisation>) =>
  reorganisationFaults(city, event(part)).map(({ fault, unitId, line }) => [fault, unitId, line])

describe('a reorganisation', () => {
  test('merges: the old ones end on its day, the new one stands from it, and nothing before is another', () => {
    expect(reorganisationFaults(city, merge)).toEqual([])
    const versions = reorganised(city, merge)
    expect(unitsOn(versions, '2025-06-30')).toHaveLength(city.length)
    expect(unitsOn(versions, day).map(({ id }) => id)).toEqual(['tp', 'c', 'd', 'n'])
    expect(unitsOn(versions, '2025-06-30').map(({ validTo: _to, ...unit }) => unit)).toEqual(city)
  })

  test('renames, and the identity stays', () => {
    const renamed = event({ becomes: [facts('d', 'Phường Đông Hải', '104')] })
    expect(reorganisationFaults(city, renamed)).toEqual([])
    const versions = reorganised(city, renamed)
    expect([unitAt(versions, 'd', '2025-06-30')?.name, unitAt(versions, 'd', day)?.name]).toEqual(['Xã Đông Hải', 'Phường Đông Hải'])
    expect(changeOf(city, renamed, 'd')).toBe('kindChanged')
  })

  test.each<[string, Partial<Reorganisation>, string]>([
    ['merged', merge, 'a'],
    ['merged', merge, 'n'],
    ['split', { ends: ['a'], edges: [edge('a', 'b', 'part', '0.4'), edge('a', 'c', 'part', '0.6')] }, 'a'],
    ['partGiven', { edges: [edge('a', 'b', 'part', '0.4')] }, 'a'],
    ['abolished', { ends: ['a'] }, 'a'],
    ['merged', { ends: ['a'], edges: [edge('a', 'b')] }, 'a'],
    ['changed', { becomes: [facts('n', 'Phường Mới', '199')], ends: ['a'], edges: [edge('a', 'n')] }, 'a'],
    ['changed', { becomes: [facts('n', 'Phường Mới', '199')], ends: ['a'], edges: [edge('a', 'n')] }, 'n'],
    ['founded', { becomes: [facts('n', 'Phường Mới', '199')] }, 'n'],
    ['renamed', { becomes: [facts('a', 'Phường An Hòa', '101')] }, 'a'],
    ['parentChanged', { becomes: [{ ...facts('a', 'Phường An Bình', '101'), parentId: 'd' }] }, 'a'],
  ])('is called %s', (kind, part, unitId) => {
    expect(reorganisationFaults(city, event(part))).toEqual([])
    expect(changeOf(city, event(part), unitId)).toBe(kind)
  })
})

describe('is refused, with what and where', () => {
  const n = facts('n', 'Phường Bến Thử', '199')
  test.each<[string, Partial<Reorganisation>, readonly unknown[]]>([
    ['an edge from a unit that nobody knows', { becomes: [n], edges: [{ ...edge('x', 'n'), line: 7 }] }, [['unknownUnit', 'x', 7]]],
    ['an edge to a unit that nobody knows', { ends: ['a'], edges: [{ ...edge('a', 'x'), line: 8 }] }, [['unknownUnit', 'x', 8]]],
    [
      'an edge to one that ends the same day',
      { ends: ['a', 'b'], edges: [{ ...edge('a', 'b'), line: 3 }] },
      [['successorNotStanding', 'b', 3]],
    ],
    [
      'shares of an ended unit that are not one',
      { ends: ['a'], edges: [edge('a', 'b', 'part', '0.4'), { ...edge('a', 'c', 'part', '0.5'), line: 5 }] },
      [['sharesNotOne', 'a', 5]],
    ],
    [
      'a unit that goes on and gives more than all away',
      { edges: [edge('a', 'b', 'part', '0.7'), edge('a', 'c', 'part', '0.4')] },
      [['sharesNotOne', 'a', undefined]],
    ],
    [
      'a share below nothing',
      { edges: [edge('a', 'b', 'part', '-0.1'), edge('a', 'c', 'part', '0.2')] },
      [['shareOutOfRange', 'a', undefined]],
    ],
    [
      'a whole unit that goes to two',
      { ends: ['a'], edges: [edge('a', 'b'), edge('a', 'c', 'part', '0.2')] },
      [['wholeNotAlone', 'a', undefined]],
    ],
    ['a whole unit that goes on', { edges: [edge('a', 'b')] }, [['wholeNotAlone', 'a', undefined]]],
    ['the same edge twice', { ends: ['a'], edges: [edge('a', 'b', 'part'), edge('a', 'b', 'part')] }, [['edgeTwice', 'a', undefined]]],
    ['an edge to itself', { edges: [edge('a', 'a', 'part', '0.5')] }, [['edgeToItself', 'a', undefined]]],
    ['the end of one that has ended', { ends: ['x'] }, [['unknownUnit', 'x', undefined]]],
    ['a unit told twice', { becomes: [facts('a', 'Phường Á', '101')], ends: ['a'] }, [['toldTwice', 'a', undefined]]],
    ['a code that another bears', { becomes: [facts('n', 'Phường Mới', '103')] }, [['codeTaken', 'n', undefined]]],
    ['a parent that does not stand', { becomes: [facts('n', 'Phường Mới', '198', 'x')] }, [['parentNotStanding', 'n', undefined]]],
    [
      'a unit above itself',
      { becomes: [facts('a', 'Phường An Bình', '101', 'b'), facts('b', 'Phường Bến Cát', '102', 'a')] },
      [
        ['ownAncestor', 'a', undefined],
        ['ownAncestor', 'b', undefined],
      ],
    ],
  ])('%s', (_what, part, faults) => {
    expect(codes(part)).toEqual(faults)
  })

  test('a change before one that is already known', () => {
    const later = reorganised(city, event({ effectiveOn: '2026-01-01', becomes: [facts('a', 'Phường An Hòa', '101')] }))
    expect(reorganisationFaults(later, event({ ends: ['a'] })).map(({ fault }) => fault)).toContain('changedLater')
  })

  test('a change before an end that is already known: the unit would not end any more', () => {
    const ended = reorganised(city, event({ effectiveOn: '2026-01-01', ends: ['a'] }))
    expect(reorganisationFaults(ended, event({ becomes: [facts('a', 'Phường An Hòa', '101')] }))).toEqual([
      { fault: 'changedLater', unitId: 'a' },
    ])
    expect(reorganisationFaults(ended, event({ effectiveOn: '2026-01-01', ends: ['a'] }))).toContainEqual({
      fault: 'changedLater',
      unitId: 'a',
    })
  })

  test('an end of a unit that had ended before', () => {
    expect(reorganisationFaults(reorganised(city, merge), event({ effectiveOn: '2025-09-01', ends: ['a'] }))).toEqual([
      { fault: 'notStanding', unitId: 'a' },
    ])
  })

  test('a code that another is known to bear from a later day', () => {
    const later = reorganised(city, event({ effectiveOn: '2026-01-01', becomes: [facts('n', 'Phường Mới', '199')] }))
    expect(reorganisationFaults(later, event({ becomes: [facts('a', 'Phường An Bình', '199')] }))).toEqual([
      { fault: 'codeTaken', unitId: 'a', code: '199', otherId: 'n' },
    ])
  })
})

describe('who heads a unit, and its identifier', () => {
  const head = { name: 'Trần Thị Hoa', post: 'Chủ tịch UBND phường' }
  const next = { name: 'Lê Văn Nam', post: 'Chủ tịch UBND phường' }
  const change = (versions: readonly Unit[], unitId: string, effectiveOn: string, told: Particulars) =>
    particularsChange(versions, { id: 'p', effectiveOn, unitId, ...told })
  const headed = reorganised(city, change(city, 'a', '2024-03-01', { head, identifier: 'H06.01' }))

  test('hold from a day on, and everything else of the unit stays', () => {
    expect(unitAt(headed, 'a', '2024-02-29')).not.toHaveProperty('head')
    expect(unitAt(headed, 'a', '2024-03-01')).toMatchObject({ name: 'Phường An Bình', parentId: 'tp', head, identifier: 'H06.01' })
    const appointed = change(headed, 'a', day, { head: next })
    expect(reorganisationFaults(headed, appointed)).toEqual([])
    expect(unitAt(reorganised(headed, appointed), 'a', day)).toMatchObject({ head: next, identifier: 'H06.01' })
    expect(changeOf(headed, appointed, 'a')).toBe('headChanged')
    expect(changeOf(headed, change(headed, 'a', day, { identifier: 'H06.02' }), 'a')).toBe('identifierChanged')
    expect(changeOf(headed, change(headed, 'a', day, { identifier: 'H06.02', head: next }), 'a')).toBe('particularsChanged')
    const vacant = reorganised(headed, change(headed, 'a', day, { head: null }))
    expect(unitAt(vacant, 'a', day)).not.toHaveProperty('head')
  })

  test('come on top of what else holds from the same day', () => {
    const merged = reorganised(city, merge)
    const appointed = change(merged, 'n', day, { head })
    expect(reorganisationFaults(merged, appointed)).toEqual([])
    expect(changeOf(merged, appointed, 'n')).toBe('headChanged')
    const after = reorganised(merged, appointed)
    expect(after.filter(({ id }) => id === 'n')).toMatchObject([{ name: 'Phường Bến Thử', validFrom: day, head }])
    expect(after).toHaveLength(merged.length)
  })

  test('are refused for a unit that does not stand then, is not known, or is known to change later', () => {
    const merged = reorganised(city, merge)
    const faultOf = (versions: readonly Unit[], unitId: string, on: string) =>
      reorganisationFaults(versions, change(versions, unitId, on, { head }))[0]?.fault
    expect(faultOf(merged, 'a', day)).toBe('notStanding')
    expect(faultOf(merged, 'n', '2025-06-30')).toBe('notStanding')
    expect(faultOf(merged, 'a', '2025-06-30')).toBe('changedLater')
    expect(faultOf(headed, 'a', '2024-01-01')).toBe('changedLater')
    expect(faultOf(city, 'x', day)).toBe('unknownUnit')
  })

  test('an identifier is of one unit on any day: now or later another may not bear it, once free it may', () => {
    const taken = { fault: 'identifierTaken', unitId: 'b', code: 'H06.01', otherId: 'a' }
    expect(reorganisationFaults(headed, change(headed, 'b', day, { identifier: 'H06.01' }))).toEqual([taken])
    // It is not taken yet on that day, and would be of two from 1 March 2024.
    expect(reorganisationFaults(headed, change(headed, 'b', '2024-01-01', { identifier: 'H06.01' }))).toEqual([taken])
    const ended = reorganised(headed, event({ effectiveOn: '2025-01-01', ends: ['a'] }))
    expect(reorganisationFaults(ended, change(ended, 'b', day, { identifier: 'H06.01' }))).toEqual([])
    const passed = event({ becomes: [{ ...facts('n', 'Phường Mới', '199'), identifier: 'H06.01', line: 7 }], ends: ['a'] })
    expect(reorganisationTraps(headed, passed)).toContainEqual({
      trap: 'identifierPassesOn',
      unitId: 'n',
      code: 'H06.01',
      fromId: 'a',
    })
    expect(reorganisationFaults(headed, { ...passed, ends: [] })).toEqual([{ ...taken, unitId: 'n', line: 7 }])
  })

  test('are told from a change of what and where a unit is', () => {
    const told = (becomes: Reorganisation['becomes'], versions = headed) => [...particularsChanged(versions, event({ becomes }))]
    const same = { ...facts('a', 'Phường An Bình', '101'), head, identifier: 'H06.01' }
    expect(told([{ ...same, head: next }, facts('b', 'Phường Bến Thử', '102'), facts('n', 'Phường Mới', '199')])).toEqual(['a'])
    expect(told([same])).toEqual([])
    expect(told([{ ...same, name: 'Phường An Hòa', head: next }])).toEqual([])
  })

  test('through any history no two units bear one identifier or code on a day, and every head holds until the next', () => {
    fc.assert(
      fc.property(anyHistory(), fc.nat(1000), ({ events, versions }, offset) => {
        const on = addDays('2020-01-01', offset)
        const standing = unitsOn(versions, on)
        for (const field of ['code', 'identifier'] as const) {
          const borne = standing.flatMap(({ [field]: code }) => code ?? [])
          expect(new Set(borne).size).toBe(borne.length)
        }
        for (const { id, head: heads } of standing) {
          const last = events.findLast(({ effectiveOn, becomes }) => effectiveOn <= on && becomes.some((one) => one.id === id))
          expect(heads).toEqual(last?.becomes.find((one) => one.id === id)?.head)
        }
      }),
    )
  })
})

describe('before it is applied a person sees', () => {
  test('the code that passes on to another identity', () => {
    expect(reorganisationTraps(city, merge)).toEqual([{ trap: 'codePassesOn', unitId: 'n', code: '101', fromId: 'a' }])
  })

  test('the name of one that is somewhere else: the new xã holds nothing of the old phường', () => {
    const named = event({
      becomes: [facts('n', 'Phường Mới', '198'), facts('m', 'Xã An Bình', '197')],
      ends: ['a', 'b'],
      edges: [edge('a', 'n'), edge('b', 'm')],
    })
    expect(reorganisationTraps(city, named)).toEqual([{ trap: 'nameOfAnother', unitId: 'm', name: 'Xã An Bình', fromId: 'a' }])
  })

  test('missing shares, a unit without successor, and heirs of whom none is the largest', () => {
    const parted = event({
      ends: ['a', 'b', 'c'],
      edges: [edge('a', 'd', 'part'), edge('a', 'tp', 'part'), edge('b', 'd', 'part', '0.5'), edge('b', 'tp', 'part', '0.5')],
    })
    expect(reorganisationFaults(city, parted)).toEqual([])
    expect(reorganisationTraps(city, parted)).toEqual([
      { trap: 'endsWithoutSuccessor', unitId: 'c' },
      { trap: 'sharesMissing', unitId: 'a' },
      { trap: 'noLargestSuccessor', unitId: 'b' },
    ])
  })

  test('who takes over: the only heir, or the one with the largest share', () => {
    const parted = event({ edges: [edge('a', 'b', 'part', '0.4'), edge('a', 'c', 'part', '0.6'), edge('d', 'c')] })
    expect(successorOf(parted, 'a')).toBe('c')
    expect(successorOf(parted, 'd')).toBe('c')
    expect(successorOf(parted, 'b')).toBeUndefined()
  })
})

test('edges say the same in another order and with other zeros, and not with another heir, extent or share', () => {
  const parts = [edge('a', 'b', 'part', '0.4'), edge('a', 'c', 'part', '0.6')]
  expect(areSameEdges(parts, [edge('a', 'c', 'part', '0.60'), edge('a', 'b', 'part', '0.4')])).toBe(true)
  expect(areSameEdges([edge('a', 'b')], [{ ...edge('a', 'b'), shares: {} }])).toBe(true)
  expect(areSameEdges(parts, [edge('a', 'b', 'part', '0.4'), edge('a', 'd', 'part', '0.6')])).toBe(false)
  expect(areSameEdges(parts, [edge('a', 'b', 'part', '0.5'), edge('a', 'c', 'part', '0.5')])).toBe(false)
  expect(areSameEdges(parts, [edge('a', 'b', 'part', '0.4'), edge('a', 'c', 'part')])).toBe(false)
  expect(areSameEdges([edge('a', 'b')], [edge('a', 'b', 'part')])).toBe(false)
  expect(areSameEdges(parts, [edge('a', 'b', 'part', '0.4')])).toBe(false)
})
