import type { Readable } from 'node:stream'
import type {
  Boundaries,
  boundariesQuerySchema,
  BoundariesImported,
  importBoundariesSchema,
  UnitAt,
  unitAtQuerySchema,
} from '@haidang/api/boundaries'
import type { UnitRef } from '@haidang/api/common'
import { canAdminister } from '@haidang/domain/access/roles'
import { dayOf } from '@haidang/domain/periods/day'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { drawing } from '@haidang/domain/units/boundary-drawing'
import type { Position } from '@haidang/domain/units/ring'
import type { Unit } from '@haidang/domain/units/unit'
import type { z } from 'zod'
import type { Call } from '../platform/call.ts'
import { lastingReply } from '../platform/lasting-replies.ts'
import { problem, refusal } from '../platform/problems.ts'
import type { Frozen } from '../platform/routes.ts'
import { chainOf, groundOn } from './ground.ts'
import type { Ground } from './ground.ts'
import { importBoundaries } from './import-boundaries.ts'
import { unitRef } from './store.ts'

/** Maps that were drawn from a ground; they go when it does. */
const drawn = new WeakMap<Ground, Map<string, Boundaries>>()

/** The map of a day, as known now or at a moment: the units under one, or those that stand under none, thinned for a screen. */
export async function readBoundaries(
  call: Call,
  { on, knownAt, parent }: z.infer<typeof boundariesQuerySchema>,
): Promise<Frozen<Boundaries>> {
  const day = on ?? dayOf(call.now)
  const ground = await groundOn(call, day, knownAt)
  if (parent !== undefined && !ground.units.has(parent)) throw problem('notFound')
  const maps = drawn.get(ground) ?? new Map<string, Boundaries>()
  drawn.set(ground, maps)
  // What was known is looked at, and not added to.
  const mayImport = canAdminister(call.viewer) && knownAt === undefined
  const key = `${parent ?? ''} ${mayImport}`
  const map = maps.get(key) ?? lastingReply(mapOf(ground, day, { parent, knownAt, mayImport }))
  maps.set(key, map)
  return map
}

function mapOf(
  { units, standing, boundaryOf }: Ground,
  on: Day,
  {
    parent,
    knownAt,
    mayImport,
  }: { readonly parent: string | undefined; readonly knownAt: Instant | undefined; readonly mayImport: boolean },
): Boundaries {
  const above = parent === undefined ? undefined : units.get(parent)
  const shown = [...units.values()].filter(
    ({ parentId }) => (parentId !== undefined && units.has(parentId) ? parentId : undefined) === parent,
  )
  const known = shown.flatMap((unit) => {
    const [boundary, of] = [boundaryOf(unit.id), standing.get(unit.id)]
    return boundary === undefined || of === undefined ? [] : [{ unitId: unit.id, boundary, unit, of }]
  })
  const { shapes, ...grid } = drawing(known)
  return {
    on,
    knownAt: knownAt ?? null,
    parent: above === undefined ? null : unitRef(above),
    ...grid,
    shapes: known.map(({ unit, of }, index) => ({
      unit: unitRef(unit),
      code: unit.code ?? null,
      state: of.state,
      sources: [...new Map(of.of.map(({ source, validFrom }) => [source, { source, since: validFrom }])).values()].slice(0, 20),
      rings: (shapes[index]?.rings ?? []).map((ring) => [...ring]),
    })),
    without: shown.filter(({ id }) => !standing.has(id)).map(unitRef),
    can: { import: mayImport },
  }
}

/** Whose ground a point was on that day, as known now or at a moment; where two units claim it, the one that the register has first. */
export async function readUnitAt(call: Call, { lon, lat, on, knownAt }: z.infer<typeof unitAtQuerySchema>): Promise<Frozen<UnitAt>> {
  const day = on ?? dayOf(call.now)
  const { units, standing, index, depthOf } = await groundOn(call, day, knownAt)
  const [first, ...others] = index.at([lon, lat])
  if (first === undefined) return { on: day, chain: [], state: null }
  const lowest = others.reduce((low, other) => (depthOf(other) > depthOf(low) ? other : low), first)
  return {
    on: day,
    chain: chainOf(units, lowest).map((unit) => ({ ...unitRef(unit), code: unit.code ?? null })),
    state: standing.get(lowest)?.state ?? null,
  }
}

/** So many of a kind are told; the rest is the same again. */
const toldAtMost = 200

/** Takes in a map file, and tells what stands out. */
export async function receiveBoundaries(
  call: Call,
  file: Readable,
  { skipUnknown, acceptOverlaps, preview, ...asked }: z.infer<typeof importBoundariesSchema>,
): Promise<BoundariesImported> {
  const outcome = await importBoundaries(call, file, {
    ...asked,
    skipUnknown: skipUnknown === 'true',
    acceptOverlaps: acceptOverlaps === 'true',
    preview: preview === 'true',
  })
  if ('refused' in outcome) {
    if (outcome.refused === 'featuresAtFault')
      throw refusal({ ...outcome, total: outcome.faults.length, faults: outcome.faults.slice(0, toldAtMost) })
    if (outcome.refused === 'overlapping') throw refusal({ refused: outcome.refused, overlaps: told(outcome.overlaps, outcome.units) })
    throw refusal(outcome)
  }
  const { matching, came, unchanged, skipped, findings, units } = outcome
  return {
    on: asked.on,
    isPreview: preview === 'true',
    ...matching,
    came,
    unchanged,
    skipped,
    overlaps: told(findings.overlaps, units),
    gaps: told(findings.gaps, units),
    without: refsOf(findings.missing, units),
  }
}

type Finding = { readonly unitIds: readonly string[]; readonly area: number; readonly at: Position }

const told = (findings: readonly Finding[], units: readonly Unit[]): BoundariesImported['gaps'] =>
  findings.slice(0, toldAtMost).map(({ unitIds, area, at: [lon = 0, lat = 0] }) => ({
    units: refsOf(unitIds, units),
    squareMetres: Math.round(area),
    at: [lon, lat],
  }))

function refsOf(unitIds: readonly string[], units: readonly Unit[]): UnitRef[] {
  const wanted = new Set(unitIds)
  return units.filter(({ id }) => wanted.has(id)).map(unitRef)
}
