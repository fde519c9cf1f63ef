import type { IndicatorPage } from '@haidang/api/indicators'
import { runsOf } from '../ui/sparkline.tsx'
import { formatQuantity, shortPeriod } from '../app/format.ts'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'

type Point = IndicatorPage['series'][number]

const [width, height, left, right, top, bottom] = [720, 240, 56, 12, 12, 26] as const

/**
 * Results over periods with the pace and the target; a period without data is a gap, and where the definition changed the line is broken. Values go
 * through floating point for their place on the drawing only; the table below has them.
 */
export function SeriesChart({
  series,
  definition: { target, digits, unitOfMeasure },
  label,
}: {
  readonly series: readonly Point[]
  readonly definition: IndicatorPage['definition']
  readonly label: string
}) {
  const words = useWords(indicatorsWords)
  const results = series.map(({ result }) => numberOf(result))
  const paces = series.map(({ pace }) => numberOf(pace))
  const goal = numberOf(target.value)
  const unit = unitOfMeasure === '%' ? '%' : null
  const all = [...results, ...paces, goal].filter((value) => value !== null)
  if (series.length < 2 || results.every((value) => value === null)) return null
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const margin = (most - least || Math.abs(most) || 1) / 8
  // A share or a count is never drawn below nothing.
  const [low, high] = [least < 0 ? least - margin : Math.max(0, least - margin), most + margin]
  const x = (index: number): number => left + (index / (series.length - 1)) * (width - left - right)
  const y = (value: number): number => top + (1 - (value - low) / (high - low || 1)) * (height - top - bottom)
  const breaks = series.flatMap(({ breaks: isBreak }, index) => (isBreak && index > 0 ? [index] : []))
  const every = Math.ceil(series.length / 12)
  return (
    <figure className="series">
      <svg className="series-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {[least, most].map((value) => (
          <g key={value}>
            <line className="series-grid" x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
            <text className="series-label" x={left - 8} y={y(value) + 4} textAnchor="end">
              {formatQuantity(String(value), digits, unit)}
            </text>
          </g>
        ))}
        {goal === null ? null : <line className="series-target" x1={left} x2={width - right} y1={y(goal)} y2={y(goal)} />}
        {breaks.map((at) => (
          <line
            key={at}
            className="sparkline-break"
            x1={(x(at - 1) + x(at)) / 2}
            x2={(x(at - 1) + x(at)) / 2}
            y1={top}
            y2={height - bottom}
          />
        ))}
        {runsOf(paces).map((run) => (
          <polyline key={run.from} className="series-pace" points={pointsOf(run, x, y)} />
        ))}
        {runsOf(results, breaks).map((run) => (
          <polyline key={run.from} className="series-result" points={pointsOf(run, x, y)} />
        ))}
        {results.map((value, index) =>
          value === null ? (
            <rect key={series[index]?.period} className="series-gap" x={x(index) - 4} y={height - bottom - 8} width={8} height={8} />
          ) : (
            <circle key={series[index]?.period} className="series-dot" cx={x(index)} cy={y(value)} r={3} />
          ),
        )}
        {series.map(({ period }, index) =>
          index % every === 0 ? (
            <text key={period} className="series-label" x={x(index)} y={height - 8} textAnchor={anchorOf(index, series.length)}>
              {shortPeriod(period)}
            </text>
          ) : null,
        )}
      </svg>
      <figcaption className="series-key small soft">
        <span className="key-result">{words.lineOf.result}</span>
        {paces.some((value) => value !== null) ? <span className="key-pace">{words.lineOf.pace}</span> : null}
        {goal === null ? null : <span className="key-target">{words.lineOf.target}</span>}
        {breaks.length === 0 ? null : <span className="key-break">{words.changedHere}</span>}
      </figcaption>
    </figure>
  )
}

const numberOf = (value: string | null): number | null => (value === null ? null : Number(value))

function anchorOf(index: number, count: number): 'start' | 'middle' | 'end' {
  if (index === 0) return 'start'
  return index === count - 1 ? 'end' : 'middle'
}

const pointsOf = (
  run: { readonly from: number; readonly values: readonly number[] },
  x: (index: number) => number,
  y: (value: number) => number,
): string => run.values.map((value, step) => `${x(run.from + step).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
