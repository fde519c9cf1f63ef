/** Longitude and latitude. */
export type LonLat = readonly [number, number]
/** A piece of ground on a map: rings as they were drawn, each ending where it began; holes run the other way round. */
export type MapRings = readonly (readonly LonLat[])[]

export type Placed = {
  readonly id: string
  /** For the `d` of a path. */
  readonly path: string
  /** Where its name may stand: the middle of its largest ring, and how wide and high that is. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Mercator: angles are true, so a small piece looks as it does on any street map. */
const project = ([lon, lat]: LonLat): readonly [number, number] => {
  const turned = (lat * Math.PI) / 180
  return [(lon * Math.PI) / 180, -Math.log(Math.tan(Math.PI / 4 + turned / 2))]
}

/**
 * Shapes on a picture of a width, filling it up to a height; answers the height that they need. The plane is enough for what a country is: nothing
 * of it lies across a pole or the date line, which is what a library of projections would be for.
 */
export function placed(
  shapes: readonly { readonly id: string; readonly rings: MapRings }[],
  { width, heightAtMost, margin }: { readonly width: number; readonly heightAtMost: number; readonly margin: number },
): { readonly height: number; readonly shapes: readonly Placed[] } {
  const projected = shapes.map(({ id, rings }) => ({ id, rings: rings.map((ring) => ring.map(project)) }))
  const whole = boxOf(projected.flatMap(({ rings }) => rings.flat()))
  if (whole === undefined) return { height: 0, shapes: [] }
  const scale = Math.min(
    (width - 2 * margin) / Math.max(whole.right - whole.left, 1e-9),
    (heightAtMost - 2 * margin) / Math.max(whole.bottom - whole.top, 1e-9),
  )
  const [left, height] = [(width - scale * (whole.right - whole.left)) / 2, scale * (whole.bottom - whole.top) + 2 * margin]
  const onPicture = ([x, y]: readonly [number, number]): readonly [number, number] => [
    left + (x - whole.left) * scale,
    margin + (y - whole.top) * scale,
  ]
  return {
    height,
    shapes: projected.map(({ id, rings }) => {
      const drawn = rings.map((ring) => ring.map(onPicture))
      const boxes = drawn.flatMap((ring) => boxOf(ring) ?? [])
      const largest = boxes.reduce((most, box) => (areaOf(box) > areaOf(most) ? box : most), boxes[0] ?? emptyBox)
      const ring = drawn[boxes.indexOf(largest)] ?? []
      const [x, y] = middleOf(ring) ?? [(largest.left + largest.right) / 2, (largest.top + largest.bottom) / 2]
      return { id, path: drawn.map(pathOf).join(''), x, y, width: largest.right - largest.left, height: largest.bottom - largest.top }
    }),
  }
}

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
const emptyBox: Box = { left: 0, top: 0, right: 0, bottom: 0 }
const areaOf = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top)

function boxOf(points: readonly (readonly [number, number])[]): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return left === Infinity ? undefined : { left, top, right, bottom }
}

/** A ring that shrank to a point is a small mark, so that it can be seen and pressed. */
function pathOf(ring: readonly (readonly [number, number])[]): string {
  const [first] = ring
  if (first === undefined) return ''
  if (ring.length < 4) return `M${first[0].toFixed(1)} ${(first[1] - 2).toFixed(1)}l2 2l-2 2l-2 -2Z`
  return `M${ring
    .slice(0, -1)
    .map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('L')}Z`
}

/** The centre of gravity of a ring; undefined for one without an inside. */
function middleOf(ring: readonly (readonly [number, number])[]): readonly [number, number] | undefined {
  let [doubled, x, y] = [0, 0, 0]
  const [from] = ring
  if (from === undefined) return undefined
  for (const [index, [bx, by]] of ring.entries()) {
    const [ax, ay] = ring[index - 1] ?? from
    const [left, right] = [(ax - from[0]) * (by - from[1]), (bx - from[0]) * (ay - from[1])]
    const turn = left - right
    doubled += turn
    x += (ax + bx - 2 * from[0]) * turn
    y += (ay + by - 2 * from[1]) * turn
  }
  return doubled === 0 ? undefined : [from[0] + x / (3 * doubled), from[1] + y / (3 * doubled)]
}

export type Way = 'left' | 'right' | 'up' | 'down'

const directions: Readonly<Record<Way, readonly [number, number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }

/** Which shape lies next to one in a direction: near, and not far off to the side. */
export function nextOn(shapes: readonly Placed[], id: string, way: Way): string | undefined {
  const from = shapes.find((shape) => shape.id === id)
  if (from === undefined) return shapes[0]?.id
  const [across, down] = directions[way]
  let best: { readonly id: string; readonly cost: number } | undefined
  for (const shape of shapes) {
    const [dx, dy] = [shape.x - from.x, shape.y - from.y]
    const [ahead, aside] = [dx * across + dy * down, Math.abs(dx * down + dy * across)]
    if (shape.id === id || ahead <= 0 || aside > 2 * ahead) continue
    const cost = ahead + 2 * aside
    if (best === undefined || cost < best.cost) best = { id: shape.id, cost }
  }
  return best?.id
}
