import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addFractions,
  compareFractions,
  divideFractions,
  fractionOf,
  multiplyFractions,
  negative,
  roundFraction,
} from '../quantities/fraction.ts'
import type { Fraction } from '../quantities/fraction.ts'
import { codesOf, computeFormula, formulaFaults, parseFormula } from './formula.ts'
import type { FigurePart, Named } from './formula.ts'

const online: Named = { code: '1.1', kind: 'ratio', unitOfMeasure: '%' }
const budget: Named = { code: '2.1', kind: 'amount', unitOfMeasure: 'tỷ đồng' }
const spent: Named = { code: '2.2', kind: 'amount', unitOfMeasure: 'Tỷ đồng' }
const people: Named = { code: '3.1', kind: 'count', unitOfMeasure: 'người' }
const known = [online, budget, spent, people]
const share: Named = { code: '9.1', kind: 'formula', unitOfMeasure: '%' }

const faultOf = (written: string, of: Named = share) => formulaFaults(written, of, known).map(({ fault }) => fault)

type Values = Readonly<Record<string, string>>
/** Months as numbers; values by "code.part@month" or, of every month, "code.part". */
function compute(written: string, values: Values, month = 5): string | undefined {
  const formula = parseFormula(written)
  if ('fault' in formula) throw new Error(JSON.stringify(formula))
  const figure = (code: string, part: FigurePart, at: number): Fraction | undefined => {
    const value = values[`${code}.${part}@${at}`] ?? values[`${code}.${part}`]
    return value === undefined ? undefined : fractionOf(value)
  }
  const result = computeFormula(formula, month, {
    figure,
    previous: (at) => (at > 1 ? at - 1 : undefined),
    aYearBefore: (at) => at - 12,
    yearToDate: (code, part, at) =>
      Array.from({ length: at }, (_one, index) => figure(code, part, index + 1)).reduce(
        (sum, one) => sum && one && addFractions(sum, one),
        fractionOf('0'),
      ),
  })
  return result && roundFraction(result, 4)
}

describe('a formula', () => {
  test.each([
    ['2 + 3 * 4', '14'],
    ['(2 + 3) × 4', '20'],
    ['10 : 4', '2.5'],
    ['-3 + 5', '2'],
    ['- - 2', '2'],
    ['7 - 2 - 1', '4'],
    ['1.234,5 * 2', '2469'],
    ['lớn_nhất(3; 7; 5) - nhỏ_nhất(3; 7)', '4'],
    ['MAX(1; 2)', '2'],
    ['1 / 3 * 3', '1'],
  ])('%s = %s', (written, expected) => {
    expect(compute(written, {})).toBe(expected)
  })

  test('stands on figures, their parts and other periods', () => {
    const values = { '1.1.numerator': '412', '1.1.denominator': '655', '2.1.result@5': '30', '2.1.result@4': '20', '2.1.result@-7': '10' }
    expect(compute('[1.1].tử / [1.1].mẫu', values)).toBe('0.629')
    expect(compute('[2.1] - kỳ_trước([2.1])', values)).toBe('10')
    expect(compute('[2.1] / cùng_kỳ([2.1])', values)).toBe('3')
    expect(compute('lũy_kế([1.1].tử)', values)).toBe('2060')
  })

  test('misses what it needs, and never takes it for nothing', () => {
    expect(compute('[2.1] + [2.2]', { '2.1.result': '5' })).toBeUndefined()
    expect(compute('lớn_nhất([2.1]; [2.2])', { '2.1.result': '5' })).toBeUndefined()
    expect(compute('0 * [2.2]', {})).toBeUndefined()
    expect(compute('[2.1] / [2.2]', { '2.1.result': '5', '2.2.result': '0' })).toBeUndefined()
    expect(compute('kỳ_trước([2.1])', { '2.1.result': '5' }, 1)).toBeUndefined()
    expect(compute('lũy_kế([2.1])', { '2.1.result@1': '1', '2.1.result@3': '1' }, 3)).toBeUndefined()
  })

  test.each([
    ['', { fault: 'ended', at: 0 }],
    ['[1.1] +', { fault: 'ended', at: 7 }],
    ['[1.1] [2.1]', { fault: 'unexpected', at: 6, text: '2.1' }],
    ['12.5 + 1', { fault: 'notANumber', at: 0, text: '12.5' }],
    ['tổng([1.1])', { fault: 'unknownFunction', at: 0, text: 'tổng' }],
    ['[1.1].giữa', { fault: 'unexpected', at: 6, text: 'giữa' }],
    ['kỳ_trước([1.1]; [2.1])', { fault: 'unexpected', at: 21, text: ';' }],
    ['lũy_kế([1.1] + [2.1])', { fault: 'onlyOneIndicator', at: 0 }],
    ['(1 + 2', { fault: 'ended', at: 6 }],
    ['1 $ 2', { fault: 'unexpected', at: 2, text: '$' }],
    ['1 + '.repeat(200), { fault: 'tooLong', at: 500 }],
  ])('%s is refused where it stops making sense', (written, fault) => {
    expect(parseFormula(written)).toEqual(fault)
  })

  test('nested without end is refused, in no time', () => {
    expect(parseFormula(`${'('.repeat(200)}1${')'.repeat(200)}`)).toMatchObject({ fault: 'tooDeep' })
    expect(parseFormula(`${'-'.repeat(400)}1`)).toMatchObject({ fault: 'tooDeep' })
  })

  test('knows what goes with what', () => {
    expect(faultOf('[2.2] / [2.1]')).toEqual([])
    expect(faultOf('[1.1].tử / [1.1].mẫu')).toEqual([])
    expect(faultOf('[2.1] + [3.1]')).toEqual(['unitsDiffer'])
    expect(faultOf('[2.1] + 1')).toEqual(['unitsDiffer'])
    expect(faultOf('lớn_nhất([2.1]; [3.1])')).toEqual(['unitsDiffer'])
    expect(faultOf('[2.1] * 2')).toEqual(['otherUnit'])
    expect(faultOf('[2.1] / [3.1]', { ...share, unitOfMeasure: 'tỷ đồng/người' })).toEqual([])
    expect(faultOf('[2.1] * [1.1]', { ...share, unitOfMeasure: 'tỷ đồng' })).toEqual([])
    expect(faultOf('[7.7]')).toEqual(['unknownIndicator'])
    expect(faultOf('[2.1].mẫu')).toEqual(['noDenominator'])
  })

  test('that comes back to its own indicator is refused, with the way round', () => {
    expect(formulaFaults('[9.1] + 1', share, known)).toEqual([{ fault: 'cycle', at: 0, codes: ['9.1', '9.1'] }])
    const between: Named = { code: '9.2', kind: 'formula', unitOfMeasure: '%', formula: '[9.3] * 2' }
    const back: Named = { code: '9.3', kind: 'formula', unitOfMeasure: '%', formula: '[1.1] + [9.1]' }
    expect(formulaFaults('[9.2]', share, [...known, between, back])).toEqual([
      { fault: 'cycle', at: 0, codes: ['9.1', '9.2', '9.3', '9.1'] },
    ])
    // A ring that it is no part of is another's fault, and does not keep us going round.
    const ring: Named = { ...back, formula: '[9.2]' }
    expect(formulaFaults('[9.2]', share, [...known, between, ring])).toEqual([])
  })

  test('names its codes once each', () => {
    const formula = parseFormula('([1.1].tử + [2.1]) / lớn_nhất([1.1]; kỳ_trước([3.1]))')
    expect('fault' in formula ? [] : codesOf(formula)).toEqual(['1.1', '2.1', '3.1'])
  })

  test('whatever is typed is read or refused, never thrown', () => {
    const piece = fc.constantFrom(
      '[1.1]',
      '[2.1].tử',
      '.',
      '(',
      ')',
      '+',
      '-',
      '*',
      '/',
      ';',
      '1',
      '2,5',
      '1.2',
      'lũy_kế',
      'min',
      ' ',
      'ạ',
      '[',
      ']',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.array(piece, { maxLength: 30 }).map((all) => all.join('')),
        ),
        (written) => {
          const formula = parseFormula(written)
          expect(Object.keys(formula).some((key) => key === 'is' || key === 'fault')).toBe(true)
          if (!('fault' in formula)) compute(written, { '1.1.result': '1', '2.1.numerator': '3' })
          formulaFaults(written, share, known)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('fractions', () => {
  const decimal = fc
    .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 999 }))
    .map(([a, b]) => fractionOf(`${a}.${b}`))
  const equal = (a: Fraction | undefined, b: Fraction): void => expect(a).toEqual(b)

  test('are exact: what was divided comes back when it is multiplied, and sums do not mind their order', () => {
    fc.assert(
      fc.property(decimal, decimal, decimal, (a, b, c) => {
        equal(addFractions(addFractions(a, b), c), addFractions(a, addFractions(c, b)))
        equal(addFractions(a, negative(a)), fractionOf('0'))
        const quotient = divideFractions(a, b)
        if (quotient) equal(multiplyFractions(quotient, b), a)
        else expect(compareFractions(b, fractionOf('0'))).toBe(0)
      }),
    )
  })

  test('are rounded half away from zero', () => {
    expect(roundFraction(fractionOf('2.5'), 0)).toBe('3')
    expect(roundFraction(fractionOf('-2.5'), 0)).toBe('-3')
    expect(roundFraction(divideFractions(fractionOf('2'), fractionOf('3')) ?? fractionOf('0'), 2)).toBe('0.67')
  })
})
