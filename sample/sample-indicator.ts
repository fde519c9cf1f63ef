import type { SampleUnit } from './units.ts'

/** How a unit's figures are drawn: the size of its denominator and the share reached in May and September 2024 and in August 2025. */
export type FigureModel = {
  readonly size: (unit: SampleUnit) => number
  readonly from: number
  readonly to: number
  readonly later: number
  /** `stock`: the same people or machines each month; `flow`: what came in during the window; `each`: one, done or not yet. */
  readonly course: 'stock' | 'flow' | 'each'
}

export type SampleIndicator = {
  readonly id: string
  readonly pillar: string
  /** Our own short name. */
  readonly name: string
  /** The sentence in the sample's plan: our words; that of 2024 has the figure and the meaning of the city's plan. */
  readonly clause: string
  readonly kind: 'ratio' | 'unitCount' | 'milestone'
  readonly op: '=' | '>=' | '>' | 'milestone'
  readonly value: string | null
  readonly outOf?: number
  readonly unitOfMeasure: string
  readonly numerator: string
  readonly denominator: string
  /** Keys of units and names of groups. */
  readonly units: readonly string[]
  readonly figures: FigureModel
}
