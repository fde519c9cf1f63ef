import { useId } from 'react'
import type { Ref } from 'react'
import { shortPeriod } from '../app/format.ts'
import { runsOf } from '../ui/sparkline.tsx'
import { useWords } from '../words/catalogue.ts'
import { explorerWords } from '../words/explorer.ts'
import { Hatch } from './hatch.tsx'
import { movedApart, scaleOf } from './scale.ts'

export type Line = {
  readonly key: string
  readonly label: string
  readonly points: readonly { readonly value: string | null; readonly shown: string }[]
}

/** As many as can be told apart. */
export const linesAtMost = 8

const [height, top, bottom, left, stripe] = [300, 14, 26, 58, 5] as const

/**
 * Lines over months. A month without data is a gap in its line and a hatched piece in the strip below, never a zero; where the definition changed all
 * lines are broken. Numbers go through floating point for their place on the drawing only.
 */
export function LineChart({
  lines,
  periods,
  breaks,
  goal,
  pace,
  shownMark,
  label,
  width,
  ref,
}: {
  readonly lines: readonly Line[]
  readonly periods: readonly string[]
  /** Places in `periods` before which the definition changed. */
  readonly breaks: readonly number[]
  readonly goal: string | null
  readonly pace: readonly (string | null)[]
  readonly shownMark: (value: number) => string
  readonly label: string
  readonly width: number
  readonly ref?: Ref<SVGSVGElement>
}) {
  const words = useWords(explorerWords)
  const hatch = useId()
  const numbers = lines.map(({ points }) => points.map(({ value }) => numberOf(value)))
  const paces = pace.map(numberOf)
  const known = [...numbers.flat(), ...paces, numberOf(goal)].filter((value) => value !== null)
  const scale = scaleOf(known)
  const right = Math.min(150, Math.max(84, width * 0.2))
  const letters = Math.floor((right - 14) / 6.8)
  const gaps = numbers.some((values) => values.includes(null)) ? lines.length * (stripe + 2) + 4 : 0
  const floor = height - bottom - gaps
  const x = (index: number): number =>
    periods.length === 1 ? (left + width - right) / 2 : left + (index / (periods.length - 1)) * (width - left - right)
  const y = (value: number): number => top + (1 - (value - scale.low) / (scale.high - scale.low)) * (floor - top)
  const step = (width - left - right) / Math.max(1, periods.length - 1)
  const every = Math.max(1, Math.ceil(46 / Math.max(1, step)))
  const ends = movedApart(
    numbers.map((values) => y(values.findLast((value) => value !== null) ?? scale.low)),
    13,
    { from: top + 4, to: floor },
  )
  return (
    <svg ref={ref} className="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <Hatch id={hatch} />
      {scale.marks.map((mark) => (
        <g key={mark}>
          <line className="chart-grid" x1={left} x2={width - right} y1={y(mark)} y2={y(mark)} />
          <text className="chart-label" x={left - 8} y={y(mark) + 4} textAnchor="end">
            {shownMark(mark)}
          </text>
        </g>
      ))}
      {periods.map((period, index) =>
        index % every === 0 ? (
          <text key={period} className="chart-label" x={x(index)} y={height - 8} textAnchor="middle">
            {shortPeriod(period)}
          </text>
        ) : null,
      )}
      {breaks.map((at) => (
        <line key={at} className="chart-break" x1={(x(at - 1) + x(at)) / 2} x2={(x(at - 1) + x(at)) / 2} y1={top} y2={floor} />
      ))}
      {numberOf(goal) === null ? null : (
        <line className="chart-goal" x1={left} x2={width - right} y1={y(Number(goal))} y2={y(Number(goal))} />
      )}
      {runsOf(paces).map((run) => (
        <polyline
          key={run.from}
          className="chart-pace"
          points={run.values.map((value, at) => `${x(run.from + at)},${y(value)}`).join(' ')}
        />
      ))}
      {lines.map(({ key, label: name, points }, place) => (
        <g key={key} className={`chart-line line-${place + 1}`}>
          {runsOf(numbers[place] ?? [], breaks).map((run) => (
            <polyline
              key={run.from}
              points={run.values.map((value, at) => `${x(run.from + at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
            />
          ))}
          {points.map(({ value, shown }, index) =>
            value === null ? (
              <rect
                key={periods[index]}
                className="chart-missing"
                fill={`url(#${hatch})`}
                x={x(index) - Math.min(step / 2, 10)}
                y={floor + 6 + place * (stripe + 2)}
                width={Math.min(step, 20)}
                height={stripe}
              >
                <title>{words.pointOf(name, shortPeriod(periods[index] ?? ''), words.noData)}</title>
              </rect>
            ) : (
              <circle key={periods[index]} cx={x(index)} cy={y(Number(value))} r={3}>
                <title>{words.pointOf(name, shortPeriod(periods[index] ?? ''), shown)}</title>
              </circle>
            ),
          )}
          {points.some(({ value }) => value !== null) ? (
            <text className="chart-end" x={width - right + 10} y={(ends[place] ?? 0) + 4}>
              {name.length > letters ? `${name.slice(0, letters - 1)}…` : name}
              <title>{name}</title>
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  )
}

const numberOf = (value: string | null): number | null => (value === null ? null : Number(value))
