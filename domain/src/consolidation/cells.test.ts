import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdersOf } from '../indicators/as-it-is.ts'
import { anyFigure, meetingRooms, onlinePayment, operationsCentre, trainedOfficials } from '../indicators/indicators.test-data.ts'
import { isComplete, unitTargetOf } from '../indicators/indicator.ts'
import type { Attainment, Figure, Indicator } from '../indicators/indicator.ts'
import { anyHistory } from '../units/histories.test-data.ts'
import { lineageOf } from '../units/lineage.ts'
import { cellOfSeveral, cellOfSeveralNow, cellOfUnit, cellsNow, owedCell } from './cells.ts'
import type { Cell, OwedCell } from './cells.ts'
import { scoreboardAsItIs } from './scoreboard-as-it-is.ts'
import { scoreboard } from './scoreboard.ts'
import type { IndicatorScore } from './scoreboard.ts'

const owes = (indicator: Indicator, unitId: string, approved?: Figure, waits: { isHandedIn?: boolean; isReturned?: boolean } = {}) =>
  owedCell(indicator, { unitId, target: unitTargetOf(indicator), approved, isHandedIn: false, isReturned: false, ...waits })

describe('a cell', () => {
  test('of a unit has its figures, the rounded and the exact result, and what was asked of it', () => {
    expect(cellOfUnit(onlinePayment, owes(onlinePayment, 'p1', { numerator: '2', denominator: '3' }))).toEqual({
      figure: { numerator: '2', denominator: '3' },
      value: '66.67',
      exact: '66.6666666667',
      target: onlinePayment.target,
      attainment: 'notReached',
      coverage: { expected: 1, reported: 1, approved: 1 },
      state: 'approved',
      isEstimated: false,
    })
  })

  test('that was not reported, was half reported, waits or came back has no figure, and says which', () => {
    const states = [
      owes(onlinePayment, 'p1'),
      owes(onlinePayment, 'p1', { numerator: '2' }),
      owes(onlinePayment, 'p1', undefined, { isHandedIn: true }),
      owes(onlinePayment, 'p1', undefined, { isReturned: true }),
    ].map((owed) => cellOfUnit(onlinePayment, owed))
    expect(states.map(({ figure, value, state }) => [figure, value, state])).toEqual([
      [{}, undefined, 'missing'],
      [{}, undefined, 'missing'],
      [{}, undefined, 'submitted'],
      [{}, undefined, 'returned'],
    ])
  })

  test('of an area is rounded once, from the sums, and nothing is asked of it that nobody asked', () => {
    const cell = cellOfSeveral(onlinePayment, [
      owes(onlinePayment, 'p1', { numerator: '0.009999', denominator: '200' }),
      owes(onlinePayment, 'p2', { numerator: '0', denominator: '0' }),
      owes(onlinePayment, 'p3'),
    ])
    expect(cell).toEqual({
      figure: { numerator: '0.009999', denominator: '200' },
      value: '0',
      exact: '0.0049995',
      coverage: { expected: 3, reported: 2, approved: 2 },
      state: 'partial',
      isEstimated: false,
    })
  })
})

const indicators = [
  onlinePayment,
  trainedOfficials,
  meetingRooms,
  operationsCentre,
  { ...trainedOfficials, id: 'mean', rollUp: 'mean' as const },
]
const toldByBoard = ({ numerator, denominator, result, attainment, coverage }: IndicatorScore) => ({
  numerator,
  denominator,
  result,
  attainment,
  coverage,
})
const toldByCell = ({ figure, value, attainment, coverage }: Cell) => ({ ...none, ...figure, result: value, attainment, coverage })
const none = { numerator: undefined, denominator: undefined }
const anyCell = fc.record({ figure: anyFigure, isApproved: fc.boolean() })

const dayThen = '2020-01-01'

test('the city’s cells are what the board says on any units, and its units’ cells are those that the board counts', () => {
  fc.assert(
    fc.property(anyHistory(), fc.array(anyCell, { minLength: 8, maxLength: 8 }), ({ first, events }, drawn) => {
      const ids = first.map(({ id }) => id)
      const drawnOf = (unitId: string) => drawn[ids.indexOf(unitId)] ?? { figure: {}, isApproved: false }
      const owed = (indicator: Indicator): readonly OwedCell[] =>
        ids.map((unitId) => {
          const { figure, isApproved } = drawnOf(unitId)
          return owes(indicator, unitId, isApproved ? figure : undefined, { isHandedIn: !isApproved && isComplete(indicator, figure) })
        })
      const input = {
        indicators,
        assignments: indicators.flatMap((indicator) =>
          owed(indicator).map(({ unitId, target }) => ({ indicatorId: indicator.id, unitId, ...(target === undefined ? {} : { target }) })),
        ),
        figuresByUnit: Object.fromEntries(
          ids.map((unitId) => {
            const { figure, isApproved } = drawnOf(unitId)
            return [unitId, { figures: Object.fromEntries(indicators.map(({ id }) => [id, figure])), isApproved }]
          }),
        ),
      }
      const then = indicators.map((indicator) => cellOfSeveral(indicator, owed(indicator), indicator.target))
      expect(then.map(toldByCell)).toEqual(scoreboard(input).indicators.map(toldByBoard))

      const question = { lineage: lineageOf(events), on: '2026-01-01', dayOf: () => dayThen }
      const board = scoreboardAsItIs(input, { ...question, unitIds: ids })
      const holders = holdersOf(
        ids.map((unitId) => ({ unitId, day: dayThen })),
        question,
      )
      const lost = new Set(holders.withNobody.map(({ unitId }) => unitId))
      const now = indicators.map((indicator) => cellsNow(indicator, owed(indicator), { byHolder: holders.byHolder, question }))
      const cities = indicators.map((indicator, index) =>
        cellOfSeveralNow(indicator, now[index] ?? [], { target: indicator.target, owed: owed(indicator), lost }),
      )
      expect(cities.map(toldByCell)).toEqual(board.scores.indicators.map(toldByBoard))
      const attained = (unitId: string, wanted: Attainment) =>
        now.flat().filter((cell) => cell.unitId === unitId && cell.attainment === wanted).length
      for (const { unitId, reached, notReached } of board.scores.units)
        expect([attained(unitId, 'reached'), attained(unitId, 'notReached')]).toEqual([reached, notReached])
      const estimated = [
        ...now.flat().flatMap(({ unitId, isEstimated }) => (isEstimated ? [unitId] : [])),
        ...cities.flatMap(({ isEstimated }, index) => (isEstimated ? [indicators[index]?.id ?? ''] : [])),
      ]
      expect(new Set(estimated)).toEqual(board.estimated)
    }),
  )
})
