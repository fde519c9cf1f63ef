import { parseVietnameseNumber } from '../quantities/decimal.ts'
import { addFractions, compareFractions, divideFractions, fractionOf, multiplyFractions, negative } from '../quantities/fraction.ts'
import type { Fraction } from '../quantities/fraction.ts'
import { isInWords } from './indicator.ts'
import type { IndicatorKind } from './indicator.ts'

/**
 * What an indicator of others is computed by: "[1.1].tử / [1.2] * 100", "lũy_kế([2.3])", "[2.1] - kỳ_trước([2.1])". Codes of the same plan in
 * brackets, numbers the Vietnamese way, arguments apart by ";". Aggregated first, then computed: a code stands for the figure of the level that is asked.
 */
export type Formula =
  | { readonly is: 'number'; readonly value: Fraction; readonly at: number }
  | { readonly is: 'figure'; readonly code: string; readonly part: FigurePart; readonly at: number }
  | { readonly is: 'sign'; readonly of: Formula; readonly at: number }
  | { readonly is: 'arithmetic'; readonly by: '+' | '-' | '*' | '/'; readonly left: Formula; readonly right: Formula; readonly at: number }
  | { readonly is: 'extreme'; readonly which: 'least' | 'greatest'; readonly of: readonly Formula[]; readonly at: number }
  | { readonly is: 'moved'; readonly to: 'previous' | 'aYearBefore'; readonly of: Formula; readonly at: number }
  | { readonly is: 'yearToDate'; readonly of: Formula & { readonly is: 'figure' }; readonly at: number }

export type FigurePart = 'result' | 'numerator' | 'denominator'

export type FormulaFault =
  | { readonly fault: 'tooLong' | 'tooDeep' | 'ended'; readonly at: number }
  | { readonly fault: 'unexpected' | 'unknownFunction' | 'notANumber'; readonly at: number; readonly text: string }
  | { readonly fault: 'onlyOneIndicator'; readonly at: number }
  | { readonly fault: 'unknownIndicator' | 'noDenominator' | 'inWords'; readonly at: number; readonly text: string }
  | { readonly fault: 'unitsDiffer'; readonly at: number; readonly left: string; readonly right: string }
  | { readonly fault: 'otherUnit'; readonly at: number; readonly declared: string; readonly computed: string }
  | { readonly fault: 'cycle'; readonly at: number; readonly codes: readonly string[] }

const longest = 500
const deepest = 40

const functions: Readonly<Record<string, 'least' | 'greatest' | 'previous' | 'aYearBefore' | 'yearToDate'>> = {
  nhỏ_nhất: 'least',
  lớn_nhất: 'greatest',
  kỳ_trước: 'previous',
  cùng_kỳ: 'aYearBefore',
  lũy_kế: 'yearToDate',
  min: 'least',
  max: 'greatest',
  previous: 'previous',
  year_before: 'aYearBefore',
  year_to_date: 'yearToDate',
}

const parts: Readonly<Record<string, FigurePart>> = {
  tử: 'numerator',
  mẫu: 'denominator',
  numerator: 'numerator',
  denominator: 'denominator',
}

type Token = { readonly kind: 'number' | 'code' | 'word' | 'sign' | 'stranger'; readonly text: string; readonly at: number }

/** Reads a formula; of several faults the first. */
export function parseFormula(written: string): Formula | FormulaFault {
  const text = written.normalize('NFC')
  if (text.length > longest) return { fault: 'tooLong', at: longest }
  try {
    return new Reader(tokensOf(text), text.length).whole()
  } catch (error) {
    if (error instanceof Unreadable) return error.fault
    throw error
  }
}

class Unreadable extends Error {
  readonly fault: FormulaFault
  constructor(fault: FormulaFault) {
    super(fault.fault)
    this.fault = fault
  }
}

function tokensOf(text: string): readonly Token[] {
  const token = /\s*(?:(?<number>\d[\d.,]*)|\[(?<code>[^[\]]{1,40})\]|(?<word>[\p{L}_]+)|(?<sign>[-+*/();.×:])|(?<stranger>\S))/gu
  return [...text.matchAll(token)].map((match) => {
    const [kind, found] = Object.entries(match.groups ?? {}).find(([, group]) => group !== undefined) ?? ['stranger', '']
    const at = match.index + match[0].length - (kind === 'code' ? found.length + 2 : found.length)
    return { kind: kind as Token['kind'], text: found.trim(), at }
  })
}

/** Recursive descent over the tokens: sums of products of signed figures. */
class Reader {
  #next = 0
  #depth = 0
  readonly #tokens: readonly Token[]
  readonly #end: number
  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens
    this.#end = end
  }

  whole(): Formula {
    const formula = this.#sum()
    const [rest] = this.#tokens.slice(this.#next)
    if (rest) throw new Unreadable({ fault: 'unexpected', at: rest.at, text: rest.text })
    return formula
  }

  #sum(): Formula {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/'], () => this.#signed()))
  }

  #chain(signs: readonly ('+' | '-' | '*' | '/')[], operand: () => Formula): Formula {
    let left = operand()
    for (;;) {
      const sign = this.#peek()
      const by = signs.find((wanted) => wanted === asTyped(sign))
      if (sign === undefined || by === undefined) return left
      this.#next += 1
      left = { is: 'arithmetic', by, left, right: operand(), at: sign.at }
    }
  }

  #signed(): Formula {
    const token = this.#take()
    if (token.kind === 'sign' && token.text === '-') return { is: 'sign', of: this.#deeper(() => this.#signed(), token.at), at: token.at }
    if (token.kind === 'sign' && token.text === '(') {
      const inner = this.#deeper(() => this.#sum(), token.at)
      this.#expect(')')
      return inner
    }
    if (token.kind === 'number') return numberOf(token)
    if (token.kind === 'code') return { is: 'figure', code: token.text, part: this.#part(), at: token.at }
    if (token.kind === 'word') return this.#call(token)
    throw new Unreadable({ fault: 'unexpected', at: token.at, text: token.text })
  }

  #part(): FigurePart {
    if (this.#peek()?.text !== '.') return 'result'
    this.#next += 1
    const word = this.#take()
    const part = parts[word.text.toLowerCase()]
    if (part === undefined) throw new Unreadable({ fault: 'unexpected', at: word.at, text: word.text })
    return part
  }

  #call(name: Token): Formula {
    const called = functions[name.text.toLowerCase()]
    if (called === undefined) throw new Unreadable({ fault: 'unknownFunction', at: name.at, text: name.text })
    this.#expect('(')
    const given = [this.#deeper(() => this.#sum(), name.at)]
    while (this.#peek()?.text === ';') {
      this.#next += 1
      given.push(this.#deeper(() => this.#sum(), name.at))
    }
    const close = this.#expect(')')
    if (called === 'least' || called === 'greatest') return { is: 'extreme', which: called, of: given, at: name.at }
    const [of, second] = given
    if (of === undefined || second !== undefined) throw new Unreadable({ fault: 'unexpected', at: close.at, text: ';' })
    if (called !== 'yearToDate') return { is: 'moved', to: called, of, at: name.at }
    if (of.is !== 'figure') throw new Unreadable({ fault: 'onlyOneIndicator', at: name.at })
    return { is: 'yearToDate', of, at: name.at }
  }

  #deeper<T>(read: () => T, at: number): T {
    this.#depth += 1
    if (this.#depth > deepest) throw new Unreadable({ fault: 'tooDeep', at })
    const result = read()
    this.#depth -= 1
    return result
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next]
  }

  #take(): Token {
    const token = this.#peek()
    if (token === undefined) throw new Unreadable({ fault: 'ended', at: this.#end })
    this.#next += 1
    return token
  }

  #expect(sign: string): Token {
    const token = this.#take()
    if (token.text !== sign) throw new Unreadable({ fault: 'unexpected', at: token.at, text: token.text })
    return token
  }
}

const asTyped = (token: Token | undefined): string | undefined => {
  if (token?.kind !== 'sign') return undefined
  return { '×': '*', ':': '/' }[token.text] ?? token.text
}

function numberOf({ text, at }: Token): Formula {
  const value = parseVietnameseNumber(text)
  if (value === undefined) throw new Unreadable({ fault: 'notANumber', at, text })
  return { is: 'number', value: fractionOf(value), at }
}

/** The codes that a formula names, each once. */
export function codesOf(formula: Formula): readonly string[] {
  switch (formula.is) {
    case 'number':
      return []
    case 'figure':
      return [formula.code]
    case 'arithmetic':
      return [...new Set([...codesOf(formula.left), ...codesOf(formula.right)])]
    case 'extreme':
      return [...new Set(formula.of.flatMap(codesOf))]
    case 'sign':
    case 'moved':
    case 'yearToDate':
      return codesOf(formula.of)
  }
}

/** What a formula may name: `formula` where the indicator is itself computed. */
export type Named = {
  readonly code: string
  readonly kind: IndicatorKind
  readonly unitOfMeasure: string
  readonly formula?: string | undefined
}

/**
 * What keeps a formula from being an indicator's: codes that nobody has, units that do not go together (dossiers and đồng are not added; a
 * share, "%" or a quotient of equals, has no unit), a result of another unit than declared, an indicator that is computed from itself.
 */
export function formulaFaults(written: string, of: Named, others: readonly Named[]): readonly FormulaFault[] {
  const formula = parseFormula(written)
  if ('fault' in formula) return [formula]
  const byCode = new Map(others.filter(({ code }) => code !== of.code).map((one) => [one.code, one]))
  const cycle = cycleFrom(of.code, { ...of, formula: written }, byCode)
  if (cycle) return [{ fault: 'cycle', at: 0, codes: cycle }]
  try {
    const computed = unitOf(formula, byCode)
    const declared = unitNamed(of.unitOfMeasure)
    if (sameUnit(computed, declared)) return []
    return [{ fault: 'otherUnit', at: 0, declared: formatUnit(declared), computed: formatUnit(computed) }]
  } catch (error) {
    if (error instanceof Unreadable) return [error.fault]
    throw error
  }
}

/** Whether going on from code to code comes back to the first; the way, if so. */
function cycleFrom(
  first: string,
  { formula: written = '' }: Named,
  byCode: ReadonlyMap<string, Named>,
  way: readonly string[] = [],
): readonly string[] | undefined {
  const formula = parseFormula(written)
  if ('fault' in formula) return undefined
  for (const code of codesOf(formula)) {
    if (code === first) return [...(way.length === 0 ? [first] : way), first]
    const next = byCode.get(code)
    if (next?.formula === undefined || way.includes(code)) continue
    const found = cycleFrom(first, next, byCode, [...(way.length === 0 ? [first] : way), code])
    if (found) return found
  }
  return undefined
}

/**
 * Each unit with how often it stands above the line (or, negative, below); a share has none. What a ratio counts says no unit: it goes with any.
 */
type Dimension = Readonly<Record<string, number>> | 'any'

/** "%" and "" are shares; "tỷ đồng/xã" stands above and below a line. */
function unitNamed(text: string): Dimension {
  const [above = '', ...below] = text
    .normalize('NFC')
    .toLowerCase()
    .split('/')
    .map((name) => name.trim().replace(/\s+/gu, ' '))
  const dimension: Record<string, number> = {}
  if (above !== '' && above !== '%') dimension[above] = 1
  for (const name of below) if (name !== '') dimension[name] = (dimension[name] ?? 0) - 1
  return withoutNought(dimension)
}

const withoutNought = (dimension: Readonly<Record<string, number>>): Dimension =>
  Object.fromEntries(Object.entries(dimension).filter(([, times]) => times !== 0))

function sameUnit(a: Dimension, b: Dimension): boolean {
  if (a === 'any' || b === 'any') return true
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => a[name] === b[name])
}

function timesUnit(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  if (a === 'any' || b === 'any') return 'any'
  const product: Record<string, number> = { ...a }
  for (const [name, times] of Object.entries(b)) product[name] = (product[name] ?? 0) + sign * times
  return withoutNought(product)
}

function formatUnit(dimension: Dimension): string {
  if (dimension === 'any') return ''
  const named = (sign: 1 | -1): string =>
    Object.entries(dimension)
      .filter(([, times]) => times * sign > 0)
      .flatMap(([name, times]) => Array.from({ length: Math.abs(times) }, () => name))
      .join('·')
  const below = named(-1)
  return `${named(1)}${below === '' ? '' : `/${below}`}`
}

function unitOf(formula: Formula, byCode: ReadonlyMap<string, Named>): Dimension {
  switch (formula.is) {
    case 'number':
      return {}
    case 'figure':
      return unitOfFigure(formula, byCode)
    case 'sign':
    case 'moved':
    case 'yearToDate':
      return unitOf(formula.of, byCode)
    case 'extreme':
      return formula.of.map((one) => unitOf(one, byCode)).reduce((a, b) => alike(a, b, formula.at))
    case 'arithmetic': {
      const [left, right] = [unitOf(formula.left, byCode), unitOf(formula.right, byCode)]
      if (formula.by === '+' || formula.by === '-') return alike(left, right, formula.at)
      return timesUnit(left, right, formula.by === '*' ? 1 : -1)
    }
  }
}

function alike(left: Dimension, right: Dimension, at: number): Dimension {
  if (!sameUnit(left, right)) throw new Unreadable({ fault: 'unitsDiffer', at, left: formatUnit(left), right: formatUnit(right) })
  return left === 'any' ? right : left
}

function unitOfFigure({ code, part, at }: Formula & { readonly is: 'figure' }, byCode: ReadonlyMap<string, Named>): Dimension {
  const named = byCode.get(code)
  if (named === undefined) throw new Unreadable({ fault: 'unknownIndicator', at, text: code })
  if (isInWords(named.kind)) throw new Unreadable({ fault: 'inWords', at, text: code })
  const hasDenominator = named.kind === 'ratio' || named.kind === 'unitCount'
  if (part === 'denominator' && !hasDenominator) throw new Unreadable({ fault: 'noDenominator', at, text: code })
  return hasDenominator && part !== 'result' ? 'any' : unitNamed(named.unitOfMeasure)
}

/** Where the figures come from; `undefined` is missing. A share is a fraction of one: 62.9 % is 0.629. */
export type FormulaFigures<Period> = {
  readonly figure: (code: string, part: FigurePart, period: Period) => Fraction | undefined
  readonly previous: (period: Period) => Period | undefined
  readonly aYearBefore: (period: Period) => Period | undefined
  /** From the first of its year to the period itself, rolled up over periods as the indicator declares. */
  readonly yearToDate: (code: string, part: FigurePart, period: Period) => Fraction | undefined
}

/** The exact value; missing where anything that it needs is missing, or where it would divide by nothing. */
export function computeFormula<Period>(formula: Formula, period: Period, figures: FormulaFigures<Period>): Fraction | undefined {
  const compute = (of: Formula): Fraction | undefined => computeFormula(of, period, figures)
  switch (formula.is) {
    case 'number':
      return formula.value
    case 'figure':
      return figures.figure(formula.code, formula.part, period)
    case 'yearToDate':
      return figures.yearToDate(formula.of.code, formula.of.part, period)
    case 'sign': {
      const value = compute(formula.of)
      return value && negative(value)
    }
    case 'moved': {
      const moved = figures[formula.to](period)
      return moved === undefined ? undefined : computeFormula(formula.of, moved, figures)
    }
    case 'extreme':
      return extremeOf(formula.which, formula.of.map(compute))
    case 'arithmetic': {
      const [left, right] = [compute(formula.left), compute(formula.right)]
      return left && right && calculate(formula.by, left, right)
    }
  }
}

function calculate(by: '+' | '-' | '*' | '/', left: Fraction, right: Fraction): Fraction | undefined {
  if (by === '*') return multiplyFractions(left, right)
  if (by === '/') return divideFractions(left, right)
  return addFractions(left, by === '+' ? right : negative(right))
}

function extremeOf(which: 'least' | 'greatest', values: readonly (Fraction | undefined)[]): Fraction | undefined {
  const wanted = which === 'least' ? -1 : 1
  return values.reduce((best, value) => best && value && (compareFractions(value, best) === wanted ? value : best))
}
