import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  formatDecimal,
  formatPercent,
  multiplyDecimals,
  parseDecimal,
  parseVietnameseNumber,
  roundDecimal,
  subtractDecimals,
} from './decimal.ts'

/** The oracle: a fraction of two integers, which no rounding can touch. */
type Fraction = { readonly n: bigint; readonly d: bigint }

const scaled = fc.record({ units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), scale: fc.integer({ min: 0, max: 8 }) })

const decimal = scaled.map(({ units, scale }) => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const text = `${units < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}${scale > 0 ? `.${digits.slice(digits.length - scale)}` : ''}`
  return parseDecimal(text) ?? expect.fail(`${text} was not parsed`)
})

function fraction(text: string): Fraction {
  const [whole = '', decimals = ''] = text.split('.')
  return { n: BigInt(`${whole}${decimals}`), d: 10n ** BigInt(decimals.length) }
}

const same = (a: Fraction, b: Fraction): boolean => a.n * b.d === b.n * a.d

const absolute = (n: bigint): bigint => (n < 0n ? -n : n)

describe('machine notation', () => {
  test.each([
    ['23391', '23391'],
    ['98.270', '98.27'],
    ['-0.50', '-0.5'],
    ['007', '7'],
    ['+1', '1'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['0.0', '0'],
  ])('"%s" is kept as "%s"', (text, expected) => {
    expect(parseDecimal(text)).toBe(expected)
  })

  test.each(['', 'abc', '1,5', '1.', '.5', '1e3', '--1', '1 000', 'NaN', 'Infinity', '９', '9'.repeat(65)])('"%s" is no number', (text) => {
    expect(parseDecimal(text)).toBeUndefined()
  })

  test('a quantity that is not a decimal stops the sum and says so', () => {
    expect(() => addDecimals('1', '1,5')).toThrow('"1,5" is not a decimal')
  })
})

describe('numbers as people type them', () => {
  test.each([
    ['1.234,5', '1234.5'],
    ['1 234,5', '1234.5'],
    ['1\u00a0234\u00a0567', '1234567'],
    ['98,27%', '98.27'],
    ['98,27 %', '98.27'],
    ['1.234', '1234'],
    ['23.391', '23391'],
    ['1.234.567', '1234567'],
    ['1234567', '1234567'],
    ['1,234', '1.234'],
    ['  05 ', '5'],
    ['-12,50', '-12.5'],
    ['\u221212', '-12'],
    ['0', '0'],
    ['0,0', '0'],
  ])('"%s" is %s', (text, expected) => {
    expect(parseVietnameseNumber(text)).toBe(expected)
  })

  test.each([
    '1,2,3',
    'abc',
    '',
    '12.5',
    '0.5',
    '1.23.456',
    '1.2345',
    '1,234.5',
    '1.234 567',
    '1 23',
    ',5',
    '5,',
    '%',
    '1%%',
    '17/17',
    '1e3',
  ])('"%s" is refused rather than guessed', (text) => {
    expect(parseVietnameseNumber(text)).toBeUndefined()
  })
})

describe('shown the Vietnamese way', () => {
  test.each([
    ['23391', undefined, '23.391'],
    ['98.27', undefined, '98,27'],
    ['98.2', 2, '98,20'],
    ['98.275', 2, '98,28'],
    ['-1234567.5', undefined, '-1.234.567,5'],
    ['999', undefined, '999'],
    ['1000', 0, '1.000'],
    ['0.005', 2, '0,01'],
    ['-0.004', 2, '0,00'],
    ['999.995', 2, '1.000,00'],
  ] as const)('%s at %s digits is %s', (value, digits, expected) => {
    expect(formatDecimal(value, digits)).toBe(expected)
  })

  test('a percentage carries its sign', () => {
    expect(formatPercent('98.27')).toBe('98,27%')
    expect(formatPercent('100', 2)).toBe('100,00%')
  })

  test('what is shown is read again as what it was', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        expect(parseVietnameseNumber(formatDecimal(value))).toBe(value)
      }),
    )
  })

  test('exactly the digits asked for are shown, and they are the rounded value', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 6 }), (value, digits) => {
        const text = formatDecimal(value, digits)
        expect(text.split(',')[1]?.length ?? 0).toBe(digits)
        expect(parseVietnameseNumber(text)).toBe(roundDecimal(value, digits))
      }),
    )
  })
})

describe('arithmetic is exact', () => {
  test('98,27% of the plan is 23.391 of 23.802 dossiers', () => {
    expect(divideDecimals(multiplyDecimals('23391', '100'), '23802', 2)).toBe('98.27')
  })

  test('a tenth and two tenths are three tenths', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3')
  })

  test('nothing divides by zero', () => {
    expect(divideDecimals('1', '0', 2)).toBeUndefined()
    expect(divideDecimals('0', '0.00', 2)).toBeUndefined()
  })

  test('the empty sum is zero', () => {
    expect(addDecimals()).toBe('0')
  })

  test('sums, differences and products agree with fractions of integers', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [fraction(a), fraction(b)]
        expect(same(fraction(addDecimals(a, b)), { n: x.n * y.d + y.n * x.d, d: x.d * y.d })).toBe(true)
        expect(same(fraction(subtractDecimals(a, b)), { n: x.n * y.d - y.n * x.d, d: x.d * y.d })).toBe(true)
        expect(same(fraction(multiplyDecimals(a, b)), { n: x.n * y.n, d: x.d * y.d })).toBe(true)
        const difference = x.n * y.d - y.n * x.d
        expect(compareDecimals(a, b)).toBe(difference === 0n ? 0 : difference < 0n ? -1 : 1)
      }),
    )
  })

  test('a quotient is the nearest number of its digits, and the half goes away from zero', () => {
    fc.assert(
      fc.property(
        decimal,
        decimal.filter((value) => value !== '0'),
        fc.integer({ min: 0, max: 6 }),
        (a, b, digits) => {
          const [x, y, q] = [fraction(a), fraction(b), fraction(divideDecimals(a, b, digits) ?? expect.fail('no quotient'))]
          const exact = { n: x.n * y.d, d: x.d * y.n }
          // 2 · 10^digits · |quotient − exact| ≤ 1, and where it is exactly 1 the quotient is the one further from zero.
          const gap = 2n * 10n ** BigInt(digits) * absolute(q.n * exact.d - exact.n * q.d)
          const one = absolute(q.d * exact.d)
          expect(gap <= one).toBe(true)
          if (gap === one) expect(absolute(q.n * exact.d) > absolute(exact.n * q.d)).toBe(true)
        },
      ),
    )
  })

  test('rounding is dividing by one', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 8 }), (value, digits) => {
        expect(roundDecimal(value, digits)).toBe(divideDecimals(value, '1', digits))
      }),
    )
  })

  test.each([
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['84.995', 2, '85'],
    ['84.9949', 2, '84.99'],
    ['0.5', 0, '1'],
    ['-0.4', 0, '0'],
  ] as const)('%s at %s digits is %s', (value, digits, expected) => {
    expect(roundDecimal(value, digits)).toBe(expected)
  })

  test('equal quantities are the same text', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(compareDecimals(a, b) === 0).toBe(a === b)
      }),
    )
  })
})
