import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consolidate } from '../consolidation/consolidate.ts'
import { input } from '../consolidation/consolidation.test-data.ts'
import { cellOfSeveral, cellOfUnit, owedCell } from '../consolidation/cells.ts'
import { scoreboard } from '../consolidation/scoreboard.ts'
import { checkEntry, checkReport } from '../reports/check-entries.ts'
import { figureWithin, valuesWith } from '../reports/form-workbook.ts'
import { readFigureCell } from '../reports/typed-cell.ts'
import { figureNow } from './as-it-is.ts'
import { definitionFaults, questionsOf } from './definition.ts'
import { formulaFaults } from './formula.ts'
import { attainmentOf, formatTarget, isComplete, resultOf, unitTargetOf } from './indicator.ts'
import type { Figure } from './indicator.ts'
import { systemInUse, trainedOfficials } from './indicators.test-data.ts'
import { rollUp } from './roll-up.ts'
import { longestWords, wordsOf } from './words.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 60 })
const blank = fc.stringMatching(/^[ \t\n\r\u00a0]{0,6}$/u)

describe('what is typed', () => {
  test('is kept as it is, in one Unicode form, without blanks around it', () => {
    expect(wordsOf('  Hê\u0323 thống một cửa “iGate 2.0”\r\nđang nâng cấp \n')).toBe('Hệ thống một cửa “iGate 2.0”\nđang nâng cấp')
    expect(wordsOf('0')).toBe('0')
    expect(wordsOf('=SUM(A1)')).toBe('=SUM(A1)')
  })

  test('is missing where it is nothing but blanks, and never an empty text', () => {
    fc.assert(
      fc.property(blank, anyText, (nothing, text) => {
        expect(wordsOf(nothing)).toBeUndefined()
        expect(wordsOf(text)).not.toBe('')
      }),
    )
  })

  test('stays what it is when it is typed again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const kept = wordsOf(text)
        expect(kept === undefined ? undefined : wordsOf(kept)).toBe(kept)
      }),
    )
  })
})

test('an answer is whole with words alone: a number beside it is none', () => {
  expect(isComplete(systemInUse, { words: 'iGate' })).toBe(true)
  expect(isComplete(systemInUse, { numerator: '1' })).toBe(false)
  expect(isComplete(trainedOfficials, { words: 'nhiều' })).toBe(false)
})

test('no target is compared with it: it is neither reached nor missed', () => {
  const figure = { words: 'iGate' }
  expect([resultOf(systemInUse, figure), attainmentOf(systemInUse, figure), unitTargetOf(systemInUse)]).toEqual([
    undefined,
    'noData',
    undefined,
  ])
  expect(formatTarget(systemInUse.target)).toBe('–')
  const { id: _id, code, kind, ...definition } = systemInUse
  expect(definitionFaults(code, kind, definition, [])).toEqual([])
  expect(definitionFaults(code, kind, { ...definition, target: { op: '>=', value: '5', unit: null } }, [])).toEqual([
    { fault: 'targetNotAsked' },
  ])
  expect(
    questionsOf({ ...definition, id: 'system', code, kind, source: 'x', ownerUnitId: 'u' }, { assignedUnits: 1, unconfirmed: 0 }),
  ).toEqual([])
})

test('the answers of units stand one by one, with how many there are, and are never added up', () => {
  const rolled = rollUp(
    systemInUse,
    [
      { unitId: 'p1', figure: { words: 'iGate' } },
      { unitId: 'p2', figure: {} },
    ],
    3,
  )
  expect(rolled).toEqual({ attainment: 'noData', reportedUnits: 1, assignedUnits: 3 })
})

test('no formula reckons with words', () => {
  const named = [systemInUse, trainedOfficials]
  expect(formulaFaults('[2.2] + [1.2]', { code: '9.9', kind: 'formula', unitOfMeasure: 'lượt' }, named)).toMatchObject([
    { fault: 'inWords', text: '2.2' },
  ])
})

test('a form lacks it while it is empty, and asks no other questions of it, however long it stays the same', () => {
  expect(checkReport([systemInUse], {}).missing).toEqual(['system'])
  expect(checkReport([systemInUse], { system: { words: 'iGate' } }, { system: { words: 'iGate', sameFor: 24 } })).toEqual({
    errors: [],
    questions: [],
    warnings: [],
    missing: [],
  })
  expect(checkEntry(systemInUse, { words: 'x'.repeat(longestWords + 1) })).toMatchObject([{ code: 'wordsTooLong', severity: 'error' }])
})

test('a board counts who answered and judges nobody by it', () => {
  const board = scoreboard({
    indicators: [systemInUse],
    assignments: ['p1', 'p2'].map((unitId) => ({ indicatorId: 'system', unitId })),
    figuresByUnit: { p1: { figures: { system: { words: 'iGate' } }, isApproved: true } },
  })
  expect(board.total).toEqual({ reached: 0, notReached: 0, noData: 0, coverage: { expected: 2, reported: 1, approved: 1 } })
  expect(board.units.map(({ noData }) => noData)).toEqual([0, 0])
})

test('a cell has the words and their state, and nothing that they could have reached', () => {
  const owed = owedCell(systemInUse, {
    unitId: 'p1',
    target: undefined,
    approved: { words: 'iGate' },
    isHandedIn: false,
    isReturned: false,
  })
  expect(cellOfUnit(systemInUse, owed)).toEqual({
    figure: { words: 'iGate' },
    coverage: { expected: 1, reported: 1, approved: 1 },
    state: 'approved',
    isEstimated: false,
  })
  const city = cellOfSeveral(systemInUse, [owed, { unitId: 'p2', state: 'missing' }], systemInUse.target)
  expect(city).toEqual({ figure: {}, coverage: { expected: 2, reported: 1, approved: 1 }, state: 'partial', isEstimated: false })
})

describe('after a merger', () => {
  const was = (unitId: string, figure: Figure, share = '1') => ({
    was: { unitId, day: '2025-06-30', figure },
    contribution: { unitId, share, isEstimated: share !== '1' },
  })

  test('the heir has the answers of its old units, each by the unit that gave it; a silent one is missing', () => {
    const now = figureNow('heir', [was('p1', { words: 'iGate' }), was('p2', {}), was('p3', { words: 'VNPT' }, '0.4')], {
      policy: 'oneByOne',
    })
    expect(now.answers).toEqual([
      { unitId: 'p1', words: 'iGate' },
      { unitId: 'p3', words: 'VNPT' },
    ])
    expect(now).toMatchObject({ missing: ['p2'], isEstimated: false, figure: { words: 'iGate\nVNPT' } })
  })

  test('an heir of the silent alone has no words', () => {
    expect(figureNow('heir', [was('p1', {}), was('p2', {})], { policy: 'oneByOne' })).toMatchObject({ figure: {}, answers: [] })
  })
})

test('a cell of a spreadsheet is words, whatever it looks like, and a blank one is missing', () => {
  const read = (cell: Parameters<typeof readFigureCell>[2]) => readFigureCell(systemInUse, 'numerator', cell)
  expect(read(' VNPT  iGate ')).toEqual({ words: 'VNPT  iGate' })
  expect(read({ number: '2' })).toEqual({ words: '2' })
  expect(read(null)).toEqual({ words: undefined })
  expect(read('   ')).toEqual({ words: undefined })
  expect(read({ error: '#REF!' })).toEqual({ fault: 'formulaError', text: '#REF!' })
  expect(read('x'.repeat(longestWords + 1))).toMatchObject({ fault: 'wordsTooLong' })
  expect(readFigureCell(systemInUse, 'denominator', '5')).toEqual({ fault: 'noSuchCell', text: '5' })
})

test('no path makes missing words an empty text or a 0', () => {
  const figure = fc.option(anyText).map((text): Figure => {
    const words = text === null ? undefined : wordsOf(text)
    return words === undefined ? {} : { words }
  })
  fc.assert(
    fc.property(figure, (said) => {
      expect(figureWithin(valuesWith(said, ''))).toEqual(said)
      const { units } = consolidate({
        ...input,
        indicators: [systemInUse],
        assignments: input.units.map(({ id }) => ({ indicatorId: 'system', unitId: id })),
        reports: input.reports.map((report) =>
          report.approved ? { ...report, approved: { ...report.approved, figures: { system: said } } } : report,
        ),
      }).indicators[0] ?? { units: [] }
      for (const { words, numerator, denominator, result } of units) {
        expect(words).not.toBe('')
        expect([numerator, denominator, result]).toEqual([null, null, null])
      }
    }),
  )
})
