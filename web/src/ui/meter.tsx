import './meter.css'
import type { CSSProperties } from 'react'
import type { Tone } from './state-pill.tsx'

/** CSS custom properties set through the element's style from script, which a strict content policy allows. */
type Variables = CSSProperties & Record<`--${string}`, string | number>

/** How far of a whole, e.g. 31 of 40 units; the words beside it carry the number. */
export function Meter({
  value,
  of,
  label,
  tone = 'accent',
}: {
  readonly value: number
  readonly of: number
  readonly label: string
  readonly tone?: Tone
}) {
  const part: Variables = { '--part': of > 0 ? Math.min(1, value / of) : 0 }
  return (
    <div
      className={`meter meter-${tone}`}
      role="meter"
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={value}
      aria-label={label}
      style={part}
    >
      <div className="meter-fill" />
    </div>
  )
}

export type BarPart = { readonly value: number; readonly tone: Tone; readonly label: string }

/** One bar of several parts; zero parts take no room, and the whole is read out in words. */
export function Bar({ parts, label }: { readonly parts: readonly BarPart[]; readonly label: string }) {
  const spoken = parts.map((part) => `${part.label} ${part.value}`).join(', ')
  return (
    <div className="bar" role="img" aria-label={`${label}: ${spoken}`}>
      {parts
        .filter((part) => part.value > 0)
        .map((part) => {
          const share: Variables = { '--share': part.value }
          return <div key={part.label} className={`bar-part bar-${part.tone}`} style={share} title={`${part.label}: ${part.value}`} />
        })}
    </div>
  )
}
