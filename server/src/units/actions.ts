import type { UnitLife, unitsQuerySchema, UnitsFound, UnitsOfDay } from '@haidang/api/units'
import { canAdminister, canSeeFiguresOf } from '@haidang/domain/access/roles'
import { addDays, dayOf } from '@haidang/domain/periods/day'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { changeOf } from '@haidang/domain/units/reorganisation'
import type { Reorganisation } from '@haidang/domain/units/reorganisation'
import { unitAt, unitsOn } from '@haidang/domain/units/unit'
import type { z } from 'zod'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Frozen } from '../platform/routes.ts'
import {
  changeDays,
  eventsOfUnit,
  heirsOn,
  lifeOfUnit,
  particularsWaiting,
  populationsOfUnit,
  searchVersions,
  standingSince,
  unitRef,
  unitsOnDay,
  versionsOf,
  wasEverFounded,
  wireVersion,
} from './store.ts'
import type { FoundVersion, LifeEvent, LifeVersion } from './store.ts'

/** The register of a day, as it is known now or was known at a moment. */
export const readUnits = (call: Call, { on, knownAt }: z.infer<typeof unitsQuerySchema>): Promise<Frozen<UnitsOfDay>> =>
  inReading(call, async (tx) => {
    const today = dayOf(call.now)
    const day = on ?? today
    const since = await standingSince(tx, call.tenantId, day, knownAt)
    return {
      on: day,
      today,
      knownAt: knownAt ?? null,
      units: (await unitsOnDay(tx, call.tenantId, day, knownAt)).map((unit) => ({
        ...wireVersion(unit),
        since: since.get(unit.id) ?? unit.validFrom,
      })),
      changeDays: await changeDays(tx, call.tenantId, knownAt),
      can: { prepare: canAdminister(call.viewer) },
    }
  })

/** A unit from its first day to its last: what it was called, what happened to it, and who holds it today; as known now or at a moment. */
export const readUnitLife = (call: Call, id: string, knownAt?: Instant): Promise<Frozen<UnitLife>> =>
  inReading(call, async (tx) => {
    const { tenantId } = call
    const today = dayOf(call.now)
    const versions = await lifeOfUnit(tx, tenantId, id, knownAt)
    if (versions.length === 0 && (knownAt === undefined || !(await wasEverFounded(tx, tenantId, id)))) throw problem('notFound')

    const events = await eventsOfUnit(tx, tenantId, id, knownAt)
    const ids = new Set(events.flatMap(({ edges }) => edges.flatMap(({ from, to }) => [from, to])))
    const others = await versionsOf(tx, tenantId, [...ids], knownAt)
    /** The other ends of edges under their names of a day, in the order of the register. */
    const lines = (edges: LifeEvent['edges'], end: 'from' | 'to', on: Day): UnitLife['changes'][number]['from'] =>
      unitsOn(others, on).flatMap((unit) => {
        const edge = edges.find((one) => one[end] === unit.id)
        return edge === undefined ? [] : [{ unit: unitRef(unit), extent: edge.extent, shares: edge.shares }]
      })
    const standsToday = unitAt(versions, id, today) !== undefined
    const isNow = knownAt === undefined
    return {
      id,
      knownAt: knownAt ?? null,
      standsToday,
      versions: versions.map(wireLifeVersion),
      changes: events.map((event) => ({
        reorganisationId: event.id,
        on: event.effectiveOn,
        title: event.title,
        documentNumber: event.documentNumber,
        change:
          changeOf(
            [...(event.before ? [event.before] : []), ...others.filter((unit) => unit.id !== id)],
            asReorganisation(event, id),
            id,
          ) ?? 'changed',
        before: event.before && wireLifeVersion(event.before),
        after: event.after && wireLifeVersion(event.after),
        from: lines(
          event.edges.filter(({ to }) => to === id),
          'from',
          addDays(event.effectiveOn, -1),
        ),
        to: lines(
          event.edges.filter(({ from }) => from === id),
          'to',
          event.effectiveOn,
        ),
      })),
      populations: await populationsOfUnit(tx, tenantId, id, knownAt),
      waiting: isNow && canAdminister(call.viewer) ? await particularsWaiting(tx, tenantId, id) : [],
      became: standsToday ? [] : ((await heirsOn(tx, tenantId, [id], today, knownAt)).get(id) ?? []),
      can: {
        seeFigures: isNow && canSeeFiguresOf(call.viewer, id),
        changeParticulars: isNow && canAdminister(call.viewer) && versions.at(-1)?.validTo === undefined,
      },
    }
  })

const wireLifeVersion = ({ parentName, ...version }: LifeVersion) => ({ ...wireVersion(version), parentName })

/** The reorganisation as far as it is about one unit: enough to say in a word what it did to it. */
function asReorganisation({ id, effectiveOn, change, edges, before, after }: LifeEvent, unitId: string): Reorganisation {
  return {
    id,
    effectiveOn,
    edges,
    becomes: change === null || after === null ? [] : [after],
    ends: change === 'ended' ? [unitId] : [],
    ...(before?.validFrom === effectiveOn ? { onTop: true } : {}),
  }
}

/** How many are shown. */
const nearest = 30

/** Units by any name or code that they ever bore, and what each is today or became. */
export const searchUnits = (call: Call, typed: string): Promise<Frozen<UnitsFound>> =>
  inReading(call, async (tx) => {
    const today = dayOf(call.now)
    const found = onceEachName(await searchVersions(tx, call.tenantId, typed, today)).slice(0, nearest)
    const ended = [...new Set(found.flatMap(({ version, nameToday }) => (nameToday === null ? [version.id] : [])))]
    const heirs = await heirsOn(tx, call.tenantId, ended, today)
    return {
      found: found.map(({ version, parentName, nameToday }) => ({
        version: wireVersion(version),
        parentName,
        standsToday: nameToday !== null,
        nameToday,
        became: heirs.get(version.id) ?? [],
      })),
    }
  })

/** Versions of a unit that bore the same name and code one after the other are one line, from the first day to the last. */
function onceEachName(found: readonly FoundVersion[]): readonly FoundVersion[] {
  const lines: FoundVersion[] = []
  for (const one of found) {
    const { version } = one
    const at = lines.findIndex(
      ({ version: line }) =>
        line.id === version.id && line.name === version.name && line.code === version.code && line.validTo === version.validFrom,
    )
    const line = lines[at]
    if (line === undefined) lines.push(one)
    else lines[at] = { ...one, version: { ...version, validFrom: line.version.validFrom } }
  }
  return lines
}
