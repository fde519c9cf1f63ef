import type { Analytics, AskedUnit } from '@haidang/api/analytics'
import type { WireTargetPath } from '@haidang/api/indicators'
import type { WithNobody } from '@haidang/api/lenses'
import { codesBehind } from '@haidang/domain/consolidation/computed-scores'
import type { Indicator } from '@haidang/domain/indicators/indicator'
import type { Day, Instant } from '@haidang/domain/periods/day'
import type { PlacedCell } from './block.ts'
import type { PeriodRow } from './store.ts'
import type { Tree } from './tree.ts'

export type Question = {
  readonly tenantId: number
  readonly indicatorIds: readonly string[]
  readonly planId: string | undefined
  readonly unitIds: readonly string[]
  readonly groups: readonly string[]
  readonly under: string | undefined
  readonly from: string
  readonly to: string
  /** On the units of which day; undefined: of their time. */
  readonly on: Day | undefined
  readonly knownAt: Instant | undefined
}

/** A plan of which something is asked. */
export type PlanAskedOf = {
  readonly planId: string
  readonly definedIn: (period: string) => readonly Indicator[]
  /** What is asked for: reported by units, and computed from others. */
  readonly reported: readonly string[]
  readonly computed: readonly string[]
  readonly periods: readonly PeriodRow[]
  /** All of the plan that are of the form asked for, to count by. */
  readonly allPeriods: readonly PeriodRow[]
  readonly breaks: Analytics['breaks']
  readonly paths: ReadonlyMap<string, WireTargetPath>
}

/** On which units, and what it takes to read of them. */
export type UnitsAskedOf = {
  readonly units: readonly AskedUnit[]
  /** Only these are read; null: all that report. */
  readonly unitIds: readonly string[] | null
  /** How many are read. */
  readonly unitsRead: number
  /** There where anything but units as they were is asked for. */
  readonly tree: Tree | undefined
}

/** Whose figures turn out to be with nobody, while cells are made. */
export type NobodyYet = Map<string, { readonly because: WithNobody['because']; readonly periods: Set<string> }>

export type CellsOf = { readonly indicator: Indicator; readonly period: string; readonly cells: readonly PlacedCell[] }

/** Formulas look back to the same month of the year before, and to the beginning of that year. */
const monthsBehindFormulas = 24

/** The periods asked for, and those before that formulas may look at. */
export function periodsBehind({ periods, allPeriods }: PlanAskedOf): readonly PeriodRow[] {
  const [first] = periods
  const last = periods.at(-1)
  if (first === undefined || last === undefined) return []
  return allPeriods.slice(Math.max(0, allPeriods.indexOf(first) - monthsBehindFormulas), allPeriods.indexOf(last) + 1)
}

/** The reported indicators that computed ones are computed from, in any of the periods that they look at. */
export function inputsOf(plan: PlanAskedOf): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { period } of periodsBehind(plan)) {
    const indicators = plan.definedIn(period)
    for (const indicator of indicators.filter(({ id }) => plan.computed.includes(id))) {
      const codes = codesBehind(indicator, indicators)
      for (const { id, code, kind } of indicators) if (kind !== 'formula' && codes.includes(code)) ids.add(id)
    }
  }
  return ids
}

/** About so many figures are in memory at a time. */
const figuresAtOnce = 40_000

/** Parts of a question that are read at a time: some periods with all indicators, or one period with some. */
export function* portions(
  periods: readonly PeriodRow[],
  ids: readonly string[],
  units: number,
): Generator<{ readonly periods: readonly PeriodRow[]; readonly indicatorIds: readonly string[] }> {
  if (ids.length === 0) return
  const indicatorsAtOnce = Math.max(1, Math.floor(figuresAtOnce / units))
  const periodsAtOnce = Math.max(1, Math.floor(indicatorsAtOnce / ids.length))
  for (let first = 0; first < periods.length; first += periodsAtOnce)
    for (let next = 0; next < ids.length; next += indicatorsAtOnce)
      yield { periods: periods.slice(first, first + periodsAtOnce), indicatorIds: ids.slice(next, next + indicatorsAtOnce) }
}

export const regimesOf = (periods: readonly PeriodRow[]): readonly string[] => [...new Set(periods.flatMap((row) => row.regimeIds))]
