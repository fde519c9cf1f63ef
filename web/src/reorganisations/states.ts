import type { Reorganisations } from '@haidang/api/reorganisations'
import type { Tone } from '../ui/state-pill.tsx'

export type State = Reorganisations['reorganisations'][number]['state']
export const stateTones: Readonly<Record<State, Tone>> = {
  prepared: 'accent',
  waiting: 'warn',
  applied: 'good',
  undone: 'plain',
  dropped: 'none',
}
