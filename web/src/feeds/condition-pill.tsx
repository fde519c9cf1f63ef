import type { FeedHead, FeedRun } from '@haidang/api/feeds'
import { StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'

const conditionTones: Record<FeedHead['condition'], Tone> = {
  fresh: 'good',
  never: 'none',
  failing: 'warn',
  silent: 'bad',
  paused: 'plain',
}

export function ConditionPill({ condition }: Pick<FeedHead, 'condition'>) {
  const words = useWords(feedsWords)
  return <StatePill tone={conditionTones[condition]}>{words.conditions[condition]}</StatePill>
}

const outcomeTones: Record<FeedRun['outcome'], Tone> = { taken: 'good', partly: 'warn', unchanged: 'plain', failed: 'bad' }

export function OutcomePill({ outcome }: Pick<FeedRun, 'outcome'>) {
  const words = useWords(feedsWords).runs
  return <StatePill tone={outcomeTones[outcome]}>{words.outcomes[outcome]}</StatePill>
}
