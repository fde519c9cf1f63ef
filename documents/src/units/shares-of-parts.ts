import { addDecimals, divideDecimals, subtractDecimals } from '@haidang/domain/quantities/decimal'
import type { Decimal } from '@haidang/domain/quantities/decimal'
import type { Shares } from '@haidang/domain/units/reorganisation'

const measures = ['population', 'area'] as const
/** How many people and how much land, as far as it is said. */
export type Size = Readonly<Partial<Record<(typeof measures)[number], Decimal>>>
type SizedChange = { readonly oldName: string; readonly newName: string; readonly extent: string; readonly size: Size }

/** As many decimals as tell one person from none in a whole province. */
const digits = 7

/**
 * The shares of every change, by the measures by which it is said how large all parts of the old unit are: those of one that ends, or those that
 * another gave away and what it has left. Where a part is not told nothing is guessed.
 */
export function sharesOfParts(changes: readonly SizedChange[], left: ReadonlyMap<string, Size>): readonly Shares[] {
  const shares = changes.map((): Shares => ({}))
  for (const [oldName, rows] of Map.groupBy(changes.entries(), ([, change]) => change.oldName)) {
    const parts = rows.filter(([, { extent }]) => extent !== '')
    const goesOn = rows.some(([, { newName, extent }]) => newName === oldName && extent === '')
    // Of what a unit has left, what it got is not told apart.
    const isEnlarged = goesOn && changes.some((change) => change.newName === oldName && change.oldName !== oldName)
    if (isEnlarged || parts.length + Number(goesOn) < rows.length || rows.length < 2) continue
    for (const measure of measures) {
      const sizes = parts.flatMap(([, { size }]) => size[measure] ?? [])
      const kept = goesOn ? left.get(oldName)?.[measure] : '0'
      if (sizes.length < parts.length || kept === undefined) continue
      const told = partsOfOne(sizes, kept)
      for (const [place, [index]] of parts.entries()) {
        const share = told[place]
        if (share !== undefined) shares[index] = { ...shares[index], [measure]: share }
      }
    }
  }
  return shares
}

/** Shares of sizes, rounded; what rounding left over is with the first, so that together with what is kept they are all. */
function partsOfOne(sizes: readonly Decimal[], kept: Decimal): readonly Decimal[] {
  const whole = addDecimals(kept, ...sizes)
  const [keptShare, ...shares] = [kept, ...sizes].map((size) => divideDecimals(size, whole, digits) ?? '0')
  const [first = '0', ...others] = shares
  const leftOver = subtractDecimals('1', addDecimals(keptShare ?? '0', ...shares))
  return [addDecimals(first, leftOver), ...others]
}
