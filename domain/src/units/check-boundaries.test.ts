import { describe, expect, test } from 'vitest'
import { squareAt } from './boundaries.test-data.ts'
import { drawing, drawnPositions } from './boundary-drawing.ts'
import { readBoundary } from './boundary.ts'
import { checkBoundaries } from './check-boundaries.ts'
import { matchBoundaries } from './match-boundaries.ts'
import type { Unit } from './unit.ts'

const unit = (id: string, name: string, code: string, part: Partial<Unit> = {}): Unit => ({
  id,
  name,
  shortName: name,
  group: 'ward',
  code,
  validFrom: '2020-01-01',
  ...part,
})
const units = [
  unit('t', 'Tỉnh Cửa Biển', '07', { group: 'area' }),
  unit('a', 'UBND phường An Hòa', '00101', { parentId: 't' }),
  unit('b', 'UBND Phường 2', '00102', { parentId: 't' }),
  unit('c', 'UBND Phường 2', '00103', { parentId: 't' }),
  unit('p', 'Phòng Văn hóa', '00104', { group: 'department' }),
]

describe('which unit a feature is', () => {
  const features = (...properties: readonly Readonly<Record<string, string>>[]) =>
    properties.map((of, index) => ({ number: index + 1, properties: new Map(Object.entries(of)) }))
  const matched = (...question: Parameters<typeof matchBoundaries>) => {
    const outcome = matchBoundaries(...question)
    return (
      outcome && {
        ...outcome.matching,
        units: [...outcome.unitOf.values()],
        faults: outcome.faults.map(({ number, fault }) => [number, fault]),
      }
    )
  }

  test('says the property that fits most, whatever it is called; a number has lost its zeros', () => {
    expect(matched(features({ OBJECTID: '1', MA_XA: '101' }, { OBJECTID: '2', MA_XA: '00103' }), units)).toEqual({
      property: 'MA_XA',
      key: 'code',
      units: ['a', 'c'],
      faults: [],
    })
    expect(matched(features({ ten: 'Phường An Hoà', code: '9' }), units)).toEqual({
      property: 'ten',
      key: 'name',
      units: ['a'],
      faults: [],
    })
    expect(matched(features({ ten: 'Xã Khác' }), units)).toBeUndefined()
  })

  test('is none where nobody, or more than one, is called so, where it came before, or where it is an office', () => {
    expect(matched(features({ n: 'Phường 2' }, { n: 'Phường An Hòa' }, { n: 'An Hòa' }, { n: '' }), units)?.faults).toEqual([
      [1, 'ambiguous'],
      [3, 'unknown'],
      [4, 'unknown'],
    ])
    expect(matched(features({ c: '00101' }, { c: '101' }, { c: '00104' }), units)?.faults).toEqual([
      [2, 'twice'],
      [3, 'unknown'],
    ])
    // The commune is 00007 and the province 07: written out they differ, as the number 7 they do not.
    const seven = [...units, unit('s', 'Xã Bảy', '00007')]
    expect(matched(features({ c: '00007' }, { c: '07' }), seven)?.units).toEqual(['s', 't'])
    expect(matched(features({ c: '7' }), seven)?.faults).toEqual([[1, 'ambiguous']])
  })

  test('is asked of the key and the property that are named', () => {
    const both = features({ code: '00102', cu: '00103', name: 'Phường An Hòa' })
    expect(matched(both, units, { key: 'name' })?.units).toEqual(['a'])
    expect(matched(both, units, { property: 'cu' })?.units).toEqual(['c'])
    expect(matched(both, units, { property: 'nowhere' })?.faults).toEqual([[1, 'unknown']])
  })
})

const square = (lon: number, lat: number, size: number) => {
  const outcome = readBoundary([[squareAt(lon, lat, size)]])
  if ('faults' in outcome) throw new Error('A square is sound.')
  return outcome.boundary
}

describe('what stands out of boundaries that came', () => {
  const findings = (boundaries: Readonly<Record<string, ReturnType<typeof square>>>, ...came: readonly string[]) => {
    const { overlaps, gaps, missing } = checkBoundaries(units, new Map(Object.entries(boundaries)), new Set(came))
    return { overlaps: overlaps.map(({ unitIds }) => unitIds.join()), gaps: gaps.map(({ area }) => Math.round(area / 10_000)), missing }
  }

  test('an overlap with one that was there; not what was there before, nor the unit above', () => {
    const boundaries = { t: square(107, 10, 20), a: square(107, 10, 11), b: square(107.01, 10, 10), c: square(107.01, 10.005, 5) }
    expect(findings(boundaries, 'a').overlaps).toEqual(['a,b', 'a,c'])
    expect(findings(boundaries, 'b', 'c').overlaps).toEqual(['b,c', 'a,b', 'a,c'])
  })

  test('units beside them without a boundary; where none is without, what is left over of the unit above', () => {
    const two = { t: square(107, 10, 20), a: square(107, 10, 10), b: square(107.01, 10, 10) }
    expect(findings(two, 'a')).toEqual({ overlaps: [], gaps: [], missing: ['c'] })
    expect(findings({ ...two, c: square(107, 10.01, 10) }, 'a')).toEqual({ overlaps: [], gaps: [122], missing: [] })
    expect(findings({ ...two, c: square(107, 10.01, 10) }, 't').gaps).toEqual([122])
  })
})

describe('drawn for a screen', () => {
  test('neighbours keep what they share, and a unit too small to be drawn is a point', () => {
    const drawn = drawing([
      { unitId: 'a', boundary: square(107, 10, 1000) },
      { unitId: 'b', boundary: square(108, 10, 1000) },
      { unitId: 'c', boundary: square(108.5, 10.5, 0.001) },
    ])
    expect(drawn.shapes.map(({ rings }) => rings)).toEqual([
      [[0, 0, 1024, 0, 0, 1024, -1024, 0]],
      [[1024, 0, 1024, 0, 0, 1024, -1024, 0]],
      [[1536, 512]],
    ])
    const [a = [], b = []] = drawn.shapes.map(({ rings }) => drawnPositions(drawn, rings)[0])
    expect(a.map((position) => position.map((degrees) => Number(degrees.toFixed(2))))).toEqual(squareAt(107, 10, 1000))
    expect(a[1]).toEqual(b[0])
    expect(drawing([])).toEqual({ west: 0, south: 0, step: 1, shapes: [] })
  })
})
