import type { Relation } from './declared-checks.ts'
import { codesOf, parseFormula } from './formula.ts'
import type { Indicator } from './indicator.ts'

/** A check between this indicator and another, told from this one's side: "mine is at most theirs". */
export type CheckBetween = {
  readonly indicatorId: string
  readonly cell: Relation['cell']
  readonly op: Relation['op']
  readonly other: Relation['other']
  /** False where the other's definition asks for it. */
  readonly isDeclaredHere: boolean
}

/** With which indicators of its plan one hangs together, by their ids in the plan's order. */
export type HangingTogether = {
  readonly uses: readonly string[]
  readonly usedBy: readonly string[]
  readonly checks: readonly CheckBetween[]
}

const turned = { '<=': '>=', '=': '=', '>=': '<=' } as const satisfies Record<Relation['op'], Relation['op']>

/** What a formula names, what names it, and what is checked against it; `indicators` as they are defined in one period. */
export function hangingTogether(id: string, indicators: readonly Indicator[]): HangingTogether {
  const self = indicators.find((indicator) => indicator.id === id)
  if (self === undefined) return { uses: [], usedBy: [], checks: [] }
  const others = indicators.filter((indicator) => indicator.id !== id)
  const named = new Set(codesNamed(self))
  return {
    uses: others.filter(({ code }) => named.has(code)).map((other) => other.id),
    usedBy: others.filter((other) => codesNamed(other).includes(self.code)).map((other) => other.id),
    checks: others.flatMap((other) => [
      ...checksWith(self, other.id),
      ...checksWith(other, id).map((check) => fromOtherSide(check, other.id)),
    ]),
  }
}

function codesNamed({ formula: written }: Indicator): readonly string[] {
  const formula = written === undefined ? undefined : parseFormula(written)
  return formula === undefined || 'fault' in formula ? [] : codesOf(formula)
}

const checksWith = ({ checks }: Indicator, otherId: string): readonly CheckBetween[] =>
  (checks?.relations ?? []).flatMap((relation) => (relation.indicatorId === otherId ? [{ ...relation, isDeclaredHere: true }] : []))

const fromOtherSide = ({ cell, op, other }: CheckBetween, indicatorId: string): CheckBetween => ({
  indicatorId,
  cell: other,
  op: turned[op],
  other: cell,
  isDeclaredHere: false,
})
