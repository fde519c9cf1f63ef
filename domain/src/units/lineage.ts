import type { Day } from '../periods/day.ts'
import { addDecimals, isZero, multiplyDecimals } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { keptShare, measureOf } from './reorganisation.ts'
import type { LineageEdge, Measure, Reorganisation } from './reorganisation.ts'

/** A unit that holds what another had, or the share of it by a measure; `isEstimated` where a part was apportioned. */
export type Heir = { readonly unitId: string; readonly share: Decimal; readonly isEstimated: boolean }

/**
 * Where everything of a unit is on a later day. `lost`: the share that is with nobody, because a unit was abolished without a successor.
 * `unknown`: a unit was parted and no measure says how, so that nothing of it can be apportioned.
 */
export type Heirs = { readonly heirs: readonly Heir[]; readonly lost: Decimal } | { readonly unknown: string }

export type Applied = Pick<Reorganisation, 'effectiveOn' | 'ends' | 'edges'>

/** Answers for every unit of a day where it is on a later one, by the reorganisations that are in force. */
export type Lineage = (unitId: string, from: Day, to: Day) => Heirs

/** The lineage that these reorganisations make, in the order of their days; shares by the asked measure where it is known, else by the first that is. */
export function lineageOf(events: readonly Applied[], asked?: Measure): Lineage {
  const steps = events
    .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : Number(a.effectiveOn > b.effectiveOn)))
    .map((event) => stepOf(event, asked))
  const known = new Map<string, Heirs>()
  return (unitId, from, to) => {
    const first = steps.findIndex(({ on }) => on > from)
    const last = steps.findLastIndex(({ on }) => on <= to)
    if (first < 0 || last < first) return { heirs: [itself(unitId)], lost: '0' }
    const key = `${first} ${last} ${unitId}`
    const heirs = known.get(key) ?? follow(unitId, steps.slice(first, last + 1))
    known.set(key, heirs)
    return heirs
  }
}

const itself = (unitId: string): Heir => ({ unitId, share: '1', isEstimated: false })

type Step = { readonly on: Day; readonly of: ReadonlyMap<string, Heirs> }

/** What one reorganisation does to each unit that it moves. */
function stepOf({ effectiveOn, ends, edges }: Applied, asked: Measure | undefined): Step {
  const ended = new Set(ends)
  const leaving = Map.groupBy(edges, ({ from }) => from)
  const of = new Map<string, Heirs>()
  for (const unitId of ended) if (!leaving.has(unitId)) of.set(unitId, { heirs: [], lost: '1' })
  for (const [unitId, parts] of leaving) of.set(unitId, partsOf(unitId, parts, ended.has(unitId), asked))
  return { on: effectiveOn, of }
}

function partsOf(unitId: string, parts: readonly LineageEdge[], isEnded: boolean, asked: Measure | undefined): Heirs {
  const [only] = parts
  // All of an ended unit with one heir is with that one, whatever the document calls it.
  if (only && parts.length === 1 && isEnded) return { heirs: [itself(only.to)], lost: '0' }
  const measure = measureOf(parts, asked)
  if (measure === undefined) return { unknown: unitId }
  const heirs = parts.map(({ to, shares }) => ({ unitId: to, share: shares?.[measure] ?? '0', isEstimated: true }))
  return { heirs: isEnded ? heirs : [{ unitId, share: keptShare(parts, measure), isEstimated: true }, ...heirs], lost: '0' }
}

function follow(unitId: string, steps: readonly Step[]): Heirs {
  let heirs: readonly Heir[] = [itself(unitId)]
  let lost: Decimal = '0'
  for (const { of } of steps) {
    const next = new Map<string, Heir>()
    for (const heir of heirs) {
      const moved = of.get(heir.unitId) ?? { heirs: [itself(heir.unitId)], lost: '0' }
      if ('unknown' in moved) return moved
      lost = addDecimals(lost, multiplyDecimals(heir.share, moved.lost))
      for (const { unitId: to, share, isEstimated } of moved.heirs) {
        const had = next.get(to)
        next.set(to, {
          unitId: to,
          share: addDecimals(had?.share ?? '0', multiplyDecimals(heir.share, share)),
          isEstimated: heir.isEstimated || isEstimated || had?.isEstimated === true,
        })
      }
    }
    heirs = [...next.values()].filter(({ share }) => !isZero(share))
  }
  // Parted and put together again: all of it is there, and nothing about it is estimated.
  return { heirs: heirs.map((heir) => (heir.share === '1' ? { ...heir, isEstimated: false } : heir)), lost }
}

/**
 * Figures of a unit whose window ended from `since` until just before `until` are with the heir after all reorganisations, a share of them; a
 * share of 0 with the unit itself means that they are with nobody.
 */
export type LineageNow = {
  readonly from: string
  readonly since: Day
  readonly until: Day
  readonly heir: string
  readonly share: Decimal
  readonly isEstimated: boolean
}

/**
 * Where the figures of every unit that any of these reorganisations moved are after all of them. A unit that got something is its own heir until
 * then, so that what it had itself is put together with it; units that nothing moved are not told.
 */
export function lineageNow(events: readonly Applied[]): readonly LineageNow[] {
  const lineage = lineageOf(events)
  const days = [...new Set(events.map(({ effectiveOn }) => effectiveOn))].toSorted((a, b) => (a < b ? -1 : 1))
  const moved = [...new Set(events.flatMap(({ ends, edges }) => [...ends, ...edges.flatMap(({ from, to }) => [from, to])]))]
  return days.flatMap((until, index) => {
    const since = days[index - 1] ?? beginningOfTime
    const placed = moved.map((from) => ({ from, heirs: lineage(from, since, endOfTime) }))
    const receivers = new Set(
      placed.flatMap(({ from, heirs }) =>
        'unknown' in heirs ? [] : heirs.heirs.flatMap(({ unitId }) => (unitId === from ? [] : [unitId])),
      ),
    )
    return placed.flatMap(({ from, heirs }): readonly LineageNow[] => {
      if ('unknown' in heirs || heirs.heirs.length === 0) return [{ from, since, until, heir: from, share: '0', isEstimated: true }]
      const [only] = heirs.heirs
      if (heirs.heirs.length === 1 && only?.unitId === from && only.share === '1' && !receivers.has(from)) return []
      return heirs.heirs.map(({ unitId, share, isEstimated }) => ({ from, since, until, heir: unitId, share, isEstimated }))
    })
  })
}

const beginningOfTime = '0001-01-01'
const endOfTime = '9999-12-31'
