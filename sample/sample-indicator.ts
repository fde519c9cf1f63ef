import type { SampleUnit } from './units.ts'

/** How a unit's figures are drawn: the size of its denominator and the share reached in May and in September. */
export type FigureModel = {
  readonly size: (unit: SampleUnit) => number
  readonly from: number
  readonly to: number
  /** `stock`: the same people or machines each month; `flow`: what came in during the window; `each`: one, done or not yet. */
  readonly course: 'stock' | 'flow' | 'each'
}

export type SampleIndicator = {
  readonly pillar: string
  /** Our own short name. */
  readonly name: string
  /** The sentence in the sample's plan: our words, the figure and the meaning of the city's plan of 2024. */
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
