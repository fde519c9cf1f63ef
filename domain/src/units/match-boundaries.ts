import { hasGround } from './boundary-of-day.ts'
import { folded } from './reorganisation-table.ts'
import type { Unit } from './unit.ts'

/** A thing of a map file with its properties as texts. */
export type NamedFeature = { readonly number: number; readonly properties: ReadonlyMap<string, string> }

export const matchKeys = ['code', 'name'] as const
export type MatchKey = (typeof matchKeys)[number]
/** By what features are told apart: the property of the file, and whether it says codes or names. */
export type Matching = { readonly property: string; readonly key: MatchKey }

export type MatchFault = {
  readonly number: number
  readonly value: string
  /** `unknown`: no unit of the day has this code or name; `ambiguous`: several have; `twice`: an earlier feature is the same unit. */
  readonly fault: 'unknown' | 'ambiguous' | 'twice'
}

/**
 * Which unit of the day each feature is. Without a property that is named, it is the one that fits most of them: map files call the code
 * "code", "ma", "MA_XA" or "maDVHC", and only what stands in it says so.
 */
export function matchBoundaries(
  features: readonly NamedFeature[],
  units: readonly Unit[],
  { key, property }: { readonly key?: MatchKey; readonly property?: string } = {},
): { readonly matching: Matching; readonly unitOf: ReadonlyMap<number, string>; readonly faults: readonly MatchFault[] } | undefined {
  const grounds = units.filter(hasGround)
  const properties = property === undefined ? [...new Set(features.flatMap((feature) => [...feature.properties.keys()]))] : [property]
  const tried = matchKeys
    .filter((one) => key === undefined || one === key)
    .flatMap((one) => {
      const byValue = unitsBy(grounds, one)
      return properties.map((name) => {
        const found = features.filter(({ properties: of }) => byValue.has(valueOf(of.get(name), one))).length
        return { matching: { property: name, key: one }, byValue, found }
      })
    })
  const best = tried.reduce((most, one) => (one.found > (most?.found ?? 0) ? one : most), tried[0])
  if (best === undefined || (best.found === 0 && property === undefined)) return undefined

  const unitOf = new Map<number, string>()
  const taken = new Set<string>()
  const faults: MatchFault[] = []
  for (const { number, properties: of } of features) {
    const value = of.get(best.matching.property) ?? ''
    const [unit, other] = best.byValue.get(valueOf(value, best.matching.key)) ?? []
    if (unit === undefined) faults.push({ number, value, fault: 'unknown' })
    else if (other !== undefined) faults.push({ number, value, fault: 'ambiguous' })
    else if (taken.has(unit.id)) faults.push({ number, value, fault: 'twice' })
    else unitOf.set(number, unit.id)
    if (unit) taken.add(unit.id)
  }
  return { matching: best.matching, unitOf, faults }
}

const unitsBy = (units: readonly Unit[], key: MatchKey): ReadonlyMap<string, readonly Unit[]> =>
  key === 'code'
    ? Map.groupBy(
        units.filter(({ code }) => code !== undefined),
        ({ code }) => valueOf(code, 'code'),
      )
    : Map.groupBy(units, ({ name }) => valueOf(name, 'name'))

/** "00004" is 4 in a file whose program took it for a number; "UBND phường 5" is "Phường 5". No value is no unit's. */
function valueOf(value: string | undefined, key: MatchKey): string {
  if (value === undefined || value === '') return '\0'
  if (key === 'code') return value.replace(/^0+(?=.)/u, '')
  return folded(value).replace(/^(?:ubnd|uy ban nhan dan) /u, '')
}
