import type { Proof, Scoreboard } from '@haidang/api/consolidation'
import type { WithNobody } from '@haidang/api/lenses'
import { targetOf } from '@haidang/api/targets'
import { cellsAsItIs } from '@haidang/domain/consolidation/scoreboard-as-it-is'
import { holdersOf, usualLineagePolicy } from '@haidang/domain/indicators/as-it-is'
import { attainmentOf, formatTarget, resultOf } from '@haidang/domain/indicators/indicator'
import type { Figure, Indicator } from '@haidang/domain/indicators/indicator'
import type { RolledUp } from '@haidang/domain/indicators/roll-up'
import { roundDecimal } from '@haidang/domain/quantities/decimal'
import type { Decimal } from '@haidang/domain/quantities/decimal'
import type { Tx } from '../platform/transaction.ts'
import { questionsOf } from './period-scores.ts'
import type { PeriodScores } from './period-scores.ts'
import { namesOn } from './store.ts'
import type { Drawn, Lens, ProofRow, UnitName } from './store.ts'

/** What was apportioned may have more digits than the wire takes, and more than anybody reads. */
const shown = (amount: Decimal | undefined): Decimal | null => (amount === undefined ? null : roundDecimal(amount, 10))
export const shownFigure = ({ numerator, denominator }: Figure) => ({ numerator: shown(numerator), denominator: shown(denominator) })

export const shownScore = (score: RolledUp | undefined): Proof['city'] => ({
  ...shownFigure(score ?? {}),
  result: score?.result ?? null,
  attainment: score?.attainment ?? 'noData',
})

/** A board with what its lens says beside the numbers; on the units of a day its rows are theirs. */
export async function throughLens(
  tx: Tx,
  tenantId: number,
  board: Scoreboard,
  { from, scores, lens }: { readonly from: Drawn; readonly scores: ReadonlyMap<string, PeriodScores>; readonly lens: Lens },
): Promise<Scoreboard> {
  const { on } = lens
  const now = scores.get(from.period)?.asItIs
  if (on === undefined || now === undefined) return { ...board, lens: drawnLens(lens, []) }

  const reports = new Map(board.units.map((row) => [row.unit.id, row]))
  const tallies = new Map(now.scores.units.map(({ unitId, reached, notReached, noData }) => [unitId, { reached, notReached, noData }]))
  const holdings = new Map(now.units.map(({ unitId, from: held }) => [unitId, held]))
  const lost = [...scores].flatMap(([period, { asItIs }]) => (asItIs?.withNobody ?? []).map((one) => ({ period, ...one })))
  const names = await namesOn(tx, tenantId, [...new Set([...holdings.keys(), ...lost.map(({ unitId }) => unitId)])], { ...lens, on })
  return {
    ...board,
    units: names.flatMap((name) => {
      const holds = (holdings.get(name.unitId) ?? []).flatMap(({ unitId, share, isEstimated }) => {
        const was = reports.get(unitId)
        return was?.reportId
          ? [{ unit: was.unit, reportId: was.reportId, share, isEstimated, reported: was.reported, approved: was.approved }]
          : []
      })
      if (holds.length === 0) return []
      return [
        {
          unit: refOf(name),
          reportId: reports.get(name.unitId)?.reportId ?? null,
          ...(tallies.get(name.unitId) ?? { reached: 0, notReached: 0, noData: 0 }),
          reported: holds.every(({ reported }) => reported),
          approved: holds.every(({ approved }) => approved),
          asItIs: { holds, isEstimated: now.estimated.has(name.unitId), targetsDiffer: now.targetsDiffer.has(name.unitId) },
        },
      ]
    }),
    indicators: board.indicators.map((indicator, index) => {
      const was = now.asItWas.indicators[index]
      const { outOf } = indicator.target
      return {
        ...indicator,
        ...shownFigure({
          ...(indicator.numerator === null ? {} : { numerator: indicator.numerator }),
          ...(indicator.denominator === null ? {} : { denominator: indicator.denominator }),
        }),
        // Of five units nobody is twelve short of "17/17".
        distance: outOf === undefined || indicator.denominator === String(outOf) ? indicator.distance : null,
        trend: indicator.trend.map((point) =>
          scores.get(point.period)?.asItIs?.estimated.has(indicator.id) ? { ...point, isEstimated: true } : point,
        ),
        asItIs: {
          isEstimated: now.estimated.has(indicator.id),
          asItWas: {
            ...shownFigure(was ?? {}),
            result: was?.result ?? null,
            assignedUnits: was?.assignedUnits ?? 0,
          },
        },
      }
    }),
    lens: drawnLens(lens, withNobody(lost, names)),
  }
}

export const refOf = ({ unitId: id, name, shortName, group }: UnitName) => ({ id, name, shortName, group })

const drawnLens = ({ on, knownAt }: Lens, nobody: WithNobody[]): NonNullable<Scoreboard['lens']> => ({
  kind: on === undefined ? 'asItWas' : 'asItIs',
  on: on ?? null,
  knownAt: knownAt ?? null,
  withNobody: nobody,
})

type Lost = { readonly period: string; readonly unitId: string; readonly because: WithNobody['because'] }

const withNobody = (lost: readonly Lost[], names: readonly UnitName[]): WithNobody[] =>
  names.flatMap((name) =>
    [
      ...Map.groupBy(
        lost.filter(({ unitId }) => unitId === name.unitId),
        ({ because }) => because,
      ),
    ].map(([because, of]) => ({
      unit: refOf(name),
      because,
      periods: of.map(({ period }) => period).toSorted(),
    })),
  )

type ProofParts = {
  readonly owed: { readonly tenantId: number; readonly regimeId: string }
  readonly period: string
  readonly lens: Lens
  readonly indicator: Indicator
  readonly rows: readonly ProofRow[]
  readonly scores: PeriodScores
}

export type HeldCells = {
  readonly lens: NonNullable<Scoreboard['lens']>
  /** Of each unit of the day its cell, and what it holds of the units of the time. */
  readonly cells: readonly {
    readonly name: UnitName
    readonly cell: ReturnType<typeof cellsAsItIs>[number]
    readonly holds: readonly {
      readonly was: ProofRow
      readonly share: string
      readonly isEstimated: boolean
      readonly isCounted: boolean
    }[]
  }[]
}

/** One indicator's cells of a period on the units of the day that a lens asks for; no cells where it asks for none. */
export async function heldCells(tx: Tx, { owed, period, lens, indicator, rows }: Omit<ProofParts, 'scores'>): Promise<HeldCells> {
  const { on } = lens
  const question = (await questionsOf(tx, owed, [period], lens))(period)
  if (on === undefined || question === undefined) return { lens: drawnLens(lens, []), cells: [] }

  const assignments = rows.map(({ unitId, target }) => ({
    indicatorId: indicator.id,
    unitId,
    ...(target === null || target === undefined ? {} : { target: targetOf(target) }),
  }))
  const figuresByUnit = Object.fromEntries(
    rows
      .filter(({ counted }) => counted)
      .map(({ unitId, ...row }) => [unitId, { figures: { [indicator.id]: figureOf(row) }, isApproved: true }]),
  )
  const cells = new Map(cellsAsItIs(indicator, assignments, { figuresByUnit }, question).map((cell) => [cell.unitId, cell]))
  const byId = new Map(rows.map((row) => [row.unitId, { ...row, day: question.dayOf(row.unitId) }]))
  const { byHolder, withNobody: lost } = holdersOf([...byId.values()], question)
  const names = await namesOn(tx, owed.tenantId, [...byHolder.keys(), ...lost.map(({ unitId }) => unitId)], { ...lens, on })
  return {
    lens: drawnLens(
      lens,
      withNobody(
        lost.map((one) => ({ period, ...one })),
        names,
      ),
    ),
    cells: names.flatMap((name) => {
      const cell = cells.get(name.unitId)
      if (cell === undefined) return []
      const counted = new Set(cell.from.map(({ unitId }) => unitId))
      const holds = (byHolder.get(name.unitId) ?? []).map(({ was, contribution: { share, isEstimated } }) => ({
        was,
        share,
        isEstimated,
        isCounted: counted.has(was.unitId),
      }))
      return [{ name, cell, holds }]
    }),
  }
}

/** What units answered in words of which a unit of the day holds each, by their names; nothing where that must not be put together. */
export const answersHeld = ({ words }: Figure, holds: HeldCells['cells'][number]['holds']) =>
  words === undefined ? [] : holds.flatMap(({ was }) => (was.words === null ? [] : [{ unit: refOf(was), words: was.words }]))

/** What a lens adds to a number that is opened: on the units of a day each of them, with the old cells behind it and their shares. */
export async function proofThroughLens(tx: Tx, { scores: { asItIs }, ...parts }: ProofParts): Promise<Pick<Proof, 'lens' | 'asItIs'>> {
  const { indicator } = parts
  const { lens, cells } = await heldCells(tx, parts)
  if (asItIs === undefined) return { lens }
  return {
    lens,
    asItIs: {
      policy: indicator.lineagePolicy ?? usualLineagePolicy(indicator),
      asItWas: shownScore(asItIs.asItWas.indicators.find(({ indicatorId }) => indicatorId === indicator.id)),
      units: cells.map(({ name, cell: { figure, target, targetsDiffer, isEstimated }, holds }) => ({
        unit: refOf(name),
        ...shownFigure(figure),
        result: resultOf({ ...indicator, target: target ?? indicator.target }, figure) ?? null,
        targetText: target === undefined ? null : formatTarget(target),
        targetsDiffer,
        attainment: target === undefined ? 'noData' : attainmentOf(indicator, figure, target),
        isEstimated,
        ...(figure.words === undefined ? {} : { answers: answersHeld(figure, holds) }),
        holds: holds.map(({ was, ...held }) => ({ unit: refOf(was), reportId: was.reportId, ...held })),
      })),
    },
  }
}

const figureOf = ({ numerator, denominator, words }: Pick<ProofRow, 'numerator' | 'denominator' | 'words'>): Figure => ({
  ...(numerator === null ? {} : { numerator }),
  ...(denominator === null ? {} : { denominator }),
  ...(words === null ? {} : { words }),
})
