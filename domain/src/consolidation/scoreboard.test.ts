import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFigure } from '../indicators/indicators.test-data.ts'
import { wardIds } from '../units/units.test-data.ts'
import { consolidate } from './consolidate.ts'
import { assignments, indicators, input, reports } from './consolidation.test-data.ts'
import { scoreboard } from './scoreboard.ts'
import type { ScoreboardInput, UnitFigures } from './scoreboard.ts'

const figuresByUnit = Object.fromEntries(
  reports.map(({ unitId, approved, submitted }): [string, UnitFigures] => [
    unitId,
    { figures: (approved ?? submitted)?.figures ?? {}, isApproved: approved !== undefined },
  ]),
)

const board = scoreboard({ indicators, assignments, figuresByUnit })

describe('the scoreboard', () => {
  test('tells reached, not reached and no data by pillar', () => {
    expect(board.pillars.map(({ pillar, reached, notReached, noData }) => [pillar, reached, notReached, noData])).toEqual([
      ['Chính quyền số', 1, 1, 0],
      ['Hạ tầng số', 0, 1, 0],
      ['Đô thị thông minh', 0, 1, 0],
    ])
    expect(board.total).toMatchObject({ reached: 1, notReached: 3, noData: 0 })
  })

  test('and by unit, against the unit’s own targets', () => {
    expect(board.units.find(({ unitId }) => unitId === 'p1')).toEqual({
      unitId: 'p1',
      reached: 2,
      notReached: 0,
      noData: 0,
      coverage: { expected: 2, reported: 2, approved: 2 },
    })
    expect(board.units.find(({ unitId }) => unitId === 'longson')).toEqual({
      unitId: 'longson',
      reached: 0,
      notReached: 0,
      noData: 2,
      coverage: { expected: 2, reported: 0, approved: 0 },
    })
  })

  test('says how many of how many reported, and how many of those are approved', () => {
    expect(board.indicators[0]).toMatchObject({ numerator: '91', denominator: '110', coverage: { expected: 4, reported: 3, approved: 2 } })
    expect(board.total.coverage).toEqual({ expected: 11, reported: 9, approved: 7 })
  })

  test('leaves what is not approved out, unless a provisional picture is asked for', () => {
    const provisional = scoreboard({ indicators, assignments, figuresByUnit, includeUnapproved: true })
    expect(provisional.indicators[0]).toMatchObject({ numerator: '591', attainment: 'reached', reportedUnits: 3 })
    expect(provisional.units.find(({ unitId }) => unitId === 'thangnhi')).toMatchObject({ reached: 2, noData: 0 })
    expect(board.units.find(({ unitId }) => unitId === 'thangnhi')).toMatchObject({ reached: 0, noData: 2 })
  })

  test('agrees with the consolidated report', () => {
    const report = consolidate(input)
    expect(board.indicators.map(({ result, attainment, reportedUnits }) => [result, attainment, reportedUnits])).toEqual(
      report.indicators.map(({ cityResult, cityAttainment, reportedUnits }) => [cityResult, cityAttainment, reportedUnits]),
    )
  })

  test('before anybody reports, everything is no data and nothing is zero', () => {
    const silent = scoreboard({ indicators, assignments, figuresByUnit: {} })
    expect(silent.total).toEqual({ reached: 0, notReached: 0, noData: 4, coverage: { expected: 11, reported: 0, approved: 0 } })
    expect(silent.indicators.every(({ numerator, result }) => numerator === undefined && result === undefined)).toBe(true)
  })

  test('every indicator and every cell is told once, and coverage never exceeds what is owed', () => {
    const anyUnit = fc.record({
      payment: anyFigure,
      rooms: fc.constantFrom({}, { numerator: '0' }, { numerator: '1' }),
      isApproved: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(anyUnit, { minLength: 4, maxLength: 4 }), fc.boolean(), (drawn, includeUnapproved) => {
        const given: ScoreboardInput['figuresByUnit'] = Object.fromEntries(
          wardIds.map((unitId, index) => [
            unitId,
            { figures: { ...drawn[index] } as UnitFigures['figures'], isApproved: drawn[index]?.isApproved === true },
          ]),
        )
        const { pillars, units, total } = scoreboard({ indicators, assignments, figuresByUnit: given, includeUnapproved })
        const add = (tallies: readonly { reached: number; notReached: number; noData: number }[]): number =>
          tallies.reduce((sum, { reached, notReached, noData }) => sum + reached + notReached + noData, 0)
        expect([add(pillars), add([total]), add(units)]).toEqual([indicators.length, indicators.length, assignments.length])
        for (const { coverage } of [...pillars, ...units, total]) {
          expect(coverage.approved <= coverage.reported && coverage.reported <= coverage.expected).toBe(true)
        }
      }),
    )
  })
})
