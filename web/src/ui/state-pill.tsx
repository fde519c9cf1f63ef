import './state-pill.css'
import type { ReactNode } from 'react'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

export type Tone = 'good' | 'bad' | 'warn' | 'plain' | 'accent' | 'none'

const marks: Record<Tone, IconName> = { good: 'check', bad: 'cross', warn: 'clock', plain: 'dash', accent: 'info', none: 'dash' }

/** A state as mark and word; the colour only repeats them. `none` is hatched: no data is neither good nor bad. */
export function StatePill({ tone, mark, children }: { readonly tone: Tone; readonly mark?: IconName; readonly children: ReactNode }) {
  return (
    <span className={`pill pill-${tone}`}>
      <Icon name={mark ?? marks[tone]} size={14} />
      <span>{children}</span>
    </span>
  )
}

export type Attainment = 'reached' | 'notReached' | 'noData'

export function AttainmentPill({ attainment }: { readonly attainment: Attainment }) {
  const words = useWords(uiWords)
  if (attainment === 'reached') return <StatePill tone="good">{words.reached}</StatePill>
  if (attainment === 'notReached') return <StatePill tone="bad">{words.notReached}</StatePill>
  return <StatePill tone="none">{words.noData}</StatePill>
}

/** A missing value: a dash on hatching, read out as words. Never 0. */
export function NoValue({ why }: { readonly why?: string }) {
  const words = useWords(uiWords)
  return (
    <span className="no-value" title={why ?? words.noValue}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{why ?? words.noValue}</span>
    </span>
  )
}
