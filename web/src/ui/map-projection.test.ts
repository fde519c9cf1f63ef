import { expect, test } from 'vitest'
import { nextOn, placed } from './map-projection.ts'
import type { LonLat } from './map-projection.ts'

const square = (lon: number, lat: number): readonly LonLat[] => [
  [lon, lat],
  [lon + 0.01, lat],
  [lon + 0.01, lat + 0.01],
  [lon, lat + 0.01],
  [lon, lat],
]
const grid = [
  { id: 'sw', rings: [square(107, 10)] },
  { id: 'se', rings: [square(107.01, 10)] },
  { id: 'nw', rings: [square(107, 10.01)] },
  { id: 'ne', rings: [square(107.01, 10.01)] },
]
const size = { width: 220, heightAtMost: 1000, margin: 10 }

test('shapes fill the picture, north above, neighbours edge to edge, names in the middle', () => {
  const { height, shapes } = placed(grid, size)
  expect(height).toBeCloseTo(2 * 10 + 200 * 1.0154, 0)
  expect(shapes[0]?.path).toBe('M10.0 213.1L110.0 213.1L110.0 111.5L10.0 111.5Z')
  expect(shapes[1]?.path.startsWith('M110.0 213.1')).toBe(true)
  expect(shapes.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([
    [60, 162],
    [160, 162],
    [60, 61],
    [160, 61],
  ])
  expect(placed(grid, { ...size, heightAtMost: 120 }).height).toBeCloseTo(120)
  expect(placed([], size)).toEqual({ height: 0, shapes: [] })
})

test('what is too small to have an inside is still a mark', () => {
  const { shapes } = placed([...grid, { id: 'islet', rings: [[[107.005, 10.005]]] }], size)
  expect(shapes[4]?.path).toMatch(/^M60\.0 \d+\.\dl2 2l-2 2l-2 -2Z$/u)
  expect(shapes[4]?.x).toBeCloseTo(60)
})

test('the arrow keys go to the neighbour in that direction, and nowhere at the end of the land', () => {
  const { shapes } = placed(grid, size)
  expect((['left', 'right', 'up', 'down'] as const).map((way) => nextOn(shapes, 'sw', way))).toEqual([undefined, 'se', 'nw', undefined])
  expect(nextOn(shapes, 'nowhere', 'up')).toBe('sw')
})
