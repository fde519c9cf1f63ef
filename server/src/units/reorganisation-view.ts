import type { UnitRef } from '@haidang/api/common'
import type { Reorganisations, ReorganisationView } from '@haidang/api/reorganisations'
import type { UnitVersion } from '@haidang/api/units'
import { canAdminister } from '@haidang/domain/access/roles'
import { addDays } from '@haidang/domain/periods/day'
import { heirsOf, reorganisationFaults, reorganisationTraps } from '@haidang/domain/units/reorganisation'
import type { Reorganisation, ReorganisationFault, ReorganisationTrap, Shares } from '@haidang/domain/units/reorganisation'
import { unitAt } from '@haidang/domain/units/unit'
import type { Unit } from '@haidang/domain/units/unit'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { planHandOver, targetsAtStake } from './hand-over.ts'
import { eventOf } from './reorganisation-drafts.ts'
import type { DraftRow } from './reorganisation-drafts.ts'
import { unitRef, unitVersions, wireVersion } from './store.ts'

type Head = Reorganisations['reorganisations'][number]

const headsStatement = `
select r.id, r.title, r.document_number "documentNumber", r.effective_on "effectiveOn", r.state, r.prepared_at "preparedAt", p.full_name "preparedBy",
       r.applied_at "appliedAt", a.full_name "appliedBy", r.undone_at "undoneAt", u.full_name "undoneBy", r.undone_because "undoneBecause", r.revision, r.draft,
       case when r.draft ? 'particulars' then 'particulars' else 'units' end about
  from reorganisations r
  left join accounts p on p.tenant_id = r.tenant_id and p.id = r.prepared_by
  left join accounts a on a.tenant_id = r.tenant_id and a.id = r.applied_by
  left join accounts u on u.tenant_id = r.tenant_id and u.id = r.undone_by
 where r.tenant_id = $1 and ($2::uuid is null or r.id = $2) and ($3 or r.state in ('applied', 'undone'))
 order by r.effective_on desc, r.prepared_at desc`

type HeadRow = Head & { readonly revision: number; readonly draft: Pick<DraftRow, 'rows' | 'heirs' | 'particulars'> }

/** What changed the register is everybody's to know; what is still prepared, the administrators'. */
const headsOf = (tx: Tx, { tenantId, viewer }: Call, id: string | null): Promise<readonly HeadRow[]> =>
  tx.raw<HeadRow>(headsStatement, [tenantId, id, canAdminister(viewer)])

export const listReorganisations = (call: Call): Promise<Reorganisations> =>
  inReading(call, async (tx) => ({
    reorganisations: (await headsOf(tx, call, null)).map(({ revision: _revision, draft: _draft, ...head }) => head),
    can: { prepare: canAdminister(call.viewer) },
  }))

/** As it is typed, and what it would do to the register and to what is open; once applied, what it did. */
export const viewReorganisation = (call: Call, id: string): Promise<ReorganisationView> =>
  inReading(call, async (tx) => {
    const [row] = await headsOf(tx, call, id)
    if (row === undefined) throw problem('notFound')
    const { draft, ...head } = row
    const versions = await unitVersions(tx, call.tenantId)
    const isOpen = head.state === 'prepared' || head.state === 'waiting'
    const may = canAdminister(call.viewer)
    const view = {
      ...head,
      rows: draft.rows.map((one) => ({ ...one, shares: { ...one.shares } })),
      heirs: { ...draft.heirs },
      can: {
        change: may && isOpen && head.about === 'units',
        apply: may && head.state === 'prepared',
        undo: may && head.state === 'applied',
        drop: may && isOpen,
        correct: may && head.state === 'applied',
      },
    }
    if (!isOpen) return { ...view, ...nothingToSee, ...(head.state === 'dropped' ? {} : await whatItDid(tx, call, head, versions)) }
    const read = eventOf({ ...draft, id, effectiveOn: head.effectiveOn }, versions)
    if ('faults' in read) return { ...view, ...nothingToSee, rowFaults: [...read.faults] }
    return { ...view, ...nothingToSee, ...(await whatItWouldDo(tx, call, read.event, draft.heirs, versions)) }
  })

type Preview = Pick<ReorganisationView, 'rowFaults' | 'faults' | 'traps' | 'founded' | 'changed' | 'ended' | 'edges' | 'passes' | 'targets'>

const nothingToSee: Preview = {
  rowFaults: [],
  faults: [],
  traps: [],
  founded: [],
  changed: [],
  ended: [],
  edges: [],
  passes: [],
  targets: [],
}

async function whatItWouldDo(
  tx: Tx,
  { tenantId }: Call,
  event: Reorganisation,
  chosen: Readonly<Record<string, string>>,
  versions: readonly Unit[],
): Promise<Partial<Preview>> {
  const before = addDays(event.effectiveOn, -1)
  const known = new Set(versions.map(({ id }) => id))
  const becomes = event.becomes.map(({ line: _line, ...facts }): Unit => ({ ...facts, validFrom: event.effectiveOn }))
  const byId = new Map([...versions, ...becomes].map((unit) => [unit.id, unit]))
  const refOf = (unitId: string): UnitRef => refTo(unitAt(versions, unitId, before) ?? byId.get(unitId), unitId)
  const heirRef = (unitId: string): UnitRef => refTo(byId.get(unitId), unitId)
  const nameOf = (unitId: string): string => refOf(unitId).name

  const faults = reorganisationFaults(versions, event)
  const register = {
    faults: faults.map((fault) => wireFault(fault, nameOf)),
    founded: becomes.filter(({ id }) => !known.has(id)).map(wireVersion),
    changed: becomes.filter(({ id }) => known.has(id)).map(wireVersion),
    ended: event.ends.flatMap((unitId) => wireEnd(unitAt(versions, unitId, before))),
    edges: event.edges.map((edge) => ({
      from: refOf(edge.from),
      to: heirRef(edge.to),
      extent: edge.extent,
      shares: { ...edge.shares },
      line: edge.line ?? null,
    })),
  }
  if (faults.length > 0) return register

  const heirs = heirsOf(event, chosen)
  const plan = await planHandOver(tx, tenantId, event, heirs)
  const leaving = Map.groupBy(event.edges, ({ from }) => from)
  return {
    ...register,
    traps: reorganisationTraps(versions, event).map((trap) => wireTrap(trap, nameOf)),
    passes: event.ends.flatMap((unitId) => {
      const open = plan.open.get(unitId) ?? { accounts: 0, reports: 0, tasks: 0 }
      const candidates = [...new Set(leaving.get(unitId)?.map(({ to }) => to))]
      const heir = heirs.get(unitId)
      if (open.accounts + open.reports + open.tasks === 0) return []
      return [{ unit: refOf(unitId), to: heir === undefined ? null : heirRef(heir), candidates: candidates.map(heirRef), ...open }]
    }),
    targets: targetsAtStake(plan, event, heirs).map(({ because, ...target }) => ({
      ...target,
      because: because.why === 'differs' ? { why: because.why, unitName: heirRef(because.heirId).name, others: because.others } : because,
    })),
  }
}

async function whatItDid(tx: Tx, { tenantId }: Call, { id, effectiveOn }: Head, versions: readonly Unit[]): Promise<Partial<Preview>> {
  const units = await tx.raw<{ unitId: string; change: 'founded' | 'changed' | 'particulars' | 'ended' }>(
    'select unit_id "unitId", change from reorganised_units where tenant_id = $1 and reorganisation_id = $2',
    [tenantId, id],
  )
  const named = await tx.raw<{ id: string; name: string; shortName: string; group: UnitRef['group'] }>(
    `select distinct on (k.unit_id) k.unit_id id, k.name, k.short_name "shortName", k.unit_group "group"
       from unit_versions_known k join reorganised_units r on r.tenant_id = $1 and r.reorganisation_id = $2 and r.unit_id = k.unit_id
      where k.tenant_id = $1 order by k.unit_id, k.known_from desc`,
    [tenantId, id],
  )
  const edges = await tx.raw<{ from: string; to: string; extent: 'whole' | 'part'; shares: Shares }>(
    `select distinct on (from_unit_id, to_unit_id) from_unit_id "from", to_unit_id "to", extent, shares from lineage_edges
      where tenant_id = $1 and reorganisation_id = $2 order by from_unit_id, to_unit_id, known_from desc`,
    [tenantId, id],
  )
  const byId = new Map(named.map((unit) => [unit.id, unit]))
  const before = addDays(effectiveOn, -1)
  const ref = (unitId: string): UnitRef =>
    byId.get(unitId) ??
    refTo(
      versions.find((unit) => unit.id === unitId),
      unitId,
    )
  /** In the order of the register, in which the versions come. */
  const places = new Map(versions.map((unit, index) => [unit.id, index]))
  const placeOf = (unitId: string): number => places.get(unitId) ?? versions.length
  const standing = (change: 'founded' | 'changed' | 'ended', day: string) =>
    units
      .filter((one) => one.change === change || (change === 'changed' && one.change === 'particulars'))
      .flatMap(({ unitId }) => wireEnd(unitAt(versions, unitId, day)))
      .toSorted((a, b) => placeOf(a.id) - placeOf(b.id))
  return {
    founded: standing('founded', effectiveOn),
    changed: standing('changed', effectiveOn),
    ended: standing('ended', before),
    edges: edges
      .toSorted((a, b) => placeOf(a.from) - placeOf(b.from) || placeOf(a.to) - placeOf(b.to))
      .map(({ from, to, extent, shares }) => ({ from: ref(from), to: ref(to), extent, shares, line: null })),
  }
}

const refTo = (unit: Unit | undefined, unitId: string): UnitRef =>
  unit === undefined ? { id: unitId, name: unitId, shortName: unitId, group: 'ward' } : unitRef(unit)

const wireEnd = (unit: Unit | undefined): readonly UnitVersion[] => (unit === undefined ? [] : [wireVersion(unit)])

export function wireTrap(trap: ReorganisationTrap, nameOf: (unitId: string) => string): ReorganisationView['traps'][number] {
  return {
    trap: trap.trap,
    unitId: trap.unitId,
    unitName: nameOf(trap.unitId),
    fromName: 'fromId' in trap ? nameOf(trap.fromId) : null,
    code: 'code' in trap ? trap.code : null,
  }
}

export function wireFault(fault: ReorganisationFault, nameOf: (unitId: string) => string): ReorganisationView['faults'][number] {
  return {
    fault: fault.fault,
    line: fault.line ?? null,
    unitName: nameOf(fault.unitId),
    measure: 'measure' in fault ? fault.measure : null,
    sum: 'sum' in fault ? fault.sum : null,
    code: 'code' in fault ? fault.code : null,
    otherName: 'otherId' in fault ? nameOf(fault.otherId) : null,
  }
}
