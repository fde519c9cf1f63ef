import type { RollUpMethod, Target } from '../indicators/indicator.ts'
import { addDays } from '../periods/day.ts'
import type { Day } from '../periods/day.ts'
import type { ReportState } from './report.ts'

/** A line of a frozen form: an indicator that the unit owes, with the unit's target. */
export type OwedLine = { readonly indicatorId: string; readonly target: Target }

/** A unit's frozen duty to report, and how far its report is. */
export type OwedReport = {
  readonly id: string
  readonly regimeId: string
  readonly period: string
  readonly unitId: string
  /** The first day after its window. */
  readonly windowTo: Day
  readonly state: ReportState
  readonly form: readonly OwedLine[]
}

/** What the lines of a form are put together by: the order of the plan, and whose amounts add up. */
export type FormIndicator = { readonly id: string; readonly rollUp: RollUpMethod; readonly unitTarget: Target }

/** One period of one regime that passes to a unit. `widens`: the heir's own duty, which gets the lines that it lacks. */
export type PassedReport = {
  readonly heirId: string
  readonly ends: readonly string[]
  readonly widens?: string
  readonly form: readonly OwedLine[]
  /** Indicators whose targets do not carry over, because they differ or are amounts that add up: the plan's target for a unit stands. */
  readonly differing: readonly string[]
}

/**
 * Which reports that ended units owe pass to their heirs: those of windows whose last day the unit does not live to see, and that nobody of the
 * heir's predecessors has handed in. A period that old units have begun to hand in is finished by them, each for itself. Reports of earlier
 * windows stay where they are; the heir acts for the ended unit.
 */
export function reportsThatPass(
  owed: readonly OwedReport[],
  {
    effectiveOn,
    heirOf,
    indicators,
  }: { readonly effectiveOn: Day; readonly heirOf: ReadonlyMap<string, string>; readonly indicators: ReadonlyMap<string, FormIndicator> },
): readonly PassedReport[] {
  const reaching = owed.filter(({ windowTo }) => addDays(windowTo, -1) >= effectiveOn)
  const ofEnded = reaching.filter(({ unitId }) => heirOf.has(unitId))
  const keyOf = ({ regimeId, period, unitId }: OwedReport): string => `${regimeId} ${period} ${unitId}`
  const standing = new Map(reaching.map((report) => [keyOf(report), report]))
  return [...Map.groupBy(ofEnded, (report) => `${report.regimeId} ${report.period} ${heirOf.get(report.unitId)}`).values()].flatMap(
    (parts) => {
      const [first] = parts
      const heirId = first && heirOf.get(first.unitId)
      if (first === undefined || heirId === undefined || parts.some(({ state }) => state !== 'open')) return []
      const own = standing.get(keyOf({ ...first, unitId: heirId }))
      const { form, differing } = formTogether(own?.form ?? [], parts, indicators)
      return [
        {
          heirId,
          ends: parts.map(({ id }) => id),
          ...(own === undefined ? {} : { widens: own.id }),
          form,
          differing,
        },
      ]
    },
  )
}

/** The lines that stand, and those that only the others have; in the plan's order. */
function formTogether(
  standing: readonly OwedLine[],
  parts: readonly OwedReport[],
  indicators: ReadonlyMap<string, FormIndicator>,
): { readonly form: readonly OwedLine[]; readonly differing: readonly string[] } {
  const stands = new Set(standing.map(({ indicatorId }) => indicatorId))
  const added = Map.groupBy(
    parts.flatMap(({ form }) => form).filter(({ indicatorId }) => !stands.has(indicatorId)),
    ({ indicatorId }) => indicatorId,
  )
  const order = new Map([...indicators.keys()].map((id, index) => [id, index]))
  const differing: string[] = []
  const form = [...added].map(([indicatorId, lines]): OwedLine => {
    const indicator = indicators.get(indicatorId)
    const targets = lines.map(({ target }) => target)
    const [target] = targets
    // Four of each of two are not four of both, and eight would be our guess.
    const addsUp = indicator?.rollUp === 'sum' && targets.length > 1
    if (target !== undefined && !addsUp && targets.every((other) => isSameTarget(other, target))) return { indicatorId, target }
    differing.push(indicatorId)
    return { indicatorId, target: indicator?.unitTarget ?? openTarget }
  })
  return {
    form: [...standing, ...form].toSorted((a, b) => (order.get(a.indicatorId) ?? 0) - (order.get(b.indicatorId) ?? 0)),
    differing,
  }
}

const openTarget: Target = { op: '>=', value: null, unit: null }

const isSameTarget = (a: Target, b: Target): boolean =>
  a.op === b.op &&
  a.value === b.value &&
  a.value2 === b.value2 &&
  a.outOf === b.outOf &&
  a.unit === b.unit &&
  a.deadline?.iso === b.deadline?.iso
