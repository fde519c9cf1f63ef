import { hasGround } from './boundary-of-day.ts'
import { folded } from './table-columns.ts'
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
      const find = finder(grounds, one)
      return properties.map((name) => {
        const found = features.filter(({ properties: of }) => find(of.get(name)).length > 0).length
        return { matching: { property: name, key: one }, find, found }
      })
    })
  const best = tried.reduce((most, one) => (one.found > (most?.found ?? 0) ? one : most), tried[0])
  if (best === undefined || (best.found === 0 && property === undefined)) return undefined

  const unitOf = new Map<number, string>()
  const taken = new Set<string>()
  const faults: MatchFault[] = []
  for (const { number, properties: of } of features) {
    const value = of.get(best.matching.property) ?? ''
    const [unit, other] = best.find(value)
    if (unit === undefined) faults.push({ number, value, fault: 'unknown' })
    else if (other !== undefined) faults.push({ number, value, fault: 'ambiguous' })
    else if (taken.has(unit.id)) faults.push({ number, value, fault: 'twice' })
    else unitOf.set(number, unit.id)
    if (unit) taken.add(unit.id)
  }
  return { matching: best.matching, unitOf, faults }
}

/** Finds the units that a value of a file names. */
function finder(units: readonly Unit[], key: MatchKey): (value: string | undefined) => readonly Unit[] {
  if (key === 'name') {
    const byName = Map.groupBy(units, ({ name }) => placeName(name))
    return (value) => byName.get(placeName(value ?? '')) ?? []
  }
  const coded = units.filter(({ code }) => code !== undefined)
  const byCode = Map.groupBy(coded, ({ code = '' }) => code)
  const byNumber = Map.groupBy(coded, ({ code = '' }) => withoutZeros(code))
  // 00004 is 4 in a file whose program took it for a number; but 00004, where it is written so, is not 04.
  return (value = '') => byCode.get(value) ?? (value.startsWith('0') ? undefined : byNumber.get(value)) ?? []
}

const withoutZeros = (code: string): string => code.replace(/^0+(?=.)/u, '')

/** "UBND phường 5" is "Phường 5". */
const placeName = (name: string): string => folded(name).replace(/^(?:ubnd|uy ban nhan dan) /u, '')
