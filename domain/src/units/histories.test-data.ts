import fc from 'fast-check'
import { addDays } from '../periods/day.ts'
import { subtractDecimals } from '../quantities/decimal.ts'
import { particularsChange, reorganisationFaults, reorganised } from './reorganisation.ts'
import type { LineageEdge, Reorganisation } from './reorganisation.ts'
import { unitsOn } from './unit.ts'
import type { Unit } from './unit.ts'

/** Units of one parent, and reorganisations that came over them one after the other. */
export type History = { readonly first: readonly Unit[]; readonly events: readonly Reorganisation[]; readonly versions: readonly Unit[] }

const start = '2020-01-01'
const ward = (id: string): Unit => ({ id, name: `Phường ${id}`, shortName: id, group: 'ward', code: id, validFrom: start })

/** What happens to the standing units on one day, drawn by numbers: who is moved, into how many, by which hundredths. */
type Draw = {
  readonly kind: 'merge' | 'split' | 'give' | 'rename' | 'abolish' | 'appoint' | 'identify'
  readonly who: number
  readonly other: number
  readonly hundredths: number
}

const draw = (kinds: readonly Draw['kind'][]): fc.Arbitrary<Draw> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    who: fc.nat(1000),
    other: fc.nat(1000),
    hundredths: fc.integer({ min: 1, max: 99 }),
  })

function eventOf({ kind, who, other, hundredths }: Draw, versions: readonly Unit[], index: number): Reorganisation {
  const effectiveOn = addDays(start, 100 * (index + 1))
  const standing = unitsOn(versions, addDays(effectiveOn, -1))
  const one = standing[who % standing.length]
  const two = standing[other % standing.length]
  const empty = { id: `e${index}`, effectiveOn, becomes: [], ends: [], edges: [] }
  if (one === undefined || two === undefined) return empty
  const founded = (suffix: string) =>
    ({ id: `${index}${suffix}`, name: `Phường ${index}${suffix}`, shortName: '', group: 'ward', code: `${index}${suffix}` }) as const
  const share = `0.${String(hundredths).padStart(2, '0')}`.replace(/0$/u, '')
  const part = (from: string, to: string, population: string): LineageEdge => ({ from, to, extent: 'part', shares: { population } })
  if (kind === 'rename') {
    const { validFrom: _from, validTo: _to, ...facts } = one
    return { ...empty, becomes: [{ ...facts, name: `${one.name} mới`, code: `${index}r` }] }
  }
  if (kind === 'appoint' || kind === 'identify') {
    const told =
      kind === 'appoint' ? { head: hundredths < 20 ? null : { name: `Người ${index}`, post: 'Chủ tịch' } } : { identifier: `H${who % 3}` }
    const event = particularsChange(versions, { id: empty.id, effectiveOn, unitId: one.id, ...told })
    return reorganisationFaults(versions, event).length > 0 ? empty : event
  }
  if (kind === 'abolish' && standing.length > 1) return { ...empty, ends: [one.id] }
  if (kind === 'give' && one.id !== two.id) return { ...empty, edges: [part(one.id, two.id, share)] }
  if (kind === 'merge') {
    const olds = [...new Set([one.id, two.id])]
    return { ...empty, becomes: [founded('m')], ends: olds, edges: olds.map((from) => ({ from, to: `${index}m`, extent: 'whole' })) }
  }
  return {
    ...empty,
    becomes: [founded('x'), founded('y')],
    ends: [one.id],
    edges: [part(one.id, `${index}x`, share), part(one.id, `${index}y`, subtractDecimals('1', share))],
  }
}

/** Random histories in which every reorganisation was possible when it came. */
export const anyHistory = (
  kinds: readonly Draw['kind'][] = ['merge', 'split', 'give', 'rename', 'abolish', 'appoint', 'identify'],
): fc.Arbitrary<History> =>
  fc.tuple(fc.integer({ min: 1, max: 8 }), fc.array(draw(kinds), { maxLength: 8 })).map(([count, draws]) => {
    const first = Array.from({ length: count }, (_, index) => ward(`u${index}`))
    const events: Reorganisation[] = []
    let versions: readonly Unit[] = first
    for (const [index, one] of draws.entries()) {
      const event = eventOf(one, versions, index)
      events.push(event)
      versions = reorganised(versions, event)
    }
    return { first, events, versions }
  })
