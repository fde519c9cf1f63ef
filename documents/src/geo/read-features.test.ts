import { describe, expect, test } from 'vitest'
import { allPointsAtMost, featuresAtMost, readFeatures } from './read-features.ts'

const ring = [
  [107, 10],
  [107.01, 10],
  [107.01, 10.01],
  [107, 10],
]
const feature = (properties: object, geometry: object, id?: string) => ({
  type: 'Feature',
  ...(id === undefined ? {} : { id }),
  properties,
  geometry,
})
const collection = (...features: readonly object[]) => ({ type: 'FeatureCollection', features })
const read = (file: unknown) => readFeatures(typeof file === 'string' ? file : JSON.stringify(file))
const featuresOf = (file: unknown) => {
  const outcome = read(file)
  if ('fault' in outcome) throw new Error(outcome.fault)
  return outcome.features.map(({ number, properties, coordinates }) => ({ number, ...Object.fromEntries(properties), coordinates }))
}

test('GeoJSON: polygons and several of them, properties as texts, whatever else there is left out', () => {
  const file = collection(
    feature({ ma: 26506, name: 'Phươ\u0300ng Bê\u0301n Ca\u0301t ', other: { a: 1 } }, { type: 'Polygon', coordinates: [ring] }, 'x'),
    feature({}, { type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] }),
  )
  expect(featuresOf(`\uFEFF${JSON.stringify(file)}`)).toEqual([
    { number: 1, id: 'x', ma: '26506', name: 'Phường Bến Cát', coordinates: [[ring]] },
    { number: 2, coordinates: [[ring], [ring, ring]] },
  ])
  expect(featuresOf(feature({}, { type: 'Polygon', coordinates: [ring] }))).toHaveLength(1)
})

test('TopoJSON: lines that neighbours share, quantised or not, forth and back', () => {
  const topology = {
    type: 'Topology',
    transform: { scale: [0.5, 0.25], translate: [100, 10] },
    arcs: [
      [
        [0, 0],
        [2, 0],
      ],
      [
        [2, 0],
        [0, 4],
        [-2, -4],
      ],
      [
        [2, 0],
        [-1, -4],
        [-1, 4],
      ],
    ],
    objects: {
      wards: {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Polygon', arcs: [[0, 1]], properties: { code: '1' } },
          { type: 'MultiPolygon', arcs: [[[-1, -3]]], properties: { code: '2' } },
        ],
      },
    },
  }
  expect(featuresOf(topology)).toEqual([
    {
      number: 1,
      code: '1',
      coordinates: [
        [
          [
            [100, 10],
            [101, 10],
            [101, 11],
            [100, 10],
          ],
        ],
      ],
    },
    {
      number: 2,
      code: '2',
      coordinates: [
        [
          [
            [101, 10],
            [100, 10],
            [100.5, 9],
            [101, 10],
          ],
        ],
      ],
    },
  ])
  const { transform: _transform, ...plain } = topology
  expect(featuresOf(plain)[0]?.coordinates?.[0]?.[0]?.[1]).toEqual([2, 0])
})

describe('what is no map of polygons', () => {
  test.each<[string, unknown, string]>([
    ['a text', 'Phường 1; 107; 10', 'notJson'],
    ['brackets without end', '['.repeat(1_000_000), 'notJson'],
    ['brackets in brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'notGeo'],
    ['another JSON', { type: 'Polygon', coordinates: [ring] }, 'notGeo'],
    ['null', null, 'notGeo'],
    ['an empty collection', collection(), 'noFeatures'],
    ['a topology of nothing', { type: 'Topology', objects: {}, arcs: [] }, 'noFeatures'],
    [
      'another projection',
      { ...collection(feature({}, {})), crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3405' } } },
      'otherCoordinates',
    ],
    ['too many features', collection(...Array.from({ length: featuresAtMost + 1 }, () => ({}))), 'tooManyFeatures'],
    [
      'one long line a thousand times',
      {
        type: 'Topology',
        arcs: [Array.from({ length: allPointsAtMost / 1000 + 1 }, () => [0, 0])],
        objects: { a: { type: 'MultiPolygon', arcs: Array.from({ length: 1000 }, () => [[0]]) } },
      },
      'tooManyPoints',
    ],
  ])('%s is refused', (_what, file, fault) => {
    expect(read(file)).toEqual({ fault })
  })

  test.each<[string, object]>([
    ['points', { type: 'Point', coordinates: [107, 10] }],
    ['no geometry', {}],
    ['rings of texts', { type: 'Polygon', coordinates: [[['107', '10']]] }],
    ['rings that are none', { type: 'Polygon', coordinates: [[null]] }],
    ['depth', { type: 'MultiPolygon', coordinates: [[[[[[107]]]]]] }],
  ])('a feature of %s has no ground, and the others are read', (_what, geometry) => {
    const read2 = featuresOf(collection(feature({ a: '1' }, geometry), feature({ a: '2' }, { type: 'Polygon', coordinates: [ring] })))
    expect(read2.map(({ coordinates }) => coordinates !== undefined)).toEqual([false, true])
  })

  test('lines that the topology lacks are said of the feature that names them', () => {
    const objects = { a: { type: 'Polygon', arcs: [[7]] }, b: { type: 'Polygon', arcs: [['0']] }, c: { type: 'Polygon', arcs: [[-9.5]] } }
    expect(featuresOf({ type: 'Topology', arcs: [ring], objects }).map(({ coordinates }) => coordinates)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test('the older name of the same coordinates is taken', () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } }
    expect(read({ ...collection(feature({}, {})), crs })).toHaveProperty('features')
    expect(read({ ...collection(feature({}, {})), crs: { properties: { name: 'EPSG:4326' } } })).toHaveProperty('features')
  })
})
