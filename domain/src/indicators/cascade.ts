import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals, subtractDecimals } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { isCeiling } from './indicator.ts'
import type { Target } from './indicator.ts'

/**
 * How a target is handed on to the units below. `each`: every unit owes at least the whole level (at most, for a ceiling); `sum`: the units' targets add
 * up to it; `weightedSum`: so do they by their weights, as the ratio of a whole is the weighted mean of its parts; `own`: each has its own, and none follows.
 */
export const cascadeRules = ['each', 'sum', 'weightedSum', 'own'] as const
export type CascadeRule = (typeof cascadeRules)[number]

export type UnitTarget = {
  readonly unitId: string
  readonly value: Decimal | null
  /** What it weighs: the denominator that is expected of it. */ readonly weight?: Decimal
}

export type Cascade = {
  /** What the units' targets come to; missing where nothing follows from them. */
  readonly assigned?: Decimal
  /** What of the whole target nobody has been given yet; negative where the units have been given more. */
  readonly remainder?: Decimal
  readonly holds: boolean
  readonly withoutTarget: readonly string[]
  readonly withoutWeight: readonly string[]
  /** Units whose own target is less than `each` asks. */
  readonly below: readonly string[]
}

/** Whether the units' targets together reach the whole one, and by how much they do not. A weighted mean is reckoned to 6 digits. */
export function cascadeOf(rule: CascadeRule, whole: Target, units: readonly UnitTarget[]): Cascade {
  const given = units.filter((unit): unit is UnitTarget & { readonly value: Decimal } => unit.value !== null)
  const withoutTarget = units.filter(({ value }) => value === null).map(({ unitId }) => unitId)
  const nothing = { withoutTarget, withoutWeight: [], below: [] }
  if (rule === 'own' || whole.value === null) return { ...nothing, holds: withoutTarget.length === 0 }

  const isEnough = (value: Decimal, wanted: Decimal): boolean => compareDecimals(value, wanted) * (isCeiling(whole) ? -1 : 1) >= 0
  if (rule === 'each') {
    const wanted = whole.value
    const below = given.filter(({ value }) => !isEnough(value, wanted)).map(({ unitId }) => unitId)
    return { ...nothing, below, holds: below.length === 0 && withoutTarget.length === 0 }
  }
  if (rule === 'sum') {
    const assigned = addDecimals('0', ...given.map(({ value }) => value))
    return { ...nothing, assigned, remainder: subtractDecimals(whole.value, assigned), holds: isEnough(assigned, whole.value) }
  }
  const weighed = given.flatMap(({ value, weight }) => (weight === undefined ? [] : [{ value, weight }]))
  const withoutWeight = given.filter(({ weight }) => weight === undefined).map(({ unitId }) => unitId)
  const weight = addDecimals('0', ...weighed.map((unit) => unit.weight))
  const assigned = divideDecimals(addDecimals('0', ...weighed.map((unit) => multiplyDecimals(unit.value, unit.weight))), weight, 6)
  if (assigned === undefined) return { ...nothing, withoutWeight, holds: false }
  const holds = isEnough(assigned, whole.value) && withoutWeight.length === 0 && withoutTarget.length === 0
  return { ...nothing, withoutWeight, assigned, remainder: subtractDecimals(whole.value, assigned), holds }
}
