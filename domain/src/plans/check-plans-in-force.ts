import type { Target } from '../indicators/indicator.ts'
import { compareDecimals, parseDecimal } from '../quantities/decimal.ts'
import { indicatorMeaning, printedTarget, saysEnough } from './check-targets.ts'
import { numberKey } from './document-number.ts'
import { shortened } from './doubt-words.ts'
import type { Doubt, ReadIndicator, Reading } from './reading.ts'
import { suggestIndicator } from './suggest-indicator.ts'

export type PlanInForce = {
  readonly title: string
  /** "2153/KH-UBND", where it has one. */
  readonly number: string | null
  readonly year: number
  readonly indicators: readonly { readonly name: string; readonly target: Target }[]
}

/** Targets that a plan in force sets at another level for the same year; a plan that this document replaces or amends is not held against it. */
export function planDoubts(reading: Reading, plans: readonly PlanInForce[]): readonly Doubt[] {
  const replaced = new Set(
    reading.citations.flatMap(({ relation, number }) =>
      number !== null && (relation === 'supersedes' || relation === 'amends') ? [numberKey(number)] : [],
    ),
  )
  const known = new Map(
    plans
      .filter(({ number }) => number === null || !replaced.has(numberKey(number)))
      .flatMap((plan) =>
        plan.indicators.map((indicator) => [keyOf(indicator.name, yearOf(indicator.target, plan.year)), { plan, ...indicator }]),
      ),
  )
  const ownYear = Number(reading.document.date?.slice(0, 4) ?? Number.NaN)
  return reading.indicators.flatMap((read): readonly Doubt[] => {
    const name = suggestIndicator(read, []).name
    if (read.target.value === null || !saysEnough(indicatorMeaning(name))) return []
    const there = known.get(keyOf(name, yearOf(read, ownYear)))
    if (!there || there.target.unit !== read.target.unit || !differs(there.target, read)) return []
    const { plan, target } = there
    const whole = plan.number === null ? `"${shortened(plan.title)}"` : `${plan.number} ("${shortened(plan.title)}")`
    return [
      {
        code: 'contradictsPlan',
        message: `Kế hoạch đang có hiệu lực ${whole} giao "${shortened(there.name)}" mức ${printedTarget({ op: target.op, value: Number(target.value), unit: target.unit })}; văn bản này giao ${printedTarget(read.target)}.`,
        start: read.start,
        end: read.end,
      },
    ]
  })
}

const keyOf = (name: string, year: number): string => `${indicatorMeaning(name)}|${year}`

const yearOf = ({ deadline }: Pick<Target, 'deadline'>, otherwise: number): number =>
  deadline?.iso ? Number(deadline.iso.slice(0, 4)) : otherwise

function differs(target: Target, read: ReadIndicator): boolean {
  const value = parseDecimal(String(read.target.value))
  return target.value !== null && value !== undefined && compareDecimals(target.value, value) !== 0
}
