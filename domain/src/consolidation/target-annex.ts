import { formatDay } from '../periods/day.ts'
import type { Day } from '../periods/day.ts'
import type { IndicatorKind } from '../indicators/indicator.ts'
import type { Attainment, Quantity } from './consolidated-report.ts'
import { localityOf } from './wording.ts'

/** One indicator in an annex of targets: what came of it so far beside what is asked of all and of the unit. */
export type AnnexLine = {
  readonly pillar: string
  readonly code: string
  readonly name: string
  readonly kind: IndicatorKind
  readonly unitOfMeasure: string
  readonly digits: number
  readonly numerator: Quantity
  readonly denominator: Quantity
  readonly result: Quantity
  /** What the unit answered, or how many did, to an indicator of words. */
  readonly words?: string
  readonly attainment: Attainment
  /** As the plan says it: "≥ 98%". */
  readonly cityTarget: string
  /** Empty where the unit answers for no share of its own; of the city's own lines always. */
  readonly unitTarget: string
  /** "chờ duyệt", where no approved figure stands; empty else. */
  readonly note: string
}

/** The annexes of a plan's targets, of the whole and of its units, as they stand at the end of a window. */
export type TargetAnnex = {
  readonly planTitle: string
  readonly issuer: string
  readonly periodText: string
  /** The last day that counts. */
  readonly until: Day
  /** Not there where only some units are asked for. */
  readonly city: readonly AnnexLine[] | undefined
  readonly units: readonly { readonly name: string; readonly lines: readonly AnnexLine[] }[]
}

/** The heads of the columns that the city asks for: result to date, the city's target, the unit's own. */
export const annexHeads = ({ until, issuer }: TargetAnnex): { readonly result: string; readonly city: string; readonly unit: string } => ({
  result: `Kết quả thực hiện đến hết ngày ${formatDay(until)}`,
  city: `Chỉ tiêu của ${localityOf(issuer)}`,
  unit: 'Chỉ tiêu của đơn vị',
})
