import { useId } from 'react'
import type { Ref } from 'react'
import { useWords } from '../words/catalogue.ts'
import { explorerWords } from '../words/explorer.ts'
import { Hatch } from './hatch.tsx'
import { scaleOf } from './scale.ts'

type Amount = { readonly value: string | null; readonly shown: string }
export type Bar = {
  readonly key: string
  readonly label: string
  readonly now: Amount
  /** Of the month that stands beside. */
  readonly beside: Amount | null
  readonly goal: string | null
}

const [top, bottom, thick, thin, space] = [6, 22, 13, 7, 9] as const

/** One bar a unit, the greatest first; without data a hatched stub with a dash, at the end. A line across a bar is what was asked of the unit. */
export function BarChart({
  bars,
  months,
  shownMark,
  label,
  width,
  ref,
}: {
  readonly bars: readonly Bar[]
  readonly months: { readonly now: string; readonly beside: string | null }
  readonly shownMark: (value: number) => string
  readonly label: string
  readonly width: number
  readonly ref?: Ref<SVGSVGElement>
}) {
  const words = useWords(explorerWords)
  const hatch = useId()
  const ordered = bars.toSorted((a, b) => orderOf(b.now) - orderOf(a.now))
  const numbers = bars.flatMap(({ now, beside, goal }) =>
    [now.value, beside?.value ?? null, goal].flatMap((value) => (value === null ? [] : [Number(value)])),
  )
  const scale = scaleOf(numbers, { fromZero: true })
  const left = Math.min(190, Math.max(104, width * 0.28))
  const right = 66
  const row = thick + (months.beside === null ? 0 : thin + 1) + space
  const height = top + bars.length * row + bottom
  const x = (value: number): number => left + ((value - scale.low) / (scale.high - scale.low)) * (width - left - right)
  const zero = x(0)
  const letters = Math.floor(left / 7.2)
  return (
    <svg ref={ref} className="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <Hatch id={hatch} />
      {scale.marks.map((mark) => (
        <g key={mark}>
          <line className="chart-grid" x1={x(mark)} x2={x(mark)} y1={top} y2={height - bottom} />
          <text className="chart-label" x={x(mark)} y={height - 7} textAnchor="middle">
            {shownMark(mark)}
          </text>
        </g>
      ))}
      {ordered.map(({ key, label: name, now, beside, goal }, index) => {
        const y = top + index * row + space / 2
        return (
          <g key={key}>
            <text className="chart-name" x={left - 8} y={y + thick - 2} textAnchor="end">
              {name.length > letters ? `${name.slice(0, letters - 1)}…` : name}
              <title>{name}</title>
            </text>
            <BarOf
              amount={now}
              {...{ zero, x, y, hatch }}
              height={thick}
              className="chart-bar"
              said={words.pointOf(name, months.now, now.shown)}
            />
            {beside === null || months.beside === null ? null : (
              <BarOf
                amount={beside}
                {...{ zero, x, hatch }}
                y={y + thick + 1}
                height={thin}
                className="chart-bar-then"
                said={words.pointOf(name, months.beside, beside.shown)}
              />
            )}
            {goal === null ? null : <line className="chart-goal" x1={x(Number(goal))} x2={x(Number(goal))} y1={y - 2} y2={y + thick + 2} />}
          </g>
        )
      })}
    </svg>
  )
}

const orderOf = ({ value }: Amount): number => (value === null ? Number.NEGATIVE_INFINITY : Number(value))

function BarOf({
  amount: { value, shown },
  zero,
  x,
  y,
  height,
  className,
  said,
  hatch,
}: {
  readonly amount: Amount
  readonly zero: number
  readonly x: (value: number) => number
  readonly y: number
  readonly height: number
  readonly className: string
  readonly said: string
  readonly hatch: string
}) {
  if (value === null)
    return (
      <g>
        <rect className="chart-missing" fill={`url(#${hatch})`} x={zero} y={y} width={26} height={height}>
          <title>{said}</title>
        </rect>
        <text className="chart-label" x={zero + 32} y={y + height - 1}>
          –
        </text>
      </g>
    )
  const end = x(Number(value))
  return (
    <g>
      <rect className={className} x={Math.min(zero, end)} y={y} width={Math.max(1, Math.abs(end - zero))} height={height}>
        <title>{said}</title>
      </rect>
      {height < thick ? null : (
        <text className="chart-value" x={Math.max(zero, end) + 6} y={y + height - 2}>
          {shown}
        </text>
      )}
    </g>
  )
}
