import './meter.css'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'

export type SparkPoint = { readonly label: string; readonly value: string | null; readonly shown: string }

/** Before the month at `at` something came that parts it from the months before: the line is marked there, and broken where it is another thing after. */
export type SparkBreak = { readonly at: number; readonly label: string; readonly isJoined?: boolean }

/**
 * A small line over months. A month without data is a gap, not a zero; a single month between gaps is a dot. The values go
 * through floating point for their place on the drawing only.
 */
export function Sparkline({
  points,
  target,
  breaks = [],
  width = 76,
  height = 24,
}: {
  readonly points: readonly SparkPoint[]
  readonly target?: string | null
  readonly breaks?: readonly SparkBreak[]
  readonly width?: number
  readonly height?: number
}) {
  const words = useWords(uiWords)
  const values = points.map((point) => (point.value === null ? null : Number(point.value)))
  const known = values.filter((value) => value !== null)
  const said = points.map((point, index) => {
    const before = breaks.filter(({ at }) => at === index).map(({ label }) => `${label}: `)
    return `${before.join('')}${point.label} ${point.value === null ? words.noData : point.shown}`
  })
  const spoken = words.trendOf(said.join('; '))
  if (known.length === 0) return <span className="visually-hidden">{spoken}</span>

  const goal = target === null || target === undefined ? undefined : Number(target)
  const all = goal === undefined ? known : [...known, goal]
  const low = Math.min(...all)
  const span = Math.max(...all) - low
  const x = (index: number): number => (points.length === 1 ? width - 4 : 2 + (index / (points.length - 1)) * (width - 6))
  const y = (value: number): number => (span === 0 ? height / 2 : height - 3 - ((value - low) / span) * (height - 6))
  const between = (at: number): number => (x(at - 1) + x(at)) / 2
  const runs = runsOf(
    values,
    breaks.filter(({ isJoined }) => !isJoined).map(({ at }) => at),
  )
  const lastKnown = values.findLastIndex((value) => value !== null)
  const last = values[lastKnown]

  return (
    <svg className="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken}>
      <title>{spoken}</title>
      {goal === undefined ? null : <line className="sparkline-target" x1={0} x2={width} y1={y(goal)} y2={y(goal)} />}
      {breaks.map(({ at, label }) => (
        <line key={`${at} ${label}`} className="sparkline-break" x1={between(at)} x2={between(at)} y1={0} y2={height} />
      ))}
      {runs.map((run) => (
        <polyline
          key={run.from}
          className="sparkline-line"
          points={run.values.map((value, step) => `${x(run.from + step).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
        />
      ))}
      {runs.flatMap((run) =>
        run.values.length === 1
          ? [<circle key={`dot-${run.from}`} className="sparkline-dot" cx={x(run.from)} cy={y(run.values[0] ?? 0)} r={1.5} />]
          : [],
      )}
      {last === null || last === undefined ? null : <circle className="sparkline-dot" cx={x(lastKnown)} cy={y(last)} r={2.2} />}
    </svg>
  )
}

/** Stretches of months with data; a new one begins at each of `starts`. */
export function runsOf(
  values: readonly (number | null)[],
  starts: readonly number[] = [],
): readonly { readonly from: number; readonly values: readonly number[] }[] {
  const runs: { from: number; values: number[] }[] = []
  let open: { from: number; values: number[] } | undefined
  values.forEach((value, index) => {
    if (value === null) {
      open = undefined
      return
    }
    if (!open || starts.includes(index)) {
      open = { from: index, values: [] }
      runs.push(open)
    }
    open.values.push(value)
  })
  return runs
}
