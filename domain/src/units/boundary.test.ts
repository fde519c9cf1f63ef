import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyTessellation, squareAt } from './boundaries.test-data.ts'
import { areaOf, coordinatesOf, readBoundary } from './boundary.ts'
import type { Boundary, Coordinates } from './boundary.ts'
import { boundaryIndex } from './boundary-index.ts'
import { joined } from './boundary-lines.ts'
import { neighbourFindings } from './boundary-neighbours.ts'
import { perDegree } from './ring.ts'

const read = (...parts: Coordinates): Boundary => {
  const outcome = readBoundary(parts)
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults))
  return outcome.boundary
}
const faultsOf = (...parts: Coordinates) => {
  const outcome = readBoundary(parts)
  return 'faults' in outcome ? outcome.faults.map(({ fault }) => fault) : []
}
const square = (lon: number, lat: number, size: number): Coordinates[number] => [squareAt(lon, lat, size)]

describe('a boundary by itself', () => {
  test('is read whichever way its rings run, and written as GeoJSON has it', () => {
    const withHole = [squareAt(107, 10, 100), squareAt(107.02, 10.02, 20)]
    const boundary = read(withHole.map((ring) => ring.toReversed()))
    expect(areaOf(boundary)).toBeCloseTo(areaOf(read(withHole)))
    const written = coordinatesOf(boundary)
    expect(written[0]?.map((ring) => ring[0] === undefined || ring.at(-1)?.join() === ring[0].join())).toEqual([true, true])
    expect(coordinatesOf(read(...written))).toEqual(written)
    expect(areaOf(boundary) / 1e6).toBeCloseTo((11.119 * 11.119 - 2.2239 * 2.2239) * Math.cos((10.05 * Math.PI) / 180), 0)
  })

  test.each<[string, Coordinates, readonly string[]]>([
    ['nothing', [], ['empty']],
    ['a ring that does not end where it began', [[squareAt(107, 10, 5).slice(0, 4)]], ['notClosed']],
    [
      'a line there and back',
      [
        [
          [
            [107, 10],
            [107.1, 10],
            [107, 10],
          ],
        ],
      ],
      ['tooFewPoints'],
    ],
    [
      'a line of four points',
      [
        [
          [
            [107, 10],
            [107.1, 10],
            [107.2, 10],
            [107, 10],
          ],
        ],
      ],
      ['noGround'],
    ],
    ['latitude before longitude', [[squareAt(10, 107, 5)]], ['outOfRange']],
    [
      'metres of VN-2000',
      [
        [
          [
            [1_147_000, 430_000],
            [1_148_000, 430_000],
            [1_148_000, 431_000],
            [1_147_000, 430_000],
          ],
        ],
      ],
      ['outOfRange'],
    ],
    [
      'no number',
      [
        [
          [
            [107, NaN],
            [107.1, 10],
            [107.1, 10.1],
            [107, NaN],
          ],
        ],
      ],
      ['outOfRange'],
    ],
    [
      'a bow',
      [
        [
          [
            [107, 10],
            [107.02, 10.01],
            [107.02, 10],
            [107, 10.02],
            [107, 10],
          ],
        ],
      ],
      ['crossesItself'],
    ],
    ['a hole outside', [[squareAt(107, 10, 5), squareAt(107.1, 10, 3)]], ['holeOutside']],
    ['a hole that sticks out', [[squareAt(107, 10, 50), squareAt(107.04, 10.01, 30)]], ['holeOutside']],
    ['two parts over each other', [square(107, 10, 50), square(107.04, 10.01, 30)], ['partsOverlap']],
    ['a part in a part', [square(107, 10, 50), square(107.01, 10.01, 3)], ['partsOverlap']],
    ['more points than any unit has', [[Array.from({ length: 200_001 }, () => [107, 10])]], ['tooManyPoints']],
  ])('%s is refused', (_what, parts, faults) => {
    expect(faultsOf(...parts)).toEqual(faults)
  })

  test('spikes, doubled points and places where a ring touches itself cover nothing, and are no faults', () => {
    const [a, b, c, d] = [
      [107, 10],
      [107.05, 10],
      [107.05, 10.05],
      [107, 10.05],
    ]
    if (!a || !b || !c || !d) throw new Error('Four corners.')
    expect(faultsOf([[a, a, b, [107.09, 10], b, c, d, a]])).toEqual([])
    expect(faultsOf([[a, b, c, [107.02, 10.02], d, [107.01, 10.03], [107.02, 10.02], a]])).toEqual([])
    // An island in the lake of an island.
    expect(faultsOf([squareAt(107, 10, 50), squareAt(107.01, 10.01, 20)], square(107.02, 10.02, 5))).toEqual([])
  })
})

const unit = (unitId: string, ...parts: Coordinates) => ({ unitId, boundary: read(...parts) })
const rounded = (findings: ReturnType<typeof neighbourFindings>) => ({
  overlaps: findings.overlaps.map(({ unitIds, area }) => [...unitIds, Math.round(area / 10_000)]),
  gaps: findings.gaps.map(({ unitIds, area }) => [...unitIds.toSorted(), Math.round(area / 10_000)]),
})

describe('boundaries of neighbours', () => {
  test('an overlap is named with both units, its area in m² and where it is', () => {
    const findings = neighbourFindings([
      unit('a', square(107, 10, 10)),
      unit('b', square(107.008, 10, 10)),
      unit('c', square(107.018, 10, 10)),
    ])
    expect(rounded(findings)).toEqual({ overlaps: [['a', 'b', 24]], gaps: [] })
    expect(findings.overlaps[0]?.at.map((degrees) => degrees.toFixed(3))).toEqual(['107.009', '10.005'])
  })

  test('a unit in another, and the same ground twice, are overlaps', () => {
    expect(rounded(neighbourFindings([unit('a', square(107, 10, 10)), unit('b', square(107.004, 10.004, 2))])).overlaps).toEqual([
      ['a', 'b', 5],
    ])
    expect(rounded(neighbourFindings([unit('a', square(107, 10, 10)), unit('b', square(107, 10, 10))])).overlaps).toEqual([['a', 'b', 122]])
  })

  test('ground that nobody has is a gap where units are around it; a bay is none, unless the unit above has it', () => {
    const ring = [unit('w', square(107, 10, 10)), unit('n', square(107.01, 10.01, 10)), unit('s', square(107.01, 9.99, 10))]
    const around = [...ring, unit('e', square(107.02, 10, 10))]
    expect(rounded(neighbourFindings(around)).gaps).toEqual([['e', 'n', 's', 'w', 122]])
    expect(rounded(neighbourFindings(ring)).gaps).toEqual([])
    const within = read(square(107, 9.99, 30))
    expect(rounded(neighbourFindings(ring, { within })).gaps.map((gap) => gap.at(-1))).toEqual([122, 487, 122])
    // The same hole with a lake's unit in it is none.
    expect(rounded(neighbourFindings([...around, unit('lake', square(107.01, 10, 10))])).gaps).toEqual([])
  })

  test('what lines that were drawn a metre apart claim is within what is tolerated', () => {
    const beside = [unit('a', square(107, 10, 10)), unit('b', square(107.00999, 10, 10)), unit('c', square(107.02001, 10, 10))]
    expect(rounded(neighbourFindings(beside))).toEqual({ overlaps: [], gaps: [] })
    expect(rounded(neighbourFindings(beside, { tolerated: 0 })).overlaps).toEqual([['a', 'b', 0]])
  })
})

describe('in any tessellation', () => {
  const onGround = ({ units }: { readonly units: readonly { readonly boundary: Boundary }[] }, x: number, y: number): boolean =>
    boundaryIndex([{ unitId: 'all', boundary: joined(units.map(({ boundary }) => boundary)) }]).at([x / perDegree, y / perDegree]).length >
    0

  test('every point of the ground is in exactly one unit: inside, on a line and on a corner', () => {
    fc.assert(
      fc.property(
        anyTessellation,
        fc.array(fc.tuple(fc.nat(600_000), fc.nat(600_000)), { minLength: 20, maxLength: 20 }),
        (land, points) => {
          const index = boundaryIndex(land.units)
          const middles = land.corners.flatMap(([x, y], place) => {
            const [otherX, otherY] = land.corners[place + 1] ?? [x, y]
            return [[x, y] as const, [Math.round((x + otherX) / 2), Math.round((y + otherY) / 2)] as const]
          })
          for (const [x, y] of [...points.map(([dx, dy]) => [107 * perDegree + dx, 10 * perDegree + dy] as const), ...middles])
            expect(index.at([x / perDegree, y / perDegree])).toHaveLength(onGround(land, x, y) ? 1 : 0)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('nothing is found; without one unit exactly its ground is missing', () => {
    fc.assert(
      fc.property(anyTessellation, fc.nat(100), (land, pick) => {
        expect(neighbourFindings(land.units, { tolerated: 0 })).toEqual({ overlaps: [], gaps: [] })
        const within = joined(land.units.map(({ boundary }) => boundary))
        expect(neighbourFindings(land.units, { within, tolerated: 1 })).toEqual({ overlaps: [], gaps: [] })

        const gone = land.units[pick % land.units.length]
        if (gone === undefined) throw new Error('There are units.')
        const rest = land.units.filter((one) => one !== gone)
        const area = areaOf(gone.boundary)
        const framed = neighbourFindings(rest, { within })
        expect(framed.overlaps).toEqual([])
        expect(framed.gaps).toHaveLength(1)
        expect((framed.gaps[0]?.area ?? 0) / area).toBeCloseTo(1, 5)
        const enclosed = neighbourFindings(rest).gaps
        expect(enclosed).toHaveLength(land.inner.includes(gone.unitId) ? 1 : enclosed.length)
        for (const gap of enclosed) expect(gap.area / area).toBeCloseTo(1, 5)
        if (enclosed[0]) expect(boundaryIndex([gone]).at(enclosed[0].at)).toEqual([gone.unitId])
      }),
    )
  })

  test('a corner that one unit moves makes an overlap or a gap that names it, of just the ground that was moved', () => {
    fc.assert(
      fc.property(anyTessellation, fc.nat(100), fc.nat(3), fc.integer({ min: 3, max: 12 }), fc.boolean(), (land, pick, at, by, isEast) => {
        const id = land.inner[pick % Math.max(1, land.inner.length)]
        const moved = land.units.find(({ unitId }) => unitId === id)
        if (!moved) return
        const [ring = []] = moved.boundary[0] ?? []
        const place = (at * 2) % ring.length
        const other = ring.map((value, index) => (index === place ? value + (isEast ? by : -by) * 1000 : value))
        const findings = neighbourFindings(
          land.units.map((one) => (one === moved ? { ...one, boundary: [[other]] } : one)),
          { tolerated: 0 },
        )
        const named = [...findings.overlaps, ...findings.gaps]
        expect(named.length).toBeGreaterThan(0)
        for (const { unitIds } of findings.overlaps) expect(unitIds).toContain(moved.unitId)
        const lost = areaOf(moved.boundary) - areaOf([[other]])
        const sum = (list: readonly { readonly area: number }[]) => list.reduce((all, { area }) => all + area, 0)
        expect(sum(findings.gaps) - sum(findings.overlaps)).toBeCloseTo(lost, -1)
      }),
    )
  })

  test('joined, the units cover what each of them does, and nothing between them is left', () => {
    fc.assert(
      fc.property(anyTessellation, (land) => {
        const whole = joined(land.units.map(({ boundary }) => boundary))
        expect(whole).toHaveLength(1)
        expect(whole[0]).toHaveLength(1)
        const sum = land.units.reduce((all, { boundary }) => all + areaOf(boundary), 0)
        expect(areaOf(whole) / sum).toBeCloseTo(1, 5)
      }),
    )
  })
})

test('parts that touch in a point stay apart when they are joined, and a hole stays with its part', () => {
  const holed = read([squareAt(107.1, 10.1, 50), squareAt(107.11, 10.11, 10)])
  const whole = joined([read(square(107, 10, 100)), holed, read(square(107.15, 10.1, 10))])
  expect(whole.map((part) => part.length).toSorted((a, b) => a - b)).toEqual([1, 1, 2])
  expect(readBoundary(coordinatesOf(whole))).toHaveProperty('boundary')
})
