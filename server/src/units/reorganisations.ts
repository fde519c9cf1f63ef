import { idSchema } from '@haidang/api/common'
import { undoReorganisationSchema } from '@haidang/api/reorganisations'
import type { CorrectEdges, PrepareReorganisation } from '@haidang/api/reorganisations'
import { createHash } from 'node:crypto'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { canAdminister } from '@haidang/domain/access/roles'
import type { Instant } from '@haidang/domain/periods/day'
import {
  areSameEdges,
  edgesFaults,
  heirsOf,
  particularsChanged,
  reorganisationFaults,
  reorganised,
} from '@haidang/domain/units/reorganisation'
import type { LineageEdge, Particulars, Reorganisation, ReorganisationFault, Shares } from '@haidang/domain/units/reorganisation'
import { toJson } from '../database/tables.ts'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { demandSecondPerson, doneByTwo } from '../platform/second-person.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { rollUpAgain } from '../figures/store.ts'
import { handOver, takeBackHandOver } from './hand-over.ts'
import type { HandOverCounts } from './hand-over.ts'
import { addIdentities, holdRegister, recordVersions, unitVersions, unitVersionsKnownAt, unitsOnDay } from './store.ts'

/** By which document a reorganisation is made. */
export type Ground = { readonly title: string; readonly documentNumber: string }

export type ReorganisationCounts = {
  readonly id: string
  readonly founded: number
  readonly changed: number
  readonly ended: number
  readonly edges: number
} & HandOverCounts

export type ApplyRefusal =
  | { readonly refused: 'impossible'; readonly faults: readonly ReorganisationFault[] }
  /** Ended units that have something open and several successors, none of them the largest: a person says who takes over. */
  | { readonly refused: 'heirMissing'; readonly unitIds: readonly string[] }

/** A change of one unit's head or identifier, as its draft keeps it. */
export type ParticularsOfUnit = Particulars & { readonly unitId: string }

/** Applies a reorganisation at once, without a draft: for commands. One transaction with its line, all or nothing. */
export function applyReorganisation(
  call: Call,
  event: Reorganisation,
  ground: Ground,
  chosen: Readonly<Record<string, string>> = {},
): Promise<ReorganisationCounts | ApplyRefusal> {
  checkRight(call)
  return inTransaction<ReorganisationCounts | ApplyRefusal>(call, async (tx) => {
    await holdRegister(tx, call.tenantId)
    await addDraft(tx, call, event.id, { ...ground, effectiveOn: event.effectiveOn, rows: [], heirs: {} })
    return carryOut(tx, call, event, ground, chosen)
  })
}

/** The row of a reorganisation that is prepared; nothing of the register changes by it. */
export const addDraft = (
  tx: Tx,
  { tenantId, now, actor }: Call,
  id: string,
  { title, documentNumber, effectiveOn, rows, heirs, particulars }: PrepareReorganisation & { readonly particulars?: ParticularsOfUnit },
) =>
  tx.raw(
    `insert into reorganisations (tenant_id, id, title, document_number, effective_on, state, draft, prepared_at, prepared_by)
     values ($1, $2, $3, $4, $5, 'prepared', $6, $7, $8)`,
    [tenantId, id, title, documentNumber, effectiveOn, toJson({ rows, heirs, ...(particulars ? { particulars } : {}) }), now, actor.id],
  )

/**
 * Makes the register what the reorganisation says, hands over what ended units have open, and writes the line; for a reorganisation that has its
 * row, in a transaction that holds the register. Facts stay with the units that they belong to.
 */
export async function carryOut(
  tx: Tx,
  call: Call,
  event: Reorganisation,
  ground: Ground,
  chosen: Readonly<Record<string, string>>,
): Promise<ReorganisationCounts | ApplyRefusal> {
  const { tenantId } = call
  const versions = await unitVersions(tx, tenantId)
  const faults = reorganisationFaults(versions, event)
  if (faults.length > 0) return { refused: 'impossible', faults }

  const heirs = heirsOf(event, chosen)
  const known = new Set(versions.map(({ id }) => id))
  const founded = event.becomes.filter(({ id }) => !known.has(id)).map(({ id }) => id)
  const particulars = particularsChanged(versions, event)
  const changed = event.becomes.filter(({ id }) => known.has(id)).map(({ id }) => id)
  await addIdentities(tx, call, founded)
  const moment = await recordVersions(tx, call, versions, reorganised(versions, event))
  await tx.q
    .updateTable('reorganisations')
    .set({ state: 'applied', applied_at: moment, applied_by: call.actor.id })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', event.id)
    .execute()
  await tx.raw(
    `insert into reorganised_units (tenant_id, reorganisation_id, unit_id, change)
     select $1, $2, u.id, u.change from unnest($3::uuid[], $4::text[]) u (id, change)`,
    [
      tenantId,
      event.id,
      [...founded, ...changed, ...event.ends],
      [
        ...founded.map(() => 'founded'),
        ...changed.map((id) => (particulars.has(id) ? 'particulars' : 'changed')),
        ...event.ends.map(() => 'ended'),
      ],
    ],
  )
  await addEdges(tx, tenantId, event.id, event.edges, moment)
  const handed = await handOver(tx, call, event, heirs, moment)
  // Who heads a unit changes no figure.
  const unitIds = [...founded, ...changed.filter((id) => !particulars.has(id)), ...event.ends]
  if (unitIds.length + event.edges.length > 0) await rollUpAgain(tx, tenantId, { unitIds, since: event.effectiveOn })
  const parted = new Set(event.edges.map(({ from }) => from))
  const left = event.ends.filter((unitId) => parted.has(unitId) && !heirs.has(unitId) && handed.open.has(unitId))
  if (left.length > 0) return { refused: 'heirMissing', unitIds: left }

  const counts = {
    id: event.id,
    founded: founded.length,
    changed: changed.length,
    ended: event.ends.length,
    edges: event.edges.length,
    ...handed.counts,
  }
  await audit(tx, call, {
    stream: 'office',
    action: 'unitsReorganised',
    subject: event.id,
    // The whole of it may be ten thousand edges; its digest tells whether they are still the same.
    detail: {
      ...counts,
      ...ground,
      effectiveOn: event.effectiveOn,
      digest: digestOf(event),
      ...(event.onTop ? { units: event.becomes.map(({ id, head = null, identifier = null }) => ({ id, head, identifier })) } : {}),
    },
  })
  return counts
}

const addEdges = (tx: Tx, tenantId: number, id: string, edges: readonly LineageEdge[], moment: Instant) =>
  tx.raw(
    `insert into lineage_edges (tenant_id, reorganisation_id, from_unit_id, to_unit_id, extent, shares, known_from)
     select $1, $2, e."from", e."to", e.extent, coalesce(e.shares, '{}'), $3
       from jsonb_to_recordset($4) e ("from" uuid, "to" uuid, extent text, shares jsonb)`,
    [tenantId, id, moment, JSON.stringify(edges)],
  )

/** `heirReported`: a unit that it founded has facts of its own, which would be nobody's; a new reorganisation parts it again. */
export type UndoRefusal =
  | { readonly refused: 'unknown' | 'undoneBefore' }
  | { readonly refused: 'changedLater' | 'heirReported'; readonly unitId: string; readonly unitName: string }

/** Takes a reorganisation back: the register is again what it was known to be before, and what was known meanwhile stays known as that. */
export function undoReorganisation(call: Call, id: string, reason: string): Promise<{ readonly id: string } | UndoRefusal> {
  checkRight(call)
  return inTransaction<{ readonly id: string } | UndoRefusal>(call, (tx) => undoIn(tx, call, { id, reason }))
}

type Undoing = { readonly id: string; readonly reason: string }

async function undoIn(tx: Tx, call: Call, { id, reason }: Undoing): Promise<{ readonly id: string } | UndoRefusal> {
  const { tenantId } = call
  await demandSecondPerson(tx, call, 'undoReorganisation', { id, reason })
  await holdRegister(tx, tenantId)
  const applied = await tx.q
    .selectFrom('reorganisations')
    .select(['state', 'applied_at', 'title', 'document_number', 'effective_on'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (applied?.applied_at === undefined || applied.applied_at === null) return { refused: 'unknown' }
  if (applied.state === 'undone') return { refused: 'undoneBefore' }

  const told = await tx.raw<{ unitId: string; change: string }>(
    'select unit_id "unitId", change from reorganised_units where tenant_id = $1 and reorganisation_id = $2',
    [tenantId, id],
  )
  const moved = new Set(told.map(({ unitId }) => unitId))
  const isMoved = ({ id: unitId }: { readonly id: string }): boolean => moved.has(unitId)
  const now = (await unitVersions(tx, tenantId)).filter(isMoved)
  const then = (await unitVersionsKnownAt(tx, tenantId, justBefore(applied.applied_at))).filter(isMoved)
  const left = (await unitVersionsKnownAt(tx, tenantId, applied.applied_at)).filter(isMoved)
  const stands = new Set(now.map((unit) => canonicalJson(unit)))
  const later = left.find((unit) => !stands.has(canonicalJson(unit)))
  if (later !== undefined) return { refused: 'changedLater', unitId: later.id, unitName: later.name }
  const [reported] = await tx.raw<{ unit_id: string; name: string }>(
    `select f.unit_id, v.name from reorganised_units f
         join unit_versions v on v.tenant_id = $1 and v.unit_id = f.unit_id
        where f.tenant_id = $1 and f.reorganisation_id = $2 and f.change = 'founded'
          and (exists (select 1 from reports r where r.tenant_id = $1 and r.unit_id = f.unit_id and r.first_submitted_at is not null)
            or exists (select 1 from task_assignments a where a.tenant_id = $1 and a.unit_id = f.unit_id and a.state = 'done')) limit 1`,
    [tenantId, id],
  )
  if (reported !== undefined) return { refused: 'heirReported', unitId: reported.unit_id, unitName: reported.name }

  const moment = await recordVersions(tx, call, now, then)
  const edges = await tx.raw(
    'update lineage_edges set known_until = $3 where tenant_id = $1 and reorganisation_id = $2 and known_until is null returning 1',
    [tenantId, id, moment],
  )
  await takeBackHandOver(tx, tenantId, id, moment)
  await tx.q
    .updateTable('reorganisations')
    .set({ state: 'undone', undone_at: moment, undone_by: call.actor.id, undone_because: reason })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  const unitIds = told.flatMap(({ unitId, change }) => (change === 'particulars' ? [] : [unitId]))
  if (unitIds.length + edges.length > 0) await rollUpAgain(tx, tenantId, { unitIds, since: applied.effective_on })
  await audit(tx, call, {
    stream: 'office',
    action: 'reorganisationUndone',
    subject: id,
    detail: { title: applied.title, documentNumber: applied.document_number, effectiveOn: applied.effective_on, reason },
  })
  return { id }
}

/** Taking a reorganisation back, where the office has two persons do it. */
export const undoingByTwo = doneByTwo({
  input: undoReorganisationSchema.extend({ id: idSchema }),
  can: canAdminister,
  run: undoIn,
  about: async (tx, { tenantId }, { id }) => {
    const [event] = await tx.raw<{ about: string }>(
      `select title || ' (' || document_number || ')' about from reorganisations where tenant_id = $1 and id = $2`,
      [tenantId, id],
    )
    if (event === undefined) throw problem('notFound')
    return event.about
  },
})

export type CorrectRefusal =
  | { readonly refused: 'notApplied' | 'nothingLeft' | 'nothingChanged' }
  | { readonly refused: 'impossible'; readonly faults: readonly ReorganisationFault[] }

/** Records anew where an old unit went; what was known until now stays known as that. Nothing that was handed over moves by it. */
export function correctEdges(
  call: Call,
  id: string,
  { fromId, edges, reason }: CorrectEdges,
): Promise<{ readonly id: string } | CorrectRefusal> {
  checkRight(call)
  return inTransaction<{ readonly id: string } | CorrectRefusal>(call, async (tx) => {
    const { tenantId } = call
    await holdRegister(tx, tenantId)
    const [event] = await tx.raw<{ state: string; effectiveOn: string }>(
      'select state, effective_on "effectiveOn" from reorganisations where tenant_id = $1 and id = $2',
      [tenantId, id],
    )
    if (event === undefined) throw problem('notFound')
    if (event.state !== 'applied') return { refused: 'notApplied' }
    const before = await tx.raw<LineageEdge>(
      `select from_unit_id "from", to_unit_id "to", extent, shares from lineage_edges
        where tenant_id = $1 and reorganisation_id = $2 and from_unit_id = $3 and known_until is null order by to_unit_id`,
      [tenantId, id, fromId],
    )
    if (before.length === 0) return { refused: 'nothingLeft' }
    const standing = new Set((await unitsOnDay(tx, tenantId, event.effectiveOn)).map((unit) => unit.id))
    const after = edges.map(({ toId, extent, shares }): LineageEdge => ({ from: fromId, to: toId, extent, shares: sharesOf(shares) }))
    if (areSameEdges(before, after)) return { refused: 'nothingChanged' }
    const faults = edgesFaults(fromId, after, { goesOn: standing.has(fromId), standing })
    if (faults.length > 0) return { refused: 'impossible', faults }

    const [known] = await tx.raw<{ moment: Instant }>(
      `update lineage_edges e set known_until = m.moment
         from (select greatest($4::timestamptz, max(greatest(known_from, known_until)) + interval '1 millisecond') moment
                 from lineage_edges where tenant_id = $1) m
        where e.tenant_id = $1 and e.reorganisation_id = $2 and e.from_unit_id = $3 and e.known_until is null
        returning m.moment`,
      [tenantId, id, fromId, call.now],
    )
    await addEdges(tx, tenantId, id, after, known?.moment ?? call.now)
    await rollUpAgain(tx, tenantId, { unitIds: [], since: event.effectiveOn })
    await audit(tx, call, { stream: 'office', action: 'lineageCorrected', subject: id, detail: { fromId, before, after, reason } })
    return { id }
  })
}

const sharesOf = (shares: CorrectEdges['edges'][number]['shares']): Shares =>
  Object.fromEntries(Object.entries(shares).filter(([, share]) => share !== undefined))

/** The program itself (a command on the machine), or who administers. */
function checkRight({ actor, viewer }: Call): void {
  if (actor.id !== null && !canAdminister(viewer)) throw problem('notAllowed')
}

const justBefore = (moment: Instant): Instant => new Date(Date.parse(moment) - 1).toISOString()

const digestOf = (event: Reorganisation): string => createHash('sha256').update(canonicalJson(event)).digest('hex')
