import { setImmediate } from 'node:timers/promises'
import type { AskedUnit } from '@haidang/api/analytics'
import type { AsItIsBoardQuestion } from '@haidang/domain/consolidation/scoreboard-as-it-is'
import { cellOfSeveral, cellOfSeveralNow, cellOfUnit, cellsNow } from '@haidang/domain/consolidation/cells'
import type { Cell, CellNow } from '@haidang/domain/consolidation/cells'
import { holdersOf } from '@haidang/domain/indicators/as-it-is'
import { isInWords } from '@haidang/domain/indicators/indicator'
import type { Indicator } from '@haidang/domain/indicators/indicator'
import type { Day } from '@haidang/domain/periods/day'
import { populationsOf } from '@haidang/domain/units/population'
import type { Lineage } from '@haidang/domain/units/lineage'
import type { Tx } from '../platform/transaction.ts'
import { officeLineage, populationCounts } from '../units/store.ts'
import { factsKnownAt, factsNow } from './facts.ts'
import type { Facts, FactsQuestion, NumberedCell } from './facts.ts'
import { portions, regimesOf } from './question.ts'
import type { CellsOf, NobodyYet, PlanAskedOf, Question, UnitsAskedOf } from './question.ts'
import type { PeriodRow } from './store.ts'
import type { Tree } from './tree.ts'

export type CellsWanted = UnitsAskedOf &
  Pick<PlanAskedOf, 'definedIn' | 'periods'> & {
    readonly ids: readonly string[]
    readonly lost: NobodyYet
  }

/** The cells of what units report, from each unit's own; by period. */
export async function* reportedCells(tx: Tx, question: Question, wanted: CellsWanted): AsyncGenerator<CellsOf> {
  const { tenantId, on, knownAt, under } = question
  const { definedIn, units, unitIds, unitsRead, tree, lost } = wanted
  const lineage = on === undefined ? undefined : await officeLineage(tx, tenantId, knownAt === undefined ? {} : { knownAt })
  const sizeOf = on === undefined ? undefined : populationsOf(await populationCounts(tx, tenantId, knownAt))
  // A kind never changes: any period tells it.
  const inWords = new Set(definedIn(wanted.periods.at(-1)?.period ?? '').flatMap(({ id, kind }) => (isInWords(kind) ? [id] : [])))
  for (const { periods, indicatorIds } of portions(wanted.periods, wanted.ids, unitsRead)) {
    const portion: FactsQuestion = {
      tenantId,
      regimeIds: regimesOf(periods),
      periods: periods.map(({ period }) => period),
      indicatorIds,
      unitIds,
      idOf: tree?.idOf ?? String,
      inWords: indicatorIds.filter((id) => inWords.has(id)),
    }
    const facts = knownAt === undefined || tree === undefined ? await factsNow(tx, portion) : await factsKnownAt(tx, portion, tree, knownAt)
    for (const row of periods) {
      const isNow = lineage !== undefined && tree !== undefined && on !== undefined
      const cellsOf = isNow ? asItIs(facts, row, { tree, lineage, on, lost, sizeOf }) : asItWas(facts, row, tree)
      const isUnder = ({ id }: AskedUnit): boolean =>
        under === undefined || id === null || tree?.above(id, on ?? row.lastDay).includes(under) !== false
      for (const indicator of definedIn(row.period)) {
        if (!indicatorIds.includes(indicator.id)) continue
        const cells = cellsOf(indicator)
        yield {
          indicator,
          period: row.period,
          cells: units.flatMap((unit) => {
            const cell = isUnder(unit) ? cellAt(cells, unit) : undefined
            return cell === undefined ? [] : [{ number: unit.number, cell }]
          }),
        }
        // Others are served between two of them.
        await setImmediate()
      }
    }
  }
}

/** The cells of one indicator in one period; undefined where nothing is owed. */
type Cells = {
  readonly unit: (number: number) => Cell | undefined
  readonly area: (id: string) => Cell | undefined
  readonly city: () => Cell | undefined
}

function cellAt(cells: Cells, { number, id, group }: AskedUnit): Cell | undefined {
  if (id === null) return cells.city()
  return group === 'area' ? cells.area(id) : cells.unit(number)
}

function asItWas(facts: Facts, { period, lastDay }: PeriodRow, tree: Tree | undefined): (indicator: Indicator) => Cells {
  return (indicator) => {
    const owed = facts.owed(indicator, period)
    const byNumber = once(() => new Map(owed.map((cell) => [cell.number, cell])))
    const byArea = once(() => byAreas(owed, ({ unitId }) => tree?.above(unitId, lastDay) ?? []))
    return {
      unit: (number) => {
        const cell = byNumber().get(number)
        return cell && cellOfUnit(indicator, cell)
      },
      area: (id) => {
        const cells = byArea().get(id)
        return cells && cellOfSeveral(indicator, cells)
      },
      city: () => (owed.length === 0 ? undefined : cellOfSeveral(indicator, owed, indicator.target)),
    }
  }
}

type Now = {
  readonly tree: Tree
  readonly lineage: Lineage
  readonly on: Day
  readonly lost: NobodyYet
  readonly sizeOf: AsItIsBoardQuestion['sizeOf']
}

function asItIs(facts: Facts, { period, lastDay }: PeriodRow, { tree, lineage, on, lost, sizeOf }: Now): (indicator: Indicator) => Cells {
  const question = { lineage, on, dayOf: (unitId: string) => tree.dayIn(unitId, lastDay), ...(sizeOf && { sizeOf }) }
  // The same units owe most indicators of a month.
  const known = new Map<string, ReturnType<typeof holdersOf<{ readonly unitId: string; readonly day: Day }>>>()
  const holdersOfUnits = (owed: readonly NumberedCell[]) => {
    const key = owed.map(({ number }) => number).join(' ')
    const whose = owed.map(({ unitId }) => ({ unitId, day: question.dayOf(unitId) }))
    const holders = known.get(key) ?? holdersOf(whose, question)
    known.set(key, holders)
    return holders
  }
  return (indicator) => {
    const owed = facts.owed(indicator, period)
    const { byHolder, withNobody } = holdersOfUnits(owed)
    for (const { unitId, because } of withNobody) {
      const of = lost.get(unitId) ?? { because, periods: new Set() }
      lost.set(unitId, of)
      of.periods.add(period)
    }
    const cells = cellsNow(indicator, owed, { byHolder, question }).map((cell) =>
      named(cell, (unitId) => tree.nameOn(unitId, question.dayOf(unitId))),
    )
    const byNumber = once(() => new Map(cells.map((cell) => [tree.numberOf(cell.unitId), cell])))
    const byArea = once(() => byAreas(cells, ({ unitId }) => tree.above(unitId, on)))
    return {
      unit: (number) => byNumber().get(number),
      area: (id) => {
        const own = byArea().get(id)
        return own && cellOfSeveralNow(indicator, own)
      },
      city: () =>
        owed.length === 0
          ? undefined
          : cellOfSeveralNow(indicator, cells, { target: indicator.target, owed, lost: new Set(withNobody.map(({ unitId }) => unitId)) }),
    }
  }
}

/** Answers of other units, a line each with the name of whose it was. */
function named(cell: CellNow, nameOf: (unitId: string) => string): CellNow {
  if (cell.answers === undefined || cell.answers.length === 0) return cell
  return { ...cell, figure: { words: cell.answers.map(({ unitId, words }) => `${nameOf(unitId)}: ${words}`).join('\n') } }
}

function byAreas<Item>(cells: readonly Item[], above: (cell: Item) => readonly string[]): ReadonlyMap<string, readonly Item[]> {
  const areas = new Map<string, Item[]>()
  for (const cell of cells)
    for (const area of above(cell)) {
      const own = areas.get(area) ?? []
      areas.set(area, own)
      own.push(cell)
    }
  return areas
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
