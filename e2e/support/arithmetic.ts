/** Exact figures, reckoned apart from the program: what its papers say is compared with this. */
type Exact = { readonly digits: bigint; readonly scale: number }

function exact(text: string): Exact {
  const [whole = '0', part = ''] = text.split('.')
  return { digits: BigInt(whole + part), scale: part.length }
}

const scaled = ({ digits, scale }: Exact, to: number): bigint => digits * 10n ** BigInt(to - scale)

export function sumOf(amounts: readonly string[]): string {
  const all = amounts.map(exact)
  const scale = Math.max(0, ...all.map((one) => one.scale))
  return withoutEndingZeros(
    written(
      all.reduce((sum, one) => sum + scaled(one, scale), 0n),
      scale,
    ),
  )
}

/** The share as a percentage, half up at so many digits. */
export function percentOf(numerator: string, denominator: string, digits: number): string {
  const [above, below] = [exact(numerator), exact(denominator)]
  const scale = Math.max(above.scale, below.scale)
  const [a, b] = [scaled(above, scale) * 100n * 10n ** BigInt(digits), scaled(below, scale)]
  return written((2n * a + b) / (2n * b), digits)
}

function written(digits: bigint, scale: number): string {
  const text = digits.toString().padStart(scale + 1, '0')
  return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
}

const withoutEndingZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/u, '') : text)

/** "1234.5" as it is printed: "1.234,5". */
export function vietnamese(value: string): string {
  const [whole = '', part] = value.split('.')
  return whole.replace(/\B(?=(\d{3})+$)/gu, '.') + (part === undefined ? '' : `,${part}`)
}
