import './map.css'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { nextOn, placed } from './map-projection.ts'
import type { MapRings, Way } from './map-projection.ts'

/** How a piece is coloured; its label says what the colour says. */
export type GroundTone = 'good' | 'bad' | 'none' | 'plain'

export type MapShape = {
  readonly id: string
  readonly label: string
  /** What is written on it where there is room. */
  readonly shortLabel: string
  readonly rings: MapRings
  /** Drawn with hatching; what that means is said in the label. */
  readonly isHatched: boolean
  readonly tone?: GroundTone
}

const margin = 6
/** About the width of a letter of a name, and the height of a line, on the picture. */
const [letter, line] = [7, 16]

const ways: Readonly<Partial<Record<string, Way>>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

/** Pieces of ground that can be chosen: by pressing, or by the arrow keys and Enter. The page has the same as a list beside it. */
export function GroundMap({
  label,
  shapes,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly shapes: readonly MapShape[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (id: string) => void
}) {
  const hatch = useId()
  const [frame, width] = useWidth()
  // Drawn as wide as it is shown, so that names are as large as those beside it.
  const picture = useMemo(() => placed(shapes, { width, heightAtMost: Math.min(680, width * 1.3), margin }), [shapes, width])
  const places = useMemo(() => new Map(picture.shapes.map((one) => [one.id, one])), [picture])
  const [reached, setReached] = useState<string | null>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const drawn = useRef(new Map<string, SVGPathElement>())
  // One stop for the Tab key: where one was last, else what is chosen, else the first.
  const stop = [reached, ...chosen].find((id) => id !== null && places.has(id)) ?? shapes[0]?.id

  const move = (event: KeyboardEvent, id: string): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onChoose(id)
      return
    }
    const way = ways[event.key]
    const next = way === undefined ? undefined : nextOn(picture.shapes, id, way)
    if (way === undefined) return
    event.preventDefault()
    if (next !== undefined) drawn.current.get(next)?.focus()
  }

  return (
    <svg ref={frame} className="map" viewBox={`0 0 ${width} ${Math.ceil(picture.height)}`} role="group" aria-label={label}>
      <defs>
        <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="map-hatch-ground" width="7" height="7" />
          <line className="map-hatch-line" x1="0" y1="0" x2="0" y2="7" />
        </pattern>
      </defs>
      {shapes.map(({ id, label: name, isHatched, tone }) => (
        <path
          key={id}
          ref={(element) => {
            if (element) drawn.current.set(id, element)
            else drawn.current.delete(id)
          }}
          className="map-ground"
          d={places.get(id)?.path}
          role="button"
          aria-label={name}
          aria-pressed={chosen.has(id)}
          tabIndex={id === stop ? 0 : -1}
          {...(isHatched ? { fill: `url(#${hatch})`, 'data-hatched': true } : {})}
          data-tone={tone}
          onClick={() => onChoose(id)}
          onFocus={(event) => {
            setReached(id)
            setFocused(event.currentTarget.matches(':focus-visible') ? id : null)
          }}
          onBlur={() => setFocused(null)}
          onKeyDown={(event) => move(event, id)}
        >
          <title>{name}</title>
        </path>
      ))}
      <g className="map-over" aria-hidden="true">
        {/* Over the neighbours' lines. The pieces themselves keep their order: moved under a finger, one would miss the press. */}
        {[...chosen].map((id) => (
          <path key={id} className="map-outline-chosen" d={places.get(id)?.path} />
        ))}
        {focused === null ? null : <path className="map-outline-focused" d={places.get(focused)?.path} />}
        {shapes.map(({ id, shortLabel }) => {
          const place = places.get(id)
          if (place === undefined || place.width < shortLabel.length * letter || place.height < line) return null
          return (
            <text key={id} className={chosen.has(id) ? 'map-name map-name-chosen' : 'map-name'} x={place.x} y={place.y} lang="vi">
              {shortLabel}
            </text>
          )
        })}
      </g>
    </svg>
  )
}

function useWidth(): readonly [RefObject<SVGSVGElement | null>, number] {
  const frame = useRef<SVGSVGElement>(null)
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const watch = new ResizeObserver(() => setWidth(Math.max(200, Math.round(element.clientWidth))))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return [frame, width]
}
