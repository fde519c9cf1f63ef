/**
 * Exact decimal quantities. A `Decimal` is text in machine notation and canonical ("23391", "98.27", "-0.5"; never "+1",
 * "1.0" or "-0"), so that two equal quantities are the same text. Nothing here passes through floating point.
 */
export type Decimal = string

type Scaled = { readonly units: bigint; readonly scale: number }

/** Longest text taken for a number: far above any budget in đồng, far below what would keep a server busy. */
const longestNumber = 64

/** Reads machine notation ("98.27"); `undefined` for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > longestNumber) return undefined
  // Most figures are counts, written as they are kept.
  if (/^(?:0|[1-9]\d*)$/.test(text)) return text
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (!match) return undefined

  return canonical(match[1] === '-' ? '-' : '', match[2] ?? '', match[3] ?? '')
}

/**
 * Reads a number as people type it in Vietnam: "1.234,5", "1 234,5", "98,27%". A point only ever separates thousands, so
 * "1.234" is 1234, and "12.5" is refused rather than guessed: beside "1.234" it would be read a thousand times apart.
 */
export function parseVietnameseNumber(text: string): Decimal | undefined {
  if (text.length > longestNumber) return undefined
  const plain = text
    .trim()
    .replace(/\s*%$/u, '')
    .replace(/^[\u2212\u2013]/u, '-')
  const match = /^([+-]?)(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)(?:,(\d+))?$/u.exec(plain)
  if (!match) return undefined

  return canonical(match[1] === '-' ? '-' : '', (match[2] ?? '').replace(/\D/gu, ''), match[3] ?? '')
}

export function addDecimals(...terms: readonly Decimal[]): Decimal {
  const scaled = terms.map(toScaled)
  const scale = scaled.reduce((widest, term) => Math.max(widest, term.scale), 0)
  return fromScaled({ units: scaled.reduce((sum, term) => sum + unitsAt(term, scale), 0n), scale })
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  const subtrahend = toScaled(b)
  return addDecimals(a, fromScaled({ units: -subtrahend.units, scale: subtrahend.scale }))
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  const [x, y] = [toScaled(a), toScaled(b)]
  return fromScaled({ units: x.units * y.units, scale: x.scale + y.scale })
}

/** The quotient at `digits` decimals, half away from zero; `undefined` when `b` is zero. */
export function divideDecimals(a: Decimal, b: Decimal, digits: number): Decimal | undefined {
  const [x, y] = [toScaled(a), toScaled(b)]
  if (y.units === 0n) return undefined

  const numerator = x.units * 10n ** BigInt(y.scale + digits)
  const denominator = y.units * 10n ** BigInt(x.scale)
  return fromScaled({ units: divideHalfUp(numerator, denominator), scale: digits })
}

export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [x, y] = [toScaled(a), toScaled(b)]
  const scale = Math.max(x.scale, y.scale)
  const difference = unitsAt(x, scale) - unitsAt(y, scale)
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

export function roundDecimal(a: Decimal, digits: number): Decimal {
  return fromScaled(roundScaled(toScaled(a), digits))
}

export function isWhole(a: Decimal): boolean {
  return toScaled(a).scale === 0
}

export function isNegative(a: Decimal): boolean {
  return toScaled(a).units < 0n
}

export function isZero(a: Decimal): boolean {
  return toScaled(a).units === 0n
}

/** The Vietnamese way: "23.391", "98,27". With `digits` exactly that many decimals, rounded half up; without, all there are. */
export function formatDecimal(a: Decimal, digits?: number): string {
  const exact = toScaled(a)
  const shown = digits === undefined ? exact : roundScaled(exact, digits)
  const text = (shown.units < 0n ? -shown.units : shown.units).toString().padStart(shown.scale + 1, '0')
  const whole = text.slice(0, text.length - shown.scale).replace(/\B(?=(\d{3})+$)/gu, '.')
  const decimals = text.slice(text.length - shown.scale)
  return `${shown.units < 0n ? '-' : ''}${whole}${shown.scale > 0 ? `,${decimals}` : ''}`
}

export function formatPercent(a: Decimal, digits?: number): string {
  return `${formatDecimal(a, digits)}%`
}

function canonical(sign: '' | '-', whole: string, decimals: string): Decimal {
  const integer = whole.replace(/^0+(?=\d)/u, '')
  const fraction = decimals.replace(/0+$/u, '')
  const isNothing = integer === '0' && fraction === ''
  return `${isNothing ? '' : sign}${integer}${fraction === '' ? '' : `.${fraction}`}`
}

const whole = /^-?\d+$/u

function toScaled(a: Decimal): Scaled {
  // Most figures are counts; without groups to keep, the look costs a third.
  if (whole.test(a)) return { units: BigInt(a), scale: 0 }
  const match = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(a)
  if (!match) throw new RangeError(`"${a}" is not a decimal in machine notation; parse it with parseDecimal first.`)

  const decimals = (match[3] ?? '').replace(/0+$/u, '')
  const units = BigInt(`${match[2] ?? ''}${decimals}`)
  return { units: match[1] === '-' ? -units : units, scale: decimals.length }
}

function fromScaled({ units, scale }: Scaled): Decimal {
  if (scale === 0) return units.toString()
  const text = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  return canonical(units < 0n ? '-' : '', text.slice(0, text.length - scale), text.slice(text.length - scale))
}

function unitsAt(a: Scaled, scale: number): bigint {
  return a.units * 10n ** BigInt(scale - a.scale)
}

/** Always at scale `digits`, so that formatting shows exactly that many decimals. */
function roundScaled(a: Scaled, digits: number): Scaled {
  if (a.scale <= digits) return { units: unitsAt(a, digits), scale: digits }
  return { units: divideHalfUp(a.units, 10n ** BigInt(a.scale - digits)), scale: digits }
}

function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const isBelowZero = numerator < 0n !== denominator < 0n
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator]
  const quotient = (2n * n + d) / (2n * d)
  return isBelowZero ? -quotient : quotient
}
